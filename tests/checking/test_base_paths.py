"""Base paths: what all samples of a site request before the declared paths is said once, and what departs from it is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sites import build, configure, write
from unisono.cli import main

HOST = "https://api.example.com"


def page(path: str, requested: str) -> str:
    """A page for `path`, whose samples request another."""
    url = f"{HOST}{requested}"
    samples = f'\n~~~ bash\ncurl {url}\n~~~\n{{: title="Curl" }}\n\n~~~ bash\nhttp {url}\n~~~\n{{: title="HTTPie" }}\n'
    return f"---\ntitle: {path}\nname: {path.strip('/') or 'Root'}\nmethod: get\n---\n{samples}"


def check(folder: Path, *arguments: str) -> tuple[list[str], dict[str, object]]:
    """The findings, and the summary."""
    done = CliRunner().invoke(main, ["check", str(folder), "--output-format", "json", *arguments])
    assert done.exit_code in (0, 1), done.output
    found = json.loads(done.stdout)
    messages = [f"{Path(one['path']).stem}: {one['message']}" for one in found["diagnostics"] if one["rule"] == "path-mismatch"]
    return messages, found["summary"]


@pytest.mark.parametrize("arguments", [["--no-cache"], ["--jobs", "2"], ["--jobs", "1"]])
def test_base_path_of_a_site(tmp_path: Path, arguments: list[str]) -> None:
    write(tmp_path, {f"p{i}.md": page(f"/p{i}/", f"/v1/p{i}/") for i in range(4)})
    write(tmp_path, {"wrong.md": page("/users/", "/admin/users/"), "written.md": page("/v1/notes/", "/v1/notes/")})
    write(tmp_path, {"silent.md": "---\ntitle: /x/\nname: X\nmethod: get\n---\n"})
    for _ in range(2):  # the second time from the cache, where there is one
        found, summary = check(tmp_path, *arguments)
        assert found == ["wrong: the page declares /v1/users/; each of the 2 samples requests the path /admin/users/"]
        assert (summary["base_paths"], summary["agree"], summary["disagree"]) == ("/v1", 10, 2)


def test_parts_of_a_site_know_it_too(tmp_path: Path) -> None:
    write(tmp_path, {f"p{i}.md": page(f"/p{i}/", f"/v1/p{i}/") for i in range(4)})
    write(tmp_path, {"a.md": page("/users/", "/admin/users/")})
    found = [check(tmp_path, "--shard", f"{part}/3")[0] for part in (1, 2, 3)]
    assert [message for part in found for message in part] == [
        "a: the page declares /v1/users/; each of the 2 samples requests the path /admin/users/"
    ]


def test_no_base_path(tmp_path: Path) -> None:
    write(tmp_path, {f"p{i}.md": page(f"/p{i}/", f"/p{i}/") for i in range(4)})
    write(tmp_path, {"wrong.md": page("/users/", "/v1/users/")})
    found, summary = check(tmp_path)
    assert found == ["wrong: the page declares /users/; each of the 2 samples requests the path /v1/users/"]
    assert "base_paths" not in summary


def test_one_page(tmp_path: Path) -> None:
    write(tmp_path, {"page.md": page("/cards/:id", "/api/v1/cards/17")})
    found, summary = check(tmp_path / "page.md")
    assert (found, summary["base_paths"], summary["agree"]) == ([], "/api/v1", 2)


def test_samples_of_one_page_that_differ(tmp_path: Path) -> None:
    text = page("/cards/", "/v1/cards/") + page("/cards/", "/v2/cards/").partition("---\n")[2].partition("---\n")[2]
    write(tmp_path, {"page.md": text.replace('/v2/cards/\n~~~\n{: title="HTTPie" }', '/v1/cards/\n~~~\n{: title="HTTPie" }')})
    found, summary = check(tmp_path / "page.md")
    assert found == ["page: Curl requests the path /v2/cards/, the page declares /v1/cards/"]
    assert summary["disagree"] == 1


def test_folders_with_base_paths_of_their_own(tmp_path: Path) -> None:
    for version in ("v1", "v2"):
        write(tmp_path, {f"{version}/p{i}.md": page(f"/p{i}/", f"/{version}/p{i}/") for i in range(3)})
    write(tmp_path, {"v2/wrong.md": page("/users/", "/v1/users/")})
    found, summary = check(tmp_path)
    assert found == ["wrong: the page declares /v2/users/; each of the 2 samples requests the path /v1/users/"]
    assert summary["base_paths"] == "/v1, /v2"


@pytest.mark.parametrize(
    ("declared", "requested"),
    [("/{id}/", "/v1/7/"), ("/", "/v1/"), ("https://api.example.com/users/", "/v1/users/"), ("/orders/", "/v1/users/")],
)
def test_what_is_no_base_path(tmp_path: Path, declared: str, requested: str) -> None:
    write(tmp_path, {"page.md": page(declared, requested)})
    found, summary = check(tmp_path)
    assert len(found) == 1
    assert "base_paths" not in summary


def test_servers_state_it(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": page("/a/", "/v1/a/"), "b.md": page("/b/", "/v2/b/")})
    write(tmp_path, {"unisono.toml": 'servers = ["https://api.example.com/v1"]\n'})
    found, summary = check(tmp_path)
    assert found == ["b: the page declares /v1/b/; each of the 2 samples requests the path /v2/b/"]
    assert "base_paths" not in summary


def test_suppressed_on_the_page(tmp_path: Path) -> None:
    write(tmp_path, {f"p{i}.md": page(f"/p{i}/", f"/v1/p{i}/") for i in range(4)})
    write(
        tmp_path,
        {"wrong.md": page("/users/", "/admin/users/") + "\n<!-- unisono: ignore-page[path-mismatch] another API -->\n"},
    )
    found, summary = check(tmp_path)
    assert (found, summary["suppressed"]) == ([], 1)


@pytest.mark.parametrize("settings", [{}, {"servers": ["https://api.example.com/v1"]}])
def test_on_the_site(tmp_path: Path, settings: dict[str, list[str]]) -> None:
    """In the heading, what is copied, lists, twins and the search; in a cold build and in one from the cache."""
    pages = {f"docs/p{i}.md": page(f"/p{i}/", f"/v1/p{i}/") for i in range(3)}
    pages |= {
        "docs/wrong.md": page("/users/", "/admin/users/"),
        "docs/unknown.md": page("/x/", "X").replace(f"{HOST}X", "$API/x/"),
    }
    public = {name: text.replace("method: get\n", "method: get\nvisibility: public\n") for name, text in pages.items()}
    write(tmp_path, public | {"docs/index.md": "# API\n\n<!-- unisono: endpoints -->\n"})
    config = configure(tmp_path, unisono=settings)
    for _ in range(2):
        site = build(config, tmp_path / "site")
        html = site.read("p1/index.html")
        assert '>https://api.example.com</span><code class="unisono-path">/v1/<wbr>p1/' in html
        assert 'data-clipboard-text="https://api.example.com/v1/p1/"' in html
        assert '<code class="unisono-path">/v1/<wbr>p1/' in site.read("index.html")
        assert "| GET | `/v1/p1/` |" in site.read("index.md")
        assert "`GET /v1/p1/`" in site.read("p1/index.md")
        assert '<span class="unisono-address"><code class="unisono-path">/x/' in site.read("unknown/index.html")
        assert ["the path /admin/users/" in message for message in site.warnings] == [True]
        assert 'data-outcome="disagree"' in site.read("wrong/index.html")


def test_another_host_has_its_own(tmp_path: Path) -> None:
    write(tmp_path, {f"p{i}.md": page(f"/p{i}/", f"/v1/p{i}/") for i in range(4)})
    write(tmp_path, {"token.md": page("/token/", "/token/").replace(HOST, "https://auth.example.com")})
    write(tmp_path, {"unknown.md": page("/x/", "/x/").replace(HOST, "$API")})
    found, summary = check(tmp_path)
    assert (found, summary["base_paths"], summary["agree"]) == ([], "/v1", 12)


def test_no_half_of_a_url(tmp_path: Path) -> None:
    """Where a value is missing, a client would take the path for the host."""
    sample = '\n~~~ bash\ncurl {{ site.api_url }}locations\n~~~\n{: title="Curl" }\n'
    write(tmp_path, {"docs/index.md": "# Home\n", "docs/a.md": f"---\ntitle: /locations\nname: A\nmethod: get\n---\n{sample}"})
    site = build(configure(tmp_path, unisono={}), tmp_path / "site")
    assert '<span class="unisono-address"><code class="unisono-path">/locations</code>' in site.read("a/index.html")
    assert any("'site.api_url' is not defined" in message for message in site.warnings)


def test_endpoints_of_several_hosts_on_a_page_have_each_its_own(tmp_path: Path) -> None:
    def section(path: str, url: str) -> str:
        return f"## GET {path}\n\n~~~ bash\ncurl {url}\n~~~\n\n"

    own = [section(f"/p{i}", f"{HOST}/p{i}") for i in range(3)]
    others = [section("/me", "https://graph.example.org/v2/me"), section("/teams", "https://graph.example.org/v2/users")]
    write(tmp_path, {"page.md": "# All\n\n" + "".join([*own, *others])})
    found, _ = check(tmp_path)
    assert found == ["page: cURL requests the path /v2/users, the page declares /v2/teams"]
