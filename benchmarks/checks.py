"""Cases for `unisono check`, on generated pages and on a corpus."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from benchmarks.generate import generate
from benchmarks.measure import Case, Measured
from benchmarks.processes import UNISONO, Spent, UnfitError, environment, run

WRONG = 0.05
ENOUGH = 1000  # pages; what wrong samples and cores make of the time is seen on a site of this size


def start_up_cases(folder: Path) -> Iterator[Case]:
    """The interpreter alone, what MkDocs imports for its command line, the version, and a check of one page: nothing but
    start-up."""
    generate(folder / "one", 1)
    env = environment(folder / "cache")
    python = UNISONO[:1]
    yield Case(Measured("start-up", "Python itself", 0, 0), (*python, "-c", "pass"), folder, env)
    yield Case(Measured("start-up", "import mkdocs.__main__", 0, 0), (*python, "-c", "import mkdocs.__main__"), folder, env)
    yield Case(Measured("start-up", "unisono --version", 0, 0), (*UNISONO, "--version"), folder, env)
    one = (*UNISONO, "check", "one/docs")
    yield Case(Measured("start-up", "unisono check, one page, --no-cache", 1, 4), (*one, "--no-cache"), folder, env)
    yield Case(Measured("start-up", "unisono check, one page, warm", 1, 4), one, folder, env)


def check_cases(folder: Path, pages: int) -> Iterator[Case]:
    """Cold, with a cache folder that does not exist; warm, with that which the cold run left; on one core; and with wrong
    samples."""
    made = generate(folder / "right", pages)
    yield from _cold_and_warm(folder, "check", "right/docs", pages, made.samples, allowed=(0,))
    if pages <= ENOUGH and (taskset := shutil.which("taskset")):
        command = (taskset, "--cpu-list", str(min(os.sched_getaffinity(0))), *UNISONO, "check", "right/docs")
        yield _cold(folder, "cold, one core", command, pages, made.samples, 0)
    if pages <= ENOUGH:
        wrong = generate(folder / "wrong", pages, wrong=WRONG)
        name = f"cold, {WRONG:.0%} of the samples wrong"
        yield _cold(folder, name, (*UNISONO, "check", "wrong/docs"), pages, wrong.samples, 1 if wrong.wrong else 0)


def _cold(folder: Path, name: str, command: Sequence[str], pages: int, samples: int, status: int) -> Case:
    cache = folder / f"cache {name}"
    verify = partial(_verify_check, pages=pages, samples=samples, said=[])
    forget = partial(shutil.rmtree, cache, ignore_errors=True)
    return Case(Measured("check", name, pages, samples), command, folder, environment(cache), (status,), forget, verify)


def corpus_cases(folder: Path, corpus: Path) -> Iterator[Case]:
    """A corpus has what it has: its findings are no failure, but its pages are counted by a first run."""
    folder.mkdir(parents=True, exist_ok=True)
    output = run((*UNISONO, "check", str(corpus)), folder, environment(folder / "first"), (0, 1)).output
    pages, samples = _counts(output)
    yield from _cold_and_warm(folder, "check of the corpus", str(corpus), pages, samples, allowed=(0, 1))


def _cold_and_warm(folder: Path, group: str, target: str, pages: int, samples: int, allowed: Sequence[int]) -> Iterator[Case]:
    cache = folder / "cache"
    command = (*UNISONO, "check", target)
    verify: Callable[[Spent], str] = partial(_verify_check, pages=pages, samples=samples, said=[])
    make = partial(Case, folder=folder, env=environment(cache), allowed=allowed)

    def verify_cold(spent: Spent) -> str:
        return verify(spent) or ("" if cache.exists() and any(cache.iterdir()) else "left no cache")

    forget = partial(shutil.rmtree, cache, ignore_errors=True)
    yield make(Measured(group, "cold", pages, samples), command, prepare=forget, verify=verify_cold)
    yield make(Measured(group, "warm", pages, samples), command, verify=verify)
    if "--no-cache" in run((*UNISONO, "check", "--help"), folder, environment()).output.decode():
        yield make(Measured(group, "--no-cache", pages, samples), (*command, "--no-cache"), verify=verify)


def _verify_check(spent: Spent, pages: int, samples: int, said: list[bytes]) -> str:
    """That everything was looked at, and that each run of the same pages says the same."""
    if _counts(spent.output) != (pages, samples):
        raise UnfitError(f"{_counts(spent.output)} pages and samples instead of {pages, samples}")
    said.append(spent.output)
    if said[0] != spent.output:
        raise UnfitError("two runs over the same pages do not say the same")
    return ""


def _counts(output: bytes) -> tuple[int, int]:
    """Endpoint pages and samples, from the last line of a check."""
    found = re.search(r"([\d,]+) endpoint pages?, ([\d,]+) samples?", output.decode())
    if found is None:
        raise UnfitError(f"no summary: {output[-500:].decode(errors='replace')}")
    return int(found[1].replace(",", "")), int(found[2].replace(",", ""))
