"""Fuzz with a large budget: `PYTHONPATH=tests:tests/support python -m fuzz [TARGET…] --seconds 3600`.

Chance makes the inputs; with `--atheris` (`pip install atheris`), what is run of the program guides them. What raises, or
takes more than two seconds of the processor, is written to `tests/fuzz/found/`, to be made a case; memory is limited. For each
target, the number of inputs, of those that were found and of their kinds, and what the slowest took are printed.
"""

from __future__ import annotations

import argparse
import collections
import random
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

FOUND = Path(__file__).parent / "found"
SECONDS = 2
MEMORY = 1 << 30


class Hang(BaseException):
    """An input takes too long; nothing catches it."""


def _hang(*_: object) -> None:
    raise Hang


def by_chance(name: str, target: Callable[[bytes], None], seconds: float, seed: int) -> bool:
    """Whether nothing was found."""
    chance = random.Random(f"{name} {seed}")
    with suppress(Exception):
        target(b"")  # what is made once takes its time
    ends = time.process_time() + seconds
    inputs = 0
    found: collections.Counter[str] = collections.Counter()
    slowest = 0.0
    while time.process_time() < ends:
        data = chance.randbytes(chance.choice((8, 30, 100, 400)))
        inputs += 1
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        began = time.process_time()
        try:
            target(data)
        except (Exception, Hang) as error:  # noqa: BLE001 (this is what is looked for)
            signal.setitimer(signal.ITIMER_PROF, 0)
            frame = traceback.extract_tb(error.__traceback__)[-1]
            place = "" if isinstance(error, Hang) else f" at {Path(frame.filename).name}:{frame.lineno}"
            key = f"{type(error).__name__} {str(error)[:120]}{place}"
            found[key] += 1
            if found[key] == 1:
                FOUND.mkdir(exist_ok=True)
                (FOUND / f"{name}-{seed}-{len(found)}").write_bytes(data)
                print(f"{name}: {key} ({FOUND.name}/{name}-{seed}-{len(found)})", flush=True)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        slowest = max(slowest, time.process_time() - began)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{name}: {inputs:,} inputs, {sum(found.values()):,} found, of {len(found)} kinds; slowest {slowest:.2f} s, {memory} MB"
    )
    return not found


def by_atheris(name: str, seconds: int) -> None:
    """Ends the process."""
    import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore] # noqa: PLC0415 (need not be there)

    with atheris.instrument_imports(include=["unisono"]):
        known = _targets()
    FOUND.mkdir(exist_ok=True)
    options = [
        f"-max_total_time={seconds}",
        f"-timeout={SECONDS}",
        f"-rss_limit_mb={MEMORY >> 20}",
        f"-artifact_prefix={FOUND}/",
    ]
    atheris.Setup([sys.argv[0], *options], known[name])
    atheris.Fuzz()


def _targets() -> Mapping[str, Callable[[bytes], None]]:
    from fuzz.targets import targets  # noqa: PLC0415 (after Atheris can see what is imported)

    return targets()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m fuzz")
    parser.add_argument(
        "targets", nargs="*", metavar="TARGET", help="a function of fuzz.targets, without fuzz_; all by default"
    )
    parser.add_argument("--seconds", type=int, default=60, help="of the processor, for each target")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--atheris", action="store_true", help="guided by what is run; for one target")
    asked = parser.parse_args()
    if asked.atheris:
        if len(asked.targets) != 1:
            parser.error("--atheris takes one target")
        by_atheris(asked.targets[0], asked.seconds)
    known = _targets()
    if unknown := set(asked.targets) - set(known):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    resource.setrlimit(resource.RLIMIT_AS, (4 * MEMORY, 4 * MEMORY))
    signal.signal(signal.SIGPROF, _hang)
    clean = [by_chance(name, known[name], asked.seconds, asked.seed) for name in asked.targets or known]
    return 0 if all(clean) else 1


if __name__ == "__main__":
    sys.exit(main())
