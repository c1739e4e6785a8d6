"""The words and marks by which authors state facts of a parameter: name, whether required, default, values."""

from __future__ import annotations

import re
from collections.abc import Iterable

from unisono.text.regex import regex
from unisono.text.source import Text

MAX_LENGTH = 1000
"""Characters of a name, of an enumeration, or at the end of a description, in which facts are looked for."""

_TAG = regex(r"<(/?(?:abbr|b|br|code|em|font|i|kbd|nobr|p|small|span|strong|sub|sup|tt|u|var))(?:\s[^<>]*)?/?>", re.IGNORECASE)
_FLAG_WORD = r"(required|mandatory|optional)"
_FLAG_IN_BRACKETS = regex(rf"[*_\s]*[(\[][*_\s]*{_FLAG_WORD}[*_\s]*[)\]][*_\s]*", re.IGNORECASE)
_FLAG_AT_END = regex(rf"(?:\s[\s*_,;:–—-]*|[,;:]\s*[*_]*){_FLAG_WORD}[*_.\s]*\Z", re.IGNORECASE)
_ELEMENT = rf"<(?P<tag>b|em|font|i|small|span|strong|u)(?:\s[^<>]*)?>[\s*_(\[]*{_FLAG_WORD}[\s*_.)\]:]*</(?P=tag)>"
_ELEMENT_FIRST = regex(rf"\s*{_ELEMENT}[\s.:,;–—-]*", re.IGNORECASE)
_ELEMENT_LAST = regex(rf"[\s,;:(–—-]*{_ELEMENT}[\s.)]*\Z", re.IGNORECASE)
_LINK = regex(r"\[([^\[\]]*)\]\([^()\s]*\)")
_ESCAPED = regex(r"\\([!-/:-@\[-`{-~])")
_SEPARATOR = regex(r"\s*[,;|]\s*|\s+(?:or|and)\s+|\s+/\s+|\s*<br\s*/?>\s*")
_VALUE = regex(r"""["'`]*([^\s"'`]+)["'`]*""")
_NUMBER = r"[-+]?(?:\d+(?:\.\d+)*+(?:\.(?!\.))?|\.\d+)"
_INTERVAL = regex(rf"{_NUMBER}(?:\s*(?:-|–|—|\.\.+|~|to|,|;)\s*{_NUMBER})?", re.IGNORECASE)
_OPEN = regex(r"\.\.|…|\betc\b|\bsuch as\b|\be\.g\b", re.IGNORECASE)
_NOTHING = frozenset({"", "-", "--", "–", "—", "n/a", "na", "\\-"})
_YES = frozenset(
    {"yes", "y", "true", "required", "mandatory", "always", "must", "✓", "✔", "✔️", "☑", "☑️", "✅", "●", "○", "◯", "1"}
)
_NO = frozenset({"no", "n", "false", "optional", "never", "✗", "✘", "✖", "×", "❌", "☐", "0"})


_PLAIN_NAME = regex(r"[A-Za-z](?:[\w.-]|\[\])*(?<=[A-Za-z0-9\]])")
_BEFORE_A_STAR = ("-", ".", "/")
"""What a star at the end of a name stands behind if it is for the rest of the name: `X-Meta-*`."""


def read_name(text: Text) -> tuple[Text, bool | None]:
    """A parameter's name without what is written around it, and whether that says that it is required: `**name**`, `name*`,
    `name (required)`, `[name](#name)`."""
    if _PLAIN_NAME.fullmatch(text.value):  # as nearly all are, and there are many
        return text, None
    required: bool | None = None
    text = _unpunctuated(without_tags(text))
    flag = _FLAG_IN_BRACKETS.search(text.value, 0, MAX_LENGTH)
    if flag is None and len(text) <= MAX_LENGTH:
        flag = _FLAG_AT_END.search(text.value)
    if flag and text.value[: flag.start()].strip("*_` "):
        required = is_yes(flag[1])
        text = _unpunctuated(text.slice(0, flag.start()).stripped())
    if link := _LINK.fullmatch(text.value):
        text = text.slice(*link.span(1))
    bare = text.value.strip("`* \\")
    start = text.value.find(bare)
    bare = bare[: _end_of_name(bare)]
    if bare.endswith(_BEFORE_A_STAR) and text.value.startswith("*", start + len(bare)):
        bare += "*"
    marks = text.value.count("*", start + len(bare)) - text.value.count("*", 0, start)
    name = _without_underlines(text.slice(start, start + len(bare)))
    return name, True if required is None and bare and marks > 0 else required


def _unpunctuated(text: Text) -> Text:
    """Without what separates a name from what describes it: `name:`, `name -`."""
    return text.slice(0, _end_of_name(text.value))


def _end_of_name(text: str) -> int:
    begin = max(0, len(text) - MAX_LENGTH)
    found = _PUNCTUATION.search(text, begin)
    return found.start() if found and not _REFERENCE.search(text, begin) else len(text)


_REFERENCE = regex(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});\s*\Z")
"""A character reference (CommonMark 0.31, 2.5), of which the semicolon is a part: `a&lt;`."""
_PUNCTUATION = regex(r"(?<=[^\s:])(?:(?<!\s)[:,;]|\s[:,;–—-])\s*\Z")


_UNDERLINED = regex(r"(_{1,3})([^_\s](?:.*[^_\s])?)\1")


def _without_underlines(name: Text) -> Text:
    """Without the marks of emphasis that are part of names otherwise: `_name_`, but not `_id`."""
    found = _UNDERLINED.fullmatch(name.value)
    return name.slice(*found.span(2)) if found else name


def without_tags(text: Text) -> Text:
    """Without the tags of inline HTML, if each has its other half; placeholders in angle brackets stay."""
    if "<" not in text.value:
        return text
    tags = [found[1].lower() for found in _TAG.finditer(text.value)]
    halves = [tag for tag in tags if tag != "br"]
    if sorted(tag for tag in halves if tag[0] != "/") != sorted(tag[1:] for tag in halves if tag[0] == "/"):
        return text
    return text.sub(_TAG, lambda found: " " if found[1].lower() == "br" else "").stripped()


def bare(text: Text) -> Text:
    """A word or two without tags, quotation as code, emphasis and escapes."""
    text = without_tags(text)
    text = text.sub(_ESCAPED, lambda found: found[1]) if "\\" in text.value else text
    inner = text.value.strip("`* ")
    start = text.value.find(inner)
    return text.slice(start, start + len(inner))


def split_flag(description: Text) -> tuple[Text, bool] | None:
    """A description that begins or ends with `<b>Required</b>` or the like, without it, and what it says; None for others."""
    if "<" not in description.value:
        return None
    if found := _ELEMENT_FIRST.match(description.value):
        return description.slice(found.end(), len(description)), is_yes(found[2])
    if found := _ELEMENT_LAST.search(description.value, max(0, len(description) - MAX_LENGTH)):
        return description.slice(0, found.start()), is_yes(found[2])
    return None


def is_yes(flag: str) -> bool:
    return flag.lower() != "optional"


def read_flags(texts: Iterable[Text | None]) -> list[bool | None]:
    """What the cells of one column, or the values of one list, say to "required?". None for those that say nothing, or what is
    no plain yes or no.

    `O` is a yes beside `X`, as in East Asia, and optional beside `M`; an `X` alone marks what is required.
    """
    words = [bare(text).value.lower().strip(" .!") if text else "" for text in texts]
    found = set(words)
    yes, no = set(_YES), set(_NO)
    if "m" in found:
        yes, no = yes | {"m", "r"}, no | {"o"}
    elif "r" in found:
        yes, no = yes | {"r"}, no | {"o"}
    elif "o" in found:
        yes, no = yes | {"o"}, no | {"x"}
    else:
        yes = yes | {"x"}
    return [True if word in yes else False if word in no else None for word in words]


def read_requirements(required: Iterable[Text | None], optional: Iterable[Text | None]) -> list[bool | None]:
    """Whether each parameter is required, by the answers to "required?" or else to "optional?"."""
    answers = zip(read_flags(required), read_flags(optional), strict=True)
    return [not may_lack if yes is None and may_lack is not None else yes for yes, may_lack in answers]


def filled(text: Text | None) -> Text | None:
    """A cell or a value that says something: neither empty nor a dash, `N/A`."""
    text = text.stripped() if text else None
    return text if text and bare(text).value.strip().lower() not in _NOTHING else None


def read_values(text: Text) -> tuple[Text, ...]:
    """The values of an enumeration (`a, b`, `a|b`, `"a" or "b"`); none where the text is prose or an open list (`a, b, …`)."""
    if _OPEN.search(text.value) or len(text) > MAX_LENGTH:
        return ()
    values, at = [], 0
    for found in [*_SEPARATOR.finditer(text.value), None]:
        part = text.slice(at, found.start() if found else len(text)).stripped()
        at = found.end() if found else at
        if not part.value:
            continue
        value = _VALUE.fullmatch(part.value)
        if value is None:
            return ()
        values.append(part.slice(*value.span(1)))
    return tuple(values)


def read_range(text: Text) -> tuple[Text, ...]:
    """The values of what is called a range and lists several words; none for an interval."""
    values = read_values(text)
    return () if len(values) < 2 or all(_INTERVAL.fullmatch(value.value) for value in values) else values
