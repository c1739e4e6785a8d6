"""What all tests share: the switch that rewrites expected output, and where the reference corpus lies."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from trials.clients import versions

# No test fails because a machine is busy, and CI's results can be had again: its examples are the same in every run.
settings.register_profile(
    "unisono", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI"))
)
settings.load_profile("unisono")

pytest_plugins = ["sites", "browsing", "templates"]

CORPUS = Path(os.environ.get("UNISONO_CORPUS", Path(__file__).parent.parent.parent / "shared" / "corpus" / "crux-docs"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write what was found as the new expected output")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """All that is collected is there until the end: it is seldom looked at for what is no longer used. It is not frozen:
    Hypothesis asks who refers to its source of random numbers, and what is frozen does not answer."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.set_threshold(100_000, 50, 1_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a real browser does on a busy machine may come in another order: such a test has failed when it fails three times.
    The summary names those that were run again."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=2))


def pytest_report_header() -> str:
    return "clients: " + (", ".join(f"{name} {version}" for name, version in versions().items()) or "none")


@pytest.fixture(scope="session", autouse=True)
def cache_of_fixtures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What several tests share is made before `own_cache` of the first of them, and must leave nothing where its pages are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UNISONO_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "cache"))
        yield


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has a cache of its own: what one test makes wrong on purpose is not known to another. Nor is the user's key."""
    folder = tmp_path_factory.getbasetemp() / f"cache-{next(_NUMBERS)}"
    monkeypatch.setenv("UNISONO_CACHE_DIR", str(folder))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "user"))


_NUMBERS = count()


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The reference corpus; a test that needs it is skipped, and says so, where it is not."""
    if not CORPUS.is_dir():
        pytest.skip(f"the reference corpus is not at {CORPUS}; set UNISONO_CORPUS to its folder")
    return CORPUS


class Expected:
    """Exact output kept in a file beside its case; `--update` writes it anew."""

    def __init__(self, update: bool) -> None:
        self.update = update

    def check(self, path: Path, found: str) -> None:
        if self.update:
            path.write_text(found, encoding="utf-8")
            return
        assert path.exists(), f"{path} is missing: run pytest --update, then read what it wrote"
        assert found == path.read_text(encoding="utf-8"), f"not what {path} says; pytest --update rewrites it"


@pytest.fixture
def expected(request: pytest.FixtureRequest) -> Expected:
    return Expected(bool(request.config.getoption("--update")))
