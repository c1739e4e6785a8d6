"""Pages that may be of an endpoint and cannot be read as such: what looks at endpoints must not pass them over."""

from __future__ import annotations

import click

from unisono.checking.wording import count, visible
from unisono.pages.audience import TOLD, is_unclear
from unisono.pages.model import Page
from unisono.pages.suppression import Suppressions


def tell_unread(number: int) -> None:
    """Say how many pages cannot be read as such."""
    if number:
        click.echo(f"{count(number, 'page')} may be of an endpoint, and cannot be read as such.", err=True)


def warn_of_unread(page: Page) -> bool:
    """Say on standard error that a page may be one of an endpoint and cannot be read as such, if that is so."""
    accepted = Suppressions(page.suppressions)
    told = [one for one in page.problems if one.rule in TOLD and not accepted.cover(one.rule, one.span)]
    for problem in told:
        span = problem.span
        click.echo(visible(f"{span.path}:{span.line}:{span.column}: {problem.message}"), err=True)
    return is_unclear(page) and told != []
