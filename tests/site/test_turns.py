"""Who waits goes before who works behind."""

from __future__ import annotations

import threading
import time

from unisono.site.turns import Turns


def test_whoever_answers_goes_first() -> None:
    turns, order = Turns(), list[str]()

    def behind() -> None:
        with turns.last():
            order.append("behind")

    def answer() -> None:
        with turns.first():
            order.append("answer")

    threads = [threading.Thread(target=work) for work in (behind, answer)]
    with turns.last():
        threads[0].start()
        threads[1].start()
        while not turns._waiting:
            time.sleep(0.001)
        order.append("working")
    for thread in threads:
        thread.join()
    assert order == ["working", "answer", "behind"]


def test_a_turn_ends_with_an_error() -> None:
    turns = Turns()
    for turn in (turns.first, turns.last, turns.first):
        try:
            with turn():
                raise KeyError
        except KeyError:
            pass
    assert not turns._taken
