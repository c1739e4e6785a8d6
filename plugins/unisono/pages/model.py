"""The model of a page: what its author declared, documented and sampled, everything with its place in the file."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cached_property
from typing import Literal

from unisono.languages import languages
from unisono.languages.programming import PROGRAMS
from unisono.languages.reading import Reading
from unisono.pages import internal
from unisono.pages.annotations import is_annotation, without_annotations
from unisono.pages.blocks import CodeBlock, Heading, Prose
from unisono.pages.frontmatter import Mapping as FrontMatter
from unisono.pages.heading_words import HeadingPlace
from unisono.pages.parameters import ParameterGroup
from unisono.pages.position import Position
from unisono.pages.problem import Problem
from unisono.pages.suppression import Suppression
from unisono.records import dataclass
from unisono.text.json import Annotation, JsonError, Node, begins_json, read_annotated_json, read_json
from unisono.text.regex import regex
from unisono.text.source import Source, Span, Text
from unisono.wire.target import Target

ALONE = "it stands alone: the page documents no endpoint, and no titled sample of another client is beside it"
"""Why a block of code that shows a client is no sample on such a page."""


class ExampleKind(StrEnum):
    REQUEST = "request"
    RESPONSE = "response"
    OTHER = "other"


@dataclass(frozen=True, eq=False)
class Example:
    """An example of content: `right_code`'s JSON, by its title one of a request or of a response. `in_place`, `run` and `notes`
    as of a sample."""

    title: Text | None
    info: Text | None
    code: Text
    kind: ExampleKind
    in_place: bool = False
    run: int = 0
    notes: Text | None = None

    @property
    def label(self) -> str:
        """What findings call it."""
        if self.title and self.title.value.lower().startswith("the "):  # a sentence above it
            return f"the example '{self.title}'"
        return f"the {self.title} example" if self.title else "the example"

    @property
    def caption(self) -> str:
        """What readers see above it."""
        return self.title.value if self.title else "Example"

    @property
    def json(self) -> Node | JsonError | None:
        """The value it holds, or why it holds none; None where it does not claim to be JSON."""
        return self._read[0]

    @property
    def is_code(self) -> bool:
        """Whether it is code of a programming language, which no request has as its content."""
        label = self.info.value.lower() if self.info else ""
        if label in _JAVASCRIPT:
            return label != "json5" and not begins_json(self.code)
        if label in PROGRAMS:
            return not isinstance(self.json, Node)
        return label == "" and _BEGINS_CODE.match(self.code.value, 0, 2000) is not None

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """The comments in its JSON but for those that number its notes, and the commas before closing brackets."""
        found = self._read[1]
        return found if self.notes is None else tuple(one for one in found if not _is_number(one))

    @cached_property
    def _read(self) -> tuple[Node | JsonError | None, tuple[Annotation, ...]]:
        label = self.info.value.lower() if self.info else ""
        if label not in _JSON and not (label in {"", *_JAVASCRIPT, *PROGRAMS} and begins_json(self.code)):
            return None, ()
        try:
            return read_json(self.code), ()
        except JsonError:
            if label in PROGRAMS:  # code, whose brackets begin something else
                return None, ()
        try:
            node, annotations = read_annotated_json(self.code)
        except JsonError as error:  # these are not held to JSON, but where samples are compared with it
            return None if label in _JAVASCRIPT and self.kind is not ExampleKind.REQUEST else error, ()
        return node, tuple(annotations)


def _is_number(annotation: Annotation) -> bool:
    span = annotation.span
    return annotation.kind == "comment" and is_annotation(span.source.text[span.start : span.end])


_JSON = frozenset({"json", "jsonc"})
"""Info strings of JSON: strict, and with comments."""

_JAVASCRIPT = frozenset({"json5", "js", "javascript"})
"""Info strings of what authors write JSON as, too."""

_BEGINS_CODE = regex(
    r"(?:[ \t]*(?:(?:#|//)[^\n]*)?\n)*+[ \t]*(?:<\?php|#!/"
    r"|(?:import|require|using|use|package|from|const|let|var|def|func|fn|public)[ \t][^\n]*[;(\"'={])"
)
"""What only a program begins with, but for comments."""


@dataclass(frozen=True, eq=False)
class Sample:
    """One client's sample. `title` is the language's own where the author wrote none (`written`); `language` is None where no
    reader knows the client. `in_place`: it is drawn where it stands, by the prose or the code block before it in the body.
    Blocks of one `run` stand in a row there. `notes` is the ordered list below it that explains annotations in its code.
    `generated`: no author wrote it, the build did."""

    title: str
    language: str | None
    info: Text | None
    code: Text
    span: Span
    written: Text | None = None
    in_place: bool = False
    run: int = 0
    notes: Text | None = None
    generated: bool = False

    @property
    def titled(self) -> bool:
        """Whether the author wrote a title."""
        return self.written is not None

    @property
    def _no_reader(self) -> str:
        label = self.info.value.strip().lower() if self.info else ""
        is_known = label != "" and any(label in client.info_strings for client in languages().values())
        said = "it shows no client that a reader knows" if is_known else "no reader knows this language"
        return f"{said}; the known ones are {', '.join(languages())}"

    @cached_property
    def reading(self) -> Reading:
        """What the sample sends."""
        if self.language is None:
            return Reading("unsupported", reason=self._no_reader, span=self.span)
        try:
            code = without_annotations(self.code) if self.notes else self.code
            return languages()[self.language].read(code, self.info.value if self.info else "")
        except Exception as error:  # noqa: BLE001 (a reader raises nothing; one that does must not keep others from being read)
            return Reading("unsupported", (), internal.described(error), self.span, failed=True)


@dataclass(frozen=True, eq=False)
class Deprecation:
    """That an endpoint should no longer be used. `note` is what the author says about it, None where that is just `true`."""

    span: Span
    note: Text | None


@dataclass(frozen=True, eq=False)
class Block:
    """A block of code, as what it counts, and why: every fence, every indented block and every one of HTML has one."""

    span: Span
    role: Literal["sample", "example", "other"]
    reason: str
    code: Text


Part = Prose | Heading | CodeBlock | ParameterGroup | Sample | Example
"""What a page's body is made of, in order."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Page:
    """Any page of a site. `aside` holds what the front matter puts beside the body (`right_code` and its kin), `blocks` all
    blocks of code, `includes` the names of the includes that it is made with, also of those that cannot be had. `endpoints` are
    those that stand in headings of a page that documents none as a whole: each is a page of its own, with its parameters, and
    with its samples, examples and blocks of code, which the page itself then has not."""

    source: Source
    front_matter: FrontMatter
    title: Text | None
    name: Text | None
    description: Text | None
    visibility: str | None
    position: Position
    body: tuple[Part, ...]
    aside: tuple[Part, ...]
    blocks: tuple[Block, ...]
    suppressions: tuple[Suppression, ...]
    problems: tuple[Problem, ...]
    includes: tuple[str, ...]
    endpoints: tuple[EndpointPage, ...] = ()

    @cached_property
    def samples(self) -> tuple[Sample, ...]:
        """Those of the body first, as they are what the page is about."""
        return tuple(part for part in (*self.body, *self.aside) if isinstance(part, Sample))

    @property
    def all_samples(self) -> tuple[Sample, ...]:
        """Its own, and those of its endpoints."""
        return (*self.samples, *(sample for endpoint in self.endpoints for sample in endpoint.samples))

    @property
    def samples_beside(self) -> tuple[Sample, ...]:
        """Those that are drawn in the column of code."""
        return tuple(sample for sample in self.samples if not sample.in_place)

    @cached_property
    def examples(self) -> tuple[Example, ...]:
        return tuple(part for part in (*self.aside, *self.body) if isinstance(part, Example))

    @property
    def examples_beside(self) -> tuple[Example, ...]:
        """Those that are drawn in the column of code."""
        return tuple(example for example in self.examples if not example.in_place)

    @cached_property
    def parameter_groups(self) -> tuple[ParameterGroup, ...]:
        return tuple(part for part in self.body if isinstance(part, ParameterGroup))


@dataclass(frozen=True, eq=False, kw_only=True)
class EndpointPage(Page):
    """A page that documents one endpoint: its method, and the path where it declares one."""

    declared_method: Text
    target: Target | None
    section: Text | None = None
    """Of one of several that a file may have, those whose request stands in a heading: that heading and what is below it, up to
    an endpoint within it."""
    heading_place: HeadingPlace | None = None
    """Which of the headings of the page it is."""

    @property
    def in_heading(self) -> bool:
        """Whether it is one of several that a file may have."""
        return self.section is not None

    @property
    def method(self) -> str:
        """The method in upper case; methods are case-sensitive (RFC 9110, 9.1) and page authors are not."""
        return self.declared_method.value.upper()

    @property
    def deprecation(self) -> Deprecation | None:
        """What `deprecated` in the front matter says: nothing, a word of YAML 1.1 or a number for yes or no, or a note."""
        said = self.front_matter.text("deprecated")
        word = said.value.strip().lower() if said else ""
        if said is None or word in {"", "false", "no", "off", "n", "0"}:
            return None
        return Deprecation(said.span(), None if word in {"true", "yes", "on", "y", "1"} else said.stripped())

    @property
    def request_examples(self) -> tuple[Example, ...]:
        """Those of the content of a request."""
        return tuple(e for e in self.examples if e.kind is ExampleKind.REQUEST and not e.is_code)


def declares_no_path(page: Page) -> bool:
    """Whether a page documents one endpoint without saying its path, which is then that of its samples."""
    return isinstance(page, EndpointPage) and page.target is None


def endpoints_of(page: Page) -> tuple[EndpointPage, ...]:
    """The endpoints that a page documents: the one that it is about, or those that stand in its headings."""
    return (page,) if isinstance(page, EndpointPage) else page.endpoints


def heading(page: EndpointPage) -> str:
    """What a page is called, as plain text on one line: its name, else a title that is not its path, else a description that
    may be a name, else its path, else its file."""
    if page.name:
        return " ".join(page.name.value.split())
    if page.title and not only_names_the_target(page.title.value, page):
        return " ".join(page.title.value.split())
    return " ".join((short_description(page) or (page.target.path if page.target else page.source.path)).split())


MAX_NAME = 60
"""Characters of a description that may be a name; more is prose."""


def short_description(page: EndpointPage) -> str | None:
    """The description if it may be the page's name: few words, one sentence, without markup, and not the path."""
    text = page.description.value.strip() if page.description else ""
    if not text or len(text) > MAX_NAME or re.search(r"[.!?:;]\s|[\r\n<>`*{}\[\]]|/\S*/|^/|://", text):
        return None
    return None if only_names_the_target(text, page) else text.rstrip(" .:;")


def shown_description(page: EndpointPage) -> Text | None:
    """The description to be shown below the heading and the path: none that is one of the two."""
    text = page.description
    if text is None or only_names_the_target(text.value, page) or text.value.strip().rstrip(" .:;") == heading(page):
        return None
    return text


def only_names_the_target(text: str, page: EndpointPage) -> bool:
    """Whether a value is where the author wrote the path, and says nothing else."""
    words = text.split()
    return (
        page.target is not None
        and page.target.text.value in words
        and all(word == page.target.text.value or word.upper() == page.method for word in words)
    )


def declared_position(front_matter: FrontMatter) -> Text | None:
    """Where the page says that it stands among the others: `position`, in Aviator's later pages `position_number`."""
    return front_matter.text("position") or front_matter.text("position_number")
