"""Functions of strings, arrays and time."""

from __future__ import annotations

import re

from unisono.languages.php.state import Call, Native
from unisono.languages.php.values import copied, integer, key_of, to_number, to_text
from unisono.languages.program.values import Boolean, Map, Number, String, Value, integer_of
from unisono.languages.reading import Unsupported
from unisono.text.regex import regex
from unisono.text.source import Text

CONSTANTS: dict[str, int | float | str] = {
    "PHP_EOL": "\n",
    "DIRECTORY_SEPARATOR": "/",
    "DATE_ATOM": "Y-m-d\\TH:i:sP",
    "PHP_INT_MAX": 2**63 - 1,
}
_DIRECTIVE = regex(r"%(?:(%)|(0?[0-9]*)([sd])|([0-9]+)\$([sd]))")


def _sprintf(call: Call) -> Value:
    """With `%s` and `%d`; what else it could do is not understood."""
    template = call.text(0)
    parts, done, number = [template.slice(0, 0)], 0, 0
    for found in _DIRECTIVE.finditer(template.known):
        parts.append(template.slice(done, found.start()))
        done = found.end()
        if found[1]:
            parts.append(template.slice(found.start(), found.start() + 1))
            continue
        if found[2]:
            raise Unsupported(f"the directive '{found[0]}'", template.span(*found.span()))
        number += 1
        at = integer_of(found[4], 10, template) if found[4] else number
        if not at:
            raise call.fails("ValueError: Argument number specifier must be greater than zero")
        if at >= len(call.args):
            raise call.fails(f"ArgumentCountError: {at + 1} arguments are required, {len(call.args)} given")
        parts.append(_directed(found[3] or found[5], call.arg(at)))
    parts.append(template.slice(done, len(template)))
    if "%" in _DIRECTIVE.sub("", template.known):
        raise Unsupported("a directive of sprintf", template.span())
    return String(Text.join(parts))


def _directed(kind: str, value: Value) -> Text:
    number = to_number(value)
    if kind == "d" and number is not None:
        return to_text(Number(value.origin, integer(number.value)))
    return to_text(value)


def _implode(call: Call) -> Value:
    separator, given = (call.text(0), call.map(1)) if len(call.args) > 1 else (call.origin.slice(0, 0), call.map(0))
    parts: list[Text] = [call.origin.slice(0, 0)]
    for number, value in enumerate(given.values()):
        parts += [separator] if number else []
        parts.append(to_text(value))
    return String(Text.join(parts))


def _array_merge(call: Call) -> Value:
    made = Map(call.origin)
    for number in range(len(call.args)):
        for key, entry in call.map(number).entries.items():
            if isinstance(key, int):
                made.append(copied(entry.value))
            else:
                made.put(key, entry.name, copied(entry.value))
    return made


def _array_push(call: Call) -> Value:
    target = call.map(0)
    for value in call.args[1:]:
        target.append(copied(value))
    return Number(call.origin, len(target.entries))


def _array_values(call: Call) -> Value:
    return Map.of(call.origin, call.map(0).values())


def _array_combine(call: Call) -> Value:
    made = Map(call.origin)
    for name, value in zip(call.map(0).values(), call.map(1).values(), strict=False):
        made.put(key_of(name), to_text(name), value)
    return made


def _count(call: Call) -> Value:
    return Number(call.origin, len(call.map(0).entries))


def _known(call: Call, number: int) -> str:
    text = call.text(number)
    if text.has_placeholder:
        raise Unsupported("a text that is known only at run time", text.span())
    return text.value


def _strlen(call: Call) -> Value:
    text = call.text(0)
    return call.unknown() if text.has_placeholder else Number(call.origin, len(text.value.encode("utf-8", "surrogatepass")))


def _trim(call: Call, *, left: bool = True, right: bool = True) -> Value:
    text = call.text(0)
    characters = _known(call, 1) if len(call.args) > 1 else " \n\r\t\v\0"
    if ".." in characters:
        raise Unsupported("a range of characters", call.origin.span())
    start = len(text.known) - len(text.known.lstrip(characters)) if left else 0
    end = len(text.known.rstrip(characters)) if right else len(text)
    return String(text.slice(start, max(start, end)))


def _str_replace(call: Call) -> Value:
    if any(isinstance(value, Map) for value in call.args):
        raise Unsupported("str_replace of arrays", call.origin.span())
    wanted, new = _known(call, 0), _known(call, 1)
    return String(call.text(2).sub(re.compile(re.escape(wanted)), lambda _: new)) if wanted else call.arg(2)


def _cased(call: Call, *, upper: bool) -> Value:
    """ASCII letters only (PHP 8.2)."""
    return String(call.text(0).sub(re.compile("[A-Za-z]+"), lambda found: found[0].upper() if upper else found[0].lower()))


def _define(call: Call) -> Value:
    call.php.constants[_known(call, 0)] = call.arg(1)
    return call.true()


def _of_the_run(call: Call) -> Value:
    return call.unknown(is_text=True)


def _defined(call: Call) -> Value:
    return Boolean(call.origin, _known(call, 0) in call.php.constants)


FUNCTIONS: dict[str, Native] = {
    "sprintf": _sprintf,
    "implode": _implode,
    "join": _implode,
    "array_merge": _array_merge,
    "array_push": _array_push,
    "array_values": _array_values,
    "array_combine": _array_combine,
    "count": _count,
    "sizeof": _count,
    "strlen": _strlen,
    "trim": _trim,
    "ltrim": lambda call: _trim(call, right=False),
    "rtrim": lambda call: _trim(call, left=False),
    "chop": lambda call: _trim(call, left=False),
    "str_replace": _str_replace,
    "strtoupper": lambda call: _cased(call, upper=True),
    "strtolower": lambda call: _cased(call, upper=False),
    "strval": lambda call: String(call.text(0)),
    "define": _define,
    "defined": _defined,
    **dict.fromkeys(
        """date gmdate time microtime uniqid rand mt_rand random_int random_bytes bin2hex md5 sha1 hash hash_hmac base64_decode
        mktime strtotime hrtime gethostname realpath dirname basename phpversion""".split(),  # noqa: SIM905
        _of_the_run,
    ),
}
