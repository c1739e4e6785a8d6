"""Why front matter is no YAML, in terms of what its author has written: libyaml tells where it stopped."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.typography import BLANK, advice

_BLOCK = regex(r"(?P<indent>[ ]*)(?:- +)*(?P<key>[\w-]+)[ \t]*:[ \t]+[|>][-+0-9]*[ \t]*(?:#.*)?")
_EMPTY = regex(r"(?P<key>[\w-]+)[ \t]*:[ \t]*")
_KEY = regex(r"(?:- +)*[\w-]+[ \t]*:(?=\s|\Z)")
_FENCE = regex(r"[ \t]+(?:~~~|```)")
_GLUED = regex(r"(?P<key>[\w-]+):(?=\S)")
_QUOTED = regex(r"(?:- +)*[\w-]+[ \t]*:[ \t]+(?P<quote>[\"'])")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, what to write, and where."""

    message: str
    at: int


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" "))


def fault(text: str, error: yaml.MarkedYAMLError) -> Fault:
    """The fault of a text that libyaml refuses."""
    problem = error.problem or error.context or "it is not YAML"
    mark = error.problem_mark or error.context_mark
    at = min(mark.index if mark else 0, len(text))
    lines = [_Line(found.start(), found[0]) for found in re.finditer(r"[^\r\n]+|(?<=\n)(?=\n)", text)]
    before = [line for line in lines if line.start <= at]
    begins = error.context_mark.index if error.context_mark and _BEGINS.match(error.context or "") else at
    found = next(_under_indented(before), None) or next(_of_line(text, before, begins, problem), None)
    return found or Fault(f"{problem}; {_ADVICE.get(problem, 'correct it, or quote the value if it is text')}", at)


_BEGINS = regex(r"while scanning a (?:simple key|quoted scalar)")
"""Where libyaml stops behind the line that is wrong, and says where that begins."""


def _under_indented(lines: list[_Line]) -> Iterator[Fault]:
    """That a line of the last block scalar is not indented as its first one."""
    number = next((i for i in range(len(lines) - 1, -1, -1) if _BLOCK.fullmatch(lines[i].text)), None)
    header = _BLOCK.fullmatch(lines[number].text) if number is not None else None
    filled = [line for line in lines[number + 1 :] if line.text.strip()] if number is not None else []
    if header is None or not filled:
        return
    key, margin = header["key"], len(header["indent"])
    width = filled[0].indent
    if width <= margin:
        if filled[0].text.startswith("\t"):
            yield Fault("a tab does not indent; write spaces", filled[0].start)
        elif not _KEY.match(filled[0].text.strip()):
            message = f"the lines of '{key}' are not indented; write two spaces before each of them"
            yield Fault(message, filled[0].start)
        return
    short = next((line for line in filled if line.indent < width), None)
    if short is None or (short.indent <= margin and _KEY.match(short.text.strip())):
        return
    if blank := BLANK.match(short.text, short.indent):
        yield Fault(f"in the indentation of '{key}', {advice(blank[0])}", short.start + short.indent)
        return
    needed = width - short.indent
    more = f"{needed} more space{'s' if needed > 1 else ''}"
    message = f"this line of '{key}' is not indented as far as its first one; write {more} before it"
    yield Fault(message, short.start + short.indent)


def _of_line(text: str, lines: list[_Line], at: int, problem: str) -> Iterator[Fault]:
    """What the line says in which the fault begins."""
    line = next((line for line in reversed(lines) if line.start <= at and line.text), None)
    if line is None:
        return
    content = line.text.strip(" ")
    if blank := BLANK.search(line.text):
        yield Fault(advice(blank[0]), line.start + blank.start())
    elif "\t" in line.text[: at - line.start + 1] and not line.text[: at - line.start].strip():
        yield Fault("a tab does not indent; write spaces", at)
    elif problem == "found unexpected end of stream":
        yield Fault(f"the value that begins here has no {text[at : at + 1]} at its end", at)
    elif problem == "could not find expected ':'" and (glued := _GLUED.match(content)):
        yield Fault(f"there is no space behind '{glued['key']}:'; write one", line.start + line.indent + len(glued[0]))
    elif problem == "could not find expected ':'":
        yield Fault("this is no 'key: value'; write the ':', or indent a line that belongs to the value above", line.start)
    elif problem == "found character that cannot start any token" and text[at : at + 1] in {"@", "`", "%"}:
        yield Fault(f"a value that begins with {text[at]} is written in quotes", at)
    elif problem == "did not find expected key" and (quoted := _QUOTED.match(content)):
        yield Fault(f"the value goes on behind its closing {quoted['quote']}; put quotes around all of it{_inner(quoted)}", at)
    elif opening := _without_mark(lines):
        key = opening.text.strip().rstrip(": \t")
        end = opening.start + len(opening.text.rstrip())
        yield Fault(f"the lines below '{key}:' are its value only with a '|' behind it: write '{key}: |'", end - 1)


def _inner(quoted: re.Match[str]) -> str:
    return ", and write '' for a ' in it" if quoted["quote"] == "'" else ', and write \\" for a " in it'


def _without_mark(lines: list[_Line]) -> _Line | None:
    """A key whose value is code on the lines below it."""
    for line, below in zip(reversed(lines[:-1]), reversed(lines), strict=False):
        if _EMPTY.fullmatch(line.text) and _FENCE.match(below.text):
            return line
    return None


_ADVICE = {
    "mapping values are not allowed in this context": "quote a value that has ': ' in it",
    "found character that cannot start any token": "quote a value that starts with it; a tab does not indent, spaces do",
    "could not find expected ':'": "write 'key: value', and indent the lines that belong to a value",
    "did not find expected key": "write 'key: value', as far to the right as the keys above",
}
"""What to do about libyaml's most frequent problems."""
