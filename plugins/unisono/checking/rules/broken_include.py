"""## What it does

Reports an `{% include … %}` whose file is absent, unreadable, outside the includes folder, or that includes itself; and in an
OpenAPI document a `$ref`, in its operations and their samples, that leads to nothing in the document's folder.

## Why is this bad?

The text is missing from the published page. A path that leads out of the includes folder could publish any file of the
machine that builds the site, so it is never followed.

## Example

```markdown
{% include links/reponse_codes.md %}
```

There is no such file; `links/response_codes.md` was meant.

## How to mend it

Correct the name, or write the file that is missing into the includes folder. `includes` in the settings says which folder that
is.

## When not to use it

Where another program expands these tags, with files that are not in the repository.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    return page.reported("broken-include")
