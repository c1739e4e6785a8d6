"""The requests of pages sent one after the other, and what is found out about each."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import field, replace

from unisono.checking.answered import AnsweredPage, Aspect, Departure
from unisono.checking.check import judge_answers
from unisono.checking.diagnostic import Diagnostic, Finding, Severity
from unisono.checking.result import Result, Summary
from unisono.exports.collection import Endpoint, Named
from unisono.pages import internal
from unisono.pages.model import EndpointPage
from unisono.probing.answers import Comparison, undocumented
from unisono.probing.client import Answer, Limits, Unanswered, send
from unisono.probing.documented import DocumentedAnswers
from unisono.probing.messages import SAFE, Message, is_safe, message_of
from unisono.probing.server import Server
from unisono.probing.values import Unknown, Values
from unisono.records import dataclass
from unisono.text.source import Span
from unisono.wire.urls import split_url

MAX_REDIRECTS = 5
"""Redirects of one request that are followed, within the server."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, eq=False)
class Pace:
    """Lets requests through at most `rate` a second. `clock` tells seconds, `sleep` waits for some."""

    rate: float
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _due: list[float] = field(default_factory=list)

    def wait(self) -> None:
        """Wait until the next request may be sent."""
        now = self.clock()
        due = self._due.pop() if self._due else now
        if due > now:
            self.sleep(due - now)
        self._due.append(max(due, now) + 1 / self.rate)


@dataclass(frozen=True, eq=False)
class Probe:
    """Where requests are sent to, with which values, how fast, and what an answer may take. `unsafe` says whether requests are
    sent that may change something on the server; `ask` sends one."""

    server: Server
    values: Values
    pace: Pace
    limits: Limits = Limits()
    unsafe: bool = False
    ask: Callable[[Server, Message, Limits], Answer] = send

    def page(self, endpoint: Endpoint, undeclared: Collection[str]) -> Result:
        """Send the requests of an endpoint. `undeclared` are the reasons for which some of its requests are not known, one for
        each. Raises nothing: where this program fails, that is what is found."""
        try:
            return self._page(endpoint, undeclared)
        except Exception as error:  # noqa: BLE001 (one page must not keep others from being probed)
            failed = Diagnostic(internal.RULE, Severity.ERROR, internal.described(error), Span(endpoint.page.source, 0, 0))
            return Result((failed,), Summary(pages=1))

    def _page(self, endpoint: Endpoint, undeclared: Collection[str]) -> Result:
        summary, found = Summary(pages=1), []
        for named in endpoint.requests:
            found += self._request(endpoint, named, summary)
        for reason in undeclared:
            summary.requests += 1
            if not self.unsafe and endpoint.page.method not in SAFE:
                summary.unsafe += 1
                continue
            summary.unsent += 1
            found.append(_of_request("unsent", endpoint.page, f"a request of {endpoint.name} is not sent: {reason}", reason))
        found = [self._without_values(one) for one in found]
        once = {(one.aspect, one.finding.span, one.finding.message): one for one in found}
        result = judge_answers(AnsweredPage(endpoint.checked, tuple(once.values())))
        summary += result.summary
        return replace(result, summary=summary)

    def _without_values(self, found: Departure) -> Departure:
        """A server may say in its answer what it was sent; reports are for more people than values are."""
        message, where = map(self.values.hidden, (found.finding.message, found.finding.where))
        related = tuple(replace(one, message=self.values.hidden(one.message)) for one in found.finding.related)
        return replace(found, finding=replace(found.finding, message=message, where=where, related=related))

    def _request(self, endpoint: Endpoint, named: Named, summary: Summary) -> list[Departure]:
        summary.requests += 1
        if not self.unsafe and not is_safe(named.request):
            summary.unsafe += 1
            return []
        try:
            message = message_of(endpoint, named.request, self.server, self.values)
        except Unknown as error:
            summary.unsent += 1
            return [_of_request("unsent", endpoint.page, f"{named.name} is not sent: {error}", named.name)]
        target = endpoint.page.target
        asked = f"{message.method} {target.path if target else split_url(named.request.url).path}"
        found: list[Departure] = []
        try:
            answer = self._answer(endpoint.page, message, asked, found)
            comparison = Comparison(endpoint.page, answer, message.method, endpoint.checked.settings.types, asked)
            found.extend(comparison.departures())
        except Unanswered as error:
            summary.unanswered += 1
            return [*found, _of_request("unreadable", endpoint.page, f"{asked}: {error}", named.name)]
        summary.answered += 1
        summary.errors += answer.status >= 400
        summary.compared += comparison.by_content
        return found

    def _answer(self, page: EndpointPage, message: Message, asked: str, found: list[Departure]) -> Answer:
        """The answer to a message. Redirects of safe methods that the page does not tell of are followed within the server, and
        told. Raises Unanswered."""
        documented = DocumentedAnswers(page)
        for _ in range(MAX_REDIRECTS + 1):
            self.pace.wait()
            answer = self.ask(self.server, message, self.limits)
            status = str(answer.status)
            if answer.status not in _REDIRECTS or documented.knows(status) or answer.location is None:
                return answer
            target = self.server.target_of(answer.location, message.target)
            if target is None:
                raise Unanswered(
                    f"{status} redirects to {answer.location[:200]!r}, which is another server and is not followed"
                )
            found.append(undocumented(page, status, f"{asked} is answered with {status} and redirected to {target[:200]}"))
            if message.method not in SAFE:
                raise Unanswered(f"{status} redirects to {target[:200]!r}, which is not followed with {message.method}")
            message = replace(message, target=target)
        raise Unanswered(f"there are more than {MAX_REDIRECTS} redirects")


def _of_request(aspect: Aspect, page: EndpointPage, message: str, where: str) -> Departure:
    return Departure(aspect, Finding(message, page.declared_method.span(), where=where))
