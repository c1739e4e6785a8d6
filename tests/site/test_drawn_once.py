"""The navigation drawn once for the pages of a folder looks as if it were drawn anew on each of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from site_files import differences, files_of
from sites import build, configure, endpoint, write

FILES = {
    "index.md": "# Home\n\n## One\n\n## Two\n",
    "guide.md": "# Guide\n\n## Steps\n",
    "orders.md": "# A page beside the folder of its name\n",
    "orders/index.md": "# About orders\n",
    "orders/a.md": endpoint("A", "/orders/a/", "1.1"),
    "orders/b.md": endpoint("B", "/orders/b/", "1.2"),
    "orders/items.md": endpoint("Items", "/items/", "1.3"),
    "orders/items/c.md": endpoint("C", "/items/c/", "1.4"),
    "orders/items/d.md": endpoint("D\ndeprecated: true", "/items/d/", "1.5"),
    "größe/index.md": "# Größe\n",
    "größe/e.md": endpoint("E", "/e/", "2.1"),
}
NAV = [
    {"Start": "index.md"},
    {"Elsewhere": "https://example.org/"},
    {"Orders": ["orders/index.md", {"Own name": "orders/b.md"}, "orders/a.md", {"More": ["orders/items/c.md", "guide.md"]}]},
    {"Rest": ["orders.md", {"Link": "/orders/"}, "größe/e.md"]},
]
FEATURES = [
    [],
    ["navigation.prune"],
    ["navigation.sections", "navigation.expand"],
    ["navigation.tabs", "navigation.sections", "navigation.indexes"],
    ["navigation.indexes", "navigation.path", "toc.integrate"],
    ["navigation.prune", "navigation.indexes", "navigation.tabs"],
]


@pytest.mark.parametrize("settings", [{}, {"nav": NAV}, {"use_directory_urls": False}], ids=["folders", "nav", "files"])
@pytest.mark.parametrize("features", FEATURES, ids="+".join)
def test_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, features: list[str], settings: dict[str, Any]) -> None:
    write(tmp_path / "docs", FILES)
    config = configure(tmp_path, theme={"name": "material", "font": False, "features": features}, **settings)
    once = files_of(build(config, tmp_path / "once").folder)
    monkeypatch.setattr("unisono.plugin.draw_navigation_once", lambda _: None)
    assert differences(once, files_of(build(config, tmp_path / "each").folder)) == []


def test_a_macro_of_the_same_name_takes_anything(tmp_path: Path) -> None:
    own = '{% extends "base.html" %}{% macro render(given) %}own {{ given.name }}{% endmacro %}'
    own += '{% block content %}{{ render({"name": page.title}) }} {{ render([page]) }}{% endblock %}'
    write(tmp_path, {"docs/one.md": "# One\n", "docs/two.md": "# Two\n", "theme/main.html": own})
    config = configure(tmp_path, theme={"name": "material", "font": False, "custom_dir": str(tmp_path / "theme")})
    built = build(config, tmp_path / "site").folder
    assert "own One" in (built / "one" / "index.html").read_text(encoding="utf-8")
    assert "own Two" in (built / "two" / "index.html").read_text(encoding="utf-8")
