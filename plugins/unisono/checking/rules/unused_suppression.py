"""## What it does

Reports a comment `<!-- unisono: ignore[rule] … -->`, `<!-- unisono: ignore-page[rule] … -->` or `<!-- unisono: off[rule] … -->`
that takes no finding away, names a rule that does not exist, or is not understood; an `on` where nothing is off; and what is
meant as such a comment and is none: `unisono-ignore`, one behind other text, one in code. Comments for rules that are not
applied, or that compare pages with one another, with answers of an API or with how samples run, are left alone: they may have
their use in another run.

## Why is this bad?

A comment that outlives its finding hides the next one. A misspelt one hides nothing, and its author believes that it does.

## Example

```markdown
<!-- unisono: ignore[method-mismatch] the gateway rewrites it -->
```

The sample below it has been corrected since. Remove the comment.

## How to mend it

Remove the comment, or the rule from it, or correct its name.

## When not to use it

Where comments are kept for runs with other settings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Diagnostic, Finding, Severity
from unisono.checking.rules import answers_rules, rules, runs_rules, selected, site_rules
from unisono.checking.settings import RULES_LISTED, suggestion
from unisono.pages.suppression import Places

SEVERITY = Severity.WARNING
DEFAULT = True


def check_findings(page: CheckedPage, found: Sequence[Diagnostic]) -> Iterator[Finding]:
    """A comment for a rule that is not applied now may have its use when it is, and is left alone. So is one for a rule that
    compares pages, as a run may look at one of them only, or answers or runs, of which a check knows nothing."""
    applied = selected(page.settings, rules()).keys() - site_rules().keys() - answers_rules().keys() - runs_rules().keys()
    places = Places((d.rule, d.span) for d in found)
    for suppression in page.page.suppressions:
        if suppression.mistake:
            yield Finding(f"this comment has no effect: {suppression.mistake}", suppression.span)
            continue
        for rule in suppression.rules:
            name = rule.value
            if name not in rules():
                yield Finding(f"there is no rule '{name}'{suggestion(name, rules(), RULES_LISTED)}", rule.span())
            elif name in applied and not places.within(suppression.target, name):
                yield Finding(f"nothing here is reported under '{name}'; remove it from this comment", rule.span())
