"""A store starts from a template: the migrated empty database, kept under the digest of what made it.

Migrating takes seconds, a copy milliseconds. SQLite's template is a file in the user's cache folder; PostgreSQL's is a
database of the server, from which others are made by CREATE DATABASE … TEMPLATE.
"""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
from django.apps import apps
from django.core.management import call_command
from django.db import OperationalError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from baobei.environment import EnvironmentFault
from baobei.store import connect, triggers

if TYPE_CHECKING:
    from psycopg import Connection

Names = frozenset[tuple[str, str]]

_BUILDING = "PRAGMA journal_mode=DELETE; PRAGMA synchronous=OFF;"
_MAKER = 8_350_011


def lay(using: str = "default") -> None:
    """Brings a connection's database to the schema of this program; does nothing where it is there already.

    A missing database is made from the template, one that is empty or older is migrated, missing triggers are laid.

    Raises EnvironmentFault where the database can't be made, or was made by a newer program.
    """
    connection = connections[using]
    if _in_memory(connection):
        connection.ensure_connection()
        if not _recorded(connection):
            connection.connection.deserialize(_sqlite_template())
    elif _missing(connection):
        _create(connection)
    elif not is_current(using):
        migrate(using)
    elif triggers.missing(using):
        triggers.lay(using)


def migrate(using: str = "default") -> None:
    """Applies the migrations that a connection's database has not; in its transaction, where one is open."""
    connection = connections[using]
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        call_command("migrate", database=using, verbosity=0)
        return
    # Migrations send several commands at once, which can't be prepared.
    raw = connection.connection
    raw.prepare_threshold, usual = None, raw.prepare_threshold
    try:
        call_command("migrate", database=using, verbosity=0)
    finally:
        raw.prepare_threshold = usual


def is_current(using: str = "default") -> bool:
    """Whether the database is there and every migration was applied.

    Raises EnvironmentFault where a migration was applied that this program has not.
    """
    connection = connections[using]
    if not _in_memory(connection) and _missing(connection):
        return False
    recorded, known = _recorded(connection), migrations()
    labels = {label for label, _ in known}
    if newer := sorted(f"{label}.{name}" for label, name in recorded - known if label in labels):
        raise EnvironmentFault(f"The database was made by a newer baobei ({newer[-1]}). Update the program.")
    return known <= recorded


def create(url: str) -> None:
    """Makes the database at a URL, which must not be there yet, with the schema of this program.

    Raises EnvironmentFault where it can't be made.
    """
    with connected(connect.database(url)) as alias:
        _create(connections[alias])


def drop(url: str) -> None:
    """Removes the database at a URL, if it is there; whoever is connected to it is thrown out."""
    if url.startswith("sqlite:///"):
        path = Path(url.removeprefix("sqlite:///"))
        for beside in (path, *(path.with_name(path.name + tail) for tail in ("-wal", "-shm", ".writers"))):
            beside.unlink(missing_ok=True)
        return
    described = connect.database(url)
    with _server(described) as server:
        _run(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", described["NAME"])


def empty(using: str = "default") -> None:
    """Takes all rows out of a PostgreSQL database that this process has filled, its books too.

    Its user need not be allowed to make databases.
    """
    tables = ", ".join(
        sorted(model._meta.db_table for model in apps.get_models() if model.__module__.startswith("baobei."))
    )
    with transaction.atomic(using), connections[using].cursor() as cursor:
        for table in triggers.append_only_tables():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
        triggers.lay(using)


def migrations() -> Names:
    """Label and name of each migration that this program has."""
    return frozenset((_label(path), path.stem) for path in _migration_files())


@cache
def digest() -> str:
    """The digest of all that makes a template: migrations, Django's version, the triggers."""
    files = [*_migration_files(), Path(triggers.__file__)]
    parts = [
        django.__version__,
        *triggers.append_only_tables(),
        *(f"{path.name}\n{path.read_text()}" for path in files),
    ]
    return sha256("\0".join(parts).encode()).hexdigest()[:20]


@cache
def _migration_files() -> tuple[Path, ...]:
    folders = [Path(config.path) / "migrations" for config in apps.get_app_configs()]
    return tuple(path for folder in folders for path in sorted(folder.glob("[!_]*.py")))


def _label(path: Path) -> str:
    return next(config.label for config in apps.get_app_configs() if Path(config.path) == path.parents[1])


def _recorded(connection: BaseDatabaseWrapper) -> Names:
    with connection.cursor() as cursor:
        if "django_migrations" not in connection.introspection.table_names(cursor):
            return frozenset()
        cursor.execute("SELECT app, name FROM django_migrations")
        return frozenset(cursor.fetchall())


def _in_memory(connection: BaseDatabaseWrapper) -> bool:
    return connection.vendor == "sqlite" and connection.settings_dict["NAME"] == ":memory:"


def _missing(connection: BaseDatabaseWrapper) -> bool:
    if connection.vendor == "sqlite":
        return not Path(connection.settings_dict["NAME"]).exists()
    try:
        connection.ensure_connection()
    except OperationalError:
        with suppress(OperationalError, EnvironmentFault), _server(connection.settings_dict) as server:
            return not _exists(server, connection.settings_dict["NAME"])
        raise
    return False


def _create(connection: BaseDatabaseWrapper) -> None:
    if connection.vendor == "sqlite":
        _create_sqlite(Path(connection.settings_dict["NAME"]))
    else:
        _create_postgresql(connection.settings_dict)


@contextmanager
def connected(described: dict[str, Any]) -> Iterator[str]:
    """The alias of a connection beside those of the settings, for as long as the block runs."""
    alias = f"beside-{id(described)}"
    connections.settings[alias] = connections.configure_settings({"default": described})["default"]
    try:
        yield alias
    finally:
        connections[alias].close()
        del connections[alias], connections.settings[alias]


# SQLite


def _create_sqlite(path: Path) -> None:
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(fresh, _sqlite_template())
        # A link instead of a rename: where another process was first, its database stays.
        with suppress(FileExistsError):
            os.link(fresh, path)
    except OSError as fault:
        raise EnvironmentFault(
            f"The database {path} can't be made ({fault.strerror}). Give BAOBEI_DATABASE_URL or BAOBEI_DATA a place "
            "that this user may write."
        ) from None
    finally:
        with suppress(OSError):
            fresh.unlink()


def _sqlite_template() -> bytes:
    folder = _cache_folder()
    kept = folder / f"{digest()}.sqlite3" if folder else None
    with suppress(OSError):
        if kept:
            return kept.read_bytes()
    content = _build_sqlite()
    with suppress(OSError):
        if kept:
            fresh = kept.with_name(f"{kept.name}.{secrets.token_hex(4)}")
            kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write(fresh, content)
            fresh.replace(kept)
    return content


def _build_sqlite() -> bytes:
    with tempfile.TemporaryDirectory(prefix="baobei-template-") as folder:
        path = Path(folder) / "template.sqlite3"
        described = connect.database(f"sqlite:///{path}")
        with connected(described | {"OPTIONS": described["OPTIONS"] | {"init_command": _BUILDING}}) as alias:
            migrate(alias)
        return path.read_bytes()


def _cache_folder() -> Path | None:
    with suppress(RuntimeError):
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "baobei"
    return None


def _write(path: Path, content: bytes) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)


# PostgreSQL


def _create_postgresql(described: dict[str, Any]) -> None:
    """Makes the database, and before it the template where it is not there yet; two makers wait for each other."""
    import psycopg

    name, template = described["NAME"], f"baobei_template_{digest()}"
    with _server(described) as server:
        server.execute("SELECT pg_advisory_lock(%s)", [_MAKER])
        try:
            if not _exists(server, template):
                _build_postgresql(server, described, template)
            if not _exists(server, name):
                _run(server, "CREATE DATABASE {} TEMPLATE {}", name, template)
        except psycopg.errors.InsufficientPrivilege:
            raise EnvironmentFault(
                f"The database {name} is not there, and this user may not make it. Make it with "
                f"`createdb -E UTF8 -T template0 {name}`, or let the user create databases."
            ) from None


def _build_postgresql(server: "Connection[Any]", described: dict[str, Any], template: str) -> None:
    unfinished = f"{template}_unfinished"
    _run(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", unfinished)
    _run(server, "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'", unfinished)
    with connected(described | {"NAME": unfinished}) as alias:
        migrate(alias)
    _run(server, "ALTER DATABASE {} RENAME TO {}", unfinished, template)


@contextmanager
def _server(described: dict[str, Any]) -> Iterator["Connection[Any]"]:
    """A connection to the server itself, outside transactions. Raises Django's OperationalError where it doesn't
    answer."""
    import psycopg

    parts: dict[str, Any] = {name: described[name.upper()] or None for name in ("user", "password", "host", "port")}
    options = {name: value for name, value in described["OPTIONS"].items() if name != "server_side_binding"}
    try:
        server = psycopg.connect(**options, **parts, dbname="postgres", autocommit=True)
    except psycopg.OperationalError as fault:
        raise OperationalError(str(fault)) from fault
    with closing(server):
        yield server


def _exists(server: "Connection[Any]", name: str) -> bool:
    return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _run(server: "Connection[Any]", statement: str, *names: str) -> None:
    from psycopg.sql import SQL, Identifier

    server.execute(SQL(statement).format(*map(Identifier, names)))
