"""Every case file under `languages/`: the requests that the sample is read as, exactly as its `.json` says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Expected
from unisono.languages import languages
from unisono.text.source import Source, Text
from unisono.wire.har import to_har

CASES = Path(__file__).parent / "languages"
FILES = sorted(p for p in CASES.glob("*/*") if p.suffix != ".json")


@pytest.mark.parametrize("case", FILES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_case(case: Path, expected: Expected) -> None:
    source = Source(case.name, case.read_bytes().decode("utf-8"))
    reading = languages()[case.parent.name].read(Text.of(source))
    found: dict[str, object] = {
        "status": reading.status,
        "reason": reading.reason,
        "place": reading.span and [reading.span.line, reading.span.column, reading.span.end_line, reading.span.end_column],
        "requests": [to_har(request) for request in reading.requests],
    }
    if reading.missing:
        found["missing"] = [lacking.line or lacking.advice for lacking in reading.missing]
    expected.check(case.with_suffix(".json"), json.dumps(found, indent=1, ensure_ascii=False) + "\n")


def test_every_language_has_cases() -> None:
    assert {p.parent.name for p in FILES} == set(languages())


def test_no_expectation_is_left_over() -> None:
    cases = {p.with_suffix("") for p in FILES}
    assert [p for p in CASES.glob("*/*.json") if p.with_suffix("") not in cases] == []
