"""Sites in other languages: every word that a page says by itself is had from the table, and in the language of the site."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Window

from browsing import pages
from sites import Site, build, configure
from unisono.words import NAMES, words_for

PAGES = Path(__file__).parent / "pages"
"""All that a page can say by itself. What their author says is Greek, and Material is, too."""

EXTENSIONS = ["attr_list", "pymdownx.superfences", {"pymdownx.tabbed": {"alternate_style": True}}]
SERVERS = {"Α": "https://example.com", "Β": "https://example.org"}

MARKED = {
    name: f"⟦{number}⟧{''.join(re.findall('{[a-z]+}', getattr(words_for('en', {}), name)))}"
    for number, name in enumerate(NAMES)
}
"""Words without letters, each with its number."""

TRIED = ("try_", "script_try_", "own_note_tried")
"""Of a site where requests can be sent: see `tests/site/test_try_it.py`."""

WRITTEN = re.compile(
    r"(?:(?:Request|Path) Parameters|Response Parameters \d{3}|(?:Box|Lid) Object|Curl|Python|Ruby|Wget|Request)(?: \d)?"
    r"|(?:https?|ftp):(?://)?|example\.com|(?:Authorization: )?Bearer|Error|id|integer|object|string|GET|POST|HAR"
    r"|\]\([./\w]+\.md\)"
)
"""What a page has from its author, from clients and from the reader. The next has what HTTP or Material says."""

FROM_ELSEWHERE = ("unisono-method", "unisono-status", "unisono-base", "md-clipboard", "headerlink")
SEEN = ("title", "aria-label", "placeholder", "alt", "data-other")


def make(folder: Path, theme: dict[str, Any], **unisono: Any) -> Site:
    shutil.copytree(PAGES, folder / "docs", dirs_exist_ok=True)
    settings = {"languages": ["wget"], "exports": ["har"], "servers": SERVERS, **unisono}
    theme = {"name": "material", "font": False, **theme}
    return build(configure(folder, theme=theme, unisono=settings, markdown_extensions=EXTENSIONS), folder / "site")


@pytest.fixture(scope="module")
def marked_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return make(tmp_path_factory.mktemp("marked"), {"language": "el"}, words={"el": MARKED})


def said(element: Element, *, ours: bool = False) -> Iterator[str]:
    """What readers see or are read of all that is Unisono's in an element, code and what comes from elsewhere left out."""
    names = str(element.get("class", "")).split()
    ours = ours or "data-outcome" in element.attrib or any(name.startswith("unisono-") for name in names)
    if element.tag in ("code", "pre", "template", "script", "var") or {*names} & {*FROM_ELSEWHERE}:
        return
    if ours:
        yield from (value for name in SEEN if (value := element.get(name)))
        yield element.text or ""
    for child in element:
        yield from said(child, ours=ours)
        if ours:
            yield child.tail or ""


def in_english(texts: Iterable[str]) -> list[str]:
    """Those of the texts in which something else than what was written is in Latin letters."""
    return [text for text in texts if re.search("[A-Za-z]{2,}", WRITTEN.sub("", text))]


def numbers(text: str) -> set[str]:
    return {NAMES[int(number)] for number in re.findall(r"⟦(\d+)⟧", text)}


def test_all_that_pages_say_is_from_the_table(marked_site: Site) -> None:
    texts = [text for url in sorted(marked_site.pages()) for text in said(marked_site.page(url))]
    assert len(texts) > 300
    assert in_english(texts) == []
    twins = [marked_site.read(f"{url}index.md") for url in sorted(marked_site.pages())]
    lines = [line for twin in twins for line in twin.splitlines() if re.match(r"##? |\| [^-`A-Z ]", line)]
    assert len(lines) > 20
    assert in_english(lines) == []
    found = numbers("".join((*texts, *twins)))
    assert {name for name in NAMES if not name.startswith(("script_", *TRIED))} - found == set()


@pytest.mark.parametrize(
    ("theme", "options", "language"),
    [({"language": "de"}, {}, "de"), ({"language": "ja"}, {}, "ja"), ({"language": "en"}, {"locale": "de-AT"}, "de")],
)
def test_a_site_in_another_language(theme: dict[str, str], options: dict[str, str], language: str, tmp_path: Path) -> None:
    site = make(tmp_path, theme, **options)
    english, words = words_for("en", {}), words_for(language, {})
    texts = "\n".join(text for url in sorted(site.pages()) for text in said(site.page(url)))
    left = {name: text for name in NAMES for text in re.split(r"\{\w+\}", getattr(english, name)) if len(text.strip()) > 3}
    same = "\n".join(getattr(words, name) for name in NAMES)  # which has these words, too
    assert len(left) > 40
    assert {text for text in left.values() if text not in same and text in WRITTEN.sub("", texts)} == set()
    ids = [element.get("id") for element in site.page("one/").iter("h2")]
    assert [name for name in ids if name] == [
        *(f"{place}-parameters" for place in ("path", "query", "header", "request", "response", "cookie")),
    ]
    assert 'id="responses"' in site.read("all/index.html")


def use(window: Window, **values: str) -> str:
    """Types values into the form of a page, and gives what the page then says of them."""
    window.locator(".unisono-own").evaluate("e => { e.open = true; }")
    for name, value in values.items():
        window.locator(f".unisono-own input[name='{name.replace('_', '.')}']").fill(value)
    return str(window.locator(".unisono-own").inner_text()) + "".join(window.locator(".unisono-kept").all_text_contents())


REFUSED = {
    "script_own_no_scheme": {"base": "example.com"},
    "script_own_other_scheme": {"base": "ftp://example.com"},
    "script_own_no_host": {"base": "https://"},
    "script_own_user": {"base": "https://a@example.com"},
    "script_own_query": {"base": "https://example.com?a"},
    "script_own_bad_host": {"base": "https://a b"},
    "script_own_percent": {"base": "https://example.com/%"},
    "script_own_sign": {"token": "é"},
    "script_own_twice": {"token": "Bearer x"},
    "script_own_dots": {"path_id": ".."},
    "script_own_long": {"path_id": "1" * 8001},
}


@pytest.mark.browser
def test_all_that_the_script_says_is_from_the_table(browser: Browser, marked_site: Site) -> None:
    found: dict[str, str] = {}
    with pages(browser, marked_site) as open_page:
        window = open_page("all/")
        for name, values in REFUSED.items():
            text = use(window, **{"base": "", "token": "", "path_id": ""} | values)
            assert {name, "script_own_refused"} <= numbers(text)
            found[name] = text
        fields = open_page("values/")
        for name, of in (("script_own_number", "γ"), ("script_own_truth", "β"), ("script_own_control", "δ")):
            field = fields.locator(f".unisono-own input[name='request.{of}']")
            field.evaluate("(e) => { e.value = 'x\\u0001y'; e.dispatchEvent(new Event('input', { bubbles: true })); }")
            found[name] = "".join(fields.locator(".unisono-own output").all_text_contents())
            assert name in numbers(found[name])
        window.evaluate("""() => {
          const input = document.querySelector(".unisono-own input[name='path.id']");
          input.value = "\\ud800";
          input.dispatchEvent(new Event("input", { bubbles: true }));
        }""")
        found["script_own_encoding"] = use(window)
        found["kept"] = use(window, base="https://example.org", token="0", path_id="0")
        show = window.locator(".unisono-show")
        found["script_own_show_token"] = str(show.get_attribute("aria-label"))
        show.click()
        found["script_own_hide"] = show.inner_text() + str(show.get_attribute("aria-label"))
        window.context.grant_permissions(["clipboard-read", "clipboard-write"])
        window.locator(".unisono-twin").click()
        copied = MARKED["script_page_copied"]
        window.get_by_text(copied).wait_for()
        found["script_page_copied"] = copied
        other = open_page("one/")
        found["script_own_some_kept"] = use(other, base="https://[::1]")
        body = marked_site.read("404.html").replace("https://docs.example.org/", "/")
        window.route("**/%CE%91/", lambda route: route.fulfill(body=body, content_type="text/html"))
        window.goto(window.url.replace("all/", "Α/"))
        found["script_missing_search"] = window.locator(".unisono-missing a").inner_text()
    texts = "".join(found.values())
    assert in_english(found.values()) == []
    assert {name for name in NAMES if name.startswith("script_") and not name.startswith(TRIED)} - numbers(texts) == set()
