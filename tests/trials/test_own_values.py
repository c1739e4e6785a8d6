"""The reader's own values, typed into the page in a browser: its samples, as they are shown then, run with the real clients.

What is sent is the request of the page with exactly these values, and nothing else happens: no file is made, none is read, no
other request is sent. `UNISONO_VALUES` is the number of values that are put into each kind of place.
"""

from __future__ import annotations

import os
import random
import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, Page

from browsing import pages
from sites import endpoint, site_of
from trials.clients import Clients, missing, skip, trials
from trials.own import BASE, TOKEN
from unisono.languages import languages
from unisono.running.recorder import Recorder
from unisono.running.sent import Sent
from unisono.text.source import Source, Text
from unisono.wire.urls import split_url

pytestmark = [pytest.mark.wire, pytest.mark.browser]

COUNT = int(os.environ.get("UNISONO_VALUES", "50"))
BATCH = 500

PLACES = {f"{client} {kind}": (client, code) for client, trial in trials().items() for kind, code in trial.PLACES.items()}
NAMES = {"base", "token", "path.id"}

NASTY = [
    *"'\"\\`$!%^&*(){}[]<>|;:,.?/~#@=+-_ ",
    *(
        "\\'",
        '\\"',
        "'; touch PWN; #",
        "$(touch PWN)",
        "`touch PWN`",
        "${process.exit()}",
        "@/etc/hostname",
        ":=",
        "=@",
        "!!",
        "!t",
    ),
    *(
        "%s",
        "%(x)s",
        "{0}",
        "{x}",
        "{{",
        "}}",
        "\\x41",
        "\\u0041",
        "\\N{DASH}",
        "\\n",
        "--next",
        "-o PWN",
        "<(id)",
        "&& touch PWN",
    ),
    *(
        "\\:",
        "\\=",
        "\\\\",
        "'\"'\"'",
        "%PATH%",
        "*",
        "~/",
        "$HOME",
        "#{1}",
        "'''",
        '"""',
        "*/",
        "//",
        "</script>",
        "&amp;",
        "\\`",
        "\\$",
    ),
    *("abc", "Z9", "0", "eyJhbGciOiJIUzI1NiJ9.e30.abc-_", "c2VjcmV0Og=="),
]
BEYOND = ["é", "→", "\u202e", "😀", "\t", "\x00", "\x7f", "\u2028", "\xa0", "ß"]


class Values(NamedTuple):
    """What is typed."""

    base: str
    token: str
    path: str


def _values(chance: random.Random) -> Values:
    def some(parts: list[str], most: int) -> str:
        return "".join(chance.choice(parts) for _ in range(chance.randint(1, most)))

    token = some(NASTY, 9).strip() or "\\"
    host = chance.choice(["api.example.com", "127.0.0.1:8080", "[::1]:8080", "[::1]", "localhost", "A.Example.com:80"])
    path = "".join(
        "/" + quote(some(NASTY + BEYOND, 4).strip("."), safe=chance.choice(["", "'!$&()*"]))
        for _ in range(chance.randint(0, 2))
    )
    segment = some(NASTY + BEYOND, 9).strip()
    return Values(f"http://{host}{path}{chance.choice(['', '/'])}", token, "x" if segment in {"", ".", ".."} else segment)


_FILL = """(all) => {
  document.querySelector(".unisono-own").open = true;
  const inputs = ["base", "token", "path.id"].map((name) => document.querySelector(`.unisono-own input[name="${name}"]`));
  return all.map((values) => {
    inputs.forEach((input, number) => {
      input.value = values[number];
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    if (document.querySelector(".unisono-own [aria-invalid]")) return null;
    return [...document.querySelectorAll(".unisono-samples .tabbed-block code")].map((code) => code.textContent);
  });
}"""


def _expected(values: Values) -> tuple[str, str, str]:
    """The target, the host and the token."""
    host, _, path = values.base.removeprefix("http://").partition("/")
    segments = [quote(_decoded(part), safe="") for part in path.rstrip("/").split("/")] if path.strip("/") else []
    target = "/" + "".join(f"{segment}/" for segment in [*segments, "a", quote(values.path, safe="")])
    return target, host.lower().removesuffix(":80"), values.token


def _decoded(text: str) -> str:
    return unquote(text, errors="strict")


def _token(sent: Sent) -> str:
    fields = {name.lower(): value for name, value in sent.fields}
    return fields["x-api-key"] if "x-api-key" in fields else fields["authorization"].removeprefix("Bearer ")


def _told(client: str, target: str) -> str:
    """A target, with the escapes decoded that the client that is run here decodes."""
    decoded: re.Pattern[str] | None = getattr(trials()[client], "DECODED", None)
    return decoded.sub(lambda found: unquote(found[0]), target) if decoded else target


def _taken(client: str, values: Values) -> Values:
    """The values that samples of a client show, where what they do not take is as it was."""
    refused = getattr(trials()[client], "REFUSED", "(?!)")
    keeps_base = "base" in _kept(client) or re.match(refused, values.base)
    keeps_path = re.match(refused, quote(values.path))
    return Values(BASE if keeps_base else values.base, values.token, "1" if keeps_path else values.path)


def _kept(client: str) -> frozenset[str]:
    """The values that samples of a client do not take."""
    return getattr(trials()[client], "KEPT", frozenset())


@pytest.fixture(scope="module")
def filled(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Values, list[str]]]:
    """Values, and the samples as the page shows them with these."""
    folder = tmp_path_factory.mktemp("values")
    blocks = [
        f'~~~~ {min(languages()[client].info_strings)}\n{code}\n~~~~\n{{: title="{languages()[client].title}" }}'
        for client, code in PLACES.values()
    ]
    site = site_of(folder, {"index.md": "# Home\n", "page.md": endpoint(path="/a/{id}/", body="\n\n".join(blocks))})
    chance = random.Random(int(os.environ.get("UNISONO_SEED", "1")))
    found: list[tuple[Values, list[str]]] = []
    with pages(browser, site) as opened:
        page: Page = opened("page/")
        slots = page.locator(".unisono-samples .tabbed-block").evaluate_all(
            "all => all.map((e) => [...e.querySelectorAll('[data-slot]')].map((slot) => slot.dataset.slot))"
        )
        wrong = {name: own for name, own in zip(PLACES, slots, strict=True) if {*own, *_kept(PLACES[name][0])} != NAMES}
        assert wrong == {}
        while len(found) < COUNT:
            tried = [_values(chance) for _ in range(min(100, COUNT))]
            for values, codes in zip(tried, page.evaluate(_FILL, tried), strict=True):
                assert codes is not None, values
                found.append((values, codes))
    return found[:COUNT]


@pytest.mark.parametrize("place", PLACES)
def test_what_is_sent(
    place: str, filled: list[tuple[Values, list[str]]], recorder: Recorder, clients: Clients, tmp_path: Path
) -> None:
    language, printed = PLACES[place]
    if reason := missing(language, printed):
        skip(reason)
    folder = tmp_path / "canary"
    folder.mkdir()
    if (clients.folder / "node_modules").exists():
        (tmp_path / "node_modules").symlink_to(clients.folder / "node_modules")
    number = list(PLACES).index(place)
    kept = 0
    for start in range(0, len(filled), BATCH):
        batch = filled[start : start + BATCH]
        recorder.sent.clear()
        said = clients.run_batch(language, [codes[number] for _, codes in batch], folder, {"TOKEN": TOKEN, "ID": "1"})
        sent = list(recorder.sent)
        assert [*folder.iterdir()] == []
        assert len(sent) == len(batch), said
        for (values, codes), one in zip(batch, sent, strict=True):
            target, host, token = _expected(_taken(language, values))
            own = _token(one)
            kept += own == TOKEN
            assert own in {token, TOKEN}, codes[number]
            came, wanted = _told(language, one.target), _told(language, target)
            assert (one.method, came, one.content) == ("GET", wanted, b""), codes[number]
            assert one.host in {host, f"{host}:80"}, codes[number]
    assert kept < len(filled) * (0.9 if "split" in place else 0.6)
    print(f"{place}: {len(filled)} values, {kept} that it cannot hold")


@pytest.mark.parametrize("place", [place for place, (client, _) in PLACES.items() if client == "powershell"])
def test_what_is_read(place: str, filled: list[tuple[Values, list[str]]]) -> None:
    """Where Debian has no client, the reader says what would be sent."""
    number = list(PLACES).index(place)
    kept = 0
    for values, codes in filled:
        target, host, token = _expected(_taken("powershell", values))
        if re.search("`.#", codes[number]):
            continue  # which the grammar takes for a comment
        reading = languages()["powershell"].read(Text.of(Source(place, codes[number])))
        assert (reading.status, len(reading.requests)) == ("ok", 1), codes[number]
        (request,) = reading.requests
        own = request.fields[0].value.value.removeprefix("Bearer ")
        kept += own in {TOKEN, "$TOKEN"}
        assert own in {token, TOKEN, "$TOKEN"}, codes[number]
        came = split_url(request.url)
        assert (request.method.value, came.path.value, came.query) == ("GET", target, None), codes[number]
        assert came.authority.value.lower().removesuffix(":80") == host, codes[number]
    assert kept < len(filled) * 0.6
