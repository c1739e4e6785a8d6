"""Values as `ConvertTo-Json` of PowerShell 7 writes them (its documentation; `JsonObject` of PowerShell's source)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import partial

from unisono.languages.csharp.json import Options, string_of
from unisono.languages.csharp.values import Money, number_text
from unisono.languages.powershell.values import Table, to_text
from unisono.languages.program.values import Boolean, List, Null, Number, String, Unknown, Value, spelled
from unisono.languages.reading import Unsupported
from unisono.text.source import Text

_NEWTONSOFT = partial(Options, newtonsoft=True)


class Writer:
    """One text that is written. `deepest`: how many levels are kept; what is further in becomes a text. `cut` is then the
    first value that did."""

    def __init__(self, deepest: int, *, compress: bool) -> None:
        self.deepest = deepest
        self.compress = compress
        self.cut: Value | None = None

    def json_of(self, value: Value) -> Text:
        """The whole text."""
        return Text.join(self._json(value, 0))

    def _json(self, value: Value, level: int) -> Iterator[Text]:
        match value:
            case List() | Table():
                if level > self.deepest:
                    self.cut = self.cut or value
                    yield string_of(to_text(value), _NEWTONSOFT(value.origin))
                else:
                    yield from self._container(value, level)
            case String() | Unknown(is_text=True):
                yield string_of(to_text(value), _NEWTONSOFT(value.origin))
            case Null():
                yield Text.decoded("null", value.origin.span())
            case Boolean():
                yield Text.decoded("true" if value.value else "false", value.origin.span())
            case Number() if not math.isfinite(value.value):
                raise Unsupported("a number that JSON has not", value.origin.span())
            case Number():
                yield spelled(_with_point(number_text(value.value), is_whole=isinstance(value.value, int)), value)
            case Money():
                yield spelled(_with_point(value.origin.value, is_whole=False), value)
            case Unknown():
                yield to_text(value)
            case _:
                raise Unsupported("such a value in JSON", value.origin.span())

    def _container(self, value: List | Table, level: int) -> Iterator[Text]:
        brackets = "[]" if isinstance(value, List) else "{}"
        origin = value.origin
        items: list[tuple[Text | None, Value]] = (
            [(None, item) for item in value.items]
            if isinstance(value, List)
            else [(entry.name, entry.value) for entry in value.entries.values()]
        )
        broken = not self.compress and bool(items)
        yield Text.decoded(brackets[0], origin.slice(0, 1).span())
        for number, (name, item) in enumerate(items):
            between = ("," if number else "") + ("\n" + "  " * (level + 1) if broken else "")
            if between:
                yield Text.decoded(between, item.origin.span())
            if name is not None:
                yield string_of(name, _NEWTONSOFT(name))
                yield Text.decoded(":" if self.compress else ": ", item.origin.span())
            yield from self._json(item, level + 1)
        end = origin.slice(len(origin) - 1, len(origin)).span()
        yield Text.decoded(("\n" + "  " * level if broken else "") + brackets[1], end)


def _with_point(text: str, *, is_whole: bool) -> str:
    return text if is_whole or not re.fullmatch(r"-?[0-9]+", text) else f"{text}.0"
