"""Writes that are killed: what is there afterwards, the old or the new? `python tests/support/killing.py 1000` counts them."""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from unisono.project.baseline import Baseline
from unisono.text.replacing import replaced, write_whole


def baseline(file: Path, letter: str) -> None:
    Baseline(file, Counter({("rule", f"{letter}/{n}.md", "Curl", ""): 1 for n in range(5_000)})).write()


def report(file: Path, letter: str) -> None:
    with replaced(file) as out:
        for _ in range(2_000):
            out.write(letter * 200)


def twin(file: Path, letter: str) -> None:
    write_whole(file, letter * 400_000)


WRITERS: tuple[Callable[[Path, str], None], ...] = (baseline, report, twin)


def outcomes(times: int, folder: Path) -> Iterator[str]:
    """What became of each write that was killed at some moment: `old`, `new`, `begun` (a new file is there that never took the
    place of the old one, which is whole) or `broken`."""
    for number in range(times):
        write = WRITERS[number % len(WRITERS)]
        place = folder / str(number)
        place.mkdir()
        write(place / "file", "a")
        write(place / "other", "b")
        old, new = ((place / name).read_bytes() for name in ("file", "other"))
        _kill_while(partial(write, place / "file", "b"), random.random() * 0.02)
        found = (place / "file").read_bytes() if (place / "file").exists() else None
        begun = len(list(place.iterdir())) > 2
        yield "new" if found == new else "broken" if found != old else "begun" if begun else "old"


def _kill_while(work: Callable[[], object], seconds: float) -> None:
    """Run it in a copy of this process, and kill that."""
    copy = os.fork()
    if copy == 0:
        work()
        signal.pause()
    time.sleep(seconds)
    os.kill(copy, signal.SIGKILL)
    os.waitpid(copy, 0)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        counted = Counter(outcomes(int(sys.argv[1]), Path(made)))
    print(", ".join(f"{count:,} {outcome}" for outcome, count in sorted(counted.items())))
    sys.exit(counted["broken"] > 0)
