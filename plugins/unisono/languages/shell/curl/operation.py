"""What one operation of curl (the options up to `--next`) sends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from unisono.languages.reading import Invalid, Misprint, Unsupported
from unisono.languages.shell.curl.authentication import authorization, exchange, is_greeting
from unisono.languages.shell.curl.connection import (
    asks_a_proxy,
    check_asking,
    check_connect_to,
    check_proxy,
    check_resolve,
    resolves_itself,
)
from unisono.languages.shell.curl.data import Input, data, query
from unisono.languages.shell.curl.fields import (
    byte_range,
    check_host_field,
    check_length,
    check_lines,
    cookie,
    decoded_field,
    header,
    header_misprint,
    headers_of,
    simple_fields,
    time_condition,
)
from unisono.languages.shell.curl.form import part
from unisono.languages.shell.curl.glob import MAX_URLS, expanded
from unisono.languages.shell.curl.options import Option
from unisono.languages.shell.curl.percent import escaped
from unisono.languages.shell.curl.url import Url, check_characters, check_host, parse
from unisono.text.regex import regex
from unisono.text.source import Span, Text
from unisono.wire.request import BOUNDARY, Content, Field, Part, Request, effective_url

_DATA = frozenset({"data", "data-ascii", "data-binary", "data-raw", "data-urlencode", "json"})
_REPEATED = frozenset({"header", "cookie", "url-query", "upload-file", "url", "resolve", "connect-to"})
_FTP = regex(r"(?i:ftps?)://")
_IPFS = regex(r"((?i:ipfs|ipns))://")
_NOT_READ = {
    "config": "options from a file",
    "aws-sigv4": "a signature, which depends on the time",
    "doh-url": "requests for the host's address",
}


class Operation:
    """The options of one operation, taken one after the other, and the requests they make. `command` is curl's own word."""

    def __init__(self, command: Text, span: Span, files: Input) -> None:
        self._command = command
        self._span = span
        self._files = files
        self._last: dict[str, Option] = {}
        self._all: defaultdict[str, list[Option]] = defaultdict(list)
        self._data_parts: list[Text] = []
        self._data_option: Option | None = None
        self._parts: list[Part] = []
        self._form_option: Option | None = None
        self._outputs: list[Option] = []
        self._unread: Unsupported | None = None

    @property
    def misprints(self) -> Iterator[Misprint]:
        """What it leaves out though it is meant."""
        return (misprint for option in self._all["header"] if (misprint := header_misprint(option.value)))

    @property
    def has_url(self) -> bool:
        return bool(self._all["url"])

    def take(self, option: Option) -> None:
        """Takes the next option. Raises `Invalid` where curl refuses it."""
        if option.name in _DATA:
            self._add_data(option)
        elif option.name in {"form", "form-string"}:
            self._form_option = self._form_option or option
            self._add_part(option)
        elif option.name in _NOT_READ:
            raise Unsupported(_NOT_READ[option.name], option.written.span())
        elif option.name == "header" and option.value.value.startswith("@"):
            self._all["header"] += headers_of(option, self._files.known(option.value.slice(1, len(option.value))))
        elif option.name in _REPEATED:
            self._all[option.name].append(option)
        elif option.name in {"output", "remote-name"}:
            self._outputs.append(option)
        self._last[option.name] = option

    def check_output(self) -> None:
        """curl checks this for the last operation of a command only. Raises `Invalid` where it refuses the options."""
        if not self._on("remote-header-name"):
            return
        place = self._last["remote-header-name"].written.span()
        if self._on("include") or self._on("head"):
            raise Invalid("curl: showing headers and --remote-header-name cannot be combined", place)
        if "continue-at" in self._last and self._last["continue-at"].value.value == "-":
            raise Invalid("curl: --continue-at and --remote-header-name cannot be combined", place)

    def _add_part(self, option: Option) -> None:
        """What is not understood of a part matters only where there is a URL to send it to."""
        try:
            self._parts.append(part(option, self._files))
        except Unsupported as error:
            self._unread = self._unread or error

    def _add_data(self, option: Option) -> None:
        if self._data_parts and option.name != "json":
            self._data_parts.append(Text.decoded("&", option.written.span()))
        self._data_parts.append(data(option, self._files))
        self._data_option = self._data_option or option

    def _on(self, name: str) -> bool:
        return name in self._last and self._last[name].on

    def requests(self) -> Iterator[Request]:
        """The requests in the order in which they are sent. Raises `Invalid` behind them if one URL cannot be used.

        curl goes on with the next URL then, except where globbing fails.
        """
        if not self.has_url:
            raise Invalid("curl: no URL specified!", self._span)
        if self._unread:
            raise self._unread
        self._data = Text.join(self._data_parts) if self._data_parts else None
        self._headers = [found for option in self._all["header"] if (found := header(option.value))]
        check_host_field(self._headers)
        self._check_methods()
        failure: Invalid | None = None
        if len(self._all["url"]) > MAX_URLS:
            raise Unsupported(f"more than {MAX_URLS} URLs", self._span)
        for i, option in enumerate(self._all["url"]):
            upload = self._all["upload-file"][i].value if i < len(self._all["upload-file"]) else None
            remote_name = i < len(self._outputs) and self._outputs[i].name == "remote-name"
            for url in [option.value] if self._on("globoff") else expanded(option.value):
                try:
                    yield from self._exchange(url, upload if upload is not None and upload.value else None, remote_name)
                except Invalid as error:
                    failure = failure or error
        if failure:
            raise failure

    def _check_methods(self) -> None:
        """curl wants one kind of request; `-G` with data may be `-I` too."""
        kinds = [
            self._data is not None,
            bool(self._parts),
            bool(self._all["upload-file"]),
            self._on("head") and not (self._on("get") and self._data is not None),
        ]
        if sum(kinds) > 1:
            raise Invalid("curl: You can only select one HTTP request method!", self._span)

    def _exchange(self, written: Text, upload: Text | None, remote_name: bool) -> Iterator[Request]:
        url = self._with_additions(self._url(written, remote_name), upload)
        content = self._content(upload)
        if content is not None:
            self._check_framing(upload)
            check_asking(self._last, url.scheme.value)
        fields = self._fields(url, content)
        request = Request(self._method(upload), effective_url(url.joined(), fields), fields, content, self._span)
        yield from exchange(request, self._last, "user" in self._last or url.credentials is not None)

    def _url(self, written: Text, remote_name: bool) -> Url:
        default = self._last.get("proto-default")
        scheme = default.value.value if default else None
        written = self._through_gateway(written)
        if _FTP.match(written.known) and asks_a_proxy(self._last):
            raise Unsupported("an FTP URL that a proxy is asked for over HTTP", written.span())
        url = parse(written, scheme, self._on("path-as-is"), resolved=resolves_itself(self._last))
        self._check_protocol(url)
        if url.credentials is not None and self._on("disallow-username-in-url"):
            raise Invalid("curl: (67) Login denied (`--disallow-username-in-url`)", written.span())
        if len(self._all["url"]) > 1:
            check_host(written, url)
        if remote_name and url.path.value.endswith("/"):
            reason = "curl: (23) Failed writing received data to disk/application (`-O`, and the URL names no file)"
            raise Invalid(reason, written.span())
        check_resolve(self._all["resolve"])
        check_connect_to(self._all["connect-to"], url)
        check_proxy(self._last)
        return url

    def _through_gateway(self, written: Text) -> Text:
        """The URL that is asked of a gateway instead of one of IPFS (curl 8.4 and later)."""
        found = _IPFS.match(written.known)
        if found is None:
            return written
        gateway = self._last.get("ipfs-gateway")
        if gateway is None:
            raise Unsupported("a gateway of IPFS that the machine's own settings name", written.span())
        base = gateway.value.slice(0, len(gateway.value.value.rstrip("/")))
        middle = Text.decoded(f"/{found[1].lower()}/", written.span(*found.span()))
        return Text.join([base, middle, written.slice(found.end(), len(written))])

    def _check_protocol(self, url: Url) -> None:
        option = self._last.get("proto")
        if option and option.value.value.startswith("="):
            allowed = option.value.value[1:].lower().split(",")
            if url.scheme.value not in allowed and "all" not in allowed:
                reason = f'curl: (1) Protocol "{url.scheme}" not supported or disabled in libcurl'
                raise Invalid(reason, option.value.span())

    def _with_additions(self, url: Url, upload: Text | None) -> Url:
        path, added = url.path, url.query
        if upload is not None and upload.value not in {"-", "."} and path.value.endswith("/"):
            path = Text.join([path, escaped(upload.slice(upload.value.rfind("/") + 1, len(upload)))])
        if self._on("get") and self._data is not None and self._data_option:
            if self._data.value:
                added = _appended(added, self._data, self._data_option)
        else:
            more: list[Text] = []
            for option in self._all["url-query"]:
                more += [Text.decoded("&", option.written.span())] if more else []
                more.append(query(option.value, self._files))
            if more:
                added = _appended(added, Text.join(more), self._all["url-query"][0])
        if added is not None and added is not url.query:
            check_characters(added)
            if self._on("path-as-is") and "/." in path.value:
                raise Unsupported("`--path-as-is` with a query that an option adds", self._last["path-as-is"].written.span())
        target = self._last.get("request-target")
        if target:
            if not target.value.value.startswith("/"):
                raise Unsupported("a request target that is no path", target.value.span())
            return Url(url.scheme, url.authority, target.value, None, url.credentials)
        return Url(url.scheme, url.authority, path, added, url.credentials)

    def _method(self, upload: Text | None) -> Text:
        request = self._last.get("request")
        if request:
            if not request.value.value:
                raise Invalid("curl: (1) the request method is empty", request.written.span())
            if any(c.isspace() for c in request.value.known):
                raise Invalid("a method with a blank in it makes no request line (RFC 9112, 3)", request.value.span())
            return request.value
        if self._on("head"):
            return Text.decoded("HEAD", self._last["head"].written.span())
        if upload is not None:
            return Text.decoded("PUT", self._last["upload-file"].written.span())
        sends_data = self._data_option if self._data is not None and not self._on("get") else None
        if option := self._form_option or sends_data:
            return Text.decoded("POST", option.written.span())
        return Text.decoded("GET", self._command.span())

    def _content(self, upload: Text | None) -> Content | None:
        if upload is not None:
            name = Text.decoded("-", upload.span()) if upload.value == "." else upload
            return Content(self._files.read(name, Text.decoded(f"@{upload}", upload.span())))
        if self._form_option:
            self._check_names()
            return Content.multipart(self._parts, self._form_option.written.span())
        return Content(self._data) if self._data is not None and not self._on("get") else None

    def _check_names(self) -> None:
        """`--form-escape` puts backslashes into names where curl otherwise percent-encodes."""
        names = (name for part in self._parts for name in (part.name, part.filename) if name is not None)
        if self._on("form-escape") and (name := next((n for n in names if '"' in n.value or "\\" in n.value), None)):
            raise Unsupported("a name that `--form-escape` rewrites", name.span())

    def _fields(self, url: Url, content: Content | None) -> tuple[Field, ...]:
        own = self._headers
        names = {found.name.value.lower() for found in own}
        fields = [f for f in self._option_fields(url, content) if f.name.value.lower() not in names or is_greeting(f)]
        for name, value in own:
            if value is not None and not (self._form_option and name.value.lower() == "content-type"):
                fields.append(Field(name, value))
        content_type = next((value for name, value in own if name.value.lower() == "content-type"), None)
        fields += self._content_fields(names, content_type)
        check_length(fields, content)
        check_lines(fields)
        return tuple(fields)

    def _check_framing(self, upload: Text | None) -> None:
        """Without the field that says where it ends, a server takes no notice of content (RFC 9112, 6.3)."""
        written = {name.value.lower(): value for name, value in self._headers}
        chunked = written.get("transfer-encoding") is not None or (upload is not None and upload.value in {"-", "."})
        needed = "transfer-encoding" if chunked else "content-length"
        if removed := next((name for name, value in self._headers if value is None and name.value.lower() == needed), None):
            raise Unsupported(f"content without `{removed}`", removed.span())

    def _option_fields(self, url: Url, content: Content | None) -> Iterator[Field]:
        """The fields that options other than `-H` and those for content add."""
        if found := authorization(self._last, url.credentials, url.authority.span()):
            yield found
        if ranged := byte_range(self._last, content):
            yield ranged
        yield from simple_fields(self._last)
        if self._on("http2") and url.scheme.value == "http":
            place = self._last["http2"].written.span()
            yield decoded_field("Upgrade", "h2c", place)
            yield decoded_field("HTTP2-Settings", "AAMAAABkAAQCAAAAAAIAAAAA", place)
        if cookies := cookie(self._all["cookie"]):
            yield cookies
        if condition := self._last.get("time-cond"):
            yield time_condition(condition)

    def _content_fields(self, names: set[str], written: Text | None) -> Iterator[Field]:
        """`Accept` and `Content-Type` as the options for content set them; `written` is the `Content-Type` of a `-H`."""
        if json := self._last.get("json"):
            for name in ("Content-Type", "Accept"):
                if name.lower() not in names:
                    yield decoded_field(name, "application/json", json.written.span())
        elif self._form_option:
            place = self._form_option.written.span()
            essence = written or Text.decoded("" if "content-type" in names else "multipart/form-data", place)
            yield decoded_field("Content-Type", Text.join([essence, Text.decoded(f"; boundary={BOUNDARY}", place)]), place)
        elif self._data_option and not self._on("get") and "content-type" not in names:
            yield decoded_field("Content-Type", "application/x-www-form-urlencoded", self._data_option.written.span())


def _appended(before: Text | None, more: Text, option: Option) -> Text:
    if before is None or not before.value:
        return more
    separator = [] if before.value.endswith("&") else [Text.decoded("&", option.written.span())]
    return Text.join([before, *separator, more])
