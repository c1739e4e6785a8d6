"""`unisono probe` against a real server: what is sent to it, what is found out about its answers, and what becomes of bad
ones."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, NoReturn

import pytest
import trustme
from click.testing import CliRunner, Result

from probed_server import Answer, Answering, Handler, answering
from unisono.checking.check import examine
from unisono.checking.diagnostic import Diagnostic
from unisono.checking.settings import Settings
from unisono.cli import main
from unisono.exports.collection import Endpoint, collect
from unisono.pages.model import EndpointPage
from unisono.pages.paths import read_pages
from unisono.probing.client import Limits
from unisono.probing.probe import Pace, Probe
from unisono.probing.server import ServerError, read_server
from unisono.probing.values import Values

SITE = Path(__file__).parent / "site"
GIVEN = {"SHOP_TOKEN": "s3cret", "SHOP_USER": "ines", "SHOP_PASSWORD": "pass:word", "YOUR_STATUS": "open"}

CLEAN: dict[str, tuple[int, Any]] = {
    "get_order.md": (
        200,
        {
            "uuid": "a",
            "total": 3,
            "is_paid": False,
            "tags": ["x", "y"],
            "items": [{"sku": "b", "quantity": 1, "lots": [{"number": 2, "place": "c"}]}],
            "address": {"city": "d", "geo": {"lat": 1, "lon": 2.5}},
            "rates": {"GBP": 2},
            "customer": {"company": {"name": "e", "vat": {"number": "f", "country": {"code": "g"}}}},
            "parcels": [{"carrier": {"name": "h"}, "events": [{"kind": "i", "place": {"city": "j"}}]}],
        },
    ),
    "get_order.md as an error": (
        404,
        {"code": "a", "message": "b", "fields": [{"name": "c", "reasons": ["d"]}]},
    ),
    "list_orders.md": (200, [{"uuid": "a", "total": 1, "customer": {"name": "b", "email": "c"}}]),
    "get_account.md": (
        200,
        {
            "username": "a",
            "scopes": ["b"],
            "limits": {"requests_per_minute": 1, "open_orders": 2, "regions": [{"name": "c", "is_open": True}]},
        },
    ),
}
"""An answer to the request of each page, which is as the page says."""


@pytest.fixture(scope="module")
def endpoints() -> dict[str, Endpoint]:
    pages = [page for page in read_pages([SITE]) if isinstance(page, EndpointPage)]
    found = collect("", [(examine(page, Settings(), "/v1"), page, "") for page in pages])
    return {Path(endpoint.page.source.path).name: endpoint for endpoint in found.endpoints}


@pytest.fixture(scope="module")
def server() -> Iterator[Answering]:
    with answering(lambda handler: handler.say_json({})) as found:
        yield found


def probe(server: Answering, endpoint: Endpoint, **options: Any) -> tuple[Diagnostic, ...]:
    values = Values(GIVEN)
    return (
        Probe(read_server(server.url), values, Pace(1_000_000), **{"limits": Limits(60), **options})
        .page(endpoint, [])
        .diagnostics
    )


def page_of(name: str) -> str:
    return name.partition(" ")[0]


@pytest.mark.parametrize("name", CLEAN)
def test_nothing_is_found_where_the_api_answers_as_its_pages_say(
    name: str, endpoints: dict[str, Endpoint], server: Answering
) -> None:
    status, value = CLEAN[name]
    server.answer = lambda handler: handler.say_json(value, status)
    assert probe(server, endpoints[page_of(name)]) == ()


Step = str | int


def places(value: Any, path: tuple[Step, ...] = ()) -> Iterator[tuple[tuple[Step, ...], Any]]:
    """Every value in a JSON value, with the way to it."""
    yield path, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, found in inner:
        yield from places(found, (*path, step))


def put(value: Any, path: tuple[Step, ...], change: Callable[[Any, Step], None]) -> Any:
    """A copy with something done to what contains the place at the end of a path."""
    changed = deepcopy(value)
    around = changed
    for step in path[:-1]:
        around = around[step]
    change(around, path[-1])
    return changed


def removed(around: Any, step: Step) -> None:
    del around[step]


def turned(around: Any, step: Step) -> None:
    around[step] = 1 if isinstance(around[step], str) else "a string"


def planted(around: Any, step: Step) -> None:
    around[step]["planted_by_test"] = 1


def pointer(path: tuple[Step, ...]) -> str:
    """As findings have it; rates are a map."""
    steps = ["*" if isinstance(step, int) or "rates" in path[:at] else step for at, step in enumerate(path)]
    return "".join(f"/{step}" for step in steps)


def defects() -> Iterator[tuple[str, str, str, int, Any]]:
    """Each defect in the JSON of an answer: page, rule, place, status, and the answer that has it."""
    for name, (status, value) in CLEAN.items():
        for path, found in list(places([value]))[1:]:
            in_map = "rates" in path
            if isinstance(found, dict) and not in_map:
                whole = put([value], path, planted)[0]
                yield name, "undocumented-response-member", f"{pointer(path[1:])}/planted_by_test", status, whole
            if len(path) > 1 and isinstance(path[-1], str) and not (in_map and path[-1] != "rates"):
                yield name, "missing-response-member", pointer(path[1:]), status, put([value], path, removed)[0]
            yield name, "response-type-mismatch", pointer(path[1:]), status, put([value], path, turned)[0]


def test_every_defect_in_the_json_of_an_answer_is_found_and_nothing_else(
    endpoints: dict[str, Endpoint], server: Answering
) -> None:
    """In each place of each answer: a member too many, one too few, and a value of another kind."""
    number = Counter[str]()
    wrong = []
    for name, rule, where, status, value in defects():
        server.answer = lambda handler, value=value, status=status: handler.say_json(value, status)  # type: ignore[misc]
        found = probe(server, endpoints[page_of(name)])
        number[rule] += 1
        if [one.rule for one in found] != [rule] or where not in found[0].message:
            wrong.append((name, rule, where, [one.message for one in found]))
    assert wrong == []
    assert number == {
        "undocumented-response-member": 20,
        "missing-response-member": 48,
        "response-type-mismatch": 64,
    }


@pytest.mark.parametrize(
    "status", [201, 206, 400, 403, 405, 409, 410, 415, 418, 422, 428, 429, 431, 451, 500, 501, 502, 503, 504, 599]
)
def test_each_status_that_is_not_on_the_page_is_found(status: int, endpoints: dict[str, Endpoint], server: Answering) -> None:
    server.answer = lambda handler: handler.say_json({}, status)
    assert [one.rule for one in probe(server, endpoints["list_orders.md"])] == ["undocumented-status"]


MEDIA_TYPES = (
    "",
    "text/html",
    "text/html; charset=utf-8",
    "text/plain",
    "text/csv",
    "text/xml",
    "text/json5",
    "text/javascript",
    "text/event-stream",
    "application/xml",
    "application/atom+xml",
    "application/javascript",
    "application/jsonlines",
    "application/octet-stream",
    "application/x-www-form-urlencoded",
    "application/yaml",
    "application/pdf",
    "multipart/form-data; boundary=json",
    "image/svg+xml",
    "image/png; name=application/json",
)


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_each_media_type_that_is_not_json_is_found(media_type: str, endpoints: dict[str, Endpoint], server: Answering) -> None:
    content = json.dumps(CLEAN["list_orders.md"][1]).encode()
    server.answer = lambda handler: handler.say(content, media_type=media_type)
    assert [one.rule for one in probe(server, endpoints["list_orders.md"])] == ["response-media-type-mismatch"]


def _hang(handler: Handler) -> None:
    handler.server.answering.over.wait()


def _drip(handler: Handler) -> None:
    """Each byte comes in time, and the whole never does."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.server.answering.over.wait(0.01):
        handler.wfile.write(b"X")


def _drip_content(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{}")
    while not handler.server.answering.over.wait(0.01):
        handler.wfile.write(b" ")


def _many(handler: Handler) -> None:
    """50 MB, whose length is not said."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[")
    for _ in range(50):
        handler.wfile.write(b" " * 1_000_000)


def _bomb(handler: Handler) -> None:
    import gzip  # noqa: PLC0415

    handler.say(gzip.compress(b" " * 50_000_000), Content_Encoding="gzip")


def _raw(message: bytes) -> Answer:
    def answer(handler: Handler) -> None:
        handler.wfile.write(message)

    return answer


BAD: dict[str, tuple[Answer, str]] = {
    "hangs": (_hang, "there is no whole answer after 0.3 seconds"),
    "drips its fields": (_drip, "there is no whole answer after 0.3 seconds"),
    "drips its content": (_drip_content, "there is no whole answer after 0.3 seconds"),
    "closes": (lambda _: None, "the server closes the connection"),
    "closes within the fields": (_raw(b"HTTP/1.1 200 OK\r\nContent-"), "the server closes the connection"),
    "closes between the fields": (_raw(b"HTTP/1.1 200 OK\r\nX: 1\r\n"), "the server closes the connection"),
    "closes within a chunk": (
        _raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{"),
        "the server closes the connection",
    ),
    "sends 50 MB": (_many, "more than 1,000,000 bytes"),
    "says that it sends 50 MB": (lambda h: h.say(b"{}", Content_Length="50000000"), "more than 1,000,000 bytes"),
    "sends 50 MB as a few bytes": (_bomb, "more than 1,000,000 bytes"),
    "sends bad JSON": (lambda h: h.say(b'{"uuid": '), "says that it is JSON, and is none"),
    "sends JSON that is too deep": (lambda h: h.say(b"[" * 5000 + b"]" * 5000), "says that it is JSON, and is none"),
    "sends JSON in another encoding": (lambda h: h.say('{"ä": 1}'.encode("latin-1")), "is no UTF-8"),
    "sends less than it says": (lambda h: h.say(b"{}", Content_Length="20"), "its Content-Length is 20, and 2 bytes come"),
    "sends more than it says": (lambda h: h.say(b'{"uuid": 1}', Content_Length="5"), "says that it is JSON, and is none"),
    "says a length that is none": (lambda h: h.say(b"{}", Content_Length="-2"), "its Content-Length is no number"),
    "speaks no HTTP": (_raw(b"220 mail.example.com ESMTP\r\n"), "no message of HTTP"),
    "sends fields without end": (
        _raw(b"HTTP/1.1 200 OK\r\n" + b"X: 1\r\n" * 1000),
        "no message of HTTP",
    ),
    "redirects to another host": (
        lambda h: h.say(b"", 302, Location="http://127.0.0.2:9/orders/"),
        "redirects to 'http://127.0.0.2:9/orders/', which is another server",
    ),
    "redirects to another scheme": (
        lambda h: h.say(b"", 302, Location=f"https://{h.headers['Host']}/orders/"),
        "which is another server",
    ),
    "redirects to another user": (
        lambda h: h.say(b"", 302, Location=f"http://a:b@{h.headers['Host']}/orders/"),
        "which is another server",
    ),
    "redirects for ever": (lambda h: h.say(b"", 302, Location=h.path), "more than 5 redirects"),
}
"""What a server does, and a part of what is said of it."""


@pytest.mark.parametrize("what", BAD)
def test_a_bad_answer_is_an_error_of_its_request(what: str, endpoints: dict[str, Endpoint]) -> None:
    answer, said = BAD[what]
    limits = Limits(0.3 if "0.3" in said else 60, 1_000_000)
    with answering(answer) as server:
        found = probe(server, endpoints["get_account.md"], limits=limits)
    unread = [one for one in found if one.rule == "unreadable-answer"]
    assert [(said in one.message, one.span.line) for one in unread] == [(True, 6)], found
    assert "s3cret" not in str(found)


def run(server: str, *arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, ["probe", "site", "--server", server, "--rate", "1000", *arguments], env=environment)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SITE.parent)
    for name in GIVEN:
        monkeypatch.delenv(name, raising=False)


def _by_page(handler: Handler) -> None:
    pages = {"/v1/orders/7d0c1f4e/": "get_order.md", "/v1/orders/": "list_orders.md", "/v1/account/": "get_account.md"}
    status, value = CLEAN[pages[handler.path.partition("?")[0]]]
    handler.say_json(value, status)


GIVEN_OPTIONS = [f"--value={name}={value}" for name, value in GIVEN.items()]


@pytest.mark.usefixtures("here")
def test_what_is_sent() -> None:
    with answering(_by_page) as server:
        done = run(f"{server.url}/v1", *GIVEN_OPTIONS[1:], SHOP_TOKEN="from-the-environment")
    assert done.exit_code == 0, done.output
    sent = {asked.target: asked for asked in server.asked}
    assert list(sent) == ["/v1/orders/7d0c1f4e/", "/v1/orders/?status=open", "/v1/account/"]
    assert {asked.method for asked in server.asked} == {"GET"}
    assert sent["/v1/orders/7d0c1f4e/"].fields["authorization"] == "Bearer from-the-environment"
    assert sent["/v1/account/"].fields["authorization"] == "Basic aW5lczpwYXNzOndvcmQ="
    assert {asked.fields["host"] for asked in server.asked} == {server.url.removeprefix("http://")}
    assert done.stderr == "From the environment: SHOP_TOKEN.\n"
    assert done.stdout == (
        "4 endpoint pages, 4 requests (3 answered, 3 compared by content; 1 of unsafe methods not sent): nothing found.\n"
    )


@pytest.mark.usefixtures("here")
def test_unsafe_methods_are_sent_where_they_are_asked_for() -> None:
    with answering(lambda h: h.say_json({"status": "cancelled"}, 202) if h.command == "PATCH" else _by_page(h)) as server:
        done = run(f"{server.url}/v1", *GIVEN_OPTIONS, "--value", 'order_uuid=a"b', "--unsafe-methods")
    # A value for a path parameter of this name takes the place of the example.
    assert [asked.method for asked in server.asked] == ["GET", "GET", "GET", "PATCH"], done.output
    assert server.asked[0].target == "/v1/orders/a%22b/"
    assert json.loads(server.asked[-1].content) == {"order_uuid": 'a"b', "quantity": 2}


@pytest.mark.parametrize(
    ("path", "target"),
    [("", "/v1/account/"), ("/", "/account/"), ("/v1", "/v1/account/"), ("/staging/v2/", "/staging/v2/account/")],
)
def test_base_path_of_the_server(path: str, target: str, endpoints: dict[str, Endpoint], server: Answering) -> None:
    server.asked.clear()
    Probe(read_server(server.url + path), Values(GIVEN), Pace(1_000_000)).page(endpoints["get_account.md"], [])
    assert [asked.target for asked in server.asked] == [target]


@pytest.mark.usefixtures("here")
def test_a_request_without_a_value_is_told_and_not_sent() -> None:
    with answering(_by_page) as server:
        done = run(
            f"{server.url}/v1", "--value=SHOP_TOKEN=a", "--value=SHOP_USER=b", "--value=NOBODY=c", "--output-format=json"
        )
    assert [asked.target for asked in server.asked] == ["/v1/orders/7d0c1f4e/"]
    report = json.loads(done.stdout)
    assert done.exit_code == 1
    assert [(one["rule"], Path(one["path"]).name, one["line"]) for one in report["diagnostics"]] == [
        ("unsent-request", "list_orders.md", 6),
        ("unsent-request", "get_account.md", 6),
    ]
    assert "$SHOP_PASSWORD" in report["diagnostics"][1]["message"]
    wanted = {"requests": 4, "answered": 1, "unsent": 2, "unsafe": 1}
    assert {name: report["summary"][name] for name in wanted} == wanted
    assert "Warning: --value NOBODY is in no request" in done.stderr


UNKNOWN = """---
title: /orders/
name: Orders
method: METHOD
---
Text.

## Only a text

~~~ rust
client.post("https://api.example.com/orders/")
~~~
{: title="Rust" }

## With tags

~~~ rust
client.post("https://api.example.com/orders/?tags=1")
~~~
{: title="Rust" }
"""


@pytest.mark.parametrize(("method", "became"), [("get", "unsent"), ("post", "unsafe")])
def test_each_request_of_which_nothing_is_known_is_counted(
    method: str, became: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    pages = tmp_path / "site"
    shutil.copytree(SITE, pages)
    (pages / "unknown.md").write_text(UNKNOWN.replace("METHOD", method), "utf-8")
    with answering(_by_page) as server:
        done = run(f"{server.url}/v1", *GIVEN_OPTIONS, "--output-format=json")
    summary = json.loads(done.stdout)["summary"]
    counted = {name: summary.get(name, 0) for name in ("requests", "answered", "unanswered", "unsent", "unsafe")}
    wanted = {"requests": 6, "answered": 3, "unanswered": 0, "unsent": 0, "unsafe": 1}
    assert counted == wanted | {became: wanted[became] + 2}
    assert done.exit_code == (1 if became == "unsent" else 0)


@pytest.mark.usefixtures("here")
def test_after_a_bad_answer_the_rest_goes_on() -> None:
    with answering(lambda h: None if "7d0c" in h.path else _by_page(h)) as server:
        done = run(f"{server.url}/v1", *GIVEN_OPTIONS, "--output-format", "concise")
    assert len(server.asked) == 3
    assert done.exit_code == 1
    assert re.findall(r"^\S+ \w+\[([\w-]+)\]", done.stdout, re.MULTILINE) == ["unreadable-answer"]
    assert "2 answered" in done.stdout


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "form", ["full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown", "statistics"]
)
def test_each_report(form: str) -> None:
    with answering(lambda h: h.say_json({"planted_by_test": 1})) as server:
        done = run(server.url, *GIVEN_OPTIONS, "--output-format", form)
    assert done.exit_code == 1, done.output
    assert "undocumented-response-member" in done.stdout
    assert not any(value in done.output for value in ("s3cret", "pass:word"))


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "answer",
    [
        lambda h: h.say_json({h.headers["Authorization"]: 1}),
        lambda h: h.say(b"", 302, Location=f"http://127.0.0.2/?{h.headers['Authorization']}"),
        lambda h: h.say(b"", 302, Location=f"/new/{h.headers['Authorization']}"),
        lambda h: h.wfile.write(f"{h.headers['Authorization']}\r\n\r\n".encode()),
        lambda h: h.say(b"{}", media_type=h.headers["Authorization"]),
    ],
)
def test_what_a_server_repeats_of_a_value_is_in_no_report(answer: Answer) -> None:
    with answering(answer) as server:
        done = run(server.url, "--value=SHOP_TOKEN=t0psecret", "--value=YOUR_STATUS=open", "--value=order_uuid=a secret")
    assert done.exit_code == 1
    assert "…" in done.stdout
    assert not any(value in done.output for value in ("t0psecret", "a secret", "a%20secret"))


@pytest.mark.usefixtures("here")
def test_a_server_that_is_not_there_is_an_error_of_each_request() -> None:
    with answering(_by_page) as server:
        pass
    done = run(server.url, *GIVEN_OPTIONS, "--output-format", "concise")
    assert done.exit_code == 1
    assert done.stdout.count("error[unreadable-answer]") == 3
    assert "0 answered" in done.stdout


@pytest.mark.usefixtures("here")
def test_credentials_do_not_go_to_where_an_answer_leads() -> None:
    with answering(_by_page) as other, answering(lambda h: h.say(b"", 307, Location=f"{other.url}{h.path}")) as server:
        done = run(server.url, *GIVEN_OPTIONS, "--output-format", "concise")
    assert other.asked == []
    assert len(server.asked) == 3
    assert done.stdout.count("which is another server and is not followed") == 3


@pytest.mark.usefixtures("here")
def test_no_proxy_is_contacted() -> None:
    with answering(_by_page) as proxy, answering(_by_page) as server:
        done = run(f"{server.url}/v1", *GIVEN_OPTIONS, http_proxy=proxy.url, HTTP_PROXY=proxy.url, ALL_PROXY=proxy.url)
    assert (done.exit_code, proxy.asked, len(server.asked)) == (0, [], 3)


def test_a_redirect_within_the_server_is_told_and_followed(endpoints: dict[str, Endpoint], server: Answering) -> None:
    def answer(handler: Handler) -> None:
        if handler.path.startswith("/new"):
            handler.say_json(CLEAN["get_account.md"][1])
        else:
            handler.say(b"", 308, Location="/new/account")

    server.answer = answer
    (found,) = probe(server, endpoints["get_account.md"])
    assert (found.rule, "redirected to /new/account" in found.message) == ("undocumented-status", True)


class TestTls:
    def test_a_certificate_that_nobody_vouches_for_is_an_error(self, endpoints: dict[str, Endpoint]) -> None:
        with answering(_by_page, trustme.CA()) as server:
            (found,) = probe(server, endpoints["get_account.md"])
        assert "the certificate of the server is not valid" in found.message
        assert server.asked == []

    def test_a_certificate_of_another_name_is_an_error(
        self, endpoints: dict[str, Endpoint], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        authority = self.trusted(tmp_path, monkeypatch)
        with answering(_by_page, authority, "other.example.com") as server:
            (found,) = probe(server, endpoints["get_account.md"])
        assert "the certificate of the server is not valid" in found.message
        assert server.asked == []

    def test_a_valid_certificate(self, endpoints: dict[str, Endpoint], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        authority = self.trusted(tmp_path, monkeypatch)
        with answering(lambda h: h.say_json(CLEAN["get_account.md"][1]), authority) as server:
            assert probe(server, endpoints["get_account.md"]) == ()
        assert len(server.asked) == 1

    @staticmethod
    def trusted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
        authority = trustme.CA()
        authority.cert_pem.write_to_path(str(folder / "ca.pem"))
        monkeypatch.setenv("SSL_CERT_FILE", str(folder / "ca.pem"))
        return authority


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--server", "ftp://example.com"], "is no URL of a server"),
        (["--server", "http://a:hunter2@example.com"], "has a user in it"),
        (["--server", "http://example.com/?a=b"], "more than a path"),
        (["--server", "http://example.com:port"], "is no URL"),
        (["--server", "http://127.0.0.1:9", "--value", "A"], "'A' has no value"),
        (["--server", "http://127.0.0.1:9", "--value", "A=hunter2\r\nX: y"], "line break"),
        (["--server", "http://127.0.0.1:9", "--rate", "0"], "0"),
        ([], "--server"),
    ],
)
def test_what_cannot_run(arguments: list[str], said: str) -> None:
    done = CliRunner().invoke(main, ["probe", "site", *arguments])
    assert (done.exit_code, said in done.stderr, "hunter2" in done.output) == (2, True, False), done.output


@pytest.mark.usefixtures("here")
def test_a_run_that_sends_nothing_is_a_failure() -> None:
    done = CliRunner().invoke(main, ["probe", "site/cancel_order.md", "--server", "http://127.0.0.1:9"])
    assert done.exit_code == 2
    assert "--unsafe-methods sends them all the same" in done.stderr


def test_where_this_program_fails_that_is_found(endpoints: dict[str, Endpoint], server: Answering) -> None:
    def fail(*_: object) -> NoReturn:
        raise ZeroDivisionError

    assert [one.rule for one in probe(server, endpoints["get_account.md"], ask=fail)] == ["internal-error"]


def test_the_rate() -> None:
    times: list[float] = []
    now = [100.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    pace = Pace(4, lambda: now[0], sleep)
    for busy in (0.0, 0.0, 0.1, 1.0, 0.0):
        pace.wait()
        times.append(now[0] - 100)
        now[0] += busy
    assert times == pytest.approx([0, 0.25, 0.5, 0.75, 1.75])


@pytest.mark.parametrize("text", ["https://example.com", "https://example.com:443", "https://EXAMPLE.com"])
def test_origin_of_a_server(text: str) -> None:
    assert read_server(text).origin == "https://example.com"


def test_a_server_without_a_host() -> None:
    with pytest.raises(ServerError):
        read_server("https:///orders")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("no such value", "no such value"),
        ("a=0123456789abcdef;b=0123456789abcdef", "a=…;b=…"),
        ("cut 0123456789abc", "cut …"),
        ("0123456789ab0123456789abcdef!", "……!"),
        ("xx%20y%2Fzz xx+y%2Fzz xx y/zz abc", "… … … abc"),
    ],
)
def test_values_are_hidden(text: str, shown: str) -> None:
    values = Values({"A": "0123456789abcdef", "B": "xx y/zz", "C": "abc"})
    assert all(map(values.find, "ABC"))
    assert values.hidden(text) == shown


def test_values_of_other_names_in_the_environment_are_left_alone() -> None:
    values = Values({"order-uuid": "a"}, {"PATH": "/usr/bin", "path": ""})
    assert values.find("path") is None
    assert values.find("orderUuid") == values.find("YOUR_ORDER_UUID") == "a"
    assert os.environ["PATH"] not in values.taken
