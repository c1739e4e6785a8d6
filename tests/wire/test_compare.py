"""What counts as the same request: tables of two sides and the differences that are found, each way round."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from exactness import assert_within
from unisono.text.json import read_json
from unisono.text.source import Source, Span, Text
from unisono.wire.compare import (
    Difference,
    base_path,
    compare_authentication,
    compare_fields,
    compare_hosts,
    compare_media_type,
    compare_media_types,
    compare_method,
    compare_path,
    compare_paths,
    compare_query,
)
from unisono.wire.compare_content import compare_content, content_of
from unisono.wire.multipart import boundary_fault
from unisono.wire.request import Content, Field, Part, Request
from unisono.wire.target import read_target
from unisono.wire.urls import split_url


def text(value: str) -> Text:
    """A value; between ⟦ and ⟧ stands what is known only at run time."""
    source = Source("page.md", value)
    parts, at = [Text.of(source, 0, 0)], 0
    while (start := value.find("⟦", at)) >= 0:
        end = value.index("⟧", start)
        parts += [Text.of(source, at, start), Text.placeholder(value[start + 1 : end], Span(source, start, end + 1))]
        at = end + 1
    return Text.join([*parts, Text.of(source, at)])


def request(
    url: str = "https://api.example.com/",
    *,
    method: str = "GET",
    fields: Iterable[str] = (),
    content: str | None = None,
    media_type: str | None = None,
    parts: Iterable[Part] | None = None,
) -> Request:
    lines = [*fields, *([f"Content-Type: {media_type}"] if media_type else [])]
    pairs = [line.split(": ", 1) for line in lines]
    body = Content(text(content)) if content is not None else None
    if parts is not None:
        body = Content.multipart(parts, Span(Source("page.md", "form"), 0, 4))
    made = tuple(Field(text(name), text(value)) for name, value in pairs)
    return Request(text(method), text(url), made, body, text(url).span())


def said(differences: Iterable[Difference]) -> list[tuple[str, str]]:
    found = list(differences)
    for difference in found:
        assert_within(difference.span)
        assert_within(difference.other)
    return [(difference.found, difference.expected) for difference in found]


Comparer = Callable[[Request, Request], Iterable[Difference]]


def agree(compare: Comparer, left: Request, right: Request) -> bool:
    """Whether two requests agree; that must not depend on which is the reference."""
    there, back = said(compare(left, right)), said(compare(right, left))
    assert bool(there) == bool(back), (there, back)
    return not there


@pytest.mark.parametrize(
    ("sent", "declared", "same"),
    [
        ("GET", "get", True),
        ("PATCH", "Patch", True),
        ("patch", "patch", False),  # methods are case-sensitive, and fetch sends this one as it is written
        ("POST", "get", False),
        ("⟦$METHOD⟧", "get", True),
    ],
)
def test_method(sent: str, declared: str, same: bool) -> None:
    differences = said(compare_method(request(method=sent), text(declared)))
    assert differences == ([] if same else [(f"sends {sent}", declared.upper())])


SEVERAL = [
    *("{path...}", "{path*}", "{*path}", "{**path}", "{+path}", "{path:path}", "{path:.*}", "{path=**}"),
    *(":path*", ":path(.*)", "*path", "<path:path>"),
]
"""Spellings of a path parameter that stands for several segments."""


@pytest.mark.parametrize(
    ("path", "declared", "same"),
    [
        ("/orders/", "/orders/", True),
        ("/orders", "/orders/", False),
        ("/orders/", "/orders", False),
        ("/Orders/", "/orders/", False),
        ("//orders/", "/orders/", False),
        ("", "/", True),
        ("/", "/", True),
        ("", "https://api.example.com", True),
        ("/orders/", "orders/", True),
        ("/orders/7/", "/orders/{id}/", True),
        ("/orders//", "/orders/{id}/", False),
        ("/orders/7/8/", "/orders/{id}/", False),
        ("/orders/7%2F8/", "/orders/{id}/", True),
        ("/orders/7", "/orders/:id", True),
        ("/orders/7", "/orders/<id>", True),
        ("/orders/7", "/orders/&lt;id&gt;", True),
        ("/orders/7", "/orders/&ltid&gt", True),
        ("/orders/⟦$ID⟧/", "/orders/{id}/", True),
        ("/orders/⟦$ID⟧/", "/orders/7/", True),
        ("/orders/⟦$ID⟧/x/", "/orders/7/", False),
        ("/orders/{id}/", "/orders/7/", True),
        ("/orders/%7Bid%7D/", "/orders/7/", True),
        ("/orders/%3Cid%3E/", "/orders/7/", True),
        ("/a-7-b.json", "/a-{id}-b.json", True),
        ("/a-7-c.json", "/a-{id}-b.json", False),
        ("/k%C3%A4se", "/käse", True),
        ("/k%c3%a4se", "/k%C3%A4se", True),
        ("/%61", "/a", True),
        ("/a%2Fb", "/a/b", False),
        ("/a%2fb", "/a%2Fb", True),
        ("/a+b", "/a%20b", False),
        ("/%zz", "/%zz", True),
        *(("/files/a/b.md", f"/files/{spelling}", True) for spelling in SEVERAL),
        *(("/files/a", f"/files/{spelling}", True) for spelling in SEVERAL),
        *(("/files", f"/files/{spelling}", False) for spelling in SEVERAL),
        *(("/other/a/b", f"/files/{spelling}", False) for spelling in SEVERAL),
        ("/files/a/b", "/files/{path}", False),
        ("/files/a/b/raw", "/files/{path...}/raw", True),
        ("/files/raw", "/files/{path...}/raw", False),
        ("/files/a/b/row", "/files/{path...}/raw", False),
        ("/a/1/2/b/3/4/c", "/a/{x...}/b/{y...}/c", True),
        ("/a/1/2/3/4/c", "/a/{x...}/b/{y...}/c", False),
        ("/v1/projects/p/jobs/j:cancel", "/v1/{name=projects/*/jobs/*}:cancel", True),
        ("/v1/projects/p/jobs/j", "/v1/{name=projects/*/jobs/*}:cancel", False),
        ("/v1/projects/p/tasks/j:cancel", "/v1/{name=projects/*/jobs/*}:cancel", False),
        ("/v1/projects/p/jobs/j/k", "/v1/{name=projects/**}", True),
        ("/jobs/7:cancel", "/jobs/{id}:cancel", True),
        ("/jobs/7:start", "/jobs/{id}:cancel", False),
        ("/jobs:batchGet", "/jobs:batchGet", True),
        ("/jobs/7", "/jobs/{id:int}", True),
        ("/jobs/7", "/jobs/<int:id>", True),
        ("/jobs/7", "/jobs/{id?}", True),
        ("/jobs/7/x", "/jobs/:id([0-9]+)/x", True),
    ],
)
def test_path(path: str, declared: str, same: bool) -> None:
    target = read_target(text(declared))
    assert target is not None
    differences = said(compare_path(request("https://api.example.com" + path), target))
    assert differences == ([] if same else [(f"requests the path {path.replace('⟦', '').replace('⟧', '')}", target.path)])


def test_path_below_a_server() -> None:
    target = read_target(text("/orders/"))
    assert target is not None
    servers = ["https://api.example.com/v1", "https://api.example.com"]
    assert said(compare_path(request("https://api.example.com/v1/orders/"), target, servers)) == []
    assert said(compare_path(request("https://api.example.com/orders/"), target, servers)) == []
    assert said(compare_path(request("https://api.example.com/v10/orders/"), target, servers)) != []


def test_paths_of_requests() -> None:
    here, there = request("https://a.example/x/⟦$ID⟧?a"), request("https://b.example/x/7")
    assert agree(compare_paths, here, there)
    assert not agree(compare_paths, here, request("https://b.example/x/"))


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("", "", True),
        ("?", "", True),
        ("?a", "?a", True),
        ("?a", "?a=", False),
        ("?a", "", False),
        ("?a=", "", False),
        ("?a=1", "?a=2", False),
        ("?a=1&b=2", "?b=2&a=1", True),
        ("?a=1&a=2", "?a=2&a=1", False),
        ("?a=1&a=2", "?a=1", False),
        ("?a=1&a=1", "?a=1", False),
        ("?a=1&b=3&a=2", "?b=3&a=1&a=2", True),
        ("?a=%20", "?a=+", True),  # a space to every server that reads queries as forms, which nearly all do
        ("?a=%2B", "?a=+", False),
        ("?a=b%2Bc+d", "?a=b%2bc%20d", True),
        ("?a=⟦$A⟧%20x", "?a=y+x", True),
        ("?a+b=1", "?a%20b=1", True),
        ("?a=%C3%A4", "?a=%c3%a4", True),
        ("?%61=1", "?a=1", True),
        ("?a=b=c", "?a=b%3Dc", True),
        ("?a=1&&", "?a=1", True),
        ("?a=⟦$A⟧", "?a=1", True),
        ("?a=x⟦$A⟧", "?a=1", False),
        ("?a={limit}", "?a=20", True),
        ("?a=YOUR_LIMIT", "?a=20", True),
        ("?a=1#b", "?a=1", True),
    ],
)
def test_query(left: str, right: str, same: bool) -> None:
    def compare(one: Request, two: Request) -> Iterable[Difference]:
        return compare_query(one, split_url(two.url).query, two.url.span())

    assert agree(compare, request("https://api.example.com/" + left), request("https://api.example.com/" + right)) is same


def test_query_messages() -> None:
    differences = compare_query(request("https://a.example/?a=1&b=2&c"), text("a=3&c=&d=4"), text("/x").span())
    assert said(differences) == [
        ("sends a=1", "a=3"),
        ("sends the query parameter 'b'", "no query parameter 'b'"),
        ("sends c", "c="),
        ("sends no query parameter 'd'", "d=4"),
    ]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("https://api.example.com/", "https://API.example.com:443/x", True),
        ("http://api.example.com:80/", "http://api.example.com/", True),
        ("http://api.example.com:443/", "https://api.example.com/", False),
        ("http://api.example.com/", "https://api.example.com/", False),
        ("https://api.example.com:8443/", "https://api.example.com/", False),
        ("https://⟦$HOST⟧/", "https://api.example.com/", True),
        ("https://{host}/", "https://api.example.com/", True),
    ],
)
def test_host(left: str, right: str, same: bool) -> None:
    assert agree(compare_hosts, request(left), request(right)) is same


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (["X-A: 1"], ["x-a: 1"], True),
        (["X-A: 1"], ["X-A: 2"], False),
        (["X-A: 1"], [], False),
        (["X-A: 1", "X-A: 2"], ["X-A: 1, 2"], True),
        (["X-A: 1", "X-A: 2"], ["X-A: 2", "X-A: 1"], False),
        (["X-A: ⟦$A⟧"], ["X-A: 2"], True),
        (["Accept: a/b"], [], True),
        (["Accept: a/b"], ["Accept: c/d"], False),
        (["User-Agent: a", "Host: b", "Transfer-Encoding: chunked"], [], True),
        (["Authorization: a"], ["Content-Type: b"], True),  # by rules of their own
        (["Cookie: a=1"], ["Cookie: a=2"], False),
    ],
)
def test_fields(left: list[str], right: list[str], same: bool) -> None:
    assert agree(compare_fields, request(fields=left), request(fields=right)) is same


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Bearer a", "Bearer a", True),
        ("Bearer ⟦$T⟧", "Bearer a", True),
        ("Bearer <token>", "Bearer ⟦$T⟧", True),
        ("Bearer a", "Token a", False),
        ("Bearer a", None, False),
        (None, None, True),
        ("YOUR_TOKEN", "Bearer YOUR_TOKEN", False),
        ("Token YOUR_TOKEN", "Bearer YOUR_TOKEN", False),
        ("Bearer YOUR_TOKEN", "bearer x7", True),
        ("<your token>", "<token>", True),
        ("<your token>", "Bearer <token>", False),
        ("⟦$AUTHORIZATION⟧", "Bearer x7", True),
    ],
)
def test_authentication(left: str | None, right: str | None, same: bool) -> None:
    sides = [request(fields=[f"Authorization: {side}"] if side else []) for side in (left, right)]
    assert agree(compare_authentication, sides[0], sides[1]) is same


@pytest.mark.parametrize(
    ("sent", "other", "same"),
    [
        ("application/json", "application/json", True),
        ("Application/JSON; charset=utf-8", "application/json", True),
        ("application/merge-patch+json", "application/json", True),
        ("text/plain", "application/json", False),
        (None, "application/json", False),
        ("text/plain", None, False),
        (None, None, True),
        ("⟦$TYPE⟧", "application/json", True),
    ],
)
def test_media_type(sent: str | None, other: str | None, same: bool) -> None:
    assert (said(compare_media_type(request(media_type=sent), other, text("x").span())) == []) is same


def json_differences(left: str, right: str) -> list[tuple[str, str, str]]:
    example = read_json(text(right))
    found = list(compare_content(request(content=left), example, example.span))
    said(found)
    return [(difference.where, difference.found, difference.expected) for difference in found]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ('{"a": 1, "b": 2}', '{"b": 2, "a": 1}'),
        ("1", "1.0"),
        ("[1e2]", "[100]"),
        ('"\\u00e9\\/"', '"é/"'),
        ('{"a": 1, "a": 2}', '{"a": 2}'),  # readers of JSON keep the last
        ("{}", " {\n} "),
        ('{"a": ⟦$A⟧}', '{"a": [1, 2]}'),
        ('{"a": "⟦$A⟧"}', '{"a": 7}'),
        ('{"a": "<sku>"}', '{"a": 7}'),
        ('{"a": "x-⟦$A⟧"}', '{"a": "x-7"}'),
        ("12345678901234567890", "12345678901234567890"),
    ],
)
def test_same_json(left: str, right: str) -> None:
    assert json_differences(left, right) == []
    assert json_differences(right, left) == []


@pytest.mark.parametrize(
    ("left", "right", "differences"),
    [
        ("1", '"1"', [("", "sends the number 1", 'the string "1"')]),
        ("true", "1", [("", "sends true", "the number 1")]),
        ('"1"', "true", [("", 'sends the string "1"', "true")]),
        ("null", "{}", [("", "sends null", "an object")]),
        ("[]", "{}", [("", "sends an array", "an object")]),
        ('{"a": 12345678901234567890}', '{"a": 12345678901234567891}',
         [("/a", "sends the number 12345678901234567890 at /a", "the number 12345678901234567891")]),
        ("[1, 2]", "[2, 1]",
         [("/0", "sends the number 1 at /0", "the number 2"), ("/1", "sends the number 2 at /1", "the number 1")]),
        ("[1]", "[1, 2]", [("", "sends 1 item at the top", "2 items")]),
        ('{"a": null}', "{}", [("/a", "sends /a", "no /a")]),
        ("{}", '{"a/b~c": 1}', [("/a~1b~0c", "does not send /a~1b~0c", "/a~1b~0c")]),
        ('{"": 1}', "{}", [("/", 'sends the member "" at the top', 'no member "" at the top')]),
        ('{"a": {}}', '{"a": {"": 1}}', [("/a/", 'does not send the member "" at /a', 'the member "" at /a')]),
        ('{"a": {"b": [{"c": 1}]}}', '{"a": {"b": [{"c": "1"}]}}',
         [("/a/b/0/c", "sends the number 1 at /a/b/0/c", 'the string "1"')]),
        ('{"a": "x-⟦$A⟧"}', '{"a": "y-7"}', [("/a", 'sends the string "x-$A" at /a', 'the string "y-7"')]),
        ('{"A": 1}', '{"a": 1}', [("/a", "sends /A", "/a instead")]),
        ('{"amuont": 1, "b": 2}', '{"b": 2, "amount": 1}', [("/amount", "sends /amuont", "/amount instead")]),
    ],
)  # fmt: skip
def test_other_json(left: str, right: str, differences: list[tuple[str, str, str]]) -> None:
    assert json_differences(left, right) == differences


def test_content_that_is_not_json() -> None:
    assert json_differences("a=1", "{}") == [
        ("", "sends content that is not JSON: expected a value, found 'a=1'", "JSON"),
    ]


FORM = "application/x-www-form-urlencoded"


def compare_contents(one: Request, two: Request) -> Iterable[Difference]:
    return compare_content(one, two.content, two.url.span())


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("a=1&b=2", "b=2&a=1", True),
        ("a=x+y", "a=x%20y", True),
        ("a=%2B", "a=+", False),
        ("a", "a=", False),
        ("a=1", "a=1&a=1", False),
        ("a=⟦$A⟧", "a=1", True),
        ("a=1", "", False),
        ("", "", True),
        (None, "", True),
        (None, None, True),
        (None, "a=1", False),
    ],
)
def test_form(left: str | None, right: str | None, same: bool) -> None:
    assert agree(compare_contents, request(content=left, media_type=FORM), request(content=right, media_type=FORM)) is same


@pytest.mark.parametrize(("left", "right", "same"), [("x", "x\n", True), ("x", "y", False), ("x ⟦$A⟧", "x y", True)])
def test_text(left: str, right: str, same: bool) -> None:
    assert agree(compare_contents, request(content=left), request(content=right)) is same


def field(name: str, value: str) -> Part:
    return Part(text(name), text(value))


def file(name: str, filename: str) -> Part:
    return Part(text(name), text(f"⟦@{filename}⟧"), text(filename))


@pytest.mark.parametrize(
    ("left", "right", "differences"),
    [
        ([field("a", "1"), file("f", "x")], [file("f", "y"), field("a", "1")], []),
        ([field("a", "1")], [field("a", "2")], [("sends the part 'a' as 1", "2")]),
        ([field("a", "⟦$A⟧")], [field("a", "2")], []),
        ([field("a", "1")], [file("a", "x")], [("sends the part 'a' as a field", "a file")]),
        ([file("a", "x"), file("a", "y")], [file("a", "x")], [("sends 2 parts 'a'", "a part 'a'")]),
        ([], [file("a", "x")], [("sends no part 'a'", "a part 'a'")]),
        ([file("a", "x")], [], [("sends a part 'a'", "no part 'a'")]),
        ([field("a", "1"), field("a", "2")], [field("a", "2"), field("a", "1")],
         [("sends the part 'a' as 1", "2"), ("sends the part 'a' as 2", "1")]),
    ],
)  # fmt: skip
def test_multipart(left: list[Part], right: list[Part], differences: list[tuple[str, str]]) -> None:
    one, two = request(parts=left), request(parts=right)
    assert said(compare_contents(one, two)) == differences
    assert bool(said(compare_contents(two, one))) == bool(differences)


def test_multipart_and_other_content() -> None:
    one, two = request(parts=[field("a", "1")]), request(content="a=1", media_type=FORM)
    assert said(compare_contents(one, two)) == [("sends multipart content", "content that is not multipart")]
    assert said(compare_contents(two, one)) == [("sends content that is not multipart", "multipart content")]


def test_long_values_are_cut_in_messages() -> None:
    (difference,) = said(compare_contents(request(content="a=" + "x" * 10_000, media_type=FORM), request(content="a=y")))
    assert len(difference[0]) < 80


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (["Cookie: a=1; b=2"], ["Cookie: b=2;a=1"], True),
        (["Cookie: a=1", "Cookie: b=2"], ["Cookie: a=1; b=2;"], True),
        (["Cookie: a=1; b=2"], ["Cookie: a=1"], False),
        (["Cookie: a=1; a=2"], ["Cookie: a=2; a=1"], False),
        (["Cookie: a=1; b=2"], ["Cookie: a=2; b=1"], False),
        (["Cookie: a=YOUR_SESSION"], ["Cookie: a=x7"], True),
        (["Cookie: a=⟦$S⟧; b=1"], ["Cookie: b=1; a=x7"], True),
        (["Cookie: a==x=="], ["Cookie: a==x="], False),
        (["Cookie: word"], ["Cookie: word="], False),
    ],
)
def test_cookies(left: list[str], right: list[str], same: bool) -> None:
    assert agree(compare_fields, request(fields=left), request(fields=right)) is same


def _contents(one: Request, two: Request) -> Iterable[Difference]:
    content = content_of(two)
    return compare_content(one, content, content.text.span() if content else two.url.span())


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("<a><b>1</b></a>", "<?xml version='1.0'?>\n<a>\n  <b>1</b>\n</a>\n", True),
        ("<a x='1' y='2'/>", '<a y="2" x="1"></a>', True),
        ("<n:a xmlns:n='urn:x'/>", "<a xmlns='urn:x'/>", True),
        ("<a xmlns='urn:x'/>", "<a/>", False),
        ("<a><!-- note --><b/></a>", "<a><b/></a>", True),
        ("<a><![CDATA[x<y]]></a>", "<a>x&lt;y</a>", True),
        ("<a>x y</a>", "<a>x  y</a>", False),
        ("<a><b/><c/></a>", "<a><c/><b/></a>", False),
        ("<a><b/></a>", "<a><b/><b/></a>", False),
        ("<a x='1'/>", "<a x='2'/>", False),
        ("<a x='1'/>", "<a/>", False),
        ("<login/>", "<password/>", False),
        ("<a><login/></a>", "<a><password/></a>", False),
        ("<a>{id}</a>", "<a>7</a>", True),
        ("<a>⟦$ID⟧</a>", "<a>7</a>", True),
        ("<a x='⟦$ID⟧'/>", "<a x='7'/>", True),
        ("<a>&lt;id&gt;</a>", "<a>7</a>", True),
        ("<a>ä</a>", "<a>&#228;</a>", True),
        ("<a>𝄞<b>1</b></a>", "<a>𝄞<b>2</b></a>", False),
        ("<a><b></a>", "<a><b></a>", True),
        ("<a><id></a>", "<a>7</a>", True),  # no XML: as characters, where <id> is a placeholder
        ("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", True),
    ],
)
def test_xml(left: str, right: str, same: bool) -> None:
    assert agree(_contents, request(content=left), request(content=right)) is same


def test_xml_messages() -> None:
    one = request(content="<order><sku>a-1</sku><count unit='box'>2</count></order>")
    two = request(content="<order>\n  <sku>a-2</sku>\n  <count>2</count>\n  <gift/>\n</order>")
    assert said(_contents(one, two)) == [
        ("sends 2 elements at /order", "3 elements"),
        ('sends the text "a-1" at /order/sku', 'the text "a-2"'),
        ('sends the attribute unit "box" at /order/count/@unit', "no attribute unit"),
    ]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("query { a { b } }", "query{a{b}}", True),
        ("query { a, b }", "query {\n  a # first\n  b\n}", True),
        ("{ login }", "{ email }", False),
        ("{ login }", "query { login }", False),
        ("query($id: ID!) { a(id: $id) { b } }", "query ( $id : ID ! ) { a ( id : $id ) { b } }", True),
        ("query($id: ID!) { a(id: $id) { b } }", "query($no: ID!) { a(id: $no) { b } }", False),
        ('{ a(id: \\"x y\\") }', '{ a(id: \\"x  y\\") }', False),
        ('{ a(id: \\"YOUR_ID\\") }', '{ a(id: \\"x7\\") }', True),
        ("{ a(id: ⟦$ID⟧) }", "{ a(id: 7) }", True),
        ("{ a b }", "{ a }", False),
        ("mutation { a }", "mutation { a } ", True),
    ],
)
def test_graphql(left: str, right: str, same: bool) -> None:
    def wrapped(document: str) -> Request:
        return request(content=f'{{"query": "{document}"}}'.replace("\n", "\\n"))

    assert agree(_contents, wrapped(left), wrapped(right)) is same


def test_graphql_alone() -> None:
    """As the whole content, and in JSON under another name, where it is only a string."""
    one, two = (request(content=text, media_type="application/graphql") for text in ("{ a { b } }", "{a{b}}"))
    assert agree(_contents, one, two)
    one, two = (request(content=f'{{"text": "{text}"}}') for text in ("{ a { b } }", "{a{b}}"))
    assert not agree(_contents, one, two)


def by_hand(*parts: str, boundary: str = "x7", media_type: str = "multipart/form-data; boundary=x7") -> Request:
    lines = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts)
    return request(content=f"{lines}--{boundary}--\r\n", media_type=media_type)


def test_multipart_by_hand() -> None:
    written = by_hand(
        'Content-Disposition: form-data; name="user"\r\n\r\nann', "Content-Disposition: form-data; name=n\r\n\r\n7"
    )
    made = request(parts=[Part(text("n"), text("7")), Part(text("user"), text("ann"))])
    assert agree(_contents, written, made)
    other = by_hand(
        'Content-Disposition: form-data; name="user"\r\n\r\nbob', 'Content-Disposition: form-data; name="n"\r\n\r\n7'
    )
    assert said(_contents(other, made)) == [("sends the part 'user' as bob", "ann")]


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        (by_hand("A: b\r\n\r\nc"), None),
        (by_hand("A: b\r\n\r\nc", media_type='Multipart/Form-Data; charset=utf-8; BOUNDARY="x7"'), None),
        (by_hand("A: b\r\n\r\nc", media_type="multipart/form-data"), "names no boundary"),
        (by_hand("A: b\r\n\r\nc", boundary="y"), "names the boundary 'x7', which its content does not have"),
        (by_hand("A: b\r\n\r\nc", media_type="multipart/form-data; boundary=⟦$B⟧"), None),
        (request(content="--x7 is a title", media_type="text/plain"), None),
        (request(media_type="multipart/form-data"), None),
    ],
)
def test_boundary(sent: Request, fault: str | None) -> None:
    assert boundary_fault(sent) == fault


@pytest.mark.parametrize(
    ("left", "right", "differences"),
    [
        (Part(text("f"), text("permit.pdf"), text("f")), Part(text("f"), text("⟦@permit.pdf⟧"), text("permit.pdf")), 1),
        (Part(text("f"), text("the words"), text("f")), Part(text("f"), text("⟦@permit.pdf⟧"), text("permit.pdf")), 0),
        (Part(text("f"), text("PNG"), text("a.png")), Part(text("f"), text("⟦@a.png⟧"), text("a.png")), 0),
        (Part(text("m"), text("{}"), None, text("application/json")), Part(text("m"), text("{}")), 1),
        (Part(text("m"), text("{}"), None, text("text/plain; charset=utf-8")), Part(text("m"), text("{}")), 0),
        (Part(text("f"), text("x"), text("f"), text("image/png")), Part(text("f"), text("x"), text("f"), text("IMAGE/PNG")), 0),
        (Part(text("f"), text("x"), text("f"), text("⟦$T⟧")), Part(text("f"), text("x"), text("f"), text("a/b")), 0),
    ],
)
def test_parts_in_detail(left: Part, right: Part, differences: int) -> None:
    one, two = request(parts=[left]), request(parts=[right])
    assert len(said(_contents(one, two))) == len(said(_contents(two, one))) == differences


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("application/json", "application/json; charset=utf-8", True),
        ("application/json", "application/vnd.api+json", False),
        ("application/merge-patch+json", "application/json-patch+json", False),
        ("application/json", None, False),
        ("⟦$TYPE⟧", "text/plain", True),
    ],
)
def test_media_types_of_requests(left: str | None, right: str | None, same: bool) -> None:
    assert agree(compare_media_types, request(media_type=left), request(media_type=right)) is same


@pytest.mark.parametrize(
    ("path", "target", "base"),
    [
        ("/orders/7", "/orders/{id}", ""),
        ("/v2/shop/orders/7", "/orders/{id}", "/v2/shop"),
        ("/v2/shop/orders", "/orders/{id}", None),
        ("/orders/7", "/v1/orders/{id}", None),
        ("/v1/files/" + "a/" * 70 + "b", "/files/{path+}", "/v1"),
        ("/v1/files/" + "a/" * 70 + "meta", "/files/{path*}/meta", "/v1"),
        ("/a" * 70 + "/files/b", "/files/{path+}", None),
        ("/a" * 70 + "/orders/7", "/orders/{id}", "/a" * 70),
    ],
)
def test_base_path(path: str, target: str, base: str | None) -> None:
    """What stands before the page's path. Where a parameter spans several segments, it is looked for among the first fifty."""
    declared = read_target(text(target))
    assert declared is not None
    assert base_path(request(f"https://api.example.com{path}"), declared) == base
