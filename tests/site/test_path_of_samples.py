"""An endpoint's page that declares no path: it shows the one that its samples have, and says so, or none at all."""

from __future__ import annotations

import pytest
from mkdocs.exceptions import Abort

from sites import MakeSite, Site, text_of, with_class

SAMPLE = '~~~ bash\ncurl -X POST https://api.example.com/v1/notes/ -d a=1\n~~~\n{: title="Curl" }\n'
HEAD = "---\nname: {name}\nmethod: post\nvisibility: public\n---\nA text.\n\n"
FILES = {
    "index.md": "# Home\n\n<!-- unisono: endpoints -->\n",
    "sent.md": HEAD.format(name="Sent") + SAMPLE,
    "unlike.md": HEAD.format(name="Unlike") + SAMPLE + SAMPLE.replace("notes", "books"),
    "none.md": HEAD.format(name="None"),
}


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    return make_site(FILES)


def test_what_readers_see(site: Site) -> None:
    lines = {name: with_class(site.page(f"{name}/"), "unisono-request-line")[0] for name in ("sent", "unlike", "none")}
    assert {name: text_of(line) for name, line in lines.items()} == {
        "sent": "POSThttps://api.example.com/v1/notes/from the samples",
        "unlike": "POST",
        "none": "POST",
    }
    rows = [[text_of(cell) for cell in row] for row in with_class(site.page(""), "unisono-table")[0].iter("tr")]
    assert rows[1:] == [["POST", "", "None"], ["POST", "/v1/notes/ from the samples", "Sent"], ["POST", "", "Unlike"]]


def test_what_programs_read(site: Site) -> None:
    twin = site.read("sent/index.md")
    assert twin.startswith("---\ntitle: Sent\nmethod: POST\n---\n\n# Sent\n\n`POST /v1/notes/` (from the samples)\n")
    assert "`POST`\n" in site.read("none/index.md")
    listed = site.read("index.md")
    assert "| POST | `/v1/notes/` (from the samples) | [Sent](sent/index.md) |" in listed
    assert "| POST |  | [None](none/index.md) |" in listed
    found = {entry["location"]: entry for entry in site.search_entries()}
    assert found["sent/"]["text"] == "<p><code>POST</code> <code>/v1/notes/</code> <i>(from the samples)</i> A text.</p>"
    assert found["sent/"]["path"] == "v 1 notes"
    assert found["none/"]["text"] == "<p><code>POST</code> A text.</p>"


def test_a_path_that_is_lost_on_the_way_is_told(make_site: MakeSite, caplog: pytest.LogCaptureFixture) -> None:
    hook = "def on_page_content(html, **_):\n    return html.replace('unisono-path', 'x')\n"
    with pytest.raises(Abort):
        make_site({"sent.md": FILES["sent.md"], "../hook.py": hook}, hooks=["hook.py"])
    assert "sent/index.html is without the path '/v1/notes/'" in caplog.text
