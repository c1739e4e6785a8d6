"""`unisono lsp`: a language server for editors."""

from __future__ import annotations

import click

from unisono.commands import Failure
from unisono.commands._streams import standard_input

NEEDS = ("pygls", "lsprotocol", "attrs", "cattrs")


@click.command("lsp", short_help="Serve an editor: findings while typing.")
def command() -> None:
    """Serve an editor over standard input and output, as the Language Server Protocol has it.

    Editors start this themselves; docs/editors.md says how to set them up.
    """
    try:
        from unisono.server import serve  # noqa: PLC0415 (needs what only editors do)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in NEEDS:
            raise
        raise Failure(f"there is no {error.name} here; install it with: pip install 'unisono[lsp]'") from None
    standard_input()  # or there would be no editor
    serve()
