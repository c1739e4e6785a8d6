"""Where a sample takes a value, and what it goes through there; and that there is no place where that is not certain.

The real clients are in `trials/test_own_values.py`. Here every case of every language is read back by its own reader.
"""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import quote

import h11
import pytest

from client_cases import FILES, client_of, name_of
from unisono.drawing.highlight import Mark
from unisono.drawing.own_values import own_values
from unisono.drawing.proven_places import sent_parts
from unisono.drawing.substitution import slot_marks
from unisono.languages import languages
from unisono.languages.quoting import PROVEN, Slot
from unisono.pages.liquid import Includes
from unisono.pages.model import EndpointPage, Sample
from unisono.pages.reading import read_page
from unisono.text.source import Source, Text
from unisono.wire.har import HarRequest, to_har
from unisono.wire.request import Request

URL = "https://api.example.com/orders/1/"
CURL = f"curl -X GET '{URL}' {{}} -H 'X-Trace: on'"
HTTPIE = f"http GET {URL} X-Trace:on "
PYTHON = "import requests\n{}\nresponse = requests.get({}, headers={{'Authorization': 'Bearer abc'}})\nprint(response.json())\n"
FETCH = "{}\nconst response = await fetch({}, {{ headers: {{ Authorization: 'Bearer abc' }} }});\n"

PHP = "<?php\n{}\n$ch = curl_init({});\ncurl_setopt($ch, CURLOPT_HTTPHEADER, [{}]);\ncurl_exec($ch);"
GUZZLE = "<?php\nrequire 'vendor/autoload.php';\n$client = new \\GuzzleHttp\\Client({});\n$client->get({}, [{}]);"
RUBY = 'require "net/http"\n{}\nuri = URI({})\nputs Net::HTTP.get(uri, {{ "X-Api-Key" => {} }})\n'
JAVA = (
    "import java.net.URI;\nimport java.net.http.*;\n\nclass Main {{\n"
    "  public static void main(String[] a) throws Exception {{\n"
    "    {}\n    var request = HttpRequest.newBuilder(URI.create({})).header({}).build();\n"
    "    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());\n  }}\n}}\n"
)
GO = """package main

import (
	"fmt"
	"net/http"
	"os"
	"strings"
)

func main() {{
	{}
	req, _ := http.NewRequest("GET", {}, nil)
	req.Header.Set("X-Api-Key", {})
	http.DefaultClient.Do(req)
	fmt.Println(os.Args, strings.ToUpper("done"))
}}
"""
POWERSHELL = """{}
Invoke-RestMethod -Uri {} -Headers @{{ 'X-Api-Key' = {} }}
"""
CSHARP = (
    "using var client = new HttpClient();\n{}\nusing var request = new HttpRequestMessage(HttpMethod.Get, {});\n"
    "request.Headers.Add({});\nusing var response = await client.SendAsync(request);\n"
    "Console.WriteLine(await response.Content.ReadAsStringAsync());\n"
)
HTTP = "GET {} HTTP/1.1\nX-Trace: on\n{}"

OFFERED = [
    ("curl", CURL.format("-H 'Authorization: Bearer abc'")),
    ("curl", CURL.format('-H "Authorization: Bearer abc"')),
    ("curl", f"curl {URL} -H 'X-A: \"b' -H 'Authorization: Bearer abc'"),
    ("curl", CURL.format("\\\n  -H 'Authorization: Bearer abc' \\\n  -H \"X-Api-Key: k\"")),
    ("httpie", HTTPIE + "Authorization:Token-abc"),
    ("httpie", HTTPIE + "'X-A':\"b\" Authorization:'Bearer abc'"),
    ("python_requests", PYTHON.format("", f"'{URL}'")),
    ("python_requests", PYTHON.format("n = 1  # which, e.g. 'that'", f'f"{URL}?n={{n}}"')),
    ("python_requests", PYTHON.format("data = [1, -2]", '"https://api.example.com" + "/orders/1/"')),
    ("fetch", FETCH.format("// the order's", f"'{URL}'")),
    ("fetch", FETCH.format("/* the\norder's */ const n = 1;", f"`{URL}?n=${{n}}`")),
    ("php", PHP.format("", f"'{URL}'", "'X-Api-Key: abc'")),
    ("php", PHP.format("$t = 'abc'; $b = \"https://api.example.com\";", '"$b/orders/1/"', '"X-Api-Key: {$t}"')),
    ("php", PHP.format("const T = 'abc';", "sprintf('https://api.example.com/orders/%s/', '1')", "'X-Api-Key: ' . T")),
    ("php_guzzle", GUZZLE.format("", f"'{URL}'", "'headers' => ['X-Api-Key' => 'abc']")),
    (
        "php_guzzle",
        GUZZLE.format("['base_uri' => 'https://api.example.com']", "'/orders/1/'", "'headers' => ['X-Token' => 'abc']"),
    ),
    ("ruby", RUBY.format("", f'"{URL}"', "'abc'")),
    ("ruby", RUBY.format("base = 'https://api.example.com'\nid = '1'", '"#{base}/orders/#{id}/"', 'ENV.fetch("TOKEN", "abc")')),
    ("java", JAVA.format("", f'"{URL}"', '"X-Api-Key", "abc"')),
    (
        "java",
        JAVA.format('String t = "abc"; String u;\n    u = "https://api.example.com";', 'u + "/orders/1/"', '"X-Token", t'),
    ),
    ("java", JAVA.format("", f'String.format("{URL}")', '"Authorization", "Bearer %s".formatted("abc")')),
    ("go", GO.format("", f'"{URL}"', '"abc"')),
    ("go", GO.format("", f"`{URL}`", 'fmt.Sprintf("%s", "abc")')),
    ("go", GO.format('const base, id = "https://api.example.com", "1"', 'fmt.Sprintf("%s/orders/%s/", base, id)', '""+"abc"')),
    ("csharp", CSHARP.format("", f'"{URL}"', '"X-Api-Key", "abc"')),
    (
        "csharp",
        CSHARP.replace(".Add({})", '.Authorization = new AuthenticationHeaderValue("Bearer", "abc")').format("", f'"{URL}"'),
    ),
    ("csharp", CSHARP.format("", f'@"{URL}"', '"X-Api-Key", @"abc"')),
    ("csharp", CSHARP.format("", f'"""{URL}"""', '"X-Api-Key", """abc"""')),
    (
        "csharp",
        CSHARP.format(
            'const string t = "abc"; string b; b = "https://api.example.com"; var id = "1";',
            '$"{b}/orders/{id}/"',
            '"X-Token", $@"{t}"',
        ),
    ),
    (
        "csharp",
        CSHARP.format('var t = $"""abc""";', 'string.Format("https://api.example.com/orders/{0}/", "1")', '"X-Token", t'),
    ),
    ("csharp", CSHARP.format(f'var uri = new Uri("{URL}");', "uri", '"Authorization", "Bearer " + "abc"')),
    ("csharp", CSHARP.format("", f'$@"{URL}"', '"X-Api-Key", $"abc"')),
    ("http", HTTP.format(URL, "X-Api-Key: abc\n")),
    ("http", HTTP.format(URL, "Authorization: Bearer abc\n")),
    ("powershell", POWERSHELL.format("$T = 'abc'; $id = '1'", '"https://api.example.com/orders/$($ID)/"', "$t")),
    ("powershell", f"irm {URL} -Headers @{{ Authorization = 'Bearer abc' }}"),
    (
        "powershell",
        f"$h = @{{}}\n$h['X-Api-Key'] = 'abc'\n$p = @{{ Uri = '{URL}'; Headers = $h }}\n$r = Invoke-RestMethod @p\n$r.id",
    ),
]
REFUSED = [
    # read in another way, or by another command
    ("curl", f"curl {URL} -H 'X-Api-Key: k-'\"$TOKEN\"", "token"),
    ("curl", "curl 'https://api.example.com/orders/x-'\"$ID\"'/'", "path.id"),
    ("curl", f"curl {URL} -H 'X-Api-Key: '`echo abc`", "token"),
    ("curl", f'curl {URL} -H "X-Api-Key: ${{TOKEN:-abc}}"', "token"),
    ("curl", f"curl {URL} -H @- <<'EOF'\nX-Api-Key: abc\nEOF", "token"),
    ("curl", f'TOKEN=abc\ncurl {URL} -H "X-Api-Key: $TOKEN" -H "X-Length: ${{#TOKEN}}"', "token"),
    ("curl", f"curl {URL} -H X-Api-Key:\\abc", "token"),
    ("httpie", HTTPIE + "X-Token:'a'\"$B\"", "token"),
    # where more than the place counts
    ("curl", f"curl --proto =https {URL}", "base"),
    ("curl", f"curl --request-t /orders/1/ {URL}", "path.id"),
    ("curl", "curl https://api.example.com/a/../orders/1/", "base"),
    ("curl", f"curl {URL} -H 'Host: example.com'", "base"),
    ("curl", "curl https://api.example.com?page=1", "base"),
    ("httpie", "http https://api.example.com/100%/1/", "base"),
    ("node_http", f"const https = require('https');\nhttps.get('{URL}', (res) => res.resume());", "base"),
    # programs that look into a text, or may
    ("python_requests", PYTHON.format(f"url = '{URL}'", "url if url == 'a' else url"), "base"),
    ("python_requests", PYTHON.format(f"url = '{URL}'", "url[0:]"), "base"),
    (
        "python_requests",
        PYTHON.format("from urllib.parse import urljoin", "urljoin('https://api.example.com', '/orders/1/')"),
        "base",
    ),
    ("python_requests", PYTHON.format("def replace(x): return x", f"'{URL}'.replace('api', 'a')"), "base"),
    ("python_requests", PYTHON.format(f"url = '{URL}'\nprint(url.upper())", "url"), "base"),
    ("python_requests", PYTHON.format("url = 'https://api.example.com/orders/%5s/' % '1'", "url"), "path.id"),
    ("python_requests", PYTHON.format("", "f'https://api.example.com/orders/{1!r}/'"), "path.id"),
    ("fetch", FETCH.format(f"const url = '{URL}';", "url.replace(/x/, 'y')"), "base"),
    ("fetch", FETCH.format("const replace = (x) => x;", f"'{URL}'.replace('api', 'a')"), "base"),
    ("fetch", FETCH.format(f"const url = '{URL}';", "url.trim()"), "base"),
    ("fetch", FETCH.format("", f"String.raw`{URL}`"), "base"),
    ("fetch", f"fetch('{URL}', {{ referrer: 'about:client' }});", "base"),
    ("php", PHP.format(f"$u = '{URL}'; echo strlen($u);", "$u", "'X-Api-Key: abc'"), "base"),
    ("php", PHP.format("function f($t) { return $t; }", f"'{URL}'", "'X-Api-Key: ' . f('abc')"), "token"),
    ("php", PHP.format("", f"'{URL}'", "'X-Api-Key: ' . trim('abc')"), "token"),
    ("php", PHP.format("", "sprintf('https://api.example.com/orders/%05s/', '00001')", "'X-Api-Key: abc'"), "base"),
    ("php", PHP.format("$t = <<<E\nabc\nE;", f"'{URL}'", "'X-Api-Key: ' . $t"), "token"),
    ("php", PHP.format("$id = '1'; if ($id == '2') { $id = '3'; }", '"https://api.example.com/orders/$id/"', ""), "path.id"),
    ("ruby", RUBY.format("t = 'abc'\nputs t.length", f'"{URL}"', "t"), "token"),
    ("ruby", RUBY.format("", f'"{URL}"', "%q(abc)"), "token"),
    ("ruby", RUBY.format("", f'"{URL}"', "'abc'.strip"), "token"),
    ("ruby", RUBY.format("def f(t) = t", f'"{URL}"', "f('abc')"), "token"),
    ("ruby", RUBY.format("id = '1'\nid = '3' if id == '2'", '"https://api.example.com/orders/#{id}/"', "'abc'"), "path.id"),
    ("java", JAVA.format("", f'"{URL}"', '"X-Api-Key", "abc".trim()'), "token"),
    ("java", JAVA.format('String t = "abc"; System.out.println(t.length());', f'"{URL}"', '"X-Api-Key", t'), "token"),
    ("java", JAVA.format('String t = "abc"; if (t.equals("x")) { t = "b"; }', f'"{URL}"', '"X-Api-Key", t'), "token"),
    (
        "java",
        JAVA.replace("class Main {{", "class Main {{ static String f(String a) {{ return a; }}").format(
            "", f'f("{URL}")', '"A", "b"'
        ),
        "base",
    ),
    ("java", JAVA.format('String t = """\n    abc\\\n    """;', f'"{URL}"', '"X-Api-Key", t'), "token"),
    ("go", GO.format("", f'"{URL}"', 'strings.TrimSpace("abc")'), "token"),
    ("go", GO.format('t := "abc"; fmt.Println(len(t))', f'"{URL}"', "t"), "token"),
    ("go", GO.format('id := "1"; if id == "2" {{ id = "3" }}', '"https://api.example.com/orders/"+id+"/"', '"abc"'), "path.id"),
    ("go", GO.format("f := func(t string) string {{ return t }}", f'"{URL}"', 'f("abc")'), "token"),
    ("go", GO.format("", f'"{URL}"', 'fmt.Sprintf("%q", "abc")'), "token"),
    ("csharp", CSHARP.format("", f'"{URL}"', '"X-Api-Key", "abc".Trim()'), "token"),
    ("csharp", CSHARP.format('var t = "abc"; Console.WriteLine(t.Length);', f'"{URL}"', '"X-Api-Key", t'), "token"),
    ("csharp", CSHARP.format('var t = "abc"; if (t == "x") { t = "b"; }', f'"{URL}"', '"X-Api-Key", t'), "token"),
    ("csharp", CSHARP.format("string F(string a) => a;", f'F("{URL}")', '"X-Api-Key", "abc"'), "base"),
    ("csharp", CSHARP.format(f'var u = new Uri("{URL}"); Console.WriteLine(u);', "u", '"X-Api-Key", "abc"'), "base"),
    ("csharp", CSHARP.format('var id = "1";', '$"https://api.example.com/orders/{id,3}/"', '"X-Api-Key", "abc"'), "path.id"),
    ("powershell", POWERSHELL.format("$t = 'abc'; Write-Host $t.Length", f"'{URL}'", "$t"), "token"),
    ("powershell", POWERSHELL.format("", f"'{URL}'", "'abc'.Trim()"), "token"),
    ("powershell", POWERSHELL.format("$t = 'abc'; if ($t -eq 'x') { $t = 'b' }", f"'{URL}'", "$t"), "token"),
    ("powershell", POWERSHELL.format("function F($a) { $a }", f"'{URL}'", "(F 'abc')"), "token"),
    ("powershell", POWERSHELL.format("", f"'{URL}'", "('{0,5}' -f 'abcde')"), "token"),
    ("powershell", POWERSHELL.format("", f"'{URL}'", "('abc' | ConvertTo-Json)"), "token"),
    ("powershell", POWERSHELL.format("$t = 'abc'", f"'{URL}'", "$t") + "$t | Set-Content token.txt\n", "token"),
    ("http", "@t = abc\n" + HTTP.format(URL, "X-Api-Key: {{t}}\n"), "token"),
    ("http", "GET /orders/1/ HTTP/1.1\nHost: api.example.com\n", "base"),
    # values in more than one literal, or in more than one place of the request
    (
        "python_requests",
        f"import os, requests\nrequests.get('{URL}', headers={{'X-Api-Key': 'k-' + os.environ['TOKEN']}})",
        "token",
    ),
    (
        "python_requests",
        "import os, requests\nhost = os.environ['HOST']\nrequests.get('https://' + host + '/orders/1/')",
        "base",
    ),
    ("python_requests", f"import requests\nurl = '{URL}'\nrequests.get(url, headers={{'Referer': url}})", "base"),
    (
        "python_requests",
        "import requests\norder = '1'\nrequests.post(f'https://api.example.com/orders/{order}/', json={'id': order})",
        "path.id",
    ),
    (
        "python_requests",
        f"import requests\nt = 'abc'\nrequests.get('{URL}', headers={{'Authorization': f'Bearer {{t}}'}}, params={{'t': t}})",
        "token",
    ),
    (
        "fetch",
        "const id = '1';\nfetch(`https://api.example.com/orders/${id}/`, { method: 'POST', body: JSON.stringify({ id }) });",
        "path.id",
    ),
    ("fetch", "const base = 'https://api.example.com';\nfetch(`${base}/orders/1/`, { headers: { Origin: base } });", "base"),
    ("axios", f"const axios = require('axios');\nconst url = '{URL}';\naxios.post(url, {{ callback: url }});", "base"),
]
VALUES = {
    "base": ["http://127.0.0.1:8080/a%24b", "http://[::1]:8080", "https://h.example/x/y"],
    "token": [
        "a'b\"c\\d$e<f`g!h{i}#j k",
        "@/etc/hostname",
        "\\'; touch PWN; #",
        "100%s %",
        "=x",
        "{0}{{",
        "$(id)`id`",
        "a\\",
        "${x}",
        "#{exit}",
        "{$x}$x",
        "#$x#@y",
        "{{x}}",
    ],
    "path": ["a%27%20b", "%25s%7B0%7D"],
}
NASTY = [*VALUES["token"], "é→😀", "a&b=c+d %41", '"},{"x": 1', "\\u0041", "%s", "<b>&amp;"]


def _page(fence: str) -> EndpointPage:
    head = "title: /orders/{id}/\nname: Get Order\nmethod: get\nposition: 1.1\nvisibility: public"
    page = read_page(Source("page.md", f"---\n{head}\n---\n\n{fence}\n"), Includes(None))
    assert isinstance(page, EndpointPage)
    return page


PAGE = _page("")


def _marks(language: str, code: str, info: str = "") -> list[tuple[Sample, str, Mark]]:
    known = languages()[language].info_strings
    fence = f'~~~~~~ {info if info in known else min(known)}\n{code}\n~~~~~~\n{{: title="{languages()[language].title}" }}'
    page = _page(fence)
    return [(sample, *mark) for sample in page.samples for mark in slot_marks(page, sample)]


@pytest.mark.parametrize(("language", "code"), OFFERED)
def test_places(language: str, code: str) -> None:
    assert {"base", "path.id", "token"} <= {name for _, name, _ in _marks(language, code)}


@pytest.mark.parametrize(("language", "code", "name"), REFUSED)
def test_no_place_where_it_is_not_certain(language: str, code: str, name: str) -> None:
    assert name not in {found for _, found, _ in _marks(language, code)}


def test_braces_around_a_variable_stay() -> None:
    code = RUBY.format("id = '1'", '"https://api.example.com/orders/#{id}/?a={#{id}}"', "'abc'")
    name = code.rindex("id")
    (found,) = languages()["ruby"].places(code, [Slot("path.id", name, name + 2, Text.of(Source("value", "1")))])
    assert found is not None
    assert code[found.start : found.end] == "#{id}"


@pytest.mark.parametrize("case", FILES, ids=name_of)
def test_cases_read_back(case: Path) -> None:
    for sample, name, mark in _marks(client_of(case), case.read_bytes().decode("utf-8"), case.suffix[1:]):
        before = to_har(sample.reading.requests[0])
        for value in VALUES.get(name.partition(".")[0], ()):
            written = _written(value, mark)
            if written is None:
                continue
            after = to_har(_read_with(case, sample, mark, written))
            assert _changed(before, after) == {"headers" if name == "token" else "url"}
            sent = [header["value"] for header in after["headers"]] if name == "token" else [after["url"]]
            assert any(value in text for text in sent)


@pytest.mark.parametrize("case", FILES, ids=name_of)
def test_parameters_in_cases_read_back(case: Path) -> None:
    """The value is sent as it is, and nothing else is sent in another way."""
    for sample, name, mark in _marks(client_of(case), case.read_bytes().decode("utf-8"), case.suffix[1:]):
        if not name.startswith(PROVEN):
            continue
        before = dict(sent_parts(sample.reading.requests[0]))
        values = {"number": ["0.5", "-12"], "boolean": ["true", "false"]}.get(_kind(sample, name), NASTY)
        for value in values:
            written = _written(value, mark)
            if written is not None and (value.isascii() or not name.startswith("header.")):
                after = dict(sent_parts(_read_with(case, sample, mark, written)))
                assert after == {**before, name: value}, written


def _kind(sample: Sample, name: str) -> str:
    return next(own.kind for own in own_values(PAGE, sample.reading.requests[0]) if own.name == name)


def _read_with(case: Path, sample: Sample, mark: Mark, written: str) -> Request:
    code = sample.code.value[: mark.start] + written + sample.code.value[mark.end :]
    reading = languages()[client_of(case)].read(Text.of(Source("own", code)), case.suffix[1:]).meant
    assert (reading.status, len(reading.requests)) == ("ok", 1), code
    return reading.requests[0]


@pytest.mark.parametrize("value", [*VALUES["token"], "a\r\nX-Evil: 1", "a\n\nGET / HTTP/1.1"])
def test_a_server_reads_the_value_in_a_message(value: str) -> None:
    """As h11 parses what goes over the wire; a value that cannot stand in a message is kept out."""
    code = HTTP.format(URL, "Authorization: Bearer abc\n")
    ((sample, _, mark),) = [found for found in _marks("http", code) if found[1] == "token"]
    written = _written(value, mark)
    assert (written is None) == (not re.fullmatch(r"(?:(?!\{\{|\}\})[ -~])+", value))
    if written is not None:
        shown = sample.code.value[: mark.start] + written + sample.code.value[mark.end :]
        server = h11.Connection(h11.SERVER)
        server.receive_data(
            "".join(f"{line}\r\n" for line in [*shown.rstrip("\n").split("\n"), "Host: api.example.com", ""]).encode()
        )
        request = server.next_event()
        assert isinstance(request, h11.Request)
        assert dict(request.headers)[b"authorization"].decode() == f"Bearer {value}"
        assert isinstance(server.next_event(), h11.EndOfMessage)


def _written(value: str, mark: Mark) -> str | None:
    """What the script writes in a place; None if it leaves what is there."""
    found = re.findall(r"""data-(\w+)=("[^"]*"|'[^']*')""", mark.attributes)
    data = {name: unescape(text[1:-1]) for name, text in found}
    if "never" in data and re.search(data["never"], value):
        return None
    value = quote(value, safe="") if data.get("as") == "uri" else value
    for pattern, by in json.loads(data.get("escapes", "[]")):
        value = re.sub(pattern, lambda m, by=by: _escaped(m[0], by), value)  # type: ignore[misc]
    return value


def _escaped(found: str, by: str) -> str:
    code = f"{ord(found):02x}" if len(found) == 1 else ""
    return by.replace("%", code).replace("&", found)


def _changed(before: HarRequest, after: HarRequest) -> set[str]:
    return {key for key in {*before, *after} if before.get(key) != after.get(key)} - {"queryString"}
