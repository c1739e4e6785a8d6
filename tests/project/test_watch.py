"""Waiting until files change."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from unisono.project.watch import Watch


def _warn(module: str) -> None:
    warnings.warn_explicit("Callback with id '1' already exists", RuntimeWarning, "a.py", 1, module=module, registry={})


def test_warnings_of_the_observer_are_kept_from_the_report(tmp_path: Path) -> None:
    with warnings.catch_warnings(record=True) as shown:
        warnings.simplefilter("always")
        _warn("watchdog.observers.inotify")
        with Watch([tmp_path]):
            _warn("watchdog.observers.inotify")
            _warn("unisono.project.watch")
        _warn("watchdog.observers.inotify")
    assert len(shown) == 3


@pytest.mark.parametrize("name", ["new.md", "new/new.md"])
def test_changes_of_a_folder(name: str, tmp_path: Path) -> None:
    with Watch([tmp_path]) as watch:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("New.\n", encoding="utf-8")
        assert tmp_path / name in watch.changed()
