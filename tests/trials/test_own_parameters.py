"""The reader's own values of query, header and content, typed into a page in a browser: the samples that it then shows, run
with the real clients. What is sent is the request of the page with exactly these values.

The samples are those that each client's writer writes. `UNISONO_VALUES` is the number of values, `UNISONO_SEED` takes others.
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Browser

from browsing import pages
from sites import endpoint, site_of
from trials.clients import Clients, missing, skip
from trials.test_own_values import BEYOND, NASTY
from unisono.languages import languages
from unisono.languages.writing import Unwritable, write_sample, writers
from unisono.running.recorder import Recorder
from unisono.running.sent import Sent
from unisono.wire.har import read_har

pytestmark = [pytest.mark.wire, pytest.mark.browser]

COUNT = int(os.environ.get("UNISONO_VALUES", "12"))
CONTENT = {"name": "Lamp", "count": 2, "gift": {"wrap": True, "message": "Hi there"}}
NAMES = ["query.state", "header.X-Account", "request.name", "request.count", "request.gift.wrap", "request.gift.message"]
KEEPING = {"http": "it is no program"}


def _samples() -> dict[str, str]:
    har = {
        "method": "POST",
        "url": "http://api.example.com/things/?state=open",
        "headers": [{"name": "X-Account", "value": "main"}, {"name": "Content-Type", "value": "application/json"}],
        "postData": {"mimeType": "application/json", "text": json.dumps(CONTENT)},
    }
    found = {}
    for client, writer in writers().items():
        if client == writer.reader and client not in KEEPING:
            try:
                found[client] = write_sample(client, read_har(json.dumps(har)))
            except Unwritable:
                continue
    return found


SAMPLES = _samples()


class Shown(NamedTuple):
    """What is typed, and the samples as the page shows them then, with the names of the values that each has."""

    values: dict[str, str]
    codes: list[str]
    taken: list[list[str]]


_FILL = """(values) => {
  for (const [name, value] of Object.entries(values)) {
    const input = document.querySelector(`.unisono-own input[name="${name}"]`);
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const wrong = document.querySelector(".unisono-own [aria-invalid]");
  if (wrong) throw new Error(wrong.name + ": " + wrong.value);
  const blocks = [...document.querySelectorAll(".unisono-samples .tabbed-block")];
  const taken = (block) => [...block.querySelectorAll("[data-slot]:not([data-kept])")].map((slot) => slot.dataset.slot);
  return [blocks.map((block) => block.querySelector("code").textContent), blocks.map(taken)];
}"""


def _values(chance: random.Random) -> dict[str, str]:
    def some(parts: list[str]) -> str:
        return "".join(chance.choice(parts) for _ in range(chance.randint(1, 9))).strip() or "x"

    seen = [part for part in [*NASTY, *BEYOND] if part.isprintable()]
    numbers = [str(chance.randint(-999, 99_999)), f"{chance.randint(0, 99)}.5"]
    truths = ["true", "false"]
    parts = [seen, NASTY, seen, None, None, seen]
    typed = dict(zip(NAMES, [some(own) if own else "" for own in parts], strict=True))
    return {**typed, "request.count": chance.choice(numbers), "request.gift.wrap": chance.choice(truths)}


@pytest.fixture(scope="module")
def shown(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> list[Shown]:
    folder = tmp_path_factory.mktemp("parameters")
    blocks = [
        f'~~~~ {min(languages()[client].info_strings)}\n{code}\n~~~~\n{{: title="{languages()[client].title}" }}'
        for client, code in SAMPLES.items()
    ]
    page = endpoint(path="/things/", body="\n\n".join(blocks)).replace("method: get", "method: post")
    site = site_of(folder, {"index.md": "# Home\n", "page.md": page})
    chance = random.Random(int(os.environ.get("UNISONO_SEED", "1")))
    with pages(browser, site) as opened:
        view = opened("page/")
        tried = [_values(chance) for _ in range(COUNT)]
        return [Shown(values, *view.evaluate(_FILL, values)) for values in tried]


def test_which_values_samples_take(shown: list[Shown]) -> None:
    """A change here is one of what readers can do."""
    ever = {client: {name for one in shown for name in one.taken[number]} for number, client in enumerate(SAMPLES)}
    lacking = {client: [name for name in NAMES if name not in taken] for client, taken in ever.items()}
    assert {client: names for client, names in lacking.items() if names} == LACKING


LACKING = {
    "csharp": ["request.count", "request.gift.wrap"],  # of a type that is declared
    "powershell": ["request.name", "request.count", "request.gift.wrap", "request.gift.message"],  # through a pipe
}


@pytest.mark.parametrize("client", SAMPLES)
def test_what_is_sent(client: str, shown: list[Shown], recorder: Recorder, clients: Clients, tmp_path: Path) -> None:
    if reason := missing(client, SAMPLES[client]):
        skip(reason)
    folder = tmp_path / "canary"
    folder.mkdir()
    if (clients.folder / "node_modules").exists():
        (tmp_path / "node_modules").symlink_to(clients.folder / "node_modules")
    number = list(SAMPLES).index(client)
    recorder.sent.clear()
    said = clients.run_batch(client, [one.codes[number] for one in shown], folder, {})
    sent = list(recorder.sent)
    assert [*folder.iterdir()] == []
    assert len(sent) == len(shown), said
    for one, came in zip(shown, sent, strict=True):
        taken = {name: one.values[name] for name in one.taken[number] if name in NAMES}
        assert _of(came) == _expected(taken), one.codes[number]


def _expected(taken: dict[str, str]) -> dict[str, Any]:
    def text(name: str, printed: str) -> str:
        return taken.get(name, printed)

    return {
        "query": [("state", text("query.state", "open"))],
        "account": text("header.X-Account", "main"),
        "content": {
            "name": text("request.name", "Lamp"),
            "count": float(text("request.count", "2")),
            "gift": {"wrap": text("request.gift.wrap", "true") == "true", "message": text("request.gift.message", "Hi there")},
        },
    }


def _of(sent: Sent) -> dict[str, Any]:
    path, _, query = sent.target.partition("?")
    assert (sent.method, path) == ("POST", "/things/")
    fields = {name.lower(): value for name, value in sent.fields}
    content = json.loads(sent.content)
    content["count"] = float(content["count"])
    return {"query": parse_qsl(query, keep_blank_values=True), "account": fields["x-account"], "content": content}
