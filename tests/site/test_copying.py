"""What the copy button takes of a sample, in a real browser: what can be run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator
from playwright.sync_api import Page as Window

from browsing import Open, pages
from sites import Site, endpoint, site_of

URL = "https://api.example.com/things/"
CONSOLE = f"""\
# Ask first.
$ curl {URL} \\
>   -H 'X-Note: "a" & <b>' \\
>   -d 'a: 1

> 2'
{{"id": 7}}
HTTP/2 200
$ curl {URL}7
done
"""
COMMANDS = f"""curl {URL} \\\n  -H 'X-Note: "a" & <b>' \\\n  -d 'a: 1\n\n2'\ncurl {URL}7"""
PYCON = f"""\
>>> import requests
>>> for number in [1, 2]:
...     requests.post("{URL}", json=number)
...
<Response [200]>
>>> requests.get("{URL}")
<Response [200]>
"""
STATEMENTS = f"""\
import requests
for number in [1, 2]:
    requests.post("{URL}", json=number)

requests.get("{URL}")"""
FENCES = f'~~~ console\n{CONSOLE}~~~\n{{: title="Curl" }}\n\n~~~ pycon\n{PYCON}~~~\n{{: title="Python" }}\n'
SINGLE = (
    f'~~~ console\n$ curl {URL}\ndone\n~~~\n{{: title="Curl" }}\n\n'
    f'~~~ pycon\n>>> import requests\n>>> requests.get("{URL}")\n<Response [200]>\n~~~\n{{: title="Python" }}\n'
)
TABS = "".join(
    f'=== "{title}"\n\n'
    + "".join(f"    {line}".rstrip() + "\n" for line in f"``` {info}\n{code}```\n\nWords.\n".splitlines())
    + "\n"
    for title, info, code in (("Curl", "console", CONSOLE), ("Python", "pycon", PYCON), ("bash", "bash", CONSOLE))
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("copying")
    theme = {"name": "material", "font": False, "features": ["content.code.copy", "content.code.annotate"]}
    extensions = ["attr_list", "pymdownx.superfences", {"pymdownx.tabbed": {"alternate_style": True}}]
    files = {
        "index.md": f"# Any page\n\n{TABS}",
        "endpoint.md": endpoint(body=FENCES),
        "single.md": endpoint(body=SINGLE),
        "in_place.md": endpoint(body=TABS),
    }
    return site_of(folder, files, markdown_extensions=extensions, theme=theme)


@pytest.fixture
def opened(browser: Browser, site: Site) -> Iterator[Open]:
    with pages(browser, site) as found:
        yield found


def _copied(window: Window, blocks: Locator) -> list[str]:
    """What the button of each block gives, tab by tab."""
    found = []
    for number, label in enumerate(window.locator(".tabbed-labels label").all()):
        label.click()
        blocks.nth(number).hover()
        blocks.nth(number).locator("[data-clipboard-target]").click()
        found.append(window.evaluate("navigator.clipboard.readText()"))
    return found


@pytest.mark.browser
@pytest.mark.parametrize("url", ["", "endpoint/", "in_place/"], ids=["any page", "beside the text", "in the text"])
def test_of_a_session_what_is_typed_is_copied(opened: Open, url: str) -> None:
    window = opened(url, permissions=["clipboard-read", "clipboard-write"])
    wanted = [COMMANDS, STATEMENTS] if url == "endpoint/" else [COMMANDS, STATEMENTS, COMMANDS]
    assert _copied(window, window.locator(".tabbed-block")) == wanted


@pytest.mark.browser
def test_own_values_are_copied_with_a_session(opened: Open) -> None:
    window = opened("single/", permissions=["clipboard-read", "clipboard-write"])
    window.get_by_text("Use your own values").click()
    window.get_by_label("Base URL").fill("https://own.example/v2")
    curl, python = _copied(window, window.locator(".tabbed-block"))
    assert curl == "curl https://own.example/v2/things/"
    assert python == 'import requests\nrequests.get("https://own.example/v2/things/")'


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_code_is_not_seen_through_the_buttons_on_it(open_page: Open, width: int) -> None:
    """And the end of a long line can be scrolled to."""
    page = open_page("api/orders/create_order/", width)
    page.locator(".unisono-samples .md-code__nav").first.wait_for()
    measured = page.locator(".unisono-samples pre > code").first.evaluate(
        """(code) => {
          const range = document.createRange();
          code.prepend("x".repeat(300));
          range.selectNode(code.firstChild);
          const end = () => range.getBoundingClientRect().right;
          const buttons = [...code.closest(".highlight").querySelectorAll(".md-code__nav, .unisono-markdown")];
          const left = Math.min(...buttons.map((one) => one.getBoundingClientRect().left));
          const isBeside = code.getBoundingClientRect().right <= left + 1;
          code.scrollLeft = 10_000;
          return [end() <= left + 1, isBeside || buttons.every((one) => /^rgb\\(/.test(getComputedStyle(one).backgroundColor))];
        }"""
    )
    assert measured == [True, True]


@pytest.mark.browser
def test_no_glow_is_cut_off_at_a_card(open_page: Open) -> None:
    page = open_page("api/orders/create_order/")
    page.locator(".unisono-own > summary").click()
    assert page.locator(".unisono-own").evaluate("e => getComputedStyle(e).boxShadow") == "none"
