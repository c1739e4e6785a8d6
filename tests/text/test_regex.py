"""Patterns that are compiled late answer as compiled ones, and each pattern of the project compiles."""

import gc
import importlib
import pickle
import pkgutil
import re

import pytest

import unisono
from unisono.text.regex import regex


def test_a_late_pattern_answers_as_a_compiled_one() -> None:
    late, compiled = regex(r"(?P<name>[a-z]+)-", re.IGNORECASE), re.compile(r"(?P<name>[a-z]+)-", re.IGNORECASE)
    assert late.pattern == compiled.pattern
    assert [found.span("name") for found in late.finditer("ab-CD-")] == [(0, 2), (3, 5)]
    for use in ("match", "search", "fullmatch"):
        for text in ("Ab-", " Ab-", "?"):
            ours, theirs = getattr(late, use)(text), getattr(compiled, use)(text)
            assert (ours and ours.span()) == (theirs and theirs.span())
    assert late.match("x ab-", 2)
    assert late.sub("_", "ab-c") == "_c"
    assert late.subn("_", "ab-cd-") == ("__", 2)
    assert late.split("1ab-2") == ["1", "ab", "2"]
    assert late.findall("ab-cd-") == ["ab", "cd"]
    assert (late.flags, late.groups, dict(late.groupindex)) == (compiled.flags, 1, {"name": 1})


def test_a_late_pattern_of_bytes_and_one_sent_to_another_process() -> None:
    late = pickle.loads(pickle.dumps(regex(rb"a+")))
    assert late.findall(b"aa b a") == [b"aa", b"a"]
    assert pickle.loads(pickle.dumps(late)).findall(b"a") == [b"a"]


def test_what_no_pattern_has_is_no_attribute_and_compiles_nothing() -> None:
    broken = regex("(")
    assert not hasattr(broken, "__len__")
    with pytest.raises(AttributeError, match="finder"):
        broken.finder  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(re.error):
        broken.match("")


def test_each_pattern_of_the_project_compiles() -> None:
    for module in pkgutil.walk_packages(unisono.__path__, "unisono."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    gc.unfreeze()
    gc.collect()
    patterns = [found for found in gc.get_objects() if type(found) is type(regex(""))]
    assert len(patterns) > 500
    for pattern in patterns:
        re.compile(pattern.pattern, pattern.flags)
