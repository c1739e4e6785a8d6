"""Toy."""

import re

TITLE = "Toy"
TITLES = frozenset({"toy"})
INFO_STRINGS = frozenset({"toyish"})
MARK = re.compile(r"(?m)^toy [A-Z]+ ")
