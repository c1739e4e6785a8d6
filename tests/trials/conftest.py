"""A server that takes notes, and the real clients that send it something: one of each for all tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from trials.clients import Clients
from unisono.running.recorder import Recorder


@pytest.fixture(scope="session")
def recorder() -> Iterator[Recorder]:
    recorder = Recorder()
    yield recorder
    recorder.close()


@pytest.fixture(scope="session")
def clients(recorder: Recorder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clients]:
    clients = Clients(tmp_path_factory.mktemp("clients"), recorder)
    yield clients
    clients.close()
