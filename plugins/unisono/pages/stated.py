"""What is stated of a parameter's values: by fields of their own, or by its description in a sentence of its own."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from unisono.pages.parameters import Parameter
from unisono.text.regex import regex
from unisono.text.source import Text

MAX_DESCRIPTION = 4000
"""Characters of a description in which sentences are looked for."""

_CODE = r"`[^`\s]{1,80}`"
_CODES = regex(_CODE)
_START = r"(?:\A|(?<=[.!?;]\s))\s*"
_END = r"\s?(?:\.|\Z)(?=\s|\Z)"
_DEFAULT = regex(rf"{_START}(?:The )?defaults?(?: value)?(?: to| is|:)?\s({_CODE}){_END}", re.IGNORECASE)
_VALUES = regex(
    rf"{_START}(?:one of|either|(?:possible|allowed|valid) (?:\w+ )?(?:values|choices)(?: are| include)?)(?: the following)?"
    rf"\s?:?\s({_CODE}(?:(?:,\s|,?\s(?:or|and)\s){_CODE}){{1,40}}){_END}",
    re.IGNORECASE,
)


class Stated(NamedTuple):
    """`default` is None and `values` empty where the description does not say; `rest` is the description without the sentences
    that do."""

    default: Text | None
    values: tuple[Text, ...]
    rest: str


@lru_cache(maxsize=2048)  # by the very text: several rules ask, and some for each sample
def stated(description: Text) -> Stated:
    """Only sentences that say nothing else are taken: ``Default: `25`.``, ``One of `draft`, `open`.``"""
    rest = description.value
    default, values = _DEFAULT.search(rest, 0, MAX_DESCRIPTION), _VALUES.search(rest, 0, MAX_DESCRIPTION)
    for found in sorted((m for m in (default, values) if m), key=lambda m: -m.start()):
        rest = rest[: found.start()].rstrip() + (" " if rest[found.end() :].strip() else "") + rest[found.end() :].lstrip()
    return Stated(
        _bare(description.slice(*default.span(1))) if default else None,
        tuple(_bare(description.slice(*word.span())) for word in _CODES.finditer(description.value, *values.span(1)))
        if values
        else (),
        rest.strip(),
    )


def _bare(code: Text) -> Text:
    return code.slice(1, len(code) - 1)


def stated_of(parameter: Parameter) -> Stated:
    """The same of a parameter, whose fields come first."""
    default, values, rest = stated(parameter.markdown)
    return Stated(
        parameter.default or default,
        parameter.values or values,
        rest,
    )
