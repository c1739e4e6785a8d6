"""What a change does to a documented request, fact by fact, each told once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Literal

from unisono.diff.shape import ITEM
from unisono.pages.parameter_names import steps, words
from unisono.records import dataclass

Kind = Literal["gained", "lost", "changed"]


@dataclass(frozen=True, slots=True)
class Change:
    """One way in which the documented request is another.

    `aspect` is what changed: method, path, path-parameter, host, query, field, authentication, media-type, status, visibility,
    deprecation, or content, parameter, parameter-type, parameter-value and parameter-required, these also with `response-`
    before them. `where` is a JSON pointer into the content, a name, or "". `before` and `after` are None where there is
    nothing, or nothing to tell.
    """

    aspect: str
    kind: Kind
    where: str
    before: str | None
    after: str | None
    breaking: bool


def told_once(found: Iterable[Change]) -> list[Change]:
    """The changes without those that others tell: a member that is both in the example and in the list of parameters, and
    content of another kind where its media type says so. A fact is breaking if either of the two is."""
    changes = list(found)
    if any(one.aspect == "media-type" and one.kind == "changed" for one in changes):
        changes = [one for one in changes if one.aspect != "content" or one.where or one.kind != "changed"]
    groups: dict[str, list[Change]] = {}
    for one in changes:
        groups.setdefault(_leaf(one), []).append(one)
    named = ((one, groups[_leaf(one)]) for one in changes if one.aspect in _SHOWN)
    same = [(shown, listed) for shown, group in named if len(group) <= _FEW and (listed := _told_by(shown, group))]
    breaking = {id(listed) for shown, listed in same if shown.breaking}
    left_out = {id(shown) for shown, _ in same}
    return [replace(one, breaking=True) if id(one) in breaking else one for one in changes if id(one) not in left_out]


_SHOWN = {"query": "parameter", "content": "parameter", "response-content": "response-parameter"}
"""What the request or the response shows, and what lists it."""


_FEW = 50
"""Changes of things of one name from which on none of them is told from the others."""


def _leaf(change: Change) -> str:
    return _path(change)[-1]


def _path(change: Change) -> list[str]:
    if not change.where.startswith("/"):
        return [change.where] if change.aspect in _SHOWN else steps(change.where)
    return [one.replace("~1", "/").replace("~0", "~") for one in change.where[1:].split("/") if one != ITEM] or [""]


def _told_by(shown: Change, changes: Sequence[Change]) -> Change | None:
    """The change of a list that is the same fact, if both are each other's only match."""
    listed = _best(changes, lambda one: _alike(one, shown))
    rivals = [one for one in changes if one.aspect == shown.aspect]
    return listed if listed and _best(rivals, lambda one: _alike(listed, one)) is shown else None


def _best(changes: Iterable[Change], likeness: Callable[[Change], int]) -> Change | None:
    """The one that is most alike; None where none is, or two are."""
    ranked = sorted(((likeness(one), one) for one in changes), key=lambda pair: -pair[0])[:2]
    if not ranked or ranked[0][0] == 0 or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]


def _alike(listed: Change, shown: Change) -> int:
    """How sure it is that two changes are of one thing: that they have the whole path, its end, or the name."""
    aspect = _SHOWN[shown.aspect]
    if listed.kind != shown.kind or listed.aspect != (f"{aspect}-type" if shown.kind == "changed" else aspect):
        return 0
    names, own = _path(shown), _path(listed)
    if names[-1:] != own[-1:]:
        return 0
    path, end = [words(one) for one in names], [words(one) for one in own]
    return 3 if path == end else 2 if path[-len(end) :] == end else 1
