"""What is searched: an endpoint is found by its method, its path, its parameters and its name."""

from __future__ import annotations

from typing import Any

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


def _entry(site: Site, url: str) -> dict[str, Any]:
    [entry] = [entry for entry in site.search_entries() if entry["location"] == url]
    return entry


def test_words_of_an_endpoint(make_site: MakeSite) -> None:
    site = make_site({"page.md": endpoint(path="/orders/{id}/cancel-all/", body=BODY)})
    entry = _entry(site, "page/")
    assert (entry["method"], entry["path"]) == ("GET", "orders id cancel all")
    path = ["/orders/{id}/cancel-all/", "orders", "id", "cancel", "all", "orders/{id}/cancel-all"]
    assert entry["endpoint"].split() == [*path, "order_uuid", "order", "uuid", "giftNote", "gift", "Note"]
    assert "endpoint" not in _entry(site, "")
    assert not any(word in entry["text"] for entry in site.search_entries() for word in ("Copy page", "On this page"))


def test_what_is_shown_of_an_endpoint(make_site: MakeSite) -> None:
    """One line; its samples are searched, and so is its text."""
    body = "The *first* line.\n\nThe second.\n\n~~~ bash\ncurl https://x.example/a<b>/?needle\n~~~\n{: title=Curl }\n" + BODY
    described = endpoint("D", path="/d/&amp;/", body=body).replace("Words about it", "Says <b>&")
    undescribed = endpoint(body=body).replace("description: Words about it\n", "")
    site = make_site({"page.md": undescribed, "other.md": described})
    entry = _entry(site, "page/")
    assert entry["text"] == "<p><code>GET</code> <code>/things/</code> The first line.</p>"
    assert _entry(site, "other/")["text"] == "<p><code>GET</code> <code>/d/&amp;amp;/</code> Says &lt;b&gt;&amp;</p>"
    assert "The second." in entry["samples"]
    assert "curl https://x.example/a<b>/?needle" in entry["samples"]
    assert [e["location"] for e in site.search_entries() if e["title"] == "Get Thing"] == ["page/"]


def test_parameters_have_entries_of_their_own(make_site: MakeSite) -> None:
    body = (
        BODY
        + "\naddress\n: (object) Where to `<go>`: "
        + "far " * 100
        + "\n\n#### Address Object\n\npostal_code\n: (string) Its *code*.\n"
    )
    site = make_site({"page.md": endpoint("N", body=body).replace("get\n", "post\n")})
    found = {e["location"]: e["text"] for e in site.search_entries() if "#request." in e["location"]}
    assert list(found) == [f"page/#request.{name}" for name in ("order_uuid", "giftNote", "address", "address.postal_code")]
    assert found["page/#request.order_uuid"] == "<p><code>request.order_uuid</code> string The order.</p>"
    assert found["page/#request.address"].startswith("<p><code>request.address</code> object Where to `&lt;go&gt;`: far far")
    assert len(found["page/#request.address"]) < 300
    ids = {e.get("id") for e in site.page("page/").iter()}
    assert {location.partition("#")[2] for location in found} <= ids
    locations = [entry["location"] for entry in site.search_entries()]
    assert len(locations) == len(set(locations))


def test_the_rest_of_the_index_is_as_the_search_plugin_makes_it(make_site: MakeSite) -> None:
    files = {"page.md": endpoint(body=BODY)}
    ours = make_site(files, plugins=[{"search": {"separator": "[_]+"}}, "unisono"])
    config = ours.read("search/search_index.json").partition('"docs"')[0]
    assert '"separator":"[_]+"' in config
    assert '"method":{"boost":3000.0}' in config
    assert sum("endpoint" in entry for entry in ours.search_entries()) == 1


@pytest.mark.parametrize("plugins", [["unisono"], ["unisono", {"search": {"enabled": False}}], ["unisono", "search"]])
def test_search_plugin_absent_disabled_or_last(make_site: MakeSite, plugins: list[object]) -> None:
    site = make_site({"page.md": endpoint(body=BODY)}, plugins=plugins)
    if plugins[-1] == "search":
        assert _entry(site, "page/")["method"] == "GET"
    else:
        assert not (site.folder / "search" / "search_index.json").exists()


def test_pages_that_are_excluded_from_the_search_stay_out(make_site: MakeSite) -> None:
    page = endpoint(name="Get Thing\nsearch: {exclude: true}", body=BODY)
    assert {entry["location"] for entry in make_site({"page.md": page}).search_entries()} == {""}


@pytest.mark.parametrize(
    ("value", "is_searched"), [("true", True), ("false", False), ("exclude", False), ("", True), ("[a]", True)]
)
def test_whether_a_page_is_searched_in_one_word(make_site: MakeSite, value: str, is_searched: bool) -> None:
    """As Slate's front matter has it, also of a page without an endpoint."""
    head = f"search: {value}\nposition:"
    site = make_site(
        {"page.md": endpoint(body=BODY).replace("position:", head), "other.md": f"---\nsearch: {value}\n---\n# Other\n"}
    )
    found = {entry["location"].partition("#")[0] for entry in site.search_entries()}
    assert ("page/" in found, "other/" in found) == (is_searched, is_searched)
