"""Try it: the request that a page proves, as the script sends it to a server that the reader names, as HTML.

The request stands there as a reader sees it, its parts marked: what the script sends is what is shown. The reader's own values
are put into it as into the samples.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from html import escape

from unisono.checking.checked import CheckedSample
from unisono.checking.declared import Undeclared, declared_request, with_example
from unisono.checking.result import Result
from unisono.checking.settings import Server, Settings
from unisono.drawing.anchors import anchors
from unisono.drawing.browser_limits import kept_fields, obstacles
from unisono.drawing.documented_answers import documented_answers
from unisono.drawing.highlight import quoted
from unisono.drawing.own_values import OwnValue, Part, own_values
from unisono.drawing.substitution import slot_attributes
from unisono.drawing.variants import Variants
from unisono.languages import languages
from unisono.languages.writing import Unwritable, write_sample, writers
from unisono.pages.documentation import documentation_of
from unisono.pages.model import EndpointPage, Sample
from unisono.pages.sample_groups import SampleGroup, sample_groups
from unisono.records import dataclass
from unisono.text.source import Source, Text
from unisono.wire.compare import base_path
from unisono.wire.request import Request
from unisono.words import Words, script_words_html

CLASS = "unisono-try"
"""By which a page that has it is known."""


@dataclass(frozen=True, eq=False)
class Attempt:
    """The request of a set of samples that at least one of them is proven to send, and the command to run where a browser
    cannot send it; None where no client can say it in one. `example` is the number of the example that it has, of several that
    can be chosen."""

    label: str
    request: Request
    values: Sequence[OwnValue]
    command: Sample | None
    example: int = 0


def attempts(page: EndpointPage, result: Result, settings: Settings) -> list[Attempt]:
    """What of a page can be tried; nothing of a set of samples none of which agrees."""
    checked = {one.sample: one for one in result.samples if one.outcome == "agree"}
    found = ((group, [checked[s] for s in group.samples if s in checked]) for group in sample_groups(page))
    tried = (_attempt(page, group, agreeing, settings) for group, agreeing in found if agreeing)
    return [attempt for attempt in tried if attempt]


def _attempt(page: EndpointPage, group: SampleGroup, agreeing: Sequence[CheckedSample], settings: Settings) -> Attempt | None:
    alone = [one for one in agreeing if len(one.sample.reading.requests) == 1]
    alone.sort(key=lambda one: not one.is_called)
    sent = next((one.sample.reading.requests[0] for one in alone), None)
    if sent is None:
        return None
    base = (base_path(sent, page.target) if page.target else None) or ""
    try:
        request = declared_request(page, alone, group.examples(page.request_examples), settings, base, None)
    except Undeclared:
        request = sent
    label = group.heading.words if group.heading else ", ".join(sample.title for sample in group.samples)
    values = list(own_values(page, request, settings.stating_servers))
    return Attempt(label, request, values, _command(alone, request))


def with_examples(page: EndpointPage, found: list[Attempt], choices: Variants, settings: Settings) -> list[Attempt]:
    """The request of a page with each of the examples that can be chosen for its samples, the one that these have first."""
    if len(found) != 1 or not choices.choices:
        return found
    made = []
    for number, example in choices.choices.items():
        request = with_example(found[0].request, [example])
        values = list(own_values(page, request, settings.stating_servers))
        command = found[0].command
        if command is None or choices.own.get(command) != number:
            variants = choices.written.get(command, {}) if command else {}
            command = variants.get(number) or _command((), request)
        made.append(Attempt(example.caption, request, values, command, number))
    return sorted(made, key=lambda one: one.example != next(iter(choices.own.values())))


def _command(agreeing: Sequence[CheckedSample], request: Request) -> Sample | None:
    """The page's own sample that is a command, by the names of clients the first; else one that is written."""
    own = {one.sample.language or "": one.sample for one in reversed(agreeing)}
    known = sorted(name for name, client in languages().items() if client.commands)
    if found := next((own[name] for name in known if name in own), None):
        return found
    for name in (name for name in known if name in writers()):
        with suppress(Unwritable):
            code = Text.of(Source(f"<{name}>", write_sample(name, request)))
            return Sample(languages()[name].title, name, None, code, code.span())
    return None


def try_it_html(page: EndpointPage, found: Sequence[Attempt], commands: Sequence[str], settings: Settings) -> str:
    """The panel, which is hidden until the script shows it; `commands` has the command of each attempt, as HTML."""
    if not found:
        return ""
    words = settings.page_words
    labels = [(str(number), one.label) for number, one in enumerate(found)]
    choice = _select_html(words.try_request, "unisono-which", labels) if found[1:] else ""
    names = [(server, server.name if isinstance(server, Server) else server) for server in settings.servers]
    servers = _select_html(words.try_server, "unisono-server", [("", words.try_choose), *names])
    documented = documented_answers(page, anchors(page, documentation_of(page)).names, settings.types)
    requests = "".join(
        _request_html(one, command, number, words) for number, (one, command) in enumerate(zip(found, commands, strict=True))
    )
    data = quoted(json.dumps(documented, separators=(",", ":"), ensure_ascii=False))
    return (
        f'<details class="{CLASS}" data-search-exclude="" data-documented={data} hidden>'
        f"<summary>{escape(words.try_it)}</summary>"
        f'<div class="unisono-fields">{choice}{servers}</div>{requests}'
        '<ul class="unisono-before" id="__unisono_before"></ul>'
        '<p class="unisono-buttons">'
        '<button class="unisono-send" type="button" aria-describedby="__unisono_before" disabled></button>'
        f'<button class="unisono-cancel" type="button" hidden>{escape(words.try_cancel)}</button>'
        '<button class="unisono-copy-command" type="button" hidden></button>'
        f'<button class="unisono-fill" type="button">{escape(words.try_own)}</button></p>'
        f"<p>{escape(words.try_note)}</p>"
        '<p class="unisono-told" role="status"></p><div class="unisono-answer"></div>'
        f"{script_words_html(words, 'try')}</details>"
    )


def _select_html(label: str, css: str, options: Sequence[tuple[str, str]]) -> str:
    listed = "".join(f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in options)
    return f'<label>{label} <select class="{css}">{listed}</select></label>'


def _request_html(attempt: Attempt, command: str, number: int, words: Words) -> str:
    request = attempt.request
    kept = kept_fields(request)
    told = [words.try_fields.format(fields=words.comma.join(kept))] if kept else []
    before = "".join(f"<li>{escape(text)}</li>" for text in told)
    stop = "".join(f'<li data-stop="">{escape(text)}</li>' for text in obstacles(request, words))
    hidden = (f' data-example="{attempt.example}"' if attempt.example else "") + (" hidden" if number else "")
    client = escape(attempt.command.title) if attempt.command else ""
    return (
        f'<div class="unisono-attempt"{hidden}><pre class="unisono-sent"><code tabindex="0" role="group" '
        f'aria-label="{escape(words.try_sent)}">{_message_html(attempt, kept)}</code></pre><ul>{before}{stop}</ul>'
        f'<div class="unisono-command" data-client="{client}" hidden>{command}</div></div>'
    )


def _message_html(attempt: Attempt, kept: Sequence[str]) -> str:
    """The request like an HTTP message, its parts marked."""
    request = attempt.request
    html = f"{_part('method', attempt, request.method)} {_part('url', attempt, request.url, 'url')}\n"
    for number, field in enumerate(request.fields):
        if field.name.value not in kept:
            html += f"{_part('name', attempt, field.name)}: {_part('value', attempt, field.value, number)}\n"
    if request.content is not None and request.content.text.value:
        html += f"\n{_part('content', attempt, request.content.text, 'content')}"
    return html


def _part(name: str, attempt: Attempt, text: Text, part: Part | None = None) -> str:
    own = sorted((value for value in attempt.values if part is not None and value.part == part), key=lambda value: value.start)
    return f'<span data-part="{name}">{"".join(_pieces(text, own))}</span>'


def _pieces(text: Text, values: Sequence[OwnValue]) -> Iterator[str]:
    at = 0
    for value in values:
        if value.start < at or value.start == value.end:
            continue
        yield _shown(text.slice(at, value.start))
        attributes = slot_attributes(value.name, value.quoting, encoded=value.encoded)
        yield f"<span {attributes}>{_shown(value.value)}</span>"
        at = value.end
    if at < len(text):
        yield _shown(text.slice(at, len(text)))


def _shown(text: Text) -> str:
    """Escaped, what only a client knows marked; line ends as they are, which HTML has as its own otherwise."""
    return "".join(
        f'<span data-unknown="">{_escaped(run.value)}</span>' if _is_worked_out(run, is_unknown) else _escaped(run.value)
        for run, is_unknown in text.runs()
    )


def _is_worked_out(run: Text, is_unknown: bool) -> bool:
    """Of files it is told that a page cannot read them."""
    return is_unknown and run.value != "" and not run.value.startswith("@")


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\r", "&#13;")


def slot_names(found: Sequence[Attempt]) -> list[str]:
    """The names of the values that the requests have."""
    return [value.name for attempt in found for value in attempt.values]


def kinds_of(found: Sequence[Attempt]) -> Mapping[str, str]:
    """Of what kind the values must be that are no text."""
    return {value.name: value.kind for attempt in found for value in attempt.values if value.kind != "text"}
