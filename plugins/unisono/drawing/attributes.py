"""Attribute lists as kramdown takes them, where Python-Markdown's `attr_list` knows less of them, and more.

It knows less: kramdown applies a list on a line of its own to the block directly above it, or else to the one directly below,
of whatever kind; one between blank lines to none. And more: kramdown begins every list with `{:`, while `attr_list` takes
whatever stands in braces at the end of a block for one, and JSON there disappears. What Material's manual writes stays a list:
braces with a class, an id or a quoted value (`{ .md-button }`); with any attribute where a heading ends; directly after a link
or an image, with any attribute (`{ width=300 }`) or word (`{ data-preview }`).
<https://kramdown.gettalong.org/syntax.html#block-ials>
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from unisono.records import dataclass
from unisono.text.regex import regex

_LINE = regex(r" {0,3}\{:(?![:/])([^{}\n]*)\}[ \t]*")
_DEFINITION = regex(r"[ \t]*[\w-]+:(?:\s|\Z)")  # of a list that others refer to, whose names mean nothing here
_LEFT_ALONE = regex(r"[ \t]|[-+*][ \t]|\d+\.[ \t]")  # after it, `attr_list` has the list for an item
_FIRST = regex(r"\{:(?![:/])([^{}\n]*)\}[ \t]*\n")
_FIRST_OF_ITEM = regex(r"\{:(?![:/])([^{}\n]*)\}(?:[ \t\n]|\Z)")

_NAME = r"[A-Za-z_@][\w.:@-]*+"
_ITEM = regex(
    rf"""(?P<quoted>{_NAME}=(?:"[^"\n]*+"|'[^'\n]*+'))|(?P<plain>{_NAME}=[^\s"'{{}}=]++)"""
    rf"""|(?P<named>(?:\.[^\W\d]|\.-)[^\s{{}}="'.#]*+|\#[\w-][^\s{{}}="'#]*+)|(?P<word>{_NAME}(?<!:)(?!=))"""
)
_ANY_ITEM = re.sub(r"\?P<\w+>", "?:", _ITEM.pattern)
_LIST = regex(rf"\{{(?P<colon>:)[^{{}}\n]*+\}}|\{{[ ]*+(?P<items>(?:(?:{_ANY_ITEM})(?:[ ]++|(?=\}})))++)\}}")

_AT_THE_END = {"quoted", "named"}
_OF_A_HEADING = {*_AT_THE_END, "plain"}
_OF_A_LINK = {*_OF_A_HEADING, "word"}
"""The items of which one says that it is a list."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

# Stand for braces that are text while `attr_list` looks for its own.
_HIDE, _SHOW = str.maketrans("{}", "\ue0d7\ue0d8"), str.maketrans("\ue0d7\ue0d8", "{}")


@dataclass(frozen=True)
class Attributes:
    """A list on a line of its own that belongs to the block above it or, `ahead`, to the one below."""

    text: str
    ahead: bool


def split_lists(text: str, *, goes_on: bool, is_followed: bool) -> Iterator[str | Attributes]:
    """Markdown between the lists on lines of their own, and these. `goes_on` says whether a block ends directly above the text,
    `is_followed` whether one begins directly below."""
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    kept: list[str] = []
    for number, line in enumerate(lines):
        found = _LINE.fullmatch(line)
        is_last = number + 1 == len(lines)
        below = "" if is_last else lines[number + 1].strip() and lines[number + 1]
        above = bool(kept[-1].strip()) if kept else goes_on
        if found is None or (above and (line[0] == " " or _LEFT_ALONE.match(below))):
            kept.append(line)
            continue
        yield from _text(kept)
        goes_on, kept = above, []
        if (above or below or (is_last and is_followed)) and not _DEFINITION.match(found[1]):
            yield Attributes(found[1], ahead=not above)
    yield from _text(kept)


def _text(lines: list[str]) -> Iterator[str]:
    if any(map(str.strip, lines)):
        yield "\n".join(lines).strip("\n")


def mark_for(parent: Element, attributes: Attributes) -> None:
    """Note in the tree what belongs to the element before or after."""
    mark = Element(_MARK, {"ahead": "yes"} if attributes.ahead else {})
    mark.text = attributes.text
    parent.append(mark)


_MARK = "unisono-attributes"


class BlockLists(Treeprocessor):
    """Gives elements the lists that are marked in the tree, and those with which paragraphs and list items begin."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._assign = AttrListTreeprocessor(md).assign_attrs

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for number, mark in enumerate(children := list(parent)):
                if mark.tag == _MARK:
                    around = children[number + 1 :] if mark.get("ahead") else children[number - 1 :: -1] if number else []
                    self._give(next((element for element in around if element.tag != _MARK), None), mark.text or "")
                    parent.remove(mark)
            first = {"p": _FIRST, "li": _FIRST_OF_ITEM}.get(str(parent.tag))
            if first and parent.text and (found := first.match(parent.text.lstrip("\n"))):
                self._give(parent, found[1])
                parent.text = parent.text.lstrip("\n")[found.end() :]

    def _give(self, element: Element | None, text: str) -> None:
        """HTML that is put in later stands in a paragraph, which is only taken away if it has no attributes."""
        if element is not None and not HTML_PLACEHOLDER_RE.fullmatch((element.text or "").strip()):
            self._assign(element, " ".join(found[0] for found in _ITEM.finditer(text) if found.lastgroup != "word"))


class HideBraces(Treeprocessor):
    """Hides the braces that are text from `attr_list`."""

    def run(self, root: Element) -> None:
        for parent in root.iter():
            is_block = self.md.is_block_level(parent.tag)
            at_the_end = (_OF_A_HEADING if parent.tag in _HEADINGS else _AT_THE_END) if is_block else set()
            if is_block and parent.text and "{" in parent.text:
                parent.text = _hidden(parent.text, set(), at_the_end)
            for child in parent:
                if child.tail and "{" in child.tail:
                    at_once = _OF_A_LINK if child.tag in ("a", "img") else _AT_THE_END
                    child.tail = _hidden(child.tail, set() if self.md.is_block_level(child.tag) else at_once, at_the_end)


def _hidden(text: str, at_once: set[str], at_the_end: set[str]) -> str:
    """Text in which the only braces are those of a list with which it begins and of one with which it ends, if these have such
    items."""
    begun = _LIST.match(text)
    start = begun.end() if begun and _is_list(begun, at_once) else 0
    end = len(text)
    for found in _LIST.finditer(text, start):
        if _is_list(found, at_the_end) and not text[found.end() :].strip(" "):
            end = found.start()
    return type(text)(text[:start] + text[start:end].translate(_HIDE) + text[end:])


def _is_list(found: re.Match[str], sure: set[str]) -> bool:
    if found["colon"]:
        return bool(sure)
    return any(item.lastgroup in sure for item in _ITEM.finditer(found["items"]))


class ShowBraces(Treeprocessor):
    """Shows them again."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            element.text, element.tail = _shown(element.text), _shown(element.tail)


def _shown(text: str | None) -> str | None:
    return type(text)(text.translate(_SHOW)) if text and ("\ue0d7" in text or "\ue0d8" in text) else text
