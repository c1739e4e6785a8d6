"""The order and grouping of pages in a MkDocs navigation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape, unescape

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as SitePage

from unisono.drawing.markup import method_html
from unisono.pages.model import EndpointPage, Page, heading
from unisono.pages.position import LAST, Position
from unisono.words import Words

Pages = Mapping[str, Page]
"""The models of a site's pages by their path in the docs folder."""


def name_page(page: SitePage, model: Page | None, words: Words, *, named: bool) -> None:
    """Call an endpoint's page as its heading does; MkDocs would take its `title`, which is a path, and templates print titles
    as HTML. A title that `nav` gives (`named`) stays. In the navigation alone, the method stands before the title: Material
    takes what it shows there from `typeset`, where its own plugin of that name puts titles with markup."""
    if isinstance(model, EndpointPage):
        if not named:
            page.title = escape(heading(model))
        page.typeset = {"title": f"{method_html(model.method)} {_name_html(str(page.title), model, words)}"}  # type: ignore[attr-defined]
        return
    if "typeset" in vars(page) and not named:  # it was an endpoint's until it was edited
        del page.title
    vars(page).pop("typeset", None)


def _name_html(title: str, model: EndpointPage, words: Words) -> str:
    """A title as HTML, whose hint is all of it where a word in it, such as a path, may not fit into a line."""
    is_long = any(len(word) > _FITS for word in unescape(title).split())
    hints = [title] if is_long else []
    hints += [escape(words.deprecated)] if model.deprecation else []
    tag = "s" if model.deprecation else "span"
    return f'<{tag} title="{", ".join(hints)}">{title}</{tag}>' if hints else title


_FITS = 12
"""Characters of a word that certainly fit into a line of the navigation, beside a method and a few folders deep."""


def order(navigation: Navigation, pages: Pages, titles: Mapping[str, str]) -> None:
    """Sort a navigation that MkDocs made of the folders: pages by position, a folder where its first page would stand, or, if
    `titles` names folders, in that order; index pages first. Links to the previous and next page follow."""
    _Order(pages, titles).sort(navigation.items)
    navigation.pages[:] = list(_flat(navigation.items))
    around = [None, *navigation.pages, None]
    for before, page, after in zip(around, navigation.pages, around[2:], strict=False):
        page.previous_page, page.next_page = before, after


class _Order:
    def __init__(self, pages: Pages, titles: Mapping[str, str]) -> None:
        self.pages = pages
        self.titles = titles
        self.ranks = {name: rank for rank, name in enumerate(titles)}

    def sort(self, items: list[StructureItem]) -> None:
        keys = {id(item): self._key(item) for item in items}
        items.sort(key=lambda item: keys[id(item)])

    def _key(self, item: object) -> tuple[bool, int, Position]:
        """Index pages, then what has a rank among the titles, then the rest; each by position."""
        if isinstance(item, Section):
            self.sort(item.children)
            folder = _folder(item)
            # Material prints a title as HTML. One that is MkDocs' own may have been escaped by an earlier call.
            item.title = escape(self.titles[folder] if folder in self.titles else unescape(item.title))
            positions = (self._position(page) for page in _flat([item]))
            first = next((position for position in positions if position != LAST), LAST)
            return True, self.ranks.get(folder, len(self.ranks)), first
        page = item if isinstance(item, SitePage) else None
        return not (page and page.is_index), len(self.ranks) if not page else -1, self._position(page)

    def _position(self, page: SitePage | None) -> Position:
        model = self.pages.get(page.file.src_uri) if page else None
        return model.position if model else LAST


def _flat(items: Iterable[object]) -> list[SitePage]:
    found: list[SitePage] = []
    for item in items:
        if isinstance(item, Section):
            found += _flat(item.children)
        elif isinstance(item, SitePage):
            found.append(item)
    return found


def _folder(section: Section) -> str:
    """The path of the folder that MkDocs made a section of."""
    page = next(iter(_flat([section])), None)
    if page is None:
        return ""
    depth = len(list(section.ancestors)) + 1
    return "/".join(page.file.src_uri.split("/")[:depth])
