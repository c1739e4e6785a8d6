"""Several sets of samples on one page: each under its heading, with its own tabs, with and without Material's linked tabs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Window

from browsing import Open, pages
from sites import MakeSite, Site, build, configure, endpoint, text_of, with_class, write
from unisono import EndpointPage, Includes, Source, check, read_page
from unisono.pages.sample_groups import sample_groups

URL = "https://api.example.com/notes/7"
HEAD = """\
---
title: /notes/{id}
name: Add Note
method: post
visibility: public
right_code: |
  ~~~ json
  {"text": "Hi"}
  ~~~
  {: title="Request" }

  ~~~ json
  {"text": "Hi", "tags": ["a"]}
  ~~~
  {: title="Request with tags" }
---
"""
PARAMETERS = (
    "### Request Parameters\n\ntext\n: (string) A text.\n\ntags\n: (array) Tags.\n\n### Path Parameters\n\nid\n: The note.\n\n"
)


def fence(title: str, code: str, info: str = "bash") -> str:
    return f'~~~ {info}\n{code}\n~~~\n{{: title="{title}" }}\n\n'


def tab(title: str, code: str, info: str = "bash", mark: str = "===") -> str:
    return f'{mark} "{title}"\n\n    ~~~ {info}\n    {code}\n    ~~~\n\n'


def curl(content: str) -> str:
    return f"curl {URL} --json '{content}'"


def python(content: str) -> str:
    return f'import requests; requests.post("{URL}", json={content})'


TEXT, TAGS, OTHER = '{"text": "Hi"}', '{"text": "Hi", "tags": ["a"]}', '{"text": "Ho"}'
HEADINGS = (
    f"{PARAMETERS}## Only a text\n\n{fence('Curl', curl(TEXT))}{fence('Python', python(TEXT), 'python')}"
    f"## With tags & `<b>`\n\nWords.\n\n{fence('curl', curl(TAGS))}{fence('HTTPie <i>', f'http {URL} text=Hi tags:=[]')}"
    f"{fence('Python (requests)', python(TAGS), 'python')}## After\n\nThe end.\n"
)
TABS = "".join(
    tab("Curl", curl(content), mark=mark) + tab("Python", python(content), "python")
    for content, mark in ((TEXT, "==="), (TAGS, "===!"))
)
EXTENSIONS = ["attr_list", "pymdownx.superfences", {"pymdownx.tabbed": {"alternate_style": True}}]
FILES = {
    "headings.md": HEAD + HEADINGS,
    "tabs.md": HEAD + TABS,
    "bare.md": endpoint(path="/notes/{id}").replace("method: get", "method: post").replace("Text.", HEADINGS),
    "one.md": endpoint(body=fence("Curl", "curl https://a.example/things/")),
}


def read(text: str) -> EndpointPage:
    page = read_page(Source("page.md", text), Includes(None))
    assert isinstance(page, EndpointPage)
    return page


@pytest.mark.parametrize("between", ["", "With tags:\n\n", "#### With tags\n\n"], ids=["nothing", "words", "a heading"])
def test_sets_of_tabs_are_compared_by_themselves(between: str) -> None:
    """Without examples, by which each would be told from the other."""
    head = HEAD.partition("right_code")[0] + "---\n"
    first, mark, second = TABS.partition("===!")
    right = f"{head}{first}{between}{mark if not between else '==='}{second}"
    assert check(read(right)).diagnostics == ()
    wrong = right.replace(f'{URL}", json={TAGS}', f'{URL}", json={OTHER}')
    assert {found.rule for found in check(read(wrong)).diagnostics} == {"content-mismatch"}


def in_fences(text: str) -> str:
    return re.sub(r'===!? "(.*)"\n\n    (~~~ .*)\n    (.*)\n    ~~~\n', r'\2\n\3\n~~~\n{: title="\1" }\n', text)


def with_words(text: str) -> str:
    """Each tab with a sentence below the code, so that the sets stay as they are."""
    return text.replace("    ~~~\n\n", "    ~~~\n\n    Words.\n\n")


@pytest.mark.parametrize("written", [in_fences, with_words])
def test_sets_of_any_kind_are_compared_by_themselves(written: Callable[[str], str]) -> None:
    head = HEAD.partition("right_code")[0] + "---\n"
    first, _, second = TABS.partition("===!")
    page = read(head + written(f"{first}With tags:\n\n==={second}"))
    assert len(page.samples) == 4
    assert check(page).diagnostics == ()
    assert [len(group.samples) for group in sample_groups(page)] == [2, 2]


def test_languages_without_a_reader_make_no_sets() -> None:
    elixir, rust = f'HTTPoison.post!("{URL}", "")', f'reqwest::get("{URL}").await?;'
    page = f"{HEAD}## Curl\n\n{fence('Curl', curl(TEXT))}## Elixir\n\n{fence('Elixir', elixir)}## Rust\n\n{fence('Rust', rust)}"
    assert len(sample_groups(read(page))) == 1


@pytest.fixture(scope="module", params=[True, False], ids=["linked", "not linked"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("sets")
    features = ["content.code.copy", *(["content.tabs.link"] if request.param else [])]
    theme = {"name": "material", "font": False, "features": features}
    write(folder / "docs", {"index.md": "# Home\n", **FILES})
    config = configure(folder, markdown_extensions=EXTENSIONS, theme=theme, unisono={"audience": ["public"]})
    return build(config, folder / "site")


def _order(root: Element) -> list[str]:
    """Headings, sets of samples by their labels, and the seal, in the order of the page."""
    found = []
    for element in with_class(root, "md-content__inner")[0].iter():
        names = str(element.get("class")).split()
        if element.tag in ("h2", "h3"):
            found.append(text_of(element))
        elif "unisono-samples" in names:
            labels = with_class(element, "tabbed-labels")[0]
            found.append(" | ".join(f"{text_of(label)} {label.get('data-outcome')}" for label in labels))
        elif "unisono-seal" in names:
            found.append(text_of(element[0]))
    return found


def test_sets_stand_under_their_headings(site: Site) -> None:
    assert _order(site.page("headings/")) == [
        "Request Parameters",
        "Path Parameters",
        "Only a text",
        "Curl agree | Python agree",
        "With tags & <b>",
        "curl agree | HTTPie <i> disagree | Python (requests) agree",
        "4 of 5 samples send the request of their set; 1 differs",
        "After",
    ]
    assert _order(site.page("tabs/")) == [
        "Curl agree | Python agree",
        "Curl agree | Python agree",
        "4 of 4 samples send the request of their set",
    ]


def test_one_set_stands_beside_the_text(site: Site) -> None:
    column = with_class(site.page("one/"), "unisono-code")
    assert len(column) == 1
    assert _order(site.page("one/")) == ["Curl agree", "1 of 1 sample sends this request"]


def test_the_seal_lists_samples_by_their_sets(site: Site) -> None:
    seal = with_class(site.page("headings/"), "unisono-seal")[0]
    told = [text_of(element) for element in seal.iter() if element.tag in ("p", "li")]
    assert "with the other samples of its set" in told[-2]
    assert told[:-2] == [
        "Only a text",
        "Curl agrees",
        "Python agrees",
        "With tags & <b>",
        "curl agrees",
        "HTTPie <i> differs",
        "Python (requests) agrees",
    ]


@pytest.mark.parametrize(("setting", "seals", "marks"), [("seal", 0, 5), ("marks", 1, 0)])
def test_settings_leave_seal_or_marks_out(make_site: MakeSite, setting: str, seals: int, marks: int) -> None:
    site = make_site({"page.md": HEAD + HEADINGS}, unisono={setting: False})
    labels = [label for element in with_class(site.page("page/"), "tabbed-labels") for label in element]
    assert len([label for label in labels if label.get("data-outcome")]) == marks
    assert len(with_class(site.page("page/"), "unisono-seal")) == seals


def test_ids_are_unique_and_a_page_without_examples_has_one_column(site: Site) -> None:
    for name in ("headings/", "tabs/", "bare/"):
        root = site.page(name)
        ids = [element.get("id") for element in root.iter() if element.get("id")]
        assert len(ids) == len(set(ids))
        assert len(with_class(root, "unisono-columns")) == (name != "bare/")
        assert len(with_class(root, "unisono-own")) == 1


def test_the_page_as_markdown_has_samples_under_their_headings(site: Site) -> None:
    lines = [line for line in site.read("headings/index.md").splitlines() if line.startswith("#")]
    assert lines[3:] == [
        *("## Only a text", "### Curl", "### Python", "## With tags & `<b>`"),
        *(
            "### curl",
            "### HTTPie <i>",
            "### Python (requests)",
            "## After",
            "## Examples",
            "### Request",
            "### Request with tags",
        ),
    ]


@pytest.fixture
def opened(browser: Browser, site: Site) -> Iterator[Open]:
    with pages(browser, site) as found:
        yield found


def _shown(window: Window) -> list[str]:
    """Of each set the label of the block that can be seen."""
    shown: list[str] = window.evaluate(
        """() => [...document.querySelectorAll('.unisono-samples')].map((set) => {
          const blocks = [...set.querySelectorAll('.tabbed-block')];
          const seen = blocks.map((block, i) => block.checkVisibility() ? i : -1).filter((i) => i >= 0);
          return seen.map((i) => set.querySelectorAll('.tabbed-labels label')[i].textContent).join(' and ');
        })"""
    )
    return shown


def _is_linked(site: Site) -> bool:
    return '"content.tabs.link"' in site.read("index.html")


@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 390])
def test_a_clicked_tab_opens_in_all_linked_sets(opened: Open, site: Site, width: int) -> None:
    """By its language, though the second set calls it otherwise; a language that a set lacks changes nothing there."""
    window = opened("headings/", width)
    assert _shown(window) == ["Curl", "curl"]
    window.get_by_text("Python", exact=True).click()
    assert _shown(window) == ["Python", "Python (requests)" if _is_linked(site) else "curl"]
    window.get_by_text("HTTPie <i>", exact=True).click()
    assert _shown(window) == ["Python", "HTTPie <i>"]
    window.get_by_text("curl", exact=True).click()
    assert _shown(window) == ["Curl" if _is_linked(site) else "Python", "curl"]
    assert window.url.endswith("?lang=curl")


@pytest.mark.browser
def test_a_tab_is_chosen_with_keys(opened: Open, site: Site) -> None:
    window = opened("headings/")
    window.locator(".unisono-samples input").first.focus()
    window.keyboard.press("ArrowRight")
    assert _shown(window) == ["Python", "Python (requests)" if _is_linked(site) else "curl"]
    assert window.url.endswith("?lang=python_requests")


@pytest.mark.browser
def test_the_language_of_the_address_opens_in_all_sets(opened: Open) -> None:
    window = opened("headings/?lang=python")
    assert _shown(window) == ["Python", "Python (requests)"]
    window.goto(window.url.partition("?")[0].replace("headings", "tabs"))
    assert _shown(window) == ["Curl", "Curl"]


@pytest.mark.browser
def test_parameters_and_own_values_reach_all_sets(opened: Open) -> None:
    window = opened("headings/")
    window.locator("[id='request.text']").hover()
    assert window.locator(".unisono-prose .unisono-lit").all_text_contents() == ["Hi"] * 5
    window.get_by_text("Use your own values").click()
    window.get_by_label("Base URL").fill("https://own.example")
    text = window.locator(".unisono-samples").all_text_contents()
    assert [one.count("https://own.example") for one in text] == [2, 3]


@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_is_wider_than_the_page(opened: Open, width: int) -> None:
    window = opened("headings/", width)
    assert window.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    boxes = window.locator(".unisono-samples").evaluate_all("all => all.map((e) => e.getBoundingClientRect().right)")
    assert all(right <= width for right in boxes)
