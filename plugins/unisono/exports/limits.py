"""What several clients of exports cannot send, or send by themselves."""

from __future__ import annotations

from unisono.exports.collection import Losses
from unisono.languages.writing import Unwritable, is_file
from unisono.wire.request import Part


def latin(value: str) -> str:
    """The value. Raises Unwritable where it has characters besides those of Latin-1, which Node.js refuses
    (<https://nodejs.org/api/http.html>, `ERR_INVALID_CHAR`)."""
    if odd := next((char for char in value if ord(char) > 0xFF), None):
        raise Unwritable(f"sends no '{odd}' in a header field")
    return value


def file_of(part: Part, client: str, losses: Losses, place: str) -> str | None:
    """The name of the file whose bytes a part is; None for text. What the client does otherwise is told to `losses`.
    Raises Unwritable for the bytes of a file that are written out."""
    if part.fields:
        losses.add(f"{client} has no header fields of a part besides its media type", place)
    if part.filename is None:
        return None
    if not is_file(part):
        raise Unwritable("takes what is in a file from a file only")
    if part.media_type is None:
        losses.add(f"{client} says a media type of a file by its ending", place)
    return part.filename.value
