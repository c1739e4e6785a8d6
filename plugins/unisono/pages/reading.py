"""From the text of a file to the model of its page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Sequence as Row
from dataclasses import replace
from functools import lru_cache
from http import HTTPMethod
from itertools import chain, takewhile

from unisono.languages import DATA, languages, role_of
from unisono.pages import internal
from unisono.pages.annotations import list_below, may_be_annotated
from unisono.pages.blocks import Block as BodyBlock
from unisono.pages.blocks import CodeBlock, Comment, DefinitionList, Heading, Prose, Table, read_blocks
from unisono.pages.fence_labels import has_label, in_tabs, labelled
from unisono.pages.frontmatter import FrontMatterError, PositionedYAMLHandler, Scalar, Sequence, Value
from unisono.pages.frontmatter import Mapping as FrontMatter
from unisono.pages.headings import Named, Several, captioned, read_requests, stated_target, whole_page
from unisono.pages.hiding import HIDDEN, hidden_by_yes_or_no, in_vain
from unisono.pages.inner import Runs, inner_code, may_hold_code
from unisono.pages.keys import meant
from unisono.pages.known_keys import CONTENT, KEYS, LOOKED_FOR, OF_METHOD, PATHS, TEXTS, Missed, missed_keys, missed_path
from unisono.pages.liquid import Includes, Template
from unisono.pages.lost_headings import place_above
from unisono.pages.mere_requests import DECLARES, declares
from unisono.pages.model import ALONE, Block, EndpointPage, Example, ExampleKind, Page, Part, Sample, declared_position
from unisono.pages.opening import is_commented_out, unread
from unisono.pages.parameter_lists import (
    ListReader,
    ParameterList,
    holds_blocks,
    holds_parameters,
    is_block_list,
    is_parameter_list,
)
from unisono.pages.parameter_tables import read_table
from unisono.pages.parameters import Grouping, Parameter, ParameterGroup, Place, read_definitions
from unisono.pages.position import read_position
from unisono.pages.problem import Problem, Related
from unisono.pages.sample_groups import rows
from unisono.pages.slate import as_tab, slate_tabs
from unisono.pages.statuses import STATUS_OF_PHRASE
from unisono.pages.suppression import Directive, Ranges, Suppression, Suppressions, read_directive, stray_directives
from unisono.pages.titles import is_caption
from unisono.pages.unread_code import unread_beside_samples
from unisono.text.json import Node
from unisono.text.regex import regex
from unisono.text.source import Source, Span, Text
from unisono.wire.target import Target, read_target


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
    split: tuple[Text, Text] | None = None
    try:
        if split := handler.split_text():
            body = split[1]
            front_matter = known if known and known.entries else handler.load_text(split[0])
        problems += _unread_problems(body, front_matter)
    except FrontMatterError as error:
        problems.append(Problem("invalid-front-matter", str(error), error.span))
    if not source.text.strip():
        message = "the page is empty; write its front matter and its text, or delete the file"
        problems.append(Problem("unreadable-page", message, Span(source, 0, 0)))
    values = {key.text.value: value.text.value for key, value in front_matter.entries if isinstance(value, Scalar)}
    template = Template(includes, site, values)
    method = _method(front_matter)
    target = _target(front_matter) or _stated(front_matter, body, method) if method else None
    tabs = None if method else slate_tabs(front_matter, source.path)
    reader = _PartReader(template if front_matter.entries else None, problems, method, target, tabs, in_text=method is None)
    aside = tuple(reader.aside(front_matter)) if whole else ()
    parts = tuple(reader.body(front_matter, body, aside)) if whole else ()
    parts, blocks = (parts, tuple(reader.blocks)) if method else _of_rows(parts, reader.blocks)
    position = declared_position(front_matter)
    visibility = front_matter.text("visibility")
    missed = list(missed_keys(front_matter))
    page = Page(
        source=source,
        front_matter=front_matter,
        title=front_matter.text("title"),
        name=front_matter.text("name"),
        description=front_matter.text("description"),
        visibility=visibility.value.strip() if visibility else None,
        position=read_position(position.value if position else None),
        body=parts,
        aside=aside,
        blocks=blocks,
        suppressions=(*reader.suppressions, *_commented(split[0] if split else None, reader.suppressions)),
        problems=(
            *problems,
            *template.problems,
            *_shape_problems(front_matter, {found.key.text.value for found in missed}),
            *_contradictions(front_matter),
            *_key_problems(missed),
            *(_path_problems(front_matter) if method and target is None else ()),
            *_position_problems(position),
        ),
        includes=tuple(template.asked),
    )
    if method is None:
        return _with_endpoints(page, reader.texts, tabs)
    return EndpointPage(**vars(page), declared_method=method, target=target)


def _with_endpoints(page: Page, texts: Row[Text], tabs: Collection[str] | None) -> Page:
    """A page that documents no endpoint as a whole with those that stand in its headings."""
    found: list[EndpointPage] = []
    accepted: dict[Span, Suppression] = {}
    problems = {(problem.rule, problem.span): problem for problem in page.problems}
    named_here, several = read_requests(texts)
    if not named_here and (all_of_it := whole_page(page.front_matter, texts)):
        named_here.append(all_of_it)
    for named in named_here:
        own: list[Problem] = []
        reader = _PartReader(None, own, named.request.method, named.request.target, tabs, in_text=True)
        parts = tuple(reader.endpoint(named.texts))
        accepted |= {one.span: one for one in reader.suppressions}
        for problem in own:
            problems.setdefault((problem.rule, problem.span), problem)
        found.append(_endpoint(page, named, parts, tuple(reader.blocks)))
    for problem in _several(several, tabs):
        problems.setdefault((problem.rule, problem.span), problem)
    if not found:
        return replace(page, problems=tuple(problems.values()))
    places = {block.span for one in found for block in one.blocks}
    suppressions = {one.span: one for one in page.suppressions}
    # What a comment of a block accepts, is told by the reading that knows the block; what one of a page does, by the other.
    suppressions |= {span: one for span, one in accepted.items() if one.target is not None or span not in suppressions}
    of_all = Suppressions(suppressions.values())
    return replace(
        page,
        body=tuple(part for part in page.body if not isinstance(part, Sample) or part.span not in places),
        blocks=tuple(block for block in page.blocks if block.span not in places),
        suppressions=of_all,
        problems=tuple(problems.values()),
        endpoints=tuple(replace(one, suppressions=of_all) for one in found),
    )


def _several(several: Iterable[Several], tabs: Collection[str] | None) -> Iterator[Problem]:
    """That samples and parameters stand below several requests at once."""
    for one in several:
        parts = list(_PartReader(None, [], one.method, None, tabs, in_text=True).endpoint(one.texts))
        kinds = {Sample: "samples", ParameterGroup: "parameters"}
        below = " and ".join(name for kind, name in kinds.items() if any(isinstance(part, kind) for part in parts))
        if not below:
            continue
        message = (
            f"'{one.says.value.strip()}' is about several requests, and the {below} below it are compared with none of them; "
            "write a heading for each of them"
        )
        yield Problem("several-requests", message, one.says.span())


def _endpoint(page: Page, named: Named, parts: tuple[Part, ...], blocks: tuple[Block, ...]) -> EndpointPage:
    """One of the endpoints of a page."""
    return EndpointPage(
        source=page.source,
        front_matter=FrontMatter((), named.request.method.span()),
        title=None,
        name=named.name,
        description=None,
        visibility=page.visibility,
        position=page.position,
        body=parts,
        aside=(),
        blocks=blocks,
        suppressions=(),
        problems=(),
        includes=page.includes,
        declared_method=named.request.method,
        target=named.request.target,
        section=named.section,
        heading_place=named.place,
    )


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
    values = {key: value for key in (*PATHS, "description") if (value := front_matter.text(key))}
    certain = (value for value in values.values() if _PATH.match(value.value))
    likely = (value for key, value in values.items() if key != "description" and (key != "title" or _may_be_path(value.value)))
    return next((target for value in chain(certain, likely) if (target := read_target(value)) is not None), None)


def _stated(front_matter: FrontMatter, body: Text, method: Text) -> Target | None:
    """The path that stands nowhere but in a heading, or in a line of its own."""
    contents = [
        value.text for key, value in front_matter.entries if key.text.value.startswith(CONTENT) and isinstance(value, Scalar)
    ]
    return stated_target((*contents, body), method.value.strip().upper())


def unreadable_page(path: str, reason: str) -> Page:
    """What stands for a file that cannot be read."""
    source = Source(path, "")
    place = Span(source, 0, 0)
    page = read_page(source, Includes(None))
    return replace(page, problems=(Problem("unreadable-page", f"cannot read this page: {reason}", place),))


def _shape_problems(front_matter: FrontMatter, missed: Collection[str]) -> Iterator[Problem]:
    """Keys that are written twice, known keys whose value has the wrong shape, and a path that has no method. `missed` are
    those that were meant to be others."""
    seen: dict[str, Scalar] = {}
    method = _method(front_matter)
    for key, value in front_matter.entries:
        name = key.text.value
        if name in seen:
            message = f"'{name}' is there twice, first on line {seen[name].span.line}; keep one"
            yield Problem("invalid-front-matter", message, key.span)
        seen[name] = key
        is_list = is_block_list(name) or is_parameter_list(name)
        if (name in TEXTS or name.startswith(CONTENT)) and not isinstance(value, Scalar):
            yield Problem("invalid-front-matter", f"'{name}' must be text; write '{name}: text'", value.span)
        elif is_list and not isinstance(value, Sequence) and not (isinstance(value, Scalar) and value.is_null):
            yield Problem("invalid-front-matter", f"'{name}' must be a list; start each of its items with '- '", value.span)
        elif not is_list and holds_blocks(value):
            message = f"'{name}' holds code blocks and is no key for them; call it 'right_code_blocks' or 'left_code_blocks'"
            yield Problem("invalid-front-matter", message, key.span)
        elif _may_be_code(name, value) and method and name not in missed and _holds_fence(value):
            message = f"'{name}' holds a code block and is no key for one; call it 'right_code'"
            yield Problem("invalid-front-matter", message, key.span)
    title = front_matter.text("title")
    if title and re.fullmatch(r"/\S*", title.value) and method is None:
        message = "the title is a path, and the page has no method; write it as 'method: get', or another title"
        yield Problem("invalid-front-matter", message, title.span())


def _contradictions(front_matter: FrontMatter) -> Iterator[Problem]:
    """A path with another method before it than that of the page, and a slip in what should say yes or no."""
    method = _method(front_matter)
    for value in (front_matter.text(key) for key in (*PATHS, "description")):
        found = _METHOD_AND_PATH.match(value.value) if value else None
        if method and value and found and found[1].upper() != method.value.strip().upper() in list(HTTPMethod):
            message = f"'{found[1]}' before the path is not the page's method, which is {method.value.strip()!a}; correct one"
            related = (Related(method.span(), "the page's method"),)
            yield Problem("invalid-front-matter", message, value.span(*found.span(1)), related)
    said = front_matter.text("deprecated")
    if said and (word := meant(said.value.strip().lower(), ("true", "false"))):
        message = f"'deprecated' is neither yes nor no, and {said.value.strip()!a} is shown as a note; did you mean '{word}'?"
        yield Problem("invalid-front-matter", message, said.span())
    yield from _hiding_in_vain(front_matter)


def _hiding_in_vain(front_matter: FrontMatter) -> Iterator[Problem]:
    """What other programs hide a page by, on one that is published. Of a page that is none of an endpoint and does not say who
    may see it, only the site tells whether it is."""
    visibility = front_matter.text("visibility")
    shown = visibility.value.strip() if visibility else ""
    if (_method(front_matter) is None and visibility is None) or shown.lower() in HIDDEN:
        return
    for found in hidden_by_yes_or_no(front_matter):
        why = f"by 'visibility: {shown}'" if shown else "as it has no 'visibility'"
        related = (Related(visibility.span(), "what decides"),) if visibility else ()
        yield Problem("invalid-front-matter", in_vain(found, why), found.key.span(), related)


_METHOD_AND_PATH = regex(rf"\s*({'|'.join(HTTPMethod)})\s+(?=/\S|[a-z][a-z0-9+.-]*://)", re.IGNORECASE)


def _may_be_code(name: str, value: Value) -> bool:
    """Whether a key is none that is read, and may be meant for code."""
    return not (name.startswith(CONTENT) or name in KEYS or is_block_list(name) or holds_parameters(name, value))


def _holds_fence(value: Value) -> bool:
    """Whether a text, or one in a list or a mapping, has a code block in it that has a title or shows a client's request."""
    if isinstance(value, FrontMatter):
        return any(_holds_fence(inner) for _, inner in value.entries)
    if isinstance(value, Sequence):
        return any(map(_holds_fence, value.items))
    text = value.text.slice(0, min(len(value.text), 100_000))
    if _TITLED_FENCE.search(text.value):
        return True
    fences = [one for one in read_blocks(text)[0] if isinstance(one, CodeBlock)] if _FENCE.search(text.value) else []
    return any(role_of("", one.info.value if one.info else "", one.code.value).client for one in fences)


_FENCE = regex(r"^ {0,3}(?:~~~|```)", re.MULTILINE)
_TITLED_FENCE = regex(r"^(?:~~~|```)[^\n]{0,200}\btitle=|^(?:~{3,}|`{3,})[ \t]*\n\{:?[^\n}]{0,200}\btitle=", re.MULTILINE)


class _PartReader:
    """Turns the texts of a page into the parts of the model."""

    def __init__(
        self,
        template: Template | None,
        problems: list[Problem],
        method: Text | None,
        target: Target | None,
        tabs: Collection[str] | None,
        *,
        in_text: bool,
    ) -> None:
        self.in_text = in_text  # whether everything is drawn where it stands
        self.texts: list[Text] = []
        self.template = template  # None on a page without front matter: as in Jekyll, its text is no template
        self.tabs = tabs
        self.problems = problems
        self.method = method.value.upper() if method else None
        self.target = target
        self.in_path = {parameter.name.value for parameter in target.parameters} if target else set()
        self.suppressions: list[Suppression] = []
        self.directives: list[Directive] = []
        self.ranges = Ranges()
        self.blocks: list[Block] = []
        self.runs = Runs()
        self.lists = ListReader(problems)
        self.unread: Collection[CodeBlock] = ()
        self.members: set[str] = set()
        self.has_request = False
        self.undecided = False
        self.is_captioned = False

    def body(self, front_matter: FrontMatter, text: Text, aside: tuple[Part, ...]) -> Iterator[Part]:
        """What the method does, or else what is said before the first heading, list or code; the parameters of the front
        matter; the rest."""
        self._see_requests(aside)
        names = dict.fromkeys(key.text.value for key, _ in front_matter.entries if key.text.value.startswith(CONTENT))
        contents = [content for name in names if name != OF_METHOD and (content := front_matter.text(name))]
        below = [part for content in (*contents, text) for part in self._parts(content, in_body=True)]
        self._see_requests(below)
        if method := front_matter.text(OF_METHOD):
            yield from self._parts(method, in_body=True)
        lead = [] if method else list(takewhile(lambda part: isinstance(part, Prose), below))
        yield from lead
        level = min((part.level for part in below if isinstance(part, Heading)), default=3)
        for group, title in self._listed(front_matter):
            yield Heading(level, title, Text.join([Text.decoded("#" * level + " ", title.span(0, 0)), title]))
            yield group
        yield from below[len(lead) :]

    def endpoint(self, texts: Iterable[Text]) -> Iterator[Part]:
        """What stands below a heading that is an endpoint's. What a block of JSON is, the line or the heading above it says."""
        self.is_captioned = True
        for text in texts:
            yield from self._parts(text, in_body=True)

    def aside(self, front_matter: FrontMatter) -> Iterator[Part]:
        if code := front_matter.text("right_code"):
            yield from self._parts(code, in_body=False)
        lists = {key.text.value: value for key, value in front_matter.entries if _is_for_blocks(key.text.value, value)}
        for name in sorted(lists, key=lambda name: not name.startswith("left")):
            listed = list(self.lists.blocks(name, lists[name]))
            unread = unread_beside_samples(listed) if self.method else ()
            for block in listed:
                part = self._code(block, False, is_unread=block in unread)
                if isinstance(part, Example) and block.title is None:  # the key says what it is
                    part = replace(part, kind=_example_kind(name.replace("_", " ")))
                yield part

    def _see_requests(self, parts: Iterable[Part]) -> None:
        """Take note of what the request examples show, by which it is told where parameters belong that do not say it."""
        for part in parts:
            if isinstance(part, Example) and part.kind is ExampleKind.REQUEST and not part.is_code:
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
            value = front_matter.get(name)
            value = value if value is not None and holds_parameters(name, value) else None
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
        self.runs.end(0)
        expanded = self.template.expand(text) if self.template else text
        self.texts += [expanded] if in_body else []
        blocks, problems = read_blocks(expanded)
        blocks = list(_with_notes(blocks if self.tabs is None else (as_tab(block, self.tabs) for block in blocks)))
        blocks = [labelled(block, _says_kind) for block in blocks]
        blocks = in_tabs(blocks) if self.method is None else blocks
        blocks = list(captioned(blocks, _says_kind)) if self.is_captioned else blocks
        self.problems += problems
        self.unread = unread_beside_samples(blocks) if self.method else ()
        grouping = Grouping()
        for block in self._with_tables(blocks, grouping) if in_body and self.method else blocks:
            if isinstance(block, ParameterGroup):
                yield block
                continue
            if isinstance(block, Comment) and LIST.fullmatch(block.text.value):
                yield Prose(block.text)  # for the host, which knows the other pages, to replace
                continue
            if isinstance(block, Comment):  # a note between authors, published nowhere
                self._take(read_directive(block.text))
                continue
            if isinstance(block, DefinitionList):
                *groups, part = self._definitions(block, grouping)
                yield from groups
            else:
                part = self._part(block, grouping, in_body)
            if isinstance(block, CodeBlock) and isinstance(part, Sample | Example):
                self._accept(block.span)
                self.suppressions += stray_directives(block.code, code=True)
            elif isinstance(block, Prose):
                self.suppressions += stray_directives(block.text)
            yield from self._drawn(block, part, in_body)
        self.suppressions += [directive.on(None) for directive in self.directives]
        self.suppressions += self.ranges.end(expanded)
        self.directives.clear()

    def _with_tables(self, blocks: list[BodyBlock], grouping: Grouping) -> Iterator[BodyBlock | ParameterGroup]:
        """The blocks with the lists that tables are; a table of anything else goes on with the prose around it. `grouping` has
        to know of each heading before the next block is asked for."""
        if any(isinstance(block, Table) for block in blocks):
            self._see_requests(_code_part(block, True)[0] for block in blocks if isinstance(block, CodeBlock))
        prose: list[Text] = []
        for block in [*blocks, None]:
            groups = self._table(block, grouping, prose[-1] if prose else None) if isinstance(block, Table) else []
            if isinstance(block, Prose | Table) and not groups:
                prose.append(block.text)
                continue
            if prose:
                yield Prose(Text.join(prose))
                prose = []
            yield from groups
            if block is not None and not groups:
                yield block

    def _table(self, table: Table, grouping: Grouping, before: Text | None) -> list[ParameterGroup]:
        heading, around = grouping.here
        groups: dict[Place, list[Parameter]] = {}
        said = place_above(before) if self.is_captioned and before else None
        for own, parameter in read_table(table, heading, said or around, before.value if before else ""):
            # Of several tables without a heading, only the first is certainly of the request.
            place = said or own or (Place.OTHER if heading is None and self.undecided else self._by_method)
            groups.setdefault(place, []).append(parameter)
        self.undecided |= bool(groups) and heading is None and said is None
        return [grouping.group(parameters, place) for place, parameters in groups.items()]

    def _definitions(self, block: DefinitionList, grouping: Grouping) -> list[Part]:
        """The list; where its heading speaks of the request, and that has no content, what is of the path and of the query."""
        parameters = list(read_definitions(block))
        heading, place = grouping.here
        if place is not Place.REQUEST or self.method not in {"GET", "HEAD"} or self.has_request or _has_content(heading):
            return [grouping.group(parameters)]
        in_path = [parameter for parameter in parameters if parameter.name.value.strip(":{}<>") in self.in_path]
        rest = [parameter for parameter in parameters if parameter not in in_path]
        groups = {Place.PATH: in_path, Place.QUERY: rest}
        return [grouping.group(own, place) for place, own in groups.items() if own]

    def _part(self, block: Prose | Heading | CodeBlock | Table, grouping: Grouping, in_body: bool) -> Part:
        match block:
            case Heading():
                grouping.heading(block)
                return block
            case Table():
                return Prose(block.text)
            case CodeBlock():
                return self._code(block, in_body, is_unread=block in self.unread)
            case _:
                return block

    def _code(self, block: CodeBlock, in_body: bool, *, is_unread: bool) -> Part:
        part, accounted = _code_part(block, in_body, must_show=self.method is None or has_label(block))
        info = block.info.value if block.info else ""
        if accounted.role != "example" and block.title is None and declares(info, block.code, self.method, self.target):
            part, accounted = block if in_body else part, Block(block.span, "other", DECLARES, block.code)
        elif is_unread and accounted.role == "other":
            part, accounted = _unread(block)
        self.blocks.append(accounted)
        return part

    def _drawn(self, block: BodyBlock, part: Part, in_body: bool) -> Iterator[Part]:
        """A part; behind prose the samples in it, and in place of a sample in the column one below a mere caption, which stays
        where it stands."""
        if isinstance(block, CodeBlock) and isinstance(part, Sample | Example):
            if block.markdown.value.startswith("===!"):  # a set of tabs that begins anew
                self.runs.end(0)
            part = replace(part, run=self.runs.of(0, in_tab=block.markdown.value.startswith("===")))
            if in_body and self._stays(block, part):
                yield block
                part = replace(part, in_place=True)
        elif isinstance(block, Heading | DefinitionList | Table):
            self.runs.end(0)
        yield part
        if isinstance(block, CodeBlock) and block.notes:
            if not isinstance(part, Sample | Example) or part.in_place:
                yield Prose(block.notes)
            if may_hold_code(block.notes.value):
                yield from self._within(block.notes, in_body)
        if isinstance(block, Prose):
            yield from self._within(block.text, in_body)
        elif isinstance(block, DefinitionList):
            for definition in block.definitions:
                if may_hold_code(definition.body.value):
                    yield from self._within(definition.body, in_body, column=4)
                else:
                    self.runs.end(4)

    def _stays(self, block: CodeBlock, part: Sample | Example) -> bool:
        if self.in_text:
            return True
        return isinstance(part, Sample) and is_caption(part.title, block.info.value if block.info else "")

    def _within(self, prose: Text, in_body: bool, column: int = 0) -> Iterator[Sample | Example]:
        """The samples and examples that stand in prose, where they stay."""
        if not may_hold_code(prose.value):
            self.runs.end(column)
            return
        for inner in (labelled(inner, _says_kind) for inner in inner_code(prose, self.runs, column)):
            title = inner.title.value.strip() if inner.title else ""
            shown = inner.in_tab or self.method is None or has_label(inner)
            role = role_of(title, inner.info.value if inner.info else "", inner.code.value, must_show=shown)
            kind = _example_kind(title) if self.method else ExampleKind.OTHER
            if role.client is None and kind is ExampleKind.OTHER:
                self.blocks.append(Block(inner.span, "other", role.reason, inner.code))
                continue
            for comment in inner.comments:
                self._take(read_directive(comment))
            self._accept(inner.span)
            if role.client is None:
                self.blocks.append(Block(inner.span, "example", _of(kind), inner.code))
                yield Example(inner.title, inner.info, inner.code, kind, in_body, inner.run, inner.notes)
            else:
                self.blocks.append(Block(inner.span, "sample", role.reason, inner.code))
                name, written = title or role.client, inner.title if title else None
                yield Sample(name, role.language, inner.info, inner.code, inner.span, written, in_body, inner.run, inner.notes)

    def _take(self, directive: Directive | None) -> None:
        if directive is None:
            return
        if directive.mistake is None and directive.kind in {"off", "on"}:
            self.suppressions += self.ranges.take(directive)
        else:
            self.directives.append(directive)

    def _accept(self, span: Span) -> None:
        """What the comments before a block accept, they accept of it."""
        self.suppressions += [directive.on(span) for directive in self.directives]
        self.directives.clear()


def _commented(front_matter: Text | None, known: Iterable[Suppression]) -> Iterator[Suppression]:
    """What is meant as a directive in comments of the front matter, but not of the code in it."""
    places = {suppression.span for suppression in known}
    strays = stray_directives(front_matter, code=True) if front_matter else ()
    yield from (stray for stray in strays if stray.span not in places)


def _of_rows(parts: Row[Part], blocks: Iterable[Block]) -> tuple[tuple[Part, ...], tuple[Block, ...]]:
    """The parts of a page that documents no endpoint without those samples that stand alone, and its blocks of code, to which
    these then count as well."""
    kept = {sample for group in rows(parts) for sample in group.samples}
    alone = {part for part in parts if isinstance(part, Sample) and part.in_place and part not in kept}
    places = {sample.span for sample in alone}
    accounted = (replace(block, role="other", reason=ALONE) if block.span in places else block for block in blocks)
    return tuple(part for part in parts if not isinstance(part, Sample) or part not in alone), tuple(accounted)


def _with_notes(blocks: Iterable[BodyBlock]) -> Iterator[BodyBlock]:
    """The blocks, those of code with the list below them that explains their annotations, which the prose there then lacks."""
    code: CodeBlock | None = None
    for block in blocks:
        place = list_below(block.text.value, 0) if code and isinstance(block, Prose) else None
        if code:
            yield replace(code, notes=block.text.slice(*place)) if place and isinstance(block, Prose) else code
        code = block if isinstance(block, CodeBlock) and may_be_annotated(block.code.value) else None
        if place and isinstance(block, Prose):
            if block.text.value[place[1] :].strip():
                yield Prose(block.text.slice(place[1], len(block.text)))
        elif code is None:
            yield block
    if code:
        yield code


def _code_part(block: CodeBlock, in_body: bool, *, must_show: bool = False) -> tuple[Part, Block]:
    """What a block of code is in the model, a sample, an example, or just code; and how it is accounted for."""
    title = block.title.value.strip() if block.title else ""
    info = block.info.value.lower() if block.info else ""
    role = role_of(title, info, block.code.value, must_show=must_show)
    kind = _example_kind(title)
    if role.client is not None:
        written = block.title if title else None
        sample = Sample(title or role.client, role.language, block.info, block.code, block.span, written, notes=block.notes)
        return sample, Block(block.span, "sample", role.reason, block.code)
    example = Example(block.title, block.info, block.code, kind, notes=block.notes)
    if kind is not ExampleKind.OTHER:
        return example, Block(block.span, "example", _of(kind), block.code)
    if not in_body and info == "json":
        return example, Block(block.span, "example", "it is JSON in the front matter", block.code)
    if title and info and info not in DATA and not must_show and not _is_known_info(info):
        sample = Sample(title, None, block.info, block.code, block.span, block.title, notes=block.notes)
        return sample, Block(block.span, "sample", f"no reader knows the language {info}", block.code)
    return block if in_body else example, Block(block.span, "other", role.reason, block.code)


def _unread(block: CodeBlock) -> tuple[Part, Block]:
    """A sample that is not understood, called after its language where the author does not say how."""
    info = block.info.value.strip() if block.info else ""
    title = block.title if block.title and block.title.value.strip() else None
    name = title.value.strip() if title else info
    sample = Sample(name, None, block.info, block.code, block.span, title, notes=block.notes)
    reason = "it stands in a row with samples, and shows no client that a reader knows"
    return sample, Block(block.span, "sample", reason, block.code)


def _has_content(heading: Text | None) -> bool:
    return heading is not None and re.search(r"\b(?:body|content|payload|json)\b", heading.value, re.IGNORECASE) is not None


def _of(kind: ExampleKind) -> str:
    return f"the title says that it is of a {kind}"


LIST = regex(r"<!--\s*unisono\s*:\s*(endpoints|errors|authentication)\s*-->")
"""The comment in whose place a list is wanted that is made from all pages, with the kind of it."""


def _is_known_info(info: str) -> bool:
    return any(info in language.info_strings for language in languages().values())


@lru_cache(maxsize=1024)  # the same few on all pages
def _example_kind(title: str) -> ExampleKind:
    """What an example's title says it is, by its words: "Request", "Request body", "Payload"; "Response", "Response 409",
    "200 OK", "Bad Request" (a reason phrase of RFC 9110), "Error", "The above command returns JSON structured like this" (as
    Slate has it); something else, as "Request headers" is."""
    words = re.findall(r"\w+", title.lower())
    has_status = words != [] and re.fullmatch(r"[1-5]\d\d", words[0]) is not None
    phrase = " ".join(words[1:] if has_status else words)
    returns = {"returns", "return"} & {*words} and "json" in words
    if has_status or returns or phrase in STATUS_OF_PHRASE or any(re.match("respon|error", word) for word in words):
        return ExampleKind.RESPONSE
    if {"header", "headers", "url", "uri", "query", "parameters", "params"} & {*words}:
        return ExampleKind.OTHER
    return ExampleKind.REQUEST if {"request", "payload", "body"} & {*words} else ExampleKind.OTHER


def _says_kind(title: str) -> bool:
    return _example_kind(title) is not ExampleKind.OTHER


_PATH = regex(r"\s*(?:[A-Za-z]+\s+)?(?:/\S|[a-z][a-z0-9+.-]*://)", re.IGNORECASE)


def _may_be_path(title: str) -> bool:
    """Whether a title that has a slash somewhere may be a path: a single word, one with a path parameter, or words in lower
    case. Of several words with a capital letter, the slash is one between words."""
    words = title.split()
    words = words[1:] if words and words[0].upper() in list(HTTPMethod) else words
    return len(words) == 1 or re.search(r"[{<]|/:|&lt", title) is not None or title == title.lower()


def broken_page(source: Source, error: Exception) -> Page:
    """What stands for a page at which this program failed."""
    page = _read(Source(source.path, ""), Includes(None), None, whole=False)
    problem = Problem(internal.RULE, internal.described(error), Span(source, 0, 0))
    return replace(page, source=source, problems=(problem,))


def misnamed_page(page: Page) -> Page:
    """What stands for the page of an endpoint whose file has not the name of a page."""
    blank = _read(Source(page.source.path, ""), Includes(None), None, whole=False)
    place = page.declared_method.span() if isinstance(page, EndpointPage) else Span(page.source, 0, 0)
    message = "this is the page of an endpoint, and is passed over, as its name has another ending than .md; rename it"
    problem = Problem("misnamed-page", message, place)
    own = tuple(one for one in page.suppressions if any(rule.value == problem.rule for rule in one.rules))
    return replace(blank, source=page.source, suppressions=own, problems=(problem,))


def _unread_problems(text: Text, front_matter: FrontMatter) -> Iterator[Problem]:
    """That keys stand where nobody reads them, above a text or, where some of the keys before it are known, in it."""
    whole = not any(key.text.value in KEYS for key, _ in front_matter.entries)
    opening = unread(text, LOOKED_FOR, whole=whole, is_said=front_matter.text("visibility") is not None)
    if opening and not is_commented_out(opening.place.source.text):
        found = opening.place.source.text[opening.place.start : opening.place.end].strip()[:40]
        message = (
            f"the front matter that begins with {found!a} is not read (it has {', '.join(opening.known)}); begin the file with "
            "'---' on a line of its own and nothing before it, and write another '---' after the last key"
        )
        yield Problem("unread-front-matter", message, opening.place)


def _key_problems(missed: Iterable[Missed]) -> Iterator[Problem]:
    for key, name, within in missed:
        message = f"no key is called {key.text.value!a}; did you mean '{name}'?"
        if within:
            message = (
                f"{key.text.value!a} is a part of {within.text.value!a} here; write it as far to the left as the other keys"
            )
        yield Problem("misspelt-key", message, key.span)


def _path_problems(front_matter: FrontMatter) -> Iterator[Problem]:
    if missed := missed_path(front_matter):
        message = f"no key is called {missed.key.text.value!a}, and the page declares no path; did you mean '{missed.meant}'?"
        yield Problem("misspelt-key", message, missed.key.span)


def _position_problems(text: Text | None) -> Iterator[Problem]:
    if text and not re.match(r"\s*\d", text.value) and text.value.strip():
        message = f"the position {text.value!a} begins with no number; write one such as 2 or 2.1"
        yield Problem("invalid-position", message, text.stripped().span())


_WITHOUT_CONTENT = frozenset({"GET", "HEAD", "DELETE"})


def _is_for_blocks(key: str, value: Value) -> bool:
    return is_block_list(key) or holds_blocks(value)
