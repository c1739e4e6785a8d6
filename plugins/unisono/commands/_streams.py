"""Standard input, standard output and standard error, which may be full, closed, or not there at all."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable
from typing import Any, BinaryIO, TextIO


class Stream(io.TextIOWrapper):
    """A standard stream as UTF-8, whatever the locale: pages are UTF-8, and names of files may be no text at all. `fail` is
    called with the error that keeps it from being written; what is written after that goes nowhere."""

    def __init__(
        self, buffer: BinaryIO | io.BufferedWriter, descriptor: int, fail: Callable[[OSError], None], *, by_line: bool
    ) -> None:
        super().__init__(buffer, encoding="utf-8", errors="backslashreplace", line_buffering=by_line)
        self._descriptor = descriptor
        self._fail = fail

    def write(self, text: str) -> int:
        try:
            return super().write(text)
        except OSError as error:
            self._failed(error)
            return len(text)

    def flush(self) -> None:
        try:
            super().flush()
        except OSError as error:
            self._failed(error)

    def _failed(self, error: OSError) -> None:
        # What is still to be written would fail again when Python ends (`signal`, "Note on SIGPIPE", in its manual).
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._descriptor)
        os.close(nowhere)
        self._fail(error)


class _Closed(io.RawIOBase):
    """In the place of a stream that this process was started without. Only the first text is refused."""

    _refused = False

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        if not self._refused:
            self._refused = True
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        return len(data)


def take_streams(fail: Callable[[OSError], None]) -> None:
    """Has `fail` called when standard output cannot be written; that standard error cannot, nobody can be told. Streams that
    somebody has put in the place of the process's own are left alone."""
    if sys.stdout is sys.__stdout__:
        sys.stdout = _taken(sys.stdout, 1, fail)
    if sys.stderr is sys.__stderr__:
        sys.stderr = _taken(sys.stderr, 2, _nobody_to_tell)


def standard_input() -> BinaryIO:
    """What this process reads. Raises OSError where it was started without."""
    if sys.stdin is None:
        raise OSError(errno.EBADF, "there is no standard input")
    return sys.stdin.buffer


def _taken(stream: TextIO | None, descriptor: int, fail: Callable[[OSError], None]) -> TextIO:
    if stream is None:
        while (nowhere := os.open(os.devnull, os.O_RDWR)) < descriptor:  # or the next file that is opened would be the stream
            pass
        if nowhere > descriptor:
            os.close(nowhere)
        return Stream(io.BufferedWriter(_Closed()), descriptor, fail, by_line=True)
    if type(stream) is not io.TextIOWrapper:
        return stream
    return Stream(stream.buffer, descriptor, fail, by_line=stream.line_buffering)


def _nobody_to_tell(error: OSError) -> None:
    del error
