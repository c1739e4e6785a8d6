"""Files whose bytes are sent, and `file_get_contents` of a URL, which is not understood."""

from __future__ import annotations

import re

from unisono.languages.php.state import Call, Native
from unisono.languages.php.values import to_text
from unisono.languages.program.values import Host, Unknown, Value
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text.source import Text


@dataclass(slots=True, eq=False)
class File(Host):
    """A file that is open to be read."""

    path: Text


def content(path: Text) -> Unknown:
    """What is in a file, which nobody has looked into."""
    return Unknown(Text.placeholder(f"@{path}", path.span()), is_text=True, good=True)


def file_path(call: Call, number: int) -> Text:
    """An argument that names a file."""
    value = call.arg(number)
    if isinstance(value, Unknown):
        return value.origin
    found = to_text(value)
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", found.value):
        raise Unsupported(f"a stream ({found.value.partition(':')[0]}:)", found.span())
    # What stands before the name of the file is the folder of the sample, such as `__DIR__ . '/'`.
    start = next((len(run) + 1 for run, unknown in found.runs() if unknown and run.value == "__DIR__"), 0)
    return found.slice(start, len(found)) if not found.slice(start, len(found)).has_placeholder else found


def _open(call: Call) -> Value:
    return File(call.origin, file_path(call, 0))


def _file_get_contents(call: Call) -> Value:
    return content(file_path(call, 0))


FUNCTIONS: dict[str, Native] = {"fopen": _open, "file_get_contents": _file_get_contents}
STATICS: dict[str, Native] = {
    "guzzlehttp\\psr7\\utils::tryfopen": _open,
    "guzzlehttp\\psr7\\utils::streamfor": lambda call: call.arg(0),
}
