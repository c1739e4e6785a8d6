"""The evaluator: a `Run` that has what its rooms do."""

from __future__ import annotations

from unisono.languages.javascript import environment, expressions, functions, reach, skipping, statements
from unisono.languages.javascript.library import methods
from unisono.languages.javascript.run import Run


class Evaluator(Run):
    """Each method is the function of its room itself, and not one that calls it: code nests deeply, and the stack is short."""

    __slots__ = ()
    evaluate = expressions.evaluate
    execute = statements.execute
    execute_block = statements.execute_block
    call_function = functions.call_function
    leads_to_request = reach.reaches_request
    code_leads_to_request = reach.code_reaches_request
    forget_changes = skipping.forget_changes
    method_of = methods.method_of
    iterated = methods.iterated
    namespace = environment.namespace
