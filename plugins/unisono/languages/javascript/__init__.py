"""An abstract evaluator of JavaScript: what requests a sample for Node.js sends, found without running it.

It follows the code as Node.js would, on values that know where they were written. What only a run could tell (a response, the
environment, the clock) is an `Unknown` that becomes a placeholder wherever it is sent. Responses are taken to be good ones:
error branches are not followed.

A client's package has a module `client` with what it brings, found by walking: `MODULES` that a script may load and `GLOBALS`,
the `EXPORTS` of modules of which all are known, and what is `IMPORTED` instead of a module; for quoting, what is `SENDING` a
text, and what makes more `INSTANCES`. It may leave out any.
"""

from unisono.languages.interpolation import JAVASCRIPT

INFO_STRINGS = frozenset({"javascript", "js", "mjs", "cjs", "node"})
DIALECTS = dict.fromkeys(("typescript", "ts", "tsx", "mts", "cts"), "typescript")
LEXER = "javascript"
INTERPOLATION = JAVASCRIPT
