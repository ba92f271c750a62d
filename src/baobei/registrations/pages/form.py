"""The registration form: prefilled, checked field by field while typing, kept as a draft, submitted (CR-3.1)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from baobei import usecase
from baobei.people.request import Request
from baobei.policy import Decision
from baobei.registrations import forms, services
from baobei.registrations.pages import answers
from baobei.registrations.queries import lists, work
from baobei.registrations.rules import protecting
from baobei.store.rows import new_id

_LINES_OF_RELATIVES = 1


def register(request: Request) -> HttpResponse:
    """The form, filled in from an answer, a draft or one's own lapsed customer; on POST it is submitted or kept."""
    if request.method != "POST":
        return _form(request)
    given, draft = _given(request), _draft_id(request)
    match request.POST.get("do"):
        case "keep":
            _keep(request, given, draft)
            return redirect("home")
        case "relative":
            return _back_to_form(request, given, draft, {"more": len(given["customer"]["relatives"]) + 1}, "#relatives")
    decision = services.register(
        by=request.actor,
        at=request.clock,
        customer=given["customer"],
        kind=given["kind"],
        contest=given["contest"] or None,
    )
    return _after(request, decision, given, draft)


def reading(request: Request) -> HttpResponse:
    """What a field that was just left reads as, how complete the form is; the draft is kept on the way."""
    given = _given(request)
    _keep(request, given, _draft_id(request))
    p = usecase.in_force(request.day)
    form = forms.checked(p, given["customer"])
    context = {
        "form": form,
        "problems": forms.typed_problems(form, given["customer"]),
        "fields": [*forms.FIELDS, *forms.asked_fields(p), "relatives"],
        "meter": forms.meter(p, form),
    }
    return render(request, "registrations/reading.html", context)


def discard(request: Request, draft: UUID) -> HttpResponse:
    """Throws a draft of one's own away."""
    if not services.discard_draft(by=request.actor, draft=draft):
        raise Http404
    return redirect("home")


def _form(request: Request) -> HttpResponse:
    p, now = usecase.in_force(request.day), request.clock.now()
    answer = answers.kept(request, request.GET.get("answer"))
    given, draft = _prefilled(request, answer)
    form = forms.checked(p, given["customer"])
    refused = "refused" in request.GET
    problems = form.problems if refused else {}
    context = {
        "answer": answer,
        "given": given,
        "draft": draft or new_id(),
        "form": form,
        "problems": problems,
        "faults": forms.problems_in_order(problems, form.missing),
        "boxes": forms.boxes(p, given["customer"], problems),
        "lines": forms.relative_lines(given["customer"], _number(request.GET.get("more"), _LINES_OF_RELATIVES)),
        "relations": forms.RELATIONS.items(),
        "kinds": p.kinds,
        "contesting": "contest" in request.GET or bool(given["contest"]),
        "meter": forms.meter(p, form),
        "would_end": protecting.begin(usecase.policy(), "registered", p.kinds[0], now)["valid_until"],
    }
    return render(request, "registrations/register.html", context)


def _prefilled(request: Request, answer: answers.Answer | None) -> tuple[dict[str, Any], UUID | None]:
    kept = work.draft(request.actor, request.GET.get("draft", ""))
    if kept:
        return {"customer": {}, "kind": "", "contest": "", **kept.form}, kept.id
    customer: Mapping[str, Any] = answer.customer if answer else {}
    if again := request.GET.get("again"):
        seen = lists.registration(request.actor, request.clock.now(), again)
        if seen is None or not seen.own:
            raise Http404
        customer = seen.customer
    return {"customer": customer, "kind": "", "contest": ""}, None


def _given(request: Request) -> dict[str, Any]:
    p = usecase.in_force(request.day)
    return {
        "customer": forms.form_customer(p, request.POST),
        "kind": request.POST.get("kind") or p.kinds[0],
        "contest": request.POST.get("contest", "").strip(),
    }


def _after(request: Request, decision: Decision, given: Mapping[str, Any], draft: UUID | None) -> HttpResponse:
    if registration := decision.answer.get("registration"):
        if draft:
            services.discard_draft(by=request.actor, draft=draft)
        return redirect(f"{reverse('registration', args=[registration])}?new")
    if decision.result == "incomplete":
        return _back_to_form(request, given, draft, {"refused": ""})
    kept = _keep(request, given, draft)
    number = answers.keep(request, decision, request.clock.now(), given["customer"], draft=str(kept or ""))
    return redirect(f"{reverse('home')}?answer={number}")


def _back_to_form(
    request: Request, given: Mapping[str, Any], draft: UUID | None, query: Mapping[str, Any], anchor: str = ""
) -> HttpResponse:
    kept = _keep(request, given, draft)
    named = {"draft": kept} if kept else {}
    return redirect(f"{reverse('register')}?{urlencode({**named, **query})}{anchor}")


def _keep(request: Request, given: Mapping[str, Any], draft: UUID | None) -> UUID | None:
    """Keeps what was typed as a draft; of a blank form there is nothing to keep."""
    if not any(given["customer"].values()):
        return None
    return services.save_draft(by=request.actor, at=request.clock, form=given, draft=draft)


def _draft_id(request: Request) -> UUID | None:
    try:
        return UUID(request.POST.get("draft", ""))
    except ValueError:
        return None


def _number(text: str | None, default: int) -> int:
    return min(int(text), 20) if text and text.isdecimal() and text.isascii() else default
