"""The samples that a document has, under whichever of the keys that tools read."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from unisono.languages import languages, role_of
from unisono.text.documents import Document
from unisono.text.files import UnreadableError
from unisono.text.references import At, Library
from unisono.text.regex import regex
from unisono.text.source import Source, Text

_KEYS = regex(
    r"x-(?:.*code-?(?:samples?|examples?)|(?:scalar|custom|stainless)-(?:examples?|samples?|snippets?).*)", re.IGNORECASE
)

_WITH_MORE = {"x-readme": "code-samples", "x-oaiMeta": "examples"}
"""Objects of a host that hold, besides other things, samples under this key."""

_NO_SAMPLES = frozenset({"title", "name", "lang", "language", "label", "response"})
"""Keys beside those of samples by their language."""


class Kept(NamedTuple):
    """A sample: what the document calls it and its language, where its entry is, and its code."""

    label: str
    language: str
    at: At
    code: Text


def kept_samples(operation: At, library: Library) -> Iterator[Kept]:
    """The samples of an operation, in order. What cannot be read is told to the library."""
    for listed in _places(operation):
        yield from _samples(listed, library, "")


def samples_outside(document: Document, library: Library, operations: Collection[int]) -> Iterator[Kept]:
    """The samples of a document that are of none of those operations, which are given by the `id` of their values: of webhooks,
    of callbacks, of a path as a whole."""
    pending, seen = [At(document, document.root)], set[int]()
    while pending:
        here = pending.pop()
        if id(here.value) in seen:  # YAML's aliases
            continue
        seen.add(id(here.value))
        if id(here.value) not in operations:
            for listed in _places(here):
                yield from _samples(listed, library, "")
        inner = [member for name, member in here.members() if not _KEYS.fullmatch(name) and name not in _NO_OPERATIONS]
        pending += [one for one in [*here.items(), *inner][::-1] if isinstance(one.value, dict | list)]


_NO_OPERATIONS = frozenset({"schema", "schemas", "example", "examples"})
"""What has no operation in it, and is most of a document."""


def answers(operation: At) -> Iterator[At]:
    """The answers that stand beside samples."""
    pending = [*_places(operation)]
    while pending:
        here = pending.pop(0)
        for inner in [*here.items(), *(member for _, member in here.members())]:
            if inner.key == "response":
                yield inner
            elif isinstance(inner.value, dict | list):
                pending.append(inner)


def left_of_vendors(operation: At) -> Iterator[str]:
    """The keys of vendors in an operation, and in what holds its samples, that hold none."""
    for name, member in operation.members():
        if name in _WITH_MORE and isinstance(member.value, dict):
            yield from (f"{name}.{key[:100]}" for key, _ in member.members() if key != _WITH_MORE[name])
        elif name.startswith("x-") and not _KEYS.fullmatch(name):
            yield name


def _places(operation: At) -> Iterator[At]:
    """Where the samples of an operation are: Redoc's `x-codeSamples` and its older names, those of ReadMe, Scalar, Stainless
    and OpenAI."""
    for name, member in operation.members():
        if _KEYS.fullmatch(name):
            yield member
        elif name in _WITH_MORE:
            yield from (one for one in [member.get(_WITH_MORE[name])] if one is not None)


def _samples(at: At, library: Library, language: str, seen: frozenset[int] = frozenset()) -> Iterator[Kept]:
    """The samples in a list or in an object by language. `seen` is what references have led to on the way."""
    if isinstance(at.value, str):
        yield from _sample("", language, at, at)
    elif isinstance(at.value, list):
        for item in at.items():
            yield from _samples(item, library, language, seen)
    elif isinstance(at.value, dict):
        yield from _entry(at, library, language, seen)


def _entry(at: At, library: Library, language: str, seen: frozenset[int]) -> Iterator[Kept]:
    """The sample that an object is, or those in it by language."""
    code = next((found for key in ("source", "code", "example") if (found := at.get(key)) is not None), None)
    language = at.text("lang") or at.text("language") or language
    label = at.text("label") or at.text("name") or at.text("title")
    reference = at if code is None else code
    if code is not None and isinstance(code.value, str):
        yield from _sample(label, language, at, code)
    elif code is not None and code.text("$ref") and "#" not in code.text("$ref"):
        yield from _of_file(code, library, label, language, at)
    elif reference.text("$ref"):
        found = library.resolve(reference)
        if found is not None and reference is not at:
            yield from _sample(label, language, at, found)
        elif found is not None and id(found.value) not in seen:
            yield from _samples(found, library, language, seen | {id(found.value)})
    else:
        for name, member in at.members():
            if name not in _NO_SAMPLES and isinstance(member.value, str | list | dict):
                yield from _samples(member, library, language if name == "request" else name, seen)


def _sample(label: str, language: str, at: At, code: At) -> Iterator[Kept]:
    if (text := code.written) is not None:
        yield Kept(label, language, at, text)


def _of_file(reference: At, library: Library, label: str, language: str, at: At) -> Iterator[Kept]:
    """A sample in a file of its own, as Redocly has it."""
    address = reference.text("$ref")
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", address):
        what = f"the sample {address[:200]} is on another host, and none is contacted"
        library.tell(reference, what, "write it in its place")
        return
    path = Path(reference.document.source.path).parent / address
    try:
        code = library.text(path)
    except (UnreadableError, OSError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        library.tell(reference, f"the sample {address[:200]} cannot be read: {why}", "write it in its place")
        return
    yield Kept(label, language, at, Text.of(Source(os.fspath(path), code)))


def info_of(language: str, code: str) -> str:
    """The info string for a sample of what the document calls its language."""
    word = language.strip().lower()
    if any(word in client.dialects for client in languages().values()):
        return word
    known = next((client for client in languages().values() if word in client.titles | client.info_strings), None)
    if known is None and (shown := role_of(None, word, code).language):
        known = languages()[shown]
    return known.lexer if known else re.sub(r"[^\w+#.-]", "", word) or "text"


def title_of(label: str, language: str, info: str, code: str) -> str:
    """The label that the document gives; else the name of the client that the code shows, or of the language."""
    return (
        " ".join(label.split())[:80] or role_of(None, info, code).client or " ".join(language.split())[:80].title() or "Sample"
    )
