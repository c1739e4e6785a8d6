"""The answers that a page shows: each Response example with the status that its title names."""

from __future__ import annotations

from collections.abc import Iterator

from unisono.pages.model import EndpointPage, Example, ExampleKind
from unisono.pages.statuses import meanings_of, only_success, phrase_of, status_named
from unisono.records import dataclass
from unisono.text.json import Node, json_text


@dataclass(frozen=True, eq=False)
class Response:
    """An answer. `status` is `error` for an error whose code is not said; for a success whose is not, it is the only one that
    the page tells of, else 200. `text` is the content, in strict JSON where it is JSON."""

    name: str
    status: str
    example: Example
    text: str

    @property
    def code(self) -> int | None:
        return int(self.status) if self.status.isdecimal() else None

    @property
    def phrase(self) -> str:
        """What the status means (RFC 9110, 15)."""
        return phrase_of(self.status) if self.status.isdecimal() else ""

    @property
    def media_type(self) -> str | None:
        return "application/json" if isinstance(self.example.json, Node) else written_in(self.example)


_WRITTEN_IN = {"xml": "application/xml", "html": "text/html", "csv": "text/csv"}


def written_in(example: Example) -> str | None:
    """The media type of an example that is no JSON, by its info string."""
    return _WRITTEN_IN.get(example.info.value.strip().lower()) if example.info else None


def responses(page: EndpointPage) -> Iterator[Response]:
    """Those of a page, in their order."""
    shown = [example for example in page.examples if example.kind is ExampleKind.RESPONSE and not example.is_code]
    named = [status_named(example.title.value if example.title else "") for example in shown]
    success = only_success(dict(meanings_of(page.body)), dict.fromkeys(status for status in named if status)) or "200"
    for example, status in zip(shown, named, strict=True):
        node = example.json
        text = json_text(node) if isinstance(node, Node) and example.annotations else example.code.stripped()
        yield Response(" ".join(example.caption.split()), status or success, example, text.value)
