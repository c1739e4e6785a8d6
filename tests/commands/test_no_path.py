"""A page that declares no path: the summary says of which samples the path was compared with one another alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sites import endpoint, write
from unisono.cli import main

CURL = "~~~ bash\ncurl https://api.example.com/things/\n~~~\n{: title=Curl }\n"
HTTPIE = "~~~ bash\nhttp GET https://api.example.com/things/\n~~~\n{: title=HTTPie }\n"
OTHER = HTTPIE.replace("/things/", "/other/")
INVALID = "~~~ bash\ncurl 'https://api.example.com/things/\n~~~\n{: title=Curl }\n"


def checked(folder: Path, title: str, *samples: str) -> tuple[str, dict[str, int]]:
    page = endpoint(body="\n".join(samples)).replace("title: /things/\n", title)
    write(folder, {"docs/page.md": page, "docs/beside.md": endpoint("Beside", "/beside/", "2")})
    said, dumped = (
        CliRunner().invoke(main, ["check", str(folder / "docs"), "--no-cache", "--output-format", form]).stdout
        for form in ("concise", "json")
    )
    return said.splitlines()[-1].partition(": ")[0], json.loads(dumped)["summary"]


@pytest.mark.parametrize("title", ["", "title:\n", "title: ''\n", "title: List all things\n", "titles: /things/\n"])
def test_the_summary_counts_them(tmp_path: Path, title: str) -> None:
    said, summary = checked(tmp_path, title, CURL, HTTPIE)
    assert said == "2 endpoint pages, 2 samples (2 agree; 2 of them with no path declared)"
    assert summary["pathless"] == 2


def test_what_differs_counts_and_what_is_not_compared_does_not(tmp_path: Path) -> None:
    said, summary = checked(tmp_path, "", CURL, OTHER, INVALID)
    assert said == "2 endpoint pages, 3 samples (1 agree, 1 disagree, 1 cannot run; 2 of them with no path declared)"
    assert summary["pathless"] == 2


@pytest.mark.parametrize("title", ["title: /things/\n", "title: Things\npath: /things/\n", "url: /things/\n"])
def test_a_path_is_a_path_wherever_the_page_has_it(tmp_path: Path, title: str) -> None:
    said, summary = checked(tmp_path, title, CURL, HTTPIE)
    assert said == "2 endpoint pages, 2 samples (2 agree)"
    assert "pathless" not in summary


def test_a_path_in_a_heading_counts(tmp_path: Path) -> None:
    assert checked(tmp_path, "", "## GET /things/\n", CURL)[0] == "2 endpoint pages, 1 sample (1 agree)"


def test_samples_that_stand_alone_count_on_other_pages(tmp_path: Path) -> None:
    write(tmp_path, {"docs/guide.md": f"# Guide\n\n{CURL}\nThen:\n\n{HTTPIE}\n"})
    said, summary = checked(tmp_path, "title: /things/\n", CURL)
    others = "1 other page with 2 samples that nothing is compared with"
    assert said == f"2 endpoint pages, 1 sample (1 agree), {others}"
    assert summary["alone"] == 2
