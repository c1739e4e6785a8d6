"""Where settings are found, what they mean there, and what is said about wrong ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from sites import write
from unisono.checking.rules import rules, selected
from unisono.checking.settings import Settings, SettingsError, setting_fields
from unisono.project.configuration import Configuration, find_configuration, read_configuration

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


@pytest.mark.parametrize(
    ("text", "applied"),
    [
        ("", (True, False, False)),
        ('select = ["default"]', (True, False, False)),
        ('select = ["recommended"]', (True, False, False)),
        ('select = ["strict"]', (True, True, False)),
        ('select = ["all"]', (True, True, True)),
        ('select = ["all"]\nignore = ["strict"]', (False, False, True)),
        ('select = ["all"]\nignore = ["default", "plain-http"]', (False, False, True)),
        ('select = ["plain-http"]', (False, True, False)),
        ('select = ["strict"]\nignore = ["all"]', (False, False, False)),
    ],
)
def test_sets_of_rules(text: str, applied: tuple[bool, ...], here: Path) -> None:
    names = selected(found({"unisono.toml": text}, here).settings, rules())
    assert tuple(rule in names for rule in ("path-mismatch", "plain-http", "unused-parameter")) == applied


def test_set_of_rules_for_some_pages(here: Path) -> None:
    settings = found({"unisono.toml": '[per_path]\n"legacy/*" = ["recommended"]'}, here).settings
    assert settings.ignored_at("docs/legacy/a.md") == {name for name, rule in rules().items() if rule.DEFAULT}
    assert settings.ignored_at("docs/a.md") == set()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("unisono.toml", '[severity]\nplain-http = "error"\nmethod-mismatch = "off"'),
        ("mkdocs.yml", "plugins: [{unisono: {severity: {plain-http: error, method-mismatch: off}}}]"),
        ("mkdocs.yml", "plugins: [{unisono: {severity: {plain-http: error, method-mismatch: 'off'}}}]"),
    ],
)
def test_severity_selects_a_rule_or_takes_it_away(name: str, text: str, here: Path) -> None:
    """`off` without quotation marks is false in YAML 1.1."""
    settings = found({name: text}, here).settings
    assert (settings.severity, settings.select) == (
        {"plain-http": "error", "method-mismatch": "off"},
        ("recommended", "plain-http"),
    )
    applied = selected(settings, rules())
    assert ("plain-http" in applied, "method-mismatch" in applied, "path-mismatch" in applied) == (True, False, True)


def test_hyphens_are_underscores(here: Path) -> None:
    text = '[per-path]\n"legacy/*" = ["path-mismatch"]\n'
    assert found({"unisono.toml": text}, here).settings == Settings(per_path={"legacy/*": ("path-mismatch",)})


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("unisono.toml", "selct = []", "unisono.toml:1: there is no setting 'selct'; did you mean 'select'?"),
        ("unisono.toml", "select = [", "unisono.toml:1: it is not TOML: "),
        ("unisono.toml", 'select = "all"', "unisono.toml:1: 'select' must be a list of texts, and is 'all'"),
        (
            "unisono.toml",
            'ignore = ["path-mismatc"]',
            "unisono.toml:1: there is no rule 'path-mismatc'; did you mean 'path-mismatch'?",
        ),
        ("unisono.toml", '[per_path]\na = ["x"]', "unisono.toml:2: there is no rule 'x'; 'unisono rule' lists them"),
        (
            "unisono.toml",
            'types = {money = "nmber"}',
            "unisono.toml:1: 'types', 'money', must be a JSON type such as 'number', and is",
        ),
        (
            "unisono.toml",
            'servers = ["api.example.com"]',
            "unisono.toml:1: 'servers' must be base URLs such as 'https://api.exa",
        ),
        ("unisono.toml", "[severity]\na-rule = 'info'", "unisono.toml:2: there is no rule 'a-rule'"),
        ("unisono.toml", "[severity]\nall = 'info'", "unisono.toml:2: there is no rule 'all'"),
        (
            "unisono.toml",
            "[severity]\nplain-http = 'fatal'",
            "unisono.toml:2: 'severity', 'plain-http', must be 'error', 'warning', 'info' or 'off', and is 'fatal'",
        ),
        (
            "mkdocs.yml",
            "plugins: [{unisono: {severity: {plain-http: on}}}]",
            "mkdocs.yml:1: 'severity', 'plain-http', must be 'error', 'warning', 'info' or 'off', and is true",
        ),
        (
            "unisono.toml",
            "[severity]\ninternal-error = 'off'",
            "unisono.toml:2: 'internal-error' says that Unisono failed, always as an error; take it out",
        ),
        ("unisono.toml", "strict = 1", "unisono.toml:1: 'strict' must be true or false, and is 1"),
        ("pyproject.toml", "[tool]\nunisono = 1", "pyproject.toml:2: 'tool.unisono' must be a table"),
        (
            "pyproject.toml",
            "[tool.unisono]\naudienc = []",
            "pyproject.toml:2: there is no setting 'audienc'; did you mean 'audience'?",
        ),
        (
            "mkdocs.yml",
            "plugins: [{unisono: {titel: {}}}]",
            "mkdocs.yml:1: there is no setting 'titel'; did you mean",
        ),
        ("mkdocs.yml", "plugins: [{unisono: []}]", "mkdocs.yml:1: the options of the plugin 'unisono' must be a mapping"),
        ("mkdocs.yml", "plugins: [", "mkdocs.yml:2: it is not YAML: "),
        ("mkdocs.yml", "a: " + "[" * 5000, "mkdocs.yml:1: it is nested deeper than 100 levels; flatten it"),
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


TOML = {
    "text": '"x\\u001b"',
    "number": "5",
    "large number": "0x" + "f" * 5000,
    "float": "1e999",
    "yes": "true",
    "date": "2024-02-30T00:00:00Z",
    "day": "2024-02-28",
    "list": "[]",
    "list of numbers": "[1]",
    "list of lists": "[[[]]]",
    "table": "{}",
    "table of numbers": "{a = 1}",
    "table of lists": "{a = [1]}",
    "table of tables": "{a = {}}",
}
YAML = {
    "text": '"x\\e"',
    "nothing": "",
    "number": "5",
    "large number": "9" * 5000,
    "larger number": "0x" + "f" * 5000,
    "number that is none": "!!int abc",
    "float": "!!float abc",
    "infinity": ".inf",
    "yes": "yes",
    "day that is none": "2024-02-30",
    "day": "2024-02-28",
    "bytes": "!!binary abc",
    "list": "[]",
    "list of numbers": "[1]",
    "list of itself": "&itself [*itself]",
    "pairs": "!!pairs [a]",
    "ordered": "!!omap 5",
    "set": "!!set {a}",
    "table": "{}",
    "table of numbers": "{a: 1}",
    "table of lists": "{a: [1]}",
    "table of tables": "{a: {b: c}}",
    "key that is a list": "{[a]: b}",
    "key that is a table": "{{a: b}: c}",
    "key that is large": "{0x" + "f" * 5000 + ": b}",
    "twice": "{a: b, a: c}",
    "other merge": "{<<: 5}",
    "no alias": "*none",
    "environment": "!ENV {a: b}",
    "environment of lists": "!ENV [[a], b]",
    "tag": "!!python/object/apply:os.system [touch pwned]",
}
SETTINGS = [f.name for f in setting_fields()]


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_setting_with_every_value_in_toml(setting: str, here: Path) -> None:
    """Either it is one that it may have, or the message has the file and the line, and is short."""
    write(here, {"docs/api/b.md": "---\nmethod: get\ntitle: /b/\n---\n"})
    for what, value in TOML.items():
        for text in (f"\n{setting} = {value}\n", f"# 1\n{setting.replace('_', '-')}={value}"):
            assert_told("unisono.toml", text, 2, here, what)
        if "." not in value:
            assert_told("pyproject.toml", f"[tool]\n[tool.unisono]\n'{setting}' = {value}\n", 3, here, what)


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_setting_with_every_value_in_yaml(setting: str, here: Path) -> None:
    for what, value in YAML.items():
        assert_told("mkdocs.yml", f"site_name: A\nplugins:\n- unisono:\n    {setting}: {value}\n", 4, here, what)
    assert not (here / "pwned").exists()


KEYS = ["site_name", "site_description", "site_url", "docs_dir", "plugins", "INHERIT", "plugins.unisono"]


@pytest.mark.parametrize("key", KEYS)
def test_every_key_of_mkdocs_with_every_value(key: str, here: Path) -> None:
    name, _, plugin = key.partition(".")
    for what, value in {**YAML, "URL": "'http://[x'", "NUL": '"\\0"', "port": "http://a:b"}.items():
        written = f"\n- {plugin}: {value}" if plugin else value
        line = 3 if plugin else 2
        others = "".join(f"{other}: {given}\n" for other, given in {"plugins": "[unisono]"}.items() if other != name)
        assert_told("mkdocs.yml", f"edit_uri: ''\n{name}: {written}\n{others}", line, here, what)


def assert_told(name: str, text: str, line: int, here: Path, what: str) -> None:
    write(here, {name: text})
    told = ""
    try:
        read_configuration(here / name)
    except SettingsError as error:
        told = str(error)
    if told and "has no settings" not in told:
        # Where YAML ends too early, libyaml names the line after it.
        assert told.startswith((f"{name}:{line}: ", f"{name}:{line + 1}: it is not")), (what, told)
        assert len(told) < 300


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("unisono.toml", 'strict = true\nselect = "all"', "unisono.toml:2: 'select' must be a list of texts, and is 'all'"),
        ("unisono.toml", "[site]\nselect = 1\n[other]\nselect = 5", "unisono.toml:3: there is no setting 'other'"),
        ("unisono.toml", 'site = {a = """\nselect = 1"""}\nselect = 5', "unisono.toml:3: 'select' must be a list of texts"),
        ("unisono.toml", "[site]\nb = 1\na = []\n", "unisono.toml:3: 'site', 'a', must be text, and is a list"),
        ("unisono.toml", "\nsite = {a = {}}", "unisono.toml:2: 'site', 'a', must be text, and is a table"),
        (
            "unisono.toml",
            "per-path = {}\nper_path = {}",
            "unisono.toml:2: 'per_path' is there twice, with '-' and with",
        ),
        ("unisono.toml", "\n[per-path]\na = ['no']", "unisono.toml:3: there is no rule 'no'"),
        ("unisono.toml", "select = []\nselect = []", "unisono.toml:2: it is not TOML: Cannot overwrite a value"),
        ("unisono.toml", "\na = " + "9" * 5000, "unisono.toml:2: a number has too many digits; shorten it"),
        ("unisono.toml", "\na = " + "[" * 5000, "unisono.toml: it is nested too deep; flatten it"),
        ("unisono.toml", "\n" + "a." * 100_000 + "a = 1", "unisono.toml:2: a key has more than 20 parts; shorten it"),
        ("unisono.toml", "\n[" + '"a" . ' * 30 + "a]", "unisono.toml:2: a key has more than 20 parts; shorten it"),
        ("unisono.toml", "#" * 1_000_001, "unisono.toml: cannot read it: it is 1,000,001 bytes long, more than the 1,000,000"),
        ("unisono.toml", "servers = ['https://[x']", "unisono.toml:1: 'servers' must be base URLs such as"),
        ("unisono.toml", f"{'x' * 5000} = 1", f"unisono.toml:1: there is no setting '{'x' * 60}…'"),
        (
            "mkdocs.yml",
            "plugins:\n- unisono:\n    strict: true\n    strict: false",
            "mkdocs.yml:4: 'strict' is there twice",
        ),
        (
            "mkdocs.yml",
            "plugins:\n- unisono:\n    site:\n      a: []",
            "mkdocs.yml:4: 'site', 'a', must be text",
        ),
        ("mkdocs.yml", "plugins:\n  unisono:\n    5: []", "mkdocs.yml:2: there is no setting 5"),
        ("mkdocs.yml", "plugins: 5\n", "mkdocs.yml:1: 'plugins' must be a list, and is 5"),
        ("mkdocs.yml", "a: b\n--- c\n", "mkdocs.yml:2: it is not YAML: but found another document"),
        ("mkdocs.yml", "a: b\nc: \x07", "mkdocs.yml:2: it is not YAML: "),
        ("mkdocs.yml", "a: b\n\tc: d", "mkdocs.yml:2: it is not YAML: "),
    ],
)
def test_line_of_what_is_wrong(name: str, text: str, message: str, here: Path) -> None:
    with pytest.raises(SettingsError) as raised:
        found({name: text}, here)
    assert str(raised.value).startswith(message)


@pytest.mark.parametrize("bomb", ["[{0}, {0}]", "{{a: {0}, b: {0}}}", "{{<<: [{0}, {0}]}}"])
def test_aliases_that_stand_for_too_much(bomb: str, here: Path) -> None:
    lines = ["a0: &a0 {k: v}", *(f"a{n}: &a{n} {bomb.format(f'*a{n - 1}')}" for n in range(1, 40))]
    with pytest.raises(SettingsError, match=r"^mkdocs\.yml:\d+: its aliases stand for more than 100,000 values"):
        found({"mkdocs.yml": "\n".join([*lines, "plugins: [unisono: {site: *a39}]"])}, here)


def test_files_that_inherit_from_one_another(here: Path) -> None:
    with pytest.raises(SettingsError, match=r"b\.yml:2: it inherits from itself"):
        found({"mkdocs.yml": "INHERIT: b.yml", "b.yml": "\nINHERIT: ./mkdocs.yml"}, here)
    many = {f"{n}.yml": f"INHERIT: {n + 1}.yml" for n in range(1, 30)}
    with pytest.raises(SettingsError, match=r"^20\.yml:1: more than 20 files inherit from one another"):
        found({"mkdocs.yml": "INHERIT: 1.yml", **many}, here)
    (here / "down").symlink_to(".")
    with pytest.raises(SettingsError, match="more than 20 files inherit"):
        found({"mkdocs.yml": "INHERIT: down/mkdocs.yml"}, here)
    inherited = "\nplugins:\n- unisono: {strict: 5}\n"
    with pytest.raises(SettingsError, match=r"^c\.yml:3: 'strict' must be true or false, and is 5"):
        found({"mkdocs.yml": "INHERIT: c.yml", "c.yml": inherited}, here)
