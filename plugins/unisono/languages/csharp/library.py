"""What samples use of .NET's own classes besides the client: texts, collections, encodings, JSON, files, the environment."""

from __future__ import annotations

import re
from base64 import b64encode
from operator import attrgetter, methodcaller

from unisono.languages.csharp.json import Options, json_of
from unisono.languages.csharp.state import Call, Native
from unisono.languages.csharp.values import Encoding, JArray, JObject, JsonArray, JsonObject, Money, Octets, Pair, to_text
from unisono.languages.program.values import (
    Boolean,
    List,
    Map,
    Null,
    Number,
    String,
    Unknown,
    Value,
    integer_of,
    key_of,
)
from unisono.languages.reading import Unsupported
from unisono.text.percent import UNRESERVED, percent_encoded
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import in_base64

_RESERVED = regex(f"[^{UNRESERVED}]")
_WEB = regex(r"[^A-Za-z0-9_.!*()\-]")


def data_escaped(text: Text, *, space: str = "%20") -> Text:
    """As `Uri.EscapeDataString` (.NET 5 and later: all but the unreserved characters)."""
    return percent_encoded(text, _RESERVED, space=space, errors="replace")


def file_text(path: Text) -> Text:
    """The bytes of a file, which are not known."""
    return Text.placeholder(f"@{path}", path.span())


def _environment(call: Call) -> Value:
    name = call.text(0, "variable")
    return Unknown(Text.decoded(f"${name}", call.origin.span()), is_text=True, unset=True)


def _read_file(call: Call) -> Value:
    return Unknown(file_text(call.text(0)), is_text=True, good=True)


def _read_octets(call: Call) -> Value:
    return Octets(call.origin, file_text(call.text(0)))


def _file_name(call: Call) -> Value:
    text = call.text(0)
    return String(text.slice(text.known.rfind("/") + 1, len(text)))


def _octets(call: Call) -> Value:
    return octets_of(call.this, call.text(0), call.origin)


def octets_of(encoding: Value, text: Text, origin: Text) -> Octets:
    """As `Encoding.GetBytes`."""
    if not isinstance(encoding, Encoding) or encoding.name not in {"utf-8", "us-ascii"}:
        raise Unsupported("such an encoding", origin.span())
    if encoding.name == "us-ascii" and not text.known.isascii():
        raise Unsupported("characters that ASCII has not", origin.span())
    return Octets(origin, text)


def _base64(call: Call) -> Value:
    given = call.arg(0)
    if not isinstance(given, Octets):
        raise Unsupported("bytes that are known only at run time", given.origin.span())
    if not given.text.has_placeholder:
        return call.string(b64encode(given.text.value.encode("utf-8", "surrogatepass")).decode())
    return String(in_base64(given.text))


def _joined_octets(call: Call) -> Value:
    other = call.arg(0)
    if not isinstance(call.this, Octets) or not isinstance(other, Octets):
        raise Unsupported("such a call of Concat", call.origin.span())
    return Octets(call.origin, Text.join([call.this.text, other.text]))


def _serialize(call: Call) -> Value:
    options = call.arg(1, "options")
    if not isinstance(options, Options | Null):
        raise Unsupported("options that are known only at run time", options.origin.span())
    return String(json_of(call.arg(0, "value"), options if isinstance(options, Options) else Options(call.origin)))


def _convert(call: Call) -> Value:
    more = [*call.args[1:], *call.named.values()]
    if any(not isinstance(value, Options) for value in more):
        raise Unsupported("settings of Json.NET", call.origin.span())
    indented = any(isinstance(value, Options) and value.indented for value in more)
    return String(json_of(call.arg(0), Options(call.origin, indented=indented, newtonsoft=True)))


def _format(call: Call) -> Value:
    """`string.Format` with plain holes."""
    template = call.text(0)
    if re.search(r"\{\{|\}\}|\{\d+[^}\d]", template.known):
        raise Unsupported("such a format", template.span())
    texts, at = [template.slice(0, 0)], 0
    for found in re.finditer(r"\{(\d+)\}", template.known):
        texts += [template.slice(at, found.start()), call.text(integer_of(found[1], 10, template) + 1)]
        at = found.end()
    return String(Text.join([*texts, template.slice(at, len(template))]))


def _concat(call: Call) -> Value:
    return String(Text.join([call.origin.slice(0, 0), *map(to_text, call.args)]))


def _join(call: Call) -> Value:
    given = call.arg(1)
    items = given.items if isinstance(given, List) else call.args[1:]
    texts: list[Text] = [call.origin.slice(0, 0)]
    for number, item in enumerate(items):
        texts += [call.text(0)] if number else []
        texts.append(to_text(item))
    return String(Text.join(texts))


def _trimmed(call: Call) -> Value:
    if call.args:
        raise Unsupported("characters to trim", call.origin.span())
    return String(to_text(call.this).stripped())


def _trim_end(call: Call) -> Value:
    text, character = to_text(call.this), call.text(0).value
    if len(character) != 1:
        raise Unsupported("such a call of TrimEnd", call.origin.span())
    return String(text.slice(0, len(text.known.rstrip(character))))


def _replaced(call: Call) -> Value:
    old, new = call.text(0), call.text(1)
    if old.has_placeholder or not old.value:
        raise Unsupported("such a call of Replace", call.origin.span())
    text, texts, at = to_text(call.this), [], 0
    for found in re.finditer(re.escape(old.value), text.known):
        texts += [text.slice(at, found.start()), new]
        at = found.end()
    return String(Text.join([*texts, text.slice(at, len(text))]))


def _text(call: Call) -> Value:
    if call.args:
        raise Unsupported("a format", call.origin.span())
    if isinstance(call.this, Unknown):
        return call.this
    if isinstance(call.this, Number) and isinstance(call.this.value, float):
        raise Unsupported("a number with a fraction as text, which depends on the machine's language", call.origin.span())
    return String(to_text(call.this))


def _dictionary(call: Call) -> Value:
    given = call.arg(0)
    if isinstance(given, Map):
        return Map(call.origin, {**given.entries})
    made = Map(call.origin)
    if isinstance(given, List):
        for pair in given.items:
            put(call._replace(this=made, args=[_pair_of(pair).key, _pair_of(pair).value]))
    return made


def put(call: Call) -> Value:
    """`Add` of a dictionary, and what sets one of its elements."""
    if not isinstance(call.this, Map):
        raise AssertionError(call.this)
    key = call.arg(0, "key")
    call.this.put(key_of(key), to_text(key), call.arg(1, "value"))
    return Null(call.origin)


def _add_entry(call: Call) -> Value:
    if isinstance(call.this, Map) and key_of(call.arg(0)) in call.this.entries:
        raise call.fails("An item with the same key has already been added (ArgumentException)", call.arg(0))
    return put(call)


def _empty(call: Call) -> Text:
    """Where an object is made that has nothing yet."""
    if call.args or call.named:
        raise Unsupported("an object made of another value", call.origin.span())
    return call.origin


def _items(call: Call) -> list[Value]:
    """The items of an array of JSON."""
    return [_node(one) for one in call.args]


def _json_net_items(call: Call) -> list[Value]:
    """The same of Json.NET, which takes one array alone for what is to be copied."""
    if len(call.args) == 1 and isinstance(call.args[0], JArray):
        raise Unsupported("an array made of another one", call.origin.span())
    return _items(call)


def _node(value: Value) -> Value:
    """What becomes a part of JSON as it is. Both libraries refuse other values, or make several of one; a value of
    System.Text.Json has one place at most."""
    match value:
        case JsonObject() | JsonArray() if value.held:
            raise Unsupported("a value of JSON in a second place", value.origin.span())
        case JsonObject() | JsonArray():
            value.held = not isinstance(value, JObject | JArray)
        case String() | Number() | Boolean() | Null() | Money() | Unknown():
            pass
        case _:
            raise Unsupported("such a value within JSON", value.origin.span())
    return value


def _noded(native: Native) -> Native:
    """A method whose last argument becomes a part of JSON."""

    def run(call: Call) -> Value:
        for value in call.args[-1:]:
            _node(value)
        return native(call)

    return run


def _json_net_text(call: Call) -> Value:
    """`ToString` of Json.NET's values, which takes how it is to be laid out, and indents without being told."""
    layout = call.args[0] if call.args else Options(call.origin, indented=True)
    if not isinstance(layout, Options) or len(call.args) > 1:
        raise Unsupported("converters of Json.NET", call.origin.span())
    return String(json_of(call.this, Options(call.origin, newtonsoft=True, indented=layout.indented)))


def _list(call: Call) -> Value:
    given = call.arg(0)
    return List(call.origin, [*given.items] if isinstance(given, List) else [])


def _add_item(call: Call) -> Value:
    """`Add` of a list, also of one of pairs with a name and a value."""
    if not isinstance(call.this, List):
        raise AssertionError(call.this)
    call.this.items.append(call.arg(0))
    return Null(call.origin)


def _pair(call: Call) -> Value:
    return Pair(call.origin, call.arg(0, "key"), call.arg(1, "value"))


def _pair_of(value: Value) -> Pair:
    if not isinstance(value, Pair):
        raise Unsupported("pairs that are known only at run time", value.origin.span())
    return value


def pairs_of(value: Value) -> list[tuple[Text, Text]]:
    """The names and values of a dictionary, or of a list of pairs. What is null is empty."""
    if isinstance(value, Map):
        return [(entry.name, to_text(entry.value)) for entry in value.entries.values()]
    if isinstance(value, List):
        return [(to_text(_pair_of(item).key), to_text(_pair_of(item).value)) for item in value.items]
    raise Unsupported("pairs that are known only at run time", value.origin.span())


def _is_empty(call: Call) -> Value:
    given = call.arg(0)
    if isinstance(given, Unknown):
        return Boolean(call.origin, False) if given.unset else call.unknown()
    return call.truth(not to_text(given).value)


def _web_encoded(call: Call) -> Value:
    """As `WebUtility.UrlEncode` and `HttpUtility.UrlEncode`, but for the case of the digits."""
    text = call.text(0)
    return String(percent_encoded(text, _WEB, space="+", errors="replace"))


def _set_option(name: str) -> Native:
    def run(call: Call) -> Value:
        if not isinstance(call.this, Options):
            raise AssertionError(call.this)
        value = call.arg(0)
        setattr(call.this, name, value.value if isinstance(value, Boolean) else getattr(value, name, False))
        return value

    return run


ignored = methodcaller("arg", 0)
"""What takes a value that says nothing of what is sent."""

_itself = attrgetter("this")

CONSTRUCTORS: dict[str, Native] = {
    "Dictionary": _dictionary,
    "SortedDictionary": _dictionary,
    "JsonObject": lambda call: JsonObject(_empty(call)),
    "JObject": lambda call: JObject(_empty(call)),
    "JsonArray": lambda call: JsonArray(call.origin, _items(call)),
    "JArray": lambda call: JArray(call.origin, _json_net_items(call)),
    "List": _list,
    "KeyValuePair": _pair,
    "JsonSerializerOptions": lambda call: call.arg(0) if isinstance(call.arg(0), Options) else Options(call.origin),
    "UTF8Encoding": lambda call: Encoding(call.origin, "utf-8"),
}
STATICS: dict[str, Native] = {
    "Environment.GetEnvironmentVariable": _environment,
    "Environment.NewLine": lambda call: call.string("\n"),
    "File.ReadAllText": _read_file,
    "File.ReadAllTextAsync": _read_file,
    "File.ReadAllBytes": _read_octets,
    "File.ReadAllBytesAsync": _read_octets,
    "File.OpenRead": _read_octets,
    "File.Open": _read_octets,
    "Path.GetFileName": _file_name,
    "Encoding.UTF8": lambda call: Encoding(call.origin, "utf-8"),
    "Encoding.Default": lambda call: Encoding(call.origin, "utf-8"),
    "Encoding.ASCII": lambda call: Encoding(call.origin, "us-ascii"),
    "Encoding.Latin1": lambda call: Encoding(call.origin, "iso-8859-1"),
    "Convert.ToBase64String": _base64,
    "JsonSerializer.Serialize": _serialize,
    "JsonConvert.SerializeObject": _convert,
    "Formatting.Indented": lambda call: Options(call.origin, indented=True),
    "Formatting.None": lambda call: Options(call.origin),
    "JsonNamingPolicy.CamelCase": lambda call: Options(call.origin, camel=True),
    "JavaScriptEncoder.UnsafeRelaxedJsonEscaping": lambda call: Options(call.origin, relaxed=True),
    "JsonIgnoreCondition.WhenWritingNull": lambda call: Options(call.origin, without_null=True),
    "JsonIgnoreCondition.Never": lambda call: Options(call.origin),
    "JsonSerializerOptions.Default": lambda call: Options(call.origin),
    "JsonSerializerOptions.Web": lambda call: Options(call.origin, camel=True),
    "JsonSerializerDefaults.Web": lambda call: Options(call.origin, camel=True),
    "Uri.EscapeDataString": lambda call: String(data_escaped(call.text(0))),
    "WebUtility.UrlEncode": _web_encoded,
    "string.Format": _format,
    "string.Concat": _concat,
    "string.Join": _join,
    "string.Empty": lambda call: call.string(""),
    "string.IsNullOrEmpty": _is_empty,
    "string.IsNullOrWhiteSpace": _is_empty,
    "Array.Empty": lambda call: List(call.origin),
    "Guid.NewGuid": lambda call: Unknown(call.origin, is_text=True),
    "DateTime.UtcNow": lambda call: call.unknown(),
    "DateTime.Now": lambda call: call.unknown(),
    "DateTimeOffset.UtcNow": lambda call: call.unknown(),
    "DateTimeOffset.Now": lambda call: call.unknown(),
    "JsonDocument.Parse": lambda call: call.unknown(good=True),
    "JsonSerializer.Deserialize": lambda call: call.unknown(good=True),
    "JsonSerializer.DeserializeAsync": lambda call: call.unknown(good=True),
    "JsonConvert.DeserializeObject": lambda call: call.unknown(good=True),
    "JObject.Parse": lambda call: call.unknown(good=True),
    "JsonNode.Parse": lambda call: call.unknown(good=True),
}
METHODS: dict[tuple[type, str], Native] = {
    (Encoding, "GetBytes"): _octets,
    (Octets, "Concat"): _joined_octets,
    (Octets, "ToArray"): _itself,
    (List, "ToArray"): _itself,
    (List, "ToList"): _itself,
    (List, "Add"): _add_item,
    (Map, "Add"): _add_entry,
    (Map, "[]="): put,
    (JsonArray, "Add"): _noded(_add_item),
    (JsonObject, "Add"): _noded(_add_entry),
    (JsonObject, "[]="): _noded(put),
    (Map, "ToJsonString"): lambda call: String(json_of(call.this, Options(call.origin))),
    (List, "ToJsonString"): lambda call: String(json_of(call.this, Options(call.origin))),
    (JObject, "ToString"): _json_net_text,
    (JArray, "ToString"): _json_net_text,
    **{(kind, "ToString"): _text for kind in (String, Number, Boolean, Money, Unknown)},
    (String, "Trim"): _trimmed,
    (String, "TrimEnd"): _trim_end,
    (String, "Replace"): _replaced,
    **{(Value, name): _itself for name in ("ConfigureAwait", "GetAwaiter", "GetResult", "Wait")},
}
PROPERTIES: dict[tuple[type, str], Native] = {
    (Pair, "Key"): lambda call: call.this.key if isinstance(call.this, Pair) else call.this,
    (Pair, "Value"): lambda call: call.this.value if isinstance(call.this, Pair) else call.this,
    (Value, "Result"): _itself,
}
SETTERS: dict[tuple[type, str], Native] = {
    (Options, "PropertyNamingPolicy"): _set_option("camel"),
    (Options, "WriteIndented"): _set_option("indented"),
    (Options, "Encoder"): _set_option("relaxed"),
    (Options, "DefaultIgnoreCondition"): _set_option("without_null"),
    (Options, "PropertyNameCaseInsensitive"): ignored,
}
OPAQUE = frozenset(
    """HttpStatusCode TimeSpan CancellationToken HttpCompletionOption HttpVersion HttpVersionPolicy UriKind DecompressionMethods
    SslProtocols StringComparison JsonValueKind ConsoleColor CultureInfo ClientCertificateOption""".split()  # noqa: SIM905
)
"""Types whose members say nothing of what is sent."""
