"""Python runs this when it starts beside a sample. No module of this program imports it.

Every connection goes to the recorder, whatever host and port it is meant for, where its port is in the environment.
"""

import os
import re
import socket
from contextlib import suppress
from typing import Any

_connect = socket.socket.connect


def connect(self: socket.socket, address: object) -> None:  # noqa: ARG001 - wherever it is
    _connect(self, ("127.0.0.1", int(os.environ["UNISONO_WIRE_PORT"])))


def getaddrinfo(host: str | bytes | None, *_: object, **__: object) -> list[tuple[Any, ...]]:
    name = host.decode() if isinstance(host, bytes) else (host or "localhost").encode("idna").decode()
    if not re.fullmatch(os.environ["UNISONO_WIRE_NAMES"], name):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    recorder = ("127.0.0.1", int(os.environ["UNISONO_WIRE_PORT"]))
    return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", recorder)]


def connect_ex(self: socket.socket, address: object) -> int:
    connect(self, address)
    return 0


if "UNISONO_WIRE_PORT" in os.environ:
    socket.socket.connect = connect  # type: ignore[assignment,method-assign]
    socket.socket.connect_ex = connect_ex  # type: ignore[assignment,method-assign]
    socket.getaddrinfo = getaddrinfo
if "UNISONO_WIRE_CERTIFICATE" in os.environ:
    with suppress(ImportError):
        import requests.adapters

        # A session's `send` does not look at REQUESTS_CA_BUNDLE.
        requests.adapters.DEFAULT_CA_BUNDLE_PATH = os.environ["UNISONO_WIRE_CERTIFICATE"]
