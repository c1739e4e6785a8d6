"""How samples for the modules `http` and `https` run."""

from __future__ import annotations

from trials.node import ENVIRONMENT, MODULES, PROGRAMS, called, needs, run, run_batch
from trials.own import TOKEN, URL

__all__ = ["ENVIRONMENT", "MODULES", "PLACES", "PROGRAMS", "called", "needs", "run", "run_batch"]

PLACES = {
    "plain": (
        f"const http = require('http');\nconst req = http.request('{URL}', {{ headers: {{ 'X-Api-Key': '{TOKEN}' }} }},"
        " (res) => {\n  res.resume();\n});\nreq.end();"
    ),
}

KEPT = frozenset({"base"})
"""The URL that the module http makes out of a text is no longer written anywhere."""
