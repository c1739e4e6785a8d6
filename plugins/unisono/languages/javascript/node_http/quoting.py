"""How a value is quoted in a sample for the modules `http` and `https`: each refuses URLs of the other's scheme."""

from __future__ import annotations

from collections.abc import Sequence

from unisono.languages.javascript import quoting
from unisono.languages.quoting import BASE, Found, Quoting, Slot


def places(code: str, slots: Sequence[Slot]) -> list[Found | None]:
    """As of any program, and of a base URL only one with the scheme that is written."""
    found = quoting.places(code, slots)
    return [place and _of_scheme(code, slot, place) for slot, place in zip(slots, found, strict=True)]


def _of_scheme(code: str, slot: Slot, place: Found) -> Found:
    if slot.name != BASE:
        return place
    scheme = Quoting((), (f"^(?!{code[slot.start : slot.end].partition(':')[0].lower()}:)",))
    return place._replace(quoting=scheme.inside(place.quoting))
