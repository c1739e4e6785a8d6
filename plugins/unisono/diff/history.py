"""What the history of a repository did to the documented requests, step by step: from one tag to the next, and where there are
none from one day to the next. git is asked by its plumbing alone, which does not look at a repository's settings for output
and signatures (git-log(1), `log.showSignature`, would start a program)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise

from unisono.diff.pairing import Difference, diff_pages, is_unclear
from unisono.diff.revision import Repository, Revision, Tree, WorkingTree
from unisono.pages.model import Page
from unisono.records import dataclass

_LAST = 253402300799
"""The last second of the last day that a date can have, in the year 9999: git takes any time for that of a commit."""

UNRELEASED = "Unreleased"
"""What is said of changes since the last step: the name that Keep a Changelog has for them."""


@dataclass(frozen=True)
class Step:
    """What was done up to a point of the history: its name, empty for a mere day, the day in UTC, empty for what is not
    released, and the change."""

    name: str
    day: str
    found: Difference


@dataclass(frozen=True)
class _Point:
    name: str
    day: str
    commit: str | None


Pages = Mapping[str, Page]


def steps(
    repository: Repository,
    old: str | None,
    new: str | None,
    names: Sequence[str],
    pages: Callable[[Tree], Pages],
    seen: Callable[[Tree, Pages], Pages],
) -> list[Step]:
    """The steps in which something changed, newest first. `old` is None for the beginning of the history, `new` for the working
    tree; `names` are the files and folders that count, `pages` reads those of a tree, and `seen` gives those of them that are
    told of. Raises GitError."""
    points = _points(repository, old, new, names)
    trees = (WorkingTree(repository) if one.commit is None else Revision(repository, one.commit) for one in points)
    versions = _as_last_read(((tree, pages(tree)) for tree in trees), seen)
    found = [
        Step(point.name, point.day, _difference(before, after))
        for point, (before, after) in zip(points[1:], pairwise(versions), strict=True)
    ]
    return [step for step in reversed(found) if step.found.changed or step.found.failures]


def _as_last_read(
    versions: Iterable[tuple[Tree, Pages]], seen: Callable[[Tree, Pages], Pages]
) -> Iterator[tuple[Pages, Pages]]:
    """The pages of each version, those that cannot be read as they were when they could: that a page is broken for a while
    neither takes away what it documents, nor adds it. And those of them that are told of."""
    last: Pages = {}
    for tree, pages in versions:
        last = {path: last.get(path, page) if is_unclear(page) else page for path, page in pages.items()}
        yield last, seen(tree, last)


def _difference(before: tuple[Pages, Pages], after: tuple[Pages, Pages]) -> Difference:
    """Between those that are told of. Of a page that could not be read before, nobody knows whether it is new."""
    (pages, told), (_, there) = before, after
    return diff_pages({**told, **{path: pages[path] for path in there if is_unclear(pages.get(path))}}, there)


def _points(repository: Repository, old: str | None, new: str | None, names: Sequence[str]) -> list[_Point]:
    """The points of the history that are compared, oldest first."""
    end = repository.commit(new or "HEAD")
    start = repository.commit(old) if old is not None else None
    commits = list(_commits(repository, start, end))
    tags = _tags(repository)
    points = [_Point(" and ".join(tags[commit]), _day(time), commit) for time, commit in commits if commit in tags]
    if not points:
        points = list(_last_of_days(_commits(repository, start, end, names)))
    last = points[-1].commit if points else None
    if start is not None:
        points.insert(0, _Point("", "", start))
    if new is None:
        points.append(_Point(UNRELEASED, "", None))
    elif last != end:
        points.append(_Point(UNRELEASED, "", end))
    return points


def _commits(repository: Repository, start: str | None, end: str, names: Sequence[str] = ()) -> Iterator[tuple[int, str]]:
    """The commits after one, up to another, along the first parents, oldest first: when they were made, in seconds, and which
    they are. With `names`, those that touch one of these files and folders."""
    span = end if start is None else f"{start}..{end}"
    paths = ["--", *names] if names else []
    options = ["--first-parent", "--reverse", "--timestamp", "--end-of-options"]
    for line in repository.git("--literal-pathspecs", "rev-list", *options, span, *paths).decode().splitlines():
        time, _, commit = line.partition(" ")
        yield int(time), commit


def _last_of_days(commits: Iterator[tuple[int, str]]) -> Iterator[_Point]:
    days = {_day(time): commit for time, commit in commits}
    return (_Point("", day, commit) for day, commit in days.items())


def _tags(repository: Repository) -> dict[str, list[str]]:
    """The tags of each commit that has some."""
    listed = repository.git("for-each-ref", "--format=%(objectname) %(*objectname) %(refname:strip=2)", "refs/tags")
    found: dict[str, list[str]] = {}
    for line in listed.decode("utf-8", "backslashreplace").splitlines():
        own, tagged, name = line.split(" ", 2)
        found.setdefault(tagged or own, []).append(name)
    return found


def _day(time: int) -> str:
    return datetime.fromtimestamp(min(time, _LAST), UTC).date().isoformat()
