"""## What it does

Reports a token, key, cookie or password, in a sample or an example, that looks like a real one: in the form that a known issuer
gives out (`ghp_…`, `sk_live_…`, `AKIA…`, a JSON Web Token), or, beside a name such as `token` or `Authorization`, at least 20
characters as random as only a machine writes them. Placeholders and what is plainly made up (`1234567890`, `example`) are not
reported, nor what matches one of the patterns in `credentials`. It is not applied unless asked for: a value that was made up
well cannot be told from a real one.

## Why is this bad?

What was published once is known to everybody, and has to be revoked.

## Example

```bash
curl https://api.example.com/orders/ -H 'Authorization: Token 9f3c0b7d5e1a48c2b6d7f0e93a5c81d4'
```

Write `Token YOUR_TOKEN`.

## How to mend it

Revoke the credential, then write a placeholder, such as `YOUR_TOKEN`. If it was made up, add a pattern to `credentials` in the
settings.

## When not to use it

Where another program looks for credentials in the whole repository, or all that pages show are those of a public sandbox.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import NamedTuple

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.problem import Related
from unisono.text.regex import regex
from unisono.text.source import Span, Text

SEVERITY = Severity.ERROR
DEFAULT = False
STRICT = True

_VALUE = regex(r"[A-Za-z0-9+/_~.-]{20,}+={0,2}(?!…)")
_KNOWN = regex(
    r"(?P<GitHub>gh[opsur]_[A-Za-z0-9]{36}|github_pat_\w{40,})"
    r"|(?P<GitLab>glpat-[\w-]{20,})"
    r"|(?P<Stripe>[sr]k_live_[A-Za-z0-9]{16,})"
    r"|(?P<AWS>(?:AKIA|ASIA)[A-Z0-9]{16})"
    r"|(?P<Slack>xox[abeprs]-[A-Za-z0-9-]{10,})"
    r"|(?P<Google>AIza[\w-]{35}|ya29\.[\w-]{20,})"
    r"|(?P<SendGrid>SG\.[\w-]{16,}\.[\w-]{16,})"
    r"|(?P<npm>npm_[A-Za-z0-9]{36})"
    r"|(?P<JWT>eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{16,})"
)
_NAME = regex(
    r"(authorization|bearer|api[_-]?key|token|secret|passw(?:or)?d|session(?:[_-]?id)?)"
    r"""["']?[ \t]*[:=,]?[ \t]*["']?(?:(?:bearer|token|basic)[ \t]+)?\Z""",
    re.IGNORECASE,
)
BEFORE = 40
"""Characters before a value in which its name is looked for."""

_MADE_UP = regex(
    r"example|sample|your|token|secret|password|placeholder|changeme|dummy|fake|test|demo|redacted|x{3}|abc|1234|0000|here",
    re.IGNORECASE,
)
RANDOM_HEX = 3.0
RANDOM = 3.5
"""Bits of entropy per character above which a value is taken for random: of hexadecimal digits, and of others."""


def check(page: CheckedPage) -> Iterator[Finding]:
    """One finding for each credential, however often the page has it. It never holds the value: findings end up in logs."""
    places: dict[str, list[_Place]] = {}
    for checked in page.samples:
        _find(checked.sample.code, f"the {checked.sample.title} sample", checked.sample.title, places)
    for example in page.page.examples:
        _find(example.code, example.label, None, places)
    for value, (first, *others) in places.items():
        if not _is_made_up(value) and not any(fnmatchcase(value, pattern) for pattern in page.settings.credentials):
            related = tuple(Related(place.span, f"{place.owner} has it too") for place in others)
            message = f"{first.owner} has a {first.kind} that looks real; revoke it, and write a placeholder such as YOUR_TOKEN"
            yield Finding(message, first.span, first.sample, related, where=first.kind)


class _Place(NamedTuple):
    """Where a value stands that may be a credential, and of which kind it is."""

    kind: str
    span: Span
    owner: str
    sample: str | None


def _find(code: Text, owner: str, sample: str | None, places: dict[str, list[_Place]]) -> None:
    for found in _VALUE.finditer(code.value):
        value = found[0]
        if value.endswith("..."):
            continue
        if known := _KNOWN.fullmatch(value):
            kind = f"credential ({known.lastgroup})"
        elif (name := _NAME.search(code.value, max(0, found.start() - BEFORE), found.start())) and _is_random(value):
            kind = f"credential ({name[1].lower()})"
        else:
            continue
        places.setdefault(value, []).append(_Place(kind, code.span(*found.span()), owner, sample))


def _is_random(value: str) -> bool:
    if not re.search(r"\d", value) or not re.search(r"[A-Za-z]", value):
        return False
    entropy = -sum(n / len(value) * math.log2(n / len(value)) for n in Counter(value).values())
    return entropy >= (RANDOM_HEX if re.fullmatch(r"[0-9a-fA-F-]+", value) else RANDOM)


def _is_made_up(value: str) -> bool:
    if value.startswith("eyJ"):
        value = "".join(map(_decoded, value.split(".")[:2]))
    return _MADE_UP.search(value) is not None or re.search(r"(.)\1{4}", value) is not None


def _decoded(part: str) -> str:
    """A part of a JSON Web Token (RFC 7519, 3)."""
    try:
        return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode("utf-8", "replace")
    except binascii.Error:
        return part
