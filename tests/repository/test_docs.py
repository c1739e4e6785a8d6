"""What the manual says of rules and settings is made from the program; `pytest --update` writes it anew."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import MISSING
from pathlib import Path
from typing import get_type_hints

import pytest
import yaml
from click import Context

from conftest import Expected
from unisono.checking.rules import (
    PageRule,
    Rule,
    SiteRule,
    documentation,
    headline,
    in_short,
    is_always_applied,
    members,
    rules,
    set_of,
)
from unisono.checking.settings import SETS, Level, Servers, Settings, setting_fields
from unisono.cli import main
from unisono.project.schema import field_docstrings
from unisono.reports import formats

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
RULES = DOCS / "rules"

TYPES: Mapping[object, str] = {
    bool: "true or false",
    str: "text",
    tuple[str, ...]: "list of texts",
    Servers: "list or table of texts",
    Mapping[str, str]: "table of texts",
    Mapping[str, tuple[str, ...]]: "table of lists of texts",
    Mapping[str, Level]: "table of severities",
    Mapping[str, Mapping[str, str]]: "table of tables of texts",
}


INDEX = """\
# Rules

`unisono rule` lists the rules, `unisono rule method-mismatch` explains one. An error misleads readers, a warning may; a site
can [say otherwise](../checking.md#severity). Which are applied is said by `select` and `ignore`, in the
[settings](../configuration.md) or as options, with ids and sets of rules:

| Set | Rules | What is in it |
|---|--:|---|
| `recommended` | {recommended} | What is applied where nothing is selected. `default` is another name of it. |
| `strict` | {strict} | Also what some sites mean so, such as `http://`, or two pages of one endpoint. |
| `all` | {all} | Every rule, also those that can be wrong about a correct page. |

`select = ["strict"]` with `ignore = ["plain-http"]` is a set but for one rule, `select = ["recommended", "plain-http"]` one
rule more. The table has the smallest set that each rule is in.

| Rule | Severity | Set | What it reports |
|---|---|---|---|
"""

ACCEPT = """
## To accept a finding

See [accepting a finding](../checking.md#accepting-a-finding).

```text
{comments}
```
"""
IGNORE = "<!-- unisono: ignore[{name}] the reason, for the sample or example below -->"
IGNORE_PAGE = "<!-- unisono: ignore-page[{name}] the reason, for the page -->"


def rule_page(name: str, rule: Rule) -> str:
    """A rule's page. Without front matter, so that a tag in an example is no tag of the page."""
    of_block = isinstance(rule, PageRule) and "comment for the page" not in documentation(rule)
    comments = [IGNORE] * of_block + [IGNORE_PAGE] * isinstance(rule, PageRule | SiteRule)
    accept = ACCEPT.format(comments="\n".join(comments).format(name=name)) if comments and not is_always_applied(rule) else ""
    return f"# {name}\n\n{in_short(rule)} See [rules](index.md).\n\n{documentation(rule)}\n{accept}"


def rule_index() -> str:
    """The list of all rules."""
    rows = (
        (f"[{name}]({name}.md)", rule.SEVERITY, f"`{set_of(rule)}`", headline(rule).replace("|", r"\|") + ".")
        for name, rule in rules().items()
    )
    counts = {name: len(members([name])) for name in SETS}
    return INDEX.format_map(counts) + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def settings_table() -> str:
    """The settings, from the fields of `Settings` and the docstrings below them."""
    hints = get_type_hints(Settings, include_extras=True)
    words = dict(field_docstrings())
    rows = []
    for field in setting_fields():
        default = field.default if field.default is not MISSING else {}
        listed = list(default) if isinstance(default, tuple) else default
        shown = default if isinstance(default, str) and default else json.dumps(listed)
        rows.append(f"| `{field.name}` | {TYPES[hints[field.name]]} | `{shown}` | {words[field.name]} |\n")
    return f"| Setting | Type | Default | Meaning |\n|---|---|---|---|\n{''.join(rows)}"


def check_help() -> str:
    """The options of `unisono check`, as `--help` prints them."""
    parent = Context(main, info_name="unisono", help_option_names=["-h", "--help"])
    command = main.get_command(parent, "check")
    assert command is not None
    return command.get_help(Context(command, parent, "check", terminal_width=100, max_content_width=100)) + "\n"


@pytest.mark.parametrize("name", rules())
def test_page_of_a_rule(name: str, expected: Expected) -> None:
    expected.check(RULES / f"{name}.md", rule_page(name, rules()[name]))


def test_index_of_rules(expected: Expected) -> None:
    expected.check(RULES / "index.md", rule_index())


def test_no_page_is_left_over() -> None:
    assert {path.stem for path in RULES.iterdir()} == {"index", *rules()}


def _replaced(text: str, mark: str, content: str) -> str:
    found, number = re.subn(rf"(<!-- {mark} -->\n).*?(<!-- end -->\n)", lambda m: m[1] + content + m[2], text, flags=re.DOTALL)
    assert number == 1, mark
    return found


def test_settings(expected: Expected) -> None:
    page = DOCS / "configuration.md"
    expected.check(page, _replaced(page.read_text(encoding="utf-8"), "settings", settings_table()))


def test_options(expected: Expected) -> None:
    page = DOCS / "checking.md"
    expected.check(page, _replaced(page.read_text(encoding="utf-8"), "options", f"```text\n{check_help()}```\n"))


def test_formats() -> None:
    section = (DOCS / "checking.md").read_text(encoding="utf-8").partition("## Output formats")[2].partition("\n##")[0]
    assert sorted(re.findall(r"^\| `([a-z]+)` \|", section, re.MULTILINE)) == list(formats())


def test_links_of_the_manual() -> None:
    missing = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in [*DOCS.glob("*.md"), *RULES.glob("*.md")]
        for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert missing == []


class TestFilesForOthers:
    def test_hook(self) -> None:
        (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
        assert {"id", "name", "entry", "language"} <= set(hook)
        self.check_command([*hook["entry"].split()[1:], *hook["args"]])

    def test_action(self) -> None:
        action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
        assert set(action["inputs"]) == {"paths", "arguments", "code-scanning"}
        for step in action["runs"]["steps"]:
            assert ("uses" in step) is not ("run" in step)
            assert "${{ inputs" not in step.get("run", ""), "an input in a script can run anything: pass it as a variable"
            assert "run" not in step or "shell" in step

    @pytest.mark.parametrize(("pages", "status"), [("tests/readme", 1), ("docs/api", 0), ("nowhere", 2)])
    def test_step_of_the_action(self, pages: str, status: int, tmp_path: Path) -> None:
        """The script is run as a runner does (https://docs.github.com/actions/reference/workflow-syntax-for-github-actions,
        `shell`), with this program where the step before it installs it."""
        (tmp_path / "unisono" / "bin").mkdir(parents=True)
        (tmp_path / "unisono" / "bin" / "unisono").symlink_to(Path(sys.executable).with_name("unisono"))
        steps = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
        (script,) = [step["run"] for step in steps if step.get("id") == "check"]
        files = {name: str(tmp_path / name) for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")}
        environment = {**os.environ, **files, "RUNNER_TEMP": str(tmp_path), "PATHS": pages, "ARGUMENTS": "--no-cache --jobs 1"}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == status, done.stderr
        assert ("::error " in done.stdout) is (status == 1)
        assert (tmp_path / "GITHUB_STEP_SUMMARY").exists() is (status < 2)
        if status < 2:
            assert (tmp_path / "GITHUB_STEP_SUMMARY").read_text(encoding="utf-8").startswith("## Unisono\n")
            log = (tmp_path / "GITHUB_OUTPUT").read_text(encoding="utf-8").removeprefix("sarif=").strip()
            assert len(json.loads(Path(log).read_text(encoding="utf-8"))["runs"][0]["results"]) == 2 * status

    def check_command(self, words: list[str]) -> None:
        command = main.get_command(Context(main), words[0])
        assert command is not None
        command.make_context("unisono", words[1:])
