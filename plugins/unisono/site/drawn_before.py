"""Pages as an earlier build has drawn them, so that those which look the same are not drawn again.

What the theme's templates make of a page follows from the templates, the settings, the navigation with what it shows of each
page, and the page itself. All of these are in the digest under which a drawn page is kept. Where something has a say of which
that cannot be told, a template that asks for the date, or a value whose content is not known here, none are kept.

Kept is what stands around the contents of pages, which have places of their own (`prepared`), for a few pages at a time: most
of it is the same on all of them.
"""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from hashlib import blake2b
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.localization import parse_locale
from mkdocs.plugins import BasePlugin
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from mkdocs.theme import Theme

from unisono.pages.reading import LIST
from unisono.project.cache import encoding
from unisono.project.cache.fingerprint import digest, program
from unisono.project.cache.store import Known, Store
from unisono.text.regex import regex

KIND = "drawn"
"""What the store calls them."""

_AT_A_TIME = 50
"""Pages that are kept together, and drawn again together when one changes."""

_TOGETHER = 20
"""How many of those are collected before they are written."""

_LIBRARIES = ("jinja2", "markupsafe", "mkdocs", "mkdocs-material")
_PACKAGES = ("material", "mkdocs")
"""Packages with templates, of which it is known what they ask for …"""

_UNKNOWN = regex(r"build_date|update_date|random|lipsum|plugins|hooks|\bfile\b|abs_src_path|content_")
"""… and what a template of anybody else may not ask for: it does not follow from a digest."""

_MOST = 5_000_000
"""Bytes of templates of anybody else that are looked at."""

_IN_OTHER_WAYS = frozenset(
    {"file", "parent", "previous_page", "next_page", "children", "active", "_Page__active", "_Section__active", "update_date"}
    | {"markdown", "content", "toc", "present_anchor_ids", "links_to_anchors", "_title_from_render", "read_source", "render"}
)
"""What MkDocs and this program keep in a page or a section that is not shown, or is in the digest in another way."""

_NOT_SHOWN = ("exclude_docs", "draft_docs", "not_in_nav")
"""Settings that only say which files there are."""

_LOCALE = type(parse_locale("en"))
"""What the theme's language is, which is another type without Babel."""

_CONTENT = "\ue0d5unisono:content\ue0d6"
"""Stands for a page's content in what is kept."""

_SOUGHT = 200
"""Characters by which the content is found."""

_END = "</a>"
"""By what a page is divided into parts that others have too: most of what they have in common is links."""


class UnknownError(Exception):
    """Something has a say in what pages look like of which no digest can be made."""


class _Group:
    """What is kept together, by the places of the pages, under the name of the first."""

    def __init__(self, places: Sequence[str], made_from: str) -> None:
        self.places = places
        self.name = places[0]
        self.digest = made_from
        self.drawn: dict[str, str] = {}


Shown = Page | str
"""A page, or the name of a template that is a page by itself."""


class DrawnBefore:
    """What is kept of the pages of a build, which are drawn in this order."""

    def __init__(
        self,
        config: MkDocsConfig,
        pages: Sequence[Page],
        navigation: Navigation,
        store: Store,
        others: Iterable[str] = (),
    ) -> None:
        """`others` are the templates that are kept too."""
        self._store = store
        self._made: dict[str, Known] = {}
        self._open: _Group | None = None
        self._kept: Mapping[str, str] = {}
        alone = [page for page in pages if _stands_alone(page)]
        try:
            site = digest(*_of_templates(config, pages), *_of_settings(config), *_of_navigation(navigation))
            groups = [_Group([name], digest(site, name)) for name in others]
            parts = (alone[at : at + _AT_A_TIME] for at in range(0, len(alone), _AT_A_TIME))
            groups += [_Group([page.file.dest_uri for page in part], digest(site, *map(_of_page, part))) for part in parts]
        except (UnknownError, RecursionError):
            groups = []
        self._groups = {place: group for group in groups for place in group.places}
        self._known = store.known(KIND, {group.name: group.digest for group in groups})

    def has(self, page: Page) -> bool:
        """Whether a page is kept; what is kept may still turn out to be damaged."""
        group = self._groups.get(page.file.dest_uri)
        return group is not None and group.name in self._known

    def html(self, shown: Shown) -> str | None:
        """A page with its content as it is to be shown; None if it must be drawn."""
        place, content = _place_and_content(shown)
        group = self._groups.get(place)
        if group is None or group.name not in self._known:
            return None
        if group is not self._open:
            found = self._store.read(KIND, {group.name: group.digest})
            self._open, self._kept = group, _unpacked(found.get(group.name, "{}"))
        kept = self._kept.get(place)
        return None if kept is None else kept.replace(_CONTENT, content)

    def take(self, shown: Shown, html: str) -> None:
        """Keep a page that has been drawn, together with those beside it."""
        place, content = _place_and_content(shown)
        group = self._groups.get(place)
        if group is None or _CONTENT in html:
            return
        group.drawn[place] = _without(html, content)
        if len(group.drawn) == len(group.places):
            self._made[group.name] = Known(group.digest, _packed(group.drawn))
            group.drawn.clear()
        if len(self._made) == _TOGETHER:
            self.keep()

    def keep(self) -> None:
        """Write what was taken."""
        if self._made:
            self._store.write(KIND, self._made)
            self._made.clear()


def _stands_alone(page: Page) -> bool:
    """Whether a page has no list of what is on others, and is none on which MkDocs' own themes print the time of the build."""
    return bool(page.content) and not LIST.search(page.content or "") and not page.is_homepage


def _place_and_content(shown: Shown) -> tuple[str, str]:
    return (shown, "") if isinstance(shown, str) else (shown.file.dest_uri, shown.content or "")


def _without(html: str, content: str) -> str:
    """A page with a mark in the place of its content, where that is certainly this."""
    start = content[:_SOUGHT]
    at = html.find(start) if start else -1
    if at < 0 or not html.startswith(content, at) or html.find(start, at + 1) >= 0:
        return html
    return f"{html[:at]}{_CONTENT}{html[at + len(content) :]}"


def _packed(drawn: Mapping[str, str]) -> str:
    numbers: dict[str, int] = {}
    pages = {path: [numbers.setdefault(part, len(numbers)) for part in html.split(_END)] for path, html in drawn.items()}
    return json.dumps({"parts": list(numbers), "pages": pages})


def _unpacked(packed: str) -> dict[str, str]:
    """Nothing for what `_packed` has not made."""
    try:
        read = json.loads(packed)
        parts = read["parts"]
        return {path: _END.join([parts[number] for number in numbers]) for path, numbers in read["pages"].items()}
    except (*encoding.STRANGE, AttributeError):
        return {}


def _of_templates(config: MkDocsConfig, pages: Iterable[Page]) -> Iterator[str]:
    """What is known of all templates. Those that come with MkDocs and Material ask of other pages what the navigation has."""
    yield from (program(), *(f"{name} {version(name)}" for name in _LIBRARIES))
    packages = [str(Path(spec.origin).parent) + os.sep for name in _PACKAGES if (spec := find_spec(name)) and spec.origin]
    others = False
    for folder in config.theme.dirs:
        yield str(folder)
        if str(folder).startswith(tuple(packages)):
            yield from _marks(str(folder))
        else:
            others = True
            yield from _contents(str(folder))
    yield from map(_of_page, pages) if others else ()


def _marks(folder: str) -> Iterator[str]:
    """The size and the time of the templates in a folder; there are thousands of icons, which come with a version."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in (".icons", "assets"))
        for name in sorted(names):
            found = os.stat(f"{parent}{os.sep}{name}")  # noqa: PTH116 (a hundred of them: with a `Path` each it takes twice as long)
            yield f"{name} {found.st_size} {found.st_mtime_ns}"


def _contents(folder: str) -> Iterator[str]:
    """The content of all files in a folder. Raises UnknownError where that does not say all."""
    left = _MOST
    for parent, folders, names in os.walk(folder):
        folders.sort()
        if any(Path(parent, name).is_symlink() for name in folders):  # into which this does not go
            raise UnknownError
        for name in sorted(names):
            data = _read(Path(parent, name), left)
            left -= len(data)
            if _UNKNOWN.search(data.decode("utf-8", "replace")):
                raise UnknownError
            yield f"{Path(parent, name).relative_to(folder)} {blake2b(data).hexdigest()}"


def _read(file: Path, most: int) -> bytes:
    try:
        if not file.is_file() or file.stat().st_size > most:
            raise UnknownError
        return file.read_bytes()
    except OSError:
        raise UnknownError from None


def _of_settings(config: MkDocsConfig) -> Iterator[str]:
    yield from (f"{name} {plain(value)}" for name, value in config.items() if name not in _NOT_SHOWN)


def _of_navigation(navigation: Navigation) -> Iterator[str]:
    yield navigation.homepage.url if navigation.homepage else ""
    yield from (page.url for page in navigation.pages)
    yield from map(_of_item, navigation.items)


def _of_item(item: StructureItem) -> str:
    """What an entry of the navigation, and those below it, show of themselves."""
    return digest(type(item).__name__, _shown(item), *map(_of_item, item.children or ()))  # type: ignore[attr-defined]


def _of_page(page: Page) -> str:
    around = [page.previous_page, page.next_page, *page.ancestors]  # of which more is in the navigation
    return digest(
        _shown(page),
        page.content or "",
        *map(_of_anchor, page.toc),
        *(f"{other.title} {getattr(other, 'url', '')}" if other else "" for other in around),
    )


def _of_anchor(anchor: AnchorLink) -> str:
    own = {name: value for name, value in vars(anchor).items() if name != "children"}
    return digest(plain(own), *map(_of_anchor, anchor.children))


def _shown(item: StructureItem) -> str:
    """What an entry of the navigation says of itself, also what plugins have put into it."""
    own = {name: value for name, value in vars(item).items() if name not in _IN_OTHER_WAYS}
    place = (item.file.src_uri, item.file.dest_uri, item.url) if isinstance(item, Page) else ()
    return plain([place, item.title, own])


def plain(value: object) -> str:
    """The same in every run for what is the same, and only then. Raises UnknownError for what may not say all of itself."""
    match value:
        case None | bool() | int() | float() | str() | bytes() | datetime.date() | datetime.time():
            return repr(value)
        case _ if isinstance(value, _LOCALE):
            return str(value)
        case Theme():
            own = (value.name, value.custom_dir, value.dirs, value.static_templates)
            return plain([own, {name: value[name] for name in value}])
        case BasePlugin():
            return f"{_name_of(type(value))}{plain(value.config)}"
        case Mapping():
            return "{{{}}}".format(",".join(f"{plain(key)}:{plain(item)}" for key, item in value.items()))
        case Set():
            return "{{{}}}".format(",".join(sorted(map(plain, value))))
        case list() | tuple():
            return "[{}]".format(",".join(map(plain, value)))
        case partial():
            return f"partial({plain([value.func, value.args, value.keywords])})"
        case Path():
            return repr(str(value))
        case ModuleType():
            return f"{value.__name__} {blake2b(_read(Path(value.__file__ or ''), _MOST)).hexdigest()}"
        case _ if callable(value):
            return _name_of(value)
        case _:
            raise UnknownError


def _name_of(value: object) -> str:
    name = getattr(value, "__qualname__", None)
    if not isinstance(name, str) or "<" in name:  # what is made in a function may hold anything
        raise UnknownError
    return f"{getattr(value, '__module__', '')}.{name}"
