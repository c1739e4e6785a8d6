"""The cases under `rules/`: `bad-*` is reported by its folder's rule, exactly as its `.txt` says, and `ok-*` by no rule. The
harness is the one that a site's own rules are tested with."""

from __future__ import annotations

from pathlib import Path

import pytest

from exactness import assert_within
from unisono.checking.rules import rules
from unisono.testing import cases, check_case, check_rule, name_of

CASES = Path(__file__).parent / "rules"


@pytest.mark.parametrize("case", cases(CASES), ids=name_of)
def test_case(case: Path, request: pytest.FixtureRequest) -> None:
    for found in check_case(case, update=request.config.getoption("--update")).diagnostics:
        assert_within(found.span)
        for related in found.related:
            assert_within(related.span)


@pytest.mark.parametrize("rule", sorted({*rules()} - {"internal-error"}))  # for which `test_internal_error` lets something fail
def test_rule_has_cases_and_documentation(rule: str) -> None:
    check_rule(rule, CASES)


def test_every_folder_is_a_rule() -> None:
    assert {path.name for path in CASES.iterdir()} <= set(rules())


def test_no_expectation_is_left_over() -> None:
    beside = {case.with_suffix(".txt") for case in cases(CASES) if case.name.startswith("bad-")}
    assert [path for path in CASES.glob("*/*.txt") if path not in beside] == []
