"""A real documentation site of 138 endpoint pages, as it is, with a `mkdocs.yml` of a few lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from sites import Site, navigation, text_of, with_class
from unisono.pages.position import read_position

CorpusSite = Callable[[str], Site]

EVERYTHING = "public,v1,internal,file-specs"


@dataclass(frozen=True)
class Declared:
    """What a page's front matter says, read with nothing but a regular expression."""

    url: str
    fields: dict[str, str]

    @property
    def visibility(self) -> str:
        return self.fields.get("visibility", "")

    @property
    def is_endpoint(self) -> bool:
        return bool(self.fields.get("method"))


def _declared(corpus: Path) -> list[Declared]:
    found = []
    for path in sorted(corpus.rglob("*.md")):
        relative = path.relative_to(corpus)
        text = path.read_text(encoding="utf-8")
        if relative.parts[0] != "_includes" and text.startswith("---\n"):
            front_matter, end, _ = text.partition("\n---\n")
            front_matter = front_matter if end else ""  # never closed: a page that is for nobody
            fields = dict(re.findall(r"^(\w+):[ \t]*(.*?)[ \t]*$", front_matter, re.MULTILINE))
            found.append(Declared(relative.with_suffix("").as_posix() + "/", fields))
    return found


@pytest.mark.parametrize("audience", ["v1", EVERYTHING])
def test_pages_are_those_of_the_audience(corpus: Path, corpus_site: CorpusSite, audience: str) -> None:
    site, declared = corpus_site(audience), _declared(corpus)
    assert sum(page.is_endpoint for page in declared) == 138
    names = audience.split(",")
    expected = {page.url for page in declared if page.visibility in names}
    hidden = {page.url for page in declared} - expected
    assert expected <= site.pages()
    assert not hidden & site.pages()
    assert len([p for p in declared if p.is_endpoint and p.url in expected]) == {"v1": 54, EVERYTHING: 133}[audience]
    listed = set(re.findall(r"<loc>https://docs.example.org/(.*?)</loc>", site.read("sitemap.xml")))
    indexed = {entry["location"].partition("#")[0] for entry in site.search_entries()}
    for found in (listed, indexed):
        assert expected <= found
        assert not hidden & found


def test_a_page_whose_front_matter_never_ends_is_for_nobody(corpus_site: CorpusSite) -> None:
    site = corpus_site("v1")
    assert site.files_with("api_version") == []
    assert [w for w in site.warnings if "api_version.md:1:1: error[invalid-front-matter]" in w] != []


def _names(text: str) -> set[str]:
    """Names of things: words with an underscore in them, which no prose, style or script has by chance."""
    return set(re.findall(r"\b[A-Za-z0-9]+_\w+\b", text))


def _text_of_page(corpus: Path, path: Path) -> str:
    """A page's text and its own name, with what it includes."""
    text, pending = f"{path.stem}\n{path.read_text(encoding='utf-8')}", [path]
    seen = set(pending)
    while pending:
        for name in re.findall(r"{%-?\s*include\s+(\S+)", pending.pop().read_text(encoding="utf-8")):
            file = corpus / "_includes" / name
            if file.is_file() and file not in seen:
                seen.add(file)
                pending.append(file)
                text += f"\n{file.stem}\n{file.read_text(encoding='utf-8')}"
    return text


def test_no_name_that_is_only_on_a_hidden_page_is_in_any_file(corpus: Path, corpus_site: CorpusSite) -> None:
    site = corpus_site("v1")
    shown, hidden = set[str](), set[str]()
    for path in corpus.rglob("*.md"):
        relative = path.relative_to(corpus).with_suffix("")
        if relative.parts[0] != "_includes":
            names = _names(_text_of_page(corpus, path))
            (shown if f"{relative.as_posix()}/" in site.pages() else hidden).update(names)
    secret = hidden - shown
    assert len(secret) > 100
    copied = {path.relative_to(corpus).as_posix() for path in corpus.rglob("*") if path.is_file()}  # published as they are
    for path in site.folder.rglob("*"):
        name = path.relative_to(site.folder).as_posix()
        assert _names(name) & secret == set(), name
        if path.is_file() and name not in copied:
            assert _names(path.read_bytes().decode("latin-1")) & secret == set(), name


def test_weight_of_the_pages(corpus_site: CorpusSite) -> None:
    site = corpus_site(EVERYTHING)
    heaviest = max((site.folder / url / "index.html" for url in site.pages()), key=lambda path: path.stat().st_size)
    assert heaviest.stat().st_size <= 150_000, heaviest


def test_includes_are_no_pages(corpus_site: CorpusSite) -> None:
    assert not (corpus_site("v1").folder / "_includes").exists()


def test_every_endpoint_page_is_drawn(corpus: Path, corpus_site: CorpusSite) -> None:
    site = corpus_site(EVERYTHING)
    for declared in _declared(corpus):
        if declared.is_endpoint and declared.url in site.pages():
            page = site.page(declared.url)  # raises on any parse error
            assert [e.text for e in page.iter("h1")] == [declared.fields["name"].strip("\"'")], declared.url
            assert (
                text_of(with_class(with_class(page, "unisono-head")[0], "unisono-method")[0])
                == declared.fields["method"].upper()
            )
            shown = "".join(text_of(e) for e in with_class(page, "md-content"))
            assert "{%" not in shown


def test_the_notes_of_kramdown(corpus_site: CorpusSite) -> None:
    page = corpus_site(EVERYTHING).page("_fs_product_data/product/")
    notes = [" ".join(text_of(e).split()) for e in with_class(page, "info")]
    assert "> = Category Path Separator" in notes
    assert not any("{:" in note for note in notes)


def test_navigation_is_in_the_order_of_positions(corpus: Path, corpus_site: CorpusSite) -> None:
    site = corpus_site("v1")
    for folder, section in (("_v1_organization", "Organization"), ("_v1_ordering_retailer", "Orders - Retailer")):
        declared = [p for p in _declared(corpus) if p.url.startswith(f"{folder}/") and p.visibility == "v1"]
        declared.sort(key=lambda p: read_position(p.fields["position"]))
        titles = navigation(site.page(declared[0].url))
        at = titles.index(section)
        assert titles[at + 1 : at + 1 + len(declared)] == [p.fields["name"] for p in declared]
    retailer = [p for p in _declared(corpus) if p.url.startswith("_v1_ordering_retailer/")]
    assert {p.fields["position"] for p in retailer} == {"5.1.1", "5.1.2", "5.1.3", "5.1.4"}


def test_named_folders_come_first(corpus_site: CorpusSite) -> None:
    titles = navigation(corpus_site("v1").page("_v1_ordering_retailer/create_order/"))
    at = titles.index("Orders - Retailer")
    assert "Organization" in titles[:at]
    assert "v1 documentation" in titles[at:]


def test_findings_name_the_file_and_the_place(corpus_site: CorpusSite) -> None:
    warnings = corpus_site("v1").warnings
    assert len(warnings) > 50
    assert len(set(warnings)) == len(warnings)
    pattern = re.compile(r"\S+\.md:\d+:\d+: (?:error|warning)\[[a-z-]+\] .+", re.DOTALL)
    assert [w for w in warnings if not pattern.fullmatch(w) and not w.startswith("Left out ")] == []
