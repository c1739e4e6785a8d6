"""Every case of a client is run for real: what is sent is what was read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from client_cases import FILES, client_of, name_of
from trials.clients import Clients, missing, skip, trials, versions
from unisono.languages import languages
from unisono.languages.reading import Reading
from unisono.running.agreement import Values, differences
from unisono.running.recorder import Recorder
from unisono.text.source import Source, Text

pytestmark = pytest.mark.wire


def _of_cases(name: str) -> dict[str, Any]:
    """What the clients' modules say of cases, by the name of the case."""
    tables = {client: getattr(trial, name, {}) for client, trial in trials().items()}
    return {f"{client}/{case}": said for client, table in tables.items() for case, said in table.items()}


DEVIATIONS: Mapping[str, str] = _of_cases("DEVIATIONS")
"""Cases whose reading is not what a run here sends, each with the reason. One that agrees after all fails (XPASS)."""

NEWER: Mapping[str, tuple[str, tuple[int, ...], str]] = _of_cases("NEWER")
"""Cases that say what clients from a version on do; before it, they are deviations."""


def deviation(case: str) -> str | None:
    """Why a run here does not send what the case says; None if it does."""
    if case in NEWER:
        client, since, reason = NEWER[case]
        installed = tuple(int(number) for number in versions()[client].split("."))
        return reason if installed < since else None
    return DEVIATIONS.get(case)


def test_every_deviation_is_of_a_case() -> None:
    assert {*DEVIATIONS, *NEWER} <= {name_of(case) for case in FILES}


def _typed(language: str, code: str) -> str:
    """What is typed in a session; any other code as it is."""
    session = languages()[language].session
    typed = session.typed(code) if session else None
    return "".join(code[start:end] for start, end in typed) if typed else code


def with_missing(language: str, code: str, reading: Reading) -> str:
    """The sample with what it does not import."""
    if completed := getattr(trials()[language], "completed", None):
        return str(completed(code, reading))
    names = {lacking.name for lacking in reading.missing}
    if "await" in names:  # as IPython and `python -m asyncio` run it
        code = f"import ast, asyncio\nasyncio.run(eval(compile({code!r}, 'sample', 'exec', ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)))\n"
    lines = ["import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"] * (
        "require" in names
    )
    return "\n".join([*lines, *(lacking.line for lacking in reading.missing), code])


@pytest.mark.parametrize("case", FILES, ids=name_of)
def test_case(case: Path, recorder: Recorder, clients: Clients, request: pytest.FixtureRequest) -> None:
    language = client_of(case)
    text, info = Text.of(Source(case.name, case.read_bytes().decode("utf-8"))), case.suffix[1:]
    reading = languages()[language].read(text, info)
    if reading.status == "unsupported":
        pytest.skip("not understood, so nothing is claimed")
    program = languages()[language].program(text, info) if reading.meant.status == "ok" else text
    code = _typed(language, program.value)
    full = with_missing(language, code, reading)
    if uncalled := reading.meant.uncalled:
        full += trials()[language].called(uncalled, code)
    if reason := missing(language, full):
        skip(reason)
    if reason := deviation(f"{language}/{case.name}"):
        request.applymarker(pytest.mark.xfail(reason=reason))
    values = Values(reading)
    folder = clients.folder / f"{language}-{case.name}"
    folder.mkdir()
    for name, content in values.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    recorder.sent = []
    recorder.answer = values.answer
    printed = clients.folder / f"{language}-{case.name}-printed"  # not in the other: a run may look at what is in its own
    printed.mkdir()
    if reading.missing and reading.requests:
        clients.run(language, code, printed, values.variables, "", 30)
        assert differences(reading.requests, recorder.sent, values), "as printed, it sends what it would once completed"
        recorder.sent = []
    if reading.meant.uncalled:
        clients.run(language, code, printed, values.variables, "", 30)
        assert not recorder.sent, "it sends something without a call"
    ok = reading.meant.status == "ok"
    ended = clients.run(language, full, folder, values.variables, "7\n" if "input" in values.answer else "", 30 if ok else 1.5)
    found = differences(reading.requests, recorder.sent, values)
    if not found and not ok and ended.status == 0 and recorder.sent:
        found = [f"it went well, but was read as invalid: {reading.reason}"]
    if found:
        pytest.fail("\n".join([*found, f"exit status {ended.status}", ended.errors]), pytrace=False)
