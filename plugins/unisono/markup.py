"""The parts of an endpoint page as HTML, written from the model. Everything an author wrote is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from unisono.blocks import CodeBlock
from unisono.highlight import code_html
from unisono.languages import languages
from unisono.page import EndpointPage, Example, ExampleKind, Page, Sample
from unisono.parameters import Parameter
from unisono.stated import stated
from unisono.target import PathParameter, Target


def heading(page: EndpointPage) -> str:
    """What a page is called, as plain text: its name, else a title that is not its path, else its path, else its file."""
    if page.name:
        return page.name.value
    if page.title and not _only_names_the_target(page.title.value, page):
        return page.title.value
    return page.target.path if page.target else page.source.path


def head_html(page: EndpointPage) -> str:
    """What stands below the heading: the method's badge and the path, its parameters set apart, whether the endpoint is
    deprecated, and the description."""
    path = f'<code class="unisono-path">{path_html(page.target)}</code>' if page.target else ""
    line = f'<p class="unisono-request-line">{method_html(page)}{path}{deprecated_html(page)}</p>'
    if page.deprecation and page.deprecation.note:
        line += f'<p class="unisono-deprecation">{escape(page.deprecation.note.value)}</p>'
    if page.description and not _only_names_the_target(page.description.value, page):
        line += f'<p class="unisono-description">{escape(page.description.value)}</p>'
    return line


def method_html(page: EndpointPage) -> str:
    """The method's badge."""
    method = escape(page.method)
    css = method.lower() if method.isalpha() else "other"
    return f'<span class="unisono-method unisono-method--{css}">{method}</span>'


def deprecated_html(page: EndpointPage) -> str:
    """The badge of an endpoint that should no longer be used."""
    return '<span class="unisono-deprecated">deprecated</span>' if page.deprecation else ""


def _only_names_the_target(text: str, page: EndpointPage) -> bool:
    """Whether a value is where the author wrote the path, and says nothing else."""
    words = text.split()
    return (
        page.target is not None
        and page.target.text.value in words
        and all(word == page.target.text.value or word.upper() == page.method for word in words)
    )


def path_html(target: Target) -> str:
    """The path, its parameters set apart."""
    parts = [
        f"<var>{{{escape(part.name.value)}}}</var>"
        if isinstance(part, PathParameter)
        else escape(part.value).replace("/", "/<wbr>")  # a path may break after any slash
        for part in target.parts
    ]
    return ("" if parts and parts[0].startswith("/") else "/<wbr>") + "".join(parts)


def parameter_html(parameter: Parameter, name: str) -> str:
    """A parameter's name, which links to where it stands (`name` is its permanent name), its type, whether it is required, and
    the default and the values that its description states."""
    html = (
        f'<a class="unisono-name" href="#{escape(quote(name))}" title="Permanent link">'
        f"<code>{escape(parameter.name.value)}</code></a>"
    )
    if parameter.type:
        html += f'<span class="unisono-type">{escape(parameter.type.value)}</span>'
    if parameter.required is not None:
        word = "required" if parameter.required else "optional"
        html += f'<span class="unisono-{word}">{word}</span>'
    default, values, _ = stated(parameter.markdown.value)
    if default is not None:
        html += f'<span class="unisono-default">default <code>{escape(default)}</code></span>'
    if values:
        listed = " ".join(f"<code>{escape(value)}</code>" for value in values)
        html += f'<span class="unisono-values">one of {listed}</span>'
    return html


def code_column_html(page: Page) -> str:
    """The samples as tabs, below them the request's examples, below these those of the responses as tabs."""
    requests = [e for e in page.examples if e.kind is ExampleKind.REQUEST]
    responses = [e for e in page.examples if e.kind is ExampleKind.RESPONSE]
    others = [e for e in page.examples if e.kind is ExampleKind.OTHER]
    blocks = [
        _tabs_html("samples", [(sample.title, _sample_html(sample)) for sample in page.samples]),
        *(
            _tabs_html(name, [(_title(e), _example_html(e)) for e in examples])
            for name, examples in (("request", requests), ("responses", responses), ("examples", others))
        ),
    ]
    return "\n".join(block for block in blocks if block)


def _title(example: Example) -> str:
    return example.title.value if example.title else "Example"


def code_block_html(block: CodeBlock) -> str:
    """Code that stands in the prose, under its title."""
    return code_html(block.code.value, block.info.value if block.info else "text", block.title.value if block.title else "")


def _sample_html(sample: Sample) -> str:
    lexer = languages()[sample.language].LEXER if sample.language else (sample.info.value if sample.info else "text")
    return code_html(sample.code.value, lexer)


def _example_html(example: Example) -> str:
    return code_html(example.code.value, example.info.value if example.info else "text")


def _tabs_html(name: str, tabs: Sequence[tuple[str, str]]) -> str:
    """Blocks of code under the labels of content tabs, in the markup of pymdownx.tabbed's alternate style, which is what
    Material styles and links across the page by label."""
    if not tabs:
        return ""
    group = f"__unisono_{name}"
    numbers = range(1, len(tabs) + 1)
    checked = ' checked="checked"'
    inputs = "".join(f'<input{checked if n == 1 else ""} id="{group}_{n}" name="{group}" type="radio">' for n in numbers)
    labels = "".join(f'<label for="{group}_{n}">{escape(label)}</label>' for n, (label, _) in zip(numbers, tabs, strict=True))
    blocks = "".join(f'<div class="tabbed-block">{html}</div>' for _, html in tabs)
    return (
        f'<div class="unisono-{name} tabbed-set tabbed-alternate" data-tabs="{group}:{len(tabs)}">{inputs}'
        f'<div class="tabbed-labels">{labels}</div><div class="tabbed-content">{blocks}</div></div>'
    )
