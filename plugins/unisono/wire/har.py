"""A request in the terms of HAR 1.2."""

from __future__ import annotations

from typing import NotRequired, TypedDict
from urllib.parse import unquote

from unisono.text.source import Text
from unisono.wire.request import Request
from unisono.wire.urls import read_pairs, split_url


class NameValue(TypedDict):
    name: str
    value: str


class PostData(TypedDict):
    """`comment` is there only where `text` lacks content that is not known."""

    mimeType: str
    text: str
    comment: NotRequired[str]


class HarRequest(TypedDict, total=False):
    """A `request` object of HAR 1.2. `postData` is there only when the request has content."""

    method: str
    url: str
    httpVersion: str
    headers: list[NameValue]
    queryString: list[NameValue]
    cookies: list[NameValue]
    postData: PostData
    headersSize: int
    bodySize: int


def to_har(request: Request) -> HarRequest:
    """The request as a HAR 1.2 request object. Sizes are -1, HAR's word for unknown."""
    har: HarRequest = {
        "method": request.method.value,
        "url": request.url.value,
        "httpVersion": "HTTP/1.1",
        "headers": [{"name": f.name.value, "value": f.value.value} for f in request.fields],
        "queryString": _query(request.url),
        "cookies": _cookies(request),
        "headersSize": -1,
        "bodySize": -1,
    }
    if request.content is not None:
        har["postData"] = _post_data(request.content.text, request.media_type)
    return har


def _post_data(content: Text, media_type: Text | None) -> PostData:
    """Content as HAR has it. What comes from a file (its placeholder is `@` and the file's name) is not known, and left out."""
    runs = list(content.runs())
    files = [run.value for run, is_placeholder in runs if is_placeholder and run.value.startswith("@")]
    text = "".join(run.value for run, is_placeholder in runs if not (is_placeholder and run.value.startswith("@")))
    data: PostData = {"mimeType": media_type.value if media_type else "", "text": text}
    if files:
        data["comment"] = f"without the content of {', '.join(files)}, which is not known"
    return data


def _query(url: Text) -> list[NameValue]:
    """The decoded pairs of a URL's query, in order; a name without `=` has an empty value."""
    return [{"name": pair.name, "value": pair.value.value if pair.value else ""} for pair in read_pairs(split_url(url).query)]


def _cookies(request: Request) -> list[NameValue]:
    cookies: list[NameValue] = []
    for field in request.fields:
        if field.name.value.lower() == "cookie":
            for pair in field.value.value.split(";"):
                name, _, value = pair.strip().partition("=")
                if name:
                    cookies.append({"name": name, "value": unquote(value)})
    return cookies
