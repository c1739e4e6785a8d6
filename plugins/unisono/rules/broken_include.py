"""## What it does

Reports an `{% include … %}` whose file is absent, unreadable, outside the includes folder, or that includes itself.

## Why is this bad?

The text is missing from the published page. A path that leads out of the includes folder could publish any file of the
machine that builds the site, so it is never followed.

## Example

```markdown
{% include links/reponse_codes.md %}
```

There is no such file; `links/response_codes.md` was meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checker import CheckedPage
from unisono.diagnostic import Severity
from unisono.rules import Finding

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.reported("broken-include")
