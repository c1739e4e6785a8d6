"""The parts of an endpoint page as HTML, written from the model. Everything an author wrote is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from unisono.highlight import code_html
from unisono.languages import languages
from unisono.page import EndpointPage, Example, ExampleKind, Page, Sample
from unisono.target import PathParameter, Target


def request_line_html(page: EndpointPage) -> str:
    """The method's badge and the path, its parameters set apart."""
    method = escape(page.method)
    css = method.lower() if method.isalpha() else "other"
    badge = f'<span class="unisono-method unisono-method--{css}">{method}</span>'
    path = f'<code class="unisono-path">{_path_html(page.target)}</code>' if page.target else ""
    return f'<p class="unisono-request">{badge}{path}</p>'


def _path_html(target: Target) -> str:
    parts = [
        f"<var>{{{escape(part.name.value)}}}</var>" if isinstance(part, PathParameter) else escape(part.value)
        for part in target.parts
    ]
    slash = "" if target.parts and not isinstance(target.parts[0], PathParameter) and target.parts[0].value[:1] == "/" else "/"
    # A path may break after any slash, and nowhere else.
    return (slash + "".join(parts)).replace("/", "/<wbr>").replace("<<wbr>", "<").replace("/<wbr>var>", "/var>")


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
    blocks = _joined(f'<div class="tabbed-block">{html}</div>' for _, html in tabs)
    return (
        f'<div class="unisono-{name} tabbed-set tabbed-alternate" data-tabs="{group}:{len(tabs)}">{inputs}'
        f'<div class="tabbed-labels">{labels}</div><div class="tabbed-content">{blocks}</div></div>'
    )


def _joined(parts: Iterable[str]) -> str:
    return "".join(parts)
