"""A build in which an endpoint page comes out without its path or a sample fails, whatever has taken it away."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from sites import build, configure, endpoint, write
from unisono.drawing.highlight import code_html
from unisono.pages.liquid import Includes
from unisono.pages.model import EndpointPage
from unisono.pages.reading import read_page
from unisono.plugin import UnisonoPlugin
from unisono.site.published import Wanted, contains
from unisono.text.source import Source

SAMPLES = """\
Text.

~~~ bash
curl 'https://api.example.com/things/?a=<b>&c="d"'
~~~
{: title="Curl" }

~~~ bash
http GET 'https://api.example.com/things/?a=<b>&c="d"'
~~~
{: title="HTTPie" }
"""

PATH = "is without the path '/things/'"
BOTH = "the sample 'Curl', the sample 'HTTPie'"

TAKEN = {
    "content blanked": ("on_page_content(html, **_)", "''", f"{PATH}, {BOTH}"),
    "markdown blanked": ("on_page_markdown(markdown, **_)", "'Nothing.'", BOTH),
    "sample taken from the markdown": (
        "on_page_markdown(markdown, **_)",
        "markdown.partition('~~~ bash\\nhttp')[0]",
        "is without the sample 'HTTPie'",
    ),
    "path mangled": ("on_page_content(html, **_)", "html.replace('things/<wbr></code>', '</code>')", PATH),
    "one sample cut short": (
        "on_page_content(html, **_)",
        "html.replace('<code>curl', '<code>')",
        "is without the sample 'Curl'",
    ),
    "context": ("on_page_context(context, page, **_)", "setattr(page, 'content', '<p>Soon.</p>')", f"{PATH}, {BOTH}"),
    "output": ("on_post_page(output, **_)", "output.replace('unisono-head', '').replace('<pre', '<code')", BOTH),
    "nothing written": ("on_post_page(output, **_)", "''", f"{PATH}, {BOTH}"),
    "in a comment": ("on_page_content(html, **_)", "'<!--' + html + '-->'", f"{PATH}, {BOTH}"),
}

KEPT = {
    "more": ("on_page_content(html, **_)", "'<p>Before</p><!-- x -->' + html"),
    "wrapped words": ("on_page_content(html, **_)", "html.replace('things', '<b>things</b>').replace('curl', '<i>curl</i>')"),
    "other references": ("on_post_page(output, **_)", "output.replace('&quot;', '&#34;').replace('&lt;', '&#x3C;')"),
    "white space": ("on_post_page(output, **_)", "output.replace('\\n', ' \\n ')"),
    "variables": ("on_page_markdown(markdown, **_)", "markdown.replace('api.example.com', 'eu.example.com')"),
}


def _site(folder: Path, hook: tuple[str, ...] = (), **settings: Any) -> Path:
    write(folder / "docs", {"index.md": "# Home\n", "thing.md": endpoint(body=SAMPLES)})
    if hook:
        write(folder, {"hook.py": f"def {hook[0]}:\n    return {hook[1]}\n"})
        settings["hooks"] = [str(folder / "hook.py")]
    return configure(folder, **settings)


@pytest.mark.parametrize(("event", "value", "message"), TAKEN.values(), ids=TAKEN)
def test_what_is_taken_away(tmp_path: Path, caplog: pytest.LogCaptureFixture, event: str, value: str, message: str) -> None:
    config = _site(tmp_path, (event, value))
    with pytest.raises(Abort):
        build(config, tmp_path / "site")
    said = [line for line in caplog.text.splitlines() if "thing.md: thing/index.html is without" in line]
    assert len(said) == 1
    assert said[0].endswith(message)
    assert "unisono: 1 endpoint page not whole: another plugin, a hook or the theme" in caplog.text


@pytest.mark.parametrize("hook", KEPT.values(), ids=KEPT)
def test_what_is_only_written_otherwise(tmp_path: Path, hook: tuple[str, str]) -> None:
    build(_site(tmp_path, hook), tmp_path / "site")


def test_a_theme_that_leaves_the_content_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    theme = {"name": "material", "font": False, "custom_dir": str(tmp_path / "theme")}
    override = (
        '{% extends "base.html" %}{% block content %}{% if page.is_homepage %}{{ page.content }}{% endif %}{% endblock %}'
    )
    write(tmp_path / "theme", {"main.html": override})
    config = _site(tmp_path, theme=theme)
    for _ in ("cold", "warm"):
        with pytest.raises(Abort):
            build(config, tmp_path / "site")
    assert caplog.text.count(f"thing.md: thing/index.html {PATH}, {BOTH}") == 2


def test_a_markdown_extension_that_takes_code_away(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Also of pages that are kept from an earlier build, and drawn in other processes."""
    code = """\
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

class Take(Postprocessor):
    def run(self, text):
        return text.replace("<pre>", "<div>")

class Taking(Extension):
    def extendMarkdown(self, md):
        md.postprocessors.register(Take(md), "take", 1)

def makeExtension(**options):
    return Taking(**options)
"""
    write(tmp_path, {"pymdownx_taking.py": code})
    config = _site(tmp_path, markdown_extensions=["pymdownx_taking"])
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(tmp_path))
        patch.setattr("unisono.site.preparation._PURE", ("pymdownx", "markdown.extensions.", "unisono"))
        for _ in ("cold", "warm"):
            with pytest.raises(Abort):
                build(config, tmp_path / "site")
    assert caplog.text.count(f"thing.md: thing/index.html is without {BOTH}") == 2


def test_many_pages_in_several_processes(tmp_path: Path) -> None:
    """It ends the command; every page is named."""
    config = _site(tmp_path, ("on_post_page(output, **_)", "output.replace('unisono-path', 'path')"))
    more = {
        f"more/{n}.md": endpoint(f"More {n}", f"/more/{n}/", body=SAMPLES.replace("things", f"more/{n}")) for n in range(45)
    }
    write(tmp_path / "docs", more)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config)]
    done = subprocess.run(command, cwd=tmp_path, env={**os.environ}, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert done.stderr.count("is without the path '/more/") == 45
    assert "unisono: 46 endpoint pages not whole" in done.stderr


def test_two_pages_of_one_address(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    config = _site(tmp_path)
    write(tmp_path / "docs", {"thing/index.md": "# Another\n"})
    with pytest.raises(Abort):
        build(config, tmp_path / "site")
    assert f"thing.md: thing/index.html {PATH}, {BOTH}" in caplog.text


REBUILDING = """\
from mkdocs.commands.build import build

def on_post_build(config):
    if not config.site_dir.endswith("fr"):
        whole, config.site_dir = config.site_dir, config.site_dir + "/fr"
        build(config)
        config.site_dir = whole
"""


def test_a_plugin_that_builds_again_meanwhile(tmp_path: Path) -> None:
    """As mkdocs-static-i18n does, for each language: each build is looked at, and a preview leaves all to MkDocs."""
    write(tmp_path, {"hook.py": REBUILDING})
    config = load_config(str(_site(tmp_path, hooks=[str(tmp_path / "hook.py")])), site_dir=str(tmp_path / "site"))
    config.plugins.on_startup(command="build", dirty=False)
    build_with_mkdocs(config)
    for place in ("site", "site/fr"):
        assert "unisono-path" in (tmp_path / place / "thing/index.html").read_text(encoding="utf-8")
        assert (tmp_path / place / "llms.txt").read_text(encoding="utf-8").count("thing/index.md") == 1
    server = object()
    assert config.plugins.on_serve(server, config=config, builder=build_with_mkdocs) is server  # type: ignore[arg-type]
    config.site_dir += "/fr"
    build_with_mkdocs(config)  # the next is begun anew
    plugin = config.plugins["unisono"]
    assert isinstance(plugin, UnisonoPlugin)
    assert plugin.unfinished == []


def test_text_of_any_kind_comes_out_whole() -> None:
    """What the standards for HTML, or Pygments, replace or drop is no reason to fail."""
    code = "\ufeffcurl https://api.example.com/a\x0c\x02b\u00a0&amp;<b>\ud800</pre>\n"
    page = read_page(Source("page.md", endpoint(body=f'~~~ bash\n{code}~~~\n{{: title="Curl" }}\n')), Includes(None))
    assert isinstance(page, EndpointPage)
    html = code_html(page.samples[0].code.value, "bash").replace("\x02", "").encode("utf-8", "xmlcharrefreplace").decode()
    path = '<code class="unisono-path">/<wbr>things/</code>'
    assert Wanted.of(page, page).missing(path + html) == []
    assert Wanted.of(page, page).missing(html) == ["the path '/things/'"]


@pytest.mark.parametrize("part", ["<pre", "</pre>", "<code class=unisono-path", "<!--", "-->", "<", "&", "<pre>x</pre>"])
def test_long_html_takes_linear_time(part: str) -> None:
    Wanted("/things/", (("Curl", "curl x"),)).missing(part * 200_000)
    contains(part * 200_000, "content")
