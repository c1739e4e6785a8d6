"""`mkdocs serve`: what is saved shows at once, on a large site too.

MkDocs builds the whole site again for every change. Here, a change of the text of pages or includes is worked into the last
build. Of many pages that change, each is made ready again when it is asked for, and all others behind, one after the other;
what depends on all of them (the navigation, rules about the site, the search) follows once, when they are. Any page that may
look different then is drawn when it is asked for. Whatever else changes (a file comes or goes, the configuration, a page's
audience) is left to MkDocs.
"""

from __future__ import annotations

import posixpath
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page
from mkdocs.livereload import LiveReloadServer, _timestamp
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page
from watchdog.observers.polling import PollingObserver

from unisono.drawing.preview import findings_html
from unisono.pages.audience import says_visibility
from unisono.pages.model import Page as Model
from unisono.pages.model import heading
from unisono.site.build import NOT_FOUND, Build, log
from unisono.site.drawn_once import draw_navigation_once
from unisono.site.marks import Marks, mark, marks
from unisono.site.turns import Turns

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

SETTLED = 0.03
"""Seconds without another change after which a change is over."""

IDLE = 10
"""How many times as long as a look at all files takes is waited for the next, up to MkDocs' half second."""

FEW = 8
"""Pages that are made ready again before anybody is told of a change. It takes a hundredth of a second for each."""

BREATH = 0.003
"""Seconds between two pages that are made ready behind. Whoever looks at files needs the interpreter for a moment after each of
them, and waits for it as long as Python lets one thread go on."""


class Live:
    """Serves the last build, and keeps it up to date. `last` gives the state of MkDocs' last build: ours, and its templates."""

    def __init__(self, server: LiveReloadServer, last: Callable[[], tuple[Build, Environment]]) -> None:
        self._server = server
        self._build_all = server.builder
        self._last = last
        self._turns = Turns()  # a page is marked as active while it is drawn, and more that is one for all
        self._marks = self._look()
        self._look_often()
        self._forget()
        self._behind: threading.Thread | None = None
        self._ended = False
        self._error_page = server.error_handler
        server.error_handler = self.error_page
        server.builder = self.rebuild
        server.set_app(self.serve)

    def _forget(self) -> None:
        """Nothing is out of date."""
        self._unready: dict[str, File] = {}
        """Pages that are to be made ready again, by their path."""
        self._stale: dict[str, File] = {}
        """Pages that are to be drawn again before they are served, by their place in the site; those that are not ready too."""
        self._undrawn: dict[str, File] = {}
        """Pages that are to be drawn again before the search is complete, or to see whether they look different now."""
        self._seen: _Seen | None = None
        """What was seen of pages elsewhere before the first of the changes that are under way."""
        self._opened: dict[str, File] = {}
        """Pages that were drawn since, when others may have been as they were before."""
        self._made: dict[str, File] = {}
        """Pages that change since."""
        self._began = 0.0
        self._arranged = False
        """Whether what depends on all pages is up to date, but for the search."""
        self._shows = False
        """Whether something that browsers have looks different now."""
        self._not_found_is_stale = False

    def rebuild(self) -> None:
        """What MkDocs calls after a change."""
        with self._turns.first():
            build, env = self._last()
            before, self._marks = self._marks, self._look()
            changed = {path for path, mark in self._marks.items() if before.get(path) != mark}
            if not changed and before.keys() == self._marks.keys():
                return  # seen in the course of the rebuild before
            found, self._marks = self._marks, {}  # if this fails, all is built the next time
            try:
                if before.keys() != found.keys() or not self._take(build, env, changed):
                    build.preparation.keep()
                    self._forget()
                    self._build_all()
            except Exception:
                self._forget()
                raise
            self._marks = found  # those from before: what was saved meanwhile may not be in the build

    def serve(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request; what it asks for is made first if it is out of date."""
        asked = str(environ.get("PATH_INFO", "")).encode("latin-1", "replace").decode("utf-8", "replace")
        path = asked.removeprefix(self._server.mount_path)
        if self._stale_at(path):
            with self._turns.first():
                if file := self._stale_at(path):
                    self._open(file)
        return self._server.serve_request(environ, start_response)

    def error_page(self, code: int) -> bytes | None:
        """The site's own page for what is not there, which has the navigation too."""
        if code == HTTPStatus.NOT_FOUND and self._not_found_is_stale:
            with self._turns.first():
                build, env = self._last()
                _build_theme_template(NOT_FOUND, env, build.files, build.config, build.navigation)
                self._not_found_is_stale = False
        return self._error_page(code)

    def step(self) -> bool:
        """Do a little of what is left to do behind; whether more is left."""
        with self._turns.last():
            if self._seen is None or self._ended:
                self._behind = None
                return False
            try:
                self._go_on(*self._last())
            except Exception:  # noqa: BLE001 (a page, a template, another plugin may raise anything)
                self._ask_for_all()
            return True

    def end(self) -> None:
        """Do nothing behind any more: the site goes away."""
        self._ended = True
        if behind := self._behind:
            behind.join()

    def _work_behind(self) -> None:
        while self.step():
            time.sleep(BREATH)

    def _look(self) -> Marks:
        build, _ = self._last()
        return marks(build.config, build.includes)

    def _look_often(self) -> None:
        """MkDocs looks at the files twice a second. Not by the system's own notices: those of shared folders do not arrive."""
        began = time.monotonic()
        self._look()
        watched = list(self._server._watched_paths)
        for path in watched:
            self._server.unwatch(path)
        self._server.observer = PollingObserver(timeout=min(0.5, max(0.05, IDLE * (time.monotonic() - began))))
        self._server.build_delay = SETTLED
        for path in watched:
            self._server.watch(path)

    def _take(self, build: Build, env: Environment, changed: Collection[str]) -> bool:
        """Work the changed files into the build, if they are pages and includes that are shown before and after, and no other
        page leads to one of them now for its list."""
        files = _pages_of(build, changed, self._unready)
        if files is None:
            return False
        heads = {file.src_uri: build.read_head(file) for file in files if file.abs_src_path in changed}
        if not _may_be_shown(build, heads):
            return False
        if self._seen is None:
            self._seen, self._began = _Seen(build), time.monotonic()
        build.take_changes(heads, [file.src_uri for file in files])
        if build.preparation.lists_change():
            return False
        self._made |= {file.src_uri: file for file in files}
        self._unready |= {file.src_uri: file for file in files}
        self._stale |= {file.dest_uri: file for file in files}
        self._arranged = False
        if len(self._unready) > FEW:
            self._start_behind()
            return True
        if self._behind is None:
            self._undrawn |= {file.dest_uri: file for file in files}  # so that it is known at once whether they are whole
            while self._seen is not None and len(self._unready) <= FEW:
                self._go_on(build, env)
            if self._unready:  # as the base path of the others is another one now
                self._start_behind()
        return True

    def _start_behind(self) -> None:
        log.info(f"{len(self._unready):,} pages change: each is made again when it is opened, and all of them behind")
        if self._behind is None:
            self._behind = threading.Thread(target=self._work_behind, daemon=True)
            self._behind.start()

    def _stale_at(self, path: str) -> File | None:
        """The page that is to be made again where this is asked for: its HTML, or its Markdown."""
        uris = (path, posixpath.join(path, "index.html"), f"{path.removesuffix('.md')}.html")
        return next((file for uri in uris if (file := self._stale.get(uri))), None)

    def _open(self, file: File) -> None:
        """Make a page that is asked for. Where that fails, it stays as it is until MkDocs has built all and has said why."""
        build, env = self._last()
        try:
            if file.src_uri in self._unready:
                if not self._is_as_taken(file):
                    return
                self._make_ready(build, file)
            self._draw(build, env, file)
        except Exception:  # noqa: BLE001 (as in `step`)
            self._ask_for_all()

    def _go_on(self, build: Build, env: Environment) -> None:
        """The next thing to do until all is as in a build of the files as they are."""
        if self._unready:
            if file := next(filter(self._is_as_taken, self._unready.values()), None):
                self._make_ready(build, file)
        elif not self._arranged:
            self._arrange(build, env)
        elif self._undrawn:
            _, file = self._undrawn.popitem()
            shown = _content(file)
            self._draw(build, env, file)
            self._shows |= file.dest_uri in self._opened and shown != _content(file)
        else:
            self._complete(build)

    def _is_as_taken(self, file: File) -> bool:
        """Whether a page was not saved once more; the rebuild for that is on its way, and takes it as it is then."""
        known = self._marks.get(file.abs_src_path or "")
        return known is None or not file.abs_src_path or known == mark(file.abs_src_path)

    def _make_ready(self, build: Build, file: File) -> None:
        del self._unready[file.src_uri]
        self._stale[file.dest_uri] = file
        self._arranged = False
        build.prepare([file.src_uri])
        if file.page:
            _populate_page(file.page, build.config, build.files)
        build.write_markdown(file)
        if not build.put_into_index(file.src_uri):
            self._undrawn[file.dest_uri] = file

    def _arrange(self, build: Build, env: Environment) -> None:
        """Bring up to date what depends on all pages."""
        if others := [file for path in build.take_departing() if (file := build.files.get_file_from_path(path))]:
            self._unready = {file.src_uri: file for file in others}
            return
        build.check_site()
        build.arrange()
        draw_navigation_once(env)
        self._arranged = True
        if self._seen != _Seen(build):
            self._stale = {file.dest_uri: file for file in _documents(build)}
            self._not_found_is_stale = NOT_FOUND in build.config.theme.static_templates
            self._undrawn |= {file.dest_uri: file for file in build.with_lists()}
            self._shows = True
        self._undrawn |= self._opened

    def _complete(self, build: Build) -> None:
        """Bring the search and what else is made of all pages up to date, once they are."""
        build.search_again()
        try:
            build.config.plugins.on_post_build(config=build.config)
        except Exception as error:
            build.config.plugins.on_build_error(error=error)
            raise
        build.preparation.keep()
        made, all_of_them, took = len(self._made), len(_documents(build)), time.monotonic() - self._began
        log.info(f"Made {made:,} of {all_of_them:,} pages again in {took:.2f} seconds")
        shows, stale, not_found = self._shows, self._stale, self._not_found_is_stale
        self._forget()
        self._stale, self._not_found_is_stale = stale, not_found
        if shows:
            self._reload()

    def _reload(self) -> None:
        """Have browsers load what they show once more, if they are not about to."""
        server = self._server
        with server._rebuild_cond, server._epoch_cond:
            if server._visible_epoch == server._wanted_epoch:
                server._visible_epoch = server._wanted_epoch = _timestamp()
                server._epoch_cond.notify_all()

    def _ask_for_all(self) -> None:
        """Have MkDocs build all, which meets the same error, and tells whose it is."""
        self._forget()
        self._marks = {}
        with self._server._rebuild_cond:
            self._server._want_rebuild = True
            self._server._rebuild_cond.notify_all()

    def _draw(self, build: Build, env: Environment, file: File) -> None:
        self._stale.pop(file.dest_uri, None)
        if file.page:
            excluded = file.inclusion.is_excluded()
            _build_page(file.page, build.config, _documents(build), build.navigation, env, excluded=excluded)
        if self._seen is not None:
            self._opened[file.dest_uri] = file


class _Seen:
    """What is seen of pages on other pages, in order, and what rules about the site say."""

    def __init__(self, build: Build) -> None:
        self._pages = list(_shown(build))
        self._findings = findings_html(build.about_site)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Seen) and (self._pages, self._findings) == (other._pages, other._findings)

    __hash__ = None  # type: ignore[assignment]


def _documents(build: Build) -> list[File]:
    """The pages that a preview has, which are more than those of the site."""
    return list(build.files.documentation_pages(inclusion=InclusionLevel.is_in_serve))


def _content(file: File) -> bytes | None:
    try:
        return Path(file.abs_dest_path).read_bytes()
    except OSError:
        return None


def _may_be_shown(build: Build, heads: Mapping[str, Model]) -> bool:
    """Whether pages with these heads are shown, and others no more and no less for that: on what one says may depend whether
    the site knows an audience, and so what of it is shown."""
    return all(
        build.withheld.visible(head, path) and says_visibility(head) == says_visibility(build.heads[path])
        for path, head in heads.items()
    )


def _pages_of(build: Build, changed: Collection[str], unready: Collection[str]) -> list[File] | None:
    """The pages that change with these files; None if some other file is among them, or a page that was not made ready, or an
    include of no page. `unready` are the paths of pages that are made ready again anyway, with whatever they include then."""
    pages = {file.abs_src_path: file for file in build.files.documentation_pages() if file.abs_src_path}
    found = {path: pages[path] for path in changed if path in pages}
    includes = {Path(path).relative_to(build.includes).as_posix() for path in changed if _is_below(path, build.includes)}
    if len(found) + len(includes) != len(changed):
        return None
    for path, prepared in build.prepared.items():
        file = build.files.get_file_from_path(path)
        if file and includes & {posixpath.normpath(name) for name in prepared.includes}:
            found[path] = file
    files = list({file.src_uri: file for file in found.values()}.values())
    known = all(file.src_uri in build.prepared or file.src_uri in unready for file in files)
    return files if known and (files or unready) else None


def _is_below(path: str, folder: Path) -> bool:
    return Path(path).is_relative_to(folder)


def _shown(build: Build) -> Iterator[tuple[object, ...]]:
    """What is seen of each page on other pages, in order."""
    bases = build.bases
    for page in build.navigation.pages:
        endpoint = build.endpoint(page)
        listed = (
            (endpoint.method, endpoint.target and endpoint.target.path, endpoint.deprecation is None, heading(endpoint))
            if endpoint
            else ()
        )
        path = page.file.src_uri
        yield (
            path,
            page.title,
            _status(page),
            listed,
            bases.get(path),
            page.parent and page.parent.title,
            build.facts.get(path),
            build.anchored.get(path),
        )


def _status(page: Page) -> tuple[object, ...]:
    """What Material's navigation shows of a page's metadata."""
    return tuple(str(page.meta.get(name)) for name in ("status", "icon", "subtitle"))
