"""How bash runs a sample, and many of them."""

from __future__ import annotations

from trials.running import Batch, Ended, Job, run_batch_command, run_command

PROGRAMS = ("bash",)

# As in a terminal, where a line's `!` is expanded before anything else of it is read.
_TERMINAL = "set -o history -o histexpand\n"


def run(job: Job) -> Ended:
    script = job.cwd / "sample.sh"
    script.write_bytes(job.code.encode())
    return run_command(["bash", str(script)], job)


def run_batch(batch: Batch, functions: str) -> str:
    """With these functions in the place of the commands of the same names."""
    lines = "".join(f"{code}\n" for code in batch.codes)
    return run_batch_command(["bash", "--norc", batch.written("samples.sh", _TERMINAL + functions + lines)], batch)
