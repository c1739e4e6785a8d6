"""HTTP messages: requests as they go over the wire, or as `.http` files have them."""

from unisono.languages.interpolation import Interpolation
from unisono.text.regex import regex

LEXER = "http"
INTERPOLATION = Interpolation("HTTP", regex(r"(?!)"), regex(r"(?!)"), regex(r"(?!)"), "no values into text")
"""Nothing is taken for a variable that is none: `{{name}}` always is one, and all else a message sends as it stands."""
