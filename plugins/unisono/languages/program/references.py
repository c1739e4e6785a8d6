"""A URL or a part of one, cut into its parts (RFC 3986, 4.1 and appendix B), as clients resolve it against another."""

from __future__ import annotations

import re

from unisono.text.source import Text


class Reference:
    """`parts` is the pattern of a client, with scheme, authority, path and query as its groups. Of one that begins with a
    variable, which holds scheme and host, that variable is the `authority`, and the scheme is empty."""

    def __init__(self, text: Text, parts: re.Pattern[str]) -> None:
        found = parts.match(text.known)
        if found is None:  # cannot be: every part is optional
            raise AssertionError(text.value)
        cut = [None if found[group] is None else text.slice(*found.span(group)) for group in range(1, 5)]
        self.scheme, self.authority, self.query = cut[0], cut[1], cut[3]
        self.path = cut[2] or text.slice(0, 0)
        if found[1] is None and found[2] is None and text.known.startswith("\0"):
            hidden, end = len(text.known) - len(text.known.lstrip("\0")), found.end(3)
            path = text.known.find("/", hidden, end)
            path = end if path < 0 else path
            self.scheme, self.authority, self.path = text.slice(0, 0), text.slice(0, path), text.slice(path, end)
