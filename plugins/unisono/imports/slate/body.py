"""The text of a section as a page has it: samples and examples with titles, notes as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from unisono.text.regex import regex

_FENCE = regex(r"(`{3,}|~{3,})[ \t]*([\w+#.-]*)[^\n]*")
_ASIDE = regex(r"""<aside(?:\s+class=["']?(\w+)["']?)?\s*+>""", re.IGNORECASE)
_NOTES = {"notice": "info", "warning": "warning", "success": "success"}
_ANNOTATION = regex(r">[ \t]*(.*)")
_RESPONSE = regex(r"(?i)return|respon|result|output|receiv|success|error|\b[2-5]\d\d\b")
_REQUEST = regex(r"(?i)request|body|payload|send|sent|post")
_SAMPLE = regex(r"(?i)\b(?:samples?|examples?)\b")
_CODE = regex(r"\b([1-5]\d\d)\b")


class Body:
    """Makes the text of pages. `tabs` are what the tabs of languages are called, by the info strings of their fences."""

    def __init__(self, tabs: Mapping[str, str]) -> None:
        self.tabs = tabs

    def text(self, lines: Sequence[str]) -> str:
        """The lines of a section as those of a page. A note above a block of code that says what it is becomes its title."""
        made: list[str] = []
        note, said, number = "", "", 0
        about_code = _about_code(lines)
        while number < len(lines):
            line = lines[number]
            if fence := _FENCE.fullmatch(line.strip()):
                end = _end(lines, number, fence[1])
                title = self._title(fence[2], note)
                made += [f"> {note}", ""] if note and not self._says(fence[2], note) and note != said else []
                said = note
                made += [
                    line.replace(fence[2], fence[2].partition("--")[0]),
                    *lines[number + 1 : end + 1],
                    *([f'{{: title="{title}" }}'] if title else []),
                ]
                number, note = end + 1, note if fence[2] in self.tabs else ""
                continue
            annotation = _ANNOTATION.fullmatch(line)
            if annotation is not None and about_code[number]:
                note = annotation[1].strip()
            else:
                note = note if not line.strip() else ""
                made.append(line)
            number += 1
        return _with_notes("\n".join(made)).strip("\n")

    def _says(self, info: str, note: str) -> bool:
        """Whether a note says no more than what a block of code is."""
        if info in self.tabs:
            return bool(_RESPONSE.search(note) or _REQUEST.search(note) or _SAMPLE.search(note))
        return self._title(info, note) is not None

    def _title(self, info: str, note: str) -> str | None:
        """What a block of code is called; None where nothing says it."""
        if info in self.tabs:
            return self.tabs[info].replace('"', "'")
        if info.lower() not in {"json", "xml", ""}:
            return None
        if _RESPONSE.search(note):
            code = _CODE.search(note)
            return f"Response {code[1]}" if code and code[1][0] != "2" else "Response"
        return "Request" if _REQUEST.search(note) else None


def _end(lines: Sequence[str], start: int, mark: str) -> int:
    """The line that closes a fence; the last one where none does."""
    for number in range(start + 1, len(lines)):
        line = lines[number].strip()
        if line.startswith(mark) and not line.strip(mark[0]):
            return number
    return len(lines) - 1


def _about_code(lines: Sequence[str]) -> list[bool]:
    """For each line, whether what follows it, but for blank lines and notes, is a block of code."""
    found, follows = [], False
    for line in reversed(lines):
        found.append(follows)
        if line.strip() and not line.startswith(">"):
            follows = bool(_FENCE.fullmatch(line.strip()))
    return found[::-1]


def _with_notes(text: str) -> str:
    """The text with each `<aside>` as a paragraph with a class."""
    parts, at = [], 0
    while opening := _ASIDE.search(text, at):
        end = text.find("</aside>", opening.end())
        if end < 0:
            break
        inner = "\n".join(line.strip() for line in text[opening.end() : end].splitlines() if line.strip())
        kind = _NOTES.get((opening[1] or "notice").lower(), "info")
        parts += [text[at : opening.start()], f"\n{inner}\n{{: .{kind} }}\n"]
        at = end + len("</aside>")
    return "".join([*parts, text[at:]])
