"""An HTTP Archive, HAR 1.2 (<http://www.softwareishard.com/blog/har-12-spec/>): each request as one entry."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from unisono.exports.collection import Collection, Endpoint, Named
from unisono.exports.formats import File
from unisono.exports.responses import Response, responses
from unisono.languages.writing import variables_of
from unisono.wire.har import to_har
from unisono.wire.request import BOUNDARY

TITLE = "HAR 1.2"
ENDING = ".har"
_NEVER = "1970-01-01T00:00:00.000Z"
"""When it was sent: no entry was. An export of the same pages is the same."""


def write(collection: Collection) -> Iterator[File]:
    """One file. The answer of an entry is the first example of a success; without one its status is 0."""
    entries = [_entry(endpoint, named) for endpoint, named in collection.requests]
    for endpoint, named in collection.requests:
        if [*variables_of(named.request)]:
            collection.losses.add("HAR has no variables: they stand in the values as the sample has them", endpoint.place)
        if "comment" in to_har(named.request).get("postData", {}):
            collection.losses.add("HAR has no files: what is in them is left out", endpoint.place)
    creator = {"name": "Unisono", "version": version("unisono")}
    log = {"version": "1.2", "creator": creator, "entries": entries, "comment": collection.title}
    yield File("", json.dumps({"log": log}, indent=2, ensure_ascii=False) + "\n")


def _entry(endpoint: Endpoint, named: Named) -> dict[str, Any]:
    shown = next((one for one in responses(endpoint.page) if one.code and one.code < 300), None)
    return {
        "startedDateTime": _NEVER,
        "time": 0,
        "request": _request(named),
        "response": _response(shown),
        "cache": {},
        "timings": {"send": 0, "wait": 0, "receive": 0},
        "comment": named.name,
    }


def _request(named: Named) -> dict[str, Any]:
    """As `unisono inspect` has it, but that multipart content says its boundary."""
    har: dict[str, Any] = dict(to_har(named.request))
    media_type = named.request.media_type
    if named.request.content is not None and named.request.content.parts is not None and media_type is not None:
        said = media_type.value
        if "boundary=" not in said.lower():
            said = f"{said}; boundary={BOUNDARY}"
        har["postData"]["mimeType"] = said
        har["headers"] = [
            {**field, "value": said} if field["name"].lower() == "content-type" else field for field in har["headers"]
        ]
    return har


def _response(shown: Response | None) -> dict[str, Any]:
    content: dict[str, Any] = {"size": 0, "mimeType": ""}
    if shown is not None:
        size = len(shown.text.encode("utf-8", "surrogatepass"))
        content = {"size": size, "mimeType": shown.media_type or "text/plain", "text": shown.text}
    return {
        "status": shown.code if shown else 0,
        "statusText": shown.phrase if shown else "",
        "httpVersion": "HTTP/1.1",
        "headers": [],
        "cookies": [],
        "content": content,
        "redirectURL": "",
        "headersSize": -1,
        "bodySize": -1,
    }
