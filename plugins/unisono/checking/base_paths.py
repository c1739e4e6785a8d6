"""The base path of an API: what the samples of a site's pages request before the paths that the pages declare (`/v1`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from unisono.checking.result import Entry
from unisono.records import dataclass

Base = str | tuple[str, ...]
"""The base path of a page, or that of each endpoint in its headings, which may be those of several hosts."""


@dataclass(frozen=True)
class BasePaths:
    """`common` are the base paths by the host that the samples send to, `of_folder` those of folders where pages agree on one
    of their own, by host and folder. None stands for all hosts, which is where pages are of which the host is not known."""

    common: Mapping[str | None, str]
    of_folder: Mapping[tuple[str | None, str], str]

    def of(self, entry: Entry) -> Base:
        """The base path that a page's samples should request; of a page in whose headings endpoints stand, those of each."""
        return tuple(map(self.of_one, entry.endpoints)) if entry.endpoints else self.of_one(entry)

    def of_one(self, entry: Entry) -> str:
        """The base path of one endpoint."""
        host = entry.host if entry.host in self.common else None
        return self.of_folder.get((host, entry.folder), self.common.get(host, ""))

    def departs(self, entry: Entry) -> bool:
        """Whether a page is below another base path than its own samples tell."""
        return any(departs_from(one, self.of_one(one)) for one in entry.endpoints or (entry,))

    @property
    def all(self) -> Collection[str]:
        """Every base path there is, but for none, each once."""
        told = [base for host, base in self.common.items() if host is not None]
        return [base for base in dict.fromkeys([*told, *self.of_folder.values()]) if base]


def departs_from(entry: Entry, base: str) -> bool:
    """Whether a base path is another one than a page's own samples tell, which may tell none (`/`, `/{id}`). It is not for a
    page that writes it into its own path."""
    target = entry.target
    if target is None or entry.base == base:
        return False
    is_whole = target.base is not None or target.path.startswith(f"{base}/")
    return base != "" and not is_whole if entry.base is None else not (entry.base == "" and is_whole)


def base_paths(entries: Iterable[Entry]) -> BasePaths:
    """What most pages of a host agree on, and what most pages of a folder do: it may be of another API, or another version."""
    told = [one for entry in entries for one in (entry, *entry.endpoints) if one.base is not None]
    by_host: dict[str | None, list[Entry]] = {None: told} if told else {}
    for entry in told:
        if entry.host is not None:
            by_host.setdefault(entry.host, []).append(entry)
    common = {host: _most([entry.base for entry in group]) or "" for host, group in by_host.items()}
    own: dict[tuple[str | None, str], str] = {}
    for host, group in by_host.items():
        folders: dict[str, list[str | None]] = {}
        for entry in group:
            folders.setdefault(entry.folder, []).append(entry.base)
        for folder, bases in folders.items():
            base = _most(bases) if len(bases) >= ENOUGH else None
            if base is not None and base != common[host]:
                own[host, folder] = base
    return BasePaths(common, own)


ENOUGH = 3
"""Pages of a folder that can have a base path of their own; fewer may be alike in a slip."""


def _most(bases: list[str | None]) -> str | None:
    """The one that more than half of them are."""
    ((most, number),) = Counter(bases).most_common(1) or [(None, 0)]
    return most if number * 2 > len(bases) else None
