"""Cases for whole builds of sites: Unisono cold and warm, plain MkDocs with Material, its peers, and Jekyll for a corpus."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.generate import UNISONO_CONFIGURATION, generate
from benchmarks.measure import Case, Measured
from benchmarks.peers import BUILD, peer_cases
from benchmarks.processes import Spent, UnfitError, environment
from unisono.languages.writing import writers

PLAIN = "plain MkDocs and Material"
OWN_TABS = "with the samples that its pages have"
LANGUAGES = "site with `languages`"
JEKYLL = "Jekyll"


def site_cases(folder: Path, pages: int) -> Iterator[Case]:
    """The same content with Unisono and as pages written by hand; plain MkDocs has no cache, and so no second case."""
    made = generate(folder / "unisono", pages)
    generate(folder / "plain", pages, plain=True)
    least = pages + 2
    yield from _unisono_cases(folder, "site", pages, made.samples, partial(_verify_site, folder / "unisono", least=least))
    measured = Measured("site", PLAIN, pages, made.samples)
    verify = partial(_verify_site, folder / "plain", least=least)
    yield Case(measured, BUILD, folder / "plain", environment(), prepare=_without_site(folder / "plain"), verify=verify)
    yield from peer_cases(folder, pages, made.samples, partial(_verify_site, least=least), _without_site)


def languages_cases(folder: Path, pages: int) -> Iterator[Case]:
    """The same pages as they are, and with the samples of all clients, which the build adds; cold, and then warm."""
    every = sorted(writers())
    for name, languages in ((OWN_TABS, []), (f"languages: all {len(every)} clients", every)):
        source, cache = folder / str(len(languages)), folder / f"cache {len(languages)}"
        made = generate(source, pages)
        plugin = f"- unisono:\n      languages: [{', '.join(languages)}]\n"
        (source / "mkdocs.yml").write_text(UNISONO_CONFIGURATION.replace("- unisono\n", plugin), encoding="utf-8")
        verify = partial(_verify_tabs, source, pages, made.samples + (pages if languages else 0))
        make = partial(Case, command=BUILD, folder=source, env=environment(cache), verify=verify)
        yield make(Measured(LANGUAGES, f"{name}, cold", pages, 0), prepare=partial(_forget, source, cache))
        yield make(Measured(LANGUAGES, f"{name}, warm", pages, 0), prepare=_without_site(source))


def _forget(source: Path, cache: Path) -> None:
    _without_site(source)()
    shutil.rmtree(cache, ignore_errors=True)


def _verify_tabs(source: Path, pages: int, least: int, spent: Spent) -> str:
    """How many samples the site shows, in tabs of their own."""
    _verify_site(source, spent, pages + 2)
    shown = sum(page.read_text(encoding="utf-8").count('<label for="__unisono_samples_') for page in _built(source))
    if shown < least:
        raise UnfitError(f"{shown} samples are shown, and not at least {least}")
    return f"{shown:,} samples"


def _built(source: Path) -> Iterator[Path]:
    return (source / "site").rglob("index.html")


def corpus_site_cases(folder: Path, corpus: Path, pages: int, samples: int) -> Iterator[Case]:
    """The corpus as a site, with Unisono and, where it is installed, with Jekyll and the corpus' own configuration."""
    shutil.copytree(corpus, folder / "unisono" / "docs")
    configuration = UNISONO_CONFIGURATION.replace("Generated", "Corpus")
    (folder / "unisono" / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    verify = partial(_verify_site, folder / "unisono", least=pages)
    yield from _unisono_cases(folder, "corpus as a site", pages, samples, verify, _everybody(corpus))
    jekyll = shutil.which("jekyll")
    if jekyll and (corpus / "_config.yml").is_file():
        source = folder / "jekyll"
        shutil.copytree(corpus, source)
        command = (jekyll, "build", "--quiet", "--source", ".", "--destination", "site")
        measured = Measured("corpus as a site", JEKYLL, pages, samples)
        verify_jekyll = partial(_verify_site, source, least=1)

        def forget() -> None:
            _without_site(source)()
            shutil.rmtree(source / ".jekyll-cache", ignore_errors=True)

        yield Case(measured, command, source, environment(), prepare=forget, verify=verify_jekyll)


def _everybody(corpus: Path) -> str:
    """All values of `visibility` in a corpus, as an audience."""
    found = (re.search(r"^visibility: *(\S+)", file.read_text(encoding="utf-8"), re.MULTILINE) for file in corpus.rglob("*.md"))
    return ",".join(sorted({match[1] for match in found if match}))


def _unisono_cases(
    folder: Path, group: str, pages: int, samples: int, verify: Callable[[Spent], str], audience: str = "public"
) -> Iterator[Case]:
    cache, source = folder / "cache", folder / "unisono"

    def forget() -> None:
        _without_site(source)()
        shutil.rmtree(cache, ignore_errors=True)

    def verify_cold(spent: Spent) -> str:
        return verify(spent) or ("" if cache.exists() and any(cache.iterdir()) else "left no cache")

    env = environment(cache) | {"UNISONO_AUDIENCE": audience}
    make = partial(Case, command=BUILD, folder=source, env=env)
    yield make(Measured(group, "Unisono, cold", pages, samples), prepare=forget, verify=verify_cold)
    yield make(Measured(group, "Unisono, warm", pages, samples), prepare=_without_site(source), verify=verify)


def _without_site(source: Path) -> Callable[[], None]:
    """Moves the site of the last build away, so that each builds where there is none. Right after thousands of files were
    deleted, a file system may take seconds longer to make as many (ext4 passes over what was freed just now)."""

    def move() -> None:
        if (source / "site").exists():
            (source / "site").rename(Path(tempfile.mkdtemp(dir=source.parent)) / "site")

    return move


def _verify_site(source: Path, spent: Spent, least: int) -> str:
    del spent
    built = sum(1 for _ in _built(source))
    if built < least:
        raise UnfitError(f"{built} pages were built, and not at least {least}")
    return ""
