"""How Python samples run: with the packages that are installed for the tests, in a process that has them already imported."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path

from trials.own import BASE, TOKEN, URL
from trials.running import Batch, Ended, Job, run_batch_command
from unisono.languages.python.running import TRUSTING, called

__all__ = ["called"]

DISTRIBUTIONS = ("requests", "httpx")
ENVIRONMENT = TRUSTING

_NO_ARGUMENTS = "its command line is not given"
DEVIATIONS = {
    "argparse-commands-required.py": _NO_ARGUMENTS,
    "argparse-group-required.py": _NO_ARGUMENTS,
    "argparse-required.py": _NO_ARGUMENTS,
}

_MANY = """
import contextlib, io, json, sys, traceback
import requests, httpx
for code in json.load(open(sys.argv[1], encoding="utf-8")):
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            exec(compile(code, "sample", "exec", dont_inherit=True), {"__name__": "__main__"})
        except Exception:
            traceback.print_exc()
"""


def needs(_code: str) -> list[str]:
    return [*DISTRIBUTIONS]


def run(job: Job) -> Ended:
    script, errors = job.cwd / "sample.py", job.cwd / "sample.errors"
    script.write_bytes(textwrap.dedent(job.code).encode())  # a page may indent a whole sample
    told = {"script": str(script), "cwd": str(job.cwd), "env": dict(job.own), "terminal": os.ttyname(job.terminal)}
    process = _started(job.environment)
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps(told | {"errors": str(errors), "seconds": job.seconds}) + "\n")
    process.stdin.flush()
    return Ended(int(process.stdout.readline()), errors.read_text(encoding="utf-8", errors="replace"))


_processes: list[tuple[Mapping[str, str], subprocess.Popen[str]]] = []


def _started(environment: Mapping[str, str]) -> subprocess.Popen[str]:
    for own, process in _processes:
        if own == environment:
            return process
    command, pipe = [sys.executable, str(Path(__file__).parents[1] / "run_python.py")], subprocess.PIPE
    process = subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True)
    _processes.append((environment, process))
    return process


def close() -> None:
    for _, process in _processes:
        assert process.stdin
        assert process.stdout
        process.stdin.close()
        process.wait()
        process.stdout.close()
    _processes.clear()


def run_batch(batch: Batch) -> str:
    return run_batch_command(
        [sys.executable, batch.written("run_python.py", _MANY), batch.written("samples.json", json.dumps(batch.codes))], batch
    )


PLACES = {
    "'": f"import requests\nrequests.get('{URL}', headers={{'X-Api-Key': '{TOKEN}'}})",
    '"': f'import httpx\nhttpx.get("{URL}", headers={{"X-Api-Key": "{TOKEN}"}})',
    "'''": f"import requests\nrequests.get('''{URL}''', headers={{'X-Api-Key': '''{TOKEN}'''}})",
    "r": f"import requests\nrequests.get(r'{URL}', headers={{'X-Api-Key': r'{TOKEN}'}})",
    "b": f"import requests\nrequests.get('{URL}', headers={{'X-Api-Key': b'{TOKEN}'}})",
    "f": f"import requests\nkey = 'Bearer'\nrequests.get(f'{URL}', headers={{'Authorization': f'{{key}} {TOKEN}'}})",
    "rf": f"import requests\nkey = 'Bearer'\nrequests.get(rf\"{URL}\", headers={{'Authorization': rf\"{{key}} {TOKEN}\"}})",
    "f-hole": (
        "import os, requests\nbase = '" + BASE + "'\nrequests.get(f\"{base}/a/{os.environ['ID']}/\","
        " headers={'Authorization': f\"Bearer {os.environ['TOKEN']}\"})"
    ),
    "expression": f"import os, requests\nrequests.get('{URL}', headers={{'Authorization': 'Bearer ' + os.environ['TOKEN']}})",
    "%": f"import requests\nrequests.get('{BASE}/%s/1/' % 'a', headers={{'Authorization': '%s {TOKEN}' % 'Bearer'}})",
    "% argument": (
        f"import requests\nrequests.get('%s/a/%s/' % ('{BASE}', '1'), headers={{'Authorization': 'Bearer %s' % '{TOKEN}'}})"
    ),
    "format": (
        f"import requests\nurl = '{BASE}/{{}}/1/'\n"
        f"requests.get(url.format('a'), headers={{'Authorization': '{{k}} {TOKEN}'.format(k='Bearer')}})"
    ),
    "format argument": (
        f"import requests\nrequests.get('{{}}/a/{{}}/'.format('{BASE}', '1'),"
        f" headers={{'Authorization': 'Bearer {{}}'.format('{TOKEN}')}})"
    ),
    "session": (
        f"import requests\nBASE = '{BASE}'\nsession = requests.Session()\nsession.headers['X-Api-Key'] = '{TOKEN}'\n"
        "def get(order):\n    return session.get(BASE + '/a/' + order + '/')\nprint(get('1').json())"
    ),
}
