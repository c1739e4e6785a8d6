"""An abstract evaluator for Python samples that send requests. It never runs the sample.

`places` and `literals` turn `ast` nodes into `Text`; `values` are what expressions evaluate to, `thrown` the exceptions
that the sample raises, `operators` what is computed of them. `calls` says what a function of Python or of a library is
given, and what it may ask of the evaluation under way; `library/` has those of Python, `requests/` and `httpx/` the calls
that send. `evaluator` is the state of an evaluation; `expressions`, `statements`, `assignment`, `imports` and `functions`
say what each node and each call does, in tables that `environment` puts together with the packages.

A client's package has a module `api` with the `PACKAGES` that a sample may import, and the modules of `CLASSES` that it may
lack; and if it raises exceptions of its own, a module `exceptions` with their `BASES` and the `PREFIX` of their names. Both are
found by walking.
"""

from unisono.languages.interpolation import Interpolation
from unisono.text.regex import regex

TITLE = "Python"
INFO_STRINGS = frozenset({"python", "python3", "py", "py3", "python-requests", "pycon", "ipython"})
LEXER = "python"
INTERPOLATION = Interpolation(
    "Python",
    regex(r"\{([A-Za-z_]\w*)(?:[.\[][^{}]*)?\}"),
    regex(r"(?m)^[ \t]*(?:(?:async )?with .* as |for )?([A-Za-z_]\w*)[ \t]*(?::[^=\n]*)?(?==(?!=)| in |:$)"),
    regex(r"(?!)"),
    "values only into f-strings; write f before the quotation mark",
)
