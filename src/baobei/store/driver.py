"""Statements straight to the driver, in Django's transaction, for the few places where its cursor's own work counts."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections


def execute(sql: str, values: Sequence[Any] = ()) -> Any:
    """The driver's cursor after one statement with ``%s`` marks, whose values are as the driver takes them.

    Raises Django's database errors.
    """
    here = connections[DEFAULT_DB_ALIAS]
    here.ensure_connection()
    with here.wrap_database_errors:
        return here.connection.execute(_sqlite(sql) if here.vendor == "sqlite" else sql, values)


@contextmanager
def together() -> Iterator[None]:
    """Sends the statements of the block without waiting for each other (PostgreSQL's pipeline).

    A cursor's rows can be fetched inside, which waits; its ``rowcount`` is known when the block is left.
    """
    here = connections[DEFAULT_DB_ALIAS]
    if here.vendor != "postgresql":
        yield
        return
    here.ensure_connection()
    with here.wrap_database_errors, here.connection.pipeline():
        yield


def threads_take_short_turns() -> None:
    """Lets a thread whose answer from the store has come go on soon.

    It has to wait for the interpreter's turn of another thread, which is 5 ms by default: as long as a whole claim.
    """
    sys.setswitchinterval(0.0005)


@cache
def _sqlite(sql: str) -> str:
    return sql.replace("%s", "?")
