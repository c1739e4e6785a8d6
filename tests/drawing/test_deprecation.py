"""`deprecated` in the front matter: a badge, and a note if there is one."""

from __future__ import annotations

import json

import pytest

from sites import MakeSite, endpoint, text_of, with_class
from unisono.pages.liquid import Includes
from unisono.pages.model import Deprecation, EndpointPage
from unisono.pages.reading import read_page
from unisono.text.source import Source


def _page(value: str) -> str:
    return endpoint(name=f"Get Thing\ndeprecated: {value}")


def _deprecation(value: str) -> Deprecation | None:
    page = read_page(Source("page.md", _page(value)), Includes(None))
    assert isinstance(page, EndpointPage)
    return page.deprecation


@pytest.mark.parametrize("value", ["true", "Yes", "1", '"on"'])
def test_without_a_note(make_site: MakeSite, value: str) -> None:
    page = make_site({"page.md": _page(value)}).page("page/")
    assert [text_of(e) for e in with_class(page, "unisono-deprecated")] == ["deprecated"]
    assert with_class(page, "unisono-deprecation") == []
    assert with_class(page, "md-status--deprecated") != []


def test_with_a_note(make_site: MakeSite) -> None:
    page = make_site({"page.md": _page("Use <b>Get Order</b> & co. from 2027 on.")}).page("page/")
    assert [text_of(e) for e in with_class(page, "unisono-deprecated")] == ["deprecated"]
    assert [text_of(e) for e in with_class(page, "unisono-deprecation")] == ["Use <b>Get Order</b> & co. from 2027 on."]


def test_links_in_the_note(make_site: MakeSite) -> None:
    note = "Use [Get B](b.md#x) or [docs](https://a.example/?q=1&r=2), not [c](javascript:d) [e] (f) `g` <h> &amp; [i]()."
    site = make_site({"page.md": _page(json.dumps(note)), "b.md": endpoint(name="Get B")})
    [told] = with_class(site.page("page/"), "unisono-deprecation")
    links = [(link.get("href"), text_of(link)) for link in told.iter("a")]
    assert links == [("../b/#x", "Get B"), ("https://a.example/?q=1&r=2", "docs")]
    assert text_of(told) == "Use Get B or docs, not [c](javascript:d) [e] (f) `g` <h> &amp; [i]()."
    assert any("b.md" in warning and "#x" in warning for warning in site.warnings) is False


@pytest.mark.parametrize("value", ["", "false", "No", "0", "~", "'  '"])
def test_not_deprecated(make_site: MakeSite, value: str) -> None:
    page = make_site({"page.md": _page(value)}).page("page/")
    assert with_class(page, "unisono-deprecated") == with_class(page, "unisono-deprecation") == []


def test_the_place_of_the_note() -> None:
    found = _deprecation("  Use another. # since May")
    assert found is not None
    assert found.note is not None
    assert (found.note.value, found.span.line, found.span.column) == ("Use another.", 4, 15)


def test_a_list_is_a_mistake(make_site: MakeSite) -> None:
    site = make_site({"page.md": _page("[true]")})
    assert ["'deprecated' must be text" in warning for warning in site.warnings] == [True]
    assert site.pages() == {""}
