"""The same pages in each host, installed in an environment of its own. `pytest -m host` runs them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from hosts import build_with, environment
from sites import Site, configure, endpoint, navigation_with_methods, parse, text_of, with_class, write

pytestmark = pytest.mark.host

BODY = """\
Text, with {% include part.md %}

### Request Parameters

order_uuid
: (string) The order.

~~~ bash
curl https://api.example.com/things/
~~~
{: title="Curl" }
"""

ONLY = """\
---
title: {path}
name: Only
visibility: {visibility}
method: post
parameters:
  - name: onlyone
    content: The *only* one.
left_code_blocks:
  - code_block: curl -d onlyone=1 https://api.example.com{path}
    title: Curl
    language: bash
---"""

FILES = {
    "only.md": ONLY.format(path="/only/", visibility="public") + "\n",
    "unended.md": ONLY.format(path="/unended/", visibility="public"),
    "ordinary.md": "---\ntitle: Ordinarily\ncontent_markdown: All is in *front matter*.\n---",
    "hiddenonly.md": ONLY.format(path="/secretpath/", visibility="internal").replace("Only", "Secretname") + "\n",
    "index.md": "# Home\n\n<!-- unisono: endpoints -->\n",
    "thing.md": endpoint(body=BODY),
    "secret.md": endpoint("Secretname", "/secretpath/", visibility="internal", body="Text with secretword."),
    "twice.md": endpoint("Secretname", visibility="internal\nvisibility: public", body="Text with secretword."),
    "_includes/part.md": "the words of an include.",
}

SECRETS = ("Secretname", "secretpath", "secretword")


def _check_page(site: Site) -> None:
    """What the extension gives in every host."""
    page = parse(site.read("thing/index.html"))
    assert [text_of(e) for e in page.iter("h1")] == ["Get Thing"]
    assert "GET" in [text_of(e) for e in with_class(with_class(page, "unisono-head")[0], "unisono-method")]
    assert "Text, with the words of an include." in text_of(with_class(page, "unisono-prose")[0])
    assert [text_of(e) for e in with_class(page, "unisono-samples")[0].iter("label")] == ["Curl"]
    assert len(with_class(page, "unisono-parameter")) == 1
    for name in ("only", "unended"):
        page = with_class(parse(site.read(f"{name}/index.html")), "md-content__inner")[0]
        assert text_of(with_class(page, "unisono-path")[0]) == f"/{name}/"
        assert [text_of(e).strip() for e in page.iter("pre")] == [f"curl -d onlyone=1 https://api.example.com/{name}/"]
        assert [e.text for e in with_class(page, "unisono-parameter")[0].iter("em")] == ["only"]
    ordinary = with_class(parse(site.read("ordinary/index.html")), "md-content__inner")[0]
    assert [text_of(e) for e in ordinary.iter("h1")] == ["Ordinarily"]
    assert [e.text for e in ordinary.iter("em")] == ["front matter"]


def test_properdocs(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    commands = environment(pytestconfig, "properdocs", ["properdocs==1.6.7"])
    write(tmp_path / "docs", FILES)
    configure(tmp_path)
    site = build_with(tmp_path, [commands / "properdocs", "build", "-f", "mkdocs.yml"])
    _check_page(site)
    assert site.pages() == {"", "thing/", "only/", "unended/", "ordinary/"}
    assert [site.files_with(word) for word in SECRETS] == [[], [], []]
    assert [warning for warning in site.warnings if "twice.md:6:" not in warning] == []
    assert navigation_with_methods(site.page("")) == [
        ("", "Home"),
        ("GET", "Get Thing"),
        ("POST", "Only"),
        ("", "Ordinarily"),
        ("POST", "Only"),
    ]
    assert [text_of(row) for row in with_class(site.page(""), "unisono-endpoints")[0].iter("tr")][1:] == [
        "GET/things/Get Thing",
        "POST/only/Only",
        "POST/unended/Only",
    ]
    assert "order_uuid" in next(e["endpoint"] for e in site.search_entries() if e["location"] == "thing/")
    assert "the words of an include" in site.read("thing/index.md")
    assert "thing/index.md" in site.read("llms.txt")
    internal = build_with(tmp_path, [commands / "properdocs", "build", "-f", "mkdocs.yml"], "public,internal")
    assert internal.pages() == {*site.pages(), "secret/", "hiddenonly/"}


@pytest.mark.parametrize("settings", ["mkdocs.yml", "unisono.toml"])
def test_zensical(tmp_path: Path, pytestconfig: pytest.Config, settings: str) -> None:
    commands = environment(pytestconfig, "zensical", ["zensical==0.0.73"])
    write(tmp_path / "docs", FILES)
    extensions = ["attr_list", "def_list", "tables", "unisono"]
    plugins = ["search", "unisono"] if settings == "mkdocs.yml" else ["search"]
    styled = {"extra_css": ["assets/unisono.css"], "extra_javascript": ["assets/unisono.js"]}
    configure(tmp_path, markdown_extensions=extensions, plugins=plugins, **styled)
    copy = [str(commands / "python"), "-c", "import unisono; print(*unisono.__path__)"]  # as the manual says
    found = subprocess.run(copy, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True).stdout.strip()
    shutil.copytree(Path(found, "assets"), tmp_path / "docs" / "assets")
    if settings == "unisono.toml":
        write(tmp_path, {"unisono.toml": 'audience = ["public"]\n'})
    build = [str(commands / "zensical"), "build", "--clean"]
    site = build_with(tmp_path, build)
    _check_page(site)
    page = parse(site.read("thing/index.html"))
    assert "../assets/unisono.css" in {e.get("href") for e in page.iter("link")}
    assert "../assets/unisono.js" in {e.get("src") for e in page.iter("script")}
    assert [site.files_with(word) for word in SECRETS] == [[], [], []]
    for hidden in ("secret", "twice", "hiddenonly", "_includes/part"):
        content = with_class(parse(site.read(f"{hidden}/index.html")), "md-content__inner")[0]
        assert text_of(content).split() == ["Test"]  # the theme's own heading: the site's name
    gate = [str(commands / "unisono"), "check", "--built", "site"]
    passed = subprocess.run(gate, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert (passed.returncode, passed.stdout.endswith("nothing found.\n")) == (0, True), passed.stdout
    everything = build_with(tmp_path, build, "public,internal")
    stopped = subprocess.run(gate, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert (stopped.returncode, "site/secret/index.html: " in stopped.stdout) == (1, True), stopped.stdout
    assert "Text with secretword." in everything.read("secret/index.html")
    assert "secretword" not in everything.read("twice/index.html")
    nothing = build_with(tmp_path, build, "")
    assert "Get Thing" not in nothing.read("thing/index.html")
