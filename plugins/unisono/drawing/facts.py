"""What lists that are made from all pages know of each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from unisono.checking.disagreements import page_base
from unisono.drawing.anchors import anchors
from unisono.drawing.responses import answers
from unisono.pages.access import Access, Credential, SentField, access_of
from unisono.pages.apart import apart
from unisono.pages.documentation import documentation_of
from unisono.pages.error_codes import error_codes
from unisono.pages.heading_words import HeadingPlace
from unisono.pages.model import EndpointPage, Page, heading
from unisono.pages.sent import sent_target
from unisono.pages.statuses import meanings_of, tells_codes
from unisono.records import dataclass


class Failure(NamedTuple):
    """A status from 400 on, "" for errors of which none is said: what the page says that it means, whether it has a row in the
    page's table of answers, and the codes in its content, each with its message."""

    status: str
    meaning: str
    in_table: bool
    codes: tuple[tuple[str, str], ...]


class BelowHeading(NamedTuple):
    """What is known of an endpoint that stands in a heading: the letters of that, "" where there is none, how many before it on
    the page have the same, and how many do in all; its method, its name, its path as it is written, the base path before that,
    the names of its parameters, and what is told of any endpoint."""

    heading: str
    number: int
    alike: int
    method: str
    name: str
    path: str
    base: str
    parameters: tuple[str, ...]
    failures: tuple[Failure, ...]
    access: Access

    @classmethod
    def of(cls, page: EndpointPage) -> BelowHeading:
        place = page.heading_place or HeadingPlace("", 0, 0)
        path, base = page.target.text.value if page.target else "", page_base(page) or ""
        names = tuple(parameter.name.value for group in page.parameter_groups for parameter in group.walk())
        return cls(*place, page.method, heading(page), path, base, names, tuple(_failures(page)), access_of(page))


@dataclass(frozen=True)
class Facts:
    """Those of a page. `path` is the one that the samples of an endpoint's page have where it declares none; `endpoints` are
    those in the headings of a page, whose own facts are without what stands below these."""

    failures: tuple[Failure, ...] = ()
    access: Access | None = None
    path: str | None = None
    endpoints: tuple[BelowHeading, ...] = ()

    @classmethod
    def of(cls, page: Page) -> Facts:
        if not isinstance(page, EndpointPage):
            return cls(tuple(_failures(apart(page)[0])), endpoints=tuple(map(BelowHeading.of, page.endpoints)))
        sent = sent_target(page)
        return cls(tuple(_failures(page)), access_of(page), sent.path if sent else None)

    @classmethod
    def load(cls, read: Mapping[str, Any]) -> Facts:
        """From what JSON has kept of its fields. Raises TypeError, ValueError or KeyError for anything else."""
        access = None if read["access"] is None else _load_access(*read["access"])
        path = None if read["path"] is None else str(read["path"])
        return cls(_load_failures(read["failures"]), access, path, tuple(_load_below(*one) for one in read["endpoints"]))


def _load_below(*read: Any) -> BelowHeading:
    said, number, alike, *texts, parameters, failures, access = read
    method, name, path, base = map(str, texts)
    names = tuple(map(str, parameters))
    own = _load_failures(failures), _load_access(*access)
    return BelowHeading(str(said), int(number), int(alike), method, name, path, base, names, *own)


def _load_failures(read: Iterable[Any]) -> tuple[Failure, ...]:
    return tuple(
        Failure(str(status), str(meaning), bool(in_table), tuple((str(code), str(message)) for code, message in codes))
        for status, meaning, in_table, codes in read
    )


def _load_access(read: object, credentials: list[list[Any]], fields: list[list[Any]]) -> Access:
    return Access(
        int(str(read)),
        tuple(Credential(str(place), str(name), str(scheme), int(number)) for place, name, scheme, number in credentials),
        tuple(SentField(str(name), str(value)) for name, value in fields),
    )


def _failures(page: Page) -> list[Failure]:
    title = page.title or page.name
    meanings: dict[str, str] = {}
    tabled: set[str] = set()
    for status, meaning in meanings_of(page.body, title.value if title else ""):
        meanings[status] = meanings.get(status) or meaning
    if isinstance(page, EndpointPage):
        known = [answer.status for answer in answers(page, anchors(page, documentation_of(page)).names)]
        meanings |= {status: meanings.get(status, "") for status in known}
        tabled = set() if tells_codes(page.body) or page.in_heading else set(known)
    codes: dict[str, dict[str, str]] = {status: {} for status in meanings}
    for one in error_codes(page, title.value if title else ""):
        own = codes.setdefault(one.status, {})
        if one.code or one.message:
            own[one.code] = own.get(one.code) or one.message
    return [
        Failure(status, meanings.get(status, ""), status in tabled, tuple(own.items()))
        for status, own in sorted(codes.items())
        if not status.startswith(("1", "2", "3"))
    ]
