"""Python samples that send requests with requests or httpx, read by following their statements, never run.

What Python, requests or httpx raise before anything is sent makes a sample `invalid`, in their own words. Environment
variables, input, clocks, random numbers, files' contents and responses are placeholders; a request whose sending depends on
one of them is `unsupported`. A sample that only defines functions is read as if it called each of them that no other one calls,
with placeholders for the parameters: that is what such a sample shows.
"""

from __future__ import annotations

import ast
from dataclasses import replace

from unisono.languages.excerpts import completed
from unisono.languages.python.environment import evaluator
from unisono.languages.python.evaluator import Evaluator
from unisono.languages.python.explained import AWAIT, failed, refused
from unisono.languages.python.places import Places, dedented
from unisono.languages.python.session import typed
from unisono.languages.python.thrown import Thrown
from unisono.languages.python.uncalled import call_uncalled
from unisono.languages.reading import Invalid, Missing, Reading, SampleError, Uncalled, Unsupported, bounded
from unisono.text.source import Text


@bounded
def read(code: Text) -> Reading:
    """What the sample sends, without running it."""
    code = dedented(_without_prompts(code))
    places = Places(code)
    return completed(lambda missing: _read(code, places, missing))


def _without_prompts(code: Text) -> Text:
    stretches = typed(code.value)
    return code if stretches is None else Text.join([code.slice(*stretch) for stretch in stretches])


def _read(code: Text, places: Places, missing: tuple[Missing, ...]) -> Reading:
    run: Evaluator | None = None
    try:
        tree = _parsed(code, places, AWAIT in (lacking.name for lacking in missing))
        run = evaluator(places)
        for lacking in missing:
            run.execute_all(ast.parse(lacking.line).body)
        uncalled = _follow(run, tree, code)
    except SampleError as error:
        reading = error.reading()
        return replace(reading, requests=tuple(run.requests) if run else ())
    return Reading("ok", tuple(run.requests), uncalled=uncalled)


def _parsed(code: Text, places: Places, awaits: bool) -> ast.Module:
    """The sample's tree. `awaits`: it is taken as the inside of an `async` function."""
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT if awaits else 0
    try:
        tree = ast.parse(code.masked("_"))
        compile(
            tree, "sample", "exec", flags, dont_inherit=True
        )  # finds what the parser lets pass: `return` outside a function
    except SyntaxError as error:
        raise refused(error, places) from None
    except ValueError as error:  # a null character, before Python 3.12
        raise Invalid(f"SyntaxError: {error}", code.span()) from None
    except MemoryError:
        raise Unsupported("nested too deeply", code.span()) from None
    return tree


def _follow(run: Evaluator, tree: ast.Module, code: Text) -> tuple[Uncalled, ...]:
    """Follows the sample; the functions that it is read as if it called."""
    uncalled: tuple[Uncalled, ...] = ()
    try:
        run.execute_all(tree.body)
        if not run.requests:
            uncalled = tuple(call_uncalled(run))
    except Thrown as thrown:
        if thrown.name != "SystemExit" or not run.requests:
            raise failed(thrown) from None
    if run.requests:
        return uncalled
    if run.caught is not None:
        raise failed(run.caught)
    raise Invalid("the sample sends no request", code.span())
