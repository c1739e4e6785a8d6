"""The MkDocs adapter. All it does is hand pages over: the model to the extension, the order to the navigation, findings to
MkDocs' log."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from html import escape
from importlib.resources import files as resources
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote

from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils import get_relative_url, write_file
from mkdocs.utils.templates import TemplateContext

from unisono.audience import UNCLEAR, chosen_audience, visible
from unisono.cache.store import Store, cache_folder
from unisono.checker import check, check_site, entry_of
from unisono.configuration import checked_settings, find_configuration, site_values
from unisono.diagnostic import Diagnostic
from unisono.files import INCLUDES, UnreadableError, read_source
from unisono.liquid import Includes
from unisono.page import EndpointPage, Page, read_head, read_page, unreadable_page
from unisono.result import Entry, Result
from unisono.settings import Settings, SettingsError
from unisono.site.endpoint_list import with_list_html
from unisono.site.machines import copy_link_html, head_metadata, llms_full_txt, llms_txt
from unisono.site.navigation import listed_on, name_pages, order
from unisono.site.preparation import Preparation
from unisono.site.prepared import give
from unisono.site.preview import findings_html
from unisono.site.search import add_entries, complete_search, search_words
from unisono.site.twins import in_order, twin_text, twin_url, with_lists
from unisono.source import Source
from unisono.wording import count, line

log = logging.getLogger("mkdocs.plugins.unisono")

STYLES = "assets/unisono/unisono.css"
SCRIPT = "assets/unisono/unisono.js"


class NoOptions(Config):
    """What MkDocs validates, which is nothing: `Settings` is the schema."""


class UnisonoPlugin(BasePlugin[NoOptions]):
    """Renders endpoint pages, orders them, leaves out what is not for the audience, and logs what is wrong as warnings."""

    def load_config(self, options: dict[str, Any], config_file_path: str | None = None) -> tuple[ConfigErrors, ConfigWarnings]:
        """Validates as the command line does, by the one schema of the settings."""
        try:
            self.given = checked_settings(options, "plugin 'unisono'") if options else None
        except SettingsError as error:
            raise ValidationError(str(error)) from None
        return super().load_config({}, config_file_path)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        del dirty
        self.preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        for extension in ("attr_list", "def_list", "tables", "unisono"):
            if extension not in config.markdown_extensions:
                config.markdown_extensions.append(extension)
        config.extra_css.append(STYLES)
        settings, includes = self._settings(Path(config.docs_dir))
        self.settings = replace(settings, audience=chosen_audience(settings.audience, os.environ))
        self.includes = Path(os.path.normpath(includes))
        if not self.includes.is_relative_to(config.docs_dir) and self.includes.is_dir():
            config.watch.append(str(self.includes))
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        self.pages: dict[str, Page] = {}
        self.found: list[str] = []
        for file in list(files):
            if file.abs_src_path and Path(file.abs_src_path).is_relative_to(self.includes):
                files.remove(file)
            elif file.is_documentation_page():
                page = self._read_head(file, config)
                self.pages[file.src_uri] = page
                if not visible(page, self.settings.audience):
                    files.remove(file)
                    found = check(page, self.settings).diagnostics
                    self._log(finding for finding in found if finding.rule in UNCLEAR)
        for asset in (STYLES, SCRIPT):
            content = resources("unisono").joinpath("assets", asset.rpartition("/")[2]).read_text(encoding="utf-8")
            files.append(File.generated(config, asset, content=content))
        return files

    @event_priority(50)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        models = ((file.url, self.pages.get(file.src_uri)) for file in files)
        self.endpoints = {url: model for url, model in models if isinstance(model, EndpointPage)}
        name_pages(nav, self.pages)
        if not config.nav:
            order(nav, self.pages, self.settings.titles)
        self.navigation, self.files = nav, files
        self.twins: dict[str, str] = {}
        self.words: dict[str, Sequence[str]] = {}
        self.results: dict[str, Result] = {}
        self.entries: list[Entry] = []
        self.preparation = self._preparation(config, files)
        self.prepared = self.preparation.prepare_all()
        for path, prepared in self.prepared.items():
            file = files.get_file_from_path(path)
            if file and file.page:
                give(file.page, prepared)
        return nav

    @event_priority(-100)  # the last to see the text, so that nothing else is converted between this and the page
    def on_page_markdown(self, markdown: str, page: SitePage, config: MkDocsConfig, files: Files) -> None:
        del config
        path = page.file.src_uri
        if prepared := self.prepared.get(path):
            result, entry = self.preparation.restored(path, prepared)
            self._note(page, result, entry, prepared.twin, prepared.words)
        elif path in self.pages:
            model, result, shown = self.preparation.hand_over(page, markdown)
            words = search_words(model) if isinstance(model, EndpointPage) else []
            self._note(page, result, entry_of(model), twin_text(shown, page, files), words)

    def on_post_page(self, output: str, *, page: SitePage, config: MkDocsConfig) -> str:
        """The script goes into the head: a choice of language is made before the page is painted."""
        script = f'<script src="{escape(get_relative_url(SCRIPT, page.url))}"></script>'
        if model := self.endpoints.get(page.url):
            script += head_metadata(model, config.site_name, page.canonical_url)
        return output.replace("</head>", f"{script}</head>", 1)

    def on_page_content(self, html: str, *, page: SitePage, **_: Any) -> str:
        html = with_list_html(html, partial(listed_on, page, self.navigation, self.pages))
        return copy_link_html(self._twin_from(page)) + html if page.url in self.endpoints else html

    @event_priority(100)  # before the search plugin, which would read the page's HTML
    def _before_search(self, context: TemplateContext, *, page: SitePage, config: MkDocsConfig, nav: Navigation) -> None:
        del context, nav
        prepared = self.prepared.get(page.file.src_uri)
        if prepared and prepared.entries is not None:
            add_entries(prepared.entries, config.plugins.values())
            self.own_search = page.meta.get("search")
            page.meta["search"] = {"exclude": True}

    @event_priority(-100)
    def _after_search(self, context: TemplateContext, *, page: SitePage, config: MkDocsConfig, nav: Navigation) -> None:
        del context, config, nav
        prepared = self.prepared.get(page.file.src_uri)
        if prepared and prepared.entries is not None:
            del page.meta["search"]
            if self.own_search is not None:
                page.meta["search"] = self.own_search

    on_page_context = CombinedEvent(_before_search, _after_search)

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        """The last chance before anything is written. With `-q`, MkDocs counts no warnings for its own `strict`."""
        del env
        found = check_site(self.entries, self.settings)
        self._log(found)
        if self.preview:
            self._show(found, files)
        quiet = not log.isEnabledFor(logging.WARNING)
        if self.found and not self.preview and (self.settings.strict or (config.strict and quiet)):
            raise PluginError("\n".join([*(self.found if quiet else ()), f"unisono: {count(len(self.found), 'finding')}"]))

    @event_priority(100)  # before the search plugin writes its index
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        complete_search(config.plugins.values(), self.words)
        twins = list(in_order(self.twins, self.navigation, self.files))
        texts = {unquote(twin.uri): twin.markdown for twin in twins}
        base = f"{config.site_url.rstrip('/')}/" if config.site_url else ""
        texts["llms.txt"] = llms_txt(config.site_name, config.site_description or "", base, twins)
        texts["llms-full.txt"] = llms_full_txt(twins)
        for uri, text in texts.items():
            write_file(text.encode(), str(Path(config.site_dir, uri)))

    def _show(self, found: Sequence[Diagnostic], files: Files) -> None:
        """Put the findings on top of their pages, those of the check of each page and those that compare pages (`found`)."""
        for file in files.documentation_pages():
            if file.page and file.src_uri in self.results:
                about = [finding for finding in found if finding.span.path == self.pages[file.src_uri].source.path]
                shown = findings_html([*self.results[file.src_uri].diagnostics, *about])
                file.page.content = shown + (file.page.content or "")

    def _twin_from(self, page: SitePage) -> str:
        return get_relative_url(twin_url(page.file), page.url)

    def _settings(self, pages: Path) -> tuple[Settings, Path]:
        """The plugin's options or, where it has none, what `unisono.toml` or `pyproject.toml` say; and the includes folder."""
        if self.given is not None:
            return self.given, pages / self.given.includes
        try:
            found = find_configuration(pages)
        except SettingsError as error:
            raise ConfigurationError(str(error)) from None
        if found.file is None or found.file.suffix != ".toml":  # of another site
            return Settings(), pages / INCLUDES
        return found.settings, found.includes or pages / INCLUDES

    def _log(self, diagnostics: Iterable[Diagnostic]) -> None:
        for diagnostic in diagnostics:
            self.found.append(line(diagnostic))
            log.warning(self.found[-1])

    def _note(self, page: SitePage, result: Result, entry: Entry, twin: str, words: Sequence[str]) -> None:
        """Keep what is needed of a page until all are there."""
        self._log(result.diagnostics)
        path = page.file.src_uri
        self.results[path] = result
        self.entries.append(entry)
        self.twins[path] = with_lists(twin, page, self.navigation, self.pages)
        if page.url in self.endpoints:
            self.words[page.url] = words

    def _preparation(self, config: MkDocsConfig, files: Files) -> Preparation:
        site = site_values(config.site_name, config.site_description, config.site_url, self.settings.site)
        includes = Includes(self.includes)
        read = partial(read_page, includes=includes, site=site)
        heads = {file.src_uri: self.pages[file.src_uri] for file in files.documentation_pages() if file.src_uri in self.pages}
        place = Path(config.config_file_path) if config.config_file_path else None
        store = Store(cache_folder(place), logging.getLogger("unisono").warning)
        return Preparation(config, files, self.settings, site, read, includes, heads, self.preview, store)

    def _read_head(self, file: File, config: MkDocsConfig) -> Page:
        """What a page's front matter says. Its name in findings is its path from where MkDocs was started."""
        if file.abs_src_path is None:  # made by another plugin
            return read_head(Source(file.src_uri, file.content_string))
        shown = os.path.relpath(file.abs_src_path)
        try:
            return read_head(read_source(Path(file.abs_src_path), Path(config.docs_dir), shown))
        except UnreadableError as error:
            return unreadable_page(shown, str(error))
