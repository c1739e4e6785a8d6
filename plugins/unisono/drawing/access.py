"""What an endpoint is accessed with, from what its samples send: below its heading, and as the list of a site in the place of
the comment `<!-- unisono: authentication -->`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from unisono.checking.wording import one_line
from unisono.drawing.endpoint_list import ListedEndpoint, items_html, link_markdown, row
from unisono.drawing.markup import method_html
from unisono.pages.access import Access, Credential, access_of
from unisono.pages.documentation import documentation_of
from unisono.pages.model import EndpointPage
from unisono.records import dataclass
from unisono.words import Words


def access_html(page: EndpointPage, words: Words, url: str) -> str:
    """The credentials and the header fields that the samples of a page send and that its lists of header fields do not name.
    `url` is that of the page about authentication, "" where the site has none."""
    access, documented = access_of(page), documentation_of(page).header_fields
    rows = [
        (
            _linked(escape(words.authentication), url),
            [_of_samples(escape_code(one.text), one, access, escape(words.in_some)) for one in _sorted(access)],
        ),
        (
            escape(words.header_fields),
            [
                escape_code(f"{field.name}: {field.value}" if field.value else field.name)
                for field in access.fields
                if documented.get(field.name) is None
            ],
        ),
    ]
    html = "".join(f"<div><dt>{name}</dt><dd>{' '.join(values)}</dd></div>" for name, values in rows if values)
    return f'<dl class="unisono-access" data-search-exclude="">{html}</dl>' if html else ""


def access_markdown(page: EndpointPage, words: Words) -> str:
    """The credentials as a line of Markdown; "" for a page whose samples send none."""
    access = access_of(page)
    found = [_of_samples(f"`{one_line(one.text)}`", one, access, words.in_some) for one in _sorted(access)]
    return f"{words.authentication}: {', '.join(found)}" if found else ""


def _linked(name: str, url: str) -> str:
    return f'<a href="{escape(url)}">{name}</a>' if url else name


def escape_code(text: str) -> str:
    """Text as code of HTML."""
    return f"<code>{escape(text)}</code>"


def _sorted(access: Access) -> list[Credential]:
    return sorted(access.credentials, key=lambda one: (one.place != "header", one.text.lower()))


def _of_samples(shown: str, credential: Credential, access: Access, in_some: str) -> str:
    """With how many samples have it, where not all have."""
    return shown if credential.samples == access.read else f"{shown} ({_counted(credential, access, in_some)})"


def _counted(credential: Credential, access: Access, in_some: str) -> str:
    return in_some.format(count=credential.samples, total=access.read)


@dataclass(frozen=True)
class Accessed:
    """An endpoint in the list: its URL from the page with the list."""

    endpoint: ListedEndpoint
    url: str
    access: Access


def _groups(pages: Iterable[Accessed]) -> Iterator[tuple[list[str], list[Accessed]]]:
    """The endpoints by what they are accessed with: what is sent, as it is; else a sentence alone."""
    by_kind = sorted(pages, key=lambda one: _rank(one.access))
    for rank, found in groupby(by_kind, key=lambda one: _rank(one.access)):
        yield list(rank[1]), list(found)


def _rank(access: Access) -> tuple[int, tuple[str, ...]]:
    """First what has credentials, then what has none, then what is not known."""
    texts = tuple(one.text for one in _sorted(access))
    return 0 if texts else 1 if access.read else 2, texts


def _sentence(access: Access, words: Words) -> str:
    return words.no_credentials if access.read else words.unknown_credentials


def authentication_html(pages: Sequence[Accessed], words: Words) -> str:
    """The list as a table with a row for each kind of access."""
    if not pages:
        return ""
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in (words.sent, words.endpoints))
    rows = "".join(_row_html(texts, found, words) for texts, found in _groups(pages))
    table = f'<table class="unisono-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    return f'<div class="unisono-authentication">{table}</div>'


def _row_html(texts: Sequence[str], found: Sequence[Accessed], words: Words) -> str:
    sent = "<br>".join(map(escape_code, texts)) or escape(_sentence(found[0].access, words))
    items = items_html([_item_html(one, words) for one in found], words)
    return f'<tr><th scope="row">{sent}</th><td>{items}</td></tr>'


def _item_html(one: Accessed, words: Words) -> str:
    said = _partly(one.access, words)
    own = f' <span class="unisono-said">{escape(said)}</span>' if said else ""
    return f'<li>{method_html(one.endpoint.method)} <a href="{escape(one.url)}">{escape(one.endpoint.name)}</a>{own}</li>'


def _partly(access: Access, words: Words) -> str:
    """Which of the credentials only some of the samples have."""
    partly = [one for one in _sorted(access) if one.samples != access.read]
    return words.comma.join(f"{one.text} {_counted(one, access, words.in_some)}" for one in partly)


def authentication_markdown(pages: Sequence[Accessed], words: Words) -> str:
    """The list as a table of Markdown."""
    if not pages:
        return ""
    rows = []
    for texts, found in _groups(pages):
        sent = ", ".join(f"`{one_line(text)}`" for text in texts) or _sentence(found[0].access, words)
        links = [f"{one.endpoint.method} {link_markdown(one.endpoint.name, one.url)}" for one in found]
        rows.append(row((sent, ", ".join(links))))
    return "\n".join([row((words.sent, words.endpoints)), "|---|---|", *rows])
