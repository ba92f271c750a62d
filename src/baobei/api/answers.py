"""What a decision says to a client of the API: never whose, unless one may see it (CR-5.1, CR-6.2)."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from baobei.api import metrics, problems, results
from baobei.lab.play import plain
from baobei.people.request import Request
from baobei.policy import Decision
from baobei.registrations.queries import lists
from baobei.telling import told
from baobei.words import Text, say

_CREATED = "registration"
_SAID: Mapping[str, Text] = {
    "protected": say("This customer is under protection."),
    "incomplete": say("The form lacks something."),
}


def of(request: Request, action: str, decision: Decision, registration: str | None = None) -> HttpResponse:
    """The answer to a verb; ``registration`` is the id that it was called on, if any."""
    metrics.decided(action, decision.result)
    status = results.status(action, decision)
    if status == results.NOT_THERE or (
        decision.result == "denied" and registration is not None and not _sees(request, registration)
    ):
        return problems.not_there()
    answer = dict(decision.answer)
    fields = {**answer.pop("fields", {}), **answer.get("problems", {})}
    body: dict[str, Any] = plain(answer, told)
    if created := body.get(_CREATED):
        body["id"] = created
    if status < 400:
        return problems.written(status, {"result": decision.result, "cites": list(decision.cites), **body})
    detail = decision.reason or _SAID.get(decision.result) or ""
    return problems.problem(status, detail, result=decision.result, cites=decision.cites, fields=fields, **body)


def _sees(request: Request, registration: str) -> bool:
    return lists.registration(request.actor, request.clock.now(), registration) is not None
