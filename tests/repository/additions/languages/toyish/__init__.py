"""Toyish, a language in which each line is a request."""

from unisono.languages.interpolation import Interpolation
from unisono.text.regex import regex

LEXER = "text"
INTERPOLATION = Interpolation("Toyish", regex(r"(?!)"), regex(r"(?!)"), regex(r"(?!)"), "no values into text")
