"""What Material's search knows of an endpoint beyond the text of its page.

Its index holds `/orders/cancel/` and `order_uuid` as single words, as its separator is white space and hyphens, and samples on
any page name methods. So an endpoint's entry gets a field of its own in the index, which is searched but not shown: the method,
the path and the parameters, whole and in words. The separator stays the author's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from material.plugins.search.plugin import SearchIndex, SearchPlugin  # type: ignore[import-untyped]
from mkdocs.structure.pages import Page as SitePage
from mkdocs.structure.toc import AnchorLink

from unisono.checking.disagreements import page_base
from unisono.pages.model import EndpointPage
from unisono.pages.reading import LIST
from unisono.site.sections import sections_of
from unisono.text.regex import regex

FIELD = "endpoint"

BOOST = 100.0
"""A match here counts more than one in the text (1) and less than one in the title (1,000)."""

_KNOWN = frozenset(("cc8a3ac0a8862662d11e87fefcdaa4a42d9ebd70a7943fa921c1c80e2661730b",))
"""Material's search plugin as `sections` knows it, by the digests of its source: that of 9.8.0 to 9.8.2."""

_WORD = regex(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![^\W\d_A-Z])|\d+")


_ATTRIBUTE = regex(r'data-search-\w+="[^"]+"')


def without_search_attributes(html: str) -> str:
    """As Material's search plugin leaves a page's HTML for the template. Its own expression begins with optional white space,
    for which it looks at every character: half a millisecond on a page."""
    kept, at = [], 0
    for found in _ATTRIBUTE.finditer(html):
        before = html[at : found.start()]
        kept.append(before[:-1] if before[-1:].isspace() else before)
        at = found.end()
    return "".join([*kept, html[at:]])


def search_words(page: EndpointPage) -> list[str]:
    """The words that an endpoint is found by, each once."""
    names = [name.value for group in page.parameter_groups for parameter in group.walk() if (name := parameter.name)]
    path = page.target.path if page.target else ""
    paths = [path, path.strip("/"), *([f"{base}{path}"] if (base := page_base(page)) else [])] if path else []
    return list(dict.fromkeys([page.method, *(word for text in (*paths, *names) for word in (text, *_WORD.findall(text)))]))


def entries_of(page: SitePage, plugins: Iterable[object]) -> list[dict[str, Any]] | None:
    """The page as Material's search plugin would put it into its index; None where there is none, or where the page has a list
    that depends on the others."""
    search = _search(plugins)
    html = page.content or ""
    if search is None or LIST.search(html):
        return None
    index = SearchIndex(**search.config)
    sections = sections_of(html) if is_known() else None
    if sections is None:
        index.add_entry_from_context(page)
    elif not (page.meta.get("search") or {}).get("exclude"):
        anchors = _anchors(page.toc)
        for section in sections:
            if not section.excluded:
                index.create_entry_for_section(section, anchors.get(section.id, []), page.url, page)
    entries: list[dict[str, Any]] = index.entries
    return entries


@cache
def is_known() -> bool:
    """Whether the search plugin of the Material that is installed is one whose entries are known from here. Any other makes its
    entries itself."""
    try:
        source = files("material.plugins.search").joinpath("plugin.py").read_bytes()
    except OSError:
        return False
    return sha256(source).hexdigest() in _KNOWN


def _anchors(toc: Iterable[AnchorLink]) -> dict[str | None, list[AnchorLink]]:
    """The first anchor of an id, as the plugin looks for it in the whole of a table of contents."""
    found: dict[str | None, list[AnchorLink]] = {}
    pending = [*toc][::-1]
    while pending:
        anchor = pending.pop()
        found.setdefault(anchor.id, [anchor])
        pending.extend(reversed(anchor.children))
    return found


def index_entries(plugins: Iterable[object]) -> list[dict[str, Any]]:
    """The index of Material's search plugin, to be added to; a list that nobody reads where there is none."""
    search = _search(plugins)
    entries: list[dict[str, Any]] = search.search_index.entries if search else []
    return entries


def complete_search(plugins: Iterable[object], words: Mapping[str, Sequence[str]]) -> None:
    """Add to the entries that Material's search plugin has collected, before it writes them. `words` are those of endpoints, by
    the URL of the page."""
    if search := _search(plugins):
        search.search_index.config["fields"][FIELD] = {"boost": BOOST}
        for entry in search.search_index.entries:
            if entry["location"] in words:
                entry[FIELD] = " ".join(words[entry["location"]])


def _search(plugins: Iterable[object]) -> SearchPlugin | None:
    return next((plugin for plugin in plugins if isinstance(plugin, SearchPlugin) and plugin.config.enabled), None)
