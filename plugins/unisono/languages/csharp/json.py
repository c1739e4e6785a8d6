"""Values as JSON: as System.Text.Json and Newtonsoft's Json.NET write them (their documentation, "Character encoding")."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from unisono.languages.csharp.values import JArray, JObject, JsonArray, JsonObject, Members, Money, number_text, to_text
from unisono.languages.program.values import Boolean, Host, List, Map, Null, Number, String, Unknown, Value, spelled
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Text


@dataclass(slots=True, eq=False)
class Options(Host):
    """`JsonSerializerOptions`. `relaxed`: only what JSON itself wants is escaped. `newtonsoft`: it is Json.NET that writes."""

    camel: bool = False
    indented: bool = False
    relaxed: bool = False
    newtonsoft: bool = False
    without_null: bool = False


_NEEDED = regex(r'[\x00-\x1f"\\]')
_OF_NEWTONSOFT = regex('[\x00-\x1f"\\\\\x85\u2028\u2029]')
_NOT_ALLOWED = regex(r"[^ !#-%(-*,-;=?-\[\]-_a-~]")
"""All but what the default encoder of System.Text.Json leaves as it is."""
_SIMPLE = {"\b": r"\b", "\f": r"\f", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\\": r"\\"}


def json_of(value: Value, options: Options) -> Text:
    """As `JsonSerializer.Serialize`, or `JsonConvert.SerializeObject`."""
    return Text.join(_json(value, options, 0))


def _json(value: Value, options: Options, level: int) -> Iterator[Text]:
    match value:
        case JsonObject() | JsonArray() if isinstance(value, JObject | JArray) is not options.newtonsoft:
            raise Unsupported("a value of another library for JSON", value.origin.span())
        case List():
            yield from _container("[]", [(None, item) for item in value.items], value.origin, options, level)
        case Map():
            yield from _container("{}", list(_members(value, options)), value.origin, options, level)
        case String() | Unknown(is_text=True):
            yield string_of(to_text(value), options)
        case Null():
            yield spelled("null", value)
        case Boolean():
            yield spelled("true" if value.value else "false", value)
        case Number() if not math.isfinite(value.value):
            raise Unsupported("a number that JSON has not", value.origin.span())
        case Number():
            yield spelled(_number(value.value, options), value)
        case Money() | Unknown():
            yield to_text(value)
        case _:
            raise Unsupported("such a value in JSON", value.origin.span())


def _number(value: float, options: Options) -> str:
    text = number_text(value)
    return f"{text}.0" if options.newtonsoft and isinstance(value, float) and re.fullmatch(r"-?[0-9]+", text) else text


def _members(value: Map, options: Options) -> Iterator[tuple[Text, Value]]:
    for key, entry in value.entries.items():
        if options.without_null and isinstance(entry.value, Null):
            continue
        name = Text.decoded(str(key), entry.name.span()) if isinstance(key, int) else entry.name
        camel = options.camel and isinstance(value, Members)
        yield (
            (Text.decoded(_camel(name.value), name.span()) if camel and _camel(name.value) != name.value else name),
            entry.value,
        )


def _camel(name: str) -> str:
    """As `JsonNamingPolicy.CamelCase`: of capitals at the beginning all but one that begins the next word."""
    capitals = re.match(r"[A-Z]+(?![a-z])|[A-Z]", name)
    if capitals is None:
        return name
    return capitals[0].lower() + name[capitals.end() :]


def string_of(text: Text, options: Options) -> Text:
    """A text in quotation marks."""
    quote = Text.decoded('"', text.span())
    pattern = _OF_NEWTONSOFT if options.newtonsoft else _NEEDED if options.relaxed else _NOT_ALLOWED
    return Text.join([quote, text.sub(pattern, lambda found: _escaped(found[0], options)), quote])


def _escaped(character: str, options: Options) -> str:
    if character == '"' and (options.relaxed or options.newtonsoft):
        return r"\""
    if character in _SIMPLE:
        return _SIMPLE[character]
    units = character.encode("utf-16-be", "surrogatepass")
    form = "\\u{:02x}{:02x}" if options.newtonsoft else "\\u{:02X}{:02X}"
    return "".join(form.format(*units[at : at + 2]) for at in range(0, len(units), 2))


def _container(
    brackets: str, items: list[tuple[None, Value]] | list[tuple[Text, Value]], origin: Text, options: Options, level: int
) -> Iterator[Text]:
    before, after = origin.slice(0, 1).span(), origin.slice(len(origin) - 1, len(origin)).span()
    broken = options.indented and bool(items)
    yield Text.decoded(brackets[0], before)
    for number, (name, value) in enumerate(items):
        between = ("," if number else "") + ("\n" + "  " * (level + 1) if broken else "")
        if between:
            yield Text.decoded(between, value.origin.span())
        if name is not None:
            yield string_of(name, options)
            yield Text.decoded(": " if options.indented else ":", value.origin.span())
        yield from _json(value, options, level + 1)
    yield Text.decoded(("\n" + "  " * level if broken else "") + brackets[1], after)
