"""For CI servers that show tests: JUnit's XML, a test suite for each file with findings and a test for each finding, which
fails where the finding makes the run fail."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
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
    for path, group in groupby(diagnostics, key=lambda diagnostic: surroundings.path(diagnostic.span.path)):
        found = list(group)
        failing = [diagnostic for diagnostic in found if diagnostic.severity.reaches(surroundings.fail_level)]
        suite = _suite(root, visible(path), len(found), len(failing))
        for diagnostic in found:
            _case(suite, diagnostic, visible(path), fails=diagnostic in failing)
    case = ET.SubElement(_suite(root, "unisono", 1, 0), "testcase", name="pages were looked at", classname="unisono")
    ET.SubElement(case, "system-out").text = sentence(summary, len(diagnostics))
    ET.indent(root, " ")
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n')


def _case(suite: ET.Element, diagnostic: Diagnostic, path: str, *, fails: bool) -> None:
    span = diagnostic.span
    name = f"{diagnostic.rule} at {span.line}:{span.column}"
    case = ET.SubElement(suite, "testcase", name=name, classname=path, file=path, line=str(span.line))
    told = "\n".join([line(diagnostic), *notes(diagnostic)])
    if fails:
        kind, message = diagnostic.severity.value, visible(diagnostic.message)
        ET.SubElement(case, "failure", type=kind, message=message).text = told
    else:
        ET.SubElement(case, "system-out").text = told


def _suite(root: ET.Element, name: str, tests: int, failures: int) -> ET.Element:
    return ET.SubElement(root, "testsuite", name=name, tests=str(tests), failures=str(failures), errors="0", skipped="0")
