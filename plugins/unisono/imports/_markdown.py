"""Markdown of a document that was made elsewhere, as it may stand on a page: it says the same, and cannot be more than text.

Documents hold CommonMark with HTML (OpenAPI 3.1, 3.5). What would run a script, load something, end the page's own structure or
be expanded is written so that readers see its characters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from unisono.text.regex import regex

_TAGS = frozenset(
    """a abbr b blockquote br code dd del details div dl dt em hr i img ins kbd li mark ol p pre q s samp small span strong sub
    summary sup table tbody td tfoot th thead tr tt u ul var""".split()  # noqa: SIM905
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NEED_NO_END = frozenset({"br", "hr", "img", "p", "li", "td", "th", "tr", "dd", "dt"})
_KEPT = frozenset({"href", "src", "alt", "title", "colspan", "rowspan", "width", "height", "align"})

_DELIMITERS = regex(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_SPECIAL = regex(r"\| *-|[<{~`\r\t#:=!?\x00-\x08\x0b-\x1f\x7f\]]|--|\n *\+|\{%|\ufeff|[\ud800-\udfff]")
_UNFIT = regex("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_FENCE = regex(r" *(`{3,}|~{3,})(.*)")
_HEADING = regex(r" {0,3}#{1,6}[ \t]*(\S.*)")
_SPAN = regex(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_TAG = regex(r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:\s+[\w:-]+(?:\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=`]+))?)*)\s*(/?)>")
_ATTRIBUTE = regex(r"([\w:-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|(\S+)))?")
_AUTOLINK = regex(r"<(?:https?://|mailto:)[^\s<>]+>|<[\w.+-]+@[\w-]+\.[\w.-]+>")
_LINK = regex(r"(!?)\[([^\[\]]*)\]\([ \t]*<?([^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?(\s+(?:\"[^\"]*\"|'[^']*'))?[ \t]*\)")
_DEFINED = regex(r"^( {0,3}\[[^\[\]^]+\]:[ \t]*)<?(\S+?)>?(?=\s|$)", re.MULTILINE)
_ADDRESS = regex(r"(?:https?:)?//|mailto:|tel:", re.IGNORECASE)
_LIQUID = regex(r"\{%(?=[^%\n]*%\})|\{\{(?=[^{}\n]*\}\})")
_EXPANDED = regex(r"\{\{-?\s*(?:site|page|include)\b|\{%-?\s*(?:include|raw|endraw|comment|endcomment)\b")
_LINE_START = regex(r"^([ \t]*)(?:(:)|(\{)(?=[:.# ])|(=)(?===[!+]*[ \t]+[\"'])|(!)(?=!!)|(\?)(?=\?\?))", re.MULTILINE)


class Safe(NamedTuple):
    """Markdown that may stand on a page. `left` says what of the text it was made of is not in it, or only as characters."""

    markdown: str
    left: tuple[str, ...] = ()


@lru_cache(maxsize=20_000)  # documents repeat descriptions
def made_safe(text: str) -> Safe:
    """Prose for a page's body, of any number of paragraphs."""
    if not _SPECIAL.search(text):
        return Safe(text.strip("\n").rstrip())
    text = re.sub(r"\r\n?", "\n", text)
    left = ["a control character"] if _UNFIT.search(text) else []
    text = _UNFIT.sub("\ufffd", text).expandtabs(4)
    parts = [part if is_code else _prose(part, left) for is_code, part in _cut(text)]
    return Safe("\n".join(parts).strip("\n").rstrip(), tuple(dict.fromkeys(left)))


def fit(text: str) -> str:
    """Text for code: without the characters that a page cannot have, and so that nothing in it is expanded."""
    text = _UNFIT.sub("\ufffd", re.sub(r"\r\n?", "\n", text) if "\r" in text else text)
    return _LIQUID.sub(_raw_in_code, text) if "{" in text else text


def fence_for(code: str, mark: str = "~") -> str:
    """A fence that no line of the code ends."""
    longest = max((len(run) for run in re.findall(rf"{re.escape(mark)}{{3,}}", code)), default=0) if mark * 3 in code else 0
    return mark * max(3, longest + 1)


def one_line(text: str) -> str:
    """Plain words for a key of the front matter."""
    return " ".join(_UNFIT.sub(" ", text).split())


@lru_cache(maxsize=20_000)  # as of names and values
def code_span(text: str) -> str:
    """A value in the mark of code (CommonMark 0.31, 6.1)."""
    text = fit(text).replace("\n", "\\n")
    longest = max(map(len, re.findall("`+", text)), default=0)
    mark = "`" * (longest + 1)
    space = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) or not text else ""
    return f"{mark}{space}{text}{space}{mark}"


def _raw_in_code(found: re.Match[str]) -> str:
    return f"{{% raw %}}{found[0]}{{% endraw %}}" if _EXPANDED.match(found.string, found.start()) else found[0]


def _raw(found: re.Match[str]) -> str:
    return f"{{% raw %}}{found[0]}{{% endraw %}}"


def _cut(text: str) -> Iterator[tuple[bool, str]]:
    """Fenced code, each fence closed, and what is between."""
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        found = _FENCE.fullmatch(line)
        if not fence and found and not (found[1][0] == "`" and "`" in found[2]):
            yield False, "\n".join(lines)
            fence, lines = found[1], [line.rstrip()]
        elif fence and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            yield True, fit("\n".join([*lines, line.rstrip()]))
            fence, lines = "", []
        else:
            lines.append(line.rstrip() if not line.endswith("  ") or fence else line.rstrip() + "  ")
    if fence:
        indent = lines[0][: len(lines[0]) - len(lines[0].lstrip(" "))]
        yield True, fit("\n".join([*lines, indent + fence]))
    else:
        yield False, "\n".join(lines)


def _prose(text: str, left: list[str]) -> str:
    text = _without_comments(text)
    pieces, at = [], 0
    for found in _SPAN.finditer(text):
        pieces += [text[at : found.start()], fit(found[0])]
        at = found.end()
    pieces.append(text[at:])
    unpaired = _unpaired("".join(pieces[::2]))
    for number in range(0, len(pieces), 2):
        pieces[number] = _marked(pieces[number], unpaired, left)
    return _apart(_without_headings("".join(pieces)))


def is_table(text: str) -> bool:
    """Whether a text begins with a pipe table: a row, and one of dashes below it (GitHub Flavored Markdown, 4.10)."""
    row, _, below = text.partition("\n")
    below = below.partition("\n")[0]
    return "|" in row and "|" in below and _DELIMITERS.fullmatch(below.strip()) is not None


def _apart(text: str) -> str:
    """Tables with a blank line above, which the site's Markdown wants and that of documents does not."""
    if "|" not in text:
        return text
    lines = text.split("\n")
    made: list[str] = []
    inside = False
    for number, line in enumerate(lines):
        inside = inside and bool(line.strip())
        if not inside and is_table("\n".join(lines[number : number + 2])):
            made += [""] if made and made[-1].strip() else []
            inside = True
        made.append(line)
    return "\n".join(made)


def _without_comments(text: str) -> str:
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts.append(text[at:start])
        at = end + 3
    return "".join([*parts, text[at:]])


def _marked(text: str, unpaired: frozenset[str], left: list[str]) -> str:
    text = _LIQUID.sub(_raw, text)
    text = _DEFINED.sub(lambda found: found[1] + (found[2] if _ADDRESS.match(found[2]) else "#"), text)
    text = _LINK.sub(lambda found: _link(found, left), text)
    text = _LINE_START.sub(lambda found: f"{found[1]}&#{ord(found[0].strip()[0])};", text)
    parts, at = [], 0
    for found in re.finditer("<", text):
        if found.start() < at:
            continue
        parts.append(text[at : found.start()])
        if auto := _AUTOLINK.match(text, found.start()):
            parts.append(auto[0])
            at = auto.end()
        elif tag := _TAG.match(text, found.start()):
            parts.append(_tag(tag, unpaired, left))
            at = tag.end()
        else:
            parts.append("&lt;")
            at = found.end()
    return "".join([*parts, text[at:]])


def _unpaired(text: str) -> frozenset[str]:
    """The elements that are opened more often than closed, or the other way round: they would hold what follows them."""
    count: Counter[str] = Counter()
    for found in _TAG.finditer(text):
        count[found[2].lower()] += 0 if found[4] else -1 if found[1] else 1
    return frozenset(name for name, number in count.items() if number and name not in _NEED_NO_END)


def _tag(found: re.Match[str], unpaired: frozenset[str], left: list[str]) -> str:
    name = found[2].lower()
    if name in _HEADINGS and name not in unpaired:
        return "**\n\n" if found[1] else "\n\n**"
    if name not in _TAGS or name in unpaired:
        if name in _ACTIVE:
            left.append(f"the element <{name}>, which is shown as its characters")
        return "&lt;" + found[0][1:]
    if found[1]:
        return f"</{name}>"
    kept = []
    for attribute in _ATTRIBUTE.finditer(found[3]):
        own, value = attribute[1].lower(), next((part for part in attribute.groups()[1:] if part is not None), "")
        if own in _KEPT and (own not in {"href", "src"} or _ADDRESS.match(value)):
            kept.append(f' {own}="{value.replace(chr(34), "&quot;")}"')
        elif own in {"href", "src"}:
            left.append(f"the link to {value[:100]}, which leads nowhere here")
    return f"<{name}{''.join(kept)}{' /' if name in {'br', 'hr', 'img'} else ''}>"


_ACTIVE = frozenset({"script", "iframe", "style", "object", "embed", "form", "input", "button", "link", "meta", "video", "svg"})


def _link(found: re.Match[str], left: list[str]) -> str:
    """A link, or its text where its address is one of the old documentation's, or no address of the web."""
    if _ADDRESS.match(found[3]):
        return found[0]
    if found[3]:
        left.append(f"the {'image' if found[1] else 'link to'} {found[3][:100]}, which leads nowhere here")
    return found[2]


def without_closing_marks(words: str) -> str:
    """The words of a heading, which may end with as many marks as it begins with, or others (CommonMark 4.2)."""
    return words.rstrip(" \t").rstrip("#").rstrip(" \t")


def _without_headings(text: str) -> str:
    """Headings as paragraphs in bold: those of the page are its own."""
    lines = text.split("\n")
    made: list[str] = []
    for number, line in enumerate(lines):
        heading = _HEADING.fullmatch(line)
        if heading:
            words = without_closing_marks(heading[1]).replace("**", "")
            made += ["", f"**{words}**", ""] if words else [""]
        elif re.fullmatch(r" {0,3}(?:=+|-+)[ \t]*", line) and number and lines[number - 1].strip() and made:
            if line.strip() in {"-", "="} or re.match(r"\s*(?:[-*+>|]|\d+\.)", lines[number - 1]):
                made += ["", line] if line.strip() not in {"-", "="} else [line]
            else:
                above = made.pop().strip()
                made += ["", f"**{above.replace('**', '')}**", ""]
        else:
            made.append(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(made))
