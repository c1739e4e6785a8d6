"""The options of `fetch` besides method, headers and body: what they refuse, and the header fields they add."""

from __future__ import annotations

from dataclasses import field

from unisono.languages.javascript.coercion import to_text
from unisono.languages.javascript.library import urls
from unisono.languages.javascript.library.bodies import HeaderList
from unisono.languages.javascript.library.url_values import as_url
from unisono.languages.javascript.library.urls import ParsedUrl
from unisono.languages.javascript.values import Object, String, failure
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text.source import Text
from unisono.wire.request import Content, Field

_ACCEPTED = {
    "mode": ("navigate", "same-origin", "no-cors", "cors"),
    "credentials": ("omit", "same-origin", "include"),
    "cache": ("default", "no-store", "reload", "no-cache", "force-cache", "only-if-cached"),
    "redirect": ("follow", "error", "manual"),
    "duplex": ("half",),
    "referrerPolicy": (
        "",
        "no-referrer",
        "no-referrer-when-downgrade",
        "same-origin",
        "origin",
        "strict-origin",
        "origin-when-cross-origin",
        "strict-origin-when-cross-origin",
        "unsafe-url",
    ),
}
_CACHE_FIELDS = {
    "no-cache": (("cache-control", "max-age=0"),),
    "no-store": (("pragma", "no-cache"), ("cache-control", "no-cache")),
    "reload": (("pragma", "no-cache"), ("cache-control", "no-cache")),
}
_CONDITIONS = ("if-modified-since", "if-none-match", "if-unmodified-since", "if-match", "if-range")
_BY_ORIGIN = ("", "origin-when-cross-origin", "strict-origin-when-cross-origin")


@dataclass(slots=True, eq=False)
class FetchRequest(Object):
    """A `Request` object. `cache` is the option of that name, `extra` are the fields that other options add."""

    url: ParsedUrl | None = None
    method: Text | None = None
    headers: HeaderList | None = None
    content: Content | None = None
    cache: Text | None = None
    extra: list[Field] = field(default_factory=list)

    kind = "Request"


def check_options(made: FetchRequest, options: Object) -> None:
    """Refuse what the constructor of `Request` refuses (Fetch standard, 5.4), and take those that add fields."""
    for name, accepted in _ACCEPTED.items():
        value = options.own(name)
        if isinstance(value, String) and not value.origin.has_placeholder and value.origin.value not in accepted:
            message = (
                f"Request constructor: {value.origin.value} is not an accepted type. Expected one of {', '.join(accepted)}."
            )
            raise failure("TypeError", message, value.origin)
    mode, cache = options.own("mode"), options.own("cache")
    if isinstance(mode, String):
        _check_mode(made, mode.origin)
    if isinstance(cache, String):
        if cache.origin.value == "only-if-cached":
            raise Unsupported("a request that is answered only from a cache", cache.origin.span())
        made.cache = cache.origin
    referrer = options.own("referrer")
    if referrer is not None:
        policy = options.own("referrerPolicy")
        _add_referrer(made, to_text(referrer), to_text(policy).value if policy else "")


def cache_fields(made: FetchRequest, written: dict[str, Field]) -> list[Field]:
    """The fields that `cache` adds to those `written`, by their names in lower case.

    By default no cache answers a conditional request (Fetch standard, HTTP-network-or-cache fetch).
    """
    condition = next((written[name] for name in _CONDITIONS if name in written), None)
    if made.cache is not None and made.cache.value != "default":
        mode, place = made.cache.value, made.cache.span()
    elif condition is not None:
        mode, place = "no-store", condition.name.span()
    else:
        return []
    added = [pair for pair in _CACHE_FIELDS.get(mode, ()) if pair[0] not in written]
    return [Field(Text.decoded(name, place), Text.decoded(text, place)) for name, text in added]


def _check_mode(made: FetchRequest, mode: Text) -> None:
    if mode.value == "navigate":
        raise failure("TypeError", "Request constructor: invalid request mode navigate.", mode)
    if mode.value == "no-cors" and made.method is not None and made.method.value not in ("GET", "HEAD", "POST"):
        raise failure("TypeError", f"'{made.method.value} is unsupported in no-cors mode.", made.method)


def _add_referrer(made: FetchRequest, referrer: Text, policy: str) -> None:
    """The `Referer` that the option `referrer` makes (Referrer Policy, 8.3)."""
    if not referrer.value or made.url is None:
        return
    try:
        url = as_url(String(referrer))
    except urls.NotAUrl:
        raise failure("TypeError", f'Referrer "{referrer.value}" is not a valid URL.', referrer) from None
    if url.opaque:
        return
    own = made.url.origin().value
    same = url.origin().value == own
    if policy not in (*_BY_ORIGIN, "unsafe-url", "origin") or (
        policy not in ("unsafe-url", "origin") and not own.startswith("https:")
    ):
        raise Unsupported("this referrer policy", referrer.span())
    if made.headers is not None and "referer" in made.headers.fields:
        raise Unsupported("a referrer and a Referer field", referrer.span())
    whole = policy == "unsafe-url" or (same and policy != "origin")
    target = url.target() if whole else Text.decoded("/", referrer.span())
    made.extra.append(Field(Text.decoded("referer", referrer.span()), Text.join([url.origin(), target])))
