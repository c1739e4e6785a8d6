"""What departs from a base path, and what does not: one page among others that agree on `/v1`, and servers that state it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from sites import endpoint, write
from unisono.cli import main
from unisono.pages.liquid import Includes
from unisono.pages.reading import read_page
from unisono.text.source import Source

API = "https://api.example.com"
NAMES = ("cards", "items", "orders", "users")

Found = Callable[[Mapping[str, str]], list[str]]


def page(declared: str, url: str) -> str:
    whole = url if "$" in url else API + url
    return endpoint(path=declared, body=f'~~~ bash\ncurl "{whole}"\n~~~\n{{: title="Curl" }}\n')


V1 = {f"docs/{name}.md": page(f"/{name}", f"/v1/{name}") for name in NAMES}


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Found:
    """The pages with a path mismatch."""
    monkeypatch.chdir(tmp_path)

    def run(files: Mapping[str, str]) -> list[str]:
        write(tmp_path, {".git/HEAD": "", **files})
        done = CliRunner().invoke(main, ["check", "docs", "--no-cache", "--select=path-mismatch", "--output-format=json"])
        assert done.exit_code < 2, done.output
        return sorted(Path(found["path"]).stem for found in json.loads(done.stdout)["diagnostics"])

    return run


@pytest.mark.parametrize(
    ("declared", "url", "departs"),
    [
        ("/users", "/admin/users", True),
        ("/users", "/users", True),
        ("/users", "/v1x/users", True),
        ("/users", "/v1/v1/users", True),
        ("/users", "/v1/users/", True),
        ("/users", "$BASE/users", False),
        ("/users", "https://$HOST/v1/users", False),
        ("/v1/whole", "/v1/whole", False),
        ("/v1/whole", "/whole", True),
        (API + "/whole", "/whole", False),
        ("whole", "/v1/whole", False),
        ("/", "/v1", False),
        ("/", "/v1/", False),
        ("/", "/v2/", True),
        ("/files/{path...}", "/v1/files/a/b", False),
        ("/{id}", "/v1/7", False),
        ("/{id}", "/v2/7", True),
    ],
)
def test_one_page_among_others(found: Found, declared: str, url: str, departs: bool) -> None:
    assert found({**V1, "docs/x.md": page(declared, url)}) == (["x"] if departs else [])


@pytest.mark.parametrize(
    ("servers", "expected"),
    [
        ([f"{API}/v1/"], ["x"]),
        ([API], ["x"]),
        ([f"{API}/v1", API], []),
        ([f"{API}/v2"], [*NAMES, "x"]),
        (["https://other.example.com/v1", f"{API}/v1"], ["x"]),
    ],
)
def test_servers_state_it_if_one_has_a_path(found: Found, servers: list[str], expected: list[str]) -> None:
    assert found({**V1, "docs/x.md": page("/users", "/users"), "unisono.toml": f"servers = {servers}\n"}) == expected


def test_declared_path_within_that_of_a_server(found: Found) -> None:
    files = {"docs/x.md": page("/v1/users", "/v1/users"), "unisono.toml": f'servers = ["{API}/v1"]\n'}
    assert found(files) == []


@pytest.mark.parametrize(
    ("title", "info", "code"),
    [
        ("Curl", "bash", "curl {{ site.users_url }}"),
        ("Python", "python", 'import requests\nrequests.post("{{ site.url }}/users", json={"a": {{ site.n }}})'),
        ("Node.js", "js", 'fetch("{{ site.url }}/users", {method: "POST", body: JSON.stringify({a: {{ site.n }}})})'),
    ],
)
def test_variable_without_a_value_where_a_program_has_a_value(title: str, info: str, code: str) -> None:
    text = endpoint(path="/users", body=f'~~~ {info}\n{code}\n~~~\n{{: title="{title}" }}\n')
    (sample,) = read_page(Source("page.md", text), Includes(None)).samples
    assert (sample.reading.status, sample.reading.reason) == ("ok", None)


@pytest.mark.parametrize("code", ["curl $URL", "curl {{ site.users_url }}"])
def test_url_of_which_nothing_is_known(found: Found, code: str) -> None:
    assert found({"docs/x.md": endpoint(path="/users", body=f'~~~ bash\n{code}\n~~~\n{{: title="Curl" }}\n')}) == []


def test_host_of_which_nothing_is_known_has_the_path_that_is_written(found: Found) -> None:
    assert found({"docs/x.md": page("/users", "https://$HOST/")}) == ["x"]
