"""A book with pages of a made-up registration's life."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection

from baobei import usecase
from baobei.book.models import Notice
from baobei.book.services import Change, record
from baobei.lab.setting import settle
from baobei.lab.story import Person
from baobei.people import queries
from baobei.people.rules import Actor
from baobei.policy import Decision, load
from baobei.store import driver, rows
from baobei.usecase import COMPANY_TIME, Moment

NOON = datetime(2026, 3, 2, 12, tzinfo=COMPANY_TIME)


@pytest.fixture
def wang() -> Actor:
    """Who writes, in an installation with the books ``east``, ``west`` and ``office``."""
    usecase.install(load("zhaodu"))
    settle(
        [Person("wang", "王芳", ("salesperson",), "east", None), Person("li", "李强", ("salesperson",), "west", None)]
    )
    actor = queries.actor("wang")
    assert actor is not None
    return actor


@pytest.fixture
def write(wang: Actor) -> Callable[..., None]:
    """Writes pages, each a minute after the one before; every page changes a row and tells of a person."""

    def written(count: int = 1, *, books: tuple[str, ...] = ("east",), at: datetime = NOON) -> None:
        for number in range(count):
            moment = Moment(at + timedelta(minutes=number), stated=True)
            values = {"at": moment.at, "employee_id": wang.id, "kind": "looking", "cites": "[]"}
            changes = [
                Change(Notice, rows.new_id(), values, new=True),
                Change(Notice, rows.new_id(), values, new=True, personal=True),
            ]
            record(moment, by=wang, action="try", decision=Decision("tried"), books=books, changes=changes)
        if connection.vendor == "postgresql" and connection.in_atomic_block:
            # As a commit would: what is still to be checked keeps a table from being altered.
            driver.execute("SET CONSTRAINTS ALL IMMEDIATE")
            driver.execute("SET CONSTRAINTS ALL DEFERRED")

    return written
