"""No route of the API without a stated permission, no call without a live token (CR-2, CR-6.2)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from baobei.api.guard import guarded
from baobei.api.root import api
from baobei.api.tests.conftest import Caller, issue
from baobei.people.api import needs
from baobei.people.models import Employee
from baobei.people.rules import PERMISSIONS
from baobei.usecase import MachineClock


def routes() -> list[tuple[str, str]]:
    found = []
    for router in api._get_bound_routers():
        for path, view in router.path_operations.items():
            for operation in view.operations:
                found += [(method, path.replace("{", "").replace("}", "")) for method in operation.methods]
    return sorted(found)


def test_a_route_without_a_permission_stops_the_start() -> None:
    def silent(request: object) -> None: ...

    with pytest.raises(ImproperlyConfigured, match="silent"):
        guarded(silent)


def test_a_permission_that_is_not_in_the_table_stops_the_start() -> None:
    with pytest.raises(KeyError):
        needs("dance")


def test_every_route_states_one() -> None:
    operations = [
        operation
        for router in api._get_bound_routers()
        for view in router.path_operations.values()
        for operation in view.operations
    ]
    assert len(operations) > 30
    assert {operation.openapi_extra["x-permission"]["action"] for operation in operations} <= set(PERMISSIONS)


@pytest.mark.parametrize(("method", "path"), routes())
def test_nobody_calls_without_a_token(method: str, path: str, db: None) -> None:
    client = Client()
    for headers in ({}, {"Authorization": "Bearer baobei_none"}, {"Authorization": "Basic d2FuZzp4"}):
        answer = client.generic(method, f"/api/v1{path}", "{}", content_type="application/json", headers=headers)
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Bearer"
        assert answer["Content-Type"] == "application/problem+json"


def test_a_token_ends(company) -> None:
    ended = issue("wang", at=MachineClock().now() - timedelta(days=2), days=1)
    assert Caller(ended, Client()).get("/me").status_code == 401


def test_a_token_ends_by_the_machines_clock(company) -> None:
    caller = Caller(issue("wang", days=1), Client())
    assert caller.get("/me", Baobei_Now="2040-01-01T10:00").status_code == 200


def test_a_session_is_no_token(company) -> None:
    client = Client()
    client.force_login(Employee.objects.get(username="wang"))
    assert client.get("/api/v1/me").status_code == 401


def test_who_left_is_denied_everything(company) -> None:
    wang = company("wang")
    registration = wang.register(Baobei_Now="2023-02-01T10:00")
    Employee.objects.filter(username="wang").update(employed_until=date(2023, 2, 2))
    later = {"Baobei_Now": "2023-02-03T10:00"}
    for answer in (
        wang.get("/me", **later),
        wang.get("/registrations", **later),
        wang.post(f"/registrations/{registration}/deposits", {"amount": 100}, **later),
    ):
        assert answer.status_code == 403 or answer.status_code == 404
        assert answer.json()["result"] in ("denied", "refused")
    assert wang.get("/me", **later).json()["cites"] == ["CR-2"]


@pytest.mark.parametrize(
    ("username", "path", "clause"),
    [("cai", "/inquiries", "CR-5.1"), ("cai", "/registrations", "CR-3.1"), ("dong", "/inquiries", "CR-5.1")],
)
def test_who_has_not_the_role_is_denied_by_its_clause(company, username: str, path: str, clause: str) -> None:
    answer = company(username).post(path, {"customer": {}})
    assert (answer.status_code, answer.json()["result"], answer.json()["cites"]) == (403, "denied", [clause])
