"""Host names outside ASCII as they are sent (RFC 5891)."""

from __future__ import annotations

from unisono.languages.reading import Unsupported
from unisono.text.regex import regex
from unisono.text.source import Text

_UNLIKE = regex("[\u00df\u03c2\u200c\u200d]")
"""Characters that IDNA 2003, which Python's codec has, encodes otherwise than IDNA 2008 (RFC 5894, 7.2)."""

_LONGEST = 1000
"""Characters of a name that is looked at, four times what a name may have: to encode one takes more than linear time."""

_NOT_IN_LABELS = regex(r"[^\w.-]|_")


def to_ascii(host: Text, *, strict: bool = False) -> Text:
    """A host name in lower case and in ASCII. `strict`: characters that are in no label of IDNA 2008 are not let pass.

    Raises UnicodeError for what is no such name, and Unsupported for a name that IDNA 2003 and 2008 encode differently.
    """
    if len(host) > _LONGEST or _UNLIKE.search(host.value) or host.has_placeholder:
        raise Unsupported("this international domain name", host.span())
    if strict and _NOT_IN_LABELS.search(host.value):
        raise UnicodeError(host.value)
    return Text.decoded(host.value.lower().encode("idna").decode(), host.span())
