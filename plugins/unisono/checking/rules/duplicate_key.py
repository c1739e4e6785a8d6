"""## What it does

Reports a JSON object, in an example or in the content that a sample sends, that has two members of the same name; and a key
that an OpenAPI document has twice.

## Why is this bad?

Such an object has no agreed meaning (RFC 8259, 4): most readers keep the last member, some the first, some refuse it.

## Example

```json
{
  "sku": "LAMP-OAK-01",
  "quantity": 2,
  "quantity": 3
}
```

## How to mend it

Take out the member that is not meant.

## When not to use it

There is no such case: an object with two members of one name means different things to different readers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.problem import Related
from unisono.text.json import Node
from unisono.text.source import Text

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    yield from page.reported("duplicate-key")
    for example in page.page.examples:
        if isinstance(example.json, Node):
            yield from _repeated(example.json, f"{example.label} has", None)
    for sample in (checked.sample for checked in page.samples):
        for request in sample.reading.requests:
            if request.content is not None and request.content.parts is None and _may_repeat(request.content.text):
                content = request.content.json
                if isinstance(content, Node):  # where JSON is expected, other rules report what is none
                    yield from _repeated(content, f"{sample.title} sends", sample.title)


def _may_repeat(text: Text) -> bool:
    """Whether an object in the JSON may have a name twice. Most have not, and the standard library tells it in no time."""
    repeats = []

    def look(members: list[tuple[str, object]]) -> None:
        repeats.append(len(dict(members)) < len(members))

    if text.value.lstrip()[:1] not in ("{", "["):
        return False
    try:
        json.loads(text.value, object_pairs_hook=look)
    except (ValueError, RecursionError):
        return True
    return any(repeats)


def _repeated(root: Node, says: str, sample: str | None) -> Iterator[Finding]:
    pending = [("", root)]
    while pending:
        pointer, node = pending.pop()
        seen: dict[str, Node] = {}
        for key, value in node.members:
            where = f"{pointer}/{key.value.replace('~', '~0').replace('/', '~1')}"
            if first := seen.get(key.value):
                related = (Related(first.span, f"{where} is here already"),)
                yield Finding(f"{says} {where} twice; keep one", key.span, sample, related, where)
            seen.setdefault(key.value, key)
            pending.append((where, value))
        pending += [(f"{pointer}/{i}", item) for i, item in enumerate(node.items)]
