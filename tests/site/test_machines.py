"""What the site has for programs: Markdown of each page, `llms.txt`, and metadata in the heads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
import yaml

from browsing import Open
from sites import MakeSite, Site, endpoint, with_class

BODY = """\
Text, see [another](things/b.md#part) and [none](missing.md). <!-- not a comment of its own -->

<!-- A note between authors. -->

{% include part.md %}

### Request Parameters

order_uuid
: (string) ***Required*** The order, see [another](things/b.md).

~~~ bash
curl https://api.example.com/things/
~~~
{: title="Curl" }
"""

TWIN = """\
---
title: Get <Thing>
method: GET
path: /things/
description: Words about it
---

# Get <Thing>

`GET /things/`

Words about it

Text, see [another](../things/b/index.md#part) and [none](missing.md). <!-- not a comment of its own -->

Of an include.

### Request Parameters

order_uuid
: (string) ***Required*** The order, see [another](../things/b/index.md).

## Samples

### Curl

~~~ bash
curl https://api.example.com/things/
~~~
"""

FILES = {
    "a.md": endpoint("Get <Thing>", body=BODY),
    "things/b.md": endpoint("B [b]", "/b/", "2"),
    "things/plain.md": "# Plain\n\n<!-- note -->\n\n<!-- unisono: endpoints -->\n\n```\n<!-- unisono: endpoints -->\n```\n",
    "secret.md": endpoint("Secretname", "/secretpath/", visibility="internal"),
    "_includes/part.md": "Of an include.",
}


def _site(make_site: MakeSite, **settings: object) -> Site:
    return make_site(FILES, **settings)


def test_markdown_of_an_endpoint(make_site: MakeSite) -> None:
    assert _site(make_site).read("a/index.md") == TWIN


def test_markdown_of_an_ordinary_page(make_site: MakeSite) -> None:
    rows = "| GET | `/things/` | [Get <Thing>](../../a/index.md) |", "| GET | `/b/` | [B \\[b\\]](../b/index.md) |"
    table = "| Method | Path | Name |\n|---|---|---|\n"
    lists = f"{table}{rows[0]}\n\n**Things**\n\n{table}{rows[1]}"
    expected = f"# Plain\n\n{lists}\n\n```\n<!-- unisono: endpoints -->\n```\n"
    assert _site(make_site).read("things/plain/index.md") == expected


@pytest.mark.parametrize("name", ["Ask 😀", "Größe: 'né'", "日本", "yes", "- a # b"])
def test_the_head_is_yaml_without_escapes(make_site: MakeSite, name: str) -> None:
    head = make_site({"a.md": endpoint(json.dumps(name, ensure_ascii=False))}).read("a/index.md").split("---\n")[1]
    assert yaml.safe_load(head)["title"] == name
    assert "\\" not in head


def test_every_page_has_its_markdown(make_site: MakeSite) -> None:
    site = _site(make_site)
    assert {p.relative_to(site.folder).as_posix() for p in site.folder.rglob("*.md")} == {f"{u}index.md" for u in site.pages()}


def test_without_directory_urls(make_site: MakeSite) -> None:
    site = _site(make_site, use_directory_urls=False)
    assert "(things/b.md#part)" in site.read("a.md")
    assert 'href="a.md"' in site.read("a.html")


def test_llms_txt(make_site: MakeSite) -> None:
    site = _site(make_site, site_description="About it")
    assert site.read("llms.txt") == (
        "# Test\n\n> About it\n\n"
        "- [Home](https://docs.example.org/index.md)\n"
        "- [Get <Thing>](https://docs.example.org/a/index.md): Words about it\n\n"
        "## Things\n\n"
        "- [B \\[b\\]](https://docs.example.org/things/b/index.md): Words about it\n"
        "- [Plain](https://docs.example.org/things/plain/index.md)\n"
    )
    full = site.read("llms-full.txt")
    assert TWIN in full
    assert [full.index(f"\n# {title}") for title in ("Get", "B ", "Plain")] == sorted(
        full.index(f"\n# {title}") for title in ("Get", "B ", "Plain")
    )


def test_without_a_site_url(make_site: MakeSite) -> None:
    assert "- [Home](index.md)\n" in _site(make_site, site_url="").read("llms.txt")


def test_nothing_of_a_hidden_page(make_site: MakeSite) -> None:
    site = _site(make_site)
    assert [site.files_with(word) for word in ("Secretname", "secretpath", "secret.md")] == [[], [], []]


def _metadata(page: Element) -> dict[str, str]:
    return {str(e.get("property")): str(e.get("content")) for e in page.iter("meta") if e.get("property")}


def _linked_data(page: Element) -> list[dict[str, object]]:
    return [json.loads(e.text or "") for e in page.iter("script") if e.get("type") == "application/ld+json"]


def test_metadata_of_an_endpoint(make_site: MakeSite) -> None:
    page = _site(make_site).page("a/")
    url = "https://docs.example.org/a/"
    assert [e.get("href") for e in page.iter("link") if e.get("rel") == "canonical"] == [url]
    assert [e.get("href") for e in with_class(page, "unisono-twin")] == ["index.md"]
    assert _metadata(page) == {
        "og:type": "article",
        "og:title": "Get <Thing>",
        "og:site_name": "Test",
        "og:description": "Words about it",
        "og:url": url,
    }
    assert _linked_data(page) == [
        {
            "@context": "https://schema.org",
            "@type": "APIReference",
            "headline": "Get <Thing>",
            "description": "Words about it",
            "url": url,
            "isPartOf": {"@type": "WebSite", "name": "Test"},
        }
    ]


def test_metadata_says_only_what_is_known(make_site: MakeSite) -> None:
    text = endpoint("</script><b>").replace("description: Words about it\n", "")
    site = make_site({"a.md": text}, site_url="")
    assert set(_metadata(site.page("a/"))) == {"og:type", "og:title", "og:site_name"}
    assert _linked_data(site.page("a/"))[0]["headline"] == "</script><b>"
    assert set(_linked_data(site.page("a/"))[0]) == {"@context", "@type", "headline", "isPartOf"}
    assert _metadata(site.page("")) == {}
    assert with_class(site.page(""), "unisono-twin") == []


@pytest.mark.browser
def test_a_page_is_copied(open_page: Open, own_site: Site) -> None:
    page = open_page("api/orders/cancel_order/", permissions=["clipboard-read", "clipboard-write"])
    page.locator(".unisono-twin").click()
    page.get_by_text("Copied", exact=True).wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == own_site.read("api/orders/cancel_order/index.md")


def test_line_ends_in_a_name_make_no_section(make_site: MakeSite) -> None:
    text = '---\ntitle: /a/\nname: "One\\n\\n## Forged\\n\\n- [x](y)"\nmethod: get\nvisibility: public\n---\n'
    site = make_site({"a.md": text})
    for file in ("llms.txt", "llms-full.txt", "a/index.md"):
        assert not [line for line in site.read(file).splitlines() if line.startswith("## Forged")], file


ENDS = ["\n", "\n\n", "\r", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"]


def _forging(forged: str) -> str:
    """A page that has a text wherever one can be."""
    parameter = {"name": forged, "type": forged, "description": forged, "default": forged, "enum": [forged, forged]}
    front_matter = {
        "name": forged,
        "title": "/things/",
        "method": "get",
        "visibility": "public",
        "position": "1",
        "description": forged,
        "deprecated": forged,
        "parameters": [parameter],
        "parameters_title": forged,
        "right_code_blocks": [{"title": forged, "language": forged, "code_block": forged}],
    }
    return f"---\n{json.dumps(front_matter)}\n---\n"


def test_values_make_no_lines_of_their_own(make_site: MakeSite) -> None:
    texts = [
        "# forged",
        "~~~ forged",
        *(f"a{end}{mark} forged" for end in ENDS for mark in ("#", "~~~", "   ##", "---\nforged:")),
    ]
    pages = {f"p{number}.md": _forging(text) for number, text in enumerate(texts)}
    site = make_site(pages)
    for name in (*(f"{page.removesuffix('.md')}/index.md" for page in pages), "llms.txt", "llms-full.txt"):
        text = site.read(name)
        assert "forged" in text
        assert not [line for line in _outside_of_code(text) if re.match(" {0,3}(?:(?:#+|~~~) )?forged", line)]


def _outside_of_code(text: str) -> Iterator[str]:
    """The lines that are in no fence of tildes, whatever ends them."""
    fence = ""
    for line in text.splitlines():
        found = re.match(" {0,3}(~{3,})(.*)", line)
        if found and not fence:
            fence = found[1]
        elif found and len(found[1]) >= len(fence) and not found[2].strip():
            fence = ""
        elif fence:
            continue
        yield line
