"""Python runs this when it starts: every connection goes to the recorder, whatever host and port it is meant for."""

import os
import re
import socket
from typing import Any

RECORDER = ("127.0.0.1", int(os.environ["UNISONO_WIRE_PORT"]))
KNOWN_NAMES = re.compile(os.environ["UNISONO_WIRE_NAMES"])

_connect = socket.socket.connect


def connect(self: socket.socket, address: object) -> None:  # noqa: ARG001 - wherever it is
    _connect(self, RECORDER)


def getaddrinfo(host: str | bytes | None, *_: object, **__: object) -> list[tuple[Any, ...]]:
    name = host.decode() if isinstance(host, bytes) else (host or "localhost").encode("idna").decode()
    if not KNOWN_NAMES.fullmatch(name):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", RECORDER)]


def connect_ex(self: socket.socket, address: object) -> int:
    connect(self, address)
    return 0


socket.socket.connect = connect  # type: ignore[assignment,method-assign]
socket.socket.connect_ex = connect_ex  # type: ignore[assignment,method-assign]
socket.getaddrinfo = getaddrinfo
