"""A Postman collection of version 2.1 or 2.0, as it is exported: a page for each request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from unisono.checking.wording import count
from unisono.imports import Import, ImportedFile, ImportFailure
from unisono.imports._endpoint_pages import scalar
from unisono.imports._losses import Losses, Shelf, origin_of, read_whole
from unisono.imports._markdown import made_safe, one_line
from unisono.imports.postman.auth import Auth
from unisono.imports.postman.requests import Requests, plain_description
from unisono.imports.postman.variables import Variables
from unisono.starting.configuration import SiteSettings
from unisono.text.files import beginning
from unisono.text.names import Names, slug
from unisono.text.references import At
from unisono.text.regex import regex

_LOOKED_AT = 100_000
"""Characters at the beginning of a file in which a collection is recognised."""

_BEGINS = regex(r'"schema"\s*:\s*"https?://schema\.(?:get)?postman\.com/|"_postman_id"\s*:|"postman_')

MAX_LEVELS = 20
"""Folders within folders."""


def recognises(source: Path) -> bool:
    """Whether a file is a Postman collection, or a folder has one at its top, under the name with which it is exported."""
    return bool(_document(source))


def _document(source: Path) -> Path | None:
    if source.is_dir():
        found = sorted(source.glob("*.postman_collection.json"))
        return found[0] if len(found) == 1 else None
    is_one = source.suffix.lower() == ".json" and _BEGINS.search(beginning(source, _LOOKED_AT)) is not None
    return source if is_one else None


def read(source: Path) -> Import:
    """The pages of a collection's requests, in its folders."""
    source = _document(source) or source
    losses = Losses()
    document = read_whole(Shelf(source.parent, losses), source)
    root = At(document, document.root)
    root = root.get("collection") or root
    info = root.get("info")
    if info is None or not re.search(r"/v2\.[01]\.\d+/", info.text("schema")):
        line = document.line(["info", "schema"])
        found = f"'schema' is {info.text('schema')[:100]!r}" if info else "it has no 'info'"
        raise ImportFailure(
            f"{source}:{line}: {found}; in Postman, export the collection as 'Collection v2.1', and import that"
        )
    collection = _Collection(root, losses)
    files = tuple(collection.files())
    settings = SiteSettings(collection.name, options={"servers": collection.requests.servers, "titles": collection.titles})
    return Import(
        source.parent,
        settings,
        files,
        losses.all(),
        (f"{count(collection.count, 'request')} in {count(len(collection.titles), 'folder')}",),
    )


class _Collection:
    """The pages of one collection."""

    def __init__(self, root: At, losses: Losses) -> None:
        self.root = root
        self.losses = losses
        self.requests = Requests(losses)
        self.names = Names()
        self.titles: dict[str, str] = {}
        self.folder_names = Names()
        self.count = 0
        info = root.get("info") or root
        self.name = one_line(info.text("name")) or "API"

    def files(self) -> Iterator[ImportedFile]:
        info = self.root.get("info") or self.root
        text = self.requests.described(info)
        parts = [f"# {made_safe(self.name).markdown}", text, "## Endpoints", "<!-- unisono: endpoints -->"]
        yield ImportedFile(self.names.free("index.md"), "\n\n".join(filter(None, parts)) + "\n", origin_of(info))
        for event in self.root.items("event"):
            self.losses.add(
                event, f"the script '{event.text('listen')[:50]}' is not carried over", "say on the site what it does"
            )
        for variable in self.root.items("variable"):
            if plain_description(variable).strip():
                what = "the description of a variable is not carried over"
                self.losses.count(variable, what, "say on the site what readers put in")
        variables = Variables({}).with_those(self.root, self.losses)
        yield from self._items(self.root, "", "", Auth().or_of(self.root), variables, 0)

    def _items(
        self, around: At, folder: str, position: str, auth: Auth, variables: Variables, level: int
    ) -> Iterator[ImportedFile]:
        """The pages of what is in a folder, in order."""
        for number, item in enumerate(around.items("item"), 1):
            place = f"{position}{number}"
            request = item.get("request")
            if isinstance(item.value, dict) and isinstance(item.value.get("item"), list):
                if level >= MAX_LEVELS:
                    self.losses.add(
                        item, f"folders are nested deeper than {MAX_LEVELS}; what is in this one is left out", "move it up"
                    )
                    continue
                yield from self._folder(item, folder, place, auth, variables, level)
            elif request is not None:
                yield self._page(item, request, folder, place, auth.or_of(item), variables)
            else:
                self.losses.add(item, "an item is neither a request nor a folder, and left out", "take it out")

    def _folder(
        self, item: At, folder: str, place: str, auth: Auth, variables: Variables, level: int
    ) -> Iterator[ImportedFile]:
        name = one_line(item.text("name")) or "Folder"
        path = self.folder_names.free(f"{folder}{slug(name, 'folder')}")
        self.titles[path] = name
        if text := self.requests.described(item):
            head = f"---\ntitle: {scalar(name)}\nposition: {place}\n---\n# {made_safe(name).markdown}"
            page = f"{head}\n\n{text}\n\n<!-- unisono: endpoints -->\n"
            yield ImportedFile(self.names.free(f"{path}/index.md"), page, origin_of(item))
        for event in item.items("event"):
            self.losses.add(
                event, f"the script '{event.text('listen')[:50]}' is not carried over", "say on the page what it does"
            )
        inner = variables.with_those(item, self.losses)
        yield from self._items(item, f"{path}/", f"{place}.", auth.or_of(item), inner, level + 1)

    def _page(self, item: At, request: At, folder: str, place: str, auth: Auth, variables: Variables) -> ImportedFile:
        own = variables.with_those(item, self.losses)
        if isinstance(request.value, str):  # the URL alone, of a GET
            request = At(request.document, {"method": "GET", "url": request.value}, item, "request")
        page, counts = self.requests.write(item, request, auth.or_of(request), own, place)
        self.count += 1
        return ImportedFile(self.names.free(f"{folder}{slug(page.name)}.md"), page.text(), origin_of(item), counts)
