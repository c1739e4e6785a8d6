"""What stays the same of a finding when lines move, for services that follow findings from one commit to the next."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence

from unisono.checking.diagnostic import Diagnostic
from unisono.reports import Surroundings


def fingerprints(diagnostics: Sequence[Diagnostic], surroundings: Surroundings) -> Iterator[str]:
    """Of each finding, its key and how many with the same key came before it, as 64 hexadecimal digits."""
    seen: Counter[tuple[str, ...]] = Counter()
    for diagnostic in diagnostics:
        rule, path, sample, where = diagnostic.key
        key = (rule, surroundings.path(path), sample, where)
        yield hashlib.sha256(json.dumps([*key, seen[key]]).encode()).hexdigest()
        seen[key] += 1
