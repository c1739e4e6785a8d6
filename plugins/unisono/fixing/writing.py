"""A mended page back into its file: whole, and only if it is still the one that was read."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_IWGRP, S_IWOTH, S_IWUSR

from unisono.text.files import UnreadableError, first_bytes, read_source
from unisono.text.replacing import replaced
from unisono.text.source import Source


class Unwritten(Exception):
    """The file is left as it is; the message says why and what to do."""


def write_back(path: Path, root: Path, before: Source, text: str) -> None:
    """Put `text` in the place of what was read from a file in the folder `root`. Killed at any moment, it leaves the old file
    or the new one. Raises Unwritten."""
    if path.is_symlink():
        raise Unwritten("it is a symbolic link; name the file that it leads to")
    try:
        mode = path.stat().st_mode
        if not mode & (S_IWUSR | S_IWGRP | S_IWOTH) or not os.access(path, os.W_OK):
            raise Unwritten("it is read-only; make it writable")
        mark = "\ufeff" if first_bytes(path, root, 3) == b"\xef\xbb\xbf" else ""
        with replaced(path) as out:
            out.write(mark + text)
            if read_source(path, root, before.path).text != before.text:
                raise Unwritten("it has changed since it was read; try again")
    except UnreadableError as error:
        raise Unwritten(str(error)) from None
    except OSError as error:
        raise Unwritten(f"it cannot be written: {error.strerror}") from None
