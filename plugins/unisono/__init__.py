"""API documentation whose samples send the same request.

The public interface: read pages (`read_pages`, `read_page`), see what their samples send (`inspect`), check them (`check`).
"""

from unisono.checker import Result, Summary, check
from unisono.diagnostic import Diagnostic, Related, Severity
from unisono.inspection import inspect
from unisono.liquid import Includes
from unisono.page import EndpointPage, Example, Page, Sample, read_page
from unisono.pages import read_pages
from unisono.request import Content, Field, Part, Request, to_har
from unisono.source import Source, Span, Text

__all__ = [
    "Content",
    "Diagnostic",
    "EndpointPage",
    "Example",
    "Field",
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
