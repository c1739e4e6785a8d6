"""Hosts and plugins in environments of their own, and builds with them."""

from __future__ import annotations

import os
import subprocess
import venv
from collections.abc import Sequence
from pathlib import Path

import pytest

from sites import ROOT, Site

# Newer versions of redirects, rss, section-index, literate-nav and gen-files need ProperDocs.
PACKAGES = (
    "mike==2.2.0",
    "mkdocs-autorefs==1.4.5",
    "mkdocs-awesome-nav==3.3.0",
    "mkdocs-awesome-pages-plugin==2.10.1",
    "mkdocs-exclude==1.0.2",
    "mkdocs-exclude-search==0.6.7",
    "mkdocs-gen-files==0.5.0",
    "mkdocs-git-authors-plugin==0.10.0",
    "mkdocs-git-revision-date-localized-plugin==1.6.0",
    "mkdocs-glightbox==0.5.3",
    "mkdocs-include-markdown-plugin==7.3.0",
    "mkdocs-literate-nav==0.6.2",
    "mkdocs-macros-plugin==1.5.0",
    "mkdocs-minify-plugin==0.8.0",
    "mkdocs-print-site-plugin==2.9",
    "mkdocs-redirects==1.2.2",
    "mkdocs-rss-plugin==1.17.9",
    "mkdocs-section-index==0.3.10",
    "mkdocs-static-i18n==1.3.1",
    "mkdocs-swagger-ui-tag==0.8.1",
    "mkdocs-table-reader-plugin==4.0.2",
    "mkdocstrings-python==2.0.11",
    "pillow",
)
"""Other plugins, and what puts versions beside one another."""


def environment(pytestconfig: pytest.Config, name: str, packages: Sequence[str]) -> Path:
    """The commands of an environment with this project and these packages, made when it is first wanted."""
    folder = pytestconfig.cache.mkdir(f"host-{name}") if pytestconfig.cache else ROOT / ".cache" / name
    commands = folder / ("Scripts" if os.name == "nt" else "bin")
    done, wanted = folder / "installed", "\n".join(packages)
    if not done.exists() or done.read_text(encoding="utf-8") != wanted:
        venv.create(folder, with_pip=True, clear=True)
        pip = [commands / "python", "-m", "pip", "install", "-q", "-e", ROOT, *packages, "-c", ROOT / "constraints.txt"]
        installed = subprocess.run([str(part) for part in pip], capture_output=True, text=True, timeout=300, check=False)
        if installed.returncode:
            reason = (installed.stderr.strip().splitlines() or ["pip gives no reason"])[-1]
            pytest.skip(f"{name} cannot be installed: {reason}")
        done.write_text(wanted, encoding="utf-8")
    return commands


def build_with(folder: Path, command: Sequence[str | Path], audience: str | None = None) -> Site:
    """What a command builds in a folder. Fails if the command does."""
    environment = {**os.environ, "DISABLE_MKDOCS_2_WARNING": "true", "NO_MKDOCS_2_WARNING": "1"}
    environment |= {"UNISONO_AUDIENCE": audience} if audience is not None else {}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    warnings = [line for line in (done.stdout + done.stderr).splitlines() if "WARNING" in line]
    return Site(folder / "site", tuple(warnings))
