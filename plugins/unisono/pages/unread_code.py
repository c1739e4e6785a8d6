"""Code that stands in a row with samples and shows no client that is known: the sample of a library, or of a language without
a reader. It is a sample that is not understood, between the others, and counted as that.

That it is one, its title says, by the name of a language or of a client, or, of code without a title, the language that it has
to itself in the row. A caption ("Parse the answer") and a shell's preparations (`npm install`) are none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from unisono.languages import Role, is_caption, names_a_language, role_of
from unisono.languages.programming import PROGRAMS, SHELLS
from unisono.pages.blocks import CodeBlock, Comment
from unisono.pages.fence_labels import has_label
from unisono.text.json import begins_json

_WORDLESS = frozenset({"", "text", "txt", "plain", "plaintext", "none"})
"""Info strings that say of no code what it is."""


def unread_beside_samples(blocks: Iterable[object]) -> Collection[CodeBlock]:
    """Those of the blocks that are such samples."""
    found: set[CodeBlock] = set()
    for row in _rows(blocks):
        doubtful = [block for block in row if _may_be_sample(block)]
        others = [block for block in row if block not in doubtful] if doubtful else []
        samples = [block for block in others if _role(block).client is not None]
        own = {_info(block) for block in samples}
        found.update(block for block in doubtful if samples and (_title(block) or _info(block) not in own))
    return found


def _rows(blocks: Iterable[object]) -> Iterator[list[CodeBlock]]:
    """Blocks of code with nothing but comments between them, where there are several."""
    row: list[CodeBlock] = []
    for block in [*blocks, None]:
        if isinstance(block, CodeBlock):
            row.append(block)
        elif not isinstance(block, Comment):
            if len(row) > 1:
                yield row
            row = []


def _may_be_sample(block: CodeBlock) -> bool:
    title, info = _title(block), _info(block)
    if info in PROGRAMS or info in {"javascript", "js"}:
        is_named = not is_caption(title, info) if title else info not in SHELLS
    else:
        is_named = info in _WORDLESS and names_a_language(title)
    return is_named and not begins_json(block.code) and _role(block).may_be_sample


def _role(block: CodeBlock) -> Role:
    return role_of(_title(block), _info(block), block.code.value, must_show=has_label(block))


def _title(block: CodeBlock) -> str:
    return block.title.value.strip() if block.title else ""


def _info(block: CodeBlock) -> str:
    return block.info.value.strip().lower() if block.info else ""
