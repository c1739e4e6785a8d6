"""A baseline: the findings that a site has when it starts to be checked, which are not to be reported until they change."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from pathlib import Path

from unisono.checking.diagnostic import Diagnostic
from unisono.checking.settings import described
from unisono.checking.wording import json_text
from unisono.pages import internal
from unisono.records import dataclass
from unisono.text.files import UnreadableError, leads_to, read_bytes, relative
from unisono.text.json import JsonError, read_json, unique_members
from unisono.text.replacing import replaced
from unisono.text.source import Source, Text

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
    """What a run looks at: the files at or below `paths`, each for all rules but some, which the settings of its site leave
    out."""

    paths: Sequence[Path]
    left_out: Callable[[Path], Container[str]]


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

    def uncovered(self, new: Iterable[Diagnostic], gone: Iterable[Key]) -> list[Diagnostic]:
        """Those of new findings that were hidden by what has been mended: on a sample of which a known finding is gone, or on a
        page where one about the page itself is."""
        mended = {(path, sample) for _, path, sample, _ in gone}

        def is_uncovered(diagnostic: Diagnostic) -> bool:
            _, path, sample, _ = _key(diagnostic, self.file)
            return not mended.isdisjoint({(path, sample), (path, "")})

        return list(filter(is_uncovered, new))

    def updated(self, diagnostics: Iterable[Diagnostic], scope: Scope) -> Baseline:
        """With what was found now; entries about what was not looked at stay."""
        stay = {key: count for key, count in self.counts.items() if not self._was_looked_at(key, scope)}
        return Baseline(self.file, Counter(stay) | Counter(_key(diagnostic, self.file) for diagnostic in diagnostics))

    def write(self) -> None:
        """Sorted, an entry a line, so that versions can be compared and merged. Raises as `replaced` does."""
        entries = [
            json_text({**dict(zip(MEMBERS, key, strict=True)), "count": count}) for key, count in sorted(self.counts.items())
        ]
        findings = "[\n  " + ",\n  ".join(entries) + "\n ]" if entries else "[]"
        text = f'{{\n "version": {VERSION},\n "findings": {findings}\n}}\n'
        with replaced(self.file) as out:
            out.write(text)

    def _was_looked_at(self, key: Key, scope: Scope) -> bool:
        file = Path(os.path.normpath(self.file.absolute().parent / key[1]))
        if not os.path.exists(file):  # noqa: PTH110 (names that are none, or too long, are absent and no error)
            return True
        at_path = any(file.is_relative_to(os.path.normpath(path.absolute())) for path in scope.paths)
        return at_path and key[0] not in scope.left_out(file)


def read_baseline(file: Path) -> Baseline:
    """Raises BaselineError where the file is absent or something else."""
    try:
        real = leads_to(file)
        text = read_bytes(real, real.parent, MAX_BYTES).decode("utf-8-sig")
    except UnreadableError as error:
        raise BaselineError(f"cannot read the baseline {file}: {error}") from None
    except OSError as error:
        raise BaselineError(f"cannot read the baseline {file}: {error.strerror}; --update-baseline writes one") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise _no_baseline(f"{file}:{line}", "it is not UTF-8 text") from None
    try:
        return Baseline(file, Counter(_entries(json.loads(text, object_pairs_hook=unique_members))))
    except _WrongError as error:
        line_at, message = error.line_in(text), str(error)
    except (ValueError, RecursionError):
        line_at, message = _why_no_json(text)
    raise _no_baseline(f"{file}:{line_at}", message)


def _no_baseline(place: str, reason: str) -> BaselineError:
    remedy = "name another file, or remove this one and let --update-baseline write it"
    return BaselineError(f"{place}: this is not a baseline of version {VERSION}: {reason}; {remedy}")


class _WrongError(Exception):
    """What stands where a baseline has something else; `pointer` leads there."""

    def __init__(self, message: str, *pointer: str | int) -> None:
        super().__init__(message)
        self.pointer = pointer

    def line_in(self, text: str) -> int:
        """The line of what is wrong, or of the nearest that is there and holds it."""
        try:
            node = read_json(Text.of(Source("", text)))
        except JsonError as error:  # what Python reads, such as NaN, or nests deeper
            return error.span.line
        found = node
        for step in self.pointer:
            within = node.items if isinstance(step, int) else [value for key, value in node.members if key.value == step]
            place = step if isinstance(step, int) else 0
            if place >= len(within):
                break
            found = node = within[place]
        return found.span.line


def _why_no_json(text: str) -> tuple[int, str]:
    """The line and the reason."""
    try:
        pending = [read_json(Text.of(Source("", text)))]
    except JsonError as error:
        return error.span.line, str(error)
    while pending:
        node = pending.pop()
        seen: set[str] = set()
        for key, _ in node.members:
            if key.value in seen:
                return key.span.line, f"{described(key.value)} is there twice"
            seen.add(key.value)
        if node.kind == "number" and len(node.value) > _DIGITS:
            return node.span.line, "a number has too many digits"
        pending += reversed([*node.items, *(value for _, value in node.members)])
    return 1, "it cannot be read"


_DIGITS = 1000

MAX_COUNT = 10**9
"""How often a finding may be there."""


def _entries(document: object) -> dict[Key, int]:
    if not isinstance(document, dict):
        raise _WrongError(f"it must be an object, and is {described(document)}")
    version, findings = document.get("version"), document.get("findings")
    if type(version) is not int or version != VERSION:
        raise _WrongError(f"'version' must be {VERSION}, and is {described(version)}", "version")
    if not isinstance(findings, list):
        raise _WrongError(f"'findings' must be a list, and is {described(findings)}", "findings")
    entries: Counter[Key] = Counter()
    for number, entry in enumerate(findings):
        key, count = _entry(entry, number)
        entries[key] += count
    return entries


def _entry(entry: object, number: int) -> tuple[Key, int]:
    if not isinstance(entry, dict):
        raise _WrongError(f"a finding must be an object, and is {described(entry)}", "findings", number)
    for name in MEMBERS:
        if not isinstance(entry.get(name), str):
            wrong = f"'{name}' of a finding must be text, and is {described(entry.get(name))}"
            raise _WrongError(wrong, "findings", number, name)
    count = entry.get("count")
    if type(count) is not int or not 1 <= count <= MAX_COUNT:
        wrong = f"'count' of a finding must be a number from 1 to {MAX_COUNT:,}, and is {described(count)}"
        raise _WrongError(wrong, "findings", number, "count")
    return tuple(entry[name] for name in MEMBERS), count


def _key(diagnostic: Diagnostic, file: Path) -> Key:
    rule, path, sample, where = diagnostic.key
    return rule, relative(path, file.parent), sample, where
