"""Parameters in a page: permanent links, members folded under their parent, defaults and values."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import markdown
import pytest

from sites import MakeSite, Site, endpoint, parse, text_of, with_class
from unisono.pages.stated import stated
from unisono.text.source import Source, Text

NESTED = """\
### Request Parameters

address
: (object) Where it goes.

items
: (array) Item objects.

#### Address Object

Words about addresses.

city
: (string) The city.

region
: (object) A region.

##### Region Object

code
: (string) Its code.

#### Item Object

sku
: (string) One of `a`, `b` or `c`. Default: `a`.

### Response Parameters

address
: (object) Where it went.

### Response 422 Parameters

address
: (string) What is wrong.
"""


def _page(body: str, **front_matter: str) -> Element:
    html = markdown.markdown(endpoint(body=body, method="post", **front_matter), extensions=["unisono", "toc", "attr_list"])
    return parse(f"<!DOCTYPE html><html><head><title>t</title></head><body>{html}</body></html>")


def _ids(page: Element) -> list[str]:
    return [str(row.get("id")) for row in with_class(page, "unisono-parameter")]


def test_names_have_the_path_of_the_parent() -> None:
    assert _ids(_page(NESTED)) == [
        "request.address",
        "request.address.city",
        "request.address.region",
        "request.address.region.code",
        "request.items",
        "request.items.sku",
        "response.address",
        "response-422.address",
    ]


def test_names_are_of_one_parameter_each() -> None:
    body = "## Request Parameters\n\na\n: (string) One.\n\n## Notes Object\n\nb\n: (string) Two.\n\nb\n: (string) Three.\n"
    ids = _ids(_page(body))
    assert len(ids) == len(set(ids)) == 3
    assert ids[2] == f"{ids[1]}~2"


def test_path_parameters() -> None:
    body = "## Parameters\n\nid\n: (string) Which.\n\nname\n: (string) How.\n"
    assert _ids(_page(body, path="/things/{id}/")) == ["path.id", "request.name"]


def test_each_name_links_to_its_place() -> None:
    for row in with_class(_page(NESTED), "unisono-parameter"):
        assert [e.get("href") for e in row.findall("dt/a")] == [f"#{row.get('id')}"]


def test_names_in_links_and_ids_are_escaped() -> None:
    page = _page('## Request Parameters\n\na"b <i>&amp; c%\n: (string) Text.\n')
    row = with_class(page, "unisono-parameter")[0]
    assert row.get("id") == 'request.a"b-<i>&amp;-c%'
    assert [e.get("href") for e in row.findall("dt/a")] == ["#request.a%22b-%3Ci%3E%26amp%3B-c%25"]


def test_members_are_folded_under_their_parent() -> None:
    page = _page(NESTED)
    folds = {str(row.get("id")): row.find("dd/details") for row in with_class(page, "unisono-parameter")}
    summaries = {name: text_of(fold[0]).strip() for name, fold in folds.items() if fold is not None}
    assert summaries == {
        "request.address": "Address Object",
        "request.address.region": "Region Object",
        "request.items": "Item Object",
    }
    assert "Words about addresses." in text_of(folds["request.address"] or page)
    assert [e.get("id") for e in page.iter() if e.tag in ("h2", "h3", "h4")] == [
        "request-parameters",
        "address-object",
        "region-object",
        "item-object",
        "response-parameters",
        "response-422-parameters",
        "responses",
    ]


@pytest.mark.parametrize("after", ["More words.\n", "##### Notes\n\nText.\n"])
def test_a_section_with_more_than_a_list_stays_where_it_is(after: str) -> None:
    body = f"## Request Parameters\n\ngift\n: (object) A.\n\n### Gift Object\n\ncard\n: (string) B.\n\n{after}"
    page = _page(body)
    assert _ids(page) == ["request.gift", "request.gift.card"]
    assert list(page.iter("details")) == []


def test_deep_nesting() -> None:
    body = "## Request Parameters\n\nn0\n: (object) Text.\n"
    for i in range(300):
        body += f"\n### N{i} Object\n\nn{i + 1}\n: (object) Text.\n"
    page = _page(body)
    assert len(_ids(page)) == 301
    assert len(list(page.iter("details"))) > 20


@pytest.mark.parametrize(
    ("description", "default", "values", "rest"),
    [
        ("How many. Default: `25`.", "25", (), "How many."),
        ("Default: `25`. How many.", "25", (), "How many."),
        ("The default is `sku`.", "sku", (), ""),
        ("One of `a`, `b` or `c`.", None, ("a", "b", "c"), ""),
        ("State. Possible values are: `a`, `b`. More.", None, ("a", "b"), "State. More."),
        ("Either `a` or `b`. Defaults to `a`.", "a", ("a", "b"), ""),
        ("By default: `25` are sent, unless `x`.", None, (), "By default: `25` are sent, unless `x`."),
        ("One of `a`, `b`, which is old.", None, (), "One of `a`, `b`, which is old."),
        ("`null` until one of `a`, `b`.", None, (), "`null` until one of `a`, `b`."),
    ],
)
def test_what_a_description_states(description: str, default: str | None, values: tuple[str, ...], rest: str) -> None:
    found = stated(Text.of(Source("page.md", description)))
    assert (found.default.value if found.default else None) == default
    assert tuple(value.value for value in found.values) == values
    assert found.rest == rest


_TIMES = ("format: date-time", "ISO 8601", "example: 2026-01-02T03:04:05.5Z")


@pytest.mark.parametrize(
    ("description", "facts", "rest"),
    [
        ("The name. At most 200 characters.", ("at most 200 characters",), "The name."),
        ("From 1 to 100. Matches `^a|b$`. More.", ("from 1 to 100", "matches `^a|b$`"), "More."),
        ("Minimum: `1`. Max length 1,000 characters; nullable.", ("minimum: `1`",), "Max length 1,000 characters; nullable."),
        ("At least 1 and at most 5 items.", ("at least 1 and at most 5 items",), ""),
        ("May be `null`. Example: `x y`. Format: `uuid`.", ("may be `null`", "format: `uuid`"), "Example: `x y`."),
        ("Words.\n\nmin_length: 1\n\nPattern: ^a$\n\nother: c", ("min length `1`", "pattern `^a$`"), "Words.\n\nother: c"),
        ("nullable: true\n\nexample: `a`", ("nullable", "example `a`"), ""),
        ("nullable: false", (), ""),
        ("A price of at least 1.", (), "A price of at least 1."),
        ("From 2020 to 2024 it was used.", (), "From 2020 to 2024 it was used."),
        ("At most 3. Words. At least 1.", ("at most 3", "at least 1"), "Words."),
        (
            "Must be at least 3 characters long. It must be between 1 and 5.",
            ("at least 3 characters long", "between 1 and 5"),
            "",
        ),
        (
            "Max 255 chars. A maximum of 10. Must not exceed 1,000.",
            ("max 255 chars", "maximum of 10", "must not exceed 1,000"),
            "",
        ),
        ("Range: 1-10. Length: 2 to 40. Multiple of 5.", ("range: 1-10", "length: 2 to 40", "multiple of 5"), ""),
        ("Must match the pattern `a+`. Regex: `b`.", ("must match the pattern `a+`", "regex: `b`"), ""),
        ("Format: date-time. ISO 8601. Example: 2026-01-02T03:04:05.5Z.", _TIMES, ""),
        ("E.g. `a`. For example, `b`.", ("e.g. `a`", "for example, `b`"), ""),
        ("Must not be null. Not nullable.", ("must not be null", "not nullable"), ""),
        (
            "minLength: 2\n\nexclusive_minimum: 0\n\nmultipleOf: 5",
            ("min length `2`", "exclusive minimum `0`", "multiple of `5`"),
            "",
        ),
        (
            "Must be the owner. It must match. Between us. Format: the one below.",
            (),
            "Must be the owner. It must match. Between us. Format: the one below.",
        ),
        ("A length of 5 is enough. Null.", (), "A length of 5 is enough. Null."),
    ],
)
def test_facts_that_a_description_states(description: str, facts: tuple[str, ...], rest: str) -> None:
    found = stated(Text.of(Source("page.md", description)))
    assert (found.facts, found.rest) == (facts, rest)


def test_facts_are_shown(make_site: MakeSite) -> None:
    said = "The name. At most 20 characters. Matches `<a>`. Nullable."
    body = f"### Request Parameters\n\nname\n: (string) ***Required*** {said}\n"
    row = with_class(make_site({"page.md": endpoint(body=body)}).page("page/"), "unisono-parameter")[0]
    assert [text_of(e) for e in with_class(row, "unisono-range")] == ["at most 20 characters", "matches <a>", "nullable"]
    assert [e.text for e in row.iter("code")] == ["name", "<a>"]


def test_default_and_values_are_shown(own_site: Site) -> None:
    row = next(
        r for r in with_class(own_site.page("api/orders/list_orders/"), "unisono-parameter") if r.get("id") == "query.per_page"
    )
    assert [text_of(e) for e in with_class(row, "unisono-default")] == ["default 25"]
    assert "Default" not in text_of(row)
