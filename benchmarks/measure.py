"""Cases, and the order in which they are run: all of a group in turn, then all again, so that what else the machine does
falls on each of them alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.processes import Spent, run


@dataclass
class Measured:
    """What the runs of one case took. `pages` and `samples` are what each of them dealt with."""

    group: str
    name: str
    pages: int
    samples: int
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    peak: list[float] = field(default_factory=list)
    note: str = ""

    @property
    def median(self) -> float | None:
        return median(self.seconds) if self.seconds else None

    @property
    def cpu_median(self) -> float | None:
        return median(self.cpu) if self.cpu else None

    def add(self, spent: Spent) -> None:
        self.seconds.append(spent.seconds)
        self.cpu.append(spent.cpu)
        self.peak.append(spent.peak)


@dataclass(frozen=True)
class Case:
    """A command to measure. `prepare` is run before each time and is not measured; `verify` raises if the run was not fit, and
    returns a note for the table, or nothing."""

    measured: Measured
    command: Sequence[str]
    folder: Path
    env: Mapping[str, str]
    allowed: Sequence[int] = (0,)
    prepare: Callable[[], None] = lambda: None
    verify: Callable[[Spent], str] = lambda _: ""


def measure(cases: Sequence[Case], repeats: int, say: Callable[[str], None]) -> list[Measured]:
    for turn in range(repeats):
        for case in cases:
            case.prepare()
            spent = run(case.command, case.folder, case.env, case.allowed)
            case.measured.note = case.verify(spent) or case.measured.note
            case.measured.add(spent)
            what = case.measured
            say(f"{turn + 1}/{repeats} {what.group}, {what.pages:,} pages, {what.name}: {spent.seconds:.2f} s")
    return [case.measured for case in cases]
