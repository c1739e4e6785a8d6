"""Shell words: quotes, escapes and expansions, each character with its place.

After POSIX.1-2017, Shell Command Language, 2.2 (Quoting), 2.3 (Token Recognition) and 2.6 (Word Expansions), and the bash
manual, 3.1.2 (Quoting).
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Callable
from enum import Enum
from typing import NamedTuple, NoReturn

from unisono.languages.reading import Invalid, Unsupported
from unisono.languages.shell.functions import ALL, Arguments, Function
from unisono.text import budget
from unisono.text.regex import regex
from unisono.text.source import Span, Text

_PARTS = 100
"""Of a word, which are counted at once."""

MAX_DEPTH = 20
"""How deep substitutions may nest. Nobody writes more; it bounds the time of reading."""

MAX_EXPANDED = 100_000
"""How many characters the variables of one sample may expand to in all (`B=$A$A; C=$B$B; …` grows without bound)."""


class Kind(Enum):
    """What may still happen to a fragment of a word."""

    BARE = "bare"  # written without quotes: braces and a tilde in it are expanded
    QUOTED = "quoted"  # final
    EXPANDED = "expanded"  # from an expansion outside quotes: split into fields at white space


class Fragment(NamedTuple):
    text: Text
    kind: Kind


class Variables:
    """The variables a script has set so far, its functions, and in a function what it was given; `own` are the names of the
    variables that are its own."""

    def __init__(self, known: ChainMap[str, Text] | None = None) -> None:
        self.known: ChainMap[str, Text] = ChainMap() if known is None else known
        self.spent = [0]
        self.functions: dict[str, Function] = {}
        self.arguments: Arguments | None = None
        self.own: set[str] = set()

    def inner(self) -> Variables:
        """The variables as a subshell sees them; what it sets is gone with it."""
        inner = Variables(self.known.new_child())
        inner.spent = self.spent
        inner.functions = dict(self.functions)
        inner.arguments = self.arguments.copy() if self.arguments else None
        inner.own = set(self.own)
        return inner

    def of_function(self, arguments: Arguments) -> Variables:
        """The variables as the code of a function sees them."""
        inner = self.inner()
        inner.functions, inner.arguments, inner.own = self.functions, arguments, set()
        return inner

    def take_over(self, inner: Variables) -> None:
        """Sets what a function has set that is not its own."""
        self.known.update({name: value for name, value in inner.known.maps[0].items() if name not in inner.own})

    def value(self, name: str, span: Span) -> Text | None:
        found = self.known.get(name)
        if found is not None:
            self.spend(len(found), span)
        return found

    def spend(self, length: int, span: Span) -> None:
        """Counts a copy of a value; `span` is the place that asks for it."""
        self.spent[0] += length
        if self.spent[0] > MAX_EXPANDED:
            raise Unsupported(f"the variables expand to more than {MAX_EXPANDED} characters", span)


_BARE = regex(r"(?:[^ \t\r\n'\"\\$`|&;<>()]|\r(?!\n))+")
_IN_DOUBLE = regex(r'[^"\\$`]+')
_IN_DOCUMENT = regex(r"[^\\$`]+")
_CONTINUATION = regex(r"\\\r?\n")
_PARAMETER = regex(r"\$(?:[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-])")
_POSITIONAL = frozenset("123456789@*")
_QUERY_NAME = regex("=")
_MEMBER_NAME = regex(r'\\?"[ \t]*:')
_BRACED = regex(r"\$\{([A-Za-z_][A-Za-z0-9_]*)(?:\}|(:?[-=]))")
_BRACED_ARGUMENT = regex(r"\$\{([1-9]\d{0,2}|[@*])(:?[-=?])?")
_ALL_QUOTED = regex(r"\"\$(?:@|\{@\})\"")
_BRACES = regex(r"""\\.|'[^']*'|"(?:[^"\\]|\\.)*"|[{}]""", re.DOTALL)
_BRACES_IN_QUOTES = regex(r"\\.|[{}]", re.DOTALL)
_PARENTHESES = regex(r"\\.|[()]", re.DOTALL)
_BACKTICKS = regex(r"`((?:[^`\\]|\\.)*)`", re.DOTALL)
_BACKTICK_ESCAPE = regex(r"\\([`\\$])")

_ANSI_ESCAPES = {
    "a": "\a", "b": "\b", "e": "\x1b", "E": "\x1b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v",
    "\\": "\\", "'": "'", '"': '"', "?": "?",
}  # fmt: skip
_ANSI = regex(
    r"(?P<plain>[^'\\]+)|(?P<bytes>(?:\\(?:x[0-9A-Fa-f]{1,2}|[0-7]{1,3}))+)"
    r"|\\(?:u(?P<u>[0-9A-Fa-f]{1,4})|U(?P<U>[0-9A-Fa-f]{1,8})|c(?P<control>[^\\']|\\\\)|(?P<letter>[abeEfnrtv\\'\"?]))"
    r"|(?P<other>\\)"
)
_ANSI_BYTE = regex(r"\\(?:x([0-9A-Fa-f]+)|([0-7]+))")


class WordReader:
    """Reads the words of `code` from offset `i` on."""

    def __init__(self, code: Text, variables: Variables, depth: int = 0) -> None:
        if depth > MAX_DEPTH:
            raise Unsupported(f"substitutions nested more than {MAX_DEPTH} deep", code.span())
        self.code = code
        self.source = code.masked("_")
        self.i = 0
        self.variables = variables
        self.depth = depth
        self._steps: dict[str, Callable[[list[Fragment]], None]] = {
            "'": self._single_quoted,
            '"': self._double_quoted,
            "\\": self._escaped,
            "$": self._dollar,
            "`": self._backticks,
        }

    def nested(self, code: Text, variables: Variables) -> WordReader:
        """A reader of code that stands inside this one's."""
        return WordReader(code, variables, self.depth + 1)

    def substitute(self, commands: Text) -> Text | None:
        """What `commands` print, if that is known. The reader of commands knows how."""
        raise NotImplementedError

    def command_substitution(self) -> Text:
        """The value of `$(…)`, whose `$` is next. The reader of commands knows where it ends."""
        raise NotImplementedError

    def fail(self, reason: str, start: int, end: int | None = None) -> NoReturn:
        raise Invalid(f"bash: {reason}", self.code.span(start, len(self.source) if end is None else end))

    def word(self) -> list[Fragment]:
        """The fragments of the word that begins here; none if there is no word."""
        found: list[Fragment] = []
        while self.i < len(self.source):
            self._spend(len(found))
            if bare := _BARE.match(self.source, self.i):
                found.append(Fragment(self.code.slice(self.i, bare.end()), Kind.BARE))
                self.i = bare.end()
            elif step := self._steps.get(self.source[self.i]):
                step(found)
            elif self.source.startswith(("<(", ">("), self.i):
                found.append(Fragment(self._process_substitution(), Kind.QUOTED))
            else:
                break
        return found

    def _spend(self, parts: int) -> None:
        """Take the parts of a word from the budget before there are many."""
        if parts % _PARTS == _PARTS - 1:
            budget.elements(_PARTS, self.code.span(self.i, self.i))

    def _take(self, end: int) -> Text:
        start, self.i = self.i, end
        return self.code.slice(start, end)

    def _single_quoted(self, found: list[Fragment]) -> None:
        end = self.source.find("'", self.i + 1)
        if end < 0:
            self.fail("unexpected EOF while looking for matching `''", self.i)
        found.append(Fragment(self.code.slice(self.i + 1, end), Kind.QUOTED))
        self.i = end + 1

    def _double_quoted(self, found: list[Fragment]) -> None:
        start = self.i
        if self.variables.arguments and (every := _ALL_QUOTED.match(self.source, start)):
            self._all_arguments(found, every.end())
            return
        self.i += 1
        parts = self._expanded(_IN_DOUBLE, '"')
        if self.i >= len(self.source):
            self.fail("unexpected EOF while looking for matching `\"'", start)
        self.i += 1
        found.append(Fragment(Text.join([self.code.slice(start + 1, start + 1), *parts]), Kind.QUOTED))

    def document(self) -> Text:
        """All of the code as the text of a here-document, in which only `$`, backticks and `\\` mean something."""
        return Text.join([self.code.slice(0, 0), *self._expanded(_IN_DOCUMENT, "")])

    def _expanded(self, plain: re.Pattern[str], end: str) -> list[Text]:
        """The texts up to, not including, the quote `end`, or to the end of the code (2.2.3 Double-Quotes)."""
        parts: list[Text] = []
        while self.i < len(self.source):
            self._spend(len(parts))
            if run := plain.match(self.source, self.i):
                parts.append(self._take(run.end()))
                continue
            c = self.source[self.i]
            if c == end:
                break
            if c == "\\":
                self._escaped_in_quotes(parts, end)
            else:
                found: list[Fragment] = []
                if c == "$":
                    self._dollar(found, quoted=True)
                else:
                    self._backticks(found)
                parts += [fragment.text for fragment in found]
        return parts

    def _escaped_in_quotes(self, parts: list[Text], end: str) -> None:
        if line := _CONTINUATION.match(self.source, self.i):
            self.i = line.end()
            return
        escaped = self.source[self.i + 1 : self.i + 2]
        if escaped and escaped in "$`\\" + end:
            self.i += 1
        parts.append(self._take(self.i + 1))

    def _escaped(self, found: list[Fragment]) -> None:
        if line := _CONTINUATION.match(self.source, self.i):
            self.i = line.end()
            return
        self.i += 1
        if self.i < len(self.source):  # bash drops a backslash that is the last character of a script
            found.append(Fragment(self._take(self.i + 1), Kind.QUOTED))

    def _dollar(self, found: list[Fragment], quoted: bool = False) -> None:
        after = self.source[self.i + 1 : self.i + 2]
        if after == "(":
            arithmetic = self.source.startswith("((", self.i + 1)
            text = self._placeholder(self._close(_PARENTHESES, self.i + 1)) if arithmetic else self.command_substitution()
            found.append(_expansion(text, quoted))
        elif after == "{":
            self._braced_parameter(found, quoted)
        elif match := _PARAMETER.match(self.source, self.i):
            if match[0][1] in ALL and self.variables.arguments:
                self._all_arguments(found, match.end(), inside=quoted)
                return
            value = self._parameter(match[0][1:], match.end())
            found.append(_expansion(self._placeholder(match.end()) if value is None else value, quoted))
            self.i = match.end()
        elif after == "'" and not quoted:
            found.append(Fragment(self._ansi_quoted(), Kind.QUOTED))
        elif after == '"' and not quoted:
            self.i += 1
            self._double_quoted(found)
        else:
            found.append(Fragment(self._take(self.i + 1), Kind.QUOTED))

    def _parameter(self, name: str, end: int) -> Text | None:
        """The value of `$name`, None where only the reader's shell knows it. What is pasted has no positional parameters."""
        span = self.code.span(self.i, end)
        if self.variables.arguments and name in _POSITIONAL:
            return self.variables.arguments.value(name, span)
        value = self.variables.value(name, span) if name[0].isalpha() or name[0] == "_" else None
        if value is None and (name in _POSITIONAL or self._is_a_name(name, end)):
            return Text.decoded("", span)
        return value

    def _all_arguments(self, found: list[Fragment], end: int, *, inside: bool = False) -> None:
        """`$@`: each argument is a word of its own. `inside`: there is more in the quotation marks."""
        span = self.code.span(self.i, end)
        if inside and not (self.variables.arguments and self.variables.arguments.defined):
            raise Unsupported("all arguments in one text", span)
        found.append(Fragment(Text.decoded("", span), Kind.EXPANDED))
        for number, value in enumerate(self.variables.arguments.all(span) if self.variables.arguments else ()):
            self.variables.spend(len(value), span)
            found += [Fragment(Text.decoded(" ", span), Kind.EXPANDED)] * (number > 0)
            found.append(Fragment(value, Kind.QUOTED))
        self.i = end

    def _is_a_name(self, name: str, end: int) -> bool:
        """Whether `$name` stands where a query or JSON has a name, so that it is one of those that begin with a dollar sign
        (OData's `$top`, MongoDB's `$sum`) and not a variable that a reader would set: there is none of that name."""
        before = self.source[max(0, self.i - 1) : self.i]
        is_name = _QUERY_NAME if before in ("?", "&") else _MEMBER_NAME if before == '"' else None
        return name[0].islower() and is_name is not None and is_name.match(self.source, end) is not None

    def _placeholder(self, end: int) -> Text:
        start, self.i = self.i, end
        return Text.placeholder(self.source[start:end], self.code.span(start, end))

    def _close(self, brackets: re.Pattern[str], start: int) -> int:
        """The offset behind the bracket that closes the one at `start`."""
        depth = 0
        for token in brackets.finditer(self.source, start):
            if token[0] in "({":
                depth += 1
            elif token[0] in ")}":
                depth -= 1
                if not depth:
                    return token.end()
        closing = "})"[self.source[start] == "("]
        return self.fail(f"unexpected EOF while looking for matching `{closing}'", start)

    def _braced_parameter(self, found: list[Fragment], quoted: bool) -> None:
        """`${name}` and `${name:-default}`; any other form is a placeholder (2.6.2 Parameter Expansion)."""
        start = self.i
        end = self._close(_BRACES_IN_QUOTES if quoted else _BRACES, start + 1)
        if self.variables.arguments and (own := _BRACED_ARGUMENT.match(self.source, start)):
            self._braced_argument(own, end, found, quoted)
            return
        match = _BRACED.match(self.source, start)
        value = self.variables.value(match[1], self.code.span(start, end)) if match else None
        if match and match[2] and (value is None or not (value.value or match[2] in {"-", "="})):
            default = self.nested(self.code.slice(match.end(), end - 1), self.variables)
            found += [Fragment(default.document(), Kind.QUOTED)] if quoted else default._unquoted()
        else:
            found.append(_expansion(self._placeholder(end) if value is None else value, quoted))
        self.i = end

    def _braced_argument(self, match: re.Match[str], end: int, found: list[Fragment], quoted: bool) -> None:
        """`${1}`, `${1:-default}` and `${1:?message}` in a function."""
        span, arguments = self.code.span(self.i, end), self.variables.arguments
        is_whole = match.end() == end - 1
        if match[1] in ALL and is_whole and not match[2]:
            self._all_arguments(found, end, inside=quoted)
            return
        if arguments is None or match[1] in ALL or not (is_whole or match[2]):
            raise Unsupported("this expansion of what a function is given", span)
        value = arguments.value_or_other(match[1], match[2], span) if match[2] else arguments.value(match[1], span)
        if value is not None:
            found.append(_expansion(value, quoted))
        else:
            default = self.nested(self.code.slice(match.end(), end - 1), self.variables)
            found += [Fragment(default.document(), Kind.QUOTED)] if quoted else default._unquoted()
        self.i = end

    def _unquoted(self) -> list[Fragment]:
        """All of the code as fragments that blanks separate."""
        found: list[Fragment] = []
        while self.i < len(self.source):
            for text, kind in self.word():
                found.append(Fragment(text, Kind.EXPANDED if kind is Kind.BARE else kind))
            if self.i < len(self.source):
                found.append(Fragment(self._take(self.i + 1), Kind.EXPANDED))
        return found

    def _backticks(self, found: list[Fragment]) -> None:
        start = self.i
        match = _BACKTICKS.match(self.source, start)
        if not match:
            self.fail("unexpected EOF while looking for matching ``'", start)
        pieces, at = [self.code.slice(start + 1, start + 1)], start + 1
        for escape in _BACKTICK_ESCAPE.finditer(self.source, start + 1, match.end() - 1):
            pieces += [self.code.slice(at, escape.start()), self.code.slice(escape.start(1), escape.end())]
            at = escape.end()
        output = self.substitute(Text.join([*pieces, self.code.slice(at, match.end() - 1)]))
        value = self._placeholder(match.end())
        found.append(Fragment(value if output is None else output, Kind.QUOTED))

    def _process_substitution(self) -> Text:
        end = self._close(_PARENTHESES, self.i + 1)
        self.substitute(self.code.slice(self.i + 2, end - 1))
        return self._placeholder(end)

    def _ansi_quoted(self) -> Text:
        """`$'…'` (bash manual, 3.1.2.4 ANSI-C Quoting)."""
        start = self.i
        self.i += 2
        parts = [self.code.slice(self.i, self.i)]
        while match := _ANSI.match(self.source, self.i):
            span = self.code.span(self.i, match.end())
            if match["plain"] or match["other"]:
                parts.append(self.code.slice(self.i, match.end()))
            else:
                parts.append(Text.decoded(_unescaped(match, span), span))
            self.i = match.end()
        if self.i >= len(self.source):
            self.fail("unexpected EOF while looking for matching `''", start)
        self.i += 1
        return Text.join(parts)


def _expansion(text: Text, quoted: bool) -> Fragment:
    """An expansion's value: what is not known cannot be split."""
    return Fragment(text, Kind.QUOTED if quoted or text.has_placeholder else Kind.EXPANDED)


def _unescaped(match: re.Match[str], span: Span) -> str:
    if match["letter"]:
        return _ANSI_ESCAPES[match["letter"]]
    if match["control"]:
        if not match["control"].isascii():
            raise Unsupported("a control character that is made of several bytes", span)
        value = chr(ord(match["control"][0].upper()) ^ 0x40 if match["control"] != "?" else 0x7F)
    elif match["bytes"]:
        codes = (int(h, 16) if h else int(o, 8) & 0xFF for h, o in _ANSI_BYTE.findall(match["bytes"]))
        try:
            value = bytes(codes).decode("utf-8")
        except UnicodeDecodeError:
            raise Unsupported("bytes that are not UTF-8", span) from None
    else:
        code = int(match["u"] or match["U"], 16)
        if code > 0x10FFFF or 0xD800 <= code < 0xE000:
            raise Unsupported("not a Unicode character", span)
        value = chr(code)
    if "\0" in value:
        raise Unsupported("a NUL character, which no argument can hold", span)
    return value
