"""The page that `unisono diff --site` writes, in the site that it is for: in its navigation, the newest first, with links that
lead to the pages."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from sites import build, configure, endpoint, navigation, text_of, with_class, write
from unisono.cli import main

CURL = '\n\n~~~ bash\ncurl https://api.example.com/{}/\n~~~\n{{: title="Curl" }}\n'


def commit(folder: Path, tag: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
    for arguments in (["add", "-A"], [*identity, "commit", "-q", "-m", tag], ["tag", tag]):
        subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def test_in_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    nav = [{"Home": "index.md"}, {"Orders": ["orders/get.md", "orders/cancel.md"]}, {"Changelog": "changelog.md"}]
    config = configure(tmp_path, nav=nav, strict=True)
    subprocess.run(["git", "init", "-q", "-b", "main"], check=True, capture_output=True)
    write(tmp_path, {".gitignore": "site\n.unisono_cache\n", "docs/index.md": "# Home\n"})
    write(tmp_path / "docs", {"orders/get.md": endpoint("Get", "/get/", "1", body=CURL.format("get"))})
    commit(tmp_path, "v1")
    write(tmp_path / "docs", {"orders/cancel.md": endpoint("Cancel", "/cancel/", "2", body=CURL.format("cancel"))})
    commit(tmp_path, "v2")
    write(tmp_path / "docs", {"orders/get.md": endpoint("Get", "/fetch/", "1", body=CURL.format("fetch"))})
    commit(tmp_path, "v3")
    written = CliRunner().invoke(main, ["diff", "--site"])
    assert written.exit_code == 0
    write(tmp_path / "docs", {"changelog.md": written.stdout})
    site = build(config, tmp_path / "site")
    assert site.warnings == ()
    page = site.page("changelog/")
    assert navigation(page) == ["Home", "Orders", "Get", "Cancel", "Changelog"]
    content = with_class(page, "md-content")[0]
    assert [text_of(e).split(" ")[0] for e in content.iter("h2")] == ["v3", "v2"]
    links = {text_of(a): a.get("href") for a in content.iter("a") if "headerlink" not in str(a.get("class"))}
    assert links == {"Get": "../orders/get/", "Cancel": "../orders/cancel/"}
    assert "Breaking: path /get/ → /fetch/" in text_of(content)
