"""What a reader chooses, in a real browser: the language, what is unfolded, and that both are remembered."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from browsing import Open

pytestmark = pytest.mark.browser

ORDER = "api/orders/create_order/"
WATCH = """
window.moved = [];
const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
const told = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.outerHTML : node.textContent).slice(0, 80);
new PerformanceObserver((list) => {
  for (const source of list.getEntries().flatMap((entry) => entry.sources)) {
    const element = source.node && (source.node.parentElement || source.node);
    if (!element || element.closest('.md-content')) // the header is Material's
      window.moved.push(`${element && told(source.node)}: ${place(source.previousRect)} -> ${place(source.currentRect)}`);
  }
}).observe({ type: 'layout-shift', buffered: true });
"""


def _shown(page: Page) -> list[str]:
    """The labels of the samples that can be seen."""
    blocks = page.locator(".unisono-samples .tabbed-block")
    labels = page.locator(".unisono-samples .tabbed-labels label").all_inner_texts()
    return [label for i, label in enumerate(labels) if blocks.nth(i).is_visible()]


def _follow(page: Page, title: str, url: str) -> None:
    page.get_by_role("link", name=f"Next: {title}").click()
    page.wait_for_url(f"**/{url}/**")
    page.wait_for_function("title => document.querySelector('h1').textContent.startsWith(title)", arg=title)


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("python", "Python (requests)"),
        ("python_requests", "Python (requests)"),
        ("Python+(requests)", "Python (requests)"),
        ("httpie", "HTTPie"),
        ("fetch", "Node.js"),
        ("node", "Node.js"),
        ("cobol", "Curl"),
        ("%22%5D%3Cb%3E", "Curl"),
    ],
)
def test_language_of_the_address(open_page: Open, lang: str, title: str) -> None:
    assert _shown(open_page(f"{ORDER}?lang={lang}")) == [title]


def test_language_is_remembered_and_can_be_linked_to(open_page: Open) -> None:
    page = open_page(ORDER)
    page.get_by_text("Python (requests)", exact=True).click()
    assert page.url.endswith("/create_order/?lang=python_requests")
    _follow(page, "List Orders", "list_orders")
    page.wait_for_function("document.querySelector('.unisono-samples > input[value=python_requests]').checked")
    page.goto(page.url.replace("list_orders/", "get_order/"))
    assert _shown(page) == ["Python (requests)"]
    page.goto(page.url.partition("?")[0] + "?lang=curl")  # the address comes before memory
    assert _shown(page) == ["Curl"]


def test_language_is_chosen_with_keys(open_page: Open) -> None:
    page = open_page(ORDER)
    page.locator(".unisono-samples input").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.url.endswith("?lang=httpie")
    page.reload()
    assert _shown(page) == ["HTTPie"]


def _moved(page: Page) -> list[str]:
    """What moves at each of three loads: what is painted while half of its tag is there is another piece each time."""
    for _ in range(3):
        page.reload(wait_until="networkidle")
        if not (moved := page.evaluate("window.moved")):
            break
    return list(moved)


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_nothing_moves_while_a_page_loads(open_page: Open, width: int) -> None:
    """On a processor slow enough that the page is painted before all of it is parsed."""
    page = open_page(ORDER, width)
    page.evaluate("localStorage.setItem('unisono.open', JSON.stringify(['request.items', 'request.address']))")
    page.context.add_init_script(WATCH)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
    page.goto(page.url + "?lang=python", wait_until="networkidle")
    assert page.locator("details[open]").count() == 2
    assert page.evaluate("window.moved") == [] or _moved(page) == []


@pytest.mark.parametrize("width", [1440, 390])
def test_no_list_of_endpoints_moves_while_it_loads(open_page: Open, width: int) -> None:
    page = open_page("api/", width)
    page.context.add_init_script(WATCH)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
    assert _moved(page) == []
    assert page.locator(".unisono-endpoints tbody tr").count() > 20


def test_without_storage(open_page: Open) -> None:
    page = open_page(ORDER)
    page.context.add_init_script(
        "for (const name of ['getItem', 'setItem']) {"
        "  const own = Storage.prototype[name];"
        "  Storage.prototype[name] = function (key, ...rest) {"
        "    if (key.startsWith('unisono')) throw new Error('refused');"
        "    return own.call(this, key, ...rest);"
        "  };"
        "}"
    )
    page.goto(f"{page.url}?lang=python")
    assert _shown(page) == ["Python (requests)"]
    page.locator(".unisono-members > summary").first.click()
    assert page.locator("details[open]").count() == 1


def test_what_is_unfolded_is_remembered(open_page: Open) -> None:
    page = open_page(ORDER)
    summary, city = page.locator("[id='request.address'] summary"), page.locator("[id='request.address.city']")
    assert not city.is_visible()
    summary.click()
    assert city.is_visible()
    page.reload()
    assert city.is_visible()
    summary.focus()
    page.keyboard.press("Enter")
    page.reload()
    assert not city.is_visible()


def test_a_link_to_a_folded_parameter_shows_it(open_page: Open) -> None:
    page = open_page(f"{ORDER}#response.address.city")
    city = page.locator("[id='response.address.city']")
    city.wait_for(state="visible")
    box = city.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 600
    page.locator("[id='response.address.country'] .unisono-name").click()
    assert page.url.endswith("#response.address.country")


def test_members_unfold_without_scripts(open_page: Open) -> None:
    page = open_page(ORDER, java_script_enabled=False)
    page.locator("[id='request.address'] > dd > details > summary").click()
    assert page.locator("[id='request.address.city']").is_visible()


def test_members_are_printed(open_page: Open) -> None:
    page = open_page(ORDER)
    page.emulate_media(media="print")
    assert page.locator("[id='request.address.city']").is_visible()


def test_the_address_is_copied(open_page: Open) -> None:
    page = open_page("api/orders/get_order/", permissions=["clipboard-read", "clipboard-write"])
    page.locator(".unisono-copy").click()
    page.wait_for_function(
        "navigator.clipboard.readText().then(text => text === 'https://api.example.com/orders/{order_uuid}/')"
    )


@pytest.mark.parametrize("kept", ["3", '"curl"', '{"a": 1}', "[1, null]", "not JSON"])
@pytest.mark.parametrize("fragment", ["", "#%", "#%E4", "#request.items"])
def test_odd_storage_and_fragments(open_page: Open, kept: str, fragment: str) -> None:
    """What others have written, and what encodes nothing, do not end the script: a choice still works."""
    page = open_page(ORDER)
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.evaluate("kept => { for (const key of ['language', 'open']) localStorage.setItem(`unisono.${key}`, kept); }", kept)
    page.goto(page.url.partition("#")[0] + fragment)
    page.reload()
    page.locator(".unisono-samples label").nth(2).click()
    assert len(_shown(page)) == 1
    assert failures == []
