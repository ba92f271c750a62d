"""The check: everything that a customer may collide with, in one statement (CR-5.1, CR-7.0).

Through the ORM this costs many times the driver, so it is SQL; one LIMIT a key, since *too common* is itself an answer.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection

from baobei.registrations.rules.facts import Entry, Held

_NULL = {"uuid": "CAST(NULL AS uuid)", "text": "CAST(NULL AS text)", "time": "CAST(NULL AS timestamptz)"}
_REGISTRATION = """
SELECT * FROM (SELECT 'r' AS what, k.key AS key, r.id AS id, r.holder_id AS holder, r.status AS status,
  r.kind AS kind, r.registered_at AS at1, r.counts_from AS at2, r.valid_until AS at3, r.waits_until AS at4,
  r.concerns_until AS at5, r.followed_at AS at6, r.contested_since AS at7, r.resembles AS extra, c.reading AS reading
 FROM registrations_registrationkey k JOIN registrations_registration r ON r.id = k.registration_id
 JOIN registrations_customerdata c ON c.registration_id = r.id
 WHERE k.key = %s AND (r.concerns_until > %s OR r.followed_at >= %s) LIMIT %s) r"""
_HOLD = f"""SELECT * FROM (SELECT 'h', k.key, h.id, h.holder_id, {_NULL["text"]}, {_NULL["text"]}, h.placed_at,
  {_NULL["time"]}, h.until, {_NULL["time"]}, {_NULL["time"]}, {_NULL["time"]}, {_NULL["time"]}, {_NULL["text"]},
  h.reading
 FROM registrations_holdkey k JOIN registrations_hold h ON h.id = k.hold_id
 WHERE k.key = %s AND (h.until > %s OR (h.holder_id = %s AND h.placed_at >= %s)) LIMIT %s) h"""
_PLACE = f"""SELECT 'p', p.estate, {_NULL["uuid"]}, {_NULL["uuid"]}, p.district, {_NULL["text"]}, {_NULL["time"]},
  {_NULL["time"]}, {_NULL["time"]}, {_NULL["time"]}, {_NULL["time"]}, {_NULL["time"]}, {_NULL["time"]}, {_NULL["text"]},
  {_NULL["text"]} FROM registrations_knownplace p WHERE p.estate = %s"""
_COUNT = f"""SELECT 'n', CAST(n.asked AS text), {_NULL["uuid"]}, {_NULL["uuid"]}, {_NULL["text"]}, {_NULL["text"]},
  {_NULL["time"]}, {_NULL["time"]}, {_NULL["time"]}, {_NULL["time"]}, {_NULL["time"]}, {_NULL["time"]}, {_NULL["time"]},
  {_NULL["text"]}, {_NULL["text"]} FROM registrations_daycount n WHERE n.employee_id = %s AND n.day = %s"""


@dataclass(frozen=True)
class Candidates:
    """What the look-up found: rows with their stored readings as JSON text, places of the estate, and the day's count.

    ``bearers`` counts the registrations found under each key, up to the limit.
    """

    entries: Sequence[tuple[Entry | Held, str]]
    places: Mapping[str, frozenset[str]]
    counted: int
    bearers: Mapping[str, int]


@cache
def _statement(registration_keys: int, hold_keys: int, estates: int) -> str:
    parts = [_REGISTRATION] * registration_keys + [_HOLD] * hold_keys + [_PLACE] * estates + [_COUNT]
    return " UNION ALL ".join(parts)


def look_up(
    keys: Sequence[str],
    *,
    estates: Sequence[str],
    by: UUID,
    at: datetime,
    day: date,
    following_since: datetime,
    held_since: datetime,
    limit: int,
) -> Candidates:
    """Registrations and holds under any of the keys that may still matter at ``at``.

    ``following_since`` and ``held_since`` are the earliest follow-up and hold of the asker that still count;
    ``limit`` is
    the most rows for a key.
    """
    now, following, held = (_stored(instant) for instant in (at, following_since, held_since))
    person = _stored_id(by)
    values: list[Any] = []
    for key in keys:
        values += [key, now, following, limit]
    for key in keys:
        values += [key, now, person, held, limit]
    values += [*estates, person, day.isoformat() if connection.vendor == "sqlite" else day]
    with connection.cursor() as cursor:
        cursor.execute(_statement(len(keys), len(keys), len(estates)), values)
        rows = cursor.fetchall()
    return _gather(rows)


def _gather(rows: Sequence[Sequence[Any]]) -> Candidates:
    entries: dict[Any, tuple[Entry | Held, str]] = {}
    places: dict[str, set[str]] = {}
    bearers: dict[str, int] = {}
    counted = 0
    for row in rows:
        match row[0]:
            case "r":
                bearers[row[1]] = bearers.get(row[1], 0) + 1
                if row[2] not in entries:
                    entries[row[2]] = (_entry(row), row[14])
            case "h":
                if row[2] not in entries:
                    held = Held(_id(row[2]), _id(row[3]), placed_at=_instant(row[6]), until=_instant(row[8]))  # type: ignore[arg-type]
                    entries[row[2]] = (held, row[14])
            case "p":
                places.setdefault(row[1], set()).add(row[4])
            case _:
                counted = int(row[1])
    return Candidates(
        list(entries.values()), {estate: frozenset(found) for estate, found in places.items()}, counted, bearers
    )


def _entry(row: Sequence[Any]) -> Entry:
    return Entry(
        id=_id(row[2]),
        holder=_id(row[3]),
        status=row[4],
        kind=row[5],
        registered_at=_instant(row[6]),  # type: ignore[arg-type]
        counts_from=_instant(row[7]),  # type: ignore[arg-type]
        valid_until=_instant(row[8]),
        waits_until=_instant(row[9]),
        concerns_until=_instant(row[10]),  # type: ignore[arg-type]
        followed_at=_instant(row[11]),
        contested_since=_instant(row[12]),
        resembles=tuple(UUID(holder) for _, holder in json.loads(row[13])) if row[13] != "[]" else (),
    )


def _stored(instant: datetime) -> Any:
    """As the column holds it: SQLite keeps UTC as text, in the ORM's way."""
    if connection.vendor != "sqlite":
        return instant
    return str(instant.astimezone(UTC).replace(tzinfo=None))


def _stored_id(key: UUID) -> Any:
    return key.hex if connection.vendor == "sqlite" else key


def _instant(value: Any) -> datetime | None:
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


def _id(value: Any) -> UUID:
    return UUID(value) if isinstance(value, str) else value


def since(at: datetime, days: int) -> datetime:
    """An instant surely before the window of ``days`` civil days; the rule then decides to the day."""
    return at - timedelta(days=days + 2)
