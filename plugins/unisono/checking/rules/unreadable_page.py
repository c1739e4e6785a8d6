"""## What it does

Reports a page that cannot be read at all: it is empty, binary, not UTF-8, larger than 4 MB, or a link that leads outside
the folder of pages.

## Why is this bad?

Such a file is published empty, as garbage, or not at all, and nothing in it is checked.

## Example

A page saved in Latin-1 that holds `café`. Save it as UTF-8.

## How to mend it

Save the file as UTF-8 text. Remove one that is empty, and what leads outside.

## When not to use it

There is no such case: nothing in such a file is checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.reported("unreadable-page")
