"""Names of files from words that may be anything."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import PurePosixPath

from unisono.text.regex import regex

MAX_NAME = 80
"""Characters of a file's name before its ending."""

MAX_PATH = 400
"""Characters of a file's path."""

_DEVICES = regex(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
"""Names that Windows keeps for itself (<https://learn.microsoft.com/windows/win32/fileio/naming-a-file>)."""

_ODD = regex(r'[\x00-\x1f\x7f<>:"|?*\\]')
_UNFIT = regex(rf"(?:{_ODD.pattern}|/)+")


def slug(text: str, otherwise: str = "page") -> str:
    """Words as the name of a file or a folder, without its ending: lower case, with `_` between them."""
    folded = unicodedata.normalize("NFKC", text[:1_000]).casefold()
    name = "_".join(re.findall(r"[^\W_]+", folded))[:MAX_NAME].strip("_")
    return f"{name}_" if _DEVICES.fullmatch(name) else name or otherwise


def file_name(text: str, otherwise: str = "page") -> str:
    """Words as the name of a file or a folder as they are, without its ending, and without what not every system can have."""
    name = " ".join(_UNFIT.sub(" ", unicodedata.normalize("NFC", text[:1_000])).split())[:MAX_NAME].strip(" .") or otherwise
    return f"{name}_" if _DEVICES.fullmatch(name) else name


class Names:
    """The paths that are given away. Two that differ by case alone are one on many disks."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._numbers: Counter[str] = Counter()

    def free(self, path: str) -> str:
        """The path, or where another file has it, the same with a number before its ending."""
        found = given = PurePosixPath(path)
        while str(found).casefold() in self._taken:
            self._numbers[path.casefold()] += 1
            found = given.with_name(f"{given.stem}_{self._numbers[path.casefold()] + 1}{given.suffix}")
        self._taken.add(str(found).casefold())
        return str(found)


def fault(path: str) -> str | None:
    """What keeps a path with slashes from being that of a file of the site; None for nothing."""
    parts = path.split("/")
    if len(path) > MAX_PATH or any(len(part.encode()) > 250 for part in parts):
        return "it is too long"
    if any(part in {"", ".", ".."} for part in parts):
        return "it leads out of the folder"
    if any(_ODD.search(part) or part != part.rstrip(". ") or _DEVICES.fullmatch(part) for part in parts):
        return "not every system can have a file of that name"
    return "it is in git's own folder" if any(part.casefold() == ".git" for part in parts) else None
