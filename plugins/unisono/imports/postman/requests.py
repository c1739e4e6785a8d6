"""One request of a collection → its page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import field
from http import HTTPMethod
from urllib.parse import quote, unquote_plus

from unisono.imports import Counts
from unisono.imports._endpoint_pages import Code, EndpointPage, Entry, Section, placeholder, request_title
from unisono.imports._losses import Losses
from unisono.imports._markdown import code_span, made_safe, one_line
from unisono.imports._samples import Call, FormPart, form
from unisono.imports.postman.auth import Auth
from unisono.imports.postman.variables import Variables, sole
from unisono.languages.writing import Unwritable
from unisono.records import dataclass
from unisono.text.references import At
from unisono.wire.request import TOKEN

NO_HOST = "https://api.example.com"
"""What stands for an address that the collection does not know (RFC 2606)."""

_LANGUAGES = {
    "json": ("json", "application/json"),
    "xml": ("xml", "application/xml"),
    "html": ("html", "text/html"),
    "javascript": ("js", "application/javascript"),
    "text": ("text", "text/plain"),
}


@dataclass
class Address:
    """A URL taken apart: the server, and the path and its parameters below it."""

    server: str
    path: str
    filled: str
    is_known: bool
    parameters: dict[str, Entry] = field(default_factory=dict)


def plain_description(at: At | None) -> str:
    """What is said of an entry: a text, or an object that has one."""
    found = at.get("description") if at else None
    return "" if found is None else found.text("content") if isinstance(found.value, dict) else str(found.value or "")


class Requests:
    """Writes the pages of requests."""

    def __init__(self, losses: Losses) -> None:
        self.losses = losses
        self._known: dict[str, None] = {}
        self._unknown: dict[str, None] = {}

    @property
    def servers(self) -> list[str]:
        """The addresses that samples have, for the settings; none where no host is known."""
        return [*self._known, *self._unknown] if self._known else []

    def write(self, item: At, request: At, auth: Auth, variables: Variables, position: str) -> tuple[EndpointPage, Counts]:
        """The page of a request. `auth` and `variables` are those that hold for it."""
        address = self.address(request.get("url"), variables)
        (self._known if address.is_known else self._unknown).setdefault(address.server)
        method = one_line(request.text("method")).upper() or "GET"
        name = one_line(item.text("name")) or f"{method} {address.path}"
        page = EndpointPage(address.path, name, method, position)
        page.body.append(self.described(request) or self.described(item))
        call = Call(method, address.server + address.filled)
        if method not in list(HTTPMethod):
            self.losses.add(request, f"{method[:50]} is no method of HTTP", "correct it on the page")
        count = self._parameters(page, call, request, address, auth, variables)
        count += self._body(page, call, request, variables)
        count += self._responses(page, item, variables)
        self._sample(page, call, request)
        self._left(item, request)
        return page, page.counts(count)

    def described(self, at: At | None) -> str:
        """A description, which is a text or an object with one."""
        found = at.get("description") if at else None
        if found is None:
            return ""
        safe = made_safe(found.text("content") if isinstance(found.value, dict) else str(found.value))
        for what in safe.left:
            self.losses.add(found, what, "write on the page what readers need of it")
        return safe.markdown

    def address(self, url: At | None, variables: Variables) -> Address:
        """The address of a request; what stands in the query is not in it."""
        raw = self._raw(url)
        whole = variables.known(raw.partition("#")[0].partition("?")[0]).strip()
        found = re.match(r"(?:([A-Za-z][\w+.-]*)://)?([^/]*)(.*)", whole, re.DOTALL)
        scheme, host, path = found.groups() if found else (None, "", whole)
        beginning = re.match(r"\{\{[^{}]*\}\}(?=/|\Z)", whole)
        is_known = not (beginning or not host or "{{" in host)
        if not is_known:
            server, path = NO_HOST, whole[beginning.end() :] if beginning else path
            if url is not None:
                what = f"the address {raw[:100]} names no host that is known; the sample has {NO_HOST}"
                self.losses.add(url, what, "write your own into the sample, and into 'servers' in the settings")
        else:
            server = f"{scheme or 'https'}://{host}"
        described = {at.text("key"): at for at in url.items("variable")} if url is not None else {}
        base = self._base(raw, variables, server)
        path = path.removeprefix(base) if path == base or path.startswith(f"{base}/") else path
        return self._below(server + base, path or "/", described, variables, is_known=is_known)

    def _raw(self, url: At | None) -> str:
        if url is None:
            return ""
        if isinstance(url.value, str):
            return url.value
        if url.text("raw"):
            return url.text("raw")
        parts = {name: [*url.items(name)] for name in ("host", "path")}
        host = ".".join(str(one.value) for one in parts["host"]) or url.text("host")
        path = "/".join(one.text("value") or str(one.value) for one in parts["path"]) or url.text("path").lstrip("/")
        scheme = f"{url.text('protocol')}://" if url.text("protocol") else ""
        return f"{scheme}{host}{':' + url.text('port') if url.text('port') else ''}/{path}"

    def _base(self, raw: str, variables: Variables, server: str) -> str:
        """The path in the variable that an address begins with: it is the server's."""
        beginning = re.match(r"\{\{[^{}]*\}\}(?=/|\Z)", raw.strip())
        value = variables.known(beginning[0]).rstrip("/") if beginning else ""
        return value.removeprefix(server) if value.startswith(server) else re.sub(r"^(?:\w+://)?[^/]*", "", value)

    def _below(self, server: str, path: str, described: dict[str, At], variables: Variables, *, is_known: bool) -> Address:
        path = path if path.startswith("/") else f"/{path}"
        shown, filled = [], []
        parameters: dict[str, Entry] = {}
        for segment in path.split("/")[1:]:
            name = sole(segment)
            if name is None:
                text = variables.filled(segment)
                shown.append(quote(text, safe="@:,;=+$!*~'()%{}"))
                filled.append(quote(text, safe="@:,;=+$!*~'()%"))
                continue
            plain = re.sub(r"[^\w.-]+", "_", name).strip("_") or "value"
            at = described.get(name)
            value = variables.filled(at.text("value")) if at else ""
            shown.append(f"{{{plain}}}")
            filled.append(quote(value or placeholder(name), safe="@:,;=+$!*~'()%"))
            parameters[plain] = Entry(plain, "string", True, plain_description(at))
        return Address(server, f"/{'/'.join(shown)}", f"/{'/'.join(filled)}", is_known, parameters)

    def _enabled(self, around: At | None, key: str, what: str) -> Iterator[At]:
        """The entries of a list that are switched on; the others are told."""
        for at in around.items(key) if around is not None else ():
            if at.flag("disabled"):
                self.losses.add(at, f"the {what} '{at.text('key')[:100]}' is switched off, and left out", "add it to the page")
            elif at.text("key") or at.text("value"):
                yield at

    def _parameters(
        self, page: EndpointPage, call: Call, request: At, address: Address, auth: Auth, variables: Variables
    ) -> int:
        """The parameters besides those of the content. Gives how many there are."""
        query = [*self._query(request.get("url"), variables)]
        fields = [*self._fields(request, variables)]
        call.query += [(entry.name, value) for entry, value in query]
        call.fields += [(entry.name, value) for entry, value in fields if entry.name.lower() != "content-type"]
        call.media_type = next((value for entry, value in fields if entry.name.lower() == "content-type"), "")
        credential = auth.put(call, variables, self.losses)
        entries = {
            "Path Parameters": [*address.parameters.values()],
            "Query Parameters": [entry for entry, _ in query],
            "Header Parameters": [entry for entry, _ in fields],
        }
        if credential is not None:
            listed = entries["Query Parameters" if credential.place == "query" else "Header Parameters"]
            if all(one.name.lower() != credential.entry.name.lower() for one in listed):
                listed.append(credential.entry)
        page.body += [Section(heading, "", listed).markdown() for heading, listed in entries.items() if listed]
        return sum(map(len, entries.values()))

    def _query(self, url: At | None, variables: Variables) -> Iterator[tuple[Entry, str]]:
        told: set[str] = set()
        if url is not None and isinstance(url.value, dict) and url.get("query") is not None:
            for at in self._enabled(url, "query", "query parameter"):
                name = variables.filled(unquote_plus(at.text("key")))
                value = variables.filled(unquote_plus(at.text("value"))) or placeholder(name)
                if name and name not in told:
                    told.add(name)
                    yield Entry(name, "string", False, plain_description(at)), value
                elif name:
                    yield Entry(name, "string"), value
            return
        for pair in filter(None, self._raw(url).partition("#")[0].partition("?")[2].split("&")):
            name, _, value = pair.partition("=")
            yield Entry(variables.filled(unquote_plus(name)), "string"), variables.filled(unquote_plus(value))

    def _fields(self, request: At, variables: Variables) -> Iterator[tuple[Entry, str]]:
        header = request.get("header")
        if header is not None and isinstance(header.value, str):
            for line in header.value.splitlines():
                name, _, value = line.partition(":")
                if name.strip():
                    yield Entry(one_line(name), "string"), one_line(variables.filled(value))
            return
        for at in self._enabled(request, "header", "header field"):
            name, value = one_line(variables.filled(at.text("key"))), one_line(variables.filled(at.text("value")))
            if TOKEN.fullmatch(name):
                yield Entry(name, "string", False, plain_description(at)), value
            else:
                self.losses.add(at, f"'{name[:100]}' is no name of a header field", "correct it on the page")

    def _body(self, page: EndpointPage, call: Call, request: At, variables: Variables) -> int:
        """The content: what the sample sends, an example, and the parameters of a form. Gives how many these are."""
        body = request.get("body")
        if body is None or body.flag("disabled"):
            if body is not None:
                self.losses.add(body, "the body is switched off, and left out", "add it to the page")
            return 0
        mode = body.text("mode")
        if mode in {"urlencoded", "formdata"}:
            return self._form(page, call, body, mode, variables)
        if mode == "file":
            call.file = self._file(body.get("file"))
            call.media_type = call.media_type or "application/octet-stream"
        elif mode == "graphql":
            self._graphql(page, call, body, variables)
        elif mode == "raw" and body.text("raw").strip():
            self._raw_body(page, call, body, variables)
        elif mode and mode != "raw":
            self.losses.add(body, f"a body of the kind '{mode[:50]}' is not carried over", "write an example of the request")
        return 0

    def _file(self, at: At | None) -> str:
        source = at.get("src") if at is not None else None
        path = source.value if source is not None and isinstance(source.value, str) else ""
        if source is not None and isinstance(source.value, list) and source.value:
            path = str(source.value[0])
        return re.sub(r"[^\w.-]+", "_", re.split(r"[/\\]", path)[-1]) or "file"

    def _form(self, page: EndpointPage, call: Call, body: At, mode: str, variables: Variables) -> int:
        entries, pairs, parts = [], [], []
        for at in self._enabled(body, mode, "field of the form"):
            name = variables.filled(at.text("key"))
            is_file = at.text("type") == "file"
            value = variables.filled(at.text("value"))
            entries.append(Entry(name, "file" if is_file else "string", False, plain_description(at)))
            pairs.append((name, value))
            kind = variables.filled(at.text("contentType"))
            parts.append(FormPart(name, "" if is_file else value, self._file(at) if is_file else "", kind))
        if mode == "urlencoded":
            call.media_type, call.content = "application/x-www-form-urlencoded", form(pairs)
            page.examples.append(Code("Request", "text", call.content))
        else:
            call.media_type, call.parts = "multipart/form-data", parts
        if entries:
            text = f"Its media type is {code_span(call.media_type)}."
            page.body.append(Section("Request Parameters", text, entries).markdown())
        return len(entries)

    def _graphql(self, page: EndpointPage, call: Call, body: At, variables: Variables) -> None:
        found = body.get("graphql") or body
        value: dict[str, object] = {"query": variables.filled(found.text("query"))}
        given = variables.in_json(found.text("variables"))
        if given.strip():
            try:
                value["variables"] = json.loads(given)
            except (ValueError, RecursionError):
                self.losses.add(found, "the variables of the GraphQL query are no JSON, and left out", "write them")
        if found.text("operationName"):
            value["operationName"] = found.text("operationName")
        call.media_type = call.media_type or "application/json"
        call.content = json.dumps(value, indent=2, ensure_ascii=False)
        page.examples.append(Code("Request", "json", call.content))

    def _raw_body(self, page: EndpointPage, call: Call, body: At, variables: Variables) -> None:
        text, info, media_type = self._text_of(body, call.media_type, variables)
        call.content, call.media_type = text, call.media_type or media_type
        page.examples.append(Code("Request", info, text))

    def _text_of(self, body: At, media_type: str, variables: Variables) -> tuple[str, str, str]:
        """A raw body, the info string of its block, and its media type."""
        raw = body.text("raw").replace("\r\n", "\n").strip()
        options = body.get("options")
        listed = options.get("raw") if options else None
        language = listed.text("language").lower() if listed else ""
        if not language or language == "auto":
            looks = "json" if raw[:1] in {"{", "["} else "xml" if raw[:1] == "<" else "text"
            language = next((word for word in ("json", "xml", "html") if word in media_type.lower()), looks)
        info, own = _LANGUAGES.get(language, ("text", "text/plain"))
        return (variables.in_json(raw) if info == "json" else variables.filled(raw)), info, own

    def _responses(self, page: EndpointPage, item: At, variables: Variables) -> int:
        """Saved responses, and the contents of the requests that they were for, where these differ. Gives how many codes there
        are."""
        told: set[str] = set()
        seen = {example.code for example in page.examples}
        codes: dict[str, str] = {}
        for number, at in enumerate(item.items("response")):
            name = one_line(at.text("name"))[:100]
            code = at.text("code") if re.fullmatch(r"[1-5]\d\d", at.text("code")) else ""
            if code:
                codes.setdefault(code, one_line(at.text("status")))
            title = f"Response {code}".strip() + (f": {name}" if name else "")
            title += f" ({number + 1})" if title in told else ""
            told.add(title)
            original = at.get("originalRequest")
            body = original.get("body") if original is not None else None
            if body is not None and body.text("mode") == "raw" and body.text("raw").strip():
                text, info, _ = self._text_of(body, "", variables)
                if text not in seen:
                    seen.add(text)
                    page.examples.append(Code(request_title(name, len(page.examples)), info, text))
            if text := at.text("body").strip():
                page.examples.append(Code(title, self._info(at, text), text))
            for key, what in (("header", "header fields"), ("cookie", "cookies")):
                if [*at.items(key)]:
                    self.losses.count(
                        at, f"the {what} of a saved response are not carried over", "list those that readers need"
                    )
        if codes:
            entries = [Entry(code, "", False, status or code) for code, status in sorted(codes.items())]
            page.body.append(Section("Response Codes", "", entries).markdown())
        return len(codes)

    def _info(self, at: At, text: str) -> str:
        said = at.text("_postman_previewlanguage").lower()
        if said in {"json", "xml", "html"}:
            return said
        return "json" if text[0] in "{[" else "xml" if text[0] == "<" else "text"

    def _sample(self, page: EndpointPage, call: Call, request: At) -> None:
        try:
            page.samples.append(call.sample())
        except Unwritable as error:
            self.losses.add(request, f"no sample can be written: the client {error}", "write one by hand")

    def _left(self, item: At, request: At) -> None:
        for event in item.items("event"):
            self.losses.add(
                event, f"the script '{event.text('listen')[:50]}' is not carried over", "say on the page what it does"
            )
        if [*item.members("protocolProfileBehavior")]:
            what = "'protocolProfileBehavior' of a request is not carried over"
            self.losses.count(item, what, "look at what its sample sends")
        for key in ("proxy", "certificate"):
            if request.get(key) is not None:
                self.losses.count(
                    request, f"'{key}' of a request is not carried over", "say on the page what readers need of it"
                )
