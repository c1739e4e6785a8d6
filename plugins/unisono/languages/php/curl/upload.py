"""Files in a form of libcurl's."""

from __future__ import annotations

from unisono.languages.program.values import Host
from unisono.records import dataclass
from unisono.text.source import Text


@dataclass(slots=True, eq=False)
class Upload(Host):
    """A file for a form: `CURLFile`, or `CURLStringFile`, whose content the sample has itself."""

    content: Text
    filename: Text
    media_type: Text | None
