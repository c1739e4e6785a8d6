"""curl's command line: every option, and whether it takes a value.

The table is that of `curl --help all` of curl 7.88, with the options that later versions added up to 8.17. The rules are
those of curl 8.16 and later: an option is written whole and in lower case (curl pull request 12631, in 8.6), its value may
follow a `=` (17789, in 8.16), `--no-…` switches a flag off, and short options bundle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NoReturn

from unisono.languages.reading import Invalid
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Span, Text

FLAGS = """
anyauth append:a basic cert-status compressed compressed-ssh create-dirs crlf digest disable:q disable-eprt disable-epsv
disallow-username-in-url doh-cert-status doh-insecure fail:f fail-early fail-with-body false-start form-escape
ftp-create-dirs ftp-pasv ftp-pret ftp-skip-pasv-ip ftp-ssl-ccc ftp-ssl-control get:G globoff:g haproxy-protocol head:I
help:h http0.9 http1.0:0 http1.1 http2 http2-prior-knowledge http3 http3-only ignore-content-length include:i insecure:k
ipv4:4 ipv6:6 junk-session-cookies:j list-only:l location:L location-trusted mail-rcpt-allowfails manual:M metalink
negotiate netrc:n netrc-optional next:: ntlm ntlm-wb parallel:Z parallel-immediate path-as-is post301 post302 post303
progress-bar:# proxy-anyauth proxy-basic proxy-digest proxy-insecure proxy-negotiate proxy-ntlm proxy-ssl-allow-beast
proxy-ssl-auto-client-cert proxy-tlsv1 proxytunnel:p raw remote-header-name:J remote-name:O remote-name-all
remote-time:R remove-on-error retry-all-errors retry-connrefused sasl-ir show-error:S silent:s socks5-basic
socks5-gssapi socks5-gssapi-nec ssl ssl-allow-beast ssl-auto-client-cert ssl-no-revoke ssl-reqd ssl-revoke-best-effort
sslv2:2 sslv3:3 styled-output suppress-connect-headers tcp-fastopen tcp-nodelay tftp-no-options tlsv1:1 tlsv1.0 tlsv1.1
tlsv1.2 tlsv1.3 tr-encoding trace-time use-ascii:B verbose:v version:V xattr
"""
"""The options without a value, as `name` or `name:letter`."""

SWITCHED_OFF = "alpn buffer:N clobber keepalive npn progress-meter sessionid"
"""Flags that curl documents as `--no-…`, and whose letter switches off."""

VALUES = """
abstract-unix-socket alt-svc aws-sigv4 cacert capath cert:E cert-type ciphers config:K connect-timeout connect-to
continue-at:C cookie:b cookie-jar:c create-file-mode crlfile curves data:d data-ascii data-binary data-raw
data-urlencode delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header:D egd-file engine
etag-compare etag-save expect100-timeout form:F form-string ftp-account ftp-alternative-to-user ftp-method ftp-port:P
ftp-ssl-ccc-mode happy-eyeballs-timeout-ms header:H hostpubmd5 hostpubsha256 hsts interface json keepalive-time key
key-type krb libcurl limit-rate local-port login-options mail-auth mail-from mail-rcpt max-filesize max-redirs max-time:m
netrc-file noproxy oauth2-bearer output:o output-dir parallel-max pass pinnedpubkey preproxy proto proto-default
proto-redir proxy:x proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-header
proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype
proxy-tlspassword proxy-tlsuser proxy-user:U proxy1.0 pubkey quote:Q random-file range:r rate referer:e request:X
request-target resolve retry retry-delay retry-max-time sasl-authzid service-name socks4 socks4a socks5
socks5-gssapi-service socks5-hostname speed-limit:Y speed-time:y stderr telnet-option:t tftp-blksize time-cond:z tls-max
tls13-ciphers tlsauthtype tlspassword tlsuser trace trace-ascii unix-socket upload-file:T url url-query user:u
user-agent:A write-out:w
"""
"""The options with a value."""

NEWER_FLAGS = """
ca-native dump-ca-embed follow mptcp out-null proxy-ca-native proxy-http2 proxy-http3 skip-existing tls-earlydata trace-ids
"""

NEWER_VALUES = """
ech haproxy-clientip ip-tos ipfs-gateway keepalive-cnt knownhosts parallel-max-host sigalgs trace-config upload-flags variable
vlan-priority
"""

_HIDDEN = "eprt epsv ftp-ssl ftp-ssl-reqd"
"""Older names that curl still takes and no longer lists."""

_NUMBERS = """
connect-timeout expect100-timeout keepalive-time max-redirs max-time parallel-max retry retry-delay retry-max-time speed-limit
speed-time
"""
"""The options whose value must be a number."""

_NUMBER = regex(r"-?[0-9]+(?:\.[0-9]+)?")

_INFORMING = {"help", "manual", "version"}


@dataclass(frozen=True, slots=True, eq=False)
class Option:
    """An option as curl takes it. `name` is the long name, `url` for a plain argument.

    A flag is `on` unless it was written `--no-…`; its `value` is the word itself. `expand` tells `--expand-…` from the option
    itself. `written` is the option's own word, or the argument of a plain `url`.
    """

    name: str
    value: Text
    on: bool
    expand: bool
    written: Text


@cache
def _table() -> tuple[dict[str, bool], dict[str, str]]:
    """Whether the option of each long name takes a value, and the long name of each letter."""
    takes_value: dict[str, bool] = {}
    letters: dict[str, str] = {}
    kinds = (
        ((FLAGS, SWITCHED_OFF, NEWER_FLAGS, _HIDDEN), False),
        ((VALUES, NEWER_VALUES), True),
    )
    for names, value in kinds:
        for entry in " ".join(names).split():
            name, _, letter = entry.partition(":")
            takes_value[name] = value
            if letter:
                letters[letter] = name
    return takes_value, letters


def options(arguments: Iterable[Text]) -> Iterator[Option]:
    """The options among a command's arguments, in order. Raises `Invalid`, with curl's words, as curl does."""
    rest = iter(arguments)
    only_urls = False
    for word in rest:
        text = word.value
        if only_urls or not text.startswith("-"):
            yield Option("url", word, True, False, word)
        elif text == "--":
            only_urls = True
        elif text.startswith("--"):
            yield _long(word, rest)
        else:
            yield from _short(word, rest)


def _long(word: Text, rest: Iterator[Text]) -> Option:
    written = word.value
    name, equals, _ = written[2:].partition("=")
    on, expand = True, False
    takes_value, _ = _table()
    if name.startswith("no-") and name not in takes_value:
        name, on = name[3:], False
    elif name.startswith("expand-"):
        name, expand = name[7:], True
    if name not in takes_value or (equals and not takes_value[name]):
        _refuse(written, "is unknown", word.span())
    if not takes_value[name]:
        if expand:
            _refuse(written, "expand an option that takes no value", word.span())
        return _informing(Option(name, word, on, False, word))
    if not on:
        _refuse(written, "used '--no-' for option that isn't a boolean", word.span())
    value = word.slice(written.index("=") + 1, len(word)) if equals else _value(written, rest, word)
    return _checked(Option(name, value, True, expand, word))


def _short(word: Text, rest: Iterator[Text]) -> Iterator[Option]:
    takes_value, letters = _table()
    if word.value == "-":
        _refuse("-", "is unknown", word.span())
    for i in range(1, len(word)):
        letter = word.value[i]
        written = word if len(word) == 2 else word.slice(0 if i == 1 else i, i + 1)
        name = letters.get(letter)
        if name is None:
            _refuse(f"-{letter}", "is unknown", written.span())
        if takes_value[name]:
            value = word.slice(i + 1, len(word)) if i + 1 < len(word) else _value(f"-{letter}", rest, written)
            yield _checked(Option(name, value, True, False, written))
            return
        yield _informing(Option(name, written, letter != "N", False, written))


def _value(written: str, rest: Iterator[Text], place: Text) -> Text:
    value = next(rest, None)
    if value is None:
        _refuse(written, "requires parameter", place.span())
    return value


def _checked(option: Option) -> Option:
    if option.name in _NUMBERS.split() and not option.value.has_placeholder and not _NUMBER.fullmatch(option.value.value):
        _refuse(option.written.value, "expected a proper numerical parameter", option.value.span())
    return option


def _informing(option: Option) -> Option:
    if option.name in _INFORMING:
        raise Invalid(f"curl sends nothing with `{option.written}`", option.written.span())
    return option


def _refuse(written: str, reason: str, span: Span) -> NoReturn:
    raise Invalid(f"curl: option {written}: {reason}", span)
