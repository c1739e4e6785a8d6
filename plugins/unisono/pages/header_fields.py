"""The header fields that a page documents, and those that need no documentation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property

from unisono.pages.parameter_names import names_of, words
from unisono.pages.parameters import Parameter, ParameterGroup, Place
from unisono.text.regex import regex
from unisono.text.source import Text

_OPEN = regex(r"[*<{]")
_USUAL = regex(
    r"accept(?:-.+)?|content-.+|user-agent|host|connection|keep-alive|transfer-encoding|te|expect|cache-control|pragma|date|origin"
    r"|referer|dnt|upgrade-insecure-requests|sec-.+",
    re.IGNORECASE,
)
_CREDENTIAL = regex(
    r"(?:.+-)?(?:authorization|cookie|(?:api|app|auth|access|client|session|csrf|xsrf|subscription)-?(?:id|key|token|secret)|token|signature)",
    re.IGNORECASE,
)


def needs_documentation(name: str) -> bool:
    """Whether readers must be told of a field on each page that has it. Not of those by which clients say how they send and
    what they take (RFC 9110, 8, 10.1 and 12; the Fetch standard's own), and not of credentials, which a site documents once
    for all of its pages."""
    return _USUAL.fullmatch(name) is None and not is_credential(name)


def is_credential(name: str) -> bool:
    """Whether a field holds credentials, by its name."""
    return _CREDENTIAL.fullmatch(name.replace("_", "-")) is not None


class HeaderFields:
    """What the lists of header fields on a page document. Names are the same in any case (RFC 9110, 5.1)."""

    def __init__(self, groups: Iterable[ParameterGroup]) -> None:
        self._groups = tuple(group for group in groups if group.place is Place.HEADER)
        self.parameters = tuple(parameter for group in self._groups for parameter in group.parameters)

    @property
    def label(self) -> str:
        """Where they are listed, in the words of a finding."""
        heading = self._groups[0].heading
        return f"under '{heading}'" if heading else "among the header fields"

    @property
    def place(self) -> Text:
        """What to point at as the list: its heading, or its first name."""
        return self._groups[0].heading or self.parameters[0].name

    @cached_property
    def required(self) -> tuple[Parameter, ...]:
        """Those that each request must have."""
        named = (parameter for parameter in self.parameters if not any(map(_OPEN.search, field_names(parameter))))
        return tuple(parameter for parameter in named if parameter.required)

    def get(self, name: str) -> Parameter | None:
        """What documents a field: by its name, or by one that ends in a placeholder or a star (`X-Meta-*`)."""
        lower = name.lower()
        return self._by_name.get(lower) or next((p for start, p in self._open if lower.startswith(start)), None)

    def like(self, name: str) -> str | None:
        """A documented name that differs from `name` in spelling only, or by a letter or two."""
        known = [own for parameter in self.parameters for own in field_names(parameter)]
        same = next((own for own in known if words(own) == words(name)), None)
        return same or next(iter(get_close_matches(name, known, n=1, cutoff=0.85)), None)

    @cached_property
    def _by_name(self) -> Mapping[str, Parameter]:
        return {name.lower(): parameter for parameter in reversed(self.parameters) for name in field_names(parameter)}

    @cached_property
    def _open(self) -> tuple[tuple[str, Parameter], ...]:
        found = ((_OPEN.search(name), name, parameter) for name, parameter in self._by_name.items())
        return tuple((name[: mark.start()], parameter) for mark, name, parameter in found if mark)


def field_names(parameter: Parameter) -> list[str]:
    """The names under which a header field is listed, without the value that some write behind them:
    `Authorization: Bearer …`."""
    written = parameter.name.value.strip("` ")
    if written.endswith("*") and " " not in written:
        return [written]
    name, colon, _ = parameter.name.value.strip("`* ").partition(":")
    return [name.strip("`* ")] if colon and name else names_of(parameter)
