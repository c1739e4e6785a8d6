"""The clients whose samples are understood: a folder for each language, in it one for each client, found by walking both.

A client's package has

- `TITLE`: the name shown on a tab when the sample has no title of its own;
- `TITLES`: the titles, in lower case, by which authors name it;
- `INFO_STRINGS`: the info strings of fences that may hold it, in lower case;
- `MARK`: a compiled pattern that a sample without a telling title must contain to be taken for this client's;
- `WORDS`, where it can be said: words of which code that shows the mark has one. Looking for these is much quicker than for
  the mark, and most code is of another client;
- `LEXER`: the Pygments lexer that colours it;
- `INFO_STRING`, where it is not the lexer's name: the info string of fences that this program writes for it;
- `INTERPOLATION`: how its language puts the values of variables into text;
- `ADVICE`, if it has any: what to write, by the usual mistake in what a sample sends (`Difference.slip`, or two aspects of a
  request of which it sends in the first what belongs into the second: "query-for-content");
- a module `mending`, if slips in it can be mended, with `MEND`: functions from code to the code as it is meant, with what was
  changed, or None;
- `CALLS`: patterns of the calls that send its requests, for what is certain of samples of its language that cannot be read: the
  groups `method` and `url` are what is written out in a call (see `calls`), and an empty group `made` marks one that only
  makes a part of the request, which another call sends;
- `COMMANDS`, if its samples are commands: the names of what runs it;
- `DIALECTS`, if it has any: further info strings, each with the module of the language's package that reads what these hold.
  It has a `LEXER` and a `read` of its own, and `program(code: Text) -> Text`: the sample in the language itself, of the same
  length;
- a module `running`, if it is known how its samples are run, with `recipe(code: str) -> Recipe`, and, if functions can be
  called below a sample, `called(functions, code) -> str`; the language may have the one or the other for all its clients, and
  `READS`, if its readings have more than a name for what is in a file;
- `ID`: its name in settings and reports, where that is not the folder's;
- a module `reading` with `read(code: Text) -> Reading`: what the sample sends, without running it;
- a module `writing`, if samples can be written for it: see there;
- a module `quoting`, if a reader's own values can be put into its samples, with `places(code, slots) -> list[Found | None]`;
  if it can be said, with `straight(code) -> bool`: whether the syntax of a sample that is `ok` alone tells that it sends what
  stands for each of its values once, whole and unseen.

What all clients of a language have in common stands in the language's package instead; so does, for a language that has an
interactive interpreter, a module `session` with `typed(code: str)`: the stretches of a session that are typed, without prompts
and output, or None for any other code; and `LEXER`, which colours a session. A module `lexing` of a language has the `LEXERS`
that take the place of Pygments' own. `GRAMMARS` are the packages that a language is parsed with, if any are.

Packages of a language with the same `ID` are one client: libraries that one sample may use both of. Each has its own `TITLES`
and `MARK`.

`read` never guesses: `ok` holds exactly the requests that go over the wire, in order; what would fail or send nothing is
`invalid` with the tool's own reason; what is not understood is `unsupported` with the construct and its place. It raises
nothing, whatever it is given, and takes time linear in the length of `code`.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property, lru_cache
from importlib.util import find_spec
from types import ModuleType
from typing import Any, NamedTuple, cast

from unisono.languages.asides import without_asides
from unisono.languages.foreign import FOREIGN, NOT_ONLY_NAMES, foreign_client
from unisono.languages.glimpse import seen
from unisono.languages.hosts import with_hosts
from unisono.languages.interpolation import Interpolation
from unisono.languages.programming import NAMES
from unisono.languages.quoting import Found, Slot
from unisono.languages.reading import Glimpse, Reading, Uncalled, Unsupported
from unisono.languages.running import Recipe
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.snippets import snippets
from unisono.text.source import Text
from unisono.walking import packages


class Mending(NamedTuple):
    """What was changed in a sample, and its code then."""

    message: str
    code: str


@dataclass(frozen=True)
class Client:
    """What its package says of a client, under the same names; `marks` are those of all packages that it consists of."""

    title: str
    titles: frozenset[str]
    info_strings: frozenset[str]
    marks: tuple[re.Pattern[str], ...]
    words: tuple[tuple[str, ...], ...]
    """For each of the marks."""
    lexer: str
    info_string: str
    interpolation: Interpolation
    advice: Mapping[str, str]
    commands: frozenset[str]
    reading: str
    """The name of the module, which is imported when a sample is to be read: few pages have samples of all clients."""
    session: ModuleType | None
    quoting: str | None
    """The name of the module; only who draws imports it."""
    packages: Sequence[str]
    dialects: Mapping[str, str]
    calls: Sequence[re.Pattern[str]]

    @property
    def mend(self) -> Iterator[Callable[[str], Mending | None]]:
        """What mends slips in its samples; none of it is sure to."""
        for name in self.packages:
            if find_spec(f"{name}.mending"):
                yield from importlib.import_module(f"{name}.mending").MEND

    def read(self, code: Text, info: str = "") -> Reading:
        """What a sample sends, as above; `info` is the info string of its fence."""
        if place := next(snippets(code.value), None):
            return Unsupported("a snippet, of which the file is not read", code.span(*place)).reading()
        read = (self._dialect(info) or importlib.import_module(self.reading)).read
        reading = with_hosts(without_asides(read, code, self.marks, self.interpolation.language))
        found = None if reading.meant.status == "ok" else self.seen(code)
        return replace(reading, seen=found) if found else reading

    def seen(self, code: Text) -> Glimpse | None:
        """What is certain of a sample even where it cannot be read; None if nothing is."""
        return seen(code, self.calls, _commands())

    def program(self, code: Text, info: str) -> Text:
        """A sample that is `ok` without what a dialect of its language adds, of the same length."""
        dialect = self._dialect(info)
        plain: Text = dialect.program(code) if dialect else code
        return plain

    @cached_property
    def _running(self) -> Sequence[ModuleType]:
        """Its own modules of that name before its language's."""
        names = (f"{name}.running" for name in reversed(self.packages))
        return [importlib.import_module(name) for name in names if find_spec(name)]

    def recipe(self, code: str) -> Recipe | None:
        """How a sample is run; None where it is not known."""
        known = next((module.recipe for module in self._running if hasattr(module, "recipe")), None)
        return cast("Recipe", known(code)) if known else None

    def calling(self, functions: Sequence[Uncalled], code: str) -> str | None:
        """Lines below a sample that call functions of it; None where it is not known how that is written."""
        called = next((module.called for module in self._running if hasattr(module, "called")), None)
        return str(called(functions, code)) if called else None

    def lexer_for(self, info: str) -> str:
        """The Pygments lexer that colours a sample with that info string."""
        dialect = self._dialect(info)
        return str(dialect.LEXER) if dialect else self.lexer

    def _dialect(self, info: str) -> ModuleType | None:
        """Imported when a sample is written in it: its grammar takes time to load."""
        name = self.dialects.get(info.strip().lower())
        return importlib.import_module(name) if name else None

    def places(self, code: str, slots: Sequence[Slot]) -> list[Found | None]:
        """For each slot of a sample its place, which may be wider, and how a value is quoted there; None where that is not
        certain."""
        if self.quoting is None:
            return [None] * len(slots)
        found: list[Found | None] = importlib.import_module(self.quoting).places(code, slots)
        return found

    def is_straight(self, code: str) -> bool:
        """Whether the syntax of a sample that is `ok` tells that it sends each of its values once and looks into none: that it
        makes of any other what it makes of this one."""
        straight = getattr(importlib.import_module(self.quoting), "straight", None) if self.quoting else None
        return straight is not None and straight(code)

    def shown_at(self, code: str) -> int | None:
        """Where the code first shows a mark of the client; None where it shows none."""
        first = None
        for mark, words in zip(self.marks, self.words, strict=True):
            for word in words:  # asked of every block for every client: `any` takes twice as long
                if word in code:
                    found = mark.search(code)
                    if found and (first is None or found.start() < first):
                        first = found.start()
                    break
        return first


@cache
def languages() -> Mapping[str, Client]:
    """Every client by its id, in alphabetical order."""
    return dict(sorted(_clients()))


def client_packages() -> Iterator[tuple[str, ModuleType]]:
    """The packages of clients, each with the id of its client; several have the same."""
    for language in packages(importlib.import_module(__name__)):
        for package in packages(language):
            if hasattr(package, "TITLES"):
                yield getattr(package, "ID", package.__name__.rpartition(".")[2]), package


def grammars() -> Iterator[str]:
    """The names of the packages that samples are parsed with."""
    for language in packages(importlib.import_module(__name__)):
        yield from getattr(language, "GRAMMARS", ())


def _clients() -> Iterator[tuple[str, Client]]:
    own: dict[str, list[ModuleType]] = {}
    for name, package in client_packages():
        own.setdefault(name, []).append(package)
    for name, found in own.items():
        language = importlib.import_module(found[0].__name__.rpartition(".")[0])
        calls = [call for package in packages(language) for call in getattr(package, "CALLS", ())]
        yield name, _client(language, found, calls)


def _client(language: ModuleType, packages: list[ModuleType], calls: list[re.Pattern[str]]) -> Client:
    def said(name: str, *default: Any) -> Any:
        return getattr(next((package for package in packages if hasattr(package, name)), language), name, *default)

    def module(name: str) -> Iterator[str]:
        return (own for package in [*packages, language] if find_spec(own := f"{package.__name__}.{name}"))

    dialects = {info: f"{language.__name__}.{module}" for info, module in said("DIALECTS", {}).items()}
    return Client(
        said("TITLE"),
        frozenset[str]().union(*(package.TITLES for package in packages)),
        frozenset(said("INFO_STRINGS")) | dialects.keys(),
        tuple(package.MARK for package in packages),
        tuple(getattr(package, "WORDS", ("",)) for package in packages),
        said("LEXER"),
        said("INFO_STRING", said("LEXER")),
        said("INTERPOLATION"),
        said("ADVICE", {}),
        said("COMMANDS", frozenset()),
        next(module("reading")),
        next(map(importlib.import_module, module("session")), None),
        next(module("quoting"), None),
        [language.__name__, *(package.__name__ for package in packages)],
        dialects,
        calls,
    )


@cache
def _commands() -> frozenset[str]:
    """The names of all clients that are commands."""
    return frozenset[str]().union(*(client.commands for client in languages().values()))


class Role(NamedTuple):
    """What a block of code is taken for, and why. `language` is the id of the client whose sample it is; a sample of one
    without a reader has only a `client`, and what is no sample neither. `may_be_sample`: nothing says what it is."""

    reason: str
    client: str | None = None
    language: str | None = None
    may_be_sample: bool = False


def role_of(title: str | None, info: str | None, code: str, *, must_show: bool = False) -> Role:
    """What a block of code is by its title, its info string and, first of all, what it shows.

    Code that shows the mark of a client is a sample, whatever it is called. Only a title that says that a block is something
    else (a response, an output, a configuration) makes it that; one that names a client makes a sample of any code that is not
    plainly another's; one that several clients share (`Python`) and the info string choose among them. Code of another language
    than the client's, and data, must begin with the mark. `must_show`: a title alone does not make a sample, for example that
    of a content tab, which may hold other code as well.
    """
    known = languages()
    label, word = plain_title(title or ""), (info or "").strip().lower()
    named, own = _titled(label), _of_info(word)
    found = _shown_in(code) if len(code) < LONG else _looked_for(code)
    clear = {name: at for name, at in found.items() if name in own or _begins_at(code, at)}
    if len(named) == 1 and not must_show and (named[0] in found or not clear):
        return Role(f"the title names {known[named[0]].title}", known[named[0]].title, named[0])
    if not named and (said := _SOMETHING_ELSE.search(label)):
        return Role(f"the title says that it is something else ({said[0]})")
    shown = clear | {name: found[name] for name in named if name in found}
    preferred = [name for name in named if name in shown] or [name for name in own if name in shown] or list(shown)
    if preferred:
        name = min(preferred, key=lambda name: (shown[name], name))
        return Role(f"the code shows {known[name].title}", known[name].title, name)
    if named and not must_show:
        return Role(f"the title names {known[named[0]].title}", known[named[0]].title, named[0])
    foreign = foreign_client(code, is_data=word in DATA)
    if foreign:
        return Role(f"the code shows {foreign}, which no reader knows", foreign)
    return Role("it begins with no client's mark", may_be_sample=True)


@lru_cache(maxsize=1024)  # the same few on all pages
def _titled(label: str) -> Sequence[str]:
    """The clients that a title names, in lower case."""
    return [name for name, client in languages().items() if label in client.titles]


@lru_cache(maxsize=1024)  # as above
def _of_info(word: str) -> Sequence[str]:
    """The clients whose samples may be in a fence with an info string, in lower case."""
    return [name for name, client in languages().items() if word and word in client.info_strings]


LONG = 10_000
"""Characters of code of which nothing is kept from one reading of a page to the next."""


@lru_cache(maxsize=256)  # an editor has a page read at each edit, which changes one block of it
def _shown_in(code: str) -> Mapping[str, int]:
    return _looked_for(code)


def _looked_for(code: str) -> Mapping[str, int]:
    """The clients whose marks the code shows, and where it does first."""
    return {name: at for name, client in languages().items() if (at := client.shown_at(code)) is not None}


def _begins_at(code: str, at: int) -> bool:
    """Whether nothing but prompts and comments stands before an offset."""
    return _NOTHING.fullmatch(code, 0, at) is not None


DATA = frozenset(
    """json jsonc json5 xml html http yaml yml toml ini csv tsv text txt plain plaintext none md markdown sql graphql
    diff""".split()  # noqa: SIM905
)
"""Info strings of code that holds data or prose, and so is nobody's sample of a request."""

_NOTHING = regex(r"(?:[ \t]*(?:(?:#|//)[^\n]*)?\n)*[ \t$%>]*")
_SOMETHING_ELSE = regex(
    r"\b(?:respon\w+|outputs?|results?|returns?|errors?|install\w*|set ?up|config\w*|headers?|webhooks?|callbacks?|schema)\b"
)
_DECORATION = regex(r":[\w+-]+:(?:\{[^{}]*\})?|\[([^\[\]]*)\](?:\([^()]*\))?|(?<![*`~])[*_`~]+(?=\w)|(?<=\w)[*_`~]+")
_KIND = frozenset(
    {"request", "command", "cli", "sdk", "script", "sample", "samples", "example", "examples", "java", "ts", "typescript"}
)
"""Words of titles that say no more than that it is a sample, besides names of clients and languages."""


@cache
def _telling() -> frozenset[str]:
    """The words by which a title says what a sample is written in or with: names of clients, and info strings."""
    named = " ".join(client.title.lower() for client in languages().values())
    labels = {label for client in languages().values() for label in client.info_strings - DATA}
    return _KIND | labels | frozenset(_WORD.findall(named))


_WORD = regex(r"(?<![\w.#+-])[\w.#+-]*\w")


@lru_cache(maxsize=1024)  # the same few on all pages
def plain_title(title: str) -> str:
    """A title in lower case, without emoji, emphasis and links."""
    return " ".join(_DECORATION.sub(lambda found: found[1] or "", title).lower().split())


def beginnings(label: str) -> Sequence[str]:
    """A title, and what stands in it before the first mark that may begin something else: `swift` of "swift (Alamofire)"."""
    return label, re.split(r" ?[-–—:/,(]", label)[0]


def names_a_language(title: str) -> bool:
    """Whether a title begins with the name of a programming language, or with that of a client that has no reader."""
    return any(name in NAMES or name in FOREIGN - NOT_ONLY_NAMES for name in beginnings(plain_title(title)))


@lru_cache(maxsize=1024)
def is_caption(title: str, info: str = "") -> bool:
    """Whether a title says what is special about a sample ("By state") instead of naming its client or language."""
    label = plain_title(title)
    if (
        not label
        or (info and label.startswith(info.lower()))
        or not FOREIGN.isdisjoint(beginnings(label))
        or names_a_language(title)
        or not _telling().isdisjoint(_WORD.findall(label))
    ):
        return False
    return not any(label in client.titles or label in client.info_strings for client in languages().values())
