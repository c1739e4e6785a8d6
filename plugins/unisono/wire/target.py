"""The path that a page documents: literal text and path parameters in any of the spellings that authors use."""

from __future__ import annotations

import re
from http import HTTPMethod

from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Text

# `{id}`, `:id`, `<id>`, `&lt;id&gt;`, and the same without semicolons; see also Jekyll's and Express' conventions. A name
# may have a type or a pattern beside it: `{id:int}`, `{name=projects/*}` (google.api.http), `<int:id>` (Flask),
# `:id(\d+)` (Express).
_PARAMETER = regex(
    r"\{(?P<braces>[^{}/=]+|[\w.-]+=[^{}]+)\}"
    r"|(?<=/):(?P<colon>\w[\w-]*)(?:\([^()/]*\))?[*+?]?"
    r"|(?:<|&lt;?)(?P<angles>[^<>&;/]+)(?:>|&gt;?)"
    r"|(?<=/)\*{1,2}(?P<star>\w[\w-]*)(?=/|\Z)"
)
_BRACED = regex(r"(?P<marks>[*+]*)(?P<name>[^:=*+?]+)(?P<after>\.{3}|[*+?]|[:=].*)?")
_TYPED = regex(r"(?P<marks>\w+:|)(?P<name>.+)")
_SEVERAL = regex(r"[*+]+|path:|\.{3}|:(?:path|\.[*+]|\*+)|=.*\*\*.*")
_QUERY = regex(r"(?:\{[^{}/?&#][^{}/]*\}|[^?#{]|\{(?![?&#][\w.,*%:-]+\}))*")
"""Up to a query, a fragment, or what RFC 6570 (3.2.7 to 3.2.9) makes either of: `{?page,limit}`, `{&page}`, `{#top}`."""
_CONTINUATION = regex(r"\{[&#]")
_WORD = regex(r"\S+")
_URL = regex(r"[A-Za-z][A-Za-z0-9+.-]*://[^/?#\s]*")
_VALUE = regex(r"\s*\{\{[^{}]*\}\}(?=/?[\w{:<]|/)")
_METHOD = regex(rf"\s*(?:{'|'.join(HTTPMethod)})(?=[ \t])", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class PathParameter:
    """A parameter in the path, `name` without its marks, `text` as written. `pattern` is what it stands for: one segment (`*`),
    several (`**`), or as many as it says (`projects/*/jobs/*`, google.api.http)."""

    name: Text
    text: Text
    pattern: str = "*"


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """A documented path (RFC 9112, 3.2.1): its parts in order, and its query if it names one.

    `text` is what was read as the path, as written. `base` is scheme and host where the author wrote an absolute URL.
    """

    text: Text
    parts: tuple[Text | PathParameter, ...]
    query: Text | None
    base: Text | None

    @property
    def path(self) -> str:
        """The path with every parameter as `{name}`, and a leading slash."""
        shown = "".join(f"{{{part.name}}}" if isinstance(part, PathParameter) else part.value for part in self.parts)
        return shown if shown.startswith("/") else "/" + shown

    @property
    def parameters(self) -> tuple[PathParameter, ...]:
        return tuple(part for part in self.parts if isinstance(part, PathParameter))


def read_target(text: Text) -> Target | None:
    """The path in a front matter value, which may lack its leading slash, be an absolute URL, start with a method word, or go
    on with other words. None if nothing in it looks like a path."""
    if value := _VALUE.match(text.value):  # a base URL that the site's values hold: it is not known here
        text = text.slice(value.end(), len(text))
    method = _METHOD.match(text.value)
    word = _WORD.search(text.value, method.end() if method else 0)
    if word is None or "/" not in word[0]:
        word = _WORD.search(text.value)
        if word is None or "/" not in word[0]:
            return None
    found = text.slice(*word.span())
    url = _URL.match(found.value)
    base = found.slice(0, url.end()) if url else None
    path = found.slice(url.end(), len(found)) if url else found
    before = _QUERY.match(path.value)  # a `?` may mark a parameter as optional: {id?}
    end = before.end() if before else len(path)
    fragment = path.value.find("#", end)
    query = path.slice(end + 1, len(path) if fragment < 0 else fragment) if path.value[end : end + 1] == "?" else None
    if query and (more := _CONTINUATION.search(query.value)):
        query = query.slice(0, more.start())
    return Target(found, tuple(_parts(path.slice(0, end))), query, base)


def _parts(path: Text) -> list[Text | PathParameter]:
    parts: list[Text | PathParameter] = []
    at = 0
    for found in _PARAMETER.finditer(path.value):
        if found.start() > at:
            parts.append(path.slice(at, found.start()))
        parts.append(_parameter(path, found))
        at = found.end()
    if at < len(path):
        parts.append(path.slice(at, len(path)))
    return parts


def _parameter(path: Text, found: re.Match[str]) -> PathParameter:
    """`{path...}` (Go), `{path*}`, `{*path}` (ASP.NET), `{+path}` (RFC 6570), `{path:path}` (Starlette), `:path*`, `*path`
    (Rails) and `<path:path>` (Flask) stand for several segments."""
    group = str(found.lastgroup)
    inner, text = path.slice(*found.span(group)), path.slice(*found.span())
    if group == "star":
        return PathParameter(inner, text, "**")
    if group == "colon":
        return PathParameter(inner, text, "**" if text.value[-1] in "*+" or text.value.endswith("(.*)") else "*")
    parts = (_BRACED if group == "braces" else _TYPED).fullmatch(inner.value)
    if parts is None:
        return PathParameter(inner, text)
    name, after = inner.slice(*parts.span("name")), parts.groupdict().get("after") or ""
    if after.startswith("=") and "**" not in after:
        return PathParameter(name, text, after[1:].strip("/"))
    several = any(mark and _SEVERAL.fullmatch(mark) for mark in (parts["marks"], after))
    return PathParameter(
        name.slice(0, len(name.value.removesuffix("..."))), text, "**" if several or "..." in name.value else "*"
    )
