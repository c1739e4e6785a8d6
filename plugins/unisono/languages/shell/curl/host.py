"""Hosts that curl writes anew: numbers, and names outside ASCII (its URL syntax document; behaviour of curl 7.88)."""

from __future__ import annotations

import unicodedata

from unisono.languages.idna import to_ascii
from unisono.languages.reading import Invalid, Unsupported
from unisono.text.regex import regex
from unisono.text.source import Text

_NUMERIC = regex(r"(?:(?:0[xX][0-9A-Fa-f]*|[0-9]+)(?:\.|$))+")
_NUMBER = regex(r"0[xX][0-9A-Fa-f]{1,16}|0[0-7]{0,22}|[1-9][0-9]{0,19}")


def rewritten(host: Text, resolved: bool) -> Text:
    """The host as curl sends it. Raises `Invalid` for a number that is no address, `Unsupported` where it is not known.

    One that is not `resolved` here need not be an address.
    """
    name = host.value
    if not name.isascii() and "." in name:
        return _international(host)
    if "%" in name.partition("]")[0]:
        raise Unsupported("a percent-encoded host", host.span())
    if not _NUMERIC.fullmatch(name):
        return host
    address = _address(name)
    if address is None and not resolved:
        return host
    if address is None:
        raise Invalid(f"curl: (6) Could not resolve host: {name}", host.span())
    return host if name == address else Text.decoded(address, host.span())


def _international(host: Text) -> Text:
    try:
        if not any(unicodedata.bidirectional(c) in {"R", "AL", "AN"} for c in host.value):
            return to_ascii(host)
    except UnicodeError:
        pass  # what libidn2 makes of it is not known
    raise Unsupported("this international domain name", host.span())


def _address(name: str) -> str | None:
    """The address that up to four numbers stand for, the last one filling the bytes that are left (inet_aton)."""
    parts = name.split(".")
    if len(parts) > 4 or not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    numbers = [int(part, 16 if part[1:2] in {"x", "X"} else 8 if part.startswith("0") else 10) for part in parts]
    room = 5 - len(numbers)
    if any(number > 255 for number in numbers[:-1]) or numbers[-1] >= 256**room:
        return None
    return ".".join(str(byte) for byte in [*numbers[:-1], *numbers[-1].to_bytes(room, "big")])
