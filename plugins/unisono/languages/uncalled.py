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
    """A function that a sample defines: its name, that of a method with its class (`Orders.cancel`), the place of the name, the
    names that its code mentions, and what follows it with placeholders for its parameters, and gives those that have no value
    of their own. `reached`: whether the code of it has been followed."""

    name: str
    span: Span
    mentions: Set[str]
    follow: Callable[[], Sequence[str]]
    reached: Callable[[], bool]

    @property
    def short(self) -> str:
        """The name by which it is called."""
        return self.name.rpartition(".")[2]


def uncalled(definitions: Sequence[Definition], requests: Sequence[Request]) -> Iterator[Uncalled]:
    """Follows each function that no other one mentions, then each that was not reached all the same; gives those that add to
    `requests`. Raises what following raises."""
    often = Counter(name for one in definitions for name in one.mentions)
    own = [one for one in definitions if often[one.short] <= (one.short in one.mentions)]
    for one in (*own, *(one for one in definitions if one not in own)):
        if one.reached():
            continue
        before = len(requests)
        parameters = one.follow()
        if len(requests) > before:
            yield Uncalled(one.name, tuple(parameters), one.span)


def may_send(holder: str, method: str, sending: Set[str], of_maps: Set[str], clients: Set[str] = CLIENT_NAMES) -> bool:
    """Whether `holder.method()` is a client's where nobody knows what `holder` is: by what is `sending`, but for methods that
    also those have which hold values, unless the holder is called as `clients` are."""
    name = method.lower()
    return name in sending and (name not in of_maps or holder.lower() in clients)


def given_client(name: str, place: Span) -> Unsupported:
    """That a parameter is what sends: what it sends is not known. `place` is the parameter, or its call."""
    return Unsupported(f"what '{name}' sends, which is given to the function", place)
