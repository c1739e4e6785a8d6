"""A request in the terms of HAR 1.2."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NotRequired, TypedDict
from urllib.parse import quote, quote_plus, unquote, unquote_plus

from unisono.text.regex import regex
from unisono.text.source import Source, Text
from unisono.wire.request import TOKEN, Content, Field, Part, Request, essence
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


class HarError(Exception):
    """What was given is no HAR 1.2 request; the message names the member, and what was expected."""


def read_har(document: str) -> Request:
    """The request that a HAR 1.2 request object says, from its text, in JSON.

    The object may stand alone or be the `request` of an entry, or of the only entry of a log. What a client finds by itself is
    left out: HTTP/2's pseudo header fields (RFC 9113, 8.3), the content's length, a `Host` that the URL says. Members besides
    those of HAR 1.2 are passed over. Raises HarError.
    """
    try:
        found = json.loads(document, parse_int=str, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise HarError(f"it is not JSON ({error}); give one HAR 1.2 request object") from None
    return _Har(_request_in(found)).request()


def _request_in(found: object) -> Mapping[str, Any]:
    """The request object in a document."""
    if isinstance(found, dict) and isinstance(log := found.get("log"), dict):
        entries = log.get("entries")
        if not isinstance(entries, list) or len(entries) != 1:
            count = len(entries) if isinstance(entries, list) else "no"
            raise HarError(f"the log has {count} entries; give one of them, or its request")
        found = entries[0]
    if isinstance(found, dict) and isinstance(found.get("request"), dict):
        found = found["request"]
    if not isinstance(found, dict):
        raise HarError("it is no JSON object; give one HAR 1.2 request object")
    return found


_ABSOLUTE = regex(r"(?:https?://|\{\{|\$|\{)[^\s/?#]", re.IGNORECASE)
_NOT_SENT = frozenset({"content-length", "connection", "transfer-encoding", "keep-alive"})


class _Har:
    """A request object that is being read. Every value comes from one line, as which the request has its places."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given = given
        self.source = Source("HAR", " ")

    def request(self) -> Request:
        method, url = self._string(self.given, "method", ""), self._string(self.given, "url", "")
        if not TOKEN.fullmatch(method):
            raise HarError(f"method is {method!r}, which is no token (RFC 9110, 9.1); write a method such as GET")
        if not _ABSOLUTE.match(url):
            raise HarError(f"url is {url!r}; write an absolute URL such as https://api.example.com/orders/")
        fields = [*self._fields(url)]
        content, media_type = self._content(fields)
        if content is not None and media_type and not any(name.lower() == "content-type" for name, _ in fields):
            fields.append(("Content-Type", media_type))
        made = tuple(Field(self._text(name), self._text(value)) for name, value in fields)
        return Request(self._text(method), self._text(self._url(url)), made, content, self._text("").span())

    def _text(self, value: str) -> Text:
        return Text.decoded(value, Text.of(self.source).span())

    def _string(self, given: Mapping[str, Any], name: str, at: str, default: str | None = None) -> str:
        found = given.get(name, default)
        if not isinstance(found, str):
            raise HarError(f"{at}{name} is {'not there' if found is None else 'no string'}; HAR 1.2 has a string there")
        return found

    def _pairs(self, given: Mapping[str, Any], name: str, at: str = "") -> Iterator[tuple[str, str]]:
        found = given.get(name) or []
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            raise HarError(f"{at}{name} is no list of objects; HAR 1.2 has one with 'name' and 'value' in each")
        for number, item in enumerate(found):
            place = f"{at}{name}[{number}]."
            yield self._string(item, "name", place), self._string(item, "value", place, "")

    def _url(self, url: str) -> str:
        """The URL, with the query from `queryString` where it has none itself."""
        whole, query = url.partition("#")[0], [*self._pairs(self.given, "queryString")]
        if query and "?" not in whole:
            whole += "?" + "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in query)
        elif query:
            own = (pair.partition("=")[0] for pair in whole.partition("?")[2].split("&"))
            self._same("url", own, "queryString", query)
        return whole

    def _same(self, here: str, names: Iterable[str], there: str, listed: Iterable[tuple[str, str]]) -> None:
        """Raises HarError where a member has what the other, which counts, has not. What is listed may be percent-encoded as
        there, or decoded: HAR 1.2 does not say, and what writes it has both."""
        known = {form.strip() for name in names for form in (name, unquote(name), unquote_plus(name))}
        if lacking := sorted({name.strip() for name, _ in listed} - known):
            raise HarError(f"{there} has {', '.join(map(repr, lacking))}, and {here} has not; say the same in both, or in one")

    def _fields(self, url: str) -> Iterator[tuple[str, str]]:
        names = set()
        for name, value in self._pairs(self.given, "headers"):
            lower = name.lower()
            if name.startswith(":") or lower in _NOT_SENT:
                continue
            if not TOKEN.fullmatch(name) or re.search(r"[\r\n\0]", value):
                raise HarError(f"headers has the field {name!r}: {value!r}, which is none (RFC 9110, 5); correct it")
            if lower == "host" and value.lower() == split_url(self._text(url)).authority.value.lower():
                continue
            names.add(lower)
            yield name, value
        cookies = [*self._pairs(self.given, "cookies")]
        if cookies and "cookie" not in names:
            yield "Cookie", "; ".join(f"{name}={value}" for name, value in cookies)
        elif cookies:
            sent = (value for name, value in self._pairs(self.given, "headers") if name.lower() == "cookie")
            own = (pair.partition("=")[0] for value in sent for pair in value.split(";"))
            self._same("the field Cookie", own, "cookies", cookies)

    def _content(self, fields: list[tuple[str, str]]) -> tuple[Content | None, str]:
        """The content, and its media type; the boundary of multipart content is the client's business where parts are given."""
        data = self.given.get("postData")
        if data is None:
            return None, ""
        if not isinstance(data, dict):
            raise HarError("postData is no object; HAR 1.2 has one with 'mimeType' and 'text' or 'params'")
        if data.get("encoding"):
            raise HarError("postData has an 'encoding', which HAR 1.2 has in answers alone; write the text as it is sent")
        media_type = self._string(data, "mimeType", "postData.", "")
        said = next((value for name, value in fields if name.lower() == "content-type"), media_type)
        text = self._string(data, "text", "postData.", "")
        params = [*self._pairs(data, "params", "postData.")]
        if text or not params:
            return Content(self._text(text)), media_type
        if essence(said).startswith("multipart/"):
            return self._multipart(data["params"], fields), media_type
        if any(param.get("fileName") for param in data["params"]):
            kind = f"{essence(said)}, which has none" if said else "said to be of no type"
            raise HarError(f"postData.params has a file, and the content is {kind}; say multipart/form-data")
        form = "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in params)
        return Content(self._text(form)), media_type or "application/x-www-form-urlencoded"

    def _multipart(self, params: list[dict[str, Any]], fields: list[tuple[str, str]]) -> Content:
        parts = [self._part(param, f"postData.params[{number}].") for number, param in enumerate(params)]
        for number, (name, value) in enumerate(fields):
            if name.lower() == "content-type":
                fields[number] = name, re.sub(r"\s*;\s*boundary=[^;]*", "", value)
        return Content.multipart(parts, self._text("").span())

    def _part(self, param: Mapping[str, Any], at: str) -> Part:
        """One part. HAR has the name of a file; what is in it is known only where the value says it."""
        filename, media_type = (self._string(param, name, at, "") for name in ("fileName", "contentType"))
        value = self._string(param, "value", at, "")
        text = Text.placeholder("@" + filename, self._text("").span()) if filename and not value else self._text(value)
        name = self._text(self._string(param, "name", at))
        return Part(name, text, self._text(filename) if filename else None, self._text(media_type) if media_type else None)
