"""Two versions of a site's pages → which page became which, and what that does to the documented requests. No I/O."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Literal

from unisono.diff.changes import Change
from unisono.diff.differ import diff_endpoint, path_shape
from unisono.pages import internal
from unisono.pages.audience import UNCLEAR
from unisono.pages.model import EndpointPage, Page, endpoints_of, heading
from unisono.records import dataclass
from unisono.wire.compare import bounded

Status = Literal["added", "removed", "moved", "changed", "unclear"]


@dataclass(frozen=True)
class ChangedPage:
    """An endpoint page, or an endpoint in the headings of a page, that a change touches.

    `path` is where it is, or was if it is removed, `previous` where it was if that is elsewhere. `method` and `target` are what
    it declares, or declared. `reason` says what could not be compared, if anything.
    """

    status: Status
    name: str
    path: str
    method: str | None
    target: str | None
    previous: str | None = None
    changes: tuple[Change, ...] = ()
    breaking: bool = False
    reason: str | None = None


@dataclass(frozen=True)
class Difference:
    """What a change does, in the order of the paths, and how many pages were looked at, removed ones included: those that
    document an endpoint, and those that may and cannot be read. `failures` says where this program failed, a line each."""

    pages: int
    changed: tuple[ChangedPage, ...]
    failures: tuple[str, ...] = ()


Endpoints = Mapping[str, EndpointPage]


def diff_pages(before: Mapping[str, Page], after: Mapping[str, Page]) -> Difference:
    """What becomes of the endpoint pages. Both mappings go by the paths that the result shows."""
    unclear = {path for path in (*before, *after) if is_unclear(before.get(path)) or is_unclear(after.get(path))}
    old, new = _endpoints(before, unclear), _endpoints(after, unclear)
    gone = {path: page for path, page in old.items() if path not in new}
    come = {path: page for path, page in new.items() if path not in old}
    moves = _moves(gone, come)
    pairs = {path: path for path in old if path in new} | moves
    documented = {_request_line(path, page) for path, page in new.items()}
    changed = [
        *chain.from_iterable(_unreadable(path, before.get(path), after.get(path)) for path in unclear),
        *chain.from_iterable(_changed(was, old[was], path, new[path]) for was, path in pairs.items()),
        *(_removed(path, gone[path], documented) for path in gone if path not in moves),
        *(_touched("added", path, come[path]) for path in come.keys() - moves.values()),
    ]
    pages = len(unclear) + len({*old, *new}) - len(moves)
    changed.sort(key=lambda found: found.path)
    failures = dict.fromkeys([*_failures(before), *_failures(after), *_failures_to_compare(changed)])
    return Difference(pages, tuple(changed), tuple(failures))


def together(differences: Iterable[Difference]) -> Difference:
    """What becomes of the pages of several sites, each compared by itself."""
    found = list(differences)
    changed = sorted(chain.from_iterable(one.changed for one in found), key=lambda page: page.path)
    return Difference(sum(one.pages for one in found), tuple(changed), tuple(chain.from_iterable(o.failures for o in found)))


def _failures(pages: Mapping[str, Page]) -> Iterator[str]:
    """What went wrong where pages were read, and those samples that were asked for."""
    for path, page in pages.items():
        yield from (f"{path}: {problem.message}" for problem in page.problems if problem.rule == internal.RULE)
        for sample in page.all_samples:
            if "reading" in vars(sample) and sample.reading.failed:
                yield f"{path}:{sample.span.line}: {sample.title}: {sample.reading.reason}"


def _failures_to_compare(changed: Iterable[ChangedPage]) -> Iterator[str]:
    return (f"{page.path}: {page.reason}" for page in changed if page.reason and page.reason.startswith(internal.PREFIX))


def is_unclear(page: Page | None) -> bool:
    """Whether nobody can say if the page documents an endpoint."""
    return page is not None and not isinstance(page, EndpointPage) and any(p.rule in UNCLEAR for p in page.problems)


def _endpoints(pages: Mapping[str, Page], unclear: Collection[str]) -> dict[str, EndpointPage]:
    """The endpoints by their paths, those in headings with their requests behind that (`docs/orders.md#POST /orders`)."""
    found: dict[str, EndpointPage] = {}
    for path, page in pages.items():
        if path in unclear:
            continue
        numbers: Counter[str] = Counter()
        for endpoint in endpoints_of(page):
            name = path
            if endpoint.in_heading:
                name = same = f"{path}#{endpoint.method} {endpoint.target.path if endpoint.target else ''}"
                numbers[same] += 1
                while name in found:
                    numbers[same] += numbers[same] == 1
                    name = f"{same} ({numbers[same]})"
            found[name] = endpoint
    return found


def _moves(gone: Endpoints, come: Endpoints) -> dict[str, str]:
    """Where pages went: told by method and path and the file's name, by method and path, or by the page's name, each only
    where it tells one page from all others."""
    moves: dict[str, str] = {}
    for key in (_request_line_and_file, _request_line, _name):
        left, right = _by_key(gone, key), _by_key(come, key)
        found = {left[k][0]: right[k][0] for k in left if k is not None and len(left[k]) == len(right.get(k, ())) == 1}
        moves |= found
        gone = {path: page for path, page in gone.items() if path not in found}
        come = {path: come[path] for path in come.keys() - found.values()}
    return moves


def _by_key(pages: Endpoints, key: Callable[[str, EndpointPage], Hashable]) -> dict[Hashable, list[str]]:
    grouped: dict[Hashable, list[str]] = {}
    for path, page in pages.items():
        grouped.setdefault(key(path, page), []).append(path)
    return grouped


def _request_line(_path: str, page: EndpointPage) -> tuple[str, str] | None:
    return (page.method, path_shape(page.target)) if page.target else None


def _request_line_and_file(path: str, page: EndpointPage) -> tuple[str, str, str] | None:
    line = _request_line(path, page)
    return (*line, posixpath.basename(path)) if line else None


def _name(_path: str, page: EndpointPage) -> str | None:
    return page.name.value.strip().lower() if page.name else None


def _changed(was: str, before: EndpointPage, path: str, after: EndpointPage) -> Iterator[ChangedPage]:
    try:
        changes, reason = diff_endpoint(before, after)
    except Exception as error:  # noqa: BLE001 (one page must not keep others from being compared)
        changes, reason = [], internal.described(error)
    # Of an endpoint in a heading, another request is no other place.
    is_moved = was != path and not (before.in_heading and after.in_heading and _file(was, before) == _file(path, after))
    if changes or reason or is_moved:
        status: Status = "changed" if changes else "unclear" if reason else "moved"
        breaking = any(change.breaking for change in changes)
        yield replace(
            _touched(status, path, after),
            previous=was if is_moved else None,
            changes=tuple(changes),
            breaking=breaking,
            reason=reason,
        )


def _file(path: str, endpoint: EndpointPage) -> str:
    return path.rpartition(f"#{endpoint.method} ")[0]


def _removed(path: str, page: EndpointPage, documented: Collection[object]) -> ChangedPage:
    """A removed page breaks callers unless another page documents the same request."""
    line = _request_line(path, page)
    return replace(_touched("removed", path, page), breaking=line is None or line not in documented)


def _unreadable(path: str, before: Page | None, after: Page | None) -> Iterator[ChangedPage]:
    """A page that cannot be read in one of the versions; one that was as unreadable before is no change."""
    if before and after and before.source.text == after.source.text and is_unclear(before) and is_unclear(after):
        return
    shown = next((page for page in (after, before) if isinstance(page, EndpointPage)), after or before)
    if shown is None:
        return
    versions = (("the old version", before), ("the new version", after))
    reason = "; ".join(f"{which}: {_problem(page)}" for which, page in versions if page and is_unclear(page))
    yield replace(_touched("unclear", path, shown), reason=f"cannot be compared, {reason}")


def _problem(page: Page) -> str:
    return next(problem.message for problem in page.problems if problem.rule in UNCLEAR)


def _touched(status: Status, path: str, page: Page) -> ChangedPage:
    endpoint = page if isinstance(page, EndpointPage) else None
    name = bounded(heading(endpoint)) if endpoint else posixpath.basename(path)
    target = endpoint.target.path if endpoint and endpoint.target else None
    return ChangedPage(status, name, path, endpoint.method if endpoint else None, target)
