"""The company's own table of communities: found, added to, changed, withdrawn, each entry with its history (CR-7.0)."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from baobei.people.queries import actors
from baobei.people.request import Request
from baobei.people.rules import may
from baobei.policy import Decision
from baobei.registrations import services
from baobei.registrations.forms import CommunityForm
from baobei.registrations.queries import communities as queries
from baobei.registrations.queries import stale
from baobei.registrations.rules.communities import FIELDS, KINDS
from baobei.registrations.services.writing import registration_id
from baobei.words import Text, say

_PAGE = 50
_READ_AT_ONCE = 10_000
_DONE = ("added", "changed", "withdrawn")
DID: dict[str, Text] = {
    "add_community": say("Added"),
    "change_community": say("Changed"),
    "withdraw_community": say("Withdrawn"),
}


def communities(request: Request) -> HttpResponse:
    """The entries that count, and on request the withdrawn; found by a part of a name or by kind."""
    wanted = {name: request.GET.get(name, "").strip() for name in ("q", "kind")}
    withdrawn = "withdrawn" in request.GET
    last = registration_id(request.GET.get("after"))
    found = queries.entries(**wanted, withdrawn=withdrawn, limit=_PAGE + 1, after=last)
    context = {
        "entries": found[:_PAGE],
        "older": found[_PAGE - 1].id if len(found) > _PAGE else None,
        "wanted": wanted,
        "withdrawn": withdrawn,
        "kinds": KINDS,
        "filtered": any(wanted.values()),
        "to_rekey": stale.to_rekey(request.clock),
    }
    return render(request, "registrations/communities.html", {**context, **_may(request)})


def add_community(request: Request) -> HttpResponse:
    """A form for a new entry."""
    form = CommunityForm(request.POST if request.method == "POST" else None, initial={"kind": "alias"})
    if request.method == "POST":
        decision = services.add_community(by=request.actor, at=request.clock, entry=form.entry, sure=form.is_sure)
        if decision.result != "refused":
            return _done(decision)
        form.refuse(decision.answer["fields"])
    return render(request, "registrations/community_add.html", {"form": form}, status=422 if form.errors else 200)


def community(request: Request, key: UUID) -> HttpResponse:
    """One entry: what it says, what became of it since it was added, and a form to change it."""
    row = queries.entry(key)
    if row is None:
        raise Http404
    form = CommunityForm(
        request.POST if request.method == "POST" else None, initial={name: getattr(row, name) for name in FIELDS}
    )
    if request.method == "POST":
        decision = services.change_community(
            by=request.actor, at=request.clock, key=key, entry=form.entry, sure=form.is_sure
        )
        if decision.result != "refused":
            return _done(decision)
        form.refuse(decision.answer.get("fields", {"name": decision.reason}))
    names = {person.username: person.name for person in actors()}
    context = {
        "row": row,
        "history": [(event, DID[event.action], names.get(event.actor, event.actor)) for event in queries.history(key)],
        "form": form,
        "to_rekey": stale.to_rekey(request.clock),
        "said": request.GET.get("done") if request.GET.get("done") in _DONE else "",
    }
    status = 422 if form.errors else 200
    return render(request, "registrations/community.html", {**context, **_may(request)}, status=status)


def withdraw_community(request: Request, key: UUID) -> HttpResponse:
    """Lets an entry count no longer; asked once more on its own page."""
    row = queries.entry(key)
    if row is None:
        raise Http404
    if request.method != "POST" and row.withdrawn_at is None:
        return render(request, "registrations/community_withdraw.html", {"row": row})
    decision = services.withdraw_community(by=request.actor, at=request.clock, key=key)
    return _done(decision) if decision.result == "withdrawn" else redirect("community", key)


def rekey(request: Request) -> HttpResponse:
    """Reads customers anew by today's table, as many as fit in a request, and leads to what collides."""
    services.rekey(at=request.clock, most=_READ_AT_ONCE)
    return redirect("reviews")


def _done(decision: Decision) -> HttpResponse:
    return redirect(f"{reverse('community', args=[decision.answer['id']])}?done={decision.result}")


def _may(request: Request) -> dict[str, Any]:
    return {"may_manage": may(request.actor, "communities.manage", request.day)}
