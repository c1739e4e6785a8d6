"""`mkdocs serve`: what is saved shows, and what is wrong with it is logged."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sites import MakeSite, configure, endpoint, parse, text_of, with_class, write
from unisono.site.live import FEW

CURL = """
~~~ bash
curl -X DELETE https://api.example.com/things/
~~~
{: title="Curl" }
"""

PAGE = endpoint(body="The first text.\n\n{% include parts/part.md %}\n")
WRONG = PAGE.replace("The first text.", "The second text, {{ site.nothing }}.")


@contextmanager
def _serving(folder: Path) -> Iterator[tuple[str, Path]]:
    """The address of a server in that folder, and its log."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    log = folder / "log"
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", address]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with (
        log.open("w") as output,
        subprocess.Popen(command, cwd=folder, env=environment, stderr=output, stdout=output) as server,
    ):
        try:
            yield f"http://{address}/", log
        finally:
            server.terminate()


def _fetch(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return str(response.read().decode())
    except (urllib.error.URLError, ConnectionError):  # not there yet
        return ""


def _wait(condition: Callable[[], bool], log: Path) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, log.read_text(encoding="utf-8")
        time.sleep(0.1)


def test_findings_are_shown_in_the_preview_only(tmp_path: Path, make_site: MakeSite) -> None:
    wrong = endpoint(body="Text, {{ site.nothing }}.\n" + CURL)
    right = endpoint("Right", "/right/", body="~~~ bash\ncurl https://api.example.com/right/\n~~~\n{: title=Curl }\n")
    files = {"wrong.md": wrong, "again.md": wrong, "right.md": right, "index.md": "# Home\n"}
    published = make_site(files)
    for word in ("unisono-finding", "shown in this preview", "--> docs"):
        found = [name for name in published.files_with(word) if not name.startswith("assets/")]
        assert found == [], word
    write(tmp_path / "docs", files)
    select = {"select": ["default", "duplicate-endpoint"]}
    configure(tmp_path, site_url="", theme={"name": "material", "font": False}, unisono=select)
    with _serving(tmp_path) as (address, log):
        _wait(lambda: "Get Thing" in _fetch(f"{address}wrong/"), log)
        page = parse(_fetch(f"{address}wrong/"))
        shown = [text_of(e) for e in with_class(page, "unisono-findings")[0].iter("pre")]
        rules = [frame.partition(": ")[0] for frame in shown]
        assert {"error[method-mismatch]", "warning[undefined-variable]"} <= set(rules)
        again = parse(_fetch(f"{address}again/"))
        shown += [text_of(e) for e in with_class(again, "unisono-findings")[0].iter("pre")]
        assert [frame.partition(": ")[0].partition("[")[2] for frame in shown].count("duplicate-endpoint]") == 1
        assert " | curl -X DELETE https://api.example.com/things/" in "".join(shown)
        assert [text_of(e) for e in with_class(page, "unisono-finding")] == ["DELETE"]
        assert with_class(parse(_fetch(f"{address}right/")), "unisono-findings") == []


@pytest.mark.parametrize("includes", ["_includes", "../parts-of-pages"])
def test_pages_and_includes_are_watched(tmp_path: Path, includes: str) -> None:
    docs = write(tmp_path / "docs", {"index.md": "# Home\n", "page.md": PAGE, "other.md": endpoint("Other", "/others/", "2")})
    write(docs, {f"many/{n}.md": endpoint(f"{n}", f"/many/{n}/", body="{% include parts/part.md %}\n") for n in range(FEW)})
    part = write(docs / includes, {"parts/part.md": "The first part."}) / "parts" / "part.md"
    configure(tmp_path, site_url="", theme={"name": "mkdocs"}, unisono={"includes": includes})
    with _serving(tmp_path) as (address, log):
        _wait(lambda: "The first text." in _fetch(f"{address}page/"), log)
        assert "The first part." in _fetch(f"{address}page/")
        assert "WARNING" not in log.read_text(encoding="utf-8")

        (docs / "page.md").write_text(WRONG, encoding="utf-8")
        _wait(lambda: "The second text" in _fetch(f"{address}page/"), log)
        assert log.read_text(encoding="utf-8").count("WARNING -  docs/page.md:9:18: warning[undefined-variable]") == 1

        part.write_text("The second part.", encoding="utf-8")
        _wait(lambda: "The second part." in _fetch(f"{address}page/"), log)
        _wait(lambda: f"Made {FEW + 1} of {FEW + 3} pages again" in log.read_text(encoding="utf-8"), log)
        assert _fetch(f"{address}llms-full.txt").count("The second part.") == FEW + 1

        (docs / "page.md").write_text(PAGE.replace("public", "internal"), encoding="utf-8")
        _wait(lambda: "The second part." not in _fetch(f"{address}page/"), log)
        other = _fetch(f"{address}other/")
        assert "Other" in other
        assert "Get Thing" not in other


def test_changes_show_everywhere(tmp_path: Path) -> None:
    """After some changes the server has, at every address, what a server that is started then has."""
    docs = write(
        tmp_path / "docs",
        {
            "index.md": "# Home\n\n<!-- unisono: endpoints -->\n",
            "tiefe/größe/a.md": endpoint("First", "/a/", "1", body="{% include part.md %}"),
            "tiefe/größe/b.md": endpoint("Second", "/b/", "2", body="{% include part.md %}"),
            "c.md": endpoint("Third", "/c/", "3"),
            "_includes/part.md": "The first part.",
        },
    )
    theme = {"name": "material", "font": False, "features": ["navigation.footer"]}
    configure(tmp_path, site_url="", theme=theme, unisono={"select": ["all"]})
    page = "tiefe/gr%C3%B6%C3%9Fe/a/"
    with _serving(tmp_path) as (address, log):
        _wait(lambda: "The first part." in _fetch(f"{address}{page}"), log)
        (docs / "c.md").write_text(endpoint("Renamed", "/c/", "0.5"), encoding="utf-8")
        _wait(lambda: "Made 1 of 4 pages again" in log.read_text(encoding="utf-8"), log)
        places = ("", page, "search/search_index.json", "llms.txt", "index.md")
        assert [place for place in places if "Renamed" not in _fetch(address + place)] == []
        assert [place for place in places if "Third" in _fetch(address + place)] == []
        (docs / "_includes/part.md").write_text("The second part.", encoding="utf-8")
        _wait(lambda: "Made 2 of 4 pages again" in log.read_text(encoding="utf-8"), log)
        assert "The second part." in _fetch(f"{address}{page}")
        (docs / "tiefe/größe/b.md").write_text(endpoint("Second", "/a/", "2"), encoding="utf-8")
        _wait(lambda: "duplicate-endpoint" in _fetch(f"{address}{page}") + _fetch(f"{address}{page[:-2]}b/"), log)
        (docs / "new.md").write_text(endpoint("Added", "/new/", "9", visibility="public"), encoding="utf-8")
        _wait(lambda: "Added" in _fetch(address), log)
        (docs / "new.md").write_text(endpoint("Added", "/new/", "9", visibility="internal"), encoding="utf-8")
        _wait(lambda: "Added" not in _fetch(address), log)
        (docs / "new.md").unlink()
        (docs / "c.md").write_text("---\nmethod: [get\n---\nBroken.\n", encoding="utf-8")
        _wait(lambda: "The page below is as it was before" in _fetch(f"{address}c/"), log)
        assert "Renamed" in _fetch(address)
        (docs / "c.md").write_text(endpoint("Whole", "/c/", "7"), encoding="utf-8")
        _wait(lambda: "Whole" in _fetch(address), log)
        everywhere = (*places, "tiefe/gr%C3%B6%C3%9Fe/b/", "c/", "c.md", "llms-full.txt", "404.html")
        found = [_comparable(_fetch(address + place), address) for place in everywhere]
    with _serving(tmp_path) as (address, log):
        _wait(lambda: "Whole" in _fetch(address), log)
        assert [_comparable(_fetch(address + place), address) for place in everywhere] == found


def _comparable(answer: str, address: str) -> str:
    """Without the server's own address, and the numbers by which it knows its builds."""
    return re.sub(r"livereload\([^)]*\)", "", answer.replace(address, "/"))
