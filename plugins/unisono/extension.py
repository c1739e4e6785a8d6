"""The Python-Markdown extension: an endpoint page's Markdown in, its HTML out.

The page's model takes the place of its text. Prose goes on through Markdown and whatever extensions the site has; samples,
examples and parameter lists, which the model holds, are drawn from it. Works in any host that runs Python-Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from unisono.blocks import CodeBlock, Heading, Prose
from unisono.host import current_page
from unisono.markup import code_column_html, request_line_html
from unisono.page import EndpointPage, Page, Part
from unisono.parameters import Parameter, ParameterGroup

# Stands in the Markdown for a part that the model draws. The marks are private-use characters: unlike Python-Markdown's own,
# they survive its normalisation, so that this extension can come before those that put text in (snippets).
_MARK = "\ue0d5unisono:{}\ue0d6"
_MARKED = re.compile("^\ue0d5unisono:(\\d+)\ue0d6$")
_ANY_MARK = re.compile("[\ue0d5\ue0d6]")


class UnisonoExtension(Extension):
    """`markdown_extensions: [unisono]`. It has no options."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        drawing = _Drawing()
        md.registerExtension(self)
        self.drawing = drawing
        md.preprocessors.register(_Replace(md, drawing), "unisono", 40)  # before snippets (32) and fences (25)
        md.parser.blockprocessors.register(_Draw(md.parser, md, drawing), "unisono", 200)  # before all others
        md.treeprocessors.register(_Columns(md, drawing), "unisono", 25)  # before inline patterns (20)

    def reset(self) -> None:
        self.drawing.page = None
        self.drawing.parts = []


class _Drawing:
    """The page being converted and those of its parts that its Markdown only marks."""

    page: Page | None = None

    def __init__(self) -> None:
        self.parts: list[Part] = []


class _Replace(Preprocessor):
    """Puts the model's view of the page in the place of its text."""

    def __init__(self, md: Markdown, drawing: _Drawing) -> None:
        super().__init__(md)
        self.drawing = drawing

    def run(self, lines: list[str]) -> list[str]:
        page = current_page("\n".join(lines))
        if not page.front_matter.entries:
            return lines
        self.drawing.page = page
        shift = _shift(page) if isinstance(page, EndpointPage) else 0
        return "\n\n".join(self._markdown(page, shift)).split("\n")

    def _markdown(self, page: Page, shift: int) -> Iterator[str]:
        for part in page.body:
            match part:
                case Prose():
                    yield _clean(part.text.value.strip("\r\n"))
                case Heading():
                    line = _clean(part.markdown.value.strip())
                    yield line[shift:] if shift > 0 else "#" * -shift + line
                case CodeBlock():
                    yield _clean(part.markdown.value.strip("\r\n"))
                case ParameterGroup():
                    self.drawing.parts.append(part)
                    yield _MARK.format(len(self.drawing.parts) - 1)
                case _:
                    pass  # samples and examples stand in the code column


def _clean(text: str) -> str:
    return _ANY_MARK.sub("", text)


def _shift(page: Page) -> int:
    """By how many levels headings move up, so that the highest in the body follows the page's own heading."""
    return min((part.level for part in page.body if isinstance(part, Heading)), default=2) - 2


class _Draw(BlockProcessor):
    """Draws the parts that are marked."""

    def __init__(self, parser: BlockParser, md: Markdown, drawing: _Drawing) -> None:
        super().__init__(parser)
        self.md = md
        self.drawing = drawing

    def test(self, parent: Element, block: str) -> bool:
        del parent
        return block.startswith("\ue0d5")

    def run(self, parent: Element, blocks: list[str]) -> bool | None:
        found = _MARKED.match(blocks[0].strip())
        if found is None or int(found[1]) >= len(self.drawing.parts):
            return False
        blocks.pop(0)
        part = self.drawing.parts[int(found[1])]
        if isinstance(part, ParameterGroup):
            self._parameters(parent, part)
        return None

    def _parameters(self, parent: Element, group: ParameterGroup) -> None:
        listing = SubElement(parent, "dl", {"class": "unisono-parameters"})
        for parameter in group.parameters:
            row = SubElement(listing, "div", {"class": "unisono-parameter"})
            self._term(SubElement(row, "dt"), parameter)
            self.parser.parseChunk(SubElement(row, "dd"), _clean(parameter.markdown.value))

    def _term(self, term: Element, parameter: Parameter) -> None:
        _text(SubElement(term, "code"), parameter.name.value)
        if parameter.type:
            _text(SubElement(term, "span", {"class": "unisono-type"}), parameter.type.value)
        if parameter.required is not None:
            word = "required" if parameter.required else "optional"
            _text(SubElement(term, "span", {"class": f"unisono-{word}"}), word)


def _text(element: Element, text: str) -> None:
    """Set text that is shown as it is, whatever Markdown would make of it."""
    element.text = AtomicString(text)


class _Columns(Treeprocessor):
    """Puts the heading on top, and the code column beside everything else."""

    def __init__(self, md: Markdown, drawing: _Drawing) -> None:
        super().__init__(md)
        self.drawing = drawing

    def run(self, root: Element) -> None:
        page = self.drawing.page
        if page is None or not (isinstance(page, EndpointPage) or page.aside):
            return
        body = list(root)
        root[:] = []
        kind = "endpoint" if isinstance(page, EndpointPage) else "page"
        article = SubElement(root, "div", {"class": f"unisono-{kind}"})
        if isinstance(page, EndpointPage):
            self._head(SubElement(article, "div", {"class": "unisono-head"}), page)
        prose = SubElement(article, "div", {"class": "unisono-prose"})
        prose.extend(body)
        if code := code_column_html(page):
            article.set("class", f"unisono-{kind} unisono-columns")
            _text(SubElement(article, "div", {"class": "unisono-code"}), self._stashed(code))

    def _head(self, head: Element, page: EndpointPage) -> None:
        name = page.name.value if page.name else (page.target.path if page.target else page.source.path)
        _text(SubElement(head, "h1"), name)
        _text(SubElement(head, "div"), self._stashed(request_line_html(page)))
        if page.description and page.description is not (page.target.text if page.target else None):
            _text(SubElement(head, "p", {"class": "unisono-description"}), page.description.value)

    def _stashed(self, html: str) -> str:
        return self.md.htmlStash.store(html)


def makeExtension(**options: Any) -> UnisonoExtension:  # noqa: N802 (Python-Markdown's name)
    """What Python-Markdown calls for `extensions=["unisono.extension"]`."""
    return UnisonoExtension(**options)
