"""Every block of code is accounted for: what Markdown makes code of is found, wherever it stands, and nothing else is."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from markdown import Markdown

from unisono import Includes, Source, Text, inspect, read_page
from unisono.languages import is_caption, languages, role_of
from unisono.pages.inner import Runs, inner_code
from unisono.pages.model import Page
from unisono.pages.sample_groups import sets_beside

EXTENSIONS = ["attr_list", "md_in_html", "admonition", "def_list", "pymdownx.superfences", "pymdownx.details"]
TABBED = {"pymdownx.tabbed": {"alternate_style": True}}

FENCE = '``` { .bash title="Curl" }\ncurl https://a.example/x\n```\n'


def indented(text: str, by: str = "    ") -> str:
    return "".join(f"{by}{line}" if line.strip() else line for line in text.splitlines(keepends=True))


CONTAINERS = {
    "alone": FENCE,
    "numbered list": "1. Send this:\n\n" + indented(FENCE),
    "bulleted list": "- Send this:\n\n" + indented(FENCE),
    "list in a list": "- a\n\n    - b\n\n" + indented(FENCE, "        "),
    "list with a tab": "- Send this:\n\n" + indented(FENCE, "\t"),
    "admonition": '!!! example "In a box"\n\n' + indented(FENCE),
    "folded box": '??? example "In a folded box"\n\n' + indented(FENCE),
    "open folded box": "???+ note\n\n" + indented(FENCE),
    "box in a box": "!!! note\n\n    !!! tip\n\n" + indented(FENCE, "        "),
    "tab": '=== "Curl"\n\n' + indented(FENCE),
    "tab with a sentence before": '=== "Curl"\n\n    With curl 7.82:\n\n' + indented(FENCE),
    "tab with a sentence after": '=== "Curl"\n\n' + indented(FENCE) + "\n    It prints nothing.\n",
    "tab with annotations": '=== "Curl"\n\n' + indented(FENCE) + "\n    1.  A note.\n",
    "tab in a tab": '=== "HTTP"\n\n    === "Curl"\n\n' + indented(FENCE, "        "),
    "tab indented by a tab": '=== "Curl"\n\n' + indented(FENCE, "\t"),
    "tab in a list": '- a\n\n    === "Curl"\n\n' + indented(FENCE, "        "),
    "details": "<details markdown>\n<summary>Curl</summary>\n\n" + FENCE + "\n</details>\n",
    "quote": "".join(f"> {line}" for line in FENCE.splitlines(keepends=True)),
    "definition": "a\n:   Words.\n\n" + indented(FENCE),
}


HEAD = "---\ntitle: /x\nmethod: patch\n"


def page_of(text: str) -> Page:
    """The page about PATCH /x that goes on so, in its front matter."""
    return read_page(Source("a.md", HEAD + text), Includes(None))


def page_with(blocks: Sequence[tuple[str, str, str]], place: str = "body") -> Page:
    """The page with blocks, each of a title, an info string and code: in its body or, in one of two forms, its front matter."""
    fences = "".join(f"~~~ {info}\n{code}\n~~~\n" + f'{{: title="{title}" }}\n\n' * bool(title) for title, info, code in blocks)
    listed = "".join(
        f"- code_block: |\n{indented(code)}\n" + f"  title: {title}\n" * bool(title) + f"  language: {info}\n" * bool(info)
        for title, info, code in blocks
    )
    return page_of(
        {
            "body": f"---\n{fences}",
            "right_code": f"right_code: |\n{indented(fences, '  ')}---\n",
            "a list": f"left_code_blocks:\n{listed}---\n",
        }[place]
    )


def codes(markdown: str) -> list[str]:
    """The texts of the blocks of code that Python-Markdown makes, with the extensions that Material recommends."""
    made = Markdown(extensions=[*EXTENSIONS, *TABBED], extension_configs={**TABBED}).convert(markdown)
    found = re.findall(r"<pre\b[^>]*>(.*?)</pre>", made, re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]+>", "", code)).strip() for code in found]


@pytest.mark.parametrize("container", CONTAINERS)
def test_a_sample_is_found_in_any_container(container: str) -> None:
    text = CONTAINERS[container]
    assert codes(text) == ["curl https://a.example/x"], "it is no code to Markdown"
    (sample,) = page_of(f"---\n{text}").samples
    assert (sample.title, sample.language, sample.code.value) == ("Curl", "curl", "curl https://a.example/x\n")
    assert sample.reading.requests[0].url.span().start == f"{HEAD}---\n{text}".index("https://")


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Words.\n\n    curl https://a.example/\n    -d x\n\nMore.\n", ["curl https://a.example/\n-d x\n"]),
        ("- item\n\n    its second paragraph\n\n        code\n", ["code\n"]),
        ("> quoted\n\n    code\n", ["code\n"]),
        (
            "<pre><code class='language-bash'>curl 'https://a.example/?a&amp;b'</code></pre>\n",
            ["curl 'https://a.example/?a&b'"],
        ),
        ('<div class="highlight"><pre><span>curl</span> a</pre></div>\n', ["curl a"]),
        ("<table><tr><td>\n<pre>\ncurl a\n</pre></td></tr></table>\n", ["\ncurl a\n"]),
        ("<ul><li> <pre>curl a</pre></li></ul>\n", ["curl a"]),
        ("Words that go on\n    with a line that is indented.\n", []),
        ("1. a\n\n    ```\n    one\n    ```\n\n    ```\n      two\n\n    three\n    ```\n", ["one\n", "  two\n\nthree\n"]),
        ("- a\n\n    ```\n    never closed\n\nb\n", ["never closed\n\n"]),
        ("<!--\n    ```\n    hidden\n    ```\n-->\nshown\n", []),
    ],
)
def test_codes(markdown: str, expected: list[str]) -> None:
    assert [found.code.value for found in inner_code(Text.of(Source("a.md", markdown)), Runs())] == expected


def test_census_of_the_manual(pytestconfig: pytest.Config) -> None:
    """Of each page of the manual the blocks are those that Markdown makes."""
    files = [file for file in (pytestconfig.rootpath / "docs").rglob("*.md") if "_includes" not in file.parts]
    assert len(files) > 50
    assert [file.name for file in files if not is_accounted_for(file)] == []


def test_census_of_the_corpus(corpus: Path) -> None:
    files = [file for file in corpus.glob("_*/*.md") if "{%" not in file.read_text(encoding="utf-8")]
    assert len(files) > 20
    assert [file.name for file in files if not is_accounted_for(file)] == []


def is_accounted_for(file: Path) -> bool:
    """Whether as many blocks are accounted for as Markdown makes of the body, each with a role and a reason; those that the
    front matter holds are counted apart."""
    page = read_page(Source(file.name, file.read_text(encoding="utf-8")), Includes(None))
    assert all(block.role in {"sample", "example", "other"} and block.reason for block in page.blocks)
    start = body_of(page)
    made = codes(re.sub(r"(?<=\n\n)<!--(?:(?!~~~|```)[\s\S])*?-->", "", page.source.text[start:]))
    return len(made) == sum(block.span.start >= start for block in page.blocks)


def body_of(page: Page) -> int:
    found = re.match(r"---\n.*?\n---\n", page.source.text, re.DOTALL)
    return found.end() if found else 0


@pytest.mark.parametrize(
    ("title", "info", "code", "expected"),
    [
        ("Command line (curl)", "", "curl https://a.example/", "curl"),
        ("curl (REST API)", "bash", "curl https://a.example/", "curl"),
        (":simple-curl: cURL", "", "x", "curl"),
        ("**cURL**", "", "x", "curl"),
        ("[cURL](https://curl.se)", "", "x", "curl"),
        ("Python (requests library)", "python", "import requests\nrequests.get('https://a.example/')", "python_requests"),
        ("JavaScript (Fetch API)", "js", "fetch('https://a.example/')", "fetch"),
        ("By state", "bash", "$ curl https://a.example/", "curl"),
        ("", "", "# Create it\ncurl https://a.example/", "curl"),
        ("Request", "http", "curl https://a.example/", "curl"),
        ("", "json", '{"a": "curl https://a.example/"}', None),
        ("Response", "bash", "curl https://a.example/", None),
        ("Output", "", "$ curl https://a.example/", None),
        ("", "bash", "npm install axios", None),
        ("", "python", "def fetch(x):\n    return x", None),
        ("", "php", "$rows = $statement->fetch();", None),
        ("Installation", "bash", "curl https://a.example/install.sh | sh", None),
    ],
)
def test_the_code_decides_first(title: str, info: str, code: str, expected: str | None) -> None:
    assert role_of(title, info, code).language == expected


CLIENTS_WITHOUT_A_READER = {
    "undici": 'const { request } = require("undici");\nawait request("https://a.example/");',
    "ReadMe's API": 'const sdk = require("api")("@depot/v1.0#abc");\nsdk.crates();',
    "PHP streams": 'echo file_get_contents("https://a.example/");',
    "request in short": 'POST /crates?full=true\n{"shelf": "a"}',
    "aiohttp": "async with aiohttp.ClientSession() as session:\n    await session.get('https://a.example/')",
    "urllib": "import urllib.request\nurllib.request.urlopen('https://a.example/')",
    "http.client": "import http.client\nc = http.client.HTTPSConnection('a.example')",
    "jQuery": "$.ajax({url: 'https://a.example/'});",
    "got": "const got = require('got');\ngot('https://a.example/');",
    "superagent": "superagent.get('https://a.example/').end();",
    "ky": "import ky from 'ky';\nky.get('https://a.example/');",
    "XMLHttpRequest": "const x = new XMLHttpRequest();",
    "HTTP message": "GET https://a.example/",
    "Laravel": "$response = Http::get('https://a.example/');",
    "Resty": 'resp, err := resty.New().R().Get("https://a.example/")',
    "Faraday": "Faraday.get('https://a.example/')",
    "RestSharp": 'var client = new RestClient("https://a.example");',
    "OkHttp": "OkHttpClient client = new OkHttpClient();",
    "HttpURLConnection": "HttpURLConnection c = (HttpURLConnection) url.openConnection();",
    "Unirest": 'Unirest.get("https://a.example/").asString();',
    "RestTemplate": "RestTemplate template = new RestTemplate();",
    "Apache HttpClient": "CloseableHttpClient client = HttpClients.createDefault();",
    "AsyncHttpClient": "AsyncHttpClient client = new DefaultAsyncHttpClient();",
    "Jersey": "Client client = ClientBuilder.newClient();",
    "Retrofit": "Retrofit api = new Retrofit.Builder().build();",
    "REST Assured": 'RestAssured.get("https://a.example/");',
    "WebClient": 'WebClient client = WebClient.create("https://a.example/");',
    "Kotlin": "val client = HttpClient.newHttpClient()",
    "Swift": "URLSession.shared.dataTask(with: url)",
    "Rust": 'reqwest::get("https://a.example/").await?;',
}


@pytest.mark.parametrize("client", CLIENTS_WITHOUT_A_READER)
@pytest.mark.parametrize("place", ["body", "right_code"])
def test_a_client_without_a_reader_is_counted(client: str, place: str) -> None:
    (sample,) = page_with([("", "", CLIENTS_WITHOUT_A_READER[client])], place).samples
    assert (sample.title, sample.language, sample.reading.status) == (client, None, "unsupported")


@pytest.mark.parametrize("info", ["", "console", "http", "json"])
@pytest.mark.parametrize("code", ["GET _search\n{", "PUT /crates/<id>\r\n\r\n  {"])
def test_a_request_in_short_is_no_data(info: str, code: str) -> None:
    assert role_of("", info, f'{code}"shelf": "a"}}').client == "request in short"
    assert role_of("", info, f"{code}{{ crate }}}}").client is None
    assert role_of("Response", info, f'{code}"shelf": "a"}}').client is None


@pytest.mark.parametrize(
    ("client", "code"),
    [
        ("Apache HttpClient", 'import org.apache.http.client.fluent.Request;\nRequest.Get("https://a.example/").execute();'),
        ("Unirest", 'const unirest = require("unirest");\nunirest("GET", "https://a.example/");'),
    ],
)
def test_a_client_is_not_taken_for_another_by_a_part_of_its_name(client: str, code: str) -> None:
    assert role_of("", "", code).client == client


UNREAD = {
    "a language without a reader": ("Kotlin", "kotlin", 'client.patch("https://a.example/x")'),
    "its name with signs": ("C++", "cpp", 'cpr::Patch(cpr::Url{"https://a.example/x"});'),
    "its name with a hyphen": ("Objective-C", "objc", '[manager PATCH:@"https://a.example/x"];'),
    "another name than the info string": ("Visual Basic", "vbnet", "Dim client As New HttpClient()"),
    "a library": ("Python SDK", "python", 'acme.Note.update(a="1")'),
    "a command": ("CLI", "bash", "acme notes update --a 1"),
    "a title and no info string": ("Swift (Foundation)", "", "session.dataTask(with: url)"),
    "a title on plain text": ("Elixir", "text", 'Acme.patch("https://a.example/x")'),
    "an info string and no title": ("", "scala", 'sttp.patch(uri"https://a.example/x")'),
    "a reader that does not understand": ("Node.js", "js", "fetch(url(), {method: method()})"),
}
NO_SAMPLES = {
    "a caption": ("Parse the answer", "python", "print(answer)"),
    "a preparation": ("", "bash", "pip install acme"),
    "what goes on with the sample before": ("", "ruby", "puts answer"),
    "an answer": ("PHP response", "php", "['ok' => true]"),
    "JSON": ("Example", "ruby", '{"a": 1}'),
    "text": ("", "", "Anything."),
    "a request's content": ("Request", "js", "const body = {a: 1};"),
}


def in_a_row(block: tuple[str, str, str], place: str) -> Page:
    """The page with a block between two samples and before a response."""
    blocks = [("Curl", "bash", "curl https://a.example/x"), block, ("Ruby", "ruby", "require 'net/http'")]
    if block[1] == "ruby" and not block[0]:
        blocks[1:] = blocks[:0:-1]
    return page_with([*blocks, ("Response", "json", "{}")], place)


@pytest.mark.parametrize("block", UNREAD)
@pytest.mark.parametrize("place", ["body", "right_code", "a list"])
def test_what_is_not_understood_stands_among_the_samples(block: str, place: str) -> None:
    """In the author's order, in one set of tabs; and not among the examples, which stand below the responses."""
    page = in_a_row(UNREAD[block], place)
    title, info, _ = UNREAD[block]
    assert [[sample.title for sample in group.samples] for group in sets_beside(page)] == [["Curl", title or info, "Ruby"]]
    assert page.samples[1].reading.status != "ok"
    assert [example.caption for example in page.examples] == ["Response"]
    assert [found.role for found in page.blocks] == ["sample", "sample", "sample", "example"]


@pytest.mark.parametrize("block", NO_SAMPLES)
@pytest.mark.parametrize("place", ["body", "right_code", "a list"])
def test_what_is_beside_samples_and_none(block: str, place: str) -> None:
    page = in_a_row(NO_SAMPLES[block], place)
    assert [sample.title for sample in page.samples] == ["Curl", "Ruby"]


@pytest.mark.parametrize("title", ["Kotlin", "C++", "Objective-C"])
def test_several_of_a_language_without_a_reader_keep_their_order(title: str) -> None:
    titles = [title, f"{title} (by state)", "Swift", "Curl"]
    page = page_with([(one, "bash" if one == "Curl" else one.split()[0].lower(), "x") for one in titles])
    assert [[sample.title for sample in group.samples] for group in sets_beside(page)] == [titles]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("By state", True),
        ("All times", True),
        ("Curl", False),
        ("Shell", False),
        ("Example", False),
        ("Go (net/http)", False),
        ("Objective-C", False),
        ("Visual Basic", False),
        ("C++ (cpr)", False),
    ],
)
def test_captions(title: str, expected: bool) -> None:
    assert is_caption(title) is expected
    assert not any(is_caption(name) for client in languages().values() for name in client.titles)


def test_each_mark_of_a_client_keeps_its_own_flags() -> None:
    client = replace(languages()["curl"], marks=(re.compile("x"), re.compile("(?i)y$", re.MULTILINE)), words=(("x",), ("",)))
    assert [client.shown_at(code) for code in ("aYx", "aY\nx", "X", "bx")] == [2, 1, None, 1]


def test_inspect_says_why() -> None:
    page = inspect(page_of('---\n~~~ json\n{}\n~~~\n{: title="Response" }\n\n- a\n\n    ~~~ bash\n    ls\n    ~~~\n'))
    assert json.loads(json.dumps(page["blocks"])) == [
        {"line": 5, "role": "example", "reason": "the title says that it is of a response"},
        {"line": 12, "role": "other", "reason": "it begins with no client's mark"},
    ]
