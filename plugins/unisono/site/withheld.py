"""What is not for the audience of a build, and what must not be left of it: entries of `nav`, files of earlier builds."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Link, Navigation, Section

from unisono.pages.audience import META, Audience, Inherited, looks_like_a_page, visible
from unisono.pages.model import EndpointPage, Page
from unisono.site.twins import twin_uri
from unisono.text.files import is_markdown, originals


class Withheld:
    """The files of a site that are not for the audience. `read` gives what the front matter of a file says."""

    def __init__(self, config: MkDocsConfig, audience: Audience, read: Callable[[File], Page]) -> None:
        self._config = config
        self._read = read
        self.audience = audience
        meta = config.plugins.get("material/meta")
        self._inherited = Inherited(Path(config.docs_dir), meta.config.meta_file if meta else META)
        self.files: dict[str, File] = {}
        """Those that are left out, by their path."""
        self._of_others: set[str] = set()
        """Paths of pages of which others decide whether they are drafts."""
        self._replaced: set[str] = set()
        """Paths of those that MkDocs leaves out itself, as another page has their place."""
        self._told: set[File] = set()
        self.misnamed: dict[Page, bool] = {}
        """Pages found last whose files have not the name of one, and whether they are left out."""

    def take(self, files: Files, heads: Mapping[str, Page]) -> list[Page]:
        """Take away what is not for the audience, now that all pages' heads are known; what was taken away, but for what MkDocs
        leaves out as well."""
        beside = {file: self._read(file) for file in files if self._is_page_by_another_name(file)}
        self.audience = self.audience.with_pages([*heads.values(), *beside.values()], map(self._inherited.of, heads))
        found = {file: head for uri, head in heads.items() if (file := files.get_file_from_path(uri))} | beside
        self._of_others |= {file.src_uri for file in found if self._is_of_others(file)}
        hidden = {file: head for file, head in found.items() if not self.visible(head, file.src_uri)}
        self._replaced |= {file.src_uri for file in self._left_out(files) if not self.visible(self._read(file), file.src_uri)}
        for file in hidden:
            files.remove(file)
            self.files[file.src_uri] = file
        self._config.nav = _without(self._config.nav, self._names)
        told = {file: head for file, head in beside.items() if file in hidden or self._is_to_be_read(file, head, files)}
        self.misnamed = {head: file in hidden for file, head in told.items() if file not in self._told}
        self._told |= told.keys()
        return [head for file, head in hidden.items() if not file.inclusion.is_excluded()]

    @property
    def unread(self) -> set[Path]:
        """The files of folders that say in a way that is not read who may see their pages."""
        return self._inherited.unread

    def visible(self, head: Page, path: str) -> bool:
        """Whether the page at that path may be seen."""
        return visible(head, self.audience, self._inherited.of(path), drafts_by_others=path in self._of_others)

    def _is_of_others(self, file: File) -> bool:
        """Whether MkDocs itself decides whether a page is a draft, or Material's blog, which does so of its posts alone."""
        blogs = (plugin.config for name, plugin in self._config.plugins.items() if name.startswith("material/blog"))
        folders = (posixpath.normpath(blog.post_dir.format(blog=posixpath.normpath(blog.blog_dir))) for blog in blogs)
        return file.inclusion.is_excluded() or any(file.src_uri.startswith(f"{folder}/") for folder in folders)

    def take_links(self, navigation: Navigation) -> None:
        """Take away what a plugin has put into the navigation for a page that is not there."""
        navigation.items[:] = _without_links(navigation.items, self._names)

    def remove_earlier(self, files: Iterable[File]) -> None:
        """Remove what an earlier build has left of pages that are not for the audience. Other pages may show their names: where
        something was left, all are built again."""
        uris = {file.dest_uri for file in self.files.values()}
        uris |= {twin_uri(file) for file in self.files.values() if file.is_documentation_page()}
        left = [Path(self._config.site_dir, uri) for uri in uris]
        there = [path for path in left if path.is_file()]
        for path in there:
            path.unlink()
            with suppress(OSError):  # it has other files
                path.parent.rmdir()
        for file in files if there else ():
            file.is_modified = lambda: True  # type: ignore[method-assign]

    @property
    def _names(self) -> frozenset[str]:
        """By what `nav` may name these pages."""
        base = (self._config.site_url or "").rstrip("/")
        urls = {_plain(file.url) for file in self.files.values() if file.is_documentation_page()} - {"."}
        return frozenset({*self.files, *self._replaced, *urls, *(f"{base}/{url}" for url in urls if base)})

    def _left_out(self, files: Files) -> Iterator[File]:
        """Each `README.md` beside an `index.md`, which MkDocs passes over; `nav` may name it all the same."""
        config = self._config
        for file in files.documentation_pages():
            folder, name = posixpath.split(file.src_uri)
            beside = posixpath.join(folder, "README.md")
            if name == "index.md" and files.get_file_from_path(beside) is None and Path(config.docs_dir, beside).is_file():
                yield File(beside, config.docs_dir, config.site_dir, config.use_directory_urls)

    def _is_page_by_another_name(self, file: File) -> bool:
        if file.is_documentation_page() or not file.abs_src_path or not file.src_dir:
            return False
        inside = Path(file.abs_src_path).is_relative_to(self._config.docs_dir)  # and no file of the theme
        return inside and looks_like_a_page(Path(file.abs_src_path))

    def _is_to_be_read(self, file: File, head: Page, files: Files) -> bool:
        """Whether its author takes a file for one of the pages: a page of an endpoint, but for the copy that a program has made
        of one (`order.md~`)."""
        folder, name = posixpath.split(file.src_uri)
        found = (files.get_file_from_path(posixpath.join(folder, original)) for original in originals(name))
        is_copy = any(own and own.is_documentation_page() for own in found)
        return is_markdown(file.src_uri) or (isinstance(head, EndpointPage) and not is_copy)


def _plain(path: str) -> str:
    """A path as `nav` may have it, without what does not change which page it is."""
    bare = path.partition("#")[0].partition("?")[0]
    return bare.rstrip("/") if "://" in bare else posixpath.normpath(bare.lstrip("/"))


def _without(nav: Any, names: frozenset[str]) -> Any:
    """A `nav` without these pages, and without sections of which nothing is left."""
    if isinstance(nav, list):
        kept = [_without(item, names) for item in nav]
        return [item for before, item in zip(nav, kept, strict=True) if item not in ([], {}, None) or before in ([], {}, None)]
    if isinstance(nav, dict):
        items = {key: _without(value, names) for key, value in nav.items()}
        return {key: item for key, item in items.items() if item not in ([], {}, None) or nav[key] in ([], {}, None)}
    return None if isinstance(nav, str) and _plain(nav) in names else nav


def _without_links(items: Iterable[StructureItem], names: frozenset[str]) -> list[StructureItem]:
    kept: list[StructureItem] = []
    for item in items:
        if isinstance(item, Link) and _plain(item.url) in names:
            continue
        if isinstance(item, Section) and item.children:
            item.children[:] = _without_links(item.children, names)
            if not item.children:
                continue
        kept.append(item)
    return kept
