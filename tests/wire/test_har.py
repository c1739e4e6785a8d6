"""A request as a HAR 1.2 request object (http://www.softwareishard.com/blog/har-12-spec/#request)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from exactness import assert_exact
from unisono.text.source import Source, Span, Text
from unisono.wire.har import HarError, read_har, to_har
from unisono.wire.request import Content, Field, Part, Request, essence

SOURCE = Source("page.md", "sample")
HERE = Span(SOURCE, 0, 6)


def text(value: str) -> Text:
    return Text.decoded(value, HERE)


def request(method: str, url: str, fields: list[tuple[str, str]], content: Content | None = None) -> Request:
    return Request(text(method), text(url), tuple(Field(text(n), text(v)) for n, v in fields), content, HERE)


def test_every_field() -> None:
    har = to_har(
        request(
            "PATCH",
            "https://api.example.com/orders/?q=gr%C3%BCn+tee&tag=a&tag=b&draft&x=a=b&",
            [
                ("content-Type", "application/json; charset=utf-8"),
                ("X-A", "1"),
                ("X-A", "2"),
                ("Cookie", "session=a%20b; theme=dark=er;; flag"),
            ],
            Content(text('{"a": 1}')),
        )
    )
    assert list(har) == [
        "method", "url", "httpVersion", "headers", "queryString", "cookies", "headersSize", "bodySize", "postData",
    ]  # fmt: skip
    assert har == {
        "method": "PATCH",
        "url": "https://api.example.com/orders/?q=gr%C3%BCn+tee&tag=a&tag=b&draft&x=a=b&",
        "httpVersion": "HTTP/1.1",
        "headers": [
            {"name": "content-Type", "value": "application/json; charset=utf-8"},
            {"name": "X-A", "value": "1"},
            {"name": "X-A", "value": "2"},
            {"name": "Cookie", "value": "session=a%20b; theme=dark=er;; flag"},
        ],
        "queryString": [
            {"name": "q", "value": "grün tee"},
            {"name": "tag", "value": "a"},
            {"name": "tag", "value": "b"},
            {"name": "draft", "value": ""},
            {"name": "x", "value": "a=b"},
        ],
        "cookies": [
            {"name": "session", "value": "a b"},
            {"name": "theme", "value": "dark=er"},
            {"name": "flag", "value": ""},
        ],
        "headersSize": -1,
        "bodySize": -1,
        "postData": {"mimeType": "application/json; charset=utf-8", "text": '{"a": 1}'},
    }


def test_without_content() -> None:
    har = to_har(request("GET", "https://api.example.com/", []))
    assert "postData" not in har
    assert (har["headers"], har["queryString"], har["cookies"]) == ([], [], [])


def test_empty_content_without_media_type() -> None:
    assert to_har(request("POST", "https://api.example.com/", [], Content(text(""))))["postData"] == {
        "mimeType": "",
        "text": "",
    }


@pytest.mark.parametrize(
    ("url", "pairs"),
    [
        ("/a", []),
        ("/a?", []),
        ("/a?b", [("b", "")]),
        ("/a?a+b=%20+%2B", [("a b", "  +")]),
        ("/a?&&b=%26", [("b", "&")]),
        ("/a?=b", [("", "b")]),
        ("/?a?b=c?", [("a?b", "c?")]),
    ],
)
def test_query_pairs(url: str, pairs: list[tuple[str, str]]) -> None:
    shown = to_har(request("GET", f"https://api.example.com{url}", []))["queryString"]
    assert [(pair["name"], pair["value"]) for pair in shown] == pairs


def test_fields_ignore_case() -> None:
    made = request("GET", "/", [("x-a", "1"), ("X-A", "2")])
    found = made.field("X-a")
    assert found is not None
    assert (found.value.value, made.field("x-b"), made.media_type) == ("1", None, None)


def test_multipart_is_written_out() -> None:
    source = Source("page.md", "note=first file=@report")
    parts = [
        Part(Text.of(source, 0, 4), Text.of(source, 5, 10)),
        Part(text('fi"le\r\n'), Text.placeholder("@report", Span(source, 16, 23)), text("report.pdf"), text("application/pdf")),
    ]
    content = Content.multipart(parts, Span(source, 0, 23))
    assert content.text.value == (
        '--unisono\r\nContent-Disposition: form-data; name="note"\r\n\r\nfirst\r\n'
        '--unisono\r\nContent-Disposition: form-data; name="fi%22le%0D%0A"; filename="report.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n@report\r\n--unisono--\r\n"
    )
    assert_exact(content.text)
    assert content.text.has_placeholder


@pytest.mark.parametrize(
    ("value", "media_type"),
    [("application/JSON ; charset=utf-8", "application/json"), ("text/plain", "text/plain"), ("", ""), (";", "")],
)
def test_essence(value: str, media_type: str) -> None:
    assert essence(value) == media_type


PLAIN = {
    "method": "POST",
    "url": "https://api.example.com/orders/?page=2&q=a%20b",
    "headers": [{"name": "Cookie", "value": "c=1"}],
}


@pytest.mark.parametrize(
    ("members", "said"),
    [
        (
            {"queryString": [{"name": "page", "value": "2"}, {"name": "size", "value": "3"}]},
            "queryString has 'size', and url has not",
        ),
        (
            {"cookies": [{"name": "c", "value": "1"}, {"name": "d", "value": "2"}]},
            "cookies has 'd', and the field Cookie has not",
        ),
        ({"postData": {"mimeType": "image/png", "text": "AAE=", "encoding": "base64"}}, "postData has an 'encoding'"),
        (
            {"postData": {"mimeType": "application/x-www-form-urlencoded", "params": [{"name": "f", "fileName": "a.png"}]}},
            "the content is application/x-www-form-urlencoded, which has none; say multipart/form-data",
        ),
        (
            {"postData": {"mimeType": "", "params": [{"name": "f", "fileName": "a.png"}]}},
            "the content is said to be of no type; say multipart/form-data",
        ),
    ],
)
def test_what_would_not_be_sent_is_no_request(members: dict[str, Any], said: str) -> None:
    with pytest.raises(HarError, match=said):
        read_har(json.dumps({**PLAIN, **members}))


def test_what_is_said_twice_counts_once() -> None:
    twice = {
        "queryString": [{"name": "page", "value": "2"}, {"name": "q", "value": "a b"}],
        "cookies": [{"name": "c", "value": "1"}],
    }
    read = read_har(json.dumps({**PLAIN, **twice}))
    assert (read.url.value, [field.value.value for field in read.fields]) == (PLAIN["url"], ["c=1"])


def test_what_is_said_twice_may_be_encoded_in_both() -> None:
    url = "https://api.example.com/orders/?filter%5Bid%5D=1&a+b=2"
    encoded = {
        "url": url,
        "headers": [{"name": "Cookie", "value": "a%20b=1"}],
        "queryString": [{"name": "filter%5Bid%5D", "value": "1"}, {"name": "a+b", "value": "2"}],
        "cookies": [{"name": "a%20b", "value": "1"}],
    }
    read = read_har(json.dumps({**PLAIN, **encoded}))
    assert (read.url.value, [field.value.value for field in read.fields]) == (url, ["a%20b=1"])
