"""A page as Markdown for programs: what its HTML shows, from the model, with includes in place and without comments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import yaml

from unisono.checking.disagreements import page_base
from unisono.checking.wording import one_line
from unisono.drawing.access import access_markdown
from unisono.drawing.copying import unannotated_code
from unisono.drawing.headings import said_heading
from unisono.drawing.responses import caption_of
from unisono.pages.blocks import CodeBlock, Heading, Prose
from unisono.pages.model import EndpointPage, Example, Page, Sample, heading, shown_description
from unisono.pages.parameters import Parameter, ParameterGroup
from unisono.pages.reading import LIST
from unisono.pages.sample_groups import SampleGroup, sets_beside, sets_in_text
from unisono.pages.sent import sent_target
from unisono.text.regex import regex
from unisono.wire.target import Target
from unisono.words import Words

Link = Callable[[str], str]
"""Gives the address that a link in the twin has, from that in the page."""

_LINK = regex(r"(?<=\]\()[^()\s#]+\.md(?=[#)\s])")
_LINE_END = "\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]"
"""Those of Markdown (CommonMark 0.31, 2.1), and what other readers take for one."""
_OUTSIDE = regex(rf"(?:{_LINE_END})(?! {{4}}|\t|{_LINE_END})")
_FENCE = regex(rf"(?:^|{_LINE_END}) {{0,3}}(~{{3,}})")
_MARK = regex(r"(?=#{1,6}(?:[ \t]|$)|~~~|```|-{3,}$|={3,}$)")
"""What would begin another block than a paragraph, and end what comes before it or hide what comes after it."""


def twin(page: Page, link: Link, listing: Callable[[str], str], words: Words) -> str:
    """The Markdown of a page. Of the front matter it has what a reader needs; who may see the page is not said. `listing` gives
    what comes in the place of a comment that asks for a list of a kind."""

    def linked(text: str) -> str:
        return _LINK.sub(lambda found: link(found[0]), text)

    parts = [*_head(page, words), *_body(page, linked, listing, words), *_code(page, linked, words)]
    return "\n\n".join(part.strip("\r\n") for part in parts if part.strip()).replace("\r\n", "\n") + "\n"


def _head(page: Page, words: Words) -> Iterator[str]:
    shown = {"title": page.title, "description": page.description}
    fields = {name: one_line(text.value) for name, text in shown.items() if text}
    if isinstance(page, EndpointPage):
        fields = {"title": heading(page), "method": one_line(page.method)} | (
            {"path": _path(page, page.target)} if page.target else {}
        )
        described = shown_description(page)
        fields |= {"description": one_line(described.value)} if described else {}
        note = page.deprecation.note if page.deprecation else None
        fields |= {"deprecated": one_line(note.value) if note else "true"} if page.deprecation else {}
    if fields:
        yield f"---\n{_yaml(fields)}---"
    if isinstance(page, EndpointPage):
        yield f"# {heading(page)}"
        method = one_line(page.method)
        sent = sent_target(page)
        target = page.target or sent
        line = f"`{method} {_path(page, target)}`" if target else f"`{method}`"
        yield f"{line} ({words.from_samples})" if sent else line
        yield _begun(one_line(described.value)) if (described := shown_description(page)) else ""
        yield access_markdown(page, words)


def _path(page: EndpointPage, target: Target) -> str:
    return one_line(f"{page_base(page) or ''}{target.path}")


def _begun(line: str) -> str:
    """A line that begins no other block than a paragraph."""
    return f"\\{line}" if _MARK.match(line) else line


def _body(page: Page, linked: Link, listing: Callable[[str], str], words: Words) -> Iterator[str]:
    sets = {group.samples[0]: group for group in sets_in_text(page)}
    for part in page.body:
        match part:
            case Sample() if part in sets:
                yield from _set(sets[part], linked)
            case Prose() if wanted := LIST.fullmatch(part.text.value):
                yield listing(wanted[1])
            case Prose():
                yield linked(part.text.value)
            case Heading():
                own = said_heading(part, words)
                yield f"{'#' * part.level} {own.text}" if own else linked(one_line(part.markdown.value))
            case CodeBlock():
                yield part.markdown.value
            case ParameterGroup():
                yield linked("\n\n".join(_parameters(part.parameters)))


def _set(group: SampleGroup, linked: Link) -> Iterator[str]:
    """Samples that stand in the text, one level below the heading that they stand under."""
    level = min(group.heading.level + 1 if group.heading else 2, 6)
    yield from (_fenced(sample.title, sample, linked, level) for sample in group.samples)


def _yaml(fields: Mapping[str, str]) -> str:
    """ASCII by libyaml, where it is there, five times as fast; of other characters, it escapes some that need not be."""
    ascii_only = all(value.isascii() for value in fields.values())
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper) if ascii_only else yaml.SafeDumper
    return str(yaml.dump(fields, Dumper=dumper, allow_unicode=True, sort_keys=False, width=10_000))


def _parameters(parameters: Iterable[Parameter], within: str = "") -> Iterator[str]:
    """Definitions; those within another parameter under their path."""
    for parameter in parameters:
        name = f"{within}{one_line(parameter.name.value)}"
        yield f"{_begun(name)}\n: {_definition(parameter)}".rstrip()
        yield from _parameters(parameter.members, f"{name}.")


def _definition(parameter: Parameter) -> str:
    kind = f"({one_line(parameter.type.value)}) " if parameter.type else ""
    flag = {True: "***Required*** ", False: "***Optional*** ", None: ""}[parameter.required]
    facts = [f"Default: `{parameter.default}`."] if parameter.default else []
    facts += [f"One of {', '.join(f'`{value}`' for value in parameter.values)}."] if parameter.values else []
    facts += [f"Range: {parameter.range}."] if parameter.range else []
    facts = list(map(one_line, facts))
    described = parameter.markdown.value.strip()
    parts = [part for part in (described, " ".join(facts)) if part]
    return kind + flag + _OUTSIDE.sub("\n    ", "\n\n".join(parts))


def _code(page: Page, linked: Link, words: Words) -> Iterator[str]:
    beside = (sample for group in sets_beside(page) for sample in group.samples)
    samples = [_fenced(sample.title, sample, linked) for sample in beside]
    examples = [_fenced(caption_of(example, words), example, linked) for example in page.examples_beside]
    for title, blocks in ((words.samples, samples), (words.examples, examples)):
        if blocks:
            yield f"## {title}"
            yield from blocks


def _fenced(title: str, block: Sample | Example, linked: Link, level: int = 3) -> str:
    """A block of code below its title. Annotations, which would be taken for a part of it, are left out; the list that explains
    them follows."""
    code = unannotated_code(block).value
    marks = "~" * max([3, *(len(found[1]) + 1 for found in _FENCE.finditer(code))])
    language = one_line(block.info.value) if block.info else "text"
    fenced = f"{'#' * level} {one_line(title)}\n\n{marks} {language}\n{code.rstrip()}\n{marks}"
    return f"{fenced}\n\n{linked(block.notes.value.strip())}" if block.notes and not block.in_place else fenced
