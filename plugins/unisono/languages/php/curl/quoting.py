"""How a value is quoted in a sample for the extension curl."""

from __future__ import annotations

from collections.abc import Sequence

from unisono.languages.php.quoting import PhpFollower
from unisono.languages.quoting import Found, Slot

_SENDING = frozenset({"curl_init", "curl_setopt", "curl_setopt_array", "json_encode", "http_build_query"})


def places(code: str, slots: Sequence[Slot]) -> list[Found | None]:
    """For each slot its place, which may be wider, and how it is quoted; None where that is not certain."""
    return PhpFollower(code, _SENDING, {}).places(slots)
