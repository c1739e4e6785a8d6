"""What a run was made on. Nothing that identifies the machine."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, version

PACKAGES = ("unisono", "mkdocs", "mkdocs-material", "markdown", "pygments", "tree-sitter")


def machine() -> dict[str, str | int | float]:
    facts: dict[str, str | int | float] = {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 1),
    }
    for package in PACKAGES:
        try:
            facts[package] = version(package)
        except PackageNotFoundError:
            continue
    if jekyll := shutil.which("jekyll"):
        said = subprocess.run((jekyll, "--version"), capture_output=True, text=True, check=False).stdout  # noqa: S603
        if found := re.search(r"[\d.]+", said):
            facts["jekyll"] = found[0]
    return facts
