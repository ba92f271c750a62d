"""A store that was copied from the template is the one that migrating would have made."""

import json
import threading

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections
from psycopg.conninfo import make_conninfo

from baobei.environment import EnvironmentFault
from baobei.store import connect, databases, template, triggers

POSTGRESQL = {
    "columns": "SELECT table_name, column_name, data_type, is_nullable, column_default, character_maximum_length "
    "FROM information_schema.columns WHERE table_schema = 'public'",
    "indexes": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "constraints": "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace",
    "triggers": "SELECT tgname, tgenabled, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
}
SQLITE = {"schema": "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"}
BOTH = {
    "migrations": "SELECT app, name FROM django_migrations",
    "permissions": "SELECT codename, content_type_id FROM auth_permission",
    "types": "SELECT app_label, model FROM django_content_type",
}


def described(url: str) -> dict[str, list]:
    """All that makes a schema, and the rows that migrating leaves in it."""
    with template.connected(connect.database(url)) as alias:
        vendor = connections[alias].vendor
        found = {}
        for name, query in {**BOTH, **(SQLITE if vendor == "sqlite" else POSTGRESQL)}.items():
            with connections[alias].cursor() as cursor:
                cursor.execute(query)
                found[name] = sorted(map(json.dumps, cursor.fetchall()))
        return found


def empty(url: str) -> str:
    """The URL of a database beside, without a table."""
    fresh = databases.beside(url)
    if fresh.startswith("postgresql:"):
        with psycopg.connect(make_conninfo(fresh, dbname="postgres"), autocommit=True) as server:
            server.execute(f"CREATE DATABASE {connect.database(fresh)['NAME']} TEMPLATE template0")  # type: ignore[arg-type]
    else:
        open(fresh.removeprefix("sqlite:///"), "w").close()
    return fresh


def test_the_template_is_what_migrating_makes(another_store: str, django_db_blocker) -> None:
    migrated = empty(another_store)
    with django_db_blocker.unblock():
        with template.connected(connect.database(migrated)) as alias:
            template.lay(alias)
            assert template.is_current(alias)
        assert described(another_store) == described(migrated)
        template.drop(migrated)


def test_a_missing_database_is_made(another_store: str, django_db_blocker) -> None:
    missing = databases.beside(another_store)
    with django_db_blocker.unblock(), template.connected(connect.database(missing)) as alias:
        assert not template.is_current(alias)
        template.lay(alias)
        assert template.is_current(alias)
        assert not triggers.missing(alias)
        template.drop(missing)


def test_in_memory(django_db_blocker) -> None:
    with django_db_blocker.unblock(), template.connected(connect.database("sqlite:///:memory:")) as alias:
        template.lay(alias)
        assert template.is_current(alias)
        assert not triggers.missing(alias)


def test_triggers_that_were_removed_are_laid_again(another_store: str, django_db_blocker) -> None:
    with django_db_blocker.unblock(), template.connected(connect.database(another_store)) as alias:
        with connections[alias].cursor() as cursor:
            if connections[alias].vendor == "sqlite":
                cursor.execute("DROP TRIGGER book_page_update")
            else:
                cursor.execute("DROP TRIGGER book_page_row ON book_page")
        assert triggers.missing(alias)
        template.lay(alias)
        assert not triggers.missing(alias)


def test_a_database_of_a_newer_program_is_refused(another_store: str, django_db_blocker) -> None:
    with django_db_blocker.unblock(), template.connected(connect.database(another_store)) as alias:
        with connections[alias].cursor() as cursor:
            cursor.execute(
                "INSERT INTO django_migrations (app, name, applied) VALUES ('book', '0999_more', '2030-01-01 00:00:00')"
            )
        with pytest.raises(EnvironmentFault, match=r"newer baobei \(book\.0999_more\)"):
            template.lay(alias)


def test_where_the_cache_can_not_be_written_the_template_is_made_anew(tmp_path, monkeypatch, django_db_blocker) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    url = databases.sqlite(tmp_path)
    with django_db_blocker.unblock():
        template.create(url)
        assert described(url)["migrations"]


def test_many_make_the_same_database_at_once(another_store: str, django_db_blocker) -> None:
    """Commands that start together on a machine that has no database yet."""
    url = databases.beside(another_store)
    faults = []

    def make() -> None:
        try:
            with django_db_blocker.unblock(), template.connected(connect.database(url)) as alias:
                template.lay(alias)
                assert template.is_current(alias)
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    template.drop(url)
    assert not faults


@pytest.mark.django_db
def test_the_migrations_are_those_of_the_models() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
