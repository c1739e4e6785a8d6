"""`argparse`, in a sample that is run as it is printed: without arguments (Python library reference, argparse)."""

from __future__ import annotations

from collections.abc import Callable

from unisono.languages.python.calls import Call, Native
from unisono.languages.python.thrown import Thrown, ancestors
from unisono.languages.python.values import Class, Const, Exc, Function, Object, Seq, Str, Unknown, Value, none, truthy
from unisono.languages.reading import Unsupported
from unisono.records import dataclass

ERRORS = ("ArgumentError", "ArgumentTypeError")
"""The exceptions of the module."""

CONSTANTS = {"OPTIONAL": "?", "ZERO_OR_MORE": "*", "ONE_OR_MORE": "+", "REMAINDER": "...", "SUPPRESS": "==SUPPRESS=="}
"""The strings that the module has names for."""

OTHER_NAMES = (
    "Action",
    "ArgumentDefaultsHelpFormatter",
    "BooleanOptionalAction",
    "FileType",
    "HelpFormatter",
    "MetavarTypeHelpFormatter",
    "Namespace",
    "RawDescriptionHelpFormatter",
    "RawTextHelpFormatter",
)
"""What else it has besides `ArgumentParser`: none of it says more of a value than that it is known only at run time."""

_STARTS = {"store_true": False, "store_false": True}
_ABOUT = frozenset({"help", "version"})
_ALWAYS = frozenset({"dest", "help"})
_VALUES = frozenset({"nargs", "const", "default", "type", "choices", "required", "metavar"})
_KEYWORDS = {
    "store": _VALUES,
    "append": _VALUES,
    "extend": _VALUES,
    "store_const": frozenset({"const", "default", "required", "metavar"}),
    "append_const": frozenset({"const", "default", "required", "metavar"}),
    "store_true": frozenset({"default", "required"}),
    "store_false": frozenset({"default", "required"}),
    "count": frozenset({"default", "required"}),
    "BooleanOptionalAction": frozenset({"default", "required"}),
    "help": frozenset[str](),
    "version": frozenset({"version"}),
}
"""The keywords of each action in every version of Python that is supported, besides `_ALWAYS`."""

_PARSER_KEYWORDS = frozenset({"prog", "usage", "description", "epilog", "formatter_class", "add_help", "allow_abbrev"}) | {
    "exit_on_error",
    "conflict_handler",
    "fromfile_prefix_chars",
}
_SUBPARSERS_KEYWORDS = frozenset({"title", "description", "prog", "dest", "required", "help", "metavar"})
_SETTABLE = frozenset({"prog", "usage", "description", "epilog", "formatter_class"})


@dataclass(slots=True, eq=False)
class _Argument:
    """What `add_argument` makes."""

    options: tuple[str, ...]  # none: a positional argument
    dest: str
    default: Value
    made: Object
    nargs: str | int | None = None
    convert: Value | None = None
    required: bool = False
    choices: bool = False
    kept: bool = True  # whether it sets an attribute

    @property
    def name(self) -> str:
        return "/".join(self.options) or self.dest

    def value(self, call: Call) -> Value:
        """The value where the argument is not given; a string is converted as if it were, but for the one of `*`."""
        if not self.options and self.nargs == "*":
            empty = isinstance(self.default, Const) and self.default.value is None
            return Seq("list", [], call.span) if empty else self.default
        if isinstance(self.default, Unknown) and self.convert is not None and self.default.type in ("", "str"):
            return Unknown(self.default.name, self.default.span, "", self.default.foreign)
        if not isinstance(self.default, Str) or self.convert is None:
            return self.default
        try:
            return call.run.call(self.convert, [self.default], self.default.span)
        except Thrown as error:
            found = ancestors(error.name)
            problem = f"invalid {getattr(self.convert, 'name', 'type')} value: {self.default.text.value!r}"
            if "argparse.ArgumentTypeError" in found:
                problem = error.message
            elif not found & {"TypeError", "ValueError"}:
                raise
            raise Thrown("SystemExit", f"argument {self.name}: {problem}", self.default.span) from None


class _Parser:
    """What the arguments of an `ArgumentParser` are by default.

    A parser that wants arguments is given some: then the values of all are known only when the sample runs.
    """

    def __init__(self, call: Call) -> None:
        self.made = Object("ArgumentParser", {}, call.span)
        self._defaults: dict[str, Value] = {}
        self._arguments: list[_Argument] = []
        self._options: dict[str, _Argument | None] = {}  # None: the parser's own help
        self._resolve = _text(call.keywords.get("conflict_handler")) == "resolve"
        self._wants_arguments = False
        self._members: frozenset[str] = _SETTABLE  # those that say nothing of what it parses
        self._commands: Object | None = None
        help_ = call.keywords.get("add_help")
        if help_ is None or truthy(help_):
            self._options = {"-h": None, "--help": None}

    def having(self, methods: dict[str, Callable[[Call], Value]]) -> Object:
        self.made.members.update({name: Native(name, run, self.made.span) for name, run in methods.items()})
        self._members = _SETTABLE | methods.keys()
        return self.made

    def add(self, call: Call, exclusive: bool = False) -> Value:
        argument = _argument(call, self._defaults)
        if exclusive and not argument.options:
            call.unsupported("a positional argument in a mutually exclusive group")
        if exclusive and argument.required:
            raise Thrown("ValueError", "mutually exclusive arguments must be optional", call.span)
        self._check_conflict(argument, call)
        self._options.update(dict.fromkeys(argument.options, argument))
        self._arguments.append(argument)
        self._wants_arguments |= argument.required or bool(call.run.doubt)
        return argument.made

    def _check_conflict(self, argument: _Argument, call: Call) -> None:
        found = [option for option in argument.options if option in self._options]
        if found and not self._resolve:
            plural = "s" if len(found) > 1 else ""
            message = f"argument {argument.name}: conflicting option string{plural}: {', '.join(found)}"
            raise Thrown("argparse.ArgumentError", message, call.span)
        if any(self._options[option] for option in found):
            call.unsupported("an option that replaces another")

    def set_defaults(self, call: Call) -> Value:
        if call.args or any(_text(value) == CONSTANTS["SUPPRESS"] for value in call.keywords.values()):
            call.unsupported("these defaults of an ArgumentParser")
        self._defaults.update(call.keywords)
        for argument in self._arguments:
            argument.default = call.keywords.get(argument.dest, argument.default)
        self._wants_arguments |= bool(call.run.doubt)
        return none(call.span)

    def group(self, call: Call) -> Value:
        """`add_argument_group(…)`: it adds to the parser."""
        if len(call.args) > 2 or call.keywords.keys() - {"title", "description"}:
            call.unsupported("these arguments of add_argument_group")
        made = Object("_ArgumentGroup", {}, call.span)
        methods = {"add_argument": self.add, "set_defaults": self.set_defaults, "add_mutually_exclusive_group": self.exclusive}
        made.members.update({name: Native(name, run, call.span) for name, run in methods.items()})
        made.members["add_argument_group"] = Native("add_argument_group", _nested, call.span)
        return made

    def exclusive(self, call: Call) -> Value:
        """`add_mutually_exclusive_group(…)`."""
        if call.args or call.keywords.keys() - {"required"}:
            call.unsupported("these arguments of add_mutually_exclusive_group")
        self._wants_arguments |= _required(call) or bool(call.run.doubt)
        made = Object("_MutuallyExclusiveGroup", {}, call.span)
        made.members["add_argument"] = Native("add_argument", lambda inner: self.add(inner, exclusive=True), call.span)
        made.members["set_defaults"] = Native("set_defaults", self.set_defaults, call.span)
        for name in ("add_argument_group", "add_mutually_exclusive_group"):
            made.members[name] = Native(name, _nested, call.span)
        return made

    def subparsers(self, call: Call) -> Value:
        """`add_subparsers(…)`: no command is given, so no parser of one is ever asked."""
        if call.args or call.keywords.keys() - _SUBPARSERS_KEYWORDS or self._commands is not None:
            call.unsupported("these arguments of add_subparsers, or another call of it")
        dest = call.keywords.get("dest")
        if not (dest is None or _is_none(dest) or _text(dest)):
            call.unsupported("this dest of add_subparsers")
        self._commands = Object("_SubParsersAction", {}, call.span)
        self._commands.members["add_parser"] = Native("add_parser", _Commands().add, call.span)
        name = _text(dest)
        self._arguments.append(_Argument((), name or "", none(call.span), Object("Action", {}, call.span), kept=bool(name)))
        self._wants_arguments |= _required(call) or bool(call.run.doubt)
        return self._commands

    def parsed_in_part(self, call: Call) -> Value:
        return Seq("tuple", [self.parsed(call), Seq("list", [], call.span)], call.span)

    def parsed(self, call: Call) -> Value:
        given = [*call.args, *call.keywords.values()]
        if any(isinstance(value, Seq) and value.items for value in given):
            call.unsupported("arguments that the sample gives to its parser")
        touched = any(argument.made.members for argument in self._arguments) or self.made.members.keys() - self._members
        if self._wants_arguments or touched or not all(_is_none(v) or isinstance(v, Seq) for v in given):
            return Object("Namespace", {}, call.span)
        special = {name: call.unknown(name=name) for name in ("__dict__", "_get_args", "_get_kwargs")}
        return Object("Namespace", self._values(call), call.span, Class("Namespace", dict(special), [], call.span))

    def _values(self, call: Call) -> dict[str, Value]:
        found: dict[str, Value] = {}
        kept = [argument for argument in self._arguments if argument.kept]
        for argument in kept:
            same = [other for other in self._arguments if other.dest == argument.dest]
            if len(same) > 1 and any(other.convert or not (other.options and other.kept) for other in same):
                raise Unsupported(f"an argument that shares the destination {argument.dest}", argument.made.span)
            if argument.choices and not argument.options and (argument.nargs == "*" or not _is_none(argument.default)):
                raise Unsupported("a positional argument with choices and a default", argument.made.span)
            if argument.dest not in found:
                found[argument.dest] = argument.value(call)
        return {**self._defaults, **found}


class _Commands:
    """What `add_subparsers` returns."""

    def __init__(self) -> None:
        self._names: set[str] = set()

    def add(self, call: Call) -> Value:
        """`add_parser(name, …)`."""
        names = [_text(name) for name in call.args]
        aliases = call.keywords.get("aliases")
        names += [_text(name) for name in aliases.items] if isinstance(aliases, Seq) else []
        if len(call.args) != 1 or len({*names}) < len(names) or self._names & {name or "" for name in names}:
            call.unsupported("these names of a subparser")
        self._names |= {name or "" for name in names}
        keywords = {name: value for name, value in call.keywords.items() if name not in {"help", "aliases"}}
        return parser(Call(call.run, call.name, [], keywords, call.places, call.span, call.function))


def parser(call: Call) -> Value:
    """`ArgumentParser(…)`."""
    if call.keywords.keys() & {"parents", "argument_default", "prefix_chars"}:
        return call.unknown()
    if len(call.args) > 4 or call.keywords.keys() - _PARSER_KEYWORDS:
        call.unsupported("these arguments of ArgumentParser")
    if _text(call.keywords.get("conflict_handler"), "error") not in {"error", "resolve"}:
        call.unsupported("this conflict_handler")
    help_ = call.keywords.get("add_help")
    if help_ is not None and truthy(help_) is None:
        call.unsupported("help that is added or not, as only run time knows")
    state = _Parser(call)
    methods = {
        "add_argument": state.add,
        "add_argument_group": state.group,
        "add_mutually_exclusive_group": state.exclusive,
        "add_subparsers": state.subparsers,
        "set_defaults": state.set_defaults,
        "parse_args": state.parsed,
        "parse_known_args": state.parsed_in_part,
        "error": _error,
        "exit": _exit,
        "register": lambda inner: inner.unsupported("what a parser registers"),
    }
    return state.having(methods)


def _nested(call: Call) -> Value:
    call.unsupported("a group in a group")


def _error(call: Call) -> Value:
    message = call.args[0] if call.args else call.keywords.get("message")
    raise Thrown("SystemExit", _text(message) or "2", call.span)


def _exit(call: Call) -> Value:
    message = call.args[1] if len(call.args) > 1 else call.keywords.get("message")
    raise Thrown("SystemExit", _text(message) or "", call.span)


def _argument(call: Call, defaults: dict[str, Value]) -> _Argument:
    """What a call of `add_argument` adds; `defaults` are those of its parser."""
    action, keywords = _action(call), call.keywords
    options, dest = _names(call)
    nargs = _nargs(call)
    convert = keywords.get("type")
    if convert is not None and _is_none(convert):
        convert = None
    elif convert is not None and not isinstance(convert, Native | Function | Class | Exc | Unknown | Object):
        call.unsupported("this type of an argument")
    if not options and action != "store":
        call.unsupported(f"a positional argument with the action {action}")
    default = keywords.get("default", defaults.get(dest, Const(_STARTS.get(action), call.span)))
    if _text(default) == CONSTANTS["SUPPRESS"]:
        call.unsupported("an argument that is absent by default")
    if action == "BooleanOptionalAction":
        options = tuple(o for option in options for o in (option, f"--no-{option[2:]}")[: 1 + option.startswith("--")])
    choices = keywords.get("choices")
    return _Argument(
        options,
        dest,
        default,
        Object("Action", {}, call.span),
        nargs,
        convert,
        _required(call) if options else nargs not in {"?", "*"},
        choices is not None and not _is_none(choices),
        action not in _ABOUT,
    )


def _action(call: Call) -> str:
    """The name of the action; raises `Unsupported` for another one, and for keywords that it has not in every version."""
    given = call.keywords.get("action")
    action = _text(given, "store")
    if isinstance(given, Unknown) and given.name == "BooleanOptionalAction":
        action = given.name
    if action not in _KEYWORDS or (given is not None and not isinstance(given, Str | Unknown)):
        call.unsupported("this action of an argument")
    for name in call.keywords:
        if name != "action" and name not in _KEYWORDS[action] | _ALWAYS:
            call.unsupported(f"the keyword {name} of an argument with the action {action}")
    return action


def _names(call: Call) -> tuple[tuple[str, ...], str]:
    """The option strings, and the attribute: `dest`, else the first long option, else the first."""
    names = [_text(value) or "" for value in call.args]
    dest = call.keywords.get("dest")
    given = None if dest is None or _is_none(dest) else _text(dest) or ""
    if "" in names or given == "" or not (names or given):
        call.unsupported("an argument whose name is empty, or known only at run time")
    if not names or (len(names) == 1 and not names[0].startswith("-")):
        if names and dest is not None:
            call.unsupported("a positional argument with dest")
        if "required" in call.keywords:
            raise Thrown("TypeError", "'required' is an invalid argument for positionals", call.places["required"])
        return (), names[0] if names else given or ""
    wrong = next((name for name in names if not name.startswith("-")), None)
    if wrong is not None:
        raise Thrown("ValueError", f"invalid option string {wrong!r}: must start with a character '-'", call.span)
    name = next((name for name in names if name.startswith("--")), names[0]).lstrip("-")
    if not (given or name) or len(names) != len({*names}):
        call.unsupported("these options of an argument")
    return tuple(names), given or name.replace("-", "_")


def _nargs(call: Call) -> str | int | None:
    """How many values the argument takes; raises `Unsupported` for what not every argument takes."""
    given, const, metavar = (call.keywords.get(name) for name in ("nargs", "const", "metavar"))
    nargs: str | int | None = _text(given)
    if isinstance(given, Const) and isinstance(given.value, int) and given.value is not True and given.value > 0:
        nargs = given.value
    elif not (given is None or _is_none(given) or nargs in {"?", "*", "+"}):
        call.unsupported("this nargs of an argument")
    stores = _text(call.keywords.get("action"), "store") in {"store", "append", "extend"}
    if stores and const is not None and not _is_none(const) and nargs != "?":
        call.unsupported("an argument with const, but without nargs='?'")
    named = metavar is None or _is_none(metavar) or isinstance(metavar, Str)
    if not named and not (isinstance(metavar, Seq) and metavar.kind == "tuple" and len(metavar.items) == nargs):
        call.unsupported("this metavar of an argument")
    return nargs


def _required(call: Call) -> bool:
    required = call.keywords.get("required")
    return required is not None and truthy(required) is not False


def _is_none(value: Value | None) -> bool:
    return isinstance(value, Const) and value.value is None


def _text(value: Value | None, missing: str | None = None) -> str | None:
    """A known string; `missing` where there is no value at all."""
    if value is None:
        return missing
    return value.text.value if isinstance(value, Str) and not value.text.has_placeholder else None
