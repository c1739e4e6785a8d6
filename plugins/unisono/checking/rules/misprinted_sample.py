"""## What it does

Reports what cannot be meant in a sample that sends a request all the same: a typographic quotation mark, dash or no-break space
outside of quotes, a character that is not seen (a zero-width space, a byte order mark, a soft hyphen) anywhere, an `&`, `|` or
`;` in a URL without quotes, a line that lacks the `\\` which makes the next one a part of its
command, a header without a colon, which curl leaves out, content that a server does not take for such, as Node.js says no
length of it or one that is too small; a header field whose name is nearly a known one (`Autorization`, `ContentType`), a scheme
of credentials that is none (`Bearer: …`, `Beaer …`, `Basic` before a name and a password that are written out), a URL with two
schemes or with a comma in its host; and a line of prose above the code, or an answer below it, in the same fence.

## Why is this bad?

The client does not complain. The server gets a quotation mark as a part of the value, or one parameter less than the reader
sees. Prose and answers are run as code by who copies the sample: often it fails, and is then counted as one that cannot run. It
is compared without them.

## Example

```bash
http https://api.example.com/orders/
  page==2
```

To a shell, `page==2` on a line of its own sets a variable. The first line has to end with ` \\`.

## How to mend it

Write the plain characters, end the line with ` \\`, and move prose and answers out of the fence. `unisono fix` does so where
what is meant is certain.

## When not to use it

Where the characters are meant as they are, as a part of a value: put them in quotes.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.header_fields import field_names
from unisono.pages.model import Sample
from unisono.text.typography import UNSEEN
from unisono.wire.slips import slips

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    for sample in (checked.sample for checked in page.samples):
        for number, misprint in enumerate(sample.reading.misprints, start=1):
            yield Finding(f"{sample.title}: {misprint.message}", misprint.span, sample.title, where=str(number))
        yield from _unseen(sample)
    names = [name.lower() for parameter in page.documentation.header_fields.parameters for name in field_names(parameter)]
    for checked in page.samples:
        is_told = any(one.difference.aspect in {"field", "authentication", "host"} for one in checked.disagreements)
        for request in checked.sample.reading.requests if checked.is_compared and not is_told else ():
            for place, message in slips(request, names):
                yield Finding(f"{checked.sample.title}: {message}", place.span(), checked.sample.title, where=message)


def _unseen(sample: Sample) -> Iterator[Finding]:
    """Characters that are not seen, in a sample that sends a request all the same; copied, they go with it."""
    told = [misprint.span for misprint in sample.reading.misprints]
    found = [place.span() for place in UNSEEN.finditer(sample.code.known)] if sample.reading.status == "ok" else []
    places = [span for span in (sample.code.span(*place) for place in found) if span not in told]
    if places:
        code = f"U+{ord(sample.code.value[found[0][0]]):04X}"
        others = f", and {len(places) - 1} more such below" if len(places) > 1 else ""
        message = f"{sample.title}: there is a character here that nobody sees ({code}){others}; take it away"
        yield Finding(message, places[0], sample.title, where="unseen")
