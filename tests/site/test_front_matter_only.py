"""A site of the family without a body on any page: all is in front matter, and all is published."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree.ElementTree import Element

import markdown
import pytest

from site_files import differences, files_of
from sites import Site, build, configure, navigation_with_methods, site_of, text_of, with_class, write

LIST = """\
---
title: /books
name: List books
position: 1.1
type: get
visibility: public
parameters:
  - name: offset
    content: Skip so many books
  - name: limit
    required: yes
    content: Show so many books
content_markdown: |-
  Sorted by *title*.
  {: .info }
left_code_blocks:
  - code_block: |-
      curl "https://shelf.example.com/books?offset=0&limit=2" -H 'Accept: "<all>"'
    title: Curl
    language: bash
right_code_blocks:
  - code_block: |-
      [{"id": 7, "title": "Emma & Co"}]
    title: Response
    language: json
---
"""

DELETE = """\
---
title: /books/:id
name: Delete a book
position: 1.3
type: delete
visibility: public
left_code_blocks:
  - code_block: curl -X DELETE https://shelf.example.com/books/7
    title: Curl
    language: bash
---"""

ABOUT = """\
---
title: Getting an account
position: 1
content_markdown: |-
  Write to the *library*.

  <!-- unisono: endpoints -->
---"""

CODES = """\
---
title: Codes of errors
position: 2
content_markdown: |-
  | Code | Means |
  |------|-------|
  | 404  | No such book |
right_code: |
  ~~~ json
  {"error": "gone"}
  ~~~
  {: title="Error" }
---

"""

AGAIN = LIST.replace("1.1", "1.2").replace("List books", "List again").replace("/books", "/books/again")

FILES = {
    "index.md": "---\ntitle: Shelf\ncontent_markdown: Welcome to the shelf.\n---\n",
    "about.md": ABOUT,
    "codes.md": CODES,
    "books/list.md": LIST,
    "books/delete.md": DELETE,
    "books/nothing.md": "---\ntitle: /books/nothing\nname: Nothing\ntype: get\nvisibility: public\n---\n \t\n\n",
    "books/blank_lines.md": AGAIN.replace("\n", "\r\n") + "\r\n\r\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("shelf")
    for name, text in FILES.items():
        write(folder / "docs", {name: ""})
        (folder / "docs" / name).write_bytes(text.encode())
    return build(configure(folder), folder / "site")


def _article(site: Site, url: str) -> Element:
    return with_class(site.page(url), "md-content__inner")[0]


@pytest.mark.parametrize("url", ["books/list/", "books/blank_lines/"])
def test_endpoint_pages_are_drawn_whole(site: Site, url: str) -> None:
    page = _article(site, url)
    assert [text_of(e) for e in with_class(page, "unisono-name")] == ["offset", "limit"]
    assert [(e.text, e.get("class")) for e in page.iter("p") if e.get("class") == "info"] == [("Sorted by ", "info")]
    assert [text_of(label) for label in page.iter("label") if label.get("for")] == ["Curl", "Response"]
    codes = [text_of(e).strip() for e in page.iter("pre")]
    path = text_of(with_class(page, "unisono-path")[0])
    assert codes[0] == f"""curl "https://shelf.example.com{path}?offset=0&limit=2" -H 'Accept: "<all>"'"""
    assert codes[1] == '[{"id": 7, "title": "Emma & Co"}]'


def test_the_last_line_without_a_line_end(site: Site) -> None:
    page = _article(site, "books/delete/")
    assert text_of(with_class(page, "unisono-path")[0]) == "/books/{id}"
    assert [text_of(e).strip() for e in page.iter("pre")] == ["curl -X DELETE https://shelf.example.com/books/7"]
    assert [text_of(e) for e in _article(site, "about/").iter("h1")] == ["Getting an account"]


def test_an_endpoint_of_which_nothing_is_said(site: Site) -> None:
    assert text_of(with_class(_article(site, "books/nothing/"), "unisono-head")[0]) == "NothingGET/books/nothing"


def test_ordinary_pages(site: Site) -> None:
    assert [text_of(e) for e in _article(site, "codes/").iter("td")] == ["404", "No such book"]
    assert [text_of(e).strip() for e in _article(site, "codes/").iter("pre")] == ['{"error": "gone"}']
    assert [e.text for e in _article(site, "about/").iter("em")] == ["library"]
    assert "Welcome to the shelf." in text_of(_article(site, ""))


def test_lists_and_navigation(site: Site) -> None:
    rows = [[text_of(cell) for cell in row] for row in with_class(_article(site, "about/"), "unisono-endpoints")[0].iter("tr")]
    paths = ["/books", "/books/again", "/books/{id}", "/books/nothing"]
    assert [row[1] for row in rows[1:]] == paths
    assert navigation_with_methods(site.page("")) == [
        ("", "Shelf"),
        ("", "Getting an account"),
        ("", "Codes of errors"),
        ("", "Books"),
        ("GET", "List books"),
        ("GET", "List again"),
        ("DELETE", "Delete a book"),
        ("GET", "Nothing"),
    ]


def test_search_finds_them(site: Site) -> None:
    entries = {entry["location"]: entry for entry in site.search_entries()}
    assert "limit=2" in entries["books/list/"]["samples"]
    assert "limit" in entries["books/list/"]["endpoint"].split()
    assert entries["books/delete/"]["method"] == "DELETE"
    assert entries["books/delete/"]["endpoint"].startswith("/books/{id}")
    assert "No such book" in entries["codes/"]["text"]
    assert entries["about/"]["title"] == "Getting an account"


def test_markdown_for_programs(site: Site) -> None:
    full = site.read("llms-full.txt")
    for words in (
        "curl -X DELETE https://shelf.example.com/books/7",
        "Emma & Co",
        "404  | No such book",
        "Write to the *library*.",
    ):
        assert words in full
    assert "`DELETE /books/{id}`" in site.read("books/delete/index.md")
    assert "[List books](https://docs.example.org/books/list/index.md)" in site.read("llms.txt")


def test_only_the_page_without_samples_is_found(site: Site) -> None:
    (warning,) = site.warnings
    assert "books/nothing.md" in warning
    assert "[missing-sample]" in warning


def test_warm_build(site: Site, tmp_path: Path) -> None:
    config = site.folder.parent / "mkdocs.yml"
    cold = build(config, tmp_path / "cold")  # with a cache of this test's own
    warm = build(config, tmp_path / "warm")
    assert differences(files_of(cold.folder), files_of(warm.folder)) == []
    assert differences(files_of(cold.folder), files_of(site.folder)) == []


def test_with_one_instance_of_python_markdown() -> None:
    md = markdown.Markdown(extensions=["unisono"])
    assert md.convert("") == md.convert("\n \n") == ""
    assert "/books/" in md.convert(DELETE)
    assert md.reset().convert(" ") == ""


def test_a_page_that_is_blank_after_another_plugin(tmp_path: Path) -> None:
    """What it takes away is not missed, but for path and samples."""
    (tmp_path / "hook.py").write_text("def on_page_markdown(markdown, **_):\n    return ' '\n", encoding="utf-8")
    text = LIST + "\nText of the body.\n"
    site = site_of(tmp_path, {"index.md": "# Home\n", "list.md": text}, hooks=[str(tmp_path / "hook.py")])
    page = _article(site, "list/")
    assert text_of(with_class(page, "unisono-path")[0]) == "/books"
    assert "Text of the body" not in text_of(page)
    assert json.dumps(site.search_entries()).count("limit=2") == 1
