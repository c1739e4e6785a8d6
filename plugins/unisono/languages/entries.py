"""Entries of header fields in programs, which are written alike in many languages, and as they are meant."""

from __future__ import annotations

import re

from unisono.languages import Mending
from unisono.text.regex import regex

_VALUE = r"""(?P<mark>["'])multipart/form-data(?:;[^"'\n]*)?(?P=mark)"""
_NAME = r"""(?P<name>["'])content-type(?P=name)"""
_SET = regex(rf"^[ \t]*[\w$.]+\[{_NAME}\]\s*=\s*{_VALUE};?[ \t]*\n", re.IGNORECASE | re.MULTILINE)
_CALLED = regex(rf"^[ \t]*[\w$.]+\.(?:append|set|add_field)\({_NAME},\s*{_VALUE}\);?[ \t]*\n", re.IGNORECASE | re.MULTILINE)
_LINE = r"""(?P<line>["'])content-type:\s*multipart/form-data(?:;[^"'\n]*)?(?P=line)"""
_ENTRY = regex(rf"(?P<before>,|(?<!\s))(?P<blank>\s*+)(?:{_NAME}\s*(?::|=>)\s*{_VALUE}|{_LINE})(?P<after>\s*,)?", re.IGNORECASE)


def without_multipart_type(code: str) -> Mending | None:
    """Without the media type of multipart content, of which the client says the boundary (RFC 7578, 4.1), if it is let."""
    new = _ENTRY.sub(_kept, _CALLED.sub("", _SET.sub("", code)))
    return Mending("media type left to the client, which says its boundary", new) if new != code else None


def _kept(found: re.Match[str]) -> str:
    """What stands in the place of an entry: the comma between those beside it, and where it ended the list, the one before."""
    if found["before"] and found["after"]:
        return ","
    return found["blank"] if found["after"] and "\n" not in found["blank"] else ""
