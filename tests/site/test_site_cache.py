"""Pages that are kept from build to build, and made ready in several processes: the site is the same as without."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from material.extensions.emoji import _load  # type: ignore[import-untyped]
from mkdocs.config.config_options import Hooks
from mkdocs.structure.pages import Page

from site_files import differences, files_of
from sites import build, configure, endpoint, write
from unisono.project.cache.store import Known, Store
from unisono.site.drawn_before import DrawnBefore

CURL = '\n~~~ bash\ncurl -X {} https://api.example.com/things/\n~~~\n{{: title="Curl" }}\n'
LINKS = "[next](b.md#words) [gone](nowhere.md) [no anchor](../index.md#nothing)\n\n# Words\n\n{% include part.md %}\n"


def _pages(folder: str, number: int) -> dict[str, str]:
    """Pages of a folder, of which two have the same position and one has a sample that disagrees."""
    names = "abcdefg"[:number]
    bodies = {"a": LINKS, "b": "# Words\n\n{% include part.md %}\n", "c": CURL.format("PUT"), "d": CURL.format("GET")}
    return {
        f"{folder}/{name}.md": endpoint(f"{folder} {name}", f"/{folder}/{name}/", f"1.{n // 2}", body=bodies.get(name, "Text."))
        for n, name in enumerate(names)
    }


FILES = {
    "index.md": "# Home\n\n<!-- unisono: endpoints -->\n\n## More\n\n[A](orders/a.md#words)\n",
    "guide.md": "---\nicon: material/book\n---\n# Guide\n\n## One\n\nText.\n\n### Two\n",
    "orders/index.md": "---\nposition: 1\n---\n# About orders\n\n<!-- unisono: endpoints -->\n",
    "account.md": "---\ntitle: Account\ncontent_markdown: |-\n  Write to *us*.\n\n  <!-- unisono: endpoints -->\n---",
    "orders/only.md": endpoint("Only", "/orders/only/", "2", body="").replace("get\n", "get\nright_code: only\n", 1),
    **_pages("orders", 7),
    **_pages("orders/items", 6),
    **_pages("files", 7),
    "_includes/part.md": "Part, {% include inner.md %}",
    "_includes/inner.md": "inner.\n",
}
SETTINGS: dict[str, Any] = {"unisono": {"select": ["all"]}}
FOLDERS = ("orders", "orders/items", "files")
PAGES = sum(1 for path in FILES if "_includes" not in path) + len(["404.html"])
LISTING = {"index.md", "account.md", "orders/index.md"}
"""The pages with a list of what is on others."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "docs", FILES)
    configure(tmp_path, **SETTINGS)
    return tmp_path


def _built(folder: Path, name: str = "site") -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The files and the messages."""
    site = build(folder / "mkdocs.yml", folder / name)
    return files_of(site.folder), site.warnings


def _plain(folder: Path, name: str = "plain") -> tuple[dict[str, bytes], tuple[str, ...]]:
    """As MkDocs would build it page after page, without what is known."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("unisono.site.preparation.Preparation.prepare_all", lambda *_: {})
        return _built(folder, name)


def _same(one: tuple[dict[str, bytes], tuple[str, ...]], other: tuple[dict[str, bytes], tuple[str, ...]]) -> None:
    assert differences(one[0], other[0]) == []
    assert one[1] == other[1]


FORKING = """
import os, sys
from pathlib import Path
from unisono.project.cache.store import Known, Store
from unisono.site import build, ahead, preparation
build.MANY = preparation.MANY = ahead.MANY = int(sys.argv.pop(1))

def note(owner, name):
    work = getattr(owner, name)
    def noted(self, page):
        with Path("processes").open("a") as file:
            file.write(f"{name}:{os.getpid() == parent}\\n")
        return work(self, page)
    setattr(owner, name, noted)

parent = os.getpid()
note(preparation.Preparation, "prepare")
note(ahead._Drawing, "_draw")
from mkdocs.__main__ import cli
cli()
"""


def _mkdocs(folder: Path, many: int, *options: str) -> str:
    """What MkDocs logs in a process of its own; `many` pages are made ready and drawn by forks."""
    command = [sys.executable, "-c", FORKING, str(many), "build", *options]
    done = subprocess.run(command, cwd=folder, env={**os.environ}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return "\n".join(line for line in done.stderr.splitlines() if "seconds" not in line and "directory" not in line)


def test_cold_warm_and_plain(folder: Path) -> None:
    cold = _built(folder)
    _same(cold, _built(folder))
    _same(cold, _plain(folder))
    assert any("method-mismatch" in message for message in cold[1])
    assert any("nowhere.md" in message for message in cold[1])


def test_no_page_tells_where_it_was_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor the log: findings name includes as `unisono check` does."""
    found = []
    body = "{% include nowhere.md %} {% include wrong.md %}\n"
    files = {
        **FILES,
        "broken.md": endpoint("Broken", body=body),
        "_includes/wrong.md": f"{{{{ site.x }}}}\n{CURL.format('PUT')}",
    }
    for folder in (tmp_path / "one", tmp_path / "other"):
        write(folder / "docs", files)
        configure(folder, **SETTINGS)
        monkeypatch.chdir(folder)
        found.append(_built(folder))
    _same(*found)
    assert not any(str(tmp_path).encode() in content for content in found[0][0].values())
    said = "\n".join(found[0][1])
    assert "there is no such file in the folder docs/_includes;" in said
    assert "\ndocs/_includes/wrong.md:1:1: warning[undefined-variable]" in said


def test_one_process_and_several(folder: Path) -> None:
    found = []
    for many, places in ((10**6, {"prepare:True"}), (0, {"prepare:False", "_draw:False"})):
        shutil.rmtree(os.environ["UNISONO_CACHE_DIR"], ignore_errors=True)
        (folder / "processes").unlink(missing_ok=True)
        said = _mkdocs(folder, many)
        assert set((folder / "processes").read_text().split()) == places
        found.append((files_of(folder / "site"), (said,)))
    _same(*found)


def test_a_template_that_fails_in_several_processes(folder: Path) -> None:
    text = "{% extends 'base.html' %}{% block content %}{{ page.nothing.at_all if page.url == 'orders/f/' }}{% endblock %}"
    write(folder, {"theme/main.html": text})
    configure(folder, theme={"name": "material", "font": False, "custom_dir": "theme"}, **SETTINGS)
    command = [sys.executable, "-c", FORKING, "0", "build"]
    done = subprocess.run(command, cwd=folder, env={**os.environ}, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Error building page 'orders/f.md': " in done.stderr
    assert done.stderr.count("Error building") == 1


def test_a_process_that_draws_is_killed(folder: Path) -> None:
    _mkdocs(folder, 0)
    before = files_of(folder / "site")
    shutil.rmtree(os.environ["UNISONO_CACHE_DIR"])
    kill = "import signal\nahead._Drawing._draw = lambda self, number: os.kill(os.getpid(), signal.SIGKILL)\n"
    command = [sys.executable, "-c", FORKING.replace("from mkdocs.__main__", f"{kill}from mkdocs.__main__"), "0", "build"]
    done = subprocess.run(command, cwd=folder, env={**os.environ}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "A process that draws pages was ended from outside" in done.stderr
    assert differences(before, files_of(folder / "site")) == []


def test_templates_are_those_of_jinja_for_hooks(folder: Path) -> None:
    hook = (
        "def on_pre_template(template, template_name, **_):\n    assert template.name == template_name\n    return template\n"
    )
    write(folder, {"hook.py": hook})
    configure(folder, hooks=["hook.py"], **SETTINGS)
    _mkdocs(folder, 0)
    assert "_draw:False" in (folder / "processes").read_text().split()


def test_a_quiet_build_keeps_what_a_later_one_says(folder: Path) -> None:
    loud = _mkdocs(folder, 10**6)
    shutil.rmtree(os.environ["UNISONO_CACHE_DIR"])
    _mkdocs(folder, 10**6, "-q")
    assert _mkdocs(folder, 10**6) == loud


HOOKS = {
    "markdown": "def on_page_markdown(markdown, **_):\n    return markdown.replace('Text.', '{}')\n",
    "content": "def on_page_content(html, page, **_):\n    return html + '<p>{} ' + str(len(page.markdown)) + '</p>'\n",
    "context": "def on_page_context(context, page, **_):\n    page.content += '<p>{} ' + page.markdown[:9] + '</p>'\n",
}


@pytest.mark.parametrize("event", HOOKS)
def test_hooks_of_the_site(folder: Path, event: str) -> None:
    configure(folder, hooks=["hook.py"], **SETTINGS)
    for text in ("def on_nav(nav, **_):\n    return nav\n", HOOKS[event].format("first"), HOOKS[event].format("second")):
        write(folder, {"hook.py": text})
        Hooks._load_hook.cache_clear()  # MkDocs imports a hook once in a process
        found = _built(folder)
        _same(found, _plain(folder))
    assert event == "context" or b"second" in found[0]["search/search_index.json"]  # hooks come after the search
    assert b"second" in found[0]["orders/f/index.html"]


def test_an_extension_that_a_hook_has_made(folder: Path) -> None:
    hook = (
        "from markdown.extensions.toc import TocExtension\n\n"
        "def on_config(config):\n    config.markdown_extensions.append(TocExtension())\n"
    )
    write(folder, {"hook.py": hook})
    configure(folder, hooks=["hook.py"], **SETTINGS)
    _same(_built(folder), _plain(folder))


def test_a_snippet_that_changes(folder: Path) -> None:
    snippets = {"pymdownx.snippets": {"base_path": [str(folder)]}}
    configure(folder, markdown_extensions=[snippets], **SETTINGS)
    write(folder, {"docs/files/f.md": endpoint("F", "/f/", "8", body='--8<-- "snippet.txt"')})
    for text in ("First.", "Second."):
        write(folder, {"snippet.txt": text})
        assert text.encode() in _built(folder)[0]["files/f/index.html"]


OWN = """
from pathlib import Path

from markdown import Extension
from markdown.preprocessors import Preprocessor


def own():
    return Path(__file__).with_name("word.txt").read_text()


def fence(source, language, css_class, options, md, **_):
    return f"<b>{own()}</b>"


class Words(Preprocessor):
    def run(self, lines):
        return [line.replace("WORD", own()) for line in lines]


class Own(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Words(md), "own", 200)


def makeExtension(**options):
    return Own(**options)
"""


@pytest.mark.parametrize(
    "extension",
    [
        "ownextension",
        "ownextension:Own",
        {"pymdownx.superfences": {"custom_fences": [{"name": "own", "class": "own", "format": "ownextension.fence"}]}},
    ],
)
def test_an_extension_and_a_function_that_are_nobodys(folder: Path, monkeypatch: pytest.MonkeyPatch, extension: Any) -> None:
    """Modules without a dot in their name are not Python-Markdown's own."""
    monkeypatch.syspath_prepend(folder / "modules")
    write(folder, {"modules/ownextension.py": OWN, "docs/own.md": "# Own\n\nWORD\n\n``` own\nx\n```\n"})
    file = configure(folder, markdown_extensions=[extension], **SETTINGS)
    file.write_text(file.read_text().replace("format: ", "format: !!python/name:"))
    for text in ("First", "Second"):
        write(folder, {"modules/word.txt": text})
        assert text.encode() in _built(folder)[0]["own/index.html"]
    sys.modules.pop("ownextension")


def test_an_icon_of_the_site_that_changes(folder: Path) -> None:
    emoji = {"options": {"custom_icons": ["icons"]}, "emoji_index": "twemoji", "emoji_generator": "to_svg"}
    file = configure(folder, markdown_extensions=[{"pymdownx.emoji": emoji}], **SETTINGS)
    text = re.sub("(emoji_index|emoji_generator): ", r"\1: !!python/name:material.extensions.emoji.", file.read_text())
    file.write_text(text.replace("- icons", f"- {folder / 'icons'}"))
    write(folder, {"docs/icon.md": "# Icon\n\n:own-sign:\n"})
    for path in ("M1", "M2"):
        write(folder, {"icons/own/sign.svg": f'<svg><path d="{path}"/></svg>'})
        _load.cache_clear()
        assert f'd="{path}"'.encode() in _built(folder)[0]["icon/index.html"]


def test_a_title_in_the_navigation_that_changes(folder: Path) -> None:
    """By which the search finds the text before the first heading of a page."""
    write(folder, {"docs/plain.md": "Text.\n\n## Heading\n"})
    for title in ("First", "Second"):
        configure(folder, nav=["index.md", {title: "plain.md"}], **SETTINGS)
        found = json.loads(_built(folder)[0]["search/search_index.json"])["docs"]
        assert [entry["title"] for entry in found if entry["location"].startswith("plain/")] == [title, "Heading"]


def test_a_title_that_another_plugin_gives(folder: Path) -> None:
    hook = "def on_nav(nav, **_):\n    for page in nav.pages:\n        page.title = 'Given'\n"
    write(folder, {"hook.py": hook, "docs/plain.md": "Text.\n"})
    configure(folder, hooks=["hook.py"], **SETTINGS)
    found = _built(folder)
    _same(found, _plain(folder))
    assert b'"plain/","title":"Given"' in found[0]["search/search_index.json"]


def test_words_that_a_dictionary_divides(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Material's search plugin takes them from jieba, where that is installed."""
    write(folder, {"docs/plain.md": "# Plain\n\n\u8ba2\u5355\n"})
    _built(folder)
    for mark in "+-":
        cut = SimpleNamespace(cut=lambda text, mark=mark: [*text.decode(), mark])
        monkeypatch.setattr("material.plugins.search.plugin.jieba", cut)
        assert f"\u5355\u200b{mark}".encode("ascii", "backslashreplace") in _built(folder)[0]["search/search_index.json"]


@pytest.mark.parametrize("meta", ["loop: &loop [*loop]", "day: 2026-01-01", "? [a, b]\n: pair", "1: one"])
def test_metadata_that_json_cannot_hold(folder: Path, meta: str) -> None:
    write(folder, {"docs/files/f.md": f"---\n{meta}\n---\n# F\n\nText.\n"})
    cold = _built(folder)
    _same(cold, _built(folder))
    _same(cold, _plain(folder))


TEMPLATES = (
    '{{% extends "base.html" %}}{{% block announce %}}Told {} {{{{ pages|length }}}}{{% endblock %}}',
    '{{% extends "base.html" %}}{{% block footer %}}{{{{ super() }}}}{{{{ nav.pages[1].content|length }}}} {}{{% endblock %}}',
    '{{% extends "base.html" %}}{{% block footer %}}{{{{ page.file.content_string|length if page }}}} {}{{% endblock %}}',
)


def _edit(folder: Path, choose: random.Random) -> None:
    """One change of the site, as its author might make it."""
    docs = folder / "docs"
    page = choose.choice(sorted(path for path in docs.rglob("?.md") if path.parent.name != "_includes"))
    text = page.read_text()
    number = choose.randrange(1000)
    replaced = {
        "name": re.sub("name: .*", f"name: Name {number}", text),
        "position": re.sub("position: .*", f"position: 1.{number % 5}", text),
        "visibility": re.sub("visibility: .*", f"visibility: {choose.choice(['public', 'internal'])}", text),
        "method": re.sub("method: .*", f"method: {choose.choice(['put', 'get'])}", text),
        "text": f"{text}\nMore {number}, {{% include part.md %}}\n\n# Heading {number}\n",
    }
    match choose.choice([*replaced, "include", "add", "delete", "rename", "settings"]):
        case "include":
            write(docs, {"_includes/inner.md": choose.choice([f"inner {number}", "{% include nowhere.md %}", "{{ site.x }}"])})
        case "add":
            write(docs, {f"{choose.choice(['new', 'orders'])}/{choose.choice('xyz')}.md": endpoint(f"New {number}", "/new/")})
        case "delete":
            page.unlink()
        case "rename":
            page.rename(page.with_name(f"{choose.choice('uvw')}.md"))
        case "settings":
            unisono = {"select": ["all"], "titles": choose.choice([{}, {"orders": f"Orders {number}"}])}
            features = choose.choice([[], ["navigation.prune"], ["navigation.indexes"]])
            theme = {"name": "material", "font": False, "features": features, **choose.choice([{}, {"custom_dir": "theme"}])}
            write(folder, {"theme/main.html": choose.choice(TEMPLATES).format(number)})
            configure(folder, site_name=f"Site {number % 3}", theme=theme, unisono=unisono, extra_css=[f"{number % 3}.css"])
        case name:
            page.write_text(replaced[name])


@pytest.mark.parametrize(("seed", "many"), [(0, 40), (1, 40), (2, 0), (3, 0)])
def test_any_sequence_of_edits(folder: Path, monkeypatch: pytest.MonkeyPatch, seed: int, many: int) -> None:
    choose = random.Random(seed)
    monkeypatch.setattr("unisono.site.build.MANY", many)
    monkeypatch.setattr("unisono.site.drawn_before._AT_A_TIME", 3)
    _built(folder)
    for step in range(4):
        _edit(folder, choose)
        kept = _built(folder)
        with monkeypatch.context() as patch:
            patch.setenv("UNISONO_CACHE_DIR", str(folder / f"cache-{step}"))
            _same(kept, _built(folder, "fresh"))


class TestDrawnBefore:
    """A page that is the same, and looks the same, is not drawn again; one that may look different is."""

    @pytest.fixture(autouse=True)
    def drawn(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """The pages that are drawn, with their place in the site; one page is kept at a time."""
        self.folder = folder
        self.paths: list[str] = []
        take = DrawnBefore.take

        def noted(before: DrawnBefore, shown: Page | str, html: str) -> None:
            if shown != "sitemap.xml":
                self.paths.append(shown if isinstance(shown, str) else shown.file.src_uri)
            take(before, shown, html)

        monkeypatch.setattr(DrawnBefore, "take", noted)
        monkeypatch.setattr("unisono.site.build.MANY", 0)
        monkeypatch.setattr("unisono.site.drawn_before._AT_A_TIME", 1)
        _built(folder)
        assert len(self.paths) == len(set(self.paths)) == PAGES
        return self.paths

    def drawn_now(self) -> set[str]:
        """What the next build draws; it is the same as one that knows nothing."""
        self.paths.clear()
        found = _built(self.folder)
        paths = set(self.paths)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("UNISONO_CACHE_DIR", str(self.folder / "other"))
            shutil.rmtree(self.folder / "other", ignore_errors=True)
            patch.setattr("unisono.site.build.MANY", 10**6)
            _same(found, _built(self.folder, "fresh"))
        return paths

    def test_nothing(self) -> None:
        assert self.drawn_now() == LISTING

    def test_a_text(self) -> None:
        page = self.folder / "docs" / "files" / "f.md"
        page.write_text(f"{page.read_text()}\nMore.\n")
        assert self.drawn_now() == {"files/f.md", *LISTING}

    def test_an_include(self) -> None:
        write(self.folder / "docs", {"_includes/inner.md": "other.\n"})
        assert self.drawn_now() == {*LISTING, *(f"{place}/{name}.md" for place in FOLDERS for name in "ab")}

    def test_a_name(self) -> None:
        page = self.folder / "docs" / "files" / "f.md"
        page.write_text(page.read_text().replace("name: files f", "name: Another"))
        assert len(self.drawn_now()) == PAGES

    @pytest.mark.parametrize("settings", [{"site_name": "Other"}, {"extra_css": ["a.css"]}, {"extra": {"generator": False}}])
    def test_a_setting(self, settings: dict[str, Any]) -> None:
        configure(self.folder, **settings, **SETTINGS)
        assert len(self.drawn_now()) == PAGES
        assert self.drawn_now() == LISTING

    def test_a_hook(self) -> None:
        for text in ("one", "two"):
            write(self.folder, {"hook.py": f"TEXT = '{text}'\n\ndef on_post_page(output, **_):\n    return output + TEXT\n"})
            Hooks._load_hook.cache_clear()
            configure(self.folder, hooks=["hook.py"], **SETTINGS)
            assert len(self.drawn_now()) == PAGES
        assert self.drawn_now() == LISTING

    def test_a_hook_for_templates(self) -> None:
        write(self.folder, {"hook.py": "def on_template_context(context, **_):\n    return context\n"})
        configure(self.folder, hooks=["hook.py"], **SETTINGS)
        assert len(self.drawn_now()) == PAGES
        assert self.drawn_now() == {"404.html", *LISTING}

    def test_an_event_of_a_hook(self) -> None:
        write(self.folder, {"hook.py": "def on_env(env, **_):\n    return env\n"})
        configure(self.folder, hooks=["hook.py"], **SETTINGS)
        assert self.drawn_now() == set()  # not by us
        assert self.drawn_now() == set()

    def test_a_template_of_the_site(self) -> None:
        configure(self.folder, theme={"name": "material", "font": False, "custom_dir": "theme"}, **SETTINGS)
        for text in ("one", "two"):
            write(self.folder, {"theme/partials/copyright.html": text})
            assert len(self.drawn_now()) == PAGES
            assert self.drawn_now() == LISTING
        page = self.folder / "docs" / "files" / "f.md"
        page.write_text(f"{page.read_text()}\nMore.\n")  # which a template of the site may show on any page
        assert len(self.drawn_now()) == PAGES

    @pytest.mark.parametrize("text", ["{{ build_date_utc }}", "{{ [1, 2]|random }}", "{{ config.plugins }}"])
    def test_a_template_that_is_never_the_same(self, text: str) -> None:
        write(self.folder, {"theme/partials/copyright.html": text})
        configure(self.folder, theme={"name": "material", "font": False, "custom_dir": "theme"}, **SETTINGS)
        for _ in range(2):
            self.paths.clear()
            _built(self.folder)
            assert len(self.paths) == PAGES

    @pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
    def test_the_time_on_the_home_page(self, theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """MkDocs' own themes have it there."""
        write(self.folder, {"docs/index.md": "# Home\n\nText.\n"})
        configure(self.folder, theme={"name": theme}, **SETTINGS)
        for time, year in (("1600000000", "2020"), ("1700000000", "2023")):
            monkeypatch.setenv("SOURCE_DATE_EPOCH", time)
            assert f"Build Date UTC : {year}" in _built(self.folder)[0]["index.html"].decode()

    def test_a_folder_that_a_link_leads_to(self) -> None:
        write(self.folder, {"elsewhere/copyright.html": "one", "theme/empty.txt": ""})
        (self.folder / "theme" / "partials").symlink_to(self.folder / "elsewhere")
        configure(self.folder, theme={"name": "material", "font": False, "custom_dir": "theme"}, **SETTINGS)
        assert len(self.drawn_now()) == PAGES
        write(self.folder, {"elsewhere/copyright.html": "two"})
        assert len(self.drawn_now()) == PAGES

    @pytest.mark.parametrize("damage", ["{}", "[]", '{"parts": [], "pages": {"files/f.md": [7]}}', '{"parts": 7, "pages": []}'])
    def test_values_that_are_not_ours(self, damage: str) -> None:
        file = Path(os.environ["UNISONO_CACHE_DIR"]) / "cache.sqlite3"
        with closing(sqlite3.connect(file)) as connection:
            digests = dict(connection.execute("SELECT name, digest FROM known_1 WHERE kind = 'drawn'").fetchall())
        Store(file.parent, pytest.fail).write("drawn", {name: Known(made, damage) for name, made in digests.items()})
        assert len(self.drawn_now()) == PAGES

    def test_values_of_a_stranger(self, caplog: pytest.LogCaptureFixture) -> None:
        file = Path(os.environ["UNISONO_CACHE_DIR"]) / "cache.sqlite3"
        _spoil(file, "UPDATE known_1 SET value = zeroblob(100) WHERE kind = 'drawn'")
        self.drawn_now()
        assert "was not written by this user" in caplog.text


class TestDamage:
    @pytest.fixture
    def file(self, folder: Path) -> Path:
        self.folder = folder
        self.expected = _built(folder)
        return Path(os.environ["UNISONO_CACHE_DIR"]) / "cache.sqlite3"

    def check(self, caplog: pytest.LogCaptureFixture, warnings: int) -> None:
        caplog.clear()
        _same(self.expected, _built(self.folder))
        ours = [record for record in caplog.records if record.name == "unisono"]
        assert len(ours) == warnings
        assert all("the cache in" in record.getMessage() for record in ours)

    def test_truncated(self, file: Path, caplog: pytest.LogCaptureFixture) -> None:
        os.truncate(file, file.stat().st_size // 2)
        self.check(caplog, 1)
        self.check(caplog, 0)

    def test_other_bytes(self, file: Path, caplog: pytest.LogCaptureFixture) -> None:
        content = bytearray(file.read_bytes())
        content[len(content) // 3 :: 40] = b"\xff" * len(content[len(content) // 3 :: 40])
        file.write_bytes(content)
        self.check(caplog, 1)
        self.check(caplog, 0)

    def test_another_version(self, file: Path, caplog: pytest.LogCaptureFixture) -> None:
        _spoil(file, "UPDATE known_1 SET digest = 'another'")
        self.check(caplog, 0)

    def test_a_file_in_the_place_of_the_folder(self, file: Path, caplog: pytest.LogCaptureFixture) -> None:
        shutil.rmtree(file.parent)
        file.parent.write_text("a file")
        self.check(caplog, 1)

    @pytest.mark.parametrize("wrong", [7, None, [7], {"a": 7}, [["mkdocs", "high", 7]], "words"])
    def test_values_that_are_not_ours(self, file: Path, caplog: pytest.LogCaptureFixture, wrong: object) -> None:
        """Each page's value is wrong in another of its parts; content that is a text may be any."""
        with closing(sqlite3.connect(file)) as connection:
            digests = dict(connection.execute("SELECT name, digest FROM known_1").fetchall())
        store = Store(file.parent, pytest.fail)
        wrongly = {}
        for number, (name, value) in enumerate(sorted(store.read("site", digests).items())):
            prepared = json.loads(value)
            parts = [part for part in prepared if not _may_be(part, wrong)]
            prepared[parts[number % len(parts)]] = wrong
            wrongly[name] = Known(digests[name], json.dumps(prepared))
        store.write("site", wrongly)
        self.check(caplog, 0)


def _may_be(part: str, wrong: object) -> bool:
    """Whether a value has the right form, so that it counts as ours."""
    texts, absent, lists = ("content", "title", "twin", "markdown"), ("links", "entries", "title"), ()
    right = {str: texts, type(None): absent}.get(type(wrong), lists)
    return part in right or (part == "meta" and isinstance(wrong, dict))


def _spoil(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)
