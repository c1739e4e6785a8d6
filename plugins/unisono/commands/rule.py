"""`unisono rule`: what is checked."""

from __future__ import annotations

import click

from unisono.checking.rules import documentation, headline, in_short, rules, set_of
from unisono.checking.settings import RULES_LISTED, suggestion
from unisono.commands import Failure, failing


@click.command("rule")
@click.argument("rule", required=False, metavar="[RULE]")
def command(rule: str | None) -> None:
    """Explain a rule, or list them all, each with its severity and the smallest set that it is in."""
    with failing():
        rules()
    if rule is None:
        width = max(map(len, rules()))
        for name, module in rules().items():
            click.echo(f"{name:{width}}  {module.SEVERITY.value:7}  {set_of(module):11}  {headline(module)}")
    elif rule in rules():
        click.echo(f"# {rule}\n\n{in_short(rules()[rule])}\n\n{documentation(rules()[rule])}")
    else:
        raise Failure(f"there is no rule '{rule}'{suggestion(rule, rules(), RULES_LISTED)}")
