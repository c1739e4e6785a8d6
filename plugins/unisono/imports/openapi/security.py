"""Security requirements as what a request has to carry: header fields, query parameters, cookies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from unisono.imports._endpoint_pages import Entry, placeholder
from unisono.imports._losses import Shelf
from unisono.imports._markdown import code_span
from unisono.text.references import At

_MAX_INSTEAD = 20
"""How many other credentials are named beside one: each names all others, on the page of each operation."""

Field = tuple[str, str]
"""A place, and the name there in lower case."""


class Credential(NamedTuple):
    """One thing that a request carries. `place` is "header", "query" or "cookie", `value` what a sample has there."""

    place: str
    entry: Entry
    value: str


class Security:
    """The credentials that operations need."""

    def __init__(self, library: Shelf, root: At) -> None:
        self.library = library
        self.losses = library.losses
        self.root = root
        self.schemes = dict(root.members("components")).get("securitySchemes")

    def of(self, operation: At) -> tuple[list[Credential], set[Field]]:
        """All credentials that an operation may take, and the fields that a sample has: those of the first alternative.
        An empty list of requirements takes away those of the whole document."""
        around = operation if operation.has("security") else self.root
        alternatives = [{name: [*scopes.items()] for name, scopes in one.members()} for one in around.items("security")]
        optional = {} in alternatives
        alternatives = [one for one in alternatives if one]
        said = [" and ".join(map(code_span, one)) for one in alternatives]
        found: dict[str, Credential] = {}
        for one in alternatives:
            for name, scopes in one.items():
                others = (words for other, words in zip(alternatives, said, strict=True) if name not in other)
                instead = [*islice(others, _MAX_INSTEAD), *("another" for _ in islice(others, 1))] if name not in found else []
                for made in self._credential(around, name, [str(scope.value) for scope in scopes], instead):
                    found.setdefault(name, made)
        fields = [{_field(found[name]) for name in one if name in found} for one in alternatives]
        needed = set.intersection(*fields) if fields and not optional else set()
        first = next(iter(fields), set())
        return [_needed(one) if _field(one) in needed else one for one in _together(found.values())], first

    def _credential(self, around: At, name: str, scopes: Sequence[str], instead: Sequence[str]) -> Iterator[Credential]:
        listed = self.schemes.get(name) if self.schemes else None
        at = self.library.resolve(listed) if listed else None
        if at is None:
            self.losses.add(around, f"there is no security scheme '{name[:100]}'", "add it to components/securitySchemes")
            return
        if any(True for _, flow in at.members("flows") for _ in flow.members()) or at.text("openIdConnectUrl"):
            what = f"where the security scheme '{name[:100]}' gets its tokens is not carried over"
            self.losses.count(at, what, "say on the site how clients get one")
        said = [f"Scopes: {', '.join(map(code_span, scopes))}."] if scopes else []
        if instead:
            said.append(f"Or {' or '.join(instead)} instead.")
        kind, scheme = at.text("type").lower(), at.text("scheme").lower()
        if kind == "apikey" and at.text("name") and at.text("in") in {"header", "query", "cookie"}:
            key = at.text("name")
            yield Credential(at.text("in"), Entry(key, "string", False, at.text("description"), said), placeholder(key))
        elif kind in {"oauth2", "openidconnect"} or (kind == "http" and scheme == "bearer"):
            text = at.text("description") or (
                "An access token: `Bearer YOUR_TOKEN`." if kind != "http" else "`Bearer YOUR_TOKEN`."
            )
            yield Credential("header", Entry("Authorization", "string", False, text, said), "Bearer YOUR_TOKEN")
        elif kind == "http" and scheme == "basic":
            text = at.text("description") or "`Basic` with the user and the password."
            yield Credential("header", Entry("Authorization", "string", False, text, said), "Basic")
        elif kind == "http" and scheme:
            text = at.text("description") or f"{code_span(at.text('scheme'))} and what it asks for."
            value = f"{at.text('scheme')} YOUR_CREDENTIALS"
            yield Credential("header", Entry("Authorization", "string", False, text, said), value)
        else:
            what = f"the security scheme '{name[:100]}' ({at.text('type')[:50] or 'without a type'}) is not said on pages"
            self.losses.count(at, what, "say on the site how clients prove who they are")


def _field(one: Credential) -> Field:
    return one.place, one.entry.name.lower()


def _needed(one: Credential) -> Credential:
    return one._replace(entry=replace(one.entry, required=True))


def _together(found: Iterable[Credential]) -> list[Credential]:
    """Each field once: a page says all that may stand in one in one entry."""
    made: dict[Field, Credential] = {}
    for one in found:
        before = made.setdefault(_field(one), one)
        if before is one:
            continue
        texts = dict.fromkeys([before.entry.description.strip(), one.entry.description.strip()])
        said = tuple(dict.fromkeys([*before.entry.sentences, *one.entry.sentences]))
        joined = replace(before.entry, description="\n\nOr: ".join(filter(None, texts)), sentences=said)
        made[_field(one)] = before._replace(entry=joined)
    return [*made.values()]
