"""Try it: the request of a page, sent from a real browser to a real server on loopback that allows it, or does not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from answering import Answer, Api, answering, as_json
from browsing import SERIOUS, STILL, Open, pages
from sites import Site, build, configure, endpoint, write
from unisono.words import NAMES, words_for

pytestmark = pytest.mark.browser

THING = {"id": "a1", "name": "Lamp", "price": 3.5, "tags": ["x"], "maker": {"city": "Porto", "since": 1950}, "note": None}
GONE = {"code": "not_found"}

GET = """\
---
name: Get Thing
title: /things/{id}/
position: 1
visibility: public
method: get
right_code: |
  ~~~ json
  THING
  ~~~
  {: title="Response 200" }

  ~~~ json
  GONE
  ~~~
  {: title="Response 404" }
---
A thing.

### Path Parameters

id
: (string) ***Required*** Which.

### Response Parameters

name
: (string) ***Required*** Its name.

price
: (number) Its price.

colour
: (string) ***Optional*** Its colour.

~~~ bash
curl https://api.example.com/things/a1/ -H 'Authorization: Bearer YOUR_TOKEN'
~~~
{: title="Curl" }

~~~ bash
http https://api.example.com/things/a1/ Authorization:'Bearer YOUR_TOKEN'
~~~
{: title="HTTPie" }
""".replace("THING", json.dumps(THING)).replace("GONE", json.dumps(GONE))

POST = """\
---
name: Create Thing
title: /things/
position: 2
visibility: public
method: post
right_code: |
  ~~~ json
  {"name": "It's <b>\\"new\\"</b>", "count": 2, "maker": {"city": "Porto"}, "gift": false}
  ~~~
  {: title="Request" }
---
A new one.

### Request Parameters

name
: (string) ***Required*** Its name.

count
: (integer) How many.

maker
: (object) Who.

gift
: (boolean) Whether to wrap it.

~~~ python
import requests

requests.post(
    "https://api.example.com/things/?notify=a%20b",
    headers={"Authorization": "Bearer YOUR_TOKEN", "X-Account": "main"},
    json={"name": "It's <b>\\"new\\"</b>", "count": 2, "maker": {"city": "Porto"}, "gift": False},
)
~~~
{: title="Python" }
"""


def _limited(name: str, method: str, code: str, path: str = "/things/", info: str = "bash", title: str = "Curl") -> str:
    body = f"~~~ {info}\n{code}\n~~~\n{{: title={title} }}\n"
    return endpoint(name, path, body=body).replace("method: get", f"method: {method}")


LIMITED = {
    "files.md": _limited("Upload", "post", "curl https://api.example.com/things/ -F name=a -F file=@scan.pdf"),
    "content.md": _limited("Search", "get", "curl -X GET https://api.example.com/things/ --json '{\"q\": 1}'"),
    "fields.md": _limited("Names", "get", "curl https://api.example.com/things/ -H 'Cookie: a=b' -H 'Date: now' -H 'X-Own: 1'"),
    "variable.md": _limited("Unknown", "get", 'curl https://api.example.com/things/ -H "Authorization: Bearer $TOKEN"'),
    "worked-out.md": _limited(
        "Worked out", "post", "curl https://api.example.com/things/ -H 'Content-Type: text/plain' -d \"at $(date +%s)\""
    ),
    "differs.md": _limited("Differs", "post", "curl https://api.example.com/things/"),
    "sets.md": endpoint(
        "Two",
        "/things/",
        body="## Only red\n\n~~~ bash\ncurl 'https://api.example.com/things/?colour=red'\n~~~\n{: title=Curl }\n\n"
        "## Only blue\n\n~~~ bash\ncurl 'https://api.example.com/things/?colour=blue'\n~~~\n{: title=Curl }\n",
    ),
    "form.md": _limited("Form", "post", "curl https://api.example.com/things/ -d 'name=a%20b&size=1'"),
}
EXAMPLES = POST.replace(
    "---\nA new one.",
    """
  ~~~ json
  {"name": "Two", "count": 3, "maker": {"city": "Rome"}, "gift": true}
  ~~~
  {: title="Request of two" }
---
A new one.""",
).replace("Create Thing", "Create Two")

NOISE = r"blocked by CORS policy|Failed to load resource|net::ERR"


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with answering() as started:
        yield started


@pytest.fixture(scope="module")
def gone() -> str:
    """Where nobody listens any more."""
    with answering() as ended:
        return ended.base


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Api]:
    """Another host, to which nothing may go."""
    with answering() as started:
        yield started


@pytest.fixture(scope="module")
def site(api: Api, tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("tried")
    write(folder / "docs", {"index.md": "# Home\n", "get.md": GET, "post.md": POST, "examples.md": EXAMPLES, **LIMITED})
    servers = {"Production": "https://api.example.com", "Here": api.base}
    unisono = {"try_it": True, "servers": servers, "ignore": ["all"]}
    return build(configure(folder, unisono=unisono), folder / "site")


@pytest.fixture
def opened(browser: Browser, site: Site, api: Api, elsewhere: Api, gone: str) -> Iterator[Open]:
    api.asked.clear()
    api.answers = {
        "a1": Answer(content=as_json(THING)),
        "gone": Answer(404, as_json(GONE)),
        "token": Answer(401, as_json({"code": "token"})),
        "broken": Answer(500, b"<h1>Oh</h1><script>alert(1)</script>", "text/html"),
        "refused": Answer(content=as_json(THING), allowed=False),
        "moved": Answer(302, b"", None, location=f"{elsewhere.base}/stolen/"),
        "slow": Answer(slow=True),
        "big": Answer(content=as_json([{"id": n, "name": "x" * 90} for n in range(50_000)])),
        "image": Answer(content=b"\x89PNG\0\xff", media_type="image/png"),
        "other": Answer(content=as_json({**THING, "price": "3.5", "maker": {"city": 1}, "extra": 1, "name": None})),
    }
    # A redirect that is not followed is told by the browser's log as if it were; `asked` says what came.
    with pages(browser, site, (api.base, gone, f"{elsewhere.base}/stolen/"), NOISE) as found:
        yield found
    assert elsewhere.asked == []


def _open(page: Page) -> Page:
    """With the panel open, and its script there."""
    page.locator(".unisono-try > summary").click()
    page.locator(".unisono-before > li, .unisono-send:enabled").first.wait_for()
    return page


def _fill(page: Page, **values: str) -> None:
    page.locator(".unisono-own, .unisono-group").evaluate_all("all => all.forEach((e) => { e.open = true; })")
    for name, value in values.items():
        page.locator(f".unisono-own input[name='{name.replace('__', '.')}']").fill(value)


def _told(page: Page) -> str:
    page.wait_for_function(
        "document.querySelector('.unisono-cancel').hidden && document.querySelector('.unisono-told').textContent"
    )
    return page.locator(".unisono-told").inner_text()


def _send(page: Page, **values: str) -> str:
    """What is said after sending to the server on loopback."""
    page.locator(".unisono-server").select_option("Here")
    _fill(page, **values)
    page.locator(".unisono-send").click()
    return _told(page)


def _before(page: Page) -> list[str]:
    """What is said before anything is sent."""
    return page.locator(".unisono-before > li, .unisono-attempt:not([hidden]) > ul > li").all_inner_texts()


def test_what_is_shown_is_sent(opened: Open, api: Api) -> None:
    page = _open(opened("get/"))
    shown = page.locator(".unisono-sent").inner_text()
    assert shown == "GET https://api.example.com/things/a1/\nAuthorization: Bearer YOUR_TOKEN\n"
    assert page.locator(".unisono-send").is_disabled()
    assert _before(page) == ["Choose the server that it is sent to.", "It has no token of yours, but YOUR_TOKEN."]
    page.wait_for_load_state("networkidle")
    assert api.asked == []  # nothing before the click
    assert _send(page, token="s3cret") == "Answered with 200: the same as what is documented."
    (sent,) = api.sent
    assert (sent.method, sent.target, sent.content) == ("GET", "/things/a1/", b"")
    assert sent.field("authorization") == "Bearer s3cret"
    assert sent.field("cookie") is None
    assert sent.field("referer") is None
    blocks = page.locator(".unisono-beside pre").all_inner_texts()
    assert [json.loads(text) for text in blocks] == [THING, THING]
    assert page.locator(".unisono-beside .unisono-of").all_inner_texts() == ["Answer", "Documented for 200"]
    assert "s3cret" not in page.evaluate("JSON.stringify(localStorage)")


def test_every_part_is_sent_with_the_values_of_the_reader(opened: Open, api: Api) -> None:
    page = _open(opened("post/"))
    values = {"token": "t", "query__notify": "é &=+%20", "header__X-Account": 'o\'k "x"'}
    body = {"request__name": '<img src=x onerror=alert(1)> "\\ü', "request__count": "7", "request__gift": "true"}
    assert "It may change what is at" not in "".join(_before(page))
    said = _send(page, **values, **body, **{"request__maker.city": "Köln"})
    assert said == "Answered with 200: 1 difference to what is documented."
    assert _before(page) == [f"It may change what is at {api.base.partition('//')[2]}."]
    (sent,) = api.sent
    assert (sent.method, sent.target) == ("POST", "/things/?notify=%C3%A9%20%26%3D%2B%2520")
    assert json.loads(sent.content) == {
        "name": body["request__name"],
        "count": 7,
        "maker": {"city": "Köln"},
        "gift": True,
    }
    fields = [sent.field(name) for name in ("content-type", "x-account", "authorization")]
    assert fields == ["application/json", 'o\'k "x"', "Bearer t"]
    for name, wrong in (("request__count", "seven"), ("request__gift", "yes"), ("header__X-Account", "→")):
        _fill(page, **{name: wrong})
        assert page.locator(".unisono-send").is_disabled()
        assert _before(page)[0] == "Correct what is marked in your own values."
        _fill(page, **{name: ""})
    assert len(api.sent) == 1


def test_a_form_is_sent_as_one(opened: Open, api: Api) -> None:
    page = _open(opened("form/"))
    _send(page, request__name="ü&b=c")
    (sent,) = api.sent
    assert sent.content == b"name=%C3%BC%26b%3Dc&size=1"
    assert sent.field("content-type") == "application/x-www-form-urlencoded"


DIFFERENCES = {
    "a1": ("200", []),
    "gone": ("404", []),
    "token": ("401", ["The status 401 is not documented. Documented: 200, 404."]),
    "broken": ("500", ["The status 500 is not documented. Documented: 200, 404."]),
    "other": (
        "200",
        [
            "price is a string, documented as a number.",
            "maker.city is a number, documented as a string.",
            "maker.since is missing.",
            "extra is not documented.",
        ],
    ),
    "big": ("200", ["The content is an array, documented as an object."]),
    "image": ("200", ["The media type is image/png, documented is application/json.", "The content is not JSON."]),
}


@pytest.mark.parametrize("name", DIFFERENCES)
def test_what_differs_from_the_documented_answer(opened: Open, name: str) -> None:
    page = _open(opened("get/"))
    status, found = DIFFERENCES[name]
    said = _send(page, path__id=name)
    count = f"{len(found)} difference{'s' * (len(found) != 1)} to" if found else "the same as"
    assert said == f"Answered with {status}: {count} what is documented."
    assert page.locator(".unisono-differences > li").all_inner_texts() == found
    assert page.locator(".unisono-answer .unisono-status b").inner_text() == status
    assert page.locator(".unisono-answer").evaluate("e => e.querySelectorAll('h1, script, img').length") == 0


SAID_TO_BE_JSON = {
    "a bracket that closes nothing": (b'{"a": 1}}', '{\n  "a": 1\n}\n}', " 9 B · "),
    "a string without an end": (b'{"id": "cut', '{\n  "id": "cut', " 11 B · "),
    "a line separator behind a backslash": ('{"a": "\\\u2028 x"}'.encode(), '{\n  "a": "\\\u2028 x"\n}', " 15 B · "),
    "very many marks in a string without an end": (b'"' + b'\\"' * 150_000, f'"{chr(92)}"', "; the beginning is shown · "),
    "one very long string": (b'"' + b"a" * 8_000_000 + b'"', f'"{"a" * 99_999}…', "; the beginning is shown · "),
    "dots at its end": ("{}…".encode(), "{}…", " 5 B · "),
}


@pytest.mark.parametrize("name", SAID_TO_BE_JSON)
def test_an_answer_that_is_said_to_be_json(opened: Open, api: Api, name: str) -> None:
    content, shown, size = SAID_TO_BE_JSON[name]
    api.answers["said"] = Answer(content=content)
    page = _open(opened("get/"))
    assert _send(page, path__id="said") == "Answered with 200: 1 difference to what is documented."
    text = page.locator(".unisono-beside pre").first.text_content() or ""
    assert text.startswith(shown)
    assert len(text) == len(shown) or len(text) == 100_001
    assert size in page.locator(".unisono-answer .unisono-status").inner_text()


def test_an_answer_of_5_mb_is_read_whole_and_shown_in_part(opened: Open, api: Api) -> None:
    page = _open(opened("get/"))
    _send(page, path__id="big")
    text = page.locator(".unisono-beside pre").first.inner_text()
    assert text.startswith('[\n  {\n    "id": 0,\n    "name": "xxx')
    assert len(text) <= 100_002
    assert " MB; the beginning is shown" in page.locator(".unisono-answer .unisono-status").inner_text()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save").click()
    assert saved.value.suggested_filename == "answer.json"
    assert Path(saved.value.path()).stat().st_size == len(api.answers["big"].content)


def test_a_server_that_does_not_allow_it(opened: Open, api: Api) -> None:
    page = _open(opened("get/", permissions=["clipboard-read", "clipboard-write"]))
    host = api.base.partition("//")[2]
    said = _send(page, path__id="refused", token="mine")
    assert said.startswith("The browser gives this page no answer. Either " + host + " cannot be reached, or it does not allow")
    assert said.endswith("Copy the command below, and run it in a terminal.")
    curl = f"curl {api.base}/things/refused/ -H 'Authorization: Bearer mine'"
    assert page.locator(".unisono-answer code").inner_text().strip() == curl
    page.get_by_role("button", name="Copy as Curl").click()
    page.locator(".unisono-told", has_text="Copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == curl
    assert api.sent == []  # the browser asks first, for the sake of the token


def test_a_server_that_is_not_there(opened: Open, gone: str) -> None:
    page = _open(opened("get/"))
    _fill(page, base=gone)
    assert page.locator(".unisono-server").input_value() == gone
    page.locator(".unisono-send").click()
    assert _told(page).startswith("The browser gives this page no answer.")


def test_without_a_network(opened: Open, api: Api) -> None:
    page = _open(
        opened("sets/")
    )  # which the browser sends without asking first: to ask, it needs no network that is switched off
    page.locator(".unisono-server").select_option("Here")
    page.context.set_offline(True)
    page.locator(".unisono-send").click()
    assert _told(page) == "Your browser is offline: nothing was sent."
    page.context.set_offline(False)
    assert api.asked == []


def test_a_redirect_is_not_followed(opened: Open, api: Api) -> None:
    page = _open(opened("get/"))
    said = _send(page, path__id="moved", token="mine")
    assert "answers with a redirect, which is not followed" in said
    assert page.get_by_label("Command", exact=True).is_visible()
    assert [sent.target for sent in api.sent] == ["/things/moved/"]


def test_a_slow_answer_can_be_cancelled(opened: Open, api: Api) -> None:
    page = _open(opened("get/"))
    page.locator(".unisono-server").select_option("Here")
    _fill(page, path__id="slow")
    page.locator(".unisono-send").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.matches('.unisono-cancel')")
    assert page.locator(".unisono-told").inner_text() == f"Waiting for {api.base.partition('//')[2]} …"
    page.keyboard.press("Enter")
    assert _told(page) == "Cancelled. The server may have received the request."
    assert page.evaluate("document.activeElement.matches('.unisono-send')")
    api.go_on.set()
    assert len(api.sent) == 1


BEFORE = {
    "files": ["It has the content of scan.pdf, which a page cannot read by a name."],
    "content": ["A browser sends no content with GET."],
    "fields": ["Cookie, Date: a page cannot set that; the browser sends its own, or none."],
    "variable": ["Give a value for token in the place of $TOKEN."],
    "worked-out": ["Only a client works out $(date +%s)."],
}


@pytest.mark.parametrize("name", BEFORE)
def test_what_a_browser_may_not_send_is_said_before(opened: Open, api: Api, name: str) -> None:
    page = _open(opened(f"{name}/"))
    page.locator(".unisono-server").select_option("Here")
    told = [text for text in _before(page) if not text.startswith("It may change")]
    assert told == BEFORE[name]
    assert page.locator(".unisono-send").is_disabled() == (name != "fields")
    if name == "fields":
        _send(page)
        assert [api.sent[0].field(field) for field in ("cookie", "date", "x-own")] == [None, None, "1"]
    if name == "variable":
        _send(page, token="mine")
        assert api.sent[0].field("authorization") == "Bearer mine"


def test_several_requests_can_be_chosen(opened: Open, api: Api) -> None:
    page = _open(opened("sets/"))
    assert page.locator(".unisono-which option").all_inner_texts() == ["Only red", "Only blue"]
    page.locator(".unisono-which").select_option("Only blue")
    _send(page)
    assert [sent.target for sent in api.sent] == ["/things/?colour=blue"]


def test_the_example_that_is_chosen_is_sent(opened: Open, api: Api) -> None:
    page = _open(opened("examples/"))
    which, choice = page.locator(".unisono-which"), page.locator(".unisono-choice select")
    assert (
        which.locator("option").all_inner_texts() == choice.locator("option").all_inner_texts() == ["Request", "Request of two"]
    )
    choice.select_option("Request of two")
    assert which.input_value() == "1"
    _send(page, request__name="mine")
    assert json.loads(api.sent[0].content) == {"name": "mine", "count": 3, "maker": {"city": "Rome"}, "gift": True}
    which.select_option("Request")
    assert choice.input_value() == "1"
    _send(page)
    assert json.loads(api.sent[1].content)["count"] == 2


def test_only_what_is_proven_can_be_tried(site: Site) -> None:
    assert 'class="unisono-try"' in site.read("get/index.html")
    assert 'class="unisono-try"' not in site.read("differs/index.html")
    assert 'class="unisono-try"' not in site.read("index.html")


@pytest.mark.parametrize(
    ("settings", "there"),
    [
        ({}, True),
        ({"unisono": {"servers": ["https://api.example.com"]}}, False),
        ({"site_url": "", "use_directory_urls": False}, False),
        ({"use_directory_urls": False}, True),
        ({"plugins": ["search", "offline"]}, False),
    ],
)
def test_which_builds_have_it(tmp_path: Path, settings: dict[str, object], there: bool) -> None:
    options = settings.pop("unisono", {"try_it": True, "servers": ["https://api.example.com"]})
    plugins = settings.pop("plugins", [])
    assert isinstance(plugins, list)
    write(tmp_path / "docs", {"index.md": "# Home\n", "get.md": GET})
    config = configure(tmp_path, **settings, plugins=[*plugins, {"unisono": options}])
    built = build(config, tmp_path / "site")
    html = next(path for path in (built.folder / "get.html", built.folder / "get/index.html") if path.exists())
    assert ('class="unisono-try"' in html.read_text(encoding="utf-8")) == there
    assert (built.folder / "assets/unisono/unisono.try.js").exists() == there


def test_a_page_that_is_opened_from_a_disk_offers_nothing(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.goto((site.folder / "get" / "index.html").as_uri())
    page.wait_for_function("document.documentElement.dataset.unisono !== undefined")
    assert page.locator(".unisono-try").count() == 1
    assert not page.locator(".unisono-try").is_visible()
    page.close()


def test_nothing_is_loaded_before_it_is_opened(opened: Open) -> None:
    page = opened("get/")
    page.wait_for_load_state("networkidle")
    loaded = "performance.getEntriesByType('resource').filter((e) => e.name.includes('unisono.try')).map((e) => e.transferSize)"
    assert page.evaluate(loaded) == []
    _open(page)
    page.wait_for_function(f"{loaded}.length === 2")
    assert sum(page.evaluate(loaded)) <= 23_000


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1024, "dark"), (390, "light"), (390, "dark")])
def test_nothing_serious_in_any_state(opened: Open, axe: str, width: int, scheme: str) -> None:
    page = opened("get/", width, color_scheme=scheme, reduced_motion="reduce")
    page.evaluate(axe)
    _open(page)
    page.wait_for_function(STILL)
    assert page.evaluate(SERIOUS) == []  # nothing chosen yet
    for name in ("other", "refused"):
        _send(page, path__id=name)
        page.locator(".unisono-answer details").evaluate_all("all => all.forEach((e) => { e.open = true; })")
        page.wait_for_function(STILL)
        assert page.evaluate(SERIOUS) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_with_keys_alone(opened: Open, api: Api) -> None:
    page = opened("get/")
    page.locator(".unisono-try > summary").focus()
    page.keyboard.press("Enter")
    page.locator(".unisono-before > li").first.wait_for()
    page.keyboard.press("Tab")
    page.keyboard.type("Here")
    reached: list[str] = []
    while not (reached and "unisono-fill" in reached[-1]):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.className"))
        assert len(reached) < 10
    buttons = [name.split()[0] for name in reached if "unisono-" in name]
    assert buttons == ["unisono-send", "unisono-copy-command", "unisono-fill"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name || document.activeElement.localName") in {"select", "base"}
    page.locator(".unisono-send").focus()
    page.keyboard.press("Enter")
    assert _told(page).startswith("Answered with 200")
    assert len(api.sent) == 1


@pytest.mark.parametrize(
    ("language", "said"), [("de", "Antwort mit 200: 4 Unterschiede zur Dokumentation."), ("ja", "違いが 4 件")]
)
def test_in_another_language(browser: Browser, api: Api, tmp_path: Path, language: str, said: str) -> None:
    write(tmp_path / "docs", {"index.md": "# Home\n", "get.md": GET})
    theme = {"name": "material", "font": False, "language": language}
    unisono = {"try_it": True, "servers": {"Production": "https://api.example.com", "Here": api.base}, "ignore": ["all"]}
    other = Answer(content=as_json({**THING, "price": "3.5", "maker": {"city": 1}, "extra": 1, "name": None}))
    api.answers = {"a1": other}
    site = build(configure(tmp_path, unisono=unisono, theme=theme), tmp_path / "site")
    words, english = words_for(language, {}), words_for("en", {})
    with pages(browser, site, (api.base,)) as opened:
        page = _open(opened("get/"))
        assert said in _send(page)
        texts = page.locator(".unisono-try").inner_text()
    names = [name for name in NAMES if name.startswith(("try_", "script_try_"))]
    unlike = [name for name in names if len(getattr(english, name)) > 12 and "{" not in getattr(english, name)]
    assert [name for name in unlike if getattr(english, name) in texts] == []
    assert words.try_note in texts
