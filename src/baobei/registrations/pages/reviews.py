"""The registrar's queue: two sides and one word, then the next; never whose they are (CR-5.2)."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from baobei import usecase
from baobei.book import queries as book
from baobei.people.request import Request
from baobei.registrations import services
from baobei.registrations.queries import reviews as queries
from baobei.registrations.queries.reviews import Pair, Review
from baobei.registrations.rules import protecting, reviewing
from baobei.registrations.rules.verdicts import reasons, verdicts
from baobei.words import Text

_DONE = ("registered", "protected", "refused")
_REMEMBERED = 100


def reviews(request: Request) -> HttpResponse:
    """What waits for the registrar's word, what waits longest first."""
    context = {"waiting": queries.queue(request.actor.id), "count": queries.count(request.actor.id)}
    return render(request, "registrations/reviews.html", {**context, **_done(request)})


def review(request: Request, key: UUID) -> HttpResponse:
    """One review; its word leads to the next that waits, or to the empty queue."""
    if request.method == "POST":
        return _judge(request, key)
    return _page(request, key)


def _page(request: Request, key: UUID, *, typed: str = "", fault: Text | None = None) -> HttpResponse:
    moment = usecase.moment(request.clock)
    found = queries.review(usecase.in_force(request.day), request.actor.id, moment, key)
    if found is None:
        raise Http404
    _leave_traces(request, found)
    waiting = [one.id for one in queries.queue(request.actor.id)]
    context = {
        "found": found,
        "pairs": [_told(pair) for pair in found.pairs],
        "place": waiting.index(key) + 1 if key in waiting else None,
        "count": queries.count(request.actor.id),
        "typed": typed,
        "fault": fault,
        **_done(request),
        **_follows(found),
    }
    unswapped = fault and not request.headers.get("HX-Request")
    return render(request, "registrations/review.html", context, status=422 if unswapped else 200)


def _judge(request: Request, key: UUID) -> HttpResponse:
    given = {"decision": request.POST.get("decision"), "reason": request.POST.get("reason")}
    decision = services.review(by=request.actor, at=request.clock, registration=key, **given)
    if decision.unknown:
        raise Http404
    if decision.result == "denied":
        raise PermissionDenied(decision.reason)
    if fault := decision.answer.get("fields", {}).get("reason"):
        return _page(request, key, typed=request.POST.get("reason", ""), fault=fault)
    waiting = queries.queue(request.actor.id, limit=1)
    where = reverse("review", args=[waiting[0].id]) if waiting else reverse("reviews")
    return redirect(f"{where}?done={decision.result}")


def _leave_traces(request: Request, found: Review) -> None:
    """Both holders read that their customer was looked at, once for a review (CR-6.2)."""
    opened = request.session.get("reviewed", [])
    if str(found.entry.id) in opened:
        return
    for side in (found.mine, *(pair.other for pair in found.pairs)):
        if side.registration:
            reason = gettext("Review: is it the same customer?")
            services.look(by=request.actor, at=request.clock, registration=side.registration, reason=reason)
    request.session["reviewed"] = [*opened, str(found.entry.id)][-_REMEMBERED:]


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


def _done(request: Request) -> dict[str, Any]:
    """What the last judgement did, and the page that it wrote."""
    done = request.GET.get("done", "")
    if done not in _DONE:
        return {}
    return {"done": done, "written": book.last_page(request.actor.username, "review") if done != "refused" else None}
