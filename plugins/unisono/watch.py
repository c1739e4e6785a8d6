"""Waiting until files change."""

from __future__ import annotations

import os
import queue
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

SETTLED = 0.1
"""Seconds without another change after which a change is over: editors write a file in several steps."""


class Watch(FileSystemEventHandler):
    """Looks at folders, with all below them, while it is entered."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._changes: queue.Queue[Path] = queue.Queue()
        self._observer = Observer()
        for folder in _outermost(folders):
            self._observer.schedule(self, str(folder), recursive=True)

    def __enter__(self) -> Self:
        self._observer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._observer.stop()
        self._observer.join()

    def changed(self) -> set[Path]:
        """Waits for a change; the files that are written, moved or gone since the last call."""
        found: set[Path] = set()
        while not found:
            try:
                found.add(self._changes.get(timeout=1))  # a wait with an end lets Ctrl+C through on every system
            except queue.Empty:
                continue
        while True:
            try:
                found.add(self._changes.get(timeout=SETTLED))
            except queue.Empty:
                return found

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in {"created", "modified", "moved", "deleted"} and not event.is_directory:
            for path in (event.src_path, event.dest_path):
                if path:
                    self._changes.put(Path(os.path.normpath(os.fsdecode(path))))


def _outermost(folders: Iterable[Path]) -> list[Path]:
    """Without those that are in another one, which would be told of twice."""
    absolute = {Path(os.path.normpath(folder.absolute())) for folder in folders}
    return sorted(folder for folder in absolute if not absolute & set(folder.parents))
