"""The words that authors use for types in parameter lists, and the JSON values that each allows."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from functools import lru_cache
from typing import Final

from unisono.pages.keys import slip_of
from unisono.records import dataclass
from unisono.text.json import Node
from unisono.text.placeholders import is_placeholder
from unisono.text.regex import regex

MAX_LENGTH = 100
"""Characters of a type; more is prose."""

_NUMERIC = frozenset({"number", "numeric string"})
_DATED = frozenset({"string", "number"})
_KINDS: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(("int", "integer", "long", "int32", "int64"), frozenset({"integer"})),
    **dict.fromkeys(("number", "float", "double"), frozenset({"number"})),
    **dict.fromkeys(("decimal", "bigdecimal"), _NUMERIC),  # many frameworks write decimals as strings, to keep their digits
    **dict.fromkeys(("bool", "boolean"), frozenset({"boolean"})),
    **dict.fromkeys(("str", "string", "text", "uuid", "guid", "url", "uri", "email"), frozenset({"string"})),
    **dict.fromkeys(("date", "datetime", "date-time", "time", "timestamp"), _DATED),  # as text, or as seconds
    **dict.fromkeys(("list", "array"), frozenset({"array"})),
    **dict.fromkeys(("object", "dict", "dictionary", "map"), frozenset({"object"})),
    "enum": frozenset({"string", "number", "boolean"}),
    "null": frozenset(),
}
_NO_TYPE = frozenset({"nullable", "required", "optional"})
_NULL = frozenset({"null", "none", "nil"})
_ALTERNATIVES = regex(r"\||\bor\b|/")
_ARRAY_OF = regex(r"(?:array|list)s?\s*(?:of\s+|[<\[(]\s*)(.+)", re.DOTALL)
_ITEMS_FIRST = regex(r"(.+?)(?:\[\]|(?<!\s)\s++(?:array|list)s?)", re.DOTALL)
_PARENTHESES = regex(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class JsonType:
    """The kinds of JSON values that a documented type allows, and what it says of an array's items, if anything."""

    kinds: frozenset[str]
    items: JsonType | None = None

    def allows(self, value: Node) -> bool:
        """Whether the value is of this type. `null` is of every type, and a placeholder stands for a value of any."""
        if value.kind == "null" or is_placeholder(value) or value.kind in self.kinds:
            return True
        if value.kind == "number":
            return "integer" in self.kinds and _is_integer(value.value)
        return value.kind == "string" and "numeric string" in self.kinds and _NUMBER.fullmatch(value.value) is not None

    def allows_text(self, text: str) -> bool:
        """Whether a value that is stated as text, a default or one of those allowed, may be of this type. Words for no value
        and for one that is worked out (`none`, `now`) are of any type; so is what is no word, number or quoted string."""
        word = text.strip().lower()
        if not self.kinds.isdisjoint({"string", "array", "object"}) or not self.kinds or word in _NO_VALUE:
            return True  # how arrays and objects are written in text differs
        if word in _TRUTHS and "boolean" in self.kinds:
            return True
        if number := _STATED_NUMBER.fullmatch(word):
            return not self.kinds.isdisjoint(_NUMERIC) or ("integer" in self.kinds and not (number[1] or "").strip(".0"))
        return _WORD_OR_STRING.fullmatch(word) is None


_NO_VALUE = frozenset(
    """null none nil undefined empty na now today auto automatic all any never always unlimited infinity infinite dynamic
    computed calculated current varies inherit inherited unset server system required optional""".split()  # noqa: SIM905
)
_TRUTHS = frozenset({"true", "false", "yes", "no", "on", "off", "0", "1"})
_STATED_NUMBER = regex(r"[+-]?\d[\d,_]*(\.\d*)?(?:e[+-]?\d+)?")
_WORD_OR_STRING = regex(r"""[a-z][\w-]*|\d[\d.]*[a-z]+|"[^"]*"|'[^']*'""")
_NUMBER = regex(r"[+-]?\d[\d,]*(?:\.\d*)?")


def _is_integer(number: str) -> bool:
    """JSON has one kind of number; one without a fraction is an integer however it is written (JSON Schema, 6.1.1)."""
    return re.fullmatch(r"-?\d+(?:\.0+)?", number) is not None


def read_type(text: str, own: Mapping[str, str]) -> JsonType | None:
    """The type that the words in a parameter's parentheses stand for; None if a word of them is not known. `own` holds the
    site's words in lower case (`types` in the settings), which come first."""
    phrase = " ".join(text.lower().replace("`", " ").split())
    return None if len(phrase) > MAX_LENGTH else _of_phrase(phrase, tuple(own.items()))


@lru_cache(maxsize=1024)  # a site has few types, and each is asked for again and again
def _of_phrase(phrase: str, own_words: tuple[tuple[str, str], ...]) -> JsonType | None:
    own = dict(own_words)
    if phrase in own:
        return read_type(own[phrase], {})
    first, *qualifiers = phrase.split(",")
    return _union(_ALTERNATIVES.split(first), qualifiers, own)


def misspelt_type_words(text: str, own: Container[str]) -> Iterator[tuple[re.Match[str], str]]:
    """The words of a phrase for a type that look like one for a known type and are none, each with the one that is meant.
    `own` holds words that the site has for types, in lower case."""
    for found in _TYPE_WORD.finditer(text.partition(",")[0], 0, MAX_LENGTH):
        word = found[0].lower()
        if word not in own and _kinds(word, {}) is None and (name := slip_of(word.removesuffix("s"), _WORDS)):
            yield found, name


_TYPE_WORD = regex(r"(?<![\w-])[A-Za-z][A-Za-z0-9]{3,}(?![\w-])")
_WORDS = tuple(sorted(_KINDS, key=lambda word: ("-" in word, word)))


def _union(alternatives: list[str], qualifiers: list[str], own: Mapping[str, str]) -> JsonType | None:
    """What any of the alternatives allows. What follows a comma may name another type, or qualify the first ("at most 250")."""
    words = [word for part in alternatives if (word := part.strip()) and word not in _NULL]
    types = [_single(word, own) for word in words]
    known = [found for found in types if found]
    if not known or len(known) < len(types):
        return None
    known += [found for part in qualifiers if (found := _single(part.strip(), own))]
    items = known[0].items if len(known) == 1 else None
    return JsonType(frozenset().union(*(found.kinds for found in known)), items)


def _single(phrase: str, own: Mapping[str, str]) -> JsonType | None:
    """`array of strings`, `string list`, `string[]`, or words of which the last is a type: `positive integer`."""
    if found := _ARRAY_OF.fullmatch(phrase):
        return JsonType(_KINDS["array"], read_type(found[1].rstrip(">])"), own))
    if found := _ITEMS_FIRST.fullmatch(phrase):
        return JsonType(_KINDS["array"], read_type(found[1], own))
    words = _PARENTHESES.sub(" ", phrase).rstrip("?").split()
    words = [word for word in words if word not in _NO_TYPE] or words[-1:]
    kinds = [_kinds(word, own) for word in words]
    if not kinds or kinds[-1] is None:
        return None
    return JsonType(frozenset().union(*(kind for kind in kinds if kind)))


def _kinds(word: str, own: Mapping[str, str]) -> frozenset[str] | None:
    word = own.get(word, word)
    return _KINDS.get(word, _KINDS.get(word.removesuffix("s")))
