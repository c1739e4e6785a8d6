"""The headings of a long page, and what stands below each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field

from unisono.imports._markdown import without_closing_marks
from unisono.records import dataclass
from unisono.text.regex import regex

_HEADING = regex(r"(#{1,6})[ \t]++(.*)$")
_HTML = regex(r"""<h([1-6])(?:[ \t]+id=["']?([\w.:-]+)["']?)?[^<>]*>(.*?)</h\1>[ \t]*$""", re.IGNORECASE)
_ID = regex(r"""<[a-zA-Z]\w*[ \t][^<>]{0,200}?\b(?:id|name)=["']?([\w.:-]+)""")
_COMMENT = regex(r"[ \t]*<!--.*-->[ \t]*")
_FENCE = regex(r"[ \t]{0,3}(`{3,}|~{3,})")


@dataclass
class Section:
    """A heading, with the lines from below it up to the next one. `line` is that of the heading in `file`, from 1; `anchor`
    leads to it, and `ids` to elements below it."""

    file: str
    line: int
    level: int
    title: str
    lines: list[str] = field(default_factory=list)
    anchor: str = ""
    ids: list[str] = field(default_factory=list)
    above: Section | None = None

    def within(self, level: int) -> Section:
        """The section around it whose heading is of at most a level; itself, or the outermost there is."""
        here = self
        while here.level > level and here.above is not None:
            here = here.above
        return here


def sections(texts: Iterator[tuple[str, int, str]]) -> list[Section]:
    """Those of all files, each given as its name, the number of its first line and its text. What comes before the first
    heading stands in one without a title."""
    found: list[Section] = []
    taken: dict[str, int] = {}
    for file, first, text in texts:
        here = Section(file, first, 1, "")
        found.append(here)
        fence = ""
        for number, line in enumerate(text.split("\n"), first):
            heading = None if fence else _heading(line)
            fence = _fence_after(line, fence)
            if heading is None:
                here.lines.append(line)
                here.ids += [] if fence else _ID.findall(line)
                continue
            level, title, own = heading
            above = here if here.title else None
            while above is not None and above.level >= level:
                above = above.above
            here = Section(file, number, level, title, [], own or _anchor(title, taken), [], above)
            found.append(here)
    return [one for one in found if one.title or any(line.strip() and not _COMMENT.fullmatch(line) for line in one.lines)]


def _heading(line: str) -> tuple[int, str, str] | None:
    """The level, the words and the anchor, where it is written, of a heading; HTML is how generators write some."""
    if found := _HEADING.match(line):
        return len(found[1]), without_closing_marks(found[2]), ""
    html = _HTML.match(line) if line.startswith("<") and len(line) < 1_000 else None
    return (int(html[1]), re.sub(r"<[^<>]*>", "", html[3]).strip(), (html[2] or "").casefold()) if html else None


def _fence_after(line: str, fence: str) -> str:
    """The fence that is open after a line, of which there may be one before it."""
    mark = _FENCE.match(line)
    if not mark:
        return fence
    if not fence:
        return mark[1]
    return "" if mark[1].startswith(fence) and not line.strip().strip(fence[0]) else fence


def slug(title: str) -> str:
    """The anchor that a heading has, but for numbers that tell it from others."""
    return re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", re.sub(r"<[^<>]*>", "", title)).strip().lower())


def _anchor(title: str, taken: dict[str, int]) -> str:
    name = slug(title)
    taken[name] = taken.get(name, 0) + 1
    return name if taken[name] == 1 else f"{name}-{taken[name]}"
