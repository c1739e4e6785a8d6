"""`unisono fix`: mend the samples that cannot run or send another request than their page declares."""

from __future__ import annotations

from pathlib import Path

import click

from unisono.commands import CONFIG, INCLUDES, PATHS, configured, failing, no_endpoint_page
from unisono.commands._rewriting import CHECK, DIFF, FROM, Change, Pages, check_source, finish
from unisono.fixing.candidates import Left, Wish
from unisono.fixing.drafts import Drafts
from unisono.fixing.mending import mend
from unisono.pages.model import Page, Sample
from unisono.pages.paths import IncludeUsers, PageFile
from unisono.project.configuration import Configurations
from unisono.project.selection import looked_at


@click.command("fix", short_help="Mend the samples that send another request than their page declares.")
@PATHS
@INCLUDES
@CONFIG
@click.option("--unsafe-fixes", is_flag=True, help="Also change what samples send, to what the page declares.")
@FROM
@DIFF
@CHECK
def command(
    paths: tuple[Path, ...],
    includes: Path | None,
    config: Path | None,
    unsafe_fixes: bool,
    source: str | None,
    diff: bool,
    only_check: bool,
) -> None:
    """Mend the samples that cannot run or send another request than their page declares.

    PATH is a page or a folder of pages. Without --unsafe-fixes only how a sample is written is changed: a missing backslash,
    typographic quotation marks. With it, values that differ are replaced by those that the page declares, and samples of which
    that is not possible are written anew. What the page leaves open is as in the sample that differs least, or as in that of
    the client which --from or `source` in the front matter names.

    Each change is made only if the page, read again, then has a sample that sends the declared request, and nothing new to be
    found. Exit status: 0, 1 if samples are left that cannot run or differ (with --diff and --check: if something would be
    changed), or 2 if it could not run or a file could not be written.
    """
    check_source(source)
    configurations = configured(config, includes)
    with failing():
        changes = _changes(paths, configurations, Wish(unsafe_fixes, source))
    if not changes:
        raise no_endpoint_page(paths)
    finish(changes, "mended", diff=diff, only_check=only_check)


def _changes(paths: tuple[Path, ...], configurations: Configurations, wish: Wish) -> list[Change]:
    read = Pages(looked_at(paths, configurations), configurations)
    pages, reader = list(read.with_samples()), read.reader
    drafts = Drafts(reader, IncludeUsers(reader, configurations.with_includes(paths)), read.terms_of)
    done: dict[PageFile, dict[str, None]] = {file: {} for file, _ in pages}
    left: dict[PageFile, list[Left]] = {}
    is_new = True
    while is_new:  # an edit of an include may be right only when other pages are mended
        is_new = False
        for file, page in pages:
            if file not in left or any(_is_shared(one.sample, page) for one in left[file]):
                now = drafts.now(page)
                settings, base = read.terms_of(now)
                mended, left[file] = mend(now, settings, drafts.read, wish, base, drafts.users)
                drafts.make(edit for one in mended for edit in one.edits)
                done[file] |= dict.fromkeys(f"{_place(one.sample)}: {one.message} ({one.safety})" for one in mended)
                is_new = is_new or bool(mended)
    texts = {source.path: (source, text) for source, text in drafts.changed}
    found = []
    for file, page in pages:
        rest = list(dict.fromkeys(f"{_place(one.sample)} is left: {one.reason}" for one in left[file]))
        source, text = texts.pop(page.source.path, (page.source, page.source.text))
        found.append(Change(file.root, source, text, list(done[file]), rest, drafts.used(page)))
    return [*(Change(reader.include_folder(source), source, text) for source, text in texts.values()), *found]


def _place(sample: Sample) -> str:
    return f"{sample.span.path}:{sample.span.line}: {sample.title}"


def _is_shared(sample: Sample, page: Page) -> bool:
    """Whether a part of a sample is in an include."""
    return any(piece.source.path != page.source.path for piece in sample.code.pieces)
