"""The form for the reader's own values, as HTML. The script reads it, and nothing sends it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from unisono.checking.settings import Server
from unisono.languages.quoting import BASE, TOKEN
from unisono.pages.parameters import Place
from unisono.words import Words, script_words_html

_PLACES = (Place.PATH, Place.QUERY, Place.HEADER, Place.REQUEST)


def in_form(slots: Sequence[str]) -> list[str]:
    """The names of the values that a form asks for, in its order."""
    order = [BASE, TOKEN, *map(str, _PLACES)]
    return sorted(set(slots), key=lambda name: (order.index(_place(name)), slots.index(name)))


def _place(name: str) -> str:
    return name.partition(".")[0]


def form_html(
    names: Sequence[str], base: str, servers: Sequence[str], kinds: Mapping[str, str], words: Words, *, tried: bool
) -> str:
    """The form for the values that some sample takes. `servers` can be chosen; `kinds` are those of values that are no text;
    `tried` says whether the page has a request that can be sent."""
    if not names:
        return ""
    said = {Place.QUERY: words.own_query, Place.HEADER: words.own_header, Place.REQUEST: words.own_body}
    html = _servers_html(servers, words) if BASE in names and len(servers) > 1 else ""
    for place, group in groupby(names, _place):
        inputs = [_input_html(name, base, kinds.get(name, ""), words) for name in group]
        title = said.get(Place(place)) if place in _PLACES else None
        html += _group_html(title.format(count=len(inputs)), inputs) if title else "".join(inputs)
    return (
        f'<details class="unisono-own" data-search-exclude=""><summary>{escape(words.own)}</summary>'
        f'<div class="unisono-fields">{html}</div><p>{escape(words.own_note_tried if tried else words.own_note)} '
        f'<button class="unisono-clear" type="button">{escape(words.own_clear)}</button></p>'
        f"{script_words_html(words, 'own')}</details>"
    )


def _group_html(title: str, inputs: Sequence[str]) -> str:
    """Values that a page has many of, folded."""
    fields = f'<div class="unisono-fields">{"".join(inputs)}</div>'
    return f'<details class="unisono-group"><summary>{escape(title)}</summary>{fields}</details>'


def _servers_html(servers: Sequence[str], words: Words) -> str:
    options = "".join(
        f'<option value="{escape(server)}">{escape(server.name if isinstance(server, Server) else server)}</option>'
        for server in servers
    )
    none = f'<option value="">{escape(words.own_as_in_samples)}</option>'
    return f"<label>{escape(words.own_server)} <select>{none}{options}</select></label>"


def _input_html(name: str, base: str, kind: str, words: Words) -> str:
    """A field, of which the script says how browsers are to treat it: there may be many."""
    said = {BASE: words.own_base, TOKEN: words.own_token}.get(name)
    label = escape(said) if said else f"<code>{escape(name.partition('.')[2])}</code>"
    example = base if name == BASE else words.own_truth if kind == "boolean" else ""
    hint = f' placeholder="{escape(example)}"' if example else ""
    if name == TOKEN:
        field = f'<input name="{TOKEN}" aria-label="{label}" type="password">'
        show = (
            f'<button class="unisono-show" type="button" aria-label="{escape(words.script_own_show_token)}">'
            f"{escape(words.script_own_show)}</button>"
        )
        field = f'<span class="unisono-concealed">{field}{show}</span>'
    else:
        kept = f' data-kind="{kind}"' if kind else ""
        field = f'<input name="{escape(name)}"{kept}{hint}>'
    return f"<label>{label} {field}</label><output></output>"
