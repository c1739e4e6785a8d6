"""An abstract evaluator for Python samples that send requests. It never runs the sample.

`places` and `literals` turn `ast` nodes into `Text`; `values` are what expressions evaluate to; `expressions`, `functions`
and `statements` evaluate; `operators`, `methods`, `attributes`, `builtin_names` and `stdlib` are the parts of Python that
samples use, `raised` its exceptions. `requests_api` and `httpx_api` are the calls that send; `requests_wire`,
`requests_content`, `httpx_wire`, `urls`, `forms` and `json_text` say what then goes over the wire.
"""

from unisono.languages.interpolation import PYTHON

LEXER = "python"
INTERPOLATION = PYTHON
