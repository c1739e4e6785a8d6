"""`unisono schema`: what the settings may be, for editors."""

from __future__ import annotations

import click

from unisono.checking.wording import json_text
from unisono.commands import failing
from unisono.project.schema import settings_schema


@click.command("schema", short_help="Print the JSON Schema of the settings.")
def command() -> None:
    """Print the JSON Schema of the settings, by which editors complete and check them. It knows the rules of installed
    packages."""
    with failing():
        click.echo(json_text(settings_schema(), indent=2))
