"""## What it does

Reports a heading over a parameter list that has a word which looks like one of those that say what the list is of: "Request
Paramters", "Reponse Parameters", "Address Objcet"; or the name of an object that looks like a parameter's: "Adress Object".
Reports the heading of an answer with something that is meant as its status and is none: `4O4`, `200OK`. Other
numbers (`2000`, `4004`) are codes of an API's own.
Reports a line that stands in the place of such a heading and is none, too: in bold, underlined, in HTML, without its `#` or
with something before them.

## Why is this bad?

Readers see the slip, and links to the section have it. The list of an object whose heading does not say so is compared with
nothing; that of an answer without a status is taken for one of the answer above it, or for none. What is no heading of Markdown
with `#` says nothing: the list below it belongs to the heading above, or to none.

## Example

```markdown
### Request Paramters

quantity
: (integer) How many.
```

Write `### Request Parameters`.

## How to mend it

Write the words as the message says.

## When not to use it

Where the word is right and only looks like another one: accept it with a comment for the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.blocks import CodeBlock, Heading, Prose
from unisono.pages.documentation import subjects_of
from unisono.pages.keys import slip_of
from unisono.pages.lost_headings import lost_heading, place_above
from unisono.pages.model import EndpointPage, Example
from unisono.pages.parameter_names import names_of, steps, words
from unisono.pages.parameters import Parameter, ParameterGroup, misspelt_heading_words, place_named
from unisono.pages.problem import Related
from unisono.pages.statuses import misspelt_status, status_named
from unisono.text.regex import regex
from unisono.text.source import Text

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    if not isinstance(page.page, EndpointPage):
        return
    objects = _Objects(page.page)
    around: list[Heading] = []
    before, level = None, 3
    for part in page.page.body:
        if isinstance(part, Heading):
            around = [heading for heading in around if heading.level < part.level] + [part]
        elif isinstance(part, ParameterGroup):
            for heading in around:
                yield from _slips(heading)
            is_heeded = page.page.section is not None and before is not None and place_above(before.text) is part.place
            if before and not is_heeded and (found := lost_heading(before.text)) and _says_otherwise(*found, part):
                yield _no_heading(*found, level)
            if part.subject and _PLAIN.fullmatch(part.subject.value) and (meant := objects.meant(part.subject.value)):
                yield _another_object(part.subject, meant)
            around = []  # each is told once
        level = part.level if isinstance(part, Heading) else level
        before = part if isinstance(part, Prose) else None
    yield from _statuses(page.page)


def _statuses(page: EndpointPage) -> Iterator[Finding]:
    """Headings above parameters and code with a status that is none, each told once."""
    around: list[Heading] = []
    for part in page.body:
        if isinstance(part, Heading):
            around = [heading for heading in around if heading.level < part.level] + [part]
        elif isinstance(part, ParameterGroup | CodeBlock | Example):
            for heading in around:
                if slip := misspelt_status(heading.text.value):
                    place, code = slip
                    found = heading.text.slice(place.start, place.stop)
                    message = f"'{found}' in the heading '{heading.text}' is no status of HTTP; did you mean '{code}'?"
                    yield Finding(message, found.span(), where=heading.text.value)
            around = []


_PLAIN = regex(r"[\w ./-]+")
"""What is a name and has nothing beside it: "Price (MSRP)"."""


def _says_otherwise(line: Text, name: str, group: ParameterGroup) -> bool:
    """Whether a line says something else of a list than the heading above it; bold is always meant as a heading."""
    if _BOLD.fullmatch(line.value):
        return True
    own, above = (place_named(name), status_named(name)), group.heading.value if group.heading else ""
    return own != (group.place, status_named(above))


_BOLD = regex(r"(?P<mark>\*\*|__)[^*_\n]{3,60}?:?(?P=mark):?")


def _no_heading(line: Text, name: str, level: int) -> Finding:
    message = (
        f"'{line.value.strip()}' is no heading, and the list below it belongs to the one above; write '{'#' * level} {name}'"
    )
    return Finding(message, line.stripped().span(), where=name)


class _Objects:
    """The objects of a page, by the headings that their members may be listed under."""

    def __init__(self, page: EndpointPage) -> None:
        self._page = page

    def meant(self, subject: str) -> Parameter | None:
        """The parameter whose name a subject that is none is a slip of."""
        word = "".join(words(subject))
        if word in self._names:
            return None
        meant = slip_of(word, tuple(self._named))
        return self._named[meant] if meant else None

    @cached_property
    def _names(self) -> frozenset[str]:
        """Their names alone, which are most headings, and quickly told."""
        return frozenset("".join(words(steps(name)[-1])) for one in _all_of(self._page) for name in names_of(one))

    @cached_property
    def _named(self) -> dict[str, Parameter]:
        return {"".join(own): parameter for parameter in _all_of(self._page) for own in subjects_of(parameter)}


def _all_of(page: EndpointPage) -> Iterator[Parameter]:
    return (parameter for group in page.parameter_groups for parameter in group.walk())


def _another_object(subject: Text, meant: Parameter) -> Finding:
    message = (
        f"no parameter is called '{subject}', and its list is compared with nothing; are these the members of {meant.name}?"
    )
    return Finding(message, subject.span(), related=(Related(meant.name.span(), f"{meant.name}"),), where=subject.value)


def _slips(heading: Heading) -> Iterator[Finding]:
    for found, name in misspelt_heading_words(heading.text.value):
        shown = name if found[0].islower() else name.upper() if found[0].isupper() else name.title()
        message = f"'{found[0]}' in the heading '{heading.text}' is misspelt; did you mean '{shown}'?"
        yield Finding(message, heading.text.span(*found.span()), where=heading.text.value)
