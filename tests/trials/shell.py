"""How bash runs a sample, and many of them."""

from __future__ import annotations

from collections.abc import Sequence

from trials.running import Batch, Ended, Job, run_batch_command, run_command
from unisono.languages.reading import Uncalled

PROGRAMS = ("bash",)

# As in a terminal, where a line's `!` is expanded before anything else of it is read.
_TERMINAL = "set -o history -o histexpand\n"


def called(functions: Sequence[Uncalled], _code: str) -> str:
    """Lines that call functions one after the other."""
    return "".join(f"\n{one.name}{_arguments(one)}" for one in functions) + "\n"


def _arguments(function: Uncalled) -> str:
    """What each `$1` of a function is called with; one that has a value of its own is empty."""
    last = max((int(name[1:]) for name in function.parameters), default=0)
    return "".join(" a" if f"${number}" in function.parameters else " ''" for number in range(1, last + 1))


def run(job: Job) -> Ended:
    script = job.cwd / "sample.sh"
    script.write_bytes(job.code.encode())
    return run_command(["bash", str(script)], job)


def run_batch(batch: Batch, functions: str) -> str:
    """With these functions in the place of the commands of the same names."""
    lines = "".join(f"{code}\n" for code in batch.codes)
    return run_batch_command(["bash", "--norc", batch.written("samples.sh", _TERMINAL + functions + lines)], batch)
