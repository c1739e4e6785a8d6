"""What pages have in the place of the comments that ask for lists, which are made from all pages that the audience sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import unescape
from typing import NamedTuple

from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils import get_relative_url

from unisono.drawing.access import Accessed, authentication_html, authentication_markdown
from unisono.drawing.endpoint_list import Listed, ListedEndpoint, list_html, list_markdown
from unisono.drawing.error_list import Answering, errors_html, errors_markdown
from unisono.drawing.facts import Facts, Failure
from unisono.pages.access import Access
from unisono.pages.model import EndpointPage
from unisono.records import dataclass
from unisono.site.below_headings import Anchored
from unisono.site.downloads import Download, downloads_html
from unisono.site.navigation import Pages
from unisono.site.twins import list_mark, twin_url
from unisono.text.source import Source, Text
from unisono.wire.target import read_target
from unisono.words import Words

Url = Callable[[File], str]


class _Told(NamedTuple):
    """What is known of an endpoint, with its URL from the page with the list."""

    endpoint: ListedEndpoint
    url: str
    base: str
    access: Access | None
    failures: Sequence[Failure]
    sent: str | None = None


@dataclass(frozen=True)
class Lists:
    """The lists of a site. `pages` are the models of its pages by path, `bases` the base paths that their samples request
    before their own, `facts` what else is known of those that are shown, `anchored` the endpoints in their headings, `words`
    what lists say by themselves; `downloads` stand below a list of all endpoints."""

    navigation: Navigation
    pages: Pages
    bases: Mapping[str, str]
    facts: Mapping[str, Facts]
    anchored: Mapping[str, Sequence[Anchored]]
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
            Listed(told.endpoint, told.url, str(other.parent.title) if other.parent else "", told.base, told.sent)
            for other in self._around(page)
            for told in self._told(other, page, url)
        ]

    def _accessed(self, page: SitePage, url: Url) -> list[Accessed]:
        return [
            Accessed(told.endpoint, told.url, told.access)
            for other in self._around(page)
            for told in self._told(other, page, url)
            if told.access
        ]

    def _are_all(self, listed: Sequence[Listed]) -> bool:
        return len(listed) == sum(1 for page in self.navigation.pages for _ in self._told(page, page, _url))

    def _answering(self, page: SitePage, url: Url) -> Iterator[Answering]:
        """What tells of errors: first the pages that say what holds for several endpoints; but not the page itself, of which no
        more than the endpoints in its headings are meant."""
        around = list(self._around(page))
        for other in around:
            facts = self.facts.get(other.file.src_uri)
            is_endpoint = isinstance(self.pages.get(other.file.src_uri), EndpointPage)
            if facts and facts.failures and not is_endpoint and other is not page:
                name = unescape(str(other.title))
                yield Answering(name, get_relative_url(url(other.file), url(page.file)), "", facts.failures)
        for other in around:
            if other is page and isinstance(self.pages.get(other.file.src_uri), EndpointPage):
                continue
            for told in self._told(other, page, url):
                if told.failures:
                    yield Answering(told.endpoint.name, told.url, told.endpoint.method, told.failures)

    def _told(self, other: SitePage, page: SitePage, url: Url) -> Iterator[_Told]:
        """What is known of the endpoints of a page: the one that it is about, or those in its headings."""
        model, facts = self.pages.get(other.file.src_uri), self.facts.get(other.file.src_uri)
        address = get_relative_url(url(other.file), url(page.file))
        if isinstance(model, EndpointPage):
            access, failures, sent = (facts.access, facts.failures, facts.path) if facts else (None, (), None)
            base = self.bases.get(other.file.src_uri, "")
            yield _Told(ListedEndpoint.of(model), address, base, access, failures, sent)
        for one, anchor, _ in self.anchored.get(other.file.src_uri, ()):
            target = read_target(Text.of(Source("", one.path)))
            own = f"{address}#{anchor}" if anchor and url is _url else address
            yield _Told(ListedEndpoint(one.method, one.name, target), own, one.base, one.access, one.failures)

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
