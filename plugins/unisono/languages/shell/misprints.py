"""What a shell takes as it stands and an author cannot have meant: typographic characters outside of quotes, an operator in a
URL without quotes, a line without the `\\` that would make the next one a part of its command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from unisono.languages.reading import Misprint, SampleError
from unisono.languages.shell.words import Fragment, Kind
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.text.typography import BLANKS, DASHES, DOUBLE, SINGLE, advice

_CHARACTERS = regex(rf"[{DOUBLE}{BLANKS}]|(?<!\w)[{SINGLE}]|[{SINGLE}](?!\w)")
_OPTION = regex(rf"(?P<dashes>-?[{DASHES}]+-?)(?P<name>[A-Za-z][A-Za-z-]*)")
_VALUE = r"""(?:[^\s'"\\;&|<>()]|\\.|'[^'\n]*'|"[^"\n]*")*"""
_PARAMETER = regex(r"(?:\\\r?\n[ \t]*)?[A-Za-z_]\w*=(?!\$!)")
_WORD = r"(?!\w+=)[^\s'\"`&|;<>(){}$\\-][^\s'\"&|;<>()\\]*"
_NUMBER = regex(r"\d[\w.-]*(?=[\s|&;]|\Z)")
_LINE_END = regex(r"[ \t]*\r?\n")
_REST = regex(
    rf"[ \t]+[A-Za-z_]\w*=(?!\$!)|{_WORD}(?:[ \t]*(?:[&|;>#]|\r?\n|\Z)|(?:[ \t]|\\\r?\n)+-)",
)
_OPERATORS = frozenset({"&", "&&", "|", "||", ";"})
_NEXT_LINE = regex(rf"(?P<indent>[ \t]*)[A-Za-z_]\w*=(?P<again>=?){_VALUE}[ \t]*(?:\\?\r?\n|\Z)")
_MORE = regex(r"\s*\S")
_COMMENT = regex(r"\n[ \t]*(?P<comment>#[^\r\n]*)")
_ESCAPED_BLANK = regex(r"\\[ \t]+\Z")


@dataclass(slots=True, eq=False)
class Slips:
    """Those of one command: `characters` that are typographic; how its `ending` is to be mended where it is meant to go on
    behind its end, and whether it is: `goes_on`, if an assignment stands there, and `is_followed`, if anything does."""

    characters: list[Misprint] = field(default_factory=list)
    ending: Misprint | None = None
    goes_on: bool = False
    is_followed: bool = False

    def look_at(self, word: Sequence[Fragment]) -> None:
        """Take note of a word."""
        self.characters += _characters(word)

    def end(self, code: Text, command: tuple[int, int], operator: tuple[int, int]) -> None:
        """Take note of where the command ends, and of the operator there, which is empty at the end of the code."""
        (start, end), (at, behind) = command, operator
        sign = code.value[at:behind].lstrip("\r")
        self.ending = _ending(code, end, at, sign)
        self.goes_on = self.ending is not None and _goes_on(code.value, (start, end), (at, behind), sign)
        self.is_followed = self.goes_on or (sign == "\n" and _MORE.match(code.value, behind) is not None)

    @property
    def told(self) -> tuple[Misprint, ...]:
        """What is to be told of a command that sends something all the same."""
        found = []
        if self.characters:
            more = len(self.characters) - 1
            note = f"; {more} more in this command" if more else ""
            found.append(replace(self.characters[0], message=f"{self.characters[0].message}{note}"))
        return (*found, self.ending) if self.ending and self.goes_on else tuple(found)

    def blamed(self, error: SampleError) -> SampleError:
        """An error of the command, told as what it comes from."""
        if self.characters:
            return error.because_of(self.told[0])
        is_cut = self.is_followed and _NO_URL.search(error.reason) is not None
        is_blank = self.ending is not None and self.ending.span.start <= error.span.start < self.ending.span.end
        return self.cut_off(error) if is_cut or is_blank else error

    def cut_off(self, error: SampleError) -> SampleError:
        """An error of what follows the command, told as the command's end."""
        return error.because_of(self.ending) if self.ending else error


_NO_URL = regex(r"no URL specified!|are required: URL")


def _characters(word: Sequence[Fragment]) -> Iterator[Misprint]:
    """The typographic characters in a word, outside of a shell's quotes. A dash is one only where an option begins."""
    if option := _OPTION.match(word[0].text.value) if word[0].kind is Kind.BARE else None:
        meant = "-" if len(option["name"]) == 1 and option["dashes"] != "——" else "--"
        character = next(c for c in option["dashes"] if c != "-")
        yield Misprint(advice(character, meant), word[0].text.span(*option.span("dashes")))
    for text in (fragment.text for fragment in word if fragment.kind is Kind.BARE):
        for found in _CHARACTERS.finditer(text.value):
            yield Misprint(advice(found[0]), text.span(*found.span()))


def _ending(code: Text, end: int, at: int, sign: str) -> Misprint | None:
    """What to mend where a command, whose last word ends at `end`, goes on behind its operator at `at`."""
    if sign in _OPERATORS:
        article, word = "an" if sign[0] == "&" else "a", _last_word(code.value, end)
        whole = "the URL" if "?" in word or "/" in word else "the value"
        message = f"{article} `{sign}` outside quotes ends the command before it; put quotes around all of {whole}"
        return Misprint(message, code.span(at, at + len(sign)))
    if sign != "\n":
        return None
    if blank := _ESCAPED_BLANK.search(code.value, max(0, end - 2), at):
        message = "a `\\` with a space behind it does not carry the command on; take the space away"
        return Misprint(message, code.span(*blank.span()))
    if comment := _COMMENT.search(code.value, end, at):
        message = "a comment ends the command, which no `\\` carries on; take it away"
        return Misprint(message, code.span(*comment.span("comment")))
    if "\n" in code.value[end:at]:
        return Misprint("an empty line ends the command; take it away", code.span(at, at))
    return Misprint("the command ends with this line; write ` \\` at its end", code.span(end, end))


def _goes_on(source: str, command: tuple[int, int], operator: tuple[int, int], sign: str) -> bool:
    """Whether behind a command there is what is meant as a part of it: the next of a URL's parameters, or a request item on a
    line of its own that is indented more than the command, or has HTTPie's `==`."""
    (start, end), (at, behind) = command, operator
    indented = _line_before(source, start)
    line_end = _LINE_END.match(source, behind) if sign == "&" else None
    following = _NEXT_LINE.match(source, line_end.end() if line_end else behind)
    is_deeper = following is not None and len(following["indent"]) > len(indented) - len(indented.lstrip())
    if sign == "\n":
        return following is not None and (bool(following["again"]) or is_deeper)
    if sign == "&" and _PARAMETER.match(source, behind):
        return True
    word = _last_word(source, end)
    if at != end or ("?" not in word and "=" not in word) or word.endswith(("'", '"')):
        return False
    is_value = _PARAMETER.match(source, behind) or _NUMBER.match(source, behind)
    return bool(is_value or (sign == "&" and (_REST.match(source, behind) or (line_end and is_deeper))))


def _last_word(source: str, end: int) -> str:
    """What stands without a blank before an offset."""
    return (_line_before(source, end).rsplit(None, 1) or [""])[-1]


_LONGEST = 2_000
"""Characters of a line that are looked at before a command's end: a line may have thousands of commands."""


def _line_before(source: str, end: int) -> str:
    """What stands on the line of an offset before it."""
    low = max(0, end - _LONGEST)
    return source[max(low, source.rfind("\n", low, end) + 1) : end]
