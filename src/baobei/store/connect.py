"""How a database URL becomes a connection."""

from typing import Any

PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON; "
    "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;"
)


def database(url: str) -> dict[str, Any]:
    """Django's description of the database at ``sqlite:///PATH`` or ``postgresql://…``."""
    if url.startswith("sqlite:///"):
        return {
            "ENGINE": "baobei.store.sqlite",
            "NAME": url.removeprefix("sqlite:///"),
            "CONN_MAX_AGE": None,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": PRAGMAS, "timeout": 5},
        }
    from psycopg.conninfo import conninfo_to_dict

    parts = conninfo_to_dict(url)
    known = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    described: dict[str, Any] = {name: str(parts.pop(key, None) or "") for name, key in known.items()}
    return described | {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {**parts, "options": _options(parts), "server_side_binding": True, "prepare_threshold": 0},
    }


def _options(parts: dict[str, Any]) -> str:
    """What the server is told at the start: a statement is planned once, since planning a look-up costs more than it."""
    return f"{parts.get('options') or ''} -c plan_cache_mode=force_generic_plan".strip()
