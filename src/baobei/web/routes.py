"""Every page states who may open it; a route that does not stops the start (CR-2, CR-6.2: deny by default)."""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.http import urlencode

from baobei.people.request import Request
from baobei.people.rules import PERMISSIONS, permitted
from baobei.usecase import ClockBehind
from baobei.web import errors

PUBLIC = "public"
"""Anybody, signed in or not."""
ACCOUNT = "account"
"""Whoever is signed in, even before the first change of password."""

View = Callable[..., HttpResponseBase]


def route(pattern: str, view: View, name: str, *, may: str, methods: str = "GET") -> URLPattern:
    """A URL with the permission and the methods it takes.

    ``may`` is an action of the permission table, PUBLIC or ACCOUNT; ``methods`` are separated by spaces, GET also gives
    HEAD. Raises ImproperlyConfigured for a permission that does not exist.
    """
    if may not in PERMISSIONS and may not in (PUBLIC, ACCOUNT):
        raise ImproperlyConfigured(f"Route {pattern!r}: there is no permission {may!r}.")
    return path(pattern, _guarded(view, may, methods.split()), name=name)


def demand_permissions(patterns: Iterable[URLPattern | URLResolver]) -> None:
    """Raises ImproperlyConfigured naming every route whose view states no permission."""
    unstated = sorted(where for where, view in _views(patterns, "/") if not getattr(view, "permission", ""))
    if unstated:
        raise ImproperlyConfigured(f"Routes without a permission: {', '.join(unstated)}")


def _views(patterns: Iterable[URLPattern | URLResolver], prefix: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    for pattern in patterns:
        where = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _views(pattern.url_patterns, where)
        else:
            yield where, pattern.callback


def _guarded(view: View, may: str, methods: list[str]) -> View:
    allowed = [*methods, "HEAD"] if "GET" in methods else methods

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # No name has such characters, and a store may refuse even to look for them.
        if not request.path.isprintable():
            return errors.not_found(request)
        refusal = _refusal(request, may)
        if refusal is not None:
            return refusal
        if request.method not in allowed:
            return errors.not_allowed(request, allowed)
        try:
            return view(request, *args, **kwargs)
        except ClockBehind:
            return errors.clock_behind(request)

    guarded.permission = may  # type: ignore[attr-defined]
    return guarded


def _refusal(request: Request, may: str) -> HttpResponseBase | None:
    if may == PUBLIC:
        return None
    if request.asker is None:
        return to_sign_in(request)
    if may == ACCOUNT:
        return None
    if request.asker.must_change_password:
        return redirect("password")
    denial = permitted(request.asker, may, request.day)
    return errors.denied(request, denial, PERMISSIONS[may].roles) if denial else None


def to_sign_in(request: Request) -> HttpResponse:
    """The way to the sign-in page, and back to this one afterwards where it was only read."""
    back = request.get_full_path() if request.method == "GET" else "/"
    where = reverse("sign-in") + ("?" + urlencode({"next": back}) if back != "/" else "")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": where})
    return HttpResponseRedirect(where)
