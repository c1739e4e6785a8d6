"""What was found on a page as JSON, and back. Places are written as offsets into the files that they are in, so that a finding
that is read back points where the first one did."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from unisono.checking.diagnostic import Diagnostic, Severity
from unisono.checking.result import Entry, Result, Summary
from unisono.pages.hiding import Hiding
from unisono.pages.problem import Related
from unisono.pages.suppression import Suppression
from unisono.text.source import Origin, Piece, Source, Span, Text
from unisono.wire.target import read_target

_ORIGINS = list(Origin)

STRANGE = (KeyError, TypeError, ValueError, IndexError, OverflowError, RecursionError)
"""What reading a value raises that nobody has written down as here."""


def dump(result: Result, entry: Entry) -> Any:
    """The result and the entry of a page as what JSON can hold; the samples, which only the site needs, are left out."""
    return {
        "diagnostics": [_dump_diagnostic(diagnostic) for diagnostic in result.diagnostics],
        "summary": vars(result.summary),
        "entry": _dump_entry(entry),
    }


def _dump_entry(entry: Entry) -> dict[str, object]:
    return {
        "path": entry.path,
        "method": _dump_text(entry.method),
        "target": _dump_text(entry.target.text if entry.target else None),
        "position": _dump_text(entry.position),
        "visibility": entry.visibility,
        "base": entry.base,
        "host": entry.host,
        "samples": entry.samples,
        "clients": sorted(entry.clients),
        "suppressions": [_dump_suppression(suppression) for suppression in entry.suppressions],
        "endpoints": [_dump_entry(endpoint) for endpoint in entry.endpoints],
        "is_mention": entry.is_mention,
        "hiding": [[_dump_text(found.key), found.said] for found in entry.hiding],
    }


def load(dumped: Any, sources: Mapping[str, Source]) -> tuple[Result, Entry]:
    """The same again. `sources` holds the page and what it includes, by path.

    Raises one of `STRANGE` for what `dump` has not made.
    """
    diagnostics = tuple(_load_diagnostic(diagnostic, sources) for diagnostic in dumped["diagnostics"])
    return Result(diagnostics, Summary(**dumped["summary"])), _load_entry(dumped["entry"], sources)


def _load_entry(entry: Any, sources: Mapping[str, Source]) -> Entry:
    target = _load_text(entry["target"], sources)
    return Entry(
        entry["path"],
        _load_text(entry["method"], sources),
        read_target(target) if target else None,
        _load_text(entry["position"], sources),
        entry["visibility"],
        tuple(_load_suppression(suppression, sources) for suppression in entry["suppressions"]),
        entry["base"],
        entry["host"],
        int(entry["samples"]),
        frozenset(map(str, entry["clients"])),
        tuple(_load_entry(endpoint, sources) for endpoint in entry["endpoints"]),
        bool(entry["is_mention"]),
        tuple(Hiding(text, str(said)) for key, said in entry["hiding"] if (text := _load_text(key, sources))),
    )


def _dump_suppression(suppression: Suppression) -> list[object]:
    rules = [_dump_text(rule) for rule in suppression.rules]
    target = dump_span(suppression.target) if suppression.target else None
    return [rules, suppression.reason, target, dump_span(suppression.span), suppression.mistake]


def _load_suppression(dumped: Any, sources: Mapping[str, Source]) -> Suppression:
    rules, reason, target, span, mistake = dumped
    texts = tuple(text for rule in rules if (text := _load_text(rule, sources)))
    return Suppression(texts, reason, load_span(target, sources) if target else None, load_span(span, sources), mistake)


def dump_span(span: Span) -> list[object]:
    """A place as what JSON can hold."""
    return [span.path, span.start, span.end]


def load_span(dumped: Any, sources: Mapping[str, Source]) -> Span:
    """The same again, as `load` does."""
    path, start, end = dumped
    return Span(sources[path], int(start), int(end))


def _dump_diagnostic(diagnostic: Diagnostic) -> list[object]:
    related = [[*dump_span(related.span), related.message] for related in diagnostic.related]
    place = dump_span(diagnostic.span)
    return [diagnostic.rule, diagnostic.severity, diagnostic.message, place, diagnostic.sample, related, diagnostic.where]


def _load_diagnostic(dumped: Any, sources: Mapping[str, Source]) -> Diagnostic:
    rule, severity, message, place, sample, related, where = dumped
    others = tuple(Related(load_span(span, sources), said) for *span, said in related)
    return Diagnostic(rule, Severity(severity), message, load_span(place, sources), sample, others, where)


def _dump_text(text: Text | None) -> list[object] | None:
    if text is None:
        return None
    pieces = [[p.at, p.source.path, p.start, p.end, _ORIGINS.index(p.origin)] for p in text.pieces]
    return [text.value, pieces]


def _load_text(dumped: Any, sources: Mapping[str, Source]) -> Text | None:
    if dumped is None:
        return None
    value, pieces = dumped
    return Text(value, tuple(Piece(at, sources[path], start, end, _ORIGINS[kind]) for at, path, start, end, kind in pieces))
