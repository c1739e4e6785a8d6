"""The files of a new site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from unisono.starting.configuration import SiteSettings, configuration
from unisono.starting.front_page import front_page
from unisono.starting.page import example_request, sample_blocks
from unisono.text.files import INCLUDES, read_source

CONFIGURATION = "mkdocs.yml"
PAGES = "docs"
IGNORED = ".gitignore"
WORKFLOW = ".github/workflows/docs.yml"
HOOKS = ".pre-commit-config.yaml"

_HERE = Path(__file__).parent
_PATH = "/orders/1c4f8a02/notes/"
_CONTENT = {"text": "Ring twice.", "pinned": True}


def default_options() -> Mapping[str, Any]:
    """The options of the plugin on a new site."""
    found: Mapping[str, Any] = yaml.safe_load(_data("plugin.yml"))
    return found


def new_site(name: str) -> dict[str, str]:
    """The files of a site that is called `name`, by their paths from its folder."""
    settings = SiteSettings(name, f"The documentation of {name}", "https://docs.example.com/", default_options())
    return {CONFIGURATION: configuration(settings), **pages(name), **around()}


def pages(name: str, folder: str = PAGES) -> dict[str, str]:
    """The pages that a site begins with, and their include."""
    return {
        f"{folder}/index.md": front_page(name),
        f"{folder}/orders/add_note.md": example_page(),
        f"{folder}/{INCLUDES}/response_codes.md": _data("response_codes.md"),
    }


def around(folder: str = PAGES) -> dict[str, str]:
    """What a repository has beside the site: what is checked when, and what is not kept."""
    return {
        WORKFLOW: _data("workflow.yml").replace("check docs ", f"check {folder} "),
        HOOKS: _data("hooks.yml").replace("[docs]", f"[{folder}]"),
        IGNORED: _data("ignored.txt"),
    }


def example_page() -> str:
    """The page of an endpoint, with its samples written, that has nothing to be found."""
    options = default_options()
    blocks, _ = sample_blocks(example_request(options["servers"][0], _PATH, _CONTENT), options["languages"])
    return _data("example.md") + "\n" + "\n".join(blocks)


def _data(name: str) -> str:
    return read_source(_HERE / name, _HERE).text
