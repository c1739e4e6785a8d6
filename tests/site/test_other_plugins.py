"""Builds beside other plugins, in an environment of their own: endpoint pages come out whole. `pytest -m host` runs them.

Of Material's own, two are not here: `social` takes fonts from the network and needs Cairo; `info` asks the network for the
latest version, and ends the build.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import html5lib
import pytest

from hosts import PACKAGES, build_with, environment
from sites import Site, configure, text_of, with_class, write

pytestmark = pytest.mark.host

THING = """\
---
title: /things/{id}/
name: Get Thing
method: get
visibility: public
---
Words about *it*.

## Parameters

id
: (string) Which "one" & why.

limit
: (integer) How many.

~~~ bash
curl 'https://api.example.com/things/7/?limit=2' \\
  -H 'Accept: <b>&amp;'
~~~
{: title="Curl" }

~~~ python
import requests

requests.get("https://api.example.com/things/7/", params={"limit": 2}, headers={"Accept": "<b>&amp;"})
~~~
{: title="Python (requests)" }
"""

ONLY = """\
---
title: /only/
name: Only
type: post
visibility: public
parameters:
  - name: first
    content: The first.
left_code_blocks:
  - code_block: |-
      curl -d first=1 https://api.example.com/only/

      # twice  as long
      curl -d first=2 https://api.example.com/only/
    title: Curl
    language: bash
---
"""

SHOWN = {
    "orders/thing": (
        "/things/{id}/",
        ["id", "limit"],
        ["curl 'https://api.example.com/things/7/?limit=2' \\\n  -H 'Accept: <b>&amp;'", "import requests\n"],
    ),
    "orders/only": ("/only/", ["first"], ["curl -d first=1 https://api.example.com/only/\n\n# twice  as long\n"]),
}

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>\n'

FILES = {
    "index.md": "# Home\n\n<!-- unisono: endpoints -->\n\n![A picture](picture.svg)\n",
    "guide.md": "---\ntags: [one]\n---\n# Guide\n\nSee [the thing](orders/thing.md).\n",
    "orders/index.md": "# Orders\n",
    "orders/thing.md": THING,
    "orders/only.md": ONLY,
    "picture.svg": PICTURE,
}

PLUGINS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "blog": ({}, {"blog/posts/one.md": "---\ndate: 2026-01-02\n---\n# Post\n\nText.\n"}),
    "group": ({"enabled": True, "plugins": [{"meta": {}}, {"tags": {}}]}, {}),
    "meta": ({}, {"orders/.meta.yml": "tags: [two]\n"}),
    "offline": ({}, {}),
    "optimize": ({"optimize_png": False}, {}),  # which takes a program of its own
    "privacy": ({}, {}),
    "projects": ({}, {}),
    "tags": ({}, {"tags.md": "# Tags\n\n<!-- material/tags -->\n"}),
    "typeset": ({}, {}),
    "autorefs": ({}, {}),
    "awesome-nav": ({}, {".nav.yml": "nav:\n  - index.md\n  - '*'\n"}),
    "awesome-pages": ({}, {"orders/.pages": "nav:\n  - only.md\n  - ...\n"}),
    "exclude": ({"glob": ["drafts/*"]}, {"drafts/one.md": "# Draft\n"}),
    "exclude-search": ({"exclude": ["guide.md"]}, {}),
    "gen-files": ({"scripts": ["generate.py"]}, {}),
    "git-authors": ({}, {}),
    "git-revision-date-localized": ({}, {}),
    "glightbox": ({}, {}),
    "include-markdown": ({}, {"more.md": '# More\n\n{% include-markdown "guide.md" %}\n'}),
    "literate-nav": (
        {"nav_file": "SUMMARY.md"},
        {"SUMMARY.md": "* [Home](index.md)\n* [Guide](guide.md)\n* [Orders](orders/)\n"},
    ),
    "macros": ({}, {"more.md": "# More\n\n{{ 1 + 1 }}\n"}),
    "minify": ({"minify_html": True, "htmlmin_opts": {"remove_comments": True, "remove_optional_attribute_quotes": True}}, {}),
    "mkdocstrings": ({}, {"orders/made.md": ONLY.replace("/only/", "/made/") + "Words.\n\n::: generate\n"}),
    "print-site": ({}, {}),
    "redirects": ({"redirect_maps": {"old.md": "orders/thing.md"}}, {}),
    "rss": ({}, {}),
    "section-index": ({}, {}),
    "i18n": (
        {
            "languages": [
                {"locale": "en", "name": "English", "default": True, "build": True},
                {"locale": "fr", "name": "Français", "build": True},
            ]
        },
        {"orders/thing.fr.md": THING.replace("Words about", "Des mots sur")},
    ),
    "swagger-ui-tag": ({}, {}),
    "table-reader": ({}, {"more.md": "# More\n\n{{ read_csv('docs/table.csv') }}\n", "table.csv": "a,b\n1,2\n"}),
}

GENERATE = '''"""A module with words."""

import mkdocs_gen_files

with mkdocs_gen_files.open("made/thing.md", "w") as file:
    file.write(open("docs/orders/thing.md").read().replace("/things/", "/made/"))
with mkdocs_gen_files.open("made/secret.md", "w") as file:
    file.write(open("docs/orders/thing.md").read().replace("public", "internal").replace("Get Thing", "Secretname"))
'''


@pytest.fixture(scope="module")
def mkdocs(pytestconfig: pytest.Config) -> Path:
    return environment(pytestconfig, "plugins", PACKAGES) / "mkdocs"


@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("plugin", PLUGINS)
def test_endpoint_pages_beside(plugin: str, first: bool, mkdocs: Path, tmp_path: Path) -> None:
    options, files = PLUGINS[plugin]
    write(tmp_path / "docs", FILES | files)
    write(tmp_path, {"generate.py": GENERATE})
    other = [{plugin: options}]
    configure(tmp_path, plugins=["search", *(other if first else []), "unisono", *([] if first else other)])
    _commit(tmp_path)
    site = build_with(tmp_path, [mkdocs, "build"])
    _check(site, plugin)
    if plugin == "tags":  # what it does itself goes on beside ours
        assert 'href="../guide/"' in site.read("tags/index.html").partition("</h1>")[2]


def _commit(folder: Path) -> None:
    """The plugins that look at the history need one."""
    write(folder, {".gitignore": "site\n.unisono_cache\n"})
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
    for arguments in (["init", "-q"], ["add", "-A"], [*identity, "commit", "-q", "-m", "pages"]):
        subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def _check(site: Site, plugin: str) -> None:
    ending = ".html" if plugin == "offline" else "/index.html"
    entries = {entry["location"] for entry in site.search_entries() if "endpoint" in entry}
    for page, (path, parameters, codes) in SHOWN.items():
        for place in [page, f"fr/{page}"] if plugin == "i18n" else [page]:
            root = html5lib.HTMLParser(namespaceHTMLElements=False).parse(site.read(place + ending))
            content = with_class(root, "unisono-endpoint")[0]
            assert text_of(with_class(content, "unisono-path")[0]) == path
            assert [text_of(e) for e in with_class(content, "unisono-name")] == parameters
            shown = [text_of(e) for e in content.iter("pre")]
            assert [code.startswith(begin) for code, begin in zip(shown, codes, strict=True)] == [True] * len(codes)
            # mkdocs-static-i18n leaves pages that are not translated out of the index.
            assert (place + ending).removesuffix("index.html") in entries or place == "fr/orders/only"
            assert path in site.read((place + ending).replace(".html", ".md"))
    assert site.files_with("Secretname") == []
    also = ALSO.get(plugin)
    assert also is None or also[1] in site.read(also[0])


ALSO = {
    "gen-files": ("made/thing/index.html", '<code class="unisono-path">/made/<wbr><var>{id}</var>'),
    "i18n": ("fr/orders/thing/index.html", "Des mots sur"),
    "macros": ("more/index.html", "<p>2</p>"),
    "mkdocstrings": ("orders/made/index.html", "A module with words."),
    "print-site": ("print_page/index.html", "/only/<wbr></code>"),
    "redirects": ("old/index.html", "../orders/thing/"),
    "rss": ("feed_rss_created.xml", "<title>Get Thing</title>"),
    "table-reader": ("more/index.html", "<td style="),
}
"""What shows that a plugin was at work."""
