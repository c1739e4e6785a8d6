"""`unisono rule`: what is checked."""

from __future__ import annotations

import click

from unisono.checking.rules import documentation, headline, rules
from unisono.checking.settings import RULES_LISTED, suggestion
from unisono.commands import Failure


@click.command("rule")
@click.argument("rule", required=False, metavar="[RULE]")
def command(rule: str | None) -> None:
    """Explain a rule, or list them all."""
    if rule is None:
        for name, module in rules().items():
            click.echo(f"{name:24} {module.SEVERITY.value:8} {headline(module)}")
    elif rule in rules():
        click.echo(f"# {rule}\n\nSeverity: {rules()[rule].SEVERITY.value}\n\n{documentation(rules()[rule])}")
    else:
        raise Failure(f"there is no rule '{rule}'{suggestion(rule, rules(), RULES_LISTED)}")
