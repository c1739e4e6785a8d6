"""The settings, one schema for all places that may hold them: `pyproject.toml`, `unisono.toml` and `mkdocs.yml`."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import Field, field, fields, replace
from datetime import date, time
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, cast, get_args, get_type_hints

from unisono.records import dataclass
from unisono.text.files import INCLUDES, relative
from unisono.words import DEFAULT as ENGLISH
from unisono.words import Words, words_for

T = TypeVar("T")

RULES_LISTED = "; 'unisono rule' lists them"


Level = Literal["error", "warning", "info", "off"]
"""What a rule's severity may be in the settings."""

PUBLIC = ("public",)
"""The audience of a site that states none: known from one that is stated by being this object."""


class SettingsError(Exception):
    """A setting that is not one, or whose value has the wrong shape; the message says where and what to write."""


class Server(str):
    """A base URL, and the name under which readers choose it."""

    name: str

    def __new__(cls, url: str, name: str = "") -> Server:
        server = super().__new__(cls, url)
        server.name = name or url
        return server

    def __reduce__(self) -> tuple[type[Server], tuple[str, str]]:
        return Server, (str(self), self.name)

    def __repr__(self) -> str:
        return f"{str(self)!r} ({self.name!r})"


Servers = Annotated[tuple[str, ...], Server]


@dataclass(frozen=True)
class Settings:
    """What a site says of itself and what it wants checked. The comment on each field is its line in the manual."""

    select: tuple[str, ...] = ("recommended",)
    """Rules to apply: ids, or sets: `recommended`, `strict`, `all`."""
    ignore: tuple[str, ...] = ()
    """Rules, or sets, not to apply."""
    severity: Mapping[str, Level] = field(default_factory=dict)
    """How bad what a rule finds is: `error`, `warning` or `info`, which also select the rule, or `off`: it is not applied."""
    per_path: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Rules not to apply to the pages that match a pattern, such as `legacy/*`, by their path from the file with the settings
    or the end of it; `*` also matches `/`."""
    paths: tuple[str, ...] = ()
    """The pages and folders that are looked at where a command names none, relative to the file with the settings. By default
    the folder of the pages of the site, `docs`."""
    exclude: tuple[str, ...] = ()
    """Pages and folders that are not looked at, as patterns of `.gitignore` (`old/`, `*.draft.md`), relative to the file with
    the settings."""
    servers: Servers = ()
    """The base URLs that samples may use, or a table of their names. A path in one comes before the paths of the pages."""
    includes: str = INCLUDES
    """The includes folder: in `mkdocs.yml` relative to the pages, elsewhere to the file. By default the nearest `_includes`."""
    languages: tuple[str, ...] = ()
    """The languages that each endpoint page has a sample for: the build writes those that are missing."""
    exports: tuple[str, ...] = ()
    """The formats of `unisono export` in which a build offers the requests of its pages, as files to download."""
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
    locale: str = ""
    """The language of the words that Unisono adds to pages, such as `de`. By default that of the theme, else English."""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Such words in another language, or in place of those that it has: for each language a table of their names and texts."""
    seal: bool = True
    """Whether pages say below their samples how many of them send the documented request."""
    marks: bool = True
    """Whether the tabs of samples say how each compares."""
    try_it: bool = False
    """Whether readers may send the request of a page from their own browser to a server that they name; needs `servers`."""
    strict: bool = False
    """Whether findings end the build of a site, also where MkDocs is quiet."""
    folder: str = field(default=".", compare=False, metadata={"said": False})
    """Where the file with the settings is, seen from where the paths of pages begin. No setting: it follows from the file."""

    @cached_property
    def page_words(self) -> Words:
        """What pages say by themselves."""
        return words_for(self.locale or ENGLISH, self.words)

    @property
    def left_out(self) -> frozenset[str]:
        """The rules that are not applied, whatever selects them."""
        return frozenset(self.ignore) | {rule for rule, level in self.severity.items() if level == "off"}

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
        """The rules that `per_path` takes away from the page at `path`. The same from wherever paths begin."""
        if not self.per_path:
            return frozenset()
        slashed = relative(path, Path(self.folder))
        return frozenset(
            rule
            for pattern, names in self.per_path.items()
            if fnmatchcase(slashed, pattern) or fnmatchcase(slashed, f"*/{pattern}")
            for rule in names
        )


Where = Callable[..., str]
"""Gives the place of a setting, `file:line`, by its key and, in a table, the name there; without any, that of all of them."""


def setting_fields() -> tuple[Field[Any], ...]:
    """The settings, as a file may have them."""
    return tuple(f for f in fields(Settings) if f.metadata.get("said", True))


def read_settings(values: Mapping[str, object], where: Where) -> Settings:
    """Settings from what a file holds; `-` in a key is the same as `_`. Raises SettingsError, which says `where`."""
    known = {f.name for f in setting_fields()}
    hints = get_type_hints(Settings, include_extras=True)
    read: dict[str, Any] = {}
    for key, value in values.items():
        name = key.replace("-", "_") if isinstance(key, str) else ""
        if name not in known:
            place = where(key) if isinstance(key, str) else where()
            raise SettingsError(f"{place}: there is no setting {described(key)}{suggestion(name, known)}")
        if name in read:
            raise SettingsError(f"{where(key)}: '{key}' is there twice, with '-' and with '_'; keep one")
        read[name] = _value(hints[name], value, where, key)
    settings = Settings(**read)
    applied = tuple(rule for rule, level in settings.severity.items() if level != "off")
    return replace(settings, select=(*settings.select, *applied))


SETS = ("recommended", "strict", "all")
"""The sets of rules, each with all of those before it."""

DEFAULT = "default"
"""Another name of the first set, the one that is applied where nothing is selected."""


def check_rule_names(settings: Settings, known: Iterable[str], where: Where) -> None:
    """Raises SettingsError for a rule that does not exist."""
    ids = frozenset(known)
    with_sets = ids | {*SETS, DEFAULT}
    listed: list[tuple[tuple[str, ...], Sequence[str], frozenset[str]]] = [
        *((("severity", rule), (rule,), ids) for rule in settings.severity),
        (("select",), settings.select, with_sets),
        (("ignore",), settings.ignore, with_sets),
        *((("per_path", pattern), rules, with_sets) for pattern, rules in settings.per_path.items()),
    ]
    for keys, rules, names in listed:
        for rule in rules:
            if rule not in names:
                hint = suggestion(rule, names, RULES_LISTED)
                raise SettingsError(f"{where(*keys)}: there is no rule {described(rule)}{hint}")


def suggestion(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """The end of a sentence: the known name that was probably meant, or what to say if none is close."""
    close = difflib.get_close_matches(name, sorted(known), n=1) if len(name) <= _SHOWN else []
    return f"; did you mean '{close[0]}'?" if close else otherwise


def suggested(name: str, known: Mapping[str, str], otherwise: str) -> str:
    """The same, of what is known by several names: what to write is the value."""
    close = difflib.get_close_matches(name.lower(), sorted(known), n=1) if len(name) <= _SHOWN else []
    return f"; did you mean '{known[close[0]]}'?" if close else otherwise


_SHOWN = 60
"""Characters of a value that a message shows."""

_LARGE = 10**_SHOWN
_HUGE = "a number of many digits"


def described(value: object) -> str:
    """A value in a message: itself where it is short, else what it is. Never as long as what a hostile file may hold."""
    if isinstance(value, str):
        return f"'{value}'" if len(value) <= _SHOWN else f"'{value[:_SHOWN]}…'"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) >= _LARGE:
        return _HUGE
    if isinstance(value, int | float | date | time):
        return str(value)
    return {dict: "a table", list: "a list", type(None): "empty"}.get(type(value), f"a {type(value).__name__}")


def _value(hint: object, value: object, where: Where, key: str) -> object:
    if hint is bool:
        return _shaped(value, bool, where, "true or false", key)
    if hint is str:
        return _shaped(value, str, where, "text", key)
    if hint == Servers and isinstance(value, dict):
        return tuple(Server(_scalar(url, where, key, str(name)), _name(name, where, key)) for name, url in value.items())
    if hint in (tuple[str, ...], Servers):
        return _strings(value, where, key)
    entries = _shaped(value, dict, where, "a table of names and values", key)
    read = _READERS.get(hint, _scalar)
    return {(known := _name(name, where, key)): read(item, where, key, known) for name, item in entries.items()}


def _name(name: object, where: Where, key: str) -> str:
    if not isinstance(name, str | int | float | date) or described(name) == _HUGE:
        raise SettingsError(f"{where(key)}: '{key}' must have names that are text, and has {described(name)}")
    return str(name)


def _shaped(value: object, kind: type[T], where: Where, wanted: str, *keys: str) -> T:
    if not isinstance(value, kind):
        raise SettingsError(f"{where(*keys)}: {_named(keys)} must be {wanted}, and is {described(value)}")
    return value


def _scalar(value: object, where: Where, *keys: str) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str | int | float) or described(value) == _HUGE:
        raise SettingsError(f"{where(*keys)}: {_named(keys)} must be text, and is {described(value)}")
    return str(value)


def _strings(value: object, where: Where, *keys: str) -> tuple[str, ...]:
    for item in _shaped(value, list, where, "a list of texts", *keys):
        if not isinstance(item, str):
            raise SettingsError(f"{where(*keys)}: {_named(keys)} must be a list of texts, and has {described(item)} in it")
    return tuple(cast("list[str]", value))


def _texts(value: object, where: Where, *keys: str) -> dict[str, str]:
    entries = _shaped(value, dict, where, "a table of names and texts", *keys)
    return {(known := _name(name, where, keys[0])): _scalar(text, where, *keys, known) for name, text in entries.items()}


def _named(keys: Sequence[str]) -> str:
    return ", ".join(described(key) for key in keys) + ("," if len(keys) > 1 else "")


def _level(value: object, where: Where, *keys: str) -> str:
    """`off`, without quotation marks, is YAML 1.1's word for false."""
    level = "off" if value is False else value
    if level not in get_args(Level):
        known = ", ".join(f"'{name}'" for name in get_args(Level)[:-1])
        raise SettingsError(f"{where(*keys)}: {_named(keys)} must be {known} or 'off', and is {described(value)}")
    return cast("str", level)


_READERS: Mapping[object, Callable[..., object]] = {
    Mapping[str, tuple[str, ...]]: _strings,
    Mapping[str, Level]: _level,
    Mapping[str, Mapping[str, str]]: _texts,
}
