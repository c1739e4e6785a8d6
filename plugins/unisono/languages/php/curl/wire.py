"""The request that a handle's options make libcurl send (libcurl's manual, `curl_easy_setopt`; behaviour of libcurl 7.88).

URLs and header fields are read as those of the command line tool, which hands them on to libcurl as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from unisono.languages.php.curl.upload import Upload
from unisono.languages.php.state import Call
from unisono.languages.php.values import to_text, truthy
from unisono.languages.program.values import Host, Map, Null, Number, Unknown, Value
from unisono.languages.reading import Unsupported
from unisono.languages.shell.curl.fields import Header, check_host_field, check_length, check_lines, header, header_misprint
from unisono.languages.shell.curl.url import Url, parse
from unisono.text.source import Text
from unisono.wire.request import BOUNDARY, Content, Field, Part, Request, basic, effective_url

Options = Mapping[str, Value]

_BASIC, _BEARER = 1, 64


def request(call: Call, options: Options) -> Request:
    """What `curl_exec` sends with the options, which are in the order in which they were set."""
    url = _url(call, options)
    body = _body(call, options)
    headers = [*_headers(call, options)]
    check_host_field(headers)
    content = Content.multipart(body.parts, body.place.span()) if body.parts else Content(body.text) if body.text else None
    fields = [*_fields(options, url, headers), *_content_type(body, headers)]
    check_length(fields, content)
    check_lines(fields)
    method = options.get("CUSTOMREQUEST")
    sent = body.method if method is None or isinstance(method, Null) else to_text(method)
    if any(character.isspace() for character in sent.known):
        raise Unsupported("a method with a blank in it", sent.span())
    kept = content if content and content.text.value else None
    return Request(sent, effective_url(url.joined(), fields), tuple(fields), kept, call.origin.span())


def _url(call: Call, options: Options) -> Url:
    given = options.get("URL")
    if given is None:
        raise call.fails('no URL was set: curl_exec sends nothing ("No URL set")')
    scheme = options.get("DEFAULT_PROTOCOL")
    as_is = "PATH_AS_IS" in options and truthy(options["PATH_AS_IS"]) is True
    return parse(to_text(given), to_text(scheme).value if scheme else None, as_is)


class _Body(NamedTuple):
    """The method that the options imply, and the content: a text, the parts of a form, or neither. `place`: what asks for it;
    `typed`: libcurl says a media type."""

    method: Text
    place: Text
    text: Text | None = None
    parts: tuple[Part, ...] = ()
    typed: bool = False


def _body(call: Call, options: Options) -> _Body:
    """Each of these options takes back what those before it have said (`Curl_vsetopt` in libcurl's lib/setopt.c)."""
    kind, without = "GET", False
    place = call.origin
    for name, value in options.items():
        on = truthy(value)
        if name in {"POST", "HTTPGET", "NOBODY"} and on is None:
            raise Unsupported(f"CURLOPT_{name} that is known only at run time", value.origin.span())
        if name == "POST":
            kind, without, place = ("POST", False, value.origin) if on else ("GET", without, place)
        elif name == "POSTFIELDS":
            kind, place = "POST", value.origin
        elif name == "HTTPGET" and on:
            kind, without, place = "GET", False, value.origin
        elif name == "NOBODY":
            without, place = on is True, value.origin if on else place
    if without or kind == "GET":
        return _Body(Text.decoded("HEAD" if without else "GET", place.span()), place)
    method, given = Text.decoded("POST", place.span()), options.get("POSTFIELDS")
    if given is None:
        return _Body(method, place, typed=True)
    if isinstance(given, Unknown) and given.given and not given.is_text:
        raise Unsupported("content that may be a text or a form", given.origin.span())
    if not isinstance(given, Map):
        return _Body(method, place, to_text(given), typed=True)
    return _Body(method, place, parts=tuple(_parts(call, given)), typed=True)


def _parts(call: Call, form: Map) -> Iterator[Part]:
    """Several values of one name are an array, in which files cannot be."""
    for key, entry in form.entries.items():
        name = Text.decoded(str(key), entry.name.span()) if isinstance(key, int) else entry.name
        values = entry.value.values() if isinstance(entry.value, Map) else [entry.value]
        for value in values:
            if isinstance(entry.value, Map) and isinstance(value, Upload):
                raise call.fails("Error: Object of class CURLFile could not be converted to string", value)
            yield _part(name, value)


def _part(name: Text, value: Value) -> Part:
    if isinstance(value, Upload):
        media_type = value.media_type or Text.decoded("application/octet-stream", value.filename.span())
        return Part(name, value.content, value.filename, media_type)
    if isinstance(value, Host | Map):
        raise Unsupported("such a part of a form", value.origin.span())
    return Part(name, to_text(value))


def _headers(call: Call, options: Options) -> Iterator[Header]:
    """The lines of CURLOPT_HTTPHEADER; keys of the array are of no interest to PHP."""
    given = options.get("HTTPHEADER")
    if given is None or isinstance(given, Null):
        return
    if not isinstance(given, Map):
        if isinstance(given, Unknown):
            raise Unsupported("header fields that are known only at run time", given.origin.span())
        raise call.fails("TypeError: CURLOPT_HTTPHEADER must be an array", given)
    for key, entry in given.entries.items():
        line = to_text(entry.value)
        if found := header(line):
            yield found
        elif isinstance(key, str):
            call.php.warn(f"curl takes no keys of CURLOPT_HTTPHEADER; write '{key}: {line}'", entry.name)
        elif slip := header_misprint(line):
            call.php.warn(slip.message, line)


def _fields(options: Options, url: Url, headers: list[Header]) -> Iterator[Field]:
    """Those of options of their own, unless a line of CURLOPT_HTTPHEADER has the name; then these lines."""
    own = {found.name.value.lower() for found in headers}
    yield from (field for field in _of_options(options, url) if field.name.value.lower() not in own)
    for found in headers:
        if found.value is not None and found.name.value.lower() != "content-type":
            yield Field(found.name, found.value)


def _of_options(options: Options, url: Url) -> Iterator[Field]:
    if found := _authorization(options, url):
        yield found
    for option, name, prefix in (("RANGE", "Range", "bytes="), ("REFERER", "Referer", ""), ("USERAGENT", "User-Agent", "")):
        given = options.get(option)
        if given is not None and not isinstance(given, Null):
            yield Field(_made(name, given), Text.join([_made(prefix, given), to_text(given)]))
    if (cookie := options.get("COOKIE")) is not None and not isinstance(cookie, Null):
        yield Field(_made("Cookie", cookie), to_text(cookie))


def _made(text: str, because: Value) -> Text:
    return Text.decoded(text, because.origin.span())


def _authorization(options: Options, url: Url) -> Field | None:
    scheme = options.get("HTTPAUTH")
    kind = scheme.value if isinstance(scheme, Number) else _BASIC
    token = options.get("XOAUTH2_BEARER")
    if kind == _BEARER and token is not None:
        return Field(_made("Authorization", token), Text.join([_made("Bearer ", token), to_text(token)]))
    credentials = _credentials(options, url)
    if credentials is None:
        return None
    if kind != _BASIC and scheme is not None:
        raise Unsupported("a scheme of authentication that waits for a challenge", scheme.origin.span())
    return Field(Text.decoded("Authorization", credentials.span()), basic(credentials, errors="surrogatepass"))


def _credentials(options: Options, url: Url) -> Text | None:
    """`user:password`: the user information of the URL stands behind options."""
    given = options.get("USERPWD")
    if given is not None and not isinstance(given, Null):
        text = to_text(given)
        return text if ":" in text.known or text.has_placeholder else Text.join([text, _made(":", given)])
    user, password = options.get("USERNAME"), options.get("PASSWORD")
    if user is not None:
        return Text.join([to_text(user), _made(":", user), *([to_text(password)] if password else [])])
    return url.credentials


def _content_type(body: _Body, headers: list[Header]) -> Iterator[Field]:
    """Of a form libcurl says the boundary itself, behind the media type that the lines have, if they have one."""
    said = [found for found in headers if found.name.value.lower() == "content-type"]
    place = body.place.span()
    if body.parts:
        value = said[0].value if said else None
        kind = value or Text.decoded("multipart/form-data", place)
        yield Field(Text.decoded("Content-Type", place), Text.join([kind, Text.decoded(f"; boundary={BOUNDARY}", place)]))
        return
    yield from (Field(found.name, found.value) for found in said if found.value is not None)
    if body.typed and not said:
        yield Field(Text.decoded("Content-Type", place), Text.decoded("application/x-www-form-urlencoded", place))
