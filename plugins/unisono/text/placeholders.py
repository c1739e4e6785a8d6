"""Placeholders: parts of a sample that stand for a value, and so agree with any value in the same place.

A reader of samples marks those that its language resolves at run time (`$TOKEN`, `process.env.TOKEN`) as such pieces of a
`Text`. Those that an author writes for the reader to replace (`<id>`, `{id}`, `YOUR_KEY`, and `$TOKEN` in a language that has
no such variables) are told by their spelling. A name in lower case with a dollar sign is none: it is OData's `$top`, JSON
Schema's `$ref` or a variable of GraphQL.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from unisono.text.json import Node
from unisono.text.regex import regex
from unisono.text.source import Text

_WRITTEN = regex(
    r"\$[A-Z_][A-Z0-9_]*\b|\$\{[A-Za-z_]\w*\}"  # $NAME, ${name}
    r"|\{[\w.-]{1,60}\}|\{\{[ \t]*[\w.-]{1,60}[ \t]*\}\}"  # {name}, {{ name }}
    r"|<[A-Za-z][\w .-]{0,60}>|%3C[A-Za-z][\w.-]{0,60}%3E"  # <name>, also percent-encoded
    r"|&lt;?[A-Za-z][\w .-]{0,60}&gt;?"  # &lt;name&gt; with or without semicolons
    r"|%7B[\w.-]{1,60}%7D"  # {name}, percent-encoded
    r"|(?<![A-Za-z0-9])(?:YOUR|MY)[_ -][A-Z0-9_-]+"  # YOUR_KEY
)


_VARIABLE = regex(r"\$([A-Za-z_]\w*)|\$\{([A-Za-z_]\w*)\}|process\.env\.([A-Za-z_]\w*)|%([A-Za-z_]\w*)%|\$env:([A-Za-z_]\w*)")


def variable_name(shown: str) -> str | None:
    """The name of the variable that a placeholder stands for, as readers show it; None where it stands for something else."""
    found = _VARIABLE.fullmatch(shown)
    return found[found.lastindex or 0] if found else None


def written(value: str) -> Iterator[tuple[int, int]]:
    """Where the placeholders are that an author writes for readers to replace (`<id>`, `YOUR_KEY`)."""
    return (found.span() for found in _WRITTEN.finditer(value))


def plain_name(shown: str) -> str:
    """The name in a placeholder, without the marks around it: `id` of `<id>`, `{id}` and `{{ id }}`, `TOKEN` of `$TOKEN`."""
    return variable_name(shown) or _MARK.sub("", shown)


_MARK = regex(r"\A(?:\{+[ \t]*|<|%3C|%7B|&lt;?)|(?:[ \t]*\}+|>|%3E|%7D|&gt;?)\Z")


def same_text(left: Text, right: Text) -> bool:
    """Whether two values agree: they are equal, or the placeholders of one stand for what the other has there."""
    if left.value == right.value:
        return True
    return _covers(list(literals(left)), right.value) or _covers(list(literals(right)), left.value)


def literals(text: Text) -> Iterator[str | None]:
    """The text as literal strings, with None for each placeholder (or run of them)."""
    last: str | None = ""
    for run, is_placeholder in text.runs():
        parts: Sequence[str | None] = [None] if is_placeholder else _split(run.value)
        for part in parts:
            if part is not None or last is not None:
                yield part
            last = part


@lru_cache(maxsize=128)  # each sample of a page is compared with the same values
def _split(value: str) -> Sequence[str | None]:
    parts: list[str | None] = []
    at = 0
    for found in _WRITTEN.finditer(value):
        if found.start() > at:
            parts.append(value[at : found.start()])
        parts.append(None)
        at = found.end()
    if at < len(value):
        parts.append(value[at:])
    return parts


def _covers(pattern: list[str | None], value: str) -> bool:
    """Whether the pattern, its None standing for at least one character each, matches the whole value; in linear time."""
    if None not in pattern:
        return False
    at, end = 0, len(value)
    if pattern[-1] is not None:
        if not value.endswith(pattern[-1]):
            return False
        end -= len(pattern[-1])
        pattern = pattern[:-1]
    after_placeholder = False
    for part in pattern:
        if part is None:
            after_placeholder = True
            continue
        found = value.find(part, at + after_placeholder, end)
        if found < 0 or (not after_placeholder and found != at):
            return False
        at, after_placeholder = found + len(part), False
    return end - at >= after_placeholder and (after_placeholder or at == end)


def is_placeholder(node: Node) -> bool:
    """Whether the value, or all of a string, is a placeholder, which stands for a value of any type (`"<quantity>"`)."""
    if node.kind == "placeholder":
        return True
    return node.kind == "string" and node.value != "" and list(literals(node.text)) == [None]
