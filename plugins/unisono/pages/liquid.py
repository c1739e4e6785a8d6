"""The little of Liquid that endpoint pages use: `include`, `raw`, `comment`, and `site`, `page` and `include` variables.

A full Liquid engine is no use here: it turns a template into a string and forgets which character came from where. This one
turns a `Text` into a `Text`. Anything else between `{%` or `{{` and its end stays as it is written, and is shown so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from unisono.pages.problem import Problem
from unisono.text.files import AbsentError, UnreadableError, file_of, read_include
from unisono.text.regex import regex
from unisono.text.source import Source, Span, Text

MAX_NESTING = 20
"""Includes within includes."""

MAX_LENGTH = 4_000_000
"""Characters that the includes of a page, each with a thousand for the work that it makes, and its variables come to."""

_TOO_MUCH = f"the page's includes and values come to over {MAX_LENGTH:,} characters; put in less"

_TAG = regex(r"\{(?:%([^%\n]*)%\}|\{([^{}\n]*)\}\}|(#)[^#{}\n]*#\})")
_WORD = regex(r"-?\s*(\w+)\b")
_END_RAW = regex(r"\{%-?\s*endraw\s*-?%\}")
_END_COMMENT = regex(r"\{%-?\s*endcomment\s*-?%\}")
_NAME = regex(r"""\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")
_ARGUMENT = regex(r"""(?<![\w-])([\w-]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|(\S+))""")
_DEFINED_IN = {
    "site": "add it to the site's values",
    "page": "add it to the front matter or correct the name",
    "include": 'give it in the include tag, as name="value", or correct the name',
}
_VARIABLE = regex(r"(site|page|include)\.([\w.-]+)")
_MACRO = regex(r"[A-Za-z_][\w.]{0,100}\s{0,9}\(")
"""What other programs call. A name alone may stand for what readers put in: `{{ token }}`."""


_EXPANDED = "write what the page is to say, or what it expands: include, raw, comment"
_COMMENT = "write what is not to be seen between {% comment %} and {% endcomment %}"
_GOES_ON = ("end", "el", "when")
"""How tags begin that belong to one before them."""

RULE = "unexpanded-tag"
"""What reports tags that stay as they are written, unless they stand in code."""


class Includes:
    """The includes folder of a site. It is read when a page asks for a file in it, each file once.

    `read` gives the text of a file that must be inside a folder, or raises UnreadableError; by default it reads from the disk.
    """

    def __init__(self, folder: Path | None, read: Callable[[Path, Path], Source] = read_include) -> None:
        self.folder = folder
        self._source = read
        self._read: dict[str, Source] = {}
        self._texts: Mapping[str, str] = {}

    def source(self, name: str) -> Source:
        """The include called `name`. Raises UnreadableError where it is absent, not text, or outside the folder."""
        if self.folder is None:
            raise UnreadableError("there is no includes folder; make one called '_includes' beside the pages or name yours")
        if name not in self._read:
            try:
                found = self._source(self.folder / name, self.folder)
                text = self._texts.get(file_of(found)) if self._texts else None
                self._read[name] = found if text is None else Source(found.path, text)
            except AbsentError:
                looked = f"there is no such file in the folder {self.folder}; correct the name or add the file"
                raise UnreadableError(looked) from None
        return self._read[name]

    def with_texts(self, texts: Mapping[str, str]) -> Includes:
        """The same includes, but for those that have other texts, by their files (`file_of`)."""
        other = Includes(self.folder, self._source)
        other._texts = {**self._texts, **texts}
        other._read = {name: source for name, source in self._read.items() if file_of(source) not in texts}
        return other

    def forget(self) -> None:
        """Read all files anew when they are asked for."""
        self._read.clear()

    def texts(self, names: Iterable[str]) -> dict[str, str | None]:
        """The text of each of these includes, None for one that cannot be had."""
        found: dict[str, str | None] = {}
        for name in names:
            try:
                found[name] = self.source(name).text
            except UnreadableError:
                found[name] = None
        return found


def includes_named(text: str) -> Iterator[tuple[str, int, int]]:
    """The names that tags in a text include, each with the place of its tag."""
    for tag in _TAG.finditer(text):
        word = _WORD.match(tag[1]) if tag[1] is not None else None
        if word is not None and word[1] == "include" and (name := _named(tag[1].rstrip("-")[word.end() :])[0]):
            yield name, *tag.span()


def _named(words: str) -> tuple[str, str]:
    """The name of the file in the words of a tag behind `include`, and what follows it."""
    found = _NAME.match(words)
    return (found[1] or found[2] or found[3] or "", words[found.end() :]) if found else ("", "")


class Template:
    """Expands the Liquid of one page. `problems` holds what went wrong, in the order of the text, and `asked` the includes that
    were looked for."""

    def __init__(self, includes: Includes, site: Mapping[str, str] | None, page: Mapping[str, str]) -> None:
        self.includes = includes
        self.site = site
        self.page = page
        self.problems: list[Problem] = []
        self.asked: dict[str, None] = {}  # the names of includes, in order
        self._length = 0

    def expand(self, text: Text) -> Text:
        """The text with its includes in place and its variables replaced."""
        parts = list(self._expand(text, {}, ()))
        return Text.join(parts) if parts else text

    def _expand(self, text: Text, arguments: Mapping[str, str], within: tuple[str, ...]) -> Iterator[Text]:
        at = 0
        while tag := _TAG.search(text.value, at):
            yield text.slice(at, tag.start())
            at = tag.end()
            span = text.span(tag.start(), tag.end())
            if tag[3] is not None:
                self._report(f"nothing takes out {tag[0]!a}, and it is published as text; {_COMMENT}", span, RULE)
                yield text.slice(*tag.span())
                continue
            if tag[2] is not None:
                yield self._variable(text.slice(*tag.span()), tag[2].strip("-").strip(), arguments)
                continue
            word = _WORD.match(tag[1])
            match word and word[1]:
                case "include":
                    yield from self._include(tag[1].rstrip("-")[word.end() if word else 0 :], span, arguments, within)
                case "raw":
                    content, at = self._until(_END_RAW, text, at, span)
                    yield content
                case "comment":
                    _, at = self._until(_END_COMMENT, text, at, span)
                case _:
                    if word and not word[1].startswith(_GOES_ON):
                        self._report(
                            f"nothing expands '{{% {word[1]} … %}}', and it is published as text; {_EXPANDED}", span, RULE
                        )
                    yield text.slice(*tag.span())
        yield text.slice(at, len(text))

    def _until(self, end: re.Pattern[str], text: Text, at: int, opening: Span) -> tuple[Text, int]:
        """What stands between an opening tag and its end, and where the text goes on."""
        if found := end.search(text.value, at):
            return text.slice(at, found.start()), found.end()
        tag = "raw" if end is _END_RAW else "comment"
        message = f"'{{% {tag} %}}' is never closed; write '{{% end{tag} %}}' where it ends"
        self._report(message, opening, "unclosed-comment")
        return text.slice(at, len(text)), len(text)

    def _include(self, words: str, span: Span, outer: Mapping[str, str], within: tuple[str, ...]) -> Iterator[Text]:
        name, rest = _named(words)
        if (reason := self._refusal(name, within)) is not None:
            self._report(f"cannot include '{name}': {reason}", span)
            return
        self.asked[name] = None
        try:
            source = self.includes.source(name)
        except UnreadableError as error:
            self._report(f"cannot include '{name}': {error}", span)
            return
        if self._length > MAX_LENGTH:  # reported already
            return
        self._length += len(source.text) + 1_000  # an empty one takes time too
        if self._length > MAX_LENGTH:
            self._report(f"cannot include '{name}': {_TOO_MUCH}", span)
            return
        arguments = {m[1]: m[2] or m[3] or m[4] or "" for m in _ARGUMENT.finditer(rest)}
        yield from self._expand(Text.of(source), {**outer, **arguments}, (*within, name))

    def _refusal(self, name: str, within: tuple[str, ...]) -> str | None:
        if not name:
            return "the tag names no file; write {% include path/in/the/includes/folder.md %}"
        if name in within:
            return f"it includes itself ({' → '.join((*within, name))}); take one of these tags out"
        if len(within) >= MAX_NESTING:
            return f"includes are nested deeper than {MAX_NESTING} levels; flatten them"
        return None

    def _variable(self, tag: Text, expression: str, arguments: Mapping[str, str]) -> Text:
        found = _VARIABLE.fullmatch(expression)
        if found is None:
            if _VARIABLE.match(expression):
                message = f"nothing expands {tag.value!a}, and it is published as text; write the variable alone"
                self._report(message, tag.span(), RULE)
            elif _MACRO.match(expression):
                self._report(f"nothing expands {tag.value!a}, and it is published as text; {_EXPANDED}", tag.span(), RULE)
            return tag
        span = tag.span()
        values = {"site": self.site, "page": self.page, "include": arguments}[found[1]]
        if values is None:  # checked without its site: the value is not known
            return Text.placeholder(tag.value, span)
        if found[2] not in values:
            self._report(f"'{found[0]}' is not defined; {_DEFINED_IN[found[1]]}", span, "undefined-variable")
            return Text.decoded("", span)
        value = values[found[2]]
        if self._length > MAX_LENGTH:  # reported already
            return Text.decoded("", span)
        self._length += len(value)
        if self._length > MAX_LENGTH:
            self._report(f"'{found[0]}' is not put in: {_TOO_MUCH}", span)
            return Text.decoded("", span)
        return Text.decoded(value, span)

    def _report(self, message: str, span: Span, rule: str = "broken-include") -> None:
        self.problems.append(Problem(rule, message, span))
