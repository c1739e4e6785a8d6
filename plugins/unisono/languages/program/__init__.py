"""The kernel for programs that are read along a straight line: one statement after the other, as the happy path takes them.

A language gives tables by the node types of its tree-sitter grammar (`run.Grammar`) and its library; the kernel has what no
language does otherwise: trees with places, values with places, scopes, bounds, and code that may not run. What a language has
no entry for is `unsupported`, with the construct and its place. Python and JavaScript have evaluators of their own.
"""
