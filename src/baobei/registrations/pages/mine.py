"""My customers by the time left, and what a department or the company has, masked (CR-4.1, CR-6.2)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from baobei.people.request import Request
from baobei.people.rules import may
from baobei.registrations.queries import lists
from baobei.registrations.rules.values import BadValue

_PAGE = 20
_LONGEST_NAME = 100
_GROUPS = ("valid", "waiting", "signed", "expired")
_OWN_FILTERS = ("tonight", "deposit", "waiting", "signed", "expired")
_SHOWN_IN_A_GROUP = 6


def customers(request: Request) -> HttpResponse:
    """One's own customers: in groups, or by one filter; found by a name's characters or a phone's last four digits."""
    return _list(request, "own", "registrations/customers.html", {"filters": _OWN_FILTERS})


def registrations(request: Request) -> HttpResponse:
    """What a department or the whole company has, names and phones masked."""
    scopes = [scope for scope in ("department", "company") if may(request.actor, f"registrations.{scope}", request.day)]
    if request.actor.department_id is None and "company" in scopes:
        scopes.remove("department")
    scope = request.GET.get("scope") or scopes[-1]
    if scope not in scopes:
        raise PermissionDenied
    context = {"filters": ("valid", *_OWN_FILTERS), "scopes": scopes, "scope": scope}
    return _list(request, scope, "registrations/registrations.html", context)


def _list(request: Request, scope: str, template: str, context: dict[str, Any]) -> HttpResponse:
    if request.method == "POST":
        request.session["sought"] = request.POST.get("q", "").strip()[:_LONGEST_NAME]
        return redirect(f"{request.path}?{urlencode({'scope': scope, 'sought': ''})}")
    # What is sought is a name or a phone, so it stays out of the address.
    at, q = request.clock.now(), request.session.get("sought", "") if "sought" in request.GET else ""
    status = request.GET.get("status") if request.GET.get("status") in lists.FILTERS else None
    shown: dict[str, Any] = {"q": q, "status": status, "counts": lists.counts(request.actor, at, scope=scope)}
    try:
        if scope == "own" and not q and not status:
            shown["groups"] = {
                name: lists.registrations(request.actor, at, status=name, limit=_SHOWN_IN_A_GROUP).items
                for name in _GROUPS
            }
        else:
            after = request.GET.get("after")
            shown["found"] = lists.registrations(
                request.actor, at, scope=scope, status=status, q=q, limit=_PAGE, after=after
            )
    except BadValue as fault:
        shown["fault"] = fault.text
    return render(request, template, {**context, **shown})
