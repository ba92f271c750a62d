"""The registrar's queue: two sides and one word, then the next; never whose they are (CR-5.2)."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from baobei import usecase
from baobei.people.request import Request
from baobei.registrations import services
from baobei.registrations.queries import reviews as queries
from baobei.registrations.queries.reviews import Pair, Review
from baobei.registrations.rules import protecting, reviewing
from baobei.registrations.rules.verdicts import reasons, verdicts

_DONE = ("registered", "protected", "refused")


def reviews(request: Request) -> HttpResponse:
    """What waits for the registrar's word, what waits longest first."""
    context = {"waiting": queries.queue(request.actor.id), "count": queries.count(request.actor.id)}
    return render(request, "registrations/reviews.html", {**context, "done": _done(request)})


def review(request: Request, key: UUID) -> HttpResponse:
    """One review; its word leads to the next that waits, or to the empty queue."""
    if request.method == "POST":
        return _judge(request, key)
    moment = usecase.moment(request.clock)
    found = queries.review(usecase.in_force(request.day), request.actor.id, moment, key)
    if found is None:
        raise Http404
    waiting = [one.id for one in queries.queue(request.actor.id)]
    context = {
        "found": found,
        "pairs": [_told(pair) for pair in found.pairs],
        "place": waiting.index(key) + 1 if key in waiting else None,
        "count": queries.count(request.actor.id),
        "done": _done(request),
        **_follows(found),
    }
    return render(request, "registrations/review.html", context)


def _judge(request: Request, key: UUID) -> HttpResponse:
    decision = services.review(
        by=request.actor, at=request.clock, registration=key, decision=request.POST.get("decision")
    )
    if decision.unknown:
        raise Http404
    if decision.result == "denied":
        raise PermissionDenied(decision.reason)
    waiting = queries.queue(request.actor.id, limit=1)
    where = reverse("review", args=[waiting[0].id]) if waiting else reverse("reviews")
    return redirect(f"{where}?done={decision.result}")


def _told(pair: Pair) -> dict[str, Any]:
    match = pair.match
    return {
        "other": pair.other,
        "lines": verdicts(match) if match else {},
        "reasons": reasons(match) if match else [],
        "level": match.level if match else "",
    }


def _follows(found: Review) -> dict[str, Any]:
    """What either word would do now, in instants."""
    others = {reviewing.side(pair.match.other) for pair in found.pairs if pair.match}
    begun = protecting.begin(usecase.policy(), "registered", found.entry.kind, found.asked.at)["valid_until"]
    return {
        "begun": begun,
        "same": reviewing.review(found.entry, found.asked, "same", others),
        "different": reviewing.review(found.entry, found.asked, "different", others),
    }


def _done(request: Request) -> str:
    done = request.GET.get("done", "")
    return done if done in _DONE else ""
