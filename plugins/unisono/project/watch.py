"""Waiting until files change."""

from __future__ import annotations

import os
import queue
import sys
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from watchdog.events import DirDeletedEvent, DirMovedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

SETTLED = 0.1
"""Seconds without another change after which a change is over: editors write a file in several steps."""

IDLE = 1.0
"""Seconds of one wait; with an end, it lets Ctrl+C through on every system."""

GONE = 0.2
"""Seconds between looks whether a folder that is gone is there again."""


class Watch(FileSystemEventHandler):
    """Looks at folders, with all below them, while it is entered. They may go and be made anew: the system's watch is on what
    was there, not on its name, so that what takes its place needs another."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = _outermost(folders)
        self._changes: queue.Queue[Path] = queue.Queue()
        self._observer = Observer()
        self._watches: dict[Path, ObservedWatch] = {}
        self._warnings = warnings.catch_warnings()

    def __enter__(self) -> Self:
        self._warnings.__enter__()
        # watchdog 7 warns, from a thread, when it looks twice at a folder that is made while it looks (inotify_c.py,
        # `_add_callback`): nothing a reader of the report can do anything about, and nothing is missed.
        warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"watchdog\.")
        self._observer.start()
        self._look_at_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._observer.stop()
        self._observer.join()
        self._warnings.__exit__(kind, error, trace)

    def changed(self) -> set[Path]:
        """Waits for a change; the files that are written, moved or gone since the last call, the folders that are made, moved
        or gone, and those of `folders` that are there again, where anything may have changed."""
        found: set[Path] = set()
        while not found:
            found = self._next(IDLE if self._watches.keys() >= set(self.folders) else GONE) | self._look_at_all()
        while more := self._next(SETTLED) | self._look_at_all():
            found |= more
        return found

    def on_any_event(self, event: FileSystemEvent) -> None:
        """What watchdog calls, in a thread of its own."""
        changes = {"created", "moved", "deleted"} if event.is_directory else {"created", "modified", "moved", "deleted"}
        if event.event_type in changes:
            for path in (event.src_path, event.dest_path):
                if path:
                    self._changes.put(Path(os.path.normpath(os.fsdecode(path))))

    def _next(self, timeout: float) -> set[Path]:
        try:
            path = self._changes.get(timeout=timeout)
        except queue.Empty:
            return set()
        for folder in [folder for folder in self._watches if folder.is_relative_to(path)]:
            self._observer.unschedule(self._watches.pop(folder))
        return {path}

    def _look_at_all(self) -> set[Path]:
        """Looks at what is there and is not looked at, folders above first; which of `folders` that are."""
        found = set()
        for folder in [*_above(self.folders), *self.folders]:
            if folder not in self._watches and os.access(folder, os.R_OK) and self._look_at(folder) and folder in self.folders:
                found.add(folder)
        return found

    def _look_at(self, folder: Path) -> bool:
        """Whether the folder is still there. Raises OSError for one that is and cannot be looked at."""
        below = folder in self.folders
        events: list[type[FileSystemEvent]] | None = None if below else [DirDeletedEvent, DirMovedEvent]
        try:
            self._watches[folder] = self._observer.schedule(self, str(folder), recursive=below, event_filter=events)
        except OSError:
            if folder.is_dir():
                raise
            return False
        return True


def _above(folders: Iterable[Path]) -> Iterator[Path]:
    """The folders above, from the root on, where the system does not say of a folder that it has moved with one of them."""
    if sys.platform.startswith("linux"):  # inotify(7); FSEvents does, and on Windows such a folder cannot be moved
        yield from sorted({parent for folder in folders for parent in folder.parents})


def _outermost(folders: Iterable[Path]) -> list[Path]:
    """Without those that are in another one, which would be told of twice."""
    absolute = {Path(os.path.normpath(folder.absolute())) for folder in folders}
    return sorted(folder for folder in absolute if not absolute & set(folder.parents))
