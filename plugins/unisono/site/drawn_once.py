"""The navigation drawn once for the pages of a folder.

Material draws each entry of the navigation again on each page, which on a large site is most of a build. Nearly all of them,
those that are not active, look the same on all pages of a folder: their links are relative to the page. So what the macro gives
for such an entry is kept for the next page.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from jinja2 import Environment
from jinja2.runtime import Context, Macro
from mkdocs.structure import StructureItem
from mkdocs.structure.pages import Page as SitePage

MACRO = "render"
"""The macro in Material's `partials/nav-item.html`: its arguments are an entry, its path of numbers, its level, its parent."""


def draw_navigation_once(env: Environment) -> None:
    """Have the templates of an environment (`on_env`) keep the entries that they draw."""
    drawn = _Drawn()

    class Keeping(Context):
        def call(self, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
            own = kwargs.keys() - {"_loop_vars", "_block_vars"}  # what Jinja itself hands over
            key = _key(args) if type(obj) is Macro and obj.name == MACRO and args and not own else None
            if key is None:
                return super().call(obj, *args, **kwargs)
            kept = drawn.beside(self.get("page"), self.get("nav"))
            if key not in kept:
                html = super().call(obj, *args, **kwargs)
                if not _looks_the_same(args[0]):
                    return html
                kept[key] = html
            return kept[key]

    env.context_class = Keeping


def _key(arguments: Iterable[object]) -> tuple[object, ...] | None:
    """What the macro's arguments are, and in which state; None for those of a theme's own macro of that name."""
    key: list[object] = []
    for argument in arguments:
        if isinstance(argument, (str, int)):
            key.append(argument)
        elif isinstance(argument, StructureItem):  # as old as the build: its identity is its alone
            key.append((id(argument), _is_active(argument)))
        else:
            return None
    return tuple(key)


class _Drawn:
    """The entries that were drawn, by the place of the pages that show them."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[tuple[object, ...], Any]] = {}
        self._above: set[str] = set()
        self._page: object = None
        self._beside: dict[tuple[object, ...], Any] = {}

    def beside(self, page: object, navigation: Iterable[StructureItem] | None) -> dict[tuple[object, ...], Any]:
        """Those on pages from which entries look the same as from `page`; none for what is no page."""
        if not isinstance(page, SitePage):
            return {}
        if page is not self._page:
            if not self._above:
                self._above.update(_above(navigation or ()))
            self._page, self._beside = page, self._kept.setdefault(_place(page, self._above), {})
        return self._beside


def _looks_the_same(entry: object) -> bool:
    """Whether an entry looks the same on all pages of a folder."""
    return isinstance(entry, StructureItem) and not (_is_active(entry) or hasattr(entry, "pages"))


def _is_active(entry: StructureItem) -> bool:
    return bool(getattr(entry, "active", False))  # a link has no such state


def _place(page: SitePage, above: Collection[str]) -> str:
    """What pages have in common from which all other pages have the same relative addresses. A page with others below it, which
    its folder's index page is, and one that stands beside a folder of its name, has it alone."""
    alone = page.is_index or page.url in above
    return page.url if alone else posixpath.dirname(page.url.rstrip("/")) + "/*"


def _above(items: Iterable[StructureItem]) -> Iterator[str]:
    """The addresses that others in the navigation begin with; the site's own is always among them."""
    yield ""
    for item in items:
        parts = str(getattr(item, "url", None) or "").split("/")
        last = len(parts) - isinstance(item, SitePage)  # a link may lead to a page of the site, a page is not below itself
        yield from ("/".join(parts[:end]) + "/" for end in range(1, last))
        yield from _above(getattr(item, "children", None) or ())
