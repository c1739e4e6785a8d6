"""For CI servers that show tests: JUnit's XML, a test suite for each file with findings and a test for each finding, which
fails where the finding makes the run fail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TextIO
from xml.etree import ElementTree as ET

from unisono.checking.diagnostic import Diagnostic
from unisono.checking.result import Summary
from unisono.checking.wording import line, notes, sentence, visible
from unisono.reports import PLAIN, Surroundings

COUNTS = True


def write(diagnostics: Sequence[Diagnostic], summary: Summary, out: TextIO, surroundings: Surroundings = PLAIN) -> None:
    """`testsuites` with the findings, and always a last one that passes, whose output says what was looked at: servers take a
    report without tests for a mistake."""
    fail = sum(diagnostic.severity.reaches(surroundings.fail_level) for diagnostic in diagnostics)
    root = ET.Element("testsuites", name="unisono", tests=str(len(diagnostics) + 1), failures=str(fail), errors="0")
    by_path: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        by_path.setdefault(surroundings.path(diagnostic.span.path), []).append(diagnostic)
    for path, found in by_path.items():
        failing = [diagnostic for diagnostic in found if diagnostic.severity.reaches(surroundings.fail_level)]
        suite = _suite(root, visible(path), len(found), len(failing))
        suite.set("file", visible(path))
        for diagnostic, name in zip(found, _names(found), strict=True):
            _case(suite, name, diagnostic, fails=diagnostic in failing)
    case = ET.SubElement(_suite(root, "unisono", 1, 0), "testcase", name="pages were looked at", classname="unisono")
    ET.SubElement(case, "system-out").text = sentence(summary, len(diagnostics))
    ET.indent(root, " ")
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n')


def _names(found: Sequence[Diagnostic]) -> Iterator[str]:
    """Of each finding of a page, what stays the same when lines move, by which servers follow a test from run to run: its rule,
    its sample and where in it, and, of several of one kind, the number."""
    seen: Counter[str] = Counter()
    for diagnostic in found:
        name = visible(" ".join(part for part in (diagnostic.rule, diagnostic.sample, diagnostic.where) if part))
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"


def _case(suite: ET.Element, name: str, diagnostic: Diagnostic, *, fails: bool) -> None:
    case = ET.SubElement(suite, "testcase", name=name, classname=suite.get("name", ""))
    told = "\n".join([line(diagnostic), *notes(diagnostic)])
    if fails:
        kind, message = diagnostic.severity.value, visible(diagnostic.message)
        ET.SubElement(case, "failure", type=kind, message=message).text = told
    else:
        ET.SubElement(case, "system-out").text = told


def _suite(root: ET.Element, name: str, tests: int, failures: int) -> ET.Element:
    return ET.SubElement(root, "testsuite", name=name, tests=str(tests), failures=str(failures), errors="0", skipped="0")
