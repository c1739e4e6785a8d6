"""One run of a sample: what is run, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from unisono.languages.running import Recipe
from unisono.records import dataclass
from unisono.running.sent import Sent


@dataclass(frozen=True)
class Run:
    """What is run: a recipe, the values of variables, the texts of files, the names and the ports that are to be the
    recorder's, and the members of its answers. `programs` are those that it needs."""

    recipe: Recipe
    variables: Mapping[str, str]
    files: Mapping[str, str]
    hosts: Sequence[str]
    ports: Sequence[int]
    answer: Mapping[str, str]
    programs: Sequence[Path] = ()


@dataclass(frozen=True)
class Ended:
    """How a run ended: its exit status (negative: killed, by that signal), what it wrote to standard error but for the middle
    of much, what the server got, whether it ran out of time, and whether it wanted input."""

    status: int
    errors: str
    sent: tuple[Sent, ...]
    is_late: bool = False
    asked: bool = False
