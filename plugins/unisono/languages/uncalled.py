"""Functions that a sample defines and does not call, followed as if it called them: what is the same for each language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set

from unisono.languages.reading import Uncalled, Unsupported
from unisono.records import dataclass
from unisono.text.source import Span
from unisono.wire.request import Request

SENDING_NAMES = frozenset({"get", "post", "put", "patch", "delete", "head", "options", "request", "send"})
"""What methods of clients are called in every language."""

CLIENT_NAMES = frozenset({"session", "client", "http", "api"})
"""What authors call a client in every language."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A function that a sample defines: its name, the place of the name, the names that its code mentions, and what follows it
    with placeholders for its parameters, and gives those that have no value of their own."""

    name: str
    span: Span
    mentions: Set[str]
    follow: Callable[[], Sequence[str]]


def uncalled(definitions: Sequence[Definition], requests: Sequence[Request]) -> Iterator[Uncalled]:
    """Follows each function that no other one mentions; gives those that add to `requests`. Raises what following raises."""
    often = Counter(name for one in definitions for name in one.mentions)
    for one in definitions:
        if often[one.name] > (one.name in one.mentions):
            continue
        before = len(requests)
        parameters = one.follow()
        if len(requests) > before:
            yield Uncalled(one.name, tuple(parameters), one.span)


def given_client(name: str, place: Span) -> Unsupported:
    """That a parameter is what sends: what it sends is not known. `place` is the parameter, or its call."""
    return Unsupported(f"what '{name}' sends, which is given to the function", place)
