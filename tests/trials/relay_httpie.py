"""The command `http` or `https` where `run_httpie.py` is what runs HTTPie: hands on all that it is started with, its standard
streams too, and ends as HTTPie does."""

import json
import os
import sys
from socket import AF_UNIX, send_fds, socket


def main() -> int:
    with socket(AF_UNIX) as connection:
        connection.connect(os.environ["UNISONO_HTTPIE"])
        folder = os.getcwd()  # noqa: PTH109 - to import `pathlib` takes as long as all else here
        job = json.dumps({"arguments": sys.argv[1:], "cwd": folder, "environment": dict(os.environ)}).encode()
        send_fds(connection, [len(job).to_bytes(4, "big")], [0, 1, 2])
        connection.sendall(job)
        status = connection.recv(1)
    return status[0] if status else 1


sys.exit(main())
