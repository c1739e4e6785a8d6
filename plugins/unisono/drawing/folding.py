"""What folds on a page, and what opens it: long code, and the members of parameters. Where no script runs, and on paper, all is
shown."""

from __future__ import annotations

from html import escape

from unisono.drawing.anchors import Anchors
from unisono.pages.parameters import ParameterGroup
from unisono.words import Words

LONGEST = 24
"""Lines of code that are shown whole."""


def all_lines_html(code: str, words: Words) -> str:
    """What opens code that is long, to stand below it; "" for other code."""
    lines = code.strip("\n").count("\n") + 1
    if lines <= LONGEST:
        return ""
    return _switch_html("unisono-lines", words.all_lines.format(count=lines), words.fewer_lines)


def expand_html(group: ParameterGroup, anchors: Anchors, words: Words) -> str:
    """What opens all members within a list of parameters; "" where there is one fold at most."""
    return _switch_html("unisono-expand", words.expand_all, words.collapse_all) if _folds(group, anchors) > 1 else ""


def _switch_html(name: str, word: str, other: str) -> str:
    """A button that says what it does next."""
    return f'<button class="{name}" aria-expanded="false" data-other="{escape(other)}">{escape(word)}</button>'


def _folds(group: ParameterGroup, anchors: Anchors) -> int:
    """The folds in a list, also those within others."""
    found = 0
    pending = [group]
    while pending:
        for parameter in pending.pop().walk():
            folds = anchors.folds.get(parameter, [])
            found += len(folds) + bool(parameter.members)
            pending += [part for fold in folds for part in fold.parts if isinstance(part, ParameterGroup)]
    return found
