"""Reading a PHP sample: the whole way from its text to the requests that it sends."""

from __future__ import annotations

from unisono.languages.excerpts import completed
from unisono.languages.php.environment import php_program
from unisono.languages.php.faults import fault, misprinted
from unisono.languages.php.state import Php
from unisono.languages.php.statements import declare
from unisono.languages.php.syntax import php_tree
from unisono.languages.php.uncalled import call_uncalled
from unisono.languages.program.reading import reader
from unisono.languages.program.run import Exit, Jump, Return
from unisono.languages.program.tree import Tree, parts
from unisono.languages.reading import Invalid, Missing, Reading, Uncalled, Unsupported
from unisono.text.source import Text


@reader
def read(code: Text) -> Reading:
    """What the sample sends when PHP 8 runs it."""
    tree = php_tree(code)
    if refused := fault(tree):
        raise refused
    return completed(lambda missing: _followed(tree, missing))


def _followed(tree: Tree, missing: tuple[Missing, ...]) -> Reading:
    """What the sample sends, with what is missing taken as there."""
    code = tree.code
    php = php_program(tree)
    known = php.library.short_names
    php.uses.update({lacking.name.lower(): known[lacking.name.lower()][0] for lacking in missing})
    if misprint := misprinted(code):
        php.misprints.append(misprint)
    declare(php)
    try:
        php.execute_all(parts(tree.root))
    except (Exit, Return):
        pass
    except Jump:
        raise Invalid("PHP Fatal error: 'break' and 'continue' stand in loops only", code.span()) from None
    functions = call_uncalled(php)
    return _reading(php, code, functions)


def _reading(php: Php, code: Text, uncalled: tuple[Uncalled, ...]) -> Reading:
    if not php.requests and not any(name in code.value.lower() for name in php.library.of_clients):
        raise Unsupported("PHP without a client that is understood", code.span())
    if not php.requests:
        raise Invalid("no request is sent", code.span())
    return php.reading(uncalled)
