"""Text that may make a reader start over again and again, and places of a page where it may stand."""

from __future__ import annotations

from collections.abc import Callable

from exactness import assert_within
from unisono.checking.check import check
from unisono.pages.liquid import Includes
from unisono.pages.reading import read_page
from unisono.text.files import MAX_BYTES
from unisono.text.source import Source

HEAD = "---\ntitle: /orders/\nmethod: get\n---\n"

# fmt: off
UNITS = [
    " ", "\t", "\n", "\r", "\r\n", "{%", "{{", "{{ page.x }}", "{% raw %}", "{% include x ", "{% include x a",
    "{% include x a=", "%}", "<!--", "<!---->", "-->", "<!--\n", "<!-- unisono: ignore[", "`", "~", "~~~\n", "```\n",
    "~~~ a\n~~~\n", "#", "# ", "# \n", "# a\n", "=", "===", '=== "a"\n', '=== "a"\n\n', '=== "a"\n    ~~~\n    ~~~\n',
    ":", ": ", "a\n: ", "a\n\n: x\n\n", "a\n: x\n", "a\n: x\n\n    y\n", ">", "<", "<a", "(", ")", "()", "(a", "[", "]",
    "[[", "{", "{:", "{: title=", '"', "'", '"a":', "\\", "\\u", "$", "&lt", "/:", "- ", "---\n", "a", "é", "🚚", "1",
    "1e", ".", "*", "_", "|", "%41", "a=b&", "required", "a\n\t:", '~~~ rb\nx\n~~~\n{: title="Ruby" }\n',
    '~~~ json\n{}\n~~~\n{: title="Request" }\n',
]
"""What may make a reader start over again and again."""
# fmt: on


def right_code(style: str) -> Callable[[str], str]:
    return lambda run: HEAD[:-4] + f"right_code: {style}\n  " + run.replace("\n", "\n  ") + "\n---\n"


PLACES: dict[str, Callable[[str], str]] = {
    "body": lambda run: HEAD + run,
    "plain page": lambda run: run,
    "comment": lambda run: HEAD + "<!-- unisono: x" + run + "y -->",
    "tag": lambda run: HEAD + "{% include x " + run.replace("%}", "") + " %}",
    "fence": lambda run: HEAD + "~~~ json " + run,
    "json": lambda run: HEAD + "~~~ json\n[" + run + '\n~~~\n{: title="Request" }\n',
    "string": lambda run: HEAD + '~~~ json\n["' + run + '\n~~~\n{: title="Request" }\n',
    "attributes": lambda run: HEAD + '~~~ x\n~~~\n{: title="a' + run,
    "parameter": lambda run: HEAD + "name\n: (" + run,
    "tab": lambda run: HEAD + '=== "a"\n    ' + run.replace("\n", "\n    "),
    "title": lambda run: "---\nmethod: get\ntitle: /" + run.replace("\n", " ") + "\n---\n",
    "literal": right_code("|"),
    "folded": right_code(">"),
    "single quotes": lambda run: right_code("'")(run.replace("'", "''")).replace("\n---\n", "'\n---\n"),
    "double quotes": lambda run: right_code('"')(run.replace("\\", "\\\\").replace('"', '\\"')).replace("\n---\n", '"\n---\n'),
    "plain scalar": lambda run: HEAD[:-4] + "right_code: " + run + "\n---\n",
    "before the keys": lambda run: "---\n\n\n" + run + HEAD[4:],
}


def read(text: str) -> None:
    """Read and check a page; every place that it mentions must be within its file."""
    assert len(text) <= MAX_BYTES
    page = read_page(Source("page.md", text), Includes(None))
    for found in check(page).diagnostics:
        assert_within(found.span)
        for related in found.related:
            assert_within(related.span)
