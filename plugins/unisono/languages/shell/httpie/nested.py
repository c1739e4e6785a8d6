"""HTTPie's nested JSON: keys such as `order[lines][0][sku]` and `tags[]`.

After HTTPie's documentation, "Nested JSON", and what HTTPie 3.2.4 does where that is silent.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from unisono.languages.reading import Invalid, Unsupported
from unisono.languages.shell.httpie.json_text import Array, Object, Scalar, Value, string
from unisono.records import dataclass
from unisono.text import budget
from unisono.text.source import Text

MAX_DEPTH = 200
"""Levels of nesting that one key may ask for."""

MAX_INDEX = 10_000
"""The highest index that is filled up with nulls."""


class _Kind(Enum):
    TEXT = "a text"
    NUMBER = "a number"
    OPEN = "'['"
    CLOSE = "']'"


@dataclass(frozen=True, slots=True, eq=False)
class _Token:
    kind: _Kind
    text: Text
    start: int
    end: int


class _Step(Enum):
    KEY = "key"
    INDEX = "index"
    APPEND = "append"


@dataclass(frozen=True, slots=True, eq=False)
class _Access:
    """One step on the way to a value. `tokens` are those it is written with; `shown` is how HTTPie's messages repeat it."""

    step: _Step
    name: Text
    index: int
    tokens: tuple[_Token, ...]
    shown: str


def build(pairs: Iterable[tuple[Text, Value]]) -> Value | None:
    """The JSON value that the items' keys and values make up together; None when there are none.

    Raises Invalid with HTTPie's words for keys that it does not understand and accesses that do not fit.
    """
    root: Value | None = None
    for key, value in pairs:
        root = _placed(root, key, _path(key), value)
    return root


def _placed(root: Value | None, key: Text, path: list[_Access], value: Value) -> Value:
    """The whole value with `value` put where `path` leads."""
    here: Value | None = root
    for number, access in enumerate(path):
        if here is None or (isinstance(here, Scalar) and here.type_name == "NoneType"):
            root = here = _container(access.step, key)  # HTTPie begins anew when it meets a null on its way
        _check(here, key, path, number)
        following = path[number + 1].step if number + 1 < len(path) else None
        if isinstance(here, Object):
            here = _member(here, access, following, key, value)
        elif isinstance(here, Array):
            here = _element(here, access, following, key, value)
    return root if root is not None else value


def _container(step: _Step, key: Text) -> Value:
    return Object(key.span()) if step is _Step.KEY else Array(key.span())


def _member(here: Object, access: _Access, following: _Step | None, key: Text, value: Value) -> Value:
    name = access.name.value
    if following is not None and name in here.members:
        return here.members[name][1]
    label = here.members[name][0] if name in here.members else string(access.name).text
    here.members[name] = (label, value if following is None else _container(following, key))
    return here.members[name][1]


def _element(here: Array, access: _Access, following: _Step | None, key: Text, value: Value) -> Value:
    new = value if following is None else _container(following, key)
    if access.step is _Step.APPEND:
        here.elements.append(new)
        return new
    if access.index > MAX_INDEX:
        raise Unsupported(f"an index above {MAX_INDEX}", access.tokens[1].text.span())
    budget.elements(max(access.index - len(here.elements) + 1, 0), key.span())
    here.elements += [None] * (access.index - len(here.elements) + 1)
    old = here.elements[access.index]
    if following is not None and old is not None and not (isinstance(old, Scalar) and old.type_name == "NoneType"):
        return old
    here.elements[access.index] = new
    return new


def _check(here: Value, key: Text, path: list[_Access], number: int) -> None:
    """Refuses, as HTTPie does, to look for a key in an array, or for anything in a string."""
    access = path[number]
    wanted, wanted_name = (Object, "object") if access.step is _Step.KEY else (Array, "array")
    if not isinstance(here, wanted):
        before = "".join(step.shown for step in path[:number])
        raise Invalid(
            f"HTTPie Type Error: Cannot perform {access.step.value!r} based access on {before!r} which has a type of "
            f"{_type_name(here)!r} but this operation requires a type of {wanted_name!r}.",
            key.span(access.tokens[0].start, access.tokens[-1].end) if access.tokens else key.span(),
        )
    if access.step is _Step.INDEX and access.index < 0:
        raise Invalid("HTTPie Value Error: Negative indexes are not supported.", access.tokens[1].text.span())


def _type_name(value: Value) -> str:
    if isinstance(value, Scalar):
        return value.type_name
    if isinstance(value, Array):
        return "array"
    return "object" if value.fixed is None else "JsonDictPreservingDuplicateKeys"


def _path(key: Text) -> list[_Access]:
    """`a[b][0][]` as its steps: key a, key b, index 0, append."""
    tokens = _tokens(key)
    if not tokens:
        return [_Access(_Step.KEY, key, 0, (), "")]
    path = []
    at = 0
    while at < len(tokens):
        access = _access(key, tokens, at)
        path.append(access)
        at += len(access.tokens)
        if len(path) > MAX_DEPTH:
            raise Unsupported(f"a key nested deeper than {MAX_DEPTH} levels", key.span())
    return path


def _access(key: Text, tokens: list[_Token], at: int) -> _Access:
    """The step that begins at token `at`. Only the first may be a bare name, and a name in brackets may not be the first."""
    if at == 0 and tokens[0].kind in {_Kind.TEXT, _Kind.NUMBER}:
        name = tokens[0].text
        if tokens[0].kind is _Kind.NUMBER:
            name = _spelled(name)
        return _Access(_Step.KEY, name, 0, (tokens[0],), name.value)
    opening = _expect(key, tokens, at, (_Kind.TEXT, _Kind.NUMBER, _Kind.OPEN) if at == 0 else (_Kind.OPEN,))
    inner = _expect(key, tokens, at + 1, (_Kind.NUMBER, _Kind.CLOSE) if at == 0 else (_Kind.TEXT, _Kind.NUMBER, _Kind.CLOSE))
    if inner.kind is _Kind.CLOSE:
        return _Access(_Step.APPEND, inner.text, 0, (opening, inner), "[]")
    closing = _expect(key, tokens, at + 2, (_Kind.CLOSE,))
    if inner.kind is _Kind.NUMBER:
        index = int(inner.text.value)
        return _Access(_Step.INDEX, inner.text, index, (opening, inner, closing), f"[{index}]")
    if inner.text.has_placeholder and not inner.text.known.strip("\0"):
        raise Unsupported("an index or key known only when the sample runs", inner.text.span())
    return _Access(_Step.KEY, inner.text, 0, (opening, inner, closing), f"[{inner.text}]")


def _expect(key: Text, tokens: list[_Token], at: int, kinds: tuple[_Kind, ...]) -> _Token:
    if at < len(tokens) and tokens[at].kind in kinds:
        return tokens[at]
    names = [kind.value for kind in kinds]
    wanted = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
    place = tokens[at].text.span() if at < len(tokens) else key.span(len(key), len(key))
    raise Invalid(f"HTTPie Syntax Error: Expecting {wanted}", place)


def _spelled(number: Text) -> Text:
    """A name that is a number, as Python writes it: `007` is 7."""
    spelling = str(int(number.value))
    return number if number.value == spelling else Text.decoded(spelling, number.span())


def _tokens(key: Text) -> list[_Token]:
    """Brackets, and what is between them; a backslash makes a bracket an ordinary character, and a number a name."""
    known = key.known
    tokens: list[_Token] = []
    parts: list[Text] = []
    begin = start = at = 0
    escapes = 0

    def finish() -> None:
        if begin < at:
            tokens.append(_name(Text.join([*parts, key.slice(start, at)]), escapes, begin, at))

    while at < len(known):
        if known[at] in "[]":
            finish()
            tokens.append(_Token(_Kind.OPEN if known[at] == "[" else _Kind.CLOSE, key.slice(at, at + 1), at, at + 1))
            at += 1
            begin = start = at
            parts, escapes = [], 0
        elif known[at] == "\\":
            if at + 1 == len(known):
                raise Invalid("IndexError: string index out of range", key.span(at))
            if known[at + 1] in "[]\\":
                parts.append(key.slice(start, at))
                start = at + 1
                escapes += 1
            at += 2
        else:
            at += 1
    finish()
    return tokens


def _name(text: Text, escapes: int, start: int, end: int) -> _Token:
    if not escapes and _is_integer(text.known):
        return _Token(_Kind.NUMBER, text, start, end)
    if not escapes and text.value.startswith("\\") and _is_integer(text.known[1:]):
        text = text.slice(1, len(text))
    return _Token(_Kind.TEXT, text, start, end)


def _is_integer(text: str) -> bool:
    try:
        int(text)
    except ValueError:
        return False
    return True
