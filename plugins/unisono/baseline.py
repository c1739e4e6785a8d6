"""A baseline: the findings that a site has when it starts to be checked, which are not to be reported until they change."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from unisono import internal
from unisono.diagnostic import Diagnostic
from unisono.files import UnreadableError, leads_to, read_bytes, relative
from unisono.replacing import replaced

VERSION = 1
MEMBERS = ("rule", "path", "sample", "where")
"""What an entry has beside its `count`, in the order of `Diagnostic.key`."""

MAX_BYTES = 50_000_000
"""The largest baseline that is read: of some 300,000 findings."""

Key = tuple[str, ...]


class BaselineError(Exception):
    """A file that is no baseline; the message says why and what to do."""


@dataclass(frozen=True)
class Scope:
    """What a run looks at: the files at or below `paths`, for all rules but some."""

    paths: Sequence[Path]
    rules_left_out: Container[str] = ()


@dataclass(frozen=True)
class Baseline:
    """How often each finding was there. Paths are relative to the folder of the file, so that it means the same anywhere."""

    file: Path
    counts: Counter[Key]

    def new(self, diagnostics: Iterable[Diagnostic], left: Counter[Key] | None = None) -> list[Diagnostic]:
        """Those that are not in the baseline, or more often than it says; always where this program failed. Where they come in
        portions, `left` is a copy of the counts that is used up by all of them."""
        left = self.counts.copy() if left is None else left
        new = []
        for diagnostic in diagnostics:
            key = _key(diagnostic, self.file)
            if left[key] and diagnostic.rule != internal.RULE:
                left[key] -= 1
            else:
                new.append(diagnostic)
        return new

    def gone(self, diagnostics: Iterable[Diagnostic], scope: Scope) -> Counter[Key]:
        """The entries that no longer occur, of those that the run could have found again."""
        left = self.counts - Counter(_key(diagnostic, self.file) for diagnostic in diagnostics)
        return Counter({key: count for key, count in left.items() if self._was_looked_at(key, scope)})

    def updated(self, diagnostics: Iterable[Diagnostic], scope: Scope) -> Baseline:
        """With what was found now; entries about what was not looked at stay."""
        stay = {key: count for key, count in self.counts.items() if not self._was_looked_at(key, scope)}
        return Baseline(self.file, Counter(stay) | Counter(_key(diagnostic, self.file) for diagnostic in diagnostics))

    def write(self) -> None:
        """Sorted, an entry a line, so that versions can be compared and merged. Raises as `replaced` does."""
        entries = [
            json.dumps({**dict(zip(MEMBERS, key, strict=True)), "count": count}, ensure_ascii=False)
            for key, count in sorted(self.counts.items())
        ]
        findings = "[\n  " + ",\n  ".join(entries) + "\n ]" if entries else "[]"
        text = f'{{\n "version": {VERSION},\n "findings": {findings}\n}}\n'
        with replaced(self.file) as out:
            out.write(text)

    def _was_looked_at(self, key: Key, scope: Scope) -> bool:
        file = Path(os.path.normpath(self.file.absolute().parent / key[1]))
        if not file.exists():
            return True
        at_path = any(file.is_relative_to(os.path.normpath(path.absolute())) for path in scope.paths)
        return at_path and key[0] not in scope.rules_left_out


def read_baseline(file: Path) -> Baseline:
    """Raises BaselineError where the file is absent or something else."""
    try:
        real = leads_to(file)
        return Baseline(file, Counter(_entries(json.loads(read_bytes(real, real.parent, MAX_BYTES).decode("utf-8")))))
    except UnreadableError as error:
        raise BaselineError(f"cannot read the baseline {file}: {error}") from None
    except OSError as error:
        raise BaselineError(f"cannot read the baseline {file}: {error.strerror}; --update-baseline writes one") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        remedy = "name another file, or remove this one and let --update-baseline write it"
        raise BaselineError(f"{file} is not a baseline of version {VERSION}; {remedy}") from None


def _entries(document: dict[str, object]) -> dict[Key, int]:
    if document["version"] != VERSION or not isinstance(document["findings"], list):
        raise ValueError
    return {tuple(str(entry[name]) for name in MEMBERS): int(entry["count"]) for entry in document["findings"]}


def _key(diagnostic: Diagnostic, file: Path) -> Key:
    rule, path, sample, where = diagnostic.key
    return rule, relative(path, file.parent), sample, where
