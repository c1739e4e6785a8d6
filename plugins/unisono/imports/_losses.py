"""What of documents is not carried over."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from unisono.imports import ImportFailure, Loss, Origin
from unisono.text.documents import Document, DocumentError
from unisono.text.references import At, Library


def linked(root: Path, links: Iterable[str]) -> list[Loss]:
    """That folders which are symbolic links are not carried over: what they lead to may be anywhere."""
    what = "the folder is a symbolic link, and nothing in it is carried over"
    places = (Path(link).relative_to(root).as_posix() for link in links)
    return [Loss(Origin(place), what, "put what it leads to in its place") for place in places]


def origin_of(at: At) -> Origin:
    """Where a value stands."""
    return Origin(at.document.source.path, at.line)


class Losses:
    """What is not carried over, each once, and each kind of thing that is the same all over a document in one line."""

    def __init__(self) -> None:
        self._found: dict[tuple[Origin, str], Loss] = {}
        self._many: dict[str, tuple[At, str, int]] = {}

    def add(self, at: At, what: str, remedy: str) -> None:
        found = Loss(origin_of(at), what, remedy)
        self._found.setdefault((found.origin, what), found)

    def count(self, at: At, what: str, remedy: str) -> None:
        """The same, of what may be thousands of times in a document: the first place is told, and how many there are."""
        first, told, number = self._many.get(what, (at, remedy, 0))
        self._many[what] = first, told, number + 1

    def all(self) -> tuple[Loss, ...]:
        counted = (
            Loss(origin_of(at), what if number == 1 else f"{what} ({number} times, here first)", remedy)
            for what, (at, remedy, number) in self._many.items()
        )
        return tuple(sorted([*self._found.values(), *counted], key=lambda loss: (loss.origin.file, loss.origin.line or 0)))


class Shelf(Library):
    """The documents of one source; what is wrong with them is a loss."""

    def __init__(self, folder: Path, losses: Losses) -> None:
        super().__init__(folder, losses.add)
        self.losses = losses


def read_whole(library: Library, path: Path) -> Document:
    """The document to be imported. Raises ImportFailure, UnreadableError and OSError."""
    try:
        return library.document(path)
    except DocumentError as error:
        raise ImportFailure(str(error)) from None
