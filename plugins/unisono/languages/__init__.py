"""The clients whose samples are understood: one module each, found by walking this package.

A language module has

- `TITLE`: the name shown on a tab when the sample has no title of its own;
- `TITLES`: the titles, in lower case, by which authors name it;
- `INFO_STRINGS`: the info strings of fences that may hold it, in lower case;
- `MARK`: a compiled pattern that a sample without a telling title must contain to be taken for this language;
- `LEXER`: the Pygments lexer that colours it;
- `INTERPOLATION`: how its language puts the values of variables into text;
- `read(code: Text) -> Reading`: what the sample sends, without running it.

`read` never guesses: `ok` holds exactly the requests that go over the wire, in order; what would fail or send nothing is
`invalid` with the tool's own reason; what is not understood is `unsupported` with the construct and its place. It raises
nothing, whatever it is given, and takes time linear in the length of `code`.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, wraps
from typing import Literal, Protocol, cast

from unisono.budget import Budget, spending
from unisono.languages._interpolation import Interpolation
from unisono.request import Request
from unisono.source import Span, Text

Status = Literal["ok", "invalid", "unsupported"]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What a sample sends: `requests` when `status` is ok, otherwise `reason` and the place `span` it is about.

    `requests` of an `invalid` sample are those sent before it fails. `failed`: it is the reader that failed, not the sample.
    """

    status: Status
    requests: tuple[Request, ...] = ()
    reason: str | None = None
    span: Span | None = None
    failed: bool = False


class SampleError(Exception):
    """Raised inside a reader where the sample cannot be read on; `read` turns it into a `Reading`."""

    status: Status

    def __init__(self, reason: str, span: Span, requests: tuple[Request, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.span = span
        self.requests = requests

    def reading(self) -> Reading:
        return Reading(self.status, self.requests, self.reason, self.span)


class Invalid(SampleError):
    """Run as printed, the sample fails or sends nothing."""

    status: Status = "invalid"


class Unsupported(SampleError):
    """The sample has a construct that this reader does not understand."""

    status: Status = "unsupported"


def bounded(read: Callable[[Text], Reading]) -> Callable[[Text], Reading]:
    """`read` with a budget for each sample: one that takes more than samples do, or is nested deeper, is unsupported."""

    @wraps(read)
    def within(code: Text) -> Reading:
        try:
            with spending(Budget(Unsupported)), warnings.catch_warnings():
                warnings.simplefilter(
                    "ignore"
                )  # of what the sample's words make Python warn of, maybe as an error (`-W error`)
                return read(code)
        except Unsupported as error:
            return error.reading()
        except RecursionError:
            return Unsupported("nested too deeply", code.span()).reading()

    return within


class Language(Protocol):
    """The interface of a language module."""

    TITLE: str
    TITLES: frozenset[str]
    INFO_STRINGS: frozenset[str]
    MARK: re.Pattern[str]
    LEXER: str
    INTERPOLATION: Interpolation
    read: Callable[[Text], Reading]


@cache
def languages() -> Mapping[str, Language]:
    """Every language by its id (the module's name), in alphabetical order."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    return {name: cast(Language, importlib.import_module(f"{__name__}.{name}")) for name in names}


def language_of(title: str | None, info: str | None, code: str) -> str | None:
    """The id of the language a code block is written in, or None when it is not a sample of any known client.

    A title that names one language decides. A title that several share (`Python`), one that only says what kind of code it is
    (`Shell`, `Request`), or none leaves it to the code, which must show a language's mark. Under any other title the code
    illustrates something else than the page's request.
    """
    known = languages()
    label = (title or "").strip().lower()
    word = (info or "").strip().lower()
    named = [name for name, language in known.items() if label in language.TITLES]
    if len(named) == 1:
        return named[0]
    if label and not named and not _says_only_the_kind(label):
        return None
    candidates = named or [name for name, language in known.items() if word in language.INFO_STRINGS]
    marked = [(found.start(), name) for name in candidates if (found := known[name].MARK.search(code))]
    return min(marked)[1] if marked else (named[0] if named else None)


def _says_only_the_kind(label: str) -> bool:
    """Whether a title says no more than "a request" or what the code is written in."""
    return re.search(r"\brequest\b", label) is not None or any(label in known.INFO_STRINGS for known in languages().values())
