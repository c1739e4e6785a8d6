"""What JavaScript and its libraries percent-encode, and how they decode."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from unisono.languages.javascript.coercion import utf8, well_formed
from unisono.text import percent
from unisono.text.regex import regex
from unisono.text.source import Text

COMPONENT = regex(r"[^A-Za-z0-9\-_.!~*'()]")  # encodeURIComponent (ECMAScript 19.2.6.4)
WHOLE = regex(r"[^A-Za-z0-9;,/?:@&=+$\-_.!~*'()#]")  # encodeURI
FORM = regex(r"[^A-Za-z0-9*\-._]")  # application/x-www-form-urlencoded (URL standard, 1.3)
QS = regex(f"[^{percent.UNRESERVED}]")  # the qs package: RFC 3986
PATH = regex(r"[^!$%&'()*+,\-./0-9:;=@A-Z\[\\\]^_a-z|~]")
QUERY = regex(r"[^!$%&()*+,\-./0-9:;=?@A-Z\[\\\]^_`a-z{|}~]")  # of a special URL


def percent_encoded(text: Text, unsafe: re.Pattern[str], space: str = "%20") -> Text:
    """The text with every `unsafe` character as the bytes of its UTF-8 form; lone surrogates as U+FFFD."""
    return percent.percent_encoded(well_formed(text), unsafe, space=space)


def percent_decoded(text: Text, plus: bool = False) -> Text:
    """The text with percent-encoded bytes as the UTF-8 they are, lone surrogates as U+FFFD; `plus`: "+" is a space, as in
    forms."""
    source = text.value.replace("+", " ") if plus else text.value
    value = unquote_to_bytes(utf8(source)).decode("utf-8", "replace")
    return text if value == text.value else Text.decoded(value, text.span())
