"""## What it does

Reports a page or a sample at which Unisono itself failed, with the exception and the place in its code. The other samples and
pages are checked as always. `unisono check` and `unisono inspect` then exit with 2, and a build fails. The rule is always
applied, and no comment, setting or baseline accepts what it finds.

## Why is this bad?

Nothing is known of what was not checked. Please report it with the page, so that it can be mended.

## Example

`internal error: OverflowError at languages/_python/operators.py:142`. Until it is mended, the sample can be written in another
way.

## How to mend it

Report it, with the page. Until it is mended, write the sample in another way.

## When not to use it

It is always applied.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.internal import RULE

SEVERITY = Severity.ERROR
DEFAULT = True
ALWAYS = True


def check(page: CheckedPage) -> Iterator[Finding]:
    yield from page.reported(RULE)
    for checked in page.samples:
        reading = checked.sample.reading
        if reading.failed:
            message = f"{checked.sample.title}: {reading.reason}"
            yield Finding(message, checked.sample.span, checked.sample.title)
