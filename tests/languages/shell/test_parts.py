"""Words of very many parts, in shell samples: they are refused before there are many more than a sample has."""

from __future__ import annotations

import pytest

from unisono.languages import languages
from unisono.text.source import Source, Text

URL = "https://api.example.com/orders/"


@pytest.mark.parametrize("part", ["\\a", "'a'\\'", '"a"', "$A"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_words_of_very_many_parts(part: str, quote: str) -> None:
    def read(count: int) -> str | None:
        made = part if not quote else part.replace('"', '\\"')
        return languages()["curl"].read(Text.of(Source("sample", f"curl {URL} -d {quote}{made * count}{quote}"))).reason

    assert read(100) is None
    assert read(450_000) == "values of more than 200,000 elements"
