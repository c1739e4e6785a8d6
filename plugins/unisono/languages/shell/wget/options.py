"""Wget's command line: every option, and whether it takes a value.

The table is that of `wget --help` of GNU Wget 1.21, with the options that it does not list. As getopt_long has it,
`--option=value` and `--option value` are the same, short options bundle, and options may stand behind URLs. An option of
which only the beginning is written is not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from unisono.languages.reading import Invalid, Unsupported
from unisono.records import dataclass
from unisono.text.source import Text

FLAGS = """
adjust-extension:E ask-password auth-no-challenge background:b backup-converted:K cache check-certificate clobber
content-disposition content-on-error continue:c convert-file-only convert-links:k cookies debug:d delete-after directories
dns-cache follow-ftp force-directories:x force-html:F ftps-clear-data-connection ftps-fallback-to-ftp ftps-implicit
ftps-resume-ssl glob help:h host-directories hsts http-keep-alive https-only if-modified-since ignore-case ignore-length
inet4-only:4 inet6-only:6 iri keep-session-cookies mirror:m netrc no-config page-requisites:p parent passive-ftp
preserve-permissions protocol-directories proxy quiet:q random-wait recursive:r relative:L remove-listing retr-symlinks
retry-connrefused retry-on-host-error save-headers server-response:S show-progress span-hosts:H spider strict-comments
timestamping:N trust-server-names unlink use-server-timestamps verbose:v version:V warc-cdx warc-compression warc-digests
warc-keep-log xattr
"""
"""The options without a value, as `name` or `name:letter`. Each may be written `--no-…`, and `--…=on` or `=off`."""

VALUES = """
accept-regex accept:A append-output:a base:B bind-address body-data body-file ca-certificate ca-directory certificate
certificate-type ciphers compression config connect-timeout crl-file cut-dirs default-page directory-prefix:P dns-timeout
domains:D dot-style egd-file exclude-directories:X exclude-domains execute:e follow-tags ftp-password ftp-user header
hsts-file http-passwd http-password http-user ignore-tags include-directories:I input-file:i level:l limit-rate load-cookies
local-encoding max-redirect method output-document:O output-file:o password pinnedpubkey post-data post-file prefer-family
private-key private-key-type progress proxy-password proxy-user quota:Q random-file read-timeout referer regex-type
reject-regex reject:R rejected-log remote-encoding report-speed restrict-file-names retry-on-http-error save-cookies
secure-protocol start-pos timeout:T tries:t use-askpass user user-agent:U wait:w waitretry warc-dedup warc-file warc-header
warc-max-size warc-tempdir
"""
"""The options with a value."""

_NEGATED = {"c": "clobber", "d": "directories", "h": "host-directories", "H": "host-directories", "p": "parent", "v": "verbose"}
"""What the letters behind `-n` switch off."""

_ALIASES = {"http-passwd": "http-password"}
_ON, _OFF = frozenset({"on", "yes", "1"}), frozenset({"off", "no", "0"})


@dataclass(frozen=True, slots=True, eq=False)
class Option:
    """An option as wget takes it. `name` is the long name, `url` for a plain argument.

    A flag is `on` unless it was switched off; its `value` is the word itself. `written` is the option's own word.
    """

    name: str
    value: Text
    on: bool
    written: Text


@cache
def _table() -> tuple[dict[str, bool], dict[str, str]]:
    """Whether the option of each long name takes a value, and the long name of each letter."""
    takes_value: dict[str, bool] = {}
    letters: dict[str, str] = {}
    for names, value in ((FLAGS, False), (VALUES, True)):
        for entry in names.split():
            name, _, letter = entry.partition(":")
            takes_value[name] = value
            letters |= {letter: name} if letter else {}
    return takes_value, letters


def options(words: Iterable[Text]) -> Iterator[Option]:
    """The options in the words behind wget's name.

    Raises `Invalid` where it refuses them, `Unsupported` for one that it has not or that is not written out.
    """
    rest = iter(words)
    for word in rest:
        known = word.known
        if known == "--":
            yield from (Option("url", later, True, later) for later in rest)
        elif known.startswith("--"):
            yield _long(word, rest)
        elif known.startswith("-") and known != "-":
            yield from _short(word, rest)
        else:
            yield Option("url", word, True, word)


def _long(word: Text, rest: Iterator[Text]) -> Option:
    takes_value, _ = _table()
    written, equals, _ = word.known.partition("=")
    name, on = written[2:], True
    if name.startswith("no-") and takes_value.get(name[3:]) is False:
        name, on = name[3:], False
    if name not in takes_value:
        raise Unsupported(f"the option `{word.value[: len(written)]}`", word.span(0, len(written)))
    value = word.slice(len(written) + 1, len(word)) if equals else None
    if takes_value[name]:
        given = value if value is not None else _next(f"option '{written}'", rest, word)
        return Option(_ALIASES.get(name, name), given, True, word.slice(0, len(written)))
    if value is not None and value.value.lower() not in _ON | _OFF:
        raise Invalid(f"wget: {written}: Invalid boolean ‘{value}’; use `on' or `off'.", value.span())
    return Option(name, word, on and not (value is not None and value.value.lower() in _OFF), word)


def _short(word: Text, rest: Iterator[Text]) -> Iterator[Option]:
    takes_value, letters = _table()
    if re.fullmatch(r"-n[cdhHpv]+", word.known):
        yield from (Option(_NEGATED[letter], word, False, word) for letter in word.known[2:])
        return
    for at in range(1, len(word)):
        name = letters.get(word.known[at])
        if name is None:
            raise Unsupported(f"the option `-{word.value[at]}`", word.span())
        if takes_value[name]:
            inner = word.slice(at + 1, len(word))
            yield Option(name, inner if inner.value else _next(f"option -- '{word.value[at]}'", rest, word), True, word)
            return
        yield Option(name, word, True, word)


def _next(what: str, rest: Iterator[Text], word: Text) -> Text:
    value = next(rest, None)
    if value is None:
        reason = f"wget: {what} requires an argument" if "'--" in what else f"wget: option requires an argument {what[7:]}"
        raise Invalid(reason, word.span())
    return value
