"""Transaction locks that PostgreSQL needs and SQLite's single writer does without."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.db import connection

from baobei.store import driver

_COUNTER = 1
_TOGETHER = "pg_advisory_xact_lock_shared(%s)"
_PERSON = "pg_advisory_xact_lock(%s, %s)"
_KEYS = "(SELECT count(*) FROM (SELECT pg_advisory_xact_lock(n) FROM unnest(%s::bigint[]) AS n) AS keys)"


def lock(person: UUID | None, keys: Iterable[str], *, together: str = "") -> None:
    """Waits for a person's day counter and then for every key, until the end of the transaction.

    ``together`` is a key waited for before, which all who name it so hold at once; who locks it as one of the ``keys``
    holds it alone. Keys are waited for in the order of their locks' numbers. What is read afterwards must be read by a
    later statement, whose snapshot sees what the waited-for committed.
    """
    if connection.vendor != "postgresql":
        return
    # A target list is worked off from left to right.
    targets: list[str] = []
    values: list[Any] = []
    if together:
        targets.append(_TOGETHER)
        values.append(lock_number(together))
    if person is not None:
        targets.append(_PERSON)
        values += [_COUNTER, int.from_bytes(person.bytes[-4:], signed=True)]
    if numbers := sorted({lock_number(key) for key in keys}):
        targets.append(_KEYS)
        values.append(numbers)
    if targets:
        driver.execute(f"SELECT {', '.join(targets)}", values)


def lock_number(key: str) -> int:
    """The number under which a key is locked: 64 bits, signed."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), signed=True)
