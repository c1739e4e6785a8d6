"""Edits of a file: what stands in the place of which of its stretches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from unisono.checking.diagnostic import Edit
from unisono.text.source import Origin, Piece, Source, Span, Text


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


def rewritten(code: Text, new: str) -> list[Edit]:
    """The edits that make `new` of a block of code, in the files that it is in. Lines that stay are not touched; new ones begin
    as those of the block do (its indentation, the mark of a quotation) and end as those of the file.

    Raises Uneditable where lines that change do not stand in one file as they are read, and for a block without any.
    """
    check_editable(code)
    lines = list(code.lines())
    if not lines:
        raise Uneditable("the block of code is empty; write the sample there, or take the block away and run 'unisono add'")
    before, after = [line.value for line in lines], new.removesuffix("\n").split("\n")
    edits = []
    for low, high, start, end in _changed(before, after):
        edits.append(_edit(lines, low, high, after[start:end]))
    return edits


_MOST_COMPARED = 1_000_000
"""Pairs of lines that are compared. Of more, those between the first and the last that differ are replaced as a whole."""


def _changed(before: list[str], after: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """The lines that differ, from where to where in both."""
    if len(before) * len(after) <= _MOST_COMPARED:
        for tag, low, high, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if tag != "equal":
                yield low, high, start, end
        return
    shorter = min(len(before), len(after))
    head = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    tail = next((at for at in range(shorter - head) if before[-1 - at] != after[-1 - at]), shorter - head)
    if max(len(before), len(after)) > head + tail:
        yield head, len(before) - tail, head, len(after) - tail


def edited_code(code: Text, edits: Iterable[Edit]) -> str | None:
    """A block of code with edits of its file made; None where one of them is not within what stands there as it is."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda edit: edit.span.start):
        found = _offsets(code, edit.span)
        if found is None or found[0] < at:
            return None
        parts += [code.value[at : found[0]], edit.text]
        at = found[1]
    return "".join([*parts, code.value[at:]])


def _offsets(code: Text, span: Span) -> tuple[int, int] | None:
    for piece in code.pieces:
        if piece.source is span.source and piece.start <= span.start and span.end <= piece.end:
            start = piece.at + span.start - piece.start
            return (start, start + span.end - span.start) if piece.origin is Origin.VERBATIM else None
    return None


def check_editable(code: Text) -> None:
    """Raises Uneditable where the code is not in its file as it is read."""
    for piece in code.pieces:
        if piece.origin is Origin.DECODED and piece.end - piece.start > len("\r\n") and not is_variable(piece):
            raise Uneditable("it is in a value of the front matter that has escapes; write it as a block (`right_code: |`)")


def is_variable(piece: Piece) -> bool:
    """Whether a piece of text is what a variable of the page stands for."""
    return piece.origin is not Origin.VERBATIM and piece.source.text.startswith("{{", piece.start)


def _file(lines: Sequence[Text]) -> Source:
    """The file in which lines stand as they are read, one below the other. Raises Uneditable."""
    pieces = [piece for line in lines for piece in line.pieces]
    if any(is_variable(piece) for piece in pieces):
        raise Uneditable("what would have to be changed is made by a variable ({{ … }}); change what that is")
    sources = {piece.source for piece in pieces}
    if len(sources) > 1:
        paths = " and partly in ".join(sorted(source.path for source in sources))
        raise Uneditable(f"what would have to be changed is partly in {paths}; mend it there")
    (source,) = sources
    start, end = pieces[0].start, pieces[-1].end
    if len(re.findall(r"\r\n|\r|\n", source.text[start:end])) != len(lines) - 1:
        raise Uneditable("there are tags of Liquid in what would have to be changed; mend it by hand")
    return source


def _before(line: Text, source: Source) -> str:
    """What stands before the code on its line of the file."""
    start = line.span().start
    return source.text[start - source.position(start)[1] + 1 : start]


def _edit(lines: list[Text], low: int, high: int, new: Sequence[str]) -> Edit:
    """The edit that puts lines of a file in the place of lines `low` to `high` of the code."""
    own = lines[low:high] or [lines[min(low, len(lines) - 1)]]
    source = _file(own)
    prefix = next((_before(line, source) for line in lines if line.value and line.span().source is source), "")
    added = [f"{prefix}{line}" if line else prefix.rstrip() for line in new]
    first, last = own[0].span(), own[-1].span()
    start = first.start - len(_before(own[0], source))
    if not added:
        return Edit(first._replace(start=start, end=last.end), "") if high - low == len(lines) else _without(lines, low, high)
    if low < high:
        return Edit(first._replace(start=start, end=last.end), source.line_end.join(added))
    if low < len(lines):
        return Edit(first._replace(start=start, end=start), "".join(line + source.line_end for line in added))
    return Edit(last._replace(start=last.end), "".join(source.line_end + line for line in added))


def _without(lines: list[Text], low: int, high: int) -> Edit:
    """The edit that takes lines away, with a line's end."""
    first, last = lines[low].span(), lines[high - 1].span()
    source = first.source
    start = first.start - len(_before(lines[low], source))
    following = lines[high].span() if high < len(lines) else None
    if following and following.source is source:
        return Edit(first._replace(start=start, end=following.start - len(_before(lines[high], source))), "")
    if following is None and low and (before := lines[low - 1].span()).source is source:
        return Edit(first._replace(start=before.end, end=last.end), "")
    end = re.compile(r"\r\n|\r|\n").match(source.text, last.end)
    return Edit(first._replace(start=start, end=end.end() if end else last.end), "")
