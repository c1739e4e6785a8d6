"""A page's HTML as the sections of Material's search, of which its index has an entry each.

Material's search plugin reads the HTML of every page with Python's `html.parser`, which takes longer than most of a page's way.
Here a regular expression cuts it into tags and texts, and the tags say what becomes of the texts, by the rules of that plugin,
the class `Parser` in `material/plugins/search/plugin.py`: what is said to be so "there" is so in that class. Read is the HTML
that Markdown and Unisono write, with elements that are closed in order and attributes in quotation marks. A page with anything
else is left to the plugin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field
from html import escape, unescape
from typing import Final, NamedTuple

from unisono.records import dataclass
from unisono.text.regex import regex

MAX_DEPTH = 200
"""How many elements are open at most where all of them are looked at, so that the time grows with the page's length alone."""

_REMEMBERED, _SHORT = 10_000, 200
"""How many tags are remembered, and of what length, which bounds the memory."""

_KEPT = ("p", "code", "pre", "li", "ol", "ul", "sub", "sup")
"""Elements whose tags are part of an entry's text."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
"""Elements that are never open there."""

_OTHERS = frozenset(
    ("script", "style", "textarea", "title", "iframe", "noembed", "noframes", "noscript", "plaintext", "xmp", "object", "hx")
)
"""Elements that are not for this module: those whose content is no markup, of which versions of `html.parser` know more or less
(<https://html.spec.whatwg.org/multipage/parsing.html#parsing-html-fragments>), and two with a meaning of their own there."""

_TAG = regex(r"(<[^<>]*>)")
_NAME = r"[a-zA-Z_:@][a-zA-Z0-9_:@.-]*+"
_START_TAG = regex(rf"""<([a-z][a-z0-9-]*+)((?:[ \n]++{_NAME}(?:="[^"]*"|='[^']*')?+)*+)[ \n]*+(/?)>""")
_ATTRIBUTE = regex(rf"""({_NAME})(?:=("[^"]*"|'[^']*'))?+""")
_END_TAG = regex(r"</([a-z][a-z0-9-]*+)>")
_COMMENT = regex(r"<!--(?:[^<>-]|-(?!-))*+-->")

_SPAN = r'<span(?: (?:class="(?!linenodiv")[^"<>&]*+"|(?:id|data-(?!search-exclude)[a-z-]++)="[^"<>]*+"))*+>[^<]*+'
_SPANS = rf"{_SPAN}(?:{_SPAN}(?:{_SPAN}</span>[^<]*+)*+</span>[^<]*+)*+</span>"
_CODE = regex(rf"<pre>(?:<span></span>)?+<code(>[^<]*+(?:{_SPANS}[^<]*+)*+)</code>")
_TEXT = regex(">([^<]+)")
_OPEN_REFERENCE = regex("&(?!(?:[a-zA-Z]{2,31}|#39|#x27);)")

NOTHING: Final = 0
START: Final = 1
END: Final = 2
KEPT_START: Final = 3
KEPT_END: Final = 4
SPECIAL_START: Final = 5
SPECIAL_END: Final = 6
"""Kinds of tags. Special are those that change what becomes of texts."""

_START_KINDS = dict.fromkeys(_KEPT, KEPT_START) | dict.fromkeys((*_HEADINGS, "pre"), SPECIAL_START)
_END_KINDS = dict.fromkeys(_KEPT, KEPT_END) | dict.fromkeys((*_HEADINGS, "pre"), SPECIAL_END)


class Unusual(Exception):
    """HTML that is not for this module."""


class _Tag(NamedTuple):
    """A tag or a comment with what is obeyed of its attributes."""

    kind: int
    name: str
    id: str | None = None
    excluded: bool = False
    permalink: bool = False


class _Tags(dict[str, tuple[int, str, _Tag]]):
    """What is known of tags, by their text: most are on many pages. Raises Unusual for those that are not for this module."""

    def __missing__(self, text: str) -> tuple[int, str, _Tag]:
        tag = _read_tag(text)
        if len(self) >= _REMEMBERED:
            self.clear()
        if len(text) <= _SHORT:
            self[text] = tag.kind, tag.name, tag
        return tag.kind, tag.name, tag


_TAGS = _Tags()


def _read_tag(text: str) -> _Tag:
    start = _START_TAG.fullmatch(text)
    if start is None:
        return _end_or_comment(text)
    name, attributes, slash = start.groups()
    words = attributes.lower()
    if name in _OTHERS:
        raise Unusual
    if name in _HEADINGS or "data-search-exclude" in words or "headerlink" in words or "linenodiv" in words or "&" in words:
        tag = _obeyed(name, {name.lower(): value for name, value in _ATTRIBUTE.findall(attributes)})
    else:
        tag = _Tag(_START_KINDS.get(name, START), name)
    if name in _VOID or (slash and tag.kind == START):
        return _Tag(NOTHING, name)
    if slash:
        raise Unusual
    return tag


def _obeyed(name: str, attributes: dict[str, str]) -> _Tag:
    """A start tag whose attributes matter, by these with their quotation marks; empty where there is no value."""
    style = attributes.get("class", "")
    excluded = "data-search-exclude" in attributes or style[1:-1] == "linenodiv"
    permalink = name == "a" and style[1:-1] == "headerlink"
    # The first end of a span would end what a span leaves out, also one that is not seen because it colours code.
    if "&" in style or (excluded and (name == "span" or permalink)):
        raise Unusual
    identifier = attributes.get("id") if name in _HEADINGS else None
    if identifier is not None and (not identifier or "&" in identifier or style[1:-1] == "linenodiv"):
        raise Unusual
    kind = SPECIAL_START if excluded or permalink else _START_KINDS.get(name, START)
    return _Tag(kind, name, None if identifier is None else identifier[1:-1], excluded, permalink)


def _end_or_comment(text: str) -> _Tag:
    # A comment has no `--` within, about whose end versions of `html.parser` disagree.
    if end := _END_TAG.fullmatch(text):
        return _Tag(_END_KINDS.get(end[1], END), end[1])
    if _COMMENT.fullmatch(text):
        return _Tag(NOTHING, "")
    raise Unusual


class Pieces(list[str]):
    """Texts and kept tags in order. `first` is where the first start tag of a name stands."""

    def __init__(self) -> None:
        super().__init__()
        self.first: dict[str, int] = {}

    def open(self, name: str) -> None:
        self.first.setdefault(name, len(self))
        self.append(f"<{name}>")

    def close(self, name: str) -> None:
        """Add an end tag, or, if there is nothing but white space since the first start tag of the name, take that away. Raises
        Unusual where there is no start tag, over which the plugin stumbles."""
        first = self.first.get(name)
        if first is None:
            raise Unusual
        last = len(self) - 1
        while self[last].isspace():
            last -= 1
        if last == first:
            del self[first:]
            del self.first[name]
        else:
            self.append(f"</{name}>")


@dataclass
class Section:
    """What stands from one heading with an id to the next. `heading` is the name of the heading's element, and `depth` how many
    are open with it; before the first heading there is a section without."""

    heading: str = ""
    depth: int = 0
    id: str | None = None
    excluded: bool = False
    title: Pieces = field(default_factory=Pieces)
    text: Pieces = field(default_factory=Pieces)


def sections_of(html: str) -> list[Section] | None:
    """The sections that the plugin's parser would find, in order; None where only that parser can tell."""
    html = _CODE.sub(_without_colours, html)
    first, *rest = _TAG.split(html)
    tags, texts = rest[::2], rest[1::2]
    if html.count("<") != len(tags):
        return None
    try:
        return _Walk(escaped=html.count(">") == len(tags)).read(first, tags, texts)
    except Unusual:
        return None


def _without_colours(code: re.Match[str]) -> str:
    """Most of a page's tags colour its code, where they say nothing: within `pre`, texts are taken as they are, in one piece or
    in several. They stay where they have attributes that are obeyed, or may divide a character reference."""
    if _OPEN_REFERENCE.search(code[1]):
        return code[0]
    return f"<pre><code>{''.join(_TEXT.findall(code[1]))}</code>"


class _Walk:
    """From tag to tag through a page. `escaped` says whether its texts are without `>`."""

    def __init__(self, escaped: bool) -> None:
        self.escaped = escaped
        self.sections: list[Section] = []
        self.context = ["/"]
        """The names of the open elements, from the page itself inwards, which has one that no tag has."""
        self.left_out: set[str] = set()
        """The names of open elements whose content is left out; until the first end tag of that name, there."""
        self.nowhere = Pieces()
        """Where to the tags of such content go."""
        self.permalinks: list[int] = []
        """How deep the open links to headings lie."""
        self.present: dict[int, list[int]] = {}
        """Sections that may be gone on with, by their depth: their places in `sections`."""
        self._go_on_with(Section())

    def read(self, first: str, tags: Sequence[str], texts: Sequence[str]) -> list[Section]:
        """The sections of the text before the first tag, and the tags with the text after each. Raises Unusual."""
        self._begin(first, tags, texts)
        context, left_out = self.context, self.left_out
        floor, pieces, plain = self._settled()
        for (kind, name, tag), text in zip(map(_TAGS.__getitem__, tags), texts, strict=True):
            if kind == START:
                context.append(name)
            elif kind == END and context[-1] == name and len(context) >= floor and name not in left_out:
                context.pop()
            elif kind == KEPT_START:
                context.append(name)
                pieces.open(name)
            elif kind == KEPT_END and context[-1] == name and len(context) >= floor and name not in left_out:
                context.pop()
                pieces.close(name)
            elif kind != NOTHING:
                self._obey(tag)
                floor, pieces, plain = self._settled()
            if not text:
                continue
            if not plain or "&" in text:
                self._take(text)
            elif not text.isspace():
                pieces.append(text.replace("\n", " "))
            elif not pieces or not pieces[-1].isspace():
                pieces.append(" ")
        if len(context) > 1:
            raise Unusual
        return self.sections

    def _begin(self, first: str, tags: Sequence[str], texts: Sequence[str]) -> None:
        """What comes first begins a section: a heading of the first level its own. What is no element begins none."""
        opening = _TAGS[tags[0]][2] if tags and not first else None
        if opening and opening.kind == NOTHING and not texts[0]:
            raise Unusual
        if first or (opening and (opening.name != "h1" or opening.id is None)):
            self._add(self.section)
        self._take(first)

    def _settled(self) -> tuple[int, Pieces, bool]:
        """What holds until a tag is obeyed: how many elements are open at least where most tags say nothing but their names;
        where to tags and texts go; and whether the texts are as most."""
        floor = max(self.section.depth, self.permalinks[-1] + 1) if self.permalinks else self.section.depth
        plain = self.escaped and not (self.left_out or self.permalinks or self.titled or self.verbatim)
        return floor, self.nowhere if self.left_out else self.pieces, plain

    def _add(self, section: Section) -> None:
        self.present.setdefault(section.depth, []).append(len(self.sections))
        self.sections.append(section)
        self._go_on_with(section)

    def _go_on_with(self, section: Section) -> None:
        """Within any heading of the same level, with an id or without, is the title there. Raises Unusual."""
        if len(self.context) > MAX_DEPTH:
            raise Unusual
        self.section = section
        self.titled = section.heading in self.context
        self.verbatim = "pre" in self.context
        self.pieces = section.title if self.titled else section.text

    def _obey(self, tag: _Tag) -> None:
        """Raises Unusual for an end tag that is not that of the innermost element."""
        if tag.kind == SPECIAL_START:
            self._start(tag)
        elif self.context[-1] == tag.name:
            self._end(tag)
        else:
            raise Unusual

    def _start(self, tag: _Tag) -> None:
        self.context.append(tag.name)
        if tag.id is not None:
            self._add(Section(tag.name, len(self.context), tag.id if self.sections else None, tag.excluded))
        elif tag.kind == SPECIAL_START:
            self._go_on_with(self.section)
        if tag.excluded:
            self.left_out.add(tag.name)
        elif tag.permalink:
            self.permalinks.append(len(self.context))
        elif tag.name in _KEPT and not self.left_out:
            self.pieces.open(tag.name)

    def _end(self, tag: _Tag) -> None:
        if len(self.context) < self.section.depth:
            self._leave()
        self.context.pop()
        if self.permalinks and self.permalinks[-1] > len(self.context):
            self.permalinks.pop()
        if tag.kind == SPECIAL_END:
            self._go_on_with(self.section)
        if tag.name in self.left_out:
            self.left_out.remove(tag.name)
        elif tag.name in _KEPT and not self.left_out:
            self.pieces.close(tag.name)

    def _leave(self) -> None:
        """The end of an element around the section's heading: go on with the last section that is not deeper. The one that ends
        is the last of its depth, as those that were begun since are deeper, or have ended."""
        self.present[self.section.depth].pop()
        depths = range(len(self.context) + 1)
        self._go_on_with(self.sections[max(self.present[depth][-1] for depth in depths if self.present.get(depth))])

    def _take(self, text: str) -> None:
        if not text or self.left_out or (self.titled and self.permalinks):
            return
        if "&" in text or not self.escaped:
            text = escape(unescape(text), quote=False)
        if self.verbatim:
            self.pieces.append(text)
        elif not text.isspace():
            self.pieces.append(text.replace("\n", " "))
        elif self.titled or not self.pieces or not self.pieces[-1].isspace():
            self.pieces.append(" ")
