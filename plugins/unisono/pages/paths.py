"""From paths on the command line to pages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from unisono.pages.liquid import Includes
from unisono.pages.misnamed import begins_as_endpoint
from unisono.records import dataclass
from unisono.text.files import (
    UnreadableError,
    decode,
    ends_as_page,
    file_of,
    find_includes,
    find_pages,
    leads_inside,
    leads_to,
    project,
    read_include,
    read_source,
)
from unisono.text.source import Source

if TYPE_CHECKING:
    from unisono.pages.model import Page


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page on the disk, and the folder that it must not lead out of."""

    path: Path
    root: Path

    @property
    def absolute(self) -> Path:
        return Path(os.path.normpath(self.path.absolute()))


def page_files(
    paths: Iterable[Path],
    *,
    made: bool = True,
    passed_over: Callable[[Path], Callable[[str, bool], bool]] = lambda _: lambda _, __: False,
    misnamed: bool = False,
) -> list[PageFile]:
    """Every page at or below `paths`, in order, each file once, and with `made` those that a program has made; `passed_over`
    gives for each of the paths what `find_pages` takes. With `misnamed` come files that are pages of endpoints by what they
    begin with, and not by their names (see `PageReader.read_found`). One that several of the paths hold may lead as far as
    the widest of these allows. Raises FileNotFoundError for a path where nothing is, OSError for a folder that cannot be
    listed, and UnreadableError for a path that leads out of the project (`leads_to`) or a file that is not of Markdown
    (`find_pages`)."""
    found: dict[Path, PageFile] = {}
    for path in paths:
        leads_to(path)
        root = path if path.is_dir() else path.parent
        also = partial(begins_as_endpoint, inside=root) if misnamed else _none
        for page in find_pages(path, made=made, passed_over=passed_over(path), also=also):
            file = PageFile(page, root)
            known = found.setdefault(file.absolute, file)
            if known is not file and _depth(root) < _depth(known.root):
                found[file.absolute] = PageFile(known.path, root)
    return list(found.values())


def head_of(file: PageFile) -> Page:
    """What the front matter of a page says."""
    from unisono.pages.reading import read_head, unreadable_page  # noqa: PLC0415 (as below)

    try:
        return read_head(read_source(file.path, file.root))
    except UnreadableError as error:
        return unreadable_page(os.fspath(file.path), str(error))


def _none(_: Path) -> bool:
    return False


def _depth(folder: Path) -> int:
    return len(Path(os.path.normpath(folder.absolute())).parts)


class PageReader:
    """Reads pages of one site. `includes` is the includes folder; by default each page uses the nearest `_includes` above it.
    `site` holds the values of `{{ site.… }}`, None if they are not known. `texts` are in the place of what is in files, by
    `file_of`, and may change. Includes are read once."""

    def __init__(
        self,
        includes: Path | None = None,
        site: Mapping[str, str] | None = None,
        texts: Mapping[str, str] | None = None,
    ) -> None:
        self._includes = includes
        self._site = site
        self._texts = texts or {}
        self._nearest: dict[str, Path | None] = {}
        self._folders: dict[Path | None, Includes] = {}

    def configured(self, path: str) -> tuple[Path | None, Mapping[str, str] | None]:
        """The includes folder, if one is configured, and the values of `{{ site.… }}`, for the page at that path."""
        del path
        return self._includes, self._site

    @property
    def include_folders(self) -> list[Path]:
        """The includes folders of the pages read so far."""
        return [folder for folder in self._folders if folder is not None]

    def includes(self, path: str) -> Includes:
        """The includes of the page at that path."""
        folder, _ = self.configured(path)
        if folder is None:
            parent = os.path.dirname(path)  # noqa: PTH120 (asked for each page of a site)
            if parent not in self._nearest:
                self._nearest[parent] = find_includes(Path(path))
            folder = self._nearest[parent]
        return self._folders.setdefault(folder, Includes(folder, self._include))

    def source(self, file: PageFile) -> Source:
        """A page's text. Raises UnreadableError."""
        given = self._given(file.path)
        return read_source(file.path, inside=file.root) if given is None else given

    def forget_includes(self) -> None:
        """Look for includes, and read them, anew."""
        self._nearest.clear()
        self._folders.clear()

    def _given(self, path: Path) -> Source | None:
        """The text in the place of what is in a file, if there is one. Raises UnreadableError for one that no page may have."""
        text = self._texts.get(os.path.realpath(path)) if self._texts else None
        return None if text is None else decode(text.encode(), os.fspath(path))

    def _include(self, path: Path, folder: Path) -> Source:
        given = self._given(path)
        if given is None:
            return read_include(path, folder)
        leads_inside(folder, project(folder) or folder.parent)
        leads_inside(path, folder)
        return given

    def read(self, file: PageFile) -> Page:
        """The page; one that stands for it where it cannot be read."""
        try:
            return self.read_text(self.source(file))
        except UnreadableError as error:
            from unisono.pages.reading import unreadable_page  # noqa: PLC0415 (as below)

            return unreadable_page(os.fspath(file.path), str(error))

    def read_found(self, file: PageFile) -> Page:
        """As `read`; what stands for the page where its file has not the name of one. A folder is a link out of the project, of
        which `read` says why it is not read."""
        page = self.read(file)
        if ends_as_page(file.path.name) or file.path.is_dir():
            return page
        from unisono.pages.reading import misnamed_page  # noqa: PLC0415 (as below)

        return misnamed_page(page)

    def read_text(self, source: Source, texts: Mapping[str, str] | None = None) -> Page:
        """The page with this text, as if it were in the file that the source is named after; `texts` are what is in includes
        in the place of what they are, by `file_of`."""
        # Takes a tenth of the start-up, and is not needed where all pages are known from an earlier run.
        from unisono.pages.reading import read_page  # noqa: PLC0415

        includes = self.includes(source.path)
        _, site = self.configured(source.path)
        return read_page(source, includes.with_texts(texts) if texts else includes, site)

    def include_files(self, page: Page) -> list[str]:
        """The real paths of the includes that a page is made with."""
        folder = self.includes(page.source.path).folder
        return [os.path.realpath(folder / name) for name in page.includes] if folder else []

    def include_folder(self, include: Source) -> Path:
        """The includes folder that an include is in, of those that were read so far."""
        file = Path(file_of(include))
        return next(folder for folder in self.include_folders if file.is_relative_to(os.path.realpath(folder)))


class IncludeUsers:
    """Which pages use an include: of `files`, which were found before, of those in `paths`, and of those below the folder that
    the includes folder is in. What is no page, be it by its name, is none."""

    def __init__(self, reader: PageReader, paths: Iterable[Path], files: Iterable[PageFile] = ()) -> None:
        self._reader = reader
        self._paths = tuple(paths)
        self._files = tuple(file for file in files if ends_as_page(file.path.name))
        self._known: dict[Path, dict[str, list[PageFile]]] = {}

    def of(self, file: str) -> Iterator[PageFile]:
        """The pages that use the include in a file, by its real path, each once. Raises as `page_files` does."""
        seen: set[Path] = set()
        for folder in self._reader.include_folders:
            if Path(file).is_relative_to(os.path.realpath(folder)):
                if folder not in self._known:
                    self._known[folder] = self._users([*self._files, *page_files([*self._paths, folder.parent])])
                for page in self._known[folder].get(file, ()):
                    if page.absolute not in seen:
                        seen.add(page.absolute)
                        yield page

    def _users(self, files: Iterable[PageFile]) -> dict[str, list[PageFile]]:
        found: dict[str, list[PageFile]] = {}
        for file in files:
            try:
                source = self._reader.source(file)
                used = self._reader.include_files(self._reader.read_text(source)) if "include" in source.text else ()
            except UnreadableError:  # it is not published either
                continue
            for include in used:
                found.setdefault(include, []).append(file)
        return found


def read_pages(
    paths: Iterable[Path], includes: Path | None = None, site: Mapping[str, str] | None = None, *, misnamed: bool = False
) -> Iterator[Page]:
    """Every page at or below `paths` but those that a program has made, in order, each file once; `includes` and `site` as in
    `PageReader`, `misnamed` as in `page_files`, which this raises as."""
    reader = PageReader(includes, site)
    return map(reader.read_found, page_files(paths, made=False, misnamed=misnamed))
