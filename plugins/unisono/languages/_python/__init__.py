"""An abstract evaluator for Python samples that send requests. It never runs the sample.

`literals` and `places` turn `ast` nodes into `Text`; `values` are what expressions evaluate to; `expressions` and
`statements` evaluate; `builtin_names`, `stdlib` and `methods` are the parts of Python that samples use; `requests_api` and
`httpx_api` the calls that send; `requests_wire`, `httpx_wire`, `urls`, `forms` and `json_text` what then goes over the wire.
"""
