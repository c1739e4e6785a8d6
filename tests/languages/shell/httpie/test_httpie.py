"""HTTPie samples, compared with what HTTPie itself makes of the same words, without sending anything."""

from __future__ import annotations

import io
import os
import re
import shlex
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, TextIO

import pytest
from httpie.cli.definition import parser  # type: ignore[import-untyped]
from httpie.client import collect_messages  # type: ignore[import-untyped]
from httpie.context import Environment  # type: ignore[import-untyped]
from hypothesis import example, given, settings
from hypothesis import strategies as st
from requests.adapters import HTTPAdapter
from urllib3.util.url import _encode_target

from unisono.languages.reading import Reading
from unisono.languages.shell.httpie import MARK
from unisono.languages.shell.httpie.reading import read
from unisono.text.json import read_json
from unisono.text.source import Source, Text
from unisono.wire.request import Request

ALWAYS_SENT = {"user-agent", "accept-encoding", "connection", "content-length", "host"}


def reading(code: str) -> Reading:
    return read(Text.of(Source("sample.sh", code)))


def only(code: str) -> Request:
    found = reading(code)
    assert found.status == "ok", found.reason
    assert len(found.requests) == 1
    return found.requests[0]


def place(text: Text) -> str:
    span = text.span()
    return span.source.text[span.start : span.end]


class Refused(Exception):
    """HTTPie does not send; the message is its own."""


class HttpieItself:
    """HTTPie's command line, up to where it would send."""

    def __init__(self, config: Path) -> None:
        self.config = config
        self.environment = Environment
        self.parser = parser
        self.parser.error = self.refuse

    @staticmethod
    def refuse(message: str) -> None:
        raise Refused(message)

    def does(self, words: list[str], stdin: str | None) -> tuple[Any, ...] | Exception:
        """Method, target, header fields and content; or what HTTPie raises instead of sending."""
        reading_end, writing_end = os.pipe()
        with os.fdopen(writing_end, "w", encoding="utf-8") as pipe:
            pipe.write(stdin or "")
        with os.fdopen(reading_end, encoding="utf-8") as pipe:
            try:
                return self.sends(words, stdin, pipe)
            except (Refused, ValueError, LookupError, OSError) as error:
                return error

    def sends(self, words: list[str], stdin: str | None, fed: TextIO) -> tuple[Any, ...]:
        env = self.environment(
            stdin=fed, stdin_isatty=stdin is None, stdout=io.StringIO(), stderr=io.StringIO(), config_dir=self.config
        )
        env.program_name = "http"
        arguments = self.parser.parse_args(args=words, env=env)
        request = next(iter(collect_messages(env, arguments, lambda _: None)))
        body = request.body
        content = b"" if body is None else body if isinstance(body, bytes) else body.read()
        fields = []
        for name, value in request.headers.items():
            name.encode("ascii")
            text = value.decode() if isinstance(value, bytes) else value
            if re.search(r"[\r\n]", text):  # requests sees only one of the fields of a name; http.client then refuses it
                raise ValueError(f"Invalid header value {text!r}")
            fields.append((name, text))
        target = _encode_target(HTTPAdapter().request_url(request, {}))
        return request.method, target, comparable(fields), boundless(content.decode())


def comparable(fields: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Header fields without those that any client sends, and without the boundary, which is random."""
    kept = ((name, re.sub("boundary=[0-9a-z]+$", "boundary=", value)) for name, value in fields)
    return sorted(f for f in kept if f[0].lower() not in ALWAYS_SENT and f != ("Accept", "*/*"))


def boundless(content: str) -> str:
    found = re.match("--([0-9a-f]{32}|unisono)(--)?\r\n", content)
    return content.replace(found[1], "B") if found else content


def as_read(request: Request) -> tuple[Any, ...]:
    target = re.sub(r"^https?://[^/]*", "", request.url.value)
    fields = [(f.name.value, f.value.value) for f in request.fields]
    content = request.content.text.value if request.content else ""
    return request.method.value, target, comparable(fields), boundless(content)


def no_password(prompt: str) -> str:
    raise ValueError(prompt)


@pytest.fixture(scope="module")
def itself(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HttpieItself]:
    with pytest.MonkeyPatch.context() as patch, Path(os.devnull).open() as nothing:
        patch.setattr("sys.stdin", nothing)
        patch.setattr("getpass.getpass", no_password)
        yield HttpieItself(tmp_path_factory.mktemp("httpie"))


def test_a_json_member_has_the_place_of_the_authors_words() -> None:
    request = only("""http PATCH https://h.test/orders order_uuid="521a-91e5" note='café "x"' lines:='[{"sku": "A-1"}]'""")
    assert request.content is not None
    sent = read_json(request.content.text)
    uuid, note, lines = (value for _, value in sent.members)
    assert place(uuid.text) == "521a-91e5"
    assert place(note.text) == 'café "x"'
    assert place(lines.text) == '[{"sku": "A-1"}]'
    assert place(lines.items[0].members[0][1].text) == "A-1"
    assert [place(name.text) for name, _ in sent.members] == ["order_uuid", "note", "lines"]


def test_header_query_and_url_have_the_place_of_the_authors_words() -> None:
    request = only("http -a u:p post h.test/a/../b?x=1 'X-Tag: one' 'q==a b'")
    assert place(request.method) == "post"
    tag, authorization = request.fields
    assert (place(tag.name), place(tag.value)) == ("X-Tag", "one")
    assert place(authorization.value) == "u:p"
    url = request.url
    assert url.value == "http://h.test/b?x=1&q=a+b"
    assert place(url[url.value.index("q=a") + 2 :]) == "a b"
    assert place(url[url.value.index("/b") : url.value.index("?")]) == "/b"


@pytest.mark.parametrize(
    ("code", "is_httpie"),
    [
        ("http https://h.test/", True),
        ("$ https -v h.test/a", True),
        ("http post h.test a=b", True),
        ("# first\necho x |\\\n  http PUT :/a", True),
        ("TOKEN=$(http POST h.test/login)", True),
        ("A=b http :3000/x", True),
        ("python3 -m httpie h.test", True),
        ("curl https://h.test/  # http only", False),
        ("http {\n  server { listen 80; }\n}", False),
        ("# http requests are refused\ncurl -X POST http://h.test/", False),
        ("GET /orders HTTP/1.1", False),
        ("http-server -p 80", False),
    ],
)
def test_the_mark_of_a_sample(code: str, is_httpie: bool) -> None:
    assert bool(MARK.search(code)) is is_httpie


CHARACTERS = st.sampled_from("ab1_-.~ \\\\[]{}\"':=;,%/?&+#\n\té😀\u2028\x7f0")
KEYS = st.one_of(
    st.sampled_from(["a", "b", "a[b]", "a[]", "a[1]", "[]", "[0]", "x[\\[y]", "007", "Content-Type"]),
    st.text(CHARACTERS, max_size=6),
)
VALUES = st.one_of(
    st.text(CHARACTERS, max_size=10),
    st.sampled_from(
        ["1", "1.50", "1e5", "-0", "true", "null", '"\\u00e9\\/"', "[1, [2]]", '{"b": {"c": 1}, "b": 2}', "{}", "[]"]
    ),
)
ITEMS = st.builds(lambda key, sign, value: key + sign + value, KEYS, st.sampled_from([":", "=", ":=", "==", ";", "="]), VALUES)
OPTIONS = st.sampled_from(
    [
        *(
            ["--json"],
            ["-j"],
            ["--form"],
            ["-f"],
            ["--multipart"],
            ["--mult"],
            ["--fo"],
            ["-fv"],
            ["-vj"],
            ["--no-form"],
            ["--no-x"],
        ),
        *(["--raw", ""], ["--raw", "{}"], ["--raw=é"], ["-a", "u:p"], ["-au"], ["--auth=u:p:q"], ["-A", "bearer"], ["-Abasic"]),
        *(
            ["--path-as-is"],
            ["--default-scheme", "https"],
            ["-p", "hb"],
            ["--pretty", "x"],
            ["--timeout", "1"],
            ["--max-headers=x"],
        ),
        *(["-I"], ["--verbose=1"], ["-v=f"], ["-1"], ["--boundary", "zz"], ["--follow"], ["-x"], ["--auth-type=digest"]),
    ]
)
URLS = st.one_of(
    st.sampled_from(
        [
            ":/a",
            "h.test",
            "http://u:p@h.test/x?y=1",
            "://h.test",
            "HTTP://H.test:0080/a/../b/./c/..",
            "h.test?a=%7e%2f",
            "ftp://h.test",
        ]
    ),
    st.text(CHARACTERS, max_size=12).map(lambda tail: "http://h.test/" + tail),
)
COMMANDS = st.tuples(
    st.lists(OPTIONS, max_size=2),
    st.sampled_from([[], ["get"], ["POST"], ["PATCH"]]),
    URLS,
    st.lists(ITEMS, max_size=4),
    st.lists(OPTIONS, max_size=1),
    st.one_of(st.none(), st.none(), st.text(CHARACTERS, max_size=6)),
)


@settings(max_examples=200, deadline=None)
@given(COMMANDS)
@example(([], [], ":/a", ["a:0\n0", "a:0"], [], None))
def test_what_httpie_itself_makes_of_the_words(itself: HttpieItself, command: tuple[Any, ...]) -> None:
    before, method, url, items, behind, stdin = command
    words = [*chain(*before), *method, url, *items, *chain(*behind)]
    code = " ".join(["http", *map(shlex.quote, words)])
    found = reading(code if stdin is None else f"printf %s {shlex.quote(stdin)} | {code}")
    wanted = itself.does(words, stdin)
    if found.status == "ok":
        assert as_read(found.requests[0]) == wanted
    elif found.status == "unsupported":
        assert found.reason in {"--compress sends deflated content", "a path as it is that has parameters (`;`)"}
    elif isinstance(wanted, tuple):
        assert found.reason in {
            "Couldn’t resolve the given hostname. Please check the URL and try again.",
            f"InvalidSchema: No connection adapters were found for {url!r}",
        }
    elif isinstance(wanted, Refused) and len(before) + len(items) + len(behind) == 1:
        assert found.reason is not None
        own_words = re.split("; (?:`:=` takes JSON|a request item is )", found.reason)[0]  # without the advice behind them
        assert str(wanted).startswith(own_words)  # of several errors HTTPie may find another one first


@settings(max_examples=300, deadline=None)
@given(st.text())
@example("http")
@example("http \0")
@example("http https://h.test/ 'a[\\'=1")
@example("http https://h.test/ a:=" + "[" * 3000)
@example("http https://h.test/ 'a" + "[b]" * 3000 + "=1'")
@example("http https://h.test/ a[999999999]=1")
@example('http https://h.test/ "a:=[$X, ' + "1" * 5000 + ']"')
@example("http https://h.test/ a:=" + "1" * 5000)
def test_any_text_gets_a_reading(code: str) -> None:
    for sample in (code, f"http {code}", f"http POST https://h.test/ {code}", f"http h.test '{code}'"):
        assert isinstance(reading(sample), Reading)


def test_credentials_that_cannot_be_encoded() -> None:
    for code in ("http -a '\ud800:x' :/a", "http 'https://\ud800:x@api.example.com/'"):
        assert reading(code).status == "unsupported"
