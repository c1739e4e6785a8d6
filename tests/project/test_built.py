"""`unisono check --built`: no file of a build has a text that only pages have which are not for the audience."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sites import ROOT, Site, build, configure, endpoint, write
from slips import PAGE, SLIPS
from unisono.cli import main

SECRET = """\
---
title: /vault/{vault_uuid}/seals/
name: Break Seals
visibility: internal
method: post
description: Opens what the treasurer has shut
---
Only the treasurer may break a seal.

### Request Parameters

seal_number
: (string) The number engraved upon it.

~~~ bash
curl -X POST https://api.example.com/vault/4711/seals/ -d '{"seal_number": "XVII"}'
~~~
{: title="Curl" }
"""

PAGES = {"index.md": "# Home\n\nWelcome to everybody.\n", "open.md": endpoint("Open"), "secret.md": SECRET}


def check(folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    monkeypatch.chdir(folder)
    return CliRunner().invoke(main, ["check", "--built", "site", *arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path, {f"docs/{name}": text for name, text in PAGES.items()})


def test_build_with_the_plugin(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(configure(folder), folder / "site")
    done = check(folder, monkeypatch)
    assert (done.exit_code, done.output.endswith(" files: nothing found.\n")) == (0, True)
    assert " of 1 page that the audience (public) may not see in " in done.output
    internal = check(folder, monkeypatch, "docs", "--exit-zero")
    assert internal.exit_code == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipes_are_not_waited_for(folder: Path) -> None:
    build(configure(folder), folder / "site")
    for place in ("docs/pipe.md", "docs/pipe", "site/pipe.html"):
        os.mkfifo(folder / place)
    command = [sys.executable, "-m", "unisono", "check", "--built", "site"]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.endswith(b" files: nothing found.\n")) == (0, True), done.stdout + done.stderr


def test_build_without_the_plugin(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(configure(folder, plugins=["search"], nav=["index.md", {"Break Seals": "secret.md"}, "open.md"]), folder / "site")
    done = check(folder, monkeypatch)
    assert done.exit_code == 1
    named = {line.partition(": ")[0] for line in done.output.splitlines()[:-1]}
    assert named == {
        "site/secret/index.html",
        "site/search/search_index.json",
        "site/index.html",
        "site/open/index.html",
        "site/404.html",
    }
    assert "site/404.html: 'name: Break Seals' of docs/secret.md:3" in done.output
    assert done.output.splitlines()[-1].endswith(": 5 files have some.")


def test_another_audience(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNISONO_AUDIENCE", "public,internal")
    build(configure(folder), folder / "site")
    assert check(folder, monkeypatch).exit_code == 0
    monkeypatch.setenv("UNISONO_AUDIENCE", "public")
    assert check(folder, monkeypatch).exit_code == 1


WAYS: dict[str, Callable[[str], bytes]] = {
    "plain": lambda text: text.encode(),
    "html": lambda text: f"<p>{text}</p>".encode(),
    "coloured": lambda text: "<span>{}</span>".format("</span><span> </span><span>".join(text.split())).encode(),
    "letters": lambda text: "".join(f"<span>{letter}</span>" for letter in text).encode(),
    "attribute": lambda text: f'<a title="{text}" href="x">y</a>'.encode(),
    "entities": lambda text: "".join(f"&#{ord(letter)};" for letter in text).encode(),
    "json": lambda text: json.dumps({"docs": [{"text": f"<p>{text}</p>"}]}).encode(),
    "json-escapes": lambda text: '"{}"'.format("".join(f"\\u{ord(letter):04x}" for letter in text)).encode(),
    "html-in-html": lambda text: f"&lt;p&gt;&lt;b&gt;{text}&lt;/b&gt;&lt;/p&gt;".encode(),
    "url": lambda text: f"?q={text.replace(' ', '%20')}".encode(),
    "script": lambda text: f"<script>var index = '{text}'</script>".encode(),
    "compressed": lambda text: gzip.compress(f"<loc>{text}</loc>".encode()),
    "other-case": lambda text: text.upper().encode(),
    "anchor": lambda text: f'<a href="#{text.lower().replace(" ", "-")}">x</a>'.encode(),
}

TEXTS = (
    "Break Seals",
    "seal_number",
    "Only the treasurer may break a seal",
    "The number engraved upon it",
    "treasurer has shut",
)


def test_text_around_an_address_with_parentheses(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(folder)
    link = "The [seal register](https://example.org/seals_(wax)) is locked."
    shown = '<p>The <a href="https://example.org/seals_(wax)">seal register</a> is locked.</p>'
    write(folder, {"docs/secret.md": SECRET.replace("Only the treasurer may break a seal.", link), "site/index.html": shown})
    done = check(folder, monkeypatch)
    assert (done.exit_code, done.output.startswith(f"site/index.html: '{link}'")) == (1, True), done.output


@pytest.mark.parametrize("way", WAYS)
def test_text_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    configure(folder)
    for text in TEXTS[:-1]:
        name = f"site/file.{'gz' if way == 'compressed' else 'html'}"
        write(folder, {"site/index.html": "<p>Home</p>"})
        (folder / name).write_bytes(WAYS[way](text))
        done = check(folder, monkeypatch)
        assert (done.exit_code, done.output.startswith(f"{name}: ")) == (1, True), (text, done.output)


def test_text_that_others_have_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(folder)
    write(
        folder, {"docs/open.md": endpoint("Open", body="[Break Seals](x.md) with a `seal_number`."), "docs/a.js": "'treasurer'"}
    )
    write(folder, {"site/x.html": "<b>Break Seals</b> with a <code>seal_number</code>. Search. treasurer"})
    assert check(folder, monkeypatch).exit_code == 0


def test_folder_of_a_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whom its pages are for may stand above it or on another page, and what other pages of the site say may be published."""
    configure(tmp_path)
    open_page = endpoint("Open", body="Only the treasurer may break a seal.")
    write(tmp_path, {"docs/open.md": open_page, "docs/vault/deep/b.md": SECRET.replace("visibility: internal\n", "")})
    write(
        tmp_path, {"docs/vault/.meta.yml": "visibility: internal", "site/x.html": "<p>Only the treasurer may break a seal.</p>"}
    )
    assert check(tmp_path, monkeypatch, "docs/vault/deep").exit_code == 0
    write(tmp_path, {"site/y.html": "<p>Opens what the treasurer has shut</p>"})
    done = check(tmp_path, monkeypatch, "docs/vault/deep")
    assert done.exit_code == 1
    assert done.output.startswith("site/y.html: 'description: Opens what the treasurer has shut' of docs/vault/deep/b.md:5")
    assert "of 1 page that" in done.output


def test_page_that_cannot_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(folder)
    for name in ("blank-before", "four-opens", "none-both", "backticks", "visiblity", "list", "upper-keys", "wide-colons"):
        slip = SLIPS[name]
        write(folder, {"docs/slip.md": slip(PAGE), "site/x.html": "<p>Secrettext of a page.</p>"})
        assert check(folder, monkeypatch).exit_code == 1, name


def test_nothing_to_look_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"docs/a.md": "---\ntitle: A\ntype: get\n---\n", "site/x.html": "A"})
    done = check(tmp_path, monkeypatch)
    assert done.exit_code == 0
    assert (
        done.output == "Looked for no text, as neither a page nor a setting says who may see what in 1 file: nothing found.\n"
    )


def test_no_build(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "site").mkdir()
    assert check(folder, monkeypatch).exit_code == 2
    assert check(folder, monkeypatch, "--watch").exit_code == 2


def test_the_own_site(own_site: Site) -> None:
    command = [sys.executable, "-m", "unisono", "check", "--built", str(own_site.folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.endswith("nothing found.\n")) == (0, True), done.stdout


def test_the_reference_corpus(corpus_site: Callable[[str], Site], corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = corpus_site("v1")
    monkeypatch.chdir(corpus.parent)
    monkeypatch.setenv("UNISONO_AUDIENCE", "v1")
    done = CliRunner().invoke(main, ["check", "--built", str(site.folder), corpus.name])
    assert (done.exit_code, done.output.endswith("nothing found.\n")) == (0, True), done.output
