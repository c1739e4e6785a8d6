"""The answers that a page shows: each Response example with the status that its title names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from unisono.pages.model import EndpointPage, Example, ExampleKind
from unisono.text.json import Node, json_text
from unisono.text.regex import regex

_STATUS = regex(r"(?<!\w)[1-5]\d\d(?!\w)")
_ERROR = regex(r"error|fail", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Response:
    """An answer. `status` is None for an error whose code is not said, and 200 for a success whose is not. `text` is the
    content in strict JSON where it is JSON."""

    name: str
    status: int | None
    example: Example
    text: str

    @property
    def phrase(self) -> str:
        """What the status means (RFC 9110, 15)."""
        return phrase_of(self.status)

    @property
    def media_type(self) -> str | None:
        return "application/json" if isinstance(self.example.json, Node) else None


def phrase_of(status: int | None) -> str:
    """What a status means; empty for one that HTTP does not have."""
    return HTTPStatus(status).phrase if status in {known.value for known in HTTPStatus} else ""


def responses(page: EndpointPage) -> Iterator[Response]:
    """Those of a page, in their order."""
    for example in page.examples:
        if example.kind is not ExampleKind.RESPONSE or example.is_code:
            continue
        title = example.title.value if example.title else ""
        code = _STATUS.search(title)
        status = int(code[0]) if code else None if _ERROR.search(title) else 200
        node = example.json
        text = json_text(node) if isinstance(node, Node) and example.annotations else example.code.stripped()
        yield Response(" ".join(example.caption.split()), status, example, text.value)
