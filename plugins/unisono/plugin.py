"""The MkDocs adapter. All it does is hand pages over: the model to the extension, the order to the navigation, findings to
MkDocs' log."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Mapping
from functools import partial
from html import escape
from importlib.resources import files as resources
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage

from unisono.audience import UNCLEAR, visible
from unisono.checker import check
from unisono.diagnostic import Diagnostic
from unisono.files import INCLUDES, UnreadableError, read_source
from unisono.frontmatter import PositionedYAMLHandler
from unisono.host import CURRENT
from unisono.liquid import Includes
from unisono.markup import heading
from unisono.navigation import name_pages, order
from unisono.page import EndpointPage, Page, read_page, unreadable_page
from unisono.reports.concise import line
from unisono.source import Source

log = logging.getLogger("mkdocs.plugins.unisono")

STYLES = "assets/unisono/unisono.css"


class UnisonoConfig(Config):
    """The plugin's options in `mkdocs.yml`."""

    audience = c.ListOfItems(c.Type(str), default=["public"])
    includes = c.Type(str, default=INCLUDES)
    titles = c.Type(dict, default={})
    site = c.Type(dict, default={})


class UnisonoPlugin(BasePlugin[UnisonoConfig]):
    """Renders endpoint pages, orders them, leaves out what is not for the audience, and logs what is wrong as warnings."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        for extension in ("attr_list", "def_list", "tables", "unisono"):
            if extension not in config.markdown_extensions:
                config.markdown_extensions.append(extension)
        config.extra_css.append(STYLES)
        self.includes = Path(os.path.normpath(Path(config.docs_dir, self.config.includes)))
        if not self.includes.is_relative_to(config.docs_dir) and self.includes.is_dir():
            config.watch.append(str(self.includes))
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        self.pages: dict[str, Page] = {}
        self.read = partial(read_page, includes=Includes(self.includes), site=_site_values(config, self.config.site))
        for file in list(files):
            if file.abs_src_path and Path(file.abs_src_path).is_relative_to(self.includes):
                files.remove(file)
            elif file.is_documentation_page():
                page = self._read_file(file, config)
                self.pages[file.src_uri] = page
                if not visible(page, self.config.audience):
                    files.remove(file)
                    _log(finding for finding in check(page).diagnostics if finding.rule in UNCLEAR)
        styles = resources("unisono").joinpath("assets", "unisono.css").read_text(encoding="utf-8")
        files.append(File.generated(config, STYLES, content=styles))
        return files

    @event_priority(50)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        del files
        name_pages(nav, self.pages)
        if not config.nav:
            order(nav, self.pages, self.config.titles)
        return nav

    @event_priority(-100)  # the last to see the text, so that nothing else is converted between this and the page
    def on_page_markdown(self, markdown: str, page: SitePage, **_: Any) -> None:
        model = self.pages.get(page.file.src_uri)
        if model is not None:
            _describe(page, model)
            _log(check(model).diagnostics)
            CURRENT.set(self._as_given(model, markdown))

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


def _site_values(config: MkDocsConfig, own: Mapping[str, object]) -> dict[str, str]:
    """What `{{ site.… }}` stands for: the names that Jekyll knows, from MkDocs' configuration, and the author's own."""
    url = urlsplit(config.site_url or "")
    values = {
        "title": config.site_name,
        "description": config.site_description or "",
        "url": f"{url.scheme}://{url.netloc}" if url.netloc else "",
        "baseurl": url.path.rstrip("/"),
    }
    return {**values, **{name: str(value) for name, value in own.items()}}


def _describe(page: SitePage, model: Page) -> None:
    """Give templates the metadata that the model holds. Material prints `title` and `description` into attributes."""
    if isinstance(model, EndpointPage):
        page.meta["title"] = escape(heading(model))
        if model.description:
            page.meta["description"] = escape(" ".join(model.description.value.split()))
    if isinstance(model, EndpointPage) or model.aside:
        page.meta.setdefault("hide", ["toc"])  # the code column takes the place of the table of contents


def _log(diagnostics: Iterable[Diagnostic]) -> None:
    for diagnostic in diagnostics:
        log.warning(line(diagnostic))
