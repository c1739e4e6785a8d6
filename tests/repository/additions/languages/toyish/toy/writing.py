"""A request → the line that sends it."""

from __future__ import annotations

from collections.abc import Iterator

from unisono.languages.writing import Unwritable, Wanted


def write(wanted: Wanted) -> Iterator[str]:
    """The one way there is."""
    if wanted.text is not None or wanted.parts is not None or len(wanted.fields) > 1:
        raise Unwritable("sends no content, and one header field")
    fields = "".join(f" {field.name}={field.value}" for field in wanted.fields)
    yield f"toy {wanted.method} {''.join(str(piece) for piece in wanted.url)}{fields}"
