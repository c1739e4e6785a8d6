"""What curl percent-encodes."""

from __future__ import annotations

from unisono.text.percent import UNRESERVED, percent_encoded
from unisono.text.regex import regex
from unisono.text.source import Text

_RESERVED = regex(f"[^{UNRESERVED}]")
_NOT_ASCII = regex(r"[^\x00-\x7f]")


def escaped(text: Text) -> Text:
    """All but unreserved characters percent-encoded, as `curl_easy_escape` does."""
    return percent_encoded(text, _RESERVED, errors="surrogatepass")


def form_escaped(text: Text) -> Text:
    """As `escaped`, with `+` for a space, as the curl tool does for `--data-urlencode`."""
    return percent_encoded(text, _RESERVED, space="+", errors="surrogatepass")


def ascii_only(text: Text) -> Text:
    """Characters outside ASCII percent-encoded, as curl does in a URL, in lower case."""
    return percent_encoded(text, _NOT_ASCII, errors="surrogatepass", form="%{:02x}")
