"""Slips in PHP programs, and the programs as they are meant."""

from __future__ import annotations

from unisono.languages.entries import without_multipart_type

MEND = (without_multipart_type,)
