"""## What it does

Reports an endpoint page that has no sample for one of the languages of the site (`languages` in the settings) and that none
can be written for: the build adds those that can be, `unisono add` writes them into the pages. Of an endpoint in a heading of
a page with several, each that is missing is reported, as the build adds none there. A language is named as its samples are
titled, or by any name that titles have for it: `python`, `Node.js`, `httpie`. Without that setting, a page without any sample
is reported if another endpoint page of its folder, or at least half of those of the site, have some; and one without a sample
for a client that each of the others with samples has, if these are four or more, in its folder or in the site.

## Why is this bad?

Readers who chose their language on another page find nothing for them on this one. A page without samples looks to a check like
one whose samples agree: there is nothing to find on it.

## Example

With `languages = ["curl", "httpie"]`, a page whose only sample is

```bash
curl https://api.example.com/orders/
```

## How to mend it

`unisono add` writes the samples that can be written. For the others, write a sample by hand, or take the language out of
`languages`.

## When not to use it

Where pages are meant to have different languages, and none is promised.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.checking.generated import generated, names_of
from unisono.checking.result import Entry
from unisono.checking.settings import Settings
from unisono.languages import languages
from unisono.pages.model import EndpointPage

SEVERITY = Severity.WARNING
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    if not isinstance(page.page, EndpointPage):
        return
    there = {name for sample in page.page.samples for name in names_of(sample)}
    lacking = [wanted for wanted in page.settings.languages if wanted.lower() not in there]
    written = list(generated(page, lacking))
    if page.page.in_heading:
        yield from _of_heading(page.page, [one.wanted for one in written if one.code is not None])
    refused = [one for one in written if one.code is None]
    for one in refused if page.samples else ():
        why = f"and none can be written: {one.reason}"
        message = f"there is no {_title(one.wanted)} sample, which every page of this site has, {why}; add one"
        yield Finding(message, page.page.declared_method.span(), where=one.wanted)
    if refused and not page.samples:
        wanted = _listed([_title(one.wanted) for one in refused])
        message = f"there is no sample, and every page of this site has one for {wanted}; add them"
        yield Finding(f"{message} (none can be written: {refused[0].reason})", page.page.declared_method.span())


def _of_heading(endpoint: EndpointPage, lacking: Sequence[str]) -> Iterator[Finding]:
    """That an endpoint in a heading lacks samples which can be written."""
    names = dict.fromkeys(lacking)
    for these in [[name] for name in names] if endpoint.samples else [list(names)] if names else []:
        message = f"there is no {_listed([_title(name) for name in these])} sample, which every endpoint of this site has"
        where = these[0] if endpoint.samples else ""
        yield Finding(f"{message}; unisono add {' '.join(these)} writes it", endpoint.declared_method.span(), where=where)


def check_site(site: Sequence[Entry], settings: Settings) -> Iterator[Finding]:
    if settings.languages:
        return  # then each page is told of
    endpoints = [entry for entry in site if entry.method is not None]
    yield from _lacking_alone(endpoints)
    with_samples = {folder: [0, 0] for folder in ("", *(entry.folder for entry in endpoints))}
    for entry in endpoints:
        for folder in ("", entry.folder):
            with_samples[folder][0] += entry.samples > 0
            with_samples[folder][1] += 1
    for entry in endpoints:
        if entry.method is None or entry.samples:
            continue
        beside, all_beside = with_samples[entry.folder]
        others, all_others = with_samples[""]
        if beside or others * 2 >= all_others - 1 > 0:
            has, number, where = (
                (beside, all_beside - 1, "of its folder") if beside else (others, all_others - 1, "of this site")
            )
            said = "the other endpoint page" if number == 1 else f"{has} of the {number} other endpoint pages"
            message = f"there is no sample, and {said} {where} {'has' if has == 1 else 'have'} some; add samples"
            yield Finding(message, entry.method.span())


def _lacking_alone(endpoints: Sequence[Entry]) -> Iterator[Finding]:
    """The pages that alone lack what all others of their folder, or of the site, have."""
    told: set[tuple[str, str]] = set()
    for where, of_folder in (("of its folder", True), ("of this site", False)):
        groups: dict[str, list[Entry]] = {}
        for entry in endpoints:
            if entry.samples:
                groups.setdefault(entry.folder if of_folder else "", []).append(entry)
        for group in groups.values():
            for entry, client in _lacking(group) if len(group) > _ENOUGH else ():
                if entry.method is not None and (entry.path, client) not in told:
                    told.add((entry.path, client))
                    has = f"each of the {len(group) - 1} other pages {where} that have samples has one"
                    message = f"there is no {_title(client)} sample, and {has}; add one"
                    yield Finding(message, entry.method.span(), where=client)


def _lacking(group: Sequence[Entry]) -> Iterator[tuple[Entry, str]]:
    """Each page that alone has nothing for the readers of a client, with that client; of several whose titles are the same, the
    one that most pages have."""
    written = Counter(client for entry in group for client in entry.clients)
    served = Counter(client for entry in group for client in _served(entry))
    for entry in group:
        lacking = [client for client in written if served[client] == len(group) - 1 and client not in _served(entry)]
        seen: set[str] = set()
        for client in sorted(lacking, key=lambda client: (-written[client], client)):
            titles = languages()[client].titles if client in languages() else {client}
            if seen.isdisjoint(titles):
                yield entry, client
            seen |= titles


_ENOUGH = 4
"""Pages that are enough to tell what those of a site have."""


def _served(entry: Entry) -> frozenset[str]:
    """The clients whose readers find something on a page: those of its samples, and others that have a title in common with
    one, as those for Node.js have."""
    known = languages()
    titles = frozenset[str]().union(*(known[client].titles if client in known else {client} for client in entry.clients))
    return entry.clients | {client for client, one in known.items() if not one.titles.isdisjoint(titles)}


def _title(wanted: str) -> str:
    known = languages().get(wanted)
    return known.title if known else wanted


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
