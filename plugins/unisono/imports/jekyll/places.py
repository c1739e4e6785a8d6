"""Where the links of Jekyll's pages lead: into the one long page that they were on, to other pages, to files."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import field
from difflib import get_close_matches
from typing import NamedTuple
from urllib.parse import quote, unquote

from unisono.imports._links import built
from unisono.records import dataclass
from unisono.text.regex import regex


@dataclass(frozen=True)
class Place:
    """A page or a file of the new site: its path from the folder of the pages. `collection` and `name`, or `title`, are what
    templates make an anchor of, `url` is the address that it had, `headings` are the anchors of its own."""

    path: str
    collection: str = ""
    name: str = ""
    url: str = ""
    visibility: str | None = None
    headings: frozenset[str] = frozenset()
    title: str = ""


MAX_GUESSES = 500
"""Links that led nowhere for which something like them is sought."""


class Found(NamedTuple):
    """Where a link leads: a path from the folder of the pages with its anchor, and whether that is a guess."""

    path: str
    anchor: str = ""
    guessed: bool = False


def key(words: str) -> str:
    """What is left of an anchor when nothing depends on how it is spelled."""
    return re.sub(r"[\W_]", "", unquote(words)).casefold()


_BASE = regex(r"\{\{-?\s*site\.(?:baseurl|url)\s*-?\}\}")
_FILTER = regex(
    r"\{\{-?\s*(?:site\.\w+\s*\|\s*append:\s*)?[\"']([^\"'{}]*)[\"']\s*\|\s*(?:relative_url|absolute_url|prepend:\s*site\.\w+)\s*-?\}\}"
)
_TAG = regex(r"\{%-?\s*link\s+([^%\s]+)\s*-?%\}")


def plain(target: str) -> str:
    """An address without the tags that stand for the site's own: what follows is from its root."""
    target = _FILTER.sub(lambda found: "/" + found[1].lstrip("/"), target)
    target = _TAG.sub(lambda found: f"/{found[1]}", target)
    bare = _BASE.sub("", target)
    return bare if bare == target or bare.startswith("/") else f"/{bare}"


@dataclass
class Addresses:
    """All places of a site."""

    places: list[Place] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._by_path = {place.path: place for place in self.places}
        self._by_url = {_bare(place.url): place for place in reversed(self.places) if place.url}
        self._by_anchor: dict[str, Place] = {}
        self._by_name: dict[str, list[Place]] = defaultdict(list)
        self._with_heading: dict[str, list[Place]] = defaultdict(list)
        self._first: dict[str, Place] = {}
        self._guesses: dict[tuple[str, str | None], Found | None] = {}
        for place in self.places:
            if place.collection:
                self._by_anchor.setdefault(key(place.collection + place.name), place)
                self._by_name[key(place.name)].append(place)
                self._first.setdefault(key(place.collection), place)
        for place in self.places:  # after the names, which are what the template has
            if place.collection and place.title:
                self._by_anchor.setdefault(key(place.collection + place.title), place)
            for heading in place.headings:
                self._with_heading[heading].append(place)

    def find(self, target: str, page: Place) -> Found | None:
        """Where an address leads that stands on `page`; None where it leads nowhere. One that needs no change leads to the page
        itself."""
        target = plain(target)
        path, _, anchor = target.partition("#")
        path = unquote(path.partition("?")[0])
        if _bare(path) in {"", "/"} and anchor:
            return self._anchored(anchor, page, own=path == "")
        if _bare(path) == "/":
            return Found("index.md")
        rooted = path if path.startswith("/") else f"/{path}"
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(page.url or f"/{page.path}"), path))
        for one in (rooted, beside):
            if place := self._by_url.get(_bare(one)):
                return Found(place.path, anchor)
            if (file := posixpath.normpath(one).lstrip("/")) in self._by_path:
                return Found(file, anchor)
        return None

    def audience(self, found: Found) -> str | None:
        """For whom a page is, if it says so."""
        place = self._by_path.get(found.path)
        return place.visibility if place else None

    def _anchored(self, anchor: str, page: Place, *, own: bool) -> Found | None:
        wanted = key(anchor)
        if place := self._by_anchor.get(wanted):
            return Found(self._for_readers_of(page, place, wanted).path)
        if own and anchor in page.headings:
            return Found(page.path, anchor)
        with_heading = self._with_heading.get(anchor, [])
        if len(with_heading) == 1:
            return Found(with_heading[0].path, anchor)
        if wanted in self._first:
            return Found(self._first[wanted].path)
        asked = wanted, page.visibility
        if asked not in self._guesses and len(self._guesses) < MAX_GUESSES:
            self._guesses[asked] = self._guessed(wanted, page)
        return self._guesses.get(asked)

    def _for_readers_of(self, page: Place, place: Place, wanted: str) -> Place:
        """The place, or if those who read the page may not see it, the one that is the same for them."""
        if place.visibility == page.visibility:
            return place
        same = [other for other in self._for_the_same(page) if key(other.collection + other.name).endswith(wanted)]
        return same[0] if len(same) == 1 else place

    def _guessed(self, wanted: str, page: Place) -> Found | None:
        """What an address that led nowhere was meant to be, if one thing only is like it."""
        like = self._for_the_same(page)
        ending = [place for place in like if key(place.collection + place.name).endswith(wanted)]
        if len(ending) == 1:
            return Found(ending[0].path, guessed=True)
        known = {key(place.collection + place.name): place for place in like}
        close = get_close_matches(wanted, known, n=2, cutoff=0.9)
        if len(close) == 1:
            return Found(known[close[0]].path, guessed=True)
        turned = [place for place in like if _letters(place) == sorted(wanted)]
        if len(turned) == 1:
            return Found(turned[0].path, guessed=True)
        around = [place for place in like if wanted.startswith(key(place.collection))]
        first = max(around, key=lambda place: len(key(place.collection)), default=None)  # the first page of the longest name
        return Found(first.path, guessed=True) if first else None

    def _for_the_same(self, page: Place) -> list[Place]:
        """The pages that those who read a page may see."""
        return [place for place in self.places if place.collection and place.visibility == page.visibility]


def _letters(place: Place) -> list[str]:
    return sorted(key(place.collection + place.name))


def _bare(url: str) -> str:
    """An address without what may or may not be at its end."""
    return re.sub(r"(?:(?:/|^)index)?(?:\.html|\.md)?/*$", "", url) or "/"


def relative_path(found: Found, page: str) -> str:
    """The address of a place in Markdown, as seen from a page."""
    path = quote(posixpath.relpath(found.path, posixpath.dirname(page) or "."), safe="/~!$&'*+,;=:@")
    return f"{path}#{found.anchor}" if found.anchor else path


def relative_url(found: Found, page: str) -> str:
    """The same in HTML, which nobody translates: between the addresses of the built site."""
    here, there = (built(path) for path in (page, found.path))
    path = quote(posixpath.relpath(there or ".", here or "."), safe="/~!$&'*+,;=:@")
    path += "/" if found.path.endswith(".md") else ""
    return f"{path}#{found.anchor}" if found.anchor else path


def headings(lines: Iterable[str]) -> frozenset[str]:
    """The anchors that kramdown gives the headings of a page (its `auto_ids`), which are MkDocs' own, too."""
    return frozenset(_slug(found[1]) for line in lines if (found := _HEADING.match(line)))


_HEADING = regex(r"[ ]{0,40}#{1,6}[ \t]*([^#\n]*)")


def _slug(text: str) -> str:
    return re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower())
