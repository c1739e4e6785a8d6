"""A page of a site made ready once: all that its conversion gives, as data that can be kept and handed between processes."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as SitePage
from mkdocs.structure.toc import AnchorLink, get_toc

from unisono.drawing.facts import Facts
from unisono.records import dataclass
from unisono.site.published import Wanted
from unisono.site.search import Findable


@dataclass
class Prepared:
    """What the page's source and its conversion come to, before other plugins see the HTML."""

    meta: dict[str, Any]
    markdown: str
    """The page's text, which other plugins may look at."""
    content: str
    toc: list[dict[str, Any]]
    title: str | None
    """The title that the conversion found."""
    anchors: list[str]
    links: dict[str, dict[str, str]] | None
    """Links to anchors of other files, by the file's path."""
    messages: list[tuple[str, int, str]]
    """What was logged: by whom, how bad, and what."""
    twin: str
    findable: Findable | None
    """By what the search finds an endpoint."""
    facts: Facts
    """What lists made from all pages know of it."""
    found: dict[str, Any]
    """The check's result and what rules about the site need, as `cache.encoding` writes them."""
    includes: dict[str, str | None]
    """Digests of the includes, None for those that cannot be had."""
    entries: list[dict[str, Any]] | None = None
    """The page in the index of the search; None if it is to be read from the HTML."""
    heading: str = ""
    """What `entries` call the page where it has no heading of its own; what the navigation calls it may be another one."""
    wanted: Wanted | None = None
    """What an endpoint's page must show."""
    whole: bool = True
    """Whether `content` shows it."""

    def dump(self) -> str:
        """Raises TypeError for metadata that JSON cannot hold, and for what would not come back the same."""
        if json.loads(json.dumps(self.meta)) != self.meta:
            raise TypeError
        parts = {"wanted": self.wanted, "findable": self.findable, "facts": self.facts}
        return json.dumps(vars(self) | {name: value and vars(value) for name, value in parts.items()})

    def entries_as_now(self, heading: str) -> list[dict[str, Any]] | None:
        """The page in the index of the search, if that is what it is called; None if it is to be read from the HTML."""
        return self.entries if self.heading == heading else None

    @classmethod
    def load(cls, dumped: str) -> Prepared:
        """Raises TypeError, ValueError, KeyError or AttributeError for what `dump` has not made."""
        read = json.loads(dumped)
        wanted = read.pop("wanted")
        if wanted is not None:
            wanted = Wanted(wanted["path"], tuple((str(title), str(code)) for title, code in wanted["samples"]))
        findable = read.pop("findable")
        facts = Facts.load(read.pop("facts"))
        prepared = cls(**read, wanted=wanted, facts=facts, findable=None if findable is None else Findable.load(findable))
        links = prepared.links or {}
        texts = (prepared.markdown, prepared.content, prepared.title or "", prepared.twin, prepared.heading, *prepared.anchors)
        names = [name for name, level, message in prepared.messages if isinstance(level, int) and isinstance(message, str)]
        tables = (prepared.meta, prepared.found, prepared.includes, links, *links.values(), *(prepared.entries or ()))
        lists = (prepared.anchors, prepared.messages, prepared.toc, prepared.entries or [])
        if not (
            all(isinstance(text, str) for text in (*texts, *names))
            and all(isinstance(table, dict) for table in tables)
            and all(isinstance(found, list) for found in lists)
            and len(names) == len(prepared.messages)
            and (wanted is None or isinstance(wanted.path, str | None))
            and (wanted is None) == (prepared.findable is None)
            and [_dump_anchor(anchor) for anchor in get_toc(prepared.toc)] == prepared.toc  # type: ignore[arg-type]
        ):
            raise TypeError
        return prepared


def take_conversion(page: SitePage) -> dict[str, Any]:
    """What `Page.render` has left in a page."""
    links = page.links_to_anchors
    return {
        "markdown": page.markdown or "",
        "content": page.content or "",
        "toc": [_dump_anchor(anchor) for anchor in page.toc],
        "title": page._title_from_render,
        "anchors": sorted(page.present_anchor_ids or ()),
        "links": None if links is None else {file.src_uri: anchors for file, anchors in links.items()},
    }


def give_conversion(page: SitePage, prepared: Prepared, files: Files) -> None:
    """Leave in a page what `Page.render` would."""
    page.content = prepared.content
    page.toc = get_toc(prepared.toc)  # type: ignore[arg-type]
    page._title_from_render = prepared.title
    page.present_anchor_ids = set(prepared.anchors)
    if prepared.links is not None:
        known = {path: files.get_file_from_path(path) for path in prepared.links}
        page.links_to_anchors = {file: prepared.links[path] for path, file in known.items() if file is not None}


def give(page: SitePage, prepared: Prepared) -> None:
    """Let MkDocs find what is prepared where it would read and convert the page."""

    def read_source(config: MkDocsConfig) -> None:
        del config
        page.markdown, page.meta = prepared.markdown, dict(prepared.meta)

    def render(config: MkDocsConfig, files: Files) -> None:
        del config
        for name, level, message in prepared.messages:
            logging.getLogger(name).log(level, "%s", message)
        give_conversion(page, prepared, files)

    page.read_source = read_source  # type: ignore[method-assign]
    page.render = render  # type: ignore[method-assign]


def take_back(page: SitePage) -> None:
    """Let MkDocs read and convert the page itself again."""
    for name in ("read_source", "render"):
        vars(page).pop(name, None)


@contextmanager
def noted() -> Iterator[list[tuple[str, int, str]]]:
    """What MkDocs and its plugins log meanwhile in this thread, which is not shown: of a quiet build too, as later ones may not
    be."""
    found: list[tuple[str, int, str]] = []
    own = threading.get_ident()
    logger = logging.getLogger("mkdocs")
    before = logger.handlers, logger.propagate
    level = logger.level

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if threading.get_ident() == own:
                found.append((record.name, record.levelno, record.getMessage()))
            elif record.levelno >= level:  # the server's, which goes on meanwhile
                handlers = (*before[0], *(logger.parent.handlers if before[1] and logger.parent else ()))
                for handler in handlers:
                    if record.levelno >= handler.level:
                        handler.handle(record)

    logger.handlers, logger.propagate = [Collector()], False
    logger.setLevel(min(level, logging.INFO))
    try:
        yield found
    finally:
        logger.handlers, logger.propagate = before
        logger.setLevel(level)


def _dump_anchor(anchor: AnchorLink) -> dict[str, Any]:
    """As Python-Markdown's toc extension has it, from which MkDocs made it."""
    return {
        "id": anchor.id,
        "name": anchor.title,
        "level": anchor.level,
        "children": [_dump_anchor(child) for child in anchor.children],
    }
