"""The steps of Python-Markdown's conversion in which a page's model takes the place of its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from unisono.checking.result import Result
from unisono.checking.settings import Settings
from unisono.drawing.access import access_html
from unisono.drawing.anchors import Anchors, Fold, anchors
from unisono.drawing.attributes import Attributes, mark_for, split_lists
from unisono.drawing.code_column import code_column_html
from unisono.drawing.folding import expand_html
from unisono.drawing.headings import Said, said, said_heading
from unisono.drawing.highlight import Mark
from unisono.drawing.host import has_page, take_page
from unisono.drawing.linking import value_marks
from unisono.drawing.markup import code_block_html, description_html, parameter_html, pieces_of_note, request_line_html
from unisono.drawing.preview import finding_marks
from unisono.drawing.responses import answers, answers_html
from unisono.drawing.samples import Samples
from unisono.drawing.samples_in_text import mark_tabs, samples_in_text, say_copied
from unisono.drawing.variants import variants
from unisono.pages.blocks import CodeBlock, Heading, Prose
from unisono.pages.documentation import documentation_of
from unisono.pages.model import EndpointPage, Example, Page, Part, Sample, heading
from unisono.pages.parameters import ParameterGroup
from unisono.pages.stated import stated_of
from unisono.pages.statuses import is_of_codes, lists_codes, tells_codes
from unisono.text.regex import regex
from unisono.words import Words, html

# Stand in the Markdown for what is drawn from the model: a part by its number, which for a parameter group or a fold is where
# it begins, and where the description of each of its parameters, or the fold, ends. The marks are private-use characters:
# unlike Python-Markdown's own, they survive its normalisation, so that this extension can come before those that put text in
# (snippets).
_MARK = "\ue0d5unisono:{}\ue0d6"
_END = _MARK.format("end-{}")
_MARKED = regex("\ue0d5unisono:(\\d+)\ue0d6")
_SWALLOWED = regex("\ue0d5unisono:(?:end-)?\\d+\ue0d6")
_NOTES = "\ue0d5unisono:notes-{}\ue0d6"
_FORGED = regex("\ue0d5+(?=unisono:)")


# Python-Markdown replaces what stands between these in its output, and goes on replacing until nothing changes.
_RESERVED = str.maketrans("", "", STX + ETX)

_LATER_LINE = regex("\n(?: {1,4}|\t)")


class Drawing:
    """The page being converted and those of its parts that its Markdown only marks."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self.page: Page | None = None
        self.result = Result(())
        self.settings = Settings()
        self.lists: Mapping[str, str] = {}
        self.anchors = Anchors({})
        self.parts: list[ParameterGroup | CodeBlock | Fold | Members | Attributes | SetHtml | Notes | Said] = []
        self.marks: dict[Sample | Example, list[Mark]] = {}
        self.samples: Samples | None = None
        self.sets: dict[Sample, SetHtml] = {}
        self.noted: list[Sample | Example] = []
        self.answers: SetHtml | None = None

    def number(self, part: ParameterGroup | CodeBlock | Fold | Members | Attributes | SetHtml | Notes | Said) -> int:
        """The number by which the Markdown marks a part."""
        self.parts.append(part)
        return len(self.parts) - 1


class Replace(Preprocessor):
    """Puts the model's view of the page in the place of its text."""

    def __init__(self, md: Markdown, drawing: Drawing) -> None:
        super().__init__(md)
        self.drawing = drawing

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines).replace(_BLANK, "")
        given = take_page(self.md, text)
        if given is None:
            self.drawing.forget()
            return []
        page, self.drawing.result, self.drawing.settings, preview, self.drawing.lists = given
        self.drawing.page = page if page.front_matter.entries else None
        self.drawing.parts = []
        if not page.front_matter.entries:
            return text.split("\n")
        documentation = documentation_of(page)
        self.drawing.anchors = anchors(page, documentation)
        self.drawing.marks = value_marks(page, documentation, self.drawing.anchors.names)
        for block, marks in finding_marks(page, self.drawing.result.diagnostics).items() if preview else ():
            self.drawing.marks.setdefault(block, []).extend(marks)
        blocks: tuple[Sample | Example, ...] = (*page.samples_beside, *page.examples_beside)
        self.drawing.noted = [block for block in blocks if block.notes]
        notes = {block: _NOTES.format(number) for number, block in enumerate(self.drawing.noted)}
        chosen = variants(page)
        for other in (chosen.page(page, number) for number in chosen.choices):
            self.drawing.marks |= value_marks(other, documentation_of(other), self.drawing.anchors.names) | self.drawing.marks
        samples = Samples(page, self.drawing.result, self.drawing.marks, self.drawing.settings, notes, chosen)
        self.drawing.samples = samples
        if isinstance(page, EndpointPage) and not tells_codes(page.body):
            words, lists = self.drawing.settings.page_words, self.drawing.lists
            found = answers_html(answers(page, self.drawing.anchors.names), words, lists.get("errors", ""))
            self.drawing.answers = SetHtml(found) if found else None
        self.drawing.sets = {group.samples[0]: SetHtml(samples.in_text_html(group)) for group in samples.in_text}
        return "\n\n".join(self._markdown(page)).split("\n")

    def _markdown(self, page: Page) -> Iterator[str]:
        shift = _shift(page) if isinstance(page, EndpointPage) else 0
        yield from self._parts([part for part in page.body if part not in self.drawing.anchors.folded], shift)
        if self.drawing.answers:
            words = self.drawing.settings.page_words
            yield f"## {_clean(words.responses)}"
            yield from self._name(said("responses", words))
            yield self._answers()
        for block in self.drawing.noted:
            number = self.drawing.number(Notes())
            yield _MARK.format(number)
            yield _clean(block.notes.value) if block.notes else ""
            yield _END.format(number)

    def _parts(self, parts: Sequence[Part], shift: int) -> Iterator[str]:
        for before, part, after in zip([None, *parts], parts, [*parts[1:], None], strict=False):
            if isinstance(part, Prose):
                text = _clean(part.text.value)
                for piece in split_lists(text, goes_on=isinstance(before, Heading), is_followed=after is not None):
                    yield _MARK.format(self.drawing.number(piece)) if isinstance(piece, Attributes) else piece
            else:
                yield from self._part(part, shift)

    def _part(self, part: Part, shift: int) -> Iterator[str]:
        match part:
            case Heading():
                own = said_heading(part, self.drawing.settings.page_words)
                line = _clean(f"{'#' * part.level} {own.text}" if own else part.markdown.value.strip())
                yield line[shift:] if shift > 0 else "#" * -shift + line
                yield from self._name(own)
                if self.drawing.answers and is_of_codes(part):
                    yield self._answers()
            case CodeBlock() if not _has_attributes(part):
                yield _clean(part.markdown.value.strip("\r\n"))
            case CodeBlock():
                yield _MARK.format(self.drawing.number(part))
            case ParameterGroup() if isinstance(self.drawing.page, EndpointPage) and lists_codes(part):
                yield self._answers()  # if it is not there yet
            case ParameterGroup():
                yield from self._group(part, shift)
            case Sample() if part in self.drawing.sets:
                yield _MARK.format(self.drawing.number(self.drawing.sets[part]))
            case _:
                pass  # the other samples of a set, or what stands in the code column

    def _name(self, heading: Said | None) -> Iterator[str]:
        """The mark that names the heading before it."""
        if heading:
            yield _MARK.format(self.drawing.number(heading))

    def _answers(self) -> str:
        """The mark of the table of answers, once."""
        found, self.drawing.answers = self.drawing.answers, None
        return _MARK.format(self.drawing.number(found)) if found else ""

    def _group(self, group: ParameterGroup, shift: int) -> Iterator[str]:
        number = self.drawing.number(group)
        yield _MARK.format(number)
        for parameter in group.parameters:
            yield _LATER_LINE.sub("\n", _clean(stated_of(parameter).rest))
            for fold in self.drawing.anchors.folds.get(parameter, ()):
                inner = self.drawing.number(fold)
                yield _MARK.format(inner)
                yield from self._parts(fold.parts, shift)
                yield _END.format(inner)
            if parameter.members:
                members = Members(parameter.name.value, ParameterGroup(group.place, None, None, parameter.members))
                inner = self.drawing.number(members)
                yield _MARK.format(inner)
                yield from self._group(members.group, shift)
                yield _END.format(inner)
            yield _END.format(number)


def _has_attributes(block: CodeBlock) -> bool:
    """Whether an attribute list stands below or above the fence. Markdown would put a paragraph with these around the code."""
    lines = block.markdown.value.strip().split("\n")
    return lines[0].startswith("{") or lines[-1].lstrip().startswith("{")


def _clean(text: str) -> str:
    return _FORGED.sub("", text)


def _shift(page: Page) -> int:
    """By how many levels headings move up, so that the highest in the body follows the page's own heading."""
    return min((part.level for part in page.body if isinstance(part, Heading)), default=2) - 2


class Draw(BlockProcessor):
    """Draws the parts that are marked."""

    def __init__(self, parser: BlockParser, md: Markdown, drawing: Drawing) -> None:
        super().__init__(parser)
        self.md = md
        self.drawing = drawing

    def test(self, parent: Element, block: str) -> bool:
        del parent
        return block.lstrip().startswith("\ue0d5")

    def run(self, parent: Element, blocks: list[str]) -> bool | None:
        found = _MARKED.fullmatch(blocks[0].strip())
        if found is None or int(found[1]) >= len(self.drawing.parts):
            return False
        blocks.pop(0)
        number = int(found[1])
        part = self.drawing.parts[number]
        if isinstance(part, CodeBlock):
            SubElement(parent, "p").text = _stash(self.md, code_block_html(part))
        elif isinstance(part, Notes):
            notes = SubElement(parent, "div", {"class": _NOTES_CLASS})
            self.parser.parseBlocks(notes, list(_until_end(blocks, number)))
        elif isinstance(part, SetHtml):
            SubElement(parent, "p").text = _stash(self.md, part.html)
        elif isinstance(part, Said):
            parent[-1].set("id", part.name)
        elif isinstance(part, Attributes):
            mark_for(parent, part)
        elif isinstance(part, Fold):
            self._fold(SubElement(parent, "details", {"class": "unisono-members"}), number, blocks)
        elif isinstance(part, Members):
            details = SubElement(parent, "details", {"class": "unisono-members"})
            SubElement(details, "summary").text = _stash(
                self.md, html(self._words.members_of, name=f"<code>{escape(part.of)}</code>")
            )
            self.parser.parseBlocks(details, list(_until_end(blocks, number)))
        else:
            if parent.tag != "details" and (button := expand_html(part, self.drawing.anchors, self._words)):
                SubElement(parent, "p", {"class": "unisono-switch"}).text = _stash(self.md, button)
            self._parameters(SubElement(parent, "dl", {"class": "unisono-parameters"}), part, number, blocks)
        return None

    @property
    def _words(self) -> Words:
        return self.drawing.settings.page_words

    def _parameters(self, listing: Element, group: ParameterGroup, number: int, blocks: list[str]) -> None:
        for parameter in group.parameters:
            name = self.drawing.anchors.names[parameter]
            row = SubElement(listing, "div", {"class": "unisono-parameter", "id": _plain(name)})
            SubElement(row, "dt").text = _stash(self.md, parameter_html(parameter, name, self._words))
            self.parser.parseBlocks(SubElement(row, "dd"), list(_until_end(blocks, number)))

    def _fold(self, details: Element, number: int, blocks: list[str]) -> None:
        """Its heading becomes what opens it."""
        summary = SubElement(details, "summary")
        self.parser.parseBlocks(details, list(_until_end(blocks, number)))
        if len(details) > 1:
            summary.append(details[1])
            details.remove(details[1])


def _until_end(blocks: list[str], number: int) -> Iterator[str]:
    """Takes the blocks of a description or a fold off `blocks`, and the mark after them."""
    end = _END.format(number)
    while blocks and (block := blocks.pop(0)).strip() != end:
        yield block


def _stash(md: Markdown, html: str) -> AtomicString:
    """What stands for HTML until the page is written out, so that nothing on the way takes it for Markdown."""
    reserved = STX in html or ETX in html  # hardly ever, and to translate a page's code takes long
    return AtomicString(md.htmlStash.store(html.translate(_RESERVED) if reserved else html))


def _plain(text: str) -> str:
    """Text for the serializer, which leaves character references alone: written as one, an ampersand stays an ampersand."""
    return text.translate(_RESERVED).replace("&", "&amp;")


class Columns(Treeprocessor):
    """Puts the heading on top, then what comes before the first section; the code column after it and beside everything."""

    def __init__(self, md: Markdown, drawing: Drawing) -> None:
        super().__init__(md)
        self.drawing = drawing

    def run(self, root: Element) -> None:
        page = self.drawing.page
        if page is None or self.drawing.samples is None or not (isinstance(page, EndpointPage) or page.aside):
            return
        notes = root.findall(f"div[@class='{_NOTES_CLASS}']")
        body = [element for element in root if element not in notes]
        root[:] = notes
        kind = "endpoint" if isinstance(page, EndpointPage) else "page"
        article = SubElement(root, "div", {"class": f"unisono-{kind}"})
        if isinstance(page, EndpointPage):
            self._head(SubElement(article, "div", {"class": "unisono-head"}), page)
        code = code_column_html(page, self.drawing.samples)
        lead = next((i for i, element in enumerate(body) if element.tag in _SECTIONS), len(body)) if code else 0
        if lead:
            SubElement(article, "div", {"class": "unisono-prose unisono-lead"}).extend(body[:lead])
        if code:
            article.set("class", f"unisono-{kind} unisono-columns")
            SubElement(article, "div", {"class": "unisono-code"}).text = _stash(self.md, code)
        if body[lead:]:
            SubElement(article, "div", {"class": "unisono-prose"}).extend(body[lead:])

    def _head(self, head: Element, page: EndpointPage) -> None:
        top = SubElement(head, "h1")
        first, *rest = _BREAKABLE.split(heading(page))
        top.text = AtomicString(_plain(first))
        for part in rest:
            SubElement(top, "wbr").tail = AtomicString(_plain(part))
        top.tail = _stash(self.md, request_line_html(page, self.drawing.settings.page_words))
        if page.deprecation and page.deprecation.note:
            self._note(SubElement(head, "p", {"class": "unisono-deprecation"}), page.deprecation.note.value)
        head[-1].tail = AtomicString((head[-1].tail or "") + _stash(self.md, description_html(page)))
        access = access_html(page, self.drawing.settings.page_words, self.drawing.lists.get("authentication", ""))
        head[-1].tail = AtomicString((head[-1].tail or "") + _stash(self.md, access))

    def _note(self, paragraph: Element, note: str) -> None:
        """As elements, so that MkDocs looks after the links."""
        for text, target in pieces_of_note(note):
            piece = SubElement(paragraph, "a", {"href": _plain(target)}) if target else SubElement(paragraph, "span")
            piece.text = AtomicString(_plain(text))


_BREAKABLE = regex(r"(?<=[^\s/]/)(?=[^\s/])")
"""Where a path that is a heading may break."""

_SECTIONS = {"h2", "h3", "h4", "h5", "h6"}


class MarkSamples(Treeprocessor):
    """Says of the samples in the text what is copied of them, and puts their marks on the content tabs that hold them."""

    def __init__(self, md: Markdown, drawing: Drawing) -> None:
        super().__init__(md)
        self.drawing = drawing

    def run(self, root: Element) -> None:
        found = samples_in_text(self.md, root, self.drawing.result)
        say_copied(self.md, found)
        if self.drawing.settings.marks:
            mark_tabs(self.md, root, found, self.drawing.settings.page_words)


class PlaceNotes(Treeprocessor):
    """Puts what explains annotations, with all that other extensions have made of it, below the code that has them. By then
    the page may be let go: toc runs postprocessors on headings."""

    def run(self, root: Element) -> None:
        notes = root.findall(f"div[@class='{_NOTES_CLASS}']")
        found = {_NOTES.format(number): "".join(map(self.md.serializer, div)) for number, div in enumerate(notes)}
        for div in notes:
            root.remove(div)
        for place, stored in enumerate(self.md.htmlStash.rawHtmlBlocks) if found else ():
            if isinstance(stored, str):
                self.md.htmlStash.rawHtmlBlocks[place] = _NOTED.sub(lambda mark: found.get(mark[0], ""), stored)


_NOTES_CLASS = "\ue0d5unisono:notes"  # which no author's element has
_NOTED = regex("\ue0d5unisono:notes-\\d+\ue0d6")


class PlainSummaries(Treeprocessor):
    """Takes the permanent links that toc adds out of what opens a fold: a control holds no other (HTML 4.11.2)."""

    def run(self, root: Element) -> None:
        for summary in root.iter("summary"):
            for heading_element in summary:
                for link in heading_element.findall("a[@class='headerlink']"):
                    heading_element.remove(link)


class Unmark(Postprocessor):
    """Takes out the marks that an HTML element without an end has swallowed, with all else after it. Then lets the page go:
    objects of Python-Markdown refer to one another, and so to the page's model, until Python looks for garbage."""

    def __init__(self, md: Markdown, drawing: Drawing) -> None:
        super().__init__(md)
        self.drawing = drawing

    def run(self, text: str) -> str:
        self.drawing.forget()
        return _SWALLOWED.sub("", text)


# Stands for the text of a page that is all front matter: Python-Markdown gives back a blank text before any extension sees it.
_BLANK = _MARK.format("blank")


def convert_blank_text(md: Markdown) -> None:
    """Have Python-Markdown convert a blank text too where it is that of a page with front matter."""
    convert = md.convert

    def convert_any(source: str) -> str:
        return convert(source if source.strip() or not has_page(md) else _BLANK)

    md.convert = convert_any  # type: ignore[method-assign]


class Notes(NamedTuple):
    """What explains the annotations of a block in the code column; the page's other text does not show it."""


class SetHtml(NamedTuple):
    """A set of samples that stands in the text, or the table of answers, drawn."""

    html: str


class Members(NamedTuple):
    """The parameters that are listed within another one, which is called `of`."""

    of: str
    group: ParameterGroup
