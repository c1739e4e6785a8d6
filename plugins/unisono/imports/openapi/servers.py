"""Servers, with their variables filled in."""

from __future__ import annotations

import re
from itertools import islice, product
from urllib.parse import urljoin

from unisono.imports._losses import Losses
from unisono.text.references import At

NONE = "https://api.example.com"
"""What stands for a server that the document does not name (RFC 2606)."""

MAX_SERVERS = 20
"""Servers that the values of variables make of one."""


class Servers:
    """The servers of a document."""

    def __init__(self, root: At, losses: Losses) -> None:
        self.root = root
        self.losses = losses
        self._all: dict[str, None] = {}
        self._unknown: dict[str, None] = {}
        self._first = self._of(root)

    def of(self, operation: At, item: At) -> str:
        """The address that a sample of an operation has: the first of the operation, of its path, or of the document."""
        return self._of(operation) or self._of(item) or self._first or self._none()

    @property
    def stated(self) -> list[str]:
        """The addresses that samples have, for the settings; none where no host is known."""
        return [*self._all, *self._unknown] if self._all else []

    def _none(self) -> str:
        what = f"the document names no server; the samples have {NONE}"
        self.losses.add(self.root, what, "write your own into the samples, and into 'servers' in the settings")
        self._unknown.setdefault(NONE)
        return NONE

    def _of(self, around: At) -> str:
        found = [url for server in around.items("servers") for url in self._urls(server)]
        self._all.update((url, None) for url in found if url not in self._unknown)
        return found[0] if found else ""

    def _urls(self, server: At) -> list[str]:
        """The addresses that a server stands for, that of the defaults first."""
        pattern, variables = server.text("url").strip(), dict(server.members("variables"))
        if server.text("description") or any(at.text("description") for at in variables.values()):
            self.losses.count(server, "the description of a server is not carried over", "name the 'servers' in the settings")
        names = list(dict.fromkeys(re.findall(r"\{([^{}]+)\}", pattern)))
        choices = [self._values(server, name, variables.get(name)) for name in names]
        urls = []
        for values in islice(product(*choices), MAX_SERVERS):
            said = dict(zip(names, values, strict=True))
            url = re.sub(r"\{([^{}]+)\}", lambda found, said=said: said[found[1]], pattern)  # type: ignore[misc]
            urls.append(self._absolute(server, url))
        return [url for url in dict.fromkeys(urls) if url]

    def _values(self, server: At, name: str, variable: At | None) -> list[str]:
        default = variable.text("default") if variable else ""
        listed = [str(one.value) for one in variable.items("enum")] if variable else []
        if not default and not listed:
            self.losses.add(server, f"the variable '{name[:100]}' of a server has no default", "write one into the samples")
            return [f"YOUR_{re.sub(r'[^A-Za-z0-9]+', '_', name).upper()}"]
        return list(dict.fromkeys(filter(None, [default, *listed])))

    def _absolute(self, server: At, url: str) -> str:
        if url.startswith("//"):
            url = f"https:{url}"
        if not re.match(r"https?://[^/\s]", url):
            if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", url):
                self.losses.add(server, f"the server {url[:200]} is none of HTTP", "name one that samples can send to")
                return ""
            self.losses.add(
                server, f"the server '{url[:200]}' names no host; the samples have {NONE}", "write your own into the samples"
            )
            url = urljoin(NONE, url if url.startswith("/") else f"/{url}")
            url = _plain(url)
            self._unknown.setdefault(url)
        return _plain(url)


def _plain(url: str) -> str:
    """An address without what cannot stand before a path."""
    return re.sub(r"\s", "%20", url.partition("#")[0].partition("?")[0]).rstrip("/")
