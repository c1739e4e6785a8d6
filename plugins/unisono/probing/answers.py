"""An answer compared with what its page says: status, media type, and content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from unisono.checking.answered import Departure
from unisono.checking.diagnostic import Finding
from unisono.pages.model import EndpointPage, Example
from unisono.probing.client import Answer, Unanswered
from unisono.probing.documented import DocumentedAnswers, nodes
from unisono.probing.shapes import Documented, compare
from unisono.text.json import JsonError, Node, begins_json, read_json
from unisono.text.source import Source, Span, Text
from unisono.wire.request import essence

_NAMES = {"json": "JSON", "xml": "XML", "html": "HTML", "csv": "CSV"}


class Comparison:
    """An answer to a request of a page, which is `asked` in words. `types` holds the site's words for types. `by_content` says,
    after all, whether the page has something that the content was compared with."""

    def __init__(self, page: EndpointPage, answer: Answer, method: str, types: Mapping[str, str], asked: str) -> None:
        self._page, self._answer, self._types, self._asked = page, answer, types, asked
        self._has_content = method != "HEAD" and answer.status not in {204, 205, 304}  # RFC 9110, 6.4.1
        self.by_content = False

    def departures(self) -> Iterator[Departure]:
        """In what the answer differs. Raises Unanswered, after all else, where the content is not what it is said to be."""
        documented, status = DocumentedAnswers(self._page), str(self._answer.status)
        if not documented.knows(status):
            yield undocumented(self._page, status, f"{self._asked} is answered with {status}")
        if not self._has_content:
            return
        examples, section = documented.examples(status), documented.section(status)
        yield from _of_media_type(self._answer, examples, status)
        node, shown = _json(self._answer), nodes(examples)
        if node is not None and (shown or (section and section.root)):
            self.by_content = True
            yield from compare(node, Documented(shown, section, self._types), status)


def undocumented(page: EndpointPage, status: str, message: str) -> Departure:
    """That a page does not tell of a status."""
    span = page.declared_method.span()
    return Departure("status", Finding(f"{message}, of which the page does not tell", span, where=status))


def _of_media_type(answer: Answer, examples: Sequence[Example], status: str) -> Iterator[Departure]:
    shown = {_shown_as(example): example for example in reversed(examples) if example.code.value.strip()}
    if not shown or None in shown:
        return
    name, example = [*shown.items()][-1]
    if not answer.content.strip():
        said = "has no content"
    elif not answer.media_type:
        said = "has no media type"
    elif _said_as(answer.media_type) in shown:
        return
    else:
        said = f"is of the type {essence(answer.media_type)[:100]}"
    message = f"the answer {status} {said}, {example.label} is {_NAMES[name or '']}"
    yield Departure("media-type", Finding(message, _place(example), where=status))


def _shown_as(example: Example) -> str | None:
    """What an example is written in; None where that is not known."""
    if isinstance(example.json, Node):
        return "json"
    info = example.info.value.lower() if example.info else ""
    return info if info in _NAMES else None


def _said_as(media_type: str) -> str:
    """What content of a media type is written in: its subtype, or the suffix of that (RFC 6839)."""
    return essence(media_type).rpartition("/")[2].rpartition("+")[2]


def _place(example: Example) -> Span:
    return example.title.span() if example.title is not None else example.code.stripped().span(0, 1)


def _json(answer: Answer) -> Node | None:
    """The JSON of an answer; None where it does not say that it is JSON, and does not look so."""
    is_json = _said_as(answer.media_type) == "json"
    try:
        text = answer.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if is_json:
            raise Unanswered(f"the answer {answer.status} says that it is JSON, and is no UTF-8 (RFC 8259, 8.1)") from None
        return None
    if not text.strip():
        return None
    content = Text.of(Source("the answer", text))
    if not is_json and not begins_json(content):
        return None
    try:
        return read_json(content)
    except JsonError as error:
        if not is_json:
            return None
        line, column = error.span.line, error.span.column
        raise Unanswered(
            f"the answer {answer.status} says that it is JSON, and is none: line {line}, column {column}"
        ) from None
