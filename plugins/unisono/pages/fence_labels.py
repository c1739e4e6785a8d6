"""Titles of blocks of code that other generators make of what is no title to Material: the words behind the info string
(`bash cURL`, as Mintlify and ReadMe have them), and the info strings of fences that follow one another without an empty line
between them, which ReadMe shows as tabs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from unisono.languages import is_caption
from unisono.pages.blocks import CodeBlock
from unisono.pages.inner import InnerCode

B = TypeVar("B", bound="object")


def labelled(block: B, says_kind: Callable[[str], bool]) -> B:
    """A block of code with its label as its title, if it has no other and that names a client or a language, or says what it is
    an example of, which `says_kind` tells; words that are for the generator alone (`live`, `copy`) are none."""
    if not isinstance(block, CodeBlock | InnerCode) or block.label is None or block.title is not None:
        return block
    info = block.info.value.strip() if block.info else ""
    label = block.label.value
    return replace(block, title=block.label) if says_kind(label) or not is_caption(label, info) else block


def has_label(block: CodeBlock | InnerCode) -> bool:
    """Whether a block has its label as its title, which stands above other code as well, as that of a content tab does."""
    return block.title is not None and block.title is block.label


def in_tabs(blocks: Sequence[B]) -> list[B]:
    """The blocks, those of code that follow one another directly, each in another language, with its info string as a title."""
    found = list(blocks)
    for at in range(len(found)):
        one = found[at]
        beside = [found[other] for other in (at - 1, at + 1) if 0 <= other < len(found)]
        if isinstance(one, CodeBlock) and one.title is None and one.info and any(_is_tab(one, other) for other in beside):
            found[at] = replace(one, title=one.info)
    return found


def _is_tab(one: CodeBlock, other: object) -> bool:
    """Whether nothing, not even an empty line, stands between two fences with different info strings."""
    if not isinstance(other, CodeBlock) or one.info is None or other.info is None or one.info.value == other.info.value:
        return False
    mine, theirs = one.markdown.span(), other.markdown.span()
    return mine.source is theirs.source and (mine.end == theirs.start or theirs.end == mine.start)
