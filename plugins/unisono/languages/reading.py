"""What reading a sample comes to: the requests that it sends, or why there are none."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import wraps
from typing import Literal, Self

from unisono.records import dataclass
from unisono.text.budget import Budget, spending
from unisono.text.regex import regex
from unisono.text.source import Span, Text
from unisono.wire.request import Request

Status = Literal["ok", "invalid", "unsupported"]


@dataclass(frozen=True, slots=True)
class Misprint:
    """What an author cannot have meant, though a client makes something of it: the message says what to write. `aspect` is that
    of the request (see `Difference`) which has another value because of it, where that is known; `explains`: whether anything
    in the request may be otherwise because of it."""

    message: str
    span: Span
    aspect: str = ""
    explains: bool = True


@dataclass(frozen=True, slots=True)
class Missing:
    """What a sample uses at `span` and does not import: its name, and the line to add; where that is not enough, `advice` says
    what to write."""

    name: str
    span: Span
    line: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Uncalled:
    """A function that a sample defines and calls nowhere: its name, the parameters that have no value of their own, and the
    place of the name."""

    name: str
    parameters: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True, eq=False)
class Glimpse:
    """What is certain of the one request of a sample that cannot be read as a whole. `url` is only a path where no more of it
    is written in one piece."""

    method: Text | None
    url: Text | None


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What a sample sends: `requests` when `status` is ok, otherwise `reason` and the place `span` it is about.

    `requests` of an `invalid` sample are those sent before it fails. `failed`: it is the reader that failed, not the sample.
    `misprints` are those of a sample that is sent all the same. `missing` is what an `invalid` sample does not import.
    `completed` is the reading of an `invalid` sample with that, or without what is no part of it; its requests are given here
    as well. `seen` is what is certain of one that is not `ok`.
    `uncalled`: run as printed, an `ok` sample sends nothing, as it only defines these functions; `requests` are what they send
    where they are called, with placeholders for their parameters.
    """

    status: Status
    requests: tuple[Request, ...] = ()
    reason: str | None = None
    span: Span | None = None
    failed: bool = False
    misprints: tuple[Misprint, ...] = ()
    missing: tuple[Missing, ...] = ()
    completed: Reading | None = None
    seen: Glimpse | None = None
    uncalled: tuple[Uncalled, ...] = ()

    @property
    def meant(self) -> Reading:
        """The reading of what the sample shows, which is compared: with what it lacks, without what is no part of it."""
        return self.completed or self


class SampleError(Exception):
    """Raised inside a reader where the sample cannot be read on; `read` turns it into a `Reading`."""

    status: Status

    def __init__(self, reason: str, span: Span, requests: tuple[Request, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.span = span
        self.requests = requests
        self.missing: Missing | None = None

    def because_of(self, misprint: Misprint) -> Self:
        """The error, told as what it comes from."""
        return type(self)(f"{misprint.message} ({self.reason})", misprint.span, self.requests)

    def reading(self) -> Reading:
        missing = (self.missing,) if self.missing else ()
        return Reading(self.status, self.requests, self.reason, self.span, missing=missing)


class Invalid(SampleError):
    """Run as printed, the sample fails or sends nothing."""

    status: Status = "invalid"


class Unsupported(SampleError):
    """The sample has a construct that this reader does not understand."""

    status: Status = "unsupported"


HALF = regex("[\ud800-\udfff]")
"""Half of a pair that stands for one character in UTF-16, alone."""


def bounded(read: Callable[[Text], Reading]) -> Callable[[Text], Reading]:
    """`read` with a budget for each sample: one that takes more than samples do, or is nested deeper, is unsupported. So is one
    that holds half of a surrogate pair, which an escape of JSON may bring into it, and no client gets to see."""

    @wraps(read)
    def within(code: Text) -> Reading:
        if not code.value.isascii() and (half := HALF.search(code.value)):
            return Unsupported("half of a surrogate pair, which is no character", code.span(*half.span())).reading()
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
