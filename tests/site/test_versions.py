"""Versions of a site beside one another, by mike, from a repository. In an environment of its own; `pytest -m host` runs it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import tarfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browsing import pages
from hosts import PACKAGES, environment
from sites import Site, configure, endpoint, write

pytestmark = pytest.mark.host

CURL = '\n\n~~~ bash\ncurl https://api.example.com/{}/\n~~~\n{{: title="Curl" }}\n'
HOME = "# Home\n\n<!-- unisono: endpoints -->\n"


def git(folder: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True).stdout


@pytest.fixture(scope="module")
def deployed(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """What is published: two versions of a site, of which the second has a page more, and the alias of the latest."""
    folder = tmp_path_factory.mktemp("versions")
    commands = environment(pytestconfig, "plugins", PACKAGES)
    write(folder, {".gitignore": ".unisono_cache\n"})
    configure(folder, extra={"version": {"provider": "mike", "default": "latest"}}, unisono={"exports": ["har"]})
    git(folder, "init", "-q", "-b", "main")
    for setting in ("user.name=A", "user.email=a@example.com"):
        git(folder, "config", *setting.split("="))
    path = f"{commands}{os.pathsep}{os.environ['PATH']}"  # mike runs mkdocs
    for version, others in (
        ("1.0", {}),
        ("2.0", {"orders/cancel.md": endpoint("Cancel", "/cancel/", "2", body=CURL.format("cancel"))}),
    ):
        files = {
            "index.md": HOME,
            "orders/get.md": endpoint("Get", "/get/", body=f"Of {version}.{CURL.format('get')}"),
            **others,
        }
        write(folder / "docs", files)
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", version)
        done = subprocess.run(
            [commands / "mike", "deploy", "--update-aliases", version, "latest"],
            cwd=folder,
            env={**os.environ, "PATH": path, "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    site = folder / "published"
    with tarfile.open(fileobj=io.BytesIO(git(folder, "archive", "gh-pages"))) as archive:
        archive.extractall(site, filter="data")
    return Site(site, ())


def test_what_the_selector_shows(deployed: Site) -> None:
    assert json.loads(deployed.read("versions.json")) == [
        {"version": "2.0", "title": "2.0", "aliases": ["latest"]},
        {"version": "1.0", "title": "1.0", "aliases": []},
    ]


@pytest.mark.parametrize("version", ["1.0", "2.0", "latest"])
def test_each_version_is_whole_and_refers_to_itself(deployed: Site, version: str) -> None:
    own = Site((deployed.folder / version).resolve(), ())
    number = "2.0" if version == "latest" else version
    assert f"Of {number}." in own.read("orders/get/index.html")
    assert (own.folder / "orders/cancel/index.html").exists() == (number == "2.0")
    text = own.read("orders/get/index.html") + own.read("index.html")
    assert 'src="../../assets/unisono/unisono.js"' in text
    assert 'href="orders/get/"' in own.read("index.html")
    assert f'rel="canonical" href="https://docs.example.org/{number}/orders/get/"' in text
    assert f"https://docs.example.org/{number}/orders/get/index.md" in own.read("llms.txt")
    assert (own.folder / "orders/get/index.md").is_file()
    assert any("endpoint" in entry for entry in own.search_entries())
    assert own.read("downloads/requests.har").count("/cancel/") == (number == "2.0")
    assert f'data-root="/{number}/"' in own.read("404.html")


def test_from_one_version_to_the_other(browser: Browser, deployed: Site) -> None:
    with pages(browser, deployed) as open_page:
        window = open_page("2.0/orders/get/")
        window.locator(".md-version__current").focus()
        shown = window.locator(".md-version__link")
        shown.first.wait_for(state="attached")
        assert shown.all_text_contents() == ["2.0", "1.0"]
        shown.nth(1).click()
        window.wait_for_url("**/1.0/orders/get/")
        assert "Of 1.0." in window.locator(".unisono-prose").first.inner_text()
