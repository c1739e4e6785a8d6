"""A site of Jekyll whose collections are pages of endpoints, as the template Aviator has them.

The pages stay as they are written; what is changed in them is where their links lead, and what `_config.yml` said of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from unisono.checking.wording import count
from unisono.imports import Import, Loss, Origin
from unisono.imports._links import addresses
from unisono.imports._servers import servers
from unisono.imports._staging import expanded
from unisono.imports.jekyll.configuration import NAMES, Configuration, read_configuration
from unisono.imports.jekyll.documents import Document, documents
from unisono.imports.jekyll.places import Addresses
from unisono.imports.jekyll.rewriting import Rewriter, is_external
from unisono.imports.jekyll.shared_text import SharedText
from unisono.imports.jekyll.surroundings import data_values, files_around
from unisono.pages.paths import PageReader
from unisono.starting.configuration import SiteSettings
from unisono.text.files import INCLUDES, UnreadableError, beginning, read_source, relative


def recognises(source: Path) -> bool:
    return any(re.search(r"(?m)^collections:", beginning(source / name, 1_000_000)) for name in NAMES)


def read(source: Path) -> Import:
    """Raises ImportFailure, UnreadableError, and OSError for what cannot be read."""
    configuration = read_configuration(source)
    of_data: list[Loss] = []
    values = {**_known(configuration), **configuration.own, **data_values(source, _texts(source), of_data)}
    reader = PageReader(source / INCLUDES, values)
    found = documents(source, configuration, reader)
    around = files_around(source, configuration)
    places = [*(one.place for one in found.pages), *(one.place for one in around)]
    rewriter = Rewriter(Addresses(places), configuration)
    shared = SharedText(found.pages, reader.includes("index.md"), rewriter)
    files = [*(rewriter.page(one, shared.name_for) for one in found.pages), *shared.files()]
    files += [one.file for one in around if one.is_image or one.place.path in rewriter.used]
    losses = [
        *configuration.losses(),
        *of_data,
        *_posts(source),
        *found.losses,
        *rewriter.losses,
        *_unexpanded(found.pages, source),
    ]
    settings = SiteSettings(
        configuration.text("title") or "API",
        configuration.text("description"),
        _address(configuration),
        _options(configuration, found.pages, values),
    )
    links = sum(_links(one, reader) for one in found.pages)
    return Import(source, settings, tuple(files), tuple(losses), tuple(_notes(found.pages)), links)


def _known(configuration: Configuration) -> dict[str, str]:
    return {name: configuration.text(name) for name in ("title", "description", "url", "baseurl")}


def _texts(source: Path) -> Iterator[str]:
    """The text of all pages and includes."""
    for file in sorted(source.rglob("*.md")):
        with suppress(UnreadableError):
            yield read_source(file, source).text


def _posts(source: Path) -> Iterator[Loss]:
    number = len(list((source / "_posts").glob("*")))
    if number:
        yield Loss(
            Origin("_posts"), f"{count(number, 'post')} of a blog: not carried over", "Material has a plugin 'blog' for them"
        )


def _unexpanded(pages: list[Document], source: Path) -> Iterator[Loss]:
    """Liquid that stays as it is written, and what it lacks."""
    for one in pages:
        for problem in one.page.problems:
            if problem.rule in {"unexpanded-tag", "undefined-variable", "broken-include", "unclosed-comment"}:
                file = relative(problem.span.path, source) if problem.span.path != one.path else one.path
                what, _, remedy = problem.message.rpartition("; ")
                yield Loss(Origin(file, problem.span.line), what or problem.message, remedy if what else "correct it")


def _links(one: Document, reader: PageReader) -> int:
    """How many links to its own site a page has."""
    found = expanded(one.page, reader).value
    targets = [found[address.start : address.end] for address in addresses(found)]
    return sum(not is_external(target) and target.removeprefix("#") not in one.place.headings for target in targets)


def _address(configuration: Configuration) -> str:
    url, base = configuration.text("url").rstrip("/"), configuration.text("baseurl").strip("/")
    return f"{url}/{base}/" if url and base else f"{url}/" if url else ""


def _options(configuration: Configuration, pages: list[Document], values: Mapping[str, str]) -> dict[str, object]:
    said = [one.place.visibility for one in pages if one.place.visibility]
    there = {one.place.collection for one in pages}
    base = {} if configuration.text("url") else {"baseurl": values["baseurl"]} if values["baseurl"] else {}
    own = {name: value for name, value in values.items() if name not in _known(configuration)}
    audiences = list(dict.fromkeys(said))
    return {
        "audience": ["public"] if "public" in audiences else audiences[:1],  # stated where none says, it would hide all
        "visibilities": audiences,
        "servers": servers(one.page for one in pages),
        "titles": {one.name: one.title for one in configuration.collections if one.name in there},
        "site": {**base, **own},
    }


def _notes(pages: list[Document]) -> Iterator[str]:
    """How many samples nobody reads, by what their authors call them."""
    unread = Counter(sample.title for one in pages for sample in one.page.all_samples if sample.language is None)
    if unread:
        told = ", ".join(f"{number:,} {title}" for title, number in unread.most_common())
        yield f"Samples of languages that no reader knows: {told}."
