"""The requests of a site as files to download (the setting `exports`)."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from mkdocs.exceptions import Abort, ConfigurationError

from sites import MakeSite, build, configure, endpoint, text_of, with_class, write
from unisono.cli import main
from unisono.exports.formats import FORMATS
from unisono.site.downloads import downloads

EXPORTED = Path(__file__).parents[1] / "exports" / "site"
SETTINGS = {"servers": ["https://api.example.com/v2"], "audience": ["public"], "exclude": ["docs/account/excluded.md"]}
CURL = '\n~~~ bash\ncurl https://api.example.com/things/\n~~~\n{: title="Curl" }\n'


def _configured(folder: Path, *names: str, **settings: Any) -> Path:
    return configure(folder, unisono={**SETTINGS, "exports": list(names), **settings})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(EXPORTED, tmp_path / "docs", ignore=shutil.ignore_patterns("*.toml"))
    write(tmp_path, {"docs/index.md": "# Home\n\n<!-- unisono: endpoints -->\n"})
    return tmp_path


def test_downloads_are_what_the_command_writes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    site = build(_configured(folder, *FORMATS), folder / "site")
    written = {}
    for download in downloads(FORMATS):
        made = folder / "written" / download.name
        done = CliRunner().invoke(main, ["export", download.name, "-o", str(made), "--title", "Test"])
        assert done.exit_code == 1, done.output
        if made.is_dir():
            with zipfile.ZipFile(site.folder / download.uri) as archive:
                contents = {name: archive.read(name) for name in archive.namelist()}
            files = [path for path in made.rglob("*") if path.is_file()]
            assert contents == {path.relative_to(made).as_posix(): path.read_bytes() for path in files}
        else:
            assert (site.folder / download.uri).read_bytes() == made.read_bytes()
        written[download.name] = (site.folder / download.uri).read_bytes()
    assert len(written) == len(FORMATS)
    assert site.files_with("/account/hidden/") == []
    again = build(_configured(folder, *FORMATS), folder / "again")
    assert {one.name: (again.folder / one.uri).read_bytes() for one in downloads(FORMATS)} == written


def test_downloads_follow_a_change_of_a_page_and_of_an_include(folder: Path) -> None:
    write(folder, {"docs/_includes/part.md": CURL, "docs/a.md": endpoint("A", "/things/", body="\n{% include part.md %}\n")})
    config = _configured(folder, "http")
    for method in ("DELETE", "PUT"):
        text = CURL.replace("curl ", f"curl -X {method} ")
        write(folder, {"docs/_includes/part.md": text, "docs/b.md": endpoint(f"To {method}", "/things/", body=CURL)})
        site = build(config, folder / "site")
        assert f"To {method}" in site.read("downloads/requests.http")
        shown = CliRunner().invoke(main, ["export", "http", str(folder / "docs"), "--title", "Test"], catch_exceptions=False)
        assert shown.stdout == site.read("downloads/requests.http")


@pytest.mark.parametrize(
    "settings", [{"audience": []}, {"site": {"title": "Given"}}], ids=["no pages", "another title for pages"]
)
def test_downloads_follow_the_name_of_the_site(folder: Path, settings: dict[str, Any]) -> None:
    for name in ("First", "Second"):
        config = configure(folder, site_name=name, unisono={**SETTINGS, "exports": ["http"], **settings})
        assert build(config, folder / "site").read("downloads/requests.http").startswith(f"# {name}\n")


def test_links_stand_below_a_list_of_all_endpoints_and_in_llms_txt(make_site: MakeSite) -> None:
    files = {
        "index.md": "# Home\n\n<!-- unisono: endpoints -->\n",
        "api/index.md": "# API\n\n<!-- unisono: endpoints -->\n",
        "api/orders/index.md": "# Orders\n\n<!-- unisono: endpoints -->\n",
        "api/orders/a.md": endpoint("A", "/things/", body=CURL),
        "api/b.md": endpoint("B", "/things/b/", body=CURL),
    }
    site = make_site(files, unisono={"exports": ["openapi", "bruno"]})
    found = {url: with_class(site.page(url), "unisono-downloads") for url in ("", "api/", "api/orders/")}
    assert found.pop("api/orders/") == []
    assert {url: text_of(one) for url, (one,) in found.items()} == dict.fromkeys(found, "Download: OpenAPI 3.1, Bruno")
    for url, (one,) in found.items():
        for link in one.iter("a"):
            assert (site.folder / os.path.normpath(f"{url}{link.get('href')}")).is_file()
    assert site.read("llms.txt").endswith(
        "## Downloads\n\n"
        "- [OpenAPI 3.1](https://docs.example.org/downloads/openapi.yaml)\n"
        "- [Bruno](https://docs.example.org/downloads/bruno.zip)\n"
    )


def test_a_site_without_the_setting_has_none(make_site: MakeSite) -> None:
    site = make_site({"index.md": "<!-- unisono: endpoints -->\n", "a.md": endpoint("A", "/things/", body=CURL)})
    assert not (site.folder / "downloads").exists()
    assert "ownload" not in site.read("llms.txt") + text_of(with_class(site.page(""), "md-content")[0])


def test_a_file_in_the_place_of_a_download_is_an_error(folder: Path) -> None:
    write(folder, {"docs/downloads/openapi.yaml": "mine"})
    with pytest.raises(ConfigurationError, match=r"downloads/openapi\.yaml is where .* has OpenAPI 3\.1; rename the file"):
        build(_configured(folder, "openapi"), folder / "site")


def test_a_mistyped_format_is_an_error(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Abort):
        build(_configured(folder, "openap"), folder / "site")
    assert "mkdocs.yml" in caplog.text
    assert "'exports': there is no format 'openap'; did you mean 'openapi'?" in caplog.text
