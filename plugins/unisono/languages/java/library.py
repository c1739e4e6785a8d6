"""The methods of Java's own classes that samples use."""

from __future__ import annotations

import re
from base64 import b64encode, urlsafe_b64encode
from operator import attrgetter

from unisono.languages.java.state import Call, Native
from unisono.languages.java.values import (
    Buffer,
    Constant,
    HashMap,
    Joining,
    Member,
    Octets,
    Path,
    SortedMap,
    Stream,
    elements,
    key_of,
    separated,
    to_text,
    truthy,
)
from unisono.languages.program.values import (
    Boolean,
    Function,
    List,
    Map,
    Null,
    Number,
    String,
    Unknown,
    Value,
    integer_of,
)
from unisono.languages.reading import HALF, Unsupported
from unisono.text.percent import percent_encoded
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import in_base64

_FORM = regex(r"[^*\-.0-9A-Z_a-z]")
_DIRECTIVE = regex(r"%(?:(\d+)\$)?([sdn%])|%")
_UTF_8 = frozenset({"UTF-8", "UTF8", "UTF_8"})
_ASCII = frozenset({"US-ASCII", "US_ASCII", "ISO-8859-1", "ISO_8859_1", "LATIN1"})

_itself = attrgetter("this")


def octets_of(call: Call, text: Text, charset: Value | None) -> Text:
    """A text whose UTF-8 form is what a charset makes of another."""
    if charset is not None:
        name = charset.name.rpartition(".")[2] if isinstance(charset, Constant) else to_text(charset).value.upper()
        if name not in _UTF_8 and not (name in _ASCII and text.known.isascii()):
            raise Unsupported("text in another encoding than UTF-8", call.origin.span())
    if HALF.search(text.known):
        raise Unsupported("half a character, which is sent as a question mark", call.origin.span())
    return text


def _bytes(call: Call) -> Value:
    return Octets(octets_of(call, to_text(call.this), call.args[0] if call.args else None))


def _string_of_bytes(call: Call) -> Value:
    given = call.arg(0)
    return String(
        octets_of(call, given.origin, call.args[1] if len(call.args) > 1 else None)
        if isinstance(given, Octets)
        else to_text(given)
    )


def _environment(call: Call) -> Value:
    if not call.args:
        return Constant(call.origin, "System.getenv")
    return Unknown(Text.decoded(f"${call.text(0)}", call.origin.span()), is_text=True, unset=True)


def _environment_or(call: Call) -> Value:
    if not isinstance(call.this, Constant) or call.this.name != "System.getenv":
        raise Unsupported("the method getOrDefault of this value", call.origin.span())
    return call.arg(1)


def _environment_get(call: Call) -> Value:
    if not isinstance(call.this, Constant) or call.this.name != "System.getenv":
        raise Unsupported("the method get of this value", call.origin.span())
    return _environment(call)


def _encoded(call: Call) -> Value:
    if len(call.args) > 1:
        octets_of(call, call.text(0), call.arg(1))
    return String(percent_encoded(call.text(0), _FORM, space="+", errors="replace"))


def _base64(call: Call) -> Value:
    given = call.arg(0)
    if not isinstance(given, Octets | Unknown):
        raise call.java.refused("encodeToString takes bytes; write getBytes() behind the text", given.origin)
    url = isinstance(call.this, Constant) and call.this.name == "Base64.url"
    if given.origin.has_placeholder or isinstance(given, Unknown):
        return Unknown(in_base64(to_text(given) if isinstance(given, Unknown) else given.origin), is_text=True)
    return call.string((urlsafe_b64encode if url else b64encode)(given.origin.value.encode("utf-8", "surrogatepass")).decode())


def _formatted(call: Call) -> Value:
    return String(_format(call, to_text(call.this), call.args))


def _format_of(call: Call) -> Value:
    return String(_format(call, call.text(0), call.args[1:]))


def _format(call: Call, template: Text, args: list[Value]) -> Text:
    """As `java.util.Formatter`, with its directives that have no flags."""
    found: list[Text] = [template.slice(0, 0)]
    at = taken = 0
    for directive in _DIRECTIVE.finditer(template.known):
        found.append(template.slice(at, directive.start()))
        at = directive.end()
        kind, place = directive[2], template.slice(*directive.span())
        if kind is None:
            raise Unsupported(f"the directive '{template.value[directive.start() : directive.start() + 4]}'", place.span())
        if kind in "n%":
            found.append(Text.decoded("\n" if kind == "n" else "%", place.span()))
            continue
        number = integer_of(directive[1], 10, place) - 1 if directive[1] else taken
        taken += 0 if directive[1] else 1
        if not 0 <= number < len(args):
            raise call.fails(f"MissingFormatArgumentException: Format specifier '{directive[0]}'", String(place))
        if kind == "d" and not isinstance(args[number], Number | Unknown):
            raise call.fails("IllegalFormatConversionException: d takes whole numbers", args[number])
        found.append(to_text(args[number]))
    return Text.join([*found, template.slice(at, len(template))])


def _replaced(call: Call) -> Value:
    old, new = call.text(0), call.text(1)
    if old.has_placeholder:
        raise Unsupported("replacing what is known only at run time", call.origin.span())
    text, parts = to_text(call.this), list[Text]()
    at = 0
    for found in re.finditer(re.escape(old.value), text.known):
        parts += [text.slice(at, found.start()), new]
        at = found.end()
    return String(Text.join([*parts, text.slice(at, len(text))]) if parts else text)


def _replaced_all(call: Call) -> Value:
    """`replaceAll` of what is no more than characters, as an expression."""
    pattern = call.text(0).known
    plain = re.sub(r"\\([^\w])", r"\1", pattern)
    if re.search(r"[\\^$.|?*+()\[\]{}\0]", re.sub(r"\\[^\w]", "", pattern)) or re.search(r"[\\$]", call.text(1).known):
        raise Unsupported("a regular expression", call.origin.span())
    return _replaced(call._replace(args=[call.string(plain), call.arg(1)]))


def _cased(*, upper: bool) -> Native:
    pattern = re.compile(r"[^\W\d_]+")

    def run(call: Call) -> Value:
        return String(to_text(call.this).sub(pattern, lambda found: found[0].upper() if upper else found[0].lower()))

    return run


def _length(call: Call) -> Value:
    text = to_text(call.this)
    if text.has_placeholder:
        return call.unknown()
    return Number(call.origin, len(text.value.encode("utf-16-be", "surrogatepass")) // 2)


def _is_empty(call: Call) -> Value:
    text = to_text(call.this)
    if text.has_placeholder and not text.known.strip("\0"):
        return call.unknown()
    return call.truth(not text.value)


def _equal(call: Call) -> Value:
    other = call.arg(0)
    if isinstance(other, Unknown) or isinstance(call.this, Unknown) or not isinstance(other, String):
        return call.unknown()
    if other.origin.has_placeholder or call.this.origin.has_placeholder:
        return call.unknown()
    return call.truth(call.this.origin.value == other.origin.value)


def _joined(call: Call) -> Value:
    found = call.args[1:]
    items = elements(found[0]) if len(found) == 1 and isinstance(found[0], List | Stream) else found
    return String(Text.join([call.origin.slice(0, 0), *separated([to_text(item) for item in items], call.text(0))]))


def _list(call: Call) -> Value:
    if len(call.args) == 1 and isinstance(call.args[0], List):
        return List(call.origin, list(call.args[0].items))
    return List(call.origin, list(call.args))


def _map(call: Call) -> Value:
    """`Map.of(k, v, …)`, which goes through its entries in no certain order; no request that depends on it says anything."""
    if len(call.args) % 2:
        raise call.java.refused("Map.of takes pairs of keys and values", call.origin)
    made = Map(call.origin)
    for key, value in zip(call.args[::2], call.args[1::2], strict=True):
        if made.get(key_of(key)) is not None:
            raise call.fails("IllegalArgumentException: duplicate key", key)
        made.put(key_of(key), to_text(key), value)
    return made


def _map_of_entries(call: Call) -> Value:
    made = Map(call.origin)
    for member in call.args:
        if not isinstance(member, Member):
            raise Unsupported("such an entry", call.origin.span())
        made.put(key_of(member.key), to_text(member.key), member.value)
    return made


def _new_map(kind: type[Map]) -> Native:
    def make(call: Call) -> Value:
        made = kind(call.origin)
        if call.args and isinstance(call.args[0], Map):
            for key, entry in call.args[0].entries.items():
                made.put(key, entry.name, entry.value)
        return made

    return make


def _put(call: Call) -> Value:
    made = _this_map(call)
    made.put(key_of(call.arg(0)), call.text(0), call.arg(1))
    return Null(call.origin)


def _put_all(call: Call) -> Value:
    made, other = _this_map(call), call.arg(0)
    if not isinstance(other, Map):
        raise Unsupported("a map that is known only at run time", call.origin.span())
    for key, entry in other.entries.items():
        made.put(key, entry.name, entry.value)
    return Null(call.origin)


def _this_map(call: Call) -> Map:
    if not isinstance(call.this, Map):
        raise AssertionError(call.this)
    return call.this


def _get(call: Call) -> Value:
    found = _this_map(call).get(key_of(call.arg(0)))
    return Null(call.origin) if found is None else found


def _get_or(call: Call) -> Value:
    return _this_map(call).get(key_of(call.arg(0))) or call.arg(1)


def _keys(call: Call) -> Value:
    return Stream(call.origin, [member.key for member in elements(call.this) if isinstance(member, Member)])


def _values(call: Call) -> Value:
    return Stream(call.origin, [member.value for member in elements(call.this) if isinstance(member, Member)])


def _entries(call: Call) -> Value:
    return Stream(call.origin, elements(call.this))


def _for_each(call: Call) -> Value:
    for item in elements(call.this):
        _run(call, 0, [item.key, item.value] if isinstance(call.this, Map) and isinstance(item, Member) else [item])
    return Null(call.origin)


def _run(call: Call, number: int, args: list[Value]) -> Value:
    function = call.arg(number)
    if not isinstance(function, Function):
        raise Unsupported("a function that is not written there", function.origin.span())
    return call.java.run_function(function, args)


def _mapped(call: Call) -> Value:
    return Stream(call.origin, [_run(call, 0, [item]) for item in elements(call.this)])


def _filtered(call: Call) -> Value:
    found = []
    for item in elements(call.this):
        holds = truthy(_run(call, 0, [item]))
        if holds is None:
            raise Unsupported("a filter that depends on what is known only at run time", call.origin.span())
        found += [item] if holds else []
    return Stream(call.origin, found)


def _collected(call: Call) -> Value:
    collector = call.arg(0)
    texts = [to_text(item) for item in elements(call.this)] if isinstance(collector, Joining) else []
    if not isinstance(collector, Joining):
        return List(call.origin, elements(call.this))
    between, before, after = collector.frame
    return String(Text.join([call.origin.slice(0, 0), before, *separated(texts, between), after]))


def _frame(call: Call) -> tuple[Text, Text, Text]:
    empty = call.origin.slice(0, 0)
    between, before, after = ([*map(to_text, call.args), empty, empty, empty])[:3]
    return between, before, after


def _add(call: Call) -> Value:
    if not isinstance(call.this, List):
        raise AssertionError(call.this)
    if len(call.args) != 1:
        raise Unsupported("adding in the middle of a list", call.origin.span())
    call.this.items.append(call.arg(0))
    return call.truth(True)


def _add_all(call: Call) -> Value:
    if not isinstance(call.this, List):
        raise AssertionError(call.this)
    call.this.extend(elements(call.arg(0)))
    return call.truth(True)


def _element(call: Call) -> Value:
    index = call.arg(0)
    if not isinstance(call.this, List) or not isinstance(index, Number) or not isinstance(index.value, int):
        raise Unsupported("such an element", call.origin.span())
    if not 0 <= index.value < len(call.this.items):
        raise call.fails("IndexOutOfBoundsException")
    return call.this.items[index.value]


def _size(call: Call) -> Value:
    return Number(call.origin, len(elements(call.this)))


def _empty_collection(call: Call) -> Value:
    return call.truth(not elements(call.this))


def _buffer(call: Call) -> Value:
    starts = [call.text(0)] if call.args and not isinstance(call.args[0], Number) else []
    return Buffer(call.origin, starts)


def _joiner(call: Call) -> Value:
    return Buffer(call.origin, [], _frame(call))


def _append(call: Call) -> Value:
    given = call.arg(0)
    if not isinstance(call.this, Buffer) or len(call.args) != 1:
        raise Unsupported("adding a part of a text", call.origin.span())
    call.this.texts.append(given.origin if isinstance(given, Octets) else to_text(given))
    return call.this


def _drained(call: Call) -> Value:
    if not isinstance(call.this, Buffer):
        raise AssertionError(call.this)
    return Octets(call.this.text())


def _value_of(call: Call) -> Value:
    return String(call.text(0))


def _number_of(call: Call) -> Value:
    given = call.arg(0)
    return given if isinstance(given, Number) else call.unknown()


def _path(call: Call) -> Value:
    slash = Text.decoded("/", call.origin.span())
    return Path(call.origin, Text.join(separated([to_text(arg) for arg in call.args], slash) or [call.origin.slice(0, 0)]))


def _of_file(call: Call) -> Value:
    path = call.text(0)
    return Unknown(Text.placeholder(f"@{path}", path.span()), is_text=True, good=True)


def _octets_of_file(call: Call) -> Value:
    path = call.text(0) if call.args else to_text(call.this)
    return Octets(Text.placeholder(f"@{path}", path.span()))


def _file_name(call: Call) -> Value:
    name = to_text(call.this)
    return String(name.slice(name.known.rfind("/") + 1, len(name)))


def _key(call: Call) -> Value:
    return call.this.key if isinstance(call.this, Member) else Null(call.origin)


def _value(call: Call) -> Value:
    return call.this.value if isinstance(call.this, Member) else Null(call.origin)


def _member(call: Call) -> Value:
    return Member(call.origin, call.arg(0), call.arg(1))


def _constant(name: str) -> Native:
    return lambda call: Constant(call.origin, name)


def _of(kinds: tuple[type, ...], names: str, native: Native) -> dict[tuple[type, str], Native]:
    return {(kind, name): native for kind in kinds for name in names.split()}


_text: Native = lambda call: String(to_text(call.this))  # noqa: E731  entries of tables
_unknown: Native = lambda call: call.unknown()  # noqa: E731
_unknown_text: Native = lambda call: call.unknown(is_text=True)  # noqa: E731

CONSTANTS = frozenset(
    """System.out System.err StandardCharsets.UTF_8 StandardCharsets.US_ASCII StandardCharsets.ISO_8859_1 TimeUnit.SECONDS
    TimeUnit.MILLISECONDS""".split()  # noqa: SIM905
)
CONSTRUCTORS: dict[str, Native] = {
    "String": _string_of_bytes,
    "StringBuilder": _buffer,
    "StringBuffer": _buffer,
    "ByteArrayOutputStream": lambda call: Buffer(call.origin),
    "StringJoiner": _joiner,
    "HashMap": _new_map(HashMap),
    "LinkedHashMap": _new_map(Map),
    "TreeMap": _new_map(SortedMap),
    "ArrayList": lambda call: List(
        call.origin, elements(call.args[0]) if call.args and not isinstance(call.args[0], Number) else []
    ),
    "File": _path,
    "FileInputStream": _path,
    "Random": _unknown,
    "Object": _constant("Object"),
}
STATIC: dict[str, Native] = {
    "System.getenv": _environment,
    "System.getProperty": _unknown_text,
    "System.currentTimeMillis": _unknown,
    "System.nanoTime": _unknown,
    "System.lineSeparator": lambda call: call.string("\n"),
    "Thread.sleep": lambda call: Null(call.origin),
    "String.format": _format_of,
    "String.join": _joined,
    "String.valueOf": _value_of,
    "Integer.toString": _value_of,
    "Long.toString": _value_of,
    "Integer.valueOf": _number_of,
    "Integer.parseInt": _number_of,
    "Objects.toString": _value_of,
    "Objects.requireNonNull": lambda call: call.arg(0),
    "URLEncoder.encode": _encoded,
    "Base64.getEncoder": _constant("Base64"),
    "Base64.getUrlEncoder": _constant("Base64.url"),
    "Charset.forName": lambda call: Constant(call.origin, f"Charset.{call.text(0).value.upper()}"),
    "Charset.defaultCharset": _constant("StandardCharsets.UTF_8"),
    "List.of": _list,
    "Arrays.asList": _list,
    "Collections.emptyList": _list,
    "Collections.singletonList": _list,
    "Map.of": _map,
    "Collections.singletonMap": _map,
    "Map.entry": _member,
    "Map.ofEntries": _map_of_entries,
    "Stream.of": lambda call: Stream(call.origin, list(call.args)),
    "Collectors.joining": lambda call: Joining(call.origin, _frame(call)),
    "Collectors.toList": _constant("Collectors.toList"),
    "UUID.randomUUID": _unknown_text,
    "Instant.now": _unknown_text,
    "Path.of": _path,
    "Paths.get": _path,
    "Files.readString": _of_file,
    "Files.readAllBytes": _octets_of_file,
    "Files.newInputStream": _path,
    "Files.probeContentType": _unknown_text,
    "Duration.ofSeconds": _unknown,
    "Duration.ofMillis": _unknown,
    "Duration.ofMinutes": _unknown,
    "Executors.newFixedThreadPool": _unknown,
    "Executors.newCachedThreadPool": _unknown,
    "Executors.newVirtualThreadPerTaskExecutor": _unknown,
}
METHODS: dict[tuple[type, str], Native] = {
    **_of((String, Unknown), "toString strip trim", _text),
    **_of((String,), "strip trim", lambda call: String(to_text(call.this).stripped())),
    **_of((String, Unknown, Buffer), "getBytes", _bytes),
    **_of((String, Unknown), "formatted", _formatted),
    **_of((String, Unknown), "concat", lambda call: String(Text.join([to_text(call.this), call.text(0)]))),
    **_of((String,), "replace", _replaced),
    **_of((String,), "replaceAll", _replaced_all),
    **_of((String,), "toUpperCase", _cased(upper=True)),
    **_of((String,), "toLowerCase", _cased(upper=False)),
    **_of((String, Buffer), "length", _length),
    **_of((String, Buffer), "isEmpty", _is_empty),
    **_of((String,), "isBlank", _is_empty),
    **_of((String,), "equals equalsIgnoreCase", _equal),
    **_of((Number, Boolean, Buffer, Path), "toString", _text),
    **_of((Map,), "put", _put),
    **_of((Map,), "putAll", _put_all),
    **_of((Map,), "get", _get),
    **_of((Map,), "getOrDefault", _get_or),
    **_of((Map,), "keySet", _keys),
    **_of((Map,), "values", _values),
    **_of((Map,), "entrySet", _entries),
    **_of((Map, List, Stream), "forEach forEachOrdered", _for_each),
    **_of((List, Stream), "stream", _entries),
    **_of((Stream,), "map", _mapped),
    **_of((Stream,), "filter", _filtered),
    **_of((Stream,), "collect toList", _collected),
    **_of((List,), "add", _add),
    **_of((List,), "addAll", _add_all),
    **_of((List,), "get", _element),
    **_of((Map, List, Stream), "size", _size),
    **_of((Map, List, Stream), "isEmpty", _empty_collection),
    **_of((Buffer,), "append add write writeBytes", _append),
    **_of((Buffer,), "toByteArray", _drained),
    **_of((Member,), "getKey", _key),
    **_of((Member,), "getValue", _value),
    **_of((Path,), "toPath toFile toAbsolutePath toPath", _itself),
    **_of((Path,), "readAllBytes", _octets_of_file),
    **_of((Path,), "getFileName getName", _file_name),
    (Constant, "encodeToString"): _base64,
    (Constant, "get"): _environment_get,
    (Constant, "getOrDefault"): _environment_or,
    (Constant, "name"): lambda call: call.string("UTF-8"),
    (Constant, "toString"): lambda call: call.string("UTF-8"),
}


CHANGING = frozenset({"put", "putAll", "add", "addAll", "append", "write", "writeBytes"})
"""Methods that change an object which may become a part of a request."""
