"""The MkDocs adapter. All it does is hand pages over: the model to the extension, the order to the navigation, findings to
MkDocs' log."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Mapping
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
from unisono.host import CURRENT
from unisono.liquid import Includes
from unisono.navigation import name_pages, order
from unisono.page import EndpointPage, Page, read_page, unreadable_page
from unisono.reports.text import line
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
        folder = Path(config.docs_dir, self.config.includes)
        if not folder.is_relative_to(config.docs_dir) and folder.is_dir():
            config.watch.append(str(folder))
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        folder = Path(config.docs_dir, self.config.includes)
        self.pages: dict[str, Page] = {}
        includes = Includes(folder)
        site = _site_values(config, self.config.site)
        for file in list(files):
            if file.abs_src_path and Path(file.abs_src_path).is_relative_to(folder):
                files.remove(file)
            elif file.is_documentation_page():
                page = _read(file, config, includes, site)
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

    def on_page_markdown(self, markdown: str, page: SitePage, **_: Any) -> None:
        del markdown
        model = self.pages.get(page.file.src_uri)
        CURRENT.set(model)
        if model is not None:
            _describe(page, model)
            _log(check(model).diagnostics)

    def on_page_content(self, html: str, **_: Any) -> None:
        del html
        CURRENT.set(None)


def _read(file: File, config: MkDocsConfig, includes: Includes, site: Mapping[str, str]) -> Page:
    """The model of a page. Its name in findings is its path from where MkDocs was started."""
    if file.abs_src_path is None:  # made by another plugin
        return read_page(Source(file.src_uri, file.content_string), includes, site)
    shown = os.path.relpath(file.abs_src_path)
    try:
        return read_page(read_source(Path(file.abs_src_path), Path(config.docs_dir), shown), includes, site)
    except UnreadableError as error:
        return unreadable_page(shown, str(error))


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
        page.meta["title"] = escape(model.name.value) if model.name else model.method
        if model.description:
            page.meta["description"] = escape(" ".join(model.description.value.split()))
    if isinstance(model, EndpointPage) or model.aside:
        page.meta.setdefault("hide", ["toc"])  # the code column takes the place of the table of contents


def _log(diagnostics: Iterable[Diagnostic]) -> None:
    for diagnostic in diagnostics:
        log.warning(line(diagnostic))
