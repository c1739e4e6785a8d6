"""How samples with axios run."""

from __future__ import annotations

from trials.node import ENVIRONMENT, MODULES, PROGRAMS, called, needs, run, run_batch
from trials.own import BASE, TOKEN

__all__ = ["ENVIRONMENT", "MODULES", "PLACES", "PROGRAMS", "called", "needs", "run", "run_batch"]

PLACES = {
    "plain": (
        f"const axios = require('axios');\nconst config = {{ baseURL: '{BASE}', headers: {{ 'X-Api-Key': '{TOKEN}' }} }};\n"
        "axios.get('/a/1/', config).then((response) => console.log(response.data));"
    ),
}
