"""A real browser that looks at built sites."""

from __future__ import annotations

import json
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, sync_playwright

from sites import Site
from trials.clients import skip

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


class _Kept:
    """The browser that the tests of all modules share, as long as nothing else wants the thread's loop of events."""

    def __init__(self) -> None:
        self._open = ExitStack()
        self._launched: Browser | None = None

    def browser(self, program: str) -> Browser:
        if self._launched is None or not self._launched.is_connected():
            self.close()
            playwright = self._open.enter_context(sync_playwright())
            sandbox = [] if os.geteuid() else ["--no-sandbox"]  # Chromium refuses to run as root with it
            self._launched = playwright.chromium.launch(executable_path=program, args=sandbox)
            self._open.callback(self._launched.close)
        return self._launched

    def close(self) -> None:
        self._launched = None
        self._open.close()


_KEPT = _Kept()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("asyncio"):  # whose loop cannot run beside Playwright's
        _KEPT.close()


@pytest.fixture(scope="session")
def _end_of_the_browser() -> Iterator[None]:
    yield
    _KEPT.close()


@pytest.fixture(scope="module")
def browser(_end_of_the_browser: None) -> Browser:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"there is no browser: none of {', '.join(NAMES)} is in PATH")
    return _KEPT.browser(found)


class _Handler(SimpleHTTPRequestHandler):
    """Serves a site as if this were where it belongs: its sitemap, from which Material's instant navigation knows what it can
    fetch, has this server's address in the place of the `site_url`."""

    server: ThreadingHTTPServer

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        if not self.path.endswith("/sitemap.xml"):
            super().do_GET()
            return
        own = f"<loc>http://127.0.0.1:{self.server.server_port}/"
        asked = Path(self.translate_path(self.path))
        if not asked.is_file():  # Material asks for one in the folder of each language: of a site in several, there is one
            asked = Path(self.directory) / "sitemap.xml"
        text = re.sub("<loc>https?://[^/]+/", own, asked.read_text(encoding="utf-8"))
        self._send("application/xml", text)

    def _send(self, kind: str, text: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(text.encode())


class _Unsearched(_Handler):
    """Serves a site whose search knows its first page only: each page that is opened has a worker of its own that indexes all,
    which takes as long as drawing it."""

    def do_GET(self) -> None:
        if not self.path.endswith("/search_index.json"):
            super().do_GET()
            return
        index = json.loads(Path(self.translate_path(self.path)).read_text(encoding="utf-8"))
        self._send("application/json", json.dumps(index | {"docs": index["docs"][:1]}))


@contextmanager
def _served(folder: Path, handler: type[_Handler]) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


Open = Callable[..., Page]


@contextmanager
def pages(
    browser: Browser, site: Site, others: tuple[str, ...] = (), noise: str = "(?!)", *, searched: bool = True
) -> Iterator[Open]:
    """`open(url, width=…)`: a page in a window of its own. What it complains about or fetches from elsewhere fails, but for
    `others`, with which the addresses begin that it may ask, and for complaints that match `noise`. Where nothing is searched
    for in a large site, `searched=False` spares the work of the search."""
    complaints: list[str] = []
    contexts = []
    quiet = re.compile(noise).search
    with _served(site.folder, _Handler if searched else _Unsearched) as base:

        def open_page(url: str, width: int = 1440, **options: object) -> Page:
            context = browser.new_context(viewport={"width": width, "height": 900}, **options)  # type: ignore[arg-type]
            contexts.append(context)
            page = context.new_page()
            page.on(
                "console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") and not quiet(m.text) else None
            )
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on(
                "request", lambda r: None if r.url.startswith((base, "data:", "blob:", *others)) else complaints.append(r.url)
            )
            page.goto(base + url)
            return page

        yield open_page
        for context in contexts:
            context.close()
    assert complaints == []


def box(locator: Locator) -> FloatRect:
    """Where an element that can be seen is on its page."""
    found = locator.bounding_box()
    assert found is not None
    return found


@pytest.fixture
def open_page(browser: Browser, own_site: Site) -> Iterator[Open]:
    """Pages of the project's own site, in which the search finds nothing."""
    with pages(browser, own_site, searched=False) as opened:
        yield opened


@pytest.fixture
def open_searched(browser: Browser, own_site: Site) -> Iterator[Open]:
    """The same with a search that finds all."""
    with pages(browser, own_site) as opened:
        yield opened


SERIOUS = """async () => (await axe.run()).violations.filter((v) => ['serious', 'critical'].includes(v.impact))
  .map((v) => `${v.id}: ${v.nodes.map((node) => node.html).join(' ')}`)"""
"""What axe-core finds that is serious or critical, once its script is there."""

REACHABLE = """() => [...document.querySelectorAll('pre > code')].every((code) =>
  code.offsetWidth === 0 || code.scrollWidth <= code.clientWidth || code.tabIndex === 0 || code.querySelector('button, a'))"""
"""Whether code that scrolls sideways can be reached: Material sees to that some frames after its size has changed."""

STILL = "document.getAnimations().every((one) => one.playState !== 'running')"
"""Whether nothing on a page moves or fades: axe-core measures the colours that are there at that moment."""


@pytest.fixture(scope="module")
def axe() -> str:
    folder = os.environ.get("UNISONO_NODE_MODULES")
    script = Path(folder or "", "axe-core", "axe.min.js")
    if folder is None or not script.is_file():
        skip("UNISONO_NODE_MODULES names no folder that holds axe-core")
    return script.read_text(encoding="utf-8")
