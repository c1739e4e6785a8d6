"""The requests of a site in other formats, as files that its readers download (the setting `exports`)."""

from __future__ import annotations

import io
import json
import logging
import zipfile
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

from unisono.checking.checked import CheckedPage
from unisono.checking.wording import count, visible
from unisono.exports.collection import Collection, collect
from unisono.exports.formats import format_named
from unisono.pages.model import EndpointPage
from unisono.project.cache.store import Known, Store
from unisono.records import dataclass
from unisono.words import Words, html

Exported = tuple[CheckedPage, EndpointPage, str]
"""An endpoint's page as it was checked, and the folder that it is in."""

log = logging.getLogger("mkdocs.plugins.unisono")

FOLDER = "downloads"
"""The folder of the site that they are in."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of all members of an archive, so that the same pages make the same bytes: the first that ZIP can say (APPNOTE.TXT,
4.4.6)."""


class Download(NamedTuple):
    """An export in a site: the format, what it is called, and its address in the site."""

    name: str
    title: str
    uri: str


def downloads(names: Sequence[str]) -> list[Download]:
    """Those of the formats of these names, each once. A format that is a folder is an archive."""
    known = {name: format_named(name) for name in names}
    return [Download(name, known[name].TITLE, f"{FOLDER}/{_file_name(name, known[name].ENDING)}") for name in known]


def _file_name(name: str, ending: str) -> str:
    return f"requests{ending}" if ending == f".{name}" else f"{name}{ending or '.zip'}"


def take_place(offered: Sequence[Download], files: Files, config: MkDocsConfig, *, written: bool) -> None:
    """Give the downloads their places among the files of a site, so that pages may link to them. `written` says whether
    they are there already, as in the build of another language. Raises ConfigurationError where one is taken."""
    for download in offered:
        if files.get_file_from_path(download.uri) is not None:
            raise ConfigurationError(
                visible(
                    f"{config.docs_dir}/{download.uri} is where the setting 'exports' has {download.title}; rename the file"
                )
            )
        file = File.generated(config, download.uri, content=b"")
        # With a place in the file system: mkdocs-static-i18n asks every file for its own.
        file.abs_src_path = file.abs_dest_path
        if written:
            file = File.generated(config, download.uri, abs_src_path=file.abs_dest_path)
        files.append(file)


def fill(offered: Sequence[Download], files: Files, title: str, pages: Callable[[], Sequence[Exported]], kept: Kept) -> None:
    """Write the downloads, and tell of each what it lacks. `title` is what they are called; `pages` is asked only where what
    is kept was made from something else."""
    known = kept.recall(offered)
    exported = None if len(known) == len(offered) else pages()
    for download in offered:
        if exported is not None:
            known[download.name] = _made(download, collect(title, exported))
        made = known[download.name]
        if (file := files.get_file_from_path(download.uri)) is not None:  # no other plugin has taken it away
            file.content_bytes = _contents(made)
        log.info(visible(f"{download.uri}: {made.told}"))
    if exported is not None:
        kept.keep(known)


class _Made(NamedTuple):
    """An export: its files, each with its path, and what it has and lacks, in words."""

    files: list[tuple[str, str]]
    told: str


@dataclass(frozen=True)
class Kept:
    """The exports of earlier builds in the store; `digest` is of all that they are made from, None where that is not known."""

    store: Store
    digest: str | None

    def recall(self, offered: Sequence[Download]) -> dict[str, _Made]:
        """Those that are made from the same."""
        if self.digest is None:
            return {}
        found = self.store.read(FOLDER, {download.name: self.digest for download in offered})
        return {name: _Made(*json.loads(text)) for name, text in found.items()}

    def keep(self, made: Mapping[str, _Made]) -> None:
        if self.digest is not None:
            self.store.write(FOLDER, {name: Known(self.digest, json.dumps(one)) for name, one in made.items()})


def _made(download: Download, collection: Collection) -> _Made:
    written = format_named(download.name).write(collection)
    files = [(file.path, file.text) for file in written]  # only then it is known what is lost
    said = f"{count(collection.written, 'request')} of {count(len(collection.endpoints), 'endpoint')}"
    kinds = [f"{what} ({count(len(places), 'page')}, such as {places[0]})" for what, places in collection.losses.places.items()]
    return _Made(files, "; ".join([said, *kinds]))


def _contents(made: _Made) -> bytes:
    if [path for path, _ in made.files] == [""]:
        return made.files[0][1].encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, text in made.files:
            archive.writestr(zipfile.ZipInfo(path, _EPOCH), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def downloads_html(offered: Sequence[Download], url: str, words: Words) -> str:
    """The links to the downloads, on a page at that address."""
    if not offered:
        return ""
    links = (f'<a href="{escape(get_relative_url(one.uri, url))}" download>{escape(one.title)}</a>' for one in offered)
    said = html(words.downloads, downloads=escape(words.comma).join(links))
    return f'<p class="unisono-downloads" data-search-exclude="">{said}</p>'
