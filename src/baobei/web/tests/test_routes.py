"""No page without a stated permission: it stops the start."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from baobei.people.rules import PERMISSIONS
from baobei.web import urls
from baobei.web.routes import ACCOUNT, PUBLIC, demand_permissions, route


def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("reached")


def test_a_route_without_permission_stops_the_start() -> None:
    with pytest.raises(ImproperlyConfigured, match="/hidden"):
        demand_permissions([*urls.urlpatterns, path("hidden", view)])


def test_one_that_is_included_is_found_too() -> None:
    with pytest.raises(ImproperlyConfigured, match="/deep/er/hidden"):
        demand_permissions([path("deep/", include([path("er/hidden", view)]))])


def test_a_permission_that_the_table_has_not_stops_the_start() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"peple\.read"):
        route("people", view, "people", may="peple.read")


def test_routes_with_permissions_start() -> None:
    demand_permissions([route("open", view, "open", may=PUBLIC), route("me", view, "me", may="me")])


def test_little_is_open_to_everybody() -> None:
    public = {pattern.name for pattern in urls.urlpatterns if getattr(pattern.callback, "permission", "") == PUBLIC}
    assert public <= {"sign-in", "language", "healthz", "readyz", "metrics"}
    account = {pattern.name for pattern in urls.urlpatterns if getattr(pattern.callback, "permission", "") == ACCOUNT}
    assert account == {"sign-out", "password"}


def test_every_permission_cites_a_clause_and_has_a_role() -> None:
    assert all(permission.roles and permission.clause for permission in PERMISSIONS.values())
