"""What the samples of an endpoint's page send beside the documented request: credentials, and header fields."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from unisono.pages.header_fields import is_credential
from unisono.pages.model import EndpointPage
from unisono.pages.sent import sent_requests
from unisono.text.regex import regex
from unisono.wire.request import IMPLICIT_FIELDS, Field, Request
from unisono.wire.urls import read_pairs, split_url


class Credential(NamedTuple):
    """Where credentials stand (`header`, `cookie` or `query`) and under which name; of `Authorization`, the scheme too
    (RFC 9110, 11.1), "" where it is not known. `samples` is how many have it."""

    place: str
    name: str
    scheme: str
    samples: int

    @property
    def text(self) -> str:
        """As it is sent, without the secret."""
        if self.place == "header":
            return f"{self.name}: {self.scheme} …" if self.scheme else f"{self.name}: …"
        return f"?{self.name}=…" if self.place == "query" else f"Cookie: {self.name}=…"


class SentField(NamedTuple):
    """A header field that all samples have; `value` is empty where theirs differ."""

    name: str
    value: str


class Access(NamedTuple):
    """`read` is of how many samples it is known what they send."""

    read: int
    credentials: tuple[Credential, ...] = ()
    fields: tuple[SentField, ...] = ()


def access_of(page: EndpointPage) -> Access:
    """By the requests of its samples for the page's path."""
    sent = [found for sample in page.samples if (found := list(sent_requests(sample, page.target)))]
    spelt: dict[tuple[str, ...], tuple[str, str, str]] = {}
    counts: Counter[tuple[str, ...]] = Counter()
    for requests in sent:
        own = {_same(one): one for request in requests for one in _credentials(request)}
        counts.update(own.keys())
        spelt = own | spelt
    credentials = tuple(Credential(*spelt[one], number) for one, number in counts.items())
    return Access(len(sent), credentials, tuple(_fields(sent)))


def _same(credential: tuple[str, str, str]) -> tuple[str, ...]:
    """What is the same for those that are: names of fields and schemes in any case (RFC 9110, 5.1 and 11.1)."""
    return tuple(text.lower() for text in credential) if credential[0] == "header" else credential


_SCHEME = regex(r"[ \t]*([A-Za-z][A-Za-z0-9-]*)[ \t]+\S")
_IN_QUERY = regex(r"(?:x-)?(?:api|app|auth|access)-?(?:id|key|secret|token)|token|signature", re.IGNORECASE)
_COOKIE = regex(r"(?<![^;,\s])([^=;,\s]+)=")


def _credentials(request: Request) -> Iterator[tuple[str, str, str]]:
    for field in request.fields:
        name, value = field.name.value, field.value
        if name.lower() == "authorization":
            found = _SCHEME.match(value.value)
            yield "header", "Authorization", found[1] if found else ""
        elif name.lower() == "cookie":
            yield from (("cookie", cookie[1], "") for cookie in _COOKIE.finditer(value.value))
        elif is_credential(name):
            yield "header", name, ""
    for pair in read_pairs(split_url(request.url).query):
        if _IN_QUERY.fullmatch(pair.name.replace("_", "-")):
            yield "query", pair.name, ""


def _fields(sent: Iterable[list[Request]]) -> Iterator[SentField]:
    """Those that are in each sample, in the order of the first."""
    own = [{field.name.value.lower(): field for request in requests for field in request.fields} for requests in sent]
    for key, field in own[0].items() if own else ():
        if key not in IMPLICIT_FIELDS and not is_credential(key) and all(key in fields for fields in own):
            yield SentField(field.name.value, _value([fields[key] for fields in own]))


def _value(fields: Iterable[Field]) -> str:
    """What they have in common: the value, or a media type without its parameters."""
    values = [" ".join(field.value.value.split()) for field in fields]
    if any("boundary=" in value for value in values):  # which clients choose
        values = [value.partition(";")[0] for value in values]
    if len(set(values)) == 1:
        return values[0]
    plain = {value.partition(";")[0].strip().lower() for value in values}
    return plain.pop() if len(plain) == 1 else ""
