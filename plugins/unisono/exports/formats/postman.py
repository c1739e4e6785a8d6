"""A Postman collection, format 2.1 (<https://schema.postman.com/collection/json/v2.1.0/draft-07/docs/index.html>)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from unisono.checking.declared import Undeclared
from unisono.exports.collection import Collection, Endpoint, Losses, Named
from unisono.exports.formats import File
from unisono.exports.limits import file_of, latin
from unisono.exports.responses import Response, responses
from unisono.languages.writing import Unwritable, Wanted, braced, pieces
from unisono.pages.model import shown_description
from unisono.wire.request import Part

TITLE = "Postman"
ENDING = ".json"
_SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"


def write(collection: Collection) -> Iterator[File]:
    """One file. The folders are those of the pages; variables are the collection's, without values."""
    root: list[dict[str, Any]] = []
    folders = {"": root}
    for endpoint in collection.endpoints:
        for named in endpoint.requests:
            try:
                item = _item(endpoint, named, collection)
            except (Unwritable, Undeclared) as error:
                collection.losses.leave_out(f"Postman {error}", endpoint.place, named.name)
                continue
            _folder(endpoint.folder, folders).append(item)
    document: dict[str, Any] = {"info": {"name": collection.title, "schema": _SCHEMA}, "item": root}
    if variables := collection.variables():
        document["variable"] = [{"key": name, "value": "", "type": "string"} for name in variables]
    yield File("", json.dumps(document, indent=2, ensure_ascii=False) + "\n")


def _folder(path: str, folders: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    if path not in folders:
        above, _, name = path.rpartition("/")
        folders[path] = []
        _folder(above, folders).append({"name": name, "item": folders[path]})
    return folders[path]


def _item(endpoint: Endpoint, named: Named, collection: Collection) -> dict[str, Any]:
    request = _request(endpoint, named, collection)
    item: dict[str, Any] = {"name": named.name, "request": request}
    if behavior := _behavior(Wanted(named.request)):
        item["protocolProfileBehavior"] = behavior
    item["response"] = [
        {"name": one.name, **({"originalRequest": request} if number < _WITH_REQUEST else {}), **_response(one)}
        for number, one in enumerate(responses(endpoint.page))
    ]
    return item


def _behavior(wanted: Wanted) -> dict[str, Any]:
    """What keeps Postman from leaving out the content of such a request, and from saying a media type of its own."""
    if wanted.text is None:
        return {}
    pruned = {"disableBodyPruning": True} if wanted.method in {"GET", "HEAD"} else {}
    own = {"disabledSystemHeaders": {"content-type": True}} if wanted.media_type is None else {}
    return {**pruned, **own}


def _request(endpoint: Endpoint, named: Named, collection: Collection) -> dict[str, Any]:
    wanted = Wanted(named.request)
    own = wanted.fields if wanted.credentials else wanted.fields_besides_credentials if wanted.login else wanted.fields
    fields = [{"key": f.name.value, "value": latin(braced(pieces(f.value)))} for f in own]
    if wanted.media_type is not None and wanted.parts is None:
        fields.append({"key": "Content-Type", "value": wanted.media_type})
    request: dict[str, Any] = {"method": wanted.method, "header": fields, "url": braced(wanted.url)}
    if wanted.login and not wanted.credentials:
        values = zip(("username", "password"), map(braced, wanted.login), strict=True)
        request["auth"] = {"type": "basic", "basic": [{"key": key, "value": value, "type": "string"} for key, value in values]}
    if body := _body(endpoint, wanted, collection):
        request["body"] = body
    if description := shown_description(endpoint.page):
        request["description"] = description.value.strip()
    return request


def _body(endpoint: Endpoint, wanted: Wanted, collection: Collection) -> dict[str, Any] | None:
    if wanted.parts is not None:
        return {"mode": "formdata", "formdata": [_part(part, endpoint, collection.losses) for part in wanted.parts]}
    if wanted.file is not None:
        return {"mode": "file", "file": {"src": wanted.file}}
    if wanted.text is None:
        return None
    body: dict[str, Any] = {"mode": "raw", "raw": braced(pieces(wanted.text))}
    if wanted.json is not None:
        body["options"] = {"raw": {"language": "json"}}
    return body


def _part(part: Part, endpoint: Endpoint, losses: Losses) -> dict[str, Any]:
    if '"' in part.name.value:
        raise Unwritable("does not escape quotation marks in the name of a part")
    file = file_of(part, "Postman", losses, endpoint.place)
    found: dict[str, Any] = {"key": part.name.value}
    found |= {"type": "text", "value": braced(pieces(part.value))} if file is None else {"type": "file", "src": file}
    if part.media_type is not None:
        found["contentType"] = part.media_type.value
    return found


_WITH_REQUEST = 100
"""Responses of a request that have it, as Postman saves them; those of one with thousands would be as many copies of it."""


def _response(response: Response) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if response.code is not None:
        found |= {"status": response.phrase, "code": response.code}
    fields = [{"key": "Content-Type", "value": response.media_type}] if response.media_type else []
    return {**found, "header": fields, "body": response.text, "_postman_previewlanguage": "json" if fields else "text"}
