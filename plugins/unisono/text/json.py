"""JSON (RFC 8259) read strictly, every value with its place, duplicate members and the text of numbers kept; and, where asked
for, annotated JSON, which authors write for people: with comments and a comma after the last member."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Origin, Span, Text
from unisono.text.typography import CHARACTER, advice

MAX_DEPTH = 200
"""Levels of nesting that are read; RFC 8259, 9 lets an implementation set such a limit."""

Kind = Literal["object", "array", "string", "number", "boolean", "null", "placeholder"]


class JsonError(Exception):
    """The text is not JSON; the message says what was found and what to write, `span` where."""

    def __init__(self, message: str, span: Span) -> None:
        super().__init__(message)
        self.span = span


@dataclass(slots=True, eq=False)
class Node:
    """A JSON value: characters `start` to `end` of `document`.

    `value` is the decoded string, the number as written, `true`, `false` or `null`; an object has `members`, an array `items`.
    A `placeholder` stands where a value known only when the sample runs was put into the JSON.
    """

    document: Text
    kind: Kind
    start: int
    end: int
    value: str
    members: list[tuple[Node, Node]]
    items: list[Node]

    @property
    def span(self) -> Span:
        return self.document.span(self.start, self.end)

    @property
    def text(self) -> Text:
        """A string's characters between its quotes, escapes decoded; of any other value the text as written."""
        if self.kind != "string":
            return self.document.slice(self.start, self.end)
        return string_text(self.document.slice(self.start, self.end))


def string_text(written: Text) -> Text:
    """The characters between the quotes of a string, escapes decoded."""
    inner = written.slice(1, len(written) - 1)
    return inner.sub(_ESCAPE, lambda escape: _unescaped(escape[0])) if "\\" in inner.value else inner


def read_json(document: Text) -> Node:
    """The one JSON value that `document` holds. Raises JsonError where it is not strict JSON."""
    return _Reader(document).document_value()


def json_text(node: Node, indent: str = "  ", before: str = "") -> Text:
    """A value as strict JSON over several lines, its strings and numbers as they are written. `before` is the indentation of
    the line that it begins on."""
    place = node.span
    values = [*((key, value) for key, value in node.members), *((None, item) for item in node.items)]
    if not values:
        return node.document.slice(node.start, node.end) if node.kind not in {"object", "array"} else _made(node, "{}", "[]")
    parts: list[Text] = [_made(node, "{", "[")]
    for number, (key, value) in enumerate(values):
        parts.append(Text.decoded(("," if number else "") + f"\n{before}{indent}", place))
        if key is not None:
            parts += [key.document.slice(key.start, key.end), Text.decoded(": ", place)]
        parts.append(json_text(value, indent, before + indent))
    return Text.join([*parts, Text.decoded(f"\n{before}", place), _made(node, "}", "]")])


def _made(node: Node, of_object: str, of_array: str) -> Text:
    return Text.decoded(of_object if node.kind == "object" else of_array, node.span)


@dataclass(frozen=True, slots=True)
class Annotation:
    """What annotated JSON has and JSON has not: "comment" or "comma", one before a closing bracket."""

    kind: Literal["comment", "comma"]
    span: Span


def read_annotated_json(document: Text) -> tuple[Node, list[Annotation]]:
    """The one JSON value that `document` holds beside comments (`// …`, `/* … */`, `# …`) and commas before a closing bracket,
    and these, in order. Raises JsonError where it is not JSON without them, or a comment says that something is left out."""
    reader = _Reader(document)
    comments = [Annotation("comment", document.span(*place)) for place in reader.blank_comments()]
    node = reader.document_value()
    return node, sorted([*comments, *reader.commas], key=lambda found: found.span.start)


def begins_json(document: Text) -> bool:
    """Whether the first that is no white space or comment begins an object or an array."""
    return _BEGINNING.match(document.known) is not None


_TOKEN = regex(
    r"""[ \t\r\n]*(?:
        (?P<punctuation>[][{}:,])
      | (?P<string>"(?:[^"\\\x01-\x1f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*")
      | (?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w.]))
      | (?P<literal>(?:true|false|null)\b)
    )""",
    re.VERBOSE,
)
_STRING_OR_COMMENT = regex(r'(?P<string>"(?:[^"\\\r\n]|\\.)*"?)|//[^\r\n]*|/\*|(?<!\S)\#[^\r\n]*')
_BEGINNING = regex(r"(?:[ \t\r\n]+|(?://|\#)[^\r\n]*|/\*(?s:.*?)\*/)*+[{\[]")
_ELISION = regex(r"(?://+|\#+|/\*+)[\s\[({]*(?:\.\.\.|…|etc\b)")
_LEFT_OUT = "'...' stands for something left out; write it out or take it away"
_SPACE = regex(r"[ \t\r\n]*")
_ESCAPE = regex(r"\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\.", re.DOTALL)
_SIMPLE = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def _unescaped(escape: str) -> str:
    if escape[1] != "u":
        return _SIMPLE.get(escape[1], escape[1])
    if len(escape) == 12:
        return chr(0x10000 + ((int(escape[2:6], 16) & 0x3FF) << 10) + (int(escape[8:], 16) & 0x3FF))
    return chr(int(escape[2:], 16))


class _Reader:
    """A parser without recursion: `open` holds the containers around the place where it reads."""

    def __init__(self, document: Text) -> None:
        self.document = document
        self.value = document.known  # a quotation mark in a placeholder ends no string
        self.at = 0
        self.open: list[Node] = []
        self.is_annotated = False
        self.commas: list[Annotation] = []

    def blank_comments(self) -> Iterator[tuple[int, int]]:
        """Take the document for annotated JSON, with spaces for its comments; where they are."""
        self.is_annotated = True
        value, parts, at, done = self.value, [], 0, 0
        while found := _STRING_OR_COMMENT.search(value, at):
            at = found.end()
            if found["string"] is not None:
                continue
            if found[0] == "/*":
                at = value.find("*/", at) + 2
                if at < 2:
                    break  # it never ends, and is told as what it is
            if _ELISION.match(value, found.start(), at):
                raise self._error(_LEFT_OUT, found.start(), at)
            yield found.start(), at
            parts += [value[done : found.start()], re.sub(r"[^\r\n]", " ", value[found.start() : at])]
            done = at
        self.value = "".join([*parts, value[done:]])

    def document_value(self) -> Node:
        root: Node | None = None
        while root is None or self.open:
            node = self._value()
            if not self.open:
                root = node
            else:
                self._put(node)
            if node.kind in {"object", "array"} and node.end < 0:
                self.open.append(node)
                self._first_or_close()
            else:
                self._after_value()
        end = self._skip()
        if end < len(self.value):
            raise self._error(self._comment(end) or self._more(end), end)
        return root

    def _put(self, node: Node) -> None:
        container = self.open[-1]
        if container.kind == "array":
            container.items.append(node)
        else:
            key, _ = container.members[-1]
            container.members[-1] = (key, node)

    def _skip(self) -> int:
        space = _SPACE.match(self.value, self.at)
        self.at = space.end() if space else self.at
        return self.at

    def _peek(self) -> str:
        return self.value[self._skip() : self.at + 1]

    def _node(self, kind: Kind, start: int, end: int, value: str = "") -> Node:
        return Node(self.document, kind, start, end, value, [], [])

    def _value(self) -> Node:
        found = _TOKEN.match(self.value, self.at)
        if found is None or found["punctuation"] in {"]", "}", ":", ","}:
            return self._placeholder()
        kind = found.lastgroup
        start, end = found.span(str(kind))
        self.at = end
        if kind == "string":
            node = self._node("string", start, end, self.document.value[start + 1 : end - 1])
            if "\\" in node.value:
                node.value = node.text.value
            return node
        if kind == "number":
            return self._node("number", start, end, found[0].lstrip())
        if kind == "literal":
            word = self.value[start:end]
            return self._node("null" if word == "null" else "boolean", start, end, word)
        if len(self.open) >= MAX_DEPTH:
            raise self._error(f"JSON is nested deeper than {MAX_DEPTH} levels; flatten it", start)
        return self._node("object" if self.value[start] == "{" else "array", start, -1)

    def _placeholder(self) -> Node:
        start = self._skip()
        piece = self.document.slice(start, start + 1).pieces[0]
        if start < len(self.value) and piece.origin is Origin.PLACEHOLDER:
            end = start
            while end < len(self.value) and self.document.slice(end, end + 1).pieces[0] == piece:
                end += 1
            self.at = end
            return self._node("placeholder", start, end, self.document.value[start:end])
        raise self._unexpected(start, "a value")

    def _first_or_close(self) -> None:
        container = self.open[-1]
        closing = "}" if container.kind == "object" else "]"
        if self._peek() == closing:
            self._close()
        elif container.kind == "object":
            self._key()

    def _after_value(self) -> None:
        """After a complete value: a comma and what follows it, or the end of the container."""
        while self.open:
            container, end = self.open[-1], self.at
            closing = "}" if container.kind == "object" else "]"
            mark = self._peek()
            if mark == ",":
                comma = self.at
                self.at += 1
                if self._peek() == closing:
                    if not self.is_annotated:
                        raise self._error(f"there is a comma before '{closing}'; remove it", comma)
                    self.commas.append(Annotation("comma", self.document.span(comma, comma + 1)))
                    self._close_one()
                    continue
                if container.kind == "object":
                    self._key()
                return
            if mark != closing:
                raise self._missing(",", end) or self._unexpected(self.at, f"',' or '{closing}'")
            self._close_one()

    def _close_one(self) -> None:
        self.at += 1
        self.open.pop().end = self.at

    def _close(self) -> None:
        self._close_one()
        self._after_value()

    def _key(self) -> None:
        start = self._skip()
        found = _TOKEN.match(self.value, start)
        if found is None or found.lastgroup != "string":
            raise self._unexpected(start, "a member's name in double quotes")
        key = self._value()
        if self._peek() != ":":
            raise self._missing(":", key.end) or self._unexpected(self.at, "':'")
        self.at += 1
        self.open[-1].members.append((key, key))

    def _error(self, message: str, start: int, end: int | None = None) -> JsonError:
        end = min(len(self.value), start + 1) if end is None else end
        return JsonError(message, self.document.span(start, end))

    def _comment(self, at: int) -> str | None:
        comment = self.value.startswith(("//", "/*", "#"), at)
        return "there is a comment, and JSON has none; remove it" if comment else None

    def _more(self, at: int) -> str:
        bracket = self.value[at]
        if bracket in "]}":
            return f"there is one '{bracket}' too many; take it away"
        return "there is more after the JSON value; keep one value in a block"

    def _missing(self, mark: str, end: int) -> JsonError | None:
        """That a mark is missing behind what ends at `end`, if another value or name comes next."""
        if (found := _TOKEN.match(self.value, end)) and (found.lastgroup != "punctuation" or found["punctuation"] in "[{"):
            return self._error(f"a '{mark}' is missing here", end, end)
        return None

    def _unexpected(self, at: int, wanted: str) -> JsonError:
        """Why the JSON cannot go on here, in the words of the usual mistakes."""
        if at >= len(self.value):
            return self._error(f"the JSON ends too early; expected {wanted}", len(self.value.rstrip()))
        if comment := self._comment(at):
            return self._error(comment, at, at + 2)
        if self.value.startswith(("...", "…"), at):
            end = at + (3 if self.value[at] == "." else 1)
            return self._error(_LEFT_OUT, at, end)
        character = self.value[at]
        if character == '"':
            return self._bad_string(at)
        if character in "'`":
            return self._error("strings and names are written in double quotes in JSON", at)
        if CHARACTER.match(character):
            is_dash = self.value[at + 1 : at + 2].isdigit()
            return self._error(advice(character, None if is_dash or character.isspace() else '"'), at)
        word = re.compile(r"[^\s,:\[\]{}\"]{1,40}").match(self.value, at)
        found = self.document.value[at : word.end() if word else at + 1]
        fixed = {"True": "true", "False": "false", "None": "null", "undefined": "null", "NaN": "null"}.get(found)
        hint = f"; write {fixed}" if fixed else ""
        return self._error(f"expected {wanted}, found '{found}'{hint}", at, at + len(found))

    def _bad_string(self, at: int) -> JsonError:
        stop = re.compile(r"(?:[^\"\\\x01-\x1f]|\\(?:[\"\\/bfnrt]|u[0-9A-Fa-f]{4}))*").match(self.value, at + 1)
        end = stop.end() if stop else at
        if end >= len(self.value):
            return self._error("the string that starts here has no closing quote", at)
        if self.value[end] == '"':
            return self._error("a string stands where something else is expected; is a ',' missing before it?", at)
        if self.value[end] == "\\":
            return self._error(
                f"'{self.value[end : end + 2]}' is not an escape in JSON; write '\\\\' for a backslash", end, end + 2
            )
        if self.value[end] in "\r\n":
            return self._error(
                "the string does not end on its line; write '\"' where it ends, or \\n for a line break", end, end
            )
        return self._error("there is a control character within a string; write an escape such as \\t", end)


def same_number(left: str, right: str) -> bool:
    """Whether two JSON numbers are the same number, however they are written: 1, 1.0 and 10e-1 are."""
    return _normal_number(left) == _normal_number(right)


def _normal_number(text: str) -> tuple[bool, str, int]:
    mantissa, _, exponent = text.lower().partition("e")
    whole, _, fraction = mantissa.lstrip("-").partition(".")
    digits = (whole + fraction).lstrip("0")
    stripped = digits.rstrip("0")
    if not stripped:
        return (False, "0", 0)
    power = int(exponent[:18] or 0) - len(fraction) + len(digits) - len(stripped)
    return (text.startswith("-"), stripped, power)


def unique_members(members: Sequence[tuple[str, object]]) -> dict[str, object]:
    """An object of Python's json module (`object_pairs_hook`). Raises ValueError where two members have one name."""
    found = dict(members)
    if len(found) < len(members):
        raise ValueError
    return found
