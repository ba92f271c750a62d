"""Two registrations that were found to collide afterwards: one word on them, and never whose they are (CR-7.0)."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from baobei import usecase
from baobei.people.request import Request
from baobei.registrations import services
from baobei.registrations.pages.reviews import fault_of_reason, leave_traces, told
from baobei.registrations.queries import collisions as queries
from baobei.words import Text


def collision(request: Request, key: UUID) -> HttpResponse:
    """One pair; its word leads back to what waits."""
    if request.method == "POST":
        return _judge(request, key)
    return _page(request, key)


def _page(request: Request, key: UUID, *, typed: str = "", fault: Text | None = None) -> HttpResponse:
    moment = usecase.moment(request.clock)
    found = queries.collision(usecase.in_force(request.day), request.actor.id, moment, key)
    if found is None:
        raise Http404
    leave_traces(request, key, [found.one.registration, found.other.registration])
    context = {"found": found, "pair": {"other": found.one, **told(found.match)}, "typed": typed, "fault": fault}
    unswapped = fault and not request.headers.get("HX-Request")
    return render(request, "registrations/collision.html", context, status=422 if unswapped else 200)


def _judge(request: Request, key: UUID) -> HttpResponse:
    given = {"decision": request.POST.get("decision"), "reason": request.POST.get("reason")}
    decision = services.judge(by=request.actor, at=request.clock, collision=key, **given)
    if fault := fault_of_reason(decision):
        return _page(request, key, typed=request.POST.get("reason", ""), fault=fault)
    return redirect(f"{reverse('reviews')}?done={decision.result}")
