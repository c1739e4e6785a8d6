"""JSON values as the literals of each language, over several lines where they are long."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from benchmarks.endpoints import Json

WIDTH = 72


def as_json(value: Json, indent: str = "", step: str = "  ") -> str:
    return _literal(value, lambda text: json.dumps(text, ensure_ascii=False), ("null", "true", "false"), indent, step)


def as_python(value: Json, indent: str = "") -> str:
    return _literal(value, lambda text: json.dumps(text, ensure_ascii=False), ("None", "True", "False"), indent, "    ", ",")


def as_javascript(value: Json, indent: str = "") -> str:
    return _literal(value, quoted, ("null", "true", "false"), indent, "  ", ",", bare=True)


def quoted(text: str) -> str:
    """A string of JavaScript, in single quotes."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _literal(
    value: Json,
    string: Callable[[str], str],
    words: tuple[str, str, str],
    indent: str,
    step: str,
    last: str = "",
    *,
    bare: bool = False,
) -> str:
    def written(value: Json, indent: str) -> str:
        if isinstance(value, str):
            return string(value)
        if value is None or isinstance(value, bool):
            return words[0] if value is None else words[1] if value else words[2]
        if isinstance(value, int | float):
            return json.dumps(value)
        inner = indent + step
        if isinstance(value, list):
            parts, opening, closing, space = [written(item, inner) for item in value], "[", "]", ""
        else:
            parts = [f"{key(name)}: {written(item, inner)}" for name, item in value.items()]
            opening, closing, space = "{", "}", " " if bare else ""
        line = f"{opening}{space}{', '.join(parts)}{space}{closing}"
        if not parts or (len(line) + len(indent) <= WIDTH and "\n" not in line and isinstance(value, list)):
            return line if parts else opening + closing
        return f"{opening}\n" + ",\n".join(inner + part for part in parts) + f"{last}\n{indent}{closing}"

    def key(name: str) -> str:
        return name if bare and re.fullmatch(r"[a-z_]+", name) else string(name)

    return written(value, indent)
