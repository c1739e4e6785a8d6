"""Which pages a build's audience may see. Whatever is unclear is hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from unisono.pages.frontmatter import FrontMatterError, PositionedYAMLHandler, Scalar
from unisono.pages.hiding import hiding_keys
from unisono.pages.keys import GUARDED, as_seen, meant
from unisono.pages.known_keys import LOOKED_FOR, missed_keys
from unisono.pages.misnamed import BEGINNING, is_data
from unisono.pages.model import EndpointPage, Page
from unisono.pages.opening import is_commented_out, unread
from unisono.records import dataclass
from unisono.text.files import UnreadableError, beginning, read_source
from unisono.text.regex import regex
from unisono.text.source import Source, Text

VARIABLE = "UNISONO_AUDIENCE"
"""The environment variable that says for whom a build is, as values of `visibility` with commas between them."""

META = ".meta.yml"
"""The file in which Material's plugin `meta` finds what holds for all pages of a folder."""

_LIKE_META = (".meta.yaml", ".Meta.yml", "_meta.yml", "_meta.yaml", "meta.yml", "meta.yaml", ".meta", ".meta.md", ".pages")
"""The names of files that nobody reads as that one, and that an author may take for it."""

TELLING = (META, *_LIKE_META)
"""The names of files that say for whom a folder is, or may be meant to."""

UNREAD = ""
"""In the place of the `visibility` of a folder: its file says it in a way that is not read. No audience has this value."""

HIDDEN_OTHERWISE = "(hidden in other words)"
"""The same where it only says in other words that its pages are hidden (`draft: true`): that makes no site know an audience."""

UNCLEAR = ("internal-error", "invalid-front-matter", "misnamed-page", "unread-front-matter", "unreadable-page")
"""The rules under which reading a page reports that its front matter may not say what its author meant."""

TOLD = (*UNCLEAR, "misspelt-key", "invalid-position")
"""The rules whose findings are told of pages that are left out, too."""


@dataclass(frozen=True)
class Audience:
    """For whom a build is: the values of `visibility` whose pages are shown. `known` says whether the site knows an audience at
    all. One of which neither a page nor a setting says anything is for everybody."""

    values: tuple[str, ...]
    known: bool = True

    def with_pages(self, pages: Iterable[Page], inherited: Iterable[str | None] = ()) -> Audience:
        """The same on a site of these pages. `inherited` is what holds for pages without their own `visibility`."""
        is_said = any(value not in {None, HIDDEN_OTHERWISE} for value in inherited)
        known = self.known or is_said or any(map(says_visibility, pages))
        return replace(self, known=known)


def chosen_audience(configured: Iterable[str], environment: Mapping[str, str], *, stated: bool) -> Audience:
    """The audience of a build: the environment's where it names one, even if that is nobody, else the configured one.

    `stated`: the settings say for whom, if only for nobody.
    """
    named = environment.get(VARIABLE)
    values = configured if named is None else named.split(",")
    stripped = tuple(value.strip() for value in values if value.strip())
    return Audience(stripped, known=named is not None or stated)


def visible(page: Page, audience: Audience, inherited: str | None = None, *, drafts_by_others: bool = False) -> bool:
    """Whether the page's `visibility`, or the one that it has from its folder, is one of the audience's. An endpoint page must
    say it; any other page that does not is for everybody, and so is all of a site that knows no audience. A page that cannot be
    read as what it looks like is for nobody, and neither is one that says in other words that it is hidden; `drafts_by_others`:
    but for `draft`, of which another program decides."""
    if not legible(page):
        return False
    if not audience.known:
        return True
    hiding = [found for found in hiding_keys(page.front_matter) if not drafts_by_others or found.key.value != "draft"]
    if is_unclear(page) or hiding:
        return False
    if page.front_matter.get("visibility") is not None:
        return page.visibility in audience.values
    return inherited in audience.values if inherited is not None else not isinstance(page, EndpointPage)


def legible(page: Page) -> bool:
    """Whether the page can be read as what it looks like, whatever else is wrong with it."""
    if is_commented_out(page.source.text):
        return False
    rules = {problem.rule for problem in page.problems}
    if rules & {"internal-error", "unread-front-matter", "unreadable-page"} or (
        "invalid-front-matter" in rules and not page.front_matter.entries
    ):
        return False
    return not _misses(page, *GUARDED)


def is_unclear(page: Page) -> bool:
    """Whether the front matter may not say what its author meant."""
    return not legible(page) or any(problem.rule in UNCLEAR for problem in page.problems)


def says_visibility(page: Page) -> bool:
    """Whether a page says, or tries to say, who may see it."""
    if page.front_matter.get("visibility") is not None or _misses(page, "visibility"):
        return True
    if legible(page):
        return False
    words = {word[1] for word in _FIRST_WORD.finditer(as_seen(page.source.text).replace("\r", "\n"))}
    return any(word in _SAID or meant(word, _SAID) for word in words)


_FIRST_WORD = regex(r"(?m)^[^\w\n]*(\w[\w-]*)")
_SAID = ("visibility", "audience")


def looks_like_a_page(file: Path) -> bool:
    """Whether the text of a file that has not the name of a page is that of an endpoint page, or says who may see it."""
    if is_data(file.name):
        return False
    return unread(Text.of(Source(file.name, beginning(file, BEGINNING))), LOOKED_FOR, whole=True) is not None


def _misses(page: Page, *names: str) -> bool:
    """Whether one of these keys is probably meant by a key that is not read."""
    return any(missed.meant in names for missed in missed_keys(page.front_matter)) if page.problems else False


class Inherited:
    """What `visibility` the pages of each folder have where they say nothing themselves. `name` is that of the files that say
    it; `is_file` tells whether there is one at a path, and `read` gives its text, as `read_source` does."""

    def __init__(
        self,
        folder: Path,
        name: str = META,
        *,
        is_file: Callable[[Path], bool] = Path.is_file,
        read: Callable[[Path, Path], Source] = read_source,
    ) -> None:
        self._folder = folder
        self._names = TELLING if name == META else (name,)
        self._is_file = is_file
        self._read_source = read
        self._known: dict[PurePosixPath, str | None] = {}
        self.unread: set[Path] = set()
        """The files, of those asked for, that say it in a way that is not read."""

    def of(self, page: str) -> str | None:
        """That of a page, by its path in the folder: what the nearest file says, which is no value at all (empty) where it
        cannot be read. None where none says anything."""
        return next((said for parent in PurePosixPath(page).parents if (said := self._said(parent)) is not None), None)

    def _said(self, folder: PurePosixPath) -> str | None:
        if folder not in self._known:
            files = [self._folder / folder / name for name in self._names]
            found = ((file, said) for file in files if (said := self._read(file)) is not None)
            file, said = next(found, (None, None))
            if file and said in {UNREAD, HIDDEN_OTHERWISE}:
                self.unread.add(file)
            self._known[folder] = said
        return self._known[folder]

    def _read(self, file: Path) -> str | None:
        if not self._is_file(file):
            return None
        is_own = file.name == self._names[0]
        try:
            source = self._read_source(file, self._folder)
            read = PositionedYAMLHandler(source).load_text(Text.of(source))
        except (UnreadableError, FrontMatterError):
            return UNREAD if is_own else None
        own = [value for key, value in read.entries if key.text.value == "visibility"]
        if any(missed.meant == "visibility" for missed in missed_keys(read)) or len(own) > 1 or (own and not is_own):
            return UNREAD
        if not own:
            return HIDDEN_OTHERWISE if is_own and hiding_keys(read) else None
        return own[0].text.value.strip() if isinstance(own[0], Scalar) else UNREAD
