"""`--variable` and `--expand-…` (curl manual page, VARIABLES; curl 8.3 and later)."""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import replace

from unisono.languages.reading import Invalid, Unsupported
from unisono.languages.shell.curl.options import Option
from unisono.languages.shell.curl.percent import escaped
from unisono.text.regex import regex
from unisono.text.source import Text

_NAME = regex(r"(%?)([A-Za-z0-9_]{1,128})(?:([=@])|$)")
_USE = regex(r"(\\?)\{\{([A-Za-z0-9_]{1,128})((?::[^{}]*)?)\}\}")


class Variables:
    """The variables that a curl command line has set so far."""

    def __init__(self) -> None:
        self._known: dict[str, Text] = {}

    def set(self, option: Option) -> None:
        """`name=content`, `name@file`, `%NAME` and `%NAME=content` from the environment."""
        value = option.value
        match = _NAME.match(value.value)
        if not match or (not match[1] and not match[3]):
            raise Invalid(f"curl: option {option.written}: had unsupported trailing garbage", value.span())
        if match[1] or match[3] == "@":
            self._known[match[2]] = Text.placeholder(
                f"${match[2]}" if match[1] else value.value[match.end() - 1 :], value.span()
            )
        else:
            self._known[match[2]] = value.slice(match.end(), len(value))

    def applied(self, option: Option) -> Option:
        """The option with `{{name}}` and `{{name:function:…}}` in its value replaced."""
        value = option.value
        parts, at = [value.slice(0, 0)], 0
        for use in _USE.finditer(value.value):
            parts.append(value.slice(at, use.start()))
            if use[1]:
                parts.append(value.slice(use.end(1), use.end()))
            else:
                parts.append(self._value(use, value))
            at = use.end()
        return replace(option, value=Text.join([*parts, value.slice(at, len(value))]), expand=False)

    def _value(self, use: re.Match[str], value: Text) -> Text:
        span = value.span(use.start(), use.end())
        text = self._known.get(use[2], Text.decoded("", span))
        for function in use[3].split(":")[1:]:
            if text.has_placeholder:
                break
            text = _transformed(text, function, Text.decoded(use[0], span))
        return text


def _transformed(text: Text, function: str, use: Text) -> Text:
    match function:
        case "trim":
            return text.stripped()
        case "url":
            return escaped(text)
        case "json":
            return Text.decoded(json.dumps(text.value, ensure_ascii=False)[1:-1], text.span())
        case "b64":
            return Text.decoded(base64.b64encode(text.value.encode()).decode(), text.span())
        case "64dec":
            try:
                return Text.decoded(base64.b64decode(text.value, validate=True).decode(), text.span())
            except (binascii.Error, UnicodeDecodeError):
                raise Unsupported("content that is not base64 of text", use.span()) from None
    raise Invalid(f"curl: unknown variable function in `{use}`", use.span())
