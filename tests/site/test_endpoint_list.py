"""Methods in the navigation, and lists of endpoints in the place of a comment."""

from __future__ import annotations

from sites import MakeSite, Site, endpoint, navigation_with_methods, text_of, with_class

FILES = {
    "index.md": "# Home\n\n<!-- unisono: endpoints -->\n",
    "guide.md": "---\nvisibility: public\n---\n# Guide\n\n<!--unisono:endpoints-->\n\nAfter it.\n",
    "orders/index.md": "---\nposition: 1\n---\n# About orders\n\n<!-- unisono: endpoints -->\n",
    "orders/b.md": endpoint("Cancel | <b>[all]</b>", "/orders/{id}/", "1.10").replace("method: get", "method: patch"),
    "orders/a.md": endpoint("Old\ndeprecated: true", "/orders/old/", "1.9"),
    "orders/secret.md": endpoint("Secretname", "/secretpath/", "1.1", visibility="internal"),
    "orders/items/c.md": endpoint("Item", "/items/", "1.20"),
    "files/d.md": endpoint("Files", "/files/", "0.5"),
}

OLD = ("GET", "/orders/old/", "Old deprecated")
CANCEL = ("PATCH", "/orders/{id}/", "Cancel | <b>[all]</b>")
ITEM = ("GET", "/items/", "Item")
FILE = ("GET", "/files/", "Files")


def _rows(site: Site, url: str) -> list[tuple[str, ...]]:
    table = next(with_class(site.page(url), "unisono-endpoints")[0].iter("table"))
    return [tuple(text_of(cell) for cell in row) for row in table.iter("tr")][1:]


def _links(site: Site, url: str) -> list[str]:
    return [str(a.get("href")) for a in with_class(site.page(url), "unisono-endpoints")[0].iter("a")]


def test_list_of_the_site_in_the_order_of_the_navigation(make_site: MakeSite) -> None:
    site = make_site(FILES)
    everything = [("Files",), FILE, ("Orders",), OLD, CANCEL, ("Items",), ITEM]
    assert _rows(site, "") == _rows(site, "guide/") == everything
    assert _links(site, "") == ["files/d/", "orders/a/", "orders/b/", "orders/items/c/"]
    assert _links(site, "guide/") == [f"../{url}" for url in _links(site, "")]
    assert text_of(with_class(site.page("guide/"), "md-content")[0]).rstrip().endswith("After it.")
    assert site.files_with("Secretname") == site.files_with("secretpath") == []


def test_list_of_a_section_on_its_index_page(make_site: MakeSite) -> None:
    site = make_site(FILES)
    assert _rows(site, "orders/") == [("Orders",), OLD, CANCEL, ("Items",), ITEM]
    assert _links(site, "orders/") == ["a/", "b/", "items/c/"]


def test_list_of_one_section_has_no_title_of_it(make_site: MakeSite) -> None:
    site = make_site({"orders/index.md": "<!-- unisono: endpoints -->", "orders/a.md": FILES["orders/a.md"]})
    assert _rows(site, "orders/") == [OLD]


def test_list_of_nothing(make_site: MakeSite) -> None:
    site = make_site({"guide.md": "# Guide\n\n<!-- unisono: endpoints -->\n\n`<!-- unisono: endpoints -->`\n"})
    page = site.page("guide/")
    assert with_class(page, "unisono-endpoints") == []
    assert text_of(with_class(page, "md-content")[0]).rstrip().endswith("<!-- unisono: endpoints -->")


def test_methods_in_the_navigation(make_site: MakeSite) -> None:
    site = make_site(FILES, theme={"name": "material", "font": False, "features": ["navigation.footer"]})
    assert navigation_with_methods(site.page("")) == [
        ("", "Home"),
        ("", "Guide"),
        *[("", "Files"), ("GET", "Files")],
        *[("", "Orders"), ("", "About orders"), ("GET", "Old"), ("PATCH", "Cancel | <b>[all]</b>")],
        *[("", "Items"), ("GET", "Item")],
    ]


def test_methods_are_nowhere_else(make_site: MakeSite) -> None:
    site = make_site(FILES, theme={"name": "material", "font": False, "features": ["navigation.footer", "navigation.path"]})
    assert next(site.page("orders/a/").iter("title")).text == "Old - Test"
    page = site.page("orders/")
    footer = [str(link.get("aria-label")) for link in with_class(page, "md-footer__link")]
    assert footer == ["Previous: Files", "Next: Old"]
    assert all("PATCH" not in text_of(e) for e in with_class(page, "md-footer") + with_class(page, "md-header"))
    titles = {entry["title"] for entry in site.search_entries()}
    assert "Old" in titles
    assert not any("GET" in title for title in titles)


def test_title_of_the_navigation_stays_below_its_method(make_site: MakeSite) -> None:
    site = make_site({"a.md": endpoint("A")}, nav=["index.md", {"My title": "a.md"}])
    assert navigation_with_methods(site.page("")) == [("", "Home"), ("GET", "My title")]


def test_endpoints_in_headings_are_listed_with_links_to_these(make_site: MakeSite) -> None:
    """Also on the page itself; of two headings that say the same, each is the link of its own. One that Markdown knows nothing
    of has none."""
    headings = ["# Notes", "<!-- unisono: endpoints -->", "## /notes", "### `GET`", "All.", "## /texts", "### `GET`", "All."]
    more = ["## Write one: **POST** `/notes` {#write}", "One.", "<h2>DELETE /notes/{id}</h2>", "One."]
    page = "\n\n".join([*headings, *more])
    site = make_site({"api.md": f"---\nvisibility: public\n---\n{page}\n", **FILES}, markdown_extensions=["attr_list", "toc"])
    own = [("GET", "/notes", "GET /notes"), ("GET", "/texts", "GET /texts"), ("POST", "/notes", "Write one")]
    assert _rows(site, "api/")[:5] == [*own, ("DELETE", "/notes/{id}", "DELETE /notes/{id}"), ("Files",)]
    assert _links(site, "api/")[:4] == ["./#get", "./#get_1", "./#write", "./"]
    assert _links(site, "")[:4] == ["api/#get", "api/#get_1", "api/#write", "api/"]


def _linked(site: Site, url: str) -> list[tuple[str, str, str]]:
    return [(*row[::2], link) for row, link in zip(_rows(site, url), _links(site, url), strict=True)]  # type: ignore[misc]


def _searched(site: Site) -> list[tuple[str, str, str]]:
    found = [entry for entry in site.search_entries() if "endpoint" in entry]
    return [(entry["location"], entry["method"], entry["endpoint"].split()[0]) for entry in found]


SAMPLE = "```bash\ncurl https://x.example{}\n```\n"


def _below(heading: str, method: str, path: str) -> str:
    return f"{heading}\n\n`{method} {path}`\n\n{SAMPLE.format(path)}"


def test_links_and_the_search_lead_to_the_heading_of_each_where_others_say_the_same(make_site: MakeSite) -> None:
    shop = f"# Shop\n\n## Orders\n\n### List\n\nText.\n\n## Carts\n\n{_below('### List', 'GET', '/carts')}"
    orders = f"# Create an order\n\nText.\n\n{_below('## Create an order', 'POST', '/orders')}"
    site = make_site({"index.md": "<!-- unisono: endpoints -->\n", "a.md": shop, "b.md": orders})
    assert _linked(site, "") == [("GET", "List", "a/#list_1"), ("POST", "Create an order", "b/#create-an-order_1")]
    assert _searched(site) == [("a/#list_1", "GET", "/carts"), ("b/#create-an-order_1", "POST", "/orders")]


def test_an_endpoint_in_the_heading_of_a_page_is_found_by_the_entry_of_that(make_site: MakeSite) -> None:
    """Material has none of its own for it, but where something stands before it."""
    files = {
        "index.md": "# Home\n\n## GET /here\n\nText.\n\n<!-- unisono: endpoints -->\n",
        "a.md": "# GET /orders\n\nText.\n",
        "b.md": _below("# Create an order", "POST", "/orders"),
        "c.md": "Before it.\n\n# GET /carts\n\nText.\n",
    }
    site = make_site(files)
    assert _links(site, "") == ["./#get-here", "a/#get-orders", "b/#create-an-order", "c/#get-carts"]
    assert _searched(site) == [
        ("#get-here", "GET", "/here"),
        ("a/", "GET", "/orders"),
        ("b/", "POST", "/orders"),
        ("c/#get-carts", "GET", "/carts"),
    ]


def test_headings_with_marks_entities_icons_and_images(make_site: MakeSite) -> None:
    headings = [
        "## Terms &amp; Conditions",
        "## Orders &mdash; list",
        "## Create an order :material-plus:",
        "## ![icon](x.png) With image",
        "## List\\_all *items*",
        "## ==mark== it",
        "## The <b>bold</b> [link](https://x.example/a) & `code`",
        "#### Deep {#own}",
    ]
    texts = [_below(heading, "GET", f"/a{number}") for number, heading in enumerate(headings)]
    extensions = ["attr_list", {"toc": {"toc_depth": 3, "permalink": "Link"}}, "pymdownx.mark", "pymdownx.emoji"]
    site = make_site(
        {"index.md": "# API\n\n<!-- unisono: endpoints -->\n\n" + "\n".join(texts), "x.png": ""},
        markdown_extensions=[*extensions, "pymdownx.superfences"],
    )
    assert [(name, link) for _, name, link in _linked(site, "")] == [
        ("Terms & Conditions", "./#terms-conditions"),
        ("Orders — list", "./#orders-list"),
        ("Create an order", "./#create-an-order-material-plus"),
        ("With image", "./#with-image"),
        ("List_all items", "./#list_all-items"),
        ("mark it", "./#mark-it"),
        ("The bold link & code", "./#the-bold-link-code"),
        ("Deep", "./#own"),
    ]
    assert "Terms &amp; Conditions</a>" in site.read("index.html")
    assert "[Terms & Conditions]" in site.read("index.md")


def test_a_link_leads_to_the_page_where_nobody_knows_which_heading_is_meant(make_site: MakeSite) -> None:
    """As where one that says the same stands in a tab, where it is no heading of the page."""
    tab = '=== "Tab"\n\n    ## List\n\n    Text.\n\n'
    page = f"# Shop\n\n{tab}## Other\n\n{_below('## List', 'GET', '/carts')}"
    site = make_site({"index.md": "<!-- unisono: endpoints -->\n", "a.md": page}, markdown_extensions=["pymdownx.tabbed"])
    assert _links(site, "") == ["a/"]


def test_errors_of_the_endpoints_of_the_page_itself_are_in_its_list_and_in_its_twin(make_site: MakeSite) -> None:
    here = "# Home\n\n<!-- unisono: errors -->\n\n## GET /here\n\nText.\n\n### Response Codes\n\n404\n: Not there.\n"
    raw = here.replace("## GET /here", "<h2>GET /here</h2>")
    site = make_site(
        {"index.md": here, "raw.md": raw, "other.md": "# Other\n\n## GET /other\n\n### Response Codes\n\n404\n: Gone.\n"}
    )
    for url, twin, link in (("", "index.md", "./#get-here"), ("raw/", "raw/index.md", "./")):
        table = with_class(site.page(url), "unisono-errors")[0]
        assert "3 of 3 endpoints" in text_of(table)
        assert link in [a.get("href") for a in table.iter("a")]
        assert "3 of 3 endpoints" in site.read(twin)
        assert site.read(twin).count("GET [GET /here]") == 2
