"""## What it does

Reports two pages in one folder, of the same `visibility`, that have the same `position`. Three pages or more of which all have
the same are left alone: nobody wants an order there.

## Why is this bad?

Which of the two comes first is left to their file names, and changes when one is renamed.

## Example

`create_order.md` and `cancel_order.md` in one folder:

```yaml
position: 1.3
```

## How to mend it

Give one of the pages another position. Between `1.3` and `1.4` there is `1.3.1`.

## When not to use it

Where the order within such a pair is of no matter, or is set by `nav` in `mkdocs.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from unisono.checking.diagnostic import Finding, Severity
from unisono.checking.result import Entry
from unisono.checking.settings import Settings
from unisono.pages.position import LAST, Position, read_position
from unisono.pages.problem import Related

SEVERITY = Severity.WARNING
DEFAULT = True


def check_site(site: Sequence[Entry], settings: Settings) -> Iterator[Finding]:
    del settings
    folders: dict[tuple[object, ...], list[tuple[Position, Entry]]] = {}
    for entry in site:
        position = read_position(entry.position.value if entry.position else None)
        if entry.position is not None and position != LAST:
            folders.setdefault((entry.folder, entry.visibility), []).append((position, entry))
    for pages in folders.values():
        if len(pages) < _MANY or len({position for position, _ in pages}) > 1:
            yield from _of_folder(pages)


def _of_folder(pages: Sequence[tuple[Position, Entry]]) -> Iterator[Finding]:
    first: dict[Position, Entry] = {}
    for position, entry in pages:
        before = first.setdefault(position, entry)
        if before is not entry and before.position is not None and entry.position is not None:
            related = (Related(before.position.span(), f"this page is at position {before.position}"),)
            message = f"two pages of this folder are at position {entry.position}; give one of them another"
            yield Finding(message, entry.position.span(), related=related, where=PurePath(before.path).name)


_MANY = 3
"""Pages that are hardly all at one position by mistake."""
