"""`unisono init` and `unisono new`: from an empty folder to a site with pages in which nothing is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from sites import build, endpoint, write
from unisono.cli import main

Run = Callable[..., Result]

SAMPLE = '~~~ bash\ncurl {} -H "X-Api-Key: abc"\n~~~\n{{: title="Curl" }}\n'


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {".git/HEAD": ""})
    return lambda *arguments: CliRunner().invoke(main, arguments, catch_exceptions=False)


class TestInit:
    def test_an_empty_folder_becomes_a_site(self, run: Run, tmp_path: Path) -> None:
        done = run("init", "my-api")
        assert done.exit_code == 0
        made = {path.relative_to(tmp_path / "my-api").as_posix() for path in (tmp_path / "my-api").rglob("*") if path.is_file()}
        assert made == {
            *("mkdocs.yml", "docs/index.md", "docs/orders/add_note.md", "docs/_includes/response_codes.md"),
            *(".github/workflows/docs.yml", ".pre-commit-config.yaml", ".gitignore"),
        }
        assert all(f"{name}: new\n" in done.output for name in made)
        configuration = yaml.safe_load((tmp_path / "my-api" / "mkdocs.yml").read_text())
        assert (configuration["site_name"], configuration["theme"]["font"]) == ("My API", False)
        found = run("check", "my-api/docs", "--select", "all")
        assert found.output == "1 endpoint page, 4 samples (4 agree), 1 other page: nothing found.\n"

    def test_its_site_builds_without_warnings(self, run: Run, tmp_path: Path) -> None:
        run("init")
        site = build(tmp_path / "mkdocs.yml", tmp_path / "site")
        assert site.warnings == ()
        assert site.pages() == {"", "orders/add_note/"}
        assert "4 of 4 samples send this request" in site.read("orders/add_note/index.html")

    def test_again(self, run: Run) -> None:
        run("init")
        done = run("init")
        assert (done.exit_code, done.output.splitlines()[0]) == (0, "Nothing is missing.")

    def test_beside_a_site(self, run: Run, tmp_path: Path) -> None:
        write(
            tmp_path,
            {
                "mkdocs.yml": "site_name: Mine\ndocs_dir: pages # here\ntheme: mkdocs\nplugins: [search]\n",
                "pages/README.md": "# Mine\n",
                ".gitignore": "build\nsite",
                ".github/workflows/ci.yml": "steps: [run: unisono check pages]\n",
            },
        )
        before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
        shown = run("init", "--diff")
        assert shown.exit_code == 1
        assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
        done = run("init")
        assert "-plugins: [search]\n+plugins: [search, unisono]\n" in done.output
        assert (tmp_path / ".gitignore").read_text() == "build\nsite\n.unisono_cache/\n"
        assert "args: [pages]" in (tmp_path / ".pre-commit-config.yaml").read_text()
        assert (tmp_path / "pages" / "orders" / "add_note.md").exists()
        assert not (tmp_path / "pages" / "index.md").exists()
        assert run("check", "pages").output == "1 endpoint page, 4 samples (4 agree), 1 other page: nothing found.\n"

    def test_a_site_that_has_endpoint_pages_gets_none(self, run: Run, tmp_path: Path) -> None:
        write(tmp_path, {"mkdocs.yml": "site_name: Mine\n", "docs/get.md": endpoint()})
        run("init")
        assert {path.name for path in (tmp_path / "docs").iterdir()} == {"get.md", "index.md"}

    def test_nothing_is_said_of_pages_that_are_not_checked(self, run: Run, tmp_path: Path) -> None:
        write(tmp_path, {"mkdocs.yml": "site_name: Mine\n", "docs/get.md": endpoint().replace("method: ", "method: x")})
        done = run("init")
        assert "unisono check docs" in done.output
        assert "nothing is found" not in done.output
        assert run("check", "docs").exit_code == 1

    def test_what_cannot_be_added_to(self, run: Run, tmp_path: Path) -> None:
        write(tmp_path, {"mkdocs.yml": "site_name: Mine\nplugins:\n"})
        done = run("init")
        assert (done.exit_code, done.output) == (
            2,
            f"Error: cannot add to {tmp_path / 'mkdocs.yml'}: write '- unisono' where its line 2 has nothing.\n",
        )
        assert not (tmp_path / "docs").exists()


class TestNew:
    @pytest.mark.parametrize(
        ("name", "method", "path", "place"),
        [
            ("Cancel Order", "patch", "/orders/cancel/", "orders/cancel_order.md"),
            ("Get Item", "GET", "/orders/{order_uuid}/items/:id?page=2", "orders/get_item.md"),
            ('Ship: "it" {{ site.x }}', "post", "/v1/shipments/<number>/ship", "shipments/ship_it_site_x.md"),
            ("no", "delete", "/{id}", "no.md"),
        ],
    )
    def test_nothing_is_found_on_it(self, run: Run, tmp_path: Path, name: str, method: str, path: str, place: str) -> None:
        run("init")
        done = run("new", name, "--method", method, "--path", path)
        assert (done.exit_code, done.output.splitlines()[0]) == (0, f"docs/{place}: 4 samples written.")
        found = run("check", "docs", "--select", "all")
        assert found.output == "2 endpoint pages, 8 samples (8 agree), 1 other page: nothing found.\n"
        front_matter = (tmp_path / "docs" / place).read_text().split("---\n")[1]
        assert yaml.safe_load(front_matter)["name"] == name

    def test_it_is_as_the_other_pages_are(self, run: Run, tmp_path: Path) -> None:
        pages = {
            f"docs/api/{n}.md": endpoint(f"P{n}", f"/things/{n}/", f"3.1{n}", "internal", SAMPLE.format(url))
            for n, url in enumerate(f"https://things.example.net/v2/things/{n}/" for n in range(3))
        }
        write(tmp_path, {"mkdocs.yml": "site_name: A\nplugins: [unisono]\n", **pages})
        run("new", "Play", "--method", "get", "--path", "/things/{id}/play/")
        text = (tmp_path / "docs/api/play.md").read_text()
        assert "position: 3.13\nvisibility: internal\n" in text
        assert text.endswith(
            "~~~ bash\ncurl https://things.example.net/v2/things/17/play/ -H 'X-Api-Key: abc'\n~~~\n{: title=\"cURL\" }\n"
        )
        assert text.count("~~~ ") == 1

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("--method", "got", "--path", "/a/"), "'got' is no method; there are "),
            (("--method", "get", "--path", "orders"), "'orders' is no path; write one such as /orders/{order_uuid}/."),
            (("--method", "get", "--path", "https://a.example/b"), "'https://a.example/b' is no path"),
            (("--method", "get", "--path", "/a/", "--file", "../out.md"), "../out.md leads outside docs"),
            (("--method", "get", "--path", "/a/", "--file", "docs/index.md"), "docs/index.md is there already."),
            (("--method", "get", "--path", "/a/", "--file", "docs/a.txt"), "docs/a.txt is not called as a page."),
        ],
    )
    def test_refused(self, run: Run, tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
        run("init")
        before = {path for path in tmp_path.rglob("*") if path.is_file()}
        done = run("new", "A", *arguments)
        assert done.exit_code == 2
        assert message in done.output
        assert {path for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("arguments", "step"),
    [
        (("check", "docs"), "'unisono init' makes a site"),
        (("inspect", "docs"), "'unisono init' makes a site"),
        (("fix", "docs"), "'unisono init' makes a site"),
        (("add", "python"), "'unisono init' makes a site"),
        (("new", "A", "--method", "get", "--path", "/a/"), "'unisono init' makes a site"),
        (("check", "empty"), "'unisono new' writes one"),
        (("inspect", "empty"), "'unisono new' writes one"),
        (("fix", "empty"), "'unisono new' writes one"),
        (("add", "python", "--pages", "empty"), "'unisono new' writes one"),
        (("import", "docs", "new"), "Name the file or the folder to import"),
        (("check", "--built", "empty"), "Name a page or a folder of pages; 'unisono init' makes a site"),
    ],
)
def test_who_finds_nothing_is_told_what_to_do(run: Run, tmp_path: Path, arguments: tuple[str, ...], step: str) -> None:
    (tmp_path / "empty").mkdir()
    done = run(*arguments)
    assert done.exit_code == 2
    assert step in done.output


@pytest.mark.parametrize("command", ["check", "fix", "inspect", "export har"])
def test_the_pages_of_the_site_are_meant_where_none_are_named(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"docs/thing.md": endpoint(body="~~~ bash\ncurl https://api.example.com/things/\n~~~\n{: title=cURL }\n")})
    done = CliRunner().invoke(main, command.split())
    assert done.exit_code == 0, done.output
    assert done.output
