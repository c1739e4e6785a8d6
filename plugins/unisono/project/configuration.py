"""Finding and reading the file that holds the settings."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from unisono.checking.rules import is_always_applied, members, rules
from unisono.checking.settings import Settings, SettingsError, Where, check_rule_names, described, read_settings, suggestion
from unisono.pages.paths import PageFile
from unisono.pages.types import read_type
from unisono.project.patterns import why_no_pattern
from unisono.project.settings_files import MAX_BYTES, Document, FileError, read_toml, read_yaml
from unisono.records import dataclass
from unisono.text.files import UnreadableError, leads_inside, leads_to, project, read_bytes, repository_of
from unisono.text.regex import regex
from unisono.words import NAMES as WORDS
from unisono.words import UnknownWordError, check_word, language_for, languages_spoken

NAMES = ("unisono.toml", "pyproject.toml", "mkdocs.yml", "mkdocs.yaml")
"""The files that may hold settings. Of one folder, one may."""

PLUGIN = "unisono"

PAGES = "docs"
"""The folder of the pages, where MkDocs is not told another."""

_SERVER = regex(r"(?i)https?://[^/?#\s]")


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
    origins: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Where each setting is written, for those that are."""

    def with_includes(self, paths: Iterable[Path]) -> list[Path]:
        """Where pages may be that use the includes folder, besides those below the folder that it is in: `paths`, which the
        user names, and the project of the settings that name the includes; where these are elsewhere, all of the repository,
        whose other sites may name them as well."""
        if self.file is None or self.includes is None:
            return list(paths)
        project = self.file.absolute().parent
        is_own = Path(os.path.normpath(self.includes.absolute())).is_relative_to(project)
        root = None if is_own else _spelled(repository_of(self.includes))
        return [*paths, root or project]


def find_configuration(start: Path) -> Configuration:
    """That of the nearest folder with settings, from the page or folder `start` upward, up to the root of the repository (the
    first folder with `.git`) or of the disk. The defaults if there is none. A `mkdocs.yml` counts for its own site only.

    Raises SettingsError, which names the file, for what is wrong in it, and where two files of one folder have settings.
    """
    return Configurations().found(Path(os.path.normpath(start.absolute())))


class Configurations:
    """Those of many files: of each the nearest, or `always` the same one, with what the command line has `changed` in it. A
    file with settings is read once, and is one `Configuration`."""

    def __init__(
        self, always: Configuration | None = None, changed: Callable[[Configuration], Configuration] = lambda found: found
    ) -> None:
        self._always = always
        self._changed = changed
        self._values: dict[Path, dict[Path, _Values]] = {}
        self._made: dict[Path | None, Configuration] = {}
        self._of: dict[Path, Configuration] = {}
        self._nearest: dict[Path, Path | None] = {}

    def of(self, file: Path) -> Configuration:
        """That of a file, which need not be there. Raises as `find_configuration` does."""
        file = Path(os.path.normpath(file.absolute()))
        folder = file.parent  # the files of one have the same
        if folder not in self._of:
            self._of[folder] = self.found(file) if self._always is None else self._one(self._always)
        return self._of[folder]

    def of_folder(self, folder: Path) -> Configuration:
        """That of a folder with pages. Raises UnreadableError where it leads out of the project, and as `find_configuration`
        does."""
        leads_to(folder)
        return self._one(self._always) if self._always else self.found(Path(os.path.normpath(folder.absolute())))

    def grouped(self, files: Iterable[PageFile]) -> list[tuple[Configuration, list[PageFile]]]:
        """Files by their configurations, in their order."""
        groups: dict[Path | None, tuple[Configuration, list[PageFile]]] = {}
        for file in files:
            configuration = self.of(file.path)
            groups.setdefault(configuration.file, (configuration, []))[1].append(file)
        return list(groups.values())

    def with_includes(self, paths: Iterable[Path]) -> list[Path]:
        """Where pages may be that use the includes of the files so far, besides those below the folder that these are in:
        `paths`, which the user names, and the projects of the settings that name an includes folder."""
        wanted = list(paths)
        for found in self._made.values():
            wanted = found.with_includes(wanted)
        return wanted

    def found(self, start: Path) -> Configuration:
        """As `find_configuration`, from a normal absolute path."""
        for folder in self._telling(start):
            found = {file: values for file, values in self._in(folder).items() if values.concern(start, folder)}
            named = {file: values for file, values in found.items() if values.settings} or found
            if len(named) > 1:
                places = " and ".join(_shown(file) for file in named)
                raise SettingsError(f"there are settings in both {places}; keep them in one")
            for file, values in named.items():
                return self._made[file] if file in self._made else self._one(_configuration(file, values))
        return self._one(Configuration())

    def _telling(self, start: Path) -> Iterator[Path]:
        """What is at or above a path and may have its settings: the folders with files of settings, up to the root of the
        repository."""
        here: Path | None = start
        while here is not None and (folder := self._nearest_telling(here)) is not None:
            yield folder
            here = None if (folder / ".git").exists() or folder == folder.parent else folder.parent

    def _nearest_telling(self, start: Path) -> Path | None:
        """The nearest at or above a path that has files of settings, or is the root of the repository. Folders are nested as
        deeply as anybody likes: each is looked at once."""
        passed, here = [], start
        while here not in self._nearest and not (self._in(here) or (here / ".git").exists()):
            passed.append(here)
            if here == here.parent:
                break
            here = here.parent
        found = self._nearest.get(here, None if passed and here == passed[-1] else here)
        self._nearest |= dict.fromkeys([here, *passed], found)
        return found

    def _in(self, folder: Path) -> dict[Path, _Values]:
        """What the files of a folder say that have settings."""
        if folder not in self._values:
            files = [file for name in NAMES if os.path.lexists(file := folder / name) and not file.is_dir()]
            self._values[folder] = {file: values for file in files if (values := _Values.read(file)) is not None}
        return self._values[folder]

    def _one(self, found: Configuration) -> Configuration:
        if found.file not in self._made:
            self._made[found.file] = self._changed(found)
        return self._made[found.file]


def pages_folder(start: Path) -> Path:
    """The folder of the pages of the site whose `mkdocs.yml` is in `start`, with the plugin or without; by default `docs`.
    Raises SettingsError."""
    file = next((file for name in NAMES if _is_mkdocs(Path(name)) and (file := start / name).is_file()), None)
    return _spelled(_read_site(file).pages(start) if file else Path(os.path.normpath(start / PAGES))) or start


def site_folder(configuration: Configuration, own: Iterable[PageFile]) -> Path | None:
    """The folder of all pages of the site that pages are of, which may be more than those that are named; None where there is
    none that they are all in. Raises SettingsError."""
    start = configuration.file.parent if configuration.file else Path()
    folder = Path(os.path.normpath(pages_folder(start).absolute()))
    is_site = folder != Path(os.path.normpath(start.absolute()))
    return folder if is_site and all(file.absolute.is_relative_to(folder) for file in own) else None


def pages_here(configuration: Configuration) -> tuple[Path, ...]:
    """The pages and folders that are looked at where none is named: those that the configuration of the working directory names
    (`paths`), else the folder of the pages of the site here. Raises SettingsError."""
    file = configuration.file
    if file is None or not configuration.settings.paths:
        return (pages_folder(Path()),)

    def where(setting: str) -> str:
        return configuration.origins[setting]

    named = (named_path(file, where, file.parent, "paths", path) for path in configuration.settings.paths)
    return tuple(Path(os.path.relpath(path)) for path in named)


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


def checked_settings(values: Mapping[str, object], where: Where) -> Settings:
    """The settings in `values`, with names and URLs checked. Raises SettingsError, which says `where`."""
    settings = read_settings(values, where)
    check_rule_names(settings, rules(), where)
    for rule in settings.severity:
        if rule in rules() and is_always_applied(rules()[rule]):
            raise SettingsError(
                f"{where('severity', rule)}: '{rule}' says that Unisono failed, always as an error; take it out"
            )
    per_path = {pattern: members(names) for pattern, names in settings.per_path.items()}
    settings = replace(settings, ignore=members(settings.ignore), per_path=per_path)
    for pattern in settings.exclude:
        if reason := why_no_pattern(pattern):
            wanted = "must be patterns as in a '.gitignore', such as 'old/'"
            raise SettingsError(f"{where('exclude')}: 'exclude' {wanted}; {described(pattern)} {reason}")
    for word, meaning in settings.types.items():
        if read_type(meaning, {}) is None:
            wanted = f"must be a JSON type such as 'number', and is {described(meaning)}"
            raise SettingsError(f"{where('types', word)}: 'types', {described(word)}, {wanted}")
    if settings.exports:
        _check_exports(settings.exports, where)
    for server in settings.servers:
        if not _SERVER.match(server) or not _is_url(server):
            wanted = f"must be base URLs such as 'https://api.example.com', and has {described(server)}"
            raise SettingsError(f"{where('servers')}: 'servers' {wanted}")
    _check_words(settings, where)
    if settings.try_it and not settings.servers:
        key = next(key for key in values if key.replace("-", "_") == "try_it")
        raise SettingsError(f"{where(key)}: 'try_it' needs 'servers', the base URLs that readers choose from; add them")
    return settings


def _check_exports(names: Sequence[str], where: Where) -> None:
    from unisono.exports.formats import FORMATS  # noqa: PLC0415 (adds to every start, and few sites have exports)

    for name in names:
        if name not in FORMATS:
            hint = suggestion(name, FORMATS, f"; there are {', '.join(FORMATS)}")
            raise SettingsError(f"{where('exports')}: 'exports': there is no format {described(name)}{hint}")


def _check_words(settings: Settings, where: Where) -> None:
    """Raises SettingsError for words that pages do not say, and for a language in which there are none."""
    for language, texts in settings.words.items():
        for name, text in texts.items():
            try:
                check_word(name, text)
            except UnknownWordError as error:
                hint = suggestion(name, WORDS) if name not in WORDS else ""
                place = f"{where('words', language)}: 'words', {described(language)}, {described(name)}"
                raise SettingsError(f"{place}: {error}{hint}") from None
    if settings.locale and language_for(settings.locale, settings.words) is None:
        known = ", ".join(f"'{name}'" for name in languages_spoken())
        raise SettingsError(
            f"{where('locale')}: 'locale' must be a language that there are words in ({known}, or one that 'words' has), and "
            f"is {described(settings.locale)}"
        )


def _is_url(text: str) -> bool:
    try:
        _ = urlsplit(text).port
    except ValueError:
        return False
    return True


def _configuration(file: Path, values: _Values) -> Configuration:
    where = values.where
    settings = replace(checked_settings(values.settings, where), folder=os.path.relpath(file.parent))
    origins = {key.replace("-", "_"): where(key) for key in values.settings}
    baseline = _spelled(named_path(file, where, file.parent, "baseline", settings.baseline) if settings.baseline else None)
    if values.mkdocs is None:
        includes = (
            named_path(file, where, file.parent, "includes", settings.includes) if "includes" in values.settings else None
        )
        return Configuration(settings, file, _spelled(includes), settings.site or None, baseline, origins)
    name, description, url = (values.text(key) for key in ("site_name", "site_description", "site_url"))
    if not _is_url(url):
        raise SettingsError(f"{values.place('site_url')}: 'site_url' must be a URL, and is {described(url)}")
    pages = values.pages(file.parent)
    site = site_values(name, description, url, settings.site)
    named_path(file, values.place, file.parent, "docs_dir", str(pages))
    given = "includes" in values.settings
    includes = named_path(file, where, pages, "includes", settings.includes) if given else pages / settings.includes
    return Configuration(settings, file, _spelled(includes), site, baseline, origins)


def named_path(file: Path, where: Where, folder: Path, setting: str, value: str) -> Path:
    """The path that a setting in `file` names, from a folder. Raises SettingsError, which says `where`, if it is outside the
    project, or leads out of it."""
    path = folder / value
    try:
        leads_inside(path, project(file) or file.parent)
    except UnreadableError as error:
        raise SettingsError(f"{where(setting)}: '{setting}': {error}") from None
    except ValueError:  # a NUL
        raise SettingsError(f"{where(setting)}: '{setting}' is no path; correct it") from None
    return path


@dataclass(frozen=True)
class _Values:
    """What a file says: the settings as they are written, and all of MkDocs' configuration if they are in one. `sources` are
    the file and those that it inherits from, `prefix` the keys below which the settings are."""

    settings: Mapping[str, object]
    sources: Sequence[tuple[Path, Document]]
    prefix: tuple[str, ...] = ()
    mkdocs: Mapping[str, Any] | None = None

    def where(self, *keys: str) -> str:
        """The place of a setting."""
        first, rest = keys[:1], keys[1:]
        spelled = dict.fromkeys(first + tuple(key.replace("_", "-") for key in first))
        return max((self._found((*self.prefix, key, *rest)) for key in spelled), default=self._found(self.prefix))[1]

    def place(self, key: str) -> str:
        """The place of a key of MkDocs' own."""
        return self._found((key,))[1]

    def _found(self, keys: tuple[str, ...]) -> tuple[int, str]:
        """How many of the keys are found, and where the last of these is."""
        best = (0, _shown(self.sources[0][0]))
        for file, document in self.sources:
            line = document.line_of(keys)
            if line and line[1] > best[0]:
                best = (line[1], f"{_shown(file)}:{line[0]}")
        return best

    def text(self, key: str) -> str:
        """What MkDocs' configuration says under a key; "" for nothing."""
        value = (self.mkdocs or {}).get(key)
        if value is not None and not isinstance(value, str):
            raise SettingsError(f"{self.place(key)}: '{key}' must be text, and is {described(value)}")
        return value or ""

    def pages(self, folder: Path) -> Path:
        """The folder of the pages of a site whose `mkdocs.yml` is in `folder`."""
        return Path(os.path.normpath(folder / (self.text("docs_dir") or PAGES)))

    def concern(self, start: Path, folder: Path) -> bool:
        """Whether a file in `folder` has the settings for `start`: always, but for those of a site that it has no part in."""
        pages = self.pages(folder)
        return self.mkdocs is None or start.is_relative_to(pages) or pages.is_relative_to(start)

    @classmethod
    def read(cls, file: Path) -> _Values | None:
        """None if the file has no settings."""
        if _is_mkdocs(file):
            return _read_mkdocs(file)
        document = _read(file, file)
        table = document.values
        prefix: tuple[str, ...] = ()
        if file.name == "pyproject.toml":
            prefix = ("tool", PLUGIN)
            for key in prefix:
                table = table.get(key) if isinstance(table, dict) else None
            if table is None:
                return None
        found = cls(table, [(file, document)], prefix)
        if not isinstance(table, dict):
            raise SettingsError(f"{found.where()}: 'tool.unisono' must be a table; write [tool.unisono]")
        return found


def mkdocs_where(file: Path) -> Where:
    """The places of the plugin's options in a `mkdocs.yml`; the file alone where it cannot be read."""
    try:
        found = _read_mkdocs(file)
    except SettingsError:
        found = None
    return found.where if found else lambda *_: _shown(file)


def _is_mkdocs(file: Path) -> bool:
    return file.suffix in {".yml", ".yaml"}


def _read(file: Path, first: Path, named: str = "") -> Document:
    """What is in a file, in the project of the `first` one, which it may be itself. `named` is the place that names it, if that
    is in a file."""
    text = _text(file, first, named)
    try:
        return read_yaml(text, ("plugins", PLUGIN)) if _is_mkdocs(file) else read_toml(text)
    except FileError as error:
        raise SettingsError(f"{_shown(file)}{f':{error.line}' if error.line else ''}: {error}") from None


MAX_HEIRS = 20
"""Files that inherit from one another."""


def _read_mkdocs(file: Path) -> _Values | None:
    """The settings in MkDocs' configuration; None if the plugin is not in it."""
    found = _read_site(file)
    options = _plugin_options((found.mkdocs or {}).get("plugins"), found)
    return None if options is None else replace(found, settings=options)


def _read_site(file: Path) -> _Values:
    """MkDocs' configuration, with what it inherits (its `INHERIT`), with the plugin or without."""
    sources: list[tuple[Path, Document]] = []
    mkdocs: dict[str, Any] = {}
    name: Path | None = file
    named = ""
    while name is not None:
        document = _read(name, file, named)
        values = document.values if isinstance(document.values, dict) else {}
        sources.append((name, document))
        heir = _Values({}, [sources[-1]])
        parent = values.pop("INHERIT", None)
        if parent is not None and not isinstance(parent, str):
            raise SettingsError(f"{heir.place('INHERIT')}: 'INHERIT' must name a file, and is {described(parent)}")
        mkdocs, named = _merged(values, mkdocs), heir.place("INHERIT")
        following = Path(os.path.normpath(name.parent / parent)) if parent else None
        if any(following == known for known, _ in sources):
            raise SettingsError(f"{named}: it inherits from itself; take INHERIT out")
        if len(sources) > MAX_HEIRS:
            raise SettingsError(f"{named}: more than {MAX_HEIRS} files inherit from one another")
        name = following
    return _Values({}, sources, ("plugins", PLUGIN), mkdocs)


def _merged(inherited: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Mappings are merged at every depth, anything else is replaced (MkDocs' manual, "Configuration Inheritance")."""
    both = {
        key: _merged(inherited[key], own[key])
        for key in own
        if isinstance(own[key], dict) and isinstance(inherited.get(key), dict)
    }
    return {**inherited, **own, **both}


def _plugin_options(plugins: object, found: _Values) -> dict[str, object] | None:
    """The options of the plugin in a list or a mapping of plugins; None if it is not among them."""
    if plugins is not None and not isinstance(plugins, list | dict):
        raise SettingsError(f"{found.place('plugins')}: 'plugins' must be a list, and is {described(plugins)}")
    entries: list[object] = [{name: plugins[name]} for name in plugins] if isinstance(plugins, dict) else []
    for entry in plugins if isinstance(plugins, list) else entries:
        if entry == PLUGIN:
            return {}
        if isinstance(entry, dict) and PLUGIN in entry:
            options = entry[PLUGIN] if entry[PLUGIN] is not None else {}
            if not isinstance(options, dict):
                given = f"the options of the plugin 'unisono' must be a mapping, and are {described(options)}"
                raise SettingsError(f"{found.where()}: {given}")
            return {key: value for key, value in options.items() if key != "enabled"}  # which MkDocs takes for itself
    return None


def _text(file: Path, first: Path, named: str) -> str:
    try:
        return read_bytes(file, project(first) or first.absolute().parent, MAX_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{_shown(file)}:{line}: it is not UTF-8 text; save it as UTF-8") from None
    except UnreadableError as error:
        reason = str(error)
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
    except ValueError:  # a NUL in its name
        reason = "that is no name of a file; correct it"
    unread = f"cannot read {_shown(file)}" if named else "cannot read it"
    raise SettingsError(f"{named or _shown(file)}: {unread}: {reason}")


def _shown(file: Path) -> str:
    """The file's name in messages: from the working directory, if it is below it."""
    absolute = file.absolute()
    return str(absolute.relative_to(Path.cwd()) if absolute.is_relative_to(Path.cwd()) else absolute)


def _spelled(folder: Path | None) -> Path | None:
    """Relative to the working directory, as findings in includes show it."""
    return folder if folder is None else Path(os.path.relpath(folder))
