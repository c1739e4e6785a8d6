"""Comments that take a finding away: `<!-- unisono: ignore[rule] reason -->` for the sample or example that follows,
`<!-- unisono: ignore-page[rule] reason -->` for the page."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf

from unisono.pages.keys import meant
from unisono.text.regex import regex
from unisono.text.source import Source, Span, Text

_DIRECTIVE = regex(r"<!--\s*unisono(?:\s*(:)|\s+(?=ignore))(.*)-->", re.DOTALL | re.IGNORECASE)
_IGNORE = regex(r"(ignore|ignore-page)\s*\[([^\]]*)\]\s*(.*)", re.DOTALL)
_VERBS = "ignore|disable|suppress|skip|allow|silence|noqa"
_LIKE_A_DIRECTIVE = regex(
    rf"<!--[\s!-]*(?:([a-z]{{5,9}})[\s:;.,=_/-]*(?:{_VERBS})(?![a-z])|ignore(?:-page)?\s*\[[a-z-]+[\s,a-z-]*\]).*-->",
    re.DOTALL | re.IGNORECASE,
)
_FORM = "'<!-- unisono: ignore[rule] reason -->' or 'ignore-page[rule]'"
# On a line whose beginning is neither the comment nor what begins a quote or an item, with no code span before it.
_WITHIN_LINE = regex(
    r"^(?![ \t>*+\d.)-]*<!--)[^\n`<]*(?:<(?!!--)[^\n`<]*)*(<!--[ \t]*unisono[ \t:_-]*ignore[^\n]{0,500}?-->)",
    re.MULTILINE | re.IGNORECASE,
)
_IN_CODE = regex(rf"^[ \t]*(?:#|//)[ \t]*(unisono[ \t:_-]*(?:{_VERBS})\b[^\n]*)", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Suppression:
    """What one comment takes away: findings of `rules` in `target`, a stretch of the page, or anywhere on it (None).

    `mistake` says why the comment is not understood, if so; such a one takes nothing away.
    """

    rules: tuple[Text, ...]
    reason: str
    target: Span | None
    span: Span
    mistake: str | None = None


class Suppressions:
    """All those of a page, to ask of each of many findings whether it is taken away, without going through all of them."""

    def __init__(self, suppressions: Iterable[Suppression]) -> None:
        self._on_page: set[str] = set()
        targets: dict[tuple[str, Source], set[tuple[int, int]]] = {}
        for suppression in suppressions:
            target = suppression.target
            for rule in suppression.rules if suppression.mistake is None else ():
                if target is None:
                    self._on_page.add(rule.value)
                else:
                    targets.setdefault((rule.value, target.source), set()).add((target.start, target.end))
        self._targets = {key: sorted(found) for key, found in targets.items()}

    def cover(self, rule: str, span: Span) -> bool:
        """Whether a finding of that rule, at that place, is taken away."""
        targets = self._targets.get((rule, span.source), [])
        last = bisect_right(targets, (span.start, inf)) - 1
        return rule in self._on_page or (last >= 0 and span.start <= targets[last][1])


class Places:
    """Where findings are, to ask of each of many suppressions whether there is one for it."""

    def __init__(self, found: Iterable[tuple[str, Span]]) -> None:
        self._starts: dict[tuple[str, Source], list[int]] = {}
        for rule, span in found:
            self._starts.setdefault((rule, span.source), []).append(span.start)
        self._rules = {rule for rule, _ in self._starts}
        for starts in self._starts.values():
            starts.sort()

    def within(self, target: Span | None, rule: str) -> bool:
        """Whether a finding of that rule is in the target, or, without one, anywhere."""
        if target is None:
            return rule in self._rules
        starts = self._starts.get((rule, target.source), [])
        first = bisect_left(starts, target.start)
        return first < len(starts) and starts[first] <= target.end


@dataclass(frozen=True, eq=False)
class Directive:
    """A comment addressed to Unisono, before it is known what follows it."""

    rules: tuple[Text, ...]
    reason: str
    for_page: bool
    span: Span
    mistake: str | None = None

    def on(self, target: Span | None) -> Suppression:
        """The suppression that it is when `target` follows; without one, only a comment for the page has an effect."""
        mistake = self.mistake
        if mistake is None and not self.for_page and target is None:
            mistake = "no sample or example follows it; move it before one, or write ignore-page"
        return Suppression(self.rules, self.reason, None if self.for_page else target, self.span, mistake)


def read_directive(comment: Text) -> Directive | None:
    """The directive in an HTML comment; None if the comment is not addressed to Unisono."""
    addressed, span = _DIRECTIVE.fullmatch(comment.value), comment.span()
    if addressed is None:
        like = _LIKE_A_DIRECTIVE.fullmatch(comment.value)
        if like is None or (like[1] and like[1].lower() != "unisono" and meant(like[1].lower(), ("unisono",)) is None):
            return None
        return Directive((), "", False, span, f"it does not begin with 'unisono: ignore'; write {_FORM}")
    words = addressed[2].strip()
    found = _IGNORE.fullmatch(words)
    if addressed[1] is None:
        return Directive((), "", False, span, "there is no ':' after 'unisono'; write 'unisono: ignore[rule] reason'")
    if found is None:
        message = f"'{words}' is not understood; write 'ignore[rule] reason' or 'ignore-page[rule] reason'"
        return Directive((), "", False, span, message)
    rules, at = [], comment.value.index(words, addressed.start(2)) + found.start(2)
    for name in found[2].split(","):
        if name.strip():
            rules.append(comment.slice(at, at + len(name)).stripped())
        at += len(name) + 1
    mistake = None if rules else f"it names no rule; write '{found[1]}[rule] reason'"
    return Directive(tuple(rules), found[3], found[1] == "ignore-page", span, mistake)


def stray_directives(text: Text, *, code: bool = False) -> Iterator[Suppression]:
    """What is meant as one of these comments and stands where none is read: in a line of prose, or in `code` of a sample, an
    example or the front matter."""
    for found in (_IN_CODE if code else _WITHIN_LINE).finditer(text.value):
        mistake = f"a comment in code is none of Unisono's; write {_FORM} on a line before the block"
        if not code:
            mistake = f"it does not begin its line; write {_FORM} on a line of its own"
        yield Suppression((), "", None, text.span(*found.span(1)), mistake)
