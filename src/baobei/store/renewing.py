"""Replacing a whole store by another, at once or not at all, also while it is served."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from baobei.store import template


@contextmanager
def renewed() -> Iterator[None]:
    """Lets the block fill an empty store under the default connection; it then takes the place of what was there.

    Where the block raises, what was there stays.
    """
    with _in_new_file() if connection.vendor == "sqlite" else _in_one_transaction():
        yield
    analyze()


def analyze() -> None:
    """Lets the store count its rows: a plan made for empty tables would scan full ones."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@contextmanager
def _in_new_file() -> Iterator[None]:
    path = connection.settings_dict["NAME"]
    fresh = f"{path}.new"
    template.drop(f"sqlite:///{fresh}")
    template.create(f"sqlite:///{fresh}")
    try:
        _turn_to(fresh)
        with transaction.atomic():
            yield
        _turn_to(path)
        template.lay()
        connection.ensure_connection()
        # SQLite copies pages in one transaction, below the triggers and under the eyes of other connections.
        with closing(sqlite3.connect(fresh)) as filled, connection.alone():  # type: ignore[attr-defined]
            filled.backup(connection.connection)
    finally:
        _turn_to(path)
        template.drop(f"sqlite:///{fresh}")


def _turn_to(path: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = path


@contextmanager
def _in_one_transaction() -> Iterator[None]:
    template.lay()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '60s'")
        tables = {"django_migrations", *connection.introspection.django_table_names()}
        names = sorted(tables & set(connection.introspection.table_names(cursor)))
        cursor.execute(f"DROP TABLE {', '.join(map(connection.ops.quote_name, names))} CASCADE")
        ContentType.objects.clear_cache()
        template.migrate()
        # A migration that adds a foreign key leaves it immediate for its transaction.
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield
