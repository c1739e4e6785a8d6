"""Findings are warnings of the build, and fail a strict one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from sites import MakeSite, configure, endpoint, write

CURL = """\
~~~ bash
curl {option} https://api.example.com/things/
~~~
{{: title="Curl" }}
"""

CLEAN = endpoint(body=CURL.format(option="-s"))
WRONG = endpoint(body=CURL.format(option="-X DELETE"))


def _mkdocs(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", *arguments]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_strict_build_fails_on_a_finding(tmp_path: Path) -> None:
    write(tmp_path / "docs", {"index.md": "# Home\n", "wrong.md": WRONG})
    configure(tmp_path)
    done = _mkdocs(tmp_path, "build", "--strict")
    assert done.returncode == 1
    assert "WARNING -  docs/wrong.md:10:9: error[method-mismatch] " in done.stderr
    assert "Aborted with 1 warnings in strict mode!" in done.stdout + done.stderr


def test_strict_build_of_clean_pages(tmp_path: Path) -> None:
    write(tmp_path / "docs", {"index.md": "# Home\n", "clean.md": CLEAN})
    configure(tmp_path)
    done = _mkdocs(tmp_path, "build", "--strict")
    assert (done.returncode, "WARNING" in done.stderr) == (0, False)


def test_each_finding_is_logged_once(make_site: MakeSite) -> None:
    site = make_site(
        {"wrong.md": WRONG, "again.md": WRONG.replace("/things/", "/others/").replace("position: 1", "position: 2")}
    )
    places = sorted(w.split(": ")[0].rpartition("/")[2] for w in site.warnings)
    assert places == ["again.md:10:9", "wrong.md:10:9"]


def test_a_page_with_findings_is_built_as_it_is(make_site: MakeSite) -> None:
    site = make_site({"wrong.md": WRONG, "clean.md": CLEAN})
    wrong, clean = site.read("wrong/index.html"), site.read("clean/index.html")
    assert "mismatch" not in re.sub(r'href="data:application/json,[^"]*"', "", wrong)  # the report, for who downloads it
    assert wrong.count("tabbed-set") == clean.count("tabbed-set") == 1


def test_problems_of_reading_are_findings_of_the_build(make_site: MakeSite) -> None:
    site = make_site({"page.md": endpoint(body="{% include nowhere.md %}\n\n{{ site.nothing }}")})
    assert [w.split(": ")[1].split(" ")[0] for w in site.warnings] == [
        "error[broken-include]",
        "warning[undefined-variable]",
    ]
