"""The rules: one module each, found by walking this package; and those of installed packages.

A rule module's name is its id with underscores. Its docstring documents it, in the `SECTIONS` below. It has

- `SEVERITY`;
- `DEFAULT`: whether it is applied when nobody asks for it. A rule that can be wrong about a correct page is not;
- `STRICT`, if it is not, and is in the set `strict` all the same: what it finds is so, and most sites do not want it;
- `ALWAYS`, if it is applied whatever anybody asks for, and nothing accepts what it finds;
- one or more of `check(page)`, which yields what it finds on a page that is read and compared, `check_site(site, settings)`,
  which looks at all pages together, `check_findings(page, found)`, which looks at what the other rules found,
  `check_answers(page)`, which looks at how an API answered the requests of a page that were sent to it, and `check_runs(page)`,
  which looks at how the samples of a page ended when they were run.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Protocol, TypeVar, cast, runtime_checkable

from unisono.checking.diagnostic import Diagnostic, Finding, Severity
from unisono.checking.installed_rules import installed_rules
from unisono.checking.settings import DEFAULT, SETS, Settings, SettingsError

if TYPE_CHECKING:
    from unisono.checking.answered import AnsweredPage
    from unisono.checking.checked import CheckedPage
    from unisono.checking.ran import RanPage
    from unisono.checking.result import Entry


SECTIONS = (
    "## What it does",
    "## Why is this bad?",
    "## Example",
    "## How to mend it",
    "## When not to use it",
)


class Rule(Protocol):
    """What all rule modules have."""

    SEVERITY: Severity
    DEFAULT: bool


@runtime_checkable
class PageRule(Rule, Protocol):
    """A rule about one page."""

    def check(self, page: CheckedPage) -> Iterator[Finding]: ...


@runtime_checkable
class SiteRule(Rule, Protocol):
    """A rule about all pages together."""

    def check_site(self, site: Sequence[Entry], settings: Settings) -> Iterator[Finding]: ...


@runtime_checkable
class FindingsRule(Rule, Protocol):
    """A rule about what the other rules found on a page, suppressed or not."""

    def check_findings(self, page: CheckedPage, found: Sequence[Diagnostic]) -> Iterator[Finding]: ...


@runtime_checkable
class AnswersRule(Rule, Protocol):
    """A rule about how an API answers the requests of a page."""

    def check_answers(self, page: AnsweredPage) -> Iterator[Finding]: ...


@runtime_checkable
class RunsRule(Rule, Protocol):
    """A rule about how the samples of a page end when they are run."""

    def check_runs(self, page: RanPage) -> Iterator[Finding]: ...


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its id, in alphabetical order, those of installed packages too. Raises SettingsError for one of these."""
    names = [module.name for module in pkgutil.iter_modules(__path__)]
    found = {name.replace("_", "-"): cast("Rule", importlib.import_module(f"{__name__}.{name}")) for name in names}
    for name, rule in installed_rules(found).items():
        found[name] = _checked(name, rule)
    return dict(sorted(found.items()))


def _checked(name: str, rule: object) -> Rule:
    """A rule of an installed package. Raises SettingsError where it is none."""
    kinds = (PageRule, SiteRule, FindingsRule, AnswersRule, RunsRule)
    if isinstance(rule, kinds) and isinstance(rule.SEVERITY, Severity) and documentation(rule):
        return rule
    wanted = "SEVERITY, DEFAULT, and 'check', 'check_site', 'check_findings', 'check_answers' or 'check_runs', and a docstring"
    raise SettingsError(f"the rule '{name}' of an installed package is none: it must have {wanted}")


def is_of_program(rule: Rule) -> bool:
    """Whether it is one of Unisono's own, and of no other package."""
    return getattr(rule, "__name__", "").startswith(f"{__name__}.")


def _having(function: str) -> Mapping[str, Rule]:
    """The rules of a kind, by the function that only it has. To ask for a protocol takes 50 times as long."""
    return {name: rule for name, rule in rules().items() if hasattr(rule, function)}


# Once for all pages: to look for them takes longer than most rules take for a page.
@cache
def page_rules() -> Mapping[str, PageRule]:
    """The rules that look at one page."""
    return cast("Mapping[str, PageRule]", _having("check"))


@cache
def site_rules() -> Mapping[str, SiteRule]:
    """The rules that look at all pages together."""
    return cast("Mapping[str, SiteRule]", _having("check_site"))


@cache
def findings_rules() -> Mapping[str, FindingsRule]:
    """The rules that look at what the others found."""
    return cast("Mapping[str, FindingsRule]", _having("check_findings"))


@cache
def answers_rules() -> Mapping[str, AnswersRule]:
    """The rules that look at the answers of an API."""
    return cast("Mapping[str, AnswersRule]", _having("check_answers"))


@cache
def runs_rules() -> Mapping[str, RunsRule]:
    """The rules that look at how samples end when they are run."""
    return cast("Mapping[str, RunsRule]", _having("check_runs"))


AnyRule = TypeVar("AnyRule", bound=Rule)


def selected(settings: Settings, among: Mapping[str, AnyRule], without: Container[str] = ()) -> Mapping[str, AnyRule]:
    """Those among some rules that the settings ask for, and that are not in `without`."""
    asked = asked_for(settings.select, settings.left_out)
    return {name: rule for name, rule in among.items() if name in asked and (name not in without or is_always_applied(rule))}


@lru_cache(100)
def asked_for(select: tuple[str, ...], left_out: frozenset[str]) -> frozenset[str]:
    """The ids of the rules that settings ask for. All pages of a site have the same settings."""
    chosen = set(select)
    return frozenset(
        name
        for name, rule in rules().items()
        if is_always_applied(rule) or ((name in chosen or not chosen.isdisjoint(_WITH[set_of(rule)])) and name not in left_out)
    )


def set_of(rule: Rule) -> str:
    """The smallest set of rules that it is in."""
    return "recommended" if rule.DEFAULT else "strict" if getattr(rule, "STRICT", False) else "all"


_WITH = {name: {*SETS[number:]} for number, name in enumerate(SETS)}
"""The sets that have what is in a set."""
_WITH["recommended"].add(DEFAULT)


def members(names: Sequence[str]) -> tuple[str, ...]:
    """The rules that are named, themselves or by a set of theirs."""
    found = (name for name, rule in rules().items() if name in names or not _WITH[set_of(rule)].isdisjoint(names))
    return tuple(dict.fromkeys([*(name for name in names if name in rules()), *found]))


def is_always_applied(rule: Rule) -> bool:
    return getattr(rule, "ALWAYS", False)


def documentation(rule: Rule) -> str:
    """A rule's documentation, in Markdown."""
    return inspect.cleandoc(rule.__doc__ or _docstring(rule))


def _docstring(rule: Rule) -> str:
    """As it is written in the file: with `-OO`, Python keeps none."""
    return (ast.get_docstring(ast.parse(inspect.getsource(rule))) or "") if inspect.ismodule(rule) else ""


def in_short(rule: Rule) -> str:
    """Its severity, and when it is applied."""
    if is_always_applied(rule):
        return f"Severity: {rule.SEVERITY}. Always applied."
    sets = [f"`{name}`" for name in SETS if name in _WITH[set_of(rule)]]
    named = f"the sets {', '.join(sets[:-1])} and {sets[-1]}" if len(sets) > 1 else f"the set {sets[0]} only"
    applied = "applied by default" if rule.DEFAULT else "not applied unless it is selected"
    return f"Severity: {rule.SEVERITY}. In {named}: {applied}."


def headline(rule: Rule) -> str:
    """The first sentence of a rule's documentation, without its full stop."""
    text = " ".join(documentation(rule).split("\n\n")[1].split())
    return text.partition(". ")[0].rstrip(".")
