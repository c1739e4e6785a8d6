"""Python samples that send requests with requests or httpx, read by following their statements, never run.

What Python, requests or httpx raise before anything is sent makes a sample `invalid`, in their own words. Environment
variables, input, clocks, random numbers, files' contents and responses are placeholders; a request whose sending depends on
one of them is `unsupported`. A sample that only defines functions is read as if it called the first that needs no
arguments: that is what such a sample shows.
"""

from __future__ import annotations

import ast
from dataclasses import replace

from unisono.languages.excerpts import completed
from unisono.languages.python.calls import Call
from unisono.languages.python.environment import evaluator
from unisono.languages.python.evaluator import Evaluator
from unisono.languages.python.explained import AWAIT, failed, refused
from unisono.languages.python.library.functions import awaited
from unisono.languages.python.places import Places, dedented
from unisono.languages.python.session import typed
from unisono.languages.python.thrown import Thrown
from unisono.languages.python.values import Function
from unisono.languages.reading import Invalid, Missing, Reading, SampleError, Unsupported, bounded
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
        _follow(run, tree, code)
    except SampleError as error:
        reading = error.reading()
        return replace(reading, requests=tuple(run.requests) if run else ())
    return Reading("ok", tuple(run.requests))


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


def _follow(run: Evaluator, tree: ast.Module, code: Text) -> None:
    try:
        run.execute_all(tree.body)
        if not run.requests:
            _call_first(run)
    except Thrown as thrown:
        if thrown.name != "SystemExit" or not run.requests:
            raise failed(thrown) from None
    if run.requests:
        return
    if run.caught is not None:
        raise failed(run.caught)
    raise Invalid("the sample sends no request", code.span())


def _call_first(run: Evaluator) -> None:
    """Calls the first function that needs no arguments, if the sample has called none of its functions."""
    functions = [value for value in run.globals.names.values() if isinstance(value, Function)]
    if any(function.called for function in functions):
        return
    for function in functions:
        arguments = function.node.args
        named = {a.arg for a in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]}
        if not (named - set(function.defaults) or arguments.vararg or arguments.kwarg):
            awaited(run.apply(function, Call(run, function.name, [], {}, {}, function.span, function.span)))
            return
    if functions:
        raise Invalid("the sample only defines functions that need arguments, and calls none of them", functions[0].span)
