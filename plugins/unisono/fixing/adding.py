"""The samples that a page lacks, as edits of its text: behind the others, and in the way that they are written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter

from unisono.checking.base_paths import Base
from unisono.checking.diagnostic import Diagnostic, Edit
from unisono.checking.generated import Generated, generated
from unisono.checking.settings import Settings
from unisono.fixing.blocks import surroundings
from unisono.fixing.edits import Uneditable, applied, check_editable
from unisono.fixing.versions import Reread, Versions, worse
from unisono.languages.writing import Writer
from unisono.pages.blocks import Heading
from unisono.pages.model import EndpointPage, Page, Part, Sample
from unisono.pages.statuses import is_of_codes, names_status
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Source, Span, Text


@dataclass(frozen=True)
class Added:
    """The samples that are added to a page, with the edits that do it, and those that are not, each with the reason."""

    samples: tuple[Generated, ...]
    edits: tuple[Edit, ...]
    refused: tuple[tuple[Generated, str], ...]


def added(
    page: Page,
    settings: Settings,
    reread: Reread,
    languages: Iterable[str],
    base: Base | None = None,
    source: str | None = None,
) -> Added:
    """What adds samples for `languages` to a page, where it lacks them; `reread` and `base` as of `mend`, `source` as of
    `declared_request`. With them, the page has nothing to be found that it had not before."""
    versions = Versions(page, settings, reread, base)
    made: list[tuple[Generated, Edit]] = []
    refused: list[tuple[Generated, str]] = []
    for one in generated(versions.before.checked, languages, source):
        try:
            made.append((one, _edit(page, one)))
        except Uneditable as error:
            refused.append((one, str(error)))
    if made and _fault(versions, [edit for _, edit in made]):  # one must not keep the others out
        alone = _faults(versions, made)
        refused += [(one, why) for (one, _), why in zip(made, alone, strict=True) if why]
        made = [pair for pair, why in zip(made, alone, strict=True) if not why]
        if made and (reason := _fault(versions, [edit for _, edit in made])):
            refused += [(one, reason) for one, _ in made]
            made = []
    return Added(tuple(one for one, _ in made), tuple(edit for _, edit in made), tuple(refused))


def completed(page: Page, settings: Settings, reread: Reread, base: Base | None = None) -> Page:
    """A page about one endpoint with the samples of all languages of the site that it lacks and that can be written, marked as
    generated. One with several in its headings is drawn as its Markdown is."""
    wanted = settings.languages if isinstance(page, EndpointPage) else ()
    found = added(page, settings, reread, wanted, base) if wanted else None
    if found is None or not found.edits:
        return page
    after = reread(Source(page.source.path, applied(page.source, found.edits)))
    written = {(one.writer.title, one.code) for one in found.samples if one.writer}

    def marked(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(
            replace(part, generated=True)
            if isinstance(part, Sample) and (part.title, part.code.value.removesuffix("\n")) in written
            else part
            for part in parts
        )

    return replace(after, body=marked(after.body), aside=marked(after.aside))


def _fault(versions: Versions, edits: list[Edit]) -> str | None:
    after = versions.after(edits)
    if len(after.samples) != len(versions.before.samples) + len(edits):
        return "what would be added is not read as a sample there"
    return versions.unclean(after)


def _faults(versions: Versions, made: Sequence[tuple[Generated, Edit]]) -> list[str | None]:
    """Why each of several samples cannot be added, None where it can be. Where an endpoint in a heading gets one alone, that is
    what is found below its heading when all are added: to try each on a page with hundreds would take minutes."""
    after = versions.after(edit for _, edit in made)
    numbers = {id(endpoint): number for number, endpoint in enumerate(versions.before.page.endpoints)}
    is_read = len(after.samples) == len(versions.before.samples) + len(made)
    if not is_read or len(after.page.endpoints) != len(numbers):
        return [_fault(versions, [edit]) for _, edit in made]
    sections = [one.section.span() for one in after.page.endpoints if one.section]
    found: dict[int, Diagnostic] = {}
    for one in versions.new(after):
        number = bisect_right(sections, one.span.start, key=attrgetter("start")) - 1
        if number < 0 or sections[number].source is not one.span.source or one.span.start >= sections[number].end:
            return [_fault(versions, [edit]) for _, edit in made]
        found.setdefault(number, one)
    places = [numbers[id(one.endpoint)] for one, _ in made]
    own = Counter(places)
    return [
        (worse(found[place]) if own[place] == 1 else _fault(versions, [edit])) if place in found else None
        for place, (_, edit) in zip(places, made, strict=True)
    ]


_ATTRIBUTES = regex(r"[ \t>]*\r?\n[ \t>]*\{:[^\r\n]*\}[ \t]*(?=\r?\n|\Z)")
_IN_INFO = regex(r"""\btitle=(?:"[^"\n]*"|'[^'\n]*')""")
_TITLE_BELOW = regex(r"^[ \t]*\{:[^}\r\n]*\btitle=", re.MULTILINE)
_TAB = regex(r'([ \t>]*)===[!+]*[ \t]+"[^"\n]*"[ \t]*')


def _edit(page: Page, one: Generated) -> Edit:
    """The edit that puts a sample behind the last of its group, or at the end of what an endpoint has that has none. Raises
    Uneditable."""
    if one.code is None or one.writer is None:
        raise Uneditable(one.reason)
    if one.group is None:
        return _first(page, one.endpoint, one.writer, one.code)
    text, end = page.source.text, page.source.line_end
    sample = one.group.samples[-1]
    check_editable(sample.code)
    if others := {piece.source.path for piece in sample.code.pieces if piece.source is not page.source}:
        raise Uneditable(f"the sample before it is in {min(others)}, which other pages may use as well; write it there")
    opening, prefix, at = surroundings(sample)
    fence, space = _fence(opening, one.code)
    lines = [prefix + line if line else prefix.rstrip() for line in one.code.split("\n")]
    title, info = one.writer.title, one.writer.info_string
    if (tab := _tab_above(sample, text, prefix)) is not None:
        at = _end_of_tab(text, at, prefix)
        block = [f'{tab}=== "{title}"', tab.rstrip(), f"{prefix}{fence}{space}{info}", *lines, prefix + fence]
    elif (found := _ATTRIBUTES.match(text, at)) and "title=" in found[0]:
        at = found.end()
        attributes = _IN_INFO.sub(f'title="{title}"', found[0].lstrip("\r\n"))
        block = [f"{prefix}{fence}{space}{info}", *lines, prefix + fence, attributes]
    else:
        block = [f'{prefix}{fence}{space}{info} title="{title}"', *lines, prefix + fence]
    span = Span(page.source, at, at)
    return Edit(span, end + prefix.rstrip() + end + end.join(block))


def _first(page: Page, endpoint: EndpointPage, writer: Writer, code: str) -> Edit:
    """The edit that puts the first sample of an endpoint at the end of what it has, of one in a heading before what it says of
    answers, written as the page's examples are; below a heading of a page that titles nothing, without a title. Raises
    Uneditable."""
    text, end = page.source.text, page.source.line_end
    fence, _ = _fence("~~~" if re.search(r"^[ \t]*~~~", text, re.MULTILINE) else "```", code)
    info = writer.info_string
    lines = code.split("\n")
    if re.search(r"^[ \t]*(?:```|~~~)[^\n]*\btitle=", text, re.MULTILINE):
        block = [f'{fence} {info} title="{writer.title}"', *lines, fence]
    elif endpoint.section is None or _TITLE_BELOW.search(text):
        block = [f"{fence} {info}", *lines, fence, f'{{: title="{writer.title}" }}']
    else:
        block = [f"{fence}{info}", *lines, fence]
    at = len(text.rstrip()) if endpoint.section is None else _end_of_request(page, endpoint, endpoint.section)
    return Edit(Span(page.source, at, at), end * 2 + end.join(block))


def _end_of_request(page: Page, endpoint: EndpointPage, section: Text) -> int:
    """Where what stands in a section of a page ends, or the first heading within that is about answers begins. Raises
    Uneditable."""
    if others := {piece.source.path for piece in section.pieces if piece.source is not page.source}:
        raise Uneditable(f"some of what is below its heading is in {min(others)}, which other pages may use; write it there")
    end = section.slice(0, len(section.value.rstrip())).span().end
    headings = (part.markdown.span() for part in endpoint.body if isinstance(part, Heading) and _is_of_answers(part))
    within = (one.start for one in headings if one.source is page.source and section.span().start < one.start < end)
    first = next(within, None)
    return end if first is None else len(page.source.text[:first].rstrip())


def _is_of_answers(heading: Heading) -> bool:
    words = heading.words
    return is_of_codes(heading) or names_status(words) or (_ANSWERS.search(words) is not None and not _ASKS.search(words))


_ANSWERS = regex(r"\b(?:respon[sd]\w*|errors?|returns?|answers?|results?|fail\w*)\b", re.IGNORECASE)
_ASKS = regex(r"\brequests?\b", re.IGNORECASE)


def _fence(opening: str, code: str) -> tuple[str, str]:
    """A fence as that of another block, longer than any in the code, and what follows it there."""
    found = re.match(r"(`+|~+)([ \t]*)", opening)
    mark, space = found.groups() if found else ("```", "")
    longest = max((len(run) for run in re.findall(rf"{re.escape(mark[0])}{{3,}}", code)), default=0)
    return mark[0] * max(len(mark), longest + 1 if longest else 0), space


def _tab_above(sample: Sample, text: str, prefix: str) -> str | None:
    """What stands before the title of the content tab that holds the sample; None where it is in none."""
    for line in reversed(text[: sample.span.start].split("\n")[:-1]):
        found = _TAB.fullmatch(line.rstrip("\r"))
        if found is not None:
            return found[1] if len(prefix) - len(found[1]) >= 4 else None
        if line.strip() and not line.startswith(prefix):
            return None
    return None


def _end_of_tab(text: str, at: int, prefix: str) -> int:
    """Where what is in the tab ends."""
    end = at
    while (start := text.find("\n", at)) >= 0:
        stop = text.find("\n", start + 1)
        line = text[start + 1 : stop if stop >= 0 else len(text)]
        if line.strip() and not line.startswith(prefix):
            break
        at = start + 1 + len(line)
        end = at if line.strip() else end
    return end
