"""Regular expressions that are compiled when they are first used.

The readers hold some eight hundred. The check of one page uses a third of them, and to compile all took a third of its time.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, Generic, cast

_USES = ("finditer", "findall", "flags", "fullmatch", "groupindex", "groups", "match", "search", "split", "sub", "subn")


class _Late(Generic[AnyStr]):
    """A pattern that answers as its compiled one does; after the first use its methods are the compiled one's own."""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self.pattern: AnyStr = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _USES:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update((each, getattr(compiled, each)) for each in _USES)
        return self.__dict__[name]

    def __reduce__(self) -> tuple[Any, tuple[AnyStr, int]]:
        return regex, (self.pattern, self._flags)


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern, for a constant of a module: compiled when it is first used.

    It has the attributes and methods of `re.Pattern`, but is none for the functions of `re`: call its own methods.
    A mistake in the pattern raises `re.error` when it is first used; a test of the project compiles all of them.
    """
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))
