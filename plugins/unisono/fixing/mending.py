"""A page → the edits that make its samples send the request that it declares.

Each sample that cannot run or differs is tried with the smallest change first: a slip in how it is written, then the values
that differ, and last the sample written anew. A change is taken if, with it, the page that is read again has a sample that
sends the request, and nothing is found on it that was not found before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from unisono.checking.check import check, examine
from unisono.checking.checked import CheckedPage, CheckedSample
from unisono.checking.declared import Undeclared, declared_request, named_source
from unisono.checking.diagnostic import Edit
from unisono.checking.settings import Settings
from unisono.fixing.edits import Uneditable, applied, check_editable, rewritten
from unisono.fixing.slips import mended
from unisono.fixing.values import value_edits
from unisono.languages import languages
from unisono.languages.reading import Reading
from unisono.languages.writing import Unwritable, write_sample, writers
from unisono.pages.model import EndpointPage, Page, Sample
from unisono.pages.sample_groups import sample_groups
from unisono.text.source import Source
from unisono.wire.agreement import agrees
from unisono.wire.request import Request

Safety = Literal["safe", "unsafe"]


@dataclass(frozen=True, slots=True)
class Mended:
    """A sample that is mended, and how."""

    sample: Sample
    safety: Safety
    message: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """A sample that is left as it is, and why."""

    sample: Sample
    reason: str


@dataclass(frozen=True)
class Wish:
    """What the user asks for: `unsafe` changes as well; samples as the one of the client `source` has them."""

    unsafe: bool = False
    source: str | None = None


Reread = Callable[[Source], Page]


def mend(
    page: Page, settings: Settings, reread: Reread, wish: Wish, base: str | None = None
) -> tuple[list[Mended], list[Left]]:
    """The samples of a page that can be mended, and those that are left. `reread` reads a text as this page; `base` as in
    `check`."""
    found = list(_Page(page, settings, reread, wish, base).tried())
    taken = [one for one in found if isinstance(one, Mended)]
    left = [one for one in found if isinstance(one, Left)]
    while taken and (refused := _refused(page, settings, reread, base, taken)):
        left += refused
        taken = [one for one in taken if not any(one.sample is other.sample for other in refused)]
    return taken, left


def _refused(page: Page, settings: Settings, reread: Reread, base: str | None, taken: Sequence[Mended]) -> list[Left]:
    """Those whose edits, all made together, do not leave the page better than it was."""
    after = reread(Source(page.source.path, applied(page.source, [edit for one in taken for edit in one.edits])))
    checked = examine(after, settings, base)
    if len(checked.samples) != len(examine(page, settings, base).samples):
        return [Left(one.sample, "the page would have other samples than before") for one in taken]
    numbers = {sample: number for number, sample in enumerate(_samples(page, settings, base))}
    wrong = [one for one in taken if not _is_right(checked.samples[numbers[one.sample]])]
    if wrong:
        return [Left(one.sample, "it would differ from the other samples, which cannot be mended") for one in wrong]
    before = {(d.rule, d.sample, d.where) for d in check(page, settings, base).diagnostics}
    new = [d for d in check(after, settings, base).diagnostics if (d.rule, d.sample, d.where) not in before]
    return (
        [Left(one.sample, f"the page would not check clean: {new[0].message} ({new[0].rule})") for one in taken] if new else []
    )


def _is_right(checked: CheckedSample) -> bool:
    """Whether a sample is sent, and differs in nothing but in what the page has otherwise than all of them."""
    return checked.sample.reading.status == "ok" and all(one.of_page for one in checked.disagreements)


def _samples(page: Page, settings: Settings, base: str | None) -> list[Sample]:
    return [checked.sample for checked in examine(page, settings, base).samples]


class _Page:
    def __init__(self, page: Page, settings: Settings, reread: Reread, wish: Wish, base: str | None) -> None:
        self.page = page
        self.settings = settings
        self.reread = reread
        self.wish = wish
        self.given_base = base
        self.checked: CheckedPage = examine(page, settings, base)
        told = {d.sample for d in check(page, settings, base).diagnostics}
        self.told = {c.sample for c in self.checked.samples if c.sample.title in told}

    def tried(self) -> Iterator[Mended | Left]:
        examples = self.page.request_examples if isinstance(self.page, EndpointPage) else ()
        numbers = {checked.sample: number for number, checked in enumerate(self.checked.samples)}
        models = self._without_slips()
        for group in sample_groups(self.page):
            own = [numbers[sample] for sample in group.samples if sample in numbers]
            checked = [self.checked.samples[number] for number in own]
            wrong = [one for one in checked if one.outcome != "agree" and one.sample in self.told]
            if not wrong:
                continue
            try:
                fitting = group.examples(examples)
                wanted = declared_request(
                    self.page, [models[number] for number in own], fitting, self.settings, self.checked.base, self.wish.source
                )
            except Undeclared as error:
                yield from (Left(one.sample, str(error)) for one in wrong)
                continue
            if named_source(self.page, self.wish.source):  # then the others may all be wrong
                wrong = [one for one in checked if not _sends(one.sample.reading, wanted)]
            yield from (self._mended(one, wanted) for one in wrong)

    def _without_slips(self) -> Sequence[CheckedSample]:
        """The samples of the page as they are where each slip is mended of which that makes a sample that can be read."""
        edits: list[Edit] = []
        for number, checked in enumerate(self.checked.samples):
            if checked.outcome == "invalid" or checked.sample.reading.misprints:
                edits += next(self._readable(checked, number), [])
        return self._examined(edits) if edits else self.checked.samples

    def _readable(self, checked: CheckedSample, number: int) -> Iterator[list[Edit]]:
        for _, code in mended(checked.sample):
            with suppress(Uneditable):
                edits = rewritten(checked.sample.code, code, self.page.source)
                reading = self._examined(edits)[number].sample.reading
                if reading.status == "ok" and not reading.misprints:
                    yield edits

    def _examined(self, edits: Sequence[Edit]) -> Sequence[CheckedSample]:
        """The samples of the page with the edits; those without where they make other ones of it."""
        after = self.reread(Source(self.page.source.path, applied(self.page.source, edits)))
        found = examine(after, self.settings, self.given_base).samples
        return found if len(found) == len(self.checked.samples) else self.checked.samples

    def _mended(self, checked: CheckedSample, wanted: Request) -> Mended | Left:
        reason = "it is not safe to change what it sends; --unsafe-fixes does"
        try:
            check_editable(checked.sample.code, self.page.source)
            for safety, message, edits in self._candidates(checked, wanted):
                if self._becomes_right(edits, checked, wanted):
                    return Mended(checked.sample, safety, message, tuple(edits))
            if self.wish.unsafe:
                reason = "no change makes it send the request that the page declares"
        except (Uneditable, Unwritable) as error:
            reason = str(error)
        return Left(checked.sample, reason)

    def _candidates(self, checked: CheckedSample, wanted: Request) -> Iterator[tuple[Safety, str, list[Edit]]]:
        sample, source = checked.sample, self.page.source
        for message, code in mended(sample):
            yield "safe", message, rewritten(sample.code, code, source)
        if not self.wish.unsafe:
            return
        requests = sample.reading.requests
        is_read = sample.reading.status == "ok" and len(requests) == 1
        if is_read and (edits := value_edits(requests[0], wanted, source)):
            yield "unsafe", "value changed", edits
        if checked.outcome == "unsupported":
            raise Unwritable("it is not understood, so what it has besides the request would be lost")
        if len(requests) > 1 or (requests and checked.outcome == "invalid" and not _is_one_command(sample)):
            raise Unwritable("it sends more than one request, of which only one is declared")
        yield "unsafe", "written anew", rewritten(sample.code, _written(sample, wanted), source)

    def _becomes_right(self, edits: Sequence[Edit], checked: CheckedSample, wanted: Request) -> bool:
        """Whether the sample, read again with the edits, sends the request."""
        number = [one.sample for one in self.checked.samples].index(checked.sample)
        return _sends(self._examined(edits)[number].sample.reading, wanted)


def _sends(reading: Reading, wanted: Request) -> bool:
    """Whether a sample sends the request and no other."""
    is_read = reading.status == "ok" and not reading.misprints
    return is_read and len(reading.requests) == 1 and agrees(reading.requests[0], wanted)


def _is_one_command(sample: Sample) -> bool:
    """Whether a sample calls its client once: what fails behind it is a part of the same command."""
    client = languages()[sample.language or ""]
    return bool(client.commands) and sum(len(mark.findall(sample.code.value)) for mark in client.marks) == 1


def _written(sample: Sample, wanted: Request) -> str:
    """The sample written anew, below the comments that it begins with."""
    own = {name: writer for name, writer in writers().items() if writer.reader == sample.language}
    if not own:
        raise Unwritable(f"no samples are written for {sample.language or sample.title}")
    client = min(own, key=lambda name: (not own[name].mark.search(sample.code.value), name != sample.language))
    comments = _COMMENTS.match(sample.code.value)
    return (comments[0] if comments else "") + write_sample(client, wanted)


_COMMENTS = re.compile(r"(?:[ \t]*(?:#(?!!)|//)[^\n]*\n|[ \t]*\n)*(?:[ \t]*(?:#(?!!)|//)[^\n]*\n)(?:[ \t]*\n)*")
