"""Rules of installed packages: at work everywhere, tested as this project's own, and told where they cannot be loaded."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sites import ROOT, endpoint, write
from unisono.checking import rules as package
from unisono.cli import main
from unisono.project.cache import fingerprint
from unisono.testing import check_case, check_rule

MANUAL = (ROOT / "docs" / "own-rules.md").read_text(encoding="utf-8")
MODULE = re.findall(r"^````python\n(.*?)^````$", MANUAL, re.MULTILINE | re.DOTALL)[0]
"""The rule that the manual shows."""

CURL = '~~~ bash\ncurl{} https://api.example.com/orders/\n~~~\n{{: title="Curl" }}\n'
WITH, WITHOUT = (endpoint(path="/orders/", body=CURL.format(option)) for option in (" -H 'X-Client: docs'", ""))

Install = Callable[..., Path]


def _forget() -> None:
    kinds = (package.page_rules, package.site_rules, package.findings_rules)
    for known in (package.rules, *kinds, package.asked_for, fingerprint.program):
        known.cache_clear()
    for name in [name for name in sys.modules if name.partition(".")[0] == "our_rules"]:
        del sys.modules[name]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Installs a package with a rule, as pip leaves it; everything is forgotten before and afterwards."""

    def install(module: str = MODULE, points: str = "missing-client = our_rules.missing_client", to: str = "packages") -> Path:
        folder = tmp_path / to
        write(folder, {"our_rules/__init__.py": "", "our_rules/missing_client.py": module})
        info = {"METADATA": "Metadata-Version: 2.1\nName: our-rules\nVersion: 1\n"}
        info["entry_points.txt"] = f"[unisono.rules]\n{points}\n"
        write(folder / "our_rules-1.dist-info", info)
        monkeypatch.syspath_prepend(str(folder))
        _forget()
        return folder

    write(tmp_path, {".git/HEAD": "", "docs/a.md": WITHOUT, "docs/b.md": WITH.replace("position: 1", "position: 2")})
    monkeypatch.chdir(tmp_path)
    yield install
    monkeypatch.undo()
    _forget()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def found(*arguments: str) -> list[tuple[str, str, str]]:
    report = json.loads(run("check", "docs", "--output-format", "json", *arguments).stdout)
    return [(one["rule"], one["severity"], one["path"]) for one in report["diagnostics"]]


def test_at_work(install: Install, tmp_path: Path) -> None:
    assert found() == []
    install()
    assert found() == [("missing-client", "warning", "docs/a.md")]
    assert found("--ignore", "missing-client") == []
    write(tmp_path, {"unisono.toml": '[severity]\nmissing-client = "error"\n'})
    assert found() == [("missing-client", "error", "docs/a.md")]
    listed = run("rule").stdout
    assert re.search(r"^missing-client +warning +recommended +Reports a sample that does not say", listed, re.MULTILINE)
    assert "Our gateway refuses" in run("rule", "missing-client").stdout
    log = json.loads(run("check", "docs", "--output-format", "sarif").stdout)
    (rule,) = log["runs"][0]["tool"]["driver"]["rules"]
    assert (rule["id"], "helpUri" in rule) == ("missing-client", False)


def test_accepted_by_a_comment(install: Install, tmp_path: Path) -> None:
    install()
    accepted = WITHOUT.replace("~~~ bash", "<!-- unisono: ignore[missing-client] old -->\n\n~~~ bash")
    write(tmp_path, {"docs/a.md": accepted})
    assert found() == []


def test_what_it_found_is_known_until_it_changes(install: Install) -> None:
    folder = install()
    assert len(found()) == 1
    write(folder, {"our_rules/missing_client.py": MODULE.replace('== "x-client"', '!= "x-other"')})
    _forget()
    assert [path for _, _, path in found()] == ["docs/a.md"]
    write(folder, {"our_rules/missing_client.py": MODULE.replace('== "x-client"', '== "x-other-client"')})
    _forget()
    assert [path for _, _, path in found()] == ["docs/a.md", "docs/b.md"]


def test_one_that_fails_is_named(install: Install) -> None:
    install(MODULE.replace("for request in", "_ = 1 // 0\n        for request in"))
    done = run("check", "docs")
    assert done.exit_code == 2
    assert "the rule 'missing-client' of a package of your own failed: ZeroDivisionError at missing_client.py:" in done.stdout


@pytest.mark.parametrize(
    ("module", "points", "message"),
    [
        (
            "import nothing_such",
            "missing-client = our_rules.missing_client",
            "cannot be loaded: ModuleNotFoundError: No module",
        ),
        (MODULE, "missing-client = our_rules.nothing", "(our_rules.nothing) cannot be loaded: ModuleNotFoundError"),
        (MODULE, "method-mismatch = our_rules.missing_client", "'method-mismatch' of the package 'our-rules'"),
        (MODULE, "Missing_Client = our_rules.missing_client", "needs another name: small letters, with '-' between"),
        (
            MODULE.replace("SEVERITY =", "LEVEL ="),
            "missing-client = our_rules.missing_client",
            "is none: it must have SEVERITY,",
        ),
        ("SEVERITY = 1", "missing-client = our_rules.missing_client", "is none: it must have SEVERITY,"),
    ],
)
@pytest.mark.parametrize("command", [["check", "docs"], ["rule"]])
def test_what_is_none(command: list[str], module: str, points: str, message: str, install: Install) -> None:
    install(module, points)
    done = run(*command)
    assert (done.exit_code, message in done.stderr) == (2, True), done.stderr


def test_none_of_the_working_directory(install: Install) -> None:
    """What a repository brings along is not run."""
    install("raise SystemExit('run')", to=".")
    assert found() == []


def test_harness(install: Install, tmp_path: Path) -> None:
    install()
    cases = tmp_path / "cases" / "missing-client"
    write(cases, {f"{kind}-{number}.md": {"bad": WITHOUT, "ok": WITH}[kind] for kind in ("bad", "ok") for number in (1, 2, 3)})
    with pytest.raises(AssertionError, match="other findings than these"):
        check_case(cases / "bad-1.md")
    check_case(cases / "bad-1.md", update=True)
    assert (cases / "bad-1.txt").read_text(encoding="utf-8").startswith("bad-1.md:10:1: warning[missing-client] Curl sends no")
    check_case(cases / "bad-1.md")
    check_case(cases / "ok-1.md")
    check_rule("missing-client", cases.parent)
    (cases / "ok-1.md").write_text(WITHOUT, encoding="utf-8")
    (cases / "bad-2.md").write_text(WITH, encoding="utf-8")
    for case, message in (("ok-1.md", "is to be without findings"), ("bad-2.md", "nothing is found")):
        with pytest.raises(AssertionError, match=message):
            check_case(cases / case)
    (cases / "ok-2.md").unlink()
    with pytest.raises(AssertionError, match="fewer than 3 cases ok-"):
        check_rule("missing-client", cases.parent)
    with pytest.raises(AssertionError, match="no such rule"):
        check_rule("missing-clint", cases.parent)
