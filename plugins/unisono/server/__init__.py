"""The door of editors: messages of the Language Server Protocol in and out, over standard input and output."""

from __future__ import annotations

import logging

from unisono.server.answers import answer
from unisono.server.open_texts import Server
from unisono.server.telling import hear


def serve() -> None:
    """Serve one editor until it ends."""
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # what goes wrong is told the editor
    server = Server()
    hear(server)
    answer(server)
    server.start_io()
