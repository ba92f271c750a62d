"""What the database itself refuses: changing or removing a row of an append-only table.

Laid after every ``migrate``, since SQLite's table rebuilds drop triggers silently.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import connections

REFUSAL = "this table is append-only"


def append_only_tables() -> list[str]:
    """Tables of the models that state ``append_only = True``."""
    return sorted(model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False))


def lay(using: str = "default") -> None:
    """Lays the triggers on every append-only table that exists; safe to repeat."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in append_only_tables():
            if table in present:
                for statement in _statements(connection.vendor, table, connection):
                    cursor.execute(statement)


def missing(using: str = "default") -> list[str]:
    """Names of triggers that should stand in the database and do not, or not as they were laid; empty when all do."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            found = dict(cursor.fetchall())
            wanted = {
                name: sql
                for table in append_only_tables()
                for name, sql in _sqlite_triggers(table, _key(table)).items()
            }
            return sorted(name for name, sql in wanted.items() if found.get(name) != sql)
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'A'")
        names = {row[0] for row in cursor.fetchall()}
        wanted_names = {f"{table}_{what}" for table in append_only_tables() for what in ("row", "truncate")}
        return sorted(wanted_names - names)


def _key(table: str) -> str:
    model = next(model for model in apps.get_models() if model._meta.db_table == table)
    uniques = [[model._meta.pk.column]]
    columns = {field.name: field.column for field in model._meta.concrete_fields}
    uniques += [[columns[name] for name in names] for names in _unique_sets(model)]
    return " OR ".join("(" + " AND ".join(f"{column} = NEW.{column}" for column in key) + ")" for key in uniques)


def _unique_sets(model: type) -> Iterator[tuple[str, ...]]:
    for constraint in model._meta.constraints:  # type: ignore[attr-defined]
        if getattr(constraint, "fields", ()) and getattr(constraint, "condition", None) is None:
            yield constraint.fields


def _sqlite_triggers(table: str, same: str) -> dict[str, str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table}: {REFUSAL}'); END"
    return {
        f"{table}_update": f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} {refuse}",
        f"{table}_delete": f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} {refuse}",
        f"{table}_replace": (
            f"CREATE TRIGGER {table}_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) {refuse}"
        ),
    }


def _statements(vendor: str, table: str, connection: object) -> Iterator[str]:
    if vendor == "sqlite":
        for name, sql in _sqlite_triggers(table, _key(table)).items():
            yield f"DROP TRIGGER IF EXISTS {name}"
            yield sql
        return
    yield (
        "CREATE OR REPLACE FUNCTION baobei_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '%: {REFUSAL}', TG_TABLE_NAME USING ERRCODE = 'raise_exception'; END $$"
    )
    for name, event in (
        (f"{table}_row", f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"),
        (f"{table}_truncate", f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"),
    ):
        yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
        yield f"CREATE TRIGGER {name} {event} EXECUTE FUNCTION baobei_refuse()"
        yield f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}"
