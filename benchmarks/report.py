"""Results as tables and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from itertools import groupby
from pathlib import Path
from statistics import median

from benchmarks import editor, preview, sites
from benchmarks.measure import Measured

VERSION = 1
REFERENCES = {
    "start-up": "Python itself",
    "check": "cold",
    "check of the corpus": "cold",
    editor.GROUP: "",
    "site": sites.PLAIN,
    sites.LANGUAGES: f"{sites.OWN_TABS}, cold",
    "corpus as a site": sites.JEKYLL,
}

OF_ONE_PAGE = frozenset({preview.GROUP, editor.GROUP})
"""Groups whose times are not of all pages."""


class Results:
    """What was measured, and each figure that follows from it."""

    def __init__(self, measured: Sequence[Measured]) -> None:
        self.measured = measured
        self._by_key = {(one.group, one.name, one.pages): one for one in measured}

    def ratio(self, one: Measured) -> float | None:
        """The share that this takes of the time of what its group is compared with, in the same run and with as many pages."""
        compared = self._compared(one)
        return _share(one.seconds, compared.seconds) if compared else None

    def cpu_ratio(self, one: Measured) -> float | None:
        """The same of processor time."""
        compared = self._compared(one)
        return _share(one.cpu, compared.cpu) if compared else None

    def _compared(self, one: Measured) -> Measured | None:
        name = REFERENCES.get(one.group, "")
        if one.group == preview.GROUP:
            what, _, _ = one.name.rpartition(", ")
            name = f"{what}, {preview.PLAIN}"
        found = self._by_key.get((one.group, name, one.pages))
        return None if found is one else found

    def reference(self, one: Measured) -> str:
        return preview.PLAIN if one.group == preview.GROUP else REFERENCES[one.group]

    def added(self, one: Measured) -> tuple[float, float] | None:
        """The seconds and the processor seconds a page that a build, cold or warm, takes more than without `languages`."""
        name = f"{sites.OWN_TABS}, {one.name.rpartition(', ')[2]}"
        reference = self._by_key.get((one.group, name, one.pages)) if one.group == sites.LANGUAGES else None
        if (
            reference is None
            or reference is one
            or not (one.median and reference.median and one.cpu_median and reference.cpu_median)
        ):
            return None
        return (one.median - reference.median) / one.pages, (one.cpu_median - reference.cpu_median) / one.pages

    def growth(self, one: Measured) -> float | None:
        """The time per page, as a multiple of what it is on the smallest site of the run."""
        same = [other for other in self.measured if (other.group, other.name) == (one.group, one.name)]
        least = min(same, key=lambda other: other.pages)
        if least is one or not least.median or not one.median or not least.pages:
            return None
        return (one.median / one.pages) / (least.median / least.pages)


def _share(own: Sequence[float], others: Sequence[float]) -> float | None:
    """The median of the ratios of each turn, in which both ran one after the other on a machine as busy; the ratio of the
    medians, where one has more times."""
    if not own or not others or 0 in others:
        return None
    if len(own) != len(others):
        return median(own) / median(others)
    return median(a / b for a, b in zip(own, others, strict=True))


Column = Callable[[Measured], str]


def tables(measured: Sequence[Measured]) -> Iterator[str]:
    """A table for each group, in Markdown."""
    results = Results(measured)
    for group, rows in groupby(measured, key=lambda one: one.group):
        yield f"## {group[0].upper()}{group[1:]}\n\n{_table(_columns(results, group), list(rows))}\n"


def _columns(results: Results, group: str) -> dict[str, Column]:
    compared = preview.PLAIN if group == preview.GROUP else REFERENCES[group]
    return {
        "pages": lambda one: f"{one.pages:,}",
        "what": lambda one: one.name,
        "s": lambda one: _number(one.median),
        "best": lambda one: _number(min(one.seconds)) if len(one.seconds) > 1 else "",
        "worst": lambda one: _number(max(one.seconds)) if len(one.seconds) > 1 else "",
        "pages/s": lambda one: _rate(one.pages, one),
        "samples/s": lambda one: _rate(one.samples, one),
        "ms/page": lambda one: (
            f"{one.median / one.pages * 1000:.2f}" if one.pages and one.median and one.group not in OF_ONE_PAGE else ""
        ),
        "growth": lambda one: _times(results.growth(one)),
        "adds ms/page": lambda one: _added(results.added(one)),
        "CPU s": lambda one: _number(one.cpu_median),
        "CPU best": lambda one: _number(min(one.cpu)) if len(one.cpu) > 1 else "",
        "MB": lambda one: f"{max(one.peak):.0f}" if one.peak else "",
        f"of {compared}": lambda one: _times(results.ratio(one)),
        f"CPU of {compared}": lambda one: _times(results.cpu_ratio(one)),
        "note": lambda one: one.note,
    }


def _added(value: tuple[float, float] | None) -> str:
    return "" if value is None else f"{value[0] * 1000:.1f}, {value[1] * 1000:.1f} of CPU"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _times(value: float | None) -> str:
    return "" if value is None else f"{value:.2f} ×"


def _rate(count: int, one: Measured) -> str:
    is_rate = one.median and count and one.group not in OF_ONE_PAGE
    return f"{count / one.median:,.0f}" if one.median and is_rate else ""


def _table(columns: Mapping[str, Column], rows: Sequence[Measured]) -> str:
    """Without the columns in which nothing stands; padded, so that it is read without being rendered."""
    cells = {title: [column(row) for row in rows] for title, column in columns.items()}
    shown = {title: column for title, column in cells.items() if any(column)}
    widths = {title: max(len(title), *(len(cell) for cell in column)) for title, column in shown.items()}
    words = {"what", "note"}

    def line(parts: Mapping[str, str]) -> str:
        padded = (text.ljust(widths[title]) if title in words else text.rjust(widths[title]) for title, text in parts.items())
        return f"| {' | '.join(padded)} |"

    rule = {title: "-" * width if title in words else "-" * (width - 1) + ":" for title, width in widths.items()}
    body = ({title: column[index] for title, column in shown.items()} for index in range(len(rows)))
    return "\n".join([line({title: title for title in shown}), line(rule), *(line(parts) for parts in body)])


def readme_table(measured: Sequence[Measured]) -> str:
    """What the README quotes: of each group the largest site, and of the preview what a browser shows."""
    results = Results(measured)
    largest: dict[str, int] = {}
    for one in measured:
        largest[one.group] = max(largest.get(one.group, 0), one.pages)
    lines = ["| Measured | Pages | Time | Best | CPU | Memory | Compared |", "|---|--:|--:|--:|--:|--:|---|"]
    for one in measured:
        if one.pages == largest[one.group] and (one.group != preview.GROUP or f", {preview.RELOADED}, " in one.name):
            memory = f"{max(one.peak):.0f} MB" if one.peak else ""
            time = one.note if one.median is None else f"{one.median:.2f} s"
            best = f"{min(one.seconds):.2f} s" if one.seconds else ""
            cpu = "" if one.cpu_median is None else f"{one.cpu_median:.2f} s"
            name = f"{one.group}: {one.name}".replace(f", {preview.RELOADED}", "")
            lines.append(f"| {name} | {one.pages:,} | {time} | {best} | {cpu} | {memory} | {_compared(results, one)} |")
    return "\n".join(lines)


def _compared(results: Results, one: Measured) -> str:
    ratio, cpu = results.ratio(one), results.cpu_ratio(one)
    of_cpu = "" if cpu is None else f", {cpu:.2f} of its CPU"
    return "" if ratio is None else f"{ratio:.2f} of {results.reference(one)}{of_cpu}"


def write_json(file: Path, machine: Mapping[str, str | int | float], repeats: int, measured: Sequence[Measured]) -> None:
    results = Results(measured)
    rows = [
        asdict(one)
        | {
            "median": one.median,
            "cpu_median": one.cpu_median,
            "ratio": results.ratio(one),
            "cpu_ratio": results.cpu_ratio(one),
            "growth": results.growth(one),
        }
        for one in measured
    ]
    content = {"version": VERSION, "machine": machine, "repeats": repeats, "results": rows}
    file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read_json(file: Path) -> list[Measured]:
    rows = json.loads(file.read_text(encoding="utf-8"))["results"]
    own = {field.name for field in fields(Measured)}
    return [Measured(**{key: value for key, value in row.items() if key in own}) for row in rows]
