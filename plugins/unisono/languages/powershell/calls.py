"""Commands with their parameters, and members of objects and types."""

from __future__ import annotations

from tree_sitter import Node

from unisono.languages.csharp.values import Type
from unisono.languages.powershell.functions import as_cmdlet
from unisono.languages.powershell.state import Call, Cmdlet, PowerShell, inner
from unisono.languages.powershell.values import Table
from unisono.languages.program.tree import parts
from unisono.languages.program.values import Boolean, List, Map, Null, Number, String, Unknown, Value
from unisono.languages.reading import Invalid, Unsupported
from unisono.languages.uncalled import SENDING_NAMES, given_client, may_send
from unisono.text.regex import regex
from unisono.text.source import Text

_COMMON_VALUES = frozenset(
    """erroraction errorvariable warningaction warningvariable informationaction informationvariable outvariable outbuffer
    pipelinevariable progressaction""".split()  # noqa: SIM905
)
_COMMON_SWITCHES = frozenset({"verbose", "debug", "whatif", "confirm"})
_ALIASES = {"ea": "erroraction", "cm": "custommethod"}


def command(powershell: PowerShell, node: Node, given: Value | None) -> Value:
    """Runs a command; `given` is what the pipeline hands to it."""
    origin = powershell.tree.text(node)
    name_node = next((child for child in node.children if child.type == "command_name"), None)
    if (
        node.type != "command"
        or name_node is None
        or (node.children[0] is not name_node and node.children[0].type != "command_name")
    ):
        raise powershell.unsupported(node, f"'{origin.value.split(chr(10))[0][:40]}'")
    name = powershell.tree.written(name_node).lower()
    own = powershell.functions.get(name)
    found = as_cmdlet(powershell, own) if own is not None else powershell.library.cmdlets.get(name)
    if found is None:
        if isinstance(given, Unknown) and not powershell.grammar.sends(powershell, node):
            return Unknown(origin, good=given.good)
        raise Unsupported(f"the command {powershell.tree.written(name_node)}", powershell.tree.text(name_node).span())
    args, named = _arguments(powershell, node, found)
    return found.run(Call(powershell, given, args, origin, named))


def _arguments(powershell: PowerShell, node: Node, cmdlet: Cmdlet) -> tuple[list[Value], dict[str, Value]]:
    """What is given to a cmdlet: by position, and by the full names of parameters in lower case."""
    args: list[Value] = []
    named: dict[str, Value] = {}
    waiting: tuple[str, Text] | None = None
    elements = [found for child in node.children if child.type == "command_elements" for found in parts(child)]
    for element in elements:
        text = powershell.tree.text(element)
        if element.type == "command_argument_sep":
            continue
        if element.type == "command_parameter" and not _is_word(text, cmdlet, is_value=waiting is not None):
            if waiting is not None:
                raise Invalid(f"Missing an argument for parameter '{waiting[1]}'", waiting[1].span())
            if text.value.startswith("--"):
                reason = f"A positional parameter cannot be found that accepts argument '{text}'; write {text.value[1:]}"
                raise Invalid(reason, text.span(), tuple(powershell.requests))
            full = _parameter(powershell, text, cmdlet)
            waiting = None if full in cmdlet.switches | _COMMON_SWITCHES else (full, text)
            if waiting is None:
                named[full] = Boolean(text, True)
        elif element.type == "redirection":
            raise powershell.unsupported(element, "a redirection")
        else:
            value = _argument(powershell, element, cmdlet, named)
            if value is None:
                continue
            if waiting is not None:
                named[waiting[0]], waiting = value, None
            else:
                args.append(value)
    if waiting is not None:
        raise Invalid(f"Missing an argument for parameter '{waiting[1]}'", waiting[1].span())
    for position, value in zip((name for name in cmdlet.positions if name not in named), list(args), strict=False):
        named[position] = value
        args.pop(0)
    return args, named


_AS_IT_IS = regex(r"--[^\s$`'\"(){}@,;|&<>#:]+")
"""What begins with two dashes is text to PowerShell, and no parameter."""


def _is_word(text: Text, cmdlet: Cmdlet, *, is_value: bool) -> bool:
    """Whether what looks like a parameter is the value of one, or what a cmdlet shows: `Write-Host --- done ---`."""
    return text.value.startswith("--") and (
        "uri" not in cmdlet.values or (is_value and _AS_IT_IS.fullmatch(text.value) is not None)
    )


def _argument(powershell: PowerShell, element: Node, cmdlet: Cmdlet, named: dict[str, Value]) -> Value | None:
    """The value of an argument; None for `@name`, whose members are parameters."""
    found, text = inner(element), powershell.tree.text(element)
    if found.type == "variable" and text.value.startswith("@"):
        held = powershell.scope.get(text.value[1:].lower())
        if not isinstance(held, Map):
            raise powershell.unsupported(element, f"splatting {text}")
        for entry in held.entries.values():
            full = _parameter(powershell, entry.name, cmdlet)
            if full not in cmdlet.switches or not (isinstance(entry.value, Boolean) and not entry.value.value):
                named[full] = entry.value
        return None
    end = powershell.tree.bounds(element)[1]
    if found.type == "command_parameter" and powershell.tree.code.value[end : end + 1] == ":":
        raise powershell.unsupported(element, "text that begins with two dashes and goes on behind a colon")
    if found.type in {"generic_token", "path_command_name", "command_parameter"}:
        return String(text)
    return powershell.evaluate(element)


def _parameter(powershell: PowerShell, text: Text, cmdlet: Cmdlet) -> str:
    """The full name of a parameter, which may be shortened as far as no other begins so."""
    name = text.value.lstrip("-").rstrip(":").lower()
    known = cmdlet.values | cmdlet.switches | _COMMON_VALUES | _COMMON_SWITCHES
    name = _ALIASES.get(name, name)
    if name in known:
        return name
    longer = [full for full in known if full.startswith(name)]
    if "uri" not in cmdlet.values:
        raise Unsupported(f"the parameter -{name}", text.span())
    if len(longer) != 1:
        what = "is ambiguous" if longer else "cannot be found"
        raise Invalid(f"A parameter with the name '{name}' {what}", text.span(), tuple(powershell.requests))
    return longer[0]


def _member_name(powershell: PowerShell, node: Node) -> str:
    name = next((child for child in node.named_children if child.type == "member_name"), None)
    if name is None or (inner(name).named_children[:1] and inner(name).named_children[0].type != "simple_name"):
        raise powershell.unsupported(node, "such a member")
    return powershell.tree.written(name).lower()


def member(powershell: PowerShell, node: Node) -> Value:
    """`$value.Name` and `[Type]::Name`"""
    origin, wanted = powershell.tree.text(node), _member_name(powershell, node)
    this = powershell.evaluate(node.named_children[0])
    if isinstance(this, Unknown):
        return Unknown(origin, good=this.good, given=this.given)
    if isinstance(this, Type):
        return _static(powershell, this, wanted, [], origin)
    if isinstance(this, Table) and (held := this.get(wanted)) is not None:
        return held
    if isinstance(this, List) and wanted in {"count", "length"}:
        return Number(origin, len(this.items))
    if isinstance(this, String) and wanted == "length" and not this.origin.has_placeholder:
        return Number(origin, len(this.origin.value.encode("utf-16-le", "surrogatepass")) // 2)
    if isinstance(this, Null):
        return this
    raise Unsupported(f"the property {wanted}", origin.span())


def invocation(powershell: PowerShell, node: Node) -> Value:
    """`$value.Method(…)` and `[Type]::Method(…)`"""
    origin, wanted = powershell.tree.text(node), _member_name(powershell, node)
    this = powershell.evaluate(node.named_children[0])
    given = next((child for child in node.named_children if child.type == "argument_list"), None)
    args = [
        powershell.evaluate(argument)
        for listed in (parts(given) if given is not None else [])
        for argument in (parts(listed) if listed.type == "argument_expression_list" else [listed])
    ]
    if isinstance(this, Unknown) and wanted not in {"tostring", "trim"}:
        written = powershell.tree.written(node.named_children[0])
        if this.given and may_send(written.lstrip("$"), wanted.removesuffix("async"), SENDING_NAMES, _OF_VALUES):
            raise given_client(written, origin.span())
        return Unknown(origin, good=this.good, given=this.given)
    if isinstance(this, Type):
        return _static(powershell, this, wanted, args, origin)
    for kind in type(this).__mro__:
        if (found := powershell.library.methods.get((kind, wanted))) is not None:
            return found(Call(powershell, this, args, origin, {}))
    raise Unsupported(f"the method {wanted}", origin.span())


_OF_VALUES = frozenset({"get", "put", "delete"})


def _static(powershell: PowerShell, this: Type, wanted: str, args: list[Value], origin: Text) -> Value:
    found = powershell.library.statics.get(f"{this.name.rpartition('.')[2]}.{wanted}")
    if found is None:
        raise Unsupported(f"[{this.name}]::{wanted}", origin.span())
    return found(Call(powershell, this, args, origin, {}))
