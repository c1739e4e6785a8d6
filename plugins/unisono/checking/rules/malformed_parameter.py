"""## What it does

Reports what is meant as an entry of a parameter list and is not read as one, in whatever form, where nothing else is read below
a heading such as "Request Parameters" and half of the names there are shown in samples or examples; and: no space after the
`:`, name and type on one line, a type without its parentheses or one of them, or one that stands last; below the heading of a
parameter list an item of another kind of list, a row of a table without a header, an indented definition, a heading for each
name; a name with a stray bracket or of several words where no example has such names, a word that looks like `Required` or
`Optional` and is neither, and one of these where it is not read: in the type without a comma, behind a type without
parentheses, behind the description.

## Why is this bad?

Markdown renders it as part of the text above or below, or with half of its type in the description; nothing holds the samples
to what is not read as required.

## Example

```markdown
status
:(string) What has become of the order.

total : (number) Its price.
```

Each name stands on a line of its own, and the line after it starts with `: `.

## How to mend it

Write the name on a line of its own, the line after it with `: `, and the type in parentheses at its beginning.

## When not to use it

Where definition lists on endpoint pages are about something else than parameters.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.blocks import Prose
from unisono.pages.keys import slip_of
from unisono.pages.model import EndpointPage
from unisono.pages.parameter_names import names_of
from unisono.pages.parameters import Parameter, ParameterGroup, Place
from unisono.pages.shown_names import shown_names
from unisono.pages.types import read_type
from unisono.pages.unread_parameters import unread_parameters
from unisono.text.regex import regex

SEVERITY = Severity.WARNING
DEFAULT = True

_ONE_LINE = regex(r"^ {0,3}([\w.\[\]-]{1,100})[ \t]*:[ \t]*\(([^()\n]{1,40})\)", re.MULTILINE)

_TYPE_ELSEWHERE = regex(
    r"\A(?P<first>[A-Za-z ]{3,30}\)|[a-z]{3,10}(?=[ \t]+[A-Z]))|\((?P<last>[A-Za-z ]{3,30})\)(?:[ \t]*+[.])?\s*+\Z"
)
"""A type whose parenthesis is not opened, one before a sentence, and one behind the description."""

_BRACKETS = (("<", ">"), ("[", "]"), ("{", "}"), ("(", ")"))


def check(page: CheckedPage) -> Iterator[Finding]:
    groups = [group for group in page.page.parameter_groups if group.place is not Place.OTHER]
    if not isinstance(page.page, EndpointPage):
        return
    yield from _entries(page.page, groups)
    for parameter in (parameter for group in groups for parameter in group.walk()):
        if reason := _reason(parameter, page) or _unread_flag(parameter):
            yield Finding(reason, parameter.name.span(), where=parameter.name.value)
        for text in (parameter.name, parameter.type, parameter.markdown):
            found = _FLAG[text is parameter.markdown].search(text.value, 0, 200) if text else None
            if text and found and (word := found[1].lower()) not in _NO_FLAGS and (flag := slip_of(word, _FLAGS)):
                message = f"'{found[1]}' does not say whether {parameter.name} is required; did you mean '{flag.title()}'?"
                yield Finding(message, text.span(*found.span(1)), where=parameter.name.value)


def _entries(page: EndpointPage, groups: Collection[ParameterGroup]) -> Iterator[Finding]:
    """What no list has as an entry."""
    one_line = set()
    for text in (part.text for part in page.body if isinstance(part, Prose) and groups):
        for found in _ONE_LINE.finditer(text.value):
            if read_type(found[2], {}):
                one_line.add(place := text.span(*found.span(1)))
                message = f"{found[1]} and its type stand on one line; start a new line before the ':', and a list begins"
                yield Finding(message, place, where=found[1])
    for name, word, count in unread_parameters(page, lambda: set().union(*(names for _, names in shown_names(page)))):
        if name.span() not in one_line:
            more = f" (and {count - 1} more below it)" if count > 1 else ""
            message = (
                f"{word}{more} is not read as a parameter; write its name on a line of its own, and ': (type)' on the next"
            )
            yield Finding(message, name.span(), where=word)


def _reason(parameter: Parameter, page: CheckedPage) -> str | None:
    name, body = parameter.name.value, parameter.markdown.value
    if parameter.malformed:
        return f"{name} is not read as a parameter: {parameter.malformed}; write ': '"
    if parameter.type is None and body.startswith("(") and body.count("(") > body.count(")"):
        return f"the type of {name} has no closing parenthesis; write ')' where it ends"
    if (
        parameter.type is None
        and (found := _TYPE_ELSEWHERE.search(body))
        and read_type((found["first"] or found["last"]).rstrip(")"), {})
    ):
        return f"the type of {name} is not read; write it in parentheses behind the ':'"
    if (
        re.search(r"[]<>[{}()]", name)
        and not _is_code(parameter)
        and any(name.count(left) != name.count(right) for left, right in _BRACKETS)
    ):
        return f"a bracket in the name {name} has no counterpart; take it away"
    if any(" " in own for own in names_of(parameter)) and not page.documentation.has_spaced_names:
        return f"'{name}' is several words, and no example has such a name; write it as it is sent"
    return None


def _unread_flag(parameter: Parameter) -> str | None:
    """What says whether the parameter is required and is not read as that: in another place, or other marks, than a flag."""
    body, of_type = parameter.markdown.value, parameter.type.value if parameter.type is not None else ""
    looked_at = f"{of_type[:100]} {body[:100]} {body[-100:]}".lower()
    if parameter.required is not None or not any(word in looked_at for word in _FLAGS):
        return None
    if parameter.type is not None:
        found = next(filter(None, (one.search(parameter.type.value, 0, 100) for one in _FLAG_IN_TYPE)), None)
    else:
        found = _FLAG_AFTER_TYPE.match(parameter.markdown.value)
        found = found if found and read_type(found["type"], {}) else None
    found = found or next(filter(None, (one.search(body, max(0, len(body) - 100)) for one in _FLAG_BEHIND)), None)
    if found is None:
        return None
    flag = found["flag"].title()
    return f"that {parameter.name} is {flag.lower()} is not read; write '***{flag}***' behind its type"


_FLAGS = ("required", "mandatory", "optional")
_WORD = rf"(?P<flag>{'|'.join(_FLAGS)})\b"
_IS_SAID = r"(?<!\bif )(?<!\bwhen )(?<!\bwhere )(?<!\bnot )(?<!\bas )\b"
_FLAG_IN_TYPE = (
    regex(rf"\A{_WORD}(?!\s+(?:if|when|where|for|with)\b)", re.IGNORECASE),
    regex(rf"[;|/\s-]{_IS_SAID}{_WORD}\s*\Z", re.IGNORECASE),
)
_FLAG_AFTER_TYPE = regex(
    r"[`*_\[{(]{0,3}(?P<type>[A-Za-z]{3,20})[\]`*_.,:;)}]{0,4}[ \t–—-]{1,3}[(\[]?"
    rf"{_WORD}(?=[)\].,:;]|[ \t]+[–—-]|\s*\Z)",
    re.IGNORECASE,
)
_FLAG_BEHIND = (
    regex(rf"[(\[][^()\[\]\n]{{0,30}}{_IS_SAID}{_WORD}[.!]?[)\]][*_.\s]{{0,4}}\Z", re.IGNORECASE),
    regex(rf"[.!?]\s{{1,6}}[*_]{{1,3}}{_WORD}[.!]?[*_]{{1,3}}[.\s]{{0,4}}\Z", re.IGNORECASE),
    regex(rf"\n\s{{0,6}}[*_]{{1,3}}{_WORD}[.!]?[*_]{{1,3}}[.\s]{{0,4}}\Z", re.IGNORECASE),
)


def _is_code(parameter: Parameter) -> bool:
    """Whether a name is written as code, as one is that has odd characters: `StartTime<`."""
    place = parameter.name.span()
    return place.source.text[max(0, place.start - 1) : place.start] == "`"


_NO_FLAGS = frozenset(
    """damnatory mancipatory mandador mandar mandatar mandatary mandater mandator mandatories mandatorily mandators manducatory
    manufactory minatory occupational opcional opcionals oppositional optical optionale optioneel optionele optionnel opzionale
    opzionali outonal ovational reacquire reacquired readquire recuire recured refired rehired reluire repured requere requiem
    require requirent requirer requirers requise requite requited reurged""".split()  # noqa: SIM905
)
"""Words that are as like a flag as a slip is: all such in the lists of words with which spelling is checked in English (SCOWL),
French, German, Italian, Spanish, Portuguese, Catalan and Dutch. Descriptions begin with some: "Require all checks to pass",
"Occupational health code", "Opcional"."""
_FLAG = (
    regex(r"[,(\[][ \t]*([A-Za-z]{5,12})[ \t]*(?:[,)\]]|\Z)"),
    regex(r"\A[*_(\[]{0,4}([A-Za-z]{5,12})(?=[*_)\].:,;\s]|\Z)"),
)
"""Where a flag stands: in the brackets of a name or a type, and at the beginning of a description."""
