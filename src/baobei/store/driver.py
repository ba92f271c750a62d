"""Statements straight to the driver, in Django's transaction, for the few places where its cursor's own work counts."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection


def execute(sql: str, values: Sequence[Any] = ()) -> Any:
    """The driver's cursor after one statement with ``%s`` marks, whose values are as the driver takes them.

    Raises Django's database errors.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors:
        return connection.connection.execute(_sqlite(sql) if connection.vendor == "sqlite" else sql, values)


@cache
def _sqlite(sql: str) -> str:
    return sql.replace("%s", "?")
