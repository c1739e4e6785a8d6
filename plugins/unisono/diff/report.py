"""How a difference of pages is written: for people, for the comment of a pull request, for programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TextIO, get_args

from unisono.checking.wording import count, json_text, markdown_text, visible
from unisono.diff.changes import Change
from unisono.diff.history import Step
from unisono.diff.pairing import ChangedPage, Difference, Status

_PHRASES = {
    ("method", "changed"): "method {before} → {after}",
    ("path", "changed"): "path {before} → {after}",
    ("path-parameter", "changed"): "path parameter {before} renamed {after}",
    ("host", "changed"): "host {before} → {after}",
    ("query", "gained"): "query gains {where}",
    ("query", "lost"): "query loses {where}",
    ("content", "gained"): "content gains {where}",
    ("content", "lost"): "content loses {where}",
    ("content", "changed"): "{where} {before} → {after}",
    ("media-type", "changed"): "media type {before} → {after}",
    ("field", "gained"): "header gains {where}",
    ("field", "lost"): "header loses {where}",
    ("authentication", "gained"): "authentication gained: {after}",
    ("authentication", "lost"): "authentication lost: {before}",
    ("authentication", "changed"): "authentication {before} → {after}",
    ("parameter", "gained"): "parameters gain {where}",
    ("parameter", "lost"): "parameters lose {where}",
    ("parameter-type", "changed"): "parameter {where} {before} → {after}",
    ("parameter-required", "gained"): "parameter {where} now required",
    ("parameter-required", "lost"): "parameter {where} no longer required",
    ("parameter-value", "gained"): "parameter {where} gains the value {after}",
    ("parameter-value", "lost"): "parameter {where} loses the value {before}",
    ("status", "gained"): "status {where} gained",
    ("status", "lost"): "status {where} lost",
    ("status", "changed"): "status {before} → {after}",
    ("visibility", "changed"): "visibility {before} → {after}",
    ("deprecation", "gained"): "now deprecated",
    ("deprecation", "lost"): "no longer deprecated",
}
_OF_ALL_CONTENT = {"gained": "content gained", "lost": "content lost", "changed": "content {before} → {after}"}

Quote = Callable[[str], str]
"""Writes a value that comes from a page."""


def write_text(found: Difference, out: TextIO) -> None:
    """A line for each fact, behind the page that it is of, and last what was looked at."""
    for page in found.changed:
        for text, breaking in _said(page, str):
            out.write(visible(f"{page.name} ({page.path}): {text}{' [breaking]' if breaking else ''}") + "\n")
    if found.changed:
        out.write("\n")
    out.write(_sentence(found) + "\n")


def write_markdown(found: Difference, out: TextIO) -> None:
    """A nested list, breaking changes in bold, below a sentence that says what was looked at."""
    out.write(_sentence(found) + "\n")
    if found.changed:
        out.write("\n")
    for page in found.changed:
        out.write(f"- {markdown_text(page.name)} ({_code(page.path)})\n")
        for text, breaking in _said(page, _code):
            out.write(f"  - {f'**breaking:** {text}' if breaking else text}\n")


def write_page(steps: Sequence[Step], address: Callable[[str], str | None], out: TextIO) -> None:
    """A page of a site: the steps of a history, newest first, and in them the pages, linked where they are now. `address` gives
    the address of a page by its path, from the page that is written; None for one that is not there."""
    out.write("# Changelog\n\nWhat has changed in the documented requests, the newest first.\n")
    moved: dict[str, str] = {}
    for step in steps:
        day = f" ({step.day})" if step.name and step.day else step.day
        out.write(f"\n## {markdown_text(step.name)}{day}\n\n")
        for page in step.found.changed:
            to = address(moved.get(page.path, page.path))
            name = markdown_text(page.name)
            out.write(f"- {f'[{name}](<{to}>)' if to else name}\n")
            for text, breaking in _said(page, _code):
                out.write(f"    - {f'**Breaking:** {text}' if breaking else text[:1].upper() + text[1:]}\n")
        moved |= {page.previous: moved.get(page.path, page.path) for page in step.found.changed if page.previous}


def write_json(found: Difference, before: str, after: str | None, out: TextIO) -> None:
    """One object: `version`, the revisions `before` and `after` (null for the working tree), `endpoints` and `summary`."""
    shown = {"version": 1, "before": before, "after": after, "endpoints": [], "summary": _counts(found)}
    shown["endpoints"] = [_object(page) for page in found.changed]
    out.write(json_text(shown, indent=1) + "\n")


def _object(page: ChangedPage) -> dict[str, object]:
    changes = [{**asdict(change), "message": _phrase(change, str)} for change in page.changes]
    return {**asdict(page), "changes": changes}


def _said(page: ChangedPage, quote: Quote) -> list[tuple[str, bool]]:
    """What happened to a page, part by part, and whether it breaks callers."""
    said: list[tuple[str, bool]] = []
    if page.status in {"added", "removed"}:
        request = quote(" ".join(part for part in (page.method, page.target) if part))
        said.append((f"{page.status}, {request}", page.breaking))
    if page.previous is not None:
        said.append((f"moved from {quote(page.previous)}", False))
    said += [(_phrase(change, quote), change.breaking) for change in page.changes]
    if page.reason is not None:
        said.append((page.reason if quote is str else markdown_text(page.reason), False))
    return said


def _phrase(change: Change, quote: Quote) -> str:
    aspect = change.aspect.removeprefix("response-")
    phrase = _OF_ALL_CONTENT[change.kind] if aspect == "content" and not change.where else _PHRASES[aspect, change.kind]
    values = {
        "where": quote(change.where),
        "before": quote(change.before) if change.before is not None else "none",
        "after": quote(change.after) if change.after is not None else "none",
    }
    said = phrase.format(**values)
    if (aspect, change.kind) == ("parameter", "gained") and change.after is not None:
        said += f" ({change.after if quote is str else markdown_text(change.after)})"
    return said if aspect == change.aspect else f"response {said}"


def _counts(found: Difference) -> dict[str, int]:
    statuses: list[str] = [page.status for page in found.changed]
    breaking = sum(page.breaking for page in found.changed)
    return {"pages": found.pages, **{name: statuses.count(name) for name in get_args(Status)}, "breaking": breaking}


def _sentence(found: Difference) -> str:
    counts = _counts(found)
    pages, breaking = counts.pop("pages"), counts.pop("breaking")
    said = [f"{number:,} {name}" for name, number in counts.items() if number]
    breaks = f"; {count(breaking, 'page')} with breaking changes" if breaking else ""
    return f"{count(pages, 'endpoint page')} compared: {', '.join(said) or 'no request changed'}{breaks}."


def _code(text: str) -> str:
    """A code span (CommonMark 0.31, 6.1): its fence is longer than any run of backticks inside."""
    line = " ".join(visible(text).split()) or " "
    fence = "`" * (max(map(len, re.findall("`+", line)), default=0) + 1)
    room = " " if line[0] == "`" or line[-1] == "`" else ""
    return f"{fence}{room}{line}{room}{fence}"
