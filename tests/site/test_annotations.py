"""Material's annotations of samples and examples, in a real browser: bubbles that are neither copied nor read."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Window

from browsing import Open, pages
from sites import Site, endpoint, site_of
from unisono import Includes, Source, check, read_page

URL = "https://api.example.com/things/"
BODY = '{"a": "# (2)"}'
CODE = {
    "Curl": ("bash", f"curl {URL} \\ # (1)!\n  -H 'X: 1' \\  #  a (2)! (1)\n  --json '{BODY}' # (3)"),
    "HTTPie": ("console", f"$ http {URL} X:1 \\ # (1)!\n    'a=# (2)' # (2)\n{{}}"),
    "Python": (
        "python",
        f'import requests\n\nrequests.post(  # (1)!\n    "{URL}", headers={{"X": "1"}},  # A field (2)\n    json={BODY})',
    ),
    "JavaScript": (
        "js",
        f'fetch("{URL}", {{ // (1)!\n  method: "POST", /* (2)! */\n'
        f'  headers: {{"X": "1", "Content-Type": "application/json"}}, body: JSON.stringify({BODY}) }});',
    ),
}
COPIED = [
    f"curl {URL} \\\n  -H 'X: 1' \\\n  --json '{BODY}'",
    f"http {URL} X:1 \\\n    'a=# (2)'",
    f'import requests\n\nrequests.post(\n    "{URL}", headers={{"X": "1"}},  # A field\n    json={BODY})',
    f'fetch("{URL}", {{\n  method: "POST",\n'
    f'  headers: {{"X": "1", "Content-Type": "application/json"}}, body: JSON.stringify({BODY}) }});',
]
NOTES = "1.  First, see [home](index.md) & `<b>`.\n\n    More.\n\n2.  Second\n3.  Third\n"


def fence(info: str, code: str) -> str:
    return f"``` {info}\n{code}\n```\n\n"


def indented(text: str) -> str:
    return re.sub("(?m)^(?=.)", "    ", text)


BESIDE = "".join(f'~~~ {info}\n{code}\n~~~\n{{: title="{title}" }}\n\n{NOTES}\n' for title, (info, code) in CODE.items())
TABS = "".join(f'=== "{title}"\n\n{indented(fence(info, code) + NOTES)}\n' for title, (info, code) in CODE.items())
FENCES = "".join(f'```{info} title="{title}"\n{code}\n```\n\n{NOTES}\n' for title, (info, code) in CODE.items())
EXAMPLE = """\
right_code: |
  ~~~ json
  {
    "a": "# (2)" // (1)!
  }
  ~~~
  {: title="Request" }

  1. The [name](index.md).
---
"""


def on_endpoint(body: str) -> str:
    page = endpoint(body=f"Words.\n\n{body}Afterwards.\n\n1. Not a note.\n").replace("method: get", "method: post")
    return f"{EXAMPLE}".join(page.rsplit("---\n", 1))


FILES = {
    "index.md": "# Home\n",
    "beside.md": on_endpoint(BESIDE),
    "tabs.md": on_endpoint(TABS),
    "any.md": f"# Any page\n\n{TABS}",
    "fences.md": f"# Any page\n\n{FENCES}",
}


@pytest.mark.parametrize("name", ["beside.md", "tabs.md", "any.md", "fences.md"])
def test_annotated_samples_are_read_as_they_run(name: str) -> None:
    result = check(read_page(Source(name, FILES[name]), Includes(None)))
    assert (result.diagnostics, result.summary.agree) == ((), 4)


@pytest.mark.parametrize(
    ("page", "outcomes"),
    [
        (on_endpoint(BESIDE.replace(NOTES, "Words.\n\n")), {"Curl": "invalid", "HTTPie": "invalid"}),
        (on_endpoint(BESIDE.replace("'X: 1' \\  #  a (2)! (1)", "'X: 1' \\  #  (2) Words")), {"Curl": "invalid"}),
        (on_endpoint(BESIDE.replace(f"'{BODY}'", f"'{BODY} \\ # (1)!\n'")), {"Curl": "disagree"}),
    ],
    ids=["no list below", "a comment with words", "within a quotation"],
)
def test_what_is_no_annotation_is_read_as_printed(page: str, outcomes: dict[str, str]) -> None:
    result = check(read_page(Source("page.md", page), Includes(None)))
    found = {checked.sample.title: checked.outcome for checked in result.samples}
    assert {title: found[title] for title in outcomes} == outcomes


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("annotations")
    theme = {"name": "material", "font": False, "features": ["content.code.copy", "content.code.annotate"]}
    extensions = ["attr_list", "pymdownx.superfences", {"pymdownx.tabbed": {"alternate_style": True}}]
    return site_of(folder, FILES, markdown_extensions=extensions, theme=theme)


def test_notes_are_shown_once_with_their_links(site: Site) -> None:
    html = site.read("beside/index.html")
    assert html.count("Third") == html.count('see <a href="../">home</a> &amp; <code>&lt;b&gt;</code>') == len(CODE)
    assert html.count('The <a href="../">name</a>') == 1
    assert "unisono:" not in html
    assert html.index("Words.") < html.index("Afterwards.") < html.index("Not a note.")


def test_notes_of_the_page_as_markdown(site: Site) -> None:
    markdown = site.read("beside/index.md")
    assert f"~~~ bash\n{COPIED[0]}\n~~~\n\n{NOTES.strip()}" in markdown.replace("(../index.md)", "(index.md)")
    assert f"~~~ console\n$ {COPIED[1]}\n{{}}\n~~~\n\n1.  First" in markdown
    assert '"a": "# (2)"\n' in markdown


@pytest.fixture
def opened(browser: Browser, site: Site) -> Iterator[Open]:
    with pages(browser, site) as found:
        yield found


def _copied(window: Window) -> list[str]:
    """What the buttons of the samples give, each in its tab if it is in one."""
    buttons = window.locator(".highlight:has(.md-annotation) [data-clipboard-target]")
    labels = window.locator(".tabbed-labels label")
    found = []
    for number in range(len(CODE)):
        if labels.count():
            labels.nth(number).click()
        buttons.nth(number).evaluate("button => button.click()")
        found.append(window.evaluate("navigator.clipboard.readText()"))
    return [re.sub("(?m) +$", "", text) for text in found]


@pytest.mark.browser
@pytest.mark.parametrize("url", ["beside/", "tabs/", "any/", "fences/"])
@pytest.mark.parametrize("width", [1440, 390])
def test_annotations_are_bubbles_and_not_copied(opened: Open, url: str, width: int) -> None:
    window = opened(url, width, permissions=["clipboard-read", "clipboard-write"])
    blocks = window.locator(".highlight:has(.md-annotation)")
    wanted = [3, 2 if url == "beside/" else 1, 2, 2]  # Pygments takes the second line of the session for output
    window.wait_for_function(
        "number => document.querySelectorAll('.highlight .md-annotation').length >= number", arg=sum(wanted)
    )
    assert [blocks.nth(n).locator(".md-annotation").count() for n in range(len(CODE))] == wanted
    first = blocks.first.locator(".md-annotation__index").first
    first.evaluate("index => index.focus()")
    window.get_by_text("First, see home & <b>.").first.wait_for(state="visible")


@pytest.mark.browser
@pytest.mark.parametrize("url", ["beside/", "tabs/", "any/", "fences/"])
def test_copied(opened: Open, url: str) -> None:
    window = opened(url, permissions=["clipboard-read", "clipboard-write"])
    window.wait_for_function("document.querySelectorAll('.highlight:has(.md-annotation) [data-clipboard-target]').length >= 4")
    assert _copied(window) == COPIED
