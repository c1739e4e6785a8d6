"""What must not be left of pages that are left out: in `nav`, in files that are no pages by their names, in earlier builds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sites import MakeSite, Site, configure, endpoint, write

SECRET = endpoint("Secretname", "/secretpath/", "2", "internal", "Secrettext.")
OPEN = endpoint("Open", "/open/", "1")

NAVS: dict[str, list[Any]] = {
    "titled": [{"Home": "index.md"}, {"Secretname": "secret.md"}, {"Open": "open.md"}],
    "untitled": ["index.md", "secret.md", "open.md"],
    "spelled otherwise": ["index.md", {"Secretname": "./secret.md"}, {"Secretname": "/secret.md"}, "open.md"],
    "with an anchor": ["index.md", {"Secretname": "secret.md#part"}, "open.md"],
    "by its address": ["index.md", {"Secretname": "secret/"}, {"Secretname": "https://docs.example.org/secret/"}, "open.md"],
    "in sections": ["index.md", {"Secretsection": [{"Secretname": "secret.md"}, {"Secretpart": ["secret.md"]}]}, "open.md"],
}


@pytest.mark.parametrize("nav", NAVS.values(), ids=NAVS)
def test_nav_names_no_hidden_page(make_site: MakeSite, nav: list[Any]) -> None:
    theme = {"name": "material", "font": False, "features": ["navigation.footer", "navigation.indexes"]}
    site = make_site({"secret.md": SECRET, "open.md": OPEN}, nav=nav, theme=theme)
    assert site.files_with("secret") == []
    assert "None" not in site.read("404.html") + site.read("index.html")
    assert site.pages() == {"", "open/"}
    assert 'href="open/"' in site.read("index.html")
    assert site.warnings == ()


@pytest.mark.parametrize("visibility", ["public", "internal"])
def test_nav_names_no_hidden_page_that_mkdocs_leaves_out(make_site: MakeSite, visibility: str) -> None:
    """A README.md, whose place the index.md beside it has, whether that is shown or not."""
    files = {"a/README.md": SECRET, "a/index.md": endpoint("Index", "/", "2", visibility, "Text.")}
    site = make_site(files, nav=["index.md", {"Secretsection": [{"Secretname": "a/README.md"}]}])
    assert site.files_with("secret") == []
    assert site.warnings == ("Excluding 'a/README.md' from the site because it conflicts with 'a/index.md'.",)


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_other_themes(make_site: MakeSite, theme: str) -> None:
    site = make_site({"secret.md": SECRET, "open.md": OPEN}, nav=NAVS["in sections"], theme=theme)
    assert [site.files_with(word) for word in ("secretname", "secretpath", "secrettext", "secretsection")] == [[], [], [], []]
    assert site.pages() == {"", "open/"}


@pytest.mark.parametrize("said", ["draft: true", "isPublic: no", "access: internal", "groups: [staff]", "Sichtbarkeit: intern"])
def test_a_page_that_is_hidden_in_other_words(make_site: MakeSite, said: str) -> None:
    site = make_site({"secret.md": f"---\ntitle: Secretname\n{said}\n---\nSecrettext.\n", "open.md": OPEN})
    assert (site.files_with("secret"), site.pages()) == ([], {"", "open/"})
    assert [warning.split(": ")[0].endswith("docs/secret.md:3:1") for warning in site.warnings] == [True]


@pytest.mark.parametrize("said", ["draft: true", "access: internal"])
def test_on_a_site_that_knows_no_audience_it_is_built(make_site: MakeSite, said: str) -> None:
    site = make_site({"plain.md": f"---\ntitle: Plain\n{said}\n---\nText.\n"})
    assert (site.pages(), site.warnings) == ({"", "plain/"}, ())


UNREAD = {
    "a slip": (".meta.yml", "visiblity: internal\n"),
    "capitals": (".meta.yml", "Visibility: internal\n"),
    "the setting": (".meta.yml", "audience: internal\n"),
    "another language": (".meta.yml", "Sichtbarkeit: intern\n"),
    "a part": (".meta.yml", "meta:\n  visibility: internal\n"),
    "twice": (".meta.yml", "visibility: internal\nvisibility: public\n"),
    "a list": (".meta.yml", "visibility: [public, internal]\n"),
    "an answer": (".meta.yml", "draft: true\n"),
    "another word": (".meta.yml", "access: internal\n"),
    "another name": ("_meta.yml", "visibility: internal\n"),
    "another ending": (".meta.yaml", "visibility: public\n"),
}


@pytest.mark.parametrize("name", UNREAD)
def test_a_folder_that_says_it_in_a_way_that_is_not_read(make_site: MakeSite, name: str) -> None:
    file, text = UNREAD[name]
    site = make_site(
        {
            f"folder/{file}": text,
            "folder/secret.md": "# Secretname\n",
            "folder/deep/secret.md": "# Secretname\n",
            "open.md": OPEN,
        }
    )
    assert (site.files_with("secretname"), site.pages()) == ([], {"", "open/"})
    assert [warning.partition(": ")[0].endswith(f"docs/folder/{file}") for warning in site.warnings] == [True]


def test_a_folder_hidden_in_other_words_makes_no_site_know_an_audience(make_site: MakeSite) -> None:
    pages = {
        "folder/.meta.yml": "draft: true\n",
        "folder/plain.md": "# Plain\n",
        "open.md": OPEN.replace("visibility: public\n", ""),
    }
    site = make_site(pages)
    assert (site.pages(), site.warnings) == ({"", "folder/plain/", "open/"}, ())


def test_a_file_beside_of_another_program(make_site: MakeSite) -> None:
    site = make_site(
        {"folder/meta.yml": "title: [x\n", "folder/.pages": "hide: true\n", "folder/plain.md": "# Plain\n", "open.md": OPEN}
    )
    assert (site.pages(), site.warnings) == ({"", "folder/plain/", "open/"}, ())


def test_drafts_of_which_others_decide(make_site: MakeSite) -> None:
    draft = "---\ntitle: Draftname\ndate: 2024-01-01\ndraft: true\n---\nText of it.\n"
    files = {"blog/index.md": "# Blog\n", "blog/posts/one.md": draft, "excluded.md": draft, "later.md": draft, "open.md": OPEN}
    plugins = ["blog", "search", {"unisono": {"audience": ["public"]}}]
    site = make_site(files, plugins=plugins, exclude_docs="excluded.md", draft_docs="later.md")
    assert (site.files_with("draftname"), site.warnings) == ([], ())
    shown = make_site(files, plugins=[{"blog": {"draft": True}}, *plugins[1:]], exclude_docs="*d.md", draft_docs="later.md")
    assert (bool(shown.files_with("draftname")), shown.warnings) == (True, ())


def test_the_blog_decides_of_its_posts_alone(make_site: MakeSite) -> None:
    about, post = "---\ntitle: Draftname\ndraft: true\n---\nText.\n", "---\ndate: 2024-01-01\n---\n# One\n\nText.\n"
    files = {"blog/index.md": "# Blog\n", "blog/about.md": about, "blog/posts/one.md": post, "open.md": OPEN}
    site = make_site(files, plugins=["blog", "search", {"unisono": {"audience": ["public"]}}])
    assert (site.files_with("draftname"), len(site.warnings)) == ([], 1)


@pytest.mark.parametrize("said", ["invisible: false", "craft: true", "publisher: no", "interval: on", "status: draft"])
def test_other_keys_hide_nothing(make_site: MakeSite, said: str) -> None:
    site = make_site({"plain.md": f"---\ntitle: Plain\n{said}\n---\nText.\n", "open.md": OPEN})
    assert (site.pages(), site.warnings) == ({"", "plain/", "open/"}, ())


def test_tags_and_meta_of_material(make_site: MakeSite) -> None:
    files = {
        "tags.md": "# Tags\n\n<!-- material/tags -->\n",
        "open.md": OPEN.replace("method:", "tags: [shared]\nmethod:"),
        "secret.md": SECRET.replace("method:", "tags: [shared, secrettag]\nmethod:"),
        "folder/.meta.yml": "visibility: internal\n",
        "folder/secret-of-folder.md": "# Secretname\n\nSecrettext.\n",
        "folder/deep/secret-below.md": endpoint("Secretname", "/secretpath/").replace("visibility: public\n", ""),
        "folder/deep/says.md": endpoint("Said", "/said/"),
    }
    site = make_site(files, plugins=["search", "tags", "meta", {"unisono": {}}])
    assert site.files_with("secret") == []
    assert site.pages() == {"", "tags/", "open/", "folder/deep/says/"}
    assert "shared" in site.read("tags.json")


def test_what_cannot_be_read_in_a_folder_hides_it(make_site: MakeSite) -> None:
    site = make_site({"folder/.meta.yml": "visibility: [internal\n", "folder/secret.md": "# Secretname\n"})
    assert (site.files_with("secret"), site.pages()) == ([], {""})


@pytest.mark.parametrize(
    "name", ["x.MD", "x.Md", "x.MARKDOWN", "x.Mkd", "x.md.bak", "x.md~", "x.md.orig", "x.txt", "x.html", "x.md.json", "x"]
)
@pytest.mark.parametrize("text", [SECRET, f"\n{SECRET}", SECRET.replace("---", "----")], ids=["page", "late", "dashes"])
def test_a_page_by_another_name_is_not_copied(make_site: MakeSite, name: str, text: str) -> None:
    site = make_site({f"things/{name}": text, "open.md": OPEN})
    assert site.files_with("secret") == []
    assert [warning for warning in site.warnings if f"things/{name}: this is a page, and is left out" in warning] != []


@pytest.mark.parametrize("name", ["x.mdown", "x.mkd", "x.mkdn", "x.markdown"])
def test_every_ending_of_pages(make_site: MakeSite, name: str) -> None:
    assert make_site({name: SECRET}).files_with("secret") == []


def test_other_files_are_copied(make_site: MakeSite) -> None:
    files = {
        "data.yml": "---\ntitle: /x/\nmethod: get\nvisibility: private\n",
        "data.json": '{\n"visibility": "private",\n"method": "GET",\n"title": "/x/"\n}\n',
        "notes.txt": "Note: the method is GET.\n",
        "open.MD": OPEN,
    }
    site = make_site(files)
    assert [name for name, text in files.items() if site.read(name) != text] == []
    assert len(site.warnings) == 1
    assert "open.MD: this is a page, and is published as it is, as its name has another ending than .md" in site.warnings[0]


@pytest.mark.parametrize("name", ["order.mdx", "order.md.txt", "order.qmd", "order.md~"])
def test_an_endpoint_that_is_no_page_by_its_name_is_told(make_site: MakeSite, name: str) -> None:
    site = make_site({name: OPEN})
    assert f"{name}: this is a page, and is published as it is, as its name has another ending than .md" in site.warnings[0]


def test_the_copy_of_a_page_is_no_page(make_site: MakeSite) -> None:
    assert make_site({"order.md": OPEN, "order.md~": OPEN, "order.md.bak": OPEN}).warnings == ()


def _build(folder: Path, *arguments: str) -> Site:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return Site(folder / "site", tuple(line for line in done.stderr.splitlines() if "WARNING" in line))


def test_dirty_build_keeps_nothing_that_became_internal(tmp_path: Path) -> None:
    files = {
        "index.md": "# Home\n",
        "open.md": OPEN,
        "secret.md": SECRET.replace("internal", "public"),
        "secret.txt": "Text.\n",
    }
    write(tmp_path / "docs", files)
    configure(tmp_path, theme={"name": "material", "font": False, "features": ["navigation.footer"]})
    before = _build(tmp_path)
    assert {"secret/index.html", "secret/index.md", "secret.txt", "open/index.html"} <= {*before.files_with("secret")}
    write(tmp_path / "docs", {"secret.md": SECRET, "secret.txt": SECRET})
    assert _build(tmp_path, "--dirty").files_with("secret") == []
