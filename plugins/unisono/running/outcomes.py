"""How a run ended, held against what was read of the sample."""

from __future__ import annotations

import json
from collections.abc import Sequence

from unisono.checking.diagnostic import Finding
from unisono.checking.ran import Outcome, RanSample
from unisono.pages.model import Sample
from unisono.pages.problem import Related
from unisono.running.agreement import counts, differences
from unisono.running.plan import Planned
from unisono.running.run import Ended
from unisono.running.sent import Sent
from unisono.wire.agreement import differences as wire_differences
from unisono.wire.har import HarError, read_har, to_har
from unisono.wire.request import Request
from unisono.wire.same import departure

LONGEST = 400
"""Characters of a client's words, or of a request, that are told."""


def outcome_of(planned: Planned, ended: Ended | None) -> RanSample:
    """What became of a sample; `ended` is None where it was not run."""
    sample = planned.sample
    if ended is None:
        return _told(Outcome.UNRUN, sample, f"{sample.title} is not run: {planned.reason}")
    reading = sample.reading
    if ended.is_late:
        asked = ", and waits for input" if ended.asked else ""
        return _told(Outcome.LATE, sample, f"{sample.title} does not end in time when it is run{asked}{_words(ended)}")
    if reading.status == "unsupported" and ended.sent:
        sent = "; ".join(f"{one.method} {one.scheme}://{one.host}{one.target}" for one in ended.sent)
        return _told(Outcome.UNREAD, sample, f"sent {_short(sent)}; exit status {ended.status}{_words(ended)}")
    found = unlike(reading.requests, ended.sent, planned)
    if not found and reading.status == "ok":
        return RanSample(Outcome.AS_READ)
    if ended.asked and len(ended.sent) <= len(reading.requests):
        return _told(Outcome.ASKED, sample, f"{sample.title} waits for input when it is run{_words(ended)}")
    if (ended.status or not ended.sent) and (not found or not ended.sent):
        how = f"fails with exit status {ended.status}" if ended.status else "sends nothing"
        read = f" (read as: {_short(reading.reason)})" if reading.status == "invalid" and reading.reason else ""
        return _told(Outcome.FAILED, sample, f"{sample.title} {how} when it is run{read}{_words(ended)}")
    if not found:
        found = [f"it was read as one that cannot run: {reading.reason or ''}"]
    message = f"{sample.title} sends something else than was read when it is run: {_short('; '.join(found))}"
    return _told(Outcome.OTHERWISE, sample, message, _both(sample, ended.sent))


def unlike(read: Sequence[Request], sent: Sequence[Sent], planned: Planned) -> list[str]:
    """In what requests differ that were read, and sent: nothing where a server could not tell them apart."""
    strict = differences(read, sent, planned.values)
    if not strict or len(read) != len(sent):
        return strict
    found: list[str] = []
    for one, other in zip(read, sent, strict=True):
        own = differences([one], [other], planned.values)
        if not own:
            continue
        try:
            request = request_of(other, one)
        except HarError:
            found += own
            continue
        if departure(one, request) is None:
            continue
        told = [f"{each.found}, read was {each.expected}" for each in wire_differences(request, one)]
        found += told or own
    return found


def request_of(sent: Sent, read: Request | None = None) -> Request:
    """A request as it came, without the fields that clients add by themselves where `read` has them not. Raises HarError."""
    fields = [{"name": name, "value": value} for name, value in sent.fields if read is None or counts(name, read)]
    har: dict[str, object] = {"method": sent.method, "url": f"{sent.scheme}://{sent.host}{sent.target}", "headers": fields}
    if sent.content:
        har["postData"] = {"mimeType": "", "text": sent.content.decode("utf-8", "surrogateescape")}
    return read_har(json.dumps(har))


def _told(outcome: Outcome, sample: Sample, message: str, related: tuple[Related, ...] = ()) -> RanSample:
    span = sample.code.span()
    first = span._replace(end=min(span.end, span.start + len(span.source.line(span.line)) - span.column + 1))
    return RanSample(outcome, Finding(message, first, sample.title, related))


def _both(sample: Sample, sent: Sequence[Sent]) -> tuple[Related, ...]:
    """Both sides in full."""
    read = [Related(one.span, f"read: {_short(_of_read(one))}") for one in sample.reading.requests]
    came = [Related(sample.code.span(), f"sent: {_short(_of_sent(one))}") for one in sent]
    return (*read, *came)


def _of_read(request: Request) -> str:
    har = to_har(request)
    content = har["postData"]["text"] if "postData" in har else None
    return _shown(har["method"], har["url"], [(each["name"], each["value"]) for each in har["headers"]], content)


def _of_sent(sent: Sent) -> str:
    content = sent.content.decode("utf-8", "replace") if sent.content else None
    return _shown(sent.method, f"{sent.scheme}://{sent.host}{sent.target}", sent.fields, content)


def _shown(method: str, url: str, fields: Sequence[tuple[str, str]], content: str | None) -> str:
    lines = [f"{method} {url}", *(f"{name}: {value}" for name, value in fields), *([content] if content is not None else [])]
    return " | ".join(lines)


def _words(ended: Ended) -> str:
    """The words of a client; of many, the first and the last."""
    said, half = " ".join(ended.errors.split()), LONGEST // 2
    return f": {said if len(said) <= LONGEST else f'{said[:half]} … {said[-half:]}'}" if said else ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
