"""What only defines functions is nowhere told as if it were sent: by `inspect`, `write --from`, `add --from`, in an overlay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from sites import endpoint, write
from unisono.cli import main

PYTHON = """~~~ python
import requests


def pay_order(order_id):
    requests.post(f"https://api.example.com/orders/{order_id}/", headers={"X-Key": "k"})
~~~
{: title="Python (requests)" }
"""
SHELL = """~~~ bash
pay_order() { curl -X POST "https://api.example.com/orders/$1/" -H 'X-Key: k'; }
~~~
{: title="Curl" }
"""
JAVA = """~~~ java
public HttpResponse<String> payOrder(String orderId) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create("https://api.example.com/orders/" + orderId + "/"))
        .header("X-Key", "k").POST(HttpRequest.BodyPublishers.noBody()).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
}
~~~
{: title="Java" }
"""
RUBY = """~~~ ruby
require "net/http"

uri = URI("https://api.example.com/orders/#{ENV["ORDER_ID"]}/")
request = Net::HTTP::Post.new(uri, "X-Key" => "k")
Net::HTTP.start(uri.hostname, uri.port, use_ssl: true) { |http| http.request(request) }
~~~
{: title="Ruby" }
"""


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write(tmp_path, {".git/HEAD": ""})
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, given)


def page(*samples: str) -> None:
    write(
        Path(),
        {"docs/pay.md": endpoint("Pay Order", "/orders/:order_id/", body="\n".join(samples)).replace("get\n", "post\n", 1)},
    )


def test_inspect_says_what_is_not_called() -> None:
    page(PYTHON, SHELL, JAVA, RUBY)
    samples = json.loads(run("inspect", "docs", "--output-format", "json").stdout)["pages"][0]["samples"]
    assert [(one["title"], one["status"], one.get("uncalled"), len(one["requests"])) for one in samples] == [
        ("Python (requests)", "ok", ["pay_order"], 1),
        ("Curl", "ok", ["pay_order"], 1),
        ("Java", "invalid", ["payOrder"], 1),
        ("Ruby", "ok", None, 1),
    ]
    shown = [line.strip() for line in run("inspect", "docs").stdout.splitlines() if "(line" in line]
    assert [line.partition(": ")[2].partition(": cannot")[0] for line in shown] == [
        "ok, if it is called: pay_order",
        "ok, if it is called: pay_order",
        "invalid, if it is called: payOrder",
        "ok",
    ]


def test_an_overlay_has_no_sample_that_is_not_called() -> None:
    page(PYTHON, SHELL, JAVA, RUBY)
    overlay = yaml.safe_load(run("export", "overlay", "docs").stdout)
    samples = [sample for action in overlay["actions"] for sample in action["update"]["x-codeSamples"]]
    assert [sample["lang"] for sample in samples] == ["ruby"]


def test_write_says_that_the_sample_sends_nothing() -> None:
    done = run("write", "httpie", "--from", "python_requests", given=PYTHON.partition("\n")[2].partition("~~~")[0])
    assert (done.exit_code, done.stdout.split()[:2]) == (0, ["http", "POST"])
    said = (
        "The sample on standard input sends nothing: it only defines pay_order. This is what it would send if it were called.\n"
    )
    assert done.stderr == said


def test_write_says_what_of_a_function_cannot_be_said() -> None:
    given = "export const payOrder = (orderId) => fetch(`https://api.example.com/orders/${orderId}/`);\n"
    done = run("write", "httpie", "--from", "fetch", given=given)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("The sample on standard input sends nothing: it only defines payOrder. ")
    assert done.stderr.endswith("HTTPie cannot say 'orderId', which is known only when the sample that it comes from runs.\n")


def test_write_says_nothing_of_a_sample_that_is_sent() -> None:
    done = run("write", "httpie", "--from", "curl", given="curl https://api.example.com/orders/")
    assert (done.exit_code, done.stderr) == (0, "")


def test_add_says_whose_functions_are_not_called() -> None:
    page(PYTHON, SHELL)
    done = run("add", "httpie", "--pages", "docs", "--from", "python_requests", "--diff")
    assert "httpie: added; it sends what Python (requests) would send if it called pay_order\n" in done.output


def test_add_follows_what_is_sent_where_it_can() -> None:
    page(PYTHON, RUBY)
    done = run("add", "httpie", "--pages", "docs", "--diff")
    assert done.output.count("httpie: added\n") == 1
    assert "$ORDER_ID" in done.output
