"""Parsing ends: some grammars take thousands of times as long to recover from an error as for code of their language."""

from __future__ import annotations

from pathlib import Path

import pytest

from unisono.languages import languages
from unisono.languages.program.reading import MAX_LENGTH
from unisono.languages.reading import Reading
from unisono.text.source import Source, Text

HERE = Path(__file__).parent
SUFFIXES = {"csharp": ".cs", "go": ".go", "java": ".java", "php": ".php", "powershell": ".ps1", "ruby": ".rb"}


def _read(client: str, code: str) -> Reading:
    return languages()[client].read(Text.of(Source("sample", code)))


@pytest.mark.parametrize(
    ("client", "code"),
    [
        ("csharp", "var client = new HttpCl" + "-->" * 5_000),
        ("csharp", "`/*" * 5_000),
        ("java", "/*`" * 5_000),
        ("powershell", "${" * 5_000),
        ("powershell", "$answer" + "\u2028" * 20_000 + ".error"),
        ("axios", "{[/*new " * 5_000),
    ],
)
def test_a_parser_that_takes_too_long_is_stopped(client: str, code: str) -> None:
    """It takes seconds for some ten thousand of such characters, four times that for twice as many."""
    reading = _read(client, code)
    assert (reading.status, reading.reason) == ("unsupported", "code that takes too long to parse")
    assert reading.span is not None
    assert 0 <= reading.span.start < len(code)
    assert _read(client, "one = 1;").reason != reading.reason  # the next sample is parsed as ever


@pytest.mark.parametrize("language", SUFFIXES)
def test_code_of_its_language_is_parsed_to_its_end(language: str) -> None:
    """As long as a sample may be: that of the cases, again and again."""
    cases = sorted((HERE / language).rglob(f"*{SUFFIXES[language]}"))
    texts = [text for case in cases if (text := case.read_text(encoding="utf-8")).isascii()]
    whole = ("\n".join(texts) * 20)[:MAX_LENGTH]
    assert len(whole) == MAX_LENGTH
    client = next(name for name, one in languages().items() if f"unisono.languages.{language}" in one.packages)
    assert _read(client, whole).reason != "code that takes too long to parse"


@pytest.mark.parametrize("client", languages())
@pytest.mark.parametrize("half", [0xD83D, 0xDE00])
def test_half_of_a_surrogate_pair_is_no_character(client: str, half: int) -> None:
    """A document in JSON may have it, by an escape, in the code of a sample."""
    reading = _read(client, f"https://api.example.com/{chr(half)}")
    assert (reading.status, reading.reason) == ("unsupported", "half of a surrogate pair, which is no character")
    assert reading.span is not None
    assert reading.span.start == len("https://api.example.com/")
