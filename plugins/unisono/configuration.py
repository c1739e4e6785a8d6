"""Finding and reading the file that holds the settings."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from yaml_env_tag import construct_env_tag  # type: ignore[import-untyped]

from unisono.files import UnreadableError, leads_inside, project, read_bytes
from unisono.rules import rules
from unisono.settings import Settings, SettingsError, check_rule_names, read_settings
from unisono.type_words import read_type

NAMES = ("unisono.toml", "pyproject.toml", "mkdocs.yml", "mkdocs.yaml")
"""The files that may hold settings. Of one folder, one may."""

PLUGIN = "unisono"

_SERVER = re.compile(r"(?i)https?://[^/?#\s]")


@dataclass(frozen=True)
class Configuration:
    """The settings and what follows from where they are written.

    `file` is None where no file has settings. `includes` is the includes folder, None for the nearest to each page. `site`
    holds the values of `{{ site.… }}`, None if nobody says what they are. `baseline` is the file of known findings, if any.
    """

    settings: Settings = field(default_factory=Settings)
    file: Path | None = None
    includes: Path | None = None
    site: Mapping[str, str] | None = None
    baseline: Path | None = None


def find_configuration(start: Path) -> Configuration:
    """That of the nearest folder with settings, from the page or folder `start` upward, up to the root of the repository (the
    first folder with `.git`) or of the disk. The defaults if there is none. A `mkdocs.yml` counts for its own site only.

    Raises SettingsError, which names the file, for what is wrong in it, and where two files of one folder have settings.
    """
    start = Path(os.path.normpath(start.absolute()))
    for folder in (start, *start.parents):
        files = [file for name in NAMES if os.path.lexists(file := folder / name) and not file.is_dir()]
        found = {file: values for file in files if (values := _Values.read(file)) is not None}
        found = {file: values for file, values in found.items() if values.concern(start, folder)}
        named = {file: values for file, values in found.items() if values.settings} or found
        if len(named) > 1:
            places = " and ".join(_shown(file) for file in named)
            raise SettingsError(f"there are settings in both {places}; keep them in one")
        for file, values in named.items():
            return _configuration(file, values)
        if (folder / ".git").exists():
            break
    return Configuration()


def pages_folder(start: Path) -> Path:
    """The folder of the pages of the site whose `mkdocs.yml` is in `start`, with the plugin or without; by default `docs`.
    Raises SettingsError."""
    file = next((file for name in NAMES if _is_mkdocs(Path(name)) and (file := start / name).is_file()), None)
    return _spelled(_Values({}, _read_mkdocs(file) if file else None).pages(start)) or start


def read_configuration(file: Path) -> Configuration:
    """That of one file: `pyproject.toml`, a `.yml` file of MkDocs, or any other name for a file like `unisono.toml`. Raises
    SettingsError, also where the file has none."""
    values = _Values.read(file)
    if values is None:
        wanted = "the plugin 'unisono'" if _is_mkdocs(file) else "a table [tool.unisono]"
        raise SettingsError(f"{_shown(file)}: it has no settings of Unisono; add {wanted} to it")
    return _configuration(file, values)


def site_values(name: str, description: str | None, url: str | None, own: Mapping[str, str]) -> dict[str, str]:
    """What `{{ site.… }}` stands for in a site of MkDocs: the names that Jekyll knows, and the author's own."""
    parts = urlsplit(url or "")
    address = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    known = {"title": name, "description": description or "", "url": address, "baseurl": parts.path.rstrip("/")}
    return {**known, **own}


def checked_settings(values: Mapping[str, object], where: str) -> Settings:
    """The settings in `values`, with names and URLs checked. Raises SettingsError, which names `where`."""
    settings = read_settings(values, where)
    check_rule_names(settings, rules(), where)
    for word, meaning in settings.types.items():
        if read_type(meaning, {}) is None:
            raise SettingsError(f"{where}: 'types', '{word}', must be a JSON type such as 'number', and is '{meaning}'")
    for server in settings.servers:
        if not _SERVER.match(server):
            raise SettingsError(f"{where}: 'servers' must be base URLs such as 'https://api.example.com', and has '{server}'")
    return settings


def _configuration(file: Path, values: _Values) -> Configuration:
    settings = checked_settings(values.settings, _shown(file))
    baseline = _spelled(named_path(file, file.parent, "baseline", settings.baseline) if settings.baseline else None)
    if values.mkdocs is None:
        includes = named_path(file, file.parent, "includes", settings.includes) if "includes" in values.settings else None
        return Configuration(settings, file, _spelled(includes), settings.site or None, baseline)
    mkdocs = values.mkdocs
    name, description, url = (str(mkdocs.get(key) or "") for key in ("site_name", "site_description", "site_url"))
    pages = values.pages(file.parent)
    site = site_values(name, description, url, settings.site)
    named_path(file, file.parent, "docs_dir", str(pages))
    given = "includes" in values.settings
    includes = named_path(file, pages, "includes", settings.includes) if given else pages / settings.includes
    return Configuration(settings, file, _spelled(includes), site, baseline)


def named_path(file: Path, folder: Path, setting: str, value: str) -> Path:
    """The path that a setting in `file` names, from a folder. Raises SettingsError where it is outside the project, or leads
    out of it."""
    path = folder / value
    try:
        leads_inside(path, project(file) or file.parent)
    except UnreadableError as error:
        raise SettingsError(f"{_shown(file)}: '{setting}': {error}") from None
    except ValueError:  # a NUL
        raise SettingsError(f"{_shown(file)}: '{setting}' is no path; correct it") from None
    return path


@dataclass(frozen=True)
class _Values:
    """What a file says: the settings as they are written, and all of MkDocs' configuration if they are in one."""

    settings: Mapping[str, object]
    mkdocs: Mapping[str, Any] | None = None

    def pages(self, folder: Path) -> Path:
        """The folder of the pages of a site whose `mkdocs.yml` is in `folder`."""
        return Path(os.path.normpath(folder / str((self.mkdocs or {}).get("docs_dir") or "docs")))

    def concern(self, start: Path, folder: Path) -> bool:
        """Whether a file in `folder` has the settings for `start`: always, but for those of a site that it has no part in."""
        pages = self.pages(folder)
        return self.mkdocs is None or start.is_relative_to(pages) or pages.is_relative_to(start)

    @classmethod
    def read(cls, file: Path) -> _Values | None:
        """None if the file has no settings."""
        if _is_mkdocs(file):
            mkdocs = _read_mkdocs(file)
            options = _plugin_options(mkdocs.get("plugins"), file)
            return None if options is None else cls(options, mkdocs)
        table: object = _read_toml(file)
        if file.name == "pyproject.toml":
            for key in ("tool", "unisono"):
                table = table.get(key) if isinstance(table, dict) else None
            if table is None:
                return None
        if not isinstance(table, dict):
            raise SettingsError(f"{_shown(file)}: 'tool.unisono' must be a table; write [tool.unisono]")
        return cls(table)


def _is_mkdocs(file: Path) -> bool:
    return file.suffix in {".yml", ".yaml"}


def _read_toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(file))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(f"{_shown(file)}: it is not TOML: {error}") from None


def _read_mkdocs(file: Path, heirs: tuple[Path, ...] = ()) -> dict[str, Any]:
    """MkDocs' configuration, with what it inherits (its `INHERIT`). Of its special tags, only `!ENV` has a value here."""
    try:
        values = yaml.load(_text(file, heirs[0] if heirs else file), _MkDocsLoader)  # noqa: S506  # a safe loader
    except (yaml.YAMLError, RecursionError) as error:
        raise SettingsError(f"{_shown(file)}: it is not YAML: {' '.join(str(error).split())}") from None
    if not isinstance(values, dict):
        return {}
    parent = values.pop("INHERIT", None)
    if not isinstance(parent, str):
        return values
    if file in heirs:
        raise SettingsError(f"{_shown(file)}: it inherits from itself; take INHERIT out")
    return _merged(_read_mkdocs(Path(os.path.normpath(file.parent / parent)), (*heirs, file)), values)


def _merged(inherited: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Mappings are merged at every depth, anything else is replaced (MkDocs' manual, "Configuration Inheritance")."""
    both = {
        key: _merged(inherited[key], own[key])
        for key in own
        if isinstance(own[key], dict) and isinstance(inherited.get(key), dict)
    }
    return {**inherited, **own, **both}


def _plugin_options(plugins: object, file: Path) -> dict[str, object] | None:
    """The options of the plugin in a list or a mapping of plugins; None if it is not among them."""
    entries: list[object] = [{name: plugins[name]} for name in plugins] if isinstance(plugins, dict) else []
    for entry in plugins if isinstance(plugins, list) else entries:
        if entry == PLUGIN:
            return {}
        if isinstance(entry, dict) and PLUGIN in entry:
            options = entry[PLUGIN] if entry[PLUGIN] is not None else {}
            if not isinstance(options, dict):
                raise SettingsError(f"{_shown(file)}: the options of the plugin 'unisono' must be a mapping")
            return {key: value for key, value in options.items() if key != "enabled"}  # which MkDocs takes for itself
    return None


class _MkDocsLoader(yaml.SafeLoader):
    """Reads MkDocs' configuration without doing what its tags say: `!!python/name:…` and the like stand for nothing."""


def _environment(loader: _MkDocsLoader, node: yaml.Node) -> object:
    value: object = construct_env_tag(loader, node)
    return value


def _nothing(loader: _MkDocsLoader, node: yaml.Node) -> None:
    del loader, node


_MkDocsLoader.add_constructor("!ENV", _environment)
_MkDocsLoader.add_constructor(None, _nothing)  # None: any tag that has no constructor


def _text(file: Path, first: Path | None = None) -> str:
    """The text of a file in the project of the `first` one, which it may be itself."""
    first = first or file
    try:
        return read_bytes(file, project(first) or first.absolute().parent).decode("utf-8-sig")
    except OSError as error:
        raise SettingsError(f"{_shown(file)}: cannot read it: {error.strerror}") from None
    except UnreadableError as error:
        raise SettingsError(f"{_shown(file)}: cannot read it: {error}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{_shown(file)}: it is not UTF-8 text; save it as UTF-8") from None


def _shown(file: Path) -> str:
    """The file's name in messages: from the working directory, if it is below it."""
    absolute = file.absolute()
    return str(absolute.relative_to(Path.cwd()) if absolute.is_relative_to(Path.cwd()) else absolute)


def _spelled(folder: Path | None) -> Path | None:
    """Relative to the working directory, as findings in includes show it."""
    return folder if folder is None else Path(os.path.relpath(folder))
