"""Sites in two languages, by mkdocs-static-i18n in both of its structures: what is translated, what is not, and what leads from
one to the other. In an environment of its own; `pytest -m host` runs it."""

from __future__ import annotations

import json
from xml.etree.ElementTree import Element

import html5lib
import pytest
from playwright.sync_api import Browser

from browsing import pages
from hosts import PACKAGES, build_with, environment
from sites import Site, configure, navigation_with_methods, text_of, with_class, write

pytestmark = pytest.mark.host

PAGE = """\
---
title: /orders/{{id}}/
name: {name}
position: {position}
method: {method}
visibility: public
description: {words}
parameters:
  - {{name: id, in: path, content: {words}}}
---
[{link}]({target})

~~~ bash
curl -X {method} https://api.example.com/orders/7/ -H 'Authorization: Bearer TOKEN'
~~~
{{: title="Curl" }}
"""
HOME = "# {}\n\n<!-- unisono: endpoints -->\n\n[{}](orders/get.md)\n"

ENGLISH = {
    "index.md": HOME.format("Home", "Get"),
    "orders/get.md": PAGE.format(
        name="Get Order", position=2, method="GET", words="One order", link="Cancel", target="cancel.md"
    ),
    "orders/cancel.md": PAGE.format(
        name="Cancel Order", position=1, method="DELETE", words="No order", link="Get", target="get.md"
    ),
}
GERMAN = {
    "index.md": HOME.format("Start", "Abrufen"),
    "orders/get.md": PAGE.format(
        name="Bestellung abrufen", position=2, method="GET", words="Eine Bestellung", link="Stornieren", target="cancel.md"
    ),
}
LANGUAGES = [
    {"locale": "en", "name": "English", "default": True, "build": True},
    {"locale": "de", "name": "Deutsch", "build": True},
]


def sources(structure: str) -> dict[str, str]:
    if structure == "folder":
        return {f"en/{path}": text for path, text in ENGLISH.items()} | {f"de/{path}": text for path, text in GERMAN.items()}
    return ENGLISH | {path.replace(".md", ".de.md"): text for path, text in GERMAN.items()}


@pytest.fixture(scope="module", params=[("folder", True), ("suffix", True), ("suffix", False)], ids=str)
def site(request: pytest.FixtureRequest, pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """With each structure; before this project's plugin, and after it."""
    structure, first = request.param
    folder = tmp_path_factory.mktemp(structure)
    write(folder / "docs", sources(structure))
    i18n = {"i18n": {"docs_structure": structure, "languages": LANGUAGES}}
    unisono = {"unisono": {"exports": ["har"]}}
    configure(folder, plugins=["search", i18n, unisono] if first else ["search", unisono, i18n])
    return build_with(folder, [environment(pytestconfig, "plugins", PACKAGES) / "mkdocs", "build", "--strict"])


def page(site: Site, url: str) -> Element:
    root: Element = html5lib.HTMLParser(namespaceHTMLElements=False).parse(site.read(f"{url}index.html"))
    return root


@pytest.mark.parametrize(
    ("url", "heading", "said", "link"),
    [
        ("orders/get/", "Get Order", "Copy page", ("../cancel/", "Cancel")),
        ("de/orders/get/", "Bestellung abrufen", "Seite kopieren", ("../cancel/", "Stornieren")),
        ("de/orders/cancel/", "Cancel Order", "Seite kopieren", ("../get/", "Get")),  # not translated, in a German site
    ],
)
def test_endpoint_pages(site: Site, url: str, heading: str, said: str, link: tuple[str, str]) -> None:
    root = page(site, url)
    assert root.get("lang") == ("de" if url.startswith("de") else "en")
    assert text_of(with_class(root, "unisono-head")[0].find("h1") or root).strip().startswith(heading)
    assert [text_of(e) for e in with_class(root, "unisono-twin")] == [said]
    links = [(a.get("href"), text_of(a)) for prose in with_class(root, "unisono-prose") for a in prose.iter("a")]
    assert link in links
    assert [e.get("id") for e in with_class(root, "unisono-prose")[-1].iter("h2")] == ["path-parameters"]
    styles = [e.get("href") for e in root.iter("link") if "unisono.css" in str(e.get("href"))]
    assert len(styles) == 1  # not once for each build
    assert (site.folder / url / str(styles[0])).resolve().is_file()


@pytest.mark.parametrize(
    ("url", "head", "rows"),
    [
        ("", ["Method", "Path", "Name"], [("Cancel Order", "orders/cancel/"), ("Get Order", "orders/get/")]),
        ("de/", ["Methode", "Pfad", "Name"], [("Cancel Order", "orders/cancel/"), ("Bestellung abrufen", "orders/get/")]),
    ],
)
def test_lists_of_endpoints(site: Site, url: str, head: list[str], rows: list[tuple[str, str]]) -> None:
    table = with_class(page(site, url), "unisono-table")[0]
    assert [text_of(cell) for cell in table.iter("th")] == head
    found = [(text_of(a), str(a.get("href"))) for a in table.iter("a")]
    assert sorted(found) == sorted(rows)
    assert all((site.folder / url / address / "index.html").is_file() for _, address in found)


def test_the_navigation_is_in_order(site: Site) -> None:
    assert navigation_with_methods(page(site, ""))[1:] == [("", "Orders"), ("DELETE", "Cancel Order"), ("GET", "Get Order")]
    german = navigation_with_methods(page(site, "de/"))
    assert german[0] == ("", "Start")
    assert [title for method, title in german if method] == ["Cancel Order", "Bestellung abrufen"]


def test_the_switch_leads_to_the_same_page(site: Site) -> None:
    for url, english, german in (
        ("orders/get/", "./", "../../de/orders/get/"),
        ("de/orders/get/", "../../../orders/get/", "./"),
        ("de/orders/cancel/", "../../../orders/cancel/", "./"),
    ):
        switch = with_class(page(site, url), "md-select__list")[0]
        assert {a.get("hreflang"): a.get("href") for a in switch.iter("a")} == {"en": english, "de": german}


def test_each_page_is_found_once_in_its_language(site: Site) -> None:
    found = {entry["location"]: entry for entry in site.search_entries()}
    endpoints = {location: entry["title"] for location, entry in found.items() if "endpoint" in entry}
    assert endpoints == {
        "orders/cancel/": "Cancel Order",
        "orders/get/": "Get Order",
        "de/orders/get/": "Bestellung abrufen",
    }
    assert "de/orders/get/#path.id" in found
    assert [location for location in found if location.startswith("de/orders/cancel/")] == []


def test_twins_and_what_lists_them(site: Site) -> None:
    assert "[Stornieren](../cancel/index.md)" in site.read("de/orders/get/index.md")
    assert "[Get](../get/index.md)" in site.read("de/orders/cancel/index.md")
    listed = [line for line in site.read("llms.txt").splitlines() if line.startswith("- ")]
    base = "https://docs.example.org/"
    assert sorted(listed) == sorted(
        [
            f"- [Home]({base}index.md)",
            f"- [Cancel Order]({base}orders/cancel/index.md): No order",
            f"- [Get Order]({base}orders/get/index.md): One order",
            f"- [Start]({base}de/index.md)",
            f"- [Bestellung abrufen]({base}de/orders/get/index.md): Eine Bestellung",
            f"- [HAR 1.2]({base}downloads/requests.har)",
        ]
    )


def test_downloads_are_those_of_the_default_language(site: Site) -> None:
    names = [entry["comment"] for entry in json.loads(site.read("downloads/requests.har"))["log"]["entries"]]
    assert names
    assert "Bestellung" not in str(names)
    assert 'href="../downloads/requests.har"' in site.read("de/index.html")


def test_from_one_language_to_the_other(browser: Browser, site: Site) -> None:
    with pages(browser, site) as open_page:
        window = open_page("orders/get/")
        window.locator(".md-select > button").hover()
        window.locator(".md-select__link[hreflang=de]").click()
        window.wait_for_url("**/de/orders/get/")
        assert window.locator("h1").first.inner_text().strip() == "Bestellung abrufen"
        window.locator(".unisono-own > summary").click()
        window.locator(".unisono-own input[name=base]").fill("example.com")
        told = window.locator(".unisono-own output").first
        assert told.inner_text() == "Vor example.com fehlt https://: Die Codebeispiele behalten ihren Wert."
