"""The codes of errors that a page has, in examples of whatever kind of API, in lists and in tables."""

from __future__ import annotations

import pytest

from sites import endpoint
from unisono.pages.error_codes import error_codes
from unisono.pages.liquid import Includes
from unisono.pages.reading import read_page
from unisono.pages.statuses import meanings_of, status_named
from unisono.text.source import Source


def _codes(body: str) -> list[tuple[str, str, str]]:
    found = error_codes(read_page(Source("a.md", endpoint(body=body)), Includes(None), {}))
    return [(one.status, one.code, one.message) for one in found]


def _example(json: str, title: str) -> str:
    return f'~~~ json\n{json}\n~~~\n{{: title="{title}" }}\n'


@pytest.mark.parametrize(
    ("title", "json", "expected"),
    [
        ("Response 404", '{"code": "gone", "message": "Not\\nthere."}', [("404", "gone", "Not there.")]),
        ("Response 404", '{"error": {"code": "gone", "message": "No."}}', [("404", "gone", "No.")]),
        ("Error 400", '{"error": "invalid_grant", "error_description": "Old."}', [("400", "invalid_grant", "Old.")]),
        ("Response 400", '{"error": "It is wrong"}', [("400", "", "It is wrong")]),
        (
            "Conflict",
            '{"type": "https://e.org/sold-out", "title": "Sold", "status": 409, "detail": "None left."}',
            [("409", "https://e.org/sold-out", "None left.")],
        ),
        ("Error", '{"type": "about:blank", "status": 403, "title": "No"}', [("403", "", "No")]),
        ("Error", '{"errors": ["One", "Two"]}', [("", "", "One"), ("", "", "Two")]),
        (
            "422 Unprocessable Entity",
            '{"errors": [{"code": 12}, {"code": "b", "detail": "x"}]}',
            [("422", "12", ""), ("422", "b", "x")],
        ),
        ("Response 400", '{"status": 400, "error": "Bad Request", "path": "/"}', [("400", "", "Bad Request")]),
        ("Response 404", '{"code": 404, "status": "NOT_FOUND", "message": "m"}', [("404", "NOT_FOUND", "m")]),
        ("Response 400", '{"status": "fail", "message": "m"}', [("400", "", "m")]),
        ("Response 400", '[{"errorCode": "A1", "message": "m"}, {"errorCode": "A1", "message": "m"}]', [("400", "A1", "m")]),
        ("Response 409", "", [("409", "", "")]),
        ("Response 409", "[1, null]", [("409", "", "")]),
        ("Response", '{"status": 404, "message": "m"}', [("404", "", "m")]),
        ("Response", '{"status": 404, "id": 1}', []),
        ("Response", '{"code": "in_stock"}', []),
        ("Response 201", '{"error": "none"}', []),
        ("Request", '{"error": "none"}', []),
    ],
)
def test_in_examples(title: str, json: str, expected: list[tuple[str, str, str]]) -> None:
    assert _codes(_example(json, title)) == expected


TABLE = "| Code | HTTP status | Meaning |\n|---|---|---|\n| `sold_out` | 409 | None *left* |\n| twice | `422` | Sent twice |\n"
LIST = "sold_out\n: None left.\n\ntwice\n: Sent twice.\n"


def test_in_tables_and_lists_below_headings_of_errors() -> None:
    assert _codes(f"### Error codes\n\n{TABLE}") == [("409", "sold_out", "None left"), ("422", "twice", "Sent twice")]
    assert _codes(f"### Errors\n\n{LIST}") == [("", "sold_out", "None left"), ("", "twice", "Sent twice")]
    assert _codes(f"### Countries\n\n{TABLE}") == []
    assert _codes("### Errors\n\ncode\n: (string) The code.\n") == []


def test_allowed_values_of_a_documented_code() -> None:
    body = "### Response Parameters 422\n\ncode\n: (string) The code. One of `a_b`, `c_d`.\n\nunit\n: One of `kg`, `lb`.\n"
    assert _codes(body) == [("422", "a_b", ""), ("422", "c_d", "")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Expected responses include 200, 400, or 404.", {"200": "", "400": "", "404": ""}),
        ("- `404`: gone\n- **422 Unprocessable Entity**: bad\n", {"404": "gone", "422": "bad"}),
        ("* 404 Not Found - gone\n* 409 The thing is sold\n", {"404": "gone", "409": "The thing is sold"}),
        (
            "404 if there is none, up to 500 characters, 300 items.",
            {"404": "if there is none, up to 500 characters, 300 items"},
        ),
        ("| Code | Name | Meaning |\n|---|--|\n| 404 | Not Found | Gone |\n| `410` | x | |\n", {"404": "Gone", "410": ""}),
        ("`404 Not Found` if it is gone, `418 Teapot` else", {"404": "if it is gone", "418": "Teapot else"}),
        ("Price $404, version 1.404, 4040, 404.5 and 404%", {}),
    ],
)
def test_meanings_of_statuses(text: str, expected: dict[str, str]) -> None:
    page = read_page(Source("a.md", endpoint(body=f"### Response codes\n\n{text}\n")), Includes(None), {})
    assert dict(meanings_of(page.body)) == expected


@pytest.mark.parametrize("text", ["404 " * 50_000, "`404" + " " * 200_000, "**404 " + "A" * 200_000, "- 404 " * 50_000])
def test_statuses_in_long_lines_take_linear_time(text: str) -> None:
    """By its end: looking at all before each number, or at each blank for each other, would take hours."""
    page = read_page(Source("a.md", endpoint(body=f"### Response codes\n\n{text}\n")), Includes(None), {})
    assert set(dict(meanings_of(page.body))) == {"404"}


def test_statuses_that_titles_name_by_their_phrases() -> None:
    named = [
        "Not Found",
        "Bad request",
        "Unprocessable Entity",
        "Request-URI Too Long",
        "Created",
        "Response",
        "Error",
        "Gone fishing",
    ]
    assert [status_named(title) for title in named] == ["404", "400", "422", "414", "201", None, "error", None]
