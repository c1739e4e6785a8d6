"""## What it does

Reports an example labelled as JSON that is not JSON by RFC 8259: `...`, also in a comment, single quotes, a comma that
is missing, several values in one block; and content of a sample that is sent as JSON, or begins like an object, and is none,
where no example or other sample tells it. In an example of a response it is a warning. Comments and commas before a closing
bracket are read as what they mean, and have a rule of their own: [commented-json](commented-json.md).

## Why is this bad?

Readers copy examples. What is not JSON is refused by the server, and no sample can be compared with it.

## Example

```json
{
  "order_uuid": "521a91e5"
  "quantity": 2
}
```

A comma is missing before `"quantity"`.

## How to mend it

Write JSON. For something left out, leave it out without `...`; for one of several answers, use a block for each.

## When not to use it

Where an example is meant to be an excerpt: give it an info string other than `json`, such as `text`, and it is compared with
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.model import ExampleKind
from unisono.text.json import JsonError
from unisono.text.regex import regex
from unisono.wire.slips import not_json

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    for example in page.page.examples:
        if isinstance(error := example.json, JsonError):
            severity = Severity.WARNING if example.kind is ExampleKind.RESPONSE else SEVERITY
            what = _IS_TEXT if _STATUS_LINE.match(example.code.value) else error
            yield Finding(f"{example.label} is not valid JSON: {what}", error.span, severity=severity)
    for checked in page.samples:
        is_told = any(one.difference.aspect in {"content", "media-type"} for one in checked.disagreements)
        for request in checked.sample.reading.requests if checked.is_compared and not is_told else ():
            if error := not_json(request):
                message = f"{checked.sample.title} sends content that is not valid JSON: {error}"
                yield Finding(message, error.span, checked.sample.title)


_STATUS_LINE = regex(r"\s*(?:HTTP/\d\S*\s+)?[1-5]\d\d\s+[A-Za-z]")
_IS_TEXT = "it is text, which begins with a status; write 'text' in the place of 'json', and what is answered as its content"
