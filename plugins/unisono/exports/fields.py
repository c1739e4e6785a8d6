"""Values of header fields as clients that run on Node.js send them."""

from __future__ import annotations

from unisono.languages.writing import Unwritable


def latin(value: str) -> str:
    """The value. Raises Unwritable where it has characters besides those of Latin-1, which Node.js refuses
    (<https://nodejs.org/api/http.html>, `ERR_INVALID_CHAR`)."""
    if odd := next((char for char in value if ord(char) > 0xFF), None):
        raise Unwritable(f"sends no '{odd}' in a header field")
    return value
