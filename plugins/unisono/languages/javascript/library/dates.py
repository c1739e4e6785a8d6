"""Dates that a sample writes out; any other date is known only at run time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from unisono.languages.javascript.coercion import is_unknown, placeholder, to_text
from unisono.languages.javascript.run import Call, Method, unknown
from unisono.languages.javascript.values import Number, Object, String, Unknown, Value
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Text

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = 253402300799999  # the year 9999
_ISO = regex(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d))?")


@dataclass(slots=True, eq=False)
class Date(Object):
    """A `Date` of a known moment, in UTC."""

    moment: datetime = _EPOCH

    kind = "Date"

    def as_text(self) -> Text:
        """A placeholder: it depends on where the sample runs."""
        return placeholder(self)

    def iso(self) -> Text:
        """The moment as `toISOString` and JSON write it."""
        return Text.decoded(f"{self.moment.replace(tzinfo=None).isoformat('T', 'milliseconds')}Z", self.origin.span())


def date_constructor(call: Call) -> Value:
    """`new Date(…)` of an ISO 8601 date or of milliseconds; anything else depends on the clock or on where the sample runs."""
    given = call.arg(0)
    if not call.new or len(call.args) != 1 or is_unknown(given):
        return Unknown(call.origin)
    if isinstance(given, Number) and 0 <= given.value <= _LAST:
        return Date(call.origin, moment=_EPOCH + timedelta(milliseconds=int(given.value)))
    if not isinstance(given, String):
        return Unknown(call.origin)
    text = to_text(given).value
    if not _ISO.fullmatch(text):
        return Unknown(call.origin)
    try:
        moment = datetime.fromisoformat(text)
        utc = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return Unknown(call.origin)
    return Date(call.origin, moment=utc)


def _iso(call: Call) -> Value:
    return String(call.this.iso()) if isinstance(call.this, Date) else call.unknown()


def _time(call: Call) -> Value:
    if not isinstance(call.this, Date):
        return call.unknown()
    return Number(call.origin, float(round(call.this.moment.timestamp() * 1000)))


METHODS: dict[str, Method] = {"toISOString": _iso, "toJSON": _iso, "getTime": _time, "valueOf": _time, "toString": unknown}
