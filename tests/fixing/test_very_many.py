"""Pages on which very much is wrong: what is read for all of it grows with the page, and has an end."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from sites import endpoint
from unisono.cli import main
from unisono.fixing import drafts, versions
from unisono.pages import paths
from unisono.pages.model import Page
from unisono.text import files
from unisono.text.source import Source


def shell(number: int) -> str:
    """The value of an option is another one."""
    return _endpoint(number, "bash", f"curl https://api.example.com/things/{number} -X PUT -d a=1")


def anew(number: int) -> str:
    """What differs is no value."""
    code = f'requests.put(\n    "https://api.example.com/thing/{number}",\n    timeout=5,\n)'
    return _endpoint(number, "python", f"import requests\n\n{code}")


def slip(number: int) -> str:
    """A word of JSON."""
    return _endpoint(
        number, "python", f'import requests\n\nrequests.post("https://api.example.com/things/{number}", json=[true])'
    )


def _endpoint(number: int, language: str, code: str) -> str:
    return f"## POST /things/{number}\n\n~~~ {language}\n{code}\n~~~\n{{: title=Sample }}\n\n"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[int]:
    """The lengths of the pages that are read."""
    lengths: list[int] = []
    read_text = paths.PageReader.read_text

    def counted(reader: paths.PageReader, source: Source, *texts: dict[str, str]) -> Page:
        lengths.append(len(source.text))
        return read_text(reader, source, *texts)

    monkeypatch.setattr(paths.PageReader, "read_text", counted)
    monkeypatch.chdir(tmp_path)
    return lengths


@pytest.mark.parametrize("wrong", [shell, anew, slip], ids=lambda wrong: wrong.__name__)
def test_a_page_is_read_as_often_for_many_as_for_few(read: list[int], wrong: Callable[[int], str]) -> None:
    times = []
    for number in (4, 40):
        read.clear()
        Path("page.md").write_text("# Things\n\n" + "".join(map(wrong, range(number))), encoding="utf-8")
        done = CliRunner().invoke(main, ["check", "page.md", "--no-cache", "--output-format", "json"])
        fixes = {json.dumps(one["fix"]) for one in json.loads(done.stdout)["diagnostics"] if one["fix"]}
        assert len(fixes) == number
        times.append(len(read))
    assert times[0] == times[1]


def test_what_is_not_tried_any_more_is_told(read: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """A tag of Liquid in what is changed makes it necessary to read all of the page for each change."""
    monkeypatch.setattr(versions, "MOST_READ", 2000)
    wrong = "".join(
        _endpoint(n, "bash", f"curl https://api.example.com/things/{n} -X PUT -d 'a={{{{ page.b }}}}'") for n in range(9)
    )
    Path("page.md").write_text(f"---\nb: 1\n---\n# Things\n\n{wrong}", encoding="utf-8")
    done = CliRunner().invoke(main, ["fix", "page.md", "--unsafe-fixes", "--diff"])
    assert done.stderr.count("is left: the page is too long to try more changes of it; mend some, and run it again") > 3
    assert len(read) < 9


def test_each_page_of_a_site_is_looked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has become of other pages is not gone through for each."""
    monkeypatch.chdir(tmp_path)
    asked: list[Source] = []

    def file_of(source: Source) -> str:
        asked.append(source)
        return files.file_of(source)

    monkeypatch.setattr(drafts, "file_of", file_of)
    number = 40
    for page in range(number):
        Path(f"page{page}.md").write_text(f"# Things\n\n{shell(page)}", encoding="utf-8")
    done = CliRunner().invoke(main, ["fix", ".", "--unsafe-fixes", "--diff"])
    assert f"{number} samples would be mended on {number} pages; 0 left." in done.stderr
    assert number <= len(asked) <= 2 * number


def test_pages_that_use_an_include_are_read_as_often_for_many_as_for_few(read: list[int]) -> None:
    Path("_includes").mkdir()
    sample = "~~~ bash\ncurl https://api.example.com/things/ -X PUT\n~~~\n{: title=Curl }\n"
    Path("_includes/sample.md").write_text(sample, encoding="utf-8")
    times = []
    for number in (4, 40):
        read.clear()
        for page in range(number):
            Path(f"page{page}.md").write_text(endpoint(body="{% include sample.md %}\n"), encoding="utf-8")
        done = CliRunner().invoke(main, ["check", ".", "--no-cache", "--jobs", "1", "--output-format", "json"])
        assert [one["fix"]["message"] for one in json.loads(done.stdout)["diagnostics"]] == ["value changed"] * number
        times.append(len(read) / number)
    assert times[0] == times[1]
