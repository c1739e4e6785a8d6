"""What xh takes over from clap and serde_json, beside its cases."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.languages import languages
from unisono.languages.shell.xh.arguments import _OPTIONS
from unisono.text.source import Source, Text


def sent(code: str) -> str:
    (request,) = languages()["xh"].read(Text.of(Source("sample.sh", code))).requests
    assert request.content is not None
    return request.content.text.value


def test_no_option_is_there_twice() -> None:
    for names in ([option.name for option in _OPTIONS], [option.short for option in _OPTIONS if option.short]):
        assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("written", "sent_as"),
    [
        ("1e15", "1000000000000000.0"),
        ("1e16", "1e16"),
        ("1234567890123456.5", "1234567890123456.5"),
        ("12345678901234567.5", "1.2345678901234568e16"),
        ("0.00001", "0.00001"),
        ("0.000001", "1e-6"),
        ("1.25e-7", "1.25e-7"),
        ("-0.0", "-0.0"),
        ("0e5", "0.0"),
    ],
)
def test_numbers_are_spelled_as_serde_json_does(written: str, sent_as: str) -> None:
    """The layout of the crate ryu, `format64`."""
    assert sent(f"xh https://api.example.com/ a:={written}") == f'{{"a":{sent_as}}}'


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_keep_their_value(number: float) -> None:
    assert json.loads(sent(f"xh https://api.example.com/ a:={number!r}")) == {"a": number}
