"""Sites built for the tests, and ways to look at them."""

from __future__ import annotations

import gzip
import json
import logging
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
import yaml
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config

os.environ["NO_MKDOCS_2_WARNING"] = "1"  # Material's banner; set before Material is imported

ROOT = Path(__file__).parents[2]

ENDPOINT = """\
---
title: {path}
name: {name}
position: {position}
visibility: {visibility}
method: {method}
description: Words about it
---
{body}
"""


def endpoint(
    name: str = "Get Thing",
    path: str = "/things/",
    position: str = "1",
    visibility: str = "public",
    body: str = "Text.",
    method: str = "get",
) -> str:
    """An endpoint page without samples, in which there is nothing to find."""
    return ENDPOINT.format(method=method, name=name, path=path, position=position, visibility=visibility, body=body)


@dataclass(frozen=True)
class Site:
    """A built site, and the warnings of its build."""

    folder: Path
    warnings: tuple[str, ...]

    def read(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def page(self, url: str) -> Element:
        """A page's root element, parsed as browsers do; any parse error fails."""
        return parse(self.read(f"{url}index.html"))

    def pages(self) -> set[str]:
        """The URLs of the pages, relative to the site."""
        return {
            "" if path.parent == self.folder else f"{path.parent.relative_to(self.folder).as_posix()}/"
            for path in self.folder.rglob("index.html")
        }

    def search_entries(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.read("search/search_index.json"))["docs"]
        return found

    def files_with(self, word: str) -> list[str]:
        """The files that have the word anywhere, in any case, in their name or their bytes."""
        wanted = word.lower().encode()
        return [
            path.relative_to(self.folder).as_posix()
            for path in self.folder.rglob("*")
            if wanted in str(path.relative_to(self.folder)).lower().encode()
            or (path.is_file() and wanted in _content(path).lower())
        ]


def _content(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


@lru_cache(maxsize=32)
def parse(html: str) -> Element:
    """The root element, which nobody changes: many tests look at the same page."""
    root: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    return root


def with_class(root: Element, name: str) -> list[Element]:
    """The elements of that class, in order."""
    return [element for element in root.iter() if name in str(element.get("class", "")).split()]


def text_of(element: Element) -> str:
    return "".join(element.itertext())


def navigation(root: Element) -> list[str]:
    """The titles in the page's navigation in order, sections included, without the methods before them."""
    return [title for _, title in navigation_with_methods(root)]


def navigation_with_methods(root: Element) -> list[tuple[str, str]]:
    """The same with the methods, which sections and ordinary pages have none of."""
    return list(_titles(with_class(root, "md-nav--primary")[0]))


def _titles(nav: Element) -> Iterator[tuple[str, str]]:
    for item in nav.findall("./ul/li"):
        label = next(e for e in item.iter() if e.tag in ("a", "label") and "md-nav__link" in str(e.get("class")).split())
        title = with_class(label, "md-ellipsis")[0]
        method = "".join(text_of(badge) for badge in with_class(title, "unisono-method"))
        yield method, " ".join(text_of(title).split()).removeprefix(f"{method} ")
        for inner in item.findall("nav"):
            if "md-nav--secondary" not in str(inner.get("class")):  # the page's own contents
                yield from _titles(inner)


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write the files and the folders they are in."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def configure(folder: Path, **settings: Any) -> Path:
    """Write a `mkdocs.yml` of a few lines; `settings` come on top."""
    unisono = settings.pop("unisono", {})
    config = {
        "site_name": "Test",
        "site_url": "https://docs.example.org/",
        "theme": {"name": "material", "font": False},
        "plugins": ["search", {"unisono": unisono}],
        **settings,
    }
    path = folder / "mkdocs.yml"
    path.write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    return path


def build(config: Path, site: Path) -> Site:
    """Build with MkDocs in this process, as `mkdocs build` does."""
    with _warnings() as found:
        loaded = load_config(str(config), site_dir=str(site), strict=False)
        loaded.plugins.on_startup(command="build", dirty=False)
        build_with_mkdocs(loaded)
        loaded.plugins.on_shutdown()
    return Site(site, tuple(found))


def site_of(folder: Path, files: Mapping[str, str], **settings: Any) -> Site:
    """A site of these pages, built in a folder; `settings` as of `configure`."""
    write(folder / "docs", files)
    return build(configure(folder, **settings), folder / "site")


@contextmanager
def _warnings() -> Iterator[list[str]]:
    found: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    collector = Collector(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(collector)
    try:
        yield found
    finally:
        logger.removeHandler(collector)


MakeSite = Callable[..., Site]


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """`make_site({path: text}, **mkdocs_settings)` builds a site of these pages."""

    def make(files: Mapping[str, str], **settings: Any) -> Site:
        return site_of(tmp_path, {"index.md": "# Home\n", **files}, **settings)

    return make


def _shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Site]) -> Site:
    """Built by the first worker that wants it, read by the others."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    done = folder / "warnings.json"
    try:
        folder.mkdir()
    except FileExistsError:
        deadline = time.monotonic() + 120
        while not done.exists():
            assert time.monotonic() < deadline, f"the worker that builds {folder} did not finish"
            time.sleep(0.1)
        return Site(folder / "site", tuple(json.loads(done.read_text(encoding="utf-8"))))
    warnings: tuple[str, ...] = ("the build failed in another worker",)
    try:
        site = make(folder)
        warnings = site.warnings
    finally:
        part = folder / "warnings.part"
        part.write_text(json.dumps(warnings), encoding="utf-8")
        part.rename(done)
    return site


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The project's own site."""
    return _shared(tmp_path_factory, "own", lambda folder: build(ROOT / "mkdocs.yml", folder / "site"))


@pytest.fixture(scope="session")
def corpus_site(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Callable[[str], Site]:
    """The reference corpus, built for the audience given as comma-separated names."""

    def make(audience: str) -> Site:
        names = audience.split(",")
        titles = {"_v1_organization": "Organization", "_v1_ordering_retailer": "Orders - Retailer"}
        unisono = {"audience": names, "titles": titles}

        def make_in(folder: Path) -> Site:
            theme = {"name": "material", "font": False, "features": ["navigation.prune"]}  # half the time
            config = configure(folder, docs_dir=str(corpus), unisono=unisono, theme=theme)
            return build(config, folder / "site")

        return _shared(tmp_path_factory, f"corpus-{len(names)}", make_in)

    return make
