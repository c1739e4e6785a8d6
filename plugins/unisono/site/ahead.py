"""Pages drawn in copies of this process, in the order in which MkDocs asks for them, while it writes those before."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from unisono.project import processes
from unisono.site.build import NOT_FOUND, Build
from unisono.site.drawn_before import DrawnBefore
from unisono.site.preparation import MANY

log = logging.getLogger("mkdocs.plugins.unisono")

_BATCH = 16
"""Pages that a process is given at a time. Those in a folder have much of the navigation in common."""


def draw_ahead(env: Environment, config: MkDocsConfig, files: Files, build: Build) -> DrawnBefore:
    """Have the templates of an environment (`on_env`) give for each page what an earlier build or a copy of this process has
    drawn of it. What is drawn now can be kept in the end."""
    drawing = _Drawing(env, config, files, build)
    env.get_template = drawing.get_template  # type: ignore[method-assign]
    return drawing.before


class _Template:
    """A template of Jinja's that gives what is drawn already."""

    def __init__(self, template: Any, drawing: _Drawing) -> None:
        self._template = template
        self._drawing = drawing

    def __getattr__(self, name: str) -> Any:
        return getattr(self._template, name)

    def render(self, *context: Any, **given: Any) -> str:
        page = dict(*context, **given).get("page")
        shown = page if isinstance(page, Page) else str(self._template.name)
        before = self._drawing.before.html(shown)
        if before is not None:
            return before
        drawn = self._drawing.drawn(shown) if isinstance(shown, Page) else None
        html = str(self._template.render(*context, **given)) if drawn is None else drawn
        self._drawing.before.take(shown, html)
        return html


class _Drawing:
    def __init__(self, env: Environment, config: MkDocsConfig, files: Files, build: Build) -> None:
        self._template = env.get_template
        self._config = config
        self._files = files.documentation_pages()
        self._navigation = build.navigation
        pages = [file.page for file in self._files if file.page]
        others = [NOT_FOUND] if build.preparation.is_alone("pre_template", "template_context") else []
        self.before = DrawnBefore(config, pages, build.navigation, build.store, others)
        self._pages = [page for page in pages if not self.before.has(page)]
        self._drawn: Iterator[str | None] | None = None
        self._next = 0

    def get_template(self, name: Any, parent: str | None = None, *rest: Any, **given: Any) -> Any:
        """What `Environment.get_template` gives, but that what others extend or include is left as it is."""
        template = self._template(name, parent, *rest, **given)
        return _Template(template, self) if parent is None else template

    def drawn(self, page: Page) -> str | None:
        """A page as HTML; None if it is to be drawn here, as it is not the next one, or could not be drawn elsewhere."""
        if self._next == len(self._pages) or page is not self._pages[self._next]:
            return None
        if self._drawn is None:
            if len(self._pages) < MANY or not processes.possible():
                return None
            # Begun with the first page, so that the copies have all that drawing the theme's other templates has made ready.
            self._drawn = processes.mapped(self._draw, range(len(self._pages)), processes.processors(), _BATCH)
        self._next += 1
        try:
            return next(self._drawn)
        except BrokenProcessPool:
            log.info("A process that draws pages was ended from outside, for want of memory maybe; they are drawn in this one")
            self._next = len(self._pages)
            return None

    def _draw(self, number: int) -> str | None:
        """A page as MkDocs draws it. None if it cannot be drawn: MkDocs then meets the error itself, and tells whose it is."""
        page = self._pages[number]
        self._pages[0].active = False  # as it is where this process was copied
        page.active = True
        try:
            context = get_context(self._navigation, self._files, self._config, page)
            template = self._template(page.meta.get("template", "main.html"))
            context = self._config.plugins.on_page_context(context, page=page, config=self._config, nav=self._navigation)
            return str(template.render(context))
        except Exception:  # noqa: BLE001 (a template may raise anything)
            return None
        finally:
            page.active = False
