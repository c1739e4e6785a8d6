"""How samples with Guzzle run."""

from __future__ import annotations

from trials import php
from trials.php import ENVIRONMENT, PROGRAMS, run, run_batch

__all__ = ["ENVIRONMENT", "LIBRARIES", "PLACES", "PROGRAMS", "needs", "run", "run_batch"]

LIBRARIES = {"php-curl": php.extension, "guzzle": php.guzzle}
PLACES: dict[str, str] = {}


def needs(_code: str) -> list[str]:
    return [*PROGRAMS, *LIBRARIES]
