"""The order of pages, and the links between them."""

from __future__ import annotations

from sites import MakeSite, Site, endpoint, navigation, with_class

FOOTER = {"name": "material", "font": False, "features": ["navigation.footer"]}


def _neighbours(site: Site, url: str) -> list[str]:
    """Where the previous and the next link lead, as their labels say."""
    links = with_class(site.page(url), "md-footer__link")
    return [str(link.get("aria-label")).partition(": ")[2] for link in links]


def test_order_of_positions(make_site: MakeSite) -> None:
    positions = ["5.1.3", "5.1.0", "5.1", "3.10", "3.9", "6.07", "10", "2"]
    files = {f"{'zyxwvuts'[i]}.md": endpoint(f"At {at}", position=at) for i, at in enumerate(positions)}
    titles = navigation(make_site(files).page(""))
    assert titles == ["Home", *(f"At {p}" for p in ["2", "3.9", "3.10", "5.1", "5.1.0", "5.1.3", "6.07", "10"])]


def test_equal_positions_are_in_the_order_of_paths(make_site: MakeSite) -> None:
    files = {f"{name}.md": endpoint(name, position="1") for name in "cab"}
    assert navigation(make_site(files).page("")) == ["Home", "a", "b", "c"]


def test_without_position_comes_last(make_site: MakeSite) -> None:
    files = {
        "a.md": endpoint("None", position=""),
        "b.md": endpoint("First"),
        "c.md": "# Plain\n",
        "d.md": "---\nposition: 2\n---\n# Second\n",
    }
    assert navigation(make_site(files).page("")) == ["Home", "First", "Second", "None", "Plain"]


def test_previous_and_next_follow_the_order(make_site: MakeSite) -> None:
    files = {"a.md": endpoint("Third", position="3"), "b.md": endpoint("Second", position="2"), "c/d.md": endpoint("Fourth")}
    site = make_site(files, theme=FOOTER)
    assert [_neighbours(site, url) for url in ("", "b/", "a/", "c/d/")] == [
        ["Second"],
        ["Home", "Third"],
        ["Second", "Fourth"],
        ["Third"],
    ]


def test_sections(make_site: MakeSite) -> None:
    """Named ones in their order, the others by their first page; index pages first; nested ones alike."""
    files = {
        "late/a.md": endpoint("Late", position="1"),
        "early/b.md": endpoint("Early two", position="0.20"),
        "early/a.md": endpoint("Early ten", position="0.3"),
        "named/z.md": endpoint("Named", position="9"),
        "named/index.md": "# Named start\n",
        "named/inner/y.md": endpoint("Inner", position="1"),
    }
    titles = {"named": "The named", "named/inner": "The inner"}
    assert navigation(make_site(files, unisono={"titles": titles}).page("")) == [
        "Home",
        *("The named", "Named start", "Named", "The inner", "Inner"),
        *("Early", "Early ten", "Early two"),
        *("Late", "Late"),
    ]


def test_section_whose_index_has_no_position(make_site: MakeSite) -> None:
    files = {
        "a/x.md": endpoint("Second", position="2"),
        "b/index.md": "# Start\n",
        "b/x.md": endpoint("First", position="1"),
    }
    assert navigation(make_site(files).page("")) == ["Home", "B", "Start", "First", "A", "Second"]


def test_explicit_navigation_stays(make_site: MakeSite) -> None:
    files = {"a.md": endpoint("A", position="2"), "b.md": endpoint("B", position="1")}
    nav = ["index.md", {"Things": ["a.md", {"My title": "b.md"}]}]
    site = make_site(files, nav=nav, theme=FOOTER)
    assert navigation(site.page("")) == ["Home", "Things", "A", "My title"]
    assert _neighbours(site, "a/") == ["Home", "My title"]


def test_titles_without_a_name(make_site: MakeSite) -> None:
    files = {
        "path.md": endpoint().replace("name: Get Thing\n", ""),
        "titled.md": "---\ntitle: List things\ntype: get\nendpoint: things/:id\nvisibility: public\n---\n",
        "described.md": "---\ntitle: Find\ntype: get\ndescription: /things/find\nvisibility: public\n---\n",
    }
    site = make_site(files)
    assert sorted(navigation(site.page(""))) == ["Find", "Home", "List things", "Words about it"]
    assert [next(site.page(f"{url}/").iter("h1")).text for url in ("path", "titled", "described")] == [
        "Words about it",
        "List things",
        "Find",
    ]
    assert next(site.page("titled/").iter("title")).text == "List things - Test"
    assert with_class(site.page("described/"), "unisono-description") == []


def test_a_page_left_out_of_the_navigation_has_its_name(make_site: MakeSite) -> None:
    site = make_site({"a.md": endpoint("Hidden in nav")}, not_in_nav="/a.md")
    assert navigation(site.page("")) == ["Home"]
    assert next(site.page("a/").iter("title")).text == "Hidden in nav - Test"


def test_folder_named_as_html(make_site: MakeSite) -> None:
    site = make_site({"<img src=x>/a.md": endpoint("A")})
    assert "<img" not in site.read("index.html").lower()
    assert "&lt;img src=x&gt;" in site.read("index.html").lower()
