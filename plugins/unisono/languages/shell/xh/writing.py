"""A request → the xh command that sends it: HTTPie's request items, with xh's own escapes (xh's manual, "Request items")."""

from __future__ import annotations

from collections.abc import Iterator

from unisono.languages.shell.httpie.writing import Dialect, written
from unisono.languages.writing import Unwritable, Wanted, pieces
from unisono.text.regex import regex

_BEFORE_A_SPECIAL = regex(r"\\(?=[=@:;\\]|\Z)")


def write(wanted: Wanted) -> Iterator[str]:
    """As a person writes it, then with more and more of it as it is sent."""
    said = [piece for field in wanted.fields_besides_credentials for piece in pieces(field.value) if isinstance(piece, str)]
    if not all(piece.isascii() for piece in said):
        raise Unwritable("sends only ASCII in header fields")
    yield from written(wanted, Dialect("xh", _escaped, lambda _: None))


def _escaped(value: str) -> str:
    """With the backslashes doubled that would be taken for the beginning of an escape."""
    return _BEFORE_A_SPECIAL.sub(r"\\\\", value)
