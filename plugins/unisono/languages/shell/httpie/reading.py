"""HTTPie: the requests that `http` and `https` commands in a shell script send.

After HTTPie's documentation (httpie.io/docs/cli) and HTTPie 3.2.4 on Python 3.11 with requests 2.34. Standard input is taken
for a terminal, as for a reader who pastes the sample: HTTPie reads it only when the shell feeds it something.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from unisono.languages.python.requests.urls import proxy_fault
from unisono.languages.reading import Invalid, Misprint, Reading, SampleError, Unsupported, bounded
from unisono.languages.shell.commands import Command
from unisono.languages.shell.httpie import COMMANDS
from unisono.languages.shell.httpie.arguments import BODY_TYPE, item, read_arguments
from unisono.languages.shell.httpie.body import Body, body_of, embedded, grouped
from unisono.languages.shell.httpie.items import DATA, EMPTY_HEADER, HEADER, HEADER_FILE, QUERY, QUERY_FILE, Item, split_item
from unisono.languages.shell.httpie.url import UNRESOLVED, prepared
from unisono.languages.shell.programs import clients, follow, may_run_a_client
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import Field, Request, basic, effective_url

_PROGRAMS = frozenset({"http", "https"})
_RUNNERS = frozenset(
    {"bash", "sh", "zsh", "command", "docker", "env", "eval", "exec", "nohup", "sudo", "timeout", "watch", "xargs"}
)
_COMMAND_NAME = regex(r"[\w./~+\0-]+")


@bounded
def read(code: Text) -> Reading:
    """What a shell script with HTTPie commands sends, in order."""
    requests: list[Request] = []
    misprints: list[Misprint] = []
    try:
        functions = follow(code, requests, _Session(misprints).sent)  # keeps the requests before an error
        if not requests:
            raise Invalid("no http or https command", code.span())
    except Invalid as error:
        return Reading("invalid", tuple(requests), error.reason, error.span)
    except SampleError as error:
        return error.reading()
    return Reading("ok", tuple(requests), misprints=tuple(misprints), uncalled=functions)


class _Session:
    """The commands of a script, one after the other; what is miswritten all the same goes to `misprints`."""

    def __init__(self, misprints: list[Misprint]) -> None:
        self._misprints = misprints
        self._sessions: set[str] = set()
        self._before: Command | None = None

    def sent(self, command: Command) -> Iterator[Request]:
        """The request of the next command, if it is HTTPie's."""
        try:
            words = _httpie_words(command, self._before) if command.operator != "||" else None
            if words is not None and command.repeated:
                raise Unsupported("a request for each line that is read", command.span)
            request = _Sender(command, words, self._sessions).request() if words is not None else None
        except SampleError as error:
            raise command.slips.blamed(error) from None
        self._before = command if words is not None else None
        if request is not None:
            self._misprints += command.slips.told
            yield request


def _httpie_words(command: Command, before: Command | None) -> tuple[Text, ...] | None:
    """HTTPie's name and arguments. None for a command of no account: it must be one, and not send something itself. `before` is
    HTTPie's command before it, if there is one."""
    name, *rest = command.words
    base = _base(name)
    if base in _PROGRAMS:
        return command.words
    if base.startswith("python") and [word.value for word in rest[:2]] == ["-m", "httpie"]:
        return tuple(rest[1:])
    if base.lower() in clients() - COMMANDS:
        raise Unsupported(f"`{base}` among HTTPie commands", name.span())
    if (base in _RUNNERS and any("http" in word.value for word in rest)) or may_run_a_client(command.words, command):
        raise Unsupported(f"a command that `{base}` runs", command.span)
    if not _COMMAND_NAME.fullmatch(name.known) or name.known.startswith("-"):
        problem = "No such file or directory" if "/" in name.value else "command not found"
        error = Invalid(f"bash: {name}: {problem}", name.span())
        raise before.slips.cut_off(error) if before else error
    return None


def _base(name: Text) -> str:
    return name.value.rpartition("/")[2]


_SCHEME = regex(r"[a-z][a-z0-9.+-]*://", re.IGNORECASE)
_LOCALHOST = regex(r":(?!:)(\d*+)(/?.*)")
_AUTHORITY = regex(r"[A-Za-z][A-Za-z0-9.+-]*://([^/?#]*)@")


class _Sender:
    """One command and the request that it sends, worked out in the order in which HTTPie meets its errors."""

    def __init__(self, command: Command, words: tuple[Text, ...], sessions: set[str]) -> None:
        self.command = command
        self.program = words[0]
        self.sessions = sessions
        self.arguments = read_arguments(self.program, words[1:])
        self.stdin = self._stdin()

    def request(self) -> Request:
        arguments = self.arguments
        self._check_options()
        method, url, items = self._method()
        fields = self._written(items)
        body = body_of(arguments, items, self.stdin)
        params = [
            (i.key, i.value if i.separator == QUERY else embedded(i)) for i in items if i.separator in {QUERY, QUERY_FILE}
        ]
        url = self._absolute(url)
        credentials = self._authorization(url)
        self._check_content(body)
        self._check_coding(fields)
        _check_host_field(fields, items)
        self._check_session(credentials is not None or "authorization" in fields)
        target = prepared(url, grouped(params), path_as_is=arguments.has("--path-as-is"))
        self._check_proxy(target)
        sent = self._fields(fields, body, credentials)
        return Request(method, effective_url(target, sent), sent, body.content, self.command.span)

    def _stdin(self) -> Text | None:
        return None if self.arguments.has("--ignore-stdin") else self.command.given

    def _check_options(self) -> None:
        arguments = self.arguments
        if offline := arguments.last("--offline"):
            raise Invalid("--offline builds the request but does not send it", offline.word.span())
        if resumed := arguments.last("--continue"):
            if not arguments.has("--download"):
                raise Invalid("--continue only works with --download", resumed.word.span())
            if not arguments.has("--output"):
                raise Invalid("--continue requires --output to be specified", resumed.word.span())
            raise Unsupported("--continue asks for the rest of a file", resumed.word.span())

    def _method(self) -> tuple[Text, Text, list[Item]]:
        """Method, URL and items; without a method it is POST if there is something to send, GET otherwise."""
        arguments, url, items = self.arguments, self.arguments.url, self.arguments.items
        if url is None:  # refused by `parse`
            raise Invalid("the following arguments are required: URL", self.program.span())
        if arguments.method is not None:
            if re.fullmatch("[a-zA-Z]+", arguments.method.value):
                return arguments.method.sub(_LOWER, lambda letters: letters[0].upper()), url, items
            if arguments.method.has_placeholder and (_SCHEME.match(url.value) or url.known[:1] in {"\0", ":", "/"}):
                raise Unsupported("a method known only when the sample runs", arguments.method.span())
            if _SCHEME.match(url.value) and re.fullmatch(r"[\w-]+", arguments.method.value):
                raise Invalid(UNRESOLVED, arguments.method.span())  # neither a method nor a host
            items = [item(url), *items]
            url = arguments.method
        data = next((i.word for i in items if i.separator in DATA), None)
        raw = arguments.last("--raw")
        cause = self.stdin or data or (raw.word if raw else None)
        if cause is None:
            return Text.decoded("GET", self.program.span()), url, items
        return Text.decoded("POST", cause.span()), url, items

    def _absolute(self, url: Text) -> Text:
        """The URL with its scheme: `://host`, `:3000/path` and `host/path` are short for it."""
        if url.value.startswith("://"):
            url = url.slice(3, len(url))
        known = url.known
        if _SCHEME.match(known) or known.startswith("\0"):
            return url
        start = url.slice(0, 0).span()
        scheme = Text.decoded("http://", start)
        if _base(self.program) == "https":
            scheme = Text.decoded("https://", self.program.span())
        elif given := self.arguments.last("--default-scheme"):
            scheme = Text.join([given.value, Text.decoded("://", start)])
        if short := _LOCALHOST.fullmatch(known):
            port = [url.slice(0, short.end(1))] if short[1] else []
            return Text.join([scheme, Text.decoded("localhost", url.span(0, 1)), *port, url.slice(*short.span(2))])
        return Text.join([scheme, url])

    def _written(self, items: list[Item]) -> dict[str, list[Field]]:
        """The author's header fields by lower-case name; an empty list for one that the author takes away."""
        found: dict[str, list[Field]] = {}
        for i in items:
            if i.separator == EMPTY_HEADER and i.value.value:
                raise Invalid(f"Invalid item {i.word.value!r} (to specify an empty header use `Header;`)", i.word.span())
            if i.separator == HEADER and not i.value.value:
                found[i.key.value.lower()] = []
            elif i.separator in {HEADER, HEADER_FILE, EMPTY_HEADER}:
                value = embedded(i) if i.separator == HEADER_FILE else i.value.stripped()
                found.setdefault(i.key.value.lower(), []).append(Field(i.key, value))
        return found

    def _authorization(self, url: Text) -> Text | None:
        """The value of `Authorization` that options or the URL ask for. Digest waits for the server's challenge."""
        given, kind = self.arguments.last("--auth"), self.arguments.last("--auth-type")
        if given is None and kind is not None:
            raise Invalid("--auth required", kind.word.span())
        if given is None:
            found = _AUTHORITY.match(url.known)
            return in_basic(_colon_added(url.slice(*found.span(1)))) if found else None
        if kind is not None and kind.value.has_placeholder:
            raise Unsupported("a kind of authentication known only when the sample runs", kind.word.span())
        if kind is not None and kind.value.value == "bearer":
            return Text.join([Text.decoded("Bearer ", given.word.span()), given.value])
        credentials = split_item(given.value, (":",))
        if credentials is None and not given.value.has_placeholder:
            if self.arguments.has("--ignore-stdin"):
                raise Invalid("Unable to prompt for passwords because --ignore-stdin is set.", given.value.span())
            raise Invalid(f"HTTPie asks for the password: http: password for {given.value}", given.value.span())
        if kind is not None and kind.value.value == "digest":
            return None
        if credentials is None:
            return in_basic(given.value)
        return in_basic(Text.join([credentials.key, Text.decoded(":", given.value.span()), credentials.value]))

    def _check_content(self, body: Body) -> None:
        compress, chunked = self.arguments.last("--compress"), self.arguments.last("--chunked")
        if compress and chunked:
            raise Invalid("cannot combine --compress and --chunked", chunked.word.span())
        if not compress:
            return
        kind = self.arguments.last(BODY_TYPE)
        if kind and kind.option.names[0] == "--multipart":
            raise Invalid("cannot combine --compress and --multipart", compress.word.span())
        if body.content is None:
            return
        content = body.content.text.value.encode()
        forced = len(self.arguments.options["--compress"]) > 1
        if forced or body.content.text.has_placeholder or len(zlib.compress(content)) < len(content):
            raise Unsupported("--compress sends deflated content", compress.word.span())

    def _check_proxy(self, target: Text) -> None:
        """The proxy for the scheme of the URL, or for all, must be one."""
        scheme = target.value.partition(":")[0]
        for given in self.arguments.options.get("--proxy", ()):
            name, _, _ = given.value.value.partition(":")
            proxy = given.value.slice(len(name) + 1, len(given.value))
            if name in {scheme, "all"} and not proxy.has_placeholder and (fault := proxy_fault(proxy.value)):
                raise Invalid(": ".join(fault), proxy.span())

    def _check_coding(self, fields: dict[str, list[Field]]) -> None:
        """A field that says `chunked` makes no chunks, only the option does; the server waits for them (RFC 9112, 7.1)."""
        for field in fields.get("transfer-encoding", ()):
            if "chunked" in field.value.value.lower() and not self.arguments.has("--chunked"):
                reason = (
                    "Transfer-Encoding says chunked, but HTTPie sends no chunks without --chunked: the server waits for them"
                )
                raise Invalid(reason, field.value.span())

    def _check_session(self, authenticated: bool) -> None:
        """A session adds what it holds. It holds nothing yet where it begins: with credentials, or in a file of its own, which
        HTTPie creates; a name stands for a file among the user's settings, and for another one with every host."""
        for name in ("--session", "--session-read-only"):
            if given := self.arguments.last(name):
                is_file = "/" in given.value.value
                if not is_file and not re.fullmatch(r"[a-zA-Z0-9_.-]+", given.value.value):
                    raise Invalid("Session name contains invalid characters.", given.value.span())
                begins = is_file or (authenticated and name == "--session")
                if given.value.value in self.sessions or not begins:
                    raise Unsupported(f"what the session {given.value} holds is not in the sample", given.value.span())
                self.sessions.add(given.value.value)

    def _fields(self, written: dict[str, list[Field]], body: Body, credentials: Text | None) -> tuple[Field, ...]:
        fields = dict(written)
        if body.boundary is not None:
            typed = fields.pop("content-type", [])
            if typed and typed[0].value.value:
                fields["content-type"] = [_with_boundary(typed[0], body.boundary)]
        defaults = [("Accept", body.accept), ("Content-Type", body.media_type)]
        found = [Field(_named(n, v), v) for n, v in defaults if v is not None and n.lower() not in fields]
        if credentials is not None:
            fields["authorization"] = [Field(_named("Authorization", credentials), credentials)]
        if download := self.arguments.last("--download"):
            fields["accept-encoding"] = [_decoded_field("Accept-Encoding", "identity", download.word)]
        if chunked := self.arguments.last("--chunked"):
            fields["transfer-encoding"] = [_decoded_field("Transfer-Encoding", "chunked", chunked.word)]
        if body.content is not None:
            fields.pop("content-length", None)  # requests replaces it with the real one
        found += [field for fields_of_name in fields.values() for field in fields_of_name]
        for field in found:
            _check_field(field)
        return tuple(found)


def _check_host_field(fields: dict[str, list[Field]], items: list[Item]) -> None:
    """A request without `Host`, or with several, names no resource; a server answers 400 (RFC 9112, 3.2)."""
    found = fields.get("host")
    if found is not None and [bool(f.value.value) for f in found] != [True]:
        word = next(i.word for i in items if i.key.value.lower() == "host")
        raise Unsupported("several `Host` fields" if len(found) > 1 else "a request without its `Host`", word.span())


_LOWER = regex("[a-z]+")


def _named(name: str, value: Text) -> Text:
    return Text.decoded(name, value.span())


def _decoded_field(name: str, value: str, word: Text) -> Field:
    return Field(Text.decoded(name, word.span()), Text.decoded(value, word.span()))


def _with_boundary(field: Field, boundary: Text) -> Field:
    if "boundary=" in field.value.value:
        return field
    added = Text.decoded("; boundary=", boundary.span())
    return Field(field.name, Text.join([field.value, added, boundary]))


def _check_field(field: Field) -> None:
    for part, text, pattern in (("name", field.name, _NAME), ("value", field.value, _VALUE)):
        if not pattern.fullmatch(text.known):
            raise Invalid(
                "InvalidHeader: Invalid leading whitespace, reserved character(s), or return character(s) in header "
                f"{part}: {text.value!r}",
                text.span(),
            )
    if not field.name.value.isascii():
        raise Invalid(f"UnicodeEncodeError: the header name {field.name.value!r} is not ASCII", field.name.span())


_NAME = regex(r"[^:\s][^:\r\n]*")
_VALUE = regex(r"[^\r\n]*")


def in_basic(credentials: Text) -> Text:
    """Credentials as Basic sends them. Raises Unsupported where they are not UTF-8."""
    try:
        return basic(credentials)
    except UnicodeEncodeError:
        raise Unsupported("credentials that are not UTF-8", credentials.span()) from None


def _colon_added(credentials: Text) -> Text:
    if ":" in credentials.known:
        return credentials
    return Text.join([credentials, Text.decoded(":", credentials.span(len(credentials)))])
