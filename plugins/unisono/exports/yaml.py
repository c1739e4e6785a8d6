"""YAML as people write it: in the order of the document, with texts of several lines as blocks."""

from __future__ import annotations

from typing import Any

import yaml

from unisono.exports.formats import File


class _Dumper(yaml.SafeDumper):
    """Without anchors, which many tools do not read."""

    def ignore_aliases(self, data: Any) -> bool:
        del data
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(str, _text)


def yaml_file(value: Any) -> File:
    """The only file of an export, as YAML."""
    return File("", yaml_text(value), value)


def yaml_text(value: Any) -> str:
    """A value of dictionaries, lists and scalars as a YAML document."""
    return str(yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1000))
