"""How bash runs a sample, and many of them."""

from __future__ import annotations

from trials.running import Batch, run_batch_command
from unisono.languages.shell.running import called

__all__ = ["called"]

PROGRAMS = ("bash",)

# As in a terminal, where a line's `!` is expanded before anything else of it is read.
_TERMINAL = "set -o history -o histexpand\n"


def run_batch(batch: Batch, functions: str) -> str:
    """With these functions in the place of the commands of the same names."""
    lines = "".join(f"{code}\n" for code in batch.codes)
    return run_batch_command(["bash", "--norc", batch.written("samples.sh", _TERMINAL + functions + lines)], batch)
