"""The JSON Schema of the settings says the same as what reads them."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from conftest import Expected
from sites import ROOT
from unisono.checking.settings import SettingsError, setting_fields
from unisono.cli import main
from unisono.project.configuration import checked_settings
from unisono.project.schema import settings_schema
from unisono.project.settings_files import read_yaml

PUBLISHED = ROOT / "docs" / "unisono.schema.json"
SETTINGS = [field.name for field in setting_fields()]
SCHEMA = settings_schema()

GOOD: dict[str, list[Any]] = {
    "select": [[], ["all"], ["default", "plain-http"], ["recommended"], ["strict"]],
    "ignore": [["all"], ["missing-sample"]],
    "severity": [{}, {"plain-http": "error"}, {"plain-http": "off", "missing-sample": False}],
    "per_path": [{"old/*": ["plain-http", "strict"]}, {}],
    "paths": [["docs", "README.md"], []],
    "exclude": [["old/", "!old/a.md", "**/x*y*z"], [], ["a # b"]],
    "servers": [["https://a.example.com/v1"], ["HTTP://a"], {"Live": "https://a.example.com"}, []],
    "includes": ["parts", ""],
    "languages": [["curl", "python"]],
    "exports": [["openapi", "postman"], []],
    "types": [{"money": "number"}, {"list of money": "array of numbers"}],
    "baseline": ["known.json"],
    "audience": [["public"], []],
    "visibilities": [["a", "b"]],
    "credentials": [["token-*"]],
    "site": [{"a": "b", "number": 1, "float": 1.5, "flag": True}],
    "titles": [{"api/orders": "Orders", "2024": 2024}],
    "locale": ["de", ""],
    "words": [{"fr": {"required": "requis", "default": "par défaut {value}"}}, {"fr": {}}, {}],
    "seal": [True, False],
    "marks": [False],
    "try_it": [False],
    "strict": [True],
}
BAD: dict[str, list[Any]] = {
    "select": ["all", ["alll"], [1], {}, None, [["all"]]],
    "ignore": [["plain_http"], True],
    "severity": [{"plain-http": "fatal"}, {"all": "error"}, {"internal-error": "off"}, {"plain-http": True}, ["plain-http"]],
    "per_path": [{"old/*": "plain-http"}, {"old/*": ["nothing"]}, ["old/*"]],
    "paths": ["docs", [1]],
    "exclude": ["old/", [""], ["  "], ["# old"], [1]],
    "servers": ["https://a.example.com", ["a.example.com"], ["ftp://a"], ["https://"], {"Live": "/v1"}, {"Live": 1}],
    "includes": [1, ["parts"], True, None],
    "languages": ["curl", [True]],
    "exports": ["openapi", ["openap"], [1]],
    "types": [{"money": ""}, {"money": 1}, {"money": ["number"]}, []],
    "baseline": [["known.json"], 1],
    "audience": ["public", [1]],
    "visibilities": [{}, "a"],
    "credentials": ["a"],
    "site": [{"a": []}, {"a": {}}, {"a": None}, []],
    "titles": [{"a": ["b"]}, "a"],
    "locale": [["de"], 1],
    "words": [{"fr": {"requird": "requis"}}, {"fr": "requis"}, {"fr": {"required": []}}, []],
    "seal": ["true", 1, None],
    "marks": [0],
    "try_it": [True, "yes", 1],  # without servers
    "strict": ["yes", []],
}


def is_valid(values: dict[str, Any]) -> bool:
    return bool(Draft7Validator(SCHEMA).is_valid(values))


def is_read(values: dict[str, Any]) -> bool:
    try:
        checked_settings(values, lambda *_: "file")
    except SettingsError:
        return False
    return True


def spellings(name: str) -> list[str]:
    return list(dict.fromkeys([name, name.replace("_", "-")]))


def test_it_is_a_schema() -> None:
    Draft7Validator.check_schema(SCHEMA)
    assert set(GOOD) == set(BAD) == set(SETTINGS)


@pytest.mark.parametrize("setting", SETTINGS)
def test_what_a_setting_may_be(setting: str) -> None:
    for name in spellings(setting):
        for value in GOOD[setting]:
            assert (is_valid({name: value}), is_read({name: value})) == (True, True), value
        for value in BAD[setting]:
            assert (is_valid({name: value}), is_read({name: value})) == (False, False), value


@pytest.mark.parametrize("setting", SETTINGS)
def test_each_is_described_and_its_default_is_valid(setting: str) -> None:
    shape = SCHEMA["definitions"][setting]
    assert shape["description"].endswith(".")
    assert is_valid({setting: shape["default"]})


@pytest.mark.parametrize("servers", [["https://a.example.com"], {"Live": "https://a.example.com"}, [], {}])
def test_who_tries_needs_a_server(servers: Any) -> None:
    for name in spellings("try_it"):
        values = {name: True, "servers": servers}
        assert (is_valid(values), is_read(values)) == (bool(servers), bool(servers))


@pytest.mark.parametrize("values", [{"selct": []}, {"folder": "."}, {"per_path": {}, "per-path": {}}, {"tool": {}}, {"": 1}])
def test_what_is_no_setting(values: dict[str, Any]) -> None:
    assert (is_valid(values), is_read(values)) == (False, False)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(allow_nan=False) | st.sampled_from(["", "all", "a", "number"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["a", "plain-http", "old/*"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from([name for setting in SETTINGS for name in spellings(setting)]), VALUES, max_size=3))
def test_what_is_read_is_valid_and_what_is_valid_is_read(values: dict[str, Any]) -> None:
    """But for types and languages, whose words the schema leaves open."""
    assert is_valid(values) or not is_read(values)
    if not values.get("types") and not values.get("locale"):
        assert is_read(values) or not is_valid(values)


def test_the_published_one_is_true(expected: Expected) -> None:
    done = CliRunner().invoke(main, ["schema"])
    assert json.loads(done.stdout) == json.loads(json.dumps(SCHEMA))
    expected.check(PUBLISHED, done.stdout)


def test_the_projects_own_settings_are_valid() -> None:
    options = read_yaml((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), ("plugins", "unisono")).values["plugins"]["unisono"]
    assert options
    assert is_valid(options)
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    assert is_valid(tool.get("unisono", {}))


def test_the_settings_of_the_manual_are_valid() -> None:
    """What the pages show for the files, whatever page it is."""
    found = 0
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for info, code in re.findall(r"^```(toml|yaml)\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE):
            for values in _settings_in(info, code):
                found += 1
                assert is_valid(values), (page, values)
    assert found >= 4


def _settings_in(info: str, code: str) -> list[dict[str, Any]]:
    if info == "toml":
        values = tomllib.loads(code)
        own = values.get("tool", {}).get("unisono") if "tool" in values else values if "unisono.toml" in code else None
        return [own] if own else []
    try:
        plugins = (yaml.safe_load(code) or {}).get("plugins", [])
    except (yaml.YAMLError, AttributeError):  # a page's front matter, or a list
        return []
    return [entry["unisono"] for entry in plugins if isinstance(entry, dict) and entry.get("unisono")]
