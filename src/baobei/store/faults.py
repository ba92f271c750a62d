"""What is wrong with a store, in words for whoever runs it."""

from django.db import DatabaseError, InterfaceError

from baobei.words import Text, say

_SQLITE = {
    "readonly database": say("The database is read-only. Give this user the right to write it and its folder."),
    "database is locked": say("The database is locked by another program. Try again when that is done."),
    "database or disk is full": say("The disk of the database is full. Make room and try again."),
    "disk i/o error": say("The disk of the database can't be read or written. Look whether it is full or broken."),
    "unable to open database file": say(
        "The database can't be opened. Give this user the right to its file and folder."
    ),
    "file is not a database": say("The database file is no database. Name the right file in BAOBEI_DATABASE_URL."),
    "malformed": say("The database file is damaged. Restore a backup."),
    "no such table": say("The database is not set up. Run `baobei init`."),
}
_POSTGRESQL = {
    "25006": say("The database is read-only. Name a server in BAOBEI_DATABASE_URL that can be written."),
    "28": say("PostgreSQL refuses this user. Mend user and password in BAOBEI_DATABASE_URL."),
    "3D000": say("The database is not there. Run `baobei init`."),
    "42501": say("PostgreSQL refuses this user what is needed. Make the user the owner of the database."),
    "42P01": say("The database is not set up. Run `baobei init`."),
    "53100": say("The disk of the database is full. Make room and try again."),
    "53300": say("PostgreSQL has no connection left. Raise its max_connections, or serve with fewer workers."),
    "55P03": say("The database is locked by another program. Try again when that is done."),
    "57": say("PostgreSQL is starting or stopping. Try again in a moment."),
}


def plain(fault: BaseException | None) -> Text | None:
    """What is wrong with the store and how to mend it; None for what is no fault of the store."""
    cause = (fault.__cause__ or fault) if isinstance(fault, DatabaseError | InterfaceError) else fault
    if cause is None or not type(cause).__module__.startswith(("sqlite3", "psycopg")):
        return None
    if code := getattr(cause, "sqlstate", None):
        return next((text for prefix, text in _POSTGRESQL.items() if code.startswith(prefix)), None)
    if type(cause).__module__ == "psycopg" and type(cause).__name__ == "OperationalError":
        return say(
            "PostgreSQL does not answer ({problem}). Look at BAOBEI_DATABASE_URL and the server.", problem=_line(cause)
        )
    said = str(cause).lower()
    return next((text for part, text in _SQLITE.items() if part in said), None)


def _line(fault: BaseException) -> str:
    return (str(fault).strip().splitlines() or [type(fault).__name__])[0]
