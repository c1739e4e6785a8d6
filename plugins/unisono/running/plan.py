"""What is to be run: each sample of a page with its recipe, and with what it is given; or why it is not run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from ipaddress import ip_address
from pathlib import PurePosixPath

from unisono.checking.checked import CheckedPage
from unisono.languages import languages
from unisono.languages.running import Recipe
from unisono.pages.annotations import without_annotations
from unisono.pages.model import Sample
from unisono.records import dataclass
from unisono.running.agreement import Values
from unisono.running.programs import Found, Programs
from unisono.running.run import Run
from unisono.text.regex import regex
from unisono.wire.request import DEFAULT_PORTS
from unisono.wire.urls import split_url

_NAME = regex(r"(?<![\w.-])[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,62}(?:\.[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,62}))+)(?![\w-])")
_PORT = regex(r"\bhttps?://[^\s/'\"?#]{1,260}?:(\d{1,5})\b|\blocalhost:(\d{1,5})\b")
_MOST_NAMES, _MOST_PORTS = 500, 50


@dataclass(frozen=True, eq=False)
class Planned:
    """A sample, and how it is run; or the reason for which it is not. `programs` are those that it is run by."""

    sample: Sample
    values: Values
    run: Run | None
    reason: str = ""
    programs: Sequence[Found] = ()

    @property
    def client(self) -> str:
        return languages()[self.sample.language].title if self.sample.language else self.sample.title


def plan(page: CheckedPage, programs: Programs, *, walled: bool) -> Iterator[Planned]:
    """The samples of a page in order. Without a wall, what nothing leads to the recording server is not run."""
    for checked in page.all_samples:
        yield _planned(checked.sample, programs, walled)


def _planned(sample: Sample, programs: Programs, walled: bool) -> Planned:
    values = Values(sample.reading)
    code = code_of(sample)
    recipe = languages()[sample.language].recipe(code) if sample.language and code is not None else None
    if recipe is None or code is None:
        return Planned(sample, values, None, "nobody knows how its client is run")
    if _is_uncalled(sample) and languages()[sample.language or ""].calling(sample.reading.uncalled, code) is None:
        return Planned(sample, values, None, "it only defines functions, and nobody knows how these are called")
    found, lacking = programs.find(recipe.needs)
    own = list(found.values())
    if lacking:
        return Planned(sample, values, None, f"{' and '.join(lacking)} not installed", own)
    if not walled and recipe.redirected is None:
        return Planned(sample, values, None, "without protection, nothing leads its client to the recording server", own)
    if walled and (address := _address(sample)):
        return Planned(sample, values, None, f"{address} is an address, which cannot be led to the recording server", own)
    program = str(found[recipe.command[0]].program) if recipe.command[0] in found else recipe.command[0]
    ready = replace(recipe, command=(program, *recipe.command[1:]))
    files, hosts, ports = _inside(values.files, recipe), _hosts(sample, code, values), _ports(sample, code)
    run = Run(ready, values.variables, files, hosts, ports, values.answer, [one.program for one in own])
    return Planned(sample, values, run, programs=own)


def code_of(sample: Sample) -> str | None:
    """The sample as a reader runs it: what is typed in a session, in the language that runs it; and below it the calls of what
    it only defines. None where nobody reads its client."""
    if sample.language is None:
        return None
    client, reading = languages()[sample.language], sample.reading
    text = without_annotations(sample.code) if sample.notes else sample.code
    if reading.meant.status == "ok":
        text = client.program(text, sample.info.value if sample.info else "")
    typed = client.session.typed(text.value) if client.session else None
    code = "".join(text.value[start:end] for start, end in typed) if typed else text.value
    if _is_uncalled(sample):
        return code + (client.calling(reading.uncalled, code) or "")
    return code


def _is_uncalled(sample: Sample) -> bool:
    return sample.reading.status == "ok" and bool(sample.reading.uncalled)


def _inside(files: dict[str, str], recipe: Recipe) -> dict[str, str]:
    """The files that are in the folder of a sample, and are not the recipe's."""
    return {
        name: text
        for name, text in files.items()
        if not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts
        if name not in {*recipe.files, *recipe.settings}
    }


def _authorities(sample: Sample) -> Iterator[tuple[str, str]]:
    """The host and the port of each URL that is known."""
    for request in sample.reading.meant.requests:
        url = split_url(request.url)
        if not url.authority.has_placeholder:
            host, _, port = _AUTHORITY.fullmatch(url.authority.value).group(1, 2, 3)  # type: ignore[union-attr]
            yield host.strip("[]").lower(), port or DEFAULT_PORTS.get(url.scheme.value.lower(), "")


_AUTHORITY = regex(r"(?s)(?:.*@)?(.*?)(:(\d*))?")


def _address(sample: Sample) -> str | None:
    """An address of another machine that a sample is sent to."""
    for host, _ in _authorities(sample):
        with suppress(ValueError):
            if not ip_address(host).is_loopback:
                return host
    return None


def _hosts(sample: Sample, code: str, values: Values) -> list[str]:
    """The names that are to be the recording server's: those of the requests, and what looks like one in the sample."""
    texts = [code, *values.variables.values()]
    names = [host for host, _ in _authorities(sample)] + [name.lower() for text in texts for name in _NAME.findall(text)]
    plain = (name for name in dict.fromkeys(names) if name.isascii() and re.fullmatch(r"[\w.-]{1,253}", name))
    return [name for name in plain if not re.fullmatch(r"[\d.]+", name)][:_MOST_NAMES]


def _ports(sample: Sample, code: str) -> list[int]:
    named = [port for _, port in _authorities(sample)] + [port for pair in _PORT.findall(code) for port in pair]
    numbers = {int(port) for port in (*DEFAULT_PORTS.values(), *named) if port.isdigit()}
    return sorted(number for number in numbers if 0 < number < 65536)[:_MOST_PORTS]


def programs_of(planned: Sequence[Planned]) -> dict[str, str]:
    """The versions of what samples are run by, by name."""
    found = [pair for one in planned for program in one.programs for pair in program.versions.items()]
    return dict(sorted(found))
