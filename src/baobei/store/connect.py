"""How a database URL becomes a connection."""

from typing import Any

from baobei.environment import EnvironmentFault

PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON; "
    "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;"
)


def database(url: str) -> dict[str, Any]:
    """Django's description of the database at ``sqlite:///PATH`` or ``postgresql://…``.

    Raises EnvironmentFault for a URL of PostgreSQL that it would not understand.
    """
    if url.startswith("sqlite:///"):
        return {
            "ENGINE": "baobei.store.sqlite",
            "NAME": url.removeprefix("sqlite:///"),
            "CONN_MAX_AGE": None,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": PRAGMAS, "timeout": 5},
        }
    parts = _parts(url)
    known = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    described: dict[str, Any] = {name: str(parts.pop(key, None) or "") for name, key in known.items()}
    return described | {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {**parts, "options": _options(parts), "server_side_binding": True, "prepare_threshold": 0},
    }


def _parts(url: str) -> dict[str, Any]:
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError as fault:
        raise EnvironmentFault(f"BAOBEI_DATABASE_URL can't be read: {str(fault).strip()}.") from None
    if not parts.get("dbname"):
        raise EnvironmentFault("BAOBEI_DATABASE_URL names no database; write postgresql://USER@HOST/NAME.")
    return parts


def _options(parts: dict[str, Any]) -> str:
    """What the server is told at the start: to plan a statement once, since planning a look-up costs more than it."""
    return f"{parts.get('options') or ''} -c plan_cache_mode=force_generic_plan".strip()
