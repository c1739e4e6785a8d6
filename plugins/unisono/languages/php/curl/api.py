"""The functions of PHP's extension curl (PHP manual, "cURL Functions")."""

from __future__ import annotations

from dataclasses import field

from unisono.languages.php.curl.options import CONSTANTS, NAMES, NOT_READ
from unisono.languages.php.curl.upload import Upload
from unisono.languages.php.curl.wire import request
from unisono.languages.php.library.files import content, file_path
from unisono.languages.php.state import Call, Native
from unisono.languages.php.values import copied, integer
from unisono.languages.program.values import Boolean, Host, Key, Null, Number, Unknown, Value
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text.source import Text


@dataclass(slots=True, eq=False)
class Handle(Host):
    """What `curl_init` gives: the options that were set, each where it was set last, by their names."""

    options: dict[str, Value] = field(default_factory=dict)


def _handle(call: Call) -> Handle:
    found = call.arg(0)
    if isinstance(found, Handle):
        return found
    if isinstance(found, Unknown):
        raise Unsupported("a handle that is known only at run time", found.origin.span())
    raise call.fails("TypeError: argument #1 ($handle) must be of type CurlHandle", found)


def _init(call: Call) -> Value:
    made = Handle(call.origin)
    if not isinstance(call.arg(0), Null):
        _set(call, made, CONSTANTS["CURLOPT_URL"], call.arg(0), call.origin)
    return made


def _setopt(call: Call) -> Value:
    if len(call.args) < 3:
        raise call.fails("ArgumentCountError: curl_setopt() expects exactly 3 arguments")
    option = call.arg(1)
    if not isinstance(option, Number):
        raise Unsupported("an option of curl that is no constant", option.origin.span())
    _set(call, _handle(call), integer(option.value), call.arg(2), option.origin)
    return call.true()


def _setopt_array(call: Call) -> Value:
    handle = _handle(call)
    for key, entry in call.map(1).entries.items():
        _set(call, handle, key, entry.value, entry.name)
    return call.true()


def _set(call: Call, handle: Handle, option: Key, value: Value, place: Text) -> None:
    name = NAMES.get(option) if isinstance(option, int) else None
    if name is None:
        raise call.php.fails("ValueError: the options hold an invalid cURL option", place)
    if name in NOT_READ and not (isinstance(value, Null | Boolean) and not getattr(value, "value", False)):
        raise Unsupported(f"CURLOPT_{name}", value.origin.span())
    handle.options.pop(name, None)  # what is set later decides
    handle.options[name] = copied(value)


def _exec(call: Call) -> Value:
    call.php.send(request(call, _handle(call).options))
    return call.unknown(is_text=True, good=True)


def _reset(call: Call) -> Value:
    _handle(call).options.clear()
    return Null(call.origin)


def _copy(call: Call) -> Value:
    return Handle(call.origin, dict(_handle(call).options))


def _no_error(call: Call) -> Value:
    """Requests are taken to go well."""
    return Number(call.origin, 0)


def _no_message(call: Call) -> Value:
    return call.made("")


def _file(call: Call) -> Value:
    """Without a name of its own, the whole path is the file's name."""
    name = call.text(0) if isinstance(call.arg(2), Null) else call.text(2)
    return Upload(call.origin, content(file_path(call, 0)).origin, name, _media_type(call, 1))


def _string_file(call: Call) -> Value:
    return Upload(call.origin, call.text(0), call.text(1), _media_type(call, 2))


def _media_type(call: Call, number: int) -> Text | None:
    return None if isinstance(call.arg(number), Null) else call.text(number)


FUNCTIONS: dict[str, Native] = {
    "curl_init": _init,
    "curl_setopt": _setopt,
    "curl_setopt_array": _setopt_array,
    "curl_exec": _exec,
    "curl_reset": _reset,
    "curl_copy_handle": _copy,
    "curl_errno": _no_error,
    "curl_error": _no_message,
    "curl_strerror": _no_message,
    "curl_version": lambda call: call.unknown(),
    "curl_close": lambda call: Null(call.origin),
    "curl_getinfo": lambda call: call.unknown(),
    "curl_file_create": _file,
}
SENDING = frozenset({"curl_exec", "curl_init", "curl_setopt", "curl_setopt_array", "curl_reset", "curl_copy_handle"})
CONSTRUCTORS: dict[str, Native] = {"curlfile": _file, "curlstringfile": _string_file}
