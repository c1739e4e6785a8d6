"""HTTP messages: requests as they go over the wire, or as `.http` files have them."""

import re

from unisono.languages.interpolation import Interpolation

LEXER = "http"
INTERPOLATION = Interpolation("HTTP", re.compile(r"(?!)"), re.compile(r"(?!)"), re.compile(r"(?!)"), "no values into text")
"""Nothing is taken for a variable that is none: `{{name}}` always is one, and all else a message sends as it stands."""
