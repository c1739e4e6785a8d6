"""What samples use of PowerShell and .NET besides the cmdlets that send requests."""

from __future__ import annotations

import re
from base64 import b64encode

from unisono.languages.csharp.library import data_escaped, file_text, ignored, octets_of
from unisono.languages.csharp.values import Encoding, Money, Octets
from unisono.languages.powershell.json import Writer
from unisono.languages.powershell.state import Call, Cmdlet, Native
from unisono.languages.powershell.values import Credential, FileInfo, Secure, Table, key_of, to_text, whole_number
from unisono.languages.program.values import Boolean, List, Null, Number, String, Unknown, Value
from unisono.languages.reading import Unsupported
from unisono.text.percent import percent_encoded
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import in_base64

_WEB = regex(r"[^A-Za-z0-9_.!*()\-]")


def web_encoded(text: Text) -> Text:
    """As `WebUtility.UrlEncode`."""
    return percent_encoded(text, _WEB, space="+", errors="replace")


def _to_json(call: Call) -> Value:
    """`ConvertTo-Json`, which goes two levels deep unless it is told otherwise. A list is taken apart by the pipeline."""
    given = call.named.get("inputobject", call.this)
    if isinstance(call.this, List) and "inputobject" not in call.named and len(call.this.items) == 1:
        given = call.this if "asarray" in call.named else call.this.items[0]
    if given is None or (isinstance(given, Null) and call.this is None):
        raise Unsupported("ConvertTo-Json of nothing", call.origin.span())
    depth = call.named.get("depth", Number(call.origin, 2))
    if not isinstance(depth, Number):
        raise Unsupported("a depth that is known only at run time", depth.origin.span())
    levels = whole_number(depth)
    writer = Writer(levels, compress="compress" in call.named)
    text = writer.json_of(given)
    if writer.cut is not None:
        call.powershell.warn(
            f"ConvertTo-Json goes {levels} levels deep, and makes a text of what is further in; write -Depth 10",
            writer.cut.origin,
        )
    return String(text)


def _secured(call: Call) -> Value:
    """`ConvertTo-SecureString $text -AsPlainText -Force`"""
    given = call.named.get("string", call.this)
    if given is None or "asplaintext" not in call.named:
        raise Unsupported("an encrypted text", call.origin.span())
    return Secure(call.origin, to_text(given))


def _new_object(call: Call) -> Value:
    name = to_text(call.named.get("typename", Null(call.origin))).value.lower()
    args = call.named.get("argumentlist", Null(call.origin))
    given = args.items if isinstance(args, List) else [] if isinstance(args, Null) else [args]
    if re.match(r"(?:system\.)?collections\.(?:generic\.dictionary|hashtable|specialized\.ordereddictionary)|hashtable", name):
        return Table(call.origin)
    if name.rpartition(".")[2] == "pscredential" and len(given) + len(call.args) == 2:
        return _credential(call._replace(args=[*given, *call.args]))
    raise Unsupported(f"an object of {name}", call.origin.span())


def _credential(call: Call) -> Value:
    password = call.arg(1)
    if not isinstance(password, Secure):
        raise call.fails("a password of a PSCredential is a SecureString; write ConvertTo-SecureString", password)
    return Credential(call.origin, call.text(0), password.text)


def _get_credential(call: Call) -> Value:
    def asked(name: str) -> Text:
        return Text.placeholder(name, call.origin.span())

    user = to_text(call.named["credential"]) if "credential" in call.named else asked("user")
    return Credential(call.origin, user, asked("password"))


def _content(call: Call) -> Value:
    """`Get-Content`, of whose lines something can be said only where it reads them as one text."""
    path = to_text(call.named.get("path", call.named.get("literalpath", Null(call.origin))))
    if "raw" not in call.named and "asbytestream" not in call.named:
        raise Unsupported("the lines of a file; write -Raw for its text", call.origin.span())
    if "asbytestream" in call.named:
        return Octets(call.origin, file_text(path))
    return Unknown(file_text(path), is_text=True, good=True)


def _item(call: Call) -> Value:
    return FileInfo(call.origin, to_text(call.named.get("path", call.named.get("literalpath", Null(call.origin)))))


def _output(call: Call) -> Value:
    return call.this if call.this is not None else call.named.get("inputobject", Null(call.origin))


def _shown(call: Call) -> Value:
    return Null(call.origin)


def _of_answer(call: Call) -> Value:
    """What a cmdlet makes of an answer."""
    if not isinstance(call.this, Unknown):
        raise Unsupported("such a command on a value of the sample", call.origin.span())
    return Unknown(call.origin, good=call.this.good)


def _octets(call: Call) -> Value:
    return octets_of(call.this or Null(call.origin), call.text(0), call.origin)


def _base64(call: Call) -> Value:
    given = call.arg(0)
    if not isinstance(given, Octets):
        raise Unsupported("bytes that are known only at run time", given.origin.span())
    if given.text.has_placeholder:
        return String(in_base64(given.text))
    return call.string(b64encode(given.text.value.encode("utf-8", "surrogatepass")).decode())


def _opened(call: Call) -> Value:
    """A file as `[IO.File]` reads it."""
    path = call.text(0)
    return Octets(call.origin, file_text(path))


def _put(call: Call) -> Value:
    if not isinstance(call.this, Table):
        raise AssertionError(call.this)
    if key_of(call.arg(0)) in call.this.entries:
        raise call.fails("Item has already been added (ArgumentException)", call.arg(0))
    call.this.put(key_of(call.arg(0)), call.text(0), call.arg(1))
    return Null(call.origin)


def _as_text(call: Call) -> Value:
    return call.this if isinstance(call.this, Unknown) else String(to_text(call.this or Null(call.origin)))


def _trimmed(call: Call) -> Value:
    return String(to_text(call.this or Null(call.origin)).stripped())


_ANY = frozenset({"foregroundcolor", "backgroundcolor", "message", "object", "seconds", "milliseconds", "name", "assemblyname"})
_SHOWING = Cmdlet(_shown, _ANY, frozenset({"nonewline", "force", "passthru"}))
_MAKING = Cmdlet(
    _of_answer,
    frozenset("property expandproperty first last skip groupby filepath path encoding depth inputobject filterscript".split()),  # noqa: SIM905
    frozenset({"autosize", "wrap", "force", "unique", "append", "compress", "ashashtable", "descending"}),
    ("property",),
)
_OF_THE_SCREEN = """write-host write-verbose write-error write-warning out-null start-sleep add-type import-module
set-strictmode clear-host"""
_OF_ANSWERS = """select-object format-table format-list out-file out-string convertfrom-json set-content where-object
foreach-object sort-object group-object measure-object select ft fl"""
CMDLETS: dict[str, Cmdlet] = {
    "convertto-json": Cmdlet(
        _to_json,
        frozenset({"depth", "inputobject", "escapehandling"}),
        frozenset({"compress", "asarray", "enumsasstrings"}),
        ("inputobject",),
    ),
    "convertto-securestring": Cmdlet(
        _secured, frozenset({"string", "key", "securekey"}), frozenset({"asplaintext", "force"}), ("string",)
    ),
    "new-object": Cmdlet(
        _new_object, frozenset({"typename", "argumentlist", "property"}), frozenset(), ("typename", "argumentlist")
    ),
    "get-credential": Cmdlet(_get_credential, frozenset({"credential", "username", "message"}), frozenset(), ("credential",)),
    "get-content": Cmdlet(
        _content, frozenset({"path", "literalpath", "encoding"}), frozenset({"raw", "asbytestream"}), ("path",)
    ),
    "get-item": Cmdlet(_item, frozenset({"path", "literalpath"}), frozenset(), ("path",)),
    "write-output": Cmdlet(_output, frozenset({"inputobject"}), frozenset(), ("inputobject",)),
    **dict.fromkeys(_OF_THE_SCREEN.split(), _SHOWING),
    **dict.fromkeys(_OF_ANSWERS.split(), _MAKING),
}
STATICS: dict[str, Native] = {
    "convert.tobase64string": _base64,
    "encoding.utf8": lambda call: Encoding(call.origin, "utf-8"),
    "encoding.ascii": lambda call: Encoding(call.origin, "us-ascii"),
    "file.readallbytes": _opened,
    "file.readalltext": lambda call: Unknown(file_text(call.text(0)), is_text=True, good=True),
    "file.openread": _opened,
    "uri.escapedatastring": lambda call: String(data_escaped(call.text(0))),
    "httputility.urlencode": lambda call: String(web_encoded(call.text(0))),
    "webutility.urlencode": lambda call: String(web_encoded(call.text(0))),
    "pscredential.new": _credential,
    "uri.new": ignored,
    "guid.newguid": lambda call: Unknown(call.origin, is_text=True),
    "environment.getenvironmentvariable": lambda call: Unknown(
        Text.decoded(f"${call.text(0)}", call.origin.span()), is_text=True, unset=True
    ),
    **{f"securityprotocoltype.{name}": lambda call: call.unknown() for name in ("tls12", "tls13", "tls11", "tls")},
}
METHODS: dict[tuple[type, str], Native] = {
    (Encoding, "getbytes"): _octets,
    (Table, "add"): _put,
    **{(kind, "tostring"): _as_text for kind in (String, Number, Boolean, Money, Unknown)},
    **{(kind, "trim"): _trimmed for kind in (String, Unknown)},
}
