"""The addresses that the samples of an operation may be sent to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product

from unisono.records import dataclass
from unisono.text.placeholders import same_text
from unisono.text.references import At, Library
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import DEFAULT_PORTS
from unisono.wire.target import Target, read_target
from unisono.wire.urls import Url, split_url

MAX_SERVERS = 50
"""Addresses that the values of variables make of one server."""

MAX_ADDRESSES, MAX_LENGTH = 500, 2_000
"""How many addresses an operation may have, and how long they may be."""

_VARIABLE = regex(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True, eq=False)
class Server:
    """One address: `url` as it stands in the document, `target` the operation's path below it. `origin` is None for one that
    names no host, as it is that of the document's own address (OpenAPI 3.1, 4.8.5)."""

    url: Text
    origin: Url | None
    target: Target

    def is_host_of(self, url: Url) -> bool:
        """Whether a request's URL is for its host. Variables are of any value, placeholders too."""
        if self.origin is None:
            return True
        mine, theirs = self.origin, url
        same_scheme = mine.scheme.value.lower() == theirs.scheme.value.lower() or theirs.scheme.has_placeholder
        return same_scheme and same_text(_host(theirs), _host(mine))


def servers_of(library: Library, operation: At, item: At, root: At, path: Target) -> tuple[Server, ...]:
    """The servers of an operation, its own before those of its path and of the document; the document's own address where there
    are none. None at all where they are more, or longer, than each operation of a document can be compared with, which the
    library is told."""
    around = next((at for at in (operation, item, root) if any(at.items("servers"))), None)
    if around is None:
        return tuple(_made("/", path.text, path))
    listed = (server for one in around.items("servers") for server in _servers(one, path))
    found = tuple(islice(listed, MAX_ADDRESSES + 1))
    if len(found) > MAX_ADDRESSES or any(len(server.url) > MAX_LENGTH for server in found):
        what = f"there are more than {MAX_ADDRESSES} addresses, or longer ones than {MAX_LENGTH:,} characters"
        library.tell(around, f"{what}, and those of samples are compared with none", "take some out, or shorten them")
        return ()
    return found or tuple(_made("/", path.text, path))


def _servers(at: At, path: Target) -> Iterator[Server]:
    """A server with each of the values that its variables may have; those of any value stay variables."""
    url = at.get("url")
    written = url.written if url is not None else None
    if written is None:
        return
    if len(written) > MAX_LENGTH:
        yield Server(written, None, path)
        return
    variables = dict(at.members("variables"))
    names = list(dict.fromkeys(_VARIABLE.findall(written.value)))
    choices = [_values(name, variables.get(name)) for name in names]
    for values in islice(product(*choices), MAX_SERVERS):
        said = dict(zip(names, values, strict=True))
        yield from _made(_VARIABLE.sub(lambda found, said=said: said[found[1]], written.value), written, path)  # type: ignore[misc]


def _values(name: str, variable: At | None) -> list[str]:
    """The values of a variable: those that are listed, else any, of several segments where its default is."""
    listed = [str(one.value) for one in variable.items("enum")] if variable is not None else []
    is_long = variable is not None and "/" in variable.text("default")
    return listed or [f"{{{name}...}}" if is_long else f"{{{name}}}"]


def _made(address: str, written: Text, path: Target) -> Iterator[Server]:
    whole = address.strip()
    if whole.startswith("//"):
        whole = f"https:{whole}"
    url = split_url(Text.decoded(whole.partition("#")[0].partition("?")[0].rstrip("/"), written.span()))
    below = url.path.value if url.path.value.startswith("/") or not url.path.value else f"/{url.path.value}"
    base = read_target(Text.decoded(below, path.text.span()))
    target = replace(path, parts=(*base.parts, *path.parts)) if base is not None else path
    yield Server(written, url if url.authority.value else None, target)


def _host(url: Url) -> Text:
    """The host with its port, but for the scheme's own, in lower case where all of it is known."""
    authority = url.authority
    default = f":{DEFAULT_PORTS.get(url.scheme.value.lower(), '')}"
    if authority.value.endswith(default):
        authority = authority.slice(0, len(authority) - len(default))
    return authority if authority.has_placeholder else Text.decoded(authority.value.lower(), authority.span())
