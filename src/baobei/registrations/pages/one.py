"""One customer: how long, what is known, what happened, and a follow-up in place (CR-4, CR-6.2, CR-7.2)."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from baobei import usecase
from baobei.people.request import Request
from baobei.people.rules import may
from baobei.policy import Decision
from baobei.registrations import forms, services
from baobei.registrations.queries import lists
from baobei.registrations.queries.facts import entry
from baobei.registrations.queries.lists import Seen
from baobei.registrations.queries.timeline import timeline
from baobei.registrations.rules import protecting
from baobei.registrations.rules.facts import Entry
from baobei.telling.showing import left

_OPEN_FOR = timedelta(minutes=30)
_SHORT, _LONG = 7, 90
_AWAITING = {"awaiting_choice", "awaiting_review"}


def registration(request: Request, key: UUID) -> HttpResponse:
    """One's own customer, or another's to the entitled once they have said why; else as if there were none."""
    if request.method == "POST":
        return _say_why(request, key)
    seen = shown(request, key)
    if seen is None:
        return render(request, "registrations/reason.html", {"key": key, "reasons": forms.REASONS})
    return _page(request, seen)


def follow_up(request: Request, key: UUID) -> HttpResponse:
    """Logs a follow-up; htmx gets the timeline and an empty form, a plain browser comes back to the page."""
    seen = shown(request, key)
    if seen is None:
        raise Http404
    given = forms.follow_up(request.POST)
    decision = services.follow_up(by=request.actor, at=request.clock, registration=key, **given)
    if decision.result == "denied":
        raise PermissionDenied(decision.reason)
    if decision.result == "logged" and not request.headers.get("HX-Request"):
        return redirect(f"{reverse('registration', args=[key])}?logged#timeline")
    return _page(request, seen, decision=decision, given=given)


def shown(request: Request, key: UUID) -> Seen | None:
    """The registration to its holder, and to the entitled who said why; None asks them why. Else raises Http404.

    What is denied leaves a trace, and looks like what is not there (CR-6.2).
    """
    at = request.clock.now()
    opened = request.session.get("opened", {}).get(str(key))
    if not (opened and abs(at - datetime.fromisoformat(opened)) < _OPEN_FOR):
        decision = services.look(by=request.actor, at=request.clock, registration=key)
        if decision.result == "refused" and "reason" in decision.answer.get("fields", {}):
            return None
        if decision.result != "shown":
            raise Http404
    seen = lists.registration(request.actor, at, key)
    if seen is None:
        raise Http404
    return seen


def as_ruled(seen: Seen) -> Entry:
    """The registration as the rules see it."""
    known = entry(seen.id)
    assert known is not None
    return known


def _say_why(request: Request, key: UUID) -> HttpResponse:
    parts = [request.POST.get("reason", "").strip(), request.POST.get("more", "").strip()]
    reason = " ".join(part for part in parts if part)
    decision = services.look(by=request.actor, at=request.clock, registration=key, reason=reason)
    if decision.result == "refused" and "fields" in decision.answer:
        context = {"key": key, "reasons": forms.REASONS, "fault": decision.answer["fields"]["reason"]}
        return render(request, "registrations/reason.html", context, status=422)
    if decision.result not in ("shown", "shown_logged"):
        raise Http404
    opened = request.session.get("opened", {})
    request.session["opened"] = {**opened, str(key): request.clock.now().isoformat()}
    return redirect("registration", key)


def _page(
    request: Request, seen: Seen, *, decision: Decision | None = None, given: dict[str, Any] | None = None
) -> HttpResponse:
    at, p = request.clock.now(), usecase.in_force(request.day)
    logged = decision is not None and decision.result == "logged"
    context = {
        "seen": seen,
        "events": timeline(seen, at),
        "boxes": forms.boxes(p, seen.customer, {}),
        "may": _may(request, seen),
        "given": {} if logged else given or {},
        "faults": {} if logged or decision is None else decision.answer.get("fields", {}),
        "refusal": decision.reason
        if decision and decision.result != "logged" and "fields" not in decision.answer
        else None,
        "cites": decision.cites if decision and decision.result != "logged" else (),
        "logged": logged or "logged" in request.GET,
        "new": "new" in request.GET and seen.own,
        "done": request.GET.get("done"),
        "with_deposit": _with_deposit(seen, at),
        "clock": left(seen.valid_until, at, _LONG if seen.deposit_at else _SHORT) if seen.valid_until else None,
    }
    if request.headers.get("HX-Request"):
        return render(request, "registrations/followed.html", context)
    if seen.status in _AWAITING and seen.own:
        context["unless_chosen"] = as_ruled(seen).valid_until if seen.status == "awaiting_choice" else None
        return render(request, "registrations/awaiting.html", context)
    template = "registrations/registered.html" if context["new"] else "registrations/customer.html"
    return render(request, template, context)


def _may(request: Request, seen: Seen) -> dict[str, bool]:
    """The actions that this person can take on this registration now, so that no button is shown without its verb."""
    actor, live = request.actor, seen.status == "valid"
    sells = may(actor, "register", request.day)
    return {
        "follow_up": sells
        and ((seen.own and seen.status in ("valid", "expired", "signed")) or seen.status == "expired"),
        "deposit": live and (seen.own or "finance" in actor.roles(request.day)),
        "sign": live and seen.own,
        "again": seen.own and seen.status == "expired",
    }


def _with_deposit(seen: Seen, at: datetime) -> datetime | None:
    """Until when a deposit paid now would protect; None where it would change nothing or can't be taken."""
    if seen.status != "valid" or seen.deposit_at:
        return None
    end: datetime = protecting.with_deposit(usecase.policy(), as_ruled(seen), at)["valid_until"]
    return end if seen.valid_until and end > seen.valid_until else None
