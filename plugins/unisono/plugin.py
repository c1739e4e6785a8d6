"""The MkDocs adapter. All it does is hand pages over: the model to the extension, the order to the navigation, findings to
MkDocs' log."""

from __future__ import annotations

import logging
import os
from collections import Counter
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
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils import get_relative_url, write_file

from unisono.audience import UNCLEAR, chosen_audience, visible
from unisono.baseline import Baseline, BaselineError, read_baseline
from unisono.checker import Entry, Result, check, check_site
from unisono.configuration import checked_settings, find_configuration, site_values
from unisono.diagnostic import Diagnostic
from unisono.files import INCLUDES, UnreadableError, read_source
from unisono.frontmatter import PositionedYAMLHandler
from unisono.liquid import Includes
from unisono.page import EndpointPage, Page, read_page, unreadable_page
from unisono.settings import Settings, SettingsError
from unisono.site.endpoint_list import with_list_html
from unisono.site.host import CURRENT, Given
from unisono.site.machines import copy_link_html, head_metadata, llms_full_txt, llms_txt
from unisono.site.markup import heading
from unisono.site.navigation import listed_on, name_pages, order
from unisono.site.preview import findings_html
from unisono.site.search import complete_search
from unisono.site.twins import in_order, twin_url, write_twin
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
        settings, includes, baseline = self._settings(Path(config.docs_dir), Path(config.config_file_path))
        try:
            self.baseline = read_baseline(baseline) if baseline else Baseline(Path(), Counter())
        except BaselineError as error:
            raise ConfigurationError(str(error)) from None
        self.settings = replace(settings, audience=chosen_audience(settings.audience, os.environ))
        self.includes = Path(os.path.normpath(includes))
        if not self.includes.is_relative_to(config.docs_dir) and self.includes.is_dir():
            config.watch.append(str(self.includes))
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        self.pages: dict[str, Page] = {}
        self.found: list[str] = []
        self.known = self.baseline.counts.copy()
        site = site_values(config.site_name, config.site_description, config.site_url, self.settings.site)
        self.read = partial(read_page, includes=Includes(self.includes), site=site)
        for file in list(files):
            if file.abs_src_path and Path(file.abs_src_path).is_relative_to(self.includes):
                files.remove(file)
            elif file.is_documentation_page():
                page = self._read_file(file, config)
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
        self.results: dict[str, Result] = {}
        return nav

    @event_priority(-100)  # the last to see the text, so that nothing else is converted between this and the page
    def on_page_markdown(self, markdown: str, page: SitePage, config: MkDocsConfig, files: Files) -> None:
        del config
        model = self.pages.get(page.file.src_uri)
        if model is not None:
            _describe(page, model)
            result = check(model, self.settings)
            self._log(result.diagnostics)
            given = self._as_given(model, markdown)
            shown = given if given.front_matter.entries else self.read(Source(model.source.path, markdown))
            self.twins[page.file.src_uri] = write_twin(shown, page, self.navigation, self.pages, files)
            self.results[page.file.src_uri] = result
            CURRENT.set(Given(given, result if given is model else check(given, self.settings), self.preview))

    def on_post_page(self, output: str, *, page: SitePage, config: MkDocsConfig) -> str:
        """The script goes into the head: a choice of language is made before the page is painted."""
        script = f'<script src="{escape(get_relative_url(SCRIPT, page.url))}"></script>'
        if model := self.endpoints.get(page.url):
            script += head_metadata(model, config.site_name, page.canonical_url)
        return output.replace("</head>", f"{script}</head>", 1)

    def on_page_content(self, html: str, *, page: SitePage, **_: Any) -> str:
        html = with_list_html(html, partial(listed_on, page, self.navigation, self.pages))
        return copy_link_html(self._twin_from(page)) + html if page.url in self.endpoints else html

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        """The last chance before anything is written. With `-q`, MkDocs counts no warnings for its own `strict`."""
        del env
        seen = [self.pages[file.src_uri] for file in files.documentation_pages() if file.src_uri in self.pages]
        found = check_site([Entry.of(page) for page in seen], self.settings).diagnostics
        self._log(found)
        if known := self.baseline.counts.total() - self.known.total():
            log.info(f"{self.baseline.file}: {count(known, 'finding')} known")
        if self.preview:
            self._show(found, files)
        quiet = not log.isEnabledFor(logging.WARNING)
        if self.found and not self.preview and (self.settings.strict or (config.strict and quiet)):
            raise PluginError("\n".join([*(self.found if quiet else ()), f"unisono: {count(len(self.found), 'finding')}"]))

    @event_priority(100)  # before the search plugin writes its index
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        complete_search(config.plugins.values(), self.endpoints)
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

    def _settings(self, pages: Path, file: Path) -> tuple[Settings, Path, Path | None]:
        """The plugin's options, in `file`, or, where it has none, what `unisono.toml` or `pyproject.toml` say; the includes
        folder and the baseline."""
        if self.given is not None:
            return self.given, pages / self.given.includes, file.parent / self.given.baseline if self.given.baseline else None
        try:
            found = find_configuration(pages)
        except SettingsError as error:
            raise ConfigurationError(str(error)) from None
        if found.file is None or found.file.suffix != ".toml":  # of another site
            return Settings(), pages / INCLUDES, None
        return found.settings, found.includes or pages / INCLUDES, found.baseline

    def _log(self, diagnostics: Iterable[Diagnostic]) -> None:
        for diagnostic in self.baseline.new(diagnostics, self.known):
            self.found.append(line(diagnostic))
            log.warning(self.found[-1])

    def _read_file(self, file: File, config: MkDocsConfig) -> Page:
        """The model of a page. Its name in findings is its path from where MkDocs was started."""
        if file.abs_src_path is None:  # made by another plugin
            return self.read(Source(file.src_uri, file.content_string))
        shown = os.path.relpath(file.abs_src_path)
        try:
            return self.read(read_source(Path(file.abs_src_path), Path(config.docs_dir), shown))
        except UnreadableError as error:
            return unreadable_page(shown, str(error))

    def _as_given(self, model: Page, markdown: str) -> Page:
        """The model to draw: that of the file, or, where other plugins changed the text, that of the changed one."""
        text = model.source.text.replace("\r\n", "\n")
        if not model.front_matter.entries or text.endswith(markdown):
            return model
        parts = PositionedYAMLHandler(model.source).split_text()
        head = model.source.text[: parts[1].span().start] if parts else ""
        return self.read(Source(model.source.path, head + markdown))


def _describe(page: SitePage, model: Page) -> None:
    """Give templates the metadata that the model holds. Material prints `title` and `description` into attributes."""
    if isinstance(model, EndpointPage):
        page.meta["title"] = escape(heading(model))
        if model.description:
            page.meta["description"] = escape(" ".join(model.description.value.split()))
    if isinstance(model, EndpointPage) and model.deprecation:
        page.meta.setdefault("status", "deprecated")  # which Material marks in the navigation
    if isinstance(model, EndpointPage) or model.aside:
        page.meta.setdefault("hide", ["toc"])  # the code column takes the place of the table of contents
