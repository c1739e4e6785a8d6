"""Try it in a site: its files, the builds that have none of it, and the pages that have it."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from unisono.checking.wording import count
from unisono.drawing.try_it import CLASS
from unisono.pages.model import EndpointPage, Page

ASSETS = ("assets/unisono/unisono.try.css", "assets/unisono/unisono.try.js")
"""The site's script loads them from beside itself, when a reader opens the panel."""

_NAMED = 5
"""Pages that a message names."""


def is_for_files(config: MkDocsConfig) -> bool:
    """Whether a site is opened from a disk (`file:`), where no server can allow it to read an answer: with the plugin
    `offline` of Material, or as MkDocs has it, without `site_url` and `use_directory_urls`."""
    offline = any(
        type(plugin).__name__ == "OfflinePlugin" and plugin.config.get("enabled") for plugin in config.plugins.values()
    )
    return offline or not (config.site_url or config.use_directory_urls)


def told(heads: Mapping[str, Page], files: Files) -> str:
    """On how many of the pages of endpoints a request can be tried, and on which not."""
    endpoints = {
        path: file.page.content or ""
        for path, head in heads.items()
        if isinstance(head, EndpointPage) and (file := files.get_file_from_path(path)) and file.page  # else it is left out
    }
    without = [path for path, content in endpoints.items() if f'class="{CLASS}"' not in content]
    said = f"Try it: on {len(endpoints) - len(without)} of {count(len(endpoints), 'endpoint page')}"
    named = ", ".join(without[:_NAMED]) + (f" and {len(without) - _NAMED} more" if len(without) > _NAMED else "")
    return f"{said}; no sample is proven to send the request of {named}" if without else said
