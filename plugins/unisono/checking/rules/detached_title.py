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

## How to mend it

Remove the blank line, so that the title stands directly below the block.

## When not to use it

Where such lines are meant for something else, with a Markdown extension that reads them across blank lines.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.problem import Related

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    for block, title in page.detached_titles.items():
        message = f"a blank line stands between this title and the code block above it, which has none; write {title} on "
        related = (Related(block, "this block has no title"),)
        yield Finding(f"{message}the line after it", title.span(), related=related)
