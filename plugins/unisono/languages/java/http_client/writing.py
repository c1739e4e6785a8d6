"""A request → the Java program that sends it with HttpClient (documentation of `java.net.http`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from urllib.parse import quote

from unisono.languages.java.http_client.wire import NOT_IN_PATHS, NOT_IN_QUERIES
from unisono.languages.java.names import TYPES
from unisono.languages.java.writing import Expression, Invocation, Sum, block, chain, declared, is_long, json_lines, text
from unisono.languages.writing import File, FormPair, Pieces, Unwritable, Wanted, pieces
from unisono.text.json import Node, json_text
from unisono.text.regex import regex
from unisono.text.source import Text

_INDENT = " " * 4
_PUBLISHERS = "HttpRequest.BodyPublishers"
_CHARSET = "StandardCharsets.UTF_8"
_NO_ESCAPE = regex(r"[*\-.0-9A-Z_a-z]*")


def write(wanted: Wanted) -> Iterator[str]:
    """With text blocks, encoded values and credentials as a reader would rather see them; then with each as it is sent."""
    for values, query in product((True, False), (True, False)):
        yield _program(wanted, values=values, query=query)


def _program(wanted: Wanted, *, values: bool, query: bool) -> str:
    before, content = _content(wanted, values=values)
    login = wanted.login if values else None
    if login:
        octets = f"credentials.getBytes({_CHARSET})"
        before = [
            declared("String", "credentials", text(wanted.login_text), _INDENT)
            + "\n"
            + declared("String", "basic", Invocation("Base64.getEncoder().encodeToString", [octets]), _INDENT),
            *before,
        ]
    url = _with_query(wanted) if query and wanted.has_escapes else text(_legal(wanted.url))
    calls = [Invocation(".uri", [Invocation("URI.create", [url])]), *_fields(wanted, login=bool(login))]
    calls += [*_method(wanted.method, content), Invocation(".build", [])]
    code = [
        declared("HttpClient", "client", "HttpClient.newHttpClient()", _INDENT),
        "\n\n".join(before),
        chain("HttpRequest", "request", "HttpRequest.newBuilder()", calls, _INDENT),
        declared("HttpResponse<String>", "response", "client.send(request, HttpResponse.BodyHandlers.ofString())", _INDENT)
        + f"\n{_INDENT}System.out.println(response.body());",
    ]
    return _in_class("\n\n".join(filter(None, code)))


def _legal(url: Pieces) -> Pieces:
    """A URL with what `URI.create` refuses percent-encoded, as other clients do by themselves."""
    found, illegal = list(url), NOT_IN_PATHS
    for number, piece in enumerate(url):
        if isinstance(piece, str):
            path, mark, query = piece.partition("?") if illegal is NOT_IN_PATHS else ("", "", piece)
            illegal = NOT_IN_QUERIES if mark else illegal
            found[number] = _encoded(path, NOT_IN_PATHS) + mark + _encoded(query, NOT_IN_QUERIES)
    return found


def _encoded(part: str, illegal: re.Pattern[str]) -> str:
    """Without the brackets of an IPv6 address, which are at the beginning."""
    head = re.match(r"\w+://[^/?]*|", part)
    start = head.end() if head else 0
    return part[:start] + illegal.sub(lambda found: quote(found[0], safe=""), part[start:])


def _in_class(code: str) -> str:
    """The whole program, with the imports that it needs."""
    bare = re.sub(r'"""[\s\S]*?(?<!\\)"""|"(?:[^"\\\n]|\\.)*+"|\\[\\"]', "", code)
    needed = {name for name in re.findall(r"(?<![.\w])[A-Z]\w*", bare) if name in TYPES}
    imports = "\n".join(sorted(f"import {TYPES[name]};" for name in needed))
    head = "public class Main {\n  public static void main(String[] args) throws Exception {"
    return f"{imports}\n\n{head}\n{code}\n  }}\n}}"


def _fields(wanted: Wanted, *, login: bool) -> Iterator[Invocation]:
    for field in wanted.fields:
        name = field.name.value
        if login and name.lower() == "authorization":
            yield Invocation(".header", [text([name]), Sum(['"Basic "', "basic"])])
            continue
        value = pieces(field.value)
        if not "".join(piece for piece in value if isinstance(piece, str)).isascii():
            raise Unwritable(f"sends question marks for what is not ASCII in header fields ({name})")
        yield Invocation(".header", [text([name]), text(value)])
    said = wanted.media_type if wanted.parts is None else wanted.octets[1]
    if wanted.request.media_type is not None and said is not None:
        yield Invocation(
            ".header", ['"Content-Type"', text([said] if wanted.parts is not None else pieces(wanted.request.media_type))]
        )


def _method(method: str, content: Expression | None) -> Iterator[Invocation]:
    if content is None and method in {"GET", "DELETE"}:
        if method == "DELETE":
            yield Invocation(".DELETE", [])
        return
    body = content or Invocation(f"{_PUBLISHERS}.noBody", [])
    if method in {"POST", "PUT"}:
        yield Invocation(f".{method}", [body])
    else:
        yield Invocation(".method", [text([method]), body])


def _content(wanted: Wanted, *, values: bool) -> tuple[list[str], Expression | None]:
    """The statements before the request, and the publisher of its content; None where there is none."""
    if wanted.text is None:
        return [], None
    if wanted.file is not None:
        return [], _file(wanted.file)
    if wanted.parts is not None:
        return _multipart(wanted)
    value = pieces(wanted.text)
    if values and wanted.json is not None and is_long(value):
        return _named(block(_document(wanted.text, wanted.json)))
    if values and wanted.form and not all(map(_is_plain, wanted.form)):
        return _named(Sum(list(_pairs(wanted.form))))
    if values and is_long(value):
        return _named(block(value))
    written = text(value)
    return _named(written) if isinstance(written, Sum) else ([], _string(written))


def _document(written: Text, node: Node) -> Pieces:
    """JSON as it is written where that has several lines; else over several, with a line break at its end."""
    if "\n" in written.value:
        return [*pieces(written), *([] if written.value.endswith("\n") else ["\n"])]
    if written.has_placeholder:
        return [*pieces(json_text(node)), "\n"]
    return [json_lines(node), "\n"]


def _named(value: Expression) -> tuple[list[str], Expression]:
    return [declared("String", "body", value, _INDENT)], _string("body")


def _string(value: Expression) -> Invocation:
    return Invocation(f"{_PUBLISHERS}.ofString", [value])


def _file(name: str) -> Invocation:
    return Invocation(f"{_PUBLISHERS}.ofFile", [Invocation("Path.of", [text([name])])])


def _multipart(wanted: Wanted) -> tuple[list[str], Expression]:
    """Written out, as HttpClient has no forms: text blocks, whose lines end with a carriage return, and files."""
    found: list[Pieces | File] = []
    for piece in wanted.octets[0]:
        if isinstance(piece, File):
            found.append(piece)
        elif found and not isinstance(found[-1], File):
            found[-1] = [*found[-1], piece]
        else:
            found.append([piece])
    publishers = [_file(one.name) if isinstance(one, File) else _string(block(one)) for one in found]
    if len(publishers) == 1:
        (only,) = publishers[0].arguments
        return _named(only)
    value = Invocation(f"{_PUBLISHERS}.concat", publishers)
    return [declared("HttpRequest.BodyPublisher", "body", value, _INDENT)], "body"


def _is_plain(pair: FormPair) -> bool:
    """Whether a pair is sent as it is."""
    return all(isinstance(piece, str) and _NO_ESCAPE.fullmatch(piece) for piece in [*pair.name, *(pair.value or [])])


def _pairs(found: Sequence[FormPair], before: str = "") -> Iterator[Expression]:
    """The terms of a query or a form: what has to be encoded is."""
    plain = before
    for number, pair in enumerate(found):
        plain += "&" if number else ""
        for part, sign in ((pair.name, ""), (pair.value, "=")):
            if part is None:
                continue
            plain += sign
            if all(isinstance(piece, str) and _NO_ESCAPE.fullmatch(piece) for piece in part):
                plain += "".join(piece for piece in part if isinstance(piece, str))
                continue
            if plain:
                yield from _terms(text([plain]))
            yield Invocation("URLEncoder.encode", [text(part), _CHARSET])
            plain = ""
    if plain:
        yield from _terms(text([plain]))


def _terms(expression: Expression) -> Sequence[Expression]:
    return expression.terms if isinstance(expression, Sum) else [expression]


def _with_query(wanted: Wanted) -> Expression:
    """The URL with the values of its query encoded where a reader sees them."""
    head = _terms(text([*_legal(wanted.base), "?"]))
    first, *others = _pairs(wanted.query or [])
    if isinstance(first, str) and isinstance(head[-1], str) and head[-1].startswith('"'):
        return Sum([*head[:-1], f"{head[-1][:-1]}{first[1:]}", *others])
    return Sum([*head, first, *others])
