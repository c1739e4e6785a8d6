"""Slips in C# programs, and the programs as they are meant."""

from __future__ import annotations

from unisono.languages.punctuation import closed_text, commas_between_texts, in_double_quotes, semicolons_at_line_ends

MEND = (in_double_quotes, closed_text, commas_between_texts, semicolons_at_line_ends)
