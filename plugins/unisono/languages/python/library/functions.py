"""Functions of the standard library, as far as samples use them."""

from __future__ import annotations

import datetime
import hashlib
import hmac
import json
import posixpath
import textwrap
import urllib.parse
from collections.abc import Callable

from unisono.languages.python.calls import Call, Native
from unisono.languages.python.library.builtins import opened
from unisono.languages.python.library.json import Options, dumped
from unisono.languages.python.library.methods import pairs
from unisono.languages.python.library.percent import percent_encoded, urlencoded
from unisono.languages.python.operators import computed, iterated, joined, to_text
from unisono.languages.python.thrown import Thrown
from unisono.languages.python.values import Bytes, Const, Coroutine, Object, Seq, Str, Unknown, Value, none, truthy
from unisono.languages.reading import Unsupported
from unisono.text import budget
from unisono.text.source import Span, Text

Factory = Callable[[Span], Value]


def function(name: str, run: Callable[[Call], Value]) -> Factory:
    return lambda span: Native(name, run, span)


def harmless(name: str) -> Factory:
    """What sends nothing, and of which only a run could tell more."""
    return lambda span: Unknown(name, span)


def unknown(name: str, type_: str = "") -> Factory:
    return function(name, lambda call: call.unknown(type_))


def plainly(real: Callable[..., object], name: str, fallback: str = "str") -> Factory:
    """A function computed by Python's own where its arguments are known."""

    def run(call: Call) -> Value:
        named = list(call.keywords)

        def apply(*values: object) -> object:
            count = len(call.args)
            return real(*values[:count], **dict(zip(named, values[count:], strict=True)))

        found = computed(apply, [*call.args, *call.keywords.values()], call.span, name)
        return call.unknown(fallback) if isinstance(found, Unknown) else found

    return function(name, run)


# json


def dumps(call: Call) -> Value:
    found = call.bind(
        "obj, *, skipkeys=, ensure_ascii=, check_circular=, allow_nan=, cls=, indent=, separators=, default=, sort_keys=, **kw"
    )
    return Str(dumped(found.values["obj"], _layout(found.values, call)))


def _layout(options: dict[str, Value], call: Call) -> Options:
    if truthy(options.get("cls", none(call.span))) is not False:
        raise Unsupported("json.dumps with a class of its own", call.span)
    default = options.get("default")
    if default is not None and not (isinstance(default, Native) and default.name == "str"):
        raise Unsupported("json.dumps with a function of its own", call.span)
    indent = options.get("indent")
    step = None
    if isinstance(indent, Str):
        step = indent.text.value
    elif isinstance(indent, Const) and isinstance(indent.value, int):
        if indent.value > 1000:
            raise Unsupported("very wide JSON", indent.span)
        step = " " * indent.value
    item, key = (", " if step is None else ","), ": "
    separators = options.get("separators")
    if isinstance(separators, Seq) and len(separators.items) == 2:
        item, key = (to_text(s, call.span).value for s in separators.items)
    return Options(
        item,
        key,
        step,
        ascii=_flag(options, "ensure_ascii", True),
        nan=_flag(options, "allow_nan", True),
        sort=_flag(options, "sort_keys", False),
        skip=_flag(options, "skipkeys", False),
        as_string=default is not None,
    )


def _flag(options: dict[str, Value], name: str, default: bool) -> bool:
    value = options.get(name)
    return default if value is None else truthy(value) is not False


def loads(call: Call) -> Value:
    value = call.bind("s, *, cls=, object_hook=, parse_float=, parse_int=, parse_constant=, object_pairs_hook=").values["s"]
    if not isinstance(value, Str | Bytes | Unknown):
        call.type_error(f"the JSON object must be str, bytes or bytearray, not {type(value).__name__.lower()}")
    try:
        return computed(json.loads, [value], call.span, "loads")
    except RecursionError:
        raise Unsupported("JSON nested too deeply", call.span) from None
    except Thrown as error:
        error.name = "json.decoder.JSONDecodeError"
        raise


# os


def environment(span: Span) -> Object:
    return Object("environ", {}, span)


def variable(environ: Object, name: Value, span: Span) -> Value:
    """An environment variable: what the sample has set, otherwise known only when it runs."""
    key = to_text(name, span).value
    return environ.members.get(key) or Str(Text.placeholder("$" + key, span))


def getenv(environ: Object, call: Call) -> Value:
    found = call.bind("key, default=None")
    default = found.get("default")
    if to_text(found.values["key"], call.span).value not in environ.members and default and not _is_none(default):
        return default
    return variable(environ, found.values["key"], call.span)


def _is_none(value: Value) -> bool:
    return isinstance(value, Const) and value.value is None


def path_join(call: Call) -> Value:
    call.only()
    known = [v for v in call.args if isinstance(v, Str)]
    if len(known) != len(call.args):
        return call.unknown("str")
    return Str(Text.decoded(posixpath.join(*[v.text.value for v in known]), call.span))


# urllib.parse


def quote(plus: bool) -> Callable[[Call], Value]:
    def run(call: Call) -> Value:
        found = call.bind("string, safe=None, encoding=None, errors=None")
        value, safe = found.values["string"], found.get("safe")
        if not isinstance(value, Str | Bytes | Unknown):
            call.type_error("quote_from_bytes() expected bytes")
        kept = safe.text.value if isinstance(safe, Str) else "" if plus else "/"
        return Str(joined([percent_encoded(value.text, kept, plus)]))

    return run


def urlencode(call: Call) -> Value:
    found = call.bind("query, doseq=None, safe=None, encoding=None, errors=None, quote_via=None")
    query, repeat = found.values["query"], found.get("doseq")
    if isinstance(query, Unknown) or found.get("safe") is not None:
        return call.unknown("str")
    via = found.get("quote_via")
    flat: list[tuple[Text, Text]] = []
    for name, value in pairs(query, call.span):
        several = isinstance(value, Seq) and repeat is not None and truthy(repeat)
        items = (iterated(value, call.span) or []) if several else [value]
        flat += [(_form_text(name, call.span), _form_text(item, call.span)) for item in items]
    return Str(urlencoded(flat, call.span, plus=not (isinstance(via, Native) and via.name == "quote")))


def _form_text(value: Value, span: Span) -> Text:
    return value.text if isinstance(value, Bytes) else to_text(value, span)


# files


def load(call: Call) -> Value:
    return call.unknown("", "load")


def in_memory(call: Call) -> Value:
    made = opened(Str(Text.decoded("", call.span)), "rb", call.span)
    del made.members["name"]
    made.members["content"] = call.args[0] if call.args else Bytes(Text.decoded("", call.span))
    return made


def path(name: Text, span: Span) -> Object:
    return Object("Path", {"text": Str(name)}, span)


def path_object(call: Call) -> Value:
    parts = [v.members["text"] if isinstance(v, Object) and "text" in v.members else v for v in call.args]
    known = [v.text for v in parts if isinstance(v, Str)]
    if len(known) != len(call.args):
        return call.unknown()
    if len(known) == 1:
        return path(known[0], call.span)
    return path(Text.decoded(posixpath.join(*[k.value for k in known]) if known else ".", call.span), call.span)


# base64, hashes


def base64_function(real: Callable[..., bytes], name: str) -> Factory:
    def run(call: Call) -> Value:
        value = call.only()
        if isinstance(value, Str):
            call.type_error("a bytes-like object is required, not 'str'")
        found = computed(real, [value], call.span, name)
        return Bytes(Text.placeholder("$" + name, call.span)) if isinstance(found, Unknown) else found

    return function(name, run)


def hash_function(real: Callable[..., object], name: str) -> Factory:
    def run(call: Call) -> Value:
        values = call.args
        if values and isinstance(values[0], Str):
            call.type_error("Strings must be encoded before hashing")
        return computed(real, values, call.span, name)

    return function(name, run)


def hmac_new(call: Call) -> Value:
    found = call.bind("key, msg=None, digestmod=")
    kind = found.get("digestmod")
    name = kind.text.value if isinstance(kind, Str) else getattr(kind, "name", "")
    message = found.get("msg") or Bytes(Text.decoded("", call.span))
    if isinstance(found.values["key"], Str):
        call.type_error("key: expected bytes or bytearray, but got 'str'")
    if name not in hashlib.algorithms_available:
        return call.unknown()
    return computed(lambda k, m: hmac.new(k, m, name), [found.values["key"], message], call.span, "signature")


# asyncio


def awaited(value: Value) -> Value:
    """What `await` gives; a coroutine runs only now."""
    return value.run() if isinstance(value, Coroutine) else value


def gather(call: Call) -> Value:
    return Coroutine(lambda: Seq("list", [awaited(value) for value in call.args], call.span), call.span)


def task(call: Call) -> Value:
    done: list[Value] = []

    def run() -> Value:
        if not done:
            done.append(awaited(call.only()))
        return done[0]

    return Coroutine(run, call.span)


def constant(value: object) -> Factory:
    return lambda span: Const(value, span)


def type_of(name: str, real: Callable[..., object], **members: Factory) -> Factory:
    """A class of the standard library: called, it computes an object; some of its own functions only run time knows."""

    def make(span: Span) -> Value:
        def run(call: Call) -> Value:
            return computed(real, call.args, call.span, name) if not call.keywords else _keyword_type(real, name, call)

        found: dict[str, Value] = {member: factory(span) for member, factory in members.items()}
        return Object("type", {**found, "__call__": Native(name, run, span)}, span)

    return make


def _keyword_type(real: Callable[..., object], name: str, call: Call) -> Value:
    names = list(call.keywords)
    count = len(call.args)

    def apply(*values: object) -> object:
        return real(*values[:count], **dict(zip(names, values[count:], strict=True)))

    return computed(apply, [*call.args, *call.keywords.values()], call.span, name)


DATETIME = type_of(
    "datetime",
    datetime.datetime,
    now=unknown("now", "datetime"),
    utcnow=unknown("utcnow", "datetime"),
    today=unknown("today", "datetime"),
    fromtimestamp=unknown("fromtimestamp", "datetime"),
    fromisoformat=plainly(datetime.datetime.fromisoformat, "fromisoformat"),
    strptime=plainly(datetime.datetime.strptime, "strptime"),
)
DATE = type_of(
    "date", datetime.date, today=unknown("today", "date"), fromisoformat=plainly(datetime.date.fromisoformat, "date")
)
TIMEZONE = type_of("timezone", datetime.timezone, utc=constant(datetime.UTC))

QUOTING: dict[str, Factory] = {
    "quote": function("quote", quote(False)),
    "quote_plus": function("quote_plus", quote(True)),
    "urlencode": function("urlencode", urlencode),
    "unquote": plainly(urllib.parse.unquote, "unquote"),
    "unquote_plus": plainly(urllib.parse.unquote_plus, "unquote_plus"),
    "urljoin": plainly(urllib.parse.urljoin, "urljoin"),
    "urlparse": unknown("urlparse"),
    "urlsplit": unknown("urlsplit"),
    "urlunparse": unknown("urlunparse", "str"),
    "parse_qs": plainly(urllib.parse.parse_qs, "parse_qs"),
    "parse_qsl": plainly(urllib.parse.parse_qsl, "parse_qsl"),
}


def loop(call: Call) -> Value:
    run = Native("run_until_complete", lambda inner: awaited(inner.only()), call.span)
    create = Native("create_task", task, call.span)
    close = Native("close", lambda inner: none(inner.span), call.span)
    return Object("loop", {"run_until_complete": run, "create_task": create, "close": close}, call.span)


def path_class(span: Span) -> Value:
    members: dict[str, Value] = {
        "__call__": Native("Path", path_object, span),
        "home": Native("home", lambda call: call.unknown(), span),
        "cwd": Native("cwd", lambda call: call.unknown(), span),
    }
    return Object("type", members, span)


def partial(call: Call) -> Value:
    first, *args = [call.only(), *call.args[1:]]

    def run(inner: Call) -> Value:
        keywords, places = {**call.keywords, **inner.keywords}, {**call.places, **inner.places}
        joined = Call(inner.run, inner.name, [*args, *inner.args], keywords, places, inner.span, inner.function)
        return inner.run.apply(first, joined)

    return Native("partial", run, call.span)


def dedent(call: Call) -> Value:
    """`textwrap.dedent`: blank lines become empty, the margin of all others goes, and the rest keeps its place."""
    value = call.only()
    if not isinstance(value, Str):
        return computed(textwrap.dedent, [value], call.span, "dedent")
    lines = value.text.value.split("\n")
    filled = [line for line in lines if line.strip(" \t")]
    margin = posixpath.commonprefix([line[: len(line) - len(line.lstrip(" \t"))] for line in filled])
    pieces, at = [], 0
    for i, line in enumerate(lines):
        cut = len(margin) if line.strip(" \t") else len(line)
        pieces.append(value.text.slice(at + cut, at + len(line)))
        at += len(line)
        if i + 1 < len(lines):
            pieces.append(value.text.slice(at, at + 1))
            at += 1
    return Str(Text.join(pieces))


def indent(call: Call) -> Value:
    """`textwrap.indent(text, prefix)`."""
    found = call.bind("text, prefix, predicate=None")
    text, prefix = found.values["text"], found.values["prefix"]
    if "predicate" in found.values:
        call.unsupported("textwrap.indent with a function")
    if isinstance(text, Str) and isinstance(prefix, Str):
        budget.characters(len(text.text) + (1 + text.text.value.count("\n")) * len(prefix.text), call.span)
    return computed(textwrap.indent, [text, prefix], call.span, "indent")
