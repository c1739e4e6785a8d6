"""How bash runs a sample."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unisono.languages.reading import Uncalled
from unisono.languages.running import Recipe

NEEDS = {"bash": ("bash", "--version")}


def in_bash(
    code: str,
    needs: Mapping[str, Sequence[str]],
    environment: Mapping[str, str],
    redirected: Mapping[str, str],
    settings: Mapping[str, str] | None = None,
    files: Mapping[str, str] | None = None,
) -> Recipe:
    """What runs in the background would die with bash, whose terminal it is; so bash waits for it."""
    return Recipe(
        {**NEEDS, **needs},
        ("bash", "sample.sh"),
        {"sample.sh": code, ".at-exit.sh": "trap wait EXIT\n", **(files or {})},
        {"BASH_ENV": "{folder}/.at-exit.sh", **environment},
        settings or {},
        redirected,
    )


def called(functions: Sequence[Uncalled], _code: str) -> str:
    """Lines that call functions one after the other."""
    return "".join(f"\n{one.name}{_arguments(one)}" for one in functions) + "\n"


def _arguments(function: Uncalled) -> str:
    """What each `$1` of a function is called with; one that has a value of its own is empty."""
    last = max((int(name[1:]) for name in function.parameters), default=0)
    return "".join(" a" if f"${number}" in function.parameters else " ''" for number in range(1, last + 1))
