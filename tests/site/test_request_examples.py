"""Several examples of a request: choosing one changes every sample that has one of them, and the example that is shown."""

from __future__ import annotations

import json
from xml.etree.ElementTree import Element

import pytest
from playwright.sync_api import Browser, Page

from browsing import Open, box, pages
from sites import MakeSite, Site, endpoint, text_of, with_class
from unisono.drawing.variants import variants
from unisono.pages.liquid import Includes
from unisono.pages.reading import read_page
from unisono.text.source import Source

UPDATE = "api/orders/update_order/"
URL = "https://api.example.com/things/"
EXAMPLES = ('{"a": 1}', '{"a": 2, "text": "it\'s"}', '{"list": [null, true, {}]}')


def _example(text: str, title: str) -> str:
    return f'~~~ json\n{text}\n~~~\n{{: title="{title}" }}\n\n'


def _sample(code: str, title: str, info: str = "bash") -> str:
    return f'~~~ {info}\n{code}\n~~~\n{{: title="{title}" }}\n\n'


CURL = _sample(f"curl -X POST {URL} -H 'Authorization: Bearer YOUR_TOKEN' --json '{EXAMPLES[0]}'", "Curl")
HTTPIE = _sample(f"http POST {URL} Authorization:'Bearer YOUR_TOKEN' a:=1", "HTTPie")
PYTHON = _sample(
    f'import requests\n\nrequests.post("{URL}", json={{"a": 1}}, headers={{"Authorization": "Bearer YOUR_TOKEN"}})',
    "Python (requests)",
    "python",
)
NODE = _sample(
    f"fetch('{URL}', {{method: 'POST', headers: {{'Content-Type': 'application/json', Authorization: 'Bearer YOUR_TOKEN'}}, "
    "body: JSON.stringify({a: 1})});",
    "Node.js",
    "js",
)
REQUESTS = "".join(_example(text, f"Request {number}") for number, text in enumerate(EXAMPLES, 1))


def _page(body: str) -> str:
    return endpoint(body=body).replace("method: get", "method: post")


def _choices(page: Element) -> list[str]:
    return [text_of(option) for e in with_class(page, "unisono-choice") for option in e.iter("option")]


def test_every_sample_of_every_choice_sends_that_example() -> None:
    """By the readers, which the tests of each client compare with what it really sends."""
    page = read_page(Source("a.md", _page(CURL + HTTPIE + PYTHON + NODE + REQUESTS)), Includes(None), {})
    found = variants(page)
    assert list(found.choices) == [1, 2, 3]
    assert [sample.title for sample in found.own] == ["Curl", "HTTPie", "Python (requests)", "Node.js"]
    sent = 0
    for sample in found.own:
        for number, variant in found.blocks(sample):
            (request,) = variant.reading.requests
            assert request.content is not None
            assert json.loads(request.content.text.value) == json.loads(EXAMPLES[number - 1])
            fields = {field.name.value.lower(): field.value.value for field in request.fields}
            assert (request.method.value, request.url.value, fields["authorization"]) == ("POST", URL, "Bearer YOUR_TOKEN")
            sent += 1
    assert sent == 12


SCALAR = _example('"only text"', "Request 4")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (CURL + HTTPIE + REQUESTS, ["Request 1", "Request 2", "Request 3"]),
        (CURL + REQUESTS.partition('~~~ json\n{"list')[0], ["Request 1", "Request 2"]),
        (CURL + _example(EXAMPLES[0], "Request"), []),
        (_sample(f"curl -X POST {URL} --json '{{\"b\": 0}}'", "Curl") + REQUESTS, []),
        (_sample("curl 'unclosed", "Curl") + REQUESTS, []),
        ("## One\n\n" + CURL + "## Two\n\n" + CURL + REQUESTS, []),
        (REQUESTS, []),
    ],
)
def test_what_can_be_chosen(make_site: MakeSite, body: str, expected: list[str]) -> None:
    assert _choices(make_site({"a.md": _page(body)}).page("a/")) == expected


def test_a_sample_that_has_none_of_them_stays(make_site: MakeSite) -> None:
    other = _sample(f"http POST {URL} Authorization:'Bearer YOUR_TOKEN' b:=0", "HTTPie")
    blocks = with_class(make_site({"a.md": _page(CURL + other + REQUESTS)}).page("a/"), "tabbed-block")
    assert [len(with_class(block, "unisono-variant")) for block in blocks[:2]] == [3, 0]


def _shown(page: Page) -> list[str]:
    found: list[str] = page.locator(".unisono-samples .tabbed-block code").evaluate_all(
        "all => all.filter((e) => !e.closest('[hidden]')).map((e) => e.textContent)"
    )
    return found


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_choosing_one_changes_all(open_page: Open, width: int) -> None:
    page = open_page(UPDATE, width)
    before = _shown(page)
    assert [("PO-20417-B" in code, "express" in code) for code in before] == [(True, False)] * 4
    select = page.locator(".unisono-choice select")
    select.focus()
    select.press("ArrowDown")
    page.wait_for_function("document.querySelectorAll('.unisono-request > input')[1].checked")
    assert [("PO-20417-B" in code, "express" in code) for code in _shown(page)] == [(False, True)] * 4
    page.locator(".unisono-request .tabbed-labels label").first.click()
    assert _shown(page) == before
    assert select.input_value() == "1"
    assert page.evaluate("document.documentElement.scrollWidth") == width
    blocks = [page.locator(f"{one} .tabbed-block pre:visible").first for one in (".unisono-samples", ".unisono-responses")]
    above = [page.locator(f"{one} .tabbed-labels").first for one in (".unisono-samples", ".unisono-responses")]
    gaps = [box(block)["y"] - box(labels)["y"] - box(labels)["height"] for block, labels in zip(blocks, above, strict=True)]
    assert abs(gaps[0] - gaps[1]) < 1


@pytest.mark.browser
def test_the_readers_values_are_in_all_of_them(open_page: Open) -> None:
    page = open_page(UPDATE)
    page.locator(".unisono-own > summary").click()
    page.locator('.unisono-own [name="token"]').fill("mine")
    page.locator(".unisono-choice select").select_option("2")
    page.wait_for_function("document.querySelectorAll('.unisono-request > input')[1].checked")
    assert ["Bearer mine" in code for code in _shown(page)] == [True] * 4


@pytest.mark.browser
def test_a_parameter_lights_up_in_what_is_chosen(open_page: Open) -> None:
    page = open_page(UPDATE)
    page.locator(".unisono-choice select").select_option("2")
    page.wait_for_function("document.querySelectorAll('.unisono-request > input')[1].checked")
    page.locator("[id='request.tags']").hover()
    lit = page.locator(".unisono-samples .unisono-lit").evaluate_all(
        "all => all.filter((e) => e.offsetParent).map((e) => e.textContent)"
    )
    assert lit == ['["web", "express"]']


@pytest.mark.browser
def test_without_scripts_the_first_one_is_shown(browser: Browser, own_site: Site) -> None:
    with pages(browser, own_site, searched=False) as opened:
        page = opened(UPDATE, java_script_enabled=False)
        assert page.locator(".unisono-choice:visible").count() == 0
        assert "PO-20417-B" in page.locator(".unisono-samples code:visible").inner_text()
