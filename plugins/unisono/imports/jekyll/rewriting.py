"""Pages and includes with their links as the new site has them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urljoin

from unisono.imports import ImportedFile, Loss, Origin
from unisono.imports._links import Address, addresses, built
from unisono.imports._staging import is_empty
from unisono.imports.jekyll.configuration import Configuration
from unisono.imports.jekyll.documents import FRONT_MATTER, HIDDEN, Document
from unisono.imports.jekyll.places import Addresses, Found, Place, plain, relative_path, relative_url
from unisono.text.files import INCLUDES
from unisono.text.regex import regex
from unisono.text.source import Source

_EXTERNAL = regex(r"(?i)[a-z][a-z0-9+.-]*:|//|\?|$")
_BLOCKS = regex(r"(?i)</?(?:div|table|tr|t[dh]|p|[ou]l|li|section|article|figure|center|details|h[1-6])\b")
_ANCHOR = regex(r'<a\s+href=["\'][^"\'<>]*["\'](?:\s+target=["\']?\w+["\']?)?\s*>([^<>\[\]\n]{1,300})</a>')
_KRAMDOWN = regex(r"(?m)^[ \t]*(\{:(?::[^}\n]*|toc\b[^}\n]*|[\w-]+:[^}\n]*)\})")
_INCLUDE = regex(r"""\{%-?\s*include\s+["']?([^\s"'%{}]+)""")
_PLAIN = regex(r"[\w./-]+")


class Rewriter:
    """Has where everything went. `used` are the files that something links to, `losses` what does not go over, each once."""

    def __init__(self, places: Addresses, configuration: Configuration) -> None:
        self.places = places
        self.used: set[str] = set()
        self._losses: dict[Loss, None] = {}
        self._old = configuration.text("url").rstrip("/") + "/" + configuration.text("baseurl").strip("/")

    def page(self, one: Document, includes: Callable[[str, str | None], str]) -> ImportedFile:
        """A page in its new place. `includes` gives the name under which an include is found by the readers of a page."""
        text = one.page.source.text
        edits = [
            *self._links(text, one.place, one.path),
            *_hiding(one),
            *renamed(text, lambda name: includes(name, one.audience)),
        ]
        self._list_kramdown(text, one.path)
        new = _with_front_matter(edited(text, edits), one.added)
        return ImportedFile(one.place.path, new, Origin(one.path), one.before, is_empty(one.page))

    def include(self, name: str, text: str, audience: str | None) -> list[tuple[int, int, str]]:
        """The edits of an include after which its links are right in pages one folder below the site's, for an audience."""
        place = Place("_/include.md", url="/", visibility=audience)
        return list(self._links(text, place, f"{INCLUDES}/{name}"))

    def _links(self, text: str, page: Place, path: str) -> Iterator[tuple[int, int, str]]:
        source = Source(path, text)
        for address in addresses(text):
            target = text[address.start : address.end]
            if is_external(target):
                continue
            found = self.places.find(target, page)
            origin = Origin(path, source.position(address.start)[0])
            if found is None or self._is_hidden(found, page):
                yield from self._dead(address, target, origin)
                continue
            self.used.add(found.path)
            if found.guessed:
                what = f"the link '{target}' led nowhere, and now leads to {found.path}"
                self._tell(Loss(origin, what, "see whether that is meant"))
            if self._is_for_others(found, page):
                yield from self._to_others(address, target, found, origin)
            elif found != Found(page.path, target.removeprefix("#")):
                yield _rewritten(text, address, found, page)

    def _tell(self, loss: Loss) -> None:
        self._losses[loss] = None

    @property
    def losses(self) -> list[Loss]:
        return list(self._losses)

    def _is_hidden(self, found: Found, page: Place) -> bool:
        return self.places.audience(found) == HIDDEN != page.visibility

    def _is_for_others(self, found: Found, page: Place) -> bool:
        """Whether a page is not in the build for those who read another."""
        audience = self.places.audience(found)
        return page.visibility not in {None, HIDDEN} and audience is not None and audience != page.visibility

    def _to_others(self, address: Address, target: str, found: Found, origin: Origin) -> Iterator[tuple[int, int, str]]:
        """A link to a page of another audience, which is on another site: that of the first audience is the one that has the
        address."""
        what = f"the link '{target}' leads to {found.path}, which only '{self.places.audience(found)}' may see"
        if not self._has_address:
            self._tell(Loss(origin, what, "write the address of the site for these"))
            return
        there = f"{self._old.rstrip('/')}/{built(found.path)}/" + (f"#{found.anchor}" if found.anchor else "")
        self._tell(Loss(origin, f"{what}, and now to {there}", "see whether that is the address of the site for these"))
        yield address.start, address.end, there

    @property
    def _has_address(self) -> bool:
        return self._old.startswith(("http://", "https://"))

    def _dead(self, address: Address, target: str, origin: Origin) -> Iterator[tuple[int, int, str]]:
        """A link to what the source has not: to the old site, where that has an address."""
        if not self._has_address:
            if target.startswith("#"):  # any other is told with the page that it comes to stand on
                self._tell(Loss(origin, f"the link '{target}' leads to nothing in the source", "correct it"))
            return
        there = urljoin(self._old.rstrip("/") + "/", plain(target).lstrip("/"))
        self._tell(Loss(origin, f"the link '{target}' leads to nothing in the source, and now to {there}", "correct it"))
        yield address.start, address.end, there

    def _list_kramdown(self, text: str, path: str) -> None:
        source = Source(path, text)
        for found in _KRAMDOWN.finditer(text):
            line = source.position(found.start(1))[0]
            self._tell(Loss(Origin(path, line), f"'{found[1][:80]}' of kramdown stays as it is written", "take it out"))


def is_external(target: str) -> bool:
    """Whether an address is not of the site, also as far as its tags tell."""
    return bool(_EXTERNAL.match(plain(target))) or plain(target).startswith(("{{", "{%"))


def _rewritten(text: str, address: Address, found: Found, page: Place) -> tuple[int, int, str]:
    if not address.raw:
        return address.start, address.end, relative_path(found, page.path)
    start = text.rfind("<", 0, address.start)
    if (anchor := _ANCHOR.match(text, start)) and not _BLOCKS.search(text):
        return start, anchor.end(), f"[{anchor[1]}]({relative_path(found, page.path)})"
    return address.start, address.end, relative_url(found, page.path)


def _hiding(one: Document) -> Iterator[tuple[int, int, str]]:
    """The edit of the front matter of a page that nobody may see."""
    text = one.page.source.text
    for key, _ in one.page.front_matter.entries if one.hidden else ():
        if key.text.value == "visibility":
            start = key.text.span().end
            end = text.find("\n", start)
            yield start, end if end >= 0 else len(text), f": {HIDDEN}"


def renamed(text: str, name: Callable[[str], str]) -> Iterator[tuple[int, int, str]]:
    """The edits that have the tags of a text include other files."""
    for found in _INCLUDE.finditer(text):
        if (new := name(found[1])) != found[1]:
            yield *found.span(1), new


def edited(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """A text with edits, which do not overlap."""
    parts, at = [], 0
    for start, end, new in sorted(edits):
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])


def _with_front_matter(text: str, added: object) -> str:
    """The page with more keys at the beginning of its front matter."""
    opening = FRONT_MATTER.match(text)
    if opening is None or not isinstance(added, dict) or not added:
        return text
    end = "\r\n" if text[: opening.end()].endswith("\r\n") else "\n"
    lines = [
        f"{key}: {value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)}{end}"
        for key, value in added.items()
    ]
    return text[: opening.end()] + "".join(lines) + text[opening.end() :]
