"""A store that is read-only, locked or full: one line, exit code 2, and nothing half done."""

import sqlite3
from contextlib import closing

import pytest
from django.db import connection

from baobei.people.models import ApiToken


@pytest.fixture
def settle(company):
    """Tells the connection something for the time of the test."""

    def tell(statement: str, back: str) -> None:
        told.append(back)
        run(statement)

    told: list[str] = []
    yield tell
    for back in told:
        run(back)


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def fails(baobei, word: str, tokens: int = 1) -> None:
    before = ApiToken.objects.count()
    said = baobei("token", *["wang"] * tokens)
    assert (said.code, said.out) == (2, "")
    assert word in said.err and said.err.count("\n") == 1
    assert ApiToken.objects.count() == before


def test_read_only(settle, baobei) -> None:
    if connection.vendor == "sqlite":
        settle("PRAGMA query_only = ON", "PRAGMA query_only = OFF")
    else:
        settle("SET default_transaction_read_only = on", "SET default_transaction_read_only = off")
    fails(baobei, "read-only")


def test_locked(settle, baobei) -> None:
    if connection.vendor == "sqlite":
        settle("PRAGMA busy_timeout = 0", "PRAGMA busy_timeout = 5000")
        with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            fails(baobei, "locked")
    else:
        settle("SET lock_timeout = '100ms'", "SET lock_timeout = 0")
        other = connection.copy("other")
        with closing(other), other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("LOCK TABLE people_apitoken IN SHARE MODE")
            fails(baobei, "locked")
            cursor.execute("ROLLBACK")


def test_full(settle, baobei) -> None:
    """Only SQLite can be filled without filling a disk."""
    if connection.vendor == "sqlite":
        settle("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1000000")
        fails(baobei, "full", tokens=1000)
