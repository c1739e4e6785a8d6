"""What curl refuses of the options that say where to connect: `--resolve`, `--connect-to`, `-x` (curl manual page; curl 7.88).

They change nothing in a request; curl reads them before it connects, and sends nothing where it cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from http import HTTPMethod
from ipaddress import ip_address

from unisono.languages.reading import Invalid, Unsupported
from unisono.languages.shell.curl.options import Option
from unisono.languages.shell.curl.url import Url, parse
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import DEFAULT_PORTS

_RESOLVE = regex(r"\+?[^:]{0,255}:\s*\+?0*([0-9]{1,9}):(.*)", re.DOTALL)
_NUMBER = regex(r"\s*([+-]?)0*([0-9]{1,9})")
_BRACKETED = regex(r"\[[^\]]*\]?")
_AUTHORITY = regex(r"(\[[^\]]*\]|[^:]*)(?::(.*))?")
_SCHEME = regex(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_PROXY_SCHEMES = frozenset({"http", "https", "socks", "socks4", "socks4a", "socks5", "socks5h"})


def check_resolve(options: Iterable[Option]) -> None:
    """Raises `Invalid` for a `--resolve` that is not `host:port:address[,address]…`; `-host:port` takes one back."""
    for option in options:
        entry = option.value
        if entry.has_placeholder or entry.value.startswith("-"):
            continue
        found = _RESOLVE.fullmatch(entry.value)
        if not found or int(found[1]) > 65535 or not _are_addresses(found[2]):
            raise Invalid(f"curl: (49) Couldn't parse CURLOPT_RESOLVE entry '{entry}'", entry.span())


def _are_addresses(text: str) -> bool:
    addresses = [a for a in text.split(",") if a not in {"", "[]"}]
    return bool(addresses) and all(map(_is_address, addresses))


def _is_address(text: str) -> bool:
    if text.startswith("["):
        if not text.endswith("]"):
            return False
        text = text[1:-1]
    try:
        return ip_address(text) is not None and "%" not in text
    except ValueError:
        return False


def check_connect_to(options: Iterable[Option], url: Url) -> None:
    """Raises `Invalid` where the `--connect-to` that is for the host and port of `url` leads to a port that is none."""
    for option in options:
        target = None if option.value.has_placeholder else _target(option.value, url)
        if target is None or not target.value:
            continue
        host = _BRACKETED.match(target.value)
        colon = target.value.find(":", host.end() if host else 0)
        port = target.slice(colon + 1 if colon >= 0 else len(target), len(target))
        number = _NUMBER.fullmatch(port.value)
        if port.value and not (number and int(number[2]) < 65536 and (number[1] != "-" or int(number[2]) == 0)):
            raise Invalid(f"curl: (49) No valid port number in connect to host string ({port})", port.span())
        return


def _target(entry: Text, url: Url) -> Text | None:
    """What stands behind the host and the port of a `--connect-to`, if they are those of `url`; an empty one is any."""
    found = None if url.authority.has_placeholder else _AUTHORITY.fullmatch(url.authority.value)
    host = found[1].lower() if found else ""
    port = (found[2] if found else "") or DEFAULT_PORTS.get(url.scheme.value, "")  # a URL that is not known has no scheme
    own = len(host) if entry.value.lower().startswith(host) else 0
    name, _, rest = entry.value[own:].partition(":")
    wanted, colon, _ = rest.partition(":")
    if name or not colon or wanted not in {"", port}:
        return None
    return entry.slice(len(entry) - len(rest) + len(wanted) + 1, len(entry))


def check_proxy(option: Mapping[str, Option]) -> None:
    """Raises `Invalid` for a proxy that is no URL of a kind of proxy that curl knows. An empty one is none."""
    for name in ("proxy", "proxy1.0", "preproxy"):
        found = option.get(name)
        if not found or not found.value.value or found.value.has_placeholder or "noproxy" in option:
            continue
        if found.value.value in list(HTTPMethod):
            message = f"curl: (5) Could not resolve proxy: {found.value} ('-x' names a proxy; write '-X {found.value}')"
            raise Invalid(message, found.value.span())
        scheme = _SCHEME.match(found.value.value)
        if scheme and scheme[1].lower() not in _PROXY_SCHEMES:
            raise Invalid(f"curl: (7) Unsupported proxy scheme for '{found.value}'", found.value.span())
        try:
            parse(found.value.slice(scheme.end() if scheme else 0, len(found.value)), None, True)
        except Invalid:
            raise Invalid(f"curl: (5) Unsupported proxy syntax in '{found.value}'", found.value.span()) from None


def asks_a_proxy(option: Mapping[str, Option]) -> bool:
    """Whether a proxy of HTTP is asked for the whole URL, also for one of FTP."""
    proxy = option.get("proxy") or option.get("proxy1.0")
    return proxy is not None and proxy.value.value != "" and not proxy.value.value.lower().startswith("socks")


def resolves_itself(option: Mapping[str, Option]) -> bool:
    """Whether curl looks up the URL's host: a proxy for HTTP, or one that is told so, does it for curl."""
    found = option.get("proxy") or option.get("proxy1.0")
    if found is None or not found.value.value:
        return not option.keys() & {"socks4a", "socks5-hostname"}
    scheme = _SCHEME.match(found.value.value)
    return scheme is not None and scheme[1].lower() in {"socks", "socks4", "socks5"}


def check_asking(option: Mapping[str, Option], scheme: str) -> None:
    """For content in the clear: curl asks the proxy for a challenge first, and what it does then depends on the answer."""
    asking = next((option[n] for n in ("proxy-digest", "proxy-ntlm") if n in option and option[n].on), None)
    proxy = option.get("proxy")
    if asking is None or proxy is None or scheme != "http" or ("proxytunnel" in option and option["proxytunnel"].on):
        return
    if "proxy-user" in option or "@" in proxy.value.value:
        raise Unsupported("content for a proxy that is asked for a challenge first", asking.written.span())
