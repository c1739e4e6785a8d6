"""The semicolons that Go puts at the ends of lines (the Go specification, "Semicolons"): its grammar lets some lines go on."""

from __future__ import annotations

from tree_sitter import Node

from unisono.languages.program.tree import Around, Tree, within_all
from unisono.languages.reading import Invalid

_GOING_ON = frozenset(
    """case chan const default defer else for func go goto if import interface map package range select struct switch type
    var""".split()  # noqa: SIM905
)
"""The keywords behind which no line ends a statement."""

_LISTS = frozenset(
    """source_file block statement_list import_spec_list var_spec_list const_declaration type_declaration
    field_declaration_list interface_type expression_switch_statement type_switch_statement select_statement
    expression_case default_case type_case communication_case""".split()  # noqa: SIM905
)
"""What consists of statements, declarations and the like, one behind the other."""

_OPEN = {
    "literal_value": " in composite literal; possibly missing comma or }",
    "argument_list": " in argument list; possibly missing comma or )",
    "parameter_list": " in parameter list; possibly missing comma or )",
}


def unexpected_newline(tree: Tree) -> Invalid | None:
    """Where a line ends a statement that goes on in the next one; None where none does."""
    code, before, around_before = tree.code.value, None, None
    for node, around in within_all(tree.root):
        if node.children or node.type == "comment":
            continue
        if before is not None and before.end_byte < node.start_byte:
            start, end = tree.bounds(before)[1], tree.bounds(node)[0]
            if "\n" in code[start:end] and _ends_statement(tree.written(before)) and not _may_begin(node, around):
                inside = _OPEN.get(around[0].type if around else "", _OPEN.get(_list_of(around_before), ""))
                return Invalid(f"syntax error: unexpected newline{inside}", tree.text(before).span())
        before, around_before = node, around
    return None


def _ends_statement(token: str) -> bool:
    is_word = token[-1].isalnum() or token[-1] == "_"
    return (is_word and token not in _GOING_ON) or token[-1] in "\"'`)]}" or token in {"++", "--"}


def _may_begin(node: Node, around: Around) -> bool:
    """Whether a new statement or the like begins with a token, or a list of these ends with it."""
    if node.type in {")", "}"} and around and around[0].type in _LISTS:
        return True
    found, outer = node, around
    while outer and found.start_byte == node.start_byte:
        if outer[0].type in _LISTS and (found.is_named or found.type in {"case", "default"}):
            return True
        found, outer = outer
    return False


def _list_of(around: Around) -> str:
    """The kind of the innermost list of values that is around a token."""
    while around and around[0].type not in _OPEN and around[0].type not in _LISTS:
        around = around[1]
    return around[0].type if around else ""
