"""Changes worked into the last build: what is served then is what a build of the same files gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from wsgiref.util import FileWrapper

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from site_files import differences, files_of
from sites import configure, endpoint, write
from unisono.site.live import Live

USER = "Text.\n\n{% include part.md %}\n"
FILES = {
    "index.md": "# Home\n\n<!-- unisono: endpoints -->\n",
    "guide.md": "# Guide\n\n## Steps\n",
    "orders/index.md": "# About orders\n\n<!-- unisono: endpoints -->\n",
    "orders/a.md": endpoint("A", "/orders/a/", "1.1", body=USER),
    "orders/b.md": endpoint("B", "/orders/b/", "1.2"),
    "orders/c.md": endpoint("C", "/orders/c/", "1.3"),
    "orders/größe/d.md": endpoint("D", "/d/", "1.4", body=USER),
    "orders/e.md": endpoint("E", "/orders/e/", "1.5", body="").replace(
        "get\n", "get\nparameters: [{name: one, content: First}]\n"
    ),
    "_includes/part.md": "A part.\n",
}
HOME = "http://127.0.0.1:8000/"


class Served:
    """A site in a folder as `mkdocs serve` has it, without its threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.site = folder / "site"
        self.builds = 0
        self.meanwhile: Callable[[], object] = lambda: None
        self.config = self._load("site")
        self.config.plugins.on_startup(command="serve", dirty=False)
        build(self.config, serve_url=HOME)
        self.server = LiveReloadServer(self._build_all, "127.0.0.1", 8000, str(self.site))
        self.config.plugins.on_serve(self.server, config=self.config, builder=self._build_all)
        self.live: Live = self.server.builder.__self__  # type: ignore[attr-defined]

    def _load(self, name: str) -> MkDocsConfig:
        config = load_config(str(self.folder / "mkdocs.yml"), site_dir=str(self.folder / name))
        config.site_url = HOME
        return config

    def _build_all(self, *_: object) -> None:
        self.builds += 1
        config = self._load("site")
        build(config, serve_url=HOME)
        self.meanwhile()

    def save(self, name: str, old: str, new: str) -> None:
        path = self.folder / "docs" / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))
        self.live.rebuild()

    def fetch(self, url: str) -> bytes:
        path = f"/{url}".encode().decode("latin-1")
        environ = {"PATH_INFO": path, "REQUEST_METHOD": "GET", "QUERY_STRING": ""}
        answer = self.live.serve(environ, lambda *_: lambda _: None)
        found = b"".join(answer)
        if isinstance(answer, FileWrapper):
            answer.close()
        return found

    def check(self) -> None:
        """Compare all that is served with a build of the same files by another server."""
        for page in sorted(self.site.rglob("index.html")):
            self.fetch(page.relative_to(self.site).as_posix().removesuffix("index.html"))
        self.fetch("nowhere/")
        config = self._load("fresh")
        config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url=HOME)
        assert differences(files_of(self.site), files_of(self.folder / "fresh")) == []


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    write(tmp_path / "docs", FILES)
    theme = {"name": "material", "font": False, "features": ["navigation.footer"]}
    configure(tmp_path, theme=theme, unisono={"select": ["all"]})
    found = Served(tmp_path)
    yield found
    found.server.server_close()


EDITS = {
    "text": [("orders/b.md", "Text.", "Other text.")],
    "name": [("orders/b.md", "name: B", "name: New")],
    "include": [("_includes/part.md", "A part.", "Another part, {{ site.nothing }}.")],
    "position": [("orders/c.md", "1.3", "1.0")],
    "same-position": [("orders/a.md", "1.1", "1.2"), ("orders/b.md", "1.2", "1.3"), ("orders/b.md", "1.3", "1.2")],
    "back-and-forth": [("orders/a.md", "1.1", "1.2"), ("orders/a.md", "1.2", "1.9"), ("orders/a.md", "1.9", "1.2")],
    "duplicate": [("orders/b.md", "title: /orders/b/", "title: /orders/a/")],
    "no-endpoint": [("orders/b.md", "method: get\n", "")],
    "broken-and-mended": [("orders/b.md", "method: get", "method: [get"), ("orders/b.md", "method: [get", "method: put")],
    "ordinary": [("guide.md", "# Guide", "# Handbook")],
    "front-matter-only": [("orders/e.md", "content: First", "content: The first")],
    "no-line-end": [("orders/e.md", "---\n\n", "---"), ("orders/e.md", "name: E", "name: New")],
    "no-body": [("orders/b.md", "Text.", "")],
    "a-body": [("orders/e.md", "---\n\n", "---\nText.\n")],
    "list": [("orders/b.md", "name: B", "name: New"), ("index.md", "# Home", "# Start")],
}


@pytest.mark.parametrize("edits", EDITS.values(), ids=EDITS)
def test_as_a_build_of_the_same_files(served: Served, edits: list[tuple[str, str, str]]) -> None:
    for edit in edits:
        served.save(*edit)
    served.check()


def test_a_page_that_breaks_stays_with_the_finding(served: Served) -> None:
    """As it was, whatever is changed elsewhere meanwhile; a server that starts then has nothing to show."""
    served.save("orders/b.md", "Text.", "The text of b.")
    served.save("orders/b.md", "name: B\n", "name: [B\n")
    for _ in range(2):
        shown = served.fetch("orders/b/").decode()
        assert "The text of b." in shown
        assert "The page below is as it was before." in shown
        assert "docs/orders/b.md:4:" in shown
        assert b">B</a>" in served.fetch("")
        write(served.folder, {"docs/new.md": "# New\n"})
        served.live.rebuild()
    served.save("orders/a.md", "Text.", "The text of a.")
    assert b"The text of b." in served.fetch("orders/b/")
    served.save("orders/b.md", "name: [B\n", "name: C\n")
    mended = served.fetch("orders/b/").decode()
    assert "unisono-findings" not in mended
    assert "C</h1>" in mended or ">C<" in mended
    served.check()


def test_what_is_withdrawn_does_not_come_back(served: Served) -> None:
    served.save("orders/b.md", "visibility: public", "visibility: internal")
    served.save("orders/b.md", "name: B\n", "name: [B\n")
    assert not (served.site / "orders/b/index.html").exists() or b"Text." not in served.fetch("orders/b/")
    served.save("orders/b.md", "name: [B\n", "name: B\n")
    served.check()


def test_only_what_changes_is_made_again(served: Served, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    served.save("orders/b.md", "Text.", "Other text.")
    served.save("_includes/part.md", "A part.", "Another part.")
    made = [found[1] for found in re.finditer(r"Made (\d+) of 8 pages again", caplog.text)]
    assert (made, served.builds) == (["1", "2"], 0)
    assert b"Another part." in served.fetch("orders/größe/d/")


def test_what_is_saved_during_a_build(served: Served) -> None:
    page = served.folder / "docs/orders/b.md"
    served.meanwhile = lambda: page.write_text(FILES["orders/b.md"].replace("Text.", "Saved meanwhile."))
    write(served.folder, {"docs/new.md": "# New\n"})
    served.live.rebuild()
    served.meanwhile = lambda: None
    served.live.rebuild()  # which the save has asked for
    assert b"Saved meanwhile." in served.fetch("orders/b/")
    served.check()


def test_after_a_build_that_failed(served: Served) -> None:
    config = (served.folder / "mkdocs.yml").read_text()

    def fail() -> Any:
        raise RuntimeError

    served.meanwhile = fail
    write(served.folder, {"mkdocs.yml": config.replace("site_name: Test", "site_name: Changed")})
    with pytest.raises(RuntimeError):
        served.live.rebuild()
    served.meanwhile = lambda: None
    served.save("orders/b.md", "Text.", "Other text.")
    assert served.builds == 2
    served.check()


def test_the_first_page_that_says_who_may_see_it(tmp_path: Path) -> None:
    """What says nothing is left out from then on, and is there again when nothing says anything."""
    unsaid = endpoint("Secretname", "/secretpath/").replace("visibility: public\n", "")
    files = {"index.md": "# Home\n", "guide.md": "---\ntitle: Guide\n---\nText.\n", "secret.md": unsaid}
    write(tmp_path / "docs", files)
    configure(tmp_path)
    found = Served(tmp_path)
    try:
        assert b"Secretname" in found.fetch("")
        found.save("guide.md", "title: Guide\n", "title: Guide\nvisiblity: internal\n")
        served = b"".join(found.fetch(url) for url in ("", "llms-full.txt", "search/search_index.json", "404.html"))
        assert (found.builds, b"Secretname" in served, b"Guide" in served) == (1, False, False)
        assert not (found.site / "secret").exists()
        found.save("guide.md", "visiblity: internal\n", "")
        assert (found.builds, b"Secretname" in found.fetch("")) == (2, True)
    finally:
        found.server.server_close()
