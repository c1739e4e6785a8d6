"""Comments that take a finding away: `<!-- unisono: ignore[rule] reason -->` for the sample or example that follows,
`<!-- unisono: ignore-page[rule] reason -->` for the page, and `<!-- unisono: off[rule] reason -->` for what is between it and
`<!-- unisono: on[rule] -->`, or the end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from math import inf
from typing import Literal, Self, TypeVar, cast

from unisono.pages.keys import meant
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Source, Span, Text

_DIRECTIVE = regex(r"<!--\s*unisono(?:\s*(:)|\s+(?=ignore|(?:off|on)\s*\[))(.*)-->", re.DOTALL | re.IGNORECASE)
_IGNORE = regex(r"(ignore|ignore-page|off|on)\s*\[([^\]]*)\]\s*(.*)", re.DOTALL)
_ON = regex(r"on(?![a-z-]).*", re.DOTALL)
_VERBS = "ignore|disable|suppress|skip|allow|silence|noqa"
_LIKE_A_DIRECTIVE = regex(
    rf"<!--[\s!-]*(?:([a-z]{{5,9}})[\s:;.,=_/-]*(?:(?:{_VERBS})(?![a-z])|(?:off|on)\s*\[)|ignore(?:-page)?\s*\[[a-z-]++(?:[\s,][\s,a-z-]*+)?\]).*-->",
    re.DOTALL | re.IGNORECASE,
)
_FORM = "'<!-- unisono: ignore[rule] reason -->' or 'ignore-page[rule]'"
# On a line whose beginning is neither the comment nor what begins a quote or an item, with no code span before it.
_WITHIN_LINE = regex(
    r"^(?![ \t>*+\d.)-]*<!--)[^\n`<]*(?:<(?!!--)[^\n`<]*)*"
    r"(<!--[ \t]*unisono[ \t:_-]*(?:ignore|(?:off|on)[ \t]*\[)[^\n]{0,500}?-->)",
    re.MULTILINE | re.IGNORECASE,
)
_IN_CODE = regex(
    rf"^[ \t]*(?:#|//)[ \t]*(unisono[ \t:_-]*(?:(?:{_VERBS})\b|(?:off|on)[ \t]*\[)[^\n]*)", re.MULTILINE | re.IGNORECASE
)


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


class Suppressions(tuple[Suppression, ...]):
    """All those of a page, to ask of each of many findings whether it is taken away, without going through all of them. The
    endpoints of a page share its, so that what is asked is worked out once."""

    def __new__(cls, suppressions: Iterable[Suppression] = ()) -> Self:
        """Themselves, where it is them that are given."""
        return suppressions if isinstance(suppressions, cls) else super().__new__(cls, suppressions)

    def cover(self, rule: str, span: Span) -> bool:
        """Whether a finding of that rule, at that place, is taken away."""
        found = _around(self._of_rules.get((rule, span.source), []), span.start)
        return rule in self._on_page or (found is not None and span.start <= found[1])

    def aim_at(self, span: Span) -> bool:
        """Whether one of them, of whatever rule, is for the stretch of the page in which that place begins."""
        found = _around(self._of_any_rule.get(span.source, []), span.start)
        return found is not None and span.start < found[1]

    @cached_property
    def _on_page(self) -> frozenset[str]:
        valid = (one for one in self if one.mistake is None and one.target is None)
        return frozenset(rule.value for one in valid for rule in one.rules)

    @cached_property
    def _of_rules(self) -> Mapping[tuple[str, Source], Sequence[_Stretch]]:
        valid = (one for one in self if one.mistake is None)
        return _by_key(((rule.value, one.target.source), one.target) for one in valid if one.target for rule in one.rules)

    @cached_property
    def _of_any_rule(self) -> Mapping[Source, Sequence[_Stretch]]:
        return _by_key((one.target.source, one.target) for one in self if one.target)


_Stretch = tuple[int, int]
_Key = TypeVar("_Key", bound=Hashable)


def _by_key(targets: Iterable[tuple[_Key, Span]]) -> dict[_Key, list[_Stretch]]:
    """Where the targets of each key are, in order, those that overlap as one."""
    found: dict[_Key, set[_Stretch]] = {}
    for key, target in targets:
        found.setdefault(key, set()).add((target.start, target.end))
    return {key: list(_joined(sorted(stretches))) for key, stretches in found.items()}


def _around(stretches: Sequence[_Stretch], at: int) -> _Stretch | None:
    """The last of the stretches that begins no later than a place."""
    last = bisect_right(stretches, (at, inf)) - 1
    return stretches[last] if last >= 0 else None


def _joined(stretches: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches, which are in order, those that overlap as one."""
    start, end = 0, -1
    for low, high in stretches:
        if low <= end:
            end = max(end, high)
            continue
        if end >= start:
            yield start, end
        start, end = low, high
    if end >= start:
        yield start, end


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


Kind = Literal["ignore", "ignore-page", "off", "on"]


@dataclass(frozen=True, eq=False)
class Directive:
    """A comment addressed to Unisono, before it is known what follows it."""

    rules: tuple[Text, ...]
    reason: str
    kind: Kind
    span: Span
    mistake: str | None = None

    def on(self, target: Span | None) -> Suppression:
        """The suppression that it is when `target` follows; without one, only a comment for the page has an effect."""
        mistake = self.mistake
        if mistake is None and self.kind == "ignore" and target is None:
            mistake = "no sample or example follows it; move it before one, or write ignore-page"
        return Suppression(self.rules, self.reason, target if self.kind == "ignore" else None, self.span, mistake)


class Ranges:
    """The rules that are off, while a text is read from its beginning to its end."""

    def __init__(self) -> None:
        self._off: dict[str, tuple[Text, Directive]] = {}

    def take(self, directive: Directive) -> Iterator[Suppression]:
        """What an `on` ends, and what is wrong with an `on` or `off`."""
        known = {rule.value: rule for rule in directive.rules}
        if directive.kind == "off":
            for name, rule in known.items():
                if name in self._off:
                    yield _mistaken(directive, f"'{name}' is off already; remove it from this comment")
                else:
                    self._off[name] = rule, directive
            return
        for name in known or list(self._off) or [""]:
            if name not in self._off:
                what = f"'{name}' is not off" if name else "nothing is off"
                yield _mistaken(directive, f"{what} here; remove it, or write 'off[rule] reason' above")
            elif self._off[name][1].span.source is not directive.span.source:
                yield _mistaken(directive, f"'{name}' is off in another file; write both comments in one")
            else:
                rule, begin = self._off.pop(name)
                yield Suppression((rule,), begin.reason, _between(begin, directive.span.start), begin.span)

    def end(self, text: Text) -> Iterator[Suppression]:
        """What is off until the end of the text, each as far as its file goes in it."""
        for rule, begin in self._off.values():
            end = max((piece.end for piece in text.pieces if piece.source is begin.span.source), default=begin.span.end)
            yield Suppression((rule,), begin.reason, _between(begin, end), begin.span)
        self._off.clear()


def _between(begin: Directive, end: int) -> Span:
    return Span(begin.span.source, begin.span.end, max(begin.span.end, end))


def _mistaken(directive: Directive, mistake: str) -> Suppression:
    return Suppression((), "", None, directive.span, mistake)


def read_directive(comment: Text) -> Directive | None:
    """The directive in an HTML comment; None if the comment is not addressed to Unisono."""
    addressed, span = _DIRECTIVE.fullmatch(comment.value), comment.span()
    if addressed is None:
        like = _LIKE_A_DIRECTIVE.fullmatch(comment.value)
        if like is None or (like[1] and like[1].lower() != "unisono" and meant(like[1].lower(), ("unisono",)) is None):
            return None
        return Directive((), "", "ignore", span, f"it does not begin with 'unisono: ignore'; write {_FORM}")
    words = addressed[2].strip()
    found = _IGNORE.fullmatch(words)
    if addressed[1] is None:
        return Directive((), "", "ignore", span, "there is no ':' after 'unisono'; write 'unisono: ignore[rule] reason'")
    if found is None:
        if _ON.fullmatch(words):
            return Directive((), "", "on", span)
        message = f"'{words}' is not understood; write 'ignore[rule] reason', 'ignore-page[rule] reason' or 'off[rule] reason'"
        return Directive((), "", "ignore", span, message)
    rules, at = [], comment.value.index(words, addressed.start(2)) + found.start(2)
    for name in found[2].split(","):
        if name.strip():
            rules.append(comment.slice(at, at + len(name)).stripped())
        at += len(name) + 1
    mistake = None if rules else f"it names no rule; write '{found[1]}[rule] reason'"
    return Directive(tuple(rules), found[3], cast("Kind", found[1]), span, mistake)


def stray_directives(text: Text, *, code: bool = False) -> Iterator[Suppression]:
    """What is meant as one of these comments and stands where none is read: in a line of prose, or in `code` of a sample, an
    example or the front matter."""
    for found in (_IN_CODE if code else _WITHIN_LINE).finditer(text.value):
        mistake = f"a comment in code is none of Unisono's; write {_FORM} on a line before the block"
        if not code:
            mistake = f"it does not begin its line; write {_FORM} on a line of its own"
        yield Suppression((), "", None, text.span(*found.span(1)), mistake)
