"""The plugin's settings: one schema with the command line, and builds that end where there are findings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sites import MakeSite, configure, endpoint, write

CURL = '~~~ bash\ncurl -X DELETE https://api.example.com/things/\n~~~\n{: title="Curl" }\n'
WRONG = endpoint(body=CURL)


def mkdocs(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return _run(folder, "mkdocs", "build", *arguments)


def unisono(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return _run(folder, "unisono", "check", "docs", *arguments)


def _run(folder: Path, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", module, *arguments]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False)


def site(folder: Path, **options: Any) -> Path:
    """A site with a finding."""
    write(folder, {".git/HEAD": "", "docs/index.md": "# Home\n", "docs/wrong.md": WRONG})
    configure(folder, unisono=options)
    return folder


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"titel": {}}, "there is no setting 'titel'; did you mean 'titles'?"),
        ({"audience": "public"}, "'audience' must be a list of texts"),
        (
            {"ignore": ["method-mismatc"]},
            "there is no rule 'method-mismatc'; did you mean 'method-mismatch'?",
        ),
    ],
)
def test_wrong_option_is_an_error_of_the_configuration(options: dict[str, Any], message: str, tmp_path: Path) -> None:
    done = mkdocs(site(tmp_path, **options))
    assert done.returncode == 1
    assert f"Config value 'plugins': mkdocs.yml:9: {message}" in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_setting_elsewhere(tmp_path: Path) -> None:
    write(site(tmp_path), {"unisono.toml": "titel = 1\n"})
    done = mkdocs(tmp_path)
    assert (done.returncode, "unisono.toml:1: there is no setting 'titel'" in done.stderr) == (1, True)


@pytest.mark.parametrize("arguments", [["--quiet"], ["--quiet", "--strict"], []])
def test_strict_setting_ends_the_build(arguments: list[str], tmp_path: Path) -> None:
    done = mkdocs(site(tmp_path, strict=True), *arguments)
    assert done.returncode == 1
    assert done.stderr.count("docs/wrong.md:10:9: error[method-mismatch] ") == 1
    assert "unisono: 1 finding" in done.stderr
    assert not (tmp_path / "site" / "wrong").exists()


def test_strict_of_mkdocs_ends_a_quiet_build(tmp_path: Path) -> None:
    done = mkdocs(site(tmp_path), "--quiet", "--strict")
    assert (done.returncode, "docs/wrong.md:10:9: error[method-mismatch] " in done.stderr) == (1, True)


def test_baseline_of_known_findings(tmp_path: Path) -> None:
    config = site(tmp_path, strict=True, baseline="known.json")
    absent = mkdocs(config)
    assert (absent.returncode, "known.json: No such file or directory; --update-baseline writes one" in absent.stderr) == (
        1,
        True,
    )
    assert unisono(tmp_path, "--update-baseline").stdout == "known.json: 1 finding, 0 before.\n"
    assert (unisono(tmp_path).returncode, unisono(tmp_path).stderr) == (0, "known.json: 1 finding known.\n")
    known = mkdocs(config, "--strict")
    assert (known.returncode, "1 finding known" in known.stderr) == (0, True)
    write(tmp_path, {"docs/another.md": WRONG.replace("/things/", "/others/")})
    new = mkdocs(config)
    assert (new.returncode, new.stderr.count("error[method-mismatch]")) == (1, 1)
    assert "docs/another.md" in new.stderr


def test_findings_alone_do_not(tmp_path: Path) -> None:
    assert mkdocs(site(tmp_path), "--quiet").returncode == 0


def test_strict_setting_without_findings(tmp_path: Path) -> None:
    assert mkdocs(site(tmp_path, strict=True, ignore=["method-mismatch"])).returncode == 0


@pytest.mark.parametrize(("severity", "warnings"), [("error", 1), ("warning", 1), ("info", 0), ("off", 0)])
def test_severity(severity: str, warnings: int, make_site: MakeSite, caplog: pytest.LogCaptureFixture) -> None:
    """What is only to be known is told, and ends no strict build."""
    caplog.set_level("INFO", "mkdocs.plugins.unisono")
    built = make_site({"wrong.md": WRONG}, unisono={"severity": {"method-mismatch": severity}, "strict": not warnings})
    assert len(built.warnings) == warnings
    assert (f"{severity}[method-mismatch]" in caplog.text) is (severity != "off")


def test_rules_are_chosen(make_site: MakeSite) -> None:
    assert make_site({"wrong.md": WRONG}, unisono={"ignore": ["method-mismatch"]}).warnings == ()


def test_settings_of_another_file(make_site: MakeSite, tmp_path: Path) -> None:
    write(tmp_path, {".git/HEAD": "", "pyproject.toml": '[tool.unisono]\nignore = ["method-mismatch"]\nincludes = "parts"\n'})
    write(tmp_path, {"parts/words.md": "Words from parts."})
    built = make_site({"wrong.md": WRONG + "\n{% include words.md %}\n"})
    assert built.warnings == ()
    assert "Words from parts." in built.read("wrong/index.html")


def test_rules_about_the_whole_site(make_site: MakeSite) -> None:
    pages = {"a.md": endpoint(name="One"), "b.md": endpoint(name="Two", position="2")}
    (warning,) = make_site(pages, unisono={"select": ["duplicate-endpoint"]}).warnings
    assert "[duplicate-endpoint]" in warning


def test_rules_about_the_whole_site_see_what_is_built(make_site: MakeSite) -> None:
    pages = {"a.md": endpoint(), "b.md": endpoint(visibility="internal")}
    assert make_site(pages, unisono={"select": ["duplicate-endpoint"]}).warnings == ()


def test_styles_of_the_site_come_after_those_of_unisono(make_site: MakeSite) -> None:
    built = make_site({"own.css": ""}, extra_css=["own.css"]).read("index.html")
    assert 0 < built.index("assets/unisono/unisono.css") < built.index('"own.css"')
