"""An abstract evaluator of JavaScript: what requests a sample for Node.js sends, found without running it.

It follows the code as Node.js would, on values that know where they were written. What only a run could tell (a response, the
environment, the clock) is an `Unknown` that becomes a placeholder wherever it is sent. Responses are taken to be good ones:
error branches are not followed.

A client's package has a module `client` with what it brings, found by walking: `MODULES` that a script may load and `GLOBALS`,
the `EXPORTS` of modules of which all are known, and what is `IMPORTED` instead of a module; for quoting, what is `SENDING` a
text, and what makes more `INSTANCES`. It may leave out any.
"""

import re

from unisono.languages.interpolation import Interpolation
from unisono.text.regex import regex

INFO_STRINGS = frozenset({"javascript", "js", "mjs", "cjs", "node"})
DIALECTS = dict.fromkeys(("typescript", "ts", "tsx", "mts", "cts"), "typescript")
INFO_STRING = "js"
LEXER = "javascript"
GRAMMARS = ("tree_sitter_javascript", "tree_sitter_typescript")
INTERPOLATION = Interpolation(
    "JavaScript",
    regex(r"\$\{([A-Za-z_$][\w$]*)?[^{}]*\}"),
    regex(r"\b(?:const|let|var)\s+([A-Za-z_$][\w$]*)"),
    regex(r".*", re.DOTALL),
    "values only into text between backticks; write ` for the quotation marks",
)
