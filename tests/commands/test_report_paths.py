"""Reports for other programs name files from the root of the repository of the pages, wherever the check runs."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from sites import endpoint, write
from unisono.cli import main

WRONG = endpoint(body='{% include curl.md %}\n~~~ bash\ncurl https://api.example.com/a/\n~~~\n{: title="Curl" }\n')
SLIP = '~~~ bash\ncurl -X PUT https://api.example.com/things/\n~~~\n{: title="Curl" }\n'


@pytest.fixture(scope="module")
def repositories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One with a site, in which another one is a submodule, one beside it, and a folder outside of any."""
    root = tmp_path_factory.mktemp("repositories")
    pages = {"docs/api/a.md": WRONG, "docs/_includes/curl.md": SLIP}
    write(
        root, {".keep": "", "other/.git/HEAD": "", "none/.keep": "", **{f"none/{name}": text for name, text in pages.items()}}
    )
    write(root / "main", {".git/HEAD": "", **pages, "parts/api/.git": "gitdir: ../../.git/modules/api\n"})
    write(root / "main" / "parts" / "api", pages)
    return root


def named(repositories: Path, folder: str, pages: str, form: str, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The files that a report names."""
    monkeypatch.chdir(repositories / folder)
    place = os.path.relpath(repositories / pages)
    text = CliRunner().invoke(main, ["check", "--output-format", form, place], catch_exceptions=False).stdout
    if form == "github":
        return set(re.findall(r"file=([^,]*),", text))
    if form == "gitlab":
        return {issue["location"]["path"] for issue in json.loads(text)}
    if form == "junit":
        return {suite.attrib["name"] for suite in ET.fromstring(text)} - {"unisono"}
    (run,) = json.loads(text)["runs"]
    locations = [place for found in run["results"] for key in ("locations", "relatedLocations") for place in found.get(key, ())]
    changed = [change for found in run["results"] for fix in found.get("fixes", ()) for change in fix["artifactChanges"]]
    artifacts = [
        *(place["physicalLocation"]["artifactLocation"] for place in locations),
        *(c["artifactLocation"] for c in changed),
    ]
    return {artifact["uri"] for artifact in artifacts}


@pytest.mark.parametrize("form", ["github", "gitlab", "junit", "sarif"])
@pytest.mark.parametrize("folder", ["main", "main/docs/api", "main/parts/api", "other", "."])
@pytest.mark.parametrize("pages", ["main/docs", "main/parts/api/docs"])
def test_paths_are_from_the_repository_of_the_pages(
    repositories: Path, folder: str, pages: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert named(repositories, folder, pages, form, monkeypatch) == {"docs/api/a.md", "docs/_includes/curl.md"}


@pytest.mark.parametrize("form", ["github", "gitlab", "junit", "sarif"])
def test_outside_of_any_repository_they_are_from_the_working_directory(
    repositories: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert named(repositories, ".", "none/docs", form, monkeypatch) == {"none/docs/api/a.md", "none/docs/_includes/curl.md"}


def test_fingerprints_are_the_same_from_any_folder(repositories: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = set()
    for folder in ("main", "main/docs", "other"):
        monkeypatch.chdir(repositories / folder)
        place = os.path.relpath(repositories / "main" / "docs")
        text = CliRunner().invoke(main, ["check", "--output-format", "gitlab", place]).stdout
        found.add(tuple(issue["fingerprint"] for issue in json.loads(text)))
    assert len(found) == 1
