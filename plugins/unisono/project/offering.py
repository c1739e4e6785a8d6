"""What mends findings, worked out for reports and kept from run to run."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from unisono.checking.base_paths import Base
from unisono.checking.diagnostic import Diagnostic, Edit, Fix
from unisono.checking.settings import Settings
from unisono.fixing.offers import WISH, Offer, offers, with_offers
from unisono.fixing.sharing import Others, Users
from unisono.pages.model import Page
from unisono.pages.paths import PageFile, PageReader
from unisono.project.cache import encoding, including
from unisono.project.cache.fingerprint import digest
from unisono.project.cache.store import Known, Store
from unisono.records import dataclass
from unisono.text.files import UnreadableError
from unisono.text.source import Source

KIND = "fix"
"""Under which what mends a page's samples is known."""


@dataclass
class Offering:
    """The fixes of a run: `made_with` is a digest of the program and the settings, `texts` are the pages that are not as in
    their files, and `users` those that use an include."""

    reader: PageReader
    settings: Settings
    store: Store | None
    made_with: str
    texts: Mapping[PageFile, Source]
    users: Users

    def with_fixes(self, diagnostics: Sequence[Diagnostic], wanted: Mapping[PageFile, Base | None]) -> list[Diagnostic]:
        """The findings, those of the `wanted` pages, each with its base path, with what mends them."""
        others = Others(self.users, self.reader.read_text, WISH)
        offered: dict[str, Sequence[Offer]] = {}
        sources = {file: source for file in wanted if (source := self._source(file))}
        digests = {source.path: self._digest_of(source, wanted[file]) for file, source in sources.items()}
        known = self.store.read(KIND, digests) if self.store else {}
        written: dict[str, Known] = {}
        for file, source in sources.items():
            own = self._load(known[source.path], source) if source.path in known else None
            if own is None:
                others.were_asked = False
                page = self.reader.read_text(source)
                own = offers(page, self.settings, self.reader.read_text, wanted[file], others)
                if not others.were_asked and file not in self.texts:  # else it depends on more than the page and its includes
                    written[source.path] = Known(digests[source.path], self._dumped(page, own))
            offered[source.path] = own
        if self.store and written:
            self.store.write(KIND, written)
        return with_offers(diagnostics, offered)

    def _source(self, file: PageFile) -> Source | None:
        try:
            return self.texts.get(file) or self.reader.source(file)
        except UnreadableError:  # nothing mends it
            return None

    def _digest_of(self, source: Source, base: Base | None) -> str:
        folder = self.reader.includes(source.path).folder
        return digest(self.made_with, repr(folder), source.path, source.text, repr(base))

    def _dumped(self, page: Page, own: Sequence[Offer]) -> str:
        includes = including.digests(self.reader.includes(page.source.path), page.includes)
        return json.dumps({"offers": _dump_offers(own), "includes": includes})

    def _load(self, value: str, source: Source) -> tuple[Offer, ...] | None:
        """What was written down, if the includes that it was made with are still the same."""
        try:
            dumped = json.loads(value)
            includes = self.reader.includes(source.path)
            if including.digests(includes, dumped["includes"]) != dumped["includes"]:
                return None
            return _load_offers(dumped["offers"], including.sources(source, includes, dumped["includes"]))
        except encoding.STRANGE:  # not written by us
            return None


def _dump_offers(offers: Sequence[Offer]) -> Any:
    """What mends the samples of a page as what JSON can hold."""
    return [
        [one.title, one.rule, encoding.dump_span(one.code), one.paths, one.fix.safety, one.fix.message]
        + [[*encoding.dump_span(edit.span), edit.text] for edit in one.fix.edits]
        for one in offers
    ]


def _load_offers(dumped: Any, sources: Mapping[str, Source]) -> tuple[Offer, ...]:
    """The same again; raises as `encoding.load` does."""
    return tuple(_load_offer(one, sources) for one in dumped)


def _load_offer(dumped: Any, sources: Mapping[str, Source]) -> Offer:
    title, rule, code, paths, safety, message, *edits = dumped
    made = tuple(Edit(encoding.load_span(span, sources), str(text)) for *span, text in edits)
    fix = Fix("safe" if safety == "safe" else "unsafe", str(message), made)
    return Offer(
        str(title), rule if rule is None else str(rule), encoding.load_span(code, sources), tuple(map(str, paths)), fix
    )
