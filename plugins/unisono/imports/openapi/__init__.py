"""An OpenAPI 3.0 or 3.1 document, in JSON or YAML, in one file or several: a page for each operation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from unisono.checking.wording import count
from unisono.imports import Import, ImportedFile, ImportFailure
from unisono.imports._endpoint_pages import scalar
from unisono.imports._losses import Losses, Shelf, origin_of, read_whole
from unisono.imports._markdown import made_safe, one_line
from unisono.imports.openapi.operations import Operations, see_also
from unisono.openapi.document import ENDINGS, METHODS, check_version, is_document
from unisono.starting.configuration import SiteSettings
from unisono.text.documents import DocumentError
from unisono.text.files import beginning
from unisono.text.names import Names, slug
from unisono.text.references import At
from unisono.text.regex import regex

_LOOKED_AT = 100_000
"""Characters at the beginning of a file in which the key `openapi` is sought."""

_OF_PATH = frozenset({*METHODS, "summary", "description", "servers", "parameters", "$ref"})

_BEGINS = regex(r"""(?:^|[{,]\s*)["']?(openapi|swagger)["']?\s*:\s*["']?\d""", re.MULTILINE)


def recognises(source: Path) -> bool:
    """Whether a file is an OpenAPI document, or a folder has one at its top."""
    return _document(source) is not None


def _document(source: Path) -> Path | None:
    if source.is_file():
        return source if is_document(source) and _BEGINS.search(beginning(source, _LOOKED_AT)) else None
    if not source.is_dir():
        return None
    names = [source / f"{name}{ending}" for name in ("openapi", "swagger", "api", "index", "root") for ending in ENDINGS]
    return next((path for path in names if path.is_file() and _BEGINS.search(beginning(path, _LOOKED_AT))), None)


def read(source: Path) -> Import:
    """The pages of a document's operations, in folders by their tags."""
    path = _document(source) or source
    losses = Losses()
    library = Shelf(path.parent, losses)
    document = read_whole(library, path)
    root = At(document, document.root)
    try:
        check_version(root, 1)
    except DocumentError as error:
        raise ImportFailure(str(error)) from None
    pages = _Pages(library, root)
    files = tuple(pages.files())
    return Import(path.parent, pages.settings(), files, losses.all(), tuple(pages.notes()))


class _Pages:
    """The pages of one document."""

    def __init__(self, library: Shelf, root: At) -> None:
        self.library = library
        self.losses = library.losses
        self.root = root
        self.operations = Operations(library, root)
        self.names = Names()
        self.folders: dict[str, str] = {}
        self.folder_names = Names()
        self.described: dict[str, At] = {}
        self.count = 0
        for tag in root.items("tags"):
            if name := one_line(tag.text("name")):
                self.described.setdefault(name, tag)

    def files(self) -> Iterator[ImportedFile]:
        ranks = {name: rank for rank, name in enumerate(self.described, 1)}
        yield self._front_page()
        count: dict[str, int] = {}
        for path, method, item, at in self._operations():
            tag = next((one_line(str(one.value)) for one in at.items("tags") if one_line(str(one.value))), "")
            rank = ranks.setdefault(tag, len(ranks) + 1)
            count[tag] = count.get(tag, 0) + 1
            written = self.operations.write(path, method, item, at, f"{rank}.{count[tag]}")
            folder = self._folder(tag)
            file = self.names.free(f"{folder}{slug(at.text('operationId') or written.page.name)}.md")
            yield ImportedFile(file, written.page.text(), origin_of(at), written.counts)
            self.count += 1
        for tag, folder in self.folders.items():
            if tag in self.described and (self.described[tag].text("description") or self.described[tag].get("externalDocs")):
                yield self._page_of_tag(tag, folder, ranks[tag])
        self._left()

    def _operations(self) -> Iterator[tuple[str, str, At, At]]:
        for path, listed in self.root.members("paths"):
            if path.startswith("x-"):
                self.losses.count(listed, f"{path} of the paths is not carried over", "say on the site what readers need of it")
                continue
            item = self.library.resolve(listed)
            if item is None:
                continue
            if not path.startswith("/"):
                self.losses.add(item, f"the path '{path[:100]}' does not begin with a slash; one is put there", "correct it")
            whole = path if path.startswith("/") else f"/{path}"
            self._left_of_path(path, item)
            for method in METHODS:
                if (at := item.get(method)) is not None:
                    yield whole, method, item, at

    def _left_of_path(self, path: str, item: At) -> None:
        """What is said of a path as a whole: its description is on the pages of operations that have none."""
        operations = [at for method in METHODS if (at := item.get(method)) is not None]
        has_place = operations and not any(at.text("description") for at in operations)
        lost = {"summary"} if has_place else {"summary", "description"}
        for name, at in item.members():
            if name in lost and item.text(name).strip():
                what = f"the {name} of the path '{path[:100]}' is not carried over"
                self.losses.add(at, what, "write on its pages what readers need of it")
            elif name not in _OF_PATH and not name.startswith("x-"):
                self.losses.add(at, f"'{name[:100]}' is no key of a path", "correct it")

    def _folder(self, tag: str) -> str:
        """The folder of a tag, with a slash; none for operations without one."""
        if not tag:
            return ""
        if tag not in self.folders:
            self.folders[tag] = self.folder_names.free(slug(tag, "tag"))
        return f"{self.folders[tag]}/"

    def _front_page(self) -> ImportedFile:
        info = self.root.get("info") or self.root
        title = one_line(info.text("title")) or "API"
        facts = [self._version(info), *self._contact(info), *see_also(self.root)]
        text = self._safe(info, "\n\n".join(filter(None, (one_line(info.text("summary")), info.text("description")))))
        parts = [f"# {made_safe(title).markdown}", text, "\n".join(facts), "## Endpoints", "<!-- unisono: endpoints -->"]
        return ImportedFile(self.names.free("index.md"), "\n\n".join(filter(None, parts)) + "\n", origin_of(info))

    def _version(self, info: At) -> str:
        return f"Version {one_line(made_safe(info.text('version')).markdown)}." if info.text("version") else ""

    def _contact(self, info: At) -> Iterator[str]:
        for key, words in (("contact", "Contact"), ("license", "Licence")):
            if (at := info.get(key)) is not None:
                name = one_line(made_safe(at.text("name")).markdown)
                url = next(
                    (
                        u
                        for u in (at.text("url"), f"mailto:{at.text('email')}")
                        if re.fullmatch(r"(?:https?://|mailto:)[^\s<>()\[\]]+", u)
                    ),
                    "",
                )
                if name or url:
                    yield f"{words}: [{name or url.removeprefix('mailto:')}]({url})." if url else f"{words}: {name}."
        if re.fullmatch(r"https?://[^\s<>()\[\]]+", info.text("termsOfService")):
            yield f"[Terms of service]({info.text('termsOfService')})."

    def _safe(self, at: At, text: str) -> str:
        safe = made_safe(text)
        for what in safe.left:
            self.losses.add(at, what, "write on the page what readers need of it")
        return safe.markdown

    def _page_of_tag(self, tag: str, folder: str, rank: int) -> ImportedFile:
        at = self.described[tag]
        parts = [
            f"# {made_safe(tag).markdown}",
            self._safe(at, at.text("description")),
            *see_also(at),
            "<!-- unisono: endpoints -->",
        ]
        head = f"---\ntitle: {scalar(tag)}\nposition: {rank}\n---\n"
        return ImportedFile(
            self.names.free(f"{folder}/index.md"), head + "\n\n".join(filter(None, parts)) + "\n", origin_of(at)
        )

    def _left(self) -> None:
        for name, at in self.described.items():
            if name not in self.folders and (at.text("description") or at.get("externalDocs")):
                what = f"the tag '{name[:100]}' is the first of no operation, and what is said of it is not carried over"
                self.losses.add(at, what, "write it on a page of your own")
        for name, at in self.root.members("webhooks"):
            self.losses.add(at, f"the webhook '{name[:100]}' is not carried over", "describe it on a page of its own")
        for around in (
            self.root,
            *filter(None, [self.root.get("info")]),
            *self.root.items("tags"),
            *self.root.items("servers"),
        ):
            for name, at in around.members():
                if name.startswith("x-"):
                    self.losses.count(at, f"{name} is not carried over", "say on the site what readers need of it")

    def settings(self) -> SiteSettings:
        """The site's settings: its name, its servers, and the titles of its folders in order."""
        info = self.root.get("info") or self.root
        ranks = {name: number for number, name in enumerate(self.described)}
        titles = {self.folders[tag]: tag for tag in sorted(self.folders, key=lambda tag: ranks.get(tag, len(ranks)))}
        return SiteSettings(
            one_line(info.text("title")) or "API", options={"servers": self.operations.servers.stated, "titles": titles}
        )

    def notes(self) -> Iterator[str]:
        yield f"{count(self.count, 'operation')} in {count(len(self.folders), 'tag')}"
