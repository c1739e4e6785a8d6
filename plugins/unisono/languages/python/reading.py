"""Python samples that send requests with requests or httpx, read by following their statements, never run.

What Python, requests or httpx raise before anything is sent makes a sample `invalid`, in their own words. Environment
variables, input, clocks, random numbers, files' contents and responses are placeholders; a request whose sending depends on
one of them is `unsupported`. A sample that only defines functions is read as if it called the first that needs no
arguments: that is what such a sample shows.
"""

from __future__ import annotations

import ast

from unisono.languages.python.calls import Call
from unisono.languages.python.environment import evaluator
from unisono.languages.python.evaluator import Evaluator
from unisono.languages.python.explained import explained, refused
from unisono.languages.python.library.functions import awaited
from unisono.languages.python.places import Places, dedented
from unisono.languages.python.thrown import Thrown
from unisono.languages.python.values import Function
from unisono.languages.reading import Invalid, Reading, SampleError, Unsupported, bounded
from unisono.text.source import Text


@bounded
def read(code: Text) -> Reading:
    """What the sample sends, without running it."""
    code = dedented(code)
    run: Evaluator | None = None
    try:
        places = Places(code)
        tree = _parsed(code, places)
        run = evaluator(places)
        _follow(run, tree, code)
    except SampleError as error:
        reading = error.reading()
        return Reading(reading.status, tuple(run.requests) if run else (), reading.reason, reading.span)
    return Reading("ok", tuple(run.requests))


def _parsed(code: Text, places: Places) -> ast.Module:
    try:
        tree = ast.parse(code.masked("_"))
        compile(tree, "sample", "exec", dont_inherit=True)  # finds what the parser lets pass: `return` outside a function
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
            raise Invalid(explained(thrown), thrown.span) from None
    if run.requests:
        return
    if run.caught is not None:
        raise Invalid(explained(run.caught), run.caught.span)
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
