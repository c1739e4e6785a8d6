"""Where each parameter stands in a page's HTML: under which permanent name, and folded under which other parameter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from unisono.pages.blocks import Heading, Prose
from unisono.pages.documentation import Documentation
from unisono.pages.model import Example, Page, Part, Sample
from unisono.pages.parameters import Parameter, ParameterGroup, Place
from unisono.records import dataclass
from unisono.text.regex import regex

MAX_DEPTH = 8
"""Levels of lists in lists; those below stand where their author wrote them."""

_BRACKETS = regex(r"\[[^\[\]]*\]")
_NOT_IN_AN_ID = regex(r"\s+")


@dataclass(frozen=True, eq=False)
class Fold:
    """A heading, the text below it and the list that describes the members of a parameter."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, eq=False)
class Anchors:
    """`names` has each parameter's permanent name (`request.address.city`), which no other on the page has. `folds` has what is
    folded under a parameter, and `folded` the parts that are."""

    names: Mapping[Parameter, str]
    folds: Mapping[Parameter, list[Fold]] = field(default_factory=dict)
    folded: frozenset[Part] = frozenset()


def anchors(page: Page, documentation: Documentation) -> Anchors:
    """The names and folds of a page's parameters."""
    paths = {parameter: _path(parameter, group, documentation) for group in page.parameter_groups for parameter in group.walk()}
    folds: dict[Parameter, list[Fold]] = {}
    folded: set[Part] = set()
    for parameter, fold in _folds(page, paths):
        folds.setdefault(parameter, []).append(fold)
        folded.update(fold.parts)
    return Anchors(_unique(paths), folds, frozenset(folded))


def plain_path(path: str) -> str:
    """A parameter path without the brackets of arrays: `request.items.sku` of `request.items[].sku`."""
    return _BRACKETS.sub("", path)


def _path(parameter: Parameter, group: ParameterGroup, documentation: Documentation) -> str:
    name = parameter.name.value
    if (
        group.place in {Place.REQUEST, Place.QUERY}
        and parameter in group.parameters
        and name in {p.name.value for p in documentation.path_parameters}
    ):
        sent = (found.node for found in documentation.objects if found.of_request)
        members = {key.value for node in sent for key, _ in node.members}
        if name not in members:
            return f"{Place.PATH}.{name}"
    return plain_path(documentation.paths.get(parameter) or f"{group.place}.{name}")


def _unique(paths: Mapping[Parameter, str]) -> dict[Parameter, str]:
    """Names that may stand in an `id`, the second of a kind with `~2` (which stays when others are added below it)."""
    seen: dict[str, int] = {}
    names: dict[Parameter, str] = {}
    for parameter, path in paths.items():
        name = _NOT_IN_AN_ID.sub("-", path)
        seen[name] = number = seen.get(name, 0) + 1
        names[parameter] = name if number == 1 else f"{name}~{number}"
    return names


def _folds(page: Page, paths: Mapping[Parameter, str]) -> list[tuple[Parameter, Fold]]:
    """The lists of nested members that have a heading of their own and nothing else below it, with what they go under."""
    parents = _parents(page, paths)
    folds: list[tuple[Parameter, Fold]] = []
    folded: set[Part] = set()
    for at, part in reversed(list(enumerate(page.body))):
        if isinstance(part, ParameterGroup) and part in parents and (section := _section(page.body, at, folded)):
            folds.append((parents[part], Fold(section)))
            folded.update(section)
    return folds[::-1]


def _parents(page: Page, paths: Mapping[Parameter, str]) -> dict[ParameterGroup, Parameter]:
    """Of a list, the last parameter before it with the path that its members go on from."""
    last: dict[str, Parameter] = {}
    depth: dict[Parameter, int] = {}
    parents: dict[ParameterGroup, Parameter] = {}
    for group in page.parameter_groups:
        prefixes = {paths[parameter].rpartition(".")[0] for parameter in group.parameters}
        parent = last.get(prefixes.pop()) if len(prefixes) == 1 else None
        level = depth[parent] + 1 if parent else 0
        if parent and level <= MAX_DEPTH:
            parents[group] = parent
        for parameter in group.parameters:
            last[paths[parameter]] = parameter
            depth[parameter] = level if group in parents else 0
    return parents


def _section(body: tuple[Part, ...], at: int, folded: set[Part]) -> tuple[Part, ...]:
    """The list at `at` from its heading on; nothing if it has none, or if more than the list stands below it. What is folded
    stands elsewhere."""
    start = at - 1
    while start >= 0 and isinstance(body[start], Prose):
        start -= 1
    heading, group = body[start] if start >= 0 else None, body[at]
    if not isinstance(heading, Heading) or not isinstance(group, ParameterGroup) or heading.text is not group.heading:
        return ()
    elsewhere = (part for part in body[at + 1 :] if part not in folded and not isinstance(part, Sample | Example))
    following = next(elsewhere, None)
    if following is not None and not (isinstance(following, Heading) and following.level <= heading.level):
        return ()
    return body[start : at + 1]
