"""`unisono check --show-files` and `--show-settings`: what would be looked at, and with what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from unisono.checking.settings import Server, setting_fields
from unisono.checking.wording import count, json_text, visible
from unisono.pages.paths import PageFile
from unisono.project.configuration import Configuration
from unisono.text.files import relative


def show_files(files: Sequence[PageFile]) -> None:
    """The pages, one a line."""
    for file in files:
        click.echo(visible(str(file.path)))


def show_settings(groups: Sequence[tuple[Configuration, Sequence[PageFile]]]) -> None:
    """The settings of each site as TOML, each with where it comes from."""
    for number, (configuration, files) in enumerate(groups):
        name = _shown(configuration) if configuration.file else "no file with settings"
        if number:
            click.echo()
        click.echo(visible(f"# {name}: {count(len(files), 'page')}, of which {files[0].path}"))
        for line in _lines(configuration):
            click.echo(visible(line))


def _lines(configuration: Configuration) -> Iterator[str]:
    for field in setting_fields():
        origin = configuration.origins.get(field.name, "default")
        yield f"{field.name} = {_toml(getattr(configuration.settings, field.name))}  # {origin}"


def _shown(configuration: Configuration) -> str:
    return relative(str(configuration.file), Path())


def _toml(value: object) -> str:
    """A value as TOML has it, whose texts are written as those of JSON may be (https://toml.io/en/v1.0.0#string)."""
    if isinstance(value, Mapping):
        entries = ", ".join(f"{json_text(str(name))} = {_toml(item)}" for name, item in value.items())
        return f"{{ {entries} }}" if entries else "{}"
    if isinstance(value, tuple):
        named = [one for one in value if isinstance(one, Server) and one.name != one]
        return _toml({one.name: str(one) for one in value}) if named else f"[{', '.join(map(_toml, value))}]"
    return json_text(value)
