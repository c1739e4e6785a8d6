"""Functions of a shell script: what they are given, and what their commands are where they are called.

After the bash manual, 3.3 (Shell Functions) and 3.4.1 (Positional Parameters).
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import field, replace

from unisono.languages.reading import Invalid, Unsupported
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Span, Text

FUNCTION = regex(
    r"(?:function[ \t]+([A-Za-z_][\w.:-]*)(?:[ \t]*\([ \t]*\))?|([A-Za-z_][\w.:-]*)[ \t]*\([ \t]*\))"
    r"(?:[ \t]|\r?\n)*\{(?=[ \t\r\n])"
)
"""How a function begins, up to its body, with its name as one of two groups."""

ALL = frozenset({"@", "*"})
"""The parameters that stand for all."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the script: `body` is what stands between its braces, `calls` the commands in it by name."""

    name: Text
    body: Text
    calls: Set[str]


@dataclass(slots=True, eq=False)
class Arguments:
    """What `$1` and its like are in a function: `values`, or None where nobody calls it: then each is a placeholder, unless the
    function has a value for it (`${1:-all}`). `defined`: the function is only read, to find its end."""

    values: tuple[Text, ...] | None
    defined: bool = False
    shifted: int = 0
    given: set[int] = field(default_factory=set)
    replaced: set[int] = field(default_factory=set)

    def copy(self) -> Arguments:
        """The same for a subshell, in which a `shift` is gone with it."""
        return replace(self)

    def value(self, name: str, span: Span) -> Text:
        """The value of `$1`, `$2` and so on."""
        number = int(name) + self.shifted
        if self.values is not None:
            return self.values[number - 1] if number <= len(self.values) else Text.decoded("", span)
        self.given.add(number)
        self._check(span)
        return Text.placeholder(f"${number}", span)

    def value_or_other(self, name: str, operator: str, span: Span) -> Text | None:
        """That of `${1:-other}`: None where the other one takes its place."""
        number = int(name) + self.shifted
        if self.values is None and operator in {":-", "-", ":=", "="}:
            self.replaced.add(number)
            self._check(span)
            return None
        if self.values is None:
            return self.value(name, span)
        is_set = number <= len(self.values) and (operator[:1] != ":" or bool(self.values[number - 1].value))
        if not is_set and operator.endswith("?"):
            raise Invalid(f"bash: {name}: parameter null or not set", span)
        return self.values[number - 1] if is_set else None

    def all(self, span: Span) -> tuple[Text, ...]:
        """The values of `$@`."""
        if self.defined:
            return (Text.placeholder("$@", span),)
        if self.values is None:
            raise Unsupported("`$@` of a function that nobody calls", span)
        return self.values[self.shifted :]

    def shift(self, words: tuple[Text, ...]) -> None:
        """`shift` or `shift 2`."""
        by = words[1].value if len(words) > 1 else "1"
        if not by.isdecimal() or len(by) > 2 or words[-1].has_placeholder:
            raise Unsupported("how far `shift` goes", words[0].span())
        if self.values is None or self.shifted + int(by) <= len(self.values):
            self.shifted += int(by)

    def _check(self, span: Span) -> None:
        if not self.defined and self.given & self.replaced:
            raise Unsupported("a parameter with a value of its own in one place, and without one in another", span)

    @property
    def names(self) -> list[str]:
        """The parameters that a caller has to give."""
        return [f"${number}" for number in sorted(self.given)]
