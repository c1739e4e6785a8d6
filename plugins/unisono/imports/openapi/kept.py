"""The samples that a document has, under whichever of the keys that tools read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from unisono.imports._endpoint_pages import Code
from unisono.imports._losses import Shelf
from unisono.imports._markdown import one_line
from unisono.languages import languages, role_of
from unisono.text.files import UnreadableError
from unisono.text.references import At
from unisono.text.regex import regex

_KEYS = regex(
    r"x-(?:.*code-?(?:samples?|examples?)|(?:scalar|custom|stainless)-(?:examples?|samples?|snippets?).*)", re.IGNORECASE
)

_WITH_MORE = {"x-readme": "code-samples", "x-oaiMeta": "examples"}
"""Objects of a host that hold, besides other things, samples under this key."""


def kept_samples(at: At, library: Shelf) -> list[Code]:
    """The samples of an operation, in order, each with a title of its own."""
    found: list[Code] = []
    titles: dict[str, int] = {}
    for listed in _places(at):
        for label, language, code in _samples(listed, library, ""):
            if not code.strip():
                library.losses.add(listed, "a sample is empty", "write one")
                continue
            info = _info(language, code)
            title = _title(label, language, info, code)
            titles[title] = titles.get(title, 0) + 1
            title += f" {titles[title]}" if titles[title] > 1 else ""
            found.append(Code(title, info, code.strip("\n")))
    return found


def _places(at: At) -> Iterator[At]:
    """Where the samples of an operation are: Redoc's `x-codeSamples` and its older names, those of ReadMe, Scalar, Stainless
    and OpenAI."""
    for name, member in at.members():
        if _KEYS.fullmatch(name):
            yield member
        elif name in _WITH_MORE:
            yield from (one for one in [member.get(_WITH_MORE[name])] if one is not None)


def left_of_vendors(at: At) -> Iterator[str]:
    """The keys of vendors in an operation, and in what holds its samples, that hold none."""
    for name, member in at.members():
        if name in _WITH_MORE and isinstance(member.value, dict):
            yield from (f"{name}.{key[:100]}" for key, _ in member.members() if key != _WITH_MORE[name])
        elif name.startswith("x-") and not _KEYS.fullmatch(name):
            yield name


def _samples(at: At, library: Shelf, language: str) -> Iterator[tuple[str, str, str]]:
    """Label, language and code of each sample, in a list or an object by language."""
    if isinstance(at.value, str):
        yield "", language, at.value
    elif isinstance(at.value, list):
        for item in at.items():
            yield from _samples(item, library, language)
    elif isinstance(at.value, dict):
        code = next((at.get(key) for key in ("source", "code", "example") if at.get(key) is not None), None)
        said = at.text("lang") or at.text("language") or language
        label = at.text("label") or at.text("name") or at.text("title")
        if code is not None and isinstance(code.value, str):
            yield label, said, code.value
        elif code is not None and code.text("$ref"):
            yield from _of_file(code, library, label, said)
        else:
            for name, member in at.members():
                if name == "response":
                    library.losses.count(member, "the answer beside a sample is not carried over", "write a Response example")
                elif name == "request" or (
                    name not in {"title", "name", "lang", "language", "label"} and isinstance(member.value, str | list | dict)
                ):
                    yield from _samples(member, library, language if name == "request" else name)


def _of_file(at: At, library: Shelf, label: str, language: str) -> Iterator[tuple[str, str, str]]:
    """A sample in a file of its own, as Redocly has it."""
    reference = at.text("$ref")
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", reference):
        library.losses.add(
            at, f"the sample {reference[:200]} is on another host, and none is contacted", "put it into the page"
        )
        return
    try:
        yield label, language, library.text(Path(at.document.source.path).parent / reference)
    except (UnreadableError, OSError) as error:
        library.losses.add(at, f"the sample {reference[:200]} cannot be read: {error}", "put it into the page")


def _info(language: str, code: str) -> str:
    """The info string for a sample of what the document calls its language."""
    word = language.strip().lower()
    if any(word in client.dialects for client in languages().values()):
        return word
    named = next((client for client in languages().values() if word in client.titles | client.info_strings), None)
    shown = role_of(None, word, code).language
    known = named or (languages()[shown] if shown else None)
    return known.lexer if known else re.sub(r"[^\w+#.-]", "", word) or "text"


def _title(label: str, language: str, info: str, code: str) -> str:
    """The label that the document gives; else the name of the client that the code shows, or of the language."""
    shown = role_of(None, info, code).client
    return one_line(label)[:80] or shown or one_line(language)[:80].title() or "Sample"
