"""## What it does

Reports an example in JSON that has comments (`// …`, `/* … */`, `# …`) or a comma before a closing bracket. It is compared with
the samples, and linked to the parameters, as if they were not there. Info strings that allow them (`jsonc`, `json5`,
`js`) are fine.

## Why is this bad?

Readers copy examples, and JSON has no comments: the server refuses what they paste. What a comment says of a member stands
better in the list of parameters. A team that annotates its examples on purpose turns this rule off.

## Example

```json
{
  "order_uuid": "521a91e5",  // as in the confirmation
  "quantity": 2,
}
```

## How to mend it

Take the comments out, and say in the parameter list what they say of a member. Take out the comma before the bracket.

## When not to use it

Where examples are annotated on purpose and nobody is expected to paste them. Where the API itself takes such JSON, write
`jsonc` or `json5` as info string instead.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.checking.wording import count

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    """One finding for an example, at the first place."""
    for example in page.page.examples:
        found = example.annotations
        if not found or (example.info and example.info.value.lower() != "json"):
            continue
        comments = sum(annotation.kind == "comment" for annotation in found)
        commas = len(found) - comments
        said = [count(comments, "comment")] if comments else []
        said += [count(commas, "comma") + " before a closing bracket"] if commas else []
        message = f"{example.label} has {' and '.join(said)}, which JSON has not; take them out, or label it jsonc"
        yield Finding(message, found[0].span)
