"""The changes that may make a sample send the request that its page declares, the smallest first: a slip in how it is written,
then the values that differ, and last the sample written anew. The first is taken with which the sample, read again, sends the
request: as a part of its page, or alone where the edits can make nothing else of the page another one. What is taken is proven
on the whole page afterwards (`mending`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import Literal

from unisono.checking.checked import CheckedPage, CheckedSample
from unisono.checking.declared import Undeclared, declared_request, named_source
from unisono.checking.diagnostic import Edit
from unisono.fixing.comments import comment_lines, with_comments
from unisono.fixing.edits import Uneditable, check_editable, edited_code, rewritten
from unisono.fixing.slips import mended
from unisono.fixing.values import value_edits
from unisono.fixing.versions import TooLong, Versions
from unisono.languages import Mending, languages
from unisono.languages.reading import Reading
from unisono.languages.writing import Unwritable, write_sample, writers
from unisono.pages.model import EndpointPage, Sample
from unisono.pages.sample_groups import sample_groups
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Origin, Source, Span, Text
from unisono.wire.agreement import agrees
from unisono.wire.request import Request

Safety = Literal["safe", "unsafe"]


@dataclass(frozen=True, slots=True)
class Mended:
    """A sample that is mended, and how. `uncovers`: it can be read then, and still sends something else than is declared.
    `rule`: only what is found under that rule is mended."""

    sample: Sample
    safety: Safety
    message: str
    edits: tuple[Edit, ...]
    uncovers: bool = False
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """A sample that is left as it is, and why."""

    sample: Sample
    reason: str


_ODD = "it sends what the others do, and the page declares something else; correct the page"


@dataclass(frozen=True)
class Wish:
    """What the user asks for: `unsafe` changes as well; samples as the one of the client `source` has them."""

    unsafe: bool = False
    source: str | None = None


def tried(versions: Versions, wish: Wish) -> Iterator[Mended | Left]:
    """Each sample of a page that cannot run or differs, with the change that mends it, or why there is none."""
    return _Trial(versions, wish).tried()


class _Trial:
    def __init__(self, versions: Versions, wish: Wish) -> None:
        self.versions = versions
        self.page = versions.before.page
        self.settings = versions.settings
        self.wish = wish
        self.checked = versions.before.checked
        self.all = self.checked.all_samples
        self.numbers = {checked.sample: number for number, checked in enumerate(self.all)}
        self._alone: dict[tuple[int, frozenset[Edit]], Sample] = {}

    def tried(self) -> Iterator[Mended | Left]:
        models = self._without_slips()
        for own in (self.checked, *self.checked.endpoints):
            yield from self._of(own, models)

    def _of(self, about: CheckedPage, models: Sequence[CheckedSample]) -> Iterator[Mended | Left]:
        """What is tried of the page itself, or of one of the endpoints that stand in its headings."""
        page = about.page
        examples = page.request_examples if isinstance(page, EndpointPage) else ()
        for group in sample_groups(page):
            own = [self.numbers[sample] for sample in group.samples if sample in self.numbers]
            checked = [self.all[number] for number in own]
            wrong = [one for one in checked if one.sample in self.versions.before.told]
            if not named_source(page, self.wish.source):
                yield from (Left(one.sample, _ODD) for one in checked if one not in wrong and self._has_odd_page(one))
            if not wrong:
                continue
            try:
                fitting = group.examples(examples)
                wanted = declared_request(
                    page, [models[number] for number in own], fitting, self.settings, about.base, self.wish.source
                )
            except Undeclared as error:
                yield from (self._uncovered(one) or Left(one.sample, str(error)) for one in wrong)
                continue
            if named_source(page, self.wish.source):  # then the others may all be wrong
                wrong = [one for one in checked if not _sends(one.sample.reading, wanted)]
            yield from (self._mended(one, wanted) for one in wrong)

    def _has_odd_page(self, checked: CheckedSample) -> bool:
        """Whether something is found of the page, which all samples have as this one."""
        return any(one.of_page and one.difference.other in self._of_page for one in checked.disagreements)

    @cached_property
    def _of_page(self) -> Set[Span]:
        return {found.span for found in self.versions.before.found if found.sample is None}

    def _without_slips(self) -> Sequence[CheckedSample]:
        """The samples of the page as they are where each slip is mended of which that makes a sample that can be read."""
        edits = [edit for checked in self.all for _, own in islice(self._readable(checked), 1) for edit in own]
        try:
            after = self.versions.after(edits).checked.all_samples if edits else ()
        except TooLong:
            return self.all
        return after if len(after) == len(self.all) else self.all

    def _readable(self, checked: CheckedSample) -> Iterator[tuple[str, list[Edit]]]:
        """The mended slips with which a sample can be read that cannot be read, each with what is done."""
        if checked.outcome != "invalid" and not checked.sample.reading.misprints:
            return
        for message, code in mended(checked.sample):
            with suppress(Uneditable):
                edits = rewritten(checked.sample.code, code)
                reading = self._after(edits, checked).reading
                if reading.status == "ok" and not reading.misprints:
                    yield message, edits

    def _after(self, edits: Sequence[Edit], checked: CheckedSample) -> Sample:
        """A sample with the edits; as it is now where they make other samples of the page. Raises TooLong."""
        number, sample = self.numbers[checked.sample], checked.sample
        key = number, frozenset(edits)
        if key not in self._alone and (code := _code_alone(sample, edits)) is not None:
            self._alone[key] = replace(sample, code=Text.of(Source(sample.code.span().path, code)))
        if key in self._alone:
            return self._alone[key]
        samples = self.versions.after(edits).samples
        return samples[number] if len(samples) == len(self.all) else sample

    def _mended(self, checked: CheckedSample, wanted: Request) -> Mended | Left:
        reason = "it is not safe to change what it sends; --unsafe-fixes does"
        try:
            check_editable(checked.sample.code)
            for safety, message, edits in self._candidates(checked, wanted):
                if self._becomes_right(edits, checked, wanted):
                    return Mended(checked.sample, safety, message, tuple(edits))
            if self.wish.unsafe:
                reason = "no change makes it send the request that the page declares"
        except (Uneditable, Unwritable) as error:
            reason = str(error)
        return self._uncovered(checked) or Left(checked.sample, reason)

    def _uncovered(self, checked: CheckedSample) -> Mended | None:
        """The slip mended with which a sample can be read at least."""
        message, edits = next(self._readable(checked), ("", []))
        return Mended(checked.sample, "safe", message, tuple(edits), uncovers=True) if edits else None

    def _candidates(self, checked: CheckedSample, wanted: Request) -> Iterator[tuple[Safety, str, list[Edit]]]:
        sample = checked.sample
        for message, code in mended(sample):
            yield "safe", message, rewritten(sample.code, code)
        if not self.wish.unsafe:
            return
        requests = sample.reading.requests
        is_read = sample.reading.status == "ok" and len(requests) == 1
        if is_read and (edits := value_edits(requests[0], wanted, sample.code)):
            yield "unsafe", "value changed", edits
        for message, slip in islice(self._readable(checked), 1):
            if (both := self._with_values(slip, checked, wanted)) is not None:
                yield "unsafe", f"{message}; value changed", rewritten(sample.code, both)
        if checked.outcome == "unsupported":
            raise Unwritable("it is not understood, so what it has besides the request would be lost")
        if len(requests) > 1 or (requests and checked.outcome == "invalid" and not _is_one_command(sample)):
            raise Unwritable("it sends more than one request, of which only one is declared")
        for message, code in _written(sample, wanted):
            yield "unsafe", message, rewritten(sample.code, code)

    def _with_values(self, slip: Sequence[Edit], checked: CheckedSample, wanted: Request) -> str | None:
        """The code of a sample whose slip is mended, and then the values that differ."""
        sample = self._after(slip, checked)
        requests = sample.reading.requests
        edits = value_edits(requests[0], wanted, sample.code) if len(requests) == 1 else None
        return edited_code(sample.code, edits) if edits else None

    def _becomes_right(self, edits: Sequence[Edit], checked: CheckedSample, wanted: Request) -> bool:
        """Whether the sample, read again with the edits, sends the request."""
        return _sends(self._after(edits, checked).reading, wanted)


_STRUCTURE = regex(r"```|~~~|\{[%{:]|<!--|\r")
"""What may be more than code, wherever it stands in a page."""


def _code_alone(sample: Sample, edits: Sequence[Edit]) -> str | None:
    """The code of a sample with edits; None where more than that, or what the sample is taken for, may be another one then."""
    if sample.language is None or any(_STRUCTURE.search(edit.text) for edit in edits):
        return None
    if any(piece.origin is not Origin.VERBATIM for piece in sample.code.pieces):
        return None
    code = edited_code(sample.code, edits)
    client = languages()[sample.language]
    shows = code is not None and (client.shown_at(sample.code.value) is None) == (client.shown_at(code) is None)
    return code if shows else None


def _sends(reading: Reading, wanted: Request) -> bool:
    """Whether a sample sends the request and no other."""
    is_read = reading.status == "ok" and not reading.misprints
    return is_read and len(reading.requests) == 1 and agrees(reading.requests[0], wanted)


def _is_one_command(sample: Sample) -> bool:
    """Whether a sample calls its client once: what fails behind it is a part of the same command."""
    client = languages()[sample.language or ""]
    return bool(client.commands) and sum(len(mark.findall(sample.code.value)) for mark in client.marks) == 1


def _written(sample: Sample, wanted: Request) -> Iterator[Mending]:
    """The sample written anew, below the comments that it begins with; with those in it where they stood, then without."""
    own = {name: writer for name, writer in writers().items() if writer.reader == sample.language}
    if not own:
        raise Unwritable(f"no samples are written for {sample.language or sample.title}")
    client = min(own, key=lambda name: (not own[name].mark.search(sample.code.value), name != sample.language))
    found = _COMMENTS.match(sample.code.value)
    head = found[0] if found else ""
    old, new = sample.code.value[len(head) :], write_sample(client, wanted)
    commented, lost = with_comments(old, new, own[client].lexer)
    yield Mending(_losing(lost, sample, head), head + commented)
    if commented != new:
        yield Mending(_losing(comment_lines(old, own[client].lexer), sample, head), head + new)


def _losing(lost: Sequence[int], sample: Sample, head: str) -> str:
    """That a sample is written anew, and in which lines of the file it had comments that it has no more."""
    first = sample.code.span().line - 1 + head.count("\n")
    lines = ", ".join(str(first + line) for line in lost)
    return f"written anew, without the comment{'s' if len(lost) > 1 else ''} in line {lines}" if lost else "written anew"


_COMMENTS = regex(r"(?:[ \t]*(?:#(?!!)|//)[^\n]*\n|[ \t]*\n)*(?:[ \t]*(?:#(?!!)|//)[^\n]*\n)(?:[ \t]*\n)*")
