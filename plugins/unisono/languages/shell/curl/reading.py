"""curl: what the command lines of a shell sample send.

After curl's manual page and the behaviour of curl 7.88.1, with the options that later versions added. The shell's part
(quotes, variables, here-documents, pipes) is `unisono.languages.shell.commands`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from unisono.languages.reading import Invalid, Misprint, Reading, SampleError, Unsupported, bounded
from unisono.languages.shell.commands import Command, read_commands
from unisono.languages.shell.curl.data import Input
from unisono.languages.shell.curl.operation import Operation
from unisono.languages.shell.curl.options import options
from unisono.languages.shell.curl.variables import Variables
from unisono.text.source import Text
from unisono.wire.request import Request

_PREFIXES = frozenset({"sudo", "env", "command", "exec", "nohup", "time", "winpty", "noglob"})
_RUNNERS = frozenset({"xargs", "parallel", "eval", "watch", "bash", "sh", "zsh", "ssh", "docker", "kubectl", "find", "timeout"})
_COMMAND_NAME = re.compile(r"(?!HTTP/)[\w.~/+@-]+|[\[:]")


@bounded
def read(code: Text) -> Reading:
    """What the sample sends, without running it."""
    requests: list[Request] = []
    misprints: list[Misprint] = []
    try:
        before: Command | None = None
        for command in read_commands(code):
            try:
                requests.extend(_sent_by(command, before, misprints))
            except SampleError as error:
                raise command.slips.blamed(error) from None
            misprints += command.slips.told if _is_curl(command) else ()
            before = command
    except Unsupported as error:
        return error.reading()
    except SampleError as error:
        return Reading(error.status, tuple(requests), error.reason, error.span)
    if not requests:
        return Reading("invalid", (), "no curl command", code.span())
    return Reading("ok", tuple(requests), misprints=tuple(misprints))


def _is_curl(command: Command) -> bool:
    words = _without_prefixes(command.words)
    return bool(words) and _base_name(words[0]) == "curl"


def _sent_by(command: Command, before: Command | None, misprints: list[Misprint]) -> Iterator[Request]:
    """What a command sends; what it leaves out though it is meant goes to `misprints`."""
    words = _without_prefixes(command.words)
    if not words:
        return
    name = _base_name(words[0])
    if name != "curl":
        _check(name, words, before)
        return
    if command.operator == "||":
        if before is not None and _is_curl(before):
            return  # a request is taken to succeed
        raise Unsupported("a command that runs only if the one before it fails", command.span)
    for operation in _operations(words, command):
        yield from operation.requests()
        misprints += operation.misprints


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


def _check(name: str, words: tuple[Text, ...], before: Command | None) -> None:
    """A command that is not curl sends nothing, unless it runs curl; what is no command at all betrays a broken line."""
    word = words[0]
    if word.has_placeholder or (name in _RUNNERS and any(re.search(r"\bcurl\b", w.value) for w in words[1:])):
        raise Unsupported(f"a command that `{name}` may run", word.span())
    if word.value.startswith("-") or not _COMMAND_NAME.fullmatch(word.value):
        error = Invalid(f"bash: {_shortened(word.value)}: command not found", word.span())
        raise before.slips.cut_off(error) if before and _is_curl(before) else error


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _operations(words: tuple[Text, ...], command: Command) -> list[Operation]:
    """The operations of a command line; curl reads all of it before it sends anything."""
    files, variables = Input(command.stdin, command.files), Variables()
    found = [Operation(words[0], command.span, files)]
    for option in options(words[1:]):
        if option.name == "next":
            if found[-1].has_url:
                found.append(Operation(words[0], command.span, files))
        elif option.name == "variable":
            variables.set(option)
        else:
            found[-1].take(variables.applied(option) if option.expand else option)
    found[-1].check_output()
    return found
