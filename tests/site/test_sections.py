"""The entries of the search's index are those that Material's search plugin makes, for any page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from material.plugins.search.plugin import Parser  # type: ignore[import-untyped]

from sites import ROOT, MakeSite, Site, build, endpoint
from unisono.site import preparation, search
from unisono.site.search import is_known
from unisono.site.sections import MAX_DEPTH, Section, sections_of

Sections = list[tuple[str | None, str, str, bool]]


def _theirs(html: str) -> Sections | None:
    """What Material's parser finds; None where it stumbles."""
    parser = Parser()
    try:
        parser.feed(html)
        parser.close()
    except (ValueError, AttributeError, AssertionError):
        return None
    return [(section.id, "".join(section.title), "".join(section.text), section.is_excluded()) for section in parser.data]


def _ours(html: str) -> Sections | None:
    found = sections_of(html)
    return (
        None
        if found is None
        else [(section.id, "".join(section.title), "".join(section.text), section.excluded) for section in found]
    )


_NAMES = st.sampled_from(
    [
        "p",
        "p",
        "code",
        "pre",
        "li",
        "ul",
        "ol",
        "sub",
        "div",
        "div",
        "span",
        "span",
        "a",
        "em",
        "dl",
        "h1",
        "h2",
        "h2",
        "h2",
        "h3",
    ]
)
_IDS = st.sampled_from("abcd").map(' id="{}"'.format)
_OBEYED = [
    ' class="linenodiv"',
    ' class="headerlink"',
    ' data-search-exclude=""',
    " data-search-exclude",
    ' id=""',
    ' id="a" id="b"',
]
_USUAL = st.sampled_from(["", "", "", ' class="x y"', " id='c'", ' data-slot="&quot;>" title', ' title="\n"', *_OBEYED]) | _IDS
_ODD = st.sampled_from(
    [
        *(
            " id",
            " id=e",
            ' id="&amp;"',
            ' class="&#108;inenodiv"',
            ' CLASS="linenodiv"',
            " DATA-SEARCH-EXCLUDE",
            ' title="<span>"',
        ),
        *(" /", "/", ' class="headerlink" data-search-exclude', "\t", ' a="b"c="d"'),
    ]
)
_TEXTS = st.sampled_from(
    [
        *("", " ", "\n", "  \n", "x", " x\n", "\ny", "\xa0", "\x1c", "\r", "\x00", "é", '"', "<br>", "<br />", "<wbr>", "<i/>"),
        *("&lt;", "&amp;lt;", "&nbsp;", "&#1;", "&#32;", "&#x27;", "<!-- c -->", "<!---->", '<input id="i">', "<span></span>"),
    ]
)
_BROKEN = st.sampled_from(
    [
        *(
            "&",
            "&am",
            "p;",
            "&#39",
            "&notit;",
            "->",
            "-->",
            "<",
            "<-",
            "<!",
            "<!-",
            "<!--",
            "<!doctype>",
            "<![CDATA[",
            "]]>",
            "<?",
        ),
        *(
            "</",
            "</>",
            "<p",
            "<p>",
            "</p>",
            "</br>",
            "<p/>",
            "<P>",
            "</P>",
            "</p >",
            "<hx>",
            "<script>",
            "<textarea>",
            "<svg>",
            ' ="',
        ),
    ]
)


def _elements(attributes: st.SearchStrategy[str], inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    within = st.lists(inside, max_size=5).map("".join)
    return st.builds(lambda name, words, content: f"<{name}{words}>{content}</{name}>", _NAMES, attributes, within)


def _trees(attributes: st.SearchStrategy[str], texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    spans = st.recursive(texts, lambda inside: st.builds("<span{}>{}{}</span>".format, attributes, inside, texts), max_leaves=6)
    code = st.builds(
        "<pre>{}<code>{}{}</code>{}</pre>".format, st.sampled_from(["", "<span></span>", "x"]), spans, spans, texts
    )
    return st.lists(st.recursive(texts | code, lambda inside: _elements(attributes, inside), max_leaves=20), max_size=6).map(
        "".join
    )


_FRAGMENTS = (
    _TEXTS
    | _BROKEN
    | st.builds("<{}{}>".format, _NAMES, _USUAL | _ODD)
    | _NAMES.map("</{}>".format)
    | st.text(alphabet="<>/!-ph2 =\"'&;\n", max_size=8)
    | st.text(max_size=4)
)


@given(
    _trees(st.just("") | _IDS, _TEXTS)
    | _trees(_USUAL, _TEXTS)
    | _trees(_USUAL | _ODD, _TEXTS | _BROKEN)
    | st.lists(_FRAGMENTS).map("".join)
)
@example("<div><div><h2 id=\"a\">A</h2><h2 id='b'>B</h2></div></div><div><div><div><h2 id='c'>C</h2></div>x</div></div>")
@example('<div data-search-exclude=""><p>a</p><div>b</div>c</div>')
@example("<ul><li><h2 id='a'>A</h2>x</li></ul>")
@example('<pre><code>a<span class="linenodiv">b</span></code></pre>')
@example('<ul data-search-exclude=""><ul>a</ul>b<ul></ul></ul>')
@example("<pre><code>&am<span>p;</span></code></pre>")
@example("<pre><code><!-<span></span>-x--></code></pre>")
def test_sections_of_any_html(html: str) -> None:
    ours = _ours(html)
    assert ours is None or ours == _theirs(html)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "text &amp; text",
        "<!-- a comment -->\n<p>text</p>",
        '<h1 id="a">A<a class="headerlink" href="#a">¶</a></h1><p>1 > 0 &nbsp;</p><h2 id="b"> B </h2><ul>\n<li></li>\n</ul>',
        '<div data-search-exclude><h2 id="a">A</h2></div><table><tr><td>a<br>b</td></tr></table>',
        "<p>1 > 0</p>",
        '<p data-search-exclude="">a</p><pre>b</pre>',
        '<h2 id="a">A<b> </b> <i>B</i></h2>',
        '<section data-search-exclude=""><div data-search-exclude=""><p>a</p></div><p>b</p></section>c',
        '<p><svg viewBox="0 0"><path d="M1"/></svg></p>',
        '<pre><span></span><code><span class="n">a</span>\n<span data-slot="b"><span class="o">=</span></span></code></pre>',
    ],
)
def test_what_is_usual_is_not_left_to_the_plugin(html: str) -> None:
    assert sections_of(html) is not None
    assert _ours(html) == _theirs(html)


@pytest.mark.parametrize(
    "html", ["<p>", "</p>", "<b><i></b></i>", "<p class=x>", "<script></script>", "a < b", "<hx></hx>", "<P></P>"]
)
def test_what_is_unusual_is_left_to_the_plugin(html: str) -> None:
    assert sections_of(html) is None


@pytest.mark.parametrize("headings", [MAX_DEPTH - 1, MAX_DEPTH])
def test_nesting_is_bounded_where_it_costs(headings: int) -> None:
    assert (sections_of("<h2>" * headings + "</h2>" * headings) is None) == (headings == MAX_DEPTH)
    depth = 20_000
    assert sections_of("<div>" * depth + "x" + "</div>" * depth) is not None


def _articles(site: Site) -> list[str]:
    """The HTML of each page's content, as it was written."""
    pages = [site.read(f"{url}index.html") for url in sorted(site.pages())]
    return [page.partition("<article")[2].partition(">")[2].partition("</article>")[0] for page in pages]


def test_sections_of_our_pages(own_site: Site) -> None:
    articles = _articles(own_site)
    assert len(articles) > 50
    assert [_ours(html) for html in articles] == [_theirs(html) for html in articles]


def test_sections_of_a_real_site(corpus_site: Callable[[str], Site]) -> None:
    articles = _articles(corpus_site("v1"))
    ours = [_ours(html) for html in articles]
    assert sum(found is None for found in ours) < 3
    assert all(found is None or found == _theirs(html) for found, html in zip(ours, articles, strict=True))


def _leave_to_the_plugin(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let it read all pages itself, with nothing known of earlier builds."""
    monkeypatch.setattr(preparation, "entries_of", lambda *_: None)
    monkeypatch.setenv("UNISONO_CACHE_DIR", str(folder / "other-cache"))


def test_the_index_is_that_of_the_plugin(own_site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _leave_to_the_plugin(monkeypatch, tmp_path)
    theirs = build(ROOT / "mkdocs.yml", tmp_path / "site")
    assert own_site.read("search/search_index.json") == theirs.read("search/search_index.json")


PAGES = {
    "a.md": endpoint(body="### Request Parameters\n\nid\n: (string) `A`.\n\n## Twice\n\n## Twice\n\n1 < 2\n"),
    "b.md": "---\ntitle: B\ntags: [x, 1]\nsearch: {boost: 2}\n---\n## No title\n\n<p class=x>Unusual",
    "c.md": "---\nsearch: {exclude: true}\n---\n# C\n",
    "d.md": "# *D*\n\n<div data-search-exclude markdown=1>\n## In\n</div>\n\n## Out\n",
}


@pytest.mark.parametrize("known", [True, False])
def test_entries_with_a_plugin_that_is_known_and_with_another(
    make_site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    read: list[str] = []

    def noted(html: str) -> list[Section] | None:
        read.append(html)
        return sections_of(html)

    monkeypatch.setattr(search, "is_known", lambda: known)
    monkeypatch.setattr(search, "sections_of", noted)
    ours = make_site(PAGES).search_entries()
    assert bool(read) == known
    _leave_to_the_plugin(monkeypatch, tmp_path)
    assert ours == make_site(PAGES).search_entries()
    locations = {entry["location"] for entry in ours}
    assert {"a/#request-parameters", "a/#twice_1", "b/#no-title", "d/"} <= locations
    assert not {location for location in locations if location.startswith("c/")}


def test_the_plugin_that_is_installed_is_known() -> None:
    """Where it is not, compare its `Parser` and `SearchIndex` with `sections` and `search`, and note its digest there."""
    assert is_known()
