"""The catalogue of errors: what a page has in the place of the comment `<!-- unisono: errors -->`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from html import escape

from unisono.checking.wording import one_line
from unisono.drawing.endpoint_list import items_html, link_markdown, row
from unisono.drawing.facts import Failure
from unisono.drawing.markup import method_html
from unisono.drawing.responses import anchor_of, status_html
from unisono.pages.statuses import phrase_of
from unisono.records import dataclass
from unisono.words import Words, count


@dataclass(frozen=True)
class Answering:
    """What tells of errors: its name as plain text, its URL from the page with the catalogue, and the method of its endpoint;
    "" for a page that says what holds for several."""

    name: str
    url: str
    method: str
    failures: Sequence[Failure]


@dataclass
class _Error:
    """A row: a code, or "" for what is said of the status alone, and what it means; with the pages that tell of it, each with
    what it says itself."""

    code: str
    meanings: dict[str, None] = field(default_factory=dict)
    told: list[tuple[Answering, Failure]] = field(default_factory=list)


def _errors(pages: Iterable[Answering]) -> dict[str, list[_Error]]:
    """The rows by their status: first what is said of it alone, then its codes."""
    found: dict[str, dict[tuple[str, str], _Error]] = {}
    for page in pages:
        for failure in page.failures:
            rows = found.setdefault(failure.status, {})
            for code, meaning in failure.codes or [("", "")]:
                said = meaning if code else meaning or failure.meaning
                row = rows.setdefault((code, "" if code else said), _Error(code))
                row.meanings |= {said: None} if said else {}
                row.told.append((page, failure))
    return {
        status: sorted(rows.values(), key=lambda row: (row.code != "", row.code))
        for status, rows in sorted(found.items(), key=lambda item: (item[0] == "", item[0]))
    }


def _coverage(pages: Sequence[Answering], endpoints: int, words: Words) -> str:
    """How much of the site the catalogue has: what is not documented is not in it."""
    telling = sum(page.method != "" and bool(page.failures) for page in pages)
    return words.errors_documented.format(
        telling=telling, endpoints=count(endpoints, words.endpoints_one, words.endpoints_other)
    )


def errors_html(pages: Sequence[Answering], endpoints: int, words: Words) -> str:
    """The catalogue as a table with a group of rows for each status. `endpoints` is how many there are in all."""
    found = _errors(pages)
    if not found:
        return ""
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in _titles(words))
    bodies = "".join(
        f"<tbody>{_status_html(status, words)}{''.join(_row_html(one, words) for one in rows)}</tbody>"
        for status, rows in found.items()
    )
    table = f'<table class="unisono-table"><thead><tr>{head}</tr></thead>{bodies}</table>'
    return f'<div class="unisono-errors">{table}<p>{escape(_coverage(pages, endpoints, words))}</p></div>'


def _titles(words: Words) -> tuple[str, ...]:
    return words.code, words.meaning, words.endpoints


def _status_html(status: str, words: Words) -> str:
    shown = status_html(status) if status else escape(words.no_status)
    return f'<tr><th colspan="3" scope="rowgroup" id="{anchor_of(status)}">{shown}</th></tr>'


def _row_html(row: _Error, words: Words) -> str:
    code = f"<code>{escape(row.code)}</code>" if row.code else ""
    meaning = "<br>".join(escape(_sentence(text)) for text in row.meanings)
    pages = items_html([_page_html(page, failure, row) for page, failure in row.told], words)
    return f"<tr><td>{code}</td><td>{meaning}</td><td>{pages}</td></tr>"


def _page_html(page: Answering, failure: Failure, row: _Error) -> str:
    method = f"{method_html(page.method)} " if page.method else ""
    own = _own(failure, row)
    said = f' <span class="unisono-said">{escape(_sentence(own))}</span>' if own else ""
    return f'<li>{method}<a href="{escape(_url(page, failure))}">{escape(page.name)}</a>{said}</li>'


def _own(failure: Failure, row: _Error) -> str:
    """What the page says of the status, where the row does not."""
    return "" if failure.meaning in row.meanings else failure.meaning


def _url(page: Answering, failure: Failure) -> str:
    return f"{page.url}#{anchor_of(failure.status)}" if failure.in_table else page.url


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def errors_markdown(pages: Sequence[Answering], endpoints: int, words: Words) -> str:
    """The catalogue as Markdown: a table for each status below it."""
    found = _errors(pages)
    blocks = [block for status, rows in found.items() for block in _status_markdown(status, rows, words)]
    return "\n\n".join([*blocks, _coverage(pages, endpoints, words)] if blocks else [])


def _status_markdown(status: str, rows: Iterable[_Error], words: Words) -> Iterator[str]:
    yield f"**{f'{status} {phrase_of(status)}'.strip() if status else words.no_status}**"
    yield "\n".join([row(_titles(words)), "|---|---|---|", *map(_row_markdown, rows)])


def _row_markdown(error: _Error) -> str:
    links = []
    for page, failure in error.told:
        own = _own(failure, error)
        method = f"{page.method} " if page.method else ""
        links.append(f"{method}{link_markdown(page.name, page.url)}{f' ({one_line(own)})' if own else ''}")
    meaning = " ".join(map(_sentence, error.meanings))
    return row((f"`{error.code}`" if error.code else "", meaning, ", ".join(links)))
