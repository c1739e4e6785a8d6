"""One build of a site: what is known of its pages on their way from files to HTML."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils import get_relative_url

from unisono.checking.base_paths import base_paths
from unisono.checking.check import check, check_site, entry_of, examine
from unisono.checking.checked import checked_endpoints
from unisono.checking.diagnostic import Diagnostic, Severity
from unisono.checking.result import Entry, Result
from unisono.checking.settings import Settings
from unisono.checking.wording import count, line, visible
from unisono.drawing.facts import Facts
from unisono.drawing.preview import findings_html
from unisono.pages import internal
from unisono.pages.audience import TOLD, UNCLEAR, Audience, is_unclear
from unisono.pages.hiding import hiding_keys
from unisono.pages.liquid import Includes
from unisono.pages.model import EndpointPage, Page
from unisono.pages.reading import LIST, read_head, read_page, unreadable_page
from unisono.project.baseline import Baseline
from unisono.project.cache.store import Store
from unisono.project.configuration import site_values
from unisono.project.selection import exclusion
from unisono.records import dataclass
from unisono.site import trying
from unisono.site.below_headings import Anchored, with_anchors
from unisono.site.contents import contents_html
from unisono.site.downloads import Exported, Kept, downloads, fill, take_place
from unisono.site.lists import Lists, has_lists
from unisono.site.machines import Twin, copy_link_html, head_metadata, llms_full_txt, llms_txt
from unisono.site.navigation import name_page, order
from unisono.site.preparation import MANY, Preparation
from unisono.site.prepared import Prepared, give, take_back
from unisono.site.published import Wanted, contains
from unisono.site.search import (
    Findable,
    complete_search,
    has_search,
    heading_of,
    index_entries,
    without_search_attributes,
)
from unisono.site.translated import let_go, untranslated
from unisono.site.twins import in_order, twin_text, twin_uri, twin_url
from unisono.site.withheld import Withheld
from unisono.text.files import UnreadableError, is_of_jekyll, leads_inside, project, read_source, relative
from unisono.text.replacing import write_whole
from unisono.text.source import Source
from unisono.words import script_words_html

log = logging.getLogger("mkdocs.plugins.unisono")

STYLES = "assets/unisono/unisono.css"
SCRIPT = "assets/unisono/unisono.js"
CODE_SCRIPT = "assets/unisono/unisono.code.js"
MISSING_SCRIPT = "assets/unisono/unisono.missing.js"

NOT_FOUND = "404.html"
"""The theme's page for what is not there."""

PRUNED_ABOVE = 100
"""Pages of a site above which the whole navigation would be most of each page."""


@dataclass(slots=True)
class _SetAside:
    """What is put back after others have had their turn at a page."""

    content: str | None = None
    """Its HTML, as it came."""
    search: object = None
    """What its front matter says to the search plugin."""
    entries: int = 0
    """How many there were in the search's index before it."""
    shown: str | None = None
    """Its HTML for the template, where the search plugin need not see it."""


class Build:
    """Begins with the files of a site, goes on with its navigation and its pages, and ends with what is written beside them.

    `includes` is the includes folder, `baseline` what is known to be wrong. `preview` says whether its author looks at it,
    `is_part` whether it is that of another language of a site that is built.
    `store` is where pages are kept. `earlier` are the pages that the author has seen last, which stay while what is written of
    them is not clear.
    """

    def __init__(
        self,
        config: MkDocsConfig,
        settings: Settings,
        audience: Audience,
        includes: Path,
        baseline: Baseline,
        *,
        preview: bool,
        is_part: bool,
        store: Store,
        earlier: Mapping[str, Page],
    ) -> None:
        self.config = config
        self.settings = settings
        self.withheld = Withheld(config, audience, self.read_head)
        self.includes = includes
        self.baseline = baseline
        self._left = baseline.counts.copy()
        self.is_excluded = exclusion(settings)
        self.preview = preview
        self.is_part = is_part
        self.store = store
        self._earlier = earlier
        self._broken: dict[str, list[Diagnostic]] = {}
        """What is wrong with the front matter of pages that are shown as they were."""
        self._taken: dict[str, File] = {}
        self.heads: dict[str, Page] = {}
        """What the front matter of each page says, by the page's path."""
        self.findings: list[str] = []
        """A line for each finding so far."""
        self.failures: list[str] = []
        """A line for each page at which this program failed, at which a build fails too."""
        self.prepared: dict[str, Prepared] = {}
        self._checked: dict[str, tuple[Result, Entry]] = {}
        """What the check of the pages found that are prepared."""
        self.results: dict[str, Result] = {}
        self.entries: dict[str, Entry] = {}
        self.twins: dict[str, str] = {}
        self.findable: dict[str, Findable] = {}
        """By what the search finds endpoints, by the URL of the page."""
        self.facts: dict[str, Facts] = {}
        """What lists made from all pages know of those that are shown."""
        self.anchored: dict[str, tuple[Anchored, ...]] = {}
        """The endpoints in the headings of each page that has some."""
        self.about_site: tuple[Diagnostic, ...] = ()
        self.searched: dict[str, list[dict[str, Any]]] = {}
        """The entries of each page in the search's index."""
        self.wanted: dict[str, Wanted] = {}
        """What the pages of endpoints must show."""
        self.downloads = downloads(settings.exports)
        self._unwritten: set[str] = set()
        self._unseen: dict[str, File] = {}
        """Pages of endpoints that were drawn, and of which nobody has looked at what was written."""
        self._aside = _SetAside()

    def take_files(self, files: Files) -> None:
        """Read the front matter of the pages, and take away what is no page, or not for the audience."""
        self.take_pages(files)
        for asset in (STYLES, SCRIPT, CODE_SCRIPT, MISSING_SCRIPT, *(trying.ASSETS if self.settings.try_it else ())):
            # With a place in the file system: mkdocs-static-i18n asks every file for its own.
            place = Path(__file__).parents[1] / "assets" / asset.rpartition("/")[2]
            files.append(File.generated(self.config, asset, abs_src_path=str(place)))
        take_place(self.downloads, files, self.config, written=self.is_part)

    def take_pages(self, files: Files) -> None:
        """The same for pages that have come since, or were replaced: one may be the first that says who may see it."""
        new = not self._taken
        for file in list(files):
            is_included = file.abs_src_path and Path(file.abs_src_path).is_relative_to(self.includes)
            if is_included or is_of_jekyll(file.src_uri) or self._leads_out(file):
                files.remove(file)
            elif file.is_documentation_page() and self._taken.get(file.src_uri) is not file:
                self.heads[file.src_uri], self._taken[file.src_uri] = self._clear_head(file), file
                new = True
        if new:
            self._leave_out(files)
        self._prune_navigation(len(files.documentation_pages()))

    def _clear_head(self, file: File) -> Page:
        """What a page's front matter says; in a preview, while it cannot be read, what it said before, with that text."""
        head, earlier = self.read_head(file), self._earlier.get(file.src_uri)
        if not earlier or head.front_matter.entries or not earlier.front_matter.entries:
            return head
        if found := [found for found in check(head, self.settings).diagnostics if found.rule in UNCLEAR]:
            file.content_string = earlier.source.text
            self._broken[file.src_uri] = found
            self.log(found)
            return earlier
        return head

    @property
    def shown(self) -> dict[str, Page]:
        """What the front matter of each page says that is shown, by the page's path."""
        return {path: self.heads[path] for path in self.results if path in self.heads}

    def _leave_out(self, files: Files) -> None:
        """Take away what is not for the audience, and tell what is wrong with it: that may be why."""
        hidden = self.withheld.take(files, self.heads)
        for head in hidden:
            self.log(found for found in check(head, self.settings).diagnostics if found.rule in TOLD)
        if vain := {head.source.path for head in hidden if hiding_keys(head.front_matter)}:
            entries = [entry_of(head) for head in self.heads.values()]
            self.log(found for found in check_site(entries, self.settings, vain).diagnostics if found.rule in TOLD)
        for head, is_hidden in self.withheld.misnamed.items():
            left = "is left out" if is_hidden else "is published as it is"
            self._warn(f"{head.source.path}: this is a page, and {left}, as its name has another ending than .md; rename it")
        for file in sorted(self.withheld.unread if self.withheld.audience.known else ()):
            self._warn(
                f"{os.path.relpath(file)}: says in a way that is not read who may see the pages here, and they are left out; "
                "write 'visibility: internal', or another of its values, in a file '.meta.yml'"
            )
        self._say_what_is_hidden(hidden)

    def take_navigation(self, navigation: Navigation, files: Files) -> None:
        """Name and order the pages, and make them ready."""
        self.withheld.take_links(navigation)
        self.navigation, self.files = navigation, files
        self.named = {page.file.src_uri for page in navigation.pages if "title" in vars(page)}  # by `nav`
        self._unordered = [(items, list(items)) for items in _lists(navigation.items)]
        self.arrange()
        site = site_values(self.config.site_name, self.config.site_description, self.config.site_url, self.settings.site)
        # As `unisono check` names them: pages have their reports, in which no folder of this machine is to be.
        includes = Includes(Path(relative(str(self.includes), Path())))
        read = partial(read_page, includes=includes, site=site)
        heads = {file.src_uri: self.heads[file.src_uri] for file in files.documentation_pages() if file.src_uri in self.heads}
        self.preparation = Preparation(self.config, files, self.settings, site, read, includes, heads, self.preview, self.store)
        self.prepare(list(heads))
        self.prepare(self.take_departing())
        self.preparation.keep()

    def arrange(self) -> None:
        """Name the pages in the navigation and, where it is MkDocs', order them."""
        for items, made in self._unordered:
            items[:] = made  # pages at the same position are in MkDocs' order
        for page in self.navigation.pages:
            name_page(page, self.heads.get(page.file.src_uri), self.settings.page_words, named=page.file.src_uri in self.named)
        if not self.config.nav:
            order(self.navigation, self.heads, self.settings.titles)

    def order_again(self, navigation: Navigation) -> None:
        """Order what another plugin has made of the navigation since."""
        self.navigation = navigation
        if navigation.items is self._unordered[0][0] or self.config.nav:
            return
        self._unordered = [(items, list(items)) for items in _lists(navigation.items)]
        order(navigation, self.heads, self.settings.titles)
        let_go(navigation)

    def prepare(self, paths: Sequence[str]) -> None:
        """Make pages ready, if nobody else has a hand in them."""
        for path, (prepared, checked) in self.preparation.prepare_all(paths).items():
            self.prepared[path], self._checked[path] = prepared, checked
            file = self.files.get_file_from_path(path)
            if file and file.page:
                give(file.page, prepared)

    def take_departing(self) -> list[str]:
        """Tell anew which pages have samples that request another base path than those of the others. Those of which that is
        another one than before are not ready any more, and are to be made so (`prepare`)."""
        if self.settings.stating_servers:
            return []
        entries = {path: self._checked[path][1] for path in self.prepared}
        bases = base_paths(entries.values())
        departing = {path: bases.of(entry) for path, entry in entries.items() if bases.departs(entry)}
        known = self.preparation.bases
        changed = [path for path in entries if known.get(path) != departing.get(path)]
        known.clear()
        known.update(departing)
        self._take_back(changed)
        return changed

    def take_changes(self, heads: Mapping[str, Page], paths: Iterable[str]) -> None:
        """Take pages whose text has changed as these are, and the includes as they are now. The pages at `paths` are not ready
        any more, and are to be made so (`prepare`)."""
        self._left = self.baseline.counts.copy()
        self.heads |= heads
        self.preparation.heads.update(heads)
        self.preparation.includes.forget()
        self._take_back(paths)

    def _take_back(self, paths: Iterable[str]) -> None:
        for path in paths:
            self.prepared.pop(path, None)
            file = self.files.get_file_from_path(path)
            if file and file.page:
                take_back(file.page)

    def with_lists(self) -> list[File]:
        """The pages whose place in the search's index, and whose Markdown, depends on other pages; also drafts, which are not
        made ready."""
        found = [path for path in self.searched if (page := self.prepared.get(path)) is None or page.entries is None]
        self._unwritten |= {path for path in found if path in self.twins}
        return [file for path in found if (file := self.files.get_file_from_path(path))]

    def with_line_end(self, page: SitePage) -> str | None:
        """The text of a file that ends with its front matter, without a line end after it, where MkDocs finds no metadata
        (`utils.meta`); None for any other."""
        head = self.heads.get(page.file.src_uri)
        text = head.source.text.rstrip(" \t") if head and head.front_matter.entries else ""
        return page.file.content_string + "\n" if text.endswith(("---", "...")) else None

    def take_page(self, page: SitePage, markdown: str) -> None:
        """Check a page that is about to be converted, and leave its model for the Markdown extension."""
        path = page.file.src_uri
        if prepared := self.prepared.get(path):
            result, entry = self._checked[path]
            twin, findable, wanted, facts = prepared.twin, prepared.findable, prepared.wanted, prepared.facts
        elif path in self.preparation.heads:
            model, result, shown = self.preparation.hand_over(page, markdown)
            findable, wanted = (
                (Findable.of(model, self.settings.page_words), Wanted.of(model, shown))
                if isinstance(model, EndpointPage)
                else (None, None)
            )
            entry, facts = entry_of(model), Facts.of(model)
            twin = twin_text(shown, page, self.files, self.settings.page_words)
        else:
            return
        self.log(result.diagnostics)
        self.results[path], self.entries[path], self.twins[path], self.facts[path] = result, entry, twin, facts
        self._unwritten.add(path)
        self._unseen.pop(path, None)  # what was drawn of it was of another text
        self.wanted.pop(path, None)
        if wanted is not None:
            self.wanted[path] = wanted
        self.findable.pop(page.url, None)
        if findable is not None:
            self.findable[page.url] = findable

    @property
    def known_findings(self) -> int:
        """How many findings were in the baseline."""
        return self.baseline.counts.total() - self._left.total()

    @property
    def may_draw_ahead(self) -> bool:
        """Whether pages are many, and may be drawn in other processes, of which nothing but the HTML comes back. A preview has
        pages that are no part of the site, which MkDocs marks."""
        return not self.preview and len(self.heads) >= MANY and self.preparation.is_alone("env", "page_context")

    def endpoint(self, page: SitePage) -> EndpointPage | None:
        """What the page's front matter says, if it is that of an endpoint."""
        head = self.heads.get(page.file.src_uri)
        return head if isinstance(head, EndpointPage) else None

    def with_tools(self, page: SitePage, html: str) -> str:
        """An endpoint's HTML with the menu of its sections and the link to its Markdown; of any other page, where the endpoints
        in its headings are."""
        facts = self.facts.get(page.file.src_uri)
        self.anchored.pop(page.file.src_uri, None)
        if facts and facts.endpoints:
            self.anchored[page.file.src_uri] = tuple(with_anchors(facts.endpoints, html))
        if not self.endpoint(page):
            return html
        words = self.settings.page_words
        tools = contents_html(page.toc, words) + copy_link_html(get_relative_url(twin_url(page.file), page.url), words)
        return f'<div class="unisono-tools" data-search-exclude=""><div>{tools}</div></div>{html}'

    def check_site(self) -> None:
        """What rules find that look at all pages together."""
        self.about_site = check_site(list(self.entries.values()), self.settings).diagnostics
        self.log(self.about_site)
        self._tell_what_departs()

    def _tell_what_departs(self) -> None:
        """The base paths of the API; and of pages that could not be made ready before, in what they depart from these."""
        bases = base_paths(self.entries.values())
        if self.settings.stating_servers:
            return
        if bases.all:
            log.info(visible(f"The samples request the paths of the pages below {', '.join(bases.all)}"))
        for path, entry in self.entries.items():
            if bases.departs(entry) and path not in self.preparation.bases:
                head = self.heads[path]
                model = self.preparation.read(head.source, front_matter=head.front_matter)
                known = {(found.rule, found.span) for found in self.results[path].diagnostics}
                found = check(model, self.settings, bases.of(entry)).diagnostics
                self.log(one for one in found if (one.rule, one.span) not in known)

    @property
    def bases(self) -> dict[str, str]:
        """The base path that the samples of each endpoint's page request, by the page's path."""
        return {path: entry.base for path, entry in self.entries.items() if entry.base}

    def _lists(self) -> Lists:
        return Lists(
            self.navigation, self.heads, self.bases, self.facts, self.anchored, self.settings.page_words, self.downloads
        )

    def fill_downloads(self) -> None:
        """Write the requests of all endpoints in the formats that are asked for."""
        if not self.downloads or self.is_part:
            return
        bases = base_paths(self.entries.values())
        paths = [path for path in self.heads if self._is_exported(path)]
        paths.sort(key=lambda path: PurePosixPath(path).parts)  # as `unisono export` goes through them

        def exported() -> Iterator[Exported]:
            for path in paths:
                head, entry = self.heads[path], self.entries[path]
                model = self.preparation.read(head.source, front_matter=head.front_matter)
                base = bases.of(entry) if bases.departs(entry) else None
                for checked, endpoint in checked_endpoints(examine(model, self.settings, base)):
                    yield checked, endpoint, path.rpartition("/")[0]

        kept = Kept(self.store, self.preparation.digest_of_all(self.prepared, paths))
        fill(self.downloads, self.files, self.config.site_name, lambda: [*exported()], kept)

    def _is_exported(self, path: str) -> bool:
        entry = self.entries.get(path)
        return entry is not None and (entry.method is not None or entry.endpoints != ()) and not self.is_excluded(entry.path)

    def before_search(self, page: SitePage) -> None:
        """Put into the page what depends on other pages, and its entries into the search's index, which need not read it."""
        entries = index_entries(self.config.plugins.values())
        self._aside = _SetAside(page.content, page.meta.get("search"), len(entries))
        content = page.content or ""
        prepared = self.prepared.get(page.file.src_uri)
        known = prepared.entries_as_now(heading_of(page)) if prepared else None
        if known is None:  # else the page has no list
            content = LIST.sub(lambda wanted: self._lists().html(wanted[1], page), content)  # as long as the site is each
        page.content = self._findings_html(page) + content
        if known is not None:
            entries.extend(known)
            page.meta["search"] = {"exclude": True}
            self._aside.shown = without_search_attributes(page.content)
            page.content = ""  # which Material's search plugin goes through once more, to take these attributes away

    def after_search(self, page: SitePage) -> None:
        """Take back what was only meant for the search."""
        self.searched[page.file.src_uri] = index_entries(self.config.plugins.values())[self._aside.entries :]
        page.meta.pop("search", None)
        if self._aside.search is not None:
            page.meta["search"] = self._aside.search
        if self._aside.shown is not None:
            page.content = self._aside.shown

    def finish_page(self, page: SitePage, output: str) -> str:
        """The page's HTML with the script, which makes a choice of language before the page is painted, and with metadata."""
        page.content = self._aside.content
        if page.file.src_uri in self.wanted:
            self._unseen[page.file.src_uri] = page.file
        head = f'<script src="{escape(get_relative_url(SCRIPT, page.url))}"></script>'
        if endpoint := self.endpoint(page):
            head += head_metadata(endpoint, self.config.site_name, page.canonical_url)
        return output.replace("</head>", f"{head}</head>", 1)

    def finish_not_found(self, output: str) -> str:
        """The theme's page for what is not there, where a script of its own searches for the words of the address."""
        root = f"{urlsplit(self.config.site_url or '').path.rstrip('/')}/"
        if not has_search(self.config.plugins.values()):
            return output
        searched = f'<p class="unisono-missing" data-root="{escape(root)}" hidden></p>'
        searched += script_words_html(self.settings.page_words, "missing")
        head = f'<script src="{escape(root + SCRIPT)}"></script><script defer src="{escape(root + MISSING_SCRIPT)}"></script>'
        return output.replace("</h1>", f"</h1>{searched}", 1).replace("</head>", f"{head}</head>", 1)

    def put_into_index(self, path: str) -> bool:
        """Take the entries of a page that is ready for `search_again`; False where only drawing it gives them."""
        prepared, file = self.prepared.get(path), self.files.get_file_from_path(path)
        entries = prepared.entries_as_now(heading_of(file.page)) if prepared and file and file.page else None
        if prepared is None or (entries is None and has_search(self.config.plugins.values())):
            return False
        self.searched[path] = entries or []
        return True

    def search_again(self) -> None:
        """Bring the search's index up to date with pages that were made ready or drawn again."""
        index_entries(self.config.plugins.values())[:] = [entry for found in self.searched.values() for entry in found]

    def write_markdown(self, file: File) -> None:
        """Write the Markdown of a page at once, where no other page has a say in it."""
        text = self.twins.get(file.src_uri)
        if text is not None and not has_lists(text):
            write_whole(Path(self.config.site_dir, twin_uri(file)), text)
            self._unwritten.discard(file.src_uri)

    def finish(self, others: Sequence[Twin] = ()) -> list[Twin]:
        """Complete the search's index, and write the Markdown of pages that were not written yet. `others` are the pages of the
        builds that this one is a part of. Gives all pages."""
        elsewhere = untranslated(self.files.documentation_pages(), self.config.plugins)
        complete_search(self.config.plugins.values(), self.findable, dict(self._found_below()), elsewhere)
        lists = self._lists()
        markdown = {
            path: lists.in_markdown(file.page, text)
            for path, text in self.twins.items()
            if (file := self.files.get_file_from_path(path)) and file.page
        }
        twins = list(in_order(markdown, self.navigation, self.files))
        texts = {unquote(twin.uri): twin.markdown for twin in twins if twin.path in self._unwritten}
        base = f"{self.config.site_url.rstrip('/')}/" if self.config.site_url else ""
        known = {twin.path for twin in others}
        twins = [*others, *(twin for twin in twins if twin.path not in known)]
        texts["llms.txt"] = llms_txt(
            self.config.site_name,
            self.config.site_description or "",
            base,
            twins,
            [(one.title, one.uri) for one in self.downloads],
        )
        texts["llms-full.txt"] = llms_full_txt(twins)
        for uri, text in texts.items():
            write_whole(Path(self.config.site_dir, uri), text)
        self._unwritten.clear()
        return twins

    def _found_below(self) -> Iterator[tuple[str, Findable]]:
        """By what the search finds endpoints in headings, each with the URL of that."""
        known = {entry["location"] for entry in index_entries(self.config.plugins.values())}
        for path, anchored in self.anchored.items():
            file = self.files.get_file_from_path(path)
            if file is None or file.page is None:
                continue
            for one in anchored:
                own = f"{file.page.url}#{one.anchor}"
                if one.is_title and own not in known:  # Material has no entry for a heading that is the first of all
                    own = file.page.url
                if one.anchor or one.is_title:
                    yield own, Findable.below(one.endpoint)

    def not_whole(self) -> Iterator[str]:
        """A line for each endpoint page that was written since this was asked last and does not show all that it must."""
        unseen, self._unseen = self._unseen, {}
        for path, file in unseen.items():
            try:
                html = Path(file.abs_dest_path).read_text(encoding="utf-8")
            except OSError:
                html = ""  # MkDocs writes no empty page
            prepared = self.prepared.get(path)
            if not (prepared and prepared.whole and contains(html, prepared.content)):
                missing = self.wanted[path].missing(html)
                if missing:
                    yield visible(f"{self.heads[path].source.path}: {file.dest_uri} is without {', '.join(missing)}")

    def log(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Findings that are not known, nor on pages that are excluded, are warnings of MkDocs, but for those that are only to
        be known. What keeps a page from being published is told of all."""
        diagnostics = [found for found in diagnostics if found.rule in TOLD or not self.is_excluded(found.span.path)]
        for failure in (diagnostic for diagnostic in diagnostics if diagnostic.rule == internal.RULE):
            self.failures.append(line(failure))
            log.error(self.failures[-1])
        for diagnostic in self.baseline.new((d for d in diagnostics if d.rule != internal.RULE), self._left):
            if diagnostic.severity is Severity.INFO:
                log.info(visible(line(diagnostic)))
            else:
                self._warn(line(diagnostic))

    def read_head(self, file: File) -> Page:
        """What a page's front matter says. Its name in findings is its path from where MkDocs was started."""
        if file.abs_src_path is None:  # made by another plugin
            return read_head(Source(file.src_uri, file.content_string))
        # A plugin may have its files elsewhere (mkdocs-gen-files): below a folder that it names, or it names the file itself.
        folder = Path(file.src_dir) if file.src_dir else Path(file.abs_src_path).parent
        shown = os.path.relpath(file.abs_src_path) if folder == Path(self.config.docs_dir) else file.src_uri
        try:
            return read_head(read_source(Path(file.abs_src_path), folder, shown))
        except UnreadableError as error:
            return unreadable_page(shown, str(error))

    def _leads_out(self, file: File) -> bool:
        """Whether a file that is copied as it is would be one from outside the project. Pages are told by reading them."""
        docs = Path(self.config.docs_dir)
        path = file.abs_src_path
        if path is None or file.is_documentation_page() or not Path(path).is_relative_to(docs):
            return False
        try:
            leads_inside(Path(path), project(docs) or docs)
        except UnreadableError as error:
            log.warning(visible(f"{error}. It is left out."))
            return True
        return False

    def _say_what_is_hidden(self, pages: Sequence[Page]) -> None:
        """That pages are left out may be meant, so it is no warning, but where nothing in them says so."""
        unclear = [page for page in pages if is_unclear(page)]
        unsaid = [page for page in pages if page not in unclear and page.visibility is None and isinstance(page, EndpointPage)]
        audience = ", ".join(self.settings.audience) or "nobody"
        if others := len(pages) - len(unclear) - len(unsaid):
            log.info(visible(f"Left out {count(others, 'page')} that the audience ({audience}) may not see"))
        if unclear:
            such = visible(unclear[0].source.path)
            log.info(f"Left out {count(len(unclear), 'page')} whose front matter is not clear, such as {such}")
        if unsaid:
            first = unsaid[0].source.path
            self._warn(
                f"Left out {count(len(unsaid), 'endpoint page')} without 'visibility', such as {first}; write who may see it"
            )

    def _warn(self, message: str) -> None:
        self.findings.append(visible(message))
        log.warning(self.findings[-1])

    def _prune_navigation(self, pages: int) -> None:
        """On a large site, leave out of each page what its navigation does not show at first, unless that is to be unfolded."""
        features = self.config.theme.get("features")
        if pages > PRUNED_ABOVE and isinstance(features, list) and not {"navigation.prune", "navigation.expand"} & {*features}:
            features.append("navigation.prune")

    def _findings_html(self, page: SitePage) -> str:
        """In a preview, what was found on a page, also by rules that look at all pages."""
        result = self.results.get(page.file.src_uri)
        if result is None or not self.preview:
            return ""
        path = self.heads[page.file.src_uri].source.path
        broken = self._broken.get(page.file.src_uri, [])
        found = [*broken, *result.diagnostics, *(found for found in self.about_site if found.span.path == path)]
        return findings_html(found, is_earlier=bool(broken))


def _lists(items: list[StructureItem]) -> Iterator[list[StructureItem]]:
    """These items and those of each section below."""
    yield items
    for item in items:
        if isinstance(item, Section):
            yield from _lists(item.children)
