"""Which pages a build's audience may see. Whatever is unclear is hidden."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from unisono.page import EndpointPage, Page

VARIABLE = "UNISONO_AUDIENCE"
"""The environment variable that says for whom a build is, as values of `visibility` with commas between them."""

UNCLEAR = ("internal-error", "invalid-front-matter", "unreadable-page")
"""The rules under which reading a page reports that its front matter may not say what its author meant."""


def chosen_audience(configured: Iterable[str], environment: Mapping[str, str]) -> tuple[str, ...]:
    """The audience of a build: the environment's where it names one, even if that is nobody, else the configured one."""
    named = environment.get(VARIABLE)
    values = configured if named is None else named.split(",")
    return tuple(stripped for value in values if (stripped := value.strip()))


def visible(page: Page, audience: Collection[str]) -> bool:
    """Whether the page's `visibility` is one of the audience's. An endpoint page must say it; any other page that does not is
    for everybody. A page whose front matter cannot be read is for nobody."""
    if any(problem.rule in UNCLEAR for problem in page.problems):
        return False
    if not isinstance(page, EndpointPage) and page.front_matter.get("visibility") is None:
        return True
    return page.visibility in audience
