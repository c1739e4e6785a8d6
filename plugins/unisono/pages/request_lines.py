"""A request in a line of text: `POST /orders` as headings have it, with whatever marks, links and words stand around it.

A line that only looks alike has none: "GET started" names no path, "Delete account" neither, and "Why GET / is slow" is a
sentence. A line with several requests is about none of them alone.
"""

from __future__ import annotations

import re
from http import HTTPMethod
from typing import NamedTuple

from unisono.pages.heading_words import readable
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.target import Target, read_target

LONGEST = 500
"""Characters of a line that is looked at."""

_METHODS = "|".join(HTTPMethod)
_MARK = "\x1f"
"""What stands for a mark of code or emphasis, which divides words."""

MAY_HAVE = regex(rf"(?<![A-Za-z0-9/])(?:{_METHODS})(?![A-Za-z0-9])", re.IGNORECASE)
"""What a text has that has a request."""

_ATTRIBUTES = regex(r"(?<![ \t])[ \t]++\{:?[ \t]*+(?:[#.][\w-]|\w[\w-]*+[ \t]*+=)[^{}]*+\}[ \t]*+\Z")
_IMAGE = regex(r"!\[([^\[\]]*)\]\(([^()]*)\)(?:\{[^{}]*\})?")
_BADGE = regex(rf"(?<![A-Za-z])({_METHODS})(?![A-Za-z])", re.IGNORECASE)
_LINK = regex(r"\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
_TAG = regex(
    r"<!--(?:(?!<!--).)*?-->|</?(?i:span|code|b|i|strong|em|a|img|kbd|small|sup|sub|br|mark|font|div|p|badge|label|samp|tt|u)(?=[\s/>])[^<>]*>"
    r"|(?<![/\w])<[A-Z]\w*[\s/>][^<>]*>|</[A-Z]\w*>|&nbsp;|<[A-Z]\w*>(?=\s*[A-Z]+\s*</)"
)
_STRUCK = regex(r"(?<![\w~])~~(?!~)[^~]+~~(?![\w~])")
_EMPHASIS = regex(
    r"`+|~~|\*{2,3}|(?<![\w\\/])_{1,3}(?=[^\W_]|/)|(?<=[^\W_])_{1,3}(?!\w)|(?<![\w/*\\])\*(?=[\w/{])|(?<=[\w}])\*(?![\w/*}])"
)
_CODE_IN_PATH = regex(rf"(?<=[\w}}>]/)`(?!(?:{_METHODS})`)([^`\s]+)`(?=[/\s?]|\Z)")
_ATTRIBUTE = r"(?:[^<>%\"']|\"[^\"]*\"|'[^']*')"
_BOUND = regex(r"[ \t](?::|@|v-)[a-z]")
"""An attribute of a component in use (Vue's), which no page has that only shows what an endpoint is."""

_OF_THE_PAGE = r"\w*(?:Form|Link|Card|Button)[\s/>]"
"""The names of tags whose method and address are those of a form, or of where a link leads."""
_TAG_WITH_METHOD = regex(
    rf"(?:<(?!{_OF_THE_PAGE})[A-Z]\w*|\{{%-?[ \t]*(?:swagger|openapi|api-method))\s"
    rf"(?={_ATTRIBUTE}*?\bmethod=\{{?[\"'](?P<method>(?i:{_METHODS}))[\"'])"
    rf"(?:(?={_ATTRIBUTE}*?\b(?:path|route|endpoint|url)=\{{?[\"'](?P<path>(?:https?://[^\"'<>\s]+)?/[^\"'\s]*)[\"'])|)"
    rf"{_ATTRIBUTE}*+(?:>|%\}})"
)
_METHOD_AS_TEXT = regex(
    rf"<[A-Z]\w*[ \t][^<>]{{0,200}}?\b(?:text|label|verb|value)=[\"'](?P<method>(?i:{_METHODS}))[\"'][^<>]{{0,200}}>"
)
"""A component that shows a method: `<Badge text="POST" />`."""
_ESCAPE = regex(r"\\([{}<>_*\[\]:.()#-])")

_END = r"(?=[\s\x1f]|\Z)"
_PATH = (
    r"(?:https?://[^\s\x1f]+|(?:\{\{[^{}\s\x1f]*\}\}|\{[\w-]+\}|<[\w-]+>|\$\w+)?/[^\s\x1f]*"
    r"|(?:v\d+|api)/[^\s\x1f]+|[\w.-]+(?:/[\w.-]+)*/[{:<][^\s\x1f]*)"
)
_BETWEEN = r"[\s\x1f\])>:|\u00b7\u2013\u2014\u2192-]+"
_REQUEST = rf"(?P<method>{_METHODS}){_BETWEEN}(?P<path>{_PATH}){_END}"
_FIRST = regex(rf"(?:[^\w/{{<:]|:(?:[\w+-]+:)?|\d+(?:\.\d+)*[.)]?(?=\s))*+(?i:{_REQUEST})(?P<rest>.*)")
_LAST = regex(
    rf"(?P<before>.*?)(?P<mark>[(\[:|\u2013\u2014\u2192\x1f]|(?<=\s)-(?=\s))[\s\x1f(\[]*(?<!\w){_REQUEST}(?P<rest>.*)"
)
_CLOSING = regex(r"[\s\x1f)\].:*_|-]*")
_NOTE = regex(r"[\s\x1f:*_-]*\([^()]*\)[\s\x1f.*_]*")
"""A note behind a request that is named as one: `Endpoint: POST /orders (needs a token)`."""
_REST = regex(
    r"[\s\x1f]*(?:HTTP/\d(?:\.\d)?[\s\x1f]*)?(?:\Z|[^\w\s\x1f'\u2019,/]"
    r"|(?i:deprecated|beta|alpha|new|experimental|preview|optional|internal|private|public|legacy)\b(?![\w\s]*\w\s+\w))"
)
_ABOUT = regex(
    r"(?i)(?:https?|api|rest)?[\s-]*(?:requests?|endpoints?|urls?|routes?|calls?|methods?)"
    r"(?:\s+(?:url|path|line|details?|info(?:rmation)?|definition|specification|configuration|summary))?|definition"
)
"""Words that are about the request, and are not the name of an endpoint."""
_OF_PART = regex(
    r"(?i)\b(?:examples?|samples?|respon\w*|errors?|results?|outputs?|tests?|tutorial|fix(?:ed)?|changed?|added)\b"
)
_IN_SENTENCE = regex(
    r"(?i)\A\W*(?:how|why|when|what|where|which|using|calling|migrating|from|the|if|after|before)\b"
    r"|\b(?:to|from|with|of|the|a|an|use|uses|using|for|in|on|via|by|and|or|not|vs|than|call|calls|calling|see|is|are|about)\Z"
)
_GOES_ON = regex(r"\W*(?:returns?|responds?|answers?|gives?|fails?|throws?|is|was|does)\b")
"""What a sentence says of a request."""
_WORDS = regex(r"[^\W_]")
_LETTER = regex(r"[^\W\d_]")
_METHOD_ALONE = regex(rf"[^\w/]*({_METHODS})[^\w/]*")
_PATH_ALONE = regex(r"[\s\x1f]*(/[^\s\x1f]*)[\s\x1f]*")


class RequestLine(NamedTuple):
    """The request that a line has. `about`: what stands before it says no more than that it is the request. `name` is what the
    line calls it besides."""

    method: Text
    target: Target
    about: bool = False
    name: str = ""


def plain(line: Text) -> Text:
    """A line without attributes, links, images, tags and escapes, and without what is struck out if other words stand beside
    it; what is left of marks of code and emphasis divides words."""
    text = line.sub(_ATTRIBUTES, lambda _: "")
    text = text.sub(_IMAGE, lambda found: found[1] if MAY_HAVE.search(found[1]) else _of_badge(found[2]) or found[1])
    text = text.sub(_LINK, lambda found: found[1])
    text = _with_requests_of_tags(text)
    text = text.sub(_METHOD_AS_TEXT, lambda found: f"{_MARK}{found['method'].upper()}{_MARK}")
    text = text.sub(_TAG, lambda _: f" {_MARK}")
    text = text.sub(_CODE_IN_PATH, lambda found: found[1])
    if "~~" in text.value and _LETTER.search(_STRUCK.sub("", text.value)):
        text = text.sub(_STRUCK, lambda _: _MARK)
    text = text.sub(_EMPHASIS, lambda _: _MARK)
    return text.sub(_ESCAPE, lambda found: found[1])


def _with_requests_of_tags(line: Text) -> Text:
    """A line with method and path of each tag that has them in its place, each where the tag says it."""
    parts, done = [], 0
    for found in _TAG_WITH_METHOD.finditer(line.known):
        if _BOUND.search(found[0]):
            continue
        method = found["method"].upper()
        parts += [line.slice(done, found.start()), Text.decoded(f" {_MARK}{method} ", line.span(*found.span("method")))]
        parts += [line.slice(*found.span("path"))] if found["path"] else []
        done = found.end()
    return Text.join([*parts, line.slice(done, len(line))]) if parts else line


def _of_badge(address: str) -> str:
    """The method that the address of a badge has (`badge/POST-green`)."""
    found = _BADGE.search(address)
    return found[1].upper() if found else ""


def about_request(words: str) -> bool:
    """Whether words, such as those of a heading, only say that a request follows."""
    return _ABOUT.fullmatch(_trimmed(words)) is not None


def read_request_line(line: Text, *, alone: bool = False) -> RequestLine | None:
    """The request in a line; None where it has none, or several. `alone`: nothing but words about the request may stand
    before it, as in a line that is no heading."""
    if len(line) > LONGEST or "/" not in line.value or not MAY_HAVE.search(line.value):
        return None
    text = plain(line)
    found = _FIRST.fullmatch(text.value)
    if found and (not alone or found["method"].isupper()):
        is_whole = _CLOSING.fullmatch(found["rest"]) or re.fullmatch(r"[\s\x1f]*HTTP/[\d.]+[\s\x1f]*", found["rest"])
        is_name = _REST.match(found["rest"]) or _is_apart(text.value, found)
        if is_whole or (not alone and is_name and not _has_request(found["rest"])):
            return _made(text, found, name="" if is_whole else _trimmed(found["rest"]))
        return None
    found = _LAST.fullmatch(text.value)
    if found is None:
        return None
    before = _trimmed(found["before"])
    about = about_request(before)
    if not (_CLOSING.fullmatch(found["rest"]) or (about and _NOTE.fullmatch(found["rest"]))):
        return None
    if about or (alone and not _WORDS.search(before)):
        return _made(text, found, about=True)
    if alone or _ends_in_method(before) or _METHOD_BEFORE.search(found["before"]):
        return None
    if _OF_PART.search(before) or (found["mark"] == _MARK and _IN_SENTENCE.search(before)) or _has_request(before):
        return None
    return _made(text, found, name=before)


def _is_apart(text: str, found: re.Match[str]) -> bool:
    """Whether the words behind a request are its name, and not how a sentence goes on: method and path each have marks of their
    own, as in `GET` `/orders` List orders, or a colon ends the path."""
    between = text[found.end("method") : found.start("path")]
    has_marks = between.count(_MARK) > 1 and found["rest"].lstrip(" \t").startswith(_MARK)
    is_said = found["path"].endswith(":") or (has_marks and found["method"].isupper())
    rest = found["rest"].strip()
    return is_said and not rest.endswith("?") and not _IN_SENTENCE.search(rest) and not _GOES_ON.match(rest)


class RequestList(NamedTuple):
    """Several requests in one line: the first method there, and each by its method and path as far as both are known."""

    first: Text
    requests: tuple[tuple[str, str], ...]


def several_requests(line: Text) -> RequestList | None:
    """The requests of a line that consists of nothing else: methods, paths, what joins them, and a note in parentheses; None
    for any other line: "GET and POST /orders", "/orders (GET, POST)", "GET /orders, /carts", not "GET and POST on /orders"."""
    if len(line) > LONGEST or "/" not in line.value or read_request_line(line) is not None:
        return None
    text = plain(line)
    methods: list[tuple[int, int]] = []
    paths: list[str] = []
    at = 0
    while at < len(text):
        found = _TOKEN.match(text.value, at)
        if found is None:
            return None
        if found["method"]:
            methods.append(found.span("method"))
        if found["path"]:
            paths.append(found["path"].rstrip(".,;:").partition("?")[0].rstrip("/"))
        at = found.end()
    names = dict.fromkeys(text.value[start:end] for start, end in methods)
    requests = tuple((name, path) for name in names for path in dict.fromkeys(paths))
    return RequestList(text.slice(*methods[0]), requests) if len(requests) > 1 else None


_TOKEN = regex(
    rf"(?P<method>{_METHODS})(?![\w{{-])"
    rf"|/(?=[\s\x1f]*(?:{_METHODS})(?![\w-]))"
    r"|(?<![\w.})(])(?P<path>(?:https?://[^\s\x1f/,|()]{1,200}|\{\{[\w-]{1,60}\}\}|\{[\w-]{1,60}\})?/[\w{<:*][^\s\x1f,|()]*)"
    r"|\((?:[A-Za-z][a-z]*[ \t]?){1,4}\)(?=[\s\x1f]*\Z)"
    r"|\((?=[\s\x1f]*[A-Z])|(?:and|or)(?![\w/-])|[\s\x1f,|&+):\u00b7\u2013\u2014-]+"
)
"""What a line of nothing but requests has: a path in parentheses is another name of the one before them, and not in it."""


def method_alone(line: Text) -> Text | None:
    """The method that is all there is in a line: a heading below that of a path."""
    if len(line) > LONGEST or not _BADGE.search(line.value):
        return None
    text = plain(line)
    found = _METHOD_ALONE.fullmatch(text.value)
    return text.slice(*found.span(1)) if found else None


def path_alone(line: Text) -> Target | None:
    """The path that is all there is in a line."""
    if len(line) > LONGEST:
        return None
    text = plain(line)
    found = _PATH_ALONE.fullmatch(text.value)
    return read_target(text.slice(*found.span(1))) if found else None


def _trimmed(words: str) -> str:
    return " ".join(readable(words.replace(_MARK, " ")).split()).strip(" \t>*-:.#|()[]\u2013\u2014\u2192")


def _ends_in_method(before: str) -> bool:
    return before.rpartition(" ")[2].strip("/|,").upper().rpartition("/")[2] in list(HTTPMethod)


_METHOD_BEFORE = regex(rf"(?<![\w-])(?:{_METHODS})(?:[\s\x1f,/|&+()\[\]-]|\b(?:and|or)\b){{0,12}}\Z")


def _has_request(words: str) -> bool:
    return re.search(rf"(?<![\w/])(?:{_METHODS}){_BETWEEN}{_PATH}", words) is not None


def _made(text: Text, found: re.Match[str], *, about: bool = False, name: str = "") -> RequestLine | None:
    start, end = found.span("path")
    path = text.value[start:end]
    while path and (path[-1] in ".,;:!?" or (path[-1] in ")]" and path.count(path[-1]) > path.count("(["[path[-1] == "]"]))):
        path = path[:-1]
    target = read_target(text.slice(start, start + len(path)))
    return RequestLine(text.slice(*found.span("method")), target, about, name) if target else None


def words_of(line: Text) -> str:
    """The words of a line as plain text, without those of images that tell no method, if there are others."""
    without = line.sub(_IMAGE, lambda found: found[0] if MAY_HAVE.search(found[1]) or _of_badge(found[2]) else "")
    return next(filter(None, (" ".join(readable(plain(one).value.replace(_MARK, " ")).split()) for one in (without, line))), "")
