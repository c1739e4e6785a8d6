"""What pages have in the place of the comments that ask for lists, which are made from all pages that the audience sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import unescape

from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils import get_relative_url

from unisono.drawing.access import Accessed, authentication_html, authentication_markdown
from unisono.drawing.endpoint_list import Listed, list_html, list_markdown
from unisono.drawing.error_list import Answering, errors_html, errors_markdown
from unisono.drawing.facts import Facts
from unisono.pages.model import EndpointPage, heading
from unisono.records import dataclass
from unisono.site.downloads import Download, downloads_html
from unisono.site.navigation import Pages
from unisono.site.twins import list_mark, twin_url
from unisono.words import Words

Url = Callable[[File], str]


@dataclass(frozen=True)
class Lists:
    """The lists of a site. `pages` are the models of its pages by path, `bases` the base paths that their samples request
    before their own, `facts` what else is known of those that are shown, `words` what lists say by themselves; `downloads`
    stand below a list of all endpoints."""

    navigation: Navigation
    pages: Pages
    bases: Mapping[str, str]
    facts: Mapping[str, Facts]
    words: Words
    downloads: Sequence[Download] = ()

    def html(self, kind: str, page: SitePage) -> str:
        """The list of a kind on a page."""
        if kind == "errors":
            return errors_html(list(self._answering(page, _url)), len(self._endpoints(page, _url)), self.words)
        if kind == "authentication":
            return authentication_html(self._accessed(page, _url), self.words)
        listed = self._endpoints(page, _url)
        below = downloads_html(self.downloads, page.url, self.words) if self._are_all(listed) else ""
        return list_html(listed, self.words) + below

    def in_markdown(self, page: SitePage, text: str) -> str:
        """A page's Markdown with its lists. Links lead to the Markdown of other pages."""
        for kind in KINDS:
            if (mark := list_mark(kind)) in text:
                text = text.replace(mark, self._markdown(kind, page))
        return text

    def _markdown(self, kind: str, page: SitePage) -> str:
        if kind == "errors":
            return errors_markdown(list(self._answering(page, twin_url)), len(self._endpoints(page, twin_url)), self.words)
        if kind == "authentication":
            return authentication_markdown(self._accessed(page, twin_url), self.words)
        return list_markdown(self._endpoints(page, twin_url), self.words)

    def _endpoints(self, page: SitePage, url: Url) -> list[Listed]:
        return [
            Listed(
                model,
                get_relative_url(url(other.file), url(page.file)),
                str(other.parent.title) if other.parent else "",
                self.bases.get(other.file.src_uri, ""),
                facts.path if (facts := self.facts.get(other.file.src_uri)) else None,
            )
            for other in self._around(page)
            if isinstance(model := self.pages.get(other.file.src_uri), EndpointPage)
        ]

    def _accessed(self, page: SitePage, url: Url) -> list[Accessed]:
        return [
            Accessed(model, get_relative_url(url(other.file), url(page.file)), facts.access)
            for other in self._around(page)
            if isinstance(model := self.pages.get(other.file.src_uri), EndpointPage)
            and (facts := self.facts.get(other.file.src_uri))
            and facts.access
        ]

    def _are_all(self, listed: Sequence[Listed]) -> bool:
        named = (self.pages.get(other.file.src_uri) for other in self.navigation.pages)
        return len(listed) == sum(isinstance(model, EndpointPage) for model in named)

    def _answering(self, page: SitePage, url: Url) -> Iterator[Answering]:
        """The pages that tell of errors, but for the page itself: those about several endpoints first."""
        named = [(other, self.pages.get(other.file.src_uri)) for other in self._around(page) if other is not page]
        for other, model in sorted(named, key=lambda one: isinstance(one[1], EndpointPage)):
            facts = self.facts.get(other.file.src_uri)
            endpoint = model if isinstance(model, EndpointPage) else None
            if facts and facts.failures:
                name = heading(endpoint) if endpoint else unescape(str(other.title))
                yield Answering(name, get_relative_url(url(other.file), url(page.file)), endpoint, facts.failures)

    def _around(self, page: SitePage) -> Iterator[SitePage]:
        """On the index page of a folder the pages in it and below it, on any other page those of the site, in the order of the
        navigation."""
        place = page.file.dest_uri  # in which pages without a translation are beside those that have one
        folder = place[: place.rfind("/") + 1] if page.is_index else ""
        return (other for other in self.navigation.pages if other.file.dest_uri.startswith(folder))


KINDS = ("endpoints", "errors", "authentication")


def has_lists(text: str) -> bool:
    """Whether a page's Markdown has lists."""
    return any(list_mark(kind) in text for kind in KINDS)


def _url(file: File) -> str:
    return file.url
