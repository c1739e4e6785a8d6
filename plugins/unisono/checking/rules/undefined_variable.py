"""## What it does

Reports `{{ page.x }}` and `{{ include.x }}` whose name is not defined and, where the site's values are known, `{{ site.x }}`.

## Why is this bad?

An undefined variable is replaced by nothing, so that a sentence or a link is published with a hole in it.

## Example

```markdown
See the [status page]({{ site.status_url }}).
```

Add `status_url` to the site's values, or correct the name.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.reported("undefined-variable")
