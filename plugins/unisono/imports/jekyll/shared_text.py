"""The includes of a site, which several pages share, and whose links may have to lead elsewhere for each audience."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import PurePosixPath

from unisono.imports import ImportedFile, Origin
from unisono.imports.jekyll.documents import Document
from unisono.imports.jekyll.rewriting import Rewriter, edited, renamed
from unisono.pages.liquid import MAX_NESTING, Includes
from unisono.text.files import INCLUDES, UnreadableError


class SharedText:
    """The includes that pages use. One that comes out otherwise for an audience than for most pages is a file of its own for
    these."""

    def __init__(self, pages: Iterable[Document], includes: Includes, rewriter: Rewriter) -> None:
        self._includes = includes
        self._rewriter = rewriter
        self._users: dict[str, Counter[str | None]] = {}
        for one in pages:
            for name in one.page.includes:
                self._users.setdefault(name, Counter())[one.audience] += 1
        self._text = cache(self._written)

    def name_for(self, name: str, audience: str | None) -> str:
        """What an include is called for an audience."""
        return self._name(name, audience, 0)

    def files(self) -> Iterator[ImportedFile]:
        """Those that are there; one that is not is told with the page that asks for it."""
        for name, users in self._users.items():
            with suppress(UnreadableError):
                texts = {self._name(name, audience, 0): self._text(name, audience, 0) for audience in users}
                for called, text in texts.items():
                    yield ImportedFile(f"{INCLUDES}/{called}", text, Origin(f"{INCLUDES}/{name}"))

    def _name(self, name: str, audience: str | None, depth: int) -> str:
        users = self._users.get(name)
        most = next((one for one, _ in users.most_common() if one is not None), None) if users else None
        if users is None or depth > MAX_NESTING or audience in {None, most}:
            return name
        try:
            is_same = self._text(name, audience, depth) == self._text(name, most, depth)
        except UnreadableError:
            return name
        path = PurePosixPath(name)
        return name if is_same else str(path.with_name(f"{path.stem}.{audience}{path.suffix}"))

    def _written(self, name: str, audience: str | None, depth: int) -> str:
        text = self._includes.source(name).text
        users = self._users.get(name)
        most = next((one for one, _ in users.most_common() if one is not None), None) if users else None
        for_whom = most if audience is None else audience
        edits = self._rewriter.include(name, text, for_whom)
        return edited(text, [*edits, *renamed(text, lambda other: self._name(other, for_whom, depth + 1))])
