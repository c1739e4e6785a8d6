"""What the commands of one client in a shell sample send, and what other commands there may mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache

from unisono.languages import shell
from unisono.languages.reading import Invalid, Misprint, Reading, SampleError, Uncalled, Unsupported
from unisono.languages.shell.commands import Command, Commands
from unisono.languages.shell.functions import Arguments, Function
from unisono.languages.uncalled import Definition, uncalled
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.walking import packages
from unisono.wire.request import Request

Sends = Callable[[tuple[Text, ...], Command, list[Misprint]], Iterator[Request]]
"""The requests of a command of the client, from its words without prefixes; what it leaves out though it is meant goes to the
list."""

_PREFIXES = frozenset({"sudo", "env", "command", "exec", "nohup", "time", "winpty", "noglob"})
_RUNNERS = frozenset(
    """alias bash dash docker eval find kubectl parallel podman sh ssh timeout watch xargs zsh cmd powershell pwsh""".split()  # noqa: SIM905
)
_INTERPRETER = regex(r"(?:python|node|deno|bun|ruby|php|perl)[\d.]*")
_CODE = regex(r"-\w*[cerE]|--(?:eval|run|execute)(?:=.*)?")
_WITHOUT_A_READER = frozenset(
    """aria2c curlie grpcurl hurl invoke-restmethod invoke-webrequest irm iwr lwp-request""".split()  # noqa: SIM905
)
_COMMAND_NAME = regex(r"(?!HTTP/)[\w.~/+@-]+|[\[:]")


def read_client(code: Text, names: Collection[str], sends: Sends) -> Reading:
    """What the commands of the client that is called by one of `names` send, without running them."""
    requests: list[Request] = []
    misprints: list[Misprint] = []
    functions: tuple[Uncalled, ...] = ()
    before: Command | None = None

    def sent(command: Command) -> Iterator[Request]:
        nonlocal before, misprints
        try:
            yield from _sent_by(command, before, names, sends, misprints)
        except SampleError as error:
            raise command.slips.blamed(error) from None
        misprints += command.slips.told if _is_of(names, command) else ()
        before = command

    try:
        functions = follow(code, requests, sent)
    except Unsupported as error:
        return error.reading()
    except SampleError as error:
        return Reading(error.status, tuple(requests), error.reason, error.span)
    if not requests:
        return Reading("invalid", (), f"no {min(names)} command", code.span())
    return Reading("ok", tuple(requests), misprints=tuple(misprints), uncalled=functions)


def follow(code: Text, requests: list[Request], sent: Callable[[Command], Iterable[Request]]) -> tuple[Uncalled, ...]:
    """Adds to `requests` what is `sent` by each command of a script, or, if it only defines functions, what these would send,
    and gives them."""
    commands = Commands(code)
    for command in commands:
        requests.extend(sent(command))
    if requests or commands.called:
        return ()

    def definition(function: Function) -> Definition:
        arguments = Arguments(None)

        def call() -> list[str]:
            for command in commands.of_function(function, arguments):
                requests.extend(sent(command))
            return arguments.names

        name = function.name.value
        return Definition(name, function.name.span(), function.calls, call, lambda: name in commands.called)

    return tuple(uncalled([definition(function) for function in commands.functions], requests))


def _is_of(names: Collection[str], command: Command) -> bool:
    words = _without_prefixes(command.words)
    return bool(words) and _base_name(words[0]) in names


def _sent_by(
    command: Command, before: Command | None, names: Collection[str], sends: Sends, misprints: list[Misprint]
) -> Iterator[Request]:
    """What a command sends."""
    words = _without_prefixes(command.words)
    if not words:
        return
    is_told = before is not None and _is_of(names, before)
    if _base_name(words[0]) not in names:
        _check(words, command, min(names), before if is_told else None)
    elif command.repeated:
        raise Unsupported("a request for each line that is read", command.span)
    elif command.operator != "||":
        yield from sends(words, command, misprints)
    elif not is_told:  # of the client's own a request is taken to succeed
        raise Unsupported("a command that runs only if the one before it fails", command.span)


def _base_name(word: Text) -> str:
    return re.split(r"[/\\]", word.value)[-1].lower().removesuffix(".exe")


def _without_prefixes(words: tuple[Text, ...]) -> tuple[Text, ...]:
    """The words from the command's own name on: without `sudo`, `env X=1` and their like."""
    at = 0
    while at < len(words) and words[at].value in _PREFIXES:
        at += 1
        while at < len(words) and (words[at].value.startswith("-") or "=" in words[at].value):
            at += 1
    return words[at:]


@cache
def clients() -> frozenset[str]:
    """The commands of all clients, also of some whose samples no reader knows."""
    return _WITHOUT_A_READER.union(*(package.COMMANDS for package in packages(shell)))


def _check(words: tuple[Text, ...], command: Command, client: str, before: Command | None) -> None:
    """A command of another kind sends nothing, unless it runs the client, or is another client's; what is no command at all
    betrays a broken line. `before` is the client's command before it."""
    word, name = words[0], _base_name(words[0])
    if word.has_placeholder or may_run_a_client(words, command):
        raise Unsupported(f"a command that `{name}` may run", word.span())
    if name in clients() and command.operator != "||":
        raise Unsupported(f"`{name}` among {client} commands", word.span())
    if word.value.startswith("-") or not _COMMAND_NAME.fullmatch(word.value):
        error = Invalid(f"bash: {_shortened(word.value)}: command not found", word.span())
        raise before.slips.cut_off(error) if before else error


def may_run_a_client(words: tuple[Text, ...], command: Command) -> bool:
    """Whether a command of no client hands a client's command to a shell or a machine, or a program that has a URL to an
    interpreter: as its arguments, or on its standard input."""
    name, arguments = _base_name(words[0]), words[1:]
    fed = command.stdin.known if command.stdin else ""
    if name in _RUNNERS:
        return any(_running().search(text) for text in [fed, *(word.value for word in arguments)])
    if _INTERPRETER.fullmatch(name) is None:
        return False
    has_code = any(_CODE.fullmatch(word.value) for word in arguments)
    is_module = any(word.value == "-m" for word in arguments)
    return "://" in fed or any(
        (is_module and word.value in clients()) or (has_code and "://" in word.value) for word in arguments
    )


@cache
def _running() -> re.Pattern[str]:
    """A client's command where a shell would run it."""
    return re.compile(
        rf"(?<![\w.:/@-])(?:[\w./~-]*/)?(?:{'|'.join(map(re.escape, sorted(clients())))})(?![\w.:/@=-])", re.IGNORECASE
    )


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
