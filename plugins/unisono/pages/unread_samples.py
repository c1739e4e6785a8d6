"""What looks like a sample on an endpoint page and is not read as one: code in a block that is taken for something else, and
code that stands in the text without being a block of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from http import HTTPMethod

from unisono.languages import Client, languages
from unisono.languages.glimpse import command_in
from unisono.pages.blocks import Heading, Prose
from unisono.pages.mere_requests import DECLARES, slip
from unisono.pages.model import Block, EndpointPage, ExampleKind
from unisono.pages.parameters import ParameterGroup
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Span, Text


@dataclass(frozen=True, slots=True, eq=False)
class UnreadSample:
    """A text that shows a request of `client` (its title), and why it is not a sample; or, without a client, a request line
    that is nearly that of the page, which `reason` says."""

    span: Span
    client: str
    reason: str


def unread_samples(page: EndpointPage, hosts: Collection[str]) -> Iterator[UnreadSample]:
    """Those that have one of the hosts, or what the page's path begins with; where neither is known, any address."""
    needles = [*hosts, *_beginning(page)] or ["://"]
    requests = {example.code.span() for example in page.request_examples}
    taken = {example.code.span() for example in page.examples if example.kind is ExampleKind.REQUEST and example.is_code}
    for block in page.blocks:
        code = block.code.span()
        if block.role == "sample" or block.reason == DECLARES or code in requests or code in taken or shows_markdown(block):
            continue
        if client := _shown(block.code.value, needles):
            yield UnreadSample(block.span, client, block.reason)
        elif block.role == "other" and (client := _shown(_behind_marks(block.code.value), needles)):
            yield UnreadSample(block.span, client, "a '#' makes a comment of it")
        elif block.role == "other" and (client := _run(block.code.value, needles)):
            yield UnreadSample(block.span, client, "another program runs it")
        elif block.role == "other" and (line := slip(page, block.code)):
            declared = page.target.path if page.target else ""
            reason = f"{line.method.value} {line.target.path} is not the request of the page, {page.method} {declared}"
            yield UnreadSample(line.target.text.span(), "", reason)
    blocks = [block.span for block in page.blocks]
    for text in _texts(page):
        yield from _in_text(text, needles, blocks)


def is_fence(block: Block) -> bool:
    """Whether a block of code is a fence, and not one that is only indented."""
    return _FENCE.match(block.span.source.text, block.span.start) is not None


def shows_markdown(block: Block) -> bool:
    """Whether a fence shows how something is written, such as a page: its code is Markdown, or begins with a fence."""
    fence = _FENCE.match(block.span.source.text, block.span.start)
    return fence is not None and (fence["info"].lower() in _MARKDOWN or _FENCE.match(block.code.value) is not None)


_FENCE = regex(r" {0,3}(?:`{3,}|~{3,})[ \t]*(?P<info>[\w+-]*)")
_MARKDOWN = frozenset({"md", "markdown", "mdx", "kramdown"})


def _beginning(page: EndpointPage) -> Iterator[str]:
    """The path up to its first parameter, if that says anything."""
    if page.target and page.target.parts and isinstance(first := page.target.parts[0], Text):
        path = first.value if first.value.startswith("/") else f"/{first.value}"
        if len(path) >= _TELLING:
            yield path


_TELLING = 4
"""Characters of a path that are found in no text by chance: `/v1` is."""


def _texts(page: EndpointPage) -> Iterator[Text]:
    for part in (*page.body, *page.aside):
        if isinstance(part, Prose | Heading):
            yield part.text
        elif isinstance(part, ParameterGroup):
            yield from (parameter.markdown for parameter in part.walk())


def _in_text(text: Text, needles: Collection[str], blocks: Collection[Span]) -> Iterator[UnreadSample]:
    """In elements of HTML that hold code, in code spans, and in paragraphs; each place once."""
    if not any(needle in text.value for needle in needles):
        return
    found: list[tuple[int, int]] = []
    for pattern, reason in _PLACES:
        for place in pattern.finditer(text.value):
            start, end = place.span()
            if any(start < before[1] and before[0] < end for before in found):
                continue
            client = _shown(_plain(place["code"]), needles)
            if client and not _is_in(span := text.span(start, end), blocks):
                found.append((start, end))
                yield UnreadSample(span, client, reason)


def _is_in(span: Span, blocks: Collection[Span]) -> bool:
    """Whether a text has to do with a block of code, which is accounted for by itself."""
    return any(block.source is span.source and span.start < block.end and block.start < span.end for block in blocks)


_PLACES = (
    (
        regex(r"<(?P<tag>pre|code|textarea|script|samp|kbd)\b[^<>]*>(?P<code>.*?)</(?P=tag)\s*>", re.IGNORECASE | re.DOTALL),
        "it stands in HTML within a line",
    ),
    (
        regex(r"(?<!`)(?P<marks>`{1,9})(?!`)(?P<code>(?:[^`\n]|\n(?!\s*\n)|(?!(?P=marks)(?!`))`)+)(?P=marks)(?!`)"),
        "it is code within a line",
    ),
    (regex(r"(?P<code>(?:^[^\n]*\S[^\n]*(?:\n|\Z))+)", re.MULTILINE), "it is no block of code"),
)


def _plain(text: str) -> str:
    """A text as its readers see it, without what marks its lines as those of a list, a quote or a change."""
    if "<" in text or "&" in text:
        from html import unescape  # noqa: PLC0415 (as in `inner`)

        text = unescape(_TAG.sub("", text))
    return _LINE_MARK.sub("", text)


_TAG = regex(r"<[!/a-zA-Z][^<>]*>")
_LINE_MARK = regex(r"^[ \t]*(?:(?:[>*+-]|\d{1,9}[.)])[ \t]+)+", re.MULTILINE)


def _shown(code: str, needles: Collection[str]) -> str | None:
    """The title of the client whose request a text plainly shows: with its mark at the beginning of a line, or in a call."""
    if not any(needle in code for needle in needles):
        return None
    code = _LINE_MARK.sub("", code)
    below = code.partition("\n")[2]  # what some marks want at the beginning stands below what is meant as a fence
    return next((client.title for client in languages().values() if _shows(client, code) or _shows(client, below)), None)


def _behind_marks(code: str) -> str:
    """A text of which all lines are comments without their marks, as behind the prompt of an administrator, and without those
    that say something of a command; of any other nothing."""
    if not _ONLY_COMMENTS.fullmatch(code):
        return ""
    commands = {command.lower() for client in languages().values() for command in client.commands}
    return "\n".join(line for line in _LINE.findall(_COMMENT_MARK.sub("", code)) if not _is_sentence(line, commands))


def _is_sentence(line: str, commands: Collection[str]) -> bool:
    """Whether a line begins with the name of a command, in lower case in `commands`, and goes on as a sentence does: "curl is
    not needed"."""
    found = _GOES_ON_IN_WORDS.match(line)
    return found is not None and found["name"].lower() in commands


_ONLY_COMMENTS = regex(r"\s*+(?:#(?:[^\\\n]|\\[\s\S])*+(?:\n\s*+|\Z))+")
_GOES_ON_IN_WORDS = regex(
    rf"\s*(?P<name>[\w-]+)(?:[,;:.]?[ \t]+(?!(?:{'|'.join(HTTPMethod)})\b)[a-z]+[,;:]?(?=\s|\Z)|[,;:](?=\s|\Z))", re.IGNORECASE
)
_COMMENT_MARK = regex(r"(?m)^[ \t]*#[ \t]*")


def _run(code: str, needles: Collection[str]) -> str | None:
    """The title of the client that a line has another program run, with one of the addresses: `xargs curl …`, `RUN curl …`."""
    clients = {command: client.title for client in languages().values() for command in client.commands}
    for line in _LINE.findall(code):
        if (
            any(needle in line for needle in needles)
            and not _IS_COMMENT.match(line)
            and (name := command_in(line, clients.keys()))
        ):
            return clients[name]
    return None


_LINE = regex(r"(?:[^\\\n]|\\(?:\n|[^\n]|\Z))+")
"""A line of a program, with those that a backslash joins to it."""
_IS_COMMENT = regex(r"\s*(?:#|//|--|<!--|[Rr][Ee][Mm]\b)")


def _shows(client: Client, code: str) -> bool:
    if client.shown_at(code) is None:
        return False
    places = (found.start() for mark in client.marks for found in mark.finditer(code))
    return any(_MARKS.fullmatch(code, code.rfind("\n", 0, at) + 1, at) or _CALL.match(code, at) for at in places)


_MARKS = regex(r"\W*")
_CALL = regex(r"""["']|[\w.:$]+[ \t]*\(""")
