"""The variables of a collection, `{{name}}`: their values where it has them, else words that readers replace."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

from unisono.imports._endpoint_pages import placeholder
from unisono.imports._losses import Losses
from unisono.text.references import At
from unisono.text.regex import regex

_VARIABLE = regex(r"\{\{[ \t]*+([^{}\n]{1,200}?)[ \t]*+\}\}")
_NESTED = 10
"""Variables in the values of variables."""


class Variables:
    """Variables by their names."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values

    def with_those(self, around: At, losses: Losses) -> Variables:
        """These, and those of a folder or a request; what is switched off is told."""
        own = dict(self.values)
        for at in around.items("variable"):
            name = at.text("key") or at.text("id")
            if at.flag("disabled"):
                losses.add(at, f"the variable '{name[:100]}' is switched off", "write its value where it is meant")
            elif name and at.text("value"):
                own[name] = at.text("value")
        return Variables(own)

    def filled(self, text: str) -> str:
        """A text with values, or words that readers replace, for its variables."""
        return self._filled(text, lambda name, _: placeholder(name))

    def known(self, text: str) -> str:
        """A text with the values that are known; other variables stay as they are."""
        return self._filled(text, lambda _, written: written)

    def in_json(self, text: str) -> str:
        """The same of JSON, in which a variable may stand for a value of any type: a word for one is a string there."""
        text = self.known(text)
        parts: list[str] = []
        at, inside = 0, False
        for found in re.finditer(r'\\.|"|\{\{[ \t]*+([^{}\n]{1,200}?)[ \t]*+\}\}', text):
            parts.append(text[at : found.start()])
            at = found.end()
            if found[0] == '"':
                inside = not inside
            word = placeholder(found[1]) if found[1] else found[0]
            parts.append(word if inside or not found[1] else json.dumps(word))
        return "".join([*parts, text[at:]])

    def _filled(self, text: str, otherwise: Callable[[str, str], str]) -> str:
        for _ in range(_NESTED):
            after = _VARIABLE.sub(lambda found: self.values.get(found[1], found[0]), text)
            if after == text or len(after) > 1_000_000:
                break
            text = after
        return _VARIABLE.sub(lambda found: otherwise(found[1], found[0]), text)


def sole(segment: str) -> str | None:
    """The name of the variable that a segment of a path is, or that a colon marks as one; None for other segments."""
    found = _VARIABLE.fullmatch(segment)
    if found:
        return found[1]
    colon = re.fullmatch(r":([A-Za-z_][\w-]*)", segment)
    return colon[1] if colon else None
