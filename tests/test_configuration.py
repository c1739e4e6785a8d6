"""Where settings are found, what they mean there, and what is said about wrong ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from sites import write
from unisono.configuration import Configuration, find_configuration, read_configuration
from unisono.settings import Settings, SettingsError

IGNORE = 'ignore = ["path-mismatch"]'
MKDOCS = """\
site_name: !ENV [UNISONO_TEST_NAME, Test]
site_url: https://example.com/docs/
theme: {name: material, custom: !!python/name:os.system }
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      other: !!python/object/apply:os.system [touch pwned]
      relative: !relative $docs_dir
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository, and the working directory."""
    write(tmp_path, {".git/HEAD": "", "docs/api/a.md": "# A\n"})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(files: dict[str, str], here: Path, start: str = "docs/api") -> Configuration:
    write(here, files)
    return find_configuration(Path(start))


@pytest.mark.parametrize("start", ["docs/api/a.md", "docs/api", "docs", "."])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("unisono.toml", IGNORE),
        ("pyproject.toml", f"[tool.other]\nx = 1\n[tool.unisono]\n{IGNORE}"),
        ("mkdocs.yml", MKDOCS + "plugins:\n  - search\n  - unisono: {ignore: [path-mismatch]}\n"),
        ("mkdocs.yml", MKDOCS + "plugins:\n  search:\n  unisono: {ignore: [path-mismatch], enabled: true}\n"),
        ("mkdocs.yaml", "plugins: [{unisono: {ignore: [path-mismatch]}}]"),
    ],
)
def test_settings_are_found(name: str, text: str, start: str, here: Path) -> None:
    configuration = found({name: text}, here, start)
    assert (configuration.file, configuration.settings) == (here / name, Settings(ignore=("path-mismatch",)))
    assert not (here / "pwned").exists()


def test_nearest_folder_wins(here: Path) -> None:
    configuration = found({"unisono.toml": IGNORE, "docs/unisono.toml": 'select = ["all"]'}, here)
    assert configuration.settings == Settings(select=("all",))


def test_search_ends_at_the_root_of_the_repository(here: Path) -> None:
    (here / "docs" / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")  # as in a worktree
    assert found({"unisono.toml": IGNORE}, here) == Configuration()


def test_other_files_have_no_settings(here: Path) -> None:
    files = {"pyproject.toml": "[tool.other]\nx = 1\n", "mkdocs.yml": "plugins: [search]\n"}
    assert found(files, here) == Configuration()


@pytest.mark.parametrize("text", ["plugins: [unisono]\n", "plugins: {unisono: }\n", "plugins:\n  - unisono: {}\n"])
def test_a_plugin_without_options_leaves_settings_to_another_file(text: str, here: Path) -> None:
    configuration = found({"mkdocs.yml": text, "pyproject.toml": f"[tool.unisono]\n{IGNORE}"}, here)
    assert configuration.file == here / "pyproject.toml"


def test_two_files_with_settings(here: Path) -> None:
    with pytest.raises(SettingsError, match=r"settings in both unisono\.toml and pyproject\.toml"):
        found({"unisono.toml": IGNORE, "pyproject.toml": f"[tool.unisono]\n{IGNORE}"}, here)


def test_site_elsewhere_does_not_concern_a_page(here: Path) -> None:
    write(here, {"tests/a.md": ""})
    assert found({"mkdocs.yml": "plugins: [{unisono: {ignore: [path-mismatch]}}]"}, here, "tests") == Configuration()


class TestPlaces:
    def test_includes_are_relative_to_the_file(self, here: Path) -> None:
        assert found({"docs/unisono.toml": 'includes = "parts"'}, here).includes == Path("docs/parts")

    def test_includes_are_relative_to_the_pages_of_a_site(self, here: Path) -> None:
        write(here, {"pages/a.md": ""})
        text = "docs_dir: pages\nplugins: [{unisono: {includes: ../parts}}]"
        assert found({"mkdocs.yml": text}, here, "pages").includes == Path("parts")

    def test_includes_of_nobody(self, here: Path) -> None:
        assert found({"unisono.toml": IGNORE}, here).includes is None

    def test_inherited(self, here: Path) -> None:
        base = "site_name: Base\nplugins: {unisono: {ignore: [path-mismatch], titles: {a: A}}}\n"
        own = "INHERIT: ../base.yml\nplugins: {unisono: {titles: {b: B}}}\n"
        write(here, {"base.yml": base, "site/mkdocs.yml": own})
        configuration = read_configuration(here / "site" / "mkdocs.yml")
        assert configuration.settings == Settings(ignore=("path-mismatch",), titles={"a": "A", "b": "B"})
        assert configuration.site == {"title": "Base", "description": "", "url": "", "baseurl": ""}

    def test_inherited_from_itself(self, here: Path) -> None:
        with pytest.raises(SettingsError, match="inherits from itself"):
            found({"mkdocs.yml": "INHERIT: mkdocs.yml\n"}, here)


class TestSite:
    def test_values_of_a_site(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        text = MKDOCS + "plugins: [{unisono: {site: {mail: me, title: Own}}}]\n"
        expected = {"title": "Own", "description": "", "url": "https://example.com", "baseurl": "/docs", "mail": "me"}
        assert found({"mkdocs.yml": text}, here).site == expected
        monkeypatch.setenv("UNISONO_TEST_NAME", "From outside")
        assert found({"mkdocs.yml": MKDOCS + "plugins: [unisono]\n"}, here).site == {
            "title": "From outside",
            "description": "",
            "url": "https://example.com",
            "baseurl": "/docs",
        }

    def test_values_elsewhere(self, here: Path) -> None:
        assert found({"unisono.toml": 'site = {mail = "me"}'}, here).site == {"mail": "me"}
        assert found({"unisono.toml": ""}, here).site is None


def test_hyphens_are_underscores(here: Path) -> None:
    text = '[per-path]\n"legacy/*" = ["path-mismatch"]\n'
    assert found({"unisono.toml": text}, here).settings == Settings(per_path={"legacy/*": ("path-mismatch",)})


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("unisono.toml", "selct = []", "unisono.toml: there is no setting 'selct'; did you mean 'select'?"),
        ("unisono.toml", "select = [", "unisono.toml: it is not TOML: "),
        ("unisono.toml", 'select = "all"', "unisono.toml: 'select' must be a list of texts, and is 'all'"),
        (
            "unisono.toml",
            'ignore = ["path-mismatc"]',
            "unisono.toml: there is no rule 'path-mismatc'; did you mean 'path-mismatch'?",
        ),
        ("unisono.toml", '[per_path]\na = ["x"]', "unisono.toml: there is no rule 'x'; 'unisono rule' lists them"),
        (
            "unisono.toml",
            'types = {money = "nmber"}',
            "unisono.toml: 'types', 'money', must be a JSON type such as 'number', and is",
        ),
        ("unisono.toml", 'servers = ["api.example.com"]', "unisono.toml: 'servers' must be base URLs such as 'https://api.exa"),
        ("unisono.toml", "strict = 1", "unisono.toml: 'strict' must be true or false, and is 1"),
        ("pyproject.toml", "[tool]\nunisono = 1", "pyproject.toml: 'tool.unisono' must be a table"),
        (
            "pyproject.toml",
            "[tool.unisono]\naudienc = []",
            "pyproject.toml: there is no setting 'audienc'; did you mean 'audience'?",
        ),
        ("mkdocs.yml", "plugins: [{unisono: {titel: {}}}]", "mkdocs.yml: there is no setting 'titel'; did you mean 'titles'?"),
        ("mkdocs.yml", "plugins: [{unisono: []}]", "mkdocs.yml: the options of the plugin 'unisono' must be a mapping"),
        ("mkdocs.yml", "plugins: [", "mkdocs.yml: it is not YAML: "),
        ("mkdocs.yml", "a: " + "[" * 5000, "mkdocs.yml: it is not YAML: "),
    ],
)
def test_what_is_wrong_is_said(name: str, text: str, message: str, here: Path) -> None:
    with pytest.raises(SettingsError) as raised:
        found({name: text}, here)
    assert str(raised.value).startswith(message)


def test_file_that_is_not_text(here: Path) -> None:
    (here / "unisono.toml").write_bytes(b"\xff")
    with pytest.raises(SettingsError, match="not UTF-8"):
        find_configuration(here)


@pytest.mark.parametrize(("name", "wanted"), [("pyproject.toml", "[tool.unisono]"), ("mkdocs.yml", "the plugin 'unisono'")])
def test_named_file_without_settings(name: str, wanted: str, here: Path) -> None:
    write(here, {name: ""})
    with pytest.raises(SettingsError) as raised:
        read_configuration(here / name)
    assert wanted in str(raised.value)


def test_named_file_of_any_name(here: Path) -> None:
    write(here, {"ci.toml": IGNORE})
    assert read_configuration(here / "ci.toml").settings == Settings(ignore=("path-mismatch",))
