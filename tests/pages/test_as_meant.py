"""Ways of writing that differ from the usual one and mean the same: the model of the page is the same, and nothing is found."""

from __future__ import annotations

import pytest

from unisono import Includes, Source, check, read_page
from unisono.pages.documentation import documentation_of
from unisono.pages.model import EndpointPage

PAGE = """---
title: /orders/{order_id}/
name: Update Order
position: 2.1
method: patch
deprecated: true
right_code: |
  ~~~ json
  {
    "quantity": 2
  }
  ~~~
  {: title="Request" }
---

### Path Parameters

order_id
: (string) ***Required*** The order.

### Request Parameters

quantity
: (integer) ***Required*** How many.

~~~ bash
curl -X PATCH https://api.example.com/orders/17/ --json '{"quantity": 2}'
~~~
{: title="cURL" }
"""

EDITS = {
    "tab after a key": ("position: 2.1", "position:\t2.1"),
    "tab in JSON": ('    "quantity"', '  \t"quantity"'),
    "title indented": ("  {: title", "    {: title"),
    "title without a colon": ("  {: title", "  { title"),
    "title in lower case": ('"Request"', '"request"'),
    "title in typographic quotation marks": ('"Request"', "“Request”"),
    "prompt": ("curl -X", "$ curl -X"),
    "sample without a title": ('{: title="cURL" }\n', ""),
    "sample without an info string": ("~~~ bash", "~~~"),
    "path without a slash": ("/orders/{", "orders/{"),
    "path behind the method": ("title: /", "title: PATCH /"),
    "yes": ("deprecated: true", "deprecated: yes"),
    "one": ("deprecated: true", "deprecated: 1"),
    "name with a colon": ("order_id\n:", "order_id:\n:"),
    "bold name with a colon": ("quantity\n:", "**quantity:**\n:"),
    "name with a dash": ("quantity\n:", "quantity -\n:"),
    "blank line before the definition": ("order_id\n:", "order_id\n\n:"),
    "body": ("### Request Parameters", "### Body"),
    "heading without a blank": ("### Request", "###Request"),
    "required in lower case": ("***Required*** How", "**required** How"),
    "required with a full stop in bold": ("***Required*** How", "**Required.** How"),
    "mandatory": ("***Required*** How", "Mandatory. How"),
}


def outline(text: str) -> object:
    page = read_page(Source("page.md", text), Includes(None))
    assert isinstance(page, EndpointPage)
    assert check(page).diagnostics == ()
    return (
        page.target and page.target.path,
        page.position,
        page.deprecation and page.deprecation.note,
        [(example.kind, example.is_code) for example in page.examples],
        [(sample.title, sample.language, sample.reading.status, len(sample.reading.requests)) for sample in page.samples],
        [(p.name.value, p.type and p.type.value, p.required) for group in page.parameter_groups for p in group.walk()],
        list(documentation_of(page).paths.values()),
    )


@pytest.mark.parametrize("edit", EDITS)
def test_read_as_meant(edit: str) -> None:
    old, new = EDITS[edit]
    assert old in PAGE
    assert outline(PAGE.replace(old, new, 1)) == outline(PAGE)
