"""How a sample is run: what a client's module `running` says with its function `recipe(code: str) -> Recipe`.

In a recipe's environment `{certificate}` is the path of the certificate to trust, `{folder}` the sample's folder and `{port}`
the port of the server that records.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from unisono.records import dataclass

LIBRARIES = "node_modules"
"""The folder with the packages of npm that samples import, which is looked for above the working directory."""


@dataclass(frozen=True)
class Recipe:
    """How to run a sample: `command` in a folder that holds `files`, with `environment`. `settings` are files, too, in which
    the words in braces stand for their values as in the environment.

    `needs` are the programs and libraries without which it cannot run: by the name that users know, the command that prints
    the version, and fails where there is none. `redirected` is what in the environment sends the client to the recording
    server where names of hosts cannot be its own; None where nothing does. `compiling`: seconds that it may take besides to be
    compiled.
    """

    needs: Mapping[str, Sequence[str]]
    command: Sequence[str]
    files: Mapping[str, str]
    environment: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    redirected: Mapping[str, str] | None = None
    compiling: float = 0


PROXY = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:{port}")
"""Variables that name a proxy for HTTP."""
