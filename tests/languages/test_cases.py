"""Every case of a client: the requests that the sample is read as, exactly as its `.json` says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from client_cases import FILES, LANGUAGES, client_of, name_of
from conftest import Expected
from unisono.languages import languages
from unisono.text.source import Source, Text
from unisono.wire.har import to_har


@pytest.mark.parametrize("case", FILES, ids=name_of)
def test_case(case: Path, expected: Expected) -> None:
    source = Source(case.name, case.read_bytes().decode("utf-8"))
    reading = languages()[client_of(case)].read(Text.of(source), case.suffix[1:])
    found: dict[str, object] = {
        "status": reading.status,
        "reason": reading.reason,
        "place": reading.span and [reading.span.line, reading.span.column, reading.span.end_line, reading.span.end_column],
        "requests": [to_har(request) for request in reading.requests],
    }
    if reading.missing:
        found["missing"] = [lacking.line or lacking.advice for lacking in reading.missing]
    if reading.uncalled:
        found["uncalled"] = [f"{function.name}({', '.join(function.parameters)})" for function in reading.uncalled]
    expected.check(case.with_suffix(".json"), json.dumps(found, indent=1, ensure_ascii=False) + "\n")


def test_every_language_has_cases() -> None:
    assert {client_of(case) for case in FILES} == set(languages())


def test_no_expectation_is_left_over() -> None:
    cases = {case.with_suffix("") for case in FILES}
    assert [p for p in LANGUAGES.glob("*/*/cases/*.json") if p.with_suffix("") not in cases] == []
