"""HTTP messages: the requests that they are.

After RFC 9112 and, where that leaves room for it, JetBrains' "HTTP Request in Editor" and VS Code's REST Client: several
requests with lines of `###` between them, comments, variables, a target over several lines, content from files. Where these
differ from RFC 9112 about what is sent, it is not understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from unisono.languages.messages.http_message.variables import resolved
from unisono.languages.reading import Invalid, Reading, SampleError, Unsupported, bounded
from unisono.text.percent import percent_encoded
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import Content, Field, Request, basic, effective_url, essence
from unisono.wire.urls import split_url

_LEFT_OUT = regex(r"\.{2,}|…")
_SEPARATOR = regex(r"###")
_COMMENT = regex(r"[ \t]*(?:#|//)")
_FOLDED = regex(r"[ \t]+(?=\S)(?![!#$%&'*+.^_`|~0-9A-Za-z-]+:(?:[ \t]|\Z))")
_VARIABLE = regex(r"[ \t]*@[\w.-]+[ \t]*=")
_TOKEN = regex(r"[!#$%&'*+.^_`|~0-9A-Za-z\0-]+")
_VERSION = regex(r"HTTP/[0-9](?:\.[0-9])?")
_CONTINUATION = regex(r"[ \t]+[/?&]|[?&]")
_STATUS_LINE = regex(r"HTTP/[0-9.]+[ \t]+[0-9]{3}\b")
_REQUEST_LINE = regex(
    r"[A-Z]+[ \t]+\S+[ \t]+HTTP/[0-9.]+[ \t]*\Z|(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ \t]+https?://\S+\Z"
)
_FILE = regex(r"<(@\w*)?[ \t]+(\S(?:.*[^ \t\n])?)[ \t]*+\Z")
_HANDLER = regex(r">[ \t]+\{%|<>[ \t]+\S|>>!?[ \t]+\S")
_FORM = "application/x-www-form-urlencoded"


@bounded
def read(code: Text) -> Reading:
    """What the messages in a sample ask for, in order."""
    requests: list[Request] = []
    try:
        requests.extend(_Message(lines).request() for lines in _messages(resolved(code)))  # keeps those before an error
    except SampleError as error:
        return Reading(error.status, tuple(requests) if error.status == "invalid" else (), error.reason, error.span)
    if not requests:
        return Reading("invalid", (), "no request line (RFC 9112, 3)", code.span())
    return Reading("ok", tuple(requests))


def _messages(code: Text) -> Iterator[list[Text]]:
    """The lines of each message, from its request line on."""
    lines: list[Text] = []
    for line in [*code.lines(), None]:
        if line is not None and not _SEPARATOR.match(line.known):
            if lines or not _is_before(line):
                lines.append(line)
        elif lines and not _STATUS_LINE.match(lines[0].known):
            yield lines
            lines = []


def _is_before(line: Text) -> bool:
    """Whether a line before a request line is none: a comment, a variable, an empty one."""
    return not line.value.strip() or any(pattern.match(line.known) for pattern in (_COMMENT, _VARIABLE))


class _Message:
    """One message in its lines: the request line, header fields, an empty line and content."""

    def __init__(self, lines: list[Text]) -> None:
        self._lines = lines
        self._at = 0

    def request(self) -> Request:
        method, target = self._request_line()
        fields = [*self._fields()]
        url = self._url(target, fields)
        content = self._content(fields)
        fields = [_with_credentials(field) for field in fields if not _is_of_the_url(field, url)]
        _check_length(fields, content)
        start, end = self._lines[0].span(), self._lines[-1].span()
        span = start._replace(end=end.end) if end.source is start.source else start
        return Request(method, effective_url(url, fields), tuple(fields), content, span)

    def _request_line(self) -> tuple[Text, Text]:
        line = self._lines[0].stripped()
        if line.known.startswith("< "):
            raise Unsupported("a script before the request", line.span())
        words = _words(line)
        if len(words) > 1 and _VERSION.fullmatch(words[-1].known):
            words.pop()
        if len(words) < 2 or not _TOKEN.fullmatch(words[0].known):
            raise Invalid(
                f"'{line}' is no request line; write 'GET https://api.example.com/ HTTP/1.1' (RFC 9112, 3)", line.span()
            )
        if len(words) > 2:
            raise Unsupported("a blank in the target; write %20 (RFC 9112, 3.2)", words[2].span())
        self._at = 1
        while self._at < len(self._lines) and _CONTINUATION.match(self._lines[self._at].known):
            self._at += 1
        return words[0], Text.join([words[1], *(line.stripped() for line in self._lines[1 : self._at])])

    def _fields(self) -> Iterator[Field]:
        """The header fields. `self._at` is behind them and the empty line after that."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            self._at += 1
            if not line.value.strip():
                return
            if not _COMMENT.match(line.known):
                yield _field(self._unfolded(line))

    def _unfolded(self, line: Text) -> Text:
        """A field with the lines that it goes on in, each as a blank and what stands in it (RFC 9112, 5.2)."""
        parts = [line]
        while self._at < len(self._lines) and _FOLDED.match((more := self._lines[self._at]).known):
            self._at += 1
            parts += [Text.decoded(" ", more.slice(0, 0).span()), more.stripped()]
        return Text.join(parts) if len(parts) > 1 else line

    def _url(self, target: Text, fields: list[Field]) -> Text:
        """The absolute URL. Where only a field says the host, it is that of `https`, but with port 80."""
        target = target.slice(0, len(target.known.partition("#")[0]))
        hosts = [field for field in fields if field.name.value.lower() == "host"]
        if len(hosts) > 1:
            raise Invalid("there are several `Host` fields; a server answers 400 (RFC 9112, 3.2)", hosts[1].name.span())
        if re.match(r"https?://", target.known, re.IGNORECASE) or target.known.startswith("\0"):
            return _checked(target)
        if not target.known.startswith("/"):
            raise Unsupported("a target that is neither a path nor a URL", target.span())
        if hosts and not hosts[0].value.value:
            raise Invalid("`Host` is empty; write the name of a host, and its port (RFC 9110, 7.2)", hosts[0].name.span())
        host = hosts[0].value if hosts else Text.placeholder("$HOST", target.span(0, 0))  # left out, as in most manuals
        if re.search(r"[/\s]", host.known):
            raise Invalid(f"`Host` is '{host}'; write the name of a host, and its port (RFC 9110, 7.2)", host.span())
        if _LEFT_OUT.fullmatch(host.known):
            host = Text.placeholder(host.value, host.span())
        scheme = "http" if host.known.endswith(":80") else "https"
        return _checked(Text.join([Text.decoded(f"{scheme}://", host.span()), host, target]))

    def _content(self, fields: list[Field]) -> Content | None:
        lines = [*self._content_lines()]
        while lines and not lines[-1].value.strip():
            lines.pop()
        if not lines:
            return None
        text = _joined(lines)
        named = {field.name.value.lower(): field for field in reversed(fields)}
        if coding := named.get("transfer-encoding"):
            raise Unsupported(f"content in a transfer coding ('{coding.value}')", coding.value.span())
        if (kind := named.get("x-request-type")) and kind.value.value.lower() == "graphql":
            raise Unsupported("a query of GraphQL, of which VS Code's REST Client makes JSON", kind.value.span())
        media_type = named.get("content-type")
        if media_type and essence(media_type.value.value) == _FORM:
            text = text.sub(re.compile(r"\r?\n(?=&)"), lambda _: "")
        return Content(text)

    def _content_lines(self) -> Iterator[Text]:
        """Up to a response or a script for it, with the files that are put into it."""
        for line in self._lines[self._at :]:
            known = line.known
            if _STATUS_LINE.match(known) or _HANDLER.match(known):
                return
            if _COMMENT.match(known):
                raise Unsupported("a line of content that `.http` files take for a comment", line.span())
            if _REQUEST_LINE.match(known):
                raise Unsupported("a request line in the content; write ### between two requests", line.span())
            yield _from_file(line)


def _words(line: Text) -> list[Text]:
    return [line.slice(*found.span()) for found in re.finditer(r"\S+", line.known)]


def _field(line: Text) -> Field:
    if line.value[0] in " \t":
        raise Unsupported("a header field behind blanks", line.span())
    name, colon, _ = line.known.partition(":")
    if not colon or not _TOKEN.fullmatch(name):
        meant = re.sub(r"^([\w-]+)(?:[ \t]*[=;:][ \t]*|[ \t]+)(?=\S)", r"\1: ", line.value)
        hint = f"write '{meant}'" if meant != line.value else "an empty line stands between the fields and the content"
        raise Invalid(f"'{line}' is no header field (RFC 9112, 5); {hint}", line.span())
    return Field(line.slice(0, len(name)), line.slice(len(name) + 1, len(line)).stripped())


_NOT_ASCII = regex("[^\\x00-\\x7f]+")


def _checked(url: Text) -> Text:
    parts = split_url(url)
    if "@" in parts.authority.known:
        raise Unsupported("user information in the URL", parts.authority.span())
    if not parts.authority.value and not url.known.startswith("\0"):
        raise Invalid(f"the URL '{url}' names no host", url.span())
    if not parts.authority.value.isascii():
        raise Unsupported("a host outside ASCII", parts.authority.span())
    if not parts.path.value and parts.authority.value:
        at = len(parts.scheme) + len("://") + len(parts.authority)
        url = Text.join([url.slice(0, at), Text.decoded("/", url.span(at, at)), url.slice(at, len(url))])
    return percent_encoded(url, _NOT_ASCII, errors="surrogatepass")


def _is_of_the_url(field: Field, url: Text) -> bool:
    """Whether a field says no more than the URL's host."""
    return field.name.value.lower() == "host" and field.value.value.lower() == split_url(url).authority.value.lower()


_PLAIN_CREDENTIALS = regex(r"(Basic|Digest)[ \t]+(?:([^\s:]+)[ \t]+(\S+)|([^\s:]+):(\S*))", re.IGNORECASE)


def _with_credentials(field: Field) -> Field:
    """`Basic user password`, of which `.http` files make the credentials of RFC 7617."""
    value = field.value
    found = _PLAIN_CREDENTIALS.fullmatch(value.known) if field.name.value.lower() == "authorization" else None
    if found is None:
        return field
    if found[1].lower() == "digest":
        raise Unsupported("credentials that depend on a server's challenge", value.span())
    first, second = (2, 3) if found[2] is not None else (4, 5)
    colon = Text.decoded(":", value.span())
    try:
        return Field(field.name, basic(Text.join([value.slice(*found.span(first)), colon, value.slice(*found.span(second))])))
    except UnicodeEncodeError:
        raise Unsupported("credentials that are not UTF-8", value.span()) from None


def _joined(lines: list[Text]) -> Text:
    """With their line ends as they are in the file."""
    parts = [lines[0]]
    for line in lines[1:]:
        end = "\r\n" if _follows_carriage_return(line) else "\n"
        parts += [Text.decoded(end, line.slice(0, 0).span()), line]
    return Text.join(parts)


def _follows_carriage_return(line: Text) -> bool:
    span = line.span()
    return span.source.text[max(0, span.start - 2) : span.start] == "\r\n"


def _from_file(line: Text) -> Text:
    """`< ./order.json`: what is in the file."""
    found = _FILE.match(line.known)
    if found is None:
        return line
    if found[1]:
        raise Unsupported("a file in which variables are put", line.span())
    name = line.slice(*found.span(2))
    return Text.placeholder("@" + name.value.removeprefix("./"), name.span())


def _check_length(fields: list[Field], content: Content | None) -> None:
    """A `Content-Length` that is not the content's makes a server wait, or cut it. A line may end in one byte or two."""
    written = next((f.value for f in fields if f.name.value.lower() == "content-length"), None)
    if written is None or written.has_placeholder or (content and content.text.has_placeholder):
        return
    text = content.text.value.replace("\r\n", "\n") if content else ""
    size = len(text.encode("utf-8", "surrogatepass"))
    breaks = text.count("\n")
    if written.value not in {str(size), str(size + breaks), str(size + 1), str(size + breaks + 2)}:
        raise Unsupported(f"a Content-Length of {written} for content of {size} bytes", written.span())
