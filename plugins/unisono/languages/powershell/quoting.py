"""How a value is quoted at a place in a PowerShell script (PowerShell's documentation, "about_Quoting_Rules" and
"about_Parsing")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tree_sitter import Node

from unisono.languages.csharp.quoting import CHECKED, URL
from unisono.languages.powershell import GRAMMARS
from unisono.languages.powershell.state import CHAINS, inner
from unisono.languages.program.following import Follower, Layers, Step, through, upward
from unisono.languages.program.tree import Tree, parser, parts, within
from unisono.languages.quoting import BASE, Escape, Found, Place, Quoting, Slot, Uncertain
from unisono.text.regex import regex
from unisono.text.source import Source, Text

_SENDING = frozenset({"invoke-restmethod", "invoke-webrequest", "irm", "iwr"})
_SHOWING = frozenset({"write-host", "write-output", "echo"})

_BARE = Quoting((), (r"[^A-Za-z0-9._~:\/%?=\[\]\-]",))
"""What stands in an argument without quotation marks."""

_VERBATIM = Quoting((Escape("'", "&&"),), ("[‘’‚‛]",))
_EXPANDABLE = Quoting((Escape('["`$]', "`&"),), ("[“”„]",))
"""PowerShell takes typographic quotation marks for plain ones."""

_FORMAT = Quoting((Escape("[{}]", "&&"),))
_PLAIN_FORMAT = regex(r"(?:[^{}]|\{[0-9]+\}|\{\{|\}\})*")
_NAME = regex(r"[$@]\{?(?:script:|global:|local:)?([\w:]+)\}?")
_SET = regex(r"(?:\[\w+\])?[ \t]*(\$\w+|\$\{\w+\})(?:\.(\w+)|\[[ \t]*['\"]([\w-]+)['\"][ \t]*\])?")
_PROTECTED = regex(r"(?i)-?\bAuthentication\b")
_UNPROTECTED = regex(r"(?i)\bAllowUnencryptedAuthentication\b")


def places(code: str, slots: Sequence[Slot]) -> list[Found | None]:
    """For each slot its place, which may be wider, and how it is quoted; None where that is not certain."""
    found = _PowerShell(Tree(Text.of(Source("sample", code)), parser(GRAMMARS[0]))).places(slots)
    return [place and _of_connection(code, slot, place) for slot, place in zip(slots, found, strict=True)]


def _of_connection(code: str, slot: Slot, place: Found) -> Found:
    """A cmdlet that authenticates refuses URLs without TLS, unless it is allowed."""
    if slot.name != BASE or not _PROTECTED.search(code) or _UNPROTECTED.search(code):
        return place
    return place._replace(quoting=Quoting((), ("^http:",)).inside(place.quoting))


class _PowerShell(Follower):
    STRINGS: Mapping[str, Quoting] = {
        "'": _VERBATIM,
        '"': _EXPANDABLE,
        "@'": Quoting((), ("'@", "[‘’‚‛]")),
        '@"': Quoting((Escape("[`$]", "`&"),), ('"@', "[“”„]")),
        "": Quoting((*_VERBATIM.escapes, Escape("^|$", "'")), _VERBATIM.never),
    }
    HOLES = frozenset({"variable", "sub_expression"})
    NAMES = frozenset({"variable"})
    EXPRESSIONS = frozenset({*CHAINS, *NAMES, "parenthesized_expression"})
    DEFINITIONS = frozenset({"function_statement", "class_statement", "script_block_expression"})
    PASSING = frozenset({"hash_literal_body", "hash_literal_expression"})
    LITERALS = frozenset(
        {"verbatim_string_characters", "expandable_string_literal"}
        | {"verbatim_here_string_characters", "expandable_here_string_literal"}
    )
    CHARACTERS = frozenset[str]()

    def _found(self, place: Place) -> Found:
        node = self._at(place)
        if node.type == "generic_token":
            return Found(*place, through(self.follow(node), _BARE))
        return super()._found(place)

    def step(self, parent: Node, node: Node) -> Layers:
        if parent.type in CHAINS and len(parent.children) == 1:
            return self.follow(parent)
        if parent.type in {*self.LITERALS, "parenthesized_expression", "sub_expression"} and len(parts(parent)) <= 1:
            return self.follow(parent)
        if parent.type in self.LITERALS:
            return self.follow(parent)
        return super().step(parent, node)

    def uses(self, name: str) -> Iterable[Node]:
        return (node for node in within(self.tree.root) if node.type == "variable" and self._name(node) == name)

    def _name(self, variable: Node) -> str:
        """The name of a variable, in lower case and without the scope: of a script, all but `$env:` are one."""
        found = _NAME.fullmatch(self.tree.written(variable))
        return found[1].lower() if found else ""

    def is_use(self, node: Node) -> bool:
        """Whether a name is not there where it, or a member of it, gets a value."""
        return not any(above.type == "left_assignment_expression" for above in upward(node))

    def in_operation(self, parent: Node, _: Node) -> Layers:
        if any(not child.is_named and child.type != "+" for child in parent.children):
            raise Uncertain
        return self.follow(parent)

    def in_format(self, parent: Node, node: Node) -> Layers:
        """`'Bearer {0}' -f $token`"""
        pattern = parts(parent)[0]
        written = self.tree.written(pattern)
        if inner(pattern).type != "verbatim_string_characters" or not _PLAIN_FORMAT.fullmatch(written):
            raise Uncertain
        return (*((_FORMAT,) if node == pattern else ()), *self.follow(parent))

    def in_entry(self, parent: Node, node: Node) -> Layers:
        key = parts(parent)[0]
        if node == key:
            raise Uncertain
        return (*_of_member(self.tree.written(key)), *self.follow(parent))

    def in_assignment(self, parent: Node, node: Node) -> Layers:
        """Of a variable, or of a member of a table, where it is surely run."""
        target, sign = parts(parent)[0], parts(parent)[1]
        found = _SET.fullmatch(self.tree.written(target).strip())
        statement = parent.parent
        outside = statement.parent.parent if statement is not None and statement.parent is not None else None
        if node == target or found is None or self.tree.written(sign) != "=" or outside is None or outside.type != "program":
            raise Uncertain
        member = found[2] or found[3]
        name = _NAME.fullmatch(found[1])
        if name is None:
            raise Uncertain
        return (*(_of_member(member) if member else ()), *self.named(name[1].lower()))

    def in_command(self, parent: Node, node: Node) -> Layers:
        """What is given to a cmdlet: its URL, header fields, content, or a table of parameters."""
        called = (child for child in parent.parent.children if child.type == "command_name") if parent.parent else ()
        name = next((self.tree.written(child).lower() for child in called), "")
        if name in _SHOWING:
            return ()
        if name not in _SENDING:
            raise Uncertain
        given = [child for child in parts(parent) if child.type != "command_argument_sep"]
        at = given.index(node)
        said = self.tree.written(given[at - 1]).lower() if at else "-uri"
        if self.tree.written(node).startswith("@") or said in {"-headers", "-body"}:
            return ()
        if said != "-uri":
            raise Uncertain
        return (URL,)

    STEPS: Mapping[str, Step] = {
        "additive_expression": in_operation,
        "additive_argument_expression": in_operation,
        "format_expression": in_format,
        "format_argument_expression": in_format,
        "hash_entry": in_entry,
        "assignment_expression": in_assignment,
        "command_elements": in_command,
    }


def _of_member(written: str) -> Layers:
    """What .NET looks for in a member of a table, which may be one of header fields, or of parameters."""
    name = written.strip("'\" \t").lower()
    if name == "uri":
        return (URL,)
    return () if name == "headers" or name.startswith("x-") else (CHECKED,)
