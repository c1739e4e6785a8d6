"""What Material has around a page is around an endpoint's, too: links to its source, and the question whether it helped."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browsing import box, pages
from sites import Site, build, configure, endpoint, with_class, write

RATINGS = [
    {"icon": "material/emoticon-happy-outline", "name": "Yes", "data": 1, "note": "Thanks"},
    {"icon": "material/emoticon-sad-outline", "name": "No", "data": 0, "note": "Sorry"},
]
PAGE = endpoint(body='Text.\n\n~~~ bash\ncurl https://a.example.com/things/\n~~~\n{: title="Curl" }\n')
HOOK = f"""
from mkdocs.structure.files import File
def on_files(files, config):
    files.append(File.generated(config, "made.md", content={PAGE.replace("Get Thing", "Made")!r}))
"""
OWN = """document$.subscribe(() => {
  const form = document.forms.feedback;
  if (!form) return;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.querySelector(`.md-feedback__note [data-md-value="${event.submitter.dataset.mdValue}"]`).hidden = false;
  });
});"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder: Path = tmp_path_factory.mktemp("feedback")
    write(folder, {"docs/index.md": "# Home\n", "docs/orders/thing.md": PAGE, "docs/own.js": OWN, "hook.py": HOOK})
    features = ["content.action.edit", "content.action.view"]
    config = configure(
        folder,
        repo_url="https://git.example.com/a/b",
        edit_uri="edit/main/docs/",
        theme={"name": "material", "font": False, "features": features},
        extra={"analytics": {"feedback": {"title": "Did it help?", "ratings": RATINGS}}},
        extra_javascript=["own.js"],
        hooks=["hook.py"],
    )
    return build(config, folder / "site")


def test_the_link_to_its_source(site: Site) -> None:
    links = [a for a in with_class(site.page("orders/thing/"), "md-content__button") if a.get("rel") == "edit"]
    assert [a.get("href") for a in links] == ["https://git.example.com/a/b/edit/main/docs/orders/thing.md"]


def test_a_page_that_was_made_has_no_source(site: Site) -> None:
    page = site.page("made/")
    assert with_class(page, "unisono-endpoint")
    assert [a.get("class") for a in with_class(page, "md-content__button")] == ["md-content__button unisono-twin"]


@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_all_is_in_its_place_and_works(browser: Browser, site: Site, width: int) -> None:
    with pages(browser, site) as open_page:
        page = open_page("orders/thing/", width)
        buttons = [box(button) for button in page.locator(".md-content__button").all()]
        assert len(buttons) == 3
        others = [box(page.locator(name).first) for name in ("h1", ".unisono-request-line", ".unisono-samples")]
        text = "e => { const r = new Range(); r.selectNodeContents(e); return r.getBoundingClientRect().right; }"
        others[0]["width"] = page.locator("h1").evaluate(text) - others[0]["x"]
        for one in buttons:
            assert 0 <= one["x"] <= one["x"] + one["width"] <= width
            for other in [*others, *(button for button in buttons if button is not one)]:
                apart = (
                    one["x"] + one["width"] <= other["x"]
                    or other["x"] + other["width"] <= one["x"]
                    or one["y"] + one["height"] <= other["y"]
                    or other["y"] + other["height"] <= one["y"]
                )
                assert apart, (one, other)
        samples, article = others[2], box(page.locator(".unisono-endpoint"))
        assert samples["x"] + samples["width"] >= article["x"] + article["width"] - 1  # no float takes their room
        page.get_by_title("Yes").click()
        assert page.locator(".md-feedback__note").inner_text().strip() == "Thanks"
