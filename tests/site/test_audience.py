"""What is not for the audience of a build is nowhere in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sites import MakeSite, Site, endpoint, navigation, site_of, write

HIDDEN = {
    "internal": endpoint("Secret Name", visibility="internal", body="Text with secretword."),
    "missing": endpoint("Secret Name", body="Text with secretword.").replace("visibility: public\n", ""),
    "empty": endpoint("Secret Name", visibility="", body="Text with secretword."),
    "null": endpoint("Secret Name", visibility="~", body="Text with secretword."),
    "misspelt": endpoint("Secret Name", visibility="pulbic", body="Text with secretword."),
    "capital": endpoint("Secret Name", visibility="Public", body="Text with secretword."),
    "list": endpoint("Secret Name", visibility="[public]", body="Text with secretword."),
    "twice": endpoint("Secret Name", visibility="internal\nvisibility: public", body="Text with secretword."),
    "invalid": endpoint("Secret Name", body="Text with secretword.").replace("name:", "name: [", 1),
    "unclosed": endpoint("Secret Name", body="Text with secretword.").replace("\n---\n", "\n", 1),
    "ordinary": "---\ntitle: Secret Name\nvisibility: internal\n---\nText with secretword.\n",
    "ordinary-unread": "\n---\ntitle: Secret Name\nvisibility: internal, partner\n---\nText with secretword.\n",
    "ordinary-unread-list": "----\nvisibility: [a, b, c, d]\ntags: []\n----\n# Secret Name\n\nText with secretword.\n",
    "ordinary-unread-words": "\n---\nvisibility: only for partners\n---\n# Secret Name\n\nText with secretword.\n",
    "ordinary-empty": "---\ntitle: Secret Name\nvisibility:\n---\nText with secretword.\n",
}

WARNED = ("list", "twice", "invalid", "unclosed", "ordinary-unread", "ordinary-unread-list", "ordinary-unread-words")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A page of each kind that is hidden, and two that are not."""
    folder = tmp_path_factory.mktemp("audience")
    pages = {f"things/{name}page.md": text for name, text in HIDDEN.items()}
    shown = {
        "index.md": "# Home\n",
        "things/open.md": endpoint("Open"),
        "things/plain.md": "# Plain\n\nFor everybody.\n",
        "things/titled.md": "---\ntitle: Titled\n---\nFor everybody.\n",
    }
    return site_of(folder, {**shown, **pages})


@pytest.mark.parametrize("name", HIDDEN)
def test_hidden_page_is_nowhere(site: Site, name: str) -> None:
    assert site.files_with(f"{name}page") == []


@pytest.mark.parametrize("word", ["Secret", "secretword"])
def test_no_word_of_a_hidden_page_is_anywhere(site: Site, word: str) -> None:
    assert site.files_with(word) == []


@pytest.mark.parametrize("name", WARNED)
def test_a_page_that_is_hidden_because_it_is_broken_is_reported(site: Site, name: str) -> None:
    assert len([w for w in site.warnings if f"/{name}page.md:" in w]) == 1


def test_nothing_else_is_reported(site: Site) -> None:
    unsaid = [warning for warning in site.warnings if warning.startswith("Left out 3 endpoint pages without 'visibility'")]
    assert (len(site.warnings), len(unsaid)) == (len(WARNED) + 1, 1)


def test_the_others_are_built(site: Site) -> None:
    assert site.pages() == {"", "things/open/", "things/plain/", "things/titled/"}
    assert navigation(site.page("")) == ["Home", "Things", "Open", "Plain", "Titled"]


def test_audience_of_several(make_site: MakeSite) -> None:
    files = {f"{name}.md": endpoint(name, visibility=name) for name in ("public", "internal", "v1", "v2")}
    assert make_site(files, unisono={"audience": ["internal", "v2"]}).pages() == {"", "internal/", "v2/"}


def test_audience_of_nobody(make_site: MakeSite) -> None:
    files = {"public.md": endpoint(), "empty.md": endpoint(visibility='""')}
    assert make_site(files, unisono={"audience": []}).pages() == {""}


@pytest.mark.parametrize(
    ("value", "pages"), [("internal", {"internal/"}), (" v2 ,public,", {"v2/", "public/"}), ("", set()), (",", set())]
)
def test_audience_of_the_environment(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, value: str, pages: set[str]) -> None:
    monkeypatch.setenv("UNISONO_AUDIENCE", value)
    files = {f"{name}.md": endpoint(name, visibility=name) for name in ("public", "internal", "v2")}
    files["empty.md"] = endpoint("Empty", visibility="")
    site = make_site(files, unisono={"audience": ["public", "internal"]})
    assert site.pages() == {"", *pages}
    for name in {"public", "internal", "v2"} - {page.rstrip("/") for page in pages}:
        assert [file for file in site.files_with(f"{name}/") if not file.startswith("assets/")] == []


def test_files_beside_a_hidden_page_are_published(make_site: MakeSite) -> None:
    site = make_site({"things/secret.md": endpoint(visibility="internal"), "things/beside.txt": "Beside."})
    assert site.read("things/beside.txt") == "Beside."


def test_a_link_to_a_hidden_page_is_reported(make_site: MakeSite) -> None:
    site = make_site({"open.md": endpoint(body="[Secret](secret.md)"), "secret.md": endpoint(visibility="internal")})
    assert [w for w in site.warnings if "'secret.md'" in w] != []


def test_a_file_that_is_not_text_is_for_nobody(make_site: MakeSite) -> None:
    site = make_site({"bad.md": endpoint(body="secretword\0")})
    assert site.files_with("secretword") == []
    assert "error[unreadable-page]" in site.warnings[0]


def test_a_file_with_another_name_that_says_several_may_see_it(make_site: MakeSite) -> None:
    site = make_site({"notes.md.bak": "---\nvisibility: internal, partner\nsearch: false\n---\n# Notes\n\nsecretword\n"})
    assert site.files_with("secretword") == []


def test_a_text_that_begins_with_a_sentence_about_visibility_is_shown(make_site: MakeSite) -> None:
    site = make_site({"open.md": "Visibility: who may see a page, and how that is said.\n\nText.\n"})
    assert site.pages() == {"", "open/"}


def test_what_is_left_out_is_said(make_site: MakeSite, caplog: pytest.LogCaptureFixture) -> None:
    """No warning, as it may be meant; but whoever forgets `visibility` must not wonder where the page is."""
    caplog.set_level("INFO", logger="mkdocs")
    pages = {f"{name}.md": HIDDEN[name] for name in ("internal", "missing", "ordinary")}
    site = make_site({**pages, "open.md": endpoint("Open")})
    said = [message for message in caplog.messages if message.startswith("Left out")]
    assert said[0] == "Left out 2 pages that the audience (public) may not see"
    assert said[1].startswith("Left out 1 endpoint page without 'visibility', such as ")
    assert said[1].endswith("missing.md; write who may see it")
    assert (len(said), list(site.warnings)) == (2, said[1:])


def test_pages_that_are_left_out_are_not_counted(
    make_site: MakeSite, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither by what is said of Try it, nor by what makes a site a large one."""
    monkeypatch.setattr("unisono.site.build.PRUNED_ABOVE", 4)
    caplog.set_level("INFO", logger="mkdocs")
    curl = '~~~ bash\ncurl https://a.example/things/\n~~~\n{: title="Curl" }\n'
    shown = {"open.md": endpoint(body=curl), "b/a.md": "# A\n", "b/c/a.md": "# B\n"}
    drafts = {"draft.md": endpoint(body=curl)}
    hidden = {f"h/{name}.md": endpoint(visibility="internal", body=curl) for name in "abc"}
    settings = {"unisono": {"audience": ["public"], "servers": ["https://a.example"], "try_it": True}, "draft_docs": "draft.md"}
    built = []
    for pages in (shown, {**shown, **drafts, **hidden}):
        built.append(make_site(pages, **settings).read("index.html"))
        assert "Try it: on 1 of 1 endpoint page" in caplog.messages
        caplog.clear()
    assert built[0] == built[1]


MAKING = """\
from pathlib import Path
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

@event_priority({priority})
def on_files(files, config):
    for name in ("made", "secret"):
        files.append(File(f"{{name}}.md", {folder!r}, config.site_dir, config.use_directory_urls))
    files.remove(files.get_file_from_path("replaced.md"))
    files.append(File.generated(config, "replaced.md", content=Path({folder!r}, "secret.md").read_text()))
"""


@pytest.mark.parametrize("priority", [50, -50])
def test_pages_that_another_plugin_makes(make_site: MakeSite, tmp_path: Path, priority: int) -> None:
    """Before this plugin has looked at the files, and after: they have a place elsewhere, or none."""
    made = tmp_path / "made"
    write(made, {"made.md": endpoint("Made"), "secret.md": endpoint("Secretname", visibility="internal")})
    write(tmp_path, {"hook.py": MAKING.format(priority=priority, folder=str(made))})
    site = make_site({"replaced.md": endpoint("Once", "/once/")}, hooks=[str(tmp_path / "hook.py")])
    assert site.pages() == {"", "made/"}
    assert "unisono-path" in site.read("made/index.html")
    assert site.files_with("Secretname") == []
