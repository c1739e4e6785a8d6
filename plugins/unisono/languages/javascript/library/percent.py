"""Percent-encoding that keeps the place of every character and leaves placeholders alone."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from unisono.text.source import Text

COMPONENT = re.compile(r"[^A-Za-z0-9\-_.!~*'()]")  # encodeURIComponent (ECMAScript 19.2.6.4)
WHOLE = re.compile(r"[^A-Za-z0-9;,/?:@&=+$\-_.!~*'()#]")  # encodeURI
FORM = re.compile(r"[^A-Za-z0-9*\-._]")  # application/x-www-form-urlencoded (URL standard, 1.3)
QS = re.compile(r"[^A-Za-z0-9\-._~]")  # the qs package: RFC 3986
AXIOS = re.compile(r"[^A-Za-z0-9\-_.!~*'():$,]")  # axios' params, where a space is "+"
_LONE = re.compile("[\ud800-\udfff]")  # a surrogate without its other half
PATH = re.compile(r"[^!$%&'()*+,\-./0-9:;=@A-Z\[\\\]^_a-z|~]")
QUERY = re.compile(r"[^!$%&()*+,\-./0-9:;=?@A-Z\[\\\]^_`a-z{|}~]")  # of a special URL


def percent_encoded(text: Text, unsafe: re.Pattern[str], space: str = "%20") -> Text:
    """The text with every `unsafe` character as the bytes of its UTF-8 form; lone surrogates as U+FFFD."""

    def encoded(found: re.Match[str]) -> str:
        character = found[0]
        if "\ud800" <= character <= "\udfff":
            character = "\ufffd"
        return space if character == " " else "".join(f"%{byte:02X}" for byte in character.encode())

    return text.sub(unsafe, encoded)


def percent_decoded(text: Text, plus: bool = False) -> Text:
    """The text with percent-encoded bytes as the UTF-8 they are, lone surrogates as U+FFFD; `plus`: "+" is a space, as in
    forms."""
    source = _LONE.sub("\ufffd", text.value.replace("+", " ") if plus else text.value)
    value = unquote_to_bytes(source).decode("utf-8", "replace")
    return text if value == text.value else Text.decoded(value, text.span())


def masked(text: Text) -> str:
    """The string with every character of a placeholder as U+E000, so that none of them is taken for a delimiter."""
    if not text.has_placeholder:
        return text.value
    return "".join("\ue000" * len(part) if unknown else part.value for part, unknown in text.runs())
