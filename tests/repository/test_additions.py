"""A client, a rule, an output format and a kind of site to import are added by their files alone (those in `additions/`), and
are at work everywhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import unisono
from browsing import pages
from sites import Site, configure, endpoint, text_of, with_class, write
from unisono.languages import languages

ADDITIONS = Path(__file__).parent / "additions"

CURL = '~~~ bash\ncurl https://api.example.com/toys/1/ -H "X-Token: abc"\n~~~\n{: title="Curl" }\n'
TOY = "~~~ toyish\ntoy %s https://api.example.com/toys/1/ X-Token=abc\n~~~\n"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages with samples of the toy, beside a package that has what is added."""
    folder = tmp_path_factory.mktemp("additions")
    added = folder / "path" / "unisono"
    shutil.copytree(Path(unisono.__file__).parent, added)
    shutil.copytree(ADDITIONS, added, dirs_exist_ok=True)
    shown = {
        "get.md": endpoint("Get Toy", "/toys/{id}/", "1", body=CURL + "\n" + TOY % "GET"),
        "list.md": endpoint("List Toys", "/toys/", "2"),
        "play.md": endpoint("Play", "/toys/{id}/", "3", body=TOY % "TOY").replace("method: get", "method: post"),
    }
    write(folder / "docs", {"index.md": "# Toys\n", **shown})
    configure(folder)
    return folder


@pytest.fixture(scope="module")
def run(project: Path) -> Run:
    """Runs a module of Python in the project. What is compiled is kept: else each run would take seconds."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPATH": str(project / "path"), "COLUMNS": "200"}

    def run(*command: str, given: str = "") -> subprocess.CompletedProcess[str]:
        done = [sys.executable, "-m", *command]
        return subprocess.run(
            done, cwd=project, env=environment, input=given, capture_output=True, encoding="utf-8", check=False
        )

    return run


def test_what_is_added_is_not_there_already() -> None:
    package = Path(unisono.__file__).parent
    assert [path for path in ADDITIONS.rglob("*.py") if (package / path.relative_to(ADDITIONS)).exists()] == []


class TestRule:
    def test_applied_and_written_in_the_format(self, run: Run) -> None:
        done = run("unisono", "check", "docs", "--output-format", "toy")
        found = [
            "toy: method-mismatch, Toy, docs/play.md, 10",
            "toy: toy-method, Toy, docs/play.md, 10",
            "toy: missing-sample, None, docs/list.md, 6",
        ]
        assert (done.stdout.splitlines(), done.returncode) == (found, 1), done.stderr
        assert "3 endpoint pages, 3 samples (2 agree, 1 disagree)" in done.stderr

    def test_listed(self, run: Run) -> None:
        listed = [line.split(maxsplit=3) for line in run("unisono", "rule").stdout.splitlines()]
        assert ["toy-method", "warning", "recommended", "Reports samples of Toy that say TOY"] in listed

    def test_explained(self, run: Run) -> None:
        assert "Nobody does." in run("unisono", "rule", "toy-method").stdout

    def test_proposed(self, run: Run) -> None:
        assert "did you mean 'toy-method'?" in run("unisono", "rule", "toy-methud").stderr

    def test_chosen_and_known_in_a_report_for_others(self, run: Run) -> None:
        log = json.loads(run("unisono", "check", "docs", "--select", "toy-method", "--output-format", "sarif").stdout)
        assert [found["ruleId"] for found in log["runs"][0]["results"]] == ["toy-method"]
        assert "toy-method" in {rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]}


def test_site_of_a_new_kind(run: Run, project: Path) -> None:
    write(project, {"toys/toy.site": "Toys\n", "toys/a.toy": "a.md\n# A\n"})
    done = run("unisono", "import", "toys", "imported")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (project / "imported" / "docs" / "a.md").read_text() == "# A\n"


def test_format_in_the_help(run: Run) -> None:
    assert "|toy]" in run("unisono", "check", "--help").stdout


class TestClient:
    def test_inspected(self, run: Run) -> None:
        (page,) = json.loads(run("unisono", "inspect", "docs/play.md", "--output-format", "json").stdout)["pages"]
        (sample,) = page["samples"]
        assert (sample["title"], sample["language"], sample["status"]) == ("Toy", "toy", "ok")
        assert [(request["method"], request["headers"]) for request in sample["requests"]] == [
            ("TOY", [{"name": "X-Token", "value": "abc"}])
        ]

    def test_wanted_by_a_setting(self, run: Run, project: Path) -> None:
        write(project, {"wanted.toml": 'languages = ["toy"]\n'})
        done = run(
            "unisono", "check", "docs", "--config", "wanted.toml", "--output-format", "toy", "--select", "missing-sample"
        )
        assert done.stdout == "toy: missing-sample, None, docs/list.md, 6\n", done.stderr

    def test_written(self, run: Run) -> None:
        done = run("unisono", "write", "toy", "--from", "curl", given="curl https://api.example.com/toys/ -H 'X-Token: abc'")
        assert done.stdout == "toy GET https://api.example.com/toys/ X-Token=abc\n", done.stderr

    def test_named_in_the_help(self, run: Run) -> None:
        shown = run("unisono", "--help").stdout.partition("Clients:\n")[2]
        assert shown.split() == ", ".join(sorted([*languages(), "toy"])).split()


@pytest.fixture(scope="module")
def site(project: Path, run: Run) -> Site:
    done = run("mkdocs", "build", "--quiet")
    assert done.returncode == 0, done.stderr
    return Site(project / "site", ())


class TestSite:
    def test_drawn(self, site: Site) -> None:
        (samples,) = with_class(site.page("get/"), "unisono-samples")
        labels = [(text_of(label), label.get("data-outcome")) for label in samples.iter("label")]
        assert labels == [("Curl", "agree"), ("Toy", "agree")]
        assert [e.get("value") for e in samples.iter("input")] == ["curl", "toy"]

    def test_places_of_values(self, site: Site) -> None:
        toy = with_class(with_class(site.page("get/"), "unisono-samples")[0], "tabbed-block")[1]
        marked = {str(e.get("data-slot")): text_of(e) for e in toy.iter("span") if e.get("data-slot")}
        assert marked == {"base": "https://api.example.com", "path.id": "1", "token": "abc"}

    def test_as_markdown(self, site: Site) -> None:
        assert "### Toy\n\n~~~ toyish\ntoy GET https://api.example.com/toys/1/ X-Token=abc\n~~~\n" in site.read("get/index.md")

    @pytest.mark.browser
    def test_takes_the_readers_values(self, site: Site, browser: Browser) -> None:
        with pages(browser, site) as opened:
            page = opened("get/")
            page.locator(".unisono-own").evaluate("e => { e.open = true; }")
            for name, value in {"base": "http://localhost", "path.id": "7", "token": "mine"}.items():
                page.locator(f".unisono-own input[name='{name}']").fill(value)
            shown = page.locator(".unisono-samples .tabbed-block code").nth(1).text_content()
        assert shown == "toy GET http://localhost/toys/7/ X-Token=mine\n"
