"""``/healthz``, ``/readyz`` and ``/metrics`` at the root, without sign-in and without a word about anybody."""

import pytest
from django.db import OperationalError, connection
from django.test import Client

from baobei import usecase
from baobei.api.tests.conftest import CHEN
from baobei.environment import EnvironmentFault
from baobei.store import template


def test_alive_without_a_store(db) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("asked the store")

    with connection.execute_wrapper(fail):
        assert Client().get("/healthz").json() == {"status": "ok"}


def test_ready(company) -> None:
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ready"})


@pytest.mark.parametrize("fault", [OperationalError("database is locked"), EnvironmentFault("made by a newer baobei")])
def test_not_ready_while_the_store_is_away(company, monkeypatch, fault: Exception) -> None:
    def fail() -> None:
        raise fault

    monkeypatch.setattr(template, "is_current", fail)
    answer = Client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["detail"]
    assert str(fault) not in answer.content.decode()
    assert answer["Retry-After"]


def test_not_ready_with_an_older_schema(company, monkeypatch) -> None:
    monkeypatch.setattr(template, "is_current", lambda: False)
    assert Client().get("/readyz").status_code == 503


def test_not_ready_without_a_policy(company, monkeypatch) -> None:
    monkeypatch.setattr(usecase, "_policy", None)
    assert Client().get("/readyz").status_code == 503


def test_metrics_count_routes_and_results_and_nobody(company) -> None:
    wang = company("wang")
    registration = wang.register()
    wang.get(f"/registrations/{registration}")
    wang.client.get("/wp-login.php")
    text = wang.client.get("/metrics").content.decode()
    assert 'baobei_requests_total{method="POST",route="api/v1/registrations",status="201"}' in text
    assert 'baobei_requests_total{method="GET",route="api/v1/registrations/<registration>",status="200"}' in text
    assert 'baobei_decisions_total{action="register",result="registered"}' in text
    assert 'route="none",status="404"' in text
    for secret in (registration, wang.token, "wang", CHEN["name"], "wp-login"):
        assert secret not in text


def test_metrics_from_elsewhere_need_a_token(company) -> None:
    away = {"REMOTE_ADDR": "203.0.113.7"}
    client = Client()
    assert client.get("/metrics", **away).status_code == 401
    assert client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.7"}).status_code == 401
    for username, status in (("gao", 200), ("wang", 401)):
        token = company(username).token
        assert client.get("/metrics", headers={"Authorization": f"Bearer {token}"}, **away).status_code == status
