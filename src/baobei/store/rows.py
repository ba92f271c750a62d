"""Rows written by SQL: a claim is few statements, and the ORM costs several times the driver.

Values are converted as the model's own fields would, so that what is written here reads the same through the ORM.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Field, Model
from uuid_utils.compat import uuid7

from baobei.store import driver

Values = Mapping[str, Any]
Converter = Callable[[Any], Any]


def new_id() -> UUID:
    """A fresh identity (UUIDv7, RFC 9562), made here since a page names what it creates."""
    return uuid7()


def prepared(model: type[Model], values: Values) -> list[Any]:
    """The values as the driver takes them, in their order. Raises KeyError for a column the model has not."""
    return _prepared(_converters(model, connection.vendor), values)


def insert(model: type[Model], rows: Sequence[Values], *, unless_there: bool = False) -> int:
    """Inserts rows that name the same columns, in one statement; returns how many were inserted.

    With ``unless_there`` a row that a unique constraint refuses is left out instead of raising.
    """
    if not rows:
        return 0
    return int(driver.execute(*insertion(model, rows, "ON CONFLICT DO NOTHING" if unless_there else "")).rowcount)


def insertion(model: type[Model], rows: Sequence[Values], tail: str = "") -> tuple[str, list[Any]]:
    """The statement that inserts rows which name the same columns, and its values."""
    sql = _insert(model, tuple(rows[0]), len(rows), tail)
    converters = _converters(model, connection.vendor)
    return sql, [value for row in rows for value in _prepared(converters, row)]


def update(model: type[Model], key: Any, values: Values) -> Any:
    """Changes one row by its primary key; returns the cursor, whose ``rowcount`` is how many rows were there."""
    pk = model._meta.pk
    assert pk is not None
    changed = [*prepared(model, values), *prepared(model, {pk.attname: key})]
    return driver.execute(_update(model, tuple(values)), changed)


def _prepared(converters: Mapping[str, Converter], values: Values) -> list[Any]:
    return [None if value is None else converters[column](value) for column, value in values.items()]


@cache
def _insert(model: type[Model], columns: tuple[str, ...], count: int, tail: str) -> str:
    names = ", ".join(f'"{_fields(model)[column].column}"' for column in columns)
    row = "(" + ", ".join(["%s"] * len(columns)) + ")"
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES {", ".join([row] * count)} {tail}'


@cache
def _update(model: type[Model], columns: tuple[str, ...]) -> str:
    assignments = ", ".join(f'"{_fields(model)[column].column}" = %s' for column in columns)
    return f'UPDATE "{model._meta.db_table}" SET {assignments} WHERE "{model._meta.pk.column}" = %s'


@cache
def _fields(model: type[Model]) -> "dict[str, Field[Any, Any]]":
    return {field.attname: field for field in model._meta.concrete_fields}


@cache
def _converters(model: type[Model], vendor: str) -> dict[str, Converter]:
    return {column: _converter(field, vendor) for column, field in _fields(model).items()}


def _converter(field: "Field[Any, Any]", vendor: str) -> Converter:
    """What the field does with a value that it knows, without asking it for what is the same each time."""
    target = getattr(field, "target_field", field) if field.is_relation else field
    match target.get_internal_type():
        case "UUIDField" if vendor == "sqlite":
            return lambda value: value.hex
        case "DateTimeField" if vendor == "sqlite":
            return lambda value: str(value.astimezone(UTC).replace(tzinfo=None))
        case "UUIDField" | "DateTimeField" | "TextField" | "CharField" | "BooleanField" | "PositiveSmallIntegerField":
            return lambda value: value
    return lambda value: field.get_db_prep_save(value, connection)
