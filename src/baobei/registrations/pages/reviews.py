"""The registrar's queue: two sides and one word, then the next; never whose they are (CR-5.2)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from baobei import usecase
from baobei.book import queries as book
from baobei.matching import Match
from baobei.people.request import Request
from baobei.policy import Decision
from baobei.registrations import services
from baobei.registrations.queries import collisions
from baobei.registrations.queries import reviews as queries
from baobei.registrations.queries.reviews import Review
from baobei.registrations.rules import protecting, reviewing
from baobei.registrations.rules.verdicts import reasons, verdicts
from baobei.registrations.services.writing import registration_id
from baobei.words import Text

_DONE = ("registered", "protected", "refused", "judged", "added")
_REMEMBERED = 100


def reviews(request: Request) -> HttpResponse:
    """What waits for the registrar's word, what waits longest first."""
    context = {
        "waiting": queries.queue(request.actor.id),
        "count": queries.count(request.actor.id),
        "collisions": collisions.queue(request.actor.id, request.clock.now()),
    }
    return render(request, "registrations/reviews.html", {**context, **done(request)})


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
    sides = (found.mine, *(pair.other for pair in found.pairs))
    leave_traces(request, found.entry.id, [side.registration for side in sides])
    waiting = [one.id for one in queries.queue(request.actor.id)]
    context = {
        "found": found,
        "pairs": [{"other": pair.other, "estates": pair.estates, **told(pair.match)} for pair in found.pairs],
        "place": waiting.index(key) + 1 if key in waiting else None,
        "count": queries.count(request.actor.id),
        "typed": typed,
        "fault": fault,
        **done(request),
        **_follows(found),
    }
    unswapped = fault and not request.headers.get("HX-Request")
    return render(request, "registrations/review.html", context, status=422 if unswapped else 200)


def _judge(request: Request, key: UUID) -> HttpResponse:
    given = {"decision": request.POST.get("decision"), "reason": request.POST.get("reason")}
    decision = services.review(by=request.actor, at=request.clock, registration=key, **given)
    if fault := fault_of_reason(decision):
        return _page(request, key, typed=request.POST.get("reason", ""), fault=fault)
    waiting = queries.queue(request.actor.id, limit=1)
    where = reverse("review", args=[waiting[0].id]) if waiting else reverse("reviews")
    about = f"&estates={key}" if given["decision"] == "same" and queries.estates(request.actor.id, key) else ""
    return redirect(f"{where}?done={decision.result}{about}")


def remember_estates(request: Request, key: UUID) -> HttpResponse:
    """Remembers that the two sides' estates are one; back to the review, or to what waits next."""
    decision = services.remember_estates(
        by=request.actor, at=request.clock, registration=key, other=request.POST.get("other")
    )
    if decision.unknown:
        raise Http404
    if decision.result == "denied":
        raise PermissionDenied(decision.reason)
    waits = any(one.id == key for one in queries.queue(request.actor.id))
    where = reverse("review", args=[key]) if waits else reverse("reviews")
    return redirect(f"{where}?done={decision.result}")


def fault_of_reason(decision: Decision) -> Text | None:
    """What was wrong with the explanation of a judgement. Raises Http404 and PermissionDenied where none was made."""
    if decision.unknown:
        raise Http404
    if decision.result == "denied":
        raise PermissionDenied(decision.reason)
    fault: Text | None = decision.answer.get("fields", {}).get("reason")
    return fault


def leave_traces(request: Request, key: UUID, registrations: Sequence[UUID | None]) -> None:
    """Both holders read that their customer was looked at, once for a review (CR-6.2)."""
    opened = request.session.get("reviewed", [])
    if str(key) in opened:
        return
    for registration in registrations:
        if registration:
            reason = gettext("Review: is it the same customer?")
            services.look(by=request.actor, at=request.clock, registration=registration, reason=reason)
    request.session["reviewed"] = [*opened, str(key)][-_REMEMBERED:]


def told(match: Match | None) -> dict[str, Any]:
    """How two sides compare, for the page."""
    return {
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


def done(request: Request) -> dict[str, Any]:
    """What the last judgement did, the page that it wrote, and the estates that it has shown to be one."""
    did = request.GET.get("done", "")
    if did not in _DONE:
        return {}
    action = {"added": "add_community", "judged": "judge"}.get(did, "review")
    about = registration_id(request.GET.get("estates"))
    return {
        "done": did,
        "written": book.last_page(request.actor.username, action) if did != "refused" else None,
        "about": about,
        "estates": queries.estates(request.actor.id, about) if about else [],
    }
