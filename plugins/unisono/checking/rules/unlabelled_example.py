"""## What it does

Reports JSON that is an example of nothing. Without a title: in `right_code` and lists of code blocks on an endpoint page with
samples, and in its body, wherever it stands there, if a sample sends content and no example says what that should be. With a
title that does not say what it is of ("Data", "Example", "Body parameters"): if it has the names of what a sample sends, or of
the response parameters, and the page has no example of that.

## Why is this bad?

It is shown, and compared with nothing: neither samples nor parameter lists have to agree with it.

## Example

```yaml
right_code: |
  ~~~ json
  {"quantity": 2}
  ~~~
```

Write `{: title="Request" }` or `{: title="Response" }` on the line after it.

## How to mend it

Write `{: title="Request" }` or `{: title="Response" }` on the line directly below the block.

## When not to use it

Where pages show JSON that is neither, such as events: give it a title that says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.blocks import CodeBlock
from unisono.pages.model import EndpointPage, Example, ExampleKind
from unisono.pages.parameters import Place
from unisono.pages.sent import sent_requests
from unisono.pages.titles import misspelt_kind
from unisono.text.json import JsonError, Node, begins_json, read_annotated_json
from unisono.text.regex import regex
from unisono.text.source import Span, Text

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    endpoint = page.page
    if not isinstance(endpoint, EndpointPage) or not endpoint.samples:
        return
    told = {related.span for finding in page.reported("malformed-title") for related in finding.related}
    told |= set(page.detached_titles)
    open_content = not endpoint.request_examples and any(
        request.content is not None for sample in endpoint.samples for request in sample.reading.requests
    )
    for code in (*_untitled(endpoint.aside), *(_untitled_in_body(endpoint) if open_content else ())):
        if code.span() not in told:
            told.add(code.span())
            message = (
                'this JSON has no title, and is compared with nothing; write {: title="Request" } or {: title="Response" }'
            )
            yield Finding(f"{message} on the line after it, or what else it is", code.stripped().span())
    yield from _like_an_example(endpoint, told)


def _untitled(parts: Sequence[object]) -> Iterator[Text]:
    for part in parts:
        match part:
            case Example(title=None, kind=ExampleKind.OTHER) | CodeBlock(title=None):
                if part.info is not None and part.info.value.lower() in {"json", "jsonc", "json5"}:
                    yield part.code


def _untitled_in_body(page: EndpointPage) -> Iterator[Text]:
    """Also in what stands in the body: list items, boxes, elements of HTML; labelled as JSON or not."""
    yield from _untitled(page.body)
    titled = {part.code.span() for part in page.body if isinstance(part, CodeBlock) and part.title is not None}
    for block in page.blocks:
        if block.role == "other" and block.code.span() not in titled and _is_object(block.code):
            yield block.code


def _is_object(code: Text) -> bool:
    """Whether code is an object, or an array of some, in JSON or in what is nearly that."""
    if fenced := _FENCED.fullmatch(code.value):
        code = code.slice(*fenced.span(1))
    return _BEGINS.match(code.known) is not None or _members(code) != set()


_BEGINS = regex(r"\s*(?:\[\s*)?\{\s*\"[^\"\n]{1,100}\"\s*:")


def _like_an_example(page: EndpointPage, told: Collection[Span]) -> Iterator[Finding]:
    """Those whose title does not say what they are of, and whose members do."""
    sent = [
        {key.value for key, _ in request.content.json.members}
        for sample in page.samples
        for request in sent_requests(sample, page.target)
        if request.content is not None and isinstance(request.content.json, Node)
    ]
    answered = {
        p.name.value for g in page.parameter_groups if g.place is Place.RESPONSE and not g.subject for p in g.parameters
    }
    has_response = any(example.kind is ExampleKind.RESPONSE for example in page.examples)
    for part in (*page.aside, *page.body):
        if not isinstance(part, Example | CodeBlock) or not part.title or part.code.span() in told:
            continue
        if misspelt_kind(part.title.value):  # see misspelt-title
            continue
        names = _members(part.code) if not isinstance(part, Example) or part.kind is ExampleKind.OTHER else set()
        if not page.request_examples and any(_alike(names, own) for own in sent):
            meant, of = "Request", "what a sample sends"
        elif not has_response and _alike(names, answered):
            meant, of = "Response", "the response parameters"
        else:
            continue
        message = (
            f"the title {part.title.value!a} does not say what this JSON is an example of, and it is compared with nothing; it "
            f"has the names of {of}: call it '{meant}'"
        )
        yield Finding(message, part.title.span(), where=part.title.value)


def _members(code: Text) -> set[str]:
    """The names of an object's members, or of those in an array; none of what is no JSON. A fence that is indented like code is
    code as well."""
    if fenced := _FENCED.fullmatch(code.value):
        code = code.slice(*fenced.span(1))
    if not begins_json(code):
        return set()
    try:
        node, _ = read_annotated_json(code)
    except JsonError:
        return set()
    return {key.value for one in (node.items if node.kind == "array" else (node,)) for key, _ in one.members}


_FENCED = regex(r"(?:~{3,}|`{3,})[^\n]*\n(.*?)\n[ \t]*(?:~{3,}|`{3,})[\s\S]*", re.DOTALL)


def _alike(names: set[str], others: set[str]) -> bool:
    """Whether most names are the same."""
    return 2 * len(names & others) > max(len(names), len(others))
