"""Bad input ends in a finding with its file, its line and what to do, never in an exception, a leak or a long wait."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from bad_pages import HEAD, PLACES, UNITS, read
from exactness import assert_within
from unisono.checking.check import check
from unisono.cli import main
from unisono.pages.liquid import MAX_NESTING, Includes
from unisono.pages.paths import read_pages
from unisono.pages.reading import read_page
from unisono.text.source import Source

SECRET = "hunter2-never-shown"


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of pages, a good one in it, a secret beside it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret").write_text(SECRET + "\n")
    folder = tmp_path / "docs"
    (folder / "_includes").mkdir(parents=True)
    sample = '~~~ bash\ncurl -X POST https://api.example.com/good/\n~~~\n{: title="Curl" }\n'
    (folder / "z-good.md").write_text(HEAD.replace("/orders/", "/good/") + sample)
    return folder


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert SECRET not in result.output
    return result


def findings() -> list[tuple[str, str, int, str]]:
    """What `unisono check` finds, without what it always finds on the good page, which must be there: the run goes on. That the
    bad pages have no samples is not what these tests are about."""
    result = run("check", "docs", "--output-format", "json", "--ignore", "missing-sample")
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    found = [
        (d["rule"], Path(d["path"]).relative_to("docs").as_posix(), d["line"], d["message"]) for d in report["diagnostics"]
    ]
    assert [entry[::3] for entry in found if entry[1] == "z-good.md"] == [
        ("method-mismatch", "Curl sends POST, the page declares GET")
    ]
    text = run("check", "docs")
    assert text.exit_code == 1
    assert "Traceback" not in text.output
    return [entry for entry in found if entry[1] != "z-good.md"]


def only() -> tuple[str, str, int, str]:
    (found,) = findings()
    return found


PAGES: list[tuple[str, bytes, str, int, str]] = [
    ("binary", b"\x89PNG\r\n\x1a\n\0\0\0", "unreadable-page", 1, "not UTF-8 text (0x89 at byte 0); save it as UTF-8"),
    ("nul", b"text\0text", "unreadable-page", 1, "it is binary (a NUL at byte 4); keep it outside the pages"),
    ("utf-16", "text".encode("utf-16"), "unreadable-page", 1, "not UTF-8 text (0xff at byte 0); save it as UTF-8"),
    ("late-latin-1", HEAD.encode() + b"caf\xe9\n", "unreadable-page", 1, "(0xe9 at byte 39); save it as UTF-8"),
    ("empty", b"", "unreadable-page", 1, "the page is empty; write its front matter"),
    ("blank", b" \n\t\n", "unreadable-page", 1, "the page is empty; write its front matter"),
    ("list", b"---\n- a\n---\n", "invalid-front-matter", 2, "front matter is a list; write it as 'key: value' lines"),
    ("scalar", b"---\njust text\n---\n", "invalid-front-matter", 2, "front matter is a single value; write it as"),
    ("never-closed", b"---\ntitle: /a/\nmethod: get\n", "invalid-front-matter", 1, "write '---' on a line of its own"),
    ("control", b"---\na: \x1b[31m\n---\n", "invalid-front-matter", 2, "control character U+001B, which YAML forbids; remove"),
    ("deep-yaml", b"---\na: " + b"[" * 100_000 + b"\n---\n", "invalid-front-matter", 2, "deeper than 50 levels; flatten it"),
    ("deep-block-yaml", b"---\n" + b"\n".join(b" " * i + b"a:" for i in range(500)) + b"\n---\n",
     "invalid-front-matter", 53, "deeper than 50 levels; flatten it"),
    ("keys-within-keys", b"---\n" + b"? " * 10_000 + b"\n---\n", "invalid-front-matter", 2, "a key is not plain text"),
    ("alias-bomb", b"---\na: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
        b"%c: &%c [%s]\n" % (c, c, b",".join([b"*%c" % (c - 1)] * 9)) for c in range(ord("b"), ord("k"))
    ) + b"---\n", "invalid-front-matter", 6, "more than 20,000 values (aliases count as what they repeat)"),
    ("alias-of-itself", b"---\na: &a [*a]\n---\n", "invalid-front-matter", 2, "stands for nothing defined before it; quote it"),
    ("many-values", b"---\na: [" + b"1," * 30_000 + b"]\n---\n", "invalid-front-matter", 2, "more than 20,000 values"),
    ("deep-json", HEAD.encode()[:-4] + b"right_code: |\n  ~~~ json\n  " + b"[" * 100_000 + b"\n  ~~~\n---\n",
     "invalid-json", 6, "JSON is nested deeper than 200 levels; flatten it"),
    ("fence", HEAD.encode() + b"Text\n\n~~~ text\nx\n", "unclosed-fence", 7, "closed; write '~~~' on a line of its own"),
    ("comment", HEAD.encode() + b"<!-- x\n", "unclosed-comment", 5, "is never closed and hides what follows; write '-->'"),
    ("liquid-comment", HEAD.encode() + b"\n{% comment %}x", "unclosed-comment", 6, "write '{% endcomment %}' where it ends"),
    ("no-such-include", HEAD.encode() + b"{% include x.md %}", "broken-include", 5, "in the folder docs/_includes; correct"),
    ("outside", HEAD.encode() + b"{% include ../../secret %}", "broken-include", 5, "outside the folder docs/_includes; move"),
    ("outside-quoted", HEAD.encode() + b'{% include "sub/../../../secret" %}', "broken-include", 5, "leads outside the folder"),
    ("outside-in-front-matter", HEAD.encode()[:-4] + b"right_code: |\n  {% include ../../secret %}\n---\n",
     "broken-include", 5, "leads outside the folder"),
    ("folder", HEAD.encode() + b"{% include . %}", "broken-include", 5, "it is a folder; name a file in it"),
    ("device", HEAD.encode() + b"{% include /dev/zero %}", "broken-include", 5, "leads outside the folder"),
    ("long-name", HEAD.encode() + b"{% include " + b"x" * 5000 + b" %}", "broken-include", 5, "check the file's name"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "rule", "line", "advice"), PAGES, ids=[page[0] for page in PAGES])
def test_page(docs: Path, name: str, data: bytes, rule: str, line: int, advice: str) -> None:
    (docs / f"{name}.md").write_bytes(data)
    found = only()
    assert found[:3] == (rule, f"{name}.md", line)
    assert advice in found[3]


def test_absolute_path(docs: Path, tmp_path: Path) -> None:
    (docs / "a.md").write_text(f"{HEAD}{{% include {tmp_path / 'secret'} %}}")
    assert "leads outside the folder" in only()[3]


def test_nul_in_a_name(docs: Path) -> None:
    """A file with a NUL is not read at all; a variable cannot make one either, as names of includes are literal."""
    (docs / "a.md").write_text(HEAD + "{% include a\0b %}")
    assert only()[0] == "unreadable-page"
    problems = read_page(Source("a.md", HEAD + "{% include a\0b %}"), Includes(docs / "_includes")).problems
    assert ["that is not a file's name; correct it" in problem.message for problem in problems] == [True]


def test_50_megabytes(docs: Path) -> None:
    with (docs / "a.md").open("wb") as file:
        file.truncate(50_000_000)
    assert "50,000,000 bytes long, more than the 4,000,000 that are read; split it" in only()[3]


@pytest.mark.parametrize("target", ["../secret", "../../secret", "/etc/hostname", "absent.md", "a.md"])
def test_linked_page(docs: Path, target: str) -> None:
    """A link out of the folder, to nothing, or to itself."""
    (docs / "a.md").symlink_to(target)
    rule, path, line, message = only()
    assert (rule, path, line) == ("unreadable-page", "a.md", 1)
    assert any(advice in message for advice in ("move the file into", "correct the name", "correct the link"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_named_pipe(docs: Path) -> None:
    os.mkfifo(docs / "_includes" / "pipe")
    (docs / "a.md").write_text(HEAD + "{% include pipe %}")
    assert only()[3].endswith("it is not a regular file; replace it by one")


def test_linked_include(docs: Path) -> None:
    (docs / "_includes" / "link").symlink_to("../../secret")
    (docs / "_includes" / "folder").symlink_to("../..")
    (docs / "_includes" / "loop").symlink_to("loop")
    (docs / "a.md").write_text(HEAD + "{% include link %}\n{% include folder/secret %}\n{% include loop %}\n")
    assert [(entry[2], entry[3].split(";")[1]) for entry in findings()] == [
        (5, " move the file into the folder"),
        (6, " move the file into the folder"),
        (7, " correct the link"),
    ]


def test_links_within_the_folder_are_followed(docs: Path) -> None:
    (docs / "_includes" / "b").write_text("Text")
    (docs / "_includes" / "link").symlink_to("b")
    (docs / "a.md").write_text(HEAD + "{% include link %}")
    (docs / ".drafts").mkdir()
    (docs / ".drafts" / "b.md").write_text(HEAD.replace("/orders/", "/drafts/"))
    (docs / "b.md").symlink_to(".drafts/b.md")
    assert findings() == []


def test_linked_folders_are_looked_at_once(docs: Path) -> None:
    """MkDocs builds what is in them. What is passed over by its name is not by another one."""
    wrong = HEAD.replace("method: ", "method: x")
    for name in ("v1/a.md", ".drafts/b.md", ".drafts/deep/c.md", "../examples/d.md"):
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(wrong)
    links = {"a": "v1", "loop": ".", "more": ".drafts", "v1/up": "..", "out": "../examples", "node_modules": ".drafts"}
    for name, target in links.items():
        (docs / name).symlink_to(target)
    assert [(rule, path) for rule, path, _, _ in findings()] == [
        ("unknown-method", "v1/a.md"),
        ("unknown-method", "more/b.md"),
        ("unknown-method", "more/deep/c.md"),
        ("unreadable-page", "out/d.md"),
    ]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(docs: Path) -> None:
    (docs / "a.md").write_text(HEAD)
    (docs / "a.md").chmod(0)
    assert "Permission denied; check the file's name and permissions" in only()[3]


def test_no_permission_as_told_by_the_system(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same where the tests run as root."""
    (docs / "a.md").write_text(HEAD)
    open_file = os.open

    def refuse(path: str, *arguments: int) -> int:
        if str(path).endswith("a.md"):
            raise PermissionError(13, "Permission denied", str(path))
        return open_file(path, *arguments)

    monkeypatch.setattr(os, "open", refuse)
    assert "Permission denied; check the file's name and permissions" in only()[3]


def test_folder_that_cannot_be_listed(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> object:
        raise PermissionError(13, "Permission denied", os.fspath(path))

    monkeypatch.setattr(os, "scandir", refuse)
    result = run("check", "docs")
    assert (result.exit_code, result.stderr) == (
        2,
        "Error: cannot list the folder docs: Permission denied. Check its permissions.\n",
    )
    assert docs.is_dir()


def test_include_of_itself(docs: Path) -> None:
    (docs / "_includes" / "a").write_text("\n{% include b %}")
    (docs / "_includes" / "b").write_text("{% include a %}")
    (docs / "_includes" / "c").write_text("{% include c %}")
    (docs / "a.md").write_text(HEAD + "{% include a %}{% include c %}")
    assert [entry[1:] for entry in findings()] == [
        ("_includes/b", 1, "cannot include 'a': it includes itself (a → b → a); take one of these tags out"),
        ("_includes/c", 1, "cannot include 'c': it includes itself (c → c); take one of these tags out"),
    ]


def test_includes_too_deep(docs: Path) -> None:
    for number in range(MAX_NESTING + 5):
        (docs / "_includes" / f"i{number}").write_text(f"{{% include i{number + 1} %}}")
    (docs / "a.md").write_text(HEAD + "{% include i0 %}")
    assert only()[1:] == (
        f"_includes/i{MAX_NESTING - 1}",
        1,
        f"cannot include 'i{MAX_NESTING}': includes are nested deeper than 20 levels; flatten them",
    )


def test_include_bomb(docs: Path) -> None:
    for number in range(15):
        (docs / "_includes" / f"i{number}").write_text(f"{{% include i{number + 1} %}}" * 10)
    (docs / "_includes" / "i15").write_text("")
    (docs / "a.md").write_text(HEAD + "{% include i0 %}")
    assert "the page's includes and values come to over 4,000,000 characters; put in less" in only()[3]


def test_value_put_in_again_and_again(docs: Path) -> None:
    head = HEAD.replace("---\n", "---\nname: " + "n" * 4_000 + "\n", 1)
    (docs / "a.md").write_text(head + "{{ page.name }}\n" * 2_000)
    rule, path, line, message = only()
    assert (rule, path, line) == ("broken-include", "a.md", 1_006)
    assert message == "'page.name' is not put in: the page's includes and values come to over 4,000,000 characters; put in less"


def test_names_that_are_not_text(docs: Path) -> None:
    Path(os.fsdecode(os.fsencode(docs) + b"/caf\xe9.md")).write_text("")
    command = [sys.executable, "-m", "unisono", "check", "docs", "--output-format"]
    text = subprocess.run([*command, "concise"], capture_output=True, check=False, cwd=docs.parent)
    assert text.stdout.startswith(b"docs/caf\\udce9.md:1:1: error[unreadable-page] the page is empty;")
    report = subprocess.run([*command, "json"], capture_output=True, check=False, cwd=docs.parent)
    assert json.loads(report.stdout)["diagnostics"][0]["path"] == "docs/caf\udce9.md"


def test_terminal_is_not_commanded(docs: Path) -> None:
    (docs / "a.md").write_text(HEAD + "{% include a\x1b[31m\x9b\u202e.md %}")
    assert "cannot include 'a\\x1b[31m\\x9b\\u202e.md'" in run("check", "docs").output


def steps(text: str) -> int:
    """How many functions are called to read and check a page: a measure of time that is the same everywhere."""
    count = 0

    def called(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        read(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("where", PLACES)
def test_steps_grow_as_the_page_does(where: str) -> None:
    """Four times the text takes about four times the steps, and not sixteen."""
    for unit in UNITS:
        few, many = (steps(PLACES[where](unit * repeats)) for repeats in (60, 240))
        assert many <= 5 * few, (unit, few, many)


EXAMPLE = '~~~ json\n{{"a": {0}}}\n~~~\n{{: title="Request" }}\n'
SAMPLE = '~~~ bash\ncurl https://a.example/ -d {{"a":-{0}}}\n~~~\n{{: title="Curl" }}\n'

MANY: dict[str, Callable[[int], str]] = {
    "samples": lambda n: HEAD + "".join(SAMPLE.format(i) for i in range(n)),
    "examples and samples": lambda n: HEAD + "".join((EXAMPLE + SAMPLE).format(i) for i in range(n)),
    "examples and requests": lambda n: (
        HEAD + "".join(EXAMPLE.format(i) for i in range(n)) + SAMPLE.format("1}\ncurl https://a.example/ -d {" * n)
    ),
    "comments and findings": lambda n: (
        HEAD + "".join("<!-- unisono: ignore[method-mismatch] -->\n" + SAMPLE.format(i) for i in range(n))
    ),
    "comments for the page": lambda n: (
        HEAD + "".join("<!-- unisono: ignore-page[method-mismatch] -->\n" + SAMPLE.format(i) for i in range(n))
    ),
}


@pytest.mark.parametrize("what", MANY)
def test_steps_grow_as_the_number_does(what: str) -> None:
    few, many = (steps(MANY[what](number)) for number in (80, 320))
    assert many <= 5 * few, (few, many)


@pytest.mark.parametrize("where", [where for where in PLACES if where not in {"folded", "single quotes", "double quotes"}])
def test_long_runs(where: str) -> None:
    """Within one call, in a regular expression, steps are not seen: a quadratic one takes minutes here."""
    program = """
for unit in t.UNITS:
    if unit == " " or not set(" \\n\\r") & set(unit):
        t.read(t.PLACES[sys.argv[2]](unit * (100_000 // len(unit))))
"""
    run_apart(program, where)


@pytest.mark.parametrize("unit", [" ", '"', "{% include x a", "<!-- unisono: x "])
def test_large_page(unit: str) -> None:
    run_apart("t.read(t.HEAD + sys.argv[2] * (2_000_000 // len(sys.argv[2])))", unit)


@pytest.mark.parametrize("field", ["Content-Type: application/json", "Accept: */*"])
def test_blanks_before_content(field: str) -> None:
    program = """
blanks = " " * 400_000
t.read(t.HEAD + f"~~~ bash\\ncurl https://a.example/ -H '{sys.argv[2]}' -d '{blanks}x'\\n~~~\\n{{: title=\\"Curl\\" }}\\n")
"""
    run_apart(program, field)


def run_apart(program: str, argument: str) -> None:
    """Run a program in a process that must end within a time that only a quadratic one exceeds."""
    program = f"import sys; sys.path = sys.argv[1].split({os.pathsep!r})\nimport bad_pages as t\n{program}"
    subprocess.run([sys.executable, "-c", program, os.pathsep.join(sys.path), argument], check=True, timeout=60)


# fmt: off
FRAGMENTS = st.sampled_from([
    "---\n", "---", "title: /a/{id}/\n", "method: get\n", "type: post\n", "right_code: |\n", "  ~~~ json\n", '  {"a": 1}\n',
    "  ~~~\n", "parameters:\n", "- name: x\n", "  content: y\n", "&a ", "*a", "~~~ bash\n", "~~~\n", "```\n",
    '{: title="Curl" }\n', '{: title="Request" }\n', "curl https://api.example.com/a/1/ -d a=1\n", "http POST :/a b:=1\n",
    "import requests\nrequests.get('https://api.example.com/a')\n", "await fetch('https://api.example.com/')\n",
    '~~~ python title="Python"\n', '~~~ javascript title="JavaScript"\n', "### Query Parameters\n",
    "a\n: (string) ***Required*** x\n", "<!-- ", "-->", "<!-- unisono: ignore[method-mismatch] x -->\n", "{% include a %}",
    "{% raw %}", "{% endraw %}", "{{ page.title }}", '=== "Curl"\n\n', "    ", "\n", "\r\n", "\r", "\t", "\ufeff", "\u2028",
    "\x85", "東京", "🚚", "'", '"', "\\",
])
# fmt: on


@given(st.lists(FRAGMENTS | st.text(max_size=8), max_size=24).map("".join))
def test_any_text(text: str) -> None:
    read(text)
    read(HEAD + text)


@given(data=st.binary(max_size=60), head=st.booleans())
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes, head: bool) -> None:
    path = tmp_path_factory.mktemp("bytes") / "page.md"
    path.write_bytes(HEAD.encode() + data if head else data)
    for page in read_pages([path]):
        for found in check(page).diagnostics:
            assert_within(found.span)


@pytest.mark.parametrize("option", ["-Werror", "-OO"])
def test_however_python_is_set(docs: Path, option: str) -> None:
    """A sample's text may make Python warn, and Python may keep no documentation of the rules."""
    sample = 'import requests\nrequests.get(f"https://api.example.com/{1 is 1}", params={"a": "\\d"})\n'
    (docs / "z-good.md").write_text(HEAD + f'~~~ python\n{sample}~~~\n{{: title="Python" }}\n')
    command = [sys.executable, option, "-m", "unisono"]
    check = subprocess.run(
        [*command, "check", "docs", "--output-format", "sarif", "--no-cache"], check=False, capture_output=True, text=True
    )
    assert check.returncode == 1
    assert "Reports a sample that requests another path" in check.stdout
    listed = subprocess.run([*command, "rule"], capture_output=True, text=True, check=True)
    assert "internal-error" in listed.stdout


@contextmanager
def nested(folder: Path, depth: int) -> Iterator[Path]:
    """A page below many folders. What removes temporary folders nests calls, too."""
    deep = folder
    made = [deep := deep / "d" for _ in range(depth)]
    for one in made:
        one.mkdir()
    page = deep / "page.md"
    page.write_text(HEAD + '~~~ bash\ncurl -X PUT https://api.example.com/orders/\n~~~\n{: title="Curl" }\n')
    try:
        yield page
    finally:
        page.unlink()
        for one in reversed(made):
            one.rmdir()


def test_a_thousand_nested_folders(docs: Path) -> None:
    with nested(docs, 1100):
        assert only()[0] == "method-mismatch"


def test_a_thousand_nested_folders_of_a_build(docs: Path) -> None:
    (docs / "page.md").write_text(HEAD.replace("---\n", "---\nvisibility: internal\n", 1))
    built = docs.parent / "site"
    built.mkdir()
    with nested(built, 1100), nested(docs, 1100):
        done = CliRunner().invoke(main, ["check", "--built", "site", "docs"])
    assert (done.exit_code, done.exception is None or isinstance(done.exception, SystemExit)) == (1, True), done.output


@pytest.mark.parametrize(("depth", "status"), [(100, 0), (101, 1), (1100, 1)])
def test_a_site_with_nested_folders(docs: Path, depth: int, status: int) -> None:
    (docs.parent / "mkdocs.yml").write_text("site_name: A\nplugins: [unisono]\n")
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    with nested(docs, depth):
        done = subprocess.run(command, cwd=docs.parent, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    assert ("docs has folders nested deeper than 100, in d/d/d/…; flatten them" in done.stderr) is (status == 1)
    shutil.rmtree(docs.parent / "site", ignore_errors=True)
