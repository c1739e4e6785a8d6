"""The tabs of Slate: blocks of code that stand in a row, each titled by nothing but its info string.

The front matter of a site's `index.html.md` lists them (`language_tabs`). What it includes, `includes/_orders.md`, has none.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import PurePath
from typing import TypeVar

from unisono.pages.blocks import CodeBlock
from unisono.pages.frontmatter import Mapping, Scalar, Sequence

T = TypeVar("T")

ANY = frozenset({""})
"""The tabs of a file that does not say which there are: all info strings."""


def slate_tabs(front_matter: Mapping, path: str) -> Collection[str] | None:
    """The info strings that title blocks of code; None where the file is none of Slate."""
    listed = front_matter.get("language_tabs")
    if isinstance(listed, Sequence):
        return {name for entry in listed.items for name in _names(entry)}
    place = PurePath(path)
    is_included = not front_matter.entries and place.name.startswith("_") and "includes" in place.parts[-3:-1]
    return ANY if is_included else None


def _names(entry: object) -> list[str]:
    """Of an entry, the info string: `shell`, or the key of `shell: cURL`."""
    if isinstance(entry, Scalar):
        return [entry.text.value.strip()]
    return [key.text.value.strip() for key, _ in entry.entries] if isinstance(entry, Mapping) else []


def as_tab(block: T, tabs: Collection[str]) -> T:
    """A block of code with the title that its info string is in Slate; any other block as it is. `javascript--nodejs` is a
    second tab of that language, as generators have them (Widdershins)."""
    if not isinstance(block, CodeBlock) or block.title is not None or block.info is None:
        return block
    name = block.info.value.strip()
    if name not in tabs and tabs is not ANY:
        return block
    at = name.find("--")
    return replace(block, title=block.info, info=block.info.slice(0, at) if at > 0 else block.info)
