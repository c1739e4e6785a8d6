"""Lines in whose place a program puts what is in another file, which nobody else has read: those of PyMdown's Snippets and of
markdown-include, and those of other programs that make sites of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unisono.text.regex import regex

_SNIPPET = regex(
    r"""^[ \t]*(?:(?P<line>-{1,9}8<-{1,9}[ \t]+(?:"[^"\n]+"|'[^'\n]+'))|(?P<block>-{1,9}8<-{1,9}))[ \t]*\r?$"""
    r"""|(?P<include>\{![^!\n{}]+![^\n{}]{0,200}\}|\{\{#(?:include|playground|rustdoc_include)[ \t][^\n{}]{1,200}\}\})""",
    re.MULTILINE,
)

_CODE = r"\.(?:md|mdx|markdown|sh|bash|http|json|ya?ml|py|js|mjs|ts|rb|php|go|java|cs|ps1|txt|html)\b"
_FILE = rf"\{{?[\"'](?![^\"'<>\n]{{0,200}}(?:://|\.html?\b))[^\"'<>\n]{{1,200}}{_CODE}[\"']\}}?"
"""The value of an attribute that names a file to put in; an address and a page of HTML are where a link leads."""
_ELSEWHERE = regex(
    r"^[ \t>]*+(?=[{!@i\[:<.])(?:"  # as few lines begin
    r"(?P<hugo>\{\{[<%][ \t]*(?:include|read-?file|gist)[\w/-]*[ \t][^\n{}]{1,200}[%>]\}\})"
    r"|(?P<paired>\{\{[<%][ \t]*(?:code|snippet|embed)(?:-?(?:file|code|snippet|block|sample))?[ \t]+"
    rf"(?:[\"']?[^\s\"'={{}}]{{1,200}}?{_CODE}|(?:[^\n{{}}]{{0,200}}[ \t])?(?:file|src|source|path)=)"
    r"[^\n{}]{0,200}[%>]\}\}"
    r"(?=[ \t]*\r?(?:\n[ \t]*\r?(?:\n|\Z)|\Z)))"  # and not what it is about, up to its end
    r"|(?P<marked>!!![ \t]?include[ \t]?\([^()\n]{1,200}\)[ \t]?!!!)"
    rf"|(?P<imported>@import[ \t]+[\"'][^\"'\n]{{1,200}}{_CODE}"
    r"|import[ \t]+\w+[ \t]+from[ \t]+[\"'][^\"'\n]{1,200}\.mdx?[\"'];?)"
    r"|(?P<docfx>(?i:\[!(?:include|code-\w+)[ \t]*\[[^\[\]\n]*\]\([^()\n]{1,200}\)\])"
    r"|:::code[ \t][^\n]{0,200}\bsource=[^\n]{1,200}:::)"
    r"|(?P<vitepress><<<[ \t]+[@./~][^\s]{1,200}[^\n]{0,100})"
    r"|(?P<asciidoc>include::[^\s\[\]]{1,200}\[[^\[\]\n]*\]|\.\.[ \t]+(?:literal)?include::[ \t]+\S{1,200})"
    rf"|(?P<embedded>!\[\[[^\[\]\n]{{1,200}}?(?:{_CODE}|(?<![.]\w\w\w))\]\])"
    r"|(?P<component><(?!\w{0,40}(?:Link|Card|Button|Download|Attach|Redirect))[A-Z]\w*[ \t]"
    rf"(?:[^<>\n]{{0,200}}[ \t])?file={_FILE}[^<>\n]{{0,200}}>"
    r"|<(?=\w{0,40}(?:Code|Snippet|Include|Import|Sample|Example|Partial|Markdown))[A-Z]\w*[ \t]"
    rf"(?:[^<>\n]{{0,200}}[ \t])?(?:src|source)={_FILE}[^<>\n]{{0,200}}>"
    r"|<Code(?:Block)?[ \t][^<>\n]{0,200}\bcode=\{\w+\}[^<>\n]{0,200}>)"
    r"|(?P<template><%=[ \t]*(?:partial|render|erb)\b[^%\n]{1,200}%>"
    r"|<\?(?:php|=)?[ \t]*(?:include|require)\w*\b[^\n]{1,200}\?>)"
    r"|(?P<gist><script[ \t][^<>\n]{0,100}\bsrc=[\"']https://gist\.github\.com/[^<>\n]{1,200}>)"
    r"|(?P<tag>\{%-?[ \t]*\r?\n[ \t]*include(?:-markdown)?[ \t][^%]{1,500}%\})"
    r")",
    re.MULTILINE,
)

_TAG = regex(
    r"\{%-?[ \t]*(?:include\w*|include-markdown|render|snippet|embed(?![^%\n]{0,200}://(?!gist\.)))[ \t][^%\n]{1,200}%\}"
    r"|\{\{[ \t]*(?:(?:[A-Za-z]+_)?(?:include|read|snippet|insert|import|render)\w*|file|code)\("
    rf"[ \t]*[\"'][^\"'\n{{}}]{{1,200}}(?:{_CODE}|\.[ct]sv)[\"'][^{{}}\n]{{0,200}}\}}\}}"
)
"""Any other function may take a text with a dot, such as a key of texts, a version or the name of an image."""


def snippets(text: str) -> Iterator[tuple[int, int]]:
    """The places of such lines that are replaced in code as well; of a block of several files, of the mark that begins it. One
    that is escaped with `;` is none."""
    if "8<" not in text and "{!" not in text and "{{#" not in text:  # as nearly always
        return
    is_open = False
    for found in _SNIPPET.finditer(text):
        if found["block"]:
            is_open = not is_open
            if not is_open:
                continue
        yield found.span(str(found.lastgroup))


def elsewhere(text: str) -> Iterator[tuple[int, int]]:
    """The places of all such lines in text that is no code."""
    yield from snippets(text)
    yield from (found.span(str(found.lastgroup)) for found in _ELSEWHERE.finditer(text))


def tags(text: str) -> Iterator[tuple[int, int]]:
    """The places of tags that do the same where nothing else looks at tags."""
    if "{%" in text or "{{" in text:
        yield from (found.span() for found in _TAG.finditer(text))
