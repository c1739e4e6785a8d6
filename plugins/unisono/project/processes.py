"""Work shared out among copies of this process, which start at once because they have all that it has; where it may not be
copied, among fresh processes of Python."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

Given = TypeVar("Given")
Made = TypeVar("Made")

_AHEAD = 3
"""Batches for each process that are given out before the first is taken: what is made waits in memory."""


def possible() -> bool:
    """Whether this process may be copied: on Linux, whose libraries bear it (those of macOS do not, see `multiprocessing` in
    Python's manual), and while no other thread runs, which a copy would leave half done."""
    return sys.platform == "linux" and threading.active_count() == 1


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def mapped(
    work: Callable[[Given], Made], given: Sequence[Given], jobs: int, batch: int, *, ahead: int = 0, fresh: bool = False
) -> Generator[Made]:
    """What `work` makes of each, in order, in up to `jobs` processes that take `batch` at a time.

    The first `ahead` are worked out here, before this process is copied: the copies then have what that imported, compiled and
    looked up, which takes each of them as long as it takes this one.

    What `work` is given and what it makes is pickled. `work` itself may hold anything; with `fresh`, where the processes are no
    copies of this one but started anew, it is pickled too. They end with this process, however it ends. Raises what `work`
    raises, what pickling or starting a process raises, and `concurrent.futures.process.BrokenProcessPool` when a process is
    killed; for one that is killed in the middle of handing over what it made, it waits for ever.
    """
    # They take a tenth of the start-up, and many runs have nothing to share out.
    import multiprocessing  # noqa: PLC0415
    import pickle  # noqa: PLC0415
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    yield from map(work, given[:ahead])
    given = given[ahead:]
    processes = max(1, min(jobs, -(-len(given) // batch)))
    # Pickled here and not by the executor, which cannot be shut down any more after it has failed to.
    batches = (pickle.dumps(given[at : at + batch]) for at in range(0, len(given), batch))
    kind = multiprocessing.get_context("spawn" if fresh else "fork")
    others = set(multiprocessing.active_children())
    with _safe_path():
        executor = ProcessPoolExecutor(processes, kind, _take_work, (work, os.getpid()))
    waiting: deque[Future[list[Made]]] = deque()

    def begin(number: int) -> None:
        with _safe_path():
            waiting.extend(executor.submit(_do, part) for part in islice(batches, number))

    try:
        begin(_AHEAD * processes)
        while waiting:
            made = waiting.popleft().result()
            begin(1)
            if not waiting:
                executor.shutdown()  # before the last is given out: who counts what it takes does not ask for more
            yield from made
    finally:
        # What nobody wants is not begun. It waits for the executor's thread: one that still ends while Python does writes to
        # a pipe that is closed already, and says so (as in CPython's gh-83279).
        executor.shutdown(cancel_futures=True)
        for process in set(multiprocessing.active_children()) - others:  # started before one that could not be
            process.kill()
            process.join()


_work: Callable[[Any], Any]
"""What a copy is for."""


@contextmanager
def _safe_path() -> Iterator[None]:
    """Processes of Python that are started meanwhile do not look for modules in the working directory, which is anybody's."""
    name = "PYTHONSAFEPATH"  # the same as -P (Python's manual, "Command line and environment")
    before = os.environ.get(name)
    os.environ[name] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def _take_work(work: Callable[[Any], Any], parent: int) -> None:
    global _work  # noqa: PLW0603 (a process of a pool has nowhere else to keep it)
    _end_with(parent)
    _work = work
    look_for_garbage_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the process that shares out, and with it its copies


_PR_SET_PDEATHSIG = 1
"""prctl(2): the signal that a process gets when the one that started it ends."""


def _end_with(parent: int) -> None:
    """A process would wait for work for ever, and keep the output open, when the one that shares out is killed. Linux itself
    ends it, whatever it is at; elsewhere a thread does, as soon as it has its turn."""
    if sys.platform != "linux":
        threading.Thread(target=_end_with_parent, daemon=True).start()
        return
    import ctypes  # noqa: PLC0415 (only a copy needs it, and the process that shares out is to start without it)

    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
    if os.getppid() != parent:  # it ended before
        os._exit(1)


def _end_with_parent() -> None:
    from multiprocessing import connection, parent_process  # noqa: PLC0415 (as in `mapped`)

    if parent := parent_process():
        connection.wait([parent.sentinel])
        os._exit(1)


def _do(given: bytes) -> list[Any]:
    import pickle  # noqa: PLC0415 (a copy has it)

    return [_work(one) for one in pickle.loads(given)]  # noqa: S301 (made by this program a moment ago)


@cache  # a process calls it for each part of its work
def look_for_garbage_seldom(objects: int = 500_000) -> None:
    """For processes that end with their work: hardly any of what reading pages makes is garbage before that, and looking for it
    costs a seventh of the time. Half a million objects are less than 100 MB; copies of a process that looks for them later do
    so as it does. At the end Python would look through all that is left, which for a site of 1,000 pages takes half a second,
    right before the memory is given back as a whole."""
    gc.set_threshold(max(objects, gc.get_threshold()[0]))
    atexit.register(gc.freeze)
