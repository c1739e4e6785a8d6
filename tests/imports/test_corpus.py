"""The reference corpus, imported with one command."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from sites import Site, build
from unisono.cli import main


@pytest.fixture(scope="module")
def imported(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("corpus")
    done = CliRunner().invoke(main, ["import", os.fspath(corpus), os.fspath(folder / "new")], catch_exceptions=False)
    return folder, done.output


def test_nothing_is_lost(imported: tuple[Path, str]) -> None:
    counted = {name: (before, after) for name, before, after in re.findall(r"(?m)^(\w+) +([\d,]+) +([\d,]+)$", imported[1])}
    links = counted.pop("links")
    assert counted == {
        name: (n, n) for name, n in {"pages": "171", "parameters": "2,795", "samples": "561", "examples": "199"}.items()
    }
    assert links == ("214", "170")  # the others lead to files that it has not, and to what another audience reads
    assert "leads to no file" not in imported[1]


def test_the_same_is_found(imported: tuple[Path, str], corpus: Path) -> None:
    def found(folder: Path) -> str:
        done = CliRunner().invoke(main, ["check", os.fspath(folder), "--no-cache", "--output-format", "concise"])
        return re.sub(r"\d+ other pages", "", done.output.splitlines()[-1])

    assert "561 samples" in found(corpus)
    assert found(imported[0] / "new" / "docs") == found(corpus)


@pytest.fixture(scope="module")
def site(imported: tuple[Path, str]) -> Site:
    return build(imported[0] / "new" / "mkdocs.yml", imported[0] / "site")


def test_only_the_check_warns(site: Site) -> None:
    assert [warning for warning in site.warnings if not re.search(r"\[[a-z-]+\]", warning)] == []


def test_the_navigation_is_the_old_one(site: Site) -> None:
    titles = re.findall(r'<span class="md-ellipsis">\s*([^<]+?)\s*</span>\s*<span class="md-nav__icon', site.read("index.html"))
    first = (
        "CRUX Docs, Documentation, Organization, Product, Product - Retailers, Product - Supplier, Orders, Orders - Retailer"
    )
    assert ", ".join(titles) == f"{first}, Orders - Supplier, Discovery, Discovery - Retailer, Files"
