"""Which values of a request readers may put their own in the place of."""

from __future__ import annotations

import json

from unisono.drawing.own_values import own_values
from unisono.pages.liquid import Includes
from unisono.pages.model import EndpointPage
from unisono.pages.reading import read_page
from unisono.text.source import Source


def test_no_value_has_a_name_that_is_very_long() -> None:
    """Each of those below it would repeat it, in the form and in all samples."""
    content = {"k" * 990: 1, "l" * 1_000: {"a": 1, "b": 2}, "m": {"n" * 980: {"a": 1, "b" * 20: 2}}}
    sample = f"curl https://api.example.com/a/ -H 'Content-Type: application/json' -d '{json.dumps(content)}'"
    text = f"---\ntitle: /a/\nmethod: post\n---\n~~~ bash\n{sample}\n~~~\n{{: title=Curl }}\n"
    page = read_page(Source("page.md", text), Includes(None))
    assert isinstance(page, EndpointPage)
    names = [one.name for one in own_values(page, page.samples[0].reading.requests[0]) if one.part == "content"]
    assert names == [f"request.{'k' * 990}", f"request.m.{'n' * 980}.a"]
