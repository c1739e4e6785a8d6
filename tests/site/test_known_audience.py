"""A site of which nothing says for whom it is, is built whole. As soon as anything does, what says nothing is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from sites import MakeSite, build, configure, endpoint, write

BLOCK = """\
---
title: {name}
type: {method}
position: {position}
description: {path}
right_code_blocks:
  - code_block: |
      curl -X {method} https://api.example.com{path}
    title: Curl
    language: bash
---"""

LIST = """\
---
title: {path}
position: {position}
type: {method}
description: {name}
parameters:
  - name: limit
    content: How many at most
content_markdown: |
  Words about {name}.
---
"""

OWN = """\
---
name: {name}
title: {path}
position: {position}
method: {method}
right_code: |
  ~~~ json
  {{"id": 1}}
  ~~~
  {{: title="Response" }}
---
"""

SITES = {
    "blocks": (BLOCK, [("List boats", "GET", "/boats"), ("Hire a boat", "POST", "/boats/:id/hires")]),
    "lists": (LIST, [("List looms", "GET", "/looms"), ("Stop a loom", "DELETE", "/looms/{id}")]),
    "own-keys": (OWN, [("List mills", "get", "/mills/"), ("Rename a mill", "patch", "/mills/{id}/")]),
}

WAYS_TO_SAY = {
    "an endpoint page": {"hideout.md": endpoint("Hideout", "/hideout/", visibility="internal")},
    "an ordinary page": {"hideout.md": "---\ntitle: Hideout\nvisibility: internal\n---\nText.\n"},
    "a misspelt key": {"hideout.md": "---\ntitle: Hideout\nvisiblity: internal\n---\nText.\n"},
    "another case": {"hideout.md": "---\ntitle: Hideout\nVISIBILITY: internal\n---\nText.\n"},
    "the setting's name": {"hideout.md": "---\ntitle: Hideout\naudience: internal\n---\nText.\n"},
    "front matter that is not read": {"hideout.md": "----\ntitle: Hideout\nvisibility: internal\n----\nText.\n"},
    "front matter that is not YAML": {"hideout.md": "---\ntitle: [Hideout\nvisibility: internal\n---\nText.\n"},
    "a merge key": {"hideout.md": "---\nall: &all {visibility: internal}\n<<: *all\ntitle: Hideout\n---\nText.\n"},
    "a file with another ending": {"hideout.MD": endpoint("Hideout", "/hideout/", visibility="internal")},
    "a folder": {"other/.meta.yml": "visibility: internal\n", "other/page.md": "# Other\n"},
}


def _pages(name: str) -> dict[str, str]:
    text, endpoints = SITES[name]
    return {
        f"things/{number}.md": text.format(name=title, method=method, path=path, position=number)
        for number, (title, method, path) in enumerate(endpoints, 1)
    }


@pytest.mark.parametrize("name", SITES)
def test_site_that_knows_no_audience_is_built_whole(make_site: MakeSite, name: str) -> None:
    site = make_site(_pages(name))
    assert site.pages() == {"", "things/1/", "things/2/"}
    assert [warning for warning in site.warnings if "Left out" in warning] == []
    for number, (title, _, _) in enumerate(SITES[name][1], 1):
        assert title in site.read(f"things/{number}/index.html")


@pytest.mark.parametrize("name", SITES)
@pytest.mark.parametrize("way", list(WAYS_TO_SAY)[:2])
def test_with_one_internal_page_it_fails_closed(make_site: MakeSite, name: str, way: str) -> None:
    site = make_site({**_pages(name), **WAYS_TO_SAY[way]})
    assert site.pages() == {""}
    for title, _, path in SITES[name][1]:
        assert site.files_with(title) == []
        assert site.files_with(path.split(":")[0].split("{")[0]) == []
    assert site.files_with("Hideout") == []
    assert [w for w in site.warnings if w.startswith("Left out 2 endpoint pages without 'visibility', such as ")] != []


@pytest.mark.parametrize("way", WAYS_TO_SAY)
def test_whatever_says_something(make_site: MakeSite, way: str) -> None:
    assert make_site({**_pages("blocks"), **WAYS_TO_SAY[way]}).pages() == {""}


@pytest.mark.parametrize("options", [{"audience": ["public"]}, {"audience": []}, {"visibilities": ["public", "internal"]}])
def test_settings_say_something(make_site: MakeSite, options: dict[str, list[str]]) -> None:
    assert make_site(_pages("blocks"), unisono=options).pages() == {""}


def test_the_environment_says_something(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNISONO_AUDIENCE", "public")
    assert make_site(_pages("blocks")).pages() == {""}


def test_a_repeated_key_is_told_and_no_reason_to_hide(make_site: MakeSite, caplog: pytest.LogCaptureFixture) -> None:
    """Where it is one, for want of certainty, the log does not say that the audience may not see the page."""
    caplog.set_level("INFO", logger="mkdocs")
    repeated = {"a.md": "---\ntitle: Repeated\ntype: get\ndescription: /a\ndescription: /b\n---\nText.\n"}
    whole = make_site(repeated)
    assert whole.pages() == {"", "a/"}
    assert "'description' is there twice, first on line 4; keep one" in whole.warnings[0]
    caplog.clear()
    site = make_site(repeated, unisono={"audience": ["public"]})
    assert site.pages() == {""}
    assert "'description' is there twice, first on line 4; keep one" in site.warnings[0]
    assert "may not see" not in caplog.text


def test_a_cached_build_after_the_first_page_is_internal(tmp_path: Path) -> None:
    config = configure(
        write(tmp_path, {f"docs/{path}": text for path, text in {**_pages("own-keys"), "index.md": "# H\n"}.items()})
    )
    assert build(config, tmp_path / "site").pages() == {"", "things/1/", "things/2/"}
    write(tmp_path, {"docs/hideout.md": "---\ntitle: Hideout\nvisibility: internal\n---\nText.\n"})
    assert build(config, tmp_path / "site").pages() == {""}
    (tmp_path / "docs/hideout.md").unlink()
    assert build(config, tmp_path / "site").pages() == {"", "things/1/", "things/2/"}
