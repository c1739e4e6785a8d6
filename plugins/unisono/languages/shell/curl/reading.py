"""curl: what the command lines of a shell sample send.

After curl's manual page and the behaviour of current curl (8.23). What it sends was compared with curl 7.88.1, but for the
options and spellings that came later. The shell's part (quotes, variables, here-documents, pipes) is
`unisono.languages.shell.commands`.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.languages.reading import Misprint, Reading, bounded
from unisono.languages.shell.commands import Command
from unisono.languages.shell.curl.data import Input
from unisono.languages.shell.curl.operation import Operation
from unisono.languages.shell.curl.options import options
from unisono.languages.shell.curl.variables import Variables
from unisono.languages.shell.programs import read_client
from unisono.text.source import Text
from unisono.wire.request import Request


@bounded
def read(code: Text) -> Reading:
    """What the sample sends, without running it."""
    return read_client(code, {"curl"}, _sent_by)


def _sent_by(words: tuple[Text, ...], command: Command, misprints: list[Misprint]) -> Iterator[Request]:
    """What a command of curl sends; what it leaves out though it is meant goes to `misprints`."""
    for operation in _operations(words, command):
        yield from operation.requests()
        misprints += operation.misprints


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
