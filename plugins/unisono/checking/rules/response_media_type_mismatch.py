"""## What it does

Reports, in `unisono probe`, an answer with another media type than the page's Response example has: with JSON
(`application/json`, and types that end in `+json`), XML, HTML or CSV; and one without a media type or without any content.

## Why is this bad?

A client that follows the page takes the content for something that it is not.

## Example

The Response example is JSON, and the server answers with `text/html`.

## How to mend it

Correct the example, or the API's `Content-Type`.

## When not to use it

Where a server in front of the API under test answers in another way than that of the API in use.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.answered import AnsweredPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check_answers(page: AnsweredPage) -> Iterator[Finding]:
    yield from page.found("media-type")
