"""That the tests compile templates once, and look through the theme once, changes nothing in the sites that they build."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.theme import Theme

from site_files import differences, files_of
from sites import build, configure, write
from templates import PLAIN, THEME


def test_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"docs/one.md": "# One\n", "theme/own.txt": "Own", "theme/.own/a.svg": "<svg/>", "theme/own/.b": "b"})
    config = configure(tmp_path, theme={"name": "material", "font": False, "custom_dir": "theme"})
    for number, name in enumerate(("first", "second")):
        write(
            tmp_path, {"theme/partials/footer.html": name, "theme/main.html": f"{{% extends 'base.html' %}}<!-- {number} -->"}
        )
        once = files_of(build(config, tmp_path / "once").folder)
        with monkeypatch.context() as patch:
            patch.setattr(Theme, "get_env", PLAIN)
            each = files_of(build(config, tmp_path / "each").folder)
        assert differences(once, each) == []
        assert name.encode() in once["one/index.html"]


def test_all_that_mkdocs_takes_of_the_theme(monkeypatch: pytest.MonkeyPatch) -> None:
    theme = Theme("material")
    listed = theme.get_env().list_templates()
    monkeypatch.setattr(Theme, "get_env", PLAIN)
    all_of_them = theme.get_env().list_templates()
    assert (THEME / "base.html").is_file()
    assert listed == [name for name in all_of_them if not name.startswith(".")]
    assert len(all_of_them) > 20 * len(listed)
