"""Whether an endpoint page came out whole, with its path and with every sample of its model, whatever had a hand in it since it
was drawn: another plugin, a hook, the theme.

What is looked at is the text of the elements that show paths and code, without tags, character references and white space,
which minifiers and plugins that wrap code change. Takes linear time, on HTML that anybody may have written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape, unescape

from unisono.pages.model import EndpointPage, Page
from unisono.pages.sent import sent_target
from unisono.records import dataclass
from unisono.text.regex import regex

_SOUGHT = 200
"""Characters of a page's content by which it is found: its first element has the path."""

_TAG = regex(r"<[^<>]*>")
_MARK = "\ufeff"
"""The byte order mark, which Pygments takes away from the beginning of code (`Lexer._preprocess_lexer_input`)."""
_RESERVED = str.maketrans("", "", "\x02\x03")  # which Python-Markdown keeps for itself


@dataclass(frozen=True)
class Wanted:
    """What the HTML of an endpoint page must show: the path, if it declares one or its samples have one, and the samples, each
    with its title."""

    path: str | None
    samples: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, model: EndpointPage, shown: Page) -> Wanted:
        """`shown` is the model of the text that was drawn, which other plugins may have changed: what they put in for a
        variable is no sample that is lost."""
        lost = Counter(sample.title for sample in model.samples_beside) - Counter(
            sample.title for sample in shown.samples_beside
        )
        samples = (model if lost else shown).samples_beside
        target = model.target or (sent_target(shown) if isinstance(shown, EndpointPage) else None)
        return cls(
            target.path if target else None,
            tuple((sample.title, sample.code.value) for sample in samples if sample.code.value.strip()),
        )

    def missing(self, html: str) -> list[str]:
        """What the HTML does not show, in words."""
        html = _without_comments(html)
        found = []
        if self.path is not None and not any(_text(self.path) in path for path in _contents(html, "unisono-path", "</code>")):
            found.append(f"the path '{self.path}'")
        codes = "\n".join(_contents(html, "<pre", "</pre>"))
        return found + [f"the sample '{title}'" for title, code in self.samples if _text(code) not in codes]


def contains(html: str, content: str) -> bool:
    """Whether HTML has a page's content in it as it was drawn, and not in a comment."""
    at = html.find(content[:_SOUGHT])  # a tenth of the time that it takes to search for all of it
    return html.startswith(content, max(at, 0)) and html.rfind("<!--", 0, at) <= html.rfind("-->", 0, at)


def _without_comments(html: str) -> str:
    first, *rest = html.split("<!--")
    return "".join([first, *(part.partition("-->")[2] for part in rest)])


def _contents(html: str, begin: str, end: str) -> Iterator[str]:
    """The texts of the elements in whose start tag `begin` stands."""
    for part in html.split(end)[:-1]:
        _, found, rest = part.rpartition(begin)
        if found:
            yield _shown(rest.partition(">")[2])


def _text(code: str) -> str:
    """Text as it is when it was written out as HTML and read again."""
    written = escape(code.translate(_RESERVED)).encode("utf-8", "xmlcharrefreplace").decode()
    return _shown(written)


def _shown(html: str) -> str:
    return "".join(unescape(_TAG.sub("", html)).replace(_MARK, "").split())
