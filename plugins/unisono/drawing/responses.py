"""What an endpoint may answer, as a table: each status with its meaning, what is documented of its content, and its example."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import quote

from unisono.pages.model import Example, ExampleKind, Page
from unisono.pages.parameters import Parameter, Place
from unisono.pages.statuses import STATUS, lists_codes, meanings_of, only_success, phrase_of, status_named
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.words import Words, count

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


def caption_of(example: Example, words: Words) -> str:
    """What readers see above an example."""
    return example.title.value if example.title else words.example


def answers(page: Page, names: Mapping[Parameter, str]) -> list[Answer]:
    """The statuses that a page knows, in order. `names` are the permanent names of its parameters."""
    examples: dict[str, tuple[int, str]] = {}
    shown = [example for example in page.examples_beside if example.kind is ExampleKind.RESPONSE]
    meanings = dict(meanings_of(page.body))
    for number, example in enumerate(shown, 1):
        if status := _status_of(example.title.value if example.title else "", meanings):
            examples.setdefault(status, (number, example.title.value if example.title else ""))
    contents: dict[str, list[str]] = {}
    for name in names.values():
        if found := _OF_A_RESPONSE.match(name):
            contents.setdefault(found[1], []).append(name)
        elif name.startswith(f"{Place.RESPONSE}.") and (success := only_success(meanings, examples)):
            contents.setdefault(success, []).append(name)
    listed = {p.name.value: names[p] for group in page.parameter_groups if lists_codes(group) for p in group.parameters}
    known = ((status, contents.get(status, [""])) for status in sorted({*meanings, *examples, *contents}))
    return [
        Answer(status, meanings.get(status, ""), own[0], len(own), examples.get(status), listed.get(status, ""))
        for status, own in known
    ]


def _status_of(title: str, meanings: Mapping[str, str]) -> str | None:
    """The status that a title names; of one that names none, and no error, the only success that is told of."""
    named = status_named(title)
    return only_success(meanings) if named is None else named if named != "error" else None


def answers_html(found: Sequence[Answer], words: Words, errors: str = "") -> str:
    """The table; "" for a page that knows no status. `errors` is the URL of the site's catalogue of errors, if it has one."""
    if not found:
        return ""
    titles = (words.status, words.meaning, words.content, words.example)
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    rows = "".join(_row_html(answer, words, errors) for answer in found)
    return f'<table class="unisono-answers" data-search-exclude=""><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _row_html(answer: Answer, words: Words, errors: str) -> str:
    content = example = ""
    if answer.first:
        parameters = escape(count(answer.parameters, words.parameters_one, words.parameters_other))
        content = f'<a href="#{escape(quote(answer.first, errors="replace"))}">{parameters}</a>'
    if answer.example:
        number, title = answer.example
        example = f'<a href="#__unisono_responses_{number}">{escape(title or words.example)}</a>'
    meaning = escape(answer.meaning[:1].upper() + answer.meaning[1:])
    name = f' id="{escape(answer.name)}"' if answer.name else ""
    cells = "".join(f"<td>{cell}</td>" for cell in (meaning, content, example))
    anchor, status = anchor_of(answer.status), status_html(answer.status)
    if errors and answer.status >= "400":
        status = f'<a href="{escape(errors)}#{anchor}">{status}</a>'
    return f'<tr{name}><th id="{anchor}" scope="row">{status}</th>{cells}</tr>'


def anchor_of(status: str) -> str:
    """The permanent name of a status, on a page's table of answers and in a catalogue of errors; of none, that of the errors
    without one."""
    return f"status.{status or 'none'}"


def status_html(status: str) -> str:
    """A status with its phrase (RFC 9110, 15), in the colour of its class."""
    phrase = phrase_of(status)
    return f'<span class="unisono-status unisono-status--{status[0]}"><b>{status}</b> {escape(phrase)}</span>'


def class_of(title: str) -> str:
    """The class of the status that a title names, its first digit; "" for none."""
    found = STATUS.search(title)
    return found[0][0] if found else ""
