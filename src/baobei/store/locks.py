"""Transaction locks that PostgreSQL needs and SQLite's single writer does without."""

from collections.abc import Iterable
from hashlib import blake2b
from uuid import UUID

from django.db import connection

from baobei.store import driver

_COUNTER = 1
_PERSON = "SELECT pg_advisory_xact_lock(%s, %s)"
_KEYS = "SELECT pg_advisory_xact_lock(n) FROM unnest(%s::bigint[]) AS n"
# A target list is worked off from left to right, so that the person comes first.
_BOTH = f"{_PERSON}, (SELECT count(*) FROM ({_KEYS}) AS keys)"


def lock(person: UUID | None, keys: Iterable[str]) -> None:
    """Waits for a person's day counter and then for every key, until the end of the transaction.

    Keys are waited for in the order of their locks' numbers. What is read afterwards must be read by a later statement,
    whose snapshot sees what the waited-for committed.
    """
    if connection.vendor != "postgresql":
        return
    numbers = sorted({lock_number(key) for key in keys})
    counter = [] if person is None else [_COUNTER, int.from_bytes(person.bytes[-4:], signed=True)]
    if counter and numbers:
        driver.execute(_BOTH, [*counter, numbers])
    elif counter:
        driver.execute(_PERSON, counter)
    elif numbers:
        driver.execute(_KEYS, [numbers])


def lock_number(key: str) -> int:
    """The number under which a key is locked: 64 bits, signed."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), signed=True)
