"""Texts: packages fmt, strings, strconv and encoding/base64."""

from __future__ import annotations

import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable

from unisono.languages.go.library.streams import write
from unisono.languages.go.state import Call, Native
from unisono.languages.go.types import STRINGS
from unisono.languages.go.values import Bytes, Opaque, Pointer, Slice, shown, to_text
from unisono.languages.program.values import Host, Number, String, Unknown, Value
from unisono.languages.reading import Unsupported
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import in_base64

_VERB = regex(r"%([-+# 0]*+)(\d*+)(?:\.(\d++))?([a-zA-Z%])")


def formatted(call: Call, pattern: Text, values: list[Value]) -> Text:
    """As `fmt.Sprintf`. Raises where verbs and values do not go together."""
    if pattern.has_placeholder:
        raise Unsupported("a format that is known only at run time", pattern.span())
    found, at, rest = [pattern.slice(0, 0)], 0, list(values)
    for verb in _VERB.finditer(pattern.value):
        found.append(pattern.slice(at, verb.start()))
        at = verb.end()
        if verb[4] == "%":
            found.append(Text.decoded("%", pattern.span(*verb.span())))
            continue
        if not rest:
            raise call.fails(f"a value for {verb[0]} is missing; Go writes %!{verb[4]}(MISSING) instead")
        found.append(_one(call, verb, rest.pop(0), pattern))
    if rest:
        raise call.fails("there are more values than verbs; Go writes %!(EXTRA …) behind the text", rest[0])
    if (stray := pattern.value.find("%", at)) >= 0:
        raise call.fails("a % that begins no verb; write %% for it", String(pattern.slice(stray, stray + 1)))
    return Text.join([*found, pattern.slice(at, len(pattern))])


def _one(call: Call, verb: re.Match[str], value: Value, pattern: Text) -> Text:
    flags, width, precision, kind = verb.groups()
    if isinstance(value, Unknown):
        return to_text(value)
    if kind in "sv" and not flags and not width and precision is None:
        if isinstance(value, Bytes) and kind == "s":
            return value.origin
        if kind == "v" or isinstance(value, String | Host):
            return _spelled(call, value)
        raise call.fails(f"{verb[0]} of a value that is no text; write %v", value)
    if isinstance(value, Number) and kind in "dfx" and not set(flags) & set("+# "):
        return _number(call, verb, value)
    if kind == "t" and not flags:
        return shown(value)
    if kind == "q" and isinstance(value, String) and re.fullmatch(r'[^"\\\x00-\x1f\x7f-\xa0]*', value.origin.known):
        quote = Text.decoded('"', value.origin.span())
        return Text.join([quote, value.origin, quote])
    raise Unsupported(f"{verb[0]} of this value", pattern.span(*verb.span()))


def _number(call: Call, verb: re.Match[str], value: Number) -> Text:
    flags, width, precision, kind = verb.groups()
    if (kind == "d") != isinstance(value.value, int) and kind != "x":
        raise call.fails(f"{verb[0]} of {value.origin.value[:30]}, which is no number of that kind", value)
    if len(width) > 3 or len(precision or "") > 3 or (kind == "x" and not isinstance(value.value, int)):
        raise Unsupported(f"the format {verb[0]}", value.origin.span())
    flags = "<" if "-" in flags else "0" if "0" in flags else ""
    spelled = format(value.value, f"{flags}{width or ''}{f'.{precision or 6}' if kind == 'f' else ''}{kind}")
    return value.origin if spelled == value.origin.value else Text.decoded(spelled, value.origin.span())


def _spelled(call: Call, value: Value) -> Text:
    """A value as `%v` writes it, by its method `String` where the library gives it one."""
    said = next((found for kind in type(value).__mro__ if (found := call.go.library.methods.get((kind, "String")))), None)
    return shown(value if said is None else said.run(call._replace(this=value, args=[])))


def _sprintf(call: Call) -> Value:
    return String(formatted(call, call.text(0), call.args[1:]))


def _sprint(call: Call) -> Value:
    """Without a blank between two values of which one is a text."""
    found: list[Text] = [call.origin.slice(0, 0)]
    for number, value in enumerate(call.args):
        if number and not isinstance(value, String) and not isinstance(call.args[number - 1], String):
            found.append(Text.decoded(" ", value.origin.span()))
        found.append(_spelled(call, value))
    return String(Text.join(found))


def _fprintf(call: Call) -> Value:
    if not isinstance(call.args[0], Opaque):
        write(call, call.args[0], formatted(call, call.text(1), call.args[2:]))
    return call.well(call.unknown())


def _fprint(call: Call) -> Value:
    if not isinstance(call.args[0], Opaque):
        raise Unsupported("what is printed to this", call.origin.span())
    return call.well(call.unknown())


def _join(call: Call) -> Value:
    given = call.args[0]
    if not isinstance(given, Slice):
        raise Unsupported("a list that is known only at run time", call.origin.span())
    found: list[Text] = [call.origin.slice(0, 0)]
    for number, item in enumerate(given.items):
        found += [call.text(1)] if number else []
        found.append(to_text(item))
    return String(Text.join(found))


def _replaced(call: Call) -> Value:
    text, old, new = call.text(0), call.text(1), call.text(2)
    if not old.value or old.has_placeholder or (len(call.args) > 3 and shown(call.args[3]).value != "-1"):
        raise Unsupported("this replacement", call.origin.span())
    pieces, at = [], 0
    for found in re.finditer(re.escape(old.value), text.known):
        pieces += [text.slice(at, found.start()), new]
        at = found.end()
    return String(Text.join([*pieces, text.slice(at, len(text))]))


def _cased(call: Call, *, upper: bool) -> Value:
    return String(call.text(0).sub(re.compile(r"[^\W\d_]+"), lambda found: found[0].upper() if upper else found[0].lower()))


def _trimmed(call: Call) -> Value:
    return String(call.text(0).stripped())


def _without(call: Call, *, suffix: bool) -> Value:
    text, part = call.text(0), call.text(1)
    if part.has_placeholder:
        raise Unsupported("a text that is known only at run time", part.span())
    if suffix:
        return String(text.slice(0, len(text.known.removesuffix(part.value))))
    return String(text.slice(len(text) - len(text.known.removeprefix(part.value)), len(text)))


def _trimmed_of(call: Call, *, left: bool, right: bool) -> Value:
    text, cut = call.text(0), call.text(1).value
    low = len(text) - len(text.known.lstrip(cut)) if left else 0
    high = len(text.known.rstrip(cut)) if right else len(text)
    return String(text.slice(low, max(low, high)))


def _itoa(call: Call) -> Value:
    given = call.args[0]
    return given if isinstance(given, Unknown) else String(shown(given))


def _format_int(call: Call) -> Value:
    if shown(call.args[1]).value != "10":
        raise Unsupported("a number to another base than 10", call.origin.span())
    return _itoa(call)


def _quote(call: Call) -> Value:
    return String(formatted(call, call.string("%q").origin, call.args))


def _split(call: Call) -> Value:
    text, between = call.text(0), call.text(1)
    if text.has_placeholder or between.has_placeholder or not between.value:
        return call.unknown()
    items: list[Value] = []
    at = 0
    for part in text.value.split(between.value):
        items.append(String(text.slice(at, at + len(part))))
        at += len(part) + len(between)
    return Slice(call.origin, items, STRINGS)


class Alphabet(Host):
    """`base64.StdEncoding` and the others: `origin` is its name."""

    __slots__ = ()


_ALPHABETS = {"StdEncoding": b64encode, "URLEncoding": urlsafe_b64encode}


def _alphabet(name: str) -> Callable[[Text], Value]:
    return lambda origin: Alphabet(Text.decoded(name, origin.span()))


def _in_base64(call: Call) -> Value:
    """What is not known in it makes all of it unknown."""
    name, text = call.this.origin.value, call.text(0)
    if text.has_placeholder:
        return String(in_base64(text))
    made = _ALPHABETS[name.removeprefix("Raw")](text.value.encode("utf-8", "surrogatepass")).decode()
    return call.string(made.rstrip("=") if name.startswith("Raw") else made)


def _error(call: Call) -> Value:
    return Pointer(call.origin, call.unknown())


FUNCTIONS = {
    "fmt.Sprintf": Native("sa.", _sprintf),
    "fmt.Sprint": Native("a.", _sprint),
    "fmt.Errorf": Native("sa.", _error),
    "errors.New": Native("s", _error),
    "fmt.Fprintf": Native("wsa.", _fprintf),
    "fmt.Fprint": Native("wa.", _fprint),
    "fmt.Fprintln": Native("wa.", _fprint),
    "strings.Join": Native("as", _join),
    "strings.Replace": Native("sssi", _replaced),
    "strings.ReplaceAll": Native("sss", _replaced),
    "strings.ToUpper": Native("s", lambda call: _cased(call, upper=True)),
    "strings.ToLower": Native("s", lambda call: _cased(call, upper=False)),
    "strings.TrimSpace": Native("s", _trimmed),
    "strings.TrimSuffix": Native("ss", lambda call: _without(call, suffix=True)),
    "strings.TrimPrefix": Native("ss", lambda call: _without(call, suffix=False)),
    "strings.Trim": Native("ss", lambda call: _trimmed_of(call, left=True, right=True)),
    "strings.TrimRight": Native("ss", lambda call: _trimmed_of(call, left=False, right=True)),
    "strings.TrimLeft": Native("ss", lambda call: _trimmed_of(call, left=True, right=False)),
    "strings.Split": Native("ss", _split),
    "strings.HasPrefix": Native("ss", lambda call: call.unknown()),
    "strings.HasSuffix": Native("ss", lambda call: call.unknown()),
    "strings.Contains": Native("ss", lambda call: call.unknown()),
    "strconv.Itoa": Native("i", _itoa),
    "strconv.FormatInt": Native("ii", _format_int),
    "strconv.FormatBool": Native("t", _itoa),
    "strconv.Quote": Native("s", _quote),
    "encoding/hex.EncodeToString": Native("b", lambda call: call.unknown()),
}
CONSTANTS = {
    f"encoding/base64.{name}": _alphabet(name) for name in ("StdEncoding", "URLEncoding", "RawStdEncoding", "RawURLEncoding")
}
METHODS: dict[tuple[type | str, str], Native] = {(Alphabet, "EncodeToString"): Native("b", _in_base64)}
