"""An endpoint's page as an operation: parameters, content, answers, security and samples."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from unisono.exports.collection import Endpoint, Losses, Named
from unisono.exports.formats.openapi.schemas import Schema, Schemas
from unisono.exports.formats.openapi.sent import cookies_of, values_sent, with_example
from unisono.exports.responses import responses, written_in
from unisono.languages import languages
from unisono.languages.writing import Wanted, is_file
from unisono.pages.documentation import Documentation, documentation_of
from unisono.pages.header_fields import field_names, needs_documentation
from unisono.pages.model import EndpointPage, Example, Sample, shown_description
from unisono.pages.parameter_names import names_of, words
from unisono.pages.parameters import Parameter, ParameterGroup, Place
from unisono.pages.stated import stated_of
from unisono.pages.statuses import STATUS, meanings_of, only_success, phrase_of
from unisono.text.json import Node, json_text
from unisono.text.regex import regex
from unisono.wire.request import Request

_KEY = regex(r"(?:x-)?(?:.+-)?(?:(?:api|app|access|auth|client|subscription)-?(?:key|token|secret)|token)", re.IGNORECASE)
_NOT_PARAMETERS = frozenset({"accept", "content-type", "authorization"})
"""Header fields that are no parameters of an operation (OpenAPI 3.1, 4.8.12.2.1)."""

_WITH_CONTENT = frozenset({"POST", "PUT", "PATCH"})
"""Methods whose requests have content where a page lists some (RFC 9110, 9.3)."""

_OF_NO_PLACE = "listed parameters that no sample sends: in the query or in the content, the page does not say"
_OF_NOTHING = "lists of parameters that are neither of the request nor of the content of an answer"
_OF_COOKIES = regex(r"\bcookies?\b", re.IGNORECASE)
_WORD = regex(r"[A-Za-z0-9]+")
_OTHERWISE = "The page does not say what is answered."


class Operations:
    """Those of a document, with the security schemes that they need. `media_type` is that of content of which none is shown."""

    def __init__(self, losses: Losses, media_type: str) -> None:
        self.losses = losses
        self.media_type = media_type
        self.schemes: dict[str, dict[str, Any]] = {}
        self._ids: set[str] = set()

    def operation(self, endpoint: Endpoint, renamed: dict[str, str]) -> dict[str, Any]:
        """The operation object. `renamed` has the names that the path has for its parameters, by the page's."""
        page = endpoint.page
        return dict(self._members(endpoint, page, renamed))

    def _members(self, endpoint: Endpoint, page: EndpointPage, renamed: dict[str, str]) -> Iterator[tuple[str, Any]]:
        documentation = documentation_of(page)
        schemas = Schemas(documentation, endpoint.checked.settings.types)
        if endpoint.folder:
            yield "tags", [_tag(endpoint.folder)]
        yield "summary", endpoint.name
        if description := shown_description(page):
            yield "description", description.value.strip()
        yield "operationId", self._id(endpoint.name)
        if page.deprecation is not None:
            yield "deprecated", True
        requests = [named.request for named in endpoint.requests]
        security = [one for one in dict.fromkeys(self._security(request) for request in requests) if one]
        parameters = [*_parameters(documentation, schemas, requests, renamed), *_cookies(page, schemas, requests)]
        if _is_listed_elsewhere(page, {one["name"].lower() for one in parameters}):
            self.losses.add(_OF_NOTHING, endpoint.place)
        if parameters:
            shown = {
                (place, renamed.get(name, name)): sent for (place, name), sent in values_sent(requests, page.target).items()
            }
            yield "parameters", [with_example(one, shown.get((one["in"], one["name"]), [])) for one in parameters]
        if body := self._body(endpoint, page, documentation, schemas):
            yield "requestBody", body
        elif _listed_content(documentation, schemas):
            self.losses.add(_OF_NO_PLACE, endpoint.place)
        yield "responses", _responses(page, documentation, schemas)
        if security:
            yield "security", [{name: []} for name in security]
        if samples := [code_sample(sample) for sample in page.samples]:
            yield "x-codeSamples", samples

    def _id(self, name: str) -> str:
        found = [word.lower() for word in _WORD.findall(unicodedata.normalize("NFKD", name))]
        made = own = "".join([*found[:1], *(word.capitalize() for word in found[1:])]) or "operation"
        number = 1
        while own in self._ids:
            number += 1
            own = f"{made}{number}"
        self._ids.add(own)
        return own

    def _security(self, request: Request) -> str | None:
        """The name of the scheme that the request's credentials are of."""
        for field in request.fields:
            name = field.name.value
            if name.lower() == "authorization":
                kind = field.value.value.partition(" ")[0]
                if kind.lower() in {"basic", "bearer", "digest"}:
                    self.schemes[kind.lower()] = {"type": "http", "scheme": kind.lower()}
                    return kind.lower()
                self.schemes["authorization"] = {"type": "apiKey", "in": "header", "name": "Authorization"}
                return "authorization"
            if _KEY.fullmatch(name.replace("_", "-")):
                self.schemes[name] = {"type": "apiKey", "in": "header", "name": name}
                return name
        return None

    def _body(
        self, endpoint: Endpoint, page: EndpointPage, documentation: Documentation, schemas: Schemas
    ) -> dict[str, Any] | None:
        content: dict[str, dict[str, Any]] = {}
        for named in endpoint.requests:
            if not has_content(named.request):
                continue
            wanted = Wanted(named.request)
            media_type = wanted.essence or "application/octet-stream"
            entry = content.setdefault(media_type, {})
            self._describe(entry, wanted, page, schemas, documentation)
            if wanted.file is None and (wanted.json is None or not page.request_examples):
                _put(entry.setdefault("examples", {}), _name_of(named, endpoint), _example(wanted))
        sent = frozenset(content)
        for example in page.request_examples if content else ():
            kind = written_in(example)
            if kind is not None and kind not in sent:
                _put(content.setdefault(kind, {}).setdefault("examples", {}), example.caption, _value(example))
        if not content and page.method in _WITH_CONTENT and (listed := _listed_content(documentation, schemas)):
            return {"content": {self.media_type: {"schema": listed}}, **({"required": True} if "required" in listed else {})}
        required = len(endpoint.requests) == sum(has_content(named.request) for named in endpoint.requests)
        return {"content": content, **({"required": True} if required else {})} if content else None

    def _describe(
        self, entry: dict[str, Any], wanted: Wanted, page: EndpointPage, schemas: Schemas, documentation: Documentation
    ) -> None:
        node = wanted.json
        section = documentation.section(Place.REQUEST)
        schema = schemas.of_content(section, node, request=True)
        if wanted.file is not None:
            schema = None
        elif wanted.parts is not None:
            schema = _of_parts(schema, wanted)
        if schema is not None:
            entry.setdefault("schema", schema)
        if wanted.json is not None and "examples" not in entry and page.request_examples:
            entry["examples"] = {}
            for example in page.request_examples:
                if written_in(example) in {None, wanted.essence}:
                    _put(entry["examples"], example.caption, _value(example))


def _listed_content(documentation: Documentation, schemas: Schemas) -> Schema | None:
    """The content that a page lists and none of its samples sends."""
    schema = schemas.of_content(documentation.section(Place.REQUEST), None, request=True)
    in_url = {one.name for one in documentation.query} | {one.name.value for one in documentation.path_parameters}
    properties = {name: value for name, value in (schema or {}).get("properties", {}).items() if name not in in_url}
    if schema is None or not (properties or "additionalProperties" in schema):
        return None
    required = [name for name in schema.get("required", ()) if name in properties]
    rest = {name: value for name, value in schema.items() if name not in {"properties", "required"}}
    return {**rest, "properties": properties, **({"required": required} if required else {})}


def has_content(request: Request) -> bool:
    """Whether a request has content that is not empty."""
    return request.content is not None and request.content.text.value != ""


def _name_of(named: Named, endpoint: Endpoint) -> str:
    """What tells a request from the others of its endpoint."""
    return named.name.removeprefix(endpoint.name).strip(": ") or "Example"


def _of_parts(schema: Schema | None, wanted: Wanted) -> Schema:
    found = dict(schema or {"type": "object"})
    listed = dict(found.get("properties", {}))
    for part in wanted.parts or ():
        if is_file(part):
            listed[part.name.value] = {**listed.get(part.name.value, {}), "type": "string", "format": "binary"}
        else:
            listed.setdefault(part.name.value, {"type": "string"})
    found["properties"] = listed
    return found


def _example(wanted: Wanted) -> Any:
    if wanted.parts is not None:
        return _together((part.name.value, part.value.value) for part in wanted.parts if not is_file(part))
    text = wanted.text.value if wanted.text else ""
    if wanted.json is not None:
        return _parsed(text)
    if wanted.form is not None:
        return _together(("".join(map(_shown, pair.name)), "".join(map(_shown, pair.value or ()))) for pair in wanted.form)
    return text


def _together(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Pairs as an object, those of one name as an array (OpenAPI 3.1, 4.8.14.4)."""
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return {name: values if len(values) > 1 else values[0] for name, values in found.items()}


def _shown(piece: object) -> str:
    return piece if isinstance(piece, str) else f"${getattr(piece, 'name', piece)}"


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _value(example: Example) -> Any:
    node = example.json
    if isinstance(node, Node):
        return _parsed(json_text(node).value)
    return example.code.stripped().value


def _put(examples: dict[str, Any], name: str, value: Any) -> None:
    own, number = " ".join(name.split()) or "Example", 1
    while own in examples:
        number += 1
        own = f"{name} {number}"
    examples[own] = {"value": value}


def _parameters(
    documentation: Documentation,
    schemas: Schemas,
    requests: Iterable[Request],
    renamed: dict[str, str],
) -> Iterator[dict[str, Any]]:
    """Those of the path, the query and the header fields, each once."""
    listed = _listed(documentation)
    for name in dict.fromkeys(parameter.name.value for parameter in documentation.path_parameters):
        known = next((one for one in listed if words(name) in map(words, names_of(one))), None)
        yield {"name": renamed.get(name, name), "in": "path", "required": True, **_said(known, schemas)}
    in_path = {words(parameter.name.value) for parameter in documentation.path_parameters}
    seen: set[str] = set()
    own = documentation.listing(Place.QUERY)
    of_query = {name for one in (own.parameters if own else ()) for name in names_of(one)}
    sent = {one.name: one for one in documentation.query}
    for parameter in listed:
        for name in names_of(parameter):
            if words(name) in in_path or name in seen or (name not in of_query and name not in sent):
                continue
            seen.add(name)
            yield {"name": name, "in": "query", **_required(parameter), **_said(parameter, schemas)}
    for name in sent:
        if name not in seen and words(name) not in in_path:
            seen.add(name)
            yield {"name": name, "in": "query", "schema": {}}
    yield from _header_parameters(documentation, schemas, requests, listed)


def _header_parameters(
    documentation: Documentation, schemas: Schemas, requests: Iterable[Request], listed: Iterable[Parameter]
) -> Iterator[dict[str, Any]]:
    """Those that the page lists as such or that it lists and requests have, and others that requests have."""
    fields = [field.name.value for request in requests for field in request.fields]
    sent, seen = {name.lower() for name in fields}, set(_NOT_PARAMETERS)
    others = (one for one in listed if any(name.lower() in sent for name in names_of(one)))
    for parameter in (*documentation.header_fields.parameters, *others):
        for name in field_names(parameter):
            if name.lower() not in seen and not _KEY.fullmatch(name.replace("_", "-")):
                seen.add(name.lower())
                yield {"name": name, "in": "header", **_required(parameter), **_said(parameter, schemas)}
    for name in fields:
        if name.lower() not in seen and needs_documentation(name):
            seen.add(name.lower())
            yield {"name": name, "in": "header", "schema": {"type": "string"}}


def _cookies(page: EndpointPage, schemas: Schemas, requests: Iterable[Request]) -> Iterator[dict[str, Any]]:
    """The cookies that the page lists as such, and others that requests carry."""
    known: dict[str, Parameter | None] = {}
    for group in page.parameter_groups:
        if _is_of_cookies(group):
            known |= {name: one for one in group.parameters for name in names_of(one)}
    for request in requests:
        known = {**dict.fromkeys(cookies_of(request)), **known}
    for name, parameter in known.items():
        required = _required(parameter) if parameter else {}
        if name:  # browsers send a word without `=` as a cookie without a name, and OpenAPI has none
            yield {"name": name, "in": "cookie", **required, **_said(parameter, schemas)}


def _is_of_cookies(group: ParameterGroup) -> bool:
    return group.place is Place.OTHER and group.heading is not None and _OF_COOKIES.search(group.heading.value) is not None


def _is_listed_elsewhere(page: EndpointPage, known: set[str]) -> bool:
    """Whether a list says of what it is, and that is nothing that the document has."""
    return any(
        name.lower() not in known and not STATUS.match(name) and not _SEVERAL.fullmatch(name)
        for group in page.parameter_groups
        if group.place is Place.OTHER and group.heading is not None and group.subject is None
        for one in group.parameters
        for name in names_of(one)
    )


def _listed(documentation: Documentation) -> list[Parameter]:
    """The parameters that may be of the URL or in header fields."""
    found = []
    for place in (Place.PATH, Place.QUERY, Place.REQUEST, Place.OTHER):
        if listing := documentation.listing(place):
            found += [*listing.parameters]
    return found


def _required(parameter: Parameter) -> dict[str, Any]:
    return {"required": True} if parameter.required else {}


def _said(parameter: Parameter | None, schemas: Schemas) -> dict[str, Any]:
    if parameter is None:
        return {"schema": {"type": "string"}}
    schema, text = schemas.of_value(parameter)
    return {**({"description": text} if text else {}), "schema": schema}


def _responses(page: EndpointPage, documentation: Documentation, schemas: Schemas) -> dict[str, Any]:
    found: dict[str, dict[str, Any]] = {}
    said = {**_of_several(page), **dict(meanings_of(page.body))}
    for response in responses(page):
        entry = found.setdefault(response.status, _meaning(response.status, said))
        content = entry.setdefault("content", {}).setdefault(response.media_type or "text/plain", {})
        node = response.example.json
        if isinstance(node, Node) and "schema" not in content:
            section = documentation.answer(response.status)
            if schema := schemas.of_content(section, node, request=False):
                content["schema"] = schema
        _put(content.setdefault("examples", {}), response.name, _value(response.example))
    section = documentation.section(Place.RESPONSE)
    if not any(status.startswith("2") for status in found) and (schema := schemas.of_content(section, None, request=False)):
        status = only_success(said) or "200"
        found[status] = {**_meaning(status, said), "content": {"application/json": {"schema": schema}}}
    for status in said:
        found.setdefault(status, _meaning(status, said))
    found = {"default" if status == "error" else status: entry for status, entry in sorted(found.items())}
    return found or {"default": {"description": _OTHERWISE}}


def _of_several(page: EndpointPage) -> dict[str, str]:
    """What a list of statuses says that has some for several at once (`4XX`, `default`), as that of an imported page may."""
    for group in page.parameter_groups:
        named = [one for one in group.parameters if _SEVERAL.fullmatch(one.name.value)]
        others = [one for one in group.parameters if one not in named]
        if named and all(STATUS.fullmatch(one.name.value) for one in others) and (others or _is_of_codes(group)):
            return {one.name.value: stated_of(one).rest.strip() for one in group.parameters}
    return {}


_SEVERAL = regex(r"default|[1-5]XX")


def _is_of_codes(group: ParameterGroup) -> bool:
    return group.heading is not None and re.search(r"(?i)\b(?:codes?|status(?:es)?)\b", group.heading.value) is not None


def _meaning(status: str, said: dict[str, str]) -> dict[str, Any]:
    if _SEVERAL.fullmatch(status):
        return {"description": said[status] or _OTHERWISE}
    phrase = "Error" if status == "error" else phrase_of(status)
    return {"description": said.get(status) or phrase or f"Status {status}"}


def code_sample(sample: Sample) -> dict[str, Any]:
    lang = sample.info.value.split()[0] if sample.info and sample.info.value.split() else ""
    if not lang and sample.language:
        lang = languages()[sample.language].lexer
    return {"lang": lang or sample.title, "label": sample.title, "source": sample.code.value.strip("\n")}


def _tag(folder: str) -> str:
    return folder.rpartition("/")[2].replace("_", " ").replace("-", " ").strip().capitalize() or folder
