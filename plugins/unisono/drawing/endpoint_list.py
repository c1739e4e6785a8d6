"""Lists of endpoints: what a page has in the place of the comment `<!-- unisono: endpoints -->`."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape, unescape
from itertools import groupby

from unisono.checking.wording import one_line
from unisono.drawing.markup import deprecated_html, from_samples_html, method_html, path_html
from unisono.pages.model import EndpointPage, heading
from unisono.records import dataclass
from unisono.text.source import Source, Text
from unisono.wire.target import Target, read_target
from unisono.words import Words


@dataclass(frozen=True)
class ListedEndpoint:
    """An endpoint as lists show it."""

    method: str
    name: str
    target: Target | None
    is_deprecated: bool = False

    @classmethod
    def of(cls, page: EndpointPage) -> ListedEndpoint:
        """That of a page."""
        return cls(page.method, heading(page), page.target, page.deprecation is not None)


@dataclass(frozen=True)
class Listed:
    """An endpoint in a list: its URL from the page with the list, the title of its section as HTML, the base path before its
    own, and the path that its samples have where it declares none."""

    endpoint: ListedEndpoint
    url: str
    section: str
    base: str = ""
    sent: str | None = None


def list_html(listed: Sequence[Listed], words: Words) -> str:
    """A table with a group of rows for each section; of one section, without its title."""
    if not listed:
        return ""
    groups = [(section, list(rows)) for section, rows in groupby(listed, key=lambda entry: entry.section)]
    bodies = "".join(
        f"<tbody>{_section_html(section) if len(groups) > 1 else ''}{''.join(_row_html(row, words) for row in rows)}</tbody>"
        for section, rows in groups
    )
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in (words.method, words.path, words.name))
    return f'<div class="unisono-endpoints"><table class="unisono-table"><thead><tr>{head}</tr></thead>{bodies}</table></div>'


def _section_html(section: str) -> str:
    return f'<tr><th colspan="3" scope="rowgroup">{section}</th></tr>' if section else ""


def _row_html(entry: Listed, words: Words) -> str:
    endpoint = entry.endpoint
    sent = read_target(Text.of(Source("", entry.sent))) if entry.sent else None
    path = ""
    if target := endpoint.target or sent:
        path = f'<code class="unisono-path">{path_html(target, entry.base)}</code>'
        path += f" {from_samples_html(words)}" if target is sent else ""
    name = f'<a href="{escape(entry.url)}">{escape(endpoint.name)}</a>'
    deprecated = f" {deprecated_html(words)}" if endpoint.is_deprecated else ""
    return f"<tr><td>{method_html(endpoint.method)}</td><td>{path}</td><td>{name}{deprecated}</td></tr>"


FOLDED_FROM = 9
"""Endpoints in a cell from which on they are folded."""


def items_html(items: Sequence[str], words: Words) -> str:
    """A list of endpoints in a cell of another list."""
    html = f"<ul>{''.join(items)}</ul>"
    if len(items) < FOLDED_FROM:
        return html
    summary = escape(words.many_endpoints.format(count=len(items)))
    return f'<details class="unisono-more"><summary>{summary}</summary>{html}</details>'


def list_markdown(listed: Sequence[Listed], words: Words) -> str:
    """The list as Markdown: a table for each section below its title."""
    blocks = []
    head = row((words.method, words.path, words.name))
    groups = [(section, list(rows)) for section, rows in groupby(listed, key=lambda entry: entry.section)]
    for section, rows in groups:
        if section and len(groups) > 1:
            blocks.append(f"**{one_line(unescape(section))}**")
        blocks.append("\n".join([head, "|---|---|---|", *(_row_markdown(entry, words) for entry in rows)]))
    return "\n\n".join(blocks)


def _row_markdown(entry: Listed, words: Words) -> str:
    path = f"`{entry.sent}` ({words.from_samples})" if entry.sent else ""
    endpoint = entry.endpoint
    path = f"`{entry.base}{endpoint.target.path}`" if endpoint.target else path
    return row((endpoint.method, path, link_markdown(endpoint.name, entry.url)))


def link_markdown(name: str, url: str) -> str:
    """A link whose text is as it is."""
    escaped = name.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return f"[{escaped}]({url})"


def row(cells: Sequence[str]) -> str:
    """A row of a table of Markdown."""
    return f"| {' | '.join(one_line(cell).replace('|', '&#124;') for cell in cells)} |"
