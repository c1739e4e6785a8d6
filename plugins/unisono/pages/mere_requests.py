"""Blocks of code that hold a request line and nothing else (`GET /orders`): no samples, but what the page declares, once more.

One that is nearly that is a slip: nobody compares it with anything.
"""

from __future__ import annotations

from http import HTTPMethod

from unisono.pages.headings import sole_request
from unisono.pages.model import EndpointPage
from unisono.pages.request_lines import RequestLine
from unisono.text.source import Text
from unisono.wire.compare import base_path, is_another_try
from unisono.wire.request import Request
from unisono.wire.target import Target, read_target

DECLARES = "it is the request that the page declares"
"""Why such a block is no sample."""


def declares(info: str, code: Text, method: str | None, target: Target | None) -> bool:
    """Whether a block of code without a title holds nothing but the request that a page declares."""
    line = sole_request(info, code) if method else None
    return line is not None and line.method.value.upper() == method and (target is None or _is_same(line, target))


def slip(page: EndpointPage, code: Text) -> RequestLine | None:
    """The request that is all there is in a block of code, where it is nearly that of the page."""
    line = sole_request("", code) if page.target and page.method in list(HTTPMethod) else None
    if line is None or page.target is None or line.method.value.upper() != page.method or _is_same(line, page.target):
        return None
    declared = read_target(page.target.text)
    return line if declared and is_another_try(_request(line.method, line.target), _request(line.method, declared)) else None


def _is_same(line: RequestLine, target: Target) -> bool:
    return base_path(_request(line.method, line.target), target) is not None


def _request(method: Text, target: Target) -> Request:
    """What a request line asks for, without its host."""
    start = len(target.base) if target.base else 0
    return Request(method, target.text.slice(start, len(target.text)), (), None, target.text.span())
