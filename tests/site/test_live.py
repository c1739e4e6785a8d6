"""Changes worked into the last build: what is served then is what a build of the same files gives."""

from __future__ import annotations

import logging
import random
import re
import threading
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
from unisono.site import live
from unisono.site.live import Live
from unisono.site.prepared import noted

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

    @property
    def version(self) -> int:
        """The one that browsers are to have."""
        return self.server._visible_epoch

    def settle(self) -> None:
        """Do all that is left to be done behind."""
        while self.live.step():
            assert not self.server._want_rebuild  # as it would where something fails

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
        self.settle()
        for page in sorted(self.site.rglob("index.html")):
            self.fetch(page.relative_to(self.site).as_posix().removesuffix("index.html"))
        self.fetch("nowhere/")
        config = self._load("fresh")
        states = [(plugin, dict(vars(plugin))) for plugin in config.plugins.values()]  # MkDocs has one for all configurations
        config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url=HOME)
        for plugin, state in states:
            vars(plugin).update(state)
        assert differences(files_of(self.site), files_of(self.folder / "fresh")) == []


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    write(tmp_path / "docs", FILES)
    theme = {"name": "material", "font": False, "features": ["navigation.footer"]}
    configure(tmp_path, theme=theme, unisono={"select": ["all"]})
    found = Served(tmp_path)
    yield found
    found.server.server_close()


STATUSES = ("orders/c.md", "Text.", "### Expected Response Codes\n\n`409` when it is late.")
"""Which lead to the first page with a list of errors."""
LIST_OF_ERRORS = ("guide.md", "## Steps", "<!-- unisono: errors -->")
BY_INCLUDE = ("guide.md", "<!-- unisono: errors -->", "<!-- unisono: authentication -->\n\n{% include part.md %}")

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
    "a-list-of-errors": [STATUSES, LIST_OF_ERRORS],
    "no-list-of-errors": [STATUSES, LIST_OF_ERRORS, LIST_OF_ERRORS[:1] + LIST_OF_ERRORS[:0:-1]],
    "a-list-of-errors-elsewhere": [STATUSES, LIST_OF_ERRORS, ("index.md", "# Home", "# Home\n\n<!-- unisono: errors -->")],
    "a-list-in-an-include": [
        STATUSES,
        LIST_OF_ERRORS,
        BY_INCLUDE,
        ("_includes/part.md", "A part.", "<!-- unisono: errors -->"),
    ],
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


def test_a_draft_with_a_list(tmp_path: Path) -> None:
    """It is in the preview alone, and in the search there."""
    write(tmp_path / "docs", {**FILES, "draft.md": "# Draft\n\n<!-- unisono: endpoints -->\n"})
    configure(tmp_path, draft_docs="draft.md")
    served = Served(tmp_path)
    served.save("orders/b.md", "name: B", "name: Renamed")
    served.check()
    assert (served.site / "search" / "search_index.json").read_text().count("Renamed") > 2
    served.server.server_close()


@pytest.fixture
def behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """All pages that change are made ready behind, step by step as a test says."""
    monkeypatch.setattr(live, "FEW", 0)
    monkeypatch.setattr(Live, "_start_behind", lambda _: None)


SAMPLE = "\n~~~ bash\ncurl https://api.example.com/{}/\n~~~\n{{: title=Curl }}\n"
CODES = "### Expected Response Codes\n\n`404` Not Found\n\n{% include inner.md %}"
MANY = {
    **FILES,
    "index.md": "{% include title.md %}\n\n<!-- unisono: endpoints -->\n\n<!-- unisono: errors -->\n",
    "guide.md": "---\ntitle: ''\n---\n{% include title.md %}\n\n{% include part.md %}\n",
    **{
        f"orders/{name}.md": endpoint(name.upper(), f"/orders/{name}/", "2.1", body=USER + SAMPLE.format(f"v1/orders/{name}"))
        for name in "fghi"
    },
    "orders/j.md": endpoint("J", "/orders/j/", "2.2", body="{% include sample.md %}\n"),
    "orders/größe/k.md": endpoint("K", "/orders/j/", "2.2", body="{% include sample.md %}\n{% include nowhere.md %}\n"),
    "_includes/part.md": "Part, {% include inner.md %}\n",
    "_includes/inner.md": "inner.\n",
    "_includes/title.md": "# Title\n",
    "_includes/sample.md": SAMPLE.format("v1/orders/j"),
}


def _edit(docs: Path, choose: random.Random) -> None:
    """One change of the site, as its author might make it."""
    page = choose.choice(sorted(docs.rglob("orders/**/?.md")))
    text = page.read_text()
    number = choose.randrange(1000)
    replaced = {
        "name": re.sub("(?m)^name: .*", f"name: Name {number}", text),
        "position": re.sub("position: .*", f"position: 1.{number % 5}", text),
        "method": re.sub("method: .*", f"method: {choose.choice(['put', 'get'])}", text),
        "base": text.replace("/v1/", "/v2/") if number % 2 else text.replace("/v2/", "/v1/"),
        "text": f"{text}\nMore {number}, {{% include part.md %}}\n\n# Heading {number}\n",
        "visibility": re.sub("visibility: .*", f"visibility: {choose.choice(['public', 'internal'])}", text),
    }
    included = {
        "inner.md": [f"inner {number}", "inner.", "{% include sample.md %}", "{{ site.x }}", "{% include part.md %}"],
        "part.md": [f"Part {number}", "Part, {% include inner.md %}", "# Part\n", CODES, CODES.replace("404", "409")],
        "title.md": [f"# Title {number}", "# Title", "Without a title."],
        "sample.md": [SAMPLE.format("v1/orders/j"), SAMPLE.format("v2/orders/j"), SAMPLE.format("orders/j"), "No sample."],
    }
    match choose.choice([*replaced, *included, *included, "add", "delete"]):
        case "add":
            write(docs, {f"orders/{choose.choice('xyz')}.md": endpoint(f"New {number}", "/new/", body=USER)})
        case "delete":
            page.unlink()
        case name if name in included:
            write(docs, {f"_includes/{name}": f"{choose.choice(included[name])}\n"})
        case name:
            page.write_text(replaced[name])


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.usefixtures("behind")
def test_any_sequence_of_edits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """With pages opened, and more or less of the work behind done, between one edit and the next."""
    choose = random.Random(seed)
    write(tmp_path / "docs", MANY)
    theme = {"name": "material", "font": False, "features": ["navigation.footer", "navigation.indexes"]}
    configure(tmp_path, theme=theme, unisono={"select": ["all"]})
    found = Served(tmp_path)
    try:
        for _ in range(3):
            for _ in range(choose.randrange(1, 5)):
                monkeypatch.setattr(live, "FEW", choose.choice([0, 0, 3]))
                _edit(tmp_path / "docs", choose)
                found.live.rebuild()
                for _ in range(choose.randrange(0, 8)):
                    if choose.randrange(3):
                        found.live.step()
                    else:
                        page = choose.choice(sorted(found.site.rglob("index.html")))
                        found.fetch(page.relative_to(found.site).as_posix().removesuffix("index.html"))
            found.check()
    finally:
        found.server.server_close()


@pytest.mark.usefixtures("behind")
def test_a_page_is_made_when_it_is_opened(served: Served) -> None:
    served.save("_includes/part.md", "A part.", "Another part.")
    version = served.version
    assert b"Another part." in served.fetch("orders/a/")
    assert b"Another part." in served.fetch("orders/größe/d/index.md")
    assert b"Another part." not in served.fetch("llms-full.txt")
    served.settle()
    assert b"A part." not in served.fetch("llms-full.txt") + served.fetch("search/search_index.json")
    assert (served.builds, served.version) == (0, version)  # nothing else that a browser has looks different
    served.check()


@pytest.mark.usefixtures("behind")
def test_what_is_seen_elsewhere_follows_once(served: Served) -> None:
    served.save("orders/b.md", "name: B", "name: New")
    version = served.version
    assert b"New</h1>" in served.fetch("orders/b/")
    assert b"New" not in served.fetch("orders/a/")
    assert served.version == version
    served.settle()
    assert b"New" in served.fetch("orders/a/")
    assert served.version > version
    served.check()


@pytest.mark.usefixtures("behind")
def test_what_is_opened_meanwhile_is_looked_at_again(served: Served) -> None:
    """It has the name that another page had between two edits."""
    served.save("orders/b.md", "name: B", "name: Between")
    served.fetch("orders/b/")
    while b"Between" not in served.fetch("orders/c/"):
        served.live.step()
        served.save("orders/c.md", "Text.", "Text. ")
    served.save("orders/b.md", "name: Between", "name: B")
    version = served.version
    served.settle()
    assert served.version > version
    assert b"Between" not in served.fetch("orders/c/")
    served.check()


@pytest.mark.usefixtures("behind")
def test_a_page_that_is_saved_again_before_it_is_made(served: Served) -> None:
    served.save("_includes/part.md", "A part.", "Another part.")
    page = served.folder / "docs/orders/a.md"
    page.write_text(page.read_text().replace("Text.", "Saved again."))
    assert b"Another part." not in served.fetch("orders/a/")  # as it was, until all is known of it
    for _ in range(4):
        served.live.step()
    served.live.rebuild()
    assert b"Saved again." in served.fetch("orders/a/")
    served.check()


@pytest.mark.usefixtures("behind")
def test_what_fails_behind_is_left_to_mkdocs(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    served.save("_includes/part.md", "A part.", "Another part.")
    with monkeypatch.context() as patch:
        patch.setattr(live, "_populate_page", pytest.fail)
        assert b"A part." in served.fetch("orders/a/")
    assert served.server._want_rebuild
    served.live.rebuild()
    assert served.builds == 1
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
        shown = b"".join(found.fetch(url) for url in ("", "llms-full.txt", "search/search_index.json", "404.html"))
        assert (found.builds, b"Secretname" in shown, b"Guide" in shown) == (1, False, False)
        assert not (found.site / "secret").exists()
        found.save("guide.md", "visiblity: internal\n", "")
        assert (found.builds, b"Secretname" in found.fetch("")) == (2, True)
    finally:
        found.server.server_close()


def test_what_others_log_while_a_page_is_made(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    with noted() as messages:
        logging.getLogger("mkdocs.pages").warning("of the page")
        other = threading.Thread(target=lambda: logging.getLogger("mkdocs.livereload").info("of the server"))
        other.start()
        other.join()
    assert messages == [("mkdocs.pages", logging.WARNING, "of the page")]
    assert caplog.messages == ["of the server"]
