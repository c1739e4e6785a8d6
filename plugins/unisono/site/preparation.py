"""Reading, checking and converting the pages of a site: each once, on all processors, and not at all while nothing changes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property, partial
from html import escape
from importlib.metadata import version
from typing import Any, NamedTuple

from markdown.util import get_installed_extensions
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils import get_relative_url

from unisono.checking.base_paths import Base
from unisono.checking.check import check, entry_of
from unisono.checking.result import Entry, Result
from unisono.checking.settings import Settings
from unisono.drawing.facts import Facts
from unisono.drawing.host import CURRENT, Given
from unisono.fixing.adding import completed
from unisono.languages import languages
from unisono.pages.blocks import Prose
from unisono.pages.frontmatter import PositionedYAMLHandler
from unisono.pages.liquid import Includes
from unisono.pages.model import EndpointPage, Page, heading
from unisono.pages.reading import LIST
from unisono.project import processes
from unisono.project.cache import encoding, including
from unisono.project.cache.fingerprint import digest, program
from unisono.project.cache.store import Known, Store
from unisono.records import dataclass
from unisono.site.prepared import Prepared, noted, take_conversion
from unisono.site.published import Wanted
from unisono.site.search import Findable, entries_of, has_dictionary, heading_of
from unisono.site.twins import twin_text
from unisono.text.source import Source

log = logging.getLogger("mkdocs.plugins.unisono")

MANY = 40
"""Pages from which on several processes are quicker than one."""

_AT_ONCE = 1_000
"""Pages made one by one that are kept at a time: each time, all that is kept is written."""

_BATCH = 8
"""Pages that a process is given at a time."""

_OURS = ("unisono.", "material.plugins.search.", "mkdocs.contrib.search")
"""Plugins, by the start of their module's name, that change neither a page's text nor its HTML, or that are this one."""

_PURE = ("markdown.extensions.", "material.extensions.emoji", "pymdownx.", "unisono.")
"""Modules of Markdown extensions, and of functions in their options, by the start of their names, with which the HTML follows
from the text and the options alone …"""

_READING = ("pymdownx.b64", "pymdownx.snippets")
"""… but for these, which read other files."""

_OF_FILES = "custom_icons"
"""The option of `pymdownx.emoji` that names folders of files which come into the HTML."""


Checked = tuple[Result, Entry]
"""What the check of a page found, and what rules about the site need of it."""


class Handed(NamedTuple):
    """A page that is about to be converted: its model, what its check found, and the model of what is shown."""

    model: Page
    result: Result
    shown: Page


@dataclass(frozen=True)
class Preparation:
    """Makes pages ready. `read` makes the model of a source as `read_page` does, `includes` are those that it uses, `heads` are
    the models of the files by path; `preview` says whether the author looks at the site."""

    config: MkDocsConfig
    files: Files
    settings: Settings
    site: Mapping[str, str]
    read: Callable[..., Page]
    includes: Includes
    heads: dict[str, Page]
    preview: bool
    store: Store
    made: dict[str, Known] = field(default_factory=dict)
    """What is to be kept for later builds (`keep`), by the page's path."""
    bases: dict[str, Base] = field(default_factory=dict)
    """The API's base path for the pages whose samples depart from it, by path."""

    def hand_over(self, page: SitePage, markdown: str) -> Handed:
        """Describe a page to MkDocs, check it, and leave it for the Markdown extension to draw."""
        head = self.heads[page.file.src_uri]
        model = self.read(head.source, front_matter=head.front_matter)
        describe(page, model)
        base = self.bases.get(page.file.src_uri)
        result = check(model, self.settings, base)
        given = completed(self._as_given(model, markdown), self.settings, self.read, base)
        shown = given if given.front_matter.entries else self.read(Source(model.source.path, markdown))
        own = result if given is model else check(given, self.settings, base)
        lists = {kind: get_relative_url(file.url, page.url) for kind, file in self._with_lists.items() if file.page is not page}
        CURRENT.set(Given(given, own, self.settings, self.preview, lists))
        return Handed(model, result, shown)

    def prepare_all(self, paths: Sequence[str]) -> dict[str, tuple[Prepared, Checked]]:
        """Pages by path, with what their check found; none where other plugins have a hand in what is read, so that nothing
        can be known before."""
        if not self.is_alone("pre_page", "page_read_source", "page_markdown"):
            return {}
        known = self._recall(paths)
        missing = [path for path in paths if path not in known]
        is_pure = self._is_pure()
        for path, value in zip(missing, self._prepare_each(missing), strict=True):
            if value is not None:
                prepared = Prepared.load(value)
                known[path] = prepared, self._restored(path, prepared)
                if is_pure:
                    self.made[path] = Known(self._digest_of(path), value)
        if len(self.made) >= _AT_ONCE:
            self.keep()
        return known

    def keep(self) -> None:
        """Keep for later builds what was made since this was called last."""
        if self.made:
            self.store.write(self._kind, self.made)
            self.made.clear()

    def _restored(self, path: str, prepared: Prepared) -> Checked:
        """What the check of a page found."""
        return encoding.load(prepared.found, including.sources(self.heads[path].source, self.includes, prepared.includes))

    def prepare(self, path: str) -> str | None:
        """A page, written down. None for one whose metadata cannot be, and for one that cannot be drawn: MkDocs then meets the
        error itself, and tells whose it is."""
        try:
            return self._prepare(path)
        except Exception:  # noqa: BLE001 (another plugin or extension may raise anything)
            return None

    def _prepare(self, path: str) -> str | None:
        file = self.files.get_file_from_path(path)
        page = file.page if file else None
        if page is None:
            return None
        with noted() as messages:
            page.read_source(self.config)
            model, result, shown = self.hand_over(page, page.markdown or "")
            if result.failed:
                return None
            page.render(self.config, self.files)
        wanted = Wanted.of(model, shown) if isinstance(model, EndpointPage) else None
        prepared = Prepared(
            **take_conversion(page),
            meta=dict(page.meta),
            messages=messages,
            twin=twin_text(shown, page, self.files, self.settings.page_words),
            findable=Findable.of(model, self.settings.page_words) if isinstance(model, EndpointPage) else None,
            facts=Facts.of(model),
            found=encoding.dump(replace(result, samples=()), entry_of(model)),
            includes=including.digests(self.includes, model.includes),
            entries=self._entries(page),
            heading=heading_of(page),
            wanted=wanted,
            whole=wanted is None or not wanted.missing(page.content or ""),
        )
        try:
            return prepared.dump()
        except TypeError:
            return None

    def _prepare_each(self, paths: Sequence[str]) -> Iterable[str | None]:
        """In processes that are forks of this one, so that they have all that it has; here where there are no forks, or where
        other threads run, which a fork would leave half done."""
        if len(paths) < MANY or not processes.possible():
            return map(self.prepare, paths)
        languages()  # found once and not by each process
        return processes.mapped(self.prepare, paths, processes.processors(), _BATCH)

    def _recall(self, paths: Sequence[str]) -> dict[str, tuple[Prepared, Checked]]:
        """What earlier builds have kept of pages that are the same."""
        found = self.store.read(self._kind, {path: self._digest_of(path) for path in paths})
        prepared: dict[str, tuple[Prepared, Checked]] = {}
        for path, value in found.items():
            try:
                page = Prepared.load(value)
                if including.digests(self.includes, page.includes) == page.includes:
                    prepared[path] = page, self._restored(path, page)
            except (*encoding.STRANGE, AttributeError):
                continue  # not written by us
        return prepared

    @property
    def _kind(self) -> str:
        return "preview" if self.preview else "site"

    def _digest_of(self, path: str) -> str:
        source = self.heads[path].source
        return digest(self._site_digest, repr(self.bases.get(path, "")), path, source.path, source.text)

    def digest_of_all(self, prepared: Mapping[str, Prepared], paths: Sequence[str]) -> str | None:
        """Of all that these pages, and what they are called together, are made from; None if one was not made ready."""
        if not all(path in prepared for path in paths):
            return None
        includes = {name: found for path in paths for name, found in prepared[path].includes.items()}
        named = (self._site_digest, self.config.site_name)  # there may be no pages
        return digest(*named, *map(self._digest_of, paths), repr(sorted(includes.items(), key=lambda one: one[0])))

    @property
    def _makes_entries(self) -> bool:
        """Whether the search's entries follow from what is prepared."""
        return self.is_alone("page_content", "page_context") and not has_dictionary()

    def _entries(self, page: SitePage) -> list[dict[str, Any]] | None:
        return entries_of(page, self.config.plugins.values()) if self._makes_entries else None

    def _as_given(self, model: Page, markdown: str) -> Page:
        """The model to draw: that of the file, or, where other plugins changed the text, that of the changed one."""
        text = model.source.text.replace("\r\n", "\n")
        if not model.front_matter.entries or text.endswith(markdown):
            return model
        parts = PositionedYAMLHandler(model.source).split_text()
        head = model.source.text[: parts[1].span().start] if parts else ""
        return self.read(Source(model.source.path, head + markdown))

    def is_alone(self, *events: str) -> bool:
        """Whether no other plugin, and no hook of the site's own, has a hand in these events."""
        listeners = (listener for event in events for listener in self.config.plugins.events[event])
        return all(type(getattr(listener, "__self__", None)).__module__.startswith(_OURS) for listener in listeners)

    def _is_pure(self) -> bool:
        """Whether a page's HTML follows from what its digest is made of."""
        return _is_plain(self.config.mdx_configs) and all(
            isinstance(name, str) and _module(name).startswith(_PURE) and not _module(name).startswith(_READING)
            for name in self.config.markdown_extensions  # plugins may add extensions themselves, of which nothing is known
        )

    def lists_change(self) -> bool:
        """Whether others are the first pages with lists, to which all pages lead, now that `heads` or includes are others."""
        known = self._with_lists
        del vars(self)["_with_lists"]
        return known != self._with_lists

    @cached_property
    def _with_lists(self) -> Mapping[str, File]:
        """The first page with a list of each kind."""
        found: dict[str, File] = {}
        for path, head in self.heads.items():
            file = self.files.get_file_from_path(path)
            if file and LIST.search(head.source.text):  # which may stand in code
                parts = self.read(head.source, front_matter=head.front_matter).body
                texts = [part.text.value for part in parts if isinstance(part, Prose)]
                for kind in (wanted[1] for text in texts for wanted in LIST.finditer(text)):
                    found.setdefault(kind, file)
        return found

    @cached_property
    def _site_digest(self) -> str:
        """Of all that a page's conversion depends on beside the page."""
        config = self.config
        files = sorted(f"{file.src_uri} {file.dest_uri} {file.inclusion}" for file in self.files)
        return digest(
            program(),
            *(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "pymdown-extensions")),
            repr(self.settings),
            repr(sorted(self.site.items())),
            stable_repr([config.markdown_extensions, config.mdx_configs, dict(config.validation)]),
            repr({kind: file.src_uri for kind, file in self._with_lists.items()}),
            repr(self._makes_entries),
            repr([config.use_directory_urls, config.site_url, list(config.plugins), log.getEffectiveLevel() > logging.DEBUG]),
            *files,
        )


def _module(extension: str) -> str:
    """The module of an extension, as Python-Markdown finds it (`Markdown.build_extension`): short names are packages' own."""
    return next((found.value for found in get_installed_extensions() if found.name == extension), extension)


def _is_plain(options: object) -> bool:
    """Whether options are data and functions that follow from what they are given. One of the site's own may read anything."""
    match options:
        case Mapping():
            return not options.get(_OF_FILES) and all(map(_is_plain, options.values()))
        case list() | tuple():
            return all(map(_is_plain, options))
        case partial():
            return _is_plain([options.func, options.args, options.keywords])
        case _ if callable(options):
            return str(getattr(options, "__module__", "")).startswith(_PURE)
        case _:
            return True


def stable_repr(value: object) -> str:
    """The same in every run for values that are the same: functions and classes by name, mappings in order."""
    match value:
        case Mapping():
            return "{{{}}}".format(",".join(sorted(f"{key!r}:{stable_repr(item)}" for key, item in value.items())))
        case list() | tuple():
            return "[{}]".format(",".join(map(stable_repr, value)))
        case partial():
            return f"partial({stable_repr([value.func, value.args, value.keywords])})"
        case _ if callable(value):
            return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', repr(value))}"
        case _:
            return repr(value)


def describe(page: SitePage, model: Page) -> None:
    """Give templates the metadata that the model holds. Material prints `title` and `description` into attributes."""
    if isinstance(model, EndpointPage):
        page.meta["title"] = escape(heading(model))
        if model.description:
            page.meta["description"] = escape(" ".join(model.description.value.split()))
    elif not str(page.meta.get("title") or "").strip():  # MkDocs would call the page None, or nothing
        page.meta.pop("title", None)
    if isinstance(model, EndpointPage) and model.deprecation:
        page.meta.setdefault("status", "deprecated")  # which Material marks in the navigation
    if isinstance(model, EndpointPage) or model.aside:
        page.meta.setdefault("hide", ["toc"])  # the code column takes the place of the table of contents
    if not isinstance(searched := page.meta.get("search", {}), dict):  # as Slate has it, which Material's plugin fails for
        page.meta["search"] = {"exclude": searched in (False, "false", "exclude")}
