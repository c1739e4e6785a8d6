"""Work shared out among copies of the process: in order, with errors told, and nothing left behind.

Each case is a process of its own, as the one that runs the tests has threads.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from functools import partial

import pytest

from unisono.project import processes


def order_and_what_cannot_be_pickled() -> None:
    lock = threading.Lock()

    def work(number: int) -> tuple[int, int, bool]:
        return number * 2, os.getpid(), lock.locked()

    made = list(processes.mapped(work, range(40), 2, 3))
    assert [(double, locked) for double, _, locked in made] == [(number * 2, False) for number in range(40)]
    assert os.getpid() not in {process for _, process, _ in made}


def the_first_are_worked_out_before_there_are_copies() -> None:
    made = processes.mapped(lambda _: os.getpid(), range(40), 2, 3, ahead=4)
    assert [next(made) for _ in range(4)] == [os.getpid()] * 4
    assert not multiprocessing.active_children()
    assert os.getpid() not in set(made)


def all_are_among_the_first() -> None:
    assert list(processes.mapped(str, [1, 2], 2, 10, ahead=4)) == ["1", "2"]


def more_processes_than_work() -> None:
    assert list(processes.mapped(str, [1, 2], 64, 10)) == ["1", "2"]


def nothing_is_left_after_the_last() -> None:
    made = processes.mapped(str, range(10), 2, 3)
    assert [next(made) for _ in range(10)] == [str(number) for number in range(10)]
    assert processes.possible()
    assert not multiprocessing.active_children()


def nothing_is_left_when_the_rest_is_not_wanted() -> None:
    made = processes.mapped(str, range(1000), 2, 3)
    assert next(made) == "0"
    made.close()
    assert processes.possible()
    assert not multiprocessing.active_children()


def an_error_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        list(processes.mapped(partial(divmod, 1), [1, 0], 2, 1))
    assert processes.possible()


def what_cannot_be_pickled_is_an_error() -> None:
    with pytest.raises(TypeError, match="pickle"):
        list(processes.mapped(id, [threading.Lock()] * 30, 2, 1))
    assert processes.possible()
    assert not multiprocessing.active_children()


def a_process_that_cannot_be_started_is_an_error() -> None:
    fork, started = os.fork, iter(range(9))

    def limited() -> int:
        if next(started) == 2:
            raise BlockingIOError
        return fork()

    os.fork = limited
    with pytest.raises(BlockingIOError):
        list(processes.mapped(str, range(30), 4, 1))
    assert processes.possible()
    assert not multiprocessing.active_children()


def copies_end_with_a_killed_process() -> None:
    """The output is open as long as a copy lives, and whoever reads it waits."""
    if os.fork() == 0:
        for number in processes.mapped(_slowly, range(30), 2, 1):
            if number == 1:
                os.kill(os.getpid(), signal.SIGKILL)
    os.wait()


def _slowly(number: int) -> int:
    time.sleep(0.05)
    return number


def copies_end_with_a_killed_process_whatever_they_are_at() -> None:
    """In a search that never ends, no other thread of a process has its turn."""
    if os.fork() == 0:
        signal.alarm(1)  # which ends a process that does not care for it
        list(processes.mapped(_for_ever, range(4), 2, 1))
    os.wait()


def _for_ever(number: int) -> object:
    return re.match("(a+)+$", "a" * 60 + "b" * (number + 1))


def fresh_processes() -> None:
    assert list(processes.mapped(_double, range(40), 2, 3, fresh=True)) == [number * 2 for number in range(40)]
    assert not multiprocessing.active_children()
    assert "PYTHONSAFEPATH" not in os.environ


def fresh_processes_end_with_a_killed_process() -> None:
    started = subprocess.Popen([sys.executable, __file__, "started_anew"])
    assert started.wait() == -signal.SIGKILL


def started_anew() -> None:
    for number in processes.mapped(_slowly, range(30), 2, 1, fresh=True):
        if number == 1:
            os.kill(os.getpid(), signal.SIGKILL)


def _double(number: int) -> int:
    return number * 2


def a_killed_process_is_an_error() -> None:
    def die(number: int) -> None:
        if number == 1:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(BrokenProcessPool):
        list(processes.mapped(die, [0, 1, 2], 2, 1))


def not_with_threads() -> None:
    assert processes.possible()
    event = threading.Event()
    thread = threading.Thread(target=event.wait)
    thread.start()
    assert not processes.possible()
    event.set()
    thread.join()


CASES = (
    order_and_what_cannot_be_pickled,
    the_first_are_worked_out_before_there_are_copies,
    all_are_among_the_first,
    more_processes_than_work,
    nothing_is_left_after_the_last,
    nothing_is_left_when_the_rest_is_not_wanted,
    an_error_is_raised,
    what_cannot_be_pickled_is_an_error,
    a_process_that_cannot_be_started_is_an_error,
    copies_end_with_a_killed_process,
    copies_end_with_a_killed_process_whatever_they_are_at,
    fresh_processes,
    fresh_processes_end_with_a_killed_process,
    a_killed_process_is_an_error,
    not_with_threads,
)


@pytest.mark.skipif(sys.platform != "linux", reason="copies of a process are what Linux has")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_alone(case: Callable[[], None]) -> None:
    done = subprocess.run([sys.executable, __file__, case.__name__], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr


if __name__ == "__main__":
    next(case for case in (*CASES, started_anew) if case.__name__ == sys.argv[1])()
