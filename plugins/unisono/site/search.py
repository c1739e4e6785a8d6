"""What Material's search knows of an endpoint beyond the text of its page.

Its index holds `/orders/cancel/` and `order_uuid` as single words, as its separator is white space and hyphens, and samples on
any page name methods. So an endpoint's entry gets a field of its own in the index, which is searched but not shown: the method,
the path and the parameters, whole and in words. The separator stays the author's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from material.plugins.search.plugin import SearchPlugin  # type: ignore[import-untyped]

from unisono.page import EndpointPage

FIELD = "endpoint"

BOOST = 100.0
"""A match here counts more than one in the text (1) and less than one in the title (1,000)."""

_WORD = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![^\W\d_A-Z])|\d+")


def search_words(page: EndpointPage) -> list[str]:
    """The words that an endpoint is found by, each once."""
    names = [name.value for group in page.parameter_groups for parameter in group.parameters if (name := parameter.name)]
    paths = [page.target.path, page.target.path.strip("/")] if page.target else []
    return list(dict.fromkeys([page.method, *(word for text in (*paths, *names) for word in (text, *_WORD.findall(text)))]))


def complete_search(plugins: Iterable[object], endpoints: Mapping[str, EndpointPage]) -> None:
    """Add to the entries that Material's search plugin has collected, before it writes them. `endpoints` is by page URL."""
    for plugin in plugins:
        if isinstance(plugin, SearchPlugin) and plugin.config.enabled:
            index = plugin.search_index
            index.config["fields"][FIELD] = {"boost": BOOST}
            for entry in index.entries:
                if entry["location"] in endpoints:
                    entry[FIELD] = " ".join(search_words(endpoints[entry["location"]]))
