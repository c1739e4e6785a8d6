"""`unisono lsp` where what it needs is not installed. What it does is in `tests/editing/`."""

from __future__ import annotations

import sys

import pytest
from click.testing import CliRunner

from unisono.cli import main


def test_without_its_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "unisono.server", raising=False)
    monkeypatch.setitem(sys.modules, "lsprotocol", None)
    result = CliRunner().invoke(main, ["lsp"])
    assert result.exit_code == 2
    assert result.stderr == "Error: there is no lsprotocol here; install it with: pip install 'unisono[lsp]'.\n"
