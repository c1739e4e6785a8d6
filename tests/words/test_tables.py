"""The words of pages in each language: all there, each said somewhere, and none written anywhere else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from tree_sitter import Language, Node, Parser
from tree_sitter_javascript import language as javascript

import unisono
from unisono.checking.settings import SettingsError
from unisono.project.configuration import checked_settings
from unisono.words import DEFAULT, NAMES, check_word, language_for, languages_spoken, words_for

PACKAGE = Path(unisono.__file__).parent
SCRIPTS = sorted(PACKAGE.glob("assets/*.js"))
DRAWING = sorted(path for folder in ("drawing", "site") for path in (PACKAGE / folder).rglob("*.py"))
OTHERS = sorted(set(languages_spoken()) - {DEFAULT})

SAME = {
    "de": {"optional", "status", "name", "own_server", "own_token", "code", "comma", "seal_and_others"},
    "ja": set[str](),
}
"""The words that are the same in English."""


def put_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_what_is_shipped() -> None:
    assert languages_spoken() == ("de", "en", "ja")


@pytest.mark.parametrize("language", languages_spoken())
def test_every_word_is_there_and_says_the_same_of_what_is_put_in(language: str) -> None:
    english, words = words_for(DEFAULT, {}), words_for(language, {})
    texts = {name: getattr(words, name) for name in NAMES}
    assert [name for name, text in texts.items() if not text.strip()] == []
    assert {name: put_in(text) for name, text in texts.items()} == {name: put_in(getattr(english, name)) for name in NAMES}


@pytest.mark.parametrize("language", OTHERS)
def test_no_word_is_left_in_english(language: str) -> None:
    english, words = words_for(DEFAULT, {}), words_for(language, {})
    assert {name for name in NAMES if getattr(words, name) == getattr(english, name)} - SAME[language] == set()


def test_every_word_is_said_somewhere() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py") if path.parent.name != "words")
    script = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    families = re.findall(r"`(\w+)\$\{", script)  # words whose names are made
    kinds = tuple(re.findall(r'name\.endswith\("(_\w+)"\)', code))

    def is_said(name: str) -> bool:
        own = name.removeprefix("script_")
        by_script = own != name and (f'"{own}"' in script or f").{own})" in script or any(own.startswith(f) for f in families))
        return by_script or name.endswith(kinds) or re.search(rf"\.{name}\b", code) is not None

    assert [name for name in NAMES if not is_said(name)] == []


TEXT = re.compile(
    r"(?:^|>)[^<>=;:]*?[A-Za-z]{2,}[^<>=]*(?=<)|(?<=>)[A-Z]?[a-z]{2,}|(?:title|aria-label|placeholder|alt)=\"[A-Za-z]"
)
"""Text between tags, or in an attribute that readers see, in what is written as HTML."""


def written_html(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The texts of a module that are HTML, without what is put in, each with its line."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    within = {id(value) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for value in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else "\0" for part in node.values)
            yield node.lineno, "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in {*docstrings, *within}:
            yield node.lineno, node.value


def words_in_html(tree: ast.AST) -> list[tuple[int, str]]:
    return [(line, text) for line, text in written_html(tree) if re.search("</?[a-z]", text) and TEXT.search(text)]


ONLY_FOR_THE_AUTHOR = {"preview.py"}
"""What `mkdocs serve` says of findings, which are in English, too."""


@pytest.mark.parametrize("file", [path for path in DRAWING if path.name not in ONLY_FOR_THE_AUTHOR], ids=lambda path: path.stem)
def test_no_word_is_written_into_html(file: Path) -> None:
    assert words_in_html(ast.parse(file.read_text(encoding="utf-8"))) == []


def test_words_in_html_are_found() -> None:
    words = ["'<p>Send it</p>'", "f'<b>Send</b>{x}'", "f'{x}>Send</b>'", "f'<p title=\"Send\">{x}</p>'", "'Send <b>it</b>'"]
    none = ["f'<p>{x}</p>'", "'<ul>'", "f'<input type=\"text\" {x}>'", "f'<a href=\"{x}\">{y}</a>'", "'Send it'"]
    found = words_in_html(ast.parse("\n".join(f"x = {text}" for text in (*words, *none))))
    assert [line for line, _ in found] == [1, 2, 3, 4, 5]


PROSE = re.compile(r"[A-Za-z%]+ [a-z]+,? [a-z]|^[A-Z][a-z]+(?: [a-z]+)*[.:!?]?$")
"""Words in a row, or a word that begins as a sentence does."""

NAMES_OF_THE_BROWSER = {"DOMContentLoaded", "Escape"}


def script_texts(script: str) -> Iterator[tuple[int, str]]:
    """The strings of a script, each with its line; of a template, the parts between what is put in."""
    pending: list[Node] = [Parser(Language(javascript())).parse(script.encode()).root_node]
    while pending:
        node = pending.pop()
        if node.type == "string_fragment" and node.text is not None:
            yield node.start_point[0] + 1, node.text.decode()
        pending.extend(node.children)


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda path: path.stem)
def test_no_word_is_written_into_a_script(file: Path) -> None:
    found = list(script_texts(file.read_text(encoding="utf-8")))
    assert len(found) > 5
    assert [(line, text) for line, text in found if PROSE.search(text) and text not in NAMES_OF_THE_BROWSER] == []


def test_words_in_a_script_are_found() -> None:
    script = 'a = "Send"; b = `It begins with ${x}`; c = "a % is %25"; d = "use strict"; e = ".unisono-own input"; f = "Sent."'
    assert [text for _, text in script_texts(script) if PROSE.search(text)][::-1] == ["Send", "It begins with ", "Sent."]


def error_of(**values: object) -> str:
    with pytest.raises(SettingsError) as raised:
        checked_settings(values, lambda *keys: ":".join(("file", *keys)))
    return str(raised.value)


def test_a_locale_without_words_is_an_error() -> None:
    wanted = "'locale' must be a language that there are words in ('de', 'en', 'ja', or one that 'words' has)"
    assert error_of(locale="fr") == f"file:locale: {wanted}, and is 'fr'"
    assert checked_settings({"locale": "fr", "words": {"fr": {}}}, str).page_words == words_for("en", {})


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("requird", "requis", "there is no such word; did you mean 'required'?"),
        ("required", "requis {x}", "in it is put nothing, and not {x}"),
        ("default", "{valeur}", "in it is put {value}, and not {valeur}"),
        ("default", "{value", "a brace in it has no counterpart"),
        ("default", "{value!r}", "a brace in it has no counterpart"),
        ("default", "{}", "in it is put {value}, and not {}"),
    ],
)
def test_a_word_that_is_none_is_an_error(name: str, text: str, said: str) -> None:
    assert error_of(words={"fr": {name: text}}) == f"file:words:fr: 'words', 'fr', '{name}': {said}"


def test_what_a_site_does_not_say_itself_is_as_shipped() -> None:
    own = {"fr": {"required": "requis"}, "de-AT": {"required": "nötig"}, "de": {"required": "Pflicht", "optional": "wahlfrei"}}
    assert (words_for("fr", own).required, words_for("fr", own).optional) == ("requis", "optional")
    assert (words_for("de_AT", own).required, words_for("de_AT", own).method) == ("nötig", "Methode")
    assert (words_for("de-CH", own).required, words_for("de-CH", own).optional) == ("Pflicht", "wahlfrei")
    assert words_for("ja-JP", {}).required == "必須"
    assert [language_for(name, own) for name in ("en", "fr-CA", "de-AT", "de-at", "sw", "")] == [
        "en",
        "fr",
        "de-AT",
        "de-AT",
        None,
        None,
    ]


def test_every_word_may_be_given() -> None:
    for name in NAMES:
        check_word(name, getattr(words_for("ja", {}), name))
