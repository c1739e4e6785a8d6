"""What an endpoint may answer, as a table: each status with its meaning, what is documented of its content, and its example."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from urllib.parse import quote

from unisono.checking.wording import count
from unisono.pages.blocks import Heading, Prose
from unisono.pages.model import ExampleKind, Page, Part
from unisono.pages.parameters import Parameter, ParameterGroup, Place
from unisono.text.regex import regex

_STATUS = regex(r"(?<![\w.#-])[1-5]\d\d(?![\w.-])")
_CODES = regex(r"\b(?:status|response|return|error)\b.*\bcodes?\b|^(?:possible |expected )?responses$", re.IGNORECASE)
_ROW = regex(r"^[ \t]*(?:\||[-*+][ \t])", re.MULTILINE)
_SAID = regex(r"`([1-5]\d\d)`((?:[^`\n]|`(?![1-5]\d\d`)|\n(?!\n))*+)")
_OF_A_RESPONSE = regex(rf"{Place.RESPONSE}-([1-5]\d\d)\.")


@dataclass(frozen=True)
class Answer:
    """A status with what the page says of it, the permanent name of the first parameter of its content and how many there are,
    the number and the title of its example among those of responses, and the permanent name of its entry in a list."""

    status: str
    meaning: str
    first: str
    parameters: int
    example: tuple[int, str] | None
    name: str = ""


def answers(page: Page, names: Mapping[Parameter, str]) -> list[Answer]:
    """The statuses that a page knows, in order. `names` are the permanent names of its parameters."""
    examples: dict[str, tuple[int, str]] = {}
    shown = [example for example in page.examples_beside if example.kind is ExampleKind.RESPONSE]
    meanings = dict(_meanings(page.body))
    for number, example in enumerate(shown, 1):
        for status in _status_of(example.title.value if example.title else "", meanings):
            examples.setdefault(status, (number, example.caption))
    contents: dict[str, list[str]] = {}
    for name in names.values():
        if found := _OF_A_RESPONSE.match(name):
            contents.setdefault(found[1], []).append(name)
        elif name.startswith(f"{Place.RESPONSE}.") and (success := _success(meanings, examples)):
            contents.setdefault(success, []).append(name)
    listed = {p.name.value: names[p] for group in page.parameter_groups if lists_codes(group) for p in group.parameters}
    known = ((status, contents.get(status, [""])) for status in sorted({*meanings, *examples, *contents}))
    return [
        Answer(status, meanings.get(status, ""), own[0], len(own), examples.get(status), listed.get(status, ""))
        for status, own in known
    ]


def _status_of(title: str, meanings: Mapping[str, str]) -> list[str]:
    """The status that a title names; of one that names none, and no error, the only success that is told of."""
    if found := _STATUS.findall(title):
        return found[:1]
    success = _success(meanings, {})
    return [success] if success and not re.search("error|fail", title, re.IGNORECASE) else []


def _success(*known: Mapping[str, object]) -> str | None:
    found = sorted({status for statuses in known for status in statuses if status.startswith("2")})
    return found[0] if len(found) == 1 else None


def is_of_codes(heading: Heading) -> bool:
    """Whether a heading is that of what an endpoint may answer."""
    return _CODES.search(heading.words) is not None


def lists_codes(group: ParameterGroup) -> bool:
    """Whether a list says nothing but what statuses mean."""
    return all(_STATUS.fullmatch(parameter.name.value) for parameter in group.parameters)


def tells_codes(body: Sequence[Part]) -> bool:
    """Whether the page has a table or a list of Markdown of its own for that, which stays as it is."""
    return any(_ROW.search(prose) and _STATUS.search(prose) for prose in _prose_of_codes(body))


def _prose_of_codes(body: Sequence[Part]) -> Iterator[str]:
    below: Heading | None = None
    for part in body:
        if isinstance(part, Heading):
            below = part
        elif isinstance(part, Prose) and below and is_of_codes(below):
            yield part.text.value


def _meanings(body: Sequence[Part]) -> Iterator[tuple[str, str]]:
    for part in body:
        if isinstance(part, ParameterGroup) and lists_codes(part):
            yield from ((p.name.value, _plain(p.markdown.value)) for p in part.parameters)
    for prose in _prose_of_codes(body):
        yield from ((found[1], _plain(found[2])) for found in _SAID.finditer(prose))


_CONJUNCTION = regex(r"[,;]?\s*(?:\b(?:or|and))?\s*$|^[\s:,–—-]+")
_LINK = regex(r"!?\[([^\[\]]*)\]\([^()]*\)")


def _plain(markdown: str) -> str:
    """A clause without the marks of Markdown, and without what joins it to the next."""
    text = " ".join(_LINK.sub(r"\1", markdown).replace("`", "").replace("*", "").split())
    return _CONJUNCTION.sub("", text).rstrip(".").strip()


def answers_html(found: Sequence[Answer]) -> str:
    """The table; "" for a page that knows no status."""
    if not found:
        return ""
    head = "".join(f'<th scope="col">{title}</th>' for title in ("Status", "Meaning", "Content", "Example"))
    rows = "".join(map(_row_html, found))
    return f'<table class="unisono-answers" data-search-exclude=""><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _row_html(answer: Answer) -> str:
    content = example = ""
    if answer.first:
        content = f'<a href="#{escape(quote(answer.first, errors="replace"))}">{count(answer.parameters, "parameter")}</a>'
    if answer.example:
        number, title = answer.example
        example = f'<a href="#__unisono_responses_{number}">{escape(title)}</a>'
    meaning = escape(answer.meaning[:1].upper() + answer.meaning[1:])
    name = f' id="{escape(answer.name)}"' if answer.name else ""
    cells = "".join(f"<td>{cell}</td>" for cell in (meaning, content, example))
    return f'<tr{name}><th scope="row">{status_html(answer.status)}</th>{cells}</tr>'


def status_html(status: str) -> str:
    """A status with its phrase (RFC 9110, 15), in the colour of its class."""
    phrase = _PHRASES.get(int(status), "")
    return f'<span class="unisono-status unisono-status--{status[0]}"><b>{status}</b> {escape(phrase)}</span>'


# Before 3.13, Python has some as they were before RFC 9110.
_PHRASES = {status.value: status.phrase for status in HTTPStatus} | {
    413: "Content Too Large",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    422: "Unprocessable Content",
}


def class_of(title: str) -> str:
    """The class of the status that a title names, its first digit; "" for none."""
    found = _STATUS.search(title)
    return found[0][0] if found else ""
