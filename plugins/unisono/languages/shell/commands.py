"""Shell scripts as they stand in documentation: the commands they run, every word with its place.

After POSIX.1-2017, Shell Command Language, section 2, and the bash manual; where they differ, bash is followed. Nothing is
run. What is known only when the script runs (`$TOKEN` that was never set, the output of most commands) is a placeholder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import field, replace
from typing import NamedTuple, NoReturn

from unisono.languages.reading import Invalid, Unsupported
from unisono.languages.shell.fields import fields
from unisono.languages.shell.functions import FUNCTION, Arguments, Function
from unisono.languages.shell.misprints import Slips
from unisono.languages.shell.output import output
from unisono.languages.shell.windows import CONTINUATION, read_windows_commands
from unisono.languages.shell.words import MAX_DEPTH, Fragment, Kind, Variables, WordReader
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Span, Text


@dataclass(frozen=True, slots=True, eq=False)
class Command:
    """A simple command.

    `words` are what it gets after expansion and quote removal, the first is its name. `stdin` is what the shell feeds it: a
    here-document, a here-string, or what the command before it in a pipe prints; None when that is the terminal. `operator`
    is the control operator that joins it to the command before it on its line: `&&`, `||`, `|`, `|&`, or nothing. `files`
    are the contents, as far as they are known, of the files that commands before it wrote (`cat > order.json <<EOF`).
    `slips` are what its author cannot have meant. `repeated`: it runs for each line that a loop reads.
    """

    words: tuple[Text, ...]
    stdin: Text | None
    span: Span
    background: bool
    operator: str = ""
    files: Mapping[str, Text] = field(default_factory=dict)
    slips: Slips = field(default_factory=Slips)
    repeated: bool = False

    @property
    def given(self) -> Text | None:
        """What there is to read on its standard input; None for the terminal. A shell gives a command that it puts in the
        background nothing to read (POSIX.1-2017, 2.9.3)."""
        return Text.decoded("", self.span) if self.stdin is None and self.background else self.stdin


class Commands:
    """The commands of a script in the order in which they run, one line after the other; `functions` are those that it has
    defined so far, `called` the names of those that it has called.

    A shell runs a line before it looks at the next, so the commands before an error come first. Commands inside `$(…)` come
    before the one that uses their output. A prompt before a command (`$ `, `% `, `user@host:~$ `) is dropped; where there is
    one, lines without are taken for output and skipped. A sample whose lines end in `^` is read as cmd.exe reads it.

    Reading them raises `Invalid` for what the shell refuses, with bash's words, and `Unsupported` for compound commands and for
    those that are written for PowerShell.
    """

    def __init__(self, code: Text) -> None:
        self._for_windows = CONTINUATION.search(code.value) is not None
        self._transcript = bool(_TRANSCRIPT.match(code.value))
        self._code = _without_continuation_prompts(code) if self._transcript else code
        self._reader = _Reader(self._code, Variables())

    def __iter__(self) -> Iterator[Command]:
        if self._for_windows:
            for words, span, operator, slips in read_windows_commands(self._code):
                yield Command(words, None, span, False, operator, slips=slips)
            return
        if continued := _OF_POWERSHELL.search(self._code.value):
            raise Unsupported(
                "a command for PowerShell, whose lines go on behind a `", self._code.span(*continued.span("mark"))
            )
        while self._reader.next_line(self._transcript):
            yield from self._reader.line()

    @property
    def functions(self) -> list[Function]:
        return list(self._reader.variables.functions.values())

    @property
    def called(self) -> Set[str]:
        return self._reader.called

    def of_function(self, function: Function, arguments: Arguments) -> list[Command]:
        """The commands of a call of a function after all others."""
        return self._reader.call(function, arguments).all


_OF_POWERSHELL = regex(r"^[ \t]*[A-Za-z][\w.-]*[ \t][^\n`]*[ \t](?P<mark>`)\r?\n", re.MULTILINE)
_PROMPT = regex(r"[ \t]*(?:[$%]|[\w.-]+@[\w.-]+(?::[^\s$#]*)?[$#])[ \t]+(?=[^\s])")
_TRANSCRIPT = regex(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*" + _PROMPT.pattern)
_CONTINUATION_PROMPT = regex(r"(?m)^[ \t]*>[ \t]")
_BLANKS = regex(r"(?:[ \t]|\\\r?\n)+")
_COMMENT = regex(r"#[^\n]*?(?=\r?\n|\Z)")
_NEWLINE = regex(r"\r?\n")
_OPERATOR = regex(r"&&|\|\||\|&|;;|[;&|()]|\r?\n")
_REDIRECTION = regex(r"(?:\d*|\{\w+\})(?:<<<|<<-|<<|<>|<&|<(?!\()|>>|>&|>\||>(?!\())|&>>?")
_PLACEHOLDER = regex(r"<[A-Za-z][\w.:-]*>")
_ASSIGNMENT = regex(r"([A-Za-z_][A-Za-z0-9_]*)(\+?)=")

_PREFIXES = frozenset({"time", "!"})
_COMPOUND = frozenset({"if", "for", "while", "until", "case", "select", "function", "coproc", "{", "[["})
_MISPLACED = frozenset({"then", "else", "elif", "fi", "do", "done", "esac", "}"})
_DECLARING = frozenset({"export", "readonly", "declare", "typeset", "local"})
_LOCAL = frozenset({"declare", "typeset", "local"})
_SETTING = _DECLARING | {"shift", "set"}
_READING_NOTHING = frozenset({"echo", "printf", "[", "test"})
_LEAVING = frozenset({"return", "exit"})
_TESTS = frozenset({"[", "test"})
_CLOSING = regex(r"\}(?=[ \t\r\n;&|)]|\Z)")
_BACKGROUND = regex(r"&(?!&)")
_READING_LOOP = regex(
    r"while[ \t]+(?:IFS=[^\s;]*[ \t]+)?read\b(?:[ \t]+-[a-z]+)*(?P<names>(?:[ \t]+[A-Za-z_]\w*)*)[ \t]*[;\n]\s*"
    r"do\s(?P<body>[^<]{0,2000}?)[;\n]\s*done(?=[ \t]*(?:[;|&)\n]|\Z))"
)
_NESTED = regex(r"(?:^|[;&|(]|\b(?:do|then|else))[^\S\n]*+(?:if|for|while|until|case|select|done)\b", re.MULTILINE)
_JSON_BRACE = regex(r"\{\s*(?:\\?\"|\})")


@dataclass(slots=True, eq=False)
class _Document:
    """A here-document, whose body begins on the line after the one that asks for it."""

    delimiter: str
    literal: bool
    strip_tabs: bool
    span: Span
    body: Text | None = None


class _Called(NamedTuple):
    """What a function runs: all commands, and those of them that are not in a substitution."""

    all: list[Command]
    own: list[Command]


@dataclass(slots=True, eq=False)
class _Draft:
    """A command while its line is read. `stdout` is the file its output goes to, and whether that is appended."""

    operator: str
    start: int
    end: int = 0
    words: list[Text] = field(default_factory=list)
    stdin: Text | _Document | None = None
    stdout: tuple[str, bool] | None = None
    background: bool = False
    slips: Slips = field(default_factory=Slips)
    called: _Called | None = None


class _Reader(WordReader):
    def __init__(self, code: Text, variables: Variables, depth: int = 0) -> None:
        super().__init__(code, variables, depth)
        self._line_commands: list[Command] = []
        self._documents: list[_Document] = []
        self._files: dict[str, Text] = {}
        self.called: set[str] = set()

    def next_line(self, transcript: bool) -> bool:
        """Goes to where the next line's commands begin; False at the end of the script."""
        while self.i < len(self.source):
            prompt = _PROMPT.match(self.source, self.i)
            if prompt:
                self.i = prompt.end()
                return True
            end = _end_of_line(self.source, self.i)
            if not transcript or self.source[self.i : end].lstrip().startswith("-"):
                return True
            self.i = end
        return False

    def line(self) -> list[Command]:
        """The commands of the list that begins here, up to the end of its line."""
        self._line_commands, self._documents = [], []
        self._list("\n")
        return self._line_commands

    def _list(self, end: str) -> list[Command]:
        """A list of commands up to and with `end`: a newline, the `)` of a substitution, the `}` of a function, or (empty) the
        end of the code."""
        drafts: list[_Draft] = []
        operator = ""
        while True:
            if end == "}" and not operator and self._closes():
                break
            draft = self._loop(operator) or self._function(operator) or self._simple_command(operator)
            if self._returns(draft, drafts, end):
                break
            start, operator = self.i, self._operator()
            empty = not draft.words and draft.end == draft.start
            if empty and (operator in _JOINING or operator == ";" or (operator == "" and draft.operator)):
                self._unexpected(operator, start)
            draft.background = operator == "&"
            if draft.words:
                draft.slips.end(self.code, (draft.start, draft.end), (start, self.i))
                drafts.append(draft)
            if operator == "" and end == ")":
                self.fail("unexpected EOF while looking for matching `)'", start)
            if operator == "" and end == "}":
                self.fail("syntax error: unexpected end of file", start)
            if operator == ")" and end != ")":
                self._unexpected(operator, start)
            if operator in {end, ""}:
                break
            if operator in _JOINING:
                self._newlines()
            else:
                operator = ""
        commands = self._finished(drafts)
        self._line_commands += commands
        return commands

    def _unexpected(self, operator: str, start: int) -> NoReturn:
        if not operator:
            self.fail("syntax error: unexpected end of file", start)
        token = "newline" if operator == "\n" else operator
        self.fail(f"syntax error near unexpected token `{token}'", start, start + len(operator))

    def _operator(self) -> str:
        """The control operator that ends a command; a newline is `\\n`, the end of the script is empty."""
        match = _OPERATOR.match(self.source, self.i)
        if not match:
            return ""
        self.i = match.end()
        if match[0] == "(":
            raise Unsupported("a subshell or a function", self.code.span(match.start(), match.end()))
        if match[0] == ";;":
            self._unexpected(";;", match.start())
        if match[0] in {"\n", "\r\n"}:
            self._read_documents()
            return "\n"
        return match[0]

    def _newlines(self) -> None:
        """The line ends that may follow `|`, `&&` and `||`."""
        while True:
            self._blanks()
            newline = _NEWLINE.match(self.source, self.i)
            if not newline:
                return
            self.i = newline.end()
            self._read_documents()

    def _blanks(self) -> None:
        if blanks := _BLANKS.match(self.source, self.i):
            self.i = blanks.end()
        if comment := _COMMENT.match(self.source, self.i):
            self.i = comment.end()

    def _simple_command(self, operator: str) -> _Draft:
        self._blanks()
        draft = _Draft(operator, self.i, self.i)
        assigned: dict[str, Text] = {}
        while self.i < len(self.source):
            start = self.i
            if redirection := _REDIRECTION.match(self.source, start):
                self._redirect(redirection, draft)
            else:
                word = self.word()
                if not word:
                    break
                draft.slips.look_at(word)
                if draft.words:
                    draft.words += fields(word)
                elif assignment := _assignment(word):
                    value = Text.join([word[0].text.slice(assignment.end(), len(word[0].text)), *(f.text for f in word[1:])])
                    old = self.variables.value(assignment[1], word[0].text.span()) if assignment[2] else None
                    assigned[assignment[1]] = Text.join([old, value]) if old else value
                elif not self._reserved(word, start):
                    draft.words += fields(word)
            draft.end = self.i
            self._blanks()
        self._check_parenthesis(draft)
        if not draft.words:
            self.variables.known.update(assigned)
        elif draft.words[0].value in _DECLARING:
            self._declare(draft.words)
        elif draft.words[0].value == "shift" and self.variables.arguments:
            self.variables.arguments.shift(tuple(draft.words))
        else:
            self._call(draft, assigned)
        return draft

    def _function(self, operator: str) -> _Draft | None:
        """A definition of a function, which runs nothing yet; None for any other command."""
        self._blanks()
        start, found = self.i, FUNCTION.match(self.source, self.i)
        if found is None or operator or self.depth >= MAX_DEPTH:
            return None
        outside = self.variables, self._documents, self._files, self._line_commands
        self.variables = self.variables.of_function(Arguments(None, defined=True))
        self.variables.functions = dict(self.variables.functions)  # those in it are defined where it is called
        self._documents, self._line_commands, self.i = [], [], found.end()
        self.depth += 1
        self._list("}")
        self.depth -= 1
        calls = frozenset(command.words[0].value for command in self._line_commands)
        self.variables, self._documents, self._files, self._line_commands = outside
        name = self.code.slice(*found.span(1 if found[1] else 2))
        self.variables.functions[name.value] = Function(name, self.code.slice(found.end(), self.i - 1), calls)
        self._blanks()
        if _REDIRECTION.match(self.source, self.i):
            raise Unsupported("a function whose input or output goes elsewhere", self.code.span(start, self.i))
        return _Draft(operator, start, self.i)

    def _closes(self) -> bool:
        """Goes behind the `}` that ends a function, if it is next."""
        self._blanks()
        found = _CLOSING.match(self.source, self.i)
        self.i = found.end() if found else self.i
        return found is not None

    def _call(self, draft: _Draft, assigned: Mapping[str, Text]) -> None:
        """Runs the function that a command calls, if it is one. In a pipe, and in the background, it has a shell of its own."""
        function = self.variables.functions.get(draft.words[0].value)
        if function is None or (self.variables.arguments and self.variables.arguments.defined):
            return
        self._blanks()
        pipe = self.source.startswith("|", self.i) and not self.source.startswith("||", self.i)
        apart = draft.operator in _PIPES or pipe or _BACKGROUND.match(self.source, self.i) is not None
        outer, self.variables = self.variables, self.variables.inner() if apart else self.variables
        draft.called = self.call(function, Arguments(tuple(draft.words[1:])), assigned)
        self.called.add(function.name.value)
        self.variables = outer

    def call(self, function: Function, arguments: Arguments, assigned: Mapping[str, Text] | None = None) -> _Called:
        """The commands that a function runs. `assigned` are the variables that are set for it alone."""
        self.variables.spend(len(function.body), function.name.span())
        if self.depth >= MAX_DEPTH:
            raise Unsupported(f"functions that call each other more than {MAX_DEPTH} deep", function.name.span())
        variables = self.variables.of_function(arguments)
        variables.known.update(assigned or {})
        variables.own |= (assigned or {}).keys()
        inner = self.nested(function.body, variables)
        inner._line_commands = []
        own = inner._list("")
        self._files = inner._files
        self.variables.take_over(variables)
        return _Called(
            *([command for command in found if command.words[0].value not in _SETTING] for found in (inner._line_commands, own))
        )

    def _returns(self, draft: _Draft, before: list[_Draft], end: str) -> bool:
        """Whether a command leaves the function that it is in. Where that depends on a test, it is taken not to."""
        arguments = self.variables.arguments
        name = draft.words[0].value if draft.words else ""
        if arguments is None or arguments.defined or name not in _LEAVING or draft.operator == "||":
            return False
        if draft.operator == "&&" and before and before[-1].words[0].value in _TESTS:
            return False
        if draft.operator or end or name == "exit":
            raise Unsupported(f"a `{name}` in a function that only a run could tell of", draft.words[0].span())
        return True

    def _loop(self, operator: str) -> _Draft | None:
        """A loop over the lines of what is piped into it, which runs its commands in a shell of their own; None for any other
        command."""
        if operator not in _PIPES:
            return None
        self._blanks()
        start, found = self.i, _READING_LOOP.match(self.source, self.i)
        if found is None or _NESTED.search(found["body"]) or self.depth >= MAX_DEPTH:
            return None
        variables = self.variables.inner()
        for name in found["names"].split():
            variables.known[name] = Text.placeholder(f"${name}", self.code.span(*found.span("names")))
        inner = self.nested(self.code.slice(*found.span("body")), variables)
        inner._line_commands = []
        inner._list("")
        self._line_commands += [replace(command, repeated=True) for command in inner._line_commands]
        self.i = found.end()
        return _Draft(operator, start, self.i, [self.code.slice(start, start + len("while"))])

    def _check_parenthesis(self, draft: _Draft) -> None:
        """A `(` behind a word defines a function or an array, or is an error."""
        if draft.end == draft.start or not self.source.startswith("(", self.i):
            return
        span = self.code.span(draft.start, self.i + 1)
        if not draft.words:
            raise Unsupported("an array", span)
        if len(draft.words) == 1 and self.source.startswith("()", self.i):
            raise Unsupported("a function", span)
        self._unexpected("(", self.i)

    def _reserved(self, word: list[Fragment], start: int) -> bool:
        """Whether the word at the beginning of a command only precedes it (`time`); raises for compound commands."""
        if len(word) > 1 or word[0].kind is not Kind.BARE:
            return False
        text = word[0].text.value
        if text == "{" and _JSON_BRACE.match(self.source, start):
            raise Invalid("JSON where the shell expects a command", word[0].text.span())
        if text in _COMPOUND:
            raise Unsupported(f"the compound command `{text}`", word[0].text.span())
        if text in _MISPLACED:
            self._unexpected(text, start)
        return text in _PREFIXES

    def _declare(self, words: list[Text]) -> None:
        """`export NAME=value …`."""
        for word in words[1:]:
            if self.variables.arguments and words[0].value in _LOCAL:
                self.variables.own.add(word.value.partition("=")[0])
            if match := _ASSIGNMENT.match(word.value):
                self.variables.known[match[1]] = word.slice(match.end(), len(word))

    def _redirect(self, match: re.Match[str], draft: _Draft) -> None:
        sign = match[0].lstrip("0123456789")
        if sign == "<" and draft.end == match.start() and (shown := _PLACEHOLDER.match(self.source, match.start())):
            span = self.code.span(*shown.span())
            raise Invalid(
                f"bash: {shown[0][1:-1]}: No such file or directory (`{shown[0]}` outside quotes is a redirection)", span
            )
        self.i = match.end()
        self._blanks()
        target = self.word()
        if not target:
            self._unexpected("newline", self.i)
        text = Text.join([fragment.text for fragment in target])
        if match[0] in {">", ">|", ">>", "1>", "1>>"}:
            draft.stdout = text.value, sign == ">>"
        if match[0][0] not in "0<":
            return
        if sign in {"<<", "<<-"}:
            literal = any(fragment.kind is Kind.QUOTED for fragment in target)
            draft.stdin = _Document(text.value, literal, sign == "<<-", text.span())
            self._documents.append(draft.stdin)
        elif sign == "<<<":
            draft.stdin = Text.join([text, Text.decoded("\n", text.span())])
        elif sign == "<":
            known = Text.decoded("", text.span()) if text.value == "/dev/null" else self._files.get(text.value)
            draft.stdin = known or Text.placeholder(text.value, text.span())

    def _read_documents(self) -> None:
        """The bodies of the here-documents that the line before asked for (2.7.4 Here-Document)."""
        documents, self._documents = self._documents, []
        for document in documents:
            lines = [self.code.slice(self.i, self.i)]
            while self.i < len(self.source):
                start, end = self.i, _end_of_line(self.source, self.i)
                if document.strip_tabs:
                    start += len(self.source[start:end]) - len(self.source[start:end].lstrip("\t"))
                self.i = end
                if self.source[start:end].rstrip("\r\n") == document.delimiter:
                    break
                lines.append(self.code.slice(start, end))
            body = Text.join(lines)
            document.body = body if document.literal else self.nested(body, self.variables).document()

    def nested(self, code: Text, variables: Variables) -> _Reader:
        inner = _Reader(code, variables, self.depth + 1)
        inner._line_commands, inner._files, inner.called = self._line_commands, self._files, self.called
        return inner

    def substitute(self, commands: Text) -> Text | None:
        return _output(self.nested(commands, self.variables.inner())._list(""))

    def command_substitution(self) -> Text:
        start = self.i
        if self.depth >= MAX_DEPTH:
            raise Unsupported(f"substitutions nested more than {MAX_DEPTH} deep", self.code.span(start, start + 2))
        outside = self.variables, self._documents
        self.variables, self._documents = self.variables.inner(), []
        self.depth += 1
        self.i += 2
        printed = _output(self._list(")"))
        self.depth -= 1
        self.variables, self._documents = outside
        if printed is not None:
            return printed
        return Text.placeholder(self.source[start : self.i], self.code.span(start, self.i))

    def _finished(self, drafts: list[_Draft]) -> list[Command]:
        found: list[Command] = []
        piped: _Draft | None = None
        for draft in drafts:
            stdin = draft.stdin
            if isinstance(stdin, _Document):
                if stdin.body is None:
                    raise Unsupported("a here-document without a line of its own", stdin.span)
                stdin = stdin.body
            elif stdin is None and piped is not None and draft.operator in _PIPES:
                before = found[-1] if piped.called is None or len(piped.called.all) == 1 else None
                stdin = output(before.words, before.stdin) if before and found else None
                if stdin is None:
                    place = self.code.span(piped.start, piped.end)
                    stdin = Text.placeholder(place.source.text[place.start : place.end], place)
            span, piped = self.code.span(draft.start, draft.end), draft
            if draft.called is not None:
                found += _of_call(draft, draft.called, stdin)
                continue
            found.append(Command(tuple(draft.words), stdin, span, draft.background, draft.operator, self._files, draft.slips))
            if draft.stdout:
                self._write(*draft.stdout, output(found[-1].words, stdin))
        return found

    def _write(self, name: str, append: bool, text: Text | None) -> None:
        """Keeps what a command writes to a file, in a new mapping: the commands before it have the old one."""
        before = self._files.get(name)
        self._files = {other: known for other, known in self._files.items() if other != name}
        if text is not None and len(self._files) < _MAX_FILES and (before or not append):
            if append and before:
                self.variables.spend(len(before), text.span())
                text = Text.join([before, text])
            self._files[name] = text


def _of_call(draft: _Draft, called: _Called, stdin: Text | None) -> list[Command]:
    """The commands of a call, as they stand in the place of it."""
    free = [one for one in called.own if one.stdin is None and one.words[0].value not in _READING_NOTHING]
    if draft.stdout or (stdin is not None and len(free) != 1):
        place = draft.words[0].span()
        raise Unsupported("a function whose input or output goes elsewhere", place)
    found = [
        replace(one, background=one.background or draft.background, stdin=stdin if one in free else one.stdin)
        for one in called.all
    ]
    if found:
        found[0] = replace(found[0], operator=draft.operator)
        found = [replace(one, operator=draft.operator) if draft.operator == "||" else one for one in found]
    if found and draft.slips.told:
        found[-1] = replace(found[-1], slips=draft.slips)
    return found


_MAX_FILES = 100
_PIPES = frozenset({"|", "|&"})
_JOINING = _PIPES | {"&&", "||"}


def _assignment(word: list[Fragment]) -> re.Match[str] | None:
    return _ASSIGNMENT.match(word[0].text.value) if word[0].kind is Kind.BARE else None


def _end_of_line(source: str, start: int) -> int:
    """The offset behind the line end that follows `start`."""
    newline = source.find("\n", start)
    return len(source) if newline < 0 else newline + 1


def _output(commands: list[Command]) -> Text | None:
    """What the commands of a substitution print, without the newlines at its end (2.6.3 Command Substitution)."""
    if not commands or any(command.operator not in _PIPES for command in commands[1:]):
        return None
    printed = output(commands[-1].words, commands[-1].stdin)
    return printed.slice(0, len(printed.value.rstrip("\n"))) if printed is not None else None


def _without_continuation_prompts(code: Text) -> Text:
    """The code without the `> ` with which a shell asks for the rest of a command."""
    parts, at = [], 0
    for prompt in _CONTINUATION_PROMPT.finditer(code.value):
        parts.append(code.slice(at, prompt.start()))
        at = prompt.end()
    return Text.join([*parts, code.slice(at, len(code))])
