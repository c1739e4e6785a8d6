"""Toyish, a language in which each line is a request."""

from unisono.languages.interpolation import SHELL

LEXER = "text"
INTERPOLATION = SHELL
