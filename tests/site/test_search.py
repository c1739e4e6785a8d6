"""What is searched: an endpoint is found by its method, its path, its parameters and its name."""

from __future__ import annotations

import pytest

from sites import MakeSite, Site, endpoint

BODY = """\
Text.

### Request Parameters

order_uuid
: (string) The order.

giftNote
: (string) What to print.
"""


def _words(site: Site, url: str) -> list[str]:
    entries = [entry for entry in site.search_entries() if entry["location"] == url]
    assert len(entries) == 1
    return str(entries[0].get("endpoint", "")).split()


def test_words_of_an_endpoint(make_site: MakeSite) -> None:
    site = make_site({"page.md": endpoint(path="/orders/{id}/cancel-all/", body=BODY)})
    path = ["/orders/{id}/cancel-all/", "orders", "id", "cancel", "all", "orders/{id}/cancel-all"]
    assert _words(site, "page/") == ["GET", *path, "order_uuid", "order", "uuid", "giftNote", "gift", "Note"]
    assert _words(site, "") == []
    assert not any("Copy page" in entry["text"] for entry in site.search_entries())


def test_the_rest_of_the_index_is_as_the_search_plugin_makes_it(make_site: MakeSite) -> None:
    files = {"page.md": endpoint(body=BODY)}
    ours = make_site(files, plugins=[{"search": {"separator": "[_]+"}}, "unisono"])
    config = ours.read("search/search_index.json").partition('"docs"')[0]
    assert '"separator":"[_]+"' in config
    assert '"endpoint":{"boost":100.0}' in config
    assert sum("endpoint" in entry for entry in ours.search_entries()) == 1


@pytest.mark.parametrize("plugins", [["unisono"], ["unisono", {"search": {"enabled": False}}], ["unisono", "search"]])
def test_search_plugin_absent_disabled_or_last(make_site: MakeSite, plugins: list[object]) -> None:
    site = make_site({"page.md": endpoint(body=BODY)}, plugins=plugins)
    if plugins[-1] == "search":
        assert _words(site, "page/")[0] == "GET"
    else:
        assert not (site.folder / "search" / "search_index.json").exists()


def test_pages_that_are_excluded_from_the_search_stay_out(make_site: MakeSite) -> None:
    page = endpoint(name="Get Thing\nsearch: {exclude: true}", body=BODY)
    assert {entry["location"] for entry in make_site({"page.md": page}).search_entries()} == {""}
