"""Comments that accept what was found, written into a page: for the sample or example that it is about, else for the page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Container, Iterator, Mapping, Sequence

from unisono.checking.diagnostic import Diagnostic, Edit
from unisono.checking.rules import findings_rules, is_always_applied, rules
from unisono.fixing.edits import applied
from unisono.pages.model import Block, Page
from unisono.pages.suppression import Suppression
from unisono.text.regex import regex
from unisono.text.source import Source, Span, Text

REASON = "TODO: say why, or mend it"
"""What a comment says until its author does."""

Wanted = Mapping[Block | None, Sequence[str]]
"""The rules whose findings are to be accepted, of a block, or (None) anywhere on the page."""


def is_acceptable(diagnostic: Diagnostic) -> bool:
    """Whether a comment can accept a finding: not that this program failed, nor what is wrong with a comment."""
    return not is_of_comments(diagnostic) and not is_always_applied(rules()[diagnostic.rule])


def is_of_comments(diagnostic: Diagnostic) -> bool:
    """Whether a finding is about what the comments of a page accept."""
    return diagnostic.rule in findings_rules()


def accepted(page: Page, found: Sequence[Diagnostic], read: Callable[[Source], Page]) -> str | None:
    """The text of a page with comments that accept findings on it, in itself or in what it includes, and without those of an
    earlier run that nothing is found for. `read` reads a text as the page; with the comments, it must have the same blocks, and
    each comment an effect there. None where that cannot be."""
    unused = {one.span.start for one in found if is_of_comments(one) and one.span.source is page.source}
    for near in (True, False):
        wanted = _wanted(page, [one for one in found if is_acceptable(one)], near=near)
        text = applied(page.source, [*_edits(page, wanted, unused), *_removals(page, unused)])
        if _is_as_before(page, read(Source(page.source.path, text)), wanted):
            return text
    return None


def _wanted(page: Page, found: Sequence[Diagnostic], *, near: bool) -> Wanted:
    wanted: dict[Block | None, dict[str, None]] = {}
    blocks = [block for block in page.blocks if block.role != "other" and block.span.source is page.source] if near else []
    blocks.sort(key=lambda block: block.span.start)
    starts = [block.span.start for block in blocks]
    for diagnostic in found:
        before = bisect_right(starts, diagnostic.span.start) if diagnostic.span.source is page.source else 0
        block = _block_of(blocks[before - 1], diagnostic.span) if before else None
        wanted.setdefault(block, {})[diagnostic.rule] = None
    return {block: tuple(names) for block, names in wanted.items()}


def _block_of(last: Block, span: Span) -> Block | None:
    """The sample or example that a place is in, if a comment can stand on a line of its own before it. `last` is the last one
    that begins before the place."""
    return last if span.start <= last.span.end and _indent(last) is not None else None


def _line_start(block: Block) -> int:
    source, start = block.span.source, block.span.start
    return start - source.position(start)[1] + 1


def _indent(block: Block) -> str | None:
    """The blanks before a block on its line; None if there is something else."""
    text, at = block.span.source.text, block.span.start
    before, found = text[_line_start(block) : at], _BLANKS.match(text, at)
    return before + (found[0] if found else "") if not before.strip(" \t") else None


_BLANKS = regex(r"[ \t]*")


def _edits(page: Page, wanted: Wanted, unused: Container[int]) -> Iterator[Edit]:
    source = page.source
    ours: dict[int | None, Suppression] = {}
    for one in filter(lambda one: _is_ours(one, page), page.suppressions):
        ours.setdefault(one.target.start if one.target else None, one)
    for block, names in wanted.items():
        before = ours.get(block.span.start if block else None)
        if before and not _unused(before, unused):
            end = before.rules[-1].span().end
            there = {rule.value for rule in before.rules}  # by another run, since this one looked
            yield Edit(Span(source, end, end), "".join(f", {name}" for name in names if name not in there))
        elif block:
            at = _line_start(block)
            comment = f"{_indent(block)}<!-- unisono: ignore[{', '.join(names)}] {REASON} -->"
            yield Edit(Span(source, at, at), f"{comment}{source.line_end}{source.line_end}")
        else:
            end = len(source.text)
            begin = source.line_end * (1 if source.text.endswith("\n") else 2)
            comment = f"<!-- unisono: ignore-page[{', '.join(names)}] {REASON} -->"
            yield Edit(Span(source, end, end), f"{begin}{comment}{source.line_end}")


def _removals(page: Page, unused: Container[int]) -> Iterator[Edit]:
    """The edits that take rules out of the comments of an earlier run, or a comment with its line."""
    text = page.source.text
    for one in filter(lambda one: _is_ours(one, page), page.suppressions):
        if not (without := _unused(one, unused)):
            continue
        first, last = one.rules[0].span(), one.rules[-1].span()
        if left := [rule.value for rule in one.rules if rule not in without]:
            yield Edit(first._replace(end=last.end), ", ".join(left))
            continue
        start = one.span.start - page.source.position(one.span.start)[1] + 1
        found = _LINE_AND_BLANK.match(text, one.span.end)
        yield Edit(Span(page.source, start, found.end() if found else one.span.end), "")


_LINE_AND_BLANK = regex(r"[ \t]*(?:\r\n?|\n)(?:[ \t]*(?:\r\n?|\n))?")


def _unused(one: Suppression, unused: Container[int]) -> list[Text]:
    return [rule for rule in one.rules if rule.span().start in unused]


def _is_ours(one: Suppression, page: Page) -> bool:
    """Whether an earlier run has written the comment."""
    return one.reason == REASON and bool(one.rules) and one.mistake is None and one.span.source is page.source


def _is_as_before(page: Page, after: Page, wanted: Wanted) -> bool:
    if [(block.role, block.reason) for block in page.blocks] != [(block.role, block.reason) for block in after.blocks]:
        return False
    if sum(one.mistake is not None for one in after.suppressions) > sum(one.mistake is not None for one in page.suppressions):
        return False
    effects = {(one.target and one.target.start, rule.value) for one in after.suppressions for rule in one.rules}
    starts = {old: new.span.start for old, new in zip(page.blocks, after.blocks, strict=True)}
    return effects.issuperset((block and starts[block], name) for block, names in wanted.items() for name in names)
