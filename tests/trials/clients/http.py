"""How HTTP messages run: not at all. No client sends one as it stands, and those of `.http` files differ from each other."""

from __future__ import annotations

from collections.abc import Mapping

from trials.running import Batch, Ended, Job

PLACES: Mapping[str, str] = {}
"""What a reader's own values become in messages is in `drawing/test_quoting.py`."""


def needs(_code: str) -> list[str]:
    return ["a client that sends messages as they stand"]


def run(job: Job) -> Ended:
    raise AssertionError(job.code)


def run_batch(batch: Batch) -> str:
    raise AssertionError(batch.codes)
