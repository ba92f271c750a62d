"""The first page after signing in: what a person of that role came for."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from baobei.book import queries as book
from baobei.people.request import Request
from baobei.people.rules import PERMISSIONS, may, permitted
from baobei.registrations.pages import check
from baobei.registrations.queries import collisions, lists, reviews, stale
from baobei.web import errors

_SHOWN = 6


def home(request: Request) -> HttpResponse:
    """The check box for who sells; for the office what stands open in the company, and the books."""
    denial = permitted(request.actor, "inquire", request.day)
    if denial is None:
        return check(request)
    if request.method == "POST":
        return errors.denied(request, denial, PERMISSIONS["inquire"].roles)
    return render(request, "web/home.html", _office(request))


def _office(request: Request) -> dict[str, Any]:
    actor, day, at = request.actor, request.day, request.clock.now()
    shown: dict[str, Any] = {}
    if may(actor, "registrations.company", day):
        shown["counts"] = lists.counts(actor, at, scope="company")
        # Who judges a review has it in the queue, where whose it is is not told.
        awaited = "awaiting_choice" if may(actor, "review", day) else "waiting"
        for name, status in (("waiting", awaited), ("tonight", "tonight")):
            items = lists.registrations(actor, at, scope="company", status=status, limit=_SHOWN).items
            shown[name] = {"status": status, "count": shown["counts"][status], "items": items}
    if may(actor, "review", day):
        shown["reviews"] = {"count": reviews.count(actor.id), "items": reviews.queue(actor.id, limit=_SHOWN)}
        shown["collisions"] = collisions.queue(actor.id, at)
        shown["to_rekey"] = stale.to_rekey(request.clock)
    if may(actor, "book.read", day):
        shown["heads"] = book.heads()
    if may(actor, "notices.read", day):
        shown["notices"] = book.notices()[:_SHOWN]
    return shown
