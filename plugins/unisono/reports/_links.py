"""Where the project, and the page of each rule, is to be read."""

from __future__ import annotations

from importlib.metadata import version

from unisono.checking.rules import is_of_program, rules

HOME = "https://github.com/unisono/unisono"


def rule_page(rule: str) -> str | None:
    """The page of a rule in the manual of this version; None for a rule of a site's own."""
    own = rule in rules() and is_of_program(rules()[rule])
    released, _, _ = version("unisono").partition("+")  # the checker alone has a version of its own
    return f"{HOME}/blob/v{released}/docs/rules/{rule}.md" if own else None
