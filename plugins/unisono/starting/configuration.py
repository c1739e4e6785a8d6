"""The `mkdocs.yml` of a new site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

import yaml

from unisono.records import dataclass
from unisono.text.files import read_source

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class SiteSettings:
    """What a site is called, where it is to be published (empty where nobody said), and the options of the plugin, in the order
    in which they are written; empty ones are left out. `whole` is the text of a `mkdocs.yml` that has all of it already."""

    name: str
    description: str = ""
    url: str = ""
    options: Mapping[str, object] = field(default_factory=dict)
    whole: str = ""


def configuration(settings: SiteSettings) -> str:
    """The text of `mkdocs.yml`."""
    if settings.whole:
        return settings.whole
    options = {name: value for name, value in settings.options.items() if value not in ("", [], {}, ())}
    head = {"site_name": settings.name, "site_description": settings.description, "site_url": settings.url}
    plugins = ["search", {"unisono": options} if options else "unisono"]
    parts = [_dumped({key: value for key, value in head.items() if value}), appearance(), _dumped({"plugins": plugins})]
    return "\n".join(parts)


def appearance() -> str:
    """The part of `mkdocs.yml` that is alike on all new sites."""
    return read_source(_HERE / "appearance.yml", _HERE).text


def _dumped(values: Mapping[str, object]) -> str:
    return yaml.dump(values, Dumper=_Indented, sort_keys=False, allow_unicode=True, width=120)


class _Indented(yaml.SafeDumper):
    """Lists in mappings are indented, as MkDocs' own manual has them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        del indentless
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True
