"""xh's command line: its options, and how clap takes them apart.

After `xh help` and the source of xh 0.24, and the documentation of clap 4, whose words the reasons repeat. Options may stand
anywhere, none is abbreviated, and a value that begins with a hyphen has to be attached (`--raw=-1`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field

from unisono.languages.reading import Invalid
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Text


@dataclass(frozen=True, slots=True)
class Option:
    """`name` is the long one with its hyphens, `value` what its value is called, empty for an option without one; `choices` are
    the values that there are, and `pattern` what a value looks like."""

    name: str
    short: str = ""
    value: str = ""
    choices: tuple[str, ...] = ()
    pattern: str = ""

    @property
    def shown(self) -> str:
        return f"{self.name} <{self.value}>" if self.value else self.name


BODY_TYPES = ("--json", "--form", "--multipart")
"""Options of which the last that is given counts."""

_PRINTED = "[HBhbm]*"
_OPTIONS = (
    Option("--json", "j"),
    Option("--form", "f"),
    Option("--multipart"),
    Option("--raw", "", "RAW"),
    Option("--pretty", "", "STYLE", ("all", "colors", "format", "none")),
    Option("--format-options", "", "FORMAT_OPTIONS"),
    Option("--style", "s", "THEME", ("auto", "solarized", "monokai", "fruity")),
    Option("--response-charset", "", "ENCODING"),
    Option("--response-mime", "", "MIME_TYPE"),
    Option("--print", "p", "FORMAT", pattern=_PRINTED),
    Option("--headers", "h"),
    Option("--body", "b"),
    Option("--meta", "m"),
    Option("--verbose", "v"),
    Option("--debug"),
    Option("--all"),
    Option("--history-print", "P", "FORMAT", pattern=_PRINTED),
    Option("--quiet", "q"),
    Option("--stream", "S"),
    Option("--compress", "x"),
    Option("--output", "o", "FILE"),
    Option("--download", "d"),
    Option("--continue", "c"),
    Option("--session", "", "FILE"),
    Option("--session-read-only", "", "FILE"),
    Option("--auth-type", "A", "AUTH_TYPE", ("basic", "bearer", "digest")),
    Option("--auth", "a", "USER[:PASS] | TOKEN"),
    Option("--bearer", "", "TOKEN"),
    Option("--ignore-netrc"),
    Option("--offline"),
    Option("--check-status"),
    Option("--follow", "F"),
    Option("--max-redirects", "", "NUM", pattern="[0-9]+"),
    Option("--timeout", "", "SEC", pattern=r"[0-9]*\.?[0-9]+"),
    Option("--proxy", "", "PROTOCOL:URL", pattern="(?:http|https|all):.+"),
    Option("--verify", "", "VERIFY"),
    Option("--cert", "", "FILE"),
    Option("--cert-key", "", "FILE"),
    Option("--ssl", "", "VERSION", ("auto", "ssl2.3", "tls1", "tls1.1", "tls1.2", "tls1.3")),
    Option("--native-tls"),
    Option("--default-scheme", "", "SCHEME"),
    Option("--https"),
    Option("--http-version", "", "VERSION", ("1.0", "1.1", "2", "2-prior-knowledge")),
    Option("--resolve", "", "HOST:ADDRESS"),
    Option("--interface", "", "NAME"),
    Option("--ipv4", "4"),
    Option("--ipv6", "6"),
    Option("--ignore-stdin", "I"),
    Option("--curl"),
    Option("--curl-long"),
    Option("--generate", "", "KIND"),
    Option("--help"),
    Option("--version", "V"),
)
_BY_NAME = {option.name: option for option in _OPTIONS}
_BY_LETTER = {option.short: option for option in _OPTIONS if option.short}
_SENDS_NOTHING = ("--help", "--version", "--generate", "--curl", "--curl-long", "--offline")
_METHOD = regex(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """An option as it was given: the word it stands in, and its value."""

    option: Option
    word: Text
    value: Text


@dataclass(slots=True, eq=False)
class Arguments:
    """What a command line says: the options, each as often as it was given; `method` is None where there is only a URL; the
    words behind the URL."""

    options: dict[str, list[Given]] = field(default_factory=dict)
    method: Text | None = None
    items: list[Text] = field(default_factory=list)

    def last(self, name: str) -> Given | None:
        """The last option given of that name, the one that counts."""
        given = self.options.get(name)
        return given[-1] if given else None

    def has(self, name: str) -> bool:
        return name in self.options

    @property
    def body_type(self) -> Given | None:
        """The option that says what the items become."""
        return next((given for name in BODY_TYPES if (given := self.last(name))), None)


def read_arguments(program: Text, words: Sequence[Text]) -> tuple[Arguments, Text]:
    """The arguments of `program`, the `words` behind its name, and its URL. Raises Invalid where clap refuses them, in its
    words."""
    found = _Parser(words)
    positionals = [*found.positionals()]
    arguments = found.arguments
    for name in _SENDS_NOTHING:
        if given := arguments.last(name):
            raise Invalid(f"{name} sends nothing", given.word.span())
    if not positionals:
        raise Invalid("the following required arguments were not provided: <[METHOD] URL>", program.span())
    first, *rest = positionals
    if first.value == "help":
        raise Invalid("`help` sends nothing", first.span())
    if _METHOD.fullmatch(first.known):
        if not rest:
            raise Invalid(f"Missing <URL>: '{first}' is taken for a method", first.span())
        arguments.method, first, *rest = first, *rest
    arguments.items = rest
    _check_pairs(arguments)
    return arguments, first


def _check_pairs(arguments: Arguments) -> None:
    for name, other in (("--raw", "--multipart"), ("--session-read-only", "--session")):
        given = arguments.last(name)
        if given and arguments.has(other):
            raise Invalid(
                f"the argument '{given.option.shown}' cannot be used with '{_BY_NAME[other].shown}'", given.word.span()
            )


class _Parser:
    def __init__(self, words: Sequence[Text]) -> None:
        self.words = words
        self.arguments = Arguments()
        self.at = 0

    def positionals(self) -> Iterator[Text]:
        """The words that are no options, while the options are taken."""
        while self.at < len(self.words):
            word = self.words[self.at]
            self.at += 1
            if word.known == "--":
                yield from self.words[self.at :]
                return
            if not word.known.startswith("-") or word.known == "-":
                yield word
            elif word.known.startswith("--"):
                self._long(word)
            else:
                self._short(word)

    def _long(self, word: Text) -> None:
        name, equals, _ = word.known.partition("=")
        attached = word.slice(len(name) + 1, len(word)) if equals else None
        option = _BY_NAME.get(name)
        if option is not None:
            self._take(option, word, attached)
        elif name.startswith("--no-") and (negated := f"--{name[5:]}") in _BY_NAME and attached is None:
            self.arguments.options.pop(negated, None)  # as if it had not been there so far
        else:
            raise Invalid(f"unexpected argument '{name}' found", word.span())

    def _short(self, word: Text) -> None:
        at = 1
        while at < len(word):
            option = _BY_LETTER.get(word.known[at])
            if option is None:
                raise Invalid(f"unexpected argument '-{word.value[at]}' found", word.span())
            at += 1
            rest = word.slice(at, len(word)) if at < len(word) else None
            if rest is not None and rest.known.startswith("="):
                rest = rest.slice(1, len(rest))
            elif not option.value:
                rest = None
            self._take(option, word, rest)
            if rest is not None:
                return

    def _take(self, option: Option, word: Text, attached: Text | None) -> None:
        if not option.value:
            if attached is not None:
                said = f"unexpected value '{attached}' for '{option.shown}' found; no more were expected"
                raise Invalid(said, attached.span())
            value = word
        else:
            value = attached if attached is not None else self._next(option, word)
            _check(option, value)
        if option.name in BODY_TYPES:
            for other in BODY_TYPES:
                self.arguments.options.pop(other, None)
        self.arguments.options.setdefault(option.name, []).append(Given(option, word, value))

    def _next(self, option: Option, word: Text) -> Text:
        if self.at == len(self.words) or re.match(r"-.", self.words[self.at].known):
            raise Invalid(f"a value is required for '{option.shown}' but none was supplied", word.span())
        self.at += 1
        return self.words[self.at - 1]


def _check(option: Option, value: Text) -> None:
    if value.has_placeholder:
        return
    if option.choices and value.value not in option.choices:
        said = f"invalid value '{value}' for '{option.shown}' [possible values: {', '.join(option.choices)}]"
        raise Invalid(said, value.span())
    if option.pattern and not re.fullmatch(option.pattern, value.value):
        raise Invalid(f"invalid value '{value}' for '{option.shown}'", value.span())
