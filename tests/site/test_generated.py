"""Samples that the build writes (`languages`): they are on the page like all others, and marked in its report."""

from __future__ import annotations

import json
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser

from browsing import pages
from sites import Site, build, configure, endpoint, text_of, with_class, write

CURL = """
~~~ bash
curl https://x.example/things/ -H "Authorization: Bearer $TOKEN"
~~~
{: title="Curl" }
"""
LANGUAGES = ["python", "curl", "fetch", "httpie"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("generated")
    none = endpoint("Get None", "/none/", "2").replace("method: get", "method: post")
    pages = {"things.md": endpoint(body=CURL), "none.md": none, "documented.md": endpoint("Get Documented", "/{id}/", "3")}
    write(folder / "docs", pages)
    config = configure(folder, unisono={"languages": LANGUAGES, "servers": ["https://x.example"]})
    built = build(config, folder / "site")
    assert (folder / "docs" / "things.md").read_text(encoding="utf-8") == pages["things.md"]
    return built


def test_they_come_behind_those_of_the_page_in_the_order_of_the_setting(site: Site) -> None:
    items = [text_of(item) for item in with_class(site.page("things/"), "unisono-seal")[0].iter("li")]
    assert items == [
        "Curl agrees",
        "Python agrees (written by the build)",
        "JavaScript (fetch) agrees (written by the build)",
        "HTTPie agrees (written by the build)",
    ]


def test_a_page_that_has_none_gets_what_it_documents(site: Site) -> None:
    twin = site.read("documented/index.md")
    assert 'requests.get("https://x.example/ID/")' in twin
    items = [text_of(item) for item in with_class(site.page("documented/"), "unisono-seal")[0].iter("li")]
    assert len(items) == len(LANGUAGES)


def test_the_report_names_them(site: Site) -> None:
    link = next(e for e in with_class(site.page("things/"), "unisono-seal")[0].iter("a"))
    report = json.loads(unquote(str(link.get("href")).partition(",")[2]))
    assert report["generated"] == ["Python", "JavaScript (fetch)", "HTTPie"]
    assert report["summary"]["samples"] == 4


def test_they_are_in_the_markdown_of_the_page(site: Site) -> None:
    twin = site.read("things/index.md")
    assert "os.environ['TOKEN']" in twin
    assert "process.env.TOKEN" in twin


def test_only_a_page_without_any_sample_is_reported(site: Site) -> None:
    (warning,) = site.warnings
    assert warning.endswith(
        "none.md:6:9: warning[missing-sample] there is no sample, and every page of this site has one for python, cURL, "
        "JavaScript (fetch) and HTTPie; add them (none can be written: the page has no sample, and no Request example that "
        "says what a POST sends)"
    )


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_their_tabs_open(browser: Browser, site: Site, width: int) -> None:
    with pages(browser, site) as opened:
        page = opened("things/", width)
        tab = page.get_by_text("JavaScript (fetch)", exact=True)
        tab.scroll_into_view_if_needed()
        tab.click()
        assert page.get_by_text("process.env.TOKEN").is_visible()
