"""Transaction locks that PostgreSQL needs and SQLite's single writer does without."""

from collections.abc import Iterable
from hashlib import blake2b
from uuid import UUID

from django.db import connection

from baobei.store import driver

_COUNTER = 1
_PERSON = "SELECT pg_advisory_xact_lock(%s, %s)"
_KEYS = "SELECT pg_advisory_xact_lock(n) FROM unnest(%s::bigint[]) AS n"


def lock_person(person: UUID) -> None:
    """Waits for the day counter of a person, until the end of the transaction."""
    if connection.vendor == "postgresql":
        driver.execute(_PERSON, [_COUNTER, int.from_bytes(person.bytes[-4:], signed=True)])


def lock_number(key: str) -> int:
    """The number under which a key is locked: 64 bits, signed."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), signed=True)


def lock_keys(keys: Iterable[str]) -> None:
    """Waits for every key, in the order of the locks' numbers, until the end of the transaction.

    What is read afterwards must be read by a later statement, whose snapshot sees what the waited-for committed.
    """
    if connection.vendor == "postgresql" and (numbers := sorted({lock_number(key) for key in keys})):
        driver.execute(_KEYS, [numbers])
