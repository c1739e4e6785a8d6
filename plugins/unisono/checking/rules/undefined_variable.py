"""## What it does

Reports `{{ page.x }}` and `{{ include.x }}` whose name is not defined and, where the site's values are known, `{{ site.x }}`.

## Why is this bad?

An undefined variable is replaced by nothing, so that a sentence or a link is published with a hole in it.

## Example

```markdown
See the [status page]({{ site.status_url }}).
```

Add `status_url` to the site's values, or correct the name.

## How to mend it

Correct the name, or define it: under `site` in the settings, in the front matter, or in the tag of the include.

## When not to use it

Where values come from another program at the time of the build, which Unisono does not see.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.reported("undefined-variable")
