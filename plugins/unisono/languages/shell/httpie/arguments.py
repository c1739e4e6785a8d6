"""HTTPie's command line: its options and how argparse takes them apart.

After HTTPie 3.2.4's documentation and `http --manual` for the options, and the argparse documentation of Python 3.11, whose
words the reasons repeat. Method, URL and items must stand together: what follows behind an option in between is refused.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Sequence
from dataclasses import field

from unisono.languages.reading import Invalid, Unsupported
from unisono.languages.shell.httpie.items import Item, split_item
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Text


def _one_of(*choices: str) -> Callable[[str], str | None]:
    listed = ", ".join(map(repr, choices))
    return lambda value: None if value in choices else f"invalid choice: {value!r} (choose from {listed})"


def _converts(convert: type[int] | type[float]) -> Callable[[str], str | None]:
    def check(value: str) -> str | None:
        try:
            convert(value)
        except ValueError:
            return f"invalid {convert.__name__} value: {value!r}"
        return None

    return check


def _proxy(value: str) -> str | None:
    return None if ":" in value else f"{value!r} is not a valid value"


def _charset(value: str) -> str | None:
    try:
        codecs.lookup(value)
    except LookupError:
        return f"{value!r} is not a supported encoding"
    return None


def _mime(value: str) -> str | None:
    return None if value.count("/") == 1 else f"{value!r} doesn’t look like a mime type; use type/subtype"


_FORMAT_OPTION = regex(
    r"(?:(?:headers\.sort|json\.format|json\.sort_keys|xml\.format):(?:true|false)|(?:json|xml)\.indent:\d+)"
)


def _format_options(value: str) -> str | None:
    wrong = [option for option in value.split(",") if not _FORMAT_OPTION.fullmatch(option.lower())]
    return f"invalid option {wrong[0]!r}" if wrong else None


_HTTPIE_STYLES = frozenset({"auto", "pie", "pie-dark", "pie-light", "solarized"})


def _style(value: str) -> str | None:
    from pygments.styles import get_all_styles  # noqa: PLC0415 (few samples ask for a style)

    return None if value in _HTTPIE_STYLES or value in get_all_styles() else f"invalid choice: {value!r}"


def _anything(_: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Option:
    """`names` as written, the first the most telling; `takes` checks the value of an option that has one."""

    names: tuple[str, ...]
    takes: Callable[[str], str | None] | None = None
    group: str = ""

    @property
    def subject(self) -> str:
        """What it sets: options of one group replace each other."""
        return self.group or self.names[0]

    @property
    def title(self) -> str:
        return "/".join(self.names)


BODY_TYPE = "--json, --form or --multipart"
"""The subject of these three options."""

_OUTPUT = "--print, --headers, --meta or --body"

_OPTIONS = (
    Option(("--json", "-j"), group=BODY_TYPE),
    Option(("--form", "-f"), group=BODY_TYPE),
    Option(("--multipart",), group=BODY_TYPE),
    Option(("--boundary",), _anything),
    Option(("--raw",), _anything),
    Option(("--compress", "-x")),
    Option(("--pretty",), _one_of("all", "colors", "format", "none")),
    Option(("--style", "-s"), _style),
    Option(("--no-unsorted",)),
    Option(("--no-sorted",)),
    Option(("--unsorted",)),
    Option(("--sorted",)),
    Option(("--response-charset",), _charset),
    Option(("--response-mime",), _mime),
    Option(("--format-options",), _format_options),
    Option(("--print", "-p"), _anything, _OUTPUT),
    Option(("--headers", "-h"), group=_OUTPUT),
    Option(("--meta", "-m"), group=_OUTPUT),
    Option(("--body", "-b"), group=_OUTPUT),
    Option(("--verbose", "-v")),
    Option(("--all",)),
    Option(("--history-print", "-P"), _anything),
    Option(("--stream", "-S")),
    Option(("--output", "-o"), _anything),
    Option(("--download", "-d")),
    Option(("--continue", "-c")),
    Option(("--quiet", "-q")),
    Option(("--session",), _anything),
    Option(("--session-read-only",), _anything),
    Option(("--auth", "-a"), _anything),
    Option(("--auth-type", "-A"), _one_of("basic", "bearer", "digest")),
    Option(("--ignore-netrc",)),
    Option(("--offline",)),
    Option(("--proxy",), _proxy),
    Option(("--follow", "-F")),
    Option(("--max-redirects",), _converts(int)),
    Option(("--max-headers",), _converts(int)),
    Option(("--timeout",), _converts(float)),
    Option(("--check-status",)),
    Option(("--path-as-is",)),
    Option(("--chunked",)),
    Option(("--verify",), _anything),
    Option(("--ssl",), _one_of("ssl2.3", "tls1", "tls1.1", "tls1.2")),
    Option(("--ciphers",), _anything),
    Option(("--cert",), _anything),
    Option(("--cert-key",), _anything),
    Option(("--cert-key-pass",), _anything),
    Option(("--ignore-stdin", "-I")),
    Option(("--help",)),
    Option(("--manual",)),
    Option(("--version",)),
    Option(("--traceback",)),
    Option(("--default-scheme",), _anything),
    Option(("--debug",)),
)
_BY_NAME = {name: option for option in _OPTIONS for name in option.names}
_PRINTABLE = frozenset("HBhbm")
_INFORMING = frozenset({"--help", "--manual", "--version"})


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """An option as it was given: the name used, spelled out, the word it stands in, its value."""

    option: Option
    word: Text
    value: Text


@dataclass(slots=True, eq=False)
class Arguments:
    """What a command line says. `options` by subject, in the order given; `method` is None when there is only a URL."""

    options: dict[str, list[Given]] = field(default_factory=dict)
    method: Text | None = None
    url: Text | None = None
    items: list[Item] = field(default_factory=list)

    def last(self, subject: str) -> Given | None:
        """The last option given of a subject, the one that counts."""
        given = self.options.get(subject)
        return given[-1] if given else None

    def has(self, subject: str) -> bool:
        return subject in self.options


@dataclass(frozen=True, slots=True, eq=False)
class _Word:
    """A word of the command line: an option by its `name` and what is attached to it (`-au:p`, `--auth=u:p`), or neither."""

    text: Text
    dashed: bool = False
    name: str | None = None
    attached: Text | None = None


def read_arguments(program: Text, words: Sequence[Text]) -> Arguments:
    """The arguments of `program`, the `words` behind its name. Raises Invalid where argparse refuses them, in its words."""
    return _Parser(program, words).parse()


class _Parser:
    def __init__(self, program: Text, words: Sequence[Text]) -> None:
        self.program = program
        self.words = _classified(words)
        self.found = Arguments()
        self.extras: list[Text] = []
        self.at = 0

    def parse(self) -> Arguments:
        while self.at < len(self.words):
            if self.words[self.at].dashed:
                self._option()
            else:
                self._positionals()
        if self.found.url is None:
            raise Invalid("the following arguments are required: URL", self.program.span())
        self._take_back()
        self._check_output()
        return self.found

    def _take_back(self) -> None:
        """`--no-OPTION` reverts an option, wherever it stands; every other word left over is an error."""
        left = []
        for extra in self.extras:
            option = _BY_NAME.get("--" + extra.value[5:]) if extra.value.startswith("--no-") else None
            if option is None:
                left.append(extra)
            else:
                self.found.options.pop(option.subject, None)
        if left:
            raise Invalid(f"unrecognized arguments: {' '.join(word.value for word in left)}", left[0].span())

    def _check_output(self) -> None:
        for given in [*self.found.options.get(_OUTPUT, [])[-1:], *self.found.options.get("--history-print", [])[-1:]]:
            unknown = {*given.value.value} - _PRINTABLE
            if given.option.takes is not None and unknown and not given.value.has_placeholder:
                raise Invalid(
                    f"Unknown output options: {given.option.names[0]}={','.join(sorted(unknown))}", given.value.span()
                )

    def _option(self) -> None:
        word = self.words[self.at]
        self.at += 1
        name, attached = word.name, word.attached
        if name is None:
            self.extras.append(word.text)
            return
        while True:
            option = _BY_NAME[name]
            if option.takes is not None:
                self._take(option, word.text, attached if attached is not None else self._next(option, word.text))
                return
            if attached is None:
                self._take(option, word.text, word.text)
                return
            if name.startswith("--") or not attached.value or "-" + attached.value[0] not in _BY_NAME:
                raise Invalid(f"argument {option.title}: ignored explicit argument {attached.value!r}", word.text.span())
            self._take(option, word.text, word.text)
            name = "-" + attached.value[0]
            attached = attached.slice(1, len(attached)) if len(attached) > 1 else None

    def _next(self, option: Option, word: Text) -> Text:
        if self.at == len(self.words) or self.words[self.at].dashed:
            raise Invalid(f"argument {option.title}: expected one argument", word.span())
        self.at += 1
        return self.words[self.at - 1].text

    def _take(self, option: Option, word: Text, value: Text) -> None:
        if option.names[0] in _INFORMING:
            raise Invalid(f"http {option.names[0]} sends nothing", word.span())
        if option.takes is not None and not value.has_placeholder and (reason := option.takes(value.value)):
            raise Invalid(f"argument {option.title}: {reason}", value.span())
        self.found.options.setdefault(option.subject, []).append(Given(option, word, value))

    def _positionals(self) -> None:
        start = self.at
        while self.at < len(self.words) and not self.words[self.at].dashed:
            self.at += 1
        texts = [word.text for word in self.words[start : self.at]]
        if self.found.url is not None:
            self.extras += texts
        elif len(texts) == 1:
            self.found.url = texts[0]
        else:
            self.found.method, self.found.url = texts[:2]
            self.found.items = [item(text, "argument REQUEST_ITEM: ") for text in texts[2:]]


def item(word: Text, prefix: str = "") -> Item:
    """The request item that a word is. Raises Invalid, with HTTPie's words after `prefix`, when it is none."""
    found = split_item(word)
    if found is not None:
        return found
    if word.has_placeholder:
        raise Unsupported("a request item known only when the sample runs", word.span())
    advice = "; a request item is name=value in one word, in quotes where it has blanks"
    raise Invalid(f"{prefix}{word.value!r} is not a valid value{advice}", word.span())


def _classified(words: Sequence[Text]) -> list[_Word]:
    found: list[_Word] = []
    for i, word in enumerate(words):
        if word.value == "--":
            return [*found, *(_Word(rest) for rest in words[i + 1 :])]
        found.append(_classify(word))
    return found


def _classify(word: Text) -> _Word:
    """Whether a word is an option, and which (argparse's `_parse_optional`)."""
    value = word.known
    if len(value) < 2 or value[0] != "-":
        return _Word(word)
    if value in _BY_NAME:
        return _Word(word, True, value)
    before, equals, _ = value.partition("=")
    behind = word.slice(len(before) + 1, len(word)) if equals else None
    if before in _BY_NAME:
        return _Word(word, True, before, behind)
    found: list[tuple[str, Text | None]] = []
    if value.startswith("--"):
        found += [(name, behind) for name in _BY_NAME if name.startswith(before)]
    elif value[:2] in _BY_NAME:
        found.append((value[:2], word.slice(2, len(word))))
    if len(found) > 1:
        names = ", ".join(name for name, _ in found)
        raise Invalid(f"ambiguous option: {word.value} could match {names}", word.span())
    if found:
        return _Word(word, True, *found[0])
    if re.fullmatch(r"-\d+|-\d*\.\d+", value) or " " in value:
        return _Word(word)
    return _Word(word, True)
