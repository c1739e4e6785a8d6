"""Whether a request as it was read is the one that was sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from unisono.languages.reading import Reading
from unisono.running.sent import Sent
from unisono.text.placeholders import variable_name
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.walking import modules
from unisono.wire.request import BOUNDARY, IMPLICIT_FIELDS, Request

_ADDED = IMPLICIT_FIELDS | {"accept", "accept-language", "expect", "keep-alive", "transfer-encoding"}
_HOST = regex(r"http://\$\{?([A-Z][A-Z0-9_]*)\}?")
_NAME = r"(\w[\w ./-]*\.%s)"
_ANY = _NAME % "[a-z0-9]{1,9}"
_KNOWN = _NAME % "(?:csv|docx?|gif|jpe?g|json|mp[34]|pdf|pem|png|txt|wav|xlsx?|xml|ya?ml|zip)"


@cache
def _file() -> re.Pattern[str]:
    """What stands in a reading for what is in a file: its name behind a sign, in what a language reads it with, or alone."""
    own = [module.READS % _ANY for module in modules("unisono.languages", "running") if hasattr(module, "READS")]
    return re.compile("|".join([rf"[@<$]{_ANY}", *own, _KNOWN]))


def _file_name(shown: str) -> str | None:
    found = _file().fullmatch(shown)
    return found[found.lastindex or 0] if found else None


def _variable(shown: str) -> str | None:
    """The name of a variable of the environment. One in small letters behind a dollar sign is that of a member of an answer."""
    name = variable_name(shown)
    return None if name is None or (shown in {f"${name}", f"${{{name}}}"} and not name.isupper()) else name


class Values:
    """What the placeholders of a reading stand for in a run: environment variables, files, and members of the answers."""

    def __init__(self, reading: Reading) -> None:
        self.variables: dict[str, str] = {}
        self.files: dict[str, str] = {}
        self.answer: dict[str, str] = {}
        for number, shown in enumerate(dict.fromkeys(_placeholders(reading)), 7001):
            if name := _variable(shown):
                self.variables[name] = str(number)
            elif file := _file_name(shown):
                self.files[file] = str(number)
            else:
                self.answer[shown.removeprefix("$")] = str(number)
        numbers = dict(self.variables)
        for request in reading.requests:
            url = request.url.value
            first, unknown = next(request.url.runs(), (request.url, False))
            if unknown and (own := _variable(first.value)):  # the placeholder is an address
                glued = url[len(first) : len(first) + 1] not in ("", "/", "?", "#")
                self.variables[own] = f"https://n{numbers[own]}.example.com" + "/" * glued
            elif start := _HOST.match(url):
                self.variables[start[1]] = f"n{numbers[start[1]]}.example.com"

    def pattern(self, text: Text) -> str:
        """A regular expression for what is sent where `text` was read: any text for what is not known beforehand."""
        return "".join(self._stands_for(run.value) if unknown else re.escape(run.value) for run, unknown in text.runs())

    def _stands_for(self, shown: str) -> str:
        if name := _variable(shown):
            return re.escape(self.variables[name])
        file = _file_name(shown)
        return re.escape(self.files[file]) if file else ".*"


def _placeholders(reading: Reading) -> Iterator[str]:
    for request in reading.requests:
        texts = [request.method, request.url, *(text for f in request.fields for text in (f.name, f.value))]
        if request.content:
            texts.append(request.content.text)
        for text in texts:
            yield from (run.value for run, unknown in text.runs() if unknown)


def differences(read: Sequence[Request], sent: Sequence[Sent], values: Values) -> list[str]:
    """What was sent that was not read, or read and not sent; empty if they agree."""
    if len(read) != len(sent):
        lines = "".join(f"\n  {s.method} {s.scheme}://{s.host}{s.target}" for s in sent)
        return [f"{len(sent)} sent, {len(read)} read:{lines}"]
    return [text for one, other in zip(read, sent, strict=True) for text in _differences(one, other, values)]


def _differences(read: Request, sent: Sent, values: Values) -> Iterator[str]:
    host = sent.host
    if read.field("host"):  # another than the one that was connected to
        host = re.sub(r"^\w+://|[/?].*", "", read.url.value)
    # Only the order of fields of the same name means anything (RFC 9110, 5.3).
    fields = [f"{name}: {value}" for name, value in sorted(sent.fields, key=lambda f: f[0].lower()) if counts(name, read)]
    ordered = sorted(read.fields, key=lambda f: f.name.value.lower())
    expected = [f"{values.pattern(f.name)}: {values.pattern(f.value)}" for f in ordered]
    content = sent.content.decode("utf-8", "surrogateescape")
    if read.content and read.content.parts is not None and (first := re.match(r"--(.+)\r\n", content)):
        own = re.match(r"--(.+)\r\n", read.content.text.value)
        content = content.replace(first[1], own[1] if own else BOUNDARY)
        fields = [field.replace(first[1], own[1] if own else BOUNDARY) for field in fields]
    pairs = [
        ("method", values.pattern(read.method), sent.method),
        ("URL", _plain(values.pattern(read.url)), _plain(f"{sent.scheme}://{host}{sent.target}")),
        ("fields", "\n".join(expected), "\n".join(fields)),
        ("content", values.pattern(read.content.text) if read.content else "", content),
    ]
    for what, pattern, found in pairs:
        if not re.fullmatch(pattern, found, re.DOTALL):
            plain = re.sub(r"\\(.)", r"\1", pattern, flags=re.DOTALL)
            yield f"{what}: sent {found!r}, read {plain!r}"


def _plain(url: str) -> str:
    """Without the port that is the scheme's own, and without the slash of an empty path (RFC 9110, 4.2.3)."""
    return re.sub(r"^(http://[^/?]*):80(?=[/?])|^(https://[^/?]*):443(?=[/?])|^(\w+://[^/?#]+)/\Z", r"\1\2\3", url)


def counts(name: str, read: Request) -> bool:
    """Whether a field that was sent must have been read: clients add some to every request."""
    lower = name.lower()
    return read.field(lower) is not None or not (lower in _ADDED or lower.startswith("sec-fetch-"))
