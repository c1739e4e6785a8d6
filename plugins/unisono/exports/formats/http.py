"""A `.http` file: HTTP messages with variables, for the clients of editors (JetBrains' HTTP Client, REST Client, httpYac)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unisono.checking.wording import visible
from unisono.exports.collection import Collection, Named
from unisono.exports.formats import File
from unisono.languages.writing import Unwritable, write_sample

TITLE = "HTTP file"
ENDING = ".http"


def write(collection: Collection) -> Iterator[File]:
    """One file, with a part for each request. The client takes the variables from its environment."""
    parts = []
    for endpoint, named in collection.requests:
        try:
            message = _message(named)
        except Unwritable as error:
            collection.losses.leave_out(f"a `.http` file {error}", endpoint.place, named.name)
            continue
        parts.append(f"### {visible(' '.join(named.name.split()))}\n\n{message}\n")
    variables = collection.variables()
    head = [f"# {visible(' '.join(collection.title.split()))}\n", *(f"# Variable: {name}\n" for name in variables)]
    yield File("", "".join(head) + "\n" + "\n".join(parts))


def _message(named: Named) -> str:
    message = write_sample("http", named.request)
    if re.search(r"(?m)^@", message):
        raise Unwritable("takes a line that begins with '@' for the value of a variable")
    return message
