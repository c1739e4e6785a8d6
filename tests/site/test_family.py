"""A site as the kin of the Aviator template have them (`family/`): everything in front matter, Jekyll's own files beside the
pages."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from conftest import Expected
from sites import Site, build, configure, navigation_with_methods, text_of, with_class
from unisono.checking.check import check
from unisono.pages.paths import read_pages

PAGES = Path(__file__).parent / "family"


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("family")
    shutil.copytree(PAGES, folder / "docs")
    return build(configure(folder), folder / "site")


def _column(page: Element) -> list[str]:
    """The headings and parameters of a page's text, in order."""
    article = with_class(page, "unisono-endpoint")[0]
    return [
        text_of(element).removesuffix("¶").strip() if element.tag in {"h1", "h2", "h3", "h4"} else str(element.get("id"))
        for element in article.iter()
        if element.tag in {"h1", "h2", "h3", "h4"} or element.get("class") == "unisono-parameter"
    ]


def test_order_and_names(family: Site) -> None:
    assert navigation_with_methods(family.page(""))[-4:] == [
        ("POST", "Create/Update order"),
        ("GET", "See the lines of an order"),
        ("GET", "List the orders of a shop"),
        ("POST", "/orders/{id}/refunds"),
    ]


def test_what_jekyll_builds_with_is_left_out(family: Site) -> None:
    assert family.files_with("leaked") == []
    published = {part for path in family.folder.rglob("*") for part in path.relative_to(family.folder).parts}
    own = {"Gemfile", "Gemfile.lock", "_config.yml", "_defaults", "_layouts", "_schemas", "_sass", "_data"}
    assert published.isdisjoint(own)
    assert {"_orders", "_docs"} <= published


@pytest.mark.parametrize(
    ("page", "column"),
    [
        (
            "create",
            [
                "Create/Update order",
                "Request Parameters",
                "request.sku",
                "request.quantity",
                "request.delivery",
                "request.address",
                "request.address.street",
                "request.address.country",
                "request.address.country.code",
            ],
        ),
        (
            "lines",
            [
                "See the lines of an order",
                "Arguments",
                "path.id",
                "Query Parameters",
                "query.page",
                "Response Fields",
                "response.sku",
                "response.quantity",
            ],
        ),
        ("search", ["List the orders of a shop", "Query Parameters", "query.status", "query.since", "Limits"]),
        (
            "refund",
            [
                "/orders/{id}/refunds",
                "path.id",
                "request.amount",
                "request.reason",
                "request.note",
                "request.address.city",
                "Response",
                "response.refund",
                "response.refund.id",
                "response.state",
                "Error codes",
                "Limits",
            ],
        ),
    ],
)
def test_headings_and_parameters(family: Site, page: str, column: list[str]) -> None:
    assert _column(family.page(f"_orders/{page}/")) == column


def test_facts_stand_beside_the_type(family: Site) -> None:
    rows = {str(row.get("id")): row for row in with_class(family.page("_orders/create/"), "unisono-parameter")}
    shown = {name: text_of(row[0]) for name, row in rows.items()}
    assert shown["request.sku"] == "skustringrequired"
    assert shown["request.quantity"] == "quantityintegeroptionaldefault 11 to 50"
    assert shown["request.delivery"] == "deliverystringoptionalone of courier pickupexample pickup"
    assert text_of(rows["request.address"].findall("dd/details/summary")[0]) == "Members of address"


def test_tables_of_anything_else_stay(family: Site) -> None:
    tables = [text_of(table).split()[0] for table in family.page("_orders/refund/").iter("table")]
    assert tables == ["Code", "Name"]
    assert len(list(family.page("_docs/start/").iter("table"))) == 1


def test_values_are_linked(family: Site) -> None:
    page = family.page("_orders/create/")
    linked = {str(mark.get("data-unisono")) for mark in page.iter() if mark.get("data-unisono")}
    assert {"request.sku", "request.address.street", "request.address.country.code"} <= linked
    refund = {str(mark.get("data-unisono")) for mark in family.page("_orders/refund/").iter() if mark.get("data-unisono")}
    assert {"path.id", "request.amount", "request.address.city", "response.refund.id", "response.state"} <= refund


def test_pages_as_markdown(family: Site, expected: Expected) -> None:
    names = ("create", "lines", "search", "refund")
    expected.check(PAGES.parent / "family.txt", "\n".join(family.read(f"_orders/{name}/index.md") for name in names))


def test_findings(family: Site) -> None:
    del family
    found = [(d.rule, Path(d.span.path).name, d.span.line) for page in read_pages([PAGES]) for d in check(page).diagnostics]
    assert found == [("invalid-front-matter", "lines.md", 25)]
