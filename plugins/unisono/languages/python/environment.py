"""What is there for a sample to begin with: Python itself, and the packages that it may import."""

from __future__ import annotations

from unisono.languages.python.evaluator import Evaluator, Language
from unisono.languages.python.expressions import EXPRESSIONS
from unisono.languages.python.functions import CALLS
from unisono.languages.python.places import Places
from unisono.languages.python.statements import STATEMENTS
from unisono.walking import tables

_LANGUAGE = Language(
    EXPRESSIONS,
    STATEMENTS,
    CALLS,
    tables("unisono.languages.python", "api", "PACKAGES"),
    tables("unisono.languages.python", "api", "CLASSES"),
)


def evaluator(places: Places) -> Evaluator:
    """An evaluation of the code with those places, at its start."""
    return Evaluator(places, _LANGUAGE)
