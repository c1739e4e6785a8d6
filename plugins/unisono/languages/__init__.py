"""The clients whose samples are understood: a folder for each language, in it one for each client, found by walking both.

A client's package has

- `TITLE`: the name shown on a tab when the sample has no title of its own;
- `TITLES`: the titles, in lower case, by which authors name it;
- `INFO_STRINGS`: the info strings of fences that may hold it, in lower case;
- `MARK`: a compiled pattern that a sample without a telling title must contain to be taken for this client's;
- `LEXER`: the Pygments lexer that colours it;
- `INTERPOLATION`: how its language puts the values of variables into text;
- `ADVICE`, if it has any: what to write, by the usual mistake in what a sample sends (`Difference.slip`, or two aspects of a
  request of which it sends in the first what belongs into the second: "query-for-content");
- `ID`: its name in settings and reports, where that is not the folder's;
- a module `reading` with `read(code: Text) -> Reading`: what the sample sends, without running it.

What all clients of a language have in common stands in the language's package instead. Packages of a language with the same
`ID` are one client: libraries that one sample may use both of. Each has its own `TITLES` and `MARK`.

`read` never guesses: `ok` holds exactly the requests that go over the wire, in order; what would fail or send nothing is
`invalid` with the tool's own reason; what is not understood is `unsupported` with the construct and its place. It raises
nothing, whatever it is given, and takes time linear in the length of `code`.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from unisono.languages.interpolation import Interpolation
from unisono.languages.reading import Reading
from unisono.text.source import Text


@dataclass(frozen=True, slots=True)
class Client:
    """What its package says of a client, under the same names."""

    title: str
    titles: frozenset[str]
    info_strings: frozenset[str]
    mark: re.Pattern[str]
    lexer: str
    interpolation: Interpolation
    advice: Mapping[str, str]
    reading: ModuleType

    def read(self, code: Text) -> Reading:
        """What a sample sends, as above."""
        found: Reading = self.reading.read(code)
        return found


@cache
def languages() -> Mapping[str, Client]:
    """Every client by its id, in alphabetical order."""
    return dict(sorted(_clients()))


def _clients() -> Iterator[tuple[str, Client]]:
    for language in _packages(importlib.import_module(__name__)):
        packages: dict[str, list[ModuleType]] = {}
        for package in _packages(language):
            if hasattr(package, "TITLES"):
                packages.setdefault(getattr(package, "ID", package.__name__.rpartition(".")[2]), []).append(package)
        yield from ((name, _client(language, found)) for name, found in packages.items())


def _packages(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(package.__path__):
        if found.ispkg:
            yield importlib.import_module(f"{package.__name__}.{found.name}")


def _client(language: ModuleType, packages: list[ModuleType]) -> Client:
    def said(name: str, *default: Any) -> Any:
        return getattr(next((package for package in packages if hasattr(package, name)), language), name, *default)

    own = [name for package in packages if find_spec(name := f"{package.__name__}.reading")]
    return Client(
        said("TITLE"),
        frozenset[str]().union(*(package.TITLES for package in packages)),
        said("INFO_STRINGS"),
        re.compile("|".join(package.MARK.pattern for package in packages), packages[0].MARK.flags),
        said("LEXER"),
        said("INTERPOLATION"),
        said("ADVICE", {}),
        importlib.import_module(own[0] if own else f"{language.__name__}.reading"),
    )


def language_of(title: str | None, info: str | None, code: str) -> str | None:
    """The id of the language a code block is written in, or None when it is not a sample of any known client.

    A title that names one language decides. A title that several share (`Python`), one that only says what kind of code it is
    (`Shell`, `Request`), or none leaves it to the code, which must show a language's mark. Under any other title the code
    illustrates something else than the page's request.
    """
    known = languages()
    label = (title or "").strip().lower()
    word = (info or "").strip().lower()
    named = [name for name, client in known.items() if label in client.titles]
    if len(named) == 1:
        return named[0]
    if label and not named and not _says_only_the_kind(label):
        return None
    candidates = named or [name for name, client in known.items() if word in client.info_strings]
    marked = [(found.start(), name) for name in candidates if (found := known[name].mark.search(code))]
    return min(marked)[1] if marked else (named[0] if named else None)


def _says_only_the_kind(label: str) -> bool:
    """Whether a title says no more than "a request" or what the code is written in."""
    return re.search(r"\brequest\b", label) is not None or any(label in client.info_strings for client in languages().values())
