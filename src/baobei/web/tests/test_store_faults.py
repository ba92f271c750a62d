"""A store that can't be written: a plain page, and nothing half done."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client

from baobei.book.models import Page
from baobei.people.models import Employee, RoleGrant
from baobei.people.tests.conftest import PASSWORD, founded

NEW = {"name": "新人", "username": "new", "roles": "clerk", "department": "东部", "employed_from": "2026-03-02"}


@contextmanager
def read_only() -> Iterator[None]:
    lite = connection.vendor == "sqlite"
    _run("PRAGMA query_only = ON" if lite else "SET default_transaction_read_only = on")
    yield
    _run("PRAGMA query_only = OFF" if lite else "SET default_transaction_read_only = off")


@contextmanager
def without_its_table() -> Iterator[None]:
    """The last statement of an action fails, after others were carried out."""
    _run("ALTER TABLE book_page RENAME TO book_page_away")
    yield
    _run("ALTER TABLE book_page_away RENAME TO book_page")


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def rows() -> tuple[int, ...]:
    return Employee.objects.count(), RoleGrant.objects.count(), Page.objects.count()


@pytest.fixture
def gm(committed: str) -> Client:
    founded()("gm", "gm")
    client = Client(raise_request_exception=False, headers={"Accept-Language": "zh-CN"})
    client.post("/sign-in", {"username": "gm", "password": PASSWORD})
    return client


def test_a_read_only_store_reads_on_and_refuses_plainly(gm: Client) -> None:
    before = rows()
    with read_only():
        assert gm.get("/people").status_code == 200
        answer = gm.post("/add-person", NEW)
        signing_in = Client(raise_request_exception=False).post("/sign-in", {"username": "gm", "password": PASSWORD})
    assert answer.status_code == signing_in.status_code == 503
    assert "数据库只能读" in answer.content.decode()
    assert rows() == before
    assert gm.post("/add-person", NEW).status_code == 200
    assert rows() == (before[0] + 1, before[1] + 1, before[2] + 1)


def test_what_fails_at_its_last_step_leaves_nothing(gm: Client) -> None:
    before = rows()
    with without_its_table():
        assert gm.post("/add-person", NEW).status_code in (500, 503)
    assert rows() == before
    assert not Employee.objects.filter(username="new").exists()
