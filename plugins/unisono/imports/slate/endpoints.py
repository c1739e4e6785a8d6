"""Which sections document an endpoint, and of which request they say that it is theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import field
from http import HTTPMethod

from unisono.imports.slate.sections import Section
from unisono.records import dataclass
from unisono.text.regex import regex

_REQUEST = regex(
    rf"\s*+(?:[*_>-]\s*+)*+[`*]*+({'|'.join(HTTPMethod)})[`*]*[ \t]+[`*]*((?:https?://|/|\{{\{{|<%)[^\s`*]+)[`*]*\s*$",
    re.IGNORECASE,
)
_OF_REQUEST = regex(r"(?i)(?:http|api|rest)?[\s-]*(?:requests?|endpoints?|urls?|routes?|calls?)(?:\s+(?:url|path|line))?")
"""Headings that are about the request, and not the name of an endpoint."""


@dataclass
class Endpoint:
    """An endpoint: the section that it is, its request, and the line that says it. `others` are further ones there."""

    section: Section
    method: str
    url: str
    said: tuple[Section, int]
    others: list[str] = field(default_factory=list)


def endpoints(sections: Iterable[Section]) -> list[Endpoint]:
    """Those of a site, in order."""
    found: dict[int, Endpoint] = {}
    for section in sections:
        for number, line in enumerate(section.lines):
            request = _REQUEST.match(line) if len(line) < 1_000 else None
            if request is None or not section.title:
                continue
            owner = section.above if section.above is not None and _OF_REQUEST.fullmatch(section.title) else section
            known = found.get(id(owner))
            if known is None:
                found[id(owner)] = Endpoint(owner, request[1].upper(), request[2], (section, number))
            elif (request[1].upper(), request[2]) != (known.method, known.url):
                known.others.append(f"{request[1].upper()} {request[2]}")
    return list(found.values())
