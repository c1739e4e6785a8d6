"""How samples with `fetch` run."""

from __future__ import annotations

from trials import node
from trials.node import ENVIRONMENT, MODULES, PROGRAMS, called, needs, run
from trials.own import BASE, TOKEN, URL
from trials.running import Batch

__all__ = ["DEVIATIONS", "ENVIRONMENT", "MODULES", "PLACES", "PROGRAMS", "called", "needs", "run", "run_batch"]

DEVIATIONS = dict.fromkeys(
    ("browser-chosen-file.js", "browser-event.js", "browser-only-name.js"), "names that browsers have and Node.js has not"
)


def run_batch(batch: Batch) -> str:
    return node.run_batch(batch, events=False)


PLACES = {
    "'": f"const r = await fetch('{URL}', {{ headers: {{ 'X-Api-Key': '{TOKEN}' }} }});",
    '"': f'const r = await fetch("{URL}", {{ headers: {{ "X-Api-Key": "{TOKEN}" }} }});',
    "`": f"const k = 'Bearer';\nconst r = await fetch(`{URL}`, {{ headers: {{ Authorization: `${{k}} {TOKEN}` }} }});",
    "${": (
        f"const base = '{BASE}', id = '1';\nconst url = `${{base}}/a/${{id}}/`;\n"
        "const r = await fetch(url, { headers: { Authorization: `Bearer ${process.env.TOKEN}` } });"
    ),
    "expression": f"const r = await fetch('{URL}', {{ headers: {{ Authorization: 'Bearer ' + process.env.TOKEN }} }});",
}
