"""What is known from earlier runs: used where nothing has changed, and never trusted further than that."""

from __future__ import annotations

import json
import os
import re
import resource
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from importlib.metadata import requires
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from sites import endpoint, write
from unisono.languages import grammars
from unisono.pages.paths import page_files
from unisono.project.cache import fingerprint
from unisono.project.cache.fingerprint import program
from unisono.project.cache.store import Known, Store, cache_folder
from unisono.project.configuration import Configuration
from unisono.project.run import KIND, SOME, Run
from unisono.reports import report

SAMPLE = """
~~~ bash
curl -X {method} https://api.example.com/things/
~~~
{{: title="Curl" }}
"""
PAGES = {
    "docs/good.md": endpoint("Good", body="{% include words.md %}\n" + SAMPLE.format(method="GET")),
    "docs/bad.md": endpoint("Bad", position="2", body=SAMPLE.format(method="PUT")),
    "docs/_includes/words.md": "Words.\n",
}


class Checked:
    """`unisono check docs` in a process of its own, and what its cache holds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cache = folder / "cache"

    def __call__(self, *options: str, **keywords: object) -> tuple[str, str]:
        """Standard output and standard error."""
        command = [sys.executable, "-m", "unisono", "check", "docs", "--output-format", "json", *options]
        environment = {**os.environ, "UNISONO_CACHE_DIR": str(self.cache)}
        done = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False, **keywords
        )  # type: ignore[call-overload]
        assert done.returncode in (0, 1), done.stderr
        return done.stdout, done.stderr

    @property
    def file(self) -> Path:
        return self.cache / "cache.sqlite3"

    def spoil(self, statement: str, *values: object) -> None:
        with closing(sqlite3.connect(self.file)) as connection, connection:
            connection.execute(statement, values)

    def know(self, name: str, *value: str, kind: str = KIND) -> str:
        """What is known of a page; or let something else be known, as this user's own runs would write it."""
        with closing(sqlite3.connect(self.file)) as connection:
            ((digest,),) = connection.execute("SELECT digest FROM known_1 WHERE kind = ? AND name = ?", (kind, name)).fetchall()
        store = Store(self.cache, pytest.fail)
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.folder)
            if value:
                store.write(kind, {name: Known(digest, *value)})
            return store.read(kind, {name: digest})[name]


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    write(tmp_path, PAGES)
    return Checked(tmp_path)


def test_what_is_known_is_used(checked: Checked) -> None:
    first, _ = checked()
    checked.know("docs/bad.md", checked.know("docs/bad.md").replace("sends PUT", "remembers"))
    assert "Curl remembers" in checked()[0]
    assert checked("--no-cache")[0] == first


def test_what_mends_a_page_is_known(checked: Checked) -> None:
    first, _ = checked()
    assert '"text": "GET"' in first
    checked.know("docs/bad.md", checked.know("docs/bad.md", kind="fix").replace("GET", "PATCH"), kind="fix")
    assert '"text": "PATCH"' in checked()[0]
    assert checked("--no-cache")[0] == first
    page = checked.folder / "docs/bad.md"
    page.write_text(page.read_text().replace("-X PUT", "-X  PUT"))
    assert checked()[0] == checked("--no-cache")[0] != first
    checked.know("docs/bad.md", '{"offers": [["Curl", 3]], "includes": {}}', kind="fix")
    assert checked()[0] == checked("--no-cache")[0]


def test_what_mends_an_include_is_worked_out_anew(checked: Checked) -> None:
    """It depends on all pages that use the include."""
    body = "{% include curl.md %}\n"
    write(checked.folder, {"docs/_includes/curl.md": SAMPLE.format(method="PUT"), "docs/bad.md": endpoint("Bad", body=body)})
    assert '"text": "GET"' in checked()[0]
    other = endpoint("Other", position="3", body=body).replace("method: get", "method: put")
    write(checked.folder, {"docs/other.md": other})
    assert '"text": "GET"' not in checked()[0]
    assert checked()[0] == checked("--no-cache")[0]


@pytest.mark.parametrize("page", ["docs/good.md", "docs/bad.md"])
def test_a_page_that_changes_is_read_again(checked: Checked, page: str) -> None:
    checked()
    path = checked.folder / page
    path.write_text(path.read_text().replace("curl ", "curl --no-such-option "))
    assert checked()[0] == checked("--no-cache")[0]
    assert "no-such-option" in checked()[0]


def test_an_include_that_changes_or_goes(checked: Checked) -> None:
    include = checked.folder / "docs/_includes/words.md"
    assert "broken-include" not in checked()[0]
    include.write_text("{% include other.md %}")
    assert "other.md" in checked()[0]
    include.with_name("other.md").write_text("Other words.")
    assert "broken-include" not in checked()[0]
    include.unlink()
    assert "words.md" in checked()[0]
    assert checked()[0] == checked("--no-cache")[0]


def test_settings_that_change(checked: Checked) -> None:
    checked()
    write(
        checked.folder,
        {"unisono.toml": 'ignore = ["method-mismatch"]\nselect = ["plain-http", "missing-sample"]\nlanguages = ["cobol"]'},
    )
    assert checked()[0] == checked("--no-cache")[0]
    assert "missing-sample" in checked()[0]


def _cut(checked: Checked) -> None:
    os.truncate(checked.file, checked.file.stat().st_size // 2)


def _overwrite(checked: Checked) -> None:
    checked.file.write_bytes(b"no database at all" * 1000)


def _damage_values(checked: Checked) -> None:
    checked.spoil("UPDATE known_1 SET value = substr(value, 1, length(value) - 4) || x'00000000'")


def _replace_by_numbers(checked: Checked) -> None:
    checked.spoil("UPDATE known_1 SET value = 7")


def test_each_grammar_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known is of the versions of the grammars that samples were parsed with: of all that are installed for it."""
    needed = {re.split(r"[<>=]", name)[0] for name in requires("unisono") or () if name.startswith("tree-sitter-")}
    assert {name.replace("-", "_") for name in needed} == set(grammars())
    before = program.__wrapped__()
    for name in grammars():
        with monkeypatch.context() as patch:
            patch.setattr(fingerprint, "find_spec", lambda asked, name=name: None if asked == name else find_spec(asked))
            assert program.__wrapped__() != before, name


@pytest.mark.parametrize("spoil", [_cut, _overwrite, _damage_values, _replace_by_numbers])
def test_a_damaged_cache_is_made_anew(checked: Checked, spoil: Callable[[Checked], None]) -> None:
    expected, _ = checked()
    spoil(checked)
    found, said = checked()
    assert (found, said.count("Warning: the cache in")) == (expected, 1)
    assert checked() == (expected, "")


def test_values_that_are_not_ours(checked: Checked) -> None:
    """What has not the right form is worked out."""
    expected, _ = checked()
    wrong = '{"includes": {}, "diagnostics": [[]], "entry": null}'
    endless = wrong.replace("[]]", '["plain-http", "error", "", ["docs/bad.md", Infinity, 1], null, [], ""]]')
    for value in ("[]", "7", "{}", '{"includes": {}}', wrong, endless, "[" * 100_000, "\0", "nonsense"):
        checked.know("docs/bad.md", value)
        assert checked() == (expected, "")


def test_a_cache_of_another_version(checked: Checked) -> None:
    expected, _ = checked()
    checked.spoil("UPDATE known_1 SET digest = 'another'")
    assert checked() == (expected, "")
    with closing(sqlite3.connect(checked.file)) as connection:
        assert {digest for (digest,) in connection.execute("SELECT digest FROM known_1")} & {"another"} == set()


def test_a_full_disk(checked: Checked) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))

    expected, _ = checked("--no-cache")
    found, said = checked(preexec_fn=limit)
    assert (found, said.count("Warning: the cache in")) == (expected, 1)


def test_a_cache_that_cannot_be_a_folder(checked: Checked) -> None:
    checked.cache.write_text("a file")
    found, said = checked()
    assert (found, said.count("Warning: the cache in")) == (checked("--no-cache")[0], 1)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_read_only_cache(checked: Checked) -> None:
    checked()
    (checked.folder / "docs/bad.md").write_text(PAGES["docs/bad.md"] + "More.\n")
    checked.file.chmod(0o444)
    checked.cache.chmod(0o555)
    found, said = checked()
    checked.cache.chmod(0o755)
    assert (found, said.count("Warning: the cache in")) == (checked("--no-cache")[0], 1)


def test_runs_at_the_same_time(checked: Checked) -> None:
    write(checked.folder, {f"docs/{n}.md": endpoint(f"Page {n}", f"/{n}/", f"3.{n}") for n in range(40)})
    command = [sys.executable, "-m", "unisono", "check", "docs", "--output-format", "json"]
    environment = {**os.environ, "UNISONO_CACHE_DIR": str(checked.cache)}
    runs = [
        subprocess.Popen(command, cwd=checked.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(6)
    ]
    expected = checked("--no-cache")[0]
    printed = [tuple(part.decode() for part in run.communicate(timeout=60)) for run in runs]  # all are waited for
    assert printed == [(expected, "")] * len(runs)


def test_the_cache_is_beside_the_settings_and_not_in_git(checked: Checked, monkeypatch: pytest.MonkeyPatch) -> None:

    monkeypatch.delenv("UNISONO_CACHE_DIR")
    monkeypatch.chdir(checked.folder)
    write(checked.folder, {".git/HEAD": ""})
    assert cache_folder(Path("a/unisono.toml")) == Path("a/.unisono_cache")
    assert cache_folder(None) == checked.folder / ".unisono_cache"
    checked()
    assert (checked.cache / ".gitignore").read_text() == "*\n"


class TestShards:
    def test_together_they_find_what_one_run_finds(self, checked: Checked) -> None:
        twins = {f"docs/{n}.md": endpoint(f"Page {n}", "/same/", "3") for n in range(4)}
        write(checked.folder, {**twins, "unisono.toml": 'select = ["all"]'})
        whole = json.loads(checked()[0])
        parts = [json.loads(checked("--shard", f"{n}/3")[0]) for n in (1, 2, 3)]

        def key(diagnostic: dict[str, object]) -> str:
            return json.dumps(diagnostic, sort_keys=True)

        found = [diagnostic for part in parts for diagnostic in part["diagnostics"]]
        assert sorted(map(key, found)) == sorted(map(key, whole["diagnostics"]))
        assert {d["rule"] for d in found} >= {"duplicate-endpoint", "duplicate-position", "method-mismatch"}
        for name in whole["summary"]:
            assert sum(part["summary"][name] for part in parts) == whole["summary"][name]

    def test_with_a_baseline(self, checked: Checked) -> None:
        """What is known on a page is known to the part that has it; what is gone from another part's pages is not said."""
        twins = {f"docs/{n}.md": endpoint(f"Page {n}", "/same/", "3", body=SAMPLE.format(method="PUT")) for n in range(4)}
        write(checked.folder, {**twins, "unisono.toml": 'select = ["all"]\nbaseline = "known.json"'})
        checked("--update-baseline")
        write(
            checked.folder, {"docs/bad.md": PAGES["docs/bad.md"].replace("PUT", "POST"), "docs/3.md": endpoint("Other", "/3/")}
        )
        whole = json.loads(checked()[0])["diagnostics"]
        parts = [checked("--shard", f"{n}/3") for n in (1, 2, 3)]
        found = [diagnostic for out, _ in parts for diagnostic in json.loads(out)["diagnostics"]]
        assert sorted(map(str, found)) == sorted(map(str, whole))
        assert found
        known = [re.findall(r"(\d+) findings? known", said) for said in (checked()[1], "".join(said for _, said in parts))]
        assert sum(map(int, known[0])) == sum(map(int, known[1])) > 0
        gone = [
            re.findall(r"(\d+) findings? in it (?:is|are) gone", said) for said in (checked()[1], "".join(s for _, s in parts))
        ]
        assert sum(map(int, gone[0])) == sum(map(int, gone[1])) > 0

    def test_with_statistics(self, checked: Checked) -> None:
        twins = {f"docs/{n}.md": endpoint(f"Page {n}", "/same/", "3", body=SAMPLE.format(method="PUT")) for n in range(4)}
        write(checked.folder, {**twins, "unisono.toml": 'select = ["all"]'})

        def counts(*options: str) -> Counter[str]:
            said = "".join(checked("--statistics", "--output-format", "concise", *options))
            return Counter(
                {rule: int(number) for number, rule in re.findall(r"^ *(\d+) +\d+ +[a-z]+ +([a-z-]+)$", said, re.MULTILINE)}
            )

        whole = counts()
        assert whole["method-mismatch"] == 5
        assert sum((counts("--shard", f"{n}/3") for n in (1, 2, 3)), Counter()) == whole

    @pytest.mark.parametrize("value", ["0/2", "3/2", "a/b", "1/0", "1", "1/2/3"])
    def test_what_is_no_part(self, checked: Checked, value: str) -> None:
        command = [sys.executable, "-m", "unisono", "check", "docs", "--shard", value]
        done = subprocess.run(command, cwd=checked.folder, capture_output=True, text=True, check=False)
        assert (done.returncode, "write 1/4, 2/4 and so on" in done.stderr) == (2, True)


def test_one_process_and_several(checked: Checked, monkeypatch: pytest.MonkeyPatch) -> None:

    write(
        checked.folder,
        {f"docs/{n}.md": endpoint(f"Page {n}", f"/{n}/", "4", body=SAMPLE.format(method="PUT")) for n in range(60)},
    )
    monkeypatch.chdir(checked.folder)
    monkeypatch.setattr("unisono.project.run.MANY", 2)  # for the process of the tests has threads: these are fresh ones
    written = []
    for jobs in (1, 2):
        run = Run(Configuration(), None, jobs)
        run.check(list(page_files([Path("docs")])))
        result = run.result()
        out = checked.folder / f"{jobs}.json"
        with out.open("w") as stream:
            report("json").write(result.diagnostics, result.summary, stream)
        written.append(out.read_text())
    assert written[0] == written[1]
    assert written[0].count("method-mismatch") == 61


DASK = """
import sys
import joblib
from distributed import Client, LocalCluster
from unisono.cli import main

if __name__ == "__main__":
    local = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    with local as cluster, Client(cluster) as client, joblib.parallel_config(backend="dask"):
        try:
            main(["check", "docs", "--no-cache", "--output-format", "json"])
        finally:
            print(len(client.run(lambda: __import__("sys").modules["unisono.checking.check"])), file=sys.stderr)
"""


def test_workers_of_a_dask_cluster(checked: Checked) -> None:
    """As the manual shows it. Both workers have checked pages if both have imported what checks them."""
    pytest.importorskip("distributed", reason="Dask is not installed: pip install 'unisono[dask]'")
    body = SAMPLE.format(method="PUT")
    write(checked.folder, {f"docs/{n}.md": endpoint(f"Page {n}", f"/{n}/", "4", body=body) for n in range(400)})
    write(checked.folder, {"dask_check.py": DASK})
    done = subprocess.run([sys.executable, "dask_check.py"], cwd=checked.folder, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr.splitlines()[-1:]) == (checked("--no-cache", "--jobs", "1")[0], ["2"])


@pytest.mark.parametrize("backend", ["threading", "multiprocessing", "sequential", "at the end"])
def test_workers_of_another_backend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, backend: str) -> None:
    """Whatever joblib has or is given. Ray's backend, as some of joblib's own, gives what was found all at the end."""
    joblib: Any = pytest.importorskip("joblib", reason="joblib is not installed: pip install 'unisono[dask]'")
    all_at_once = {"supports_return_generator": False}
    AtTheEnd = type("AtTheEnd", (joblib.parallel.ThreadingBackend,), all_at_once)  # noqa: N806 (a class)
    joblib.register_parallel_backend("at the end", AtTheEnd)
    body = SAMPLE.format(method="PUT")
    write(tmp_path, {f"docs/{n}.md": endpoint(f"Page {n}", f"/{n}/", "4", body=body) for n in range(SOME)})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("unisono.project.run.MANY", SOME)
    asked: list[object] = []
    parallel = joblib.Parallel

    def noted(**options: Any) -> Any:
        asked.append(options)
        return parallel(**options)

    monkeypatch.setattr(joblib, "Parallel", noted)
    with joblib.parallel_config(backend=backend):
        run = Run(Configuration(), None, 2)
        run.check(list(page_files([Path("docs")])))
    assert len([one for one in run.result().diagnostics if one.rule == "method-mismatch"]) == SOME
    assert len(asked) == 1


def test_processes_by_the_command_line(checked: Checked) -> None:
    body = SAMPLE.format(method="PUT")
    write(checked.folder, {f"docs/{n}.md": endpoint(f"Page {n}", f"/{n}/", "4", body=body) for n in range(SOME)})
    one, two = (checked("--no-cache", "--jobs", jobs)[0] for jobs in "12")
    assert one == two
    assert one.count('"method-mismatch"') >= SOME
