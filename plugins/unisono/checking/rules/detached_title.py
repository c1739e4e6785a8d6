"""## What it does

Reports a title of a code block, `{: title="…" }`, that a blank line separates from the block. Between blank lines, such a line
belongs to nothing; directly above a paragraph, it belongs to that.

## Why is this bad?

The block has no title: an example is compared with nothing, and the tab of a sample is called after its client.

## Example

```markdown
~~~ json
{"quantity": 2}
~~~

{: title="Request" }
```

Remove the blank line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.blocks import CodeBlock, Prose
from unisono.pages.model import EndpointPage, Example, Sample
from unisono.pages.problem import Related
from unisono.text.source import Span

SEVERITY = Severity.WARNING
DEFAULT = True

_LINE = re.compile(r"[ \t]*(\{:?[^{}\n]{0,200}\btitle[ \t]*=[^{}\n]{1,200}\})[ \t]*(?:\r?\n|\Z)")


def check(page: CheckedPage) -> Iterator[Finding]:
    if isinstance(page.page, EndpointPage):
        yield from _in(page.page.aside)
        yield from _in(page.page.body)


def _in(parts: Sequence[object]) -> Iterator[Finding]:
    for part, after in pairwise(parts):
        block = _untitled(part)
        if block is None or not isinstance(after, Prose):
            continue
        text = after.text.value
        if found := _LINE.match(text, len(text) - len(text.lstrip())):
            message = (
                f"a blank line stands between this title and the code block above it, which has none; write {found[1]} on "
            )
            related = (Related(block, "this block has no title"),)
            yield Finding(f"{message}the line after it", after.text.span(*found.span(1)), related=related)


def _untitled(part: object) -> Span | None:
    """The place of the code in a block without a title."""
    match part:
        case Sample(titled=False) | CodeBlock(title=None) | Example(title=None):
            return part.code.span()
    return None
