"""The first page of a new site."""

from __future__ import annotations

from unisono.text.escaping import plain_markdown

ENDPOINTS = "<!-- unisono: endpoints -->"
"""What the build replaces by the list of endpoints."""


def front_page(name: str, description: str = "") -> str:
    """A page with the site's name and the list of its endpoints."""
    parts = [f"# {plain_markdown(name)}", plain_markdown(description), "## Endpoints", ENDPOINTS]
    return "".join(f"{part}\n\n" for part in parts if part).removesuffix("\n")
