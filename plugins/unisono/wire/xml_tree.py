"""XML as a tree: names with their namespaces, attributes whatever their order, text; no comments, no white space between
elements (Namespaces in XML 1.0; the XML Information Set).

Documents with a document type are not read: their entities could make them as long as they like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from itertools import accumulate
from xml.parsers import expat

from unisono.records import dataclass
from unisono.text.placeholders import same_text
from unisono.text.regex import regex
from unisono.text.source import Text

MAX_DEPTH = 200
"""Levels of nesting that are read."""

_LOOKS_LIKE_XML = regex(r"\s*<(?:\?xml\b|!--|[A-Za-z_][\w.:-]*[\s/>])")


class XmlError(Exception):
    """The text is not XML that is read, and why."""


@dataclass(eq=False)
class Element:
    """An element, `name` with its namespace in front. `text` is its character data where it has no elements. `place` is its
    start tag."""

    name: str
    shown: str
    place: Text
    attributes: dict[str, Text]
    texts: list[Text] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)

    @property
    def text(self) -> Text:
        made = Text.join(self.texts) if self.texts else self.place.slice(0, 0)
        return made.stripped() if self.children else made


def looks_like_xml(text: Text) -> bool:
    """Whether a text means to be XML."""
    return _LOOKS_LIKE_XML.match(text.known) is not None


def read_xml(document: Text) -> Element:
    """The root element. Raises XmlError where the text is not well-formed, has a document type or is nested too deeply."""
    return _Reader(document).root()


class _Reader:
    def __init__(self, document: Text) -> None:
        self.document = document
        # A value that is known only when the sample runs may hold what is no XML: private-use characters take its place.
        self.string = document.known.replace("\0", "\ue000")
        if "<!DOCTYPE" in self.string:
            raise XmlError("it has a document type")
        self.bytes = list(accumulate((len(c.encode("utf-8", "replace")) for c in self.string), initial=0))
        self.offsets = {byte: at for at, byte in enumerate(self.bytes)}
        self.open: list[Element] = []
        self.found: Element | None = None
        self.last: tuple[int, int] | None = None
        self.parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters

    def root(self) -> Element:
        declaration = re.match(r"\s*<\?xml[^>]*\?>", self.string)
        # Its encoding is that of the bytes on the wire; what is read here is text.
        start = declaration.end() if declaration else len(self.string) - len(self.string.lstrip())
        self.base = self.bytes[start]
        try:
            self.parser.Parse(self.string[start:].encode("utf-8", "replace"), True)
        except expat.ExpatError as error:
            raise XmlError(str(error)) from None
        if self.found is None:
            raise XmlError("it has no element")
        return self.found

    def _at(self) -> int:
        return self.offsets.get(self.base + self.parser.CurrentByteIndex, 0)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        at = self._at()
        tag = self.document.slice(at, min(len(self.string), _tag_end(self.string, at)))
        made = Element(name, name.rpartition(" ")[2], tag, dict(_attributes(tag, attributes)))
        if self.open:
            self.open[-1].children.append(made)
        else:
            self.found = made
        self.open.append(made)
        if len(self.open) > MAX_DEPTH:
            raise XmlError("it is nested too deeply")

    def _end(self, name: str) -> None:
        del name
        self.open.pop()

    def _characters(self, data: str) -> None:
        at = self._at()
        raw = self.document.slice(at, at + len(data))
        same = raw.known.replace("\0", "\ue000") == data
        self.open[-1].texts.append(raw if same else Text.decoded(data, self.document.span(at, at + 1)))


def _tag_end(text: str, at: int) -> int:
    found = re.compile(r"""<(?:[^>"']|"[^"]*"|'[^']*')*>""").match(text, at)
    return found.end() if found else len(text)


_ATTRIBUTE = regex(r"""(?<![^\s=<>"'/])([^\s=<>"'/]++)\s*+=\s*(?:"([^"]*)"|'([^']*)')""")


def _attributes(tag: Text, values: dict[str, str]) -> Iterator[tuple[str, Text]]:
    written = {found[1]: found for found in _ATTRIBUTE.finditer(tag.known)}
    for name, value in values.items():
        local = name.rpartition(" ")[2]
        found = written.get(local) or next((f for n, f in written.items() if n.endswith(f":{local}")), None)
        raw = tag.slice(*found.span(2 if found[2] is not None else 3)) if found else None
        if raw is not None and (raw.value == value or raw.has_placeholder):
            yield name, raw
        else:
            yield name, Text.decoded(value, (raw or tag).span())


def xml_differences(left: Element, right: Element) -> Iterator[tuple[str, str, Text, str, Text]]:
    """Where two trees differ: the path, what the left has and its place, what the right has and its place."""
    pending = [(f"/{left.shown}", left, right)]
    while pending:
        path, mine, theirs = pending.pop()
        if mine.name != theirs.name:
            yield path, f"the element {mine.shown}", mine.place, f"the element {theirs.shown}", theirs.place
            continue
        yield from _attribute_differences(path, mine, theirs)
        if not same_text(mine.text, theirs.text) and (mine.text.value.strip() or theirs.text.value.strip()):
            yield path, f"the text {_short(mine.text)}", _place(mine), f"the text {_short(theirs.text)}", _place(theirs)
        if len(mine.children) != len(theirs.children):
            counts = [f"{len(e.children)} element{'' if len(e.children) == 1 else 's'}" for e in (mine, theirs)]
            yield path, counts[0], mine.place, counts[1], theirs.place
        pairs = list(zip(mine.children, theirs.children, strict=False))
        pending += [(f"{path}/{a.shown}", a, b) for a, b in reversed(pairs)]


def _attribute_differences(path: str, mine: Element, theirs: Element) -> Iterator[tuple[str, str, Text, str, Text]]:
    for name in dict.fromkeys([*mine.attributes, *theirs.attributes]):
        a, b = mine.attributes.get(name), theirs.attributes.get(name)
        shown = name.rpartition(" ")[2]
        if a is None or b is None or not same_text(a, b):
            said = [f"no attribute {shown}" if v is None else f"the attribute {shown} {_short(v)}" for v in (a, b)]
            yield f"{path}/@{shown}", said[0], a or mine.place, said[1], b or theirs.place


def _place(element: Element) -> Text:
    return element.text if element.text.value.strip() else element.place


def _short(text: Text) -> str:
    line = " ".join(text.value.split())
    return f'"{line if len(line) <= 40 else line[:39] + "…"}"'
