"""Pages with very many of two things at once: what is told of them, and what is kept, grows with the page and no faster."""

from __future__ import annotations

import json

import pytest

from unisono.checking import check as checking
from unisono.checking import disagreements
from unisono.checking.check import check, entry_of
from unisono.checking.result import Result
from unisono.checking.settings import Settings
from unisono.pages.liquid import Includes
from unisono.pages.reading import read_page
from unisono.project.cache.encoding import dump
from unisono.text.source import Source

CURL = "~~~ bash\ncurl https://api.example.com/things/ {}\n~~~\n{{: title=Curl }}\n"
JSON = "-H 'Content-Type: application/json' -d '{}'"


def page(body: str, example: object = None) -> str:
    shown = f"~~~ json\n{json.dumps(example)}\n~~~\n{{: title=Request }}\n\n" if example is not None else ""
    return f"---\ntitle: /things/\nmethod: post\n---\n{shown}{body}"


def found(text: str) -> Result:
    return check(read_page(Source("page.md", text), Includes(None)), Settings(select=("all",)))


def messages(result: Result, rule: str) -> list[str]:
    return [one.message for one in result.diagnostics if one.rule == rule]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a page had room for what takes few bytes."""
    monkeypatch.setattr(disagreements, "MAX_TOLD", 12)
    monkeypatch.setattr(disagreements, "_FEW", 3)


EACH = "differs in more than the {} places that are told"
MEMBERS = {f"m{n}": 1 for n in range(9)}
REQUIRED = "### Header Parameters\n\n" + "".join(f"X-{n}\n: ***Required*** x\n\n" for n in range(9))
SENT = "".join(f" -H 'X-{n}: 1'" for n in range(9))


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("text", "rule", "told", "last"),
    [
        (
            page(*("\n".join(CURL.format(JSON.format(f'{{"k{n}": 1}}')) for n in range(6)), MEMBERS)),
            "content-mismatch",
            6 + 2 + 1,
            f"mend these first; each of the 6 samples {EACH.format(3)}",
        ),
        (
            page("\n".join(CURL.format(JSON.format(sent)) for sent in ('{"m8": 2}', json.dumps(MEMBERS))), MEMBERS),
            "content-mismatch",
            6 + 1,
            f"Curl {EACH.format(6)}, mend these first",
        ),
        (
            page(REQUIRED + "\n".join([CURL.format("-d a=1")] * 4)),
            "missing-required-parameter",
            3 + 1,
            f"mend these first; each of the 4 samples {EACH.format(3)}",
        ),
        (
            page("\n".join(CURL.format(f"-d a=1{fields}") for fields in ("", "", "", SENT))),
            "field-mismatch",
            3 + 1,
            f"Curl {EACH.format(3)}, mend these first",
        ),
    ],
    ids=["content of many samples", "content of few samples", "required header fields", "header fields of another sample"],
)
def test_differences_of_each_sample(text: str, rule: str, told: int, last: str) -> None:
    said = messages(found(text), rule)
    assert (len(said), said.count(last)) == (told, 1)


def test_findings_of_a_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "MAX_FOUND", 4)
    lists = "### Request Parameters\n\n" + "".join(f"m{n}\n: (integer) ***Required*** x\n\n" for n in range(6))
    said = messages(found(page(lists + CURL.format(JSON.format("{}")), {})), "missing-required-parameter")
    assert len(said) == 4 + 1
    assert said.count("there are more than 4 findings of this rule here; mend these first") == 1


LONG = "k" * 50_000


@pytest.mark.parametrize(
    "text",
    [
        page(CURL.format(JSON.format(json.dumps({LONG: {"a": "1", "b": 2}}))), {LONG: {"a": 1, "b": "2"}}),
        page("\n".join(CURL.format(f"-d a=1 -H 'X-A: {value}'") for value in (LONG, "1", "2"))),
        page("\n".join(CURL.format(f"-d a=1 -H 'Authorization: {value}'") for value in (LONG, "1", "2"))),
        page(f"### Request Parameters\n\n{LONG}\n: (string) ***Required*** x\n\n" + CURL.format(JSON.format("{}")), {}),
    ],
    ids=["a key around others", "a header field", "credentials", "a parameter"],
)
def test_what_is_repeated_in_each_finding_is_no_longer_than_a_message(text: str) -> None:
    result = found(text)
    assert {one.rule for one in result.diagnostics} & {
        "content-mismatch",
        "field-mismatch",
        "authentication-mismatch",
        "missing-required-parameter",
    }
    for one in result.diagnostics:
        texts = (one.message, one.where, one.sample or "", *(related.message for related in one.related))
        assert max(map(len, texts)) <= 2_003


def test_comments_of_a_page_are_kept_once_for_all_its_endpoints() -> None:
    """Each was kept with each endpoint: 400 kB of a page took 4 GB."""
    accepted = "## POST /things/{}\n\n<!-- unisono: ignore[path-mismatch] late -->\n" + CURL
    sizes = []
    for number in (10, 40):
        read = read_page(
            Source("page.md", "# Things\n\n" + "\n".join(accepted.format(n, "-d a=1") for n in range(number))), Includes(None)
        )
        assert len({id(endpoint.suppressions) for endpoint in read.endpoints}) == 1
        result = check(read, Settings())
        assert (result.diagnostics, result.summary.suppressed) == ((), number)
        sizes.append(len(json.dumps(dump(result, entry_of(read)))))
    assert sizes[1] < 5 * sizes[0]
