"""Rows written by SQL: a claim is few statements, and the ORM costs several times the driver.

Values are converted by the model's own fields, so that what is written here reads the same through the ORM.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Field, Model
from uuid_utils.compat import uuid7

Values = Mapping[str, Any]


def new_id() -> UUID:
    """A fresh identity (UUIDv7, RFC 9562), made here since a page names what it creates."""
    return uuid7()


@cache
def _fields(model: type[Model]) -> "dict[str, Field[Any, Any]]":
    return {field.attname: field for field in model._meta.concrete_fields}


@cache
def _insert(model: type[Model], columns: tuple[str, ...], count: int, tail: str) -> str:
    fields = _fields(model)
    names = ", ".join(f'"{fields[column].column}"' for column in columns)
    row = "(" + ", ".join(["%s"] * len(columns)) + ")"
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES {", ".join([row] * count)} {tail}'


def prepared(model: type[Model], values: Values) -> list[Any]:
    """The values as the driver takes them, in their order. Raises KeyError for a column the model has not."""
    fields = _fields(model)
    return [fields[column].get_db_prep_save(value, connection) for column, value in values.items()]


def insert(model: type[Model], rows: Sequence[Values], *, unless_there: bool = False) -> int:
    """Inserts rows that name the same columns, in one statement; returns how many were inserted.

    With ``unless_there`` a row that a unique constraint refuses is left out instead of raising.
    """
    if not rows:
        return 0
    sql, values = insertion(model, rows, "ON CONFLICT DO NOTHING" if unless_there else "")
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


def insertion(model: type[Model], rows: Sequence[Values], tail: str = "") -> tuple[str, list[Any]]:
    """The statement that inserts rows which name the same columns, and its values."""
    sql = _insert(model, tuple(rows[0]), len(rows), tail)
    return sql, [value for row in rows for value in prepared(model, row)]


def update(model: type[Model], key: Any, values: Values) -> int:
    """Changes one row by its primary key; returns how many rows were there."""
    fields = _fields(model)
    pk = model._meta.pk
    assert pk is not None
    assignments = ", ".join(f'"{fields[column].column}" = %s' for column in values)
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{model._meta.db_table}" SET {assignments} WHERE "{pk.column}" = %s',
            [*prepared(model, values), pk.get_db_prep_save(key, connection)],
        )
        return int(cursor.rowcount)
