"""`argparse`, in a sample that is run as it is printed: without arguments (Python library reference, argparse)."""

from __future__ import annotations

from unisono.languages._python.calls import Call
from unisono.languages._python.values import Const, Native, Object, Seq, Str, Value, none, truth

OTHER_NAMES = (
    "Action",
    "ArgumentDefaultsHelpFormatter",
    "ArgumentError",
    "ArgumentTypeError",
    "BooleanOptionalAction",
    "FileType",
    "HelpFormatter",
    "MetavarTypeHelpFormatter",
    "Namespace",
    "OPTIONAL",
    "REMAINDER",
    "RawDescriptionHelpFormatter",
    "RawTextHelpFormatter",
    "SUPPRESS",
    "ZERO_OR_MORE",
)
"""What the module has besides `ArgumentParser`: none of it says more of a value than that it is known only at run time."""

_STARTS = {"store_true": False, "store_false": True}
_ABOUT = frozenset({"help", "version"})


class _Parser:
    """What the options of an `ArgumentParser` are by default.

    A parser that wants arguments is given some: then the values of all are known only when the sample runs.
    """

    def __init__(self) -> None:
        self._defaults: dict[str, Value] = {}
        self._wants_arguments = False

    def add(self, call: Call) -> Value:
        names = [value.text.value for value in call.args if isinstance(value, Str) and not value.text.has_placeholder]
        action, nargs = (_known(call.keywords.get(name)) for name in ("action", "nargs"))
        if not names or len(names) < len(call.args):
            self._wants_arguments = True
        elif names[0].startswith("-"):
            required = call.keywords.get("required")
            self._wants_arguments = self._wants_arguments or (required is not None and truth(required) is not False)
        elif nargs not in {"?", "*"}:
            self._wants_arguments = True
        if names and action not in _ABOUT:
            self._defaults.setdefault(_destination(names, call), _default(call, action))
        return none(call.span)

    def set_defaults(self, call: Call) -> Value:
        self._defaults.update(call.keywords)
        return none(call.span)

    def parsed_in_part(self, call: Call) -> Value:
        return Seq("tuple", [self.parsed(call), Seq("list", [], call.span)], call.span)

    def parsed(self, call: Call) -> Value:
        known = not self._wants_arguments and not call.args and not call.keywords
        return Object("Namespace", dict(self._defaults) if known else {}, call.span)


def parser(call: Call) -> Value:
    """`ArgumentParser(…)`."""
    if call.keywords.keys() & {"parents", "argument_default"}:
        return call.unknown()
    state = _Parser()
    made = Object("ArgumentParser", {}, call.span)
    methods = {
        "add_argument": state.add,
        "set_defaults": state.set_defaults,
        "parse_args": state.parsed,
        "parse_known_args": state.parsed_in_part,
    }
    made.members.update({name: Native(name, run, call.span) for name, run in methods.items()})
    for name in ("add_argument_group", "add_mutually_exclusive_group"):
        made.members[name] = Native(name, lambda _: made, call.span)
    return made


def _known(value: Value | None) -> str | None:
    return value.text.value if isinstance(value, Str) else None


def _destination(names: list[str], call: Call) -> str:
    """The attribute: `dest`, else the first long option, else the first."""
    given = _known(call.keywords.get("dest"))
    long = next((name for name in names if name.startswith("--")), names[0])
    return given or long.lstrip("-").replace("-", "_")


def _default(call: Call, action: str | None) -> Value:
    """The value of an option that is not given; a string is converted as if it were (argparse, default)."""
    value = call.keywords.get("default")
    if value is None:
        return Const(_STARTS.get(action or ""), call.span)
    convert = call.keywords.get("type")
    return call.evaluator.call(convert, [value], value.span) if convert and isinstance(value, Str) else value
