"""A site of Slate: `index.html.md` with the tabs of its languages, and its includes.

The one long page becomes a page per endpoint, in a folder for each chapter; what documents no endpoint stays text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from unisono.checking.wording import count
from unisono.imports import Counts, Import, ImportedFile, ImportFailure, Loss, Origin, read_part
from unisono.imports._links import addresses, is_internal
from unisono.imports._losses import linked
from unisono.imports._servers import servers
from unisono.imports.slate.body import Body
from unisono.imports.slate.endpoints import Endpoint, endpoints
from unisono.imports.slate.sections import Section, sections
from unisono.imports.slate.sections import slug as anchor
from unisono.pages.liquid import Includes
from unisono.pages.model import Page
from unisono.pages.reading import read_page
from unisono.records import dataclass
from unisono.starting.configuration import SiteSettings
from unisono.starting.front_page import ENDPOINTS
from unisono.starting.page import front_matter
from unisono.text.files import UnreadableError, beginning, read_source, walked
from unisono.text.names import Names, slug
from unisono.text.regex import regex
from unisono.text.source import Source

_INDEXES = (
    "source/index.html.md",
    "source/index.md",
    "index.html.md",
    "source/index.html.md.erb",
    "source/index.html.markdown",
)
_FRONT_MATTER = regex(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
_ROW = regex(r"(?:[ \t]*\|)?[^|\n]++\|")
_ERB = regex(r"<%[^%\n]*%>")


def recognises(source: Path) -> bool:
    found = _index(source)
    return found is not None and "language_tabs" in beginning(found, 20_000)


def _index(source: Path) -> Path | None:
    if source.is_file():
        return source if source.name.startswith("index.") and ".md" in source.name else None
    return next((source / name for name in _INDEXES if (source / name).is_file()), None)


def read(source: Path) -> Import:
    """Raises ImportFailure, UnreadableError, and OSError for what cannot be read."""
    index = _index(source)
    if index is None:
        raise ImportFailure(f"{source} has no index.html.md; name the folder of a site of Slate")
    site = _Site(index.parent, index.name)
    files = [*site.pages(), *site.images()]
    return Import(index.parent, site.settings(files), tuple(files), tuple(site.losses), tuple(site.notes(files)), site.links)


@dataclass(frozen=True)
class _Place:
    """Where a section goes: the page, and whether that begins with it."""

    page: str
    first: bool


class _Site:
    """A site that is read. `losses` are found while its pages are made."""

    def __init__(self, root: Path, index: str) -> None:
        self.root = root
        source = read_part(root, index)
        opening = _FRONT_MATTER.match(source.text)
        self.values = _values(opening[1], index) if opening else {}
        self.losses: list[Loss] = []
        self.tabs = dict(_tabs(self.values.get("language_tabs")))
        text = source.text.replace("\r\n", "\n")
        start = text.index("\n", text.index("\n---", 3) + 1) + 1 if opening else 0
        self.sections = sections(iter([(index, text.count("\n", 0, start) + 1, text[start:]), *self._includes()]))
        inner = {name.casefold(): one for one in self.sections for name in one.ids}
        self.anchors = {**inner, **{one.anchor: one for one in self.sections if one.title}}
        self.endpoints = endpoints(self.sections)
        self.places = self._placed()
        self.links = 0

    def _includes(self) -> Iterator[tuple[str, int, str]]:
        names = self.values.get("includes")
        for name in names if isinstance(names, list) else []:
            folder, _, last = str(name).rpartition("/")
            base = f"includes/{folder}/_{last}" if folder else f"includes/_{last}"
            for ending in (".md", ".md.erb", ".markdown"):
                try:
                    source = read_source(self.root / f"{base}{ending}", self.root, f"{base}{ending}")
                except UnreadableError:
                    continue
                yield source.path, 1, source.text.replace("\r\n", "\n")
                break
            else:
                self.losses.append(
                    Loss(Origin(base), f"the include '{name}' cannot be read", "add the file, or import without it")
                )

    def _placed(self) -> dict[int, _Place]:
        """The page of each section, by its identity."""
        names, pages = Names(), {id(one.section) for one in self.endpoints}
        found: dict[int, _Place] = {}
        chapters: dict[int, str] = {}
        inner = [one.section for one in self.endpoints]
        with_endpoints = {id(one.within(1)) for one in inner if one.within(1) is not one}
        for section in self.sections:
            chapter = section.within(1)
            if id(chapter) not in chapters:
                name = slug(chapter.title, "introduction")
                chapters[id(chapter)] = names.free(f"{name}/index.md" if id(chapter) in with_endpoints else f"{name}.md")
            page = chapters[id(chapter)]
            above = next((one for one in _upwards(section) if id(one) in pages), None)
            if above is section:
                folder = page.removesuffix("index.md") if page.endswith("/index.md") else ""
                page = chapters[id(chapter)] if section is chapter else names.free(f"{folder}{slug(section.title)}.md")
            elif above is not None:
                page = found[id(above)].page
            found[id(section)] = _Place(page, first=above is section or (above is None and section is chapter))
        return found

    def pages(self) -> list[ImportedFile]:
        """The pages, in the order of the source."""
        by_page: dict[str, list[Section]] = {}
        for section in self.sections:
            by_page.setdefault(self.places[id(section)].page, []).append(section)
        known = {id(one.section): one for one in self.endpoints}
        made = []
        for number, (path, own) in enumerate(by_page.items(), 1):
            endpoint = known.get(id(own[0]))
            made.append(self._page(path, own, endpoint, number))
        return made

    def _page(self, path: str, own: list[Section], endpoint: Endpoint | None, number: int) -> ImportedFile:
        first, body = own[0], Body(self.tabs)
        parts = []
        for section in own:
            lines = section.lines
            if endpoint is not None and section is endpoint.said[0]:
                lines = [line for at, line in enumerate(lines) if at != endpoint.said[1]]
                if section is not first and not any(line.strip() for line in lines):
                    continue  # its heading said only what the page's own does
            level = max(2, section.level - first.level + (2 if endpoint else 1))
            heading = (
                "" if section is first and endpoint else f"{'#' * (1 if section is first else min(level, 6))} {section.title}"
            )
            parts += [
                part for part in (heading if section.title else "", self._linked(body.text(lines), path, section)) if part
            ]
        if path.endswith("/index.md"):
            parts.append(ENDPOINTS)
        origin = Origin(first.file, first.line)
        self._tell(own, endpoint, origin)
        head = front_matter(_said(endpoint, first, number))
        text = head + "".join(f"{part}\n\n" for part in parts).removesuffix("\n")
        return ImportedFile(path, text, origin, self._counted(own, endpoint), empty=not parts)

    def _linked(self, text: str, page: str, section: Section) -> str:
        """The text with its links to places of the one page, and to images, as they are now."""
        parts, at = [], 0
        for start, end, _ in addresses(text):
            target = text[start:end]
            new = self._target(target, page)
            self.links += is_internal(target) or target.startswith("#")
            if new is None:
                line = section.line
                self.losses.append(Loss(Origin(section.file, line), f"the link '{target}' leads to nothing", "correct it"))
            elif new != target:
                parts += [text[at:start], new]
                at = end
        return "".join([*parts, text[at:]])

    def _target(self, target: str, page: str) -> str | None:
        up = "../" * page.count("/")
        if is_internal(target):
            return target if target.startswith("/") else up + target
        if not target.startswith("#") or target == "#":
            return target
        found = self.anchors.get(target.removeprefix("#").casefold())
        if found is None:
            return None
        place = self.places[id(found)]
        is_heading = found.anchor == target.removeprefix("#").casefold()
        below = f"#{anchor(found.title)}" if is_heading else target
        if place.page == page:
            return below
        return f"{up}{place.page}" + ("" if place.first and is_heading else below)

    def _tell(self, own: list[Section], endpoint: Endpoint | None, origin: Origin) -> None:
        for other in endpoint.others if endpoint else []:
            what = f"'{other}' is a second request in the section of {endpoint.method} {endpoint.url}" if endpoint else other
            self.losses.append(Loss(origin, what, "give it a page of its own"))
        for section in own:
            for number, line in enumerate(section.lines, section.line + 1):
                for found in _ERB.findall(line):
                    what = f"'{found[:80]}' of ERB stays as it is written"
                    self.losses.append(Loss(Origin(section.file, number), what, "write what it stands for"))

    def _counted(self, own: list[Section], endpoint: Endpoint | None) -> Counts:
        if endpoint is None:
            return Counts(1)
        fences = Counter(info for section in own for info in _fences(section.lines))
        rows = sum(_rows(section.lines) for section in own if re.search(r"(?i)param|field|argument", section.title))
        return Counts(1, rows, sum(number for info, number in fences.items() if info in self.tabs), fences["json"])

    def images(self) -> Iterator[ImportedFile]:
        """The images of the source."""
        if not (self.root / "images").is_dir():
            return
        links: list[str] = []
        for above, _, names in walked(self.root / "images", links=links):
            for name in sorted(names):
                if name.lower().endswith(_IMAGES):
                    path = (Path(above) / name).relative_to(self.root).as_posix()
                    yield ImportedFile(path, self.root / path, Origin(path), Counts(images=1))
        self.losses += linked(self.root, links)

    def settings(self, files: list[ImportedFile]) -> SiteSettings:
        """What the new site is called, its folders, and where its samples go."""
        titles = {}
        for section in self.sections:
            page = self.places[id(section)].page
            if page.endswith("/index.md") and section.level == 1:
                titles[page.removesuffix("/index.md")] = section.title
        return SiteSettings(
            str(self.values.get("title") or "API"), options={"servers": servers(_read(files)), "titles": titles}
        )

    def notes(self, files: list[ImportedFile]) -> Iterator[str]:
        """How many samples nobody reads."""
        samples = [sample for page in _read(files) for sample in page.all_samples]
        unread = Counter(one.title for one in samples if one.language is None)
        if unread:
            told = ", ".join(f"{number:,} {title}" for title, number in unread.most_common())
            yield f"Samples of languages that no reader knows: {told}."
        if not self.endpoints:
            yield f"No endpoint was found in {count(len(self.sections), 'section')}: none has a line such as `GET /orders`."


def _read(files: list[ImportedFile]) -> Iterator[Page]:
    for one in files:
        if isinstance(one.content, str):
            yield read_page(Source(one.path, one.content), Includes(None))


def _upwards(section: Section) -> Iterator[Section]:
    here: Section | None = section
    while here is not None:
        yield here
        here = here.above


def _values(text: str, index: str) -> Mapping[str, Any]:
    try:
        values = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        raise ImportFailure(f"{index}: its front matter is not YAML; correct it") from None
    return values if isinstance(values, dict) else {}


def _tabs(given: object) -> Iterator[tuple[str, str]]:
    """The tabs of languages, by the info strings of their fences."""
    for one in given if isinstance(given, list) else []:
        for name, label in one.items() if isinstance(one, dict) else [(one, None)]:
            yield str(name), str(label or str(name).partition("--")[0].capitalize())


def _said(endpoint: Endpoint | None, section: Section, number: int) -> dict[str, str]:
    """The front matter of a page."""
    if endpoint is None:
        return {"title": section.title or "Introduction", "position": str(number)}
    path = re.sub(r"^(?:https?://[^/]*|\{\{[^{}]*\}\}|<%[^%]*%>)", "", endpoint.url) or "/"
    return {"title": path, "name": section.title, "position": str(number), "method": endpoint.method.lower()}


def _fences(lines: list[str]) -> Iterator[str]:
    """The info strings of blocks of code."""
    fence = ""
    for line in lines:
        if found := re.match(r"[ \t]{0,3}(`{3,}|~{3,})[ \t]*([\w+#.-]*)", line):
            if not fence:
                fence = found[1]
                yield found[2]
            elif found[1].startswith(fence) and not found[2]:
                fence = ""


def _rows(lines: list[str]) -> int:
    """The rows of tables, without their headers."""
    rows = [line for line in lines if _ROW.match(line)]
    rules = sum(set(line) <= set(" \t|:-") and "--" in line[: line.rfind("|")] for line in lines if "|" in line)
    return max(0, len(rows) - 2 * rules) if rules else 0
