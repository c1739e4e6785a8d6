"""`-u`, `--oauth2-bearer` and the schemes (`--digest`, `--ntlm`, …): what curl 7.88 sends before a server challenges it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from unisono.languages.reading import Invalid, Unsupported
from unisono.languages.shell.curl.fields import decoded_field
from unisono.languages.shell.curl.options import Option
from unisono.text.source import Span, Text
from unisono.wire.request import Field, Request, basic

_SCHEMES = ("anyauth", "basic", "digest", "negotiate", "ntlm", "ntlm-wb")
_NTLM_HELLO = "NTLM TlRMTVNTUAABAAAABoIIAAAAAAAAAAAAAAAAAAAAAAA="


def authorization(option: Mapping[str, Option], from_url: Text | None, place: Span) -> Field | None:
    """The field that the options and the user information of the URL make of themselves.

    One scheme curl uses at once, as far as it can; of several the server's challenge chooses, and until then there is no field.
    """
    user = option.get("user")
    if user and ":" not in user.value.value and not user.value.has_placeholder and "oauth2-bearer" not in option:
        raise Invalid(f"curl asks for the password: Enter host password for user '{user.value}':", user.value.span())
    scheme = _scheme(option)
    if scheme == "oauth2-bearer":
        token = option[scheme]
        value = Text.join([Text.decoded("Bearer ", token.written.span()), token.value])
        return decoded_field("Authorization", value, token.written.span())
    if scheme == "ntlm" and (user or from_url is not None):
        return decoded_field("Authorization", _NTLM_HELLO, option["ntlm"].written.span())
    if scheme != "basic":
        return None
    if user:
        return decoded_field("Authorization", basic(user.value, errors="surrogatepass"), user.written.span())
    if from_url is None:
        return None
    return decoded_field("Authorization", basic(from_url, errors="surrogatepass"), place)


def exchange(request: Request, option: Mapping[str, Option], has_credentials: bool) -> tuple[Request, ...]:
    """The requests that `request` takes. Where curl expects to be challenged, it asks without the content first.

    A server that wants no authentication is sent both, too; what a challenge adds to `Authorization` is not known here.
    """
    scheme = _scheme(option)
    if request.content is None or not has_credentials or scheme not in {"digest", "ntlm", "ntlm-wb"}:
        return (request,)
    if scheme == "ntlm-wb":
        raise Unsupported("what a helper of curl's does for `--ntlm-wb`", option[scheme].written.span())
    is_form = request.content.parts is not None
    asking = tuple(f for f in request.fields if not (is_form and f.name.value.lower() == "content-type"))
    sending = tuple(f for f in request.fields if not is_greeting(f))
    return replace(request, fields=asking, content=None), replace(request, fields=sending)


def is_greeting(field: Field) -> bool:
    """Whether it is the field with which curl begins NTLM; that is sent beside an `Authorization` of the author's."""
    return field.value.value == _NTLM_HELLO


def _scheme(option: Mapping[str, Option]) -> str | None:
    """The one scheme that is asked for; None for several."""
    asked = [name for name in _SCHEMES if name in option and option[name].on]
    if "oauth2-bearer" in option:
        asked.append("oauth2-bearer")
    return (asked or ["basic"])[0] if len(asked) < 2 else None
