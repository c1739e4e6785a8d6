"""Keys of front matter by which other programs hide a page, and authors believe that this one does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from unisono.pages.frontmatter import Mapping as FrontMatter
from unisono.pages.frontmatter import Scalar, Sequence, Value
from unisono.pages.keys import letters_of
from unisono.text.regex import regex
from unisono.text.slips import is_one_slip
from unisono.text.source import Text

HIDDEN = frozenset({"internal", "private", "hidden", "draft", "none", "nobody"})
"""Values of `visibility` for what hardly anybody may see."""


class Hiding(NamedTuple):
    """A key that is to hide the page, and what it says."""

    key: Text
    said: str


def hiding_keys(front_matter: FrontMatter) -> list[Hiding]:
    """Those of a page that does not say who may see it."""
    if front_matter.get("visibility") is not None:
        return []
    return [*hidden_by_yes_or_no(front_matter), *hidden_by_word(front_matter)]


def hidden_by_yes_or_no(front_matter: FrontMatter) -> Iterator[Hiding]:
    """Keys such as `draft: true` and `is_public: no`."""
    for key, value in front_matter.entries:
        said = _said(value)
        if hides(key.text.value, said):
            yield Hiding(key.text, said)


def hidden_by_word(front_matter: FrontMatter) -> Iterator[Hiding]:
    """Keys that say for whom the page is, in another word than `visibility`: `access: internal`, `groups: [staff]`."""
    for key, value in front_matter.entries:
        said = _words(value)
        if said and _OF_AUDIENCE.fullmatch(letters_of(key.text.value)) and all(map(_FOR_FEW.fullmatch, said)):
            yield Hiding(key.text, ", ".join(said))


def unread_but_hiding(found: Hiding) -> str:
    """That the key is none that is read, what a build makes of it, and what to write."""
    name = found.key.value.strip()
    return (
        f"'{name}: {found.said}' is no key that is read; a build leaves the page out, as it has no 'visibility'; write "
        f"'visibility: internal', or take '{name}' out"
    )


def in_vain(found: Hiding, why: str) -> str:
    """That the key does not hide the page, and what to write."""
    name = found.key.value.strip()
    return (
        f"'{name}: {found.said}' hides nothing, and the page may be published, {why}; write 'visibility: internal', or take "
        f"'{name}' out"
    )


def hides(key: str, said: str) -> bool:
    """Whether a key with this answer is to hide a page."""
    answer = said.strip(" \t\"',").lower()
    return answer in _YES | _NO and answer in _hiding_answers(key, answer)


def _said(value: Value) -> str:
    return value.text.value.strip().lower() if isinstance(value, Scalar) else ""


def _words(value: Value) -> list[str]:
    return [*map(_said, value.items)] if isinstance(value, Sequence) else [word] if (word := _said(value)) else []


def _hiding_answers(key: str, said: str) -> frozenset[str]:
    """The answers with which a key hides a page. A slip in it is one beside a word only: numbers are given to many keys."""
    name = _AROUND.sub("", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key.strip())).lower()
    name = letters_of(name)
    if name not in _HIDES and name not in _OTHER_WORDS and not said.isdecimal():
        name = next((known for known in _NAMES if name[:1] == known[0] and is_one_slip(name, known)), name)
    return _HIDES.get(name, frozenset())


_AROUND = regex(r"(?:is|x|page|doc)[_-](?=\w)|[_-](?:only|page|doc)\Z", re.IGNORECASE)
_YES, _NO = frozenset({"true", "yes", "on", "1"}), frozenset({"false", "no", "off", "0"})
_HIDES = dict.fromkeys(("published", "publish", "public", "visible", "shown"), _NO) | dict.fromkeys(
    """confidential donotpublish dontpublish draft drafts employees hidden hide internal nopublish private restricted secret
    staff unlisted unpublished""".split(),  # noqa: SIM905
    _YES,
)
_NAMES = ("confidential", "draft", "hidden", "internal", "private", "published", "unlisted", "unpublished", "visible")
"""Those of which a slip is no word of its own."""
_OTHER_WORDS = frozenset({"interval", "publisher"})
_OF_AUDIENCE = regex(
    r"(?:page|doc)?(?:access(?:level)?|availability|classification|confidentiality|exposure|for|groups?|only|permissions?"
    r"|release|roles?|scope|stage|state|status|visible)"
)
_FOR_FEW = regex(r"(?:confidential|employees|hidden|internal|private|restricted|secret|staff|unpublished)(?:[ _-]?only)?")
