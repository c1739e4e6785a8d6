"""The document: paths, servers, tags and security of all endpoints."""

from __future__ import annotations

from collections import Counter
from typing import Any

from unisono.exports.collection import Collection, Endpoint
from unisono.exports.formats.openapi.operations import Operations, has_content
from unisono.languages.writing import Wanted
from unisono.text.regex import regex
from unisono.wire.target import Target
from unisono.wire.urls import split_url

_PARAMETER = regex(r"\{([^{}]*)\}")
METHODS = ("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE")
"""The methods that a document has operations of (OpenAPI 3.1, 4.8.9)."""


def document(collection: Collection) -> dict[str, Any]:
    """The document of a collection. What it has no place for is told to `losses`."""
    found: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": collection.title, "version": "1.0.0"},
    }
    servers = Counter(server for endpoint in collection.endpoints if (server := _server(endpoint)))
    common = servers.most_common(1)[0][0] if servers else None
    if common:
        found["servers"] = [{"url": common}]
    operations = Operations(collection.losses, _media_type(collection))
    paths = _paths(collection, operations, common)
    tags = dict.fromkeys(tag for path in paths.values() for one in path.values() for tag in one.get("tags", ()))
    if tags:
        found["tags"] = [{"name": tag} for tag in tags]
    found["paths"] = paths
    if operations.schemes:
        found["components"] = {"securitySchemes": operations.schemes}
    return found


def _media_type(collection: Collection) -> str:
    """That of most requests with content: what a page sends that lists content and shows none."""
    found = Counter(Wanted(named.request).essence for _, named in collection.requests if has_content(named.request))
    return next((essence for essence, _ in found.most_common() if essence), "application/json")


def _paths(collection: Collection, operations: Operations, common: str | None) -> dict[str, dict[str, Any]]:
    paths: dict[str, dict[str, Any]] = {}
    names: dict[str, str] = {}
    for endpoint in collection.endpoints:
        method, target = endpoint.page.method, endpoint.page.target
        if target is None:
            collection.leave_out(endpoint, "its page says no path")
            continue
        if method not in METHODS:
            collection.leave_out(endpoint, f"OpenAPI has no method {method}")
            continue
        path = _path(target)
        if method.lower() in paths.get(names.get(_PARAMETER.sub("{}", path), path), {}):
            path += _fragment(target)
        same = names.setdefault(_PARAMETER.sub("{}", path), path)  # two that differ in names only are one (4.8.8)
        if method.lower() in paths.get(same, {}):
            collection.leave_out(endpoint, f"another page has {method} {same}, too")
            continue
        renamed = dict(zip(_PARAMETER.findall(path), _PARAMETER.findall(same), strict=True))
        operation = operations.operation(endpoint, renamed)
        if (server := _server(endpoint)) and server != common:
            operation["servers"] = [{"url": server}]
        paths.setdefault(same, {})[method.lower()] = operation
    return paths


def _path(target: Target) -> str:
    return target.path.rstrip("?") or "/"


def _fragment(target: Target) -> str:
    """What stands behind the path and is not sent: some documents tell operations apart by it (`/#X-Amz-Target=…`)."""
    mark, fragment = target.text.value.partition("#")[1:]
    return mark + fragment


def _server(endpoint: Endpoint) -> str | None:
    """What stands before the page's path in the URL of its request; None where that has no host that is known."""
    target = endpoint.page.target
    for named in endpoint.requests:
        url = split_url(named.request.url)
        origin = named.request.url.slice(0, len(url.scheme) + len("://") + len(url.authority))
        if target is not None and url.authority.value and not origin.has_placeholder:
            return origin.value + _base(url.path.value, target)
    return None


def _base(path: str, target: Target) -> str:
    """The segments of a request's path before those of the page's."""
    segments, own = path.strip("/").split("/"), target.path.strip("/").split("/")
    before = segments[: max(0, len(segments) - len(own))]
    return "".join(f"/{segment}" for segment in before)
