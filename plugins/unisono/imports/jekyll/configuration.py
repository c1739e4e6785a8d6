"""The `_config.yml` of a site: its collections, its values, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

import yaml

from unisono.imports import ImportFailure, Loss, Origin, read_part
from unisono.records import dataclass
from unisono.text.regex import regex

NAMES = ("_config.yml", "_config.yaml")

_OF_JEKYLL = frozenset(
    """baseurl collections collections_dir defaults description encoding exclude excerpt_separator future gems highlighter
    include incremental keep_files kramdown layouts_dir limit_posts liquid markdown markdown_ext name paginate paginate_path
    permalink plugins plugins_dir
    port host quiet redcarpet repository sass show_drafts source destination theme remote_theme timezone
    title unpublished url verbose safe lsi detach webrick livereload compress_html feed tagline locale lang logo
    logger whitelist data_dir includes_dir""".split()  # noqa: SIM905
)
"""Keys that Jekyll or a plugin of its own reads (<https://jekyllrb.com/docs/configuration/options/>)."""


@dataclass(frozen=True)
class Collection:
    """A collection as it is configured: `order` are the files that come first, `visibility` is None where a site knows none."""

    name: str
    folder: str
    title: str
    position: tuple[float, ...]
    visibility: str | None
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class Configuration:
    """What the file says; `lines` are those of its keys."""

    file: str = NAMES[0]
    values: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """The value of a key if it is a scalar; else "" ."""
        return scalar(self.values.get(key)) or ""

    def origin(self, key: str) -> Origin:
        return Origin(self.file, self.lines.get(key))

    @property
    def collections(self) -> list[Collection]:
        """In the order of the navigation: that of their audiences, then their positions, then as they are written."""
        found = self.values.get("collections")
        named: Mapping[str, Any] = found if isinstance(found, dict) else {str(name): {} for name in _list(found)}
        above = self.text("collections_dir").strip("/")
        made = [_collection(str(name), above, said if isinstance(said, dict) else {}) for name, said in named.items()]
        audiences = list(dict.fromkeys(one.visibility for one in made))
        return sorted(made, key=lambda one: (audiences.index(one.visibility), one.position))

    @property
    def excluded(self) -> set[str]:
        """Files and folders that are not published."""
        return {str(name).strip("/") for name in _list(self.values.get("exclude"))}

    def defaults(self, path: str, collection: str) -> dict[str, str]:
        """The front matter of pages that do not say otherwise (<https://jekyllrb.com/docs/configuration/front-matter-defaults/>)."""
        found: dict[str, str] = {}
        for rule in _list(self.values.get("defaults")):
            scope, values = (rule.get(name) for name in ("scope", "values")) if isinstance(rule, dict) else (None, None)
            if not isinstance(scope, dict) or not isinstance(values, dict) or scope.get("type", collection) != collection:
                continue
            within = str(scope.get("path") or "").strip("/")
            if not within or path == within or path.startswith(f"{within}/"):
                found |= {str(key): text for key, value in values.items() if (text := scalar(value)) is not None}
        return found

    @property
    def own(self) -> dict[str, str]:
        """The site's own values, as `{{ site.… }}` names them."""
        keys = [key for key in self.values if isinstance(key, str) and key not in _OF_JEKYLL and key not in _REMEDIES]
        return {key: text for key in keys if _NAME.fullmatch(key) and (text := scalar(self.values[key]))}

    def losses(self) -> Iterator[Loss]:
        """Keys that are of use to Jekyll, and for which nothing here has one."""
        for key, remedy in _REMEDIES.items():
            if value := self.values.get(key):
                shown = ", ".join(map(str, _list(value))) if isinstance(value, list) else scalar(value) or "a table"
                yield Loss(self.origin(key), f"'{key}' ({shown[:200]}) is not carried over", remedy)
        for key, value in self.values.items():
            if isinstance(value, dict | list) and value and key not in _OF_JEKYLL:
                yield Loss(self.origin(str(key)), f"'{key}' is more than a value, and is not carried over", _VALUES)


_NAME = regex(r"[\w-]+")
_VALUES = "name under 'site' in mkdocs.yml what pages use of it"
_REMEDIES = {
    "plugins": "MkDocs has a search index and a sitemap; name other plugins of MkDocs in mkdocs.yml",
    "gems": "MkDocs has a search index and a sitemap; name other plugins of MkDocs in mkdocs.yml",
    "google_analytics_key": "set 'extra.analytics' in mkdocs.yml, if it is still wanted",
    "google_analytics": "set 'extra.analytics' in mkdocs.yml, if it is still wanted",
}


def read_configuration(root: Path) -> Configuration:
    """That of a site; an empty one where it has none. Raises ImportFailure, UnreadableError and OSError."""
    name = next((name for name in NAMES if (root / name).is_file()), None)
    if name is None:
        return Configuration()
    text = read_part(root, name).text
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        values = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise ImportFailure(f"{Origin(name, line)}: it is not YAML: {error.problem}; correct it") from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise ImportFailure(f"{name}: it cannot be read as YAML; correct it") from None
    if not isinstance(values, dict) or not isinstance(node, yaml.MappingNode):
        raise ImportFailure(f"{name}: it holds no keys; name the folder of a site")
    lines = {key.value: key.start_mark.line + 1 for key, _ in node.value if isinstance(key, yaml.ScalarNode)}
    return Configuration(name, values, lines)


def scalar(value: object) -> str | None:
    """A value as Liquid prints it; None for a list, a table or nothing."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int | float) else None


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _collection(name: str, above: str, said: Mapping[str, Any]) -> Collection:
    folder = f"{above}/_{name}" if above else f"_{name}"
    title = scalar(said.get("title")) or scalar(said.get("name")) or name.replace("_", " ").replace("-", " ").title()
    number = re.findall(r"\d{1,15}(?:\.\d{1,15})?", str(scalar(said.get("position")) or ""))
    position = tuple(float(part) for part in number) or (float("inf"),)
    visibility = (scalar(said["visibility"]) or "") if "visibility" in said else None
    order = tuple(str(entry) for entry in _list(said.get("order")))
    return Collection(name, folder, title, position, visibility, order)
