"""An OpenAPI Overlay 1.0 (<https://spec.openapis.org/overlay/v1.0.0>): the samples of a site, for a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from unisono.exports.collection import Collection, Endpoint
from unisono.exports.formats import File
from unisono.exports.formats.openapi.document import METHODS
from unisono.exports.formats.openapi.operations import code_sample
from unisono.exports.yaml import yaml_file

TITLE = "OpenAPI Overlay"
ENDING = ".yaml"


def write(collection: Collection) -> Iterator[File]:
    """One file. Only samples of which it is known that they send the page's request are in it."""
    actions = [action for endpoint in collection.endpoints for action in _action(endpoint, collection)]
    info = {"title": f"Samples of {collection.title}", "version": "1.0.0"}
    yield yaml_file({"overlay": "1.0.0", "info": info, "actions": actions})


def _action(endpoint: Endpoint, collection: Collection) -> Iterator[dict[str, Any]]:
    page = endpoint.page
    if page.target is None or page.method not in METHODS:
        collection.leave_out(endpoint, "its page says no path, or no method of OpenAPI")
        return
    proven = [checked.sample for checked in endpoint.checked.samples if checked.shown == "agree"]
    if proven and len(proven) < len(endpoint.checked.samples):
        collection.losses.add("a sample is left out that is not known to send the page's request", endpoint.place)
    if not proven:
        collection.leave_out(endpoint, "no sample of it is known to send the page's request")
        return
    path = page.target.path.replace("\\", "\\\\").replace("'", "\\'")
    target = f"$.paths['{path}'].{page.method.lower()}"
    yield {"target": target, "update": {"x-codeSamples": [code_sample(sample) for sample in proven]}}
