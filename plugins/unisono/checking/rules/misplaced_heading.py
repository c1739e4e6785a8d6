"""## What it does

Reports the heading of a parameter list that is not below the heading it belongs to, or is below one it does not belong to: that
of an object which a parameter above it has ("Vehicle Object"), or one such as "Optional", beside "Request Parameters" and not
within it; "Response Parameters" within "Request Parameters".

## Why is this bad?

The list of an object is compared with nothing, and is drawn as if it belonged to nothing. A list within that of another place
is there in the table of contents as well.

## Example

```markdown
### Request Parameters

vehicles
: (array) Vehicle objects.

### Vehicle Object

plate
: (string) The number plate.
```

Write `#### Vehicle Object`.

## How to mend it

Give the heading the level that puts it below the one it belongs to.

## When not to use it

Where the levels of headings are set by how they look, and lists of objects are not to be compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.blocks import Heading
from unisono.pages.documentation import continues, subjects_of
from unisono.pages.model import EndpointPage
from unisono.pages.parameter_names import words
from unisono.pages.parameters import ParameterGroup, Place, names_a_list, place_named
from unisono.pages.problem import Related

SEVERITY = Severity.WARNING
DEFAULT = True

_WITHIN = {
    Place.REQUEST: {Place.RESPONSE},
    Place.RESPONSE: {Place.REQUEST, Place.PATH, Place.QUERY},
    Place.PATH: {Place.REQUEST, Place.RESPONSE, Place.QUERY, Place.HEADER},
    Place.QUERY: {Place.REQUEST, Place.RESPONSE, Place.PATH, Place.HEADER},
    Place.HEADER: {Place.REQUEST, Place.RESPONSE, Place.PATH, Place.QUERY},
}
"""The places whose lists do not belong within that of a place."""


def check(page: CheckedPage) -> Iterator[Finding]:
    if isinstance(page.page, EndpointPage):
        yield from _Headings().findings(page.page)


class _Headings:
    """Follows the headings of a page."""

    def __init__(self) -> None:
        self.around: tuple[Heading, ...] = ()
        self.section: tuple[Heading, ...] = ()
        """The last heading that names a place, behind those around it."""
        self.known: set[tuple[str, ...]] = set()
        self.listed: dict[Heading, Place] = {}
        self.told: set[Heading] = set()

    def findings(self, page: EndpointPage) -> Iterator[Finding]:
        for part in page.body:
            if isinstance(part, Heading):
                self.around = (*(heading for heading in self.around if heading.level < part.level), part)
                if _place(part):
                    self.section = self.around
            elif isinstance(part, ParameterGroup) and self.around:
                if not self.told.intersection(self.around):
                    yield from self._beside(part)
                    yield from self._within(part)
                self.listed[self.around[-1]] = part.place
                if part.place is not Place.OTHER or self.told.intersection(self.around):
                    self.known |= {subject for parameter in part.walk() for subject in subjects_of(parameter)}

    def _beside(self, group: ParameterGroup) -> Iterator[Finding]:
        """That the heading belongs to the section above it, and left it."""
        heading = self.around[-1]
        if group.place is not Place.OTHER or not self.section or self.around[:-1] != self.section[: len(self.around) - 1]:
            return
        section = self.section[-1]
        if heading.level <= section.level and (_subject(group) in self.known or continues(heading.text.value)):
            self.told.add(heading)
            message = f"'{heading.text}' stands beside '{section.text}', and its list is compared with nothing"
            yield self._finding(f"{message}; write {_written(heading, section.level + 1)}", heading, section)

    def _within(self, group: ParameterGroup) -> Iterator[Finding]:
        """That the heading is within the list of another place."""
        heading = self.around[-1]
        if not names_a_list(heading.text.value):
            return
        for other in self.around[:-1]:
            place = self.listed.get(other)
            if place and names_a_list(other.text.value) and group.place in _WITHIN.get(place, ()):
                self.told.add(heading)
                message = f"'{heading.text}' stands within '{other.text}'; write {_written(heading, other.level)}"
                yield self._finding(message, heading, other)
                return

    def _finding(self, message: str, heading: Heading, other: Heading) -> Finding:
        related = (Related(other.text.span(), f"the heading at level {other.level}"),)
        return Finding(message, heading.markdown.stripped().span(), related=related, where=heading.text.value)


def _place(heading: Heading) -> Place | None:
    place = place_named(heading.text.value)
    return place if place is not Place.OTHER and names_a_list(heading.text.value) else None


def _subject(group: ParameterGroup) -> tuple[str, ...] | None:
    return words(group.subject.value) or None if group.subject else None


def _written(heading: Heading, level: int) -> str:
    return f"'{'#' * level} {heading.text}'"
