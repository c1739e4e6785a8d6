"""## What it does

Reports a value in a Request or Response example, or in the query of a sample, that is none of those that the parameter list
allows: in a column or under a key of its own, or in a sentence such as "One of `draft`, `open`." `null`, an empty text and
placeholders agree with any, as do several of the values with commas between them.

## Why is this bad?

Readers copy the value from the example, and the API refuses it; or the list lacks a value that the API has.

## Example

With the Request example `{"status": "opened"}`:

```markdown
status
: (string) What becomes of the order. One of `draft`, `open`, `closed`.
```

Write `{"status": "open"}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import unquote_plus

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.parameter_facts import read_values
from unisono.pages.parameters import Place
from unisono.pages.problem import Related
from unisono.pages.stated import stated_of
from unisono.text.json import Node
from unisono.text.placeholders import is_placeholder, literals
from unisono.text.source import Span, Text
from unisono.wire.compare_content import shown_value

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    seen: set[str] = set()
    for described in page.documentation.objects:
        for path, _, value, member in described.documented():
            values = stated_of(member.parameter).values if member.parameter and path not in seen else ()
            wrong = next((node for node in _scalars(value) if not _is_one_of(node, values)), None) if values else None
            if member.parameter is None or wrong is None:
                continue
            seen.add(path)
            found = f"{described.example.label} has {shown_value(wrong)} at {path.partition('.')[2]}"
            yield _finding(found, wrong.span, member.parameter.name, values, path)
    yield from _in_query(page)


def _in_query(page: CheckedPage) -> Iterator[Finding]:
    listing = page.documentation.listing(Place.QUERY)
    for sent in page.documentation.query if listing else ():
        member = listing.get(sent.name) if listing else None
        values = stated_of(member.parameter).values if member and member.parameter else ()
        if member and member.parameter and values and sent.value and not _agrees(sent.value, values):
            found = f"{sent.sample or 'the path'} has {sent.text}"
            yield _finding(found, sent.value.span(), member.parameter.name, values, f"query.{sent.name}", sent.sample)


def _scalars(value: Node) -> Sequence[Node]:
    """The value itself, or the items of an array, without objects."""
    return [node for node in (value.items if value.kind == "array" else [value]) if node.kind not in {"object", "array"}]


def _is_one_of(node: Node, values: Sequence[str]) -> bool:
    return node.kind == "null" or is_placeholder(node) or _agrees(node.text, values)


def _agrees(text: Text, values: Sequence[str]) -> bool:
    if {text.value.strip(), unquote_plus(text.value)} & {"", *values} or None in literals(text):
        return True
    several = read_values(text)
    return len(several) > 1 and all(value.value in values for value in several)


def _finding(found: str, span: Span, name: Text, values: Sequence[str], where: str, sample: str | None = None) -> Finding:
    shown = ", ".join(values[:10]) + (", …" if len(values) > 10 else "")
    related = (Related(name.span(), f"{name} is one of {shown}"),)
    return Finding(f"{found}, which is none of {shown}; correct the one that is wrong", span, sample, related, where)
