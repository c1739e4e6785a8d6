"""The model of a page: what its author declared, documented and sampled, everything with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from http import HTTPMethod, HTTPStatus
from typing import NamedTuple

from unisono import internal
from unisono.blocks import Block, CodeBlock, Comment, DefinitionList, Heading, Prose, Table, read_blocks
from unisono.diagnostic import Problem
from unisono.frontmatter import FrontMatterError, PositionedYAMLHandler, Scalar, Sequence, Value
from unisono.frontmatter import Mapping as FrontMatter
from unisono.keys import GUARDED, meant
from unisono.languages import Reading, language_of, languages
from unisono.liquid import Includes, Template
from unisono.opening import is_commented_out, unread
from unisono.parameter_lists import ListReader, ParameterList, holds_blocks, is_block_list, is_parameter_list
from unisono.parameter_tables import read_table
from unisono.parameters import Grouping, Parameter, ParameterGroup, Place, read_definitions
from unisono.position import Position, read_position
from unisono.source import Source, Span, Text
from unisono.suppression import Directive, Suppression, read_directive
from unisono.syntax.json import Annotation, JsonError, Node, begins_json, read_annotated_json, read_json
from unisono.target import Target, read_target


class ExampleKind(StrEnum):
    REQUEST = "request"
    RESPONSE = "response"
    OTHER = "other"


@dataclass(frozen=True, eq=False)
class Example:
    """An example of content: `right_code`'s JSON, by its title one of a request or of a response."""

    title: Text | None
    info: Text | None
    code: Text
    kind: ExampleKind

    @property
    def label(self) -> str:
        """What findings call it."""
        return f"the {self.title} example" if self.title else "the example"

    @property
    def json(self) -> Node | JsonError | None:
        """The value it holds, or why it holds none; None where it does not claim to be JSON."""
        return self._read[0]

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """The comments in its JSON, and the commas before closing brackets."""
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[Node | JsonError | None, tuple[Annotation, ...]]:
        label = self.info.value.lower() if self.info else ""
        if label not in _JSON and not (label in {"", *_JAVASCRIPT} and begins_json(self.code)):
            return None, ()
        try:
            return read_json(self.code), ()
        except JsonError:
            pass
        try:
            node, annotations = read_annotated_json(self.code)
        except JsonError as error:  # these are not held to JSON, but where samples are compared with it
            return None if label in _JAVASCRIPT and self.kind is not ExampleKind.REQUEST else error, ()
        return node, tuple(annotations)


_JSON = frozenset({"json", "jsonc"})
"""Info strings of JSON: strict, and with comments."""

_JAVASCRIPT = frozenset({"json5", "js", "javascript"})
"""Info strings of what authors write JSON as, too."""


@dataclass(frozen=True, eq=False)
class Sample:
    """One client's sample. `title` is the language's own where the author wrote none (`titled`); `language` is None where no
    reader knows the client."""

    title: str
    language: str | None
    info: Text | None
    code: Text
    span: Span
    titled: bool = True

    @cached_property
    def reading(self) -> Reading:
        """What the sample sends."""
        if self.language is None:
            reason = f"no reader knows this language; the known ones are {', '.join(languages())}"
            return Reading("unsupported", reason=reason, span=self.span)
        try:
            return languages()[self.language].read(self.code)
        except Exception as error:  # noqa: BLE001 (a reader raises nothing; one that does must not keep others from being read)
            return Reading("unsupported", (), internal.described(error), self.span, failed=True)


@dataclass(frozen=True, eq=False)
class Deprecation:
    """That an endpoint should no longer be used. `note` is what the author says about it, None where that is just `true`."""

    span: Span
    note: Text | None


Part = Prose | Heading | CodeBlock | ParameterGroup | Sample | Example
"""What a page's body is made of, in order."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Page:
    """Any page of a site. `aside` holds what the front matter puts beside the body (`right_code` and its kin), `includes` the
    names of the includes that it is made with, also of those that cannot be had."""

    source: Source
    front_matter: FrontMatter
    title: Text | None
    name: Text | None
    description: Text | None
    visibility: str | None
    position: Position
    body: tuple[Part, ...]
    aside: tuple[Part, ...]
    suppressions: tuple[Suppression, ...]
    problems: tuple[Problem, ...]
    includes: tuple[str, ...]

    @property
    def samples(self) -> tuple[Sample, ...]:
        """Those of the body first, as they are what the page is about."""
        return tuple(part for part in (*self.body, *self.aside) if isinstance(part, Sample))

    @property
    def examples(self) -> tuple[Example, ...]:
        return tuple(part for part in (*self.aside, *self.body) if isinstance(part, Example))

    @property
    def parameter_groups(self) -> tuple[ParameterGroup, ...]:
        return tuple(part for part in self.body if isinstance(part, ParameterGroup))


@dataclass(frozen=True, eq=False, kw_only=True)
class EndpointPage(Page):
    """A page that documents one endpoint: its method, and the path where it declares one."""

    declared_method: Text
    target: Target | None

    @property
    def method(self) -> str:
        """The method in upper case; methods are case-sensitive (RFC 9110, 9.1) and page authors are not."""
        return self.declared_method.value.upper()

    @property
    def deprecation(self) -> Deprecation | None:
        """What `deprecated` in the front matter says: nothing, a word of YAML 1.1 for yes or no, or a note."""
        said = self.front_matter.text("deprecated")
        word = said.value.strip().lower() if said else ""
        if said is None or word in {"", "false", "no", "off", "n"}:
            return None
        return Deprecation(said.span(), None if word in {"true", "yes", "on", "y"} else said.stripped())

    @property
    def request_examples(self) -> tuple[Example, ...]:
        return tuple(example for example in self.examples if example.kind is ExampleKind.REQUEST)


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


def read_page(
    source: Source, includes: Includes, site: Mapping[str, str] | None = None, front_matter: FrontMatter | None = None
) -> Page:
    """The model of a file. What is wrong with how it is written is in `problems`, nothing is raised.

    `site` holds the values of `{{ site.… }}`; None if they are not known, which leaves them as placeholders. `front_matter` is
    what `read_head` has found in the same source, if it was asked before.
    """
    try:
        return _read(source, includes, site, whole=True, known=front_matter)
    except Exception as error:  # noqa: BLE001 (one page that cannot be read must not keep others from being read)
        return broken_page(source, error)


def read_head(source: Source) -> Page:
    """The model of a file without its parts: what its front matter says of it, which takes a tenth of the time."""
    try:
        return _read(source, Includes(None), None, whole=False)
    except Exception as error:  # noqa: BLE001 (as above)
        return broken_page(source, error)


def _read(
    source: Source, includes: Includes, site: Mapping[str, str] | None, *, whole: bool, known: FrontMatter | None = None
) -> Page:
    problems: list[Problem] = []
    empty = FrontMatter((), Span(source, 0, 0))
    front_matter, body = empty, Text.of(source)
    handler = PositionedYAMLHandler(source)
    try:
        if parts := handler.split_text():
            body = parts[1]
            front_matter = known if known and known.entries else handler.load_text(parts[0])
        problems += _unread_problems(body, whole=not any(key.text.value in KEYS for key, _ in front_matter.entries))
    except FrontMatterError as error:
        problems.append(Problem("invalid-front-matter", str(error), error.span))
    if not source.text.strip():
        message = "the page is empty; write its front matter and its text, or delete the file"
        problems.append(Problem("unreadable-page", message, Span(source, 0, 0)))
    values = {key.text.value: value.text.value for key, value in front_matter.entries if isinstance(value, Scalar)}
    template = Template(includes, site, values)
    method = _method(front_matter)
    target = _target(front_matter) if method else None
    reader = _PartReader(template if front_matter.entries else None, problems, method, target)
    aside = tuple(reader.aside(front_matter)) if whole else ()
    position = declared_position(front_matter)
    visibility = front_matter.text("visibility")
    page = Page(
        source=source,
        front_matter=front_matter,
        title=front_matter.text("title"),
        name=front_matter.text("name"),
        description=front_matter.text("description"),
        visibility=visibility.value.strip() if visibility else None,
        position=read_position(position.value if position else None),
        body=tuple(reader.body(front_matter, body, aside)) if whole else (),
        aside=aside,
        suppressions=tuple(reader.suppressions),
        problems=(
            *problems,
            *template.problems,
            *_shape_problems(front_matter),
            *_key_problems(front_matter),
            *_position_problems(position),
        ),
        includes=tuple(template.asked),
    )
    return page if method is None else EndpointPage(**vars(page), declared_method=method, target=target)


def declared_position(front_matter: FrontMatter) -> Text | None:
    """Where the page says that it stands among the others: `position`, in Aviator's later pages `position_number`."""
    return front_matter.text("position") or front_matter.text("position_number")


def _method(front_matter: FrontMatter) -> Text | None:
    """The text of `method` (or, in Aviator's pages, `type`) if the front matter is that of an endpoint page."""
    if method := front_matter.text("method"):
        return method
    if (kind := front_matter.text("type")) and kind.value.upper() in list(HTTPMethod):
        return kind
    declared, title = front_matter.get("method"), front_matter.text("title")
    if isinstance(declared, Scalar) and title and title.value.startswith("/"):
        return declared.text
    return None


def _target(front_matter: FrontMatter) -> Target | None:
    """The path in the first key that certainly has one. Else that of a title without a leading slash, unless it is words
    ("Create/Update user"), or of one of the keys for paths."""
    values = {key: value for key in (*_PATHS, "description") if (value := front_matter.text(key))}
    certain = [value for value in values.values() if _PATH.match(value.value)]
    likely = [value for key, value in values.items() if key != "description" and (key != "title" or _may_be_path(value.value))]
    return next((target for value in (*certain, *likely) if (target := read_target(value)) is not None), None)


_PATHS = ("title", "endpoint", "url", "path")
_PATH = re.compile(r"\s*(?:[A-Za-z]+\s+)?(?:/\S|[a-z][a-z0-9+.-]*://)", re.IGNORECASE)


def _may_be_path(title: str) -> bool:
    """Whether a title that has a slash somewhere may be a path: a single word, one with a path parameter, or words in lower
    case. Of several words with a capital letter, the slash is one between words."""
    words = title.split()
    words = words[1:] if words and words[0].upper() in list(HTTPMethod) else words
    return len(words) == 1 or re.search(r"[{<]|/:|&lt", title) is not None or title == title.lower()


_TEXTS = frozenset(
    ("title", "name", "method", "position", "position_number", "visibility", "description", "deprecated", "right_code")
)
_CONTENT = "content_markdown"
"""How the keys begin that hold Markdown."""

_OF_METHOD = "content_markdown_method"
"""That of the Markdown that comes first, and introduces what follows."""

_LISTS = ("right_code_blocks", "left_code_blocks", "parameters", "query_parameters", "parameters_title")

KEYS = (*sorted(_TEXTS), *_LISTS, *_PATHS[1:], "type", _CONTENT)
"""The keys of front matter that are read, of those that may begin or end in several ways the commonest."""

_EXACTLY = frozenset(KEYS)

LOOKED_FOR = (*KEYS, "audience")
"""Those, and the setting's name, which an author may write for `visibility`."""


def unreadable_page(path: str, reason: str) -> Page:
    """What stands for a file that cannot be read."""
    source = Source(path, "")
    place = Span(source, 0, 0)
    page = read_page(source, Includes(None))
    return replace(page, problems=(Problem("unreadable-page", f"cannot read this page: {reason}", place),))


def broken_page(source: Source, error: Exception) -> Page:
    """What stands for a page at which this program failed."""
    page = _read(Source(source.path, ""), Includes(None), None, whole=False)
    problem = Problem(internal.RULE, internal.described(error), Span(source, 0, 0))
    return replace(page, source=source, problems=(problem,))


def _shape_problems(front_matter: FrontMatter) -> Iterator[Problem]:
    """Keys that are written twice, known keys whose value has the wrong shape, and a path that has no method."""
    seen: dict[str, Span] = {}
    for key, value in front_matter.entries:
        name = key.text.value
        if name in seen:
            message = f"'{name}' is there twice, first on line {seen[name].line}; keep one"
            yield Problem("invalid-front-matter", message, key.span)
        seen[name] = key.span
        is_list = is_block_list(name) or is_parameter_list(name)
        if (name in _TEXTS or name.startswith(_CONTENT)) and not isinstance(value, Scalar):
            yield Problem("invalid-front-matter", f"'{name}' must be text; write '{name}: text'", value.span)
        elif is_list and not isinstance(value, Sequence) and not (isinstance(value, Scalar) and value.is_null):
            yield Problem("invalid-front-matter", f"'{name}' must be a list; start each of its items with '- '", value.span)
        elif not is_list and holds_blocks(value):
            message = f"'{name}' holds code blocks and is no key for them; call it 'right_code_blocks' or 'left_code_blocks'"
            yield Problem("invalid-front-matter", message, key.span)
    title = front_matter.text("title")
    if title and re.fullmatch(r"/\S*", title.value) and _method(front_matter) is None:
        message = "the title is a path, and the page has no method; write it as 'method: get', or another title"
        yield Problem("invalid-front-matter", message, title.span())


def _unread_problems(text: Text, *, whole: bool) -> Iterator[Problem]:
    """That keys stand where nobody reads them. `whole` as in `unread`."""
    opening = unread(text, LOOKED_FOR, whole=whole)
    if opening and not is_commented_out(opening.place.source.text):
        found = opening.place.source.text[opening.place.start : opening.place.end].strip()[:40]
        message = (
            f"the front matter that begins with {found!a} is not read (it has {', '.join(opening.known)}); begin the file with "
            "'---' on a line of its own and nothing before it, and write another '---' after the last key"
        )
        yield Problem("unread-front-matter", message, opening.place)


class Missed(NamedTuple):
    """A key that is not read: the known one that was probably meant, and the key whose value it is a part of."""

    key: Scalar
    meant: str
    within: Scalar | None = None


def missed_keys(front_matter: FrontMatter) -> Iterator[Missed]:
    """Keys that are known ones misspelt, and those that say who may see the page where they say nothing."""
    written = {key.text.value for key, _ in front_matter.entries}
    for key, value in front_matter.entries:
        if isinstance(value, FrontMatter):
            yield from (Missed(inner, "visibility", key) for inner, _ in value.entries if _is_visibility(inner.text.value))
        if (
            not _is_read(key.text.value)
            and (name := _meant(key.text.value, value))
            and (name not in written or name in GUARDED)
        ):
            yield Missed(key, name)


def _is_read(key: str) -> bool:
    return key in _EXACTLY or key.startswith(_CONTENT) or is_block_list(key) or is_parameter_list(key.removesuffix("_title"))


def _is_visibility(key: str) -> bool:
    return key == "visibility" or meant(key, ("visibility",)) is not None


def _meant(key: str, value: Value) -> str | None:
    """What a key was meant to be. One that looks like `method` or `type` must have a method."""
    name = "visibility" if key == "audience" else meant(key, LOOKED_FOR)
    if name in {"method", "type"}:
        is_method = isinstance(value, Scalar) and value.text.value.strip().upper() in [*HTTPMethod, ""]
        return "method" if is_method else None
    return "visibility" if name == "audience" else name


def _key_problems(front_matter: FrontMatter) -> Iterator[Problem]:
    for key, name, within in missed_keys(front_matter):
        message = f"no key is called {key.text.value!a}; did you mean '{name}'?"
        if within:
            message = (
                f"{key.text.value!a} is a part of {within.text.value!a} here; write it as far to the left as the other keys"
            )
        yield Problem("misspelt-key", message, key.span)


def _position_problems(text: Text | None) -> Iterator[Problem]:
    if text and not re.match(r"\s*\d", text.value) and text.value.strip():
        message = f"the position {text.value!a} begins with no number; write one such as 2 or 2.1"
        yield Problem("invalid-position", message, text.stripped().span())


class _PartReader:
    """Turns the texts of a page into the parts of the model."""

    def __init__(self, template: Template | None, problems: list[Problem], method: Text | None, target: Target | None) -> None:
        self.template = template  # None on a page without front matter: as in Jekyll, its text is no template
        self.problems = problems
        self.method = method.value.upper() if method else None
        self.in_path = {parameter.name.value for parameter in target.parameters} if target else set()
        self.suppressions: list[Suppression] = []
        self.lists = ListReader(problems)
        self.members: set[str] = set()
        self.has_request = False
        self.undecided = False

    def body(self, front_matter: FrontMatter, text: Text, aside: tuple[Part, ...]) -> Iterator[Part]:
        """In the order of the Aviator template: what the method does, its parameters, the rest, the body of the file."""
        self._see_requests(aside)
        names = dict.fromkeys(key.text.value for key, _ in front_matter.entries if key.text.value.startswith(_CONTENT))
        contents = [content for name in names if name != _OF_METHOD and (content := front_matter.text(name))]
        below = [part for content in (*contents, text) for part in self._parts(content, in_body=True)]
        self._see_requests(below)
        if method := front_matter.text(_OF_METHOD):
            yield from self._parts(method, in_body=True)
        level = min((part.level for part in below if isinstance(part, Heading)), default=3)
        for group, title in self._listed(front_matter):
            yield Heading(level, title, Text.join([Text.decoded("#" * level + " ", title.span(0, 0)), title]))
            yield group
        yield from below

    def aside(self, front_matter: FrontMatter) -> Iterator[Part]:
        if code := front_matter.text("right_code"):
            yield from self._parts(code, in_body=False)
        lists = {key.text.value: value for key, value in front_matter.entries if _is_for_blocks(key.text.value, value)}
        for name in sorted(lists, key=lambda name: not name.startswith("left")):
            for block in self.lists.blocks(name, lists[name]):
                part = self._code(block, False)
                if isinstance(part, Example) and block.title is None:  # the key says what it is
                    part = replace(part, kind=_example_kind(name.replace("_", " ")))
                yield part

    def _see_requests(self, parts: Iterable[Part]) -> None:
        """Take note of what the request examples show, by which it is told where parameters belong that do not say it."""
        for part in parts:
            if isinstance(part, Example) and part.kind is ExampleKind.REQUEST:
                self.has_request = True
                self.members |= {key.value for key, _ in part.json.members} if isinstance(part.json, Node) else set()

    @property
    def _by_method(self) -> Place:
        """Where the parameters belong that do not say it: to the query of what is sent without content, else to the content."""
        return Place.QUERY if self.method in _WITHOUT_CONTENT and not self.has_request else Place.REQUEST

    def _listed(self, front_matter: FrontMatter) -> Iterator[tuple[ParameterGroup, Text]]:
        """The parameters that the front matter lists, by their places, each group with its heading."""
        groups: dict[tuple[Place, str], tuple[Text, list[Parameter]]] = {}
        for name, key in {key.text.value: key.text for key, _ in front_matter.entries}.items():
            value = front_matter.get(name) if is_parameter_list(name) else None
            if (listed := self.lists.parameters(key, value, front_matter.text(f"{name}_title"))) is None:
                continue
            placed = [(self._place(listed, own, parameter), parameter) for own, parameter in listed.parameters]
            alone = len({place for place, _ in placed}) == 1
            for place, parameter in placed:
                title = listed.heading(place, alone=alone)
                groups.setdefault((place, title.value), (title, []))[1].append(parameter)
        places = list(Place)
        for (place, _), (title, parameters) in sorted(groups.items(), key=lambda group: places.index(group[0][0])):
            yield ParameterGroup(place, None, None, tuple(parameters)), title

    def _place(self, listed: ParameterList, own: Place | None, parameter: Parameter) -> Place:
        name = parameter.name.value.strip(":{}<>")
        said = own or listed.place
        if said is None and name in self.in_path and name not in self.members:
            return Place.PATH
        return said or self._by_method

    def _parts(self, text: Text, *, in_body: bool) -> Iterator[Part]:
        blocks, problems = read_blocks(self.template.expand(text) if self.template else text)
        self.problems += problems
        grouping = Grouping()
        directives: list[Directive] = []
        for block in self._with_tables(blocks, grouping) if in_body and self.method else blocks:
            if isinstance(block, ParameterGroup):
                yield block
                continue
            if isinstance(block, Comment) and LIST.fullmatch(block.text.value):
                yield Prose(block.text)  # for the host, which knows the other pages, to replace
                continue
            if isinstance(block, Comment):  # a note between authors, published nowhere
                directives += [directive] if (directive := read_directive(block.text)) else []
                continue
            part = self._part(block, grouping, in_body)
            if isinstance(block, CodeBlock) and isinstance(part, Sample | Example):
                self.suppressions += [directive.on(block.span) for directive in directives]
                directives.clear()
            yield part
        self.suppressions += [directive.on(None) for directive in directives]

    def _with_tables(self, blocks: list[Block], grouping: Grouping) -> Iterator[Block | ParameterGroup]:
        """The blocks with the lists that tables are; a table of anything else goes on with the prose around it. `grouping` has
        to know of each heading before the next block is asked for."""
        if any(isinstance(block, Table) for block in blocks):
            self._see_requests(self._code(block, True) for block in blocks if isinstance(block, CodeBlock))
        prose: list[Text] = []
        for block in [*blocks, None]:
            groups = self._table(block, grouping, prose[-1].value if prose else "") if isinstance(block, Table) else []
            if isinstance(block, Prose | Table) and not groups:
                prose.append(block.text)
                continue
            if prose:
                yield Prose(Text.join(prose))
                prose = []
            yield from groups
            if block is not None and not groups:
                yield block

    def _table(self, table: Table, grouping: Grouping, before: str) -> list[ParameterGroup]:
        heading, around = grouping.here
        groups: dict[Place, list[Parameter]] = {}
        for own, parameter in read_table(table, heading, around, before):
            # Of several tables without a heading, only the first is certainly of the request.
            place = own or (Place.OTHER if heading is None and self.undecided else self._by_method)
            groups.setdefault(place, []).append(parameter)
        self.undecided |= bool(groups) and heading is None
        return [grouping.group(parameters, place) for place, parameters in groups.items()]

    def _part(self, block: Prose | Heading | CodeBlock | DefinitionList | Table, grouping: Grouping, in_body: bool) -> Part:
        match block:
            case Heading():
                grouping.heading(block)
                return block
            case Table():
                return Prose(block.text)
            case DefinitionList():
                return grouping.group(read_definitions(block))
            case CodeBlock():
                return self._code(block, in_body)
            case _:
                return block

    def _code(self, block: CodeBlock, in_body: bool) -> Part:
        """A sample, an example, or just code."""
        title = block.title.value.strip() if block.title else ""
        info = block.info.value.lower() if block.info else ""
        language = language_of(title or None, info or None, block.code.value) if title or info else None
        if language is not None:
            return Sample(title or languages()[language].TITLE, language, block.info, block.code, block.span, title != "")
        kind = _example_kind(title)
        if kind is not ExampleKind.OTHER or (not in_body and info == "json"):
            return Example(block.title, block.info, block.code, kind)
        if in_body and title and info and info not in _NOT_A_CLIENT and not _is_known_info(info):
            return Sample(title, None, block.info, block.code, block.span)
        return block if in_body else Example(block.title, block.info, block.code, kind)


_WITHOUT_CONTENT = frozenset({"GET", "HEAD", "DELETE"})


def _is_for_blocks(key: str, value: Value) -> bool:
    return is_block_list(key) or holds_blocks(value)


LIST = re.compile(r"<!--\s*unisono\s*:\s*endpoints\s*-->")
"""The comment in whose place a list of endpoints is wanted."""

_NOT_A_CLIENT = frozenset(
    """json jsonc json5 xml html http yaml yml toml ini csv tsv text txt plain plaintext none md markdown sql graphql
    diff""".split()  # noqa: SIM905
)
"""Info strings of code that holds data or prose, and so is nobody's sample of a request."""


def _is_known_info(info: str) -> bool:
    return any(info in language.INFO_STRINGS for language in languages().values())


def _example_kind(title: str) -> ExampleKind:
    """What an example's title says it is, by its words: "Request", "Request body", "Payload"; "Response", "Response 409",
    "200 OK", "Bad Request" (a reason phrase of RFC 9110), "Error"; something else, as "Request headers" is."""
    words = re.findall(r"\w+", title.lower())
    has_status = words != [] and re.fullmatch(r"[1-5]\d\d", words[0]) is not None
    phrase = " ".join(words[1:] if has_status else words)
    if has_status or phrase in _REASON_PHRASES or any(re.match("respon|error", word) for word in words):
        return ExampleKind.RESPONSE
    if {"header", "headers", "url", "uri", "query", "parameters", "params"} & {*words}:
        return ExampleKind.OTHER
    return ExampleKind.REQUEST if {"request", "payload", "body"} & {*words} else ExampleKind.OTHER


_REASON_PHRASES = frozenset(" ".join(re.findall(r"\w+", status.phrase.lower())) for status in HTTPStatus)
