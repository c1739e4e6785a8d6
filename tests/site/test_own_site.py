"""The project's own site: its manual and the example API."""

from __future__ import annotations

import pytest

from sites import ROOT, Site, text_of, with_class
from unisono.pages.liquid import Includes
from unisono.pages.model import EndpointPage
from unisono.pages.reading import read_head, read_page
from unisono.text.files import read_source
from unisono.text.source import Source

DOCS = ROOT / "docs"


def _endpoint_pages() -> dict[str, EndpointPage]:
    found = {}
    for path in sorted(DOCS.glob("api/**/*.md")):
        page = read_page(Source(str(path), path.read_text(encoding="utf-8")), Includes(DOCS / "_includes"))
        if isinstance(page, EndpointPage) and page.visibility == "public":
            found[path.relative_to(DOCS).with_suffix("").as_posix() + "/"] = page
    return found


ENDPOINTS = _endpoint_pages()


def test_builds_without_warnings(own_site: Site) -> None:
    assert own_site.warnings == ()


def test_every_file_parses_as_html(own_site: Site) -> None:
    for url in own_site.pages():
        own_site.page(url)


def test_every_public_endpoint_has_its_page(own_site: Site) -> None:
    assert len(ENDPOINTS) >= 15
    assert set(ENDPOINTS) <= own_site.pages()


def test_nothing_internal_is_built(own_site: Site) -> None:
    internal = [p for p in DOCS.rglob("*.md") if read_head(read_source(p, DOCS)).visibility == "internal"]
    assert internal
    for path in internal:
        assert own_site.files_with(path.stem) == []


@pytest.mark.parametrize("url", ENDPOINTS)
def test_head(own_site: Site, url: str) -> None:
    page, model = own_site.page(url), ENDPOINTS[url]
    head = with_class(page, "unisono-head")[0]
    assert model.name is not None
    assert model.description is not None
    assert model.target is not None
    assert [e.text for e in page.iter("h1")] == [model.name.value]
    assert [text_of(e) for e in with_class(head, "unisono-method")] == [model.method]
    assert [text_of(e) for e in with_class(head, "unisono-path")] == [model.target.path]
    assert [e.text for e in head.iter("var")] == [f"{{{p.name}}}" for p in model.target.parameters]
    assert [e.text for e in with_class(head, "unisono-description")] == [model.description.value]


@pytest.mark.parametrize("url", ENDPOINTS)
def test_parameters(own_site: Site, url: str) -> None:
    page, model = own_site.page(url), ENDPOINTS[url]
    found = [
        (
            next(term.iter("code")).text,
            [text_of(e) for e in with_class(term, "unisono-type")],
            bool(with_class(term, "unisono-required")),
        )
        for listing in with_class(page, "unisono-parameters")
        for term in listing.findall("div/dt")
    ]
    parameters = [p for group in model.parameter_groups for p in group.parameters]
    assert sorted(found) == sorted((p.name.value, [p.type.value] if p.type else [], bool(p.required)) for p in parameters)
    assert len([row for row in with_class(page, "unisono-parameter") if row.find("dd") is not None]) == len(found)


@pytest.mark.parametrize("url", ENDPOINTS)
def test_tabs(own_site: Site, url: str) -> None:
    page, model = own_site.page(url), ENDPOINTS[url]
    labels = {}
    for group in with_class(page, "tabbed-set"):
        assert "tabbed-alternate" in str(group.get("class"))
        shown = [text_of(label) for label in group.iter("label")]
        inputs = list(group.findall("input"))
        assert [label.get("for") for label in group.iter("label")] == [e.get("id") for e in inputs]
        assert ["checked" in e.attrib for e in inputs] == [True] + [False] * (len(inputs) - 1)
        assert len(with_class(group, "tabbed-block")) == len(shown)
        labels[str(group.get("class")).split()[0]] = shown
    assert labels["unisono-samples"] == [sample.title for sample in model.samples]
    blocks = with_class(with_class(page, "unisono-samples")[0], "tabbed-block")
    code = [text_of(next(block.iter("code"))) for block in blocks]
    assert [c.strip() for c in code] == [sample.code.value.strip() for sample in model.samples]
    examples = labels.get("unisono-request", []) + labels.get("unisono-responses", [])
    assert sorted(examples) == sorted(e.title.value for e in model.examples if e.title)


def test_code_comes_after_the_introduction_and_before_the_sections(own_site: Site) -> None:
    article = with_class(own_site.page("api/orders/create_order/"), "unisono-endpoint")[0]
    assert [str(e.get("class")).split()[-1] for e in article] == [
        "unisono-head",
        "unisono-lead",
        "unisono-code",
        "unisono-prose",
    ]
    assert [e.tag for e in article[1]] == ["p"]
    assert [e.tag for e in article[3]][:2] == ["h2", "p"]
    assert [e.get("class") for e in article[3]][1:3] == ["unisono-switch", "unisono-parameters"]


def test_no_file_of_the_includes(own_site: Site) -> None:
    assert not (own_site.folder / "_includes").exists()
