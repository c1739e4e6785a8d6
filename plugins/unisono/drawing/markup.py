"""The parts of an endpoint page as HTML, written from the model. Everything an author wrote is escaped here."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from unisono.checking.disagreements import page_base
from unisono.drawing.highlight import code_html
from unisono.pages.blocks import CodeBlock
from unisono.pages.model import EndpointPage, shown_description
from unisono.pages.parameters import Parameter
from unisono.pages.sent import sent_target
from unisono.pages.stated import stated_of
from unisono.text.regex import regex
from unisono.text.source import Origin
from unisono.wire.target import PathParameter, Target
from unisono.wire.urls import Url, split_url
from unisono.words import Words
from unisono.words import html as word_html


def request_line_html(page: EndpointPage, words: Words) -> str:
    """What stands below the heading: the method's badge, whether the endpoint is deprecated, and the path, its parameters set
    apart; of a page that declares none, the one that its samples have, which is said."""
    sent = sent_target(page)
    target = page.target or sent
    path = _address_html(page, target, from_samples_html(words) if sent else "", words) if target else ""
    deprecated = deprecated_html(words) if page.deprecation else ""
    return f'<p class="unisono-request-line">{method_html(page.method)}{deprecated}{path}</p>'


def description_html(page: EndpointPage) -> str:
    """The description, where it says more than the heading."""
    described = shown_description(page)
    return f'<p class="unisono-description">{escape(described.value)}</p>' if described else ""


def pieces_of_note(note: str) -> list[tuple[str, str]]:
    """A text from front matter, in which a link of Markdown to a page or an address of the web is one and all else is text: the
    pieces, each with the target that it links to or ""."""
    pieces, at = [], 0
    for link in _LINK.finditer(note):
        pieces += [(note[at : link.start()], ""), (link[1], link[2])]
        at = link.end()
    return [*pieces, (note[at:], "")]


_LINK = regex(r"\[([^\[\]]+)\]\(((?:https?:|mailto:|(?![^/?#()\s]*:))[^()\s]+)\)")


def method_html(method: str) -> str:
    """The badge of a method."""
    css = method.lower() if method.isalpha() else "other"
    return f'<span class="unisono-method unisono-method--{escape(css)}">{escape(method)}</span>'


def deprecated_html(words: Words) -> str:
    """The badge of an endpoint that should no longer be used."""
    return f'<span class="unisono-deprecated">{escape(words.deprecated)}</span>'


def from_samples_html(words: Words) -> str:
    """What stands beside a path that the page does not declare."""
    return f'<span class="unisono-sent">{escape(words.from_samples)}</span>'


def _address_html(page: EndpointPage, target: Target, note: str, words: Words) -> str:
    """The base URL, the path, a note on it, and a button that copies what is shown (Material's own, which does so by its
    attribute)."""
    origin, base = origin_of(page) or "", page_base(page) or ""
    shown = f'<span class="unisono-base" title="{escape(origin)}">{escape(origin)}</span>' if origin else ""
    word, whole = words.copy_url if origin else words.copy_path, origin + base + target.path
    copied = f'class="unisono-copy" type="button" title="{escape(word)}" data-clipboard-text="{escape(whole)}"'
    path = f'<code class="unisono-path">{path_html(target, base)}</code>'
    return f'<span class="unisono-address">{shown}{path}</span>{note}<button {copied}></button>'


def origin_of(page: EndpointPage) -> str | None:
    """Scheme and host that the page declares, or else those that all its samples send to. None where a part of what stands
    before the path is not known: half a URL is none."""
    if page.target and page.target.base:
        return page.target.base.value
    urls = [split_url(request.url) for sample in page.samples for request in sample.reading.requests]
    origins = {f"{url.scheme}://{url.authority}" for url in urls if url.authority.value}
    is_known = not any(url.authority.has_placeholder or _is_no_host(url) for url in urls)
    return origins.pop() if len(origins) == 1 and is_known else None


def _is_no_host(url: Url) -> bool:
    """Whether what a client takes for a host is what a missing value leaves of a URL: `{{ site.api_url }}orders`."""
    authority = url.authority.value
    if not authority or "." in authority or ":" in authority or authority == "localhost":
        return False
    return url.scheme.pieces[0].origin is not Origin.VERBATIM


def path_html(target: Target, base: str = "") -> str:
    """The path, its parameters set apart, below the API's base path."""
    html = "".join(
        f"<var>{{{escape(part.name.value)}}}</var>"
        if isinstance(part, PathParameter)
        else escape(part.value).replace("/", "/<wbr>")  # a path may break after any slash but its first
        for part in target.parts
    )
    below = escape(base).replace("/", "/<wbr>") + "/<wbr>" + html.removeprefix("/<wbr>")
    return "/" + below.removeprefix("/<wbr>")


def parameter_html(parameter: Parameter, name: str, words: Words) -> str:
    """A parameter's name, which links to where it stands (`name` is its permanent name), its type, whether it is required, and
    the default, the values and the range that are stated."""
    html = (
        f'<a class="unisono-name" href="#{escape(quote(name, errors="replace"))}" title="{escape(words.permanent_link)}">'
        f"<code>{escape(parameter.name.value)}</code></a>"
    )
    if parameter.type:
        html += f'<span class="unisono-type">{escape(parameter.type.value)}</span>'
    if parameter.required is not None:
        kind, word = ("required", words.required) if parameter.required else ("optional", words.optional)
        html += f'<span class="unisono-{kind}">{escape(word)}</span>'
    default, values, _, facts = stated_of(parameter)
    if default is not None:
        html += (
            f'<span class="unisono-default">{word_html(words.default, value=f"<code>{escape(default.value)}</code>")}</span>'
        )
    if values:
        listed = " ".join(f"<code>{escape(value.value)}</code>" for value in values)
        html += f'<span class="unisono-values">{word_html(words.one_of, values=listed)}</span>'
    if parameter.range:
        html += f'<span class="unisono-range">{escape(" ".join(parameter.range.value.split()))}</span>'
    return html + "".join(f'<span class="unisono-range">{_with_code(fact)}</span>' for fact in facts)


def _with_code(text: str) -> str:
    """A text in which code stands in backquotes."""
    return "".join(
        f"<code>{escape(part)}</code>" if number % 2 else escape(part) for number, part in enumerate(text.split("`"))
    )


def code_block_html(block: CodeBlock) -> str:
    """Code that stands in the prose, under its title."""
    return code_html(block.code.value, block.info.value if block.info else "text", block.title.value if block.title else "")
