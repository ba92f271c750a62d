"""The pages about people: who works here, in which roles, and their passwords (CR-2)."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from baobei.people import queries, services
from baobei.people.forms import AddPerson, GrantRole, LastDay
from baobei.people.request import Request
from baobei.people.rules import EVERYBODY, Actor, may, may_grant, may_reset
from baobei.policy import Decision
from baobei.telling import told


def people(request: Request) -> HttpResponse:
    """Who works here on this day, and who did; found by name, department or role."""
    everybody = queries.actors()
    wanted = {name: request.GET.get(name, "").strip() for name in ("q", "department", "role")}
    found = [person for person in everybody if _fits(person, request.day, **wanted)]
    found.sort(key=lambda person: (not person.employed(request.day), person.department or "", person.name))
    context = {
        "people": [_shown(person, request.day) for person in found],
        "employed": sum(person.employed(request.day) for person in everybody),
        "departments": queries.departments(),
        "all_roles": sorted(EVERYBODY),
        "wanted": wanted,
        "may_add": may(request.actor, "people.manage", request.day),
    }
    return render(request, "people/people.html", context)


def person(request: Request, username: str, form: GrantRole | None = None, status: int = 200) -> HttpResponse:
    """One person: department, employment, roles by date, and what the one who asks may do about them."""
    subject = _subject(username)
    grants = queries.grants(subject.id)
    context = {
        **_shown(subject, request.day),
        "grants": [(grant, _endable(request, subject, grant)) for grant in grants],
        "form": form or GrantRole(request.actor, subject, request.day),
        "may_reset": may_reset(request.actor, subject, request.day),
        "may_change": _may_change(request, subject),
        "said": request.GET.get("said"),
    }
    return render(request, "people/person.html", context, status=status)


def add(request: Request) -> HttpResponse:
    """Adds a person; the temporary password is shown this once."""
    form = AddPerson(request.actor, request.day, request.POST or None)
    if request.method == "POST" and form.is_valid():
        decision = services.add_employee(by=request.actor, at=request.clock, **form.cleaned_data)
        if decision.result == "added":
            return _password(request, _subject(form.cleaned_data["username"]), decision, added=True)
        if decision.result == "denied":
            return _denied(request, decision)
        form.add_error("username", told(decision.reason))
    context = {"form": form, "departments": queries.departments(), "regions": queries.regions()}
    return render(request, "people/add.html", context, status=422 if form.errors else 200)


def grant(request: Request, username: str) -> HttpResponse:
    subject = _subject(username)
    form = GrantRole(request.actor, subject, request.day, request.POST)
    if not form.is_valid():
        return person(request, username, form, 422)
    decision = services.grant_role(by=request.actor, at=request.clock, employee=subject, **form.cleaned_data)
    if decision.result == "refused":
        form.add_error("until", told(decision.reason))
        return person(request, username, form, 422)
    return _done(request, subject, decision)


def revoke(request: Request, username: str, grant: Any) -> HttpResponse:
    """Ends a role; asked once more on its own page."""
    subject = _subject(username)
    row = next((row for row in queries.grants(subject.id) if row.id == grant), None)
    if row is None:
        raise Http404
    form = LastDay(request.day, request.POST or None)
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        decision = services.revoke_role(by=request.actor, at=request.clock, employee=subject, grant=grant, until=until)
        if decision.result != "refused":
            return _done(request, subject, decision)
        form.add_error("until", told(decision.reason))
    context = {"subject": subject, "grant": row, "form": form}
    return render(request, "people/revoke.html", context, status=422 if form.errors else 200)


def leave(request: Request, username: str) -> HttpResponse:
    """Ends the employment; asked once more on its own page."""
    subject = _subject(username)
    form = LastDay(request.day, request.POST or None)
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        decision = services.end_employment(by=request.actor, at=request.clock, employee=subject, until=until)
        if decision.result != "refused":
            return _done(request, subject, decision)
        form.add_error("until", told(decision.reason))
    return render(request, "people/leave.html", {"subject": subject, "form": form}, status=422 if form.errors else 200)


def reset(request: Request, username: str) -> HttpResponse:
    """Gives a temporary password, shown this once; asked once more on its own page."""
    subject = _subject(username)
    if request.method != "POST":
        return render(request, "people/reset.html", {"subject": subject})
    decision = services.reset_password(by=request.actor, at=request.clock, employee=subject)
    return _denied(request, decision) if decision.result == "denied" else _password(request, subject, decision)


def _fits(person: Actor, day: date, *, q: str, department: str, role: str) -> bool:
    return (
        (q.casefold() in person.name.casefold() or q.casefold() in person.username.casefold())
        and department in ("", person.department)
        and (not role or role in person.roles(day))
    )


def _shown(person: Actor, day: date) -> dict[str, Any]:
    return {
        "subject": person,
        "subject_roles": sorted(person.roles(day)),
        "employed": person.employed(day),
        "starts": person.employed_from if person.employed_from and day < person.employed_from else None,
    }


def _subject(username: str) -> Actor:
    subject = queries.actor(username)
    if subject is None:
        raise Http404
    return subject


def _endable(request: Request, subject: Actor, grant: Any) -> bool:
    ended = grant.until is not None and grant.until <= request.day
    return not ended and may_grant(request.actor, subject, grant.role, request.day)


def _may_change(request: Request, subject: Actor) -> bool:
    return (
        may(request.actor, "people.manage", request.day)
        and all(may_grant(request.actor, subject, grant.role, request.day) for grant in subject.grants)
        and subject.id != request.actor.id
    )


def _password(request: Request, subject: Actor, decision: Decision, added: bool = False) -> HttpResponse:
    context = {"subject": subject, "password": decision.private["password"], "added": added}
    return render(request, "people/temporary_password.html", context)


def _done(request: Request, subject: Actor, decision: Decision) -> HttpResponse:
    if decision.result == "denied":
        return _denied(request, decision)
    return redirect(f"{reverse('person', args=[subject.username])}?{urlencode({'said': decision.result})}")


def _denied(request: Request, decision: Decision) -> HttpResponse:
    return render(request, "web/denied.html", {"reason": decision.reason, "cites": decision.cites}, status=403)
