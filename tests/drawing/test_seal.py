"""The seal: what it says of the samples, and the report."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import pytest
from playwright.sync_api import Page

from browsing import Open
from sites import MakeSite, Site, endpoint, text_of, with_class

CURL = "~~~ bash\ncurl https://api.example.com/things/\n~~~\n{: title=Curl }\n"
OTHER_PATH = "~~~ bash\nhttp GET https://api.example.com/other/\n~~~\n{: title=HTTPie }\n"
INVALID = "~~~ python\nimport requests\nrequests.get(\n~~~\n{: title=Python }\n"
UNKNOWN = "~~~ elixir\nHTTPoison.get!('https://api.example.com/things/')\n~~~\n{: title=Elixir }\n"
OTHER_UNKNOWN = UNKNOWN.replace("elixir", "rust").replace("Elixir", "Rust").replace("HTTPoison.get!(", "reqwest::get(")
GROUPS = ("pages", "samples", "agree", "disagree", "invalid", "unsupported", "suppressed")


def _seal(page: Element) -> tuple[str, list[str]]:
    seals = with_class(page, "unisono-seal")
    assert len(seals) == 1
    return text_of(seals[0][0]), [text_of(item) for item in seals[0].iter("li")]


def _report(page: Element) -> dict[str, object]:
    link = next(e for e in with_class(page, "unisono-seal")[0].iter("a"))
    kind, _, data = str(link.get("href")).partition(",")
    assert kind == "data:application/json"
    found: dict[str, object] = json.loads(unquote(data))
    return found


def test_counts(make_site: MakeSite) -> None:
    cases = {
        ("1 of 1 sample sends this request", "agree"): [CURL],
        ("1 of 2 samples sends this request; 1 differs", "disagree"): [CURL, OTHER_PATH],
        ("0 of 1 sample send this request; 1 differs", "disagree"): [OTHER_PATH],
        ("1 of 2 samples sends this request; 1 cannot run", "invalid"): [CURL, INVALID],
        ("1 of 3 samples sends this request; 2 were not understood", "unsupported"): [CURL, UNKNOWN, OTHER_UNKNOWN],
        ("1 of 4 samples sends this request; 1 differs, 1 cannot run, 1 was not understood", "disagree"): [
            *(CURL, OTHER_PATH, INVALID, UNKNOWN)
        ],
    }
    site = make_site({f"p{n}.md": endpoint(body="\n".join(samples)) for n, samples in enumerate(cases.values())})
    pages = [site.page(f"p{n}/") for n in range(len(cases))]
    assert [(_seal(page)[0], with_class(page, "unisono-seal")[0].get("data-outcome")) for page in pages] == list(cases)


def test_says_that_the_page_declares_no_path(make_site: MakeSite) -> None:
    cases = {
        "2 of 2 samples send this request; this page declares no path to compare theirs with": [CURL, CURL],
        "1 of 2 samples sends this request; 1 differs, this page declares no path to compare theirs with": [CURL, OTHER_PATH],
        "0 of 1 sample send this request; 1 cannot run": [INVALID],  # whose path is not known either
    }
    pages = {
        f"p{n}.md": endpoint(body="\n".join(samples)).replace("title: /things/", "title: List all things")
        for n, samples in enumerate(cases.values())
    }
    site = make_site(pages)
    assert [_seal(site.page(f"p{n}/"))[0] for n in range(len(cases))] == list(cases)


@pytest.mark.parametrize(("setting", "seals", "marks"), [("seal", 0, 2), ("marks", 1, 0)])
def test_settings_leave_seal_or_marks_out(make_site: MakeSite, setting: str, seals: int, marks: int) -> None:
    site = make_site({"page.md": endpoint(body=CURL + "\n" + OTHER_PATH)}, plugins=[{"unisono": {setting: False}}])
    page = site.page("page/")
    assert len(with_class(page, "unisono-seal")) == seals
    assert len([e for e in with_class(page, "unisono-samples")[0].iter("label") if e.get("data-outcome")]) == marks
    assert any("path-mismatch" in warning for warning in site.warnings)


def test_every_sample_and_every_tab_has_its_mark(make_site: MakeSite) -> None:
    page = make_site({"page.md": endpoint(body="\n".join([CURL, OTHER_PATH, INVALID, UNKNOWN]))}).page("page/")
    assert _seal(page)[1] == ["Curl agrees", "HTTPie differs", "Python cannot run", "Elixir was not understood"]
    marks = [e.get("data-outcome") for e in with_class(page, "unisono-samples")[0].iter("label")]
    assert marks == ["agree", "disagree", "invalid", "unsupported"]


def test_a_page_without_samples_has_none(make_site: MakeSite) -> None:
    assert with_class(make_site({"page.md": endpoint()}).page("page/"), "unisono-seal") == []


def test_own_pages_agree(own_site: Site) -> None:
    page = own_site.page("api/orders/create_order/")
    assert _seal(page)[0] == "4 of 4 samples send this request"
    assert _report(page)["summary"] == dict(zip(GROUPS, (1, 4, 4, 0, 0, 0, 0), strict=True))
    assert _report(page)["diagnostics"] == []


def test_report_names_files_as_seen_from_the_page(make_site: MakeSite, tmp_path: Path) -> None:
    site = make_site({"_includes/sample.md": OTHER_PATH, "a/page.md": endpoint(body="{% include sample.md %}\n\n" + CURL)})
    report = _report(site.page("a/page/"))
    assert json.dumps(report).count(tmp_path.name) == 0
    found = report["diagnostics"]
    assert isinstance(found, list)
    assert [(d["rule"], d["path"], d["related"][0]["path"]) for d in found] == [
        ("path-mismatch", "../_includes/sample.md", "page.md")
    ]


@pytest.mark.browser
def test_marks_are_read_out(open_page: Open) -> None:
    page: Page = open_page("api/orders/create_order/")
    names = page.locator(".unisono-samples > input").evaluate_all("all => all.map((e) => e.labels[0].innerText.trim())")
    assert names[:2] == ["Curl", "HTTPie"]  # the text alone, by which Material links tabs
    assert page.get_by_role("radio", name="Curl agrees").count() == 1
    page.locator(".unisono-seal summary").click()
    with page.expect_download() as download:
        page.get_by_text("Report (JSON)").click()
    assert download.value.suggested_filename == "create_order.json"
