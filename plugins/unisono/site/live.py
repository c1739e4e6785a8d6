"""`mkdocs serve`: what is saved shows at once, on a large site too.

MkDocs builds the whole site again for every change. Here, a change of the text of pages or includes is worked into the last
build: those pages are made ready again, and any page that may look different now is drawn when it is asked for. Whatever else
changes (a file comes or goes, the configuration, a page's audience) is left to MkDocs.
"""

from __future__ import annotations

import os
import posixpath
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from watchdog.observers.polling import PollingObserver

from unisono.pages.audience import says_visibility
from unisono.pages.model import heading
from unisono.site.build import Build, log
from unisono.site.drawn_once import draw_navigation_once
from unisono.text.files import walked

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

SETTLED = 0.03
"""Seconds without another change after which a change is over."""

IDLE = 10
"""How many times as long as a look at all files takes is waited for the next, up to MkDocs' half second."""

NOT_FOUND = "404.html"
"""The theme's page for what is not there."""

Marks = Mapping[str, tuple[int, int]]
"""The time and the size of each file."""


class Live:
    """Serves the last build, and keeps it up to date. `last` gives the state of MkDocs' last build: ours, and its templates."""

    def __init__(self, server: LiveReloadServer, last: Callable[[], tuple[Build, Environment]]) -> None:
        self._server = server
        self._build_all = server.builder
        self._last = last
        self._stale: dict[str, File] = {}
        self._lock = threading.Lock()  # a page is marked as active while it is drawn: one at a time
        self._marks: Marks = _marks(last()[0])
        self._look_often()
        self._not_found_is_stale = False
        self._error_page = server.error_handler
        server.error_handler = self.error_page
        server.builder = self.rebuild
        server.set_app(self.serve)

    def rebuild(self) -> None:
        """What MkDocs calls after a change."""
        with self._lock:
            build, env = self._last()
            before, self._marks = self._marks, _marks(build)
            changed = {path for path, mark in self._marks.items() if before.get(path) != mark}
            if not changed and before.keys() == self._marks.keys():
                return  # seen in the course of the rebuild before
            marks, self._marks = self._marks, {}  # if this fails, all is built the next time
            if before.keys() != marks.keys() or not self._take(build, env, changed):
                self._build_all()
                self._stale, self._not_found_is_stale = {}, False
            self._marks = marks  # those from before: what was saved meanwhile may not be in the build

    def serve(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request; what it asks for is drawn first if it is out of date."""
        asked = str(environ.get("PATH_INFO", "")).encode("latin-1", "replace").decode("utf-8", "replace")
        path = asked.removeprefix(self._server.mount_path)
        if self._stale:
            with self._lock:
                file = self._stale.get(path) or self._stale.get(posixpath.join(path, "index.html"))
                if file is not None:
                    self._draw(*self._last(), file)
        return self._server.serve_request(environ, start_response)

    def error_page(self, code: int) -> bytes | None:
        """The site's own page for what is not there, which has the navigation too."""
        if code == HTTPStatus.NOT_FOUND and self._not_found_is_stale:
            with self._lock:
                build, env = self._last()
                _build_theme_template(NOT_FOUND, env, build.files, build.config, build.navigation)
                self._not_found_is_stale = False
        return self._error_page(code)

    def _look_often(self) -> None:
        """MkDocs looks at the files twice a second. Not by the system's own notices: those of shared folders do not arrive."""
        began = time.monotonic()
        _marks(self._last()[0])
        watched = list(self._server._watched_paths)
        for path in watched:
            self._server.unwatch(path)
        self._server.observer = PollingObserver(timeout=min(0.5, max(0.05, IDLE * (time.monotonic() - began))))
        self._server.build_delay = SETTLED
        for path in watched:
            self._server.watch(path)

    def _take(self, build: Build, env: Environment, changed: Collection[str]) -> bool:
        """Work the changed files into the build, if they are pages and includes that are shown before and after."""
        began = time.monotonic()
        files = _pages_of(build, changed)
        heads = {file.src_uri: build.read_head(file) for file in files}
        withheld = build.withheld
        if not files or not all(withheld.visible(head, path) for path, head in heads.items()):
            return False
        if any(says_visibility(head) != says_visibility(build.heads[path]) for path, head in heads.items()):
            return False  # on it may depend whether the site knows an audience, and so what of it is shown
        shown, about_site = list(_shown(build)), build.about_site
        build.renew(heads)
        for file in files:
            if file.page:
                _populate_page(file.page, build.config, build.files)
        build.check_site()
        build.arrange()
        draw_navigation_once(env)
        everything = list(build.files.documentation_pages())
        elsewhere = shown != list(_shown(build))
        if elsewhere or about_site != build.about_site:
            self._stale = {file.dest_uri: file for file in everything}
            self._not_found_is_stale = NOT_FOUND in build.config.theme.static_templates
        others = build.with_lists() if elsewhere else []
        for file in [*files, *others]:
            self._draw(build, env, file)
        build.search_again()
        try:
            build.config.plugins.on_post_build(config=build.config)
        except Exception as error:
            build.config.plugins.on_build_error(error=error)
            raise
        log.info(f"Made {len(files):,} of {len(everything):,} pages again in {time.monotonic() - began:.2f} seconds")
        return True

    def _draw(self, build: Build, env: Environment, file: File) -> None:
        self._stale.pop(file.dest_uri, None)
        if file.page:
            _build_page(file.page, build.config, build.files.documentation_pages(), build.navigation, env)


def _pages_of(build: Build, changed: Collection[str]) -> list[File]:
    """The pages that change with these files; none if some other file is among them, or a page that was not made ready."""
    pages = {file.abs_src_path: file for file in build.files.documentation_pages() if file.abs_src_path}
    found = {path: pages[path] for path in changed if path in pages}
    includes = {Path(path).relative_to(build.includes).as_posix() for path in changed if _is_below(path, build.includes)}
    if len(found) + len(includes) != len(changed):
        return []
    for path, prepared in build.prepared.items():
        file = build.files.get_file_from_path(path)
        if file and includes & {posixpath.normpath(name) for name in prepared.includes}:
            found[path] = file
    files = list({file.src_uri: file for file in found.values()}.values())
    return files if all(file.src_uri in build.prepared for file in files) else []


def _is_below(path: str, folder: Path) -> bool:
    return Path(path).is_relative_to(folder)


def _shown(build: Build) -> Iterator[tuple[object, ...]]:
    """What is seen of each page on other pages, in order."""
    for page in build.navigation.pages:
        endpoint = build.endpoint(page)
        listed = (
            (endpoint.method, endpoint.target and endpoint.target.path, endpoint.deprecation is None, heading(endpoint))
            if endpoint
            else ()
        )
        facts = build.facts.get(page.file.src_uri)
        yield (page.file.src_uri, page.title, _status(page), listed, page.parent and page.parent.title, facts)


def _status(page: Page) -> tuple[object, ...]:
    """What Material's navigation shows of a page's metadata."""
    return tuple(str(page.meta.get(name)) for name in ("status", "icon", "subtitle"))


def _marks(build: Build) -> Marks:
    """Those of all files that a build depends on, but for installed themes."""
    config = build.config
    themes = [folder for folder in config.theme.dirs if "site-packages" not in folder]
    given = (config.docs_dir, str(build.includes), *map(str, config.watch), *themes)
    places = {os.path.abspath(place) for place in given}  # noqa: PTH100
    marks = {path: mark for place in places for path, mark in _marks_below(place)}
    return marks | dict(_marks_below(config.config_file_path) if config.config_file_path else ())


def _marks_below(place: str) -> Iterator[tuple[str, tuple[int, int]]]:
    below = walked(Path(place), strict=False)
    paths = [os.path.join(folder, name) for folder, _, names in below for name in names]  # noqa: PTH118 (ten times)
    for path in paths if os.path.isdir(place) else [place]:  # noqa: PTH112
        try:
            found = os.stat(path)  # noqa: PTH116
        except OSError:
            continue  # gone meanwhile
        yield path, (found.st_mtime_ns, found.st_size)
