"""What JavaScript's clients leave out, or turn into `[object Object]`, and no author means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from unisono.languages.javascript.values import Object
from unisono.languages.reading import Misprint

_NAMES = {
    "method": ("method", "type", "verb", "httpMethod"),
    "field": ("headers", "header"),
    "content": ("body", "data", "json", "form", "payload"),
    "query": ("params", "query", "qs", "searchParams"),
}
"""What clients call the option for each aspect of a request."""

_ASPECTS = {name: aspect for aspect, names in _NAMES.items() for name in names}


def left_out(client: str, options: Object, written: Mapping[str, str]) -> Iterator[Misprint]:
    """Options that a client does not know and that have the name, or nearly the name, of one of other clients. `written` says
    how it has each aspect of a request written, its option first."""
    own = {text.partition(":")[0] for text in written.values()}
    for name, member in options.members.items():
        close = name if name in _ASPECTS else next(iter(get_close_matches(name, _ASPECTS, 1, 0.8)), "")
        if name not in own and close:
            aspect = _ASPECTS[close]
            message = f"{client} has no option `{name}` and leaves it out; write `{written[aspect]}`"
            yield Misprint(message, member.name.span(), aspect)
