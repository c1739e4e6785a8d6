"""The types of Go as a sample writes them, as far as they decide what is sent (The Go Programming Language Specification)."""

from __future__ import annotations

from dataclasses import field

from unisono.records import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """A field of a struct. `key`: its name in JSON; None where it has none there. `omits`: it is left out when it is empty."""

    name: str
    type: Type
    key: str | None
    omits: bool = False
    embedded: bool = False
    tag: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Type:
    """A type: its `kind` is `string`, `bool`, `int`, `float`, `bytes`, `slice`, `map`, `struct`, `pointer`, `host` (one of the
    library's, `name` is its full name), `any` for what can hold any value, or `none` for what cannot be said in JSON."""

    kind: str
    name: str
    element: Type | None = None
    members: tuple[Member, ...] = field(default=())


ANY = Type("any", "any")
STRING = Type("string", "string")
BYTES = Type("bytes", "[]byte")
FLOAT = Type("float", "float64")
STRINGS = Type("slice", "[]string", STRING)

_INTEGERS = "int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 uintptr byte rune".split()  # noqa: SIM905
PREDECLARED = {
    "string": STRING,
    "bool": Type("bool", "bool"),
    "float32": Type("float", "float32"),
    "float64": FLOAT,
    "error": Type("any", "error"),
    "any": ANY,
    "comparable": ANY,
    "complex64": Type("none", "complex64"),
    "complex128": Type("none", "complex128"),
    **{name: Type("int", name) for name in _INTEGERS},
}
"""The types that need no declaration."""

VALUES = Type("map", "url.Values", STRINGS)
HEADER = Type("map", "http.Header", STRINGS)
NUMBER = Type("string", "json.Number")
RAW = Type("bytes", "json.RawMessage")
NAMED = {
    "net/url.Values": VALUES,
    "net/http.Header": HEADER,
    "net/textproto.MIMEHeader": Type("map", "textproto.MIMEHeader", STRINGS),
    "encoding/json.Number": NUMBER,
    "encoding/json.RawMessage": RAW,
    "time.Duration": Type("int", "time.Duration"),
}
"""Those of the library that are no structs."""
