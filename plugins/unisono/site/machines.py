"""What a site has for programs that read it: `llms.txt` (https://llmstxt.org), and metadata in the pages' heads."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from itertools import groupby

from unisono.checking.wording import one_line
from unisono.pages.model import EndpointPage, heading
from unisono.records import dataclass
from unisono.words import Words, script_words_html


@dataclass(frozen=True)
class Twin:
    """A page's Markdown: its address in the site, the page's path, and what a list of pages says of it. Titles are plain."""

    uri: str
    path: str
    section: str
    title: str
    description: str
    markdown: str


def llms_txt(name: str, description: str, base: str, twins: Iterable[Twin], files: Iterable[tuple[str, str]]) -> str:
    """The list of all pages by section, in order, and of the files to download, each with its title and its address in the
    site. `base` is the site's URL with its slash, "" if that is not known."""
    blocks = [f"# {one_line(name)}", *([f"> {one_line(description)}"] if description else [])]
    headed = False
    for section, entries in groupby(twins, key=lambda twin: twin.section):
        if section or headed:  # after a section, pages in none would be in that
            blocks.append(f"## {one_line(section or name)}")
            headed = True
        blocks.append("\n".join(_entry(base, twin) for twin in entries))
    if links := [f"- [{one_line(title)}]({base}{uri})" for title, uri in files]:
        blocks += ["## Downloads", "\n".join(links)]
    return "\n\n".join(blocks) + "\n"


def _entry(base: str, twin: Twin) -> str:
    title = one_line(twin.title).replace("[", "\\[").replace("]", "\\]")
    return f"- [{title}]({base}{twin.uri}){f': {twin.description}' if twin.description else ''}"


def llms_full_txt(twins: Iterable[Twin]) -> str:
    """All pages in one file, in order."""
    return "\n\n".join(twin.markdown.rstrip("\n") for twin in twins) + "\n"


def head_metadata(page: EndpointPage, site: str, url: str | None) -> str:
    """Elements for the head of an endpoint's page: OpenGraph (https://ogp.me), and JSON-LD of schema.org's `APIReference`.
    `url` is the canonical one, None where it is not known."""
    title, description = heading(page), " ".join(page.description.value.split()) if page.description else ""
    properties = {"og:type": "article", "og:title": title, "og:site_name": site, "og:description": description, "og:url": url}
    linked = {
        "@context": "https://schema.org",
        "@type": "APIReference",
        "headline": title,
        "description": description,
        "url": url,
        "isPartOf": {"@type": "WebSite", "name": site},
    }
    # Inside a script element, only `<` could end it (HTML, 13.2.5.4).
    data = json.dumps({name: value for name, value in linked.items() if value}, ensure_ascii=False).replace("<", "\\u003c")
    return "".join(
        [
            *(f'<meta property="{name}" content="{escape(value)}">' for name, value in properties.items() if value),
            f'<script type="application/ld+json">{data}</script>',
        ]
    )


def copy_link_html(twin: str, words: Words) -> str:
    """The link to a page's Markdown, in the form of Material's own buttons; the script makes it copy."""
    link = (
        f'<a class="md-content__button unisono-twin" href="{escape(twin)}" type="text/markdown">{escape(words.copy_page)}</a>'
    )
    return link + script_words_html(words, "page")
