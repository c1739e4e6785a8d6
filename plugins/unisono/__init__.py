"""API documentation whose samples send the same request.

The public interface: read pages (`read_pages`, `read_page`), see what their samples send (`inspect`), check them (`check`).
"""

import os
import sys

# Of `python -m unisono`, Python looks for modules in the working directory first, which is anybody's. This comes before all
# else that is imported, also before `__future__`; the two above are there since Python started.
if sys.argv[:1] == ["-m"] and not sys.flags.safe_path and sys.path[:1] == [os.getcwd()]:  # noqa: PTH109
    del sys.path[0]

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unisono.checking.check import check
    from unisono.checking.checked import CheckedPage
    from unisono.checking.diagnostic import Diagnostic, Finding, Severity
    from unisono.checking.result import Result, Summary
    from unisono.exports.inspection import inspect
    from unisono.pages.liquid import Includes
    from unisono.pages.model import EndpointPage, Example, Page, Sample
    from unisono.pages.paths import read_pages
    from unisono.pages.problem import Related
    from unisono.pages.reading import read_page
    from unisono.text.source import Source, Span, Text
    from unisono.wire.har import to_har
    from unisono.wire.request import Content, Field, Part, Request

__all__ = [
    "CheckedPage",
    "Content",
    "Diagnostic",
    "EndpointPage",
    "Example",
    "Field",
    "Finding",
    "Includes",
    "Page",
    "Part",
    "Related",
    "Request",
    "Result",
    "Sample",
    "Severity",
    "Source",
    "Span",
    "Summary",
    "Text",
    "check",
    "inspect",
    "read_page",
    "read_pages",
    "to_har",
]

_MODULES = (
    "text.source",
    "wire.request",
    "wire.har",
    "pages.liquid",
    "pages.model",
    "pages.paths",
    "pages.problem",
    "pages.reading",
    "checking.check",
    "checking.checked",
    "checking.diagnostic",
    "checking.result",
    "exports.inspection",
)

if not TYPE_CHECKING:  # type checkers would take any name for one of ours

    def __getattr__(name: str) -> object:
        """Imports a public name when it is first used (PEP 562): the command line must not wait for all of them."""
        for module in _MODULES if name in __all__ else ():
            found = vars(importlib.import_module(f"{__name__}.{module}")).get(name)
            if found is not None:
                return found
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
