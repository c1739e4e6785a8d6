"""The keys of front matter that are read, and those that were probably meant to be."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPMethod
from typing import NamedTuple

from unisono.pages.frontmatter import Mapping as FrontMatter
from unisono.pages.frontmatter import Scalar, Value
from unisono.pages.keys import GUARDED, meant
from unisono.pages.parameter_lists import is_block_list, is_parameter_list

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


def missed_keys(front_matter: FrontMatter) -> Iterator[Missed]:
    """Keys that are known ones misspelt, and those that say who may see the page where they say nothing."""
    written = {key.text.value for key, _ in front_matter.entries}
    for key, value in front_matter.entries:
        if isinstance(value, FrontMatter):
            yield from (Missed(inner, "visibility", key) for inner, _ in value.entries if _is_visibility(inner.text.value))
        if (
            not _is_read(key.text.value)
            and (name := _meant(key.text.value, value))
            and (name not in written or name in GUARDED)
        ):
            yield Missed(key, name)


def _is_read(key: str) -> bool:
    return key in _EXACTLY or key.startswith(CONTENT) or is_block_list(key) or is_parameter_list(key.removesuffix("_title"))


def _is_visibility(key: str) -> bool:
    return key == "visibility" or meant(key, ("visibility",)) is not None


def _meant(key: str, value: Value) -> str | None:
    """What a key was meant to be. One that looks like `method` or `type` must have a method."""
    name = "visibility" if key == "audience" else meant(key, LOOKED_FOR)
    if name in {"method", "type"}:
        is_method = isinstance(value, Scalar) and value.text.value.strip().upper() in [*HTTPMethod, ""]
        return "method" if is_method else None
    return "visibility" if name == "audience" else name
