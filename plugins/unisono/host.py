"""How the page being converted reaches the Markdown extension."""

from __future__ import annotations

from contextvars import ContextVar
from typing import NamedTuple

from unisono.checker import Result, check
from unisono.liquid import Includes
from unisono.page import Page, read_page
from unisono.source import Source


class Given(NamedTuple):
    """A page to convert and what its check found. `preview` says whether the author looks at it: then findings are marked."""

    page: Page
    result: Result
    preview: bool = False


CURRENT: ContextVar[Given | None] = ContextVar("unisono_current_page", default=None)
"""The page that a host's adapter (the MkDocs plugin) is about to convert."""


def take_page(text: str) -> Given:
    """The page whose Markdown `text` is being converted: the adapter's, or else the text itself with its front matter. The
    adapter's is there once: what is converted in the course of a page's conversion is not that page."""
    given = CURRENT.get()
    CURRENT.set(None)
    if given is not None:
        return given
    page = read_page(Source("<markdown>", text), Includes(None))
    return Given(page, check(page))
