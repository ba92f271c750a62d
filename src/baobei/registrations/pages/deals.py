"""What binds: a deposit (CR-4.2) and a signing (CR-3.3), each confirmed on a page that says in numbers what follows."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from baobei import usecase
from baobei.people.request import Request
from baobei.policy import Decision
from baobei.registrations import services
from baobei.registrations.pages.one import as_ruled, shown
from baobei.registrations.queries.lists import Seen
from baobei.registrations.queries.timeline import timeline
from baobei.registrations.rules import protecting
from baobei.registrations.rules.values import BadValue, read_money
from baobei.words import Text


def deposit(request: Request, key: UUID) -> HttpResponse:
    """The amount, then what it would change, then the act."""
    seen = _open(request, key)
    if request.method == "POST":
        decision = services.deposit(
            by=request.actor, at=request.clock, registration=key, amount=request.POST.get("amount")
        )
        return _after(request, seen, decision, "extended")
    amounts, faults = _amounts(request, {"amount": True})
    context = {"seen": seen, "given": request.GET, "faults": faults, "amounts": amounts}
    if not amounts or faults or "edit" in request.GET:
        return render(request, "registrations/deposit.html", context)
    p, paid_at = usecase.in_force(request.day), seen.deposit_at or request.clock.now()
    by_deposit = p["protection.deposit.counts_from"] == "deposit"
    context |= {
        "end": protecting.with_deposit(usecase.policy(), as_ruled(seen), paid_at)["valid_until"],
        "days": p["protection.deposit.days"],
        "start": paid_at if by_deposit else seen.counts_from,
    }
    return render(request, "registrations/deposit_confirm.html", context)


def sign(request: Request, key: UUID) -> HttpResponse:
    """The deal's amount and commission, then what it would change, then the act."""
    seen = _open(request, key)
    if request.method == "POST":
        decision = services.sign(
            by=request.actor,
            at=request.clock,
            registration=key,
            amount=request.POST.get("amount"),
            commission=request.POST.get("commission"),
        )
        return _after(request, seen, decision, "signed")
    amounts, faults = _amounts(request, {"amount": True, "commission": False})
    context = {"seen": seen, "given": request.GET, "faults": faults, "amounts": amounts}
    if not amounts or faults or "edit" in request.GET:
        return render(request, "registrations/sign.html", context)
    followed = sum(event.what == "followed" for event in timeline(seen, request.clock.now()))
    days = usecase.in_force(request.day)["protection.signed.days"]
    return render(request, "registrations/sign_confirm.html", {**context, "followed": followed, "days": days})


def _open(request: Request, key: UUID) -> Seen:
    seen = shown(request, key)
    if seen is None:
        raise Http404
    return seen


def _amounts(request: Request, wanted: dict[str, bool]) -> tuple[dict[str, Any], dict[str, Text]]:
    """The amounts in the address, read; ``wanted`` says which must be more than zero. Nothing given is no fault yet."""
    if not any(name in request.GET for name in wanted):
        return {}, {}
    amounts: dict[str, Any] = {}
    faults: dict[str, Text] = {}
    for name, positive in wanted.items():
        try:
            amounts[name] = read_money(name, request.GET.get(name, "").replace(",", ""), positive=positive)
        except BadValue as fault:
            faults[name] = fault.text
    return amounts, faults


def _after(request: Request, seen: Seen, decision: Decision, done: str) -> HttpResponse:
    if decision.result == "denied":
        raise PermissionDenied(decision.reason)
    if decision.result == done:
        return redirect(f"{reverse('registration', args=[seen.id])}?done={done}")
    status = 409 if decision.cites else 422
    return render(request, "registrations/not_done.html", {"seen": seen, "decision": decision}, status=status)
