"""What was found on a page is the same once it has been written down and read again, as between processes and runs."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest

from unisono.checking.check import check, entry_of
from unisono.checking.result import Entry
from unisono.checking.settings import Settings
from unisono.pages.liquid import Includes
from unisono.pages.reading import read_page
from unisono.project.cache import encoding
from unisono.text.source import Source

ENDPOINT = """\
---
title: /orders/{order_id}/
name: Show Order
position: 2.1
visibility: public
method: get
---
<!-- unisono: ignore[path-mismatch] the base is another -->
~~~ bash
curl https://api.example.com/v1/orders/8/
~~~
{: title="Curl" }
"""
HIDDEN = "---\ntitle: Notes\ndraft: true\naccess: [internal, staff]\n---\n## GET /orders\n\nText.\n"
MENTION = "---\ntitle: Notes\n---\n| Method | Path |\n|---|---|\n| GET | /orders |\n"


@pytest.mark.parametrize("text", [ENDPOINT, HIDDEN, MENTION])
def test_a_page_is_the_same_again(text: str) -> None:
    source = Source("docs/page.md", text)
    page = read_page(source, Includes(None))
    result, entry = check(page, Settings()), entry_of(page)
    dumped = json.dumps(encoding.dump(result, entry))
    again = encoding.load(json.loads(dumped), {source.path: source})
    assert json.dumps(encoding.dump(*again)) == dumped
    assert again[1].facts == entry.facts
    assert again[0].diagnostics == result.diagnostics


def test_no_field_is_left_out() -> None:
    page = read_page(Source("docs/page.md", ENDPOINT), Includes(None))
    assert set(encoding.dump(check(page, Settings()), entry_of(page))["entry"]) == {one.name for one in fields(Entry)}
