"""From a page to its diagnostics: every sample read, compared with what the page declares, and the rules applied. No I/O."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import islice

from unisono.checking.answered import AnsweredPage
from unisono.checking.base_paths import Base, base_paths, departs_from
from unisono.checking.certain import with_certain
from unisono.checking.checked import CheckedPage, CheckedSample
from unisono.checking.diagnostic import Diagnostic, Finding, Severity
from unisono.checking.disagreements import disagreements, page_base, page_host
from unisono.checking.ran import RanPage
from unisono.checking.result import Entry, Result, Summary
from unisono.checking.rules import (
    AnyRule,
    Rule,
    answers_rules,
    findings_rules,
    is_of_program,
    page_rules,
    runs_rules,
    selected,
    site_rules,
)
from unisono.checking.settings import Settings
from unisono.openapi.operations import OperationPage
from unisono.pages import internal
from unisono.pages.hiding import hiding_keys
from unisono.pages.model import ALONE, EndpointPage, Page, Sample, declared_position, declares_no_path
from unisono.pages.problem import Related
from unisono.pages.sample_groups import sample_groups
from unisono.pages.suppression import Suppressions
from unisono.text.source import Source, Span
from unisono.wire.compare import bounded

MAX_FOUND = 10_000
"""Findings of a rule on an endpoint or a page that are told: what is required of each of very many items may be very much."""


def check(
    page: Page, settings: Settings | None = None, base: Base | None = None, here: Callable[[Span], Span] | None = None
) -> Result:
    """Apply the rules that look at one page. A page that documents no endpoint is checked for how it is written. `base` is the
    API's base path where other pages tell it. `here` gives the places of what is found in samples that were read when the page
    had another text.

    Raises nothing: where this program fails, that is what is found.
    """
    settings = settings or Settings()
    try:
        checked = examine(page, settings, base)
    except Exception as error:  # noqa: BLE001 (one page must not keep others from being checked)
        return Result((_failure(error, Span(page.source, 0, 0)),), Summary(other_pages=1))
    return judge(checked, here)


def judge(checked: CheckedPage, here: Callable[[Span], Span] | None = None) -> Result:
    """Apply the rules that look at one page to one whose samples are compared; `here` as in `check`. Raises nothing."""
    page, settings = checked.page, checked.settings
    ignored = settings.ignored_at(page.source.path)
    found = [
        diagnostic
        for name, rule in selected(settings, page_rules(), ignored).items()
        for own in (checked, *checked.endpoints)
        for diagnostic in _of_endpoint(own.page, _first(_found(name, rule, partial(rule.check, own), page.source, settings)))
    ]
    if here is not None:
        found = [_placed(diagnostic, here) for diagnostic in found]
    suppressions = Suppressions(page.suppressions)
    kept = [d for d in found if not suppressions.cover(d.rule, d.span) or d.rule == internal.RULE]
    summary = _summary(checked)
    summary.suppressed = len(found) - len(kept)
    for name, findings_rule in selected(settings, findings_rules(), ignored).items():
        kept += _found(name, findings_rule, partial(findings_rule.check_findings, checked, found), page.source, settings)
    kept.sort(key=lambda d: (d.span.path != page.source.path, d.span.path, d.span.start, d.rule))
    return Result(tuple(kept), summary, checked.all_samples)


def judge_answers(answered: AnsweredPage) -> Result:
    """Apply the rules that look at the answers to a page's requests. The summary says only how much is suppressed. Raises
    nothing."""
    return _judged(answered.checked, answers_rules(), lambda rule: rule.check_answers(answered))


def judge_runs(ran: RanPage) -> Result:
    """Apply the rules that look at how a page's samples ended when they were run. The summary says how, and how much is
    suppressed. Raises nothing."""
    result = _judged(ran.checked, runs_rules(), lambda rule: rule.check_runs(ran))
    result.summary.runs = len(ran.samples)
    for sample in ran.samples:
        setattr(result.summary, sample.outcome, getattr(result.summary, sample.outcome) + 1)
    return result


def _judged(checked: CheckedPage, among: Mapping[str, AnyRule], apply: Callable[[AnyRule], Iterable[Finding]]) -> Result:
    """What rules of one kind find on a page, without what its comments accept."""
    page, settings = checked.page, checked.settings
    found = [
        diagnostic
        for name, rule in selected(settings, among, settings.ignored_at(page.source.path)).items()
        for diagnostic in _first(_found(name, rule, partial(apply, rule), page.source, settings))
    ]
    suppressions = Suppressions(page.suppressions)
    kept = [d for d in found if not suppressions.cover(d.rule, d.span) or d.rule == internal.RULE]
    kept.sort(key=lambda d: (d.span.path != page.source.path, d.span.path, d.span.start, d.rule))
    return Result(tuple(kept), Summary(suppressed=len(found) - len(kept)))


def _found(
    name: str, rule: Rule, apply: Callable[[], Iterable[Finding]], source: Source, settings: Settings
) -> Iterator[Diagnostic]:
    """What a rule finds; that it failed, if it does, at the beginning of `source`. The other rules go on."""
    level = settings.severity.get(name)
    try:
        for found in apply():
            severity = Severity(level) if level else found.severity or rule.SEVERITY
            said, where, sample = bounded(found.message), bounded(found.where), found.sample and bounded(found.sample)
            yield Diagnostic(name, severity, said, found.span, sample, tuple(map(_bounded, found.related)), where)
    except Exception as error:  # noqa: BLE001 (as above)
        failed = _failure(error, Span(source, 0, 0))
        yield failed if is_of_program(rule) else replace(failed, message=internal.of_rule(name, error))


def _first(found: Iterator[Diagnostic]) -> Iterator[Diagnostic]:
    """The first findings of a rule on a page, and where there are more than `MAX_FOUND`, that there are."""
    yield from islice(found, MAX_FOUND)
    for more in islice(found, 1):
        said = f"there are more than {MAX_FOUND:,} findings of this rule here; mend these first"
        yield replace(more, message=said, sample=None, related=(), where="")


def _bounded(related: Related) -> Related:
    said = bounded(related.message)
    return related if said is related.message else replace(related, message=said)


def _of_endpoint(page: Page, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Findings, those on one of several endpoints of a page with its name in where they are, which tells them apart."""
    if not isinstance(page, EndpointPage) or not page.in_heading:
        return iter(found)
    name = f"{page.method} {page.target.path if page.target else ''}"
    return (replace(one, where=f"{name} {one.where}".rstrip()) for one in found)


def _placed(found: Diagnostic, here: Callable[[Span], Span]) -> Diagnostic:
    related = tuple(replace(one, span=here(one.span)) for one in found.related)
    return replace(found, span=here(found.span), related=related)


def _failure(error: Exception, span: Span) -> Diagnostic:
    return Diagnostic(internal.RULE, Severity.ERROR, internal.described(error), span)


def entry_of(page: Page) -> Entry:
    """What rules about the whole site need to know of a page, and what its endpoints have in common with others."""
    endpoint = page if isinstance(page, EndpointPage) else None
    method, target = (endpoint.declared_method, endpoint.target) if endpoint else (None, None)
    position = declared_position(page.front_matter)
    base = host = None
    with suppress(Exception):  # that a sample cannot be read is told by the check
        base, host = (page_base(endpoint), page_host(endpoint)) if endpoint else (None, None)
    clients = frozenset(sample.language or sample.title.lower() for sample in page.samples)
    count = len(page.samples)
    return Entry(
        page.source.path,
        method,
        target,
        position,
        page.visibility,
        () if endpoint is not None and endpoint.in_heading else page.suppressions,  # the entry of its page has them
        base,
        host,
        count,
        clients,
        tuple(map(entry_of, page.endpoints)),
        endpoint is not None and _is_mention(endpoint),
        () if endpoint else tuple(hiding_keys(page.front_matter)),
    )


def _is_mention(page: EndpointPage) -> bool:
    """Whether no heading has the request of an endpoint in the text of a page, and there are no samples, examples or
    parameters of it: it may stand in an overview of what other pages document."""
    if page.section is None or page.samples or page.examples or page.parameter_groups:
        return False
    first, method = page.section.span(), page.declared_method.span()
    return method.source is first.source and method.start >= first.start + len(page.section.value.partition("\n")[0])


def check_site(entries: Sequence[Entry], settings: Settings | None = None, reported: Container[str] | None = None) -> Result:
    """Apply the rules that look at all pages together. The summary says only how much is suppressed. `reported` are the paths
    of the pages to report about, all by default."""
    settings = settings or Settings()
    about = [entry.path for entry in entries if reported is None or entry.path in reported]
    first = Source(about[0] if about else ".", "")  # where it stands that a rule failed
    found = [
        diagnostic
        for name, rule in selected(settings, site_rules()).items()
        for diagnostic in _found(name, rule, partial(rule.check_site, entries, settings), first, settings)
        if name not in settings.ignored_at(diagnostic.span.path) or diagnostic.rule == internal.RULE
        if reported is None or diagnostic.span.path in reported or diagnostic.span.source is first
    ]
    suppressions = {entry.path: Suppressions(entry.suppressions) for entry in entries if entry.suppressions}
    none = Suppressions(())
    kept = [d for d in found if d.rule == internal.RULE or not suppressions.get(d.span.path, none).cover(d.rule, d.span)]
    return Result(tuple(kept), Summary(suppressed=len(found) - len(kept)))


def examine(page: Page, settings: Settings, base: Base | None = None) -> CheckedPage:
    """Read the samples of a page and compare their requests. `base` as in `check`. Of a page that documents no endpoint, the
    samples are those that stand in a row with others."""
    own = base if isinstance(base, str) else None
    found = with_certain(page, settings, own, disagreements(page, settings, own))
    of_endpoint = isinstance(page, EndpointPage)
    samples = tuple(CheckedSample(s, tuple(found.get(s, ())), of_endpoint) for s in _own_samples(page))
    return CheckedPage(page, samples, settings, own, tuple(_examined(page.endpoints, settings, base)))


def _examined(endpoints: Sequence[EndpointPage], settings: Settings, base: Base | None) -> Iterator[CheckedPage]:
    """The endpoints of a page, each below the base path that the site, or else the others of the page, tell."""
    entries = [entry_of(endpoint) for endpoint in endpoints]
    told = base_paths(entries)
    of_site = base if isinstance(base, tuple) and len(base) == len(entries) else [base] * len(entries)
    for endpoint, entry, given in zip(endpoints, entries, of_site, strict=True):
        expected = given if isinstance(given, str) else told.of_one(entry)
        yield examine(endpoint, settings, expected if departs_from(entry, expected) else None)


def compared(page: Page) -> tuple[Sample, ...]:
    """The samples of a page that are compared, in the order that `examine` has them; those of its endpoints last."""
    return (*_own_samples(page), *(sample for endpoint in page.endpoints for sample in endpoint.samples))


def _own_samples(page: Page) -> tuple[Sample, ...]:
    if isinstance(page, EndpointPage):
        return page.samples
    return tuple(sample for group in sample_groups(page) for sample in group.samples)


def _summary(checked: CheckedPage) -> Summary:
    is_operation, is_endpoint = (isinstance(checked.page, kind) for kind in (OperationPage, EndpointPage))
    summary = Summary(
        pages=is_endpoint and not is_operation,
        other_pages=not is_endpoint,
        endpoints=len(checked.endpoints),
        samples=len(checked.all_samples),
        operations=is_operation,
        other_samples=len(checked.page.blocks) - len(checked.samples) if is_operation else 0,
    )
    for sample in checked.all_samples:
        setattr(summary, sample.outcome, getattr(summary, sample.outcome) + 1)
        summary.uncalled += sample.is_compared and not sample.is_called
    summary.alone = 0 if is_endpoint else sum(block.reason == ALONE for block in checked.page.blocks)
    # An endpoint in a heading has its path there.
    summary.pathless = sum(sample.is_compared for sample in checked.samples) if declares_no_path(checked.page) else 0
    return summary
