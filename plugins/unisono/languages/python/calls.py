"""Calls: arguments, and how they meet a function's parameters, with Python's own messages where they do not."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import field, replace
from difflib import get_close_matches
from functools import cache
from typing import NoReturn

from unisono.languages.python.thrown import Thrown
from unisono.languages.python.values import Builtin, Coroutine, Function, Map, Object, Seq, Str, Unknown, Value
from unisono.languages.reading import Unsupported
from unisono.languages.uncalled import CLIENT_NAMES, SENDING_NAMES, given_client, may_send
from unisono.records import dataclass
from unisono.text.source import Span
from unisono.wire.request import Request


@dataclass(frozen=True, slots=True)
class Signature:
    """A function's parameters, read from how the manual writes them: `url, params=None, *, timeout=None, **kwargs`."""

    positional: tuple[str, ...]
    required: int
    keywords: tuple[str, ...]
    needed: tuple[str, ...] = ()  # keyword-only parameters without a default
    rest: str = ""
    others: str = ""

    @staticmethod
    @cache
    def of(words: str) -> Signature:
        positional: list[str] = []
        keywords: list[str] = []
        required, rest, others, star = 0, "", "", False
        for word in filter(None, (w.strip() for w in words.split(","))):
            name, default, _ = word.partition("=")
            if word.startswith("**"):
                others = word[2:]
            elif word.startswith("*"):
                rest, star = word[1:], True
            elif star:
                keywords.append(name)
            else:
                positional.append(name)
                required += not default
        return Signature(tuple(positional), required, tuple(keywords), (), rest, others)


@dataclass(slots=True, eq=False)
class Arguments:
    """What each parameter got, and where it stands: the keyword's name or the value itself."""

    values: dict[str, Value]
    places: dict[str, Span]
    rest: list[Value] = field(default_factory=list)
    others: dict[str, Value] = field(default_factory=dict)

    def get(self, name: str) -> Value | None:
        return self.values.get(name)


@dataclass(slots=True, eq=False)
class Call:
    """A call with its arguments evaluated."""

    run: Run
    name: str
    args: list[Value]
    keywords: dict[str, Value]
    places: dict[str, Span]
    span: Span
    function: Span  # what is called, without the arguments

    def bind(self, words: str, name: str = "", bound: int = 0) -> Arguments:
        """The arguments by parameter; raises `Thrown` with Python's `TypeError`. `bound`: 1 for a method's `self`."""
        return self.bind_to(Signature.of(words), name or self.name, bound)

    def bind_to(self, signature: Signature, name: str, bound: int = 0) -> Arguments:
        found = Arguments({}, {})
        for parameter, value in zip(signature.positional, self.args, strict=False):
            found.values[parameter], found.places[parameter] = value, value.span
        extra = self.args[len(signature.positional) :]
        if extra and not signature.rest:
            self.type_error(_too_many(signature, name, len(self.args), bound))
        found.rest = extra
        for keyword, value in self.keywords.items():
            if keyword in found.values:
                self.type_error(f"{name}() got multiple values for argument '{keyword}'", self.places[keyword])
            if keyword in signature.positional or keyword in signature.keywords:
                found.values[keyword] = value
            elif signature.others:
                found.others[keyword] = value
            else:
                self.type_error(_unexpected(name, keyword, signature), self.places[keyword])
            found.places[keyword] = self.places[keyword]
        self._check_required(signature, name, found)
        return found

    def _check_required(self, signature: Signature, name: str, found: Arguments) -> None:
        missing = [p for p in signature.positional[: signature.required] if p not in found.values]
        kind = "positional"
        if not missing:
            missing, kind = [p for p in signature.needed if p not in found.values], "keyword-only"
        if missing:
            plural = "s" if len(missing) > 1 else ""
            self.type_error(f"{name}() missing {len(missing)} required {kind} argument{plural}: {_listed(missing)}")

    def only(self, index: int = 0) -> Value:
        """A positional argument that must be there; raises `TypeError` as Python's own functions roughly do."""
        if index >= len(self.args):
            self.type_error(f"{self.name}() missing {index + 1 - len(self.args)} required positional argument")
        return self.args[index]

    def type_error(self, message: str, place: Span | None = None) -> NoReturn:
        raise Thrown("TypeError", message, place or self.span)

    def unsupported(self, reason: str) -> NoReturn:
        raise Unsupported(reason, self.span)

    def unknown(self, type_: str = "", name: str = "") -> Unknown:
        """A result known only when the sample runs."""
        return Unknown(name or self.name.rpartition(".")[2], self.span, type_)


@dataclass(slots=True, eq=False)
class Native(Builtin):
    """A function or method of Python or of a library."""

    name: str
    run: Callable[[Call], Value]
    span: Span
    type: type | None = None  # for int, str, …: usable with isinstance


class Run(ABC):
    """What built-ins and libraries may ask of the evaluation under way."""

    environ: Object
    doubt: list[Span]  # the branches, each in the one before, that may not be taken

    @abstractmethod
    def apply(self, function: Value, call: Call) -> Value:
        """Calls a value, whatever it is, with the arguments of a call."""

    @abstractmethod
    def attribute(self, value: Value, name: str, span: Span) -> Value:
        """`value.name`, which stands at `span`; raises AttributeError as Python does."""

    @abstractmethod
    def send(self, request: Request) -> None:
        """Notes a request. Raises Unsupported where it may not be sent."""

    @abstractmethod
    def skip(self, span: Span, follow: Callable[[], object]) -> None:
        """Leaves out a branch that may not be taken, after following it for what it may change and whether it may send."""

    def call(self, function: Value, args: list[Value], span: Span) -> Value:
        """Calls a value with positional arguments only."""
        return self.apply(function, Call(self, "function", args, {}, {}, span, span))

    def call_method(self, value: Value, name: str, call: Call) -> Value:
        """`value.name(…)` with the rest of a call's arguments after the first."""
        return self.apply(self.attribute(value, name, call.span), replace(call, name=name, args=call.args[1:]))

    def call_unknown(self, function: Unknown, call: Call) -> Value:
        """A call of something that this reader does not know: harmless unless it may send a request."""
        if function.foreign:
            raise Unsupported(f"what {function.name} does", call.span)
        if function.given and _may_send(function, call):
            raise given_client(function.given, call.function)
        if any(isinstance(a, Function | Coroutine) for a in [*call.args, *call.keywords.values()]):
            raise Unsupported(f"whether {function.name} calls the function it is given", call.span)
        return Unknown(function.name, call.span, given=function.given and function.name)

    def changing(self, value: Map | Seq) -> None:
        """A dict or list is about to change: in a branch that may not be taken, nothing is known of it afterwards."""
        if self.doubt:
            value.doubtful = self.doubt[-1]


_SENDING = SENDING_NAMES | {"stream"}
_CLIENTS = CLIENT_NAMES | {"s", "requests"}


def _may_send(function: Unknown, call: Call) -> bool:
    """Whether calling what a caller gives may send a request; `get` is a dict's as well, whose keys are no paths."""
    is_path = bool(call.args) and isinstance(call.args[0], Str) and "/" in call.args[0].text.value
    of_maps = frozenset[str]() if is_path else frozenset({"get"})
    return may_send(function.given, function.name, _SENDING, of_maps, _CLIENTS)


def _unexpected(name: str, keyword: str, signature: Signature) -> str:
    close = get_close_matches(keyword, [*signature.positional, *signature.keywords], 1)
    return f"{name}() got an unexpected keyword argument '{keyword}'" + (f". Did you mean '{close[0]}'?" if close else "")


def _too_many(signature: Signature, name: str, given: int, bound: int) -> str:
    most, least = len(signature.positional) + bound, signature.required + bound
    takes = f"from {least} to {most}" if least != most else str(most)
    plural = "" if most == 1 and least == most else "s"
    count = given + bound
    return f"{name}() takes {takes} positional argument{plural} but {count} {'was' if count == 1 else 'were'} given"


def _listed(names: list[str]) -> str:
    quoted = [f"'{n}'" for n in names]
    if len(quoted) < 3:
        return " and ".join(quoted)
    return ", ".join(quoted[:-1]) + f", and {quoted[-1]}"
