"""The reader's own values in the samples: what they become is read back by the readers of the samples' languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from browsing import Open, pages
from sites import MakeSite, Site, endpoint, text_of, with_class
from unisono.languages import languages
from unisono.languages.reading import Reading
from unisono.text.source import Source, Text
from unisono.wire.har import to_har

ORDER = "api/orders/get_order/"
NUMBER = "7d0c1f4e-93ab-4c52-8a6f-2b1e5d904c37"
TOKENS = [
    "plain",
    """it's "so" <b>&amp; $HOME `id` !x \\n \\ %20 {y} ${z} #""",
    "'; rm -rf ~ #",
    "\\",
    "&%~",
    "@/etc/hostname",
    "\\'; touch PWN; #",
    "100%s {0}",
]

AROUND = [
    '~~~ bash\ncurl https://api.example.com/a/$ID/ -H "Authorization: Bearer $TOKEN"\n~~~\n{: title=Curl }',
    "~~~ bash\ncurl $'https://api.example.com/a/1/' -H $'X-Api-Key: K\\x31'\n~~~\n{: title=cURL }",
    '~~~ bash\nhttp :/a/1/ Authorization:"Bearer $TOKEN"\n~~~\n{: title=HTTPie }',
    "~~~ python\nimport os, requests\nn = 1\n"
    'requests.get(f"https://api.example.com/a/{n}/", headers={"Authorization": "Bearer " + os.environ["T"]})\n'
    "~~~\n{: title=Python }",
    "~~~ javascript\nfetch(`https://api.example.com/a/1/`, { headers: { Authorization: `Bearer ${process.env.T}` } });\n"
    "~~~\n{: title=Node.js }",
]


def _fill(page: Page, **values: str) -> None:
    page.locator(".unisono-own").evaluate("e => { e.open = true; }")
    for name, value in values.items():
        page.locator(f".unisono-own input[name='{name.replace('__', '.')}']").fill(value)


def _readings(page: Page) -> list[Reading]:
    """What each sample sends as it stands in the page."""
    ids = page.locator(".unisono-samples > input").evaluate_all("all => all.map((e) => e.value)")
    codes = page.locator(".unisono-samples .tabbed-block code").all_text_contents()
    readings = [languages()[name].read(Text.of(Source("page", code))) for name, code in zip(ids, codes, strict=True)]
    assert [(reading.status, reading.reason) for reading in readings] == [("ok", None)] * len(ids)
    return readings


def _sent(page: Page) -> dict[str, tuple[str, str]]:
    """The URL and the credentials, by language."""
    ids = page.locator(".unisono-samples > input").evaluate_all("all => all.map((e) => e.value)")
    hars = [to_har(reading.requests[0]) for reading in _readings(page)]
    return {
        name: (har["url"], next(h["value"] for h in har["headers"] if h["name"].lower() == "authorization"))
        for name, har in zip(ids, hars, strict=True)
    }


@pytest.mark.browser
def test_values_are_escaped_for_every_language(open_page: Open) -> None:
    page = open_page(ORDER)
    printed = page.locator(".unisono-samples code").all_text_contents()
    for token in TOKENS:
        _fill(page, token=token, base="http://localhost:8080/a'b/", path__order_uuid="a/ä 'b\"$`<%→!(c)*")
        segment = "a%2F%C3%A4%20%27b%22%24%60%3C%25%E2%86%92%21%28c%29%2A"
        for language, (url, credentials) in _sent(page).items():
            assert (language, credentials) == (language, f"Bearer {token}")
            assert url.endswith(f"/orders/{segment}/"), (language, url)
            if language != "node_http":  # its host is no part of a URL
                assert url == f"http://localhost:8080/a%27b/orders/{segment}/"
    page.locator(".unisono-clear").click()
    assert page.locator(".unisono-samples code").all_text_contents() == printed


@pytest.mark.browser
def test_what_a_client_cannot_send_is_not_put_in(open_page: Open) -> None:
    page = open_page(ORDER)
    _fill(page, token="a\\=b")
    assert page.locator(".unisono-own input[name=token]").get_attribute("aria-invalid") is None
    told = page.locator(".unisono-own label:has(input[name=token]) + output")
    assert told.text_content() == "Samples that cannot hold it keep theirs."
    assert {language: sent[1] for language, sent in _sent(page).items() if language in {"curl", "httpie"}} == {
        "curl": "Bearer a\\=b",
        "httpie": "Bearer YOUR_TOKEN",  # takes the backslash for an escape
    }


KEEPING = [
    "~~~ bash\ncurl https://api.example.com/a/1/ -H 'Authorization: Bearer T'\n~~~\n{: title=cURL }",
    "~~~ javascript\nconst https = require('https');\n"
    "https.request({ hostname: 'api.example.com', path: '/a/1/', headers: { Authorization: 'Bearer T' } }).end();\n~~~\n"
    "{: title=Node.js }",
    "~~~ bash\nwget --header 'Authorization: Basic bTpz' https://api.example.com/a/1/\n~~~\n{: title=wget }",
    "~~~ bash\nhttp https://api.example.com/a/1/\n~~~\n{: title=HTTPie }",
    "~~~ ruby\nputs HTTParty.get('https://api.example.com/a/1/')\n~~~\n{: title=Ruby }",
]

KEPT = {
    "base": ["Node.js", "Ruby"],
    "token": ["wget", "Ruby"],
    "path__id": ["Ruby"],
}


@pytest.mark.browser
def test_a_sample_says_which_values_it_keeps(browser: Browser, make_site: MakeSite) -> None:
    site = make_site({"page.md": endpoint(path="/a/{id}/", body="\n\n".join(KEEPING))})
    with pages(browser, site) as opened:
        page = opened("page/")
        labels = page.locator(".unisono-samples .tabbed-labels label").all_text_contents()
        assert page.locator(".unisono-kept").all_text_contents() == [""] * 5
        assert page.locator(".unisono-kept:not([hidden])").count() == 0
        for name, keeping in KEPT.items():
            _fill(page, **{name: "http://localhost" if name == "base" else "mine"})
            told = dict(zip(labels, page.locator(".unisono-kept").all_text_contents(), strict=True))
            word = {"base": "base URL", "path__id": "id"}.get(name, name)
            expected = dict.fromkeys(keeping, f"Your {word} cannot be put into this sample.")
            assert {label: text for label, text in told.items() if text} == expected
            _fill(page, **{name: ""})
        _fill(page, base="http://localhost", token="a", path__id="b")
        assert (
            page.locator(".unisono-kept").last.text_content() == "Your base URL, token and id cannot be put into this sample."
        )
        page.locator(".unisono-samples label", has_text="Ruby").click()
        assert page.locator(".unisono-kept").last.is_visible()


@pytest.mark.browser
def test_a_value_that_has_no_way_to_be_written(open_page: Open) -> None:
    page = open_page(ORDER)
    _fill(page, token="a\\=b")
    told = page.locator(".unisono-kept").all_text_contents()
    assert told[1] == "Your token cannot be put into this sample."
    assert told[0] == ""


@pytest.mark.browser
def test_token_is_hidden_until_it_is_shown(open_page: Open) -> None:
    page = open_page(ORDER)
    _fill(page, token="secret")
    field, show = page.locator(".unisono-own input[name=token]"), page.locator(".unisono-show")
    assert (field.get_attribute("type"), show.get_attribute("aria-label")) == ("password", "Show the token")
    show.click()
    assert (field.get_attribute("type"), show.get_attribute("aria-label"), show.inner_text()) == (
        "text",
        "Hide the token",
        "Hide",
    )
    show.press("Enter")
    assert field.get_attribute("type") == "password"


@pytest.mark.browser
def test_servers_are_chosen_by_name(browser: Browser, make_site: MakeSite) -> None:
    servers = {"Production": "https://api.example.com", "Stag<i>ing": "https://staging.example.com/v2"}
    site = make_site({"page.md": endpoint(path="/a/{id}/", body=AROUND[1])}, unisono={"servers": servers})
    with pages(browser, site) as opened:
        page = opened("page/")
        page.locator(".unisono-own").evaluate("e => { e.open = true; }")
        chosen, base = page.get_by_label("Server"), page.locator(".unisono-own input[name=base]")
        assert chosen.locator("option").all_inner_texts() == ["As in the samples", *servers]
        chosen.select_option("Stag<i>ing")
        assert base.input_value() == "https://staging.example.com/v2"
        assert "https://staging.example.com/v2/a/1/" in (page.locator(".unisono-samples code").text_content() or "")
        page.reload()
        assert chosen.input_value() == "https://staging.example.com/v2"
        base.evaluate("e => { e.closest('details').open = true; }")
        base.fill("http://localhost")
        assert chosen.input_value() == ""
        chosen.select_option("Production")
        page.locator(".unisono-clear").click()
        assert (chosen.input_value(), base.input_value()) == ("", "")


def test_a_server_with_a_path_takes_the_place_of_another(make_site: MakeSite) -> None:
    servers = ["https://api.example.com/v1", "https://staging.example.com/v1"]
    body = "~~~ bash\ncurl https://api.example.com/v1/a/1/\n~~~\n{: title=cURL }"
    site = make_site({"page.md": endpoint(path="/a/{id}/", body=body)}, unisono={"servers": servers})
    spans = [e for e in site.page("page/").iter("span") if e.get("data-slot") == "base"]
    assert [text_of(e) for e in spans] == ["https://api.example.com/v1"]


REFUSED = [
    ("base", "localhost", "https:// is missing before localhost"),
    ("base", "localhost:8080", "https:// is missing before localhost:8080"),
    ("base", "api.example.com/v1?a", "https:// is missing before api.example.com/v1?a"),
    ("base", "javascript:alert(1)", "It begins with javascript:, not with http:// or https://"),
    ("base", "file:///etc/hostname", "It begins with file:, not with http:// or https://"),
    ("base", "http:///a", "The host is missing after http://"),
    ("base", "https://", "The host is missing after https://"),
    ("base", "https://me:secret@example.com", "No user name or password can be part of it: leave out what ends with @"),
    ("base", "https://example.com/?a=1", "No query or fragment can be part of it: leave out ?a=1"),
    ("base", "https://example.com/#a", "No query or fragment can be part of it: leave out #a"),
    ("base", "http://a'b/", "a'b is not the name or address of a host"),
    ("base", "http://$(id)/", "$(id) is not the name or address of a host"),
    ("base", "https://a b.example.com", "a b.example.com is not the name or address of a host"),
    ("base", "https://example.com:99999", "example.com:99999 is not the name or address of a host"),
    ("base", "https://example.com/100%", "A % is written %25"),
    ("base", "https://example.com/%FF", "Not a text that can be encoded"),
    ("token", "a→b", "→ cannot be sent, only letters, digits and signs of ASCII"),
    ("token", "a\tb", "U+0009 cannot be sent, only letters, digits and signs of ASCII"),
    ("token", "a\0b", "U+0000 cannot be sent, only letters, digits and signs of ASCII"),
    ("token", "a\u202eb", "U+202E cannot be sent, only letters, digits and signs of ASCII"),
    ("token", "Bearer abc", "Leave out Bearer, which the samples have before it"),
    ("token", "a" * 8001, "Longer than 8,000 characters"),
    ("path__order_uuid", "..", "Clients take .. out of a path"),
    ("path__order_uuid", "ä" * 1334, "Longer than 8,000 characters"),
    ("token", "", ""),
]


@pytest.mark.browser
def test_what_is_no_such_value_changes_nothing(open_page: Open) -> None:
    page = open_page(ORDER)
    printed = page.locator(".unisono-samples code").all_text_contents()
    for name, value, reason in REFUSED:
        _fill(page, **{name: value})
        assert page.locator(".unisono-samples code").all_text_contents() == printed, value
        assert page.locator("input[aria-invalid]").count() == (value != ""), value
        told = page.locator(f".unisono-own label:has(input[name='{name.replace('__', '.')}']) + output").text_content() or ""
        assert told.startswith(reason), value
        assert told.endswith(": the samples keep theirs." if value else ""), value
        _fill(page, **{name: ""})


@pytest.mark.browser
def test_what_is_stored_is_not_trusted(open_page: Open) -> None:
    page = open_page(ORDER)
    _fill(page, token="a", path__order_uuid="b")
    token, path = page.evaluate("[sessionStorage, localStorage].map((s) => Object.keys(s).find((key) => /value/.test(key)))")
    page.evaluate("([key, value]) => sessionStorage.setItem(key, value)", [token, '"a\\r\\nX-Other: b"'])
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [path, '{"trim": 1}'])
    page.reload()
    assert _sent(page)["curl"][1] == "Bearer aX-Other: b"  # a field has one line
    assert page.locator(".unisono-own input[name='path.order_uuid']").input_value() == ""


@pytest.mark.browser
def test_very_many_slashes(open_page: Open) -> None:
    """Of which a browser would look at each, and from there at all."""
    page = open_page(ORDER)
    page.locator(".unisono-own [name=base]").evaluate(
        """(field) => setTimeout(() => {
          field.value = `https://own.example/${"/".repeat(300_000)}x`;
          field.dispatchEvent(new Event("input", { bubbles: true }));
        })"""
    )
    page.locator("input[aria-invalid]").wait_for(state="attached")
    _fill(page, base="https://own.example/a//b///", path__order_uuid="7")
    assert _sent(page)["curl"][0].startswith("https://own.example/a//b/orders/7/")


def test_a_host_of_several_sites(browser: Browser, make_site: MakeSite) -> None:
    site = make_site({"page.md": endpoint(path="/a/{id}/", body=AROUND[0])})
    for path in [path for path in site.folder.rglob("*") if path.is_file()]:
        copy = site.folder / "other" / path.relative_to(site.folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    with pages(browser, site) as opened:
        page = opened("page/")
        _fill(page, token="secret", base="http://localhost")
        page.goto(page.url.replace("/page/", "/other/page/"))
        fields = page.locator(".unisono-own input")
        assert fields.evaluate_all("all => all.map((e) => e.value)") == ["", "", ""]
        page.goto(page.url.replace("/other/page/", "/page/"))
        assert page.locator(".unisono-own input[name=token]").input_value() == "secret"


@pytest.mark.browser
def test_values_are_remembered_but_tokens_only_for_the_visit(open_page: Open) -> None:
    page = open_page(ORDER)
    _fill(page, token="secret", base="http://localhost:8080", path__order_uuid="mine")
    page.reload()
    assert _sent(page)["curl"] == ("http://localhost:8080/orders/mine/", "Bearer secret")
    assert "secret" not in page.evaluate("JSON.stringify(localStorage)")
    assert "secret" in page.evaluate("JSON.stringify(sessionStorage)")
    later = page.context.new_page()  # a tab of its own, and so a visit of its own
    later.goto(page.url)
    assert _sent(later)["curl"] == ("http://localhost:8080/orders/mine/", "Bearer YOUR_TOKEN")


@pytest.mark.browser
def test_what_is_copied_has_the_values(open_page: Open) -> None:
    page = open_page(ORDER, permissions=["clipboard-read", "clipboard-write"])
    _fill(page, token="it's")
    page.locator(".unisono-samples .tabbed-block").first.hover()
    page.locator(".unisono-samples .tabbed-block button").first.click()
    page.wait_for_function(r"navigator.clipboard.readText().then(text => text.includes(`Bearer it'\\''s'`))")


@pytest.mark.browser
def test_values_light_up_too(open_page: Open) -> None:
    page = open_page(ORDER)
    _fill(page, path__order_uuid="mine")
    page.locator("[id='path.order_uuid']").hover()
    assert set(page.locator(".unisono-samples .unisono-lit").all_text_contents()) == {"mine"}


def test_form_has_what_samples_take(own_site: Site) -> None:
    page = own_site.page(ORDER)
    names = [e.get("name") for e in with_class(page, "unisono-own")[0].iter("input")]
    assert names == ["base", "token", "path.order_uuid"]
    assert with_class(own_site.page("site/"), "unisono-own") == []


def test_places(make_site: MakeSite) -> None:
    site = make_site({"page.md": endpoint(path="/a/{id}/", body="\n\n".join(AROUND))})
    found = [
        {str(e.get("data-slot")): text_of(e) for e in block.iter("span") if e.get("data-slot")}
        for block in with_class(with_class(site.page("page/"), "unisono-samples")[0], "tabbed-block")
    ]
    assert found == [
        {"base": "https://api.example.com", "path.id": "$ID", "token": "$TOKEN"},
        {"base": "https://api.example.com", "path.id": "1"},
        {"path.id": "1", "token": "$TOKEN"},
        {"base": "https://api.example.com", "path.id": "1", "token": 'os.environ["T"]'},
        {"base": "https://api.example.com", "path.id": "1", "token": "process.env.T"},
    ]


@pytest.mark.browser
def test_values_in_every_kind_of_quotes(browser: Browser, make_site: MakeSite) -> None:
    site = make_site({"page.md": endpoint(path="/a/{id}/", body="\n\n".join(AROUND))})
    with pages(browser, site) as opened:
        page = opened("page/")
        _fill(page, token=TOKENS[1], base="http://localhost", path__id="'\"")
        urls = [reading.requests[0].url.value for reading in _readings(page)]
        tokens = [f.value.value for r in _readings(page) for f in r.requests[0].fields if f.name.value == "Authorization"]
    assert urls == ["http://localhost/a/%27%22/"] * 5
    assert tokens == [f"Bearer {TOKENS[1]}"] * 4
