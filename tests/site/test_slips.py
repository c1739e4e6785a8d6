"""Every slip in front matter, and every pair of them, on a page that is internal: never a word of it in any file of a build."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from sites import Site, build, configure, write
from slips import AVIATOR, ORDINARY, PAGE, SLIPS
from unisono.checking.check import check
from unisono.pages.audience import TOLD, Audience, says_visibility, visible
from unisono.pages.reading import read_head
from unisono.text.source import Source

PAGES = {"page": PAGE, "aviator": AVIATOR, "ordinary": ORDINARY}

READABLE = {
    "dots-closes", "blank-colon", "quoted", "indented-keys", "tagged", "no-title", "carriage-returns", "merged",
}  # fmt: skip
"""After these a page is as readable as before: it is hidden by what it says, and nothing is wrong with it."""

FENCES = {"backticks", "tildes", "yaml-fence", "fence-around"}


def _explains(kind: str, *slips: str) -> bool:
    """Text and a code block after it: so do pages begin that explain front matter. Below a heading, what follows tells."""
    text = {"letter-before", "words-before"}
    if kind == "ordinary":  # which has two keys, and may have none
        return bool(text & {*slips}) or bool(FENCES & {*slips} and {"note-before", "note-and-line-before"} & {*slips})
    return bool(FENCES & {*slips}) and bool(text & {*slips})


EVERYBODY = ("public",)


@pytest.mark.parametrize("kind", PAGES)
def test_every_pair_of_slips_hides_the_page(kind: str) -> None:
    """Also where one of them is the only page that says anything about visibility."""
    pairs: dict[str, list[tuple[str, str]]] = {}  # half of them end in the text of another
    for first, second in permutations(SLIPS, 2):
        if not _explains(kind, first, second):
            text = SLIPS[second](SLIPS[first](PAGES[kind])).removeprefix("\ufeff")
            pairs.setdefault(text, []).append((first, second))
    shown = []
    for text, made_by in pairs.items():
        head = read_head(Source("page.md", text))
        if visible(head, Audience(EVERYBODY, known=False).with_pages([head])):
            shown.append(made_by)
    assert shown == []


@pytest.mark.parametrize("kind", PAGES)
def test_every_slip_is_told(kind: str) -> None:
    silent = []
    for name, slip in SLIPS.items():
        text = slip(PAGES[kind])
        head = read_head(Source("page.md", text.removeprefix("\ufeff")))
        found = [found for found in check(head).diagnostics if found.rule in TOLD]
        put_away = text.startswith("<!--") and text.rstrip().endswith("-->")  # which needs no word
        if not found and text != PAGES[kind] and name not in READABLE and not put_away:
            silent.append(name)
        assert says_visibility(head), name
    assert silent == []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A page with each slip and one with each pair of them in a row, and a page for everybody."""
    folder = tmp_path_factory.mktemp("slips")
    names = list(SLIPS)
    pages = {f"slip/{name}.md": slip(PAGE) for name, slip in SLIPS.items()}
    pages |= {f"aviator/{name}.md": slip(AVIATOR) for name, slip in SLIPS.items()}
    pages |= {f"ordinary/{name}.md": slip(ORDINARY) for name, slip in SLIPS.items()}
    for step in range(1, 8):
        pairs = {(first, names[(at + step * step) % len(names)]) for at, first in enumerate(names)}
        pages |= {f"pair/{a}-{b}.md": SLIPS[b](SLIPS[a](PAGE)) for a, b in pairs if not _explains("page", a, b)}
    write(folder / "docs", {"index.md": "# Home\n", "open.md": "# Open\n"})
    for name, text in pages.items():
        (folder / "docs" / name).parent.mkdir(exist_ok=True)
        (folder / "docs" / name).write_bytes(text.encode())
    return build(configure(folder), folder / "site")


def test_no_word_of_them_is_in_any_file(site: Site) -> None:
    assert site.files_with("secret") == []
    assert site.pages() == {"", "open/"}


def test_each_is_named_in_the_log(site: Site) -> None:
    docs = site.folder.parent / "docs"
    told = "\n".join(site.warnings)
    readable = {name for name in SLIPS if name in READABLE or any(SLIPS[name](page) == page for page in PAGES.values())}
    readable.add("comment-around")  # one of them has nothing else in it
    wanted = [Path(kind, f"{name}.md") for kind in ("slip", "aviator", "ordinary") for name in SLIPS if name not in readable]
    assert len(wanted) > 300
    assert [path for path in wanted if (docs / path).exists() and f"docs/{path.as_posix()}:" not in told] == []
