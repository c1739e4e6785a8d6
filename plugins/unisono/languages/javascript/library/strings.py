"""Methods of strings, numbers and booleans."""

from __future__ import annotations

import math
import re
import unicodedata
from decimal import ROUND_HALF_UP, Context, Decimal

from unisono.languages.javascript.coercion import checked, format_number, integer, is_unknown, to_number, to_text
from unisono.languages.javascript.run import Call, Method
from unisono.languages.javascript.values import Array, Boolean, Number, Regex, String, Undefined, Value, failure
from unisono.languages.reading import Unsupported
from unisono.text import budget
from unisono.text.regex import regex
from unisono.text.source import Text


def _text(call: Call) -> Text:
    return to_text(call.this)


def _units(call: Call) -> Text:
    """The string, where its characters are its code units, by which positions count (ECMAScript 6.1.4)."""
    text = _text(call)
    if text.value.isascii():
        return text
    budget.characters(len(text) // 8, text.span())
    if max(text.value) > "\uffff":
        raise Unsupported("a position in a string with characters beyond U+FFFF", call.origin.span())
    return text


def _place(call: Call, position: int, default: int) -> int:
    """An argument that says a place in the string, within it."""
    return max(0, min(_index(call, position, default), len(_units(call))))


def _index(call: Call, position: int, default: int) -> int:
    if isinstance(call.arg(position), Undefined):
        return default
    value = to_number(call.arg(position))
    if value is None:
        raise Unsupported("a position that is known only at run time", call.origin.span())
    return integer(value)


def _slice(call: Call) -> Value:
    text = _units(call)
    start, end, _ = slice(_index(call, 0, 0), _index(call, 1, len(text))).indices(len(text))
    return String(text.slice(start, max(start, end)))


def _substring(call: Call) -> Value:
    text = _units(call)
    bounds = sorted(max(0, min(len(text), i)) for i in (_index(call, 0, 0), _index(call, 1, len(text))))
    return String(text.slice(*bounds))


def _substr(call: Call) -> Value:
    text = _units(call)
    start, _, _ = slice(_index(call, 0, 0), None).indices(len(text))
    return String(text.slice(start, max(start, min(len(text), start + _index(call, 1, len(text))))))


def _split(call: Call) -> Value:
    text, separator = _text(call), call.arg(0)
    limit = None if isinstance(call.arg(1), Undefined) else _count(call)
    if isinstance(separator, Undefined):
        return Array(call.origin, items=[] if limit == 0 else [String(text)])
    if not isinstance(separator, String):
        raise Unsupported("split at a pattern", call.origin.span())
    mark = separator.origin.value
    budget.elements(text.value.count(mark), call.origin.span())
    items: list[Value] = []
    if not mark:
        units = _units(call)
        items += [String(units.slice(i, i + 1)) for i in range(len(units))]
        return Array(call.origin, items=items[:limit])
    at = 0
    for piece in text.value.split(mark):
        items.append(String(text.slice(at, at + len(piece))))
        at += len(piece) + len(mark)
    return Array(call.origin, items=items[:limit])


def _count(call: Call) -> int:
    """How many pieces `split` may give (ECMAScript 22.1.3.23): the last 32 bits of its second argument."""
    value = to_number(call.arg(1))
    if value is None:
        raise Unsupported("a number of pieces that is known only at run time", call.origin.span())
    return int(value) % 2**32 if math.isfinite(value) else 0


def _trim(call: Call) -> Value:
    return String(_text(call).stripped())


def _trim_start(call: Call) -> Value:
    text = _text(call)
    return String(text.slice(len(text) - len(text.value.lstrip()), len(text)))


def _trim_end(call: Call) -> Value:
    text = _text(call)
    return String(text.slice(0, len(text.value.rstrip())))


def _recased(call: Call, value: str) -> Value:
    text = _text(call)
    if is_unknown(call.this):
        return call.unknown()
    return String(text if value == text.value else Text.decoded(value, text.span()))


def _upper(call: Call) -> Value:
    return _recased(call, _text(call).value.upper())


def _lower(call: Call) -> Value:
    return _recased(call, _text(call).value.lower())


def _normalize(call: Call) -> Value:
    form = "NFC" if isinstance(call.arg(0), Undefined) else to_text(call.arg(0)).value
    match form:
        case "NFC" | "NFD" | "NFKC" | "NFKD":
            return _recased(call, unicodedata.normalize(form, _text(call).value))
    raise failure("RangeError", f"The normalization form should be one of NFC, NFD, NFKC, NFKD: {form}", call.origin)


def _concat(call: Call) -> Value:
    return String(checked(Text.join([_text(call), *map(to_text, call.args)])))


def _repeat(call: Call) -> Value:
    text, count = _text(call), _index(call, 0, 0)
    given = to_number(call.arg(0)) or 0
    if count < 0 or math.isinf(given):
        raise failure("RangeError", f"Invalid count value: {format_number(given)}", call.origin)
    if count * max(1, len(text)) > 10_000:
        raise Unsupported("a very long string", call.origin.span())
    return String(Text.join([text.slice(0, 0), *[text] * max(0, count)]))


def _padded(call: Call, at_start: bool) -> Value:
    text = _units(call)
    filler = " " if isinstance(call.arg(1), Undefined) else to_text(call.arg(1)).value
    missing = _index(call, 0, 0) - len(text)
    if missing <= 0 or not filler:
        return String(text)
    if missing > 10_000:
        raise Unsupported("a very long string", call.origin.span())
    pad = Text.decoded((filler * (missing // len(filler) + 1))[:missing], call.origin.span())
    return String(Text.join([pad, text] if at_start else [text, pad]))


def _pad_start(call: Call) -> Value:
    return _padded(call, at_start=True)


def _pad_end(call: Call) -> Value:
    return _padded(call, at_start=False)


def _replace(call: Call) -> Value:
    return _replaced(call, 1)


def _replace_all(call: Call) -> Value:
    return _replaced(call, -1)


def _replaced(call: Call, count: int) -> Value:
    text, pattern, by = _text(call), call.arg(0), call.arg(1)
    if is_unknown(call.this):
        return call.unknown()
    if isinstance(pattern, Regex):
        return _replaced_pattern(call, text, pattern, by)
    mark = to_text(pattern).value
    if not isinstance(by, String) or "$" in by.origin.value or not mark:
        raise Unsupported("replacing by a function or pattern", call.origin.span())
    budget.elements(2 * text.value.count(mark) if count < 0 else 1, call.origin.span())
    pieces, at = [], 0
    while count and (found := text.value.find(mark, at)) >= 0:
        pieces += [text.slice(at, found), by.origin]
        at = found + len(mark)
        count -= 1
    return String(checked(Text.join([*pieces, text.slice(at, len(text))])))


_SIMPLE_PATTERN = regex(
    r"""(\[\^?([\w \-/.,:;=&%#@!~]|\\[sdwSDW./\-])+\]|[\w \-/,:;=&%#@!~'"<>]|\\[sdwSDW./\-+*?$^()\[\]{}|\\])[+*?]?"""
)


def _replaced_pattern(call: Call, text: Text, pattern: Regex, by: Value) -> Value:
    """`replace` by a pattern of single characters and classes, each repeated or not, which Python reads as JavaScript does."""
    parts = [m[0] for m in _SIMPLE_PATTERN.finditer(pattern.pattern)]
    repeated = sum(part[-1] in "+*?" for part in parts)
    understood = "".join(parts) == pattern.pattern and repeated <= 2 and len(text) <= 2000
    budget.elements(len(text) ** (repeated + 1) // 50 if understood else 0, call.origin.span())  # as it may go back and forth
    if not understood or set(pattern.flags) - {"g", "i"} or not isinstance(by, String) or "$" in by.origin.value:
        raise Unsupported("replacing this pattern", call.origin.span())
    try:
        found = re.compile(pattern.pattern, re.ASCII | (re.IGNORECASE if "i" in pattern.flags else re.ASCII))
    except re.error:
        raise Unsupported("replacing this pattern", call.origin.span()) from None
    pieces, at = [text.slice(0, 0)], 0
    for match in list(found.finditer(text.value))[: None if "g" in pattern.flags else 1]:
        pieces += [text.slice(at, match.start()), by.origin]
        at = match.end()
    return String(checked(Text.join([*pieces, text.slice(at, len(text))])))


def _test(call: Call, found: bool) -> Value:
    return call.unknown() if is_unknown(call.this) or is_unknown(call.arg(0)) else Boolean(call.origin, found)


def _sought(call: Call) -> str:
    """The string that is looked for. Raises `Thrown` for a pattern (ECMAScript 22.1.3.8)."""
    if isinstance(call.arg(0), Regex):
        raise failure("TypeError", "First argument must not be a regular expression", call.origin)
    return to_text(call.arg(0)).value


def _includes(call: Call) -> Value:
    return _test(call, _sought(call) in _text(call).value[_from(call) :])


def _from(call: Call) -> int:
    """The place that the second argument says to start at."""
    return 0 if isinstance(call.arg(1), Undefined) or is_unknown(call.this) else _place(call, 1, 0)


def _starts_with(call: Call) -> Value:
    return _test(call, _text(call).value.startswith(_sought(call), _from(call)))


def _ends_with(call: Call) -> Value:
    end = len(_text(call)) if isinstance(call.arg(1), Undefined) or is_unknown(call.this) else _place(call, 1, 0)
    return _test(call, _text(call).value[:end].endswith(_sought(call)))


def _index_of(call: Call) -> Value:
    if is_unknown(call.this) or is_unknown(call.arg(0)):
        return call.unknown()
    return Number(call.origin, _units(call).value.find(to_text(call.arg(0)).value, _place(call, 1, 0)))


def _last_index_of(call: Call) -> Value:
    if is_unknown(call.this) or is_unknown(call.arg(0)):
        return call.unknown()
    text, mark = _units(call).value, to_text(call.arg(0)).value
    last = to_number(call.arg(1))  # NaN, where it is missing, stands for the end
    if last is None:
        raise Unsupported("a position that is known only at run time", call.origin.span())
    end = len(text) if math.isnan(last) else max(0, integer(last))
    backwards = text[: end + len(mark)][::-1].find(mark[::-1])  # in linear time, which `rfind` does not take
    return Number(call.origin, min(len(text), end + len(mark)) - backwards - len(mark) if backwards >= 0 else -1)


def _char_at(call: Call) -> Value:
    at = _index(call, 0, 0)
    return String(_units(call).slice(at, at + 1)) if at >= 0 else call.made("")


def _at(call: Call) -> Value:
    text, at = _units(call), _index(call, 0, 0)
    at += len(text) if at < 0 else 0
    return String(text.slice(at, at + 1)) if 0 <= at < len(text) else Undefined(call.origin)


def _char_code_at(call: Call) -> Value:
    if is_unknown(call.this):
        return call.unknown()
    text, at = _units(call).value, _index(call, 0, 0)
    return Number(call.origin, ord(text[at]) if 0 <= at < len(text) else math.nan)


def _code_point_at(call: Call) -> Value:
    found = _char_code_at(call)
    return Undefined(call.origin) if isinstance(found, Number) and math.isnan(found.value) else found


def _to_string(call: Call) -> Value:
    if call.args and not isinstance(call.arg(0), Undefined):
        raise Unsupported("a number in another base", call.origin.span())
    return String(_text(call))


def _same(call: Call) -> Value:
    return call.this


def _to_fixed(call: Call) -> Value:
    value = to_number(call.this)
    if value is None or abs(value) >= 1e21 or not math.isfinite(value):
        return call.unknown()
    digits = _index(call, 0, 0)
    if not 0 <= digits <= 100:
        raise failure("RangeError", "toFixed() digits argument must be between 0 and 100", call.origin)
    exact = Decimal(value if value else 0.0).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, Context(prec=1000))
    return call.made(f"{exact:f}")


STRING_METHODS: dict[str, Method] = {
    "slice": _slice,
    "substring": _substring,
    "substr": _substr,
    "split": _split,
    "trim": _trim,
    "trimStart": _trim_start,
    "trimEnd": _trim_end,
    "trimLeft": _trim_start,
    "trimRight": _trim_end,
    "toUpperCase": _upper,
    "toLowerCase": _lower,
    "normalize": _normalize,
    "concat": _concat,
    "repeat": _repeat,
    "padStart": _pad_start,
    "padEnd": _pad_end,
    "replace": _replace,
    "replaceAll": _replace_all,
    "includes": _includes,
    "startsWith": _starts_with,
    "endsWith": _ends_with,
    "indexOf": _index_of,
    "lastIndexOf": _last_index_of,
    "at": _at,
    "charAt": _char_at,
    "charCodeAt": _char_code_at,
    "codePointAt": _code_point_at,
    "toString": _to_string,
    "valueOf": _same,
}
NUMBER_METHODS: dict[str, Method] = {"toString": _to_string, "toFixed": _to_fixed, "valueOf": _same}
BOOLEAN_METHODS: dict[str, Method] = {"toString": _to_string, "valueOf": _same}
