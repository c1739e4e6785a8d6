"""The samples that a page lacks of the languages of its site, written from the request that its others send."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from unisono.checking.checked import CheckedPage, checked_endpoints
from unisono.checking.declared import Undeclared, declared_request, model_of
from unisono.checking.documented import documented_request
from unisono.checking.settings import suggestion
from unisono.languages import languages
from unisono.languages.writing import Unwritable, Writer, write_sample, writers
from unisono.pages.model import EndpointPage, Sample
from unisono.pages.sample_groups import SampleGroup, sample_groups
from unisono.records import dataclass
from unisono.wire.request import Request


@dataclass(frozen=True)
class Generated:
    """A sample of an endpoint for `wanted`, a language as it was asked for, below the last of `group`, which is None where
    there is none; `code` is None where there can be none, for the `reason`. `uncalled`: what would be sent if it were called,
    where the sample that this one follows only defines functions: the title of that sample, and what it defines."""

    endpoint: EndpointPage
    wanted: str
    group: SampleGroup | None
    writer: Writer | None
    code: str | None
    reason: str = ""
    uncalled: str = ""


def generated(checked: CheckedPage, wanted: Iterable[str], source: str | None = None) -> Iterator[Generated]:
    """The samples that the endpoints of a page lack of the `wanted` languages, in their order, for each set of samples of each.
    `source` as of `declared_request`."""
    for language in wanted:
        for own, page in checked_endpoints(checked):
            groups = [group for group in sample_groups(page) if len(group.samples) > 1] or list(sample_groups(page)[:1])
            lacking = [group for group in groups if not _has(group.samples, language)]
            for group in lacking:
                yield _generated(own, page, group, language, source)
            if not groups:
                yield _generated(own, page, None, language, source)


def names_of(sample: Sample) -> Iterator[str]:
    """What a language of which there is this sample is called in settings."""
    yield sample.title.lower()
    if sample.language is not None:
        yield from (sample.language, *languages()[sample.language].titles)


def _has(samples: Iterable[Sample], language: str) -> bool:
    return any(language.lower() in names_of(sample) for sample in samples)


def writer_of(language: str) -> str | None:
    """The id of the client that samples in a language are written for: its own, or one that titles call so."""
    name, known = language.lower(), writers()
    if name in known:
        return name
    called = [client for client, writer in known.items() if name in languages()[writer.reader].titles]
    return next((client for client in called if known[client].reader == client), None)


def clients_by_name() -> Mapping[str, str]:
    """The ids of all clients, by what only one of them is called."""
    called = Counter(title for client in languages().values() for title in client.titles)
    titles = {title: name for name, client in languages().items() for title in client.titles if called[title] == 1}
    return {**titles, **{name: name for name in (*languages(), *writers())}}


def no_writer(language: str) -> str:
    """That no samples are written for a language of this name, and what may be meant."""
    titles = {title for writer in writers().values() for title in languages()[writer.reader].titles}
    names = [name for name in (*titles, *writers()) if writer_of(name)]
    listed = f"; there are {', '.join(writers())}"
    return f"no samples are written for '{language}'{suggestion(language.lower(), names, listed)}"


def _generated(
    checked: CheckedPage, page: EndpointPage, group: SampleGroup | None, language: str, source: str | None
) -> Generated:
    client = writer_of(language)
    if client is None:
        return Generated(page, language, group, None, None, no_writer(language))
    try:
        code = write_sample(client, request_of(checked, group, source))
    except (Undeclared, Unwritable) as error:
        return Generated(page, language, group, writers()[client], None, str(error))
    return Generated(page, language, group, writers()[client], code, uncalled=_uncalled(checked, group, source))


def _uncalled(checked: CheckedPage, group: SampleGroup | None, source: str | None) -> str:
    if group is None:
        return ""
    model = model_of(checked.page, [one for one in checked.samples if one.sample in group.samples], source)
    functions = ", ".join(function.name for function in model.sample.reading.meant.uncalled)
    return f"what {model.sample.title} would send if it called {functions}" if functions else ""


def request_of(checked: CheckedPage, group: SampleGroup | None, source: str | None = None) -> Request:
    """What a sample of a group sends; of a page without samples, what it documents. Raises Undeclared."""
    page, settings = checked.page, checked.settings
    if group is None:
        if not isinstance(page, EndpointPage):
            raise Undeclared("the page documents no endpoint")
        return documented_request(page, settings)
    samples = [one for one in checked.samples if one.sample in group.samples]
    examples = group.examples(page.request_examples) if isinstance(page, EndpointPage) else ()
    return declared_request(page, samples, examples, settings, checked.base, source)
