"""How Ruby samples run. Where they have to be redirected, by a proxy, which net/http takes from the environment."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from unisono.languages.reading import Uncalled
from unisono.languages.running import Recipe

TRUSTING = {"SSL_CERT_FILE": "{certificate}"}
REDIRECT = Path(__file__).with_name("redirect.rb")
"""What Ruby requires before a sample where it has to be redirected."""


_CALLED = """
%s.each do |name|
  owner, _, called = name.rpartition(".")
  given = lambda do |of|
    kinds = of.parameters.group_by(&:first)
    [kinds.fetch(:req, []).map { "a" }, kinds.fetch(:keyreq, []).to_h { |_, key| [key, "a"] }]
  end
  call = lambda do |found|
    args, keywords = given.(found)
    found.call(*args, **keywords)
  end
  next call.(method(called)) if owner.empty?
  of = Object.const_get(owner)
  next call.(of.method(called)) if of.respond_to?(called)
  args, keywords = given.(of.instance_method(:initialize))
  made = ObjectSpace.each_object(of).first || of.new(*args, **keywords)
  call.(made.method(called))
end
"""
"""Calls methods by their names, with a text for each parameter without a value."""


def called(functions: Sequence[Uncalled], _code: str) -> str:
    """What calls methods one after the other."""
    return _CALLED % json.dumps([one.name for one in functions])


def recipe(code: str) -> Recipe:
    return Recipe(
        {"ruby": ("ruby", "--version")},
        ("ruby", "sample.rb"),
        {"sample.rb": code},
        TRUSTING,
        {".redirect.rb": REDIRECT.read_text(encoding="utf-8")},
        {"http_proxy": "http://127.0.0.1:{port}", "RUBYOPT": "-r{folder}/.redirect.rb"},
    )
