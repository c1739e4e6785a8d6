"""A request as it came to the recording server."""

from __future__ import annotations

from unisono.records import dataclass

KNOWN_NAMES = r"localhost|[\w-]+(\.[\w-]+)+\.?|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%[\w.~-]+)?"
"""Names and addresses of hosts that are taken to exist: a pattern that Python and JavaScript read alike."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One request as it came over the wire. `host` is its `Host` field; a field's value is all behind colon and one space."""

    method: str
    scheme: str
    host: str
    target: str
    fields: tuple[tuple[str, str], ...]
    content: bytes
