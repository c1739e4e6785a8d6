"""For the tests of a site's own rules: the cases that this project's own rules have.

A rule's cases are in a folder of its name. `bad-*` is a page, or a folder of pages, on which the rule finds something; what is
found stands beside it in a file of its name that ends with `.txt`. On `ok-*` nothing is found, by any rule. A `unisono.toml` in
the folder of a rule, or in a case that is a folder, has the settings that the case needs. Of a rule about answers, a file of
the case's name that ends with `.answer` has the message of HTTP with which each request of the page is answered; of one about
runs, one that ends with `.ran` says in JSON how each sample of the page ended: see `ran`.
"""

from __future__ import annotations

import io
import json
import re
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir
from dataclasses import replace
from pathlib import Path
from typing import Any

from unisono.checking.check import check, check_site, entry_of, examine, judge_runs
from unisono.checking.checked import checked_endpoints
from unisono.checking.diagnostic import Diagnostic
from unisono.checking.ran import RanPage
from unisono.checking.result import Result, Summary
from unisono.checking.rules import SECTIONS, documentation, rules
from unisono.checking.settings import Settings
from unisono.exports.collection import collect
from unisono.pages.model import Page, endpoints_of
from unisono.pages.paths import read_pages
from unisono.probing import values
from unisono.probing.client import Answer, Limits, Response, failing, read_answer
from unisono.probing.messages import Message
from unisono.probing.probe import Pace, Probe
from unisono.probing.server import Server
from unisono.project.configuration import read_configuration
from unisono.reports.concise import write
from unisono.running.agreement import Values
from unisono.running.outcomes import outcome_of
from unisono.running.plan import Planned
from unisono.running.run import Ended
from unisono.running.sent import Sent
from unisono.text.regex import regex

_SECTION = regex(r"^## ", re.MULTILINE)

FEWEST = 3
"""Cases of each kind that a rule has at least."""


def cases(folder: Path) -> list[Path]:
    """All cases below a folder that has a folder for each rule."""
    return sorted(
        path
        for path in folder.glob("*/*-*")
        if path.name.startswith(("bad-", "ok-")) and path.suffix not in {".txt", ".answer", ".ran"}
    )


def name_of(case: Path) -> str:
    """A case's name: that of its rule, and its own."""
    return f"{case.parent.name}/{case.stem}"


def result_of(case: Path) -> Result:
    """What is found in a case by its rule and by those that are applied by default. Paths are those from the case's folder, so
    that they are the same anywhere. Raises SettingsError."""
    with chdir(case.parent):
        own = next((own for own in (case / "unisono.toml", case.parent / "unisono.toml") if own.is_file()), None)
        settings = read_configuration(own).settings if own else Settings()
        settings = replace(settings, select=("recommended", case.parent.name))
        diagnostics: list[Diagnostic] = []
        summary = Summary()
        entries = []
        for page in read_pages([Path(case.name)], misnamed=True):
            result = check(page, settings)
            diagnostics += result.diagnostics
            summary += result.summary
            entries.append(entry_of(page))
            message = Path(case.name).with_suffix(".answer")
            if message.is_file() and endpoints_of(page):
                diagnostics += answered(page, settings, message.read_bytes())
            runs = Path(case.name).with_suffix(".ran")
            if runs.is_file():
                diagnostics += ran(page, settings, json.loads(runs.read_text(encoding="utf-8")))
        site = check_site(entries, settings)
        summary += site.summary
        return Result((*diagnostics, *site.diagnostics), summary)


def answered(page: Page, settings: Settings, message: bytes) -> Iterator[Diagnostic]:
    """What is found about an answer to each request of a page."""

    def ask(server: Server, asked: Message, limits: Limits) -> Answer:
        del server
        response = Response(_Recorded(message), method=asked.method)
        with failing(limits):
            response.begin()
            return read_answer(response, asked.method, limits.size)

    probe = Probe(Server("https", "api.example.com", 443, None), values.Values(), Pace(1_000_000), unsafe=True, ask=ask)
    collection = collect("", [(*one, "") for one in checked_endpoints(examine(page, settings))])
    for endpoint in collection.endpoints:
        yield from probe.page(endpoint, collection.losses.reasons(endpoint.place)).diagnostics


def ran(page: Page, settings: Settings, runs: Sequence[Mapping[str, Any]]) -> Sequence[Diagnostic]:
    """What is found where the samples of a page end so: an object for each, with the exit `status`, the `errors` that are told,
    what is `sent` (`method`, `url`, `fields` as pairs and `content`), and whether it is `late` or has `asked` for input; or
    with the reason for which it is `unrun`."""
    checked = examine(page, settings)
    found = []
    for sample, run in zip(checked.all_samples, runs, strict=True):
        planned = Planned(sample.sample, Values(sample.sample.reading), None, run.get("unrun", ""))
        sent = tuple(_sent(**one) for one in run.get("sent", ()))
        ended = Ended(run.get("status", 0), run.get("errors", ""), sent, run.get("late", False), run.get("asked", False))
        found.append(outcome_of(planned, None if planned.reason else ended))
    return judge_runs(RanPage(checked, tuple(found))).diagnostics


def _sent(method: str, url: str, fields: Sequence[Sequence[str]] = (), content: str = "") -> Sent:
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return Sent(method, scheme, host, slash + path, tuple((name, value) for name, value in fields), content.encode())


class _Recorded(socket.socket):
    """A message in the place of a connection that it comes from."""

    def __init__(self, message: bytes) -> None:
        self._message = message

    def makefile(self, *_: Any, **__: Any) -> Any:
        return io.BytesIO(self._message)


def text_of(result: Result) -> str:
    """What is found, as it stands in the file beside a case: as the output format `concise` has it."""
    out = io.StringIO()
    write(result.diagnostics, result.summary, out)
    return out.getvalue()


def check_case(case: Path, *, update: bool = False) -> Result:
    """Raises AssertionError if a case does not come out as its name, and the file beside it, say. With `update`, that file is
    written: read it."""
    result = result_of(case)
    found, beside = text_of(result), case.with_suffix(".txt")
    if case.name.startswith("ok-"):
        _expect(not result.diagnostics, f"{name_of(case)} is to be without findings:\n{found}")
        return result
    _expect(any(one.rule == case.parent.name for one in result.diagnostics), f"nothing is found in {name_of(case)}:\n{found}")
    if update:
        beside.write_text(found, encoding="utf-8")
    expected = beside.read_text(encoding="utf-8") if beside.is_file() else ""
    _expect(found == expected, f"{beside} has other findings than these:\n{found}")
    return result


def check_rule(rule: str, folder: Path) -> None:
    """Raises AssertionError if a rule has no documentation with all its sections, or fewer than three cases of each kind in
    `folder`, which has a folder for each rule."""
    wrong = list(_lacks(rule, folder))
    _expect(not wrong, f"{rule}: {'; '.join(wrong)}")


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise AssertionError(otherwise)


def _lacks(rule: str, folder: Path) -> Iterator[str]:
    if rule not in rules():
        yield "there is no such rule; is the package installed that has it?"
        return
    own = [case.name for case in cases(folder) if case.parent.name == rule]
    for kind in ("bad-", "ok-"):
        if sum(name.startswith(kind) for name in own) < FEWEST:
            yield f"there are fewer than {FEWEST} cases {kind}*"
    text = documentation(rules()[rule])
    if tuple(line for line in text.splitlines() if line.startswith("## ")) != SECTIONS:
        yield f"its documentation is to have the sections {', '.join(SECTIONS)}"
    elif not all(section.partition("\n")[2].strip() for section in _SECTION.split(text)[1:]):
        yield "a section of its documentation is empty"
