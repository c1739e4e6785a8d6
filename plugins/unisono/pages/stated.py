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
_NUMBER = r"`?[+-]?\d(?:[\d,.]{0,30}\d)?`?"
_UNIT = r"(?:\s(?:characters?|chars?|letters|digits|bytes|items?|elements|entries|members?|words)(?:\s(?:long|in\slength))?)?"
_SIZE = rf"{_NUMBER}{_UNIT}"
_FACT = regex(
    rf"(?:\A|(?<=[.!?]\s))\s*(?:(?:it\s)?(?:must|should|has to)\s(?:be|have|contain)\s)?(?:an?\s|the\s)?("
    rf"(?:minimum|maximum|min|max)\.?(?:\s(?:value|length|size))?(?:\sis|\sof|:)?\s{_SIZE}"
    rf"|(?:from|between)\s{_NUMBER}\s(?:to|and)\s{_SIZE}(?:,?\s\(?inclusive\)?)?"
    rf"|(?:range|length)(?:\sis|:)?\s(?:from\s|between\s|of\s)?{_NUMBER}\s?(?:[-–]|to|and)\s?{_SIZE}"
    rf"|(?:at least|at most|up to|(?:no |not )?(?:more|less|fewer|greater|longer|shorter) than|limited to|exactly)\s{_SIZE}"
    rf"(?:\sand\s(?:at most|less than)\s{_SIZE})?"
    rf"|(?:must not|cannot|can't|may not|should not)\s(?:exceed|be (?:more|less|longer|shorter|greater) than)\s{_SIZE}"
    rf"|multiple of\s{_NUMBER}"
    rf"|(?:must\s)?match(?:es)?(?:\sthe)?(?:\s(?:pattern|regex|regular expression))?:?\s{_CODE}"
    rf"|(?:pattern|regex|regular expression|format|length|example|for example|e\.g\.)[:,]?\s{_CODE}"
    rf"|(?:format|example):\s[^\s`]{{1,60}}?"
    rf"|(?:in\s)?(?:ISO 8601|RFC 3339|E\.164)(?:\sformat)?"
    rf"|not\snull(?:able)?|nullable|(?:may|can|must not|cannot) be `?null`?){_END}",
    re.IGNORECASE,
)
# A note that an entry of a list in the front matter has under a key of its own: a paragraph.
_NOTED = regex(
    r"(?:\A|(?<=\n\n))((?:exclusive_?)?(?:min(?:imum)?|max(?:imum)?)(?:_?(?:length|items))?|multiple_?of|pattern|regex|format|length|nullable|example)"
    r":[ ]([^\n]{1,120})(?=\n\n|\Z)",
    re.IGNORECASE,
)
_STATES = regex(r"[\d`:]|null", re.IGNORECASE)
"""What each of these sentences has, and few others."""

_NO = frozenset({"false", "no"})


class Stated(NamedTuple):
    """`default` is None and `values` and `facts` empty where the description does not say; `rest` is the description without
    the sentences that do. Facts are what else is said of the values (`at most 20 characters`), with code in backquotes."""

    default: Text | None
    values: tuple[Text, ...]
    rest: str
    facts: tuple[str, ...]


@lru_cache(maxsize=2048)  # by the very text: several rules ask, and some for each sample
def stated(description: Text) -> Stated:
    """Only sentences that say nothing else are taken: ``Default: `25`.``, ``One of `draft`, `open`.``"""
    rest = description.value
    if not _STATES.search(rest, 0, MAX_DESCRIPTION):  # as nearly always
        return Stated(None, (), rest.strip(), ())
    default, values = _DEFAULT.search(rest, 0, MAX_DESCRIPTION), _VALUES.search(rest, 0, MAX_DESCRIPTION)
    sentences = list(_FACT.finditer(rest, 0, MAX_DESCRIPTION))
    starts = {found.start(1) for found in sentences}
    facts = [*sentences, *(found for found in _NOTED.finditer(rest, 0, MAX_DESCRIPTION) if found.start(1) not in starts)]
    for found in sorted((m for m in (default, values, *facts) if m), key=lambda m: -m.start()):
        rest = _joined(rest[: found.start()], rest[found.end() :])
    return Stated(
        _bare(description.slice(*default.span(1))) if default else None,
        tuple(_bare(description.slice(*word.span())) for word in _CODES.finditer(description.value, *values.span(1)))
        if values
        else (),
        rest.strip(),
        tuple(said for found in sorted(facts, key=lambda m: m.start()) if (said := _fact(found))),
    )


def _joined(before: str, after: str) -> str:
    """What is left when a sentence between them is taken out."""
    words = after.lstrip()
    parts = "\n\n" in before[len(before.rstrip()) :] + after[: len(after) - len(words)]
    return before.rstrip() + (("\n\n" if parts else " ") if words else "") + words


_NAME = regex(r"ISO|RFC|E\.\d")
_HUMP = regex(r"(?<=[a-z])(?=[A-Z])")


def _fact(found: re.Match[str]) -> str:
    if found.lastindex == 1:
        return found[1] if _NAME.match(found[1]) else f"{found[1][0].lower()}{found[1][1:]}"
    name, value = _HUMP.sub(" ", found[1]).lower().replace("_", " "), found[2].strip()
    if name == "nullable":
        return "" if value.lower() in _NO else name
    return f"{name} `{value}`" if "`" not in value else f"{name} {value}"


def _bare(code: Text) -> Text:
    return code.slice(1, len(code) - 1)


def stated_of(parameter: Parameter) -> Stated:
    """The same of a parameter, whose fields come first."""
    said = stated(parameter.markdown)
    if parameter.default is None and not parameter.values:  # as nearly always
        return said
    return said._replace(default=parameter.default or said.default, values=parameter.values or said.values)
