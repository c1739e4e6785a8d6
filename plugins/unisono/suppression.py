"""Comments that take a finding away: `<!-- unisono: ignore[rule] reason -->` for the sample or example that follows,
`<!-- unisono: ignore-page[rule] reason -->` for the page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from unisono.source import Span, Text

_DIRECTIVE = re.compile(r"<!--\s*unisono(?:\s*(:)|\s+(?=ignore))(.*)-->", re.DOTALL | re.IGNORECASE)
_IGNORE = re.compile(r"(ignore|ignore-page)\[([^\]]*)\]\s*(.*)", re.DOTALL)


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

    def covers(self, rule: str, span: Span) -> bool:
        """Whether a finding of that rule, at that place, is taken away."""
        if self.mistake or rule not in {text.value for text in self.rules}:
            return False
        target = self.target
        return target is None or (target.source is span.source and target.start <= span.start <= target.end)


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
    addressed = _DIRECTIVE.fullmatch(comment.value)
    if addressed is None:
        return None
    span = comment.span()
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
