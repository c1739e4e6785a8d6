"""The properties that the reader of JavaScript knows of are those that Node.js has."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from trials.clients import skip, versions
from unisono.languages.javascript.environment import GLOBALS
from unisono.languages.javascript.library.methods import METHODS
from unisono.languages.javascript.library.standard import PROTOTYPES, statics
from unisono.languages.javascript.run import Host, Native
from unisono.text.source import Source, Text

pytestmark = pytest.mark.wire

ASKED = """
const names = (start) => {
  const found = new Set();
  for (let at = start; at; at = Object.getPrototypeOf(at)) Object.getOwnPropertyNames(at).forEach((name) => found.add(name));
  return [...found];
};
const all = Object.getOwnPropertyNames(globalThis).filter((name) => name !== "globalThis" && name !== "global");
const made = Object.fromEntries(all.map((name) => [name, globalThis[name]]).filter(([, value]) => Object(value) === value));
const classes = Object.entries(made).filter(([, value]) => typeof value === "function" && value.prototype);
console.log(JSON.stringify({
  globals: all,
  statics: Object.fromEntries(Object.entries(made).map(([name, value]) => [name, names(value)])),
  prototypes: {
    ...Object.fromEntries(classes.map(([name, value]) => [name, names(value.prototype)])),
    Arguments: names((function () { return arguments; })()),
    Iterator: names([].keys()),
  },
}));
"""
"""Asks for every name, own or inherited."""

OBJECTS = {name: made for name, make in GLOBALS.items() if isinstance(made := make(Text.of(Source("", ""))), Native | Host)}
CLOSED = sorted(name for name, made in OBJECTS.items() if made.known is not None)
"""Global objects of which all properties are known."""


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Any:
    if "node" not in versions():
        skip("node not installed")
    script = tmp_path_factory.mktemp("names") / "names.js"  # what is given by `-e` finds more names
    script.write_text(ASKED, encoding="utf-8")
    return json.loads(subprocess.run(["node", str(script)], capture_output=True, text=True, check=True).stdout)


def test_every_global_name_is_known(node: Any) -> None:
    assert set(node["globals"]) - {"undefined"} - set(GLOBALS) == set()


@pytest.mark.parametrize("name", sorted(PROTOTYPES))
def test_every_property_of_a_class_is_known(node: Any, name: str) -> None:
    assert set(node["prototypes"][name]) - PROTOTYPES[name] == set()


@pytest.mark.parametrize("name", CLOSED)
def test_every_property_of_a_global_object_is_known(node: Any, name: str) -> None:
    assert set(node["statics"].get(name, [])) - statics(name) == set()


@pytest.mark.parametrize("name", sorted(METHODS))
def test_only_methods_that_are_there_are_read(node: Any, name: str) -> None:
    assert set(METHODS[name]) - set(node["prototypes"][name]) == set()
