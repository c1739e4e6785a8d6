"""A `mkdocs.yml` that somebody wrote, with what Unisono needs of it; all else stays as it is, byte for byte."""

from __future__ import annotations

import yaml

from unisono.starting.configuration import appearance

_FEATURES = ("content.code.copy", "navigation.footer")
_THEME = "material"
PLUGIN = "unisono"


class Incompletable(Exception):
    """A file in which nothing can be put in its place; the message says what to write by hand."""


def completed(text: str) -> str:
    """The text with the plugin, with Material where it names no theme, with buttons to copy code and links to the next page.

    Raises Incompletable, also for what is no YAML.
    """
    for add in (_with_theme, _with_features, _with_plugin):
        text = add(text)
    if not _has_plugin(text):
        raise Incompletable("name the plugin 'unisono' under 'plugins'")
    return text


def _has_plugin(text: str) -> bool:
    plugins = _value(_root(text), "plugins")
    if isinstance(plugins, yaml.MappingNode):
        return _value(plugins, PLUGIN) is not None
    entries = plugins.value if isinstance(plugins, yaml.SequenceNode) else []
    return any(_is_plugin(entry) for entry in entries)


def _is_plugin(entry: yaml.Node) -> bool:
    return _value(entry, PLUGIN) is not None or (isinstance(entry, yaml.ScalarNode) and entry.value == PLUGIN)


def _with_plugin(text: str) -> str:
    root = _root(text)
    plugins = _value(root, "plugins")
    if _has_plugin(text):
        return text
    if plugins is None and _value(root, "INHERIT") is not None:
        raise Incompletable("it inherits; name the plugin 'unisono' in the file that has 'plugins'")
    if plugins is None:  # MkDocs' own default, which a list takes the place of
        return _appended(text, "plugins:\n  - search\n  - unisono\n")
    if isinstance(plugins, yaml.MappingNode):
        return _with_entry(text, plugins, f"{PLUGIN}: {{}}", "")
    return _with_entry(text, plugins, PLUGIN, "- ")


def _with_theme(text: str) -> str:
    root = _root(text)
    if _value(root, "theme") is not None or _value(root, "INHERIT") is not None:
        return text
    theme = appearance().partition("\n\n")[0]
    return _appended(text, f"{theme}\n")


def _with_features(text: str) -> str:
    for feature in _FEATURES:
        theme = _value(_root(text), "theme")
        name = _value(theme, "name") if isinstance(theme, yaml.MappingNode) else None
        features = _value(theme, "features") if isinstance(theme, yaml.MappingNode) else None
        known = [entry.value for entry in _entries(features)] if features is not None else []
        if (
            isinstance(features, yaml.SequenceNode)
            and features.value
            and name
            and name.value == _THEME
            and feature not in known
        ):
            text = _with_entry(text, features, feature, "- ")
    return text


def _with_entry(text: str, node: yaml.Node, entry: str, mark: str) -> str:
    """The text with one more entry at the end of a list or a mapping."""
    entries = _entries(node)
    if not entries:
        if node.start_mark.index == node.end_mark.index or not isinstance(node, yaml.CollectionNode):
            raise Incompletable(f"write '{mark}{entry}' where its line {node.start_mark.line + 1} has nothing")
        at = node.end_mark.index - 1
        return f"{text[:at]}{entry}{text[at:]}"
    last = _end(node)
    if node.flow_style:  # type: ignore[attr-defined]
        last = entries[-1].end_mark.index
        return f"{text[:last]}, {entry}{text[last:]}"
    column = node.start_mark.column
    at = len(text[:last].rstrip())
    stop = text.find("\n", at)
    at = stop if stop >= 0 else len(text)  # behind a comment
    end = _line_end(text)
    at -= 1 if text[at - 1 : at + 1] == "\r\n" else 0
    return f"{text[:at]}{end}{' ' * column}{mark}{entry}{text[at:]}"


def _appended(text: str, block: str) -> str:
    end = _line_end(text)
    start = text if not text or text.endswith("\n") else text + end
    return f"{start}{end if text.strip() else ''}{block.replace(chr(10), end)}"


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _root(text: str) -> yaml.MappingNode:
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        raise Incompletable("it is not YAML; correct it") from None
    if root is None:
        return yaml.MappingNode("tag:yaml.org,2002:map", [])
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise Incompletable("write it as 'key: value', a line each")
    return root


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for name, value in pairs if isinstance(name, yaml.ScalarNode) and name.value == key), None)


def _end(node: yaml.Node) -> int:
    """Where the last thing in a node ends; libyaml and PyYAML mark the end of a block where the next one begins."""
    entries = _entries(node)
    in_lines = isinstance(node, yaml.CollectionNode) and not node.flow_style and entries
    return _end(entries[-1]) if in_lines else node.end_mark.index


def _entries(node: yaml.Node) -> list[yaml.Node]:
    """The values in a list or a mapping; in the latter, the names where a value is empty, which has no place."""
    if isinstance(node, yaml.MappingNode):
        return [value if value.start_mark.index < value.end_mark.index else name for name, value in node.value]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []
