"""The pages of a site: the documents of its collections, and those beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from pathlib import Path, PurePosixPath

from unisono.imports import Counts, Loss, Origin
from unisono.imports._losses import linked
from unisono.imports._staging import counted
from unisono.imports.jekyll.configuration import Collection, Configuration
from unisono.imports.jekyll.places import Place, headings
from unisono.pages.known_keys import KEYS
from unisono.pages.model import Page
from unisono.pages.paths import PageReader
from unisono.pages.position import LAST
from unisono.records import dataclass
from unisono.text.files import UnreadableError, beginning, is_of_jekyll, read_source, walked
from unisono.text.names import Names
from unisono.text.regex import regex

HIDDEN = "hidden"
"""The audience of pages that the old site showed to nobody."""

FRONT_MATTER = regex(r"\A\ufeff?---[ \t]*(?:\r?\n|\Z)")
_LOOP = regex(r"\{%-?\s*(?:for|assign|capture|case|tablerow)\b|\{%-?\s*include\s+\S+\.html\s*-?%\}")
_ENDINGS = (".md", ".markdown", ".mkd", ".mkdown", ".mkdn", ".html")


@dataclass(frozen=True)
class Document:
    """A page of the source: how it reads there, where it goes, and the front matter that it has from the configuration."""

    path: str
    page: Page
    place: Place
    added: Mapping[str, str]
    hidden: bool = False

    @property
    def before(self) -> Counts:
        return counted(self.page)

    @property
    def audience(self) -> str | None:
        """Who reads it; None where nobody does, or everybody."""
        return None if self.place.visibility == HIDDEN else self.place.visibility


@dataclass
class Documents:
    pages: list[Document] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)


def documents(root: Path, configuration: Configuration, reader: PageReader) -> Documents:
    """All pages of a site. Raises UnreadableError and OSError for what cannot be read."""
    found, names = Documents(), Names()
    links: list[str] = []
    for collection in configuration.collections:
        for path in _files(root, collection.folder, links):
            name = PurePosixPath(path).relative_to(collection.folder)
            place = names.free(f"{collection.name}/{_page_name(str(name))}")
            _read(found, root, path, place, collection, configuration, reader)
    for path in _files(root, "", links):
        if (
            not is_of_jekyll(path)
            and not path.split("/")[0].startswith("_")
            and path.split("/")[0] not in configuration.excluded
        ):
            _read(found, root, path, names.free(_page_name(path)), None, configuration, reader)
    found.losses += (one for one in linked(root, links) if one.origin.file.split("/")[0] not in configuration.excluded)
    return _for_their_readers(found, configuration.collections)


def _files(root: Path, folder: str, links: list[str]) -> Iterator[str]:
    """The files with front matter that may be pages, by their paths from the root; what leads to other folders is put into
    `links`."""
    if not (root / folder).is_dir():
        return
    for above, folders, names in walked(root / folder, links=links):
        folders[:] = sorted(one for one in folders if not one.startswith((".", "_")) and one not in _NOT_THE_SITES)
        for name in sorted(names):
            may_be = name.lower().endswith(_ENDINGS) and not name.startswith((".", "_"))
            if may_be and FRONT_MATTER.match(beginning(Path(above, name), 100)):
                yield Path(above, name).relative_to(root).as_posix()


_NOT_THE_SITES = frozenset({"node_modules", "vendor"})


def _page_name(path: str) -> str:
    return str(PurePosixPath(path).with_suffix(".md"))


def _read(
    found: Documents,
    root: Path,
    path: str,
    place: str,
    collection: Collection | None,
    configuration: Configuration,
    reader: PageReader,
) -> None:
    try:
        source = read_source(root / path, root, path)
    except UnreadableError as error:
        what, _, remedy = str(error).partition("; ")
        found.losses.append(Loss(Origin(path), f"the page is not carried over: {what}", remedy or "correct it"))
        return
    if collection is None and (path.endswith(".html") or _LOOP.search(source.text)):
        remedy = "the list of endpoints in index.md takes its place" if _LOOP.search(source.text) else "write it in Markdown"
        found.losses.append(Loss(Origin(path), "a page of HTML and Liquid is not carried over", remedy))
        return
    page = reader.read_text(source)
    if (said := page.front_matter.text("published")) and said.value.strip().lower() == "false":
        found.losses.append(Loss(Origin(path, said.span().line), "the page is not published, and is left out", "write it anew"))
        return
    stem = PurePosixPath(path).with_suffix("").as_posix()
    own = stem.removeprefix(f"{collection.folder}/") if collection else stem
    link = page.front_matter.text("permalink")
    url = link.value.strip() if link else (f"/{collection.name}/{own}" if collection else f"/{own}")
    kind = collection.name if collection else "pages"
    defaults = configuration.defaults(path, kind)
    added = {key: value for key, value in defaults.items() if key in KEYS and page.front_matter.get(key) is None}
    name = PurePosixPath(path).name
    if collection and name in collection.order and page.position == LAST:
        added["position"] = str(collection.order.index(name) + 1)
    said_nobody = page.visibility is None and page.front_matter.get("visibility") is not None
    visibility = "" if said_nobody else page.visibility or added.get("visibility")
    title = page.title.value if page.title else ""
    known = Place(place, collection.name if collection else "", own, url, visibility, headings(source.text.split("\n")), title)
    found.pages.append(Document(path, page, known, added))


def _for_their_readers(found: Documents, collections: Iterable[Collection]) -> Documents:
    """The same pages, as far as the old site showed them: it showed collections to an audience, and of these the pages that are
    for the same. Where neither says for whom it is, all is for everybody."""
    audiences = {one.name: one.visibility for one in collections}
    pages_say = any(one.place.visibility for one in found.pages)
    pages = []
    for one in found.pages:
        of_collection = audiences.get(one.place.collection)
        if one.place.visibility == "":
            pages.append(_shown_to(one, HIDDEN))
        elif of_collection is None:
            pages.append(one)
        elif not pages_say:
            pages.append(_shown_to(one, of_collection or HIDDEN))
        elif of_collection and of_collection in (one.place.visibility or ""):
            pages.append(one)
        else:
            said = one.page.front_matter.text("visibility")
            origin = Origin(one.path, said.span().line if said else 1)
            whose = f"for '{of_collection}'" if of_collection else "for nobody"
            whose_not = f"visibility '{one.place.visibility or ''}' in a collection {whose}"
            what = f"{whose_not}: the page was shown to nobody, and is hidden"
            found.losses.append(Loss(origin, what, "write there who may see it"))
            pages.append(_shown_to(one, HIDDEN))
    return Documents(pages, found.losses)


def _shown_to(one: Document, visibility: str) -> Document:
    said = one.page.front_matter.get("visibility") is not None
    added = one.added if said else {**one.added, "visibility": visibility}
    place = replace(one.place, visibility=visibility)
    return replace(one, added=added, place=place, hidden=said and visibility == HIDDEN)
