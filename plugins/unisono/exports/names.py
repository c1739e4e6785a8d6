"""Names of the files of an export, from the names of endpoints, which may be anything."""

from __future__ import annotations

import re
import unicodedata

from unisono.text.regex import regex

MAX_NAME = 80
"""Characters of a file's name before its ending."""

_ODD = regex(r'[\x00-\x1f\x7f<>:"|?*\\/]+')
_DEVICES = regex(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for itself (<https://learn.microsoft.com/windows/win32/fileio/naming-a-file>)."""


class FileNames:
    """The paths that an export has given away. Two that differ by case alone are one on many disks."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def free(self, folder: str, name: str, ending: str) -> str:
        """A path in the folder for what has this name."""
        base = _ODD.sub(" ", unicodedata.normalize("NFC", name))
        base = " ".join(base.split())[:MAX_NAME].strip(" .") or "Request"
        if _DEVICES.fullmatch(base):
            base += "_"
        path, number = self._path(folder, base, ending), 1
        while path.casefold() in self._taken:
            number += 1
            path = self._path(folder, f"{base} {number}", ending)
        self._taken.add(path.casefold())
        return path

    def _path(self, folder: str, base: str, ending: str) -> str:
        return f"{folder}/{base}{ending}" if folder else f"{base}{ending}"
