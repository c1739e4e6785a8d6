"""Waiting for changes: also in a folder that is gone and made anew."""

from __future__ import annotations

import shutil
from pathlib import Path

from unisono.watch import Watch


def test_folder_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.md").write_text("one")
    with Watch([folder]) as watch:
        shutil.rmtree(folder)
        assert watch.changed() >= {folder / "a.md"}
        folder.mkdir()
        (folder / "b.md").write_text("two")
        while folder / "b.md" not in watch.changed():
            pass
        (folder / "b.md").write_text("three")
        assert folder / "b.md" in watch.changed()
