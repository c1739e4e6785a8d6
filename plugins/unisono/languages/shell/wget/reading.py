"""GNU Wget: what the command lines of a shell sample send.

After the manual of GNU Wget 1.21 and what it does. The shell's part (quotes, variables, here-documents, pipes) is
`unisono.languages.shell.commands`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from unisono.languages.reading import Invalid, Misprint, Reading, Unsupported, bounded
from unisono.languages.shell.commands import Command
from unisono.languages.shell.programs import read_client
from unisono.languages.shell.wget.options import Option, options
from unisono.languages.shell.wget.url import parsed
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.text.typography import BLANK, advice
from unisono.wire.request import Content, Field, Request, basic, effective_url

_UNREAD = {
    "ask-password": "a password that wget asks for",
    "base": "URLs in a file",
    "config": "options from a file",
    "execute": "a command of `.wgetrc`",
    "input-file": "URLs from a file",
    "iri": "another encoding of URLs",
    "load-cookies": "cookies from a file",
    "local-encoding": "another encoding of URLs",
    "mirror": "a whole site",
    "page-requisites": "what else a page needs",
    "recursive": "a whole site",
    "remote-encoding": "another encoding of URLs",
    "start-pos": "the rest of a file",
    "timestamping": "a time that depends on a file",
    "use-askpass": "a password from a program",
    "warc-file": "an archive of what is sent",
}
"""Options with which a command may send what its words do not say, each with what that is."""

_OFF_MATTERS = frozenset({"iri"})
_INFORMING = frozenset({"help", "version"})
_BLANKS = " \t\n\v\f\r"
_NAME = regex(r"[^:\s\0]+(?=:)")
_ONLY_ONE = "wget: You cannot specify both --{0}-data and --{0}-file."
_NO_METHOD = "wget: You must specify a method through --method=HTTPMethod to use with --body-data or --body-file."
_TWO_WAYS = (
    "wget: You cannot use --post-data or --post-file along with --method. --method expects data through --body-data and "
    "--body-file options"
)


@bounded
def read(code: Text) -> Reading:
    """What the sample sends, without running it."""
    return read_client(code, {"wget"}, _sent_by)


def _sent_by(words: tuple[Text, ...], command: Command, misprints: list[Misprint]) -> Iterator[Request]:
    sender = _Sender(words[0], command)
    for option in options(words[1:]):
        sender.take(option, misprints)
    yield from sender.requests()


class _Sender:
    """The options of one command, taken one after the other, and the requests that they make. `program` is wget's own word."""

    def __init__(self, program: Text, command: Command) -> None:
        self._program = program
        self._command = command
        self._last: dict[str, Option] = {}
        self._urls: list[Text] = []
        self._headers: list[Field] = []

    def take(self, option: Option, misprints: list[Misprint]) -> None:
        """Takes the next option. Raises `Invalid` where wget refuses it."""
        if option.name in _INFORMING:
            raise Invalid(f"wget sends nothing with `{option.written}`", option.written.span())
        if option.name in _UNREAD and option.on is not (option.name in _OFF_MATTERS):
            raise Unsupported(f"{_UNREAD[option.name]} (`{option.written}`)", option.written.span())
        if option.name == "url":
            self._urls.append(option.value)
        elif option.name == "header":
            self._add_header(option, misprints)
        elif option.name == "user-agent" and re.search(r"[\r\n]", option.value.known):
            raise Invalid(f"wget: --user-agent: Invalid value ‘{option.value}’.", option.value.span())
        self._last[option.name] = option

    def _add_header(self, option: Option, misprints: list[Misprint]) -> None:
        """`Name: value`; nothing takes those before it away."""
        line = option.value
        if not line.value:
            self._headers.clear()
            return
        if line.has_placeholder and not _NAME.match(line.known):
            raise Unsupported("a header field known only when the sample runs", line.span())
        name = _NAME.match(line.known)
        if name is None or "\n" in line.known:
            meant = re.sub(r"^([\w-]+)(?:[ \t]*[=;:][ \t]*|[ \t]+)(?=\S)", r"\1: ", line.value)
            hint = f"; write '{meant}'" if meant != line.value else "; write 'Name: value'"
            raise Invalid(f"wget: --header: Invalid header ‘{line}’{hint}", line.span())
        if blank := BLANK.search(line.known):
            misprints.append(Misprint(advice(blank[0]), line.span(*blank.span())))
        value = line.slice(name.end() + 1, len(line))
        value = value.slice(len(value.known) - len(value.known.lstrip(_BLANKS)), len(value))
        self._headers.append(Field(line.slice(0, name.end()), value))

    def _on(self, name: str) -> bool:
        return name in self._last and self._last[name].on

    def requests(self) -> Iterator[Request]:
        """The requests, one for each URL. Raises `Invalid` behind them for the first that is none: wget goes on."""
        self._check()
        if not self._urls:
            raise Invalid("wget: missing URL", self._command.span)
        failure: Invalid | None = None
        for url in self._urls:
            try:
                yield self._request(url)
            except Invalid as error:
                failure = failure or error
        if failure:
            raise failure

    def _check(self) -> None:
        given = self._last
        if self._on("quiet") and self._on("verbose"):
            raise Invalid("wget: Can't be verbose and quiet at the same time.", given["verbose"].written.span())
        for kind in ("post", "body"):
            if f"{kind}-data" in given and (file := given.get(f"{kind}-file")):
                raise Invalid(_ONLY_ONE.format(kind), file.written.span())
        method = given.get("method")
        post, body = (given.get(f"{kind}-data") or given.get(f"{kind}-file") for kind in ("post", "body"))
        if body and method is None:
            raise Invalid(_NO_METHOD, body.written.span())
        if post and method:
            raise Invalid(_TWO_WAYS, post.written.span())
        if method and re.search(r"\s|\A\Z", method.value.known):
            raise Invalid(
                "a method that is empty or has a blank in it makes no request line (RFC 9112, 3)", method.value.span()
            )
        output = given.get("output-document")
        if self._on("continue") and (output is None or output.value.value != "-"):
            raise Unsupported("the rest of a file (`--continue`)", given["continue"].written.span())

    def _request(self, written: Text) -> Request:
        url, user, password = parsed(written, among_others=len(self._urls) > 1)
        content = self._content()
        fields = self._fields(content, self._authorization(user, password))
        return Request(self._method(content), effective_url(url, fields), fields, content and content[0], self._command.span)

    def _method(self, content: tuple[Content, Option] | None) -> Text:
        if self._on("spider"):
            return Text.decoded("HEAD", self._last["spider"].written.span())
        if method := self._last.get("method"):
            return method.value.sub(re.compile("[a-z]+"), lambda lower: lower[0].upper())
        return Text.decoded("POST" if content else "GET", content[1].written.span() if content else self._program.span())

    def _content(self) -> tuple[Content, Option] | None:
        """The content, and the option that it comes from."""
        for name in ("post-data", "body-data"):
            if given := self._last.get(name):
                return Content(given.value), given
        for name in ("post-file", "body-file"):
            if given := self._last.get(name):
                known = self._command.files.get(given.value.value)
                if given.value.value == "-":
                    raise Invalid(
                        "wget: -: No such file or directory (wget reads no content from standard input)", given.value.span()
                    )
                return Content(known or Text.placeholder(f"@{given.value}", given.value.span())), given
        return None

    def _authorization(self, user: Text | None, password: Text | None) -> Text | None:
        """The credentials that are sent at once; wget keeps them until a server asks for them without `--auth-no-challenge`."""
        name, secret = (
            given or self._value(f"http-{option}", option) for given, option in ((user, "user"), (password, "password"))
        )
        if name is None or any(f.name.value.lower() == "authorization" for f in self._headers):
            return None
        if secret is None:
            if name.has_placeholder and name is user:
                raise Unsupported("credentials in one variable, which are used if there is a `:` in it", name.span())
            return None
        if not self._on("auth-no-challenge"):
            reason = "credentials that wget sends only to a server that asks for them; --auth-no-challenge sends them at once"
            raise Unsupported(reason, name.span())
        try:
            return basic(Text.join([name, Text.decoded(":", name.span()), secret]))
        except UnicodeEncodeError:
            raise Unsupported("credentials that are not UTF-8", name.span()) from None

    def _value(self, *names: str) -> Text | None:
        """The value of the first of these options that is given."""
        return next((self._last[name].value for name in names if name in self._last), None)

    def _fields(self, content: tuple[Content, Option] | None, authorization: Text | None) -> tuple[Field, ...]:
        """Of fields of one name wget sends the last."""
        fields: dict[str, Field] = {}

        def add(name: str, value: Text | str, place: Text) -> None:
            made = Text.decoded(value, place.span()) if isinstance(value, str) else value
            fields[name.lower()] = Field(Text.decoded(name, place.span()), made)

        if referer := self._last.get("referer"):
            add("Referer", referer.value, referer.written)
        if (cache := self._last.get("cache")) and not cache.on:
            add("Cache-Control", "no-cache", cache.written)
            add("Pragma", "no-cache", cache.written)
        if (agent := self._last.get("user-agent")) and agent.value.value:
            add("User-Agent", agent.value, agent.written)
        if authorization:
            add("Authorization", authorization, authorization)
        if content:
            add("Content-Type", "application/x-www-form-urlencoded", content[1].written)
        for field in self._headers:
            fields[field.name.value.lower()] = field
        _check_fields(fields, content[0] if content else None)
        return tuple(fields.values())


def _check_fields(fields: Mapping[str, Field], content: Content | None) -> None:
    """A request without its `Host`, or content that does not end where a field says, is answered with an error."""
    if (host := fields.get("host")) and not host.value.value:
        raise Unsupported("a request without its `Host`", host.name.span())
    if coding := fields.get("transfer-encoding"):
        raise Unsupported(
            "a field that says how the content is sent (`Transfer-Encoding`), which wget does not", coding.name.span()
        )
    length = fields.get("content-length")
    if length is None or length.value.has_placeholder or (content and content.text.has_placeholder):
        return
    size = len(content.text.value.encode("utf-8", "surrogatepass")) if content else 0
    if length.value.value.strip() != str(size):
        raise Unsupported(f"a Content-Length of {length.value} for content of {size} bytes", length.value.span())
