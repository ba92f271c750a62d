"""The check box: paste, see the parts, ask; and the answer on the same page (CR-5.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from baobei import usecase
from baobei.matching.home import Home
from baobei.people.request import Request
from baobei.people.rules import may
from baobei.policy import InForce
from baobei.registrations import forms, services
from baobei.registrations.pages import answers
from baobei.registrations.pages.answers import Answer
from baobei.registrations.queries import lists, work
from baobei.registrations.queries.work import KeptDraft
from baobei.registrations.rules import protecting

_SHOWN = 5


@dataclass(frozen=True)
class Unfinished:
    """A draft and the fields that it lacks."""

    draft: KeptDraft
    lacks: Sequence[Any]


def check(request: Request) -> HttpResponse:
    """Asks on POST and redirects to the answer; shows an answer of this session, or the home of one who sells."""
    if request.method == "POST":
        customer = forms.asked_customer(request.POST)
        decision = services.inquire(by=request.actor, at=request.clock, customer=customer)
        number = answers.keep(request, decision, request.clock.now(), customer)
        return redirect(f"{reverse('home')}?answer={number}")
    answer = answers.kept(request, request.GET.get("answer"))
    if answer is None:
        return render(request, "registrations/home.html", {**_box(request), **_today(request)})
    return render(request, "registrations/answer.html", {**_box(request), **_answered(request, answer)})


def parts(request: Request) -> HttpResponse:
    """The parts read from what is being typed; asks nothing, keeps nothing."""
    customer = forms.asked_customer(request.POST)
    form = forms.checked(usecase.in_force(request.day), customer)
    return render(request, "registrations/parts.html", {"form": form})


def _box(request: Request) -> dict[str, Any]:
    asked = work.asked_on(request.actor, request.day)
    limit = usecase.in_force(request.day)["inquiry.per_day"]
    return {"asked": asked, "remaining": max(limit - asked, 0)}


def _answered(request: Request, answer: Answer) -> dict[str, Any]:
    p, now = usecase.in_force(request.day), request.clock.now()
    form = forms.checked(p, answer.customer)
    shown: dict[str, Any] = {"answer": answer, "form": form}
    if answer.result == "incomplete":
        shown |= {"typed": answer.customer, "problems": answer.problems}
    if answer.result == "needs_review":
        shown |= {"vague_phone": bool(form.reading.masks), "vague_unit": _vague(form.reading.home)}
    if answer.result == "free":
        shown |= {"would_end": protecting.begin(usecase.policy(), "registered", p.kinds[0], now)["valid_until"]}
    return shown


def _vague(home: Home) -> bool:
    """Whether an estate is named, but not one housing unit of it down to building and entrance, in one reading."""
    named = home.complete and len(home.units) == 1 and all(home.units[0][1:3])
    return bool(home.estate) and not named


def _today(request: Request) -> dict[str, Any]:
    at, p = request.clock.now(), usecase.in_force(request.day)
    today = work.today(request.actor, at)
    leads = request.actor.department_id and may(request.actor, "registrations.department", request.day)
    return {
        **(_department(request) if leads else {}),
        "today": today,
        "unfinished": [Unfinished(draft, _lacks(p, draft)) for draft in today.drafts],
        "mine": lists.registrations(request.actor, at, status="valid", limit=_SHOWN).items,
        "counts": lists.counts(request.actor, at),
        "month": work.month(request.actor, at),
    }


def _department(request: Request) -> dict[str, Any]:
    at, scope = request.clock.now(), "department"
    return {
        "department_counts": lists.counts(request.actor, at, scope=scope),
        "department_ending": lists.registrations(request.actor, at, scope=scope, status="tonight", limit=_SHOWN).items,
    }


def _lacks(p: InForce, draft: KeptDraft) -> list[Any]:
    return [forms.LABELS.get(name, name) for name in forms.checked(p, draft.form.get("customer", {})).missing]
