"""When this program itself fails at a page: what it says, and where it went wrong. All other pages go on."""

from __future__ import annotations

from pathlib import Path
from traceback import walk_tb

RULE = "internal-error"
"""The rule under which it is reported. It is always applied, and nothing accepts what it finds."""

PREFIX = "internal error: "
"""What its messages begin with, and no other."""

_PACKAGE = str(Path(__file__).parent.parent)


def of_rule(name: str, error: Exception) -> str:
    """An exception of a rule that is not this program's own, where it comes from, and what to do."""
    *_, (frame, line) = walk_tb(error.__traceback__)
    where = f"{Path(frame.f_code.co_filename).name}:{line}"
    return f"{PREFIX}the rule '{name}' of a package of your own failed: {type(error).__name__} at {where}; mend it there"


def described(error: Exception) -> str:
    """An exception that nobody expected, the last place of this program that it came through, and what to do."""
    where = "an unknown place"
    for frame, line in walk_tb(error.__traceback__):
        file = frame.f_code.co_filename
        if file.startswith(_PACKAGE):
            where = f"{Path(file).relative_to(_PACKAGE).as_posix()}:{line}"
    return f"{PREFIX}{type(error).__name__} at {where}; report it to the authors of Unisono with what stands here"
