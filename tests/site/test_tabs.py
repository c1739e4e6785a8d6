"""Samples on pages that document no endpoint: groups of content tabs and of titled fences in a row, compared with one another
and drawn with their marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest

from sites import MakeSite, Site, site_of, text_of, with_class
from unisono import Includes, Page, Source, check, read_page

TABS = [
    "attr_list",
    "admonition",
    "pymdownx.details",
    "pymdownx.superfences",
    {"pymdownx.tabbed": {"alternate_style": True}},
]


def group(curl: str, python: str, httpie: str = "") -> str:
    httpie = f'\n=== "HTTPie"\n\n    ``` bash\n    {httpie}\n    ```\n' if httpie else ""
    return (
        f'=== "curl"\n\n    ``` bash\n    {curl}\n    ```\n{httpie}\n'
        f'=== "Python"\n\n    ``` python\n    import requests\n\n    {python}\n    ```\n'
    )


URL = "https://api.example.com/notes"
RIGHT = {
    "List": group(f"curl {URL}", f'requests.get("{URL}")', f"http GET {URL}"),
    "Filter": group(f"curl '{URL}?tag=a%20b'", f'requests.get("{URL}", params={{"tag": "a b"}})'),
    "Create": group(f'curl {URL} --json \'{{"text": "Hi"}}\'', f'requests.post("{URL}", json={{"text": "Hi"}})'),
    "Replace": group(
        f"curl -X PUT {URL}/7 --json '{{\"a\": 1}}'", f'requests.put("{URL}/7", json={{"a": 1}})', f"http PUT {URL}/7 a:=1"
    ),
    "Delete": group(f"curl -X DELETE {URL}/7", f'requests.delete("{URL}/7")'),
    "Log in": group(f"curl -u me:secret {URL}", f'requests.get("{URL}", auth=("me", "secret"))'),
}
WRONG = {
    "scheme": (group(f"curl {URL}", f'requests.get("{URL.replace("https", "http")}")'), "host-mismatch"),
    "method": (group(f"curl -X POST {URL}", f'requests.get("{URL}")'), "method-mismatch"),
    "path": (group(f"curl {URL}", f'requests.get("{URL}/")'), "path-mismatch"),
    "query": (group(f"curl '{URL}?a=1'", f'requests.get("{URL}", params={{"a": 2}})'), "query-mismatch"),
    "member": (group(f"curl {URL} --json '{{\"text\": 1}}'", f'requests.post("{URL}", json={{"txt": 1}})'), "content-mismatch"),
    "syntax": (group(f"curl {URL}", f'requests.get("{URL}"'), "invalid-sample"),
}
NOT_GROUPS = """
``` bash
curl https://example.com/install.sh | sh
```

=== "pip"

    ``` bash
    pip install requests
    ```

=== "Poetry"

    ``` bash
    poetry add requests
    ```

=== "Python"

    ``` python
    print("no request")
    ```

=== "JavaScript"

    ``` js
    console.log("no request");
    ```
"""
PAGE = "# Notes\n\n" + "".join(f"## {name}\n\n{body}\n" for name, body in RIGHT.items()) + NOT_GROUPS
FAULTS = "# Faults\n\n" + "".join(f"## {name}\n\nWords.\n\n{body}\n" for name, (body, _) in WRONG.items())

TAB = re.compile(r'=== ("[^"]*")\n\n    ``` (\w+)\n((?:    .*\n|\n)*?)    ```\n')


def in_fences(text: str) -> str:
    """The same with each tab as a fence that has the tab's label as its title."""
    return TAB.sub(lambda tab: f"```{tab[2]} title={tab[1]}\n{tab[3]}```\n".replace("\n    ", "\n"), text)


def read(text: str) -> Page:
    return read_page(Source("page.md", text), Includes(None))


@pytest.mark.parametrize("written", [str, in_fences], ids=["tabs", "titled fences"])
@pytest.mark.parametrize("head", ["", "---\ntitle: Notes\n---\n"], ids=["no front matter", "front matter"])
def test_the_six_are_found_and_no_other(head: str, written: Callable[[str], str]) -> None:
    right, wrong = check(read(head + written(PAGE))), check(read(head + written(FAULTS)))
    assert (right.diagnostics, right.summary.samples, right.summary.agree) == ((), 14, 14)
    assert [found.rule for found in wrong.diagnostics] == [rule for _, rule in WRONG.values()]
    assert wrong.summary.samples == 12


@pytest.mark.parametrize(
    "text",
    [
        "!!! example\n\n" + re.sub("(?m)^(?=.)", "    ", WRONG["path"][0]),
        "".join(line.replace("    ", "\t", 1) for line in WRONG["path"][0].splitlines(keepends=True)),
        WRONG["path"][0].replace("    ```\n", "    ```\n\n    And a sentence.\n", 1),
        f'``` {{ .bash title="curl" }}\ncurl {URL}\n```\n\n``` {{ .bash title="HTTPie" }}\nhttp GET {URL}/\n```\n',
    ],
    ids=["in a box", "indented by tabs", "with a sentence", "fences in a row"],
)
def test_wherever_it_stands(text: str) -> None:
    assert [found.rule for found in check(read(f"# A\n\n{text}")).diagnostics] == ["path-mismatch"]


def test_the_example_of_a_row() -> None:
    example = '``` { .json title="Request" }\n{"text": "Hello"}\n```\n\n'
    curl = f"``` {{ .bash title='curl' }}\ncurl {URL} --json '{{\"text\": \"Hi\"}}'\n```\n\n"
    httpie = f"``` {{ .bash title='HTTPie' }}\nhttp {URL} text=Hi\n```\n"
    found = check(read(f"# A\n\n{example}{curl}{httpie}")).diagnostics
    assert [(one.rule, one.message) for one in found] == [
        ("content-mismatch", 'curl sends the string "Hi" at /text, the Request example has the string "Hello"'),
        ("content-mismatch", 'HTTPie sends the string "Hi" at /text, the Request example has the string "Hello"'),
    ]


@pytest.fixture(scope="module", params=["", "---\ntitle: Notes\n---\n"], ids=["no front matter", "front matter"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("tabs")
    pages = {"right.md": PAGE, "wrong.md": FAULTS, "fences.md": in_fences(PAGE), "wrong_fences.md": in_fences(FAULTS)}
    return site_of(
        folder,
        {"index.md": "# Home\n", **{name: request.param + text for name, text in pages.items()}},
        markdown_extensions=TABS,
    )


def _labels(page: Element) -> list[tuple[str, str | None]]:
    return [(text_of(label), label.get("data-outcome")) for tabs in with_class(page, "tabbed-labels") for label in tabs]


def test_tabs_are_drawn_with_their_marks(site: Site) -> None:
    labels = _labels(site.page("right/"))
    assert labels[:5] == [("curl", "agree"), ("HTTPie", "agree"), ("Python", "agree"), ("curl", "agree"), ("Python", "agree")]
    assert labels[-4:] == [("pip", None), ("Poetry", None), ("Python", None), ("JavaScript", None)]
    outcomes = [outcome for _, outcome in _labels(site.page("wrong/"))]
    assert outcomes == ["agree", "disagree"] * 5 + ["agree", "invalid"]


def test_endpoints_in_headings_have_marks_and_no_seal(make_site: MakeSite) -> None:
    """What a mark means is said as of an endpoint page there, and as of samples beside one another elsewhere."""
    text = f"# A\n\n## PUT /notes/{{id}}\n\n{RIGHT['Delete']}\n## Else\n\n{RIGHT['List']}"
    site = make_site({"a.md": text}, markdown_extensions=TABS)
    page = site.page("a/")
    labels = [(text_of(one), one.get("title")) for tabs in with_class(page, "tabbed-labels") for one in tabs]
    other, same = "Sends another request than the documented one", "Sends the same request as the samples beside it"
    assert labels == [("curl", other), ("Python", other), ("curl", same), ("HTTPie", same), ("Python", same)]
    assert [*with_class(page, "unisono-seal")] == []
    assert ["method-mismatch" in one for one in site.warnings] == [True]


def _titles(page: Element) -> list[tuple[str, str | None]]:
    return [(text_of(title), title.get("data-outcome")) for title in with_class(page, "filename") if title.tag == "span"]


def test_titled_fences_are_drawn_with_their_marks(site: Site) -> None:
    titles = _titles(site.page("fences/"))
    assert titles[:5] == [("curl", "agree"), ("HTTPie", "agree"), ("Python", "agree"), ("curl", "agree"), ("Python", "agree")]
    assert titles[-4:] == [("pip", None), ("Poetry", None), ("Python", None), ("JavaScript", None)]
    outcomes = [outcome for _, outcome in _titles(site.page("wrong_fences/"))]
    assert outcomes == ["agree", "disagree"] * 5 + ["agree", "invalid"]


@pytest.mark.parametrize("style", ["table", "inline", "pymdownx-inline"])
def test_numbered_lines_and_titles_of_any_text(make_site: MakeSite, style: str) -> None:
    title = "<i onclick='x'>&lt;"
    fences = in_fences(RIGHT["Delete"]).replace('"Python"', f'"{title}" linenums="1"').replace('"curl"', '"curl" linenums="1"')
    in_a_list = "- A\n\n" + re.sub("(?m)^(?=.)", "    ", fences)
    in_a_tab = RIGHT["Delete"].replace("``` bash", '```bash title="curl"')
    extensions = [*TABS, {"pymdownx.highlight": {"linenums_style": style, "anchor_linenums": True}}]
    page = make_site({"a.md": f"# A\n\n{in_a_list}\nWords.\n\n{in_a_tab}"}, markdown_extensions=extensions).page("a/")
    assert _titles(page) == [("curl", "agree"), (title, "agree"), ("curl", None)]
    assert _labels(page) == [("curl", "agree"), ("Python", "agree")]


@pytest.mark.parametrize("name", ["right/", "fences/"])
def test_nothing_of_the_page_is_lost(site: Site, name: str) -> None:
    text = text_of(site.page(name))
    assert all(
        words in text for words in ("curl https://example.com/install.sh", "pip install requests", 'print("no request")')
    )


def test_the_marks_can_be_left_out(make_site: MakeSite) -> None:
    pages = {"right.md": PAGE, "fences.md": in_fences(PAGE)}
    site = make_site(pages, markdown_extensions=TABS, unisono={"marks": False})
    assert {outcome for _, outcome in _labels(site.page("right/"))} == {None}
    assert {outcome for _, outcome in _titles(site.page("fences/"))} == {None}


def test_samples_with_the_same_code_have_marks_of_their_own(make_site: MakeSite) -> None:
    """One is right, the other is not: its neighbours agree on something else."""
    curl = f"curl -X DELETE {URL}/7"
    wrong = group(curl, f'requests.get("{URL}/7")', f"http GET {URL}/7")
    site = make_site({"same.md": f"# A\n\n{RIGHT['Delete']}\nWords.\n\n{wrong}"}, markdown_extensions=TABS)
    first, second = [("curl", "agree"), ("Python", "agree")], [("curl", "disagree"), ("HTTPie", "agree"), ("Python", "agree")]
    assert _labels(site.page("same/")) == first + second
