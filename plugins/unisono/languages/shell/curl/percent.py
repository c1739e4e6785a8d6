"""Percent-encoding that keeps places."""

from __future__ import annotations

import re

from unisono.text.source import Text

_RESERVED = re.compile(r"[^A-Za-z0-9._~-]")


def encoded(text: Text, unsafe: re.Pattern[str], form: str) -> Text:
    """The text with each byte of the characters that `unsafe` matches written as `form`; placeholders stay as they are."""
    parts = [text.slice(0, 0)]
    for run, unknown in text.runs():
        if unknown:
            parts.append(run)
            continue
        at = 0
        for match in unsafe.finditer(run.value):
            written = "".join(form.format(byte) for byte in match[0].encode("utf-8", "surrogatepass"))
            parts += [run.slice(at, match.start()), Text.decoded(written, run.span(match.start(), match.end()))]
            at = match.end()
        parts.append(run.slice(at, len(run)))
    return Text.join(parts)


def escaped(text: Text) -> Text:
    """All but unreserved characters percent-encoded, as `curl_easy_escape` does."""
    return encoded(text, _RESERVED, "%{:02X}")


def form_escaped(text: Text) -> Text:
    """As `escaped`, with `+` for a space, as the curl tool does for `--data-urlencode`."""
    parts = [text.slice(0, 0)]
    at = 0
    for blank in re.finditer(" ", text.value):
        parts += [escaped(text.slice(at, blank.start())), Text.decoded("+", text.span(blank.start(), blank.end()))]
        at = blank.end()
    return Text.join([*parts, escaped(text.slice(at, len(text)))])
