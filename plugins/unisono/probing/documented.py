"""What a page says of the answers to its request: the statuses, and of each the examples and the parameters."""

from __future__ import annotations

from collections.abc import Sequence

from unisono.diff.outline import Outline
from unisono.pages.documentation import Section, documentation_of
from unisono.pages.model import EndpointPage, Example, ExampleKind
from unisono.pages.parameters import Place
from unisono.pages.statuses import meanings_of, status_named
from unisono.text.json import Node
from unisono.text.regex import regex

_OF_A_RESPONSE = regex(rf"{Place.RESPONSE}-(\w+)\.")
_RANGE = regex(r"\b[1-5]xx\b")


class DocumentedAnswers:
    """What a page says of answers."""

    def __init__(self, page: EndpointPage) -> None:
        self._documentation = documentation_of(page)
        shown = [one for one in page.examples if one.kind is ExampleKind.RESPONSE and not one.is_code]
        self._examples = [(_named(one), one) for one in shown]
        listed = [found[1] for path in self._documentation.paths.values() if (found := _OF_A_RESPONSE.match(path))]
        named = [name for name, _ in self._examples if name is not None]
        self.statuses = {*dict(meanings_of(page.body)), *Outline(page, None).statuses, *listed, *named}
        """Codes, `4xx` for all of a class, and `error` for errors of which none is said."""
        self._successes = {status for status in self.statuses if status.startswith("2")}

    def knows(self, status: str) -> bool:
        """Whether the page tells of a status. One that names no success tells of any."""
        if status in self.statuses or _class(status) in self.statuses:
            return True
        if status.startswith("2"):
            return not self._successes
        return status >= "4" and "error" in self.statuses

    def examples(self, status: str) -> Sequence[Example]:
        """The examples of an answer with a status: those that name it, else its class, else those that name none."""
        names: list[str | None] = [status, _class(status)]
        if status.startswith("2"):
            names += [None] if self._is_success(status) else []
        elif status >= "4":
            names.append("error")
        found = ([example for own, example in self._examples if own == name] for name in names)
        return next((examples for examples in found if examples), [])

    def _is_success(self, status: str) -> bool:
        """Whether a status is that of examples which name none: the only success that the page names, of several 200."""
        if not self._successes:
            return True
        return status in self._successes and (len(self._successes) == 1 or status == "200")

    def section(self, status: str) -> Section | None:
        """The parameters that are listed of an answer with a status."""
        if not status.startswith("2") and status < "4":
            return self._documentation.section(Place.RESPONSE, status)
        if status.startswith("2") and not self._is_success(status):
            return self._documentation.section(Place.RESPONSE, status)
        return self._documentation.answer(status)


def _named(example: Example) -> str | None:
    title = example.title.value if example.title else ""
    of_class = _RANGE.search(title.lower())
    return of_class[0] if of_class else status_named(title)


def _class(status: str) -> str:
    return f"{status[0]}xx"


def nodes(examples: Sequence[Example]) -> list[Node]:
    """The JSON of examples."""
    return [example.json for example in examples if isinstance(example.json, Node)]
