"""The built site in a real browser."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Browser, FloatRect, Page

from browsing import Open, box, pages
from sites import ROOT, MakeSite, endpoint

pytestmark = pytest.mark.browser

ORDER = "api/orders/create_order/"
DOCS = ROOT / "docs"


def _shown(page: Page) -> list[str]:
    """The labels of the samples that can be seen."""
    blocks = page.locator(".unisono-samples .tabbed-block")
    labels = page.locator(".unisono-samples .tabbed-labels label").all_inner_texts()
    return [label for i, label in enumerate(labels) if blocks.nth(i).is_visible()]


def test_tabs_by_click(open_page: Open) -> None:
    page = open_page(ORDER)
    assert _shown(page) == ["Curl"]
    page.get_by_text("Python (requests)", exact=True).click()
    assert _shown(page) == ["Python (requests)"]


def test_tabs_by_keyboard(open_page: Open) -> None:
    page = open_page(ORDER)
    page.locator(".unisono-samples input").first.focus()
    page.keyboard.press("ArrowRight")
    assert _shown(page) == ["HTTPie"]
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert _shown(page) == ["Node.js"]


def test_tabs_are_reached_with_the_tab_key(open_page: Open) -> None:
    page = open_page(ORDER)
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "__unisono_samples":
            break
    page.keyboard.press("ArrowRight")
    assert _shown(page) == ["HTTPie"]


def test_groups_switch_on_their_own(open_page: Open) -> None:
    page = open_page(ORDER)
    page.locator("label", has_text="Response 422").click()
    assert page.locator(".unisono-responses .tabbed-block").nth(1).is_visible()
    assert _shown(page) == ["Curl"]


def test_linked_tabs_stay_chosen_on_the_next_page(open_page: Open) -> None:
    """`content.tabs.link` of Material, which knows a tab by its label."""
    page = open_page(ORDER)
    page.get_by_text("Node.js", exact=True).click()
    page.get_by_role("link", name="Next: List Orders").click()
    page.wait_for_url("**/list_orders/")
    page.locator(".unisono-samples").wait_for()
    page.wait_for_function("document.querySelector('h1').textContent.startsWith('List Orders')")
    page.wait_for_function("document.querySelectorAll('.unisono-samples input')[3].checked")
    assert _shown(page) == ["Node.js"]


@pytest.mark.parametrize("width", [1220, 1440, 1920])
def test_code_is_beside_the_prose_on_a_wide_screen(open_page: Open, width: int) -> None:
    page = open_page(ORDER, width)
    code, lead, prose = (box(page.locator(f".unisono-{name}").first) for name in ("code", "lead", "prose:not(.unisono-lead)"))
    assert code["x"] >= max(lead["x"] + lead["width"], prose["x"] + prose["width"])
    head = box(page.locator(".unisono-head"))
    assert abs(code["y"] - head["y"]) < 2
    assert lead["x"] == head["x"] == prose["x"]
    assert lead["y"] - (head["y"] + head["height"]) < 40
    assert prose["y"] - (lead["y"] + lead["height"]) < 60
    assert code["width"] >= 430


def test_code_stays_in_view_on_a_wide_screen(open_page: Open) -> None:
    page = open_page(ORDER)
    page.evaluate("window.scrollTo(0, 600)")
    page.wait_for_timeout(100)
    code = box(page.locator(".unisono-code"))
    assert 40 <= code["y"] < 100
    assert code["y"] + code["height"] <= 900


@pytest.mark.parametrize("width", [390, 1024, 1219])
def test_code_is_between_introduction_and_sections_on_a_narrow_screen(open_page: Open, width: int) -> None:
    page = open_page(ORDER, width)
    boxes = [box(e) for e in page.locator(".unisono-endpoint > div").all()]
    assert [e.get_attribute("class") for e in page.locator(".unisono-endpoint > div").all()][2] == "unisono-code"
    for above, below in pairwise(boxes):
        assert above["y"] + above["height"] <= below["y"]
        assert above["x"] == below["x"]


@pytest.mark.parametrize("url", [ORDER, "api/orders/get_order/", "api/files/upload_file/", "writing-pages/", "site/"])
def test_no_page_scrolls_sideways_on_a_phone(open_page: Open, url: str) -> None:
    page = open_page(url, 390)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_without_scripts(open_page: Open) -> None:
    page = open_page(ORDER, java_script_enabled=False)
    assert _shown(page) == ["Curl"]
    page.locator(".unisono-samples label", has_text="HTTPie").click()
    assert _shown(page) == ["HTTPie"]


def test_print_has_every_sample_under_its_title(open_page: Open) -> None:
    page = open_page(ORDER, 1000)
    page.emulate_media(media="print")
    assert _shown(page) == ["Curl", "HTTPie", "Python (requests)", "Node.js"]
    labels = page.locator(".unisono-code .tabbed-labels label").all()
    blocks = page.locator(".unisono-code .tabbed-block").all()
    places = []
    for label, block in zip(labels, blocks, strict=True):
        places += [box(label), box(block)]
    for above, below in pairwise(places):
        assert above["y"] + above["height"] <= below["y"] + 1
    for block in page.locator(".unisono-code code").all():  # nothing is cut off
        assert block.evaluate("e => e.scrollHeight <= e.clientHeight + 1 && e.scrollWidth <= e.clientWidth + 1")


def test_nothing_comes_from_elsewhere(open_page: Open) -> None:
    page = open_page(ORDER)
    page.wait_for_load_state("networkidle")  # `open_page` fails on a request to another host


def test_weight_of_what_is_added_to_material(open_page: Open) -> None:
    page = open_page(ORDER)
    page.wait_for_load_state("networkidle")
    sizes = page.evaluate(
        "performance.getEntriesByType('resource').filter((e) => e.name.includes('unisono')).map((e) => e.transferSize)"
    )
    assert len(sizes) == 2
    assert 0 < sum(sizes) <= 60_000  # as they are; a server that compresses sends a third


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read(open_page: Open, scheme: str) -> None:
    """WCAG 2.2, 1.4.3: a contrast of 4.5 to 1."""
    page = open_page("api/orders/get_order/", color_scheme=scheme)
    page.locator(".unisono-code .md-code__button").first.wait_for()
    assert page.evaluate(CONTRASTS) == []
    for method in ("post", "put", "patch", "delete", "other"):
        change = "([badge], method) => { badge.className = `unisono-method unisono-method--${method}` }"
        page.locator(".unisono-method").evaluate_all(change, method)
        assert (method, page.evaluate(CONTRASTS)) == (method, [])


@pytest.mark.parametrize("width", [1440, 390])
def test_from_right_to_left(browser: Browser, make_site: MakeSite, width: int) -> None:
    """Columns and marks change sides; what reads from left to right in any language does not."""
    files = {path.relative_to(DOCS).as_posix(): path.read_text("utf-8") for path in DOCS.rglob("*.md") if "api" in path.parts}
    files |= {f"_includes/{p.relative_to(DOCS / '_includes')}": p.read_text("utf-8") for p in DOCS.glob("_includes/**/*.md")}
    theme = {"name": "material", "font": False, "language": "ar"}
    with pages(browser, make_site(files, theme=theme)) as opened:
        page = opened(ORDER, width)
        code, head, method, path = (
            box(page.locator(f".unisono-{n}").first) for n in ("code", "head", "head .unisono-method", "path")
        )
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert method["x"] < path["x"] or method["y"] < path["y"]
        if width == 1440:
            assert code["x"] + code["width"] <= head["x"]
        page.locator(".unisono-seal > summary").click()
        told = page.locator(".unisono-seal > summary")
        assert told.evaluate("e => [getComputedStyle(e).unicodeBidi, getComputedStyle(e).textAlign]") == ["plaintext", "right"]


def test_the_copy_button_stands_beside_the_code_on_a_phone(open_page: Open) -> None:
    page = open_page(ORDER, 390)
    page.locator(".unisono-code .md-code__button").first.wait_for()
    code, button = (box(page.locator(f".unisono-code pre > {name}").first) for name in ("code", ".md-code__nav"))
    assert code["x"] + code["width"] <= button["x"]
    assert abs(code["y"] - button["y"]) < 12


@pytest.mark.parametrize("width", [390, 1220, 1440])
def test_method_and_address_are_on_one_line(open_page: Open, width: int) -> None:
    """The base URL gives way to the path."""
    page = open_page("api/orders/replace_address/", width)
    method, path, copy = (box(page.locator(f".unisono-head .unisono-{name}")) for name in ("method", "path", "copy"))
    assert path["height"] < 30
    assert method["x"] + method["width"] <= path["x"]
    assert path["x"] + path["width"] <= copy["x"]
    assert max(abs(_middle(path) - _middle(other)) for other in (method, copy)) < 4


def _middle(area: FloatRect) -> float:
    return area["y"] + area["height"] / 2


def test_what_is_copied_of_the_address_is_what_is_shown(open_page: Open) -> None:
    page = open_page("api/orders/replace_address/")
    shown = page.locator(".unisono-address").evaluate("e => e.textContent")
    assert page.locator(".unisono-copy").get_attribute("data-clipboard-text") == shown
    assert shown == "https://api.example.com/orders/{order_uuid}/address/"


def test_paper_has_nothing_to_click(open_page: Open) -> None:
    page = open_page(ORDER)
    page.locator(".unisono-code .md-code__button, .unisono-code .md-clipboard").first.wait_for(state="attached")
    page.emulate_media(media="print", color_scheme="dark")
    for name in (".unisono-copy", ".unisono-twin", ".unisono-own", ".unisono-code .md-code__button"):
        assert [e.is_visible() for e in page.locator(name).all()] == [False] * page.locator(name).count()
    assert page.locator(".unisono-head .unisono-method").evaluate("e => getComputedStyle(e).color") == "rgb(34, 112, 42)"


CONTRASTS = """() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const over = (colors) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const color of colors) { canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const names = ['method', 'path', 'path var', 'description', 'type', 'required', 'parameter dd', 'parameter dt code',
    'code .md-code__button'];
  return names.flatMap((name) => {
    const element = document.querySelector(`.unisono-${name}`);
    if (!element) return [`${name}: not there`];
    const behind = [];
    for (let e = element; e; e = e.parentElement) behind.unshift(getComputedStyle(e).backgroundColor);
    const [a, b] = [light(over([...behind, getComputedStyle(element).color])), light(over(behind))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    return contrast < 4.5 ? [`${name}: ${contrast.toFixed(2)}`] : [];
  });
}"""


def test_names_run_no_script_in_pages_and_search(browser: Browser, make_site: MakeSite) -> None:
    name = '"<img src=x onerror=document.title=1>pwned"'
    site = make_site({"page.md": endpoint(name, body="Needle.")})
    with pages(browser, site) as opened:
        page = opened("")
        page.locator(".md-search__input").click()
        page.locator(".md-search__input").press_sequentially("needle")
        page.locator(".md-search-result__link").first.wait_for(timeout=10_000)
        assert page.locator(".md-search-result__link").first.inner_text().startswith("<img src=x")
        assert page.title() == "Test"
