"""Two sites with different settings in one repository: what is found on a page does not depend on what else is named, in which
order, nor on the folder where the command runs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from itertools import permutations
from pathlib import Path
from zlib import crc32

import pytest
from click.testing import CliRunner, Result

from sites import endpoint, write
from unisono.cli import main

ALPHA = """\
site_name: Alpha
site_url: https://alpha.example.com/v1/
plugins:
  - unisono:
      select: [default, duplicate-endpoint]
      includes: ../../shared
      site: {api: https://alpha.example.com, prefix: ""}
      servers: [https://alpha.example.com]
      per_path: {docs/old/*: [method-mismatch]}
      baseline: known.json
"""
BETA = """\
includes = "../shared"
select = ["all"]
ignore = ["missing-sample", "host-mismatch"]
site = {api = "https://beta.example.com", prefix = "/v9"}
per-path = {"docs/*" = ["plain-http"]}
"""
CURL = '~~~ bash\ncurl -X {} "{}{}"\n~~~\n{{: title="Curl" }}\n'
SLIP = '~~~ bash\ncurl -s -H "X-A: 1"\n  "{{ site.api }}{{ site.prefix }}/shared/"\n~~~\n{: title="Curl" }\n'
PYTHON = """\
~~~ python
import requests
requests.get("{{{{ site.api }}}}{}", headers={{"X-A": "1"}})
~~~
{{: title="Python" }}
"""
TORN = CURL.format("DELETE", "{{ site.api }}", "{{ site.prefix }}/torn/").replace("-X", '-H "X-A: 1" -X')


def page(path: str, method: str = "GET", base: str = "{{ site.api }}") -> str:
    return endpoint(path, path, str(crc32((path + method).encode())), body=CURL.format(method, base, path))


def including(name: str, path: str, method: str = "GET") -> str:
    text = endpoint(path, path, str(crc32(path.encode())), body=f"{{% include {name} %}}\n" + PYTHON.format(path))
    return text.replace("method: get", f"method: {method}").replace("requests.get", f"requests.{method.lower()}")


FILES = {
    "shared/slip.md": SLIP,
    "shared/torn.md": TORN,
    "alpha/mkdocs.yml": ALPHA,
    "alpha/docs/same.md": page("/same/", "DELETE"),
    "alpha/docs/twice.md": page("/same/"),
    "alpha/docs/old/a.md": page("/old/", "DELETE"),
    "alpha/docs/server.md": page("/server/", base="https://gamma.example.com"),
    "alpha/docs/slip.md": including("slip.md", "/shared/"),
    "alpha/docs/torn.md": including("torn.md", "/torn/"),
    "alpha/README.md": page("/readme/", "DELETE", "https://delta.example.com"),
    "beta/unisono.toml": BETA,
    "beta/docs/same.md": page("/same/", "DELETE"),
    "beta/docs/old/a.md": page("/old/", "DELETE", "http://beta.example.com"),
    "beta/docs/server.md": page("/server/", base="https://gamma.example.com"),
    "beta/docs/slip.md": including("slip.md", "/v9/shared/"),
    "beta/docs/torn.md": including("torn.md", "/v9/torn/", "DELETE"),
    "beta/http.md": page("/http/", base="http://beta.example.com"),
    "loose/same.md": page("/same/", "DELETE"),
}
ENTRY = {"rule": "method-mismatch", "path": "docs/same.md", "sample": "Curl", "where": "", "count": 1}
PARTS = ("alpha/docs", "alpha/README.md", "beta", "loose")
FOLDERS = (".", "alpha", "alpha/docs/old", "beta/docs", "loose")
ORDERS = list(permutations(PARTS))[1::5]
"""One for each folder: each part is the first one of some."""


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sites")
    write(root, FILES)
    write(root, {"alpha/known.json": json.dumps({"version": 1, "findings": [ENTRY]})})
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Begin")
    (root / "alpha/docs/server.md").unlink()  # which the same request of the other site does not make up for
    write(root, {"beta/docs/slip.md": FILES["beta/docs/slip.md"].replace("/v9/shared/", "/v9/moved/")})
    git(root, "commit", "-q", "-a", "-m", "Change")
    git(root, "checkout", "-q", "HEAD~", ".")
    return root


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A. Writer", "-c", "user.email=writer@example.com", "-c", "commit.gpgsign=false"]
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", "-C", str(root), *who, *arguments], check=True, env=env)


def ran(repository: Path, folder: str, command: str, parts: Iterable[str], *options: str) -> Result:
    """A command over parts of the repository, run in one of its folders."""
    before = Path.cwd()
    os.chdir(repository / folder)
    try:
        paths = [os.path.relpath(repository / part) for part in parts]
        given = [word for path in paths for word in ("--pages", path)] if command.startswith("add") else paths
        return CliRunner().invoke(main, [*command.split(), *options, *given], catch_exceptions=False)
    finally:
        os.chdir(before)


def place(repository: Path, folder: str, path: str) -> str:
    return Path(os.path.normpath(repository / folder / path)).relative_to(repository).as_posix()


def checked(repository: Path, folder: str, parts: Iterable[str], *options: str) -> tuple[list[tuple[object, ...]], object]:
    """The findings and the summary."""
    done = ran(repository, folder, "check --output-format json", parts, *options)
    report = json.loads(done.stdout)
    found = []
    for one in report["diagnostics"]:
        edits = [(place(repository, folder, e["path"]), e["line"], e["text"]) for e in (one["fix"] or {"edits": ()})["edits"]]
        found.append((place(repository, folder, one["path"]), one["line"], one["rule"], one["sample"] or "", edits))
    return sorted(found, key=str), report["summary"]


def differences(repository: Path, folder: str, done: Result) -> list[str]:
    """What a diff changes in which file."""
    file, found = "", []
    for line in done.stdout.splitlines():
        if line.startswith("+++ "):
            file = place(repository, folder, line.removeprefix("+++ "))
        elif line[:1] in {"+", "-"} and not line.startswith("---"):
            found.append(f"{file}: {line}")
    return sorted(found)


def inspected(repository: Path, folder: str, parts: Iterable[str]) -> list[str]:
    done = ran(repository, folder, "inspect --output-format json", parts)
    return sorted(
        json.dumps({**page, "path": place(repository, folder, page["path"])}) for page in json.loads(done.stdout)["pages"]
    )


def test_findings_are_those_of_the_settings_nearest_to_each_page(repository: Path) -> None:
    found, summary = checked(repository, ".", PARTS)
    assert sorted((path, rule) for path, _, rule, *_ in found) == [
        ("alpha/README.md", "method-mismatch"),  # of no site, though beside one
        ("alpha/docs/server.md", "host-mismatch"),
        ("alpha/docs/twice.md", "duplicate-endpoint"),
        ("beta/docs/old/a.md", "method-mismatch"),
        ("beta/docs/same.md", "method-mismatch"),
        ("beta/http.md", "plain-http"),
        ("loose/same.md", "method-mismatch"),
        ("shared/slip.md", "invalid-sample"),  # once for each site
        ("shared/slip.md", "invalid-sample"),
        ("shared/torn.md", "method-mismatch"),
    ]
    assert isinstance(summary, Mapping)
    assert (summary["pages"], summary["agree"]) == (14, 8)


def test_check_is_the_same_in_any_order_and_from_any_folder(repository: Path) -> None:
    expected = checked(repository, ".", PARTS)
    for parts in permutations(PARTS):
        assert checked(repository, ".", parts) == expected
    for folder, parts in zip(FOLDERS, ORDERS, strict=True):
        assert checked(repository, folder, parts) == expected
    found, summary = checked(repository, ".", ["."])
    assert isinstance(summary, dict)
    assert summary.pop("alone")  # of what several pages include, which no part has
    assert (found, summary) == expected


def test_check_of_all_is_that_of_its_parts(repository: Path) -> None:
    together, _ = checked(repository, ".", PARTS)
    parts = [one for part in PARTS for one in checked(repository, ".", [part])[0]]
    assert together == sorted(parts, key=str)


def test_a_file_by_several_names_is_checked_once(repository: Path) -> None:
    expected = checked(repository, ".", PARTS)
    other = repository / "loose" / ".." / "alpha" / "docs" / "same.md"
    done = ran(repository, ".", "check --output-format json", [*PARTS, "alpha/docs/same.md"], str(other))
    assert json.loads(done.stdout)["summary"] == expected[1]


def test_options_hold_for_all_sites(repository: Path) -> None:
    found, _ = checked(repository, ".", PARTS, "--select", "method-mismatch")
    assert {rule for _, _, rule, *_ in found} == {"method-mismatch"}
    found, _ = checked(repository, ".", PARTS, "--config", str(repository / "beta" / "unisono.toml"))
    assert ("alpha/docs/same.md", "method-mismatch") in {(path, rule) for path, _, rule, *_ in found}


@pytest.mark.parametrize("command", ["fix --diff", "fix --diff --unsafe-fixes", "add --diff curl fetch"])
def test_changes_are_the_same_in_any_order_and_from_any_folder(repository: Path, command: str) -> None:
    expected = differences(repository, ".", ran(repository, ".", command, PARTS))
    assert expected
    for folder, parts in zip(FOLDERS, ORDERS, strict=True):
        assert differences(repository, folder, ran(repository, folder, command, parts)) == expected


def test_an_include_is_mended_for_both_sites_or_for_none(repository: Path) -> None:
    for parts in (["alpha/docs"], ["beta"], ["alpha/docs", "beta"], ["beta", "alpha/docs"]):
        done = ran(repository, ".", "fix --diff --unsafe-fixes", parts)
        changed = {line.partition(":")[0] for line in differences(repository, ".", done)}
        assert {file for file in changed if file.startswith("shared")} == {"shared/slip.md"}
        assert ("it would not be right for beta/docs/torn.md" in done.stderr) == ("alpha/docs" in parts)


def test_an_include_that_is_far_from_the_other_site(tmp_path: Path) -> None:
    """Neither site is below the folder that the includes folder is in."""
    settings = 'includes = "../common/parts"\nsite = {api = "https://api.example.com", prefix = ""}\n'
    sites = {f"{site}/unisono.toml": settings for site in ("alpha", "beta")}
    pages = {"alpha/docs/a.md": including("torn.md", "/torn/"), "beta/docs/b.md": including("torn.md", "/torn/", "DELETE")}
    write(tmp_path, {".git/HEAD": "", "common/parts/torn.md": TORN, **sites, **pages})
    for parts in (["alpha/docs"], ["alpha", "beta"]):
        done = ran(tmp_path, ".", "fix --diff --unsafe-fixes", parts)
        assert "it would not be right for" in done.stderr
        assert not done.stdout


def test_requests_are_the_same_in_any_order_and_from_any_folder(repository: Path) -> None:
    expected = inspected(repository, ".", PARTS)
    assert any("https://beta.example.com/v9/torn/" in page for page in expected)
    assert any("https://alpha.example.com/torn/" in page for page in expected)
    for folder, parts in zip(FOLDERS, ORDERS, strict=True):
        assert inspected(repository, folder, parts) == expected


def test_what_changed_is_the_same_in_any_order_and_from_any_folder(repository: Path) -> None:
    def changed(folder: str, parts: Iterable[str]) -> list[tuple[str, str, bool]]:
        report = json.loads(ran(repository, folder, "diff --output-format json HEAD~..HEAD", parts).stdout)
        return sorted((place(repository, folder, one["path"]), one["status"], one["breaking"]) for one in report["endpoints"])

    expected = changed(".", ["."])
    assert expected == [("alpha/docs/server.md", "removed", True), ("beta/docs/slip.md", "changed", True)]
    for folder, parts in zip(FOLDERS, ORDERS, strict=True):
        assert changed(folder, parts) == expected


def test_a_baseline_is_written_for_each_site_that_has_one(repository: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(repository, copy)
    done = ran(copy, ".", "check --update-baseline", PARTS)
    assert done.stdout == "alpha/known.json: 5 findings, 1 before.\n"
    assert done.stderr == "6 findings of sites without a baseline are in none.\n"
    assert {path for path, *_ in checked(copy, ".", PARTS)[0] if str(path).startswith("alpha/docs")} == set()


def test_a_baseline_of_all_sites_is_that_of_the_command_line(repository: Path, tmp_path: Path) -> None:
    file = str(tmp_path / "all.json")
    ran(repository, ".", "check --update-baseline", PARTS, "--baseline", file)
    for parts in (PARTS, PARTS[:1], PARTS[2:]):
        done = ran(repository, ".", "check", parts, "--baseline", file)
        assert (done.exit_code, "are gone" in done.stderr) == (0, False)


def test_a_changelog_is_one_of_a_site(repository: Path) -> None:
    done = ran(repository, ".", "diff --site HEAD~", ["alpha", "beta"])
    assert (done.exit_code, "there are pages of several sites here" in done.stderr) == (2, True), done.output
    page = ran(repository, ".", "diff --site HEAD~..HEAD", ["alpha/docs"]).stdout
    assert "**Breaking:** removed, `GET /server/`" in page
    assert "/v9/moved/" not in page
