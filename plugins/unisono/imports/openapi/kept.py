"""The samples of an operation, as those of its page."""

from __future__ import annotations

from unisono.imports._endpoint_pages import Code
from unisono.imports._losses import Shelf
from unisono.imports._markdown import one_line
from unisono.openapi.samples import answers, info_of, kept_samples, title_of
from unisono.text.references import At


def kept(at: At, library: Shelf) -> list[Code]:
    """The samples of an operation, in order, each with a title of its own."""
    found: list[Code] = []
    titles: dict[str, int] = {}
    for label, language, entry, code in kept_samples(at, library):
        if not code.value.strip():
            library.losses.add(entry, "a sample is empty", "write one")
            continue
        info = info_of(language, code.value)
        title = title_of(one_line(label), one_line(language), info, code.value)
        titles[title] = titles.get(title, 0) + 1
        title += f" {titles[title]}" if titles[title] > 1 else ""
        found.append(Code(title, info, code.value.strip("\n")))
    for answer in answers(at):
        library.losses.count(answer, "the answer beside a sample is not carried over", "write a Response example")
    return found
