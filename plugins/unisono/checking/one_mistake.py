"""One finding for one mistake: what a sample sends in the place of something else is one difference, not two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from unisono.checking.disagreements import Disagreement, is_misprint
from unisono.pages.model import Sample
from unisono.text.likeness import likeness
from unisono.wire.compare import NEARLY, Difference

_APART = frozenset({"query", "field", "authentication", "content"})
"""What a request has of its own, each with names."""

_MOST = 200
"""Disagreements of a sample of which each is held against each; where there are more, no two are taken for one mistake."""


def told(
    sample: Sample, disagreements: Iterable[Disagreement], ignored: Iterable[str]
) -> Mapping[Disagreement, Disagreement | None]:
    """The disagreements of a sample that are to be told, each with the one that it is the other side of: that the request lacks
    what it sends under another name or in another place. Those of the page, and what a misprint explains, are told elsewhere.
    `ignored` are rules that tell nothing."""
    own = [one for one in disagreements if not one.of_page and not is_misprint(sample, one.difference)]
    lacks = [one for one in own if one.difference.is_lack and one.difference.aspect in _APART]
    pairs: dict[Disagreement, Disagreement] = {}
    for extra in own if len(own) <= _MOST else ():
        if is_extra(extra.difference) and f"{extra.difference.aspect}-mismatch" not in ignored:
            free = [one for one in lacks if one not in pairs.values()]
            if (other := _other_side(extra, free, own)) is not None:
                pairs[extra] = other
    return {one: pairs.get(one) for one in own if one not in pairs.values()}


def is_extra(difference: Difference) -> bool:
    """Whether it is that the request sends what the other side has not."""
    return difference.aspect in _APART and difference.found.startswith("sends ") and difference.expected.startswith("no ")


def _other_side(extra: Disagreement, lacks: Sequence[Disagreement], own: Iterable[Disagreement]) -> Disagreement | None:
    mine, name = extra.difference, _name(extra.difference)
    if moved := next((one for one in lacks if one.difference.aspect != mine.aspect and _is_like(name, one.difference)), None):
        return moved
    same = [
        one
        for one in lacks
        if one.against == extra.against and one.difference.aspect == mine.aspect and _level(one.difference) == _level(mine)
    ]
    if near := next((one for one in same if _is_like(name, one.difference)), None):
        return near
    parts = [one for one in own if is_extra(one.difference) and one.difference.found.startswith("sends a part ")]
    return same[0] if parts == [extra] and len(same) == 1 else None  # a file under another name


def _is_like(name: str, lack: Difference) -> bool:
    return bool(name) and likeness(name.lower(), _name(lack).lower()) >= NEARLY


def _name(difference: Difference) -> str:
    return "authorization" if difference.aspect == "authentication" else difference.where.rpartition("/")[2]


def _level(difference: Difference) -> str:
    """The object around a member of JSON; nothing for what stands at the top."""
    return difference.where.rpartition("/")[0]
