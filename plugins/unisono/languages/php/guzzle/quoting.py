"""How a value is quoted in a sample for Guzzle."""

from __future__ import annotations

from collections.abc import Sequence

from unisono.languages.php.quoting import PhpFollower
from unisono.languages.quoting import Found, Quoting, Slot

_VERBS = ("get", "head", "post", "put", "patch", "delete", "options", "request", "send")
_SENDING = frozenset({"Client", "Request", "Uri", "withHeader", "json_encode", *_VERBS, *(f"{verb}Async" for verb in _VERBS)})

_ORIGIN_ONLY = Quoting((), (r"^[a-z]+:\/\/[^\/]+\/.",))
"""What a relative URL is resolved against loses the end of its path, or all of it (RFC 3986, 5.2)."""


def places(code: str, slots: Sequence[Slot]) -> list[Found | None]:
    """For each slot its place, which may be wider, and how it is quoted; None where that is not certain."""
    return PhpFollower(code, _SENDING, {"base_uri": _ORIGIN_ONLY}).places(slots)
