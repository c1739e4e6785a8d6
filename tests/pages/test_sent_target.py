"""The path of a page that declares none: the one that its samples have, where all that are understood agree on it."""

from __future__ import annotations

import pytest

from unisono import EndpointPage, Includes, Source, read_page
from unisono.pages.sent import MAX_PATHS, sent_target

V1 = "https://api.example.com/v1"


def page(*blocks: str, head: str = "") -> EndpointPage:
    body = "".join(f"{block}\n" for block in blocks)
    read = read_page(Source("a.md", f"---\nname: A\nmethod: post\n{head}---\n{body}"), Includes(None))
    assert isinstance(read, EndpointPage)
    return read


def curl(url: str, method: str = "POST") -> str:
    return f'~~~ bash\ncurl -X {method} "{url}"\n~~~\n{{: title="Curl" }}\n'


def python(url: str, mark: str = "") -> str:
    return f'~~~ python\nimport requests\n\nrequests.post({mark}"{url}")\n~~~\n{{: title="Python" }}\n'


UNREAD = '~~~ kotlin\nx\n~~~\n{: title="Kotlin" }\n'
BROKEN = '~~~ bash\ncurl -X\n~~~\n{: title="cURL" }\n'
LOGIN = '~~~ bash\ncurl -X POST {login} -d a=1\ncurl -X {method} {url}\n~~~\n{{: title="Curl" }}\n'


@pytest.mark.parametrize(
    ("blocks", "path"),
    [
        ([], None),
        ([curl(f"{V1}/a/")], "/v1/a/"),
        ([curl(f"{V1}/a?b=1#c")], "/v1/a"),
        ([curl(f"{V1}/a/"), python(f"{V1}/a/")], "/v1/a/"),
        ([curl(f"{V1}/a/"), python("https://other.example.com/v1/a/")], "/v1/a/"),
        ([curl(f"{V1}/a/"), python(f"{V1}/b/")], None),
        ([curl(f"{V1}/a/"), python(f"{V1}/a")], None),
        ([UNREAD, BROKEN], None),
        ([UNREAD, BROKEN, python(f"{V1}/a/")], "/v1/a/"),
        ([curl(f"{V1}/$ID/b"), python(f"{V1}/{{id}}/b", "f")], "/v1/{ID}/b"),
        ([curl(f"{V1}/<id>/b"), python(f"{V1}/7/b")], "/v1/{id}/b"),
        ([curl(f"{V1}/7/b"), python(f"{V1}/8/b"), curl(f"{V1}/$ID/b")], None),
        ([curl(f"{V1}/${{ID:0:2}}/b")], "/v1/{…}/b"),
        ([curl("$API/a/7"), curl("$API/a/7")], "/a/7"),
        ([curl("$API/a/7"), python(f"{V1}/a/7")], "/v1/a/7"),
        ([curl("$API/a/7"), python(f"{V1}/b/7")], None),
        ([curl("${API}a/7")], None),
        ([curl("$API")], None),
        ([LOGIN.format(login=f"{V1}/login", method="POST", url=f"{V1}/a")], None),
        ([LOGIN.format(login=f"{V1}/login", method="GET", url=f"{V1}/a")], "/v1/login"),
        ([LOGIN.format(login=f"{V1}/a", method="POST", url=f"{V1}/a")], "/v1/a"),
        ([curl(f"{V1}/$ID{number}") for number in range(MAX_PATHS)], "/v1/{ID0}"),
        ([curl(f"{V1}/$ID{number}") for number in range(MAX_PATHS + 1)], None),
    ],
)
def test_path(blocks: list[str], path: str | None) -> None:
    target = sent_target(page(*blocks))
    assert (target and target.path) == path


def test_a_declared_path_stays() -> None:
    assert sent_target(page(curl(f"{V1}/a/"), head="path: /b/\n")) is None
