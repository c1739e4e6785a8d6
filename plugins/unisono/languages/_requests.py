"""What the requests library makes of a host and of a proxy: for samples in Python, and for HTTPie, which sends with it."""

from __future__ import annotations

import re

HOST = re.compile(
    r"(?P<host>\[(?P<address>[^\]]*)\]|(?P<name>(?:[^\[\]%:/?#]|%[0-9A-Fa-f]{2})*))(?::0*?(?P<port>|0|[1-9][0-9]{0,4}|\0+))?"
)
"""A host and a port (urllib3, `parse_url`); characters that are not known are NUL."""

_PROXY = re.compile(r"[A-Za-z][A-Za-z0-9+-]*:(?://(?:[^/?#]*@)?(?P<host>[^/?#]*))?")
"""The beginning of a proxy's URL; where no `//` follows, what stands before the colon is the scheme, and there is no host."""


def proxy_fault(proxy: str) -> tuple[str, str] | None:
    """The exception's name and its message where a proxy has no host, or none that can be read (`select_proxy`); else None."""
    found = _PROXY.match(proxy)
    if found is None:
        return None
    if not found["host"] or found["host"].startswith(":"):
        return "InvalidProxyURL", "Please check proxy URL. It is malformed and could be missing the host."
    host = HOST.fullmatch(found["host"])
    if host is None or int(host["port"] or 0) > 65535:
        return "InvalidURL", f"Failed to parse: {found['host']!r} is not a valid host or port"
    return None
