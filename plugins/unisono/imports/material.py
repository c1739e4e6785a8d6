"""A site of MkDocs whose pages have samples in content tabs and no front matter.

A page whose samples all send one request gets front matter with what they agree on; all else stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from unisono.imports import Counts, Import, ImportedFile, ImportFailure, Loss, Origin, read_part
from unisono.imports._links import addresses, is_internal
from unisono.imports._losses import linked
from unisono.imports._markdown import without_closing_marks
from unisono.imports._staging import counted
from unisono.pages.liquid import Includes
from unisono.pages.model import EndpointPage, Page, Sample
from unisono.pages.reading import read_page
from unisono.pages.sample_groups import sample_groups
from unisono.starting.completing import Incompletable, completed
from unisono.starting.configuration import SiteSettings
from unisono.starting.page import front_matter
from unisono.text.files import is_page, walked
from unisono.text.names import fault
from unisono.text.regex import regex
from unisono.wire.urls import split_url

_NAMES = ("mkdocs.yml", "mkdocs.yaml")
_HEADING = regex(r"\A\s*+#[ \t]++([^\n]++)(?:\n|\Z)")
_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico", ".avif")


def recognises(source: Path) -> bool:
    return any((source / name).is_file() for name in _NAMES)


def read(source: Path) -> Import:
    """Raises ImportFailure, UnreadableError, and OSError for what cannot be read."""
    name = next((name for name in _NAMES if (source / name).is_file()), None)
    if name is None:
        raise ImportFailure(f"{source} has no mkdocs.yml; name the folder of a site of MkDocs")
    text = read_part(source, name).text
    configured = _configured(text, name)
    root = source / _docs(configured, name)
    if not root.is_dir():
        raise ImportFailure(f"{name}: there is no folder {root} with its pages; correct 'docs_dir'")
    losses = [*_beside(configured, name)]
    files, links = [], 0
    for path in _files(root, losses):
        *folders, last = path.split("/")
        if not is_page(folders, last):
            files.append(ImportedFile(path, root / path, Origin(path), Counts(images=int(path.lower().endswith(_IMAGES)))))
            continue
        page = read_page(read_part(root, path), Includes(None))
        found = page.source.text
        links += sum(is_internal(found[one.start : one.end]) for one in addresses(found))
        files.append(_page(page, losses))
    try:
        whole = re.sub(r"(?m)^docs_dir:[^\n]*\n?", "", completed(text))
    except Incompletable as error:
        raise ImportFailure(f"{name}: {error}") from None
    return Import(root, SiteSettings("", whole=whole), tuple(files), tuple(losses), (), links)


Entries = list[tuple[yaml.Node, yaml.Node]]


def _configured(text: str, name: str) -> Entries:
    """The entries of the configuration."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        raise ImportFailure(f"{name}: it is not YAML; correct it") from None
    return _entries(root)


def _entries(node: yaml.Node | None) -> Entries:
    return node.value if isinstance(node, yaml.MappingNode) else []


def _docs(configured: Entries, name: str) -> str:
    """The folder of the pages."""
    said = [value.value for key, value in configured if key.value == "docs_dir" and isinstance(value, yaml.ScalarNode)]
    docs = said[0].strip("/") if said else "docs"
    if fault(docs):
        raise ImportFailure(f"{name}: 'docs_dir' is {docs!a}, and {fault(docs)}; name a folder below it")
    return docs


def _beside(configured: Entries, name: str) -> Iterator[Loss]:
    """What the configuration names and is not among the pages."""
    theme = next((value for key, value in configured if key.value == "theme"), None)
    for key, value in [*configured, *((key, value) for key, value in _entries(theme) if key.value == "custom_dir")]:
        if key.value in {"hooks", "INHERIT", "custom_dir"}:
            for one in value.value if isinstance(value, yaml.SequenceNode) else [value]:
                what = f"'{key.value}' names {str(one.value)[:100]}, which is beside the pages, and is not copied"
                yield Loss(Origin(name, one.start_mark.line + 1), what, "copy it, unless the site stays in its place")


def _files(root: Path, losses: list[Loss]) -> Iterator[str]:
    links: list[str] = []
    for above, folders, names in walked(root, links=links):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        yield from (Path(above, name).relative_to(root).as_posix() for name in sorted(names) if not name.startswith("."))
    losses += linked(root, links)


def _page(page: Page, losses: list[Loss]) -> ImportedFile:
    path, text = page.source.path, page.source.text
    file = ImportedFile(path, text, Origin(path), counted(page), empty=True)
    if isinstance(page, EndpointPage) or page.front_matter.entries or not page.samples:
        return file
    said = _agreed(page, losses)
    if said is None:
        return file
    heading = _HEADING.match(text)
    words = without_closing_marks(heading[1]) if heading else ""
    name = words or path.rpartition("/")[2].rpartition(".")[0].replace("_", " ").title()
    new = front_matter({"title": said[1], "name": name, "method": said[0].lower()})
    return ImportedFile(
        path, new + (text[heading.end() :].lstrip("\n") if heading else text), Origin(path), counted(page), empty=True
    )


def _agreed(page: Page, losses: list[Loss]) -> tuple[str, str] | None:
    """The method and the path that all samples of a page have; None where they do not agree on one request."""
    groups = sample_groups(page)
    sent = {one for group in groups for sample in group.samples for one in _sent(sample)}
    if not sent:
        return None
    if len(sent) == 1:
        return next(iter(sent))
    shown = ", ".join(sorted(f"{method} {path}" for method, path in sent))[:200]
    line = groups[0].samples[0].span.line
    what = f"its samples send {shown}: no front matter is proposed"
    losses.append(Loss(Origin(page.source.path, line), what, "give each a page of its own, or write what the page is about"))
    return None


def _sent(sample: Sample) -> Iterator[tuple[str, str]]:
    for request in sample.reading.requests:
        path = split_url(request.url).path.value
        yield request.method.value, path or "/"
