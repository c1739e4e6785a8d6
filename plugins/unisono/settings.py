"""The settings, one schema for all places that may hold them: `pyproject.toml`, `unisono.toml` and `mkdocs.yml`."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from fnmatch import fnmatchcase
from typing import Any, TypeVar, get_type_hints

from unisono.files import INCLUDES

T = TypeVar("T")

RULES_LISTED = "; 'unisono rule' lists them"


PUBLIC = ("public",)
"""The audience of a site that states none: known from one that is stated by being this object."""


class SettingsError(Exception):
    """A setting that is not one, or whose value has the wrong shape; the message says where and what to write."""


@dataclass(frozen=True)
class Settings:
    """What a site says of itself and what it wants checked. The comment on each field is its line in the manual."""

    select: tuple[str, ...] = ("default",)
    """Rules to apply: ids, `default`, or `all`."""
    ignore: tuple[str, ...] = ()
    """Rules not to apply."""
    per_path: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Rules not to apply to the pages that match a pattern, such as `legacy/*`; `*` also matches `/`."""
    servers: tuple[str, ...] = ()
    """The base URLs that samples may use. A path in one of them comes before the paths of the pages."""
    includes: str = INCLUDES
    """The includes folder: in `mkdocs.yml` relative to the pages, elsewhere to the file. By default the nearest `_includes`."""
    languages: tuple[str, ...] = ()
    """The languages that each endpoint page must have a sample for."""
    types: Mapping[str, str] = field(default_factory=dict)
    """Words for types in parameter lists and the JSON type that each stands for: `decimal: number`."""
    baseline: str = ""
    """The file of known findings, which are not reported, relative to the file with the settings."""
    audience: tuple[str, ...] = PUBLIC
    """The values of `visibility` whose pages are built. Unless it is stated, a site where no page has one is built whole."""
    visibilities: tuple[str, ...] = ()
    """The values of `visibility` that pages may have; none means any."""
    credentials: tuple[str, ...] = ()
    """Tokens and cookies in samples that are known to be made up, as patterns."""
    site: Mapping[str, str] = field(default_factory=dict)
    """The values of `{{ site.… }}`."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """The section title of each folder, by its path in the folder of the pages."""
    strict: bool = False
    """Whether findings end the build of a site, also where MkDocs is quiet."""

    @property
    def states_audience(self) -> bool:
        """Whether the settings say anything about who may see which page."""
        return self.audience is not PUBLIC or bool(self.visibilities)

    @property
    def stating_servers(self) -> tuple[str, ...]:
        """The servers, if any of them has a path: then they state what comes before the paths of pages."""
        with_path = any("/" in server.partition("://")[2].rstrip("/") for server in self.servers)
        return self.servers if with_path else ()

    def ignored_at(self, path: str) -> frozenset[str]:
        """The rules that `per_path` takes away from the page at `path`."""
        slashed = path.replace("\\", "/")
        return frozenset(
            rule
            for pattern, names in self.per_path.items()
            if fnmatchcase(slashed, pattern) or fnmatchcase(slashed, f"*/{pattern}")
            for rule in names
        )


def read_settings(values: Mapping[str, object], where: str) -> Settings:
    """Settings from what a file holds; `-` in a key is the same as `_`. Raises SettingsError, which names `where`."""
    known = {f.name for f in fields(Settings)}
    hints = get_type_hints(Settings)
    read: dict[str, Any] = {}
    for key, value in values.items():
        name = str(key).replace("-", "_")
        if name not in known:
            raise SettingsError(f"{where}: there is no setting '{key}'{suggestion(name, known)}")
        read[name] = _value(hints[name], value, f"{where}: '{key}'")
    return Settings(**read)


def check_rule_names(settings: Settings, known: Iterable[str], where: str) -> None:
    """Raises SettingsError for a rule that does not exist."""
    names = {*known, "default", "all"}
    for rule in (*settings.select, *settings.ignore, *(rule for rules in settings.per_path.values() for rule in rules)):
        if rule not in names:
            raise SettingsError(f"{where}: there is no rule '{rule}'{suggestion(rule, names, RULES_LISTED)}")


def suggestion(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """The end of a sentence: the known name that was probably meant, or what to say if none is close."""
    close = difflib.get_close_matches(name, sorted(known), n=1)
    return f"; did you mean '{close[0]}'?" if close else otherwise


def _value(hint: object, value: object, where: str) -> object:
    if hint is bool:
        return _shaped(value, bool, f"{where} must be true or false")
    if hint is str:
        return _shaped(value, str, f"{where} must be text")
    if hint == tuple[str, ...]:
        return _strings(value, where)
    entries = _shaped(value, dict, f"{where} must be a table of names and values")
    if hint == Mapping[str, tuple[str, ...]]:
        return {str(key): _strings(item, f"{where}, '{key}',") for key, item in entries.items()}
    return {str(key): _scalar(item, f"{where}, '{key}',") for key, item in entries.items()}


def _shaped(value: object, kind: type[T], message: str) -> T:
    if not isinstance(value, kind):
        raise SettingsError(f"{message}, and is {value!r}")
    return value


def _scalar(value: object, where: str) -> str:
    if not isinstance(value, str | int | float):
        raise SettingsError(f"{where} must be text, and is {value!r}")
    return str(value)


def _strings(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise SettingsError(f"{where} must be a list of texts, and is {value!r}")
    return tuple(value)
