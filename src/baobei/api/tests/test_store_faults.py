"""A store that can't be written answers 503 in plain words; nothing is half done, and it goes on when it can again."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from django.db import connection

from baobei.api.models import KeptAnswer
from baobei.api.tests.conftest import CHEN, callers, lay
from baobei.registrations.models import Registration


@contextmanager
def read_only() -> Iterator[None]:
    names = {"sqlite": "PRAGMA query_only = {}", "postgresql": "SET default_transaction_read_only = {}"}
    statement = names[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(statement.format("on"))
        yield
        cursor.execute(statement.format("off"))


@contextmanager
def locked() -> Iterator[None]:
    """Another program holds what every registration needs."""
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA busy_timeout = 20")
        with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
        return
    other = connection.copy()
    try:
        with other.cursor() as cursor, connection.cursor() as ours:
            ours.execute("SET lock_timeout = '50ms'")
            cursor.execute("BEGIN")
            cursor.execute("LOCK TABLE registrations_registrationkey, api_keptanswer")
            yield
            cursor.execute("ROLLBACK")
    finally:
        other.close()


@pytest.mark.parametrize("fault", [read_only, locked])
@pytest.mark.parametrize("key", [{}, {"Idempotency_Key": "k"}], ids=["", "with a key"])
def test_503_and_nothing_half_done(committed, tmp_path, fault, key: dict) -> None:
    lay(tmp_path)
    wang = callers()("wang")
    with fault():
        assert wang.get("/me").status_code == 200
        answer = wang.post("/registrations", {"customer": CHEN}, **key)
    assert answer.status_code == 503
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Retry-After"]
    assert answer.json()["detail"]
    assert not Registration.objects.exists()
    assert not KeptAnswer.objects.exists()
    assert wang.post("/registrations", {"customer": CHEN}, **key).status_code == 201
