"""Which lines name a request, and which only look as if they did."""

from __future__ import annotations

import pytest

from unisono.pages.liquid import Includes
from unisono.pages.reading import read_page
from unisono.pages.request_lines import read_request_line
from unisono.text.source import Source, Text

PLAIN = [
    "POST /orders",
    "`POST` /orders",
    "`POST /orders`",
    "**POST** `/orders`",
    "*POST* /orders",
    "_POST_ /orders",
    "POST **/orders**",
    "POST /orders {#create}",
    'POST /orders {: .method id="x" }',
    "[POST /orders](#x)",
    "[POST](https://example.com/get) /orders",
    "\U0001f512 POST /orders",
    ":lock: POST /orders",
    "![POST](https://img.example.com/post.svg) /orders",
    "![](https://img.example.com/badge/-POST-green) `/orders`",
    '<span class="method post">POST</span> /orders',
    '<span class="method">POST</span><code>/orders</code>',
    '<Badge type="tip">POST</Badge> /orders',
    "<MethodBadge>POST</MethodBadge> /orders",
    "<a id='x'></a>POST /orders <!-- new -->",
    "post /orders",
    "Post /orders",
    "1. POST /orders",
    "2.3 POST /orders",
    "POST /orders HTTP/1.1",
    "POST /orders - Create an order",
    "POST /orders \u2014 Create an order",
    "POST /orders (deprecated)",
    "POST /orders Beta",
    "POST /orders ![new](x.svg)",
    "POST: /orders",
    "[POST] /orders",
    "POST \u2192 /orders",
    "POST https://api.example.com/orders",
    "POST {{base_url}}/orders",
    "POST /orders?dry={dry}",
    "Create an order (POST /orders)",
    "Create an order - POST /orders",
    "Create an order: POST /orders.",
    "Create an order `POST /orders`",
    "Create an order | POST /orders",
    "Create an order [POST /orders]",
]
TEXT = [
    "GET started",
    "Get started",
    "Delete account",
    "POST and/or PUT",
    "Why GET / is slow",
    "GET / is cached",
    "How to use `GET /orders`",
    "Migrating from `GET /v1/orders`",
    "GET and POST /orders",
    "GET|POST /orders",
    "PUT/PATCH /orders/{id}",
    "GET /orders, POST /orders",
    "GET /orders and POST /orders",
    "GET /orders | POST /orders",
    "POST /orders requests are limited",
    "`POST /orders` is slow",
    "Example: GET /orders",
    "Response of `GET /orders`",
    "Head/tail latencies",
    "Options /flags of the tool explained",
    "Patch notes 1/2",
    "Get /etc/hosts from the server",
    "list orders `get /orders`",
    "x " * 300 + "- GET /orders",
]


def read(line: str, *, alone: bool = False) -> tuple[str, str] | None:
    found = read_request_line(Text.of(Source("page.md", line)), alone=alone)
    return (found.method.value, found.target.path) if found else None


@pytest.mark.parametrize("line", PLAIN)
def test_a_request_with_what_stands_around_it(line: str) -> None:
    method, path = read(line) or ("", "")
    assert (method.upper(), path) == ("POST", "/orders")


@pytest.mark.parametrize("line", TEXT)
def test_text(line: str) -> None:
    assert read(line) is None


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("GET /orders/:id", "/orders/{id}"),
        ("GET /orders/<id>", "/orders/{id}"),
        ("GET `/orders/<order_id>/notes`", "/orders/{order_id}/notes"),
        (r"GET /orders/\{id\}", "/orders/{id}"),
        ("GET /my_orders/{order_id}", "/my_orders/{order_id}"),
        ("GET /files/*", "/files/*"),
        ("GET orders/{id}", "/orders/{id}"),
        ("GET v1/orders", "/v1/orders"),
        ("GET /", "/"),
        ("Get one (GET /orders/{id})", "/orders/{id}"),
    ],
)
def test_paths(line: str, path: str) -> None:
    assert read(line) == ("GET", path)


@pytest.mark.parametrize(
    ("line", "is_stated"),
    [
        ("GET /orders", True),
        ("`GET /orders`", True),
        ("**Endpoint:** `GET /orders`", True),
        ("HTTP request: GET /orders", True),
        ("get /orders", False),
        ("GET /orders - all of them", False),
        ("Then call `GET /orders`", False),
        ("Orders: GET /orders", False),
    ],
)
def test_a_line_that_is_no_heading_has_nothing_else(line: str, *, is_stated: bool) -> None:
    assert (read(line, alone=True) is not None) == is_stated


def test_places() -> None:
    source = Source("page.md", "## Create <b>an</b> order: **`POST`** `/orders/{id}`")
    found = read_request_line(Text.of(source, 3))
    assert found is not None
    assert [source.text[span.start : span.end] for span in (found.method.span(), found.target.text.span())] == [
        "POST",
        "/orders/{id}",
    ]


def test_places_in_a_tag() -> None:
    source = Source("page.md", '<Endpoint path="/orders/{id}" method="post" />')
    found = read_request_line(Text.of(source), alone=True)
    assert found is not None
    assert found.method.value == "POST"
    assert [source.text[span.start : span.end] for span in (found.method.span(), found.target.text.span())] == [
        "post",
        "/orders/{id}",
    ]


def test_the_definition_of_a_link_states_no_request() -> None:
    text = "# A\n\nAs in [CONNECT][].\n\n[CONNECT]: https://example.com/http-tunnel\n"
    assert read_page(Source("page.md", text), Includes(None)).endpoints == ()
