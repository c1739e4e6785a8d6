"""Files that are pages of endpoints by their front matter and not by their names: what looks at pages passes them over, and has
to say so."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from http import HTTPMethod
from pathlib import Path, PurePath

from unisono.text.files import UnreadableError, first_bytes
from unisono.text.regex import regex
from unisono.text.source import Source, Text

BEGINNING = 20_000
"""Bytes of a file that is no page by its name which show whether it is one."""

_MARK = b"---"
_OF_OTHERS = (".html", ".htm")
"""How pages of other generators end, whose front matter may have the same keys."""

_OF_MARKDOWN = (".mdx", ".qmd", ".rmd", ".mdoc", ".markdoc")
"""How files end that are Markdown, but for what other programs take from them."""

_METHODS = "|".join(HTTPMethod)
_STATES_REQUEST = regex(
    rf"^(?:#{{1,6}}[ \t][^\w\n/]{{0,12}}(?:{_METHODS})\b[^\w\n/]{{1,12}}/[\w{{:<]\S*+[ \t]*+"
    rf"(?:(?:#+|\{{[^{{}}\n]*\}})[ \t]*+)?\r?$"
    rf"|(?:api|openapi)[ \t]*:[ \t]*[\"']?(?:\S{{1,100}}[ \t]+)?(?i:{_METHODS})[ \t]+(?:https?:/)?/\S)",
    re.MULTILINE,
)
"""A heading that is a request and nothing else, or a key with one: "Routing: GET /path" is a sentence about them."""
_FENCED = regex(r"^[ \t>]*(?P<fence>```|~~~)[\s\S]*?(?:^[ \t>]*(?P=fence)|\Z)", re.MULTILINE)

_IS_POST = regex(r"^layout[ \t]*:[ \t]*[\"']?post\b", re.MULTILINE | re.IGNORECASE)
_DATA = (".json", ".yml", ".yaml", ".toml", ".xml", ".csv", ".js", ".css", ".svg")


def is_data(name: str) -> bool:
    """Whether a file is of data by its name: its first lines may look like front matter."""
    name = name.lower()
    return name.endswith(_DATA) and ".md" not in name


def _is_template(name: str) -> bool:
    """Whether a file is made into data, or a page of another generator, by its name: `order.yml.j2`, `order.yml.example`."""
    name = name.lower()
    return ".md" not in name and not {*_DATA, *_OF_OTHERS}.isdisjoint(PurePath(name).suffixes)


def _states_request(text: str) -> bool:
    """Whether Markdown with code has a request outside of it, where a '#' begins no comment."""
    outside, fences = _FENCED.subn("", text)
    return fences > 0 and _STATES_REQUEST.search(outside) is not None


def begins_as_endpoint(path: Path, inside: Path) -> bool:
    """Whether a file begins with the front matter of an endpoint page, with a method or blocks of code, or is Markdown of
    another name that states a request beside code. Of any other that does not begin with `---`, nothing more is read, and
    nothing at all of what lies outside the folder `inside`."""
    if is_data(path.name) or path.name.lower().endswith(_OF_OTHERS) or _is_template(path.name):
        return False
    try:
        is_markdown = path.name.lower().endswith(_OF_MARKDOWN)
        begins = first_bytes(path, inside, len(BOM_UTF8 + _MARK)).removeprefix(BOM_UTF8).startswith(_MARK)
        if not (begins or is_markdown):
            return False
        data = first_bytes(path, inside, BEGINNING)
    except (UnreadableError, OSError):  # a link out of the folder, a pipe: nothing of the site
        return False
    if b"\0" in data:
        return False
    text = data.decode("utf-8-sig", errors="ignore")
    if is_markdown and _states_request(text):
        return True
    # These bring what reads pages, and next to no file gets here.
    from unisono.pages.known_keys import LOOKED_FOR  # noqa: PLC0415
    from unisono.pages.opening import unread  # noqa: PLC0415

    opening = unread(Text.of(Source(path.name, text)), LOOKED_FOR, whole=True)
    end = text.find("\n---", len(_MARK))
    return opening is not None and opening.is_certain and _IS_POST.search(text, 0, end if end > 0 else len(text)) is None
