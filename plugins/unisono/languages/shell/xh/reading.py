"""xh: the requests that `xh` and `xhs` commands in a shell script send.

After xh's manual and source (0.24, with reqwest 0.12): what it has in common with HTTPie is read as that is, and where they
differ, its source decides. Standard input is taken for a terminal, as for a reader who pastes the sample.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence

from unisono.languages.javascript.library import urls
from unisono.languages.javascript.library.percent import percent_decoded
from unisono.languages.reading import Invalid, Misprint, Reading, Unsupported, bounded
from unisono.languages.shell.commands import Command
from unisono.languages.shell.httpie.body import embedded
from unisono.languages.shell.httpie.items import (
    DATA,
    EMPTY_HEADER,
    HEADER,
    HEADER_FILE,
    QUERY,
    QUERY_FILE,
    SEPARATORS,
    Item,
    split_item,
)
from unisono.languages.shell.httpie.reading import in_basic
from unisono.languages.shell.programs import read_client
from unisono.languages.shell.xh import COMMANDS
from unisono.languages.shell.xh.arguments import read_arguments
from unisono.languages.shell.xh.body import Body, body_of, form_text
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import TOKEN, Field, Request, effective_url

_SEPARATORS = tuple(one for one in SEPARATORS if one != EMPTY_HEADER)


@bounded
def read(code: Text) -> Reading:
    """What a shell script with xh commands sends, in order."""
    return read_client(code, COMMANDS, _sent_by)


def _sent_by(words: tuple[Text, ...], command: Command, misprints: list[Misprint]) -> Iterator[Request]:
    del misprints
    yield _Sender(command, words).request()


def _item(word: Text) -> Item:
    """The request item that a word is. Raises Invalid where it is none."""
    found = split_item(word, _SEPARATORS, EMPTY_HEADER + "\\")
    if found is not None:
        return found
    if word.known.endswith(EMPTY_HEADER):
        name, empty = word.slice(0, len(word) - 1), word.slice(len(word), len(word))
        return Item(name, EMPTY_HEADER, empty, word, name)
    if word.has_placeholder:
        raise Unsupported("a request item known only when the sample runs", word.span())
    advice = "; a request item is name=value in one word, in quotes where it has blanks"
    raise Invalid(f'"{word.value}" is not a valid request item{advice}', word.span())


class _Sender:
    """One command and the request that it sends."""

    def __init__(self, command: Command, words: tuple[Text, ...]) -> None:
        self.command = command
        self.program = words[0]
        self.arguments, self.url = read_arguments(self.program, words[1:])
        self.items = [_item(word) for word in self.arguments.items]

    def request(self) -> Request:
        self._check_options()
        own = _written(self.items)
        data = [item for item in self.items if item.separator in DATA]
        body = body_of(self.arguments, data, self._stdin(), is_typed="content-type" in own)
        parsed = self._parsed()
        target = Text.join([parsed.origin(), *self._target(parsed)])
        fields = self._fields(own, body, self._authorization(parsed))
        self._check_content(body)
        return Request(self._method(body), effective_url(target, fields), fields, body.content, self.command.span)

    def _stdin(self) -> Text | None:
        return None if self.arguments.has("--ignore-stdin") else self.command.given

    def _check_options(self) -> None:
        arguments = self.arguments
        if resumed := arguments.last("--continue"):
            for needed in ("--download", "--output"):
                if not arguments.has(needed):
                    raise Invalid(f"--continue requires {needed}", resumed.word.span())
            raise Unsupported("--continue asks for the rest of a file", resumed.word.span())
        for name in ("--session", "--session-read-only"):
            if given := arguments.last(name):
                raise Unsupported(f"what the session {given.value} holds is not in the sample", given.value.span())

    def _method(self, body: Body) -> Text:
        method = self.arguments.method
        if method is not None:
            return method.sub(re.compile("[a-z]+"), lambda letters: letters[0].upper())
        if body.cause is None:
            return Text.decoded("GET", self.program.span())
        return Text.decoded("POST", body.cause.span())

    def _parsed(self) -> urls.ParsedUrl:
        """The URL with its scheme: `://host`, `:3000/path` and `host/path` are short for it."""
        url = self._absolute()
        try:
            parsed = urls.parse_url(url)
        except urls.NotAUrl:
            raise Invalid(f"Invalid <URL>: '{url}'", self.url.span()) from None
        if parsed.opaque or (parsed.scheme.value and parsed.scheme.value not in {"http", "https"}):
            raise Invalid(f"builder error for url ({url}): URL scheme is not allowed", self.url.span())
        return parsed

    def _absolute(self) -> Text:
        url, known = self.url, self.url.known
        if self.arguments.method is None and url.has_placeholder and known.strip("\0") == "" and self.items:
            first = self.arguments.items[0]
            if _SCHEME.match(first.value):
                raise Unsupported("a method known only when the sample runs", url.span())
        if not known.startswith(":") and (_SCHEME.search(known) or known.startswith("\0")):
            return url
        start = url.slice(0, 0).span()
        scheme = Text.decoded("http://", start)
        if re.split(r"[/\\]", self.program.value)[-1].removesuffix(".exe") == "xhs":
            scheme = Text.decoded("https://", self.program.span())
        elif given := self.arguments.last("--https"):
            scheme = Text.decoded("https://", given.word.span())
        elif given := self.arguments.last("--default-scheme"):
            scheme = Text.join([given.value, Text.decoded("" if given.value.known.endswith("://") else "://", start)])
        if known.startswith("://"):
            return Text.join([scheme, url.slice(3, len(url))])
        if known.startswith(":"):
            return Text.join([scheme, Text.decoded("localhost", url.span(0, 1)), url])
        return Text.join([scheme, url])

    def _target(self, parsed: urls.ParsedUrl) -> Iterator[Text]:
        """Path and query, with the items for the query behind what the URL has."""
        pairs = [
            (item.key, item.value if item.separator == QUERY else embedded(item))
            for item in self.items
            if item.separator in {QUERY, QUERY_FILE}
        ]
        if not pairs:
            yield parsed.target()
            return
        yield parsed.path
        place = pairs[0][0].slice(0, 0).span()
        query = parsed.query
        yield Text.decoded("?", place)
        if query is not None and query.value:
            yield query
            yield Text.decoded("&", place)
        yield form_text(pairs)

    def _authorization(self, parsed: urls.ParsedUrl) -> Text | None:
        """The value of `Authorization` that options or the URL ask for. Digest waits for the server's challenge."""
        given, kind = self.arguments.last("--auth"), self.arguments.last("--auth-type")
        bearer = self.arguments.last("--bearer")
        user = percent_decoded(parsed.username), percent_decoded(parsed.password)
        has_user = bool(user[0].value or user[1].value)
        if has_user and (given or bearer):
            raise Unsupported("credentials in the URL beside others", self.url.span())
        if has_user:
            return in_basic(Text.join([user[0], Text.decoded(":", user[0].span(len(user[0]))), user[1]]))
        if bearer is not None:
            return Text.join([Text.decoded("Bearer ", bearer.word.span()), bearer.value])
        if given is None:
            return None
        if kind is not None and kind.value.has_placeholder:
            raise Unsupported("a kind of authentication known only when the sample runs", kind.word.span())
        if kind is not None and kind.value.value == "bearer":
            return Text.join([Text.decoded("Bearer ", given.word.span()), given.value])
        if ":" not in given.value.known and not given.value.has_placeholder:
            raise Invalid(f"xh asks for the password: http: password for {given.value}", given.value.span())
        return None if kind is not None and kind.value.value == "digest" else in_basic(given.value)

    def _check_content(self, body: Body) -> None:
        given = self.arguments.options.get("--compress")
        if not given or body.content is None:
            return
        content = body.content.text.value.encode("utf-8", "surrogatepass")
        if len(given) > 1 or body.content.text.has_placeholder or len(zlib.compress(content)) < len(content):
            raise Unsupported("--compress sends deflated content", given[-1].word.span())

    def _fields(self, own: dict[str, list[Field]], body: Body, credentials: Text | None) -> tuple[Field, ...]:
        """The author's `own` fields take the place of those that xh adds, also of credentials."""
        _check(own, body)
        added = (("Accept", body.accept), ("Content-Type", body.media_type), ("Authorization", credentials))
        found = [Field(_named(name, v), v) for name, v in added if v is not None and name.lower() not in own]
        if download := self.arguments.last("--download"):
            own.pop("accept-encoding", None)
            found.append(Field(_named("Accept-Encoding", download.word), _named("identity", download.word)))
        return (*found, *(one for fields in own.values() for one in fields))


_SCHEME = regex(r"[a-zA-Z0-9]://.+")


def _named(text: str, place: Text) -> Text:
    return Text.decoded(text, place.span())


def _written(items: Sequence[Item]) -> dict[str, list[Field]]:
    """The author's header fields by lower-case name; an empty list for one that the author takes away. Names are sent in title
    case (hyper's `title_case_headers`)."""
    found: dict[str, list[Field]] = {}
    for item in items:
        name = item.key.value.lower()
        if item.separator == HEADER and not item.value.value:
            found[name] = []
        elif item.separator in {HEADER, HEADER_FILE, EMPTY_HEADER}:
            value = embedded(item) if item.separator == HEADER_FILE else item.value.stripped()
            _check_field(item.key, value)
            found.setdefault(name, []).append(Field(_titled(item.key), value))
    return found


def _check_field(name: Text, value: Text) -> None:
    if name.has_placeholder:
        raise Unsupported("a header field known only when the sample runs", name.span())
    if not TOKEN.fullmatch(name.value):
        raise Invalid(f"invalid HTTP header name: '{name}'", name.span())
    if re.search("[\x01-\x08\x0a-\x1f\x7f]", value.known):
        raise Invalid(f"failed to parse header value: '{value}'", value.span())
    if not value.known.isascii():
        raise Unsupported("a header field whose value is not ASCII", value.span())


def _titled(name: Text) -> Text:
    said = re.sub("(?:^|-)[a-z]", lambda found: found[0].upper(), name.value.lower())
    return name if said == name.value else Text.decoded(said, name.span())


def _check(own: dict[str, list[Field]], body: Body) -> None:
    """What would keep a server from taking the request apart."""
    for name in ("content-length", "transfer-encoding"):
        if fields := own.get(name):
            raise Unsupported(f"a `{fields[0].name}` of the author's own", fields[0].name.span())
    hosts = own.get("host") or []
    if len(hosts) > 1 or any(not field.value.value for field in hosts):
        raise Unsupported("several `Host` fields" if len(hosts) > 1 else "a request without its `Host`", hosts[0].name.span())
    if body.is_multipart and (fields := own.get("content-type")):
        raise Unsupported("a media type without the boundary of the parts, which xh does not add", fields[0].value.span())
