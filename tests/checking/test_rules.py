"""The cases under `rules/`: `bad-*` is reported by its folder's rule, exactly as its `.txt` says, and `ok-*` by no rule."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import Expected
from exactness import assert_within
from unisono.checking.check import check, check_site, entry_of
from unisono.checking.diagnostic import Diagnostic
from unisono.checking.result import Result, Summary
from unisono.checking.rules import SECTIONS, documentation, rules
from unisono.checking.settings import Settings
from unisono.pages.paths import read_pages
from unisono.project.configuration import read_configuration
from unisono.reports.concise import write

CASES = Path(__file__).parent / "rules"
GOOD = sorted(CASES.glob("*/ok-*"))
BAD = sorted(path for path in CASES.glob("*/bad-*") if path.suffix != ".txt")


def run(case: Path, monkeypatch: pytest.MonkeyPatch) -> Result:
    """Check a case, a page or a folder of pages, from its folder, so that paths are the same anywhere. The folder's
    `unisono.toml` holds the settings that the rule needs, or else that beside it."""
    monkeypatch.chdir(case.parent)
    own = next((own for own in (case / "unisono.toml", case.parent / "unisono.toml") if own.is_file()), case)
    settings = read_configuration(own).settings if own != case else Settings()
    settings = replace(settings, select=("default", case.parent.name))
    diagnostics: list[Diagnostic] = []
    summary = Summary()
    entries = []
    for page in read_pages([Path(case.name)]):
        result = check(page, settings)
        diagnostics += result.diagnostics
        summary += result.summary
        entries.append(entry_of(page))
    site = check_site(entries, settings)
    summary += site.summary
    return Result((*diagnostics, *site.diagnostics), summary)


def name(case: Path) -> str:
    return f"{case.parent.name}/{case.stem}"


@pytest.mark.parametrize("case", BAD, ids=name)
def test_bad_case_is_reported(case: Path, expected: Expected, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(case, monkeypatch)
    assert case.parent.name in {found.rule for found in result.diagnostics}
    for found in result.diagnostics:
        assert_within(found.span)
        for related in found.related:
            assert_within(related.span)
    out = io.StringIO()
    write(result.diagnostics, result.summary, out)
    expected.check(case.with_suffix(".txt"), out.getvalue())


@pytest.mark.parametrize("case", GOOD, ids=name)
def test_good_case_is_not(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [(found.rule, found.message) for found in run(case, monkeypatch).diagnostics] == []


@pytest.mark.parametrize("rule", rules())
def test_rule_has_cases_and_documentation(rule: str) -> None:
    for cases in (GOOD, BAD):
        # What fails at a page is mended: `test_internal_error` lets something fail.
        assert rule == "internal-error" or len([case for case in cases if case.parent.name == rule]) >= 3
    text = documentation(rules()[rule])
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert headings == list(SECTIONS)
    assert all(section.strip() for section in text.split("## ")[1:])


def test_every_folder_is_a_rule() -> None:
    assert {path.name for path in CASES.iterdir()} <= set(rules())


def test_no_expectation_is_left_over() -> None:
    cases = {case.with_suffix(".txt") for case in BAD}
    assert [path for path in CASES.glob("*/*.txt") if path not in cases] == []
