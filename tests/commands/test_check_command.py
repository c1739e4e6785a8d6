"""`unisono check`: its options, what it writes where, and its exit status."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from zlib import crc32

import pytest
from click.testing import CliRunner, Result

from sites import endpoint, write
from unisono.cli import main
from unisono.commands._progress import Progress

CURL = '~~~ bash\ncurl {} https://api.example.com{}\n~~~\n{{: title="Curl" }}\n'


def page(path: str, option: str = "-s") -> str:
    """An endpoint page for GET with one sample, at a position that no other path has."""
    return endpoint(path=path, position=str(crc32(path.encode())), body=CURL.format(option, path))


WRONG = page("/wrong/", "-X DELETE")

Check = Callable[..., Result]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Runs `unisono check` in a repository with a wrong page and a clean one; without a terminal and its variables."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    write(tmp_path, {".git/HEAD": "", "docs/clean.md": page("/clean/"), "docs/wrong.md": WRONG})
    return lambda *arguments, stdin=None: CliRunner().invoke(main, ["check", *arguments], input=stdin)


def process(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "unisono", "check", *arguments]
    return subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, encoding="utf-8", timeout=60, check=False
    )


class TestPaths:
    def test_without_one_it_is_the_folder_of_the_site_here(self, check: Check, tmp_path: Path) -> None:
        assert check().stdout == check("docs").stdout
        (tmp_path / "docs").rename(tmp_path / "pages")
        (tmp_path / "mkdocs.yml").write_text("site_name: A\ndocs_dir: pages\n")
        assert check().stdout == check("pages").stdout
        assert "1 disagree" in check().stdout

    def test_where_nothing_is_here(self, check: Check, tmp_path: Path) -> None:
        shutil.rmtree(tmp_path / "docs")
        done = check()
        assert (done.exit_code, done.stderr) == (
            2,
            "Error: there is nothing at docs. Name a page or a folder of pages; 'unisono init' makes a site.\n",
        )

    def test_what_a_program_has_made_is_passed_over(self, check: Check, tmp_path: Path) -> None:
        before = check(".").stdout
        made = {"site/sitemap.xml": "", "site/sitemap.xml.gz": "", "site/wrong/index.md": WRONG}
        write(
            tmp_path, {**made, "env/pyvenv.cfg": "", "env/lib/a.md": WRONG, "web/sitemap.xml": "", "web/clean.md": page("/w/")}
        )
        assert "2 endpoint pages" in before
        assert check(".").stdout == before.replace(
            "2 endpoint pages, 2 samples (1 agree", "3 endpoint pages, 3 samples (2 agree"
        )
        assert "1 disagree" in check("site").stdout  # what is named is read


class TestStatus:
    @pytest.mark.parametrize(
        ("arguments", "status"),
        [
            (["docs/clean.md"], 0),
            (["docs"], 1),
            (["docs", "--exit-zero"], 0),
            (["docs", "--ignore", "method-mismatch"], 0),
            (["docs", "--select", "path-mismatch,query-mismatch"], 0),
            (["docs", "--select", "path-mismatch", "--select", "method-mismatch"], 1),
            ([], 1),
            (["nowhere"], 2),
            ([".git"], 2),
            (["docs", "--select", "method-mismatc"], 2),
            (["docs", "--ignore", "nothing"], 2),
            (["docs", "--output-format", "xml"], 2),
            (["docs", "--config", "nowhere.toml"], 2),
            (["docs", "--output-file", "nowhere/report.txt"], 2),
            (["docs", "--update-baseline"], 2),
            (["docs", "--baseline", "nowhere.json"], 2),
            (["docs", "--stdin-filename", "docs/clean.md"], 2),
            (["docs", "--watch", "--update-baseline", "--baseline", "b.json"], 2),
        ],
    )
    def test_status(self, arguments: list[str], status: int, check: Check) -> None:
        done = check(*arguments)
        assert done.exit_code == status, done.output
        assert (status == 2) is ("Error: " in done.stderr)

    def test_wrong_setting(self, check: Check) -> None:
        Path("pyproject.toml").write_text("[tool.unisono]\nselekt = []\n", encoding="utf-8")
        done = check("docs")
        message = "Error: pyproject.toml:2: there is no setting 'selekt'; did you mean 'select'?\n"
        assert (done.exit_code, done.stderr) == (2, message)

    @pytest.mark.parametrize(
        ("severity", "arguments", "status"),
        [
            ("error", (), 1),
            ("warning", (), 1),
            ("info", (), 0),
            ("off", (), 0),
            ("error", ("--fail-level", "error"), 1),
            ("warning", ("--fail-level", "error"), 0),
            ("info", ("--fail-level", "info"), 1),
            ("off", ("--fail-level", "info"), 0),
            ("error", ("--quiet",), 1),
            ("warning", ("--quiet",), 0),
            ("info", ("--quiet", "--fail-level", "info"), 0),
        ],
    )
    def test_how_bad_findings_must_be(self, severity: str, arguments: tuple[str, ...], status: int, check: Check) -> None:
        Path("unisono.toml").write_text(f'[severity]\nmethod-mismatch = "{severity}"\n', encoding="utf-8")
        assert check("docs", *arguments).exit_code == status

    def test_suggestion_for_a_rule(self, check: Check) -> None:
        assert (
            "--select: there is no rule 'method-mismatc'; did you mean 'method-mismatch'?"
            in check("docs", "--select", "method-mismatc").stderr
        )


class TestSettings:
    def test_command_line_beats_the_file(self, check: Check) -> None:
        Path("unisono.toml").write_text('ignore = ["method-mismatch"]\n', encoding="utf-8")
        assert check("docs").exit_code == 0
        assert check("docs", "--ignore", "path-mismatch").exit_code == 1

    def test_named_file(self, check: Check) -> None:
        Path("ci.toml").write_text('ignore = ["method-mismatch"]\n', encoding="utf-8")
        assert check("docs", "--config", "ci.toml").exit_code == 0

    def test_includes_and_site_of_mkdocs(self, check: Check, tmp_path: Path) -> None:
        config = "site_name: Things\nplugins: [{unisono: {includes: ../parts, site: {mail: me}}}]\n"
        body = "{% include words.md %} {{ site.title }} {{ site.mail }}\n\n" + CURL.format("-s", "/things/")
        write(tmp_path, {"mkdocs.yml": config, "parts/words.md": "Words.\n", "docs/wrong.md": endpoint(body=body)})
        assert check("docs").exit_code == 0
        (tmp_path / "mkdocs.yml").write_text("plugins: [unisono]\n", encoding="utf-8")
        assert [found["rule"] for found in json.loads(check("docs", "--output-format", "json").stdout)["diagnostics"]] == [
            "broken-include",
            "undefined-variable",
        ]

    def test_severity(self, check: Check) -> None:
        """One of a file gives way to the choice of rules on the command line; another severity is no result of earlier."""
        Path("docs/wrong.md").write_text(WRONG.replace("https", "http"), encoding="utf-8")
        for severity in ("info", "error"):
            Path("unisono.toml").write_text(f'[severity]\nplain-http = "{severity}"\n', encoding="utf-8")
            assert f"{severity}[plain-http]" in check("docs").stdout
        assert "plain-http" not in check("docs", "--select", "method-mismatch").stdout

    def test_errors_only(self, check: Check) -> None:
        Path("docs/wrong.md").write_text(WRONG + "\n{{ page.x }} {{ page.y }}\n", encoding="utf-8")
        done = check("docs", "--quiet", "--output-format", "concise")
        assert "warning[" in check("docs", "--output-format", "concise").stdout
        assert (done.stdout.count("error["), done.stdout.count("warning[")) == (1, 0)
        assert done.stdout.endswith("1 finding.\n")
        assert done.stderr == "--quiet: 2 findings that are no error left out.\n"


class TestOutput:
    def test_file(self, check: Check) -> None:
        done = check("docs", "--output-format", "json", "--output-file", "report.json")
        assert (done.stdout, len(json.loads(Path("report.json").read_text(encoding="utf-8"))["diagnostics"])) == ("", 1)
        assert done.stderr == "2 endpoint pages, 2 samples (1 agree, 1 disagree): 1 finding.\n"

    @pytest.mark.parametrize("name", ["jsonl", "sarif", "gitlab"])
    def test_what_was_looked_at_is_always_said(self, name: str, check: Check) -> None:
        assert check("docs", "--output-format", name).stderr.startswith("2 endpoint pages")

    @pytest.mark.parametrize("name", ["full", "concise", "github", "junit", "json"])
    def test_what_was_looked_at_is_said_once(self, name: str, check: Check) -> None:
        assert check("docs", "--output-format", name).stderr == ""

    def test_suppressed_findings_are_counted(self, check: Check) -> None:
        Path("docs/wrong.md").write_text(
            WRONG.replace("~~~ bash", "<!-- unisono: ignore[method-mismatch] old -->\n\n~~~ bash"), encoding="utf-8"
        )
        assert check("docs").stdout.endswith(": nothing found, 1 suppressed.\n")

    def test_suppressed_findings_between_pages_are_counted(self, check: Check, tmp_path: Path) -> None:
        again = page("/orders/").replace("~~~ bash", "<!-- unisono: ignore-page[duplicate-endpoint] on purpose -->\n\n~~~ bash")
        again = re.sub("(?m)^position: .*", "position: 3", again)
        write(tmp_path, {"docs/a.md": page("/orders/"), "docs/b.md": again, "docs/wrong.md": page("/c/")})
        done = check("docs", "--select", "default,duplicate-endpoint")
        assert done.stdout.endswith(": nothing found, 1 suppressed.\n")
        assert check("docs/b.md", "--select", "default,duplicate-endpoint").stdout.endswith(": nothing found.\n")

    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            ("python", True),
            ("Requests", True),
            ("python_requests", True),
            ("Python 3", True),
            ("node", False),
            ("shell", False),
        ],
    )
    def test_required_languages_by_their_names(self, wanted: str, found: bool, check: Check, tmp_path: Path) -> None:
        """Of a sample that sends two requests, none can be written."""
        send = 'requests.get("https://api.example.com/a/")\n'
        python = f'~~~ python\nimport requests\n{send}{send}~~~\n{{: title="Python requests" }}\n'
        write(tmp_path, {"docs/wrong.md": endpoint(path="/a/", body=python), "unisono.toml": f'languages = ["{wanted}"]\n'})
        assert ("missing-sample" in check("docs/wrong.md").stdout) is not found

    def test_statistics(self, check: Check, tmp_path: Path) -> None:
        write(tmp_path, {"docs/again.md": page("/again/", "-X DELETE").replace("/again/\n~~~", "/agian/\n~~~")})
        table = (
            "Findings  Pages  Severity  Rule\n"
            "       2      2  error     method-mismatch\n"
            "       1      1  error     path-mismatch\n"
        )
        done = check("docs", "--statistics")
        assert (done.stdout.partition("\n\n")[0] + "\n", done.stderr) == (table, "")
        assert "Curl sends" not in done.stdout
        both = check("docs", "--statistics", "--output-format", "json")
        assert len(json.loads(both.stdout)["diagnostics"]) == 3
        assert both.stderr.startswith(table)

    def test_several_reports(self, check: Check) -> None:
        files = ["--report", "json=a.json", "--report", "sarif=a=b.sarif", "--report", "markdown=a.md"]
        done = check("docs", "--report", "github", *files)
        assert (done.exit_code, done.stderr) == (1, "")
        for name in ("github", "json", "sarif", "markdown"):
            alone = check("docs", "--output-format", name).stdout
            file = {"json": "a.json", "sarif": "a=b.sarif", "markdown": "a.md"}.get(name)
            assert (Path(file).read_text(encoding="utf-8") if file else done.stdout) == alone
        assert check("docs", *files).stderr.endswith("1 finding.\n")

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["--report", "xml"], "'xml' is none of concise, full, "),
            (["--report", "json="], "'json=' names no file; write json=FILE."),
            (["--report", "json=docs"], "'json=docs' names no file; write json=FILE."),
            (["--report", "json", "--report", "sarif"], "there is room for one report on standard output;"),
            (["--report", "json=a", "--report", "sarif=./a"], "there is room for one report in "),
            (["--report", "json", "--output-format", "json"], "--report takes the place of --output-format and"),
            (["--report", "json", "--output-file", "a"], "--report takes the place of --output-format and"),
        ],
    )
    def test_reports_that_cannot_be(self, arguments: list[str], message: str, check: Check) -> None:
        done = check("docs", *arguments)
        assert (done.exit_code, done.stdout, message in done.stderr) == (2, "", True)

    @pytest.mark.parametrize(
        ("environment", "colored"),
        [
            ({}, False),
            ({"FORCE_COLOR": "1"}, True),
            ({"FORCE_COLOR": ""}, False),
            ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
            ({"NO_COLOR": "", "FORCE_COLOR": "1"}, True),
        ],
    )
    def test_color_in_a_pipe(self, environment: dict[str, str], colored: bool, check: Check, tmp_path: Path) -> None:
        del check
        assert ("\x1b[" in process(tmp_path, "docs", **environment).stdout) is colored

    @pytest.mark.parametrize(("environment", "colored"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
    def test_color_at_a_terminal(self, environment: dict[str, str], colored: bool, check: Check, tmp_path: Path) -> None:
        del check
        ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "unisono", "check", "docs"]
        done = subprocess.Popen(command, cwd=tmp_path, env={**os.environ, "TERM": "xterm", **environment}, stdout=theirs)
        os.close(theirs)
        text = b""
        try:
            while part := os.read(ours, 4096):
                text += part
        except OSError:  # how Linux says that nobody holds the other end any more
            pass
        os.close(ours)
        assert done.wait(60) == 1
        assert (b"\x1b[1;31merror" in text) is colored

    def test_closed_pipe(self, check: Check, tmp_path: Path) -> None:
        del check
        reading, writing = os.pipe()
        os.close(reading)
        command = [sys.executable, "-m", "unisono", "check", "docs"]
        done = subprocess.run(command, cwd=tmp_path, stdout=writing, stderr=subprocess.PIPE, timeout=60, check=False)
        os.close(writing)
        assert b"Traceback" not in done.stderr


class TestStandardInput:
    def test_page(self, check: Check) -> None:
        done = check("--stdin-filename", "docs/new.md", "--output-format", "concise", stdin=WRONG)
        assert done.exit_code == 1
        assert done.stdout.startswith("docs/new.md:10:9: error[method-mismatch] ")

    def test_settings_and_includes_are_those_of_the_file(self, check: Check, tmp_path: Path) -> None:
        write(tmp_path, {"docs/_includes/words.md": "Words.\n", "unisono.toml": 'ignore = ["method-mismatch"]\n'})
        assert check("--stdin-filename", "docs/new.md", stdin=WRONG + "\n{% include words.md %}\n").exit_code == 0

    def test_page_of_no_endpoint(self, check: Check) -> None:
        done = check("--stdin-filename", "docs/new.md", stdin="# Words\n")
        assert (done.exit_code, done.stdout) == (0, "0 endpoint pages, 0 samples, 1 other page: nothing found.\n")

    def test_no_text(self, check: Check) -> None:
        done = check("--stdin-filename", "docs/new.md", stdin=b"\xff")
        assert (done.exit_code, "cannot read standard input: it is not UTF-8 text" in done.stderr) == (2, True)


def _advance_twice() -> None:
    with Progress(2, "pages") as progress:
        progress.advance()
        progress.advance()


class TestProgress:
    def test_nothing_in_a_pipe(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("unisono.commands._progress.PATIENCE", 0)
        _advance_twice()
        assert capsys.readouterr().err == ""

    @pytest.mark.parametrize(("patience", "shown"), [(0, True), (60, False)])
    def test_bar_at_a_terminal_after_a_while(
        self, patience: float, shown: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("unisono.commands._progress.PATIENCE", patience)
        monkeypatch.setattr("unisono.commands._progress.INTERVAL", 0)
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
        _advance_twice()
        text = capsys.readouterr().err
        assert ("1 of 2 pages" in text) is shown
        assert not shown or text.endswith("\r\x1b[K")


class Watching:
    """`unisono check --watch`, in a process of its own."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        options = ["--watch", "--output-format", "concise"]
        command = [sys.executable, "-u", "-m", "unisono", "check", *(arguments or ["docs"]), *options]
        self.log = folder / "log"
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                command,
                cwd=folder,
                stdout=out,
                stderr=subprocess.STDOUT,
                # A suite that a shell has put in the background ignores Ctrl+C, and so would all that it starts.
                preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
            )
        self.seen = 0

    def next(self) -> str:
        """The report of the next run."""
        end = "Waiting for changes; Ctrl+C ends.\n"
        for _ in range(1200):
            text = self.log.read_text(encoding="utf-8")[self.seen :]
            if end in text:
                self.seen += text.index(end) + len(end)
                return text[: text.index(end)]
            time.sleep(0.05)
        raise AssertionError(f"nothing came but {text!r} after {self.log.read_text(encoding='utf-8')!r}")

    def log_has(self, text: str) -> None:
        """Waits until something is said."""
        for _ in range(1200):
            if text in (found := self.log.read_text(encoding="utf-8")):
                return
            time.sleep(0.05)
        raise AssertionError(f"nothing came but {found!r}")

    def until(self, end: str) -> None:
        """Waits for a run whose report ends so; there may be others before, of what was seen half done."""
        while not self.next().endswith(end):
            pass


def test_watch(check: Check, tmp_path: Path) -> None:
    del check
    write(tmp_path, {"docs/_includes/words.md": "Words.\n"})
    watching = Watching(tmp_path)
    try:
        assert watching.next().endswith("1 finding.\n")
        write(tmp_path, {"docs/notes.txt": "no page", "docs/wrong.md": page("/right/")})
        assert watching.next().endswith("2 endpoint pages, 2 samples (2 agree): nothing found.\n")
        write(tmp_path, {"docs/new.md": page("/new/") + "\n{% include words.md %} {% include more.md %}\n"})
        assert re.match(r"docs/new\.md:\d+:\d+: error\[broken-include\]", watching.next())
        write(tmp_path, {"docs/_includes/more.md": "More.\n"})
        assert watching.next().endswith("3 samples (3 agree): nothing found.\n")
        (tmp_path / "docs" / "new.md").unlink()
        assert watching.next().endswith("2 samples (2 agree): nothing found.\n")
        write(tmp_path, {"docs/wrong.md": WRONG})
        assert watching.next().endswith("1 finding.\n")
    finally:
        watching.process.send_signal(signal.SIGINT)
    assert watching.process.wait(30) == 0


def _made_anew(folder: Path, aside: Path) -> None:
    shutil.copytree(folder, aside / "kept")
    shutil.rmtree(folder)
    shutil.copytree(aside / "kept", folder)


def _replaced(folder: Path, aside: Path) -> None:
    shutil.copytree(folder, aside / "kept")
    folder.rename(aside / "gone")
    (aside / "kept").rename(folder)


@pytest.mark.parametrize("replace", [_made_anew, _replaced])
@pytest.mark.parametrize("settings", [{}, {"site/unisono.toml": ""}], ids=["pages", "project"])
@pytest.mark.parametrize("which", ["site", "site/docs", "site/docs/_includes", "site/parts"])
def test_watch_of_a_folder_that_is_made_anew(
    which: str, settings: dict[str, str], replace: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    body = "\n{% include words.md %}\n"
    includes = ["--includes", "site/parts"] if which == "site/parts" else []
    words = "site/parts/words.md" if includes else "site/docs/_includes/words.md"
    write(tmp_path, {".git/HEAD": "", "site/docs/a.md": page("/a/") + body, words: "Words.\n", **settings})
    watching = Watching(tmp_path, "site/docs", *includes)
    try:
        watching.until("1 sample (1 agree): nothing found.\n")
        replace(tmp_path / which, tmp_path)
        watching.until("1 sample (1 agree): nothing found.\n")
        write(tmp_path, {words: "{% include none.md %}\n"})
        watching.until(": 1 finding.\n")
        if which != "site/parts" and "_includes" not in which:
            write(tmp_path, {words: "Words.\n", "site/docs/wrong.md": WRONG, "site/docs/more.md": page("/more/", "-X DELETE")})
            watching.until("3 samples (1 agree, 2 disagree): 2 findings.\n")
    finally:
        watching.process.send_signal(signal.SIGINT)
    assert watching.process.wait(60) == 0


def test_watch_of_a_folder_that_is_gone_for_a_time(tmp_path: Path) -> None:
    write(tmp_path, {".git/HEAD": "", "docs/a.md": page("/a/"), "docs/b.md": page("/b/")})
    watching = Watching(tmp_path)
    try:
        watching.until("2 samples (2 agree): nothing found.\n")
        (tmp_path / "docs").rename(tmp_path / "gone")
        watching.log_has("Error: there is nothing at docs. Name a page or a folder of pages; 'unisono init' makes a site.\n")
        write(tmp_path, {"docs/a.md": page("/a/")})
        watching.until("1 sample (1 agree): nothing found.\n")
        write(tmp_path, {"docs/c.md": page("/c/")})
        watching.until("2 samples (2 agree): nothing found.\n")
    finally:
        watching.process.send_signal(signal.SIGINT)
    assert watching.process.wait(60) == 0


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        (
            ["--version"],
            [
                "mkdocs",
                "watchdog",
                "tree_sitter",
                "unisono.languages.shell.curl.reading",
                "unisono.pages.model",
                "unisono.checking.rules.method_mismatch",
            ],
        ),
        (
            ["check", "docs/notes.md"],
            ["tree_sitter_typescript", "mkdocs", "watchdog", "unisono.reports.sarif", "xml.etree", "unisono.commands.diff"],
        ),
    ],
)
def test_start_imports_only_what_it_needs(arguments: list[str], unneeded: list[str], check: Check, tmp_path: Path) -> None:
    del check
    write(tmp_path, {"docs/notes.md": "# Notes\n"})
    tell = f"import atexit, sys; atexit.register(lambda: print('imported:', *(set({unneeded}) & sys.modules.keys())))"
    command = [sys.executable, "-c", f"{tell}\nfrom unisono.cli import main\nmain()", *arguments]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.stdout.splitlines()[-1:] == ["imported:"], done.stderr
