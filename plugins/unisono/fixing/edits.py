"""Edits of a file: what stands in the place of which of its stretches."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from unisono.checking.diagnostic import Edit
from unisono.text.source import Origin, Source, Text


class Uneditable(Exception):
    """What is to be changed does not stand in the file as it is read; the message says where it comes from."""


def applied(source: Source, edits: Iterable[Edit]) -> str:
    """The file's text with the edits made. They must not overlap."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
        if edit.span.start < at:
            raise ValueError(f"edits overlap at character {edit.span.start} of {source.path}")
        parts += [source.text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*parts, source.text[at:]])


def rewritten(code: Text, new: str, source: Source) -> list[Edit]:
    """The edits that make `new` of a block of code in a file. Lines that stay are not touched; new ones begin as those of the
    block do (its indentation, the mark of a quotation) and end as those of the file.

    Raises Uneditable where the code is not in that file, or not as it is read.
    """
    check_editable(code, source)
    lines = list(code.lines())
    prefix = next((_before(line, source) for line in lines if line.value), "")
    before, after = [line.value for line in lines], new.removesuffix("\n").split("\n")
    edits = []
    for tag, low, high, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            added = [f"{prefix}{line}" if line else prefix.rstrip() for line in after[start:end]]
            edits.append(_edit(lines, low, high, added, source))
    return edits


def check_editable(code: Text, source: Source) -> None:
    """Raises Uneditable where the code is not in that file as it is read."""
    for piece in code.pieces:
        if piece.source is not source:
            raise Uneditable(f"it is in {piece.source.path}, which other pages may use as well; mend it there")
        if piece.origin is Origin.DECODED and piece.end - piece.start > len("\r\n"):
            raise Uneditable("it is in a value of the front matter that has escapes; write it as a block (`right_code: |`)")


def _before(line: Text, source: Source) -> str:
    """What stands before the code on its line of the file."""
    start = line.span().start
    return source.text[start - source.position(start)[1] + 1 : start]


def _edit(lines: list[Text], low: int, high: int, added: list[str], source: Source) -> Edit:
    """The edit that puts lines of the file in the place of lines `low` to `high` of the code."""
    if low < high:
        first, last = lines[low].span(), lines[high - 1].span()
        start = first.start - len(_before(lines[low], source))
        if not added:  # with the line's end
            following = lines[high].span().start - len(_before(lines[high], source)) if high < len(lines) else None
            if following is None:
                start = lines[low - 1].span().end if low else start
            return Edit(first._replace(start=start, end=following if following is not None else last.end), "")
        return Edit(first._replace(start=start, end=last.end), source.line_end.join(added))
    if low < len(lines):
        span = lines[low].span()
        start = span.start - len(_before(lines[low], source))
        return Edit(span._replace(start=start, end=start), "".join(line + source.line_end for line in added))
    span = lines[-1].span()
    return Edit(span._replace(start=span.end), "".join(source.line_end + line for line in added))
