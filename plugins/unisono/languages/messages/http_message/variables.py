"""`{{name}}` in a message: the variables of `.http` files."""

from __future__ import annotations

from unisono.text.regex import regex
from unisono.text.source import Text

_SET = regex(r"(?m)^[ \t]*@([\w.-]+)[ \t]*+=[ \t]*+((?>[^\r\n]*[^\r\n \t])?)[ \t]*+$")
USED = regex(r"\{\{(?:[ \t]*+|[ \t]*(?=[ \t]\}\}))([^{}\r\n \t](?:[^{}\r\n]{0,98}?[^{}\r\n \t])?|[ \t])[ \t]*+\}\}")
_NAME = regex(r"(?:\$(?:processEnv|dotenv)[ \t]+|\$env\.)?([A-Za-z_]\w*)")


def resolved(code: Text) -> Text:
    """The code with the values of variables that it sets itself (`@name = value`), and placeholders for all others."""
    known: dict[str, Text] = {}
    for found in _SET.finditer(code.known):
        known[found[1]] = _filled(code.slice(*found.span(2)), known)
    return _filled(code, known)


def _filled(text: Text, known: dict[str, Text]) -> Text:
    parts, at = [], 0
    for found in USED.finditer(text.known):
        place = text.slice(*found.span())
        parts += [text.slice(at, found.start()), known.get(found[1]) or _placeholder(found[1], place)]
        at = found.end()
    return Text.join([*parts, text.slice(at, len(text))]) if parts else text


def _placeholder(name: str, place: Text) -> Text:
    """One that has a name is shown as all languages' variables are; any other as it stands (`{{$guid}}`)."""
    found = _NAME.fullmatch(name)
    return Text.placeholder(f"${{{found[1]}}}" if found else place.value, place.span())
