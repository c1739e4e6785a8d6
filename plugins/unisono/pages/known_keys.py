"""The keys of front matter that are read, and those that were probably meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from http import HTTPMethod
from typing import NamedTuple

from unisono.pages.frontmatter import Mapping as FrontMatter
from unisono.pages.frontmatter import Scalar, Value
from unisono.pages.keys import GUARDED, letters_of, meant
from unisono.pages.parameter_lists import is_block_list, is_parameter_list
from unisono.text.regex import regex
from unisono.text.slips import is_one_slip
from unisono.text.source import Text

TEXTS = frozenset(
    ("title", "name", "method", "position", "position_number", "visibility", "description", "deprecated", "right_code")
)


LISTS = ("right_code_blocks", "left_code_blocks", "parameters", "query_parameters", "parameters_title")


PATHS = ("title", "endpoint", "url", "path")


CONTENT = "content_markdown"
"""How the keys begin that hold Markdown."""

OF_METHOD = "content_markdown_method"
"""That of the Markdown that comes first, and introduces what follows."""


KEYS = (*sorted(TEXTS), *LISTS, *PATHS[1:], "type", CONTENT)
"""The keys of front matter that are read, of those that may begin or end in several ways the commonest."""

_EXACTLY = frozenset(KEYS)

LOOKED_FOR = (*KEYS, "audience")
"""Those, and the setting's name, which an author may write for `visibility`."""


class Missed(NamedTuple):
    """A key that is not read: the known one that was probably meant, and the key whose value it is a part of."""

    key: Scalar
    meant: str
    within: Scalar | None = None


_SAYS_METHOD = regex(r"verb|(?:http|request|rest|api)(?:method|verb)")
_SAYS_PATH = regex(r"uri|route|apiendpoint|(?:api|endpoint|http|request|route|url)(?:path|uri|url)")
"""What others call the method and the path, in lower case and without marks. `permalink`, `slug`, `href` and `link` are where a
page is itself, or leads."""


_VISIBILITY = regex(r"visible(?:to|for)|sichtbarkeit|visibilidade?|zichtbaarheid|widoczność|видимость|可见性|可見性|公開範囲")
"""What others call the visibility, and what it is in other languages, as far as that is not like the key itself."""


def missed_keys(front_matter: FrontMatter) -> Iterator[Missed]:
    """Keys that are known ones misspelt, those that say the method in another word where nothing else says it, and those that
    say who may see the page where they say nothing."""
    written = {key.text.value for key, _ in front_matter.entries}
    says_method = any(_says_method(key.text.value, value) for key, value in front_matter.entries)
    for key, value in front_matter.entries:
        if isinstance(value, Scalar) and "visibility" not in written and (inner := _swallowed(key.text.value, value)):
            yield Missed(inner, "visibility", key)
        if isinstance(value, FrontMatter):
            yield from (Missed(inner, "visibility", key) for inner, _ in value.entries if _is_visibility(inner.text.value))
        if (
            not _is_read(key.text.value)
            and (name := _meant(key.text.value, value))
            and (name not in written or name in GUARDED)
        ):
            yield Missed(key, name)
        elif not says_method and _SAYS_METHOD.fullmatch(letters_of(key.text.value)) and _is_method(value, empty=False):
            yield Missed(key, "method")


def missed_path(front_matter: FrontMatter) -> Missed | None:
    """The key with a path that is not read, on a page that declares none: one that others use for it, one that differs from a
    known one in a letter or the order of two, or any whose value has the method as well."""
    written = {key.text.value for key, _ in front_matter.entries}
    for key, value in front_matter.entries:
        path = _A_PATH.fullmatch(value.text.value) if isinstance(value, Scalar) else None
        if path is None or _is_read(key.text.value) or meant(key.text.value, LOOKED_FOR):
            continue
        name = letters_of(key.text.value)
        if path["method"] or _SAYS_PATH.fullmatch(name) or any(_is_slip_of_path(name, known) for known in PATHS):
            return Missed(key, next((known for known in ("title", "path") if known not in written), "path"))
    return None


_A_PATH = regex(rf"\s*(?:(?P<method>{'|'.join(HTTPMethod)})\s+)?(?:/|https?://[^\s/]+/)\S*\s*", re.IGNORECASE)


def _says_method(key: str, value: Value) -> bool:
    return (key == "method" and not _is_empty(value)) or (key == "type" and _is_method(value, empty=False))


def _is_empty(value: Value) -> bool:
    return isinstance(value, Scalar) and not value.text.value.strip()


def _is_slip_of_path(name: str, known: str) -> bool:
    """Whether a letter of a known key is left out, or two stand in the wrong order; others make words: `math`, `curl`."""
    is_own = len(name) < len(known) or sorted(name) == sorted(known)
    return name[:1] == known[0] and is_own and is_one_slip(name, known)


@lru_cache(1_000)  # the pages of a site have the same keys
def _is_read(key: str) -> bool:
    return key in _EXACTLY or key.startswith(CONTENT) or is_block_list(key) or is_parameter_list(key.removesuffix("_title"))


def _swallowed(key: str, value: Scalar) -> Scalar | None:
    """A line that says who may see the page, in the text of a key that is no code."""
    if "visibility" not in value.text.value or key == "right_code" or key.startswith(CONTENT):
        return None
    raw = value.text.span()
    found = _SWALLOWED.search(raw.source.text, raw.start, raw.end)
    return Scalar(Text.of(raw.source, *found.span(1)), is_null=False) if found else None


_SWALLOWED = regex(r"(?m)^[ \t]*(visibility)[ \t]*:[ \t]*[\w-]+[\"']?[ \t]*$")


def _is_visibility(key: str) -> bool:
    return key == "visibility" or meant(key, ("visibility",)) is not None


def _meant(key: str, value: Value) -> str | None:
    """What a key was meant to be. One that looks like `method` or `type` must have a method."""
    is_other = key == "audience" or _VISIBILITY.fullmatch(letters_of(key))
    name = "visibility" if is_other else meant(key, LOOKED_FOR)
    if name in {"method", "type"}:
        return "method" if _is_method(value) else None
    return "visibility" if name == "audience" else name


def _is_method(value: Value, *, empty: bool = True) -> bool:
    """Whether a value is a method; with `empty` also where it is none yet."""
    return isinstance(value, Scalar) and value.text.value.strip().upper() in [*HTTPMethod, *([""] if empty else [])]
