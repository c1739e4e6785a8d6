"""What an endpoint is accessed with, from what its samples send: on its own page, and for the whole site."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from browsing import Open, box
from sites import MakeSite, Site, endpoint, text_of, with_class
from unisono.drawing.facts import Facts
from unisono.pages.access import access_of
from unisono.pages.liquid import Includes
from unisono.pages.model import EndpointPage
from unisono.pages.reading import read_page
from unisono.text.source import Source

URL = "https://api.example.com/things/"


def _curl(*options: str, url: str = URL, title: str = "Curl") -> str:
    return f"~~~ bash\ncurl '{url}' {' '.join(options)}\n~~~\n{{: title=\"{title}\" }}\n\n"


def _httpie(*items: str, url: str = URL) -> str:
    return f"~~~ bash\nhttp GET '{url}' {' '.join(items)}\n~~~\n{{: title=\"HTTPie\" }}\n\n"


BEARER = "-H 'Authorization: Bearer YOUR_TOKEN'"
HEADERS = "### Header Parameters\n\nX-Trace\n: (string) An id.\n\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (_curl(BEARER) + _httpie("'authorization: bearer x'"), ["Authorization: Bearer …"]),
        (_curl("-u me:secret"), ["Authorization: Basic …"]),
        (_curl("-H 'Authorization: YOUR_TOKEN'"), ["Authorization: …"]),
        (
            _curl("-H 'X-API-Key: 1'", "-b 'session=2; csrf_token=3'"),
            ["X-API-Key: …", "Cookie: csrf_token=…", "Cookie: session=…"],
        ),
        (_curl(url=f"{URL}?api_key=1&page_token=2"), ["?api_key=…"]),
        (_curl(BEARER) + _httpie(), ["Authorization: Bearer … (in 1 of 2 samples)"]),
        (_curl(BEARER, "'unclosed") + _httpie("Authorization:'Bearer 1'"), ["Authorization: Bearer …"]),
        (
            _curl("-H 'X-Trace: 1'", "-H 'Accept: text/csv'") + _httpie("X-Trace:2", "Accept:text/csv", "X-More:1"),
            ["Accept: text/csv", "X-Trace"],
        ),
        (HEADERS + _curl("-H 'X-Trace: 1'"), []),
        (_curl("-F a=b"), ["Content-Type: multipart/form-data"]),
        (_curl(), []),
        ("Text.", []),
    ],
)
def test_what_samples_send(make_site: MakeSite, body: str, expected: list[str]) -> None:
    site = make_site({"a.md": endpoint(body=body)})
    found = [
        "".join([text_of(code), code.tail.rstrip() if code.tail else ""])
        for one in with_class(site.page("a/"), "unisono-access")
        for code in one.iter("code")
    ]
    assert sorted(found) == sorted(expected)
    assert all("secret" not in one for one in found)


FILES = {
    "auth.md": "# Authentication\n\n<!-- unisono: authentication -->\n",
    "code.md": "# Code\n\n```\n<!-- unisono: authentication -->\n```\n",
    "a/one.md": endpoint("One <b>", "/things/", "1", body=_curl(BEARER)),
    "a/two.md": endpoint("Two", "/things/", "2", body=_curl(BEARER) + _httpie()),
    "b/three.md": endpoint("Three", "/things/", "3", body=_curl()),
    "b/four.md": endpoint("Four", "/things/", "4"),
    "b/secret.md": endpoint("Secret", "/secret/", "5", "internal", _curl("-H 'X-Hidden-Key: 1'")),
}


def _rows(page: Element) -> list[list[str]]:
    return [[text_of(cell) for cell in row] for row in with_class(page, "unisono-authentication")[0].iter("tr")][1:]


def test_endpoints_by_what_they_are_accessed_with(make_site: MakeSite) -> None:
    site = make_site(FILES)
    assert _rows(site.page("auth/")) == [
        ["Authorization: Bearer …", "GET One <b>GET Two Authorization: Bearer … in 1 of 2 samples"],
        ["None: the samples send no credentials", "GET Three"],
        ["Not known: no sample was understood", "GET Four"],
    ]
    links = [str(a.get("href")) for a in with_class(site.page("auth/"), "unisono-authentication")[0].iter("a")]
    assert links == ["../a/one/", "../a/two/", "../b/three/", "../b/four/"]
    assert site.files_with("X-Hidden-Key") == site.files_with("/secret/") == []
    assert "| `Authorization: Bearer …` | GET [One <b>](../a/one/index.md), GET [Two]" in site.read("auth/index.md")
    assert "\n\nAuthentication: `Authorization: Bearer …` (in 1 of 2 samples)\n\n" in site.read("a/two/index.md")


def test_endpoints_lead_to_it(make_site: MakeSite) -> None:
    site = make_site(FILES)
    links = [a.get("href") for a in with_class(site.page("a/one/"), "unisono-access")[0].iter("a")]
    assert links == ["../../auth/"]


def test_endpoints_lead_nowhere_without_it(make_site: MakeSite) -> None:
    site = make_site({name: text for name, text in FILES.items() if name != "auth.md"})
    assert list(with_class(site.page("a/one/"), "unisono-access")[0].iter("a")) == []


def test_statuses_lead_to_the_catalogue(own_site: Site) -> None:
    table = with_class(own_site.page("api/orders/cancel_order/"), "unisono-answers")[0]
    links = [str(a.get("href")) for a in table.iter("a")]
    assert [link for link in links if "response_codes" in link] == ["../../response_codes/#status.409"]
    ids = {e.get("id") for e in own_site.page("api/response_codes/").iter()}
    assert "status.409" in ids


def test_kept_as_it_was() -> None:
    page = read_page(Source("a.md", FILES["a/two.md"] + _curl("-H 'Accept: a/b'")), Includes(None), {})
    facts = Facts.of(page)
    assert Facts.load(json.loads(json.dumps(vars(facts)))) == facts
    assert facts.access is not None
    assert facts.access.read == 3


def test_a_real_site(corpus: Path) -> None:
    """How many of the 138 endpoint pages send what, by hand."""
    found: Counter[str] = Counter()
    for path in sorted(corpus.rglob("*.md")):
        page = read_page(Source(str(path), path.read_text(encoding="utf-8")), Includes(corpus / "_includes"), {})
        if isinstance(page, EndpointPage):
            access = access_of(page)
            found[", ".join(sorted({one.text for one in access.credentials})) or ("none" if access.read else "unread")] += 1
    token, basic, cookie = "Authorization: Token …", "Authorization: Basic …", "Cookie: sessionid=…"
    assert dict(found) == {
        token: 104,
        f"{token}, {cookie}": 23,
        basic: 2,
        "Authorization: …": 1,
        "?token=…": 1,
        "none": 6,
        "unread": 1,
    }


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_from_an_endpoint_to_the_list(open_page: Open, width: int) -> None:
    page = open_page("api/orders/create_order/", width)
    access = page.locator(".unisono-access")
    assert box(access)["x"] + box(access)["width"] <= width
    access.get_by_text("Authentication").press("Enter")
    page.wait_for_url("**/api/authentication/")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.locator(".unisono-more > summary").press("Enter")
    page.get_by_role("link", name="Cancel Order").first.wait_for()
