"""Files that are written: whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_IMODE, S_ISREG
from typing import TextIO

from unisono.text.files import leads_to


@contextmanager
def replaced(file: Path) -> Iterator[TextIO]:
    """A stream for the text that takes the place of what is in the file, when the block ends without an error; until then, and
    whatever ends this process, the file is as it was. Its permissions stay.

    A symbolic link stays too: the file that it leads to is replaced. A device or a pipe is written to at once. Raises OSError,
    and UnreadableError for a link that leads out of the project (`leads_to`).
    """
    target = leads_to(file)
    mode = _mode(file)
    if (mode is None or S_ISREG(mode)) and not file.is_relative_to("/dev"):  # where standard output may be a regular file
        with _beside(target, None if mode is None else S_IMODE(mode), durable=True) as out:
            yield out
    else:
        with file.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
            yield out


def write_whole(file: Path, content: str | bytes) -> None:
    """Replace one of many files that are made anew anyway; whoever reads it meanwhile sees the old one or the new. The folder
    is made if it is not there. Raises OSError."""
    data = content if isinstance(content, bytes) else content.encode(errors="backslashreplace")
    try:
        with _beside(file, None, durable=False) as out:
            out.buffer.write(data)
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        with _beside(file, None, durable=False) as out:
            out.buffer.write(data)


@contextmanager
def _beside(target: Path, mode: int | None, *, durable: bool) -> Iterator[TextIO]:
    """A new file in the same folder, and so on the same disk, that is renamed in the end (rename(2)). If `durable`, it is on
    the disk before it has the name, so that a power failure does not leave an empty one."""
    new = target.with_name(f".unisono-{os.urandom(8).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(new, flags, 0o666)
    try:
        with open(descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:  # noqa: PTH123
            if mode is not None:
                new.chmod(mode)
            yield out
            out.flush()
            if durable:
                os.fsync(descriptor)
        new.replace(target)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _mode(file: Path) -> int | None:
    try:
        return file.stat().st_mode
    except FileNotFoundError:
        return None
