"""Header fields: which values `HttpHeaders` takes, and how it writes them (`KnownHeaders` of System.Net.Http, its parsers)."""

from __future__ import annotations

import re
from dataclasses import field

from unisono.languages.csharp.state import Call
from unisono.languages.csharp.values import to_text
from unisono.languages.program.values import Host, String, Value
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import TOKEN, Field

_NAME = TOKEN.pattern
OF_CONTENT = frozenset(
    """allow content-disposition content-encoding content-language content-length content-location content-md5 content-range
    content-type expires last-modified""".split()  # noqa: SIM905
)
"""The fields that a content has, and a request has not."""

_QUALITY = rf"{_NAME}(?:; q=[0-9.]+)?"
_MEDIA = rf"{_NAME}/{_NAME}(?:; {_NAME}={_NAME})*"
_ETAG = r'(?:W/)?"[^"]*"'


def _list_of(item: str) -> re.Pattern[str]:
    return re.compile(rf"{item}(?:, {item})*")


_DATE = regex(r"[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT")
_PARAMETER = rf'{_NAME}=(?:{_NAME}|"[^"\\]*")'
_CREDENTIALS = regex(rf'{_NAME}(?: (?:[^," \t][^,"]*|{_PARAMETER}(?:,[ \t]*{_PARAMETER})*))?')
KNOWN = {
    "accept": _list_of(_MEDIA),
    "accept-charset": _list_of(_QUALITY),
    "accept-encoding": _list_of(_QUALITY),
    "accept-language": _list_of(_QUALITY),
    "authorization": _CREDENTIALS,
    "cache-control": regex(r"no-cache|no-store|max-age=[0-9]+"),
    "connection": TOKEN,
    "date": _DATE,
    "expect": TOKEN,
    "from": regex(r"[\w.+-]+@[\w.-]+"),
    "host": regex(r"[\w.-]+(?::[0-9]+)?"),
    "if-match": _list_of(_ETAG),
    "if-modified-since": _DATE,
    "if-none-match": regex(rf"\*|{_list_of(_ETAG).pattern}"),
    "if-range": regex(_ETAG),
    "if-unmodified-since": _DATE,
    "max-forwards": regex(r"[0-9]+"),
    "pragma": TOKEN,
    "proxy-authorization": _CREDENTIALS,
    "range": regex(r"bytes=(?:[0-9]+-[0-9]*|-[0-9]+)"),
    "referer": regex(r"https?://[\w.-]+(?::[0-9]+)?/[\w./-]*"),
    "te": TOKEN,
    "trailer": _list_of(_NAME),
    "transfer-encoding": TOKEN,
    "upgrade": TOKEN,
    "user-agent": regex(rf"{_NAME}(?:/{_NAME})?(?: (?:{_NAME}(?:/{_NAME})?|\([^()\\]*\)))*"),
    "via": regex(r"(?!)"),
    "warning": regex(r"(?!)"),
}
"""The fields whose values are looked at, and what of these is written as it is given."""

_REFUSED = {
    "authorization": regex(rf"(?!{_NAME}(?:[ \t,]|\Z))[\s\S]*"),
    "if-match": regex(r'(?!\s*(?:W/|"|\*))[\s\S]+'),
    "if-none-match": regex(r'(?!\s*(?:W/|"|\*))[\s\S]+'),
    "user-agent": regex(r"[^(]*[@:,;=\[\]{}<>?][\s\S]*"),
}
"""What is certainly no value of theirs."""

_SINGLE = frozenset(
    """authorization date from host if-modified-since if-range if-unmodified-since max-forwards proxy-authorization range
    referer""".split()  # noqa: SIM905
)


@dataclass(slots=True, eq=False)
class Fields(Host):
    """The header fields of a client, a request or a content (`of_content`), by name: each value is one line of the sample."""

    of_content: bool = False
    fields: dict[str, tuple[Text, list[Text]]] = field(default_factory=dict)

    def add(self, name: Text, value: Text) -> None:
        """Adds a value, whatever it is."""
        self.fields.setdefault(name.value.lower(), (_as_known(name), []))[1].append(value)

    def set(self, name: Text, value: Text) -> None:
        """Sets the one value of a field."""
        self.fields[name.value.lower()] = (name, [value])

    def sent(self) -> list[Field]:
        """As they go over the wire: the values of a name are one list."""
        return [Field(name, _joined(name, values)) for name, values in self.fields.values() if values]


def _as_known(name: Text) -> Text:
    """The name of a field that .NET knows in its own spelling."""
    known = "-".join(_ABBREVIATED.get(word, word.capitalize()) for word in name.value.lower().split("-"))
    if name.value == known or name.value.lower() not in KNOWN.keys() | OF_CONTENT:
        return name
    return Text.decoded(known, name.span())


_ABBREVIATED = {"te": "TE", "md5": "MD5"}


def _joined(name: Text, values: list[Text]) -> Text:
    lower = name.value.lower()
    separator = " " if lower == "user-agent" else "; " if lower == "cookie" else ", "
    texts: list[Text] = []
    for number, value in enumerate(values):
        texts += [Text.decoded(separator, name.span())] if number else []
        texts.append(value)
    return Text.join(texts)


_SPACING = regex(r"(?:(?<![ \t])[ \t]++)?([,;])[ \t]*+")


def normalized(name: str, value: Text) -> Text:
    """A value with the blanks that the parsers of `Accept` and its like put between what they have read."""
    if not name.startswith("accept"):
        return value
    return value.sub(_SPACING, lambda found: f"{found[1]} ")


def is_taken(name: str, value: Text) -> bool:
    """Whether `Add` takes a value, and writes it as it is given."""
    known = KNOWN.get(name.lower())
    return known is None or known.fullmatch(value.masked("_")) is not None


def is_refused(name: str, value: Text) -> bool:
    """Whether `Add` raises for a value of the field `name`, in lower case."""
    return name in _REFUSED and _REFUSED[name].fullmatch(value.masked("_")) is not None


def add_checked(call: Call, fields: Fields, name: Text, value: Value) -> None:
    """`Add(name, value)`: raises what it raises for a field or a value that cannot be."""
    lower = name.value.lower()
    text = normalized(lower, to_text(value))
    _check_name(call, fields, name)
    if lower in _SINGLE and lower in fields.fields:
        raise call.fails(
            f"Cannot add value because header '{name}' does not support multiple values (FormatException)", String(name)
        )
    if is_refused(lower, text):
        raise call.fails(
            f"The format of value '{text}' is invalid (FormatException); TryAddWithoutValidation takes it", String(text)
        )
    if not is_taken(lower, text):
        raise Unsupported(f"such a value of {name}", text.span())
    _check_line(call, text)
    fields.add(name, text)


def _check_name(call: Call, fields: Fields, name: Text) -> None:
    if name.has_placeholder:
        raise Unsupported("a field whose name is known only at run time", name.span())
    if not TOKEN.fullmatch(name.value):
        raise call.fails(f"The header name '{name}' has an invalid format (FormatException)", String(name))
    if (name.value.lower() in OF_CONTENT) != fields.of_content and (not fields.of_content or name.value.lower() in KNOWN):
        advice = "set it on the request" if fields.of_content else "set it on the content"
        raise call.fails(f"Misused header name, '{name}' (InvalidOperationException); {advice}", String(name))


def _check_line(call: Call, text: Text) -> None:
    if re.search(r"[\r\n\0]", text.known.replace("\0", "_")):
        raise call.fails("New-line characters are not allowed in header values (FormatException)", String(text))


def add_unchecked(call: Call, fields: Fields, name: Text, value: Value) -> bool:
    """`TryAddWithoutValidation`: whether the field is one that these can have."""
    lower = name.value.lower()
    if name.has_placeholder:
        raise Unsupported("a field whose name is known only at run time", name.span())
    refused = lower in KNOWN if fields.of_content else lower in OF_CONTENT
    if refused or not TOKEN.fullmatch(name.value):
        return False
    text = to_text(value)
    _check_line(call, text)
    fields.add(name, text)
    return True
