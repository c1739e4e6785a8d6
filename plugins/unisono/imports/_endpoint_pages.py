"""What an importer knows of an endpoint → its page, as a person would write it by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import field
from functools import cached_property, lru_cache

from unisono.imports import Counts
from unisono.imports._markdown import code_span, fence_for, fit, is_table, made_safe, one_line
from unisono.records import dataclass
from unisono.text.regex import regex

_STATUS = regex(r"[1-5]\d\d")
_PLAIN_NAME = regex(r"[A-Za-z](?:[\w.$-]*[A-Za-z0-9])?(?:\[\w*\])*(?:\.[A-Za-z](?:[\w$-]*[A-Za-z0-9])?(?:\[\w*\])*)*")
_LONGEST = 200
"""Characters of a name that may need no marks of code."""


@dataclass(frozen=True)
class Entry:
    """A parameter: `kind` is its type in words, `sentences` what is said besides its description."""

    name: str
    kind: str = ""
    required: bool = False
    description: str = ""
    sentences: Sequence[str] = ()

    @cached_property
    def body(self) -> str:
        """What stands below the name."""
        flags = f"({self.kind})" if self.kind else ""
        head = " ".join(filter(None, (flags, "***Required***" if self.required else "")))
        return f": {_body(head, made_safe(self.description).markdown, tuple(self.sentences))}"

    def text(self) -> str:
        """It as an entry of a definition list."""
        return f"{term(self.name)}\n{self.body}"


def term(name: str) -> str:
    """A name as the line above a definition: as code, where Markdown would read more into it."""
    is_plain = len(name) <= _LONGEST and _PLAIN_NAME.fullmatch(name)
    return name if is_plain or _STATUS.fullmatch(name) else code_span(one_line(name))


_NO_WORDS = regex(r"(?:[-*+>|#] |[-*+|]|\d+[.)] |~~~|```|&#|<(?:ul|ol|p|table|div|pre|dl|details)\b| {4})")
_BEGINS_BLOCK = regex(r"^[^\S\n]*+(?:[-*+] |\d+[.)] |~~~|```|\|)", re.MULTILINE)


@lru_cache(maxsize=50_000)  # documents repeat their members
def _body(head: str, description: str, sentences: tuple[str, ...]) -> str:
    """What stands behind the colon. The sentences end the first paragraph, if that is one."""
    first, _, rest = description.partition("\n\n")
    if first and not is_table(first) and not _NO_WORDS.match(first):
        if sentences and first[-1] not in ".!?:;":
            first += "."
        first = "\n".join(line if _BEGINS_BLOCK.match(line) else line.strip() for line in first.split("\n"))
        if _BEGINS_BLOCK.search(first):
            blocks = [" ".join([*filter(None, [head]), *sentences]), description]
        else:
            blocks = [" ".join([*filter(None, [head, first]), *sentences]), rest]
    else:
        blocks = [" ".join([*filter(None, [head]), *sentences]), description]
    text = "\n\n".join(block for block in blocks if block.strip()).strip("\n")
    first, *others = text.split("\n")
    return "\n".join([first.rstrip(), *(f"    {line}" if line.strip() else line.rstrip() for line in others)]) or "\u2014"


@dataclass(frozen=True)
class Section:
    """A heading with what stands below it: text, then a list."""

    heading: str
    text: str = ""
    entries: Sequence[Entry] = ()
    level: int = 3

    def markdown(self) -> str:
        parts = [f"{'#' * self.level} {self.heading}", self.text, *(entry.text() for entry in self.entries)]
        return "\n\n".join(filter(None, parts))


@dataclass(frozen=True)
class Code:
    """A block of code with its title."""

    title: str
    info: str
    code: str

    def markdown(self) -> str:
        code = fit(self.code).rstrip("\n")
        fence = fence_for(code)
        title = (
            self.title.replace('"', "'")
            .replace("{", "(")
            .replace("}", ")")
            .replace("%", "\u2052" if "{%" in self.title else "%")
        )
        return f'{fence} {self.info}\n{code}\n{fence}\n{{: title="{one_line(title)}" }}'


@dataclass
class EndpointPage:
    """A page that is to be written. `body` are pieces of Markdown; `keys` further keys of the front matter."""

    path: str
    name: str
    method: str
    position: str = ""
    deprecated: bool = False
    keys: dict[str, str] = field(default_factory=dict)
    examples: list[Code] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    samples: list[Code] = field(default_factory=list)

    def counts(self, parameters: int) -> Counts:
        """How much is on the page."""
        return Counts(1, parameters, len(self.samples), len(self.examples))

    def text(self) -> str:
        """The file."""
        lines = ["---", f"title: {scalar(self.path)}", f"name: {scalar(one_line(self.name))}"]
        lines += [f"position: {self.position}"] if self.position else []
        lines += [f"method: {self.method.lower()}"]
        lines += ["deprecated: true"] if self.deprecated else []
        lines += [f"{key}: {scalar(one_line(value))}" for key, value in self.keys.items()]
        if self.examples:
            lines += ["right_code: |", *_indented("\n\n".join(code.markdown() for code in self.examples))]
        parts = [*self.body, *(code.markdown() for code in self.samples)]
        return "\n".join([*lines, "---", "\n\n".join(filter(None, parts)), ""])


def _indented(text: str) -> Iterable[str]:
    return (f"  {line}" if line.strip() else "" for line in text.split("\n"))


_PLAIN = regex(r"[A-Za-z/][\w /.,()&'+-]*(?:\{[\w.-]+\}[\w /.,()&'+-]*)*")
_OTHER_THAN_TEXT = regex(r"(?i)(?:true|false|yes|no|on|off|null|y|n)")


def scalar(text: str) -> str:
    """A text on one line as a YAML scalar."""
    plain = _PLAIN.fullmatch(text) and text == text.strip() and not _OTHER_THAN_TEXT.fullmatch(text)
    return text if plain else json.dumps(text, ensure_ascii=False)


_OTHER_KIND = regex(r"(?:respon|error)\w*|headers?|ur[li]|query|param(?:eter)?s", re.IGNORECASE)
"""Words that make an example one of something else."""


def request_title(name: str, number: int, media_type: str = "") -> str:
    """The title of an example of the request: by its name, if that does not make it another kind of example."""
    words = re.findall(r"\w+", name.lower())
    name = "" if any(_OTHER_KIND.fullmatch(word) for word in words) else one_line(name)[:100]
    title = f"Request: {name}" if name else "Request" if number == 0 else f"Request {number + 1}"
    return f"{title} ({media_type})" if media_type else title


def placeholder(name: str) -> str:
    """A word that readers replace by a value of their own: `YOUR_ORDER_ID` for `orderId`."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", name[:200])
    return f"YOUR_{'_'.join(part.upper() for part in parts) or 'VALUE'}"
