"""Readers, writers, buffers and files (packages bytes, strings, io and os)."""

from __future__ import annotations

from dataclasses import field

from unisono.languages.go.state import Call, Go, Native, Reads, Writes
from unisono.languages.go.values import Bytes, Opaque, Tuple, to_text
from unisono.languages.program.run import Exit
from unisono.languages.program.values import Boolean, Null, Number, String, Unknown, Value
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text.source import Text


@dataclass(slots=True, eq=False)
class Reader(Reads):
    """What holds a text to be read once. `sized`: its length is known before it is read."""

    text: Text
    sized: bool = True

    def taken(self) -> Text:
        """What is left in it, which it has no more then."""
        found, self.text = self.text, self.text.slice(0, 0)
        return found


@dataclass(slots=True, eq=False)
class Buffer(Reads, Writes):
    """A `bytes.Buffer` or a `strings.Builder`."""

    pieces: list[Text] = field(default_factory=list)
    sized: bool = True

    @property
    def text(self) -> Text:
        return Text.join([self.origin.slice(0, 0), *self.pieces])

    def taken(self) -> Text:
        found = self.text
        self.pieces = []
        return found


@dataclass(slots=True, eq=False)
class File(Reads, Writes):
    """A file that is open."""

    path: Text
    sized: bool = False

    @property
    def text(self) -> Text:
        return Text.placeholder(f"@{self.path}", self.path.span())

    def taken(self) -> Text:
        return self.text


def write(call: Call, target: Value, text: Text) -> None:
    """Writes to an `io.Writer`."""
    if isinstance(target, Buffer):
        target.pieces.append(text)
    elif isinstance(target, File):
        raise Unsupported("a file that is written to", call.origin.span())
    elif isinstance(target, Part):
        target.buffer.pieces.append(text)
    elif not isinstance(target, Unknown | Opaque):
        raise Unsupported("what is written to this", call.origin.span())


@dataclass(slots=True, eq=False)
class Part(Writes):
    """What a part of multipart content is written to."""

    buffer: Buffer


def read(value: Value) -> Text:
    """All that is left in a reader."""
    if isinstance(value, Reader | Buffer | File):
        return value.taken()
    return to_text(value)


def _new_reader(call: Call) -> Value:
    return Reader(call.origin, call.text(0))


def _new_buffer(call: Call) -> Value:
    given = call.args[0]
    return Buffer(call.origin, [] if isinstance(given, Null) else [to_text(given)])


def _this(call: Call) -> Buffer:
    if not isinstance(call.this, Buffer):
        raise AssertionError(call.this)
    return call.this


def _written(call: Call) -> Value:
    write(call, call.this, call.text(0))
    return call.well(call.unknown())


def _write_byte(call: Call) -> Value:
    code = _code(call)
    if not 0 <= code < 1 << 8:
        raise call.go.refuses(f"cannot use {code} as byte value in argument to {_name(call)} (overflows)", call.origin)
    if code > 0x7F:
        raise Unsupported("a byte that is a part of a character", call.origin.span())
    write(call, call.this, Text.decoded(chr(code), call.origin.span()))
    return call.nil()


def _write_rune(call: Call) -> Value:
    """What is no character is written as U+FFFD (`utf8.AppendRune`)."""
    code = _code(call)
    if not -(1 << 31) <= code < 1 << 31:
        raise call.go.refuses(f"cannot use {code} as rune value in argument to {_name(call)} (overflows)", call.origin)
    is_character = 0 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF
    write(call, call.this, Text.decoded(chr(code) if is_character else "\ufffd", call.origin.span()))
    return call.well(call.unknown())


def _code(call: Call) -> int:
    given = call.args[0]
    if not isinstance(given, Number) or not isinstance(given.value, int):
        raise Unsupported("a character that is known only at run time", call.origin.span())
    return given.value


def _name(call: Call) -> str:
    return call.origin.value.partition("(")[0]


def _reset(call: Call) -> Value:
    _this(call).pieces = []
    return Tuple(call.origin, [])


def _read_from(call: Call) -> Value:
    write(call, call.this, read(call.args[0]))
    return call.well(call.unknown())


def _copy(call: Call) -> Value:
    target, source = call.args[:2]
    if not isinstance(target, Opaque):
        write(call, target, read(source))
    return call.well(call.unknown())


def _read_all(call: Call) -> Value:
    source = call.args[0]
    if isinstance(source, Unknown):
        return call.well(call.unknown(is_text=True))
    return call.well(Bytes(read(source)))


def _limited(call: Call) -> Value:
    raise Unsupported("content that is cut off", call.origin.span())


def _exit(call: Call) -> Value:  # noqa: ARG001  the signature of all
    raise Exit


def _open(call: Call) -> Value:
    return call.well(File(call.origin, call.text(0)))


def _read_file(call: Call) -> Value:
    path = call.text(0)
    return call.well(Bytes(Text.placeholder(f"@{path}", path.span())))


def _base(call: Call) -> Value:
    path = call.text(0)
    if path.has_placeholder and "/" not in path.known:
        return Unknown(Text.placeholder(path.value, path.span()), is_text=True)
    return String(path.slice(path.known.rfind("/") + 1, len(path)))


def _variable(call: Call, *, unset: bool) -> Unknown:
    """A variable of the environment."""
    return Unknown(Text.decoded(f"${call.text(0)}", call.origin.span()), is_text=True, unset=unset)


def _looked_up(call: Call) -> Value:
    return Tuple(call.origin, [_variable(call, unset=False), Boolean(call.origin, True)])


def _buffer(go: Go, given: object, origin: Text) -> Value:  # noqa: ARG001  the signature of all
    return Buffer(origin)


def _opaque(origin: Text) -> Value:
    return Opaque(origin)


FUNCTIONS = {
    "strings.NewReader": Native("s", _new_reader),
    "bytes.NewReader": Native("b", _new_reader),
    "bytes.NewBuffer": Native("b", _new_buffer),
    "bytes.NewBufferString": Native("s", _new_buffer),
    "io.LimitReader": Native("ri", lambda call: call.args[0] if isinstance(call.args[0], Unknown) else _limited(call)),
    "bufio.NewReader": Native("r", lambda call: call.args[0]),
    "bufio.NewScanner": Native("r", lambda call: call.unknown()),
    "os.Create": Native("s", lambda call: call.well(Opaque(call.origin))),
    "os.WriteFile": Native("sba", lambda call: call.nil()),
    "io/ioutil.WriteFile": Native("sba", lambda call: call.nil()),
    "os.Exit": Native("i", _exit),
    "io.Copy": Native("wr", _copy),
    "io.CopyN": Native("wri", _copy),
    "io.WriteString": Native("ws", lambda call: _written(call._replace(this=call.args[0], args=call.args[1:]))),
    "io.ReadAll": Native("r", _read_all),
    "io/ioutil.ReadAll": Native("r", _read_all),
    "io.NopCloser": Native("r", lambda call: call.args[0]),
    "io/ioutil.NopCloser": Native("r", lambda call: call.args[0]),
    "os.Open": Native("s", _open),
    "os.ReadFile": Native("s", _read_file),
    "io/ioutil.ReadFile": Native("s", _read_file),
    "os.Getenv": Native("s", lambda call: _variable(call, unset=True)),
    "os.LookupEnv": Native("s", _looked_up),
    "path/filepath.Base": Native("s", _base),
    "path.Base": Native("s", _base),
}
CONSTANTS = {"io.Discard": _opaque, "os.Stdout": _opaque, "os.Stderr": _opaque, "io/ioutil.Discard": _opaque}
METHODS: dict[tuple[type | str, str], Native] = {
    (Buffer, "WriteString"): Native("s", _written),
    (Buffer, "Write"): Native("b", _written),
    (Buffer, "WriteByte"): Native("i", _write_byte),
    (Buffer, "WriteRune"): Native("i", _write_rune),
    (Buffer, "ReadFrom"): Native("r", _read_from),
    (Buffer, "Reset"): Native("", _reset),
    (Buffer, "String"): Native("", lambda call: String(_this(call).text)),
    (Buffer, "Bytes"): Native("", lambda call: Bytes(_this(call).text)),
    (Buffer, "Len"): Native("", lambda call: call.unknown()),
    (Part, "Write"): Native("b", _written),
    (File, "Close"): Native("", lambda call: call.nil()),
    (File, "Name"): Native("", lambda call: String(call.this.path) if isinstance(call.this, File) else call.unknown()),
    (File, "Stat"): Native("", lambda call: call.well(call.unknown())),
}
MAKERS = {"bytes.Buffer": _buffer, "strings.Builder": _buffer}
