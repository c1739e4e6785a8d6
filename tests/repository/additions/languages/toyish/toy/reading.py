"""Toy: a line `toy METHOD URL`, and maybe a header field behind them."""

from __future__ import annotations

import re

from unisono.languages.reading import Invalid, Reading, SampleError, bounded
from unisono.text.source import Text
from unisono.wire.request import Field, Request

_LINE = re.compile(r"toy ([A-Z]+) (\S+)(?: ([\w-]+)=(.+))?\n?")


@bounded
def read(code: Text) -> Reading:
    """The request that the line sends."""
    try:
        return Reading("ok", (_request(code),))
    except SampleError as error:
        return error.reading()


def _request(code: Text) -> Request:
    found = _LINE.fullmatch(code.value)
    if found is None:
        raise Invalid("not a line of Toyish", code.span())
    method, url, name, value = (code.slice(*found.span(number)) if found[number] else None for number in (1, 2, 3, 4))
    assert method
    assert url
    return Request(method, url, (Field(name, value),) if name and value else (), None, code.span())
