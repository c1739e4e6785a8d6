"""Material's annotations of code: numbers in comments, `# (1)!`, each explained by an item of the ordered list below the block.

https://squidfunk.github.io/mkdocs-material/reference/code-blocks/#adding-annotations
"""

from __future__ import annotations

import re

from unisono.text.regex import regex
from unisono.text.source import Text

_NUMBER = regex(r"\(\d+\)")
_WITH_BLANKS = regex(r"(?<![ \t])[ \t]*\(\d+\)")
_SIGN = regex(r"(?:^|\s)(?:#|//|--|;|%|/\*|<!--)")
_ITEM = regex(r"[ \t]*\d{1,9}[.)][ \t]+\S")
_LIST = regex(r"(?:[ \t]*\r?\n)*(?P<indent>[ \t]*)\d{1,9}[.)][ \t]+\S")
_LINE = regex(r"[^\n]*(?:\n|\Z)")
_OTHER_BLOCK = regex(r"[ \t]*(?:`{3}|~{3}|#|===|!!!|\?\?\?|<|>)")
_ALONE = regex(r"(?:#+|//+|--+|;+|%+|/\*+|<!--)\s*(?:\(\d+\)\s*)+(?:\*/|-->)?")
_INSTEAD = regex(r"\(\d+\)!")
_BEHIND_A_BACKSLASH = regex(
    r"""'[^']*'|\$'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"  # quoted
    |\\(?P<note>[ \t]+\#(?:[^\n]*?\(\d+\)![^\r\n]*|[ \t]*(?:\(\d+\)[ \t]*)+))(?=\r?\n)
    |(?<!\S)\#[^\n]*|\\.  # another comment, another character behind a backslash
    """,
    re.DOTALL | re.VERBOSE,
)


def may_be_annotated(code: str) -> bool:
    """Whether a comment in the code may have a number that the list below explains."""
    if not _NUMBER.search(code):  # nearly always
        return False
    signs = ((line, _SIGN.search(line)) for line in code.split("\n") if "(" in line)
    return any(sign and _NUMBER.search(line, sign.end()) for line, sign in signs)


def list_below(text: str, start: int) -> tuple[int, int] | None:
    """Where the ordered list is that begins at `start`, but for blank lines; None if there is none."""
    found = _LIST.match(text, start)
    if found is None:
        return None
    indent, first = len(found["indent"]), found.start("indent")
    end, after_blank = first, False
    for line in _LINE.finditer(text, first):
        content = line[0].strip()
        if content:
            depth = len(line[0]) - len(line[0].lstrip(" \t"))
            begins_other = depth <= indent and not _ITEM.match(line[0])
            if (begins_other and (after_blank or _OTHER_BLOCK.match(line[0]))) or depth < indent:
                break
            end = line.end()
        after_blank = not content
    return first, end


def is_annotation(comment: str) -> bool:
    """Whether nothing of a comment is shown but annotations: it holds their numbers alone, or one with an exclamation mark."""
    return _INSTEAD.search(comment) is not None or _ALONE.fullmatch(comment.strip()) is not None


def numbers_in(comment: str) -> list[tuple[int, int]]:
    """Where a comment has the numbers of annotations, with the blanks before them."""
    return [found.span() for found in _WITH_BLANKS.finditer(comment)]


def without_annotations(code: Text) -> Text:
    """Annotated code as it runs. Of comments only those matter that stand behind a backslash at the end of a line: shown as an
    annotation, they are no text of the line any more, which goes on in the next one."""
    parts, at = [], 0
    for found in _BEHIND_A_BACKSLASH.finditer(code.value):
        if found["note"]:
            parts.append(code.slice(at, found.start("note")))
            at = found.end("note")
    return Text.join([*parts, code.slice(at, len(code))]) if parts else code
