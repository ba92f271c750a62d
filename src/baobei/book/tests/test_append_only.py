"""Nobody changes a written page through the database: not with the program's own connection (CR-6.2)."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from baobei.store import triggers

pytestmark = pytest.mark.django_db
CHANGES = {
    "update": "UPDATE {table} SET {column} = {column}",
    "delete": "DELETE FROM {table}",
    "upsert": "INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT (id) DO UPDATE SET {column} = ''",
}
KINDS = {
    "sqlite": {"replace": "INSERT OR REPLACE INTO {table} SELECT * FROM {table}"},
    "postgresql": {"truncate": "TRUNCATE {table} CASCADE"},
}


def test_pages_and_traces_are_append_only() -> None:
    assert triggers.append_only_tables() == ["book_page", "book_trace"]
    assert triggers.missing() == []


@pytest.mark.parametrize("how", ["update", "delete", "upsert", "replace or truncate"])
def test_a_written_page_stays(write: Callable[..., None], how: str) -> None:
    write(2)
    statements = CHANGES | {"replace or truncate": next(iter(KINDS[connection.vendor].values()))}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM book_page ORDER BY number")
        before = cursor.fetchall()
        with pytest.raises(DatabaseError, match=triggers.REFUSAL), transaction.atomic():
            cursor.execute(statements[how].format(table="book_page", column="actor"))
        cursor.execute("SELECT * FROM book_page ORDER BY number")
        assert cursor.fetchall() == before


def test_a_missing_trigger_is_named(write: Callable[..., None]) -> None:
    name = triggers_of_pages()[0]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (" ON book_page" if connection.vendor == "postgresql" else ""))
    assert triggers.missing() == [name]
    triggers.lay()
    assert triggers.missing() == []


def triggers_of_pages() -> list[str]:
    """Names of the triggers that stand on the pages' table."""
    found = {"sqlite": ["book_page_delete"], "postgresql": ["book_page_row"]}
    return found[connection.vendor]
