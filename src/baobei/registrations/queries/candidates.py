"""The check: everything that a customer may collide with, in one statement (CR-5.1, CR-7.0).

Through the ORM this costs many times the driver, so it is SQL; one LIMIT a key, since *too common* is itself an answer.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection

from baobei.registrations.rules.facts import Entry, Held
from baobei.store import driver

_ROW = """k.key, r.id, r.holder_id, r.status, r.kind, r.registered_at, r.counts_from, r.valid_until, r.waits_until,
  r.concerns_until, r.followed_at, r.contested_since, r.resembles, r."between", c.reading
FROM registrations_registrationkey k JOIN registrations_registration r ON r.id = k.registration_id
JOIN registrations_customerdata c ON c.registration_id = r.id
WHERE k.key = {key} AND (r.concerns_until > %s OR r.followed_at >= %s) ORDER BY k.registration_id LIMIT %s"""
_REGISTRATION = f"SELECT * FROM (SELECT 'r', {_ROW.format(key='%s')}) r"
_REGISTRATIONS = f"""SELECT 'r', found.* FROM unnest(%s::text[]) AS asked (key)
CROSS JOIN LATERAL (SELECT {_ROW.format(key="asked.key")}) found"""
_TIME = "CAST(NULL AS timestamptz)"
_TIME_COLUMN = re.compile(r"\b([rh]\.(?:\w+_(?:at|from|until|since)|until))(,)")
_NOTHING = f"{_TIME}, {_TIME}, {_TIME}, {_TIME}, CAST(NULL AS text), CAST(NULL AS text)"
_NOBODY = f"CAST(NULL AS uuid), CAST(NULL AS uuid), %s, CAST(NULL AS text), {_TIME}, {_TIME}, {_TIME}"
_HOLD = f"""SELECT * FROM (
SELECT 'h', k.key, h.id, h.holder_id, CAST(NULL AS text), CAST(NULL AS text), h.placed_at, {_TIME}, h.until, {_NOTHING},
  h.reading
FROM registrations_holdkey k JOIN registrations_hold h ON h.id = k.hold_id
WHERE k.key {{keys}} AND (h.until > %s OR (h.holder_id = %s AND h.placed_at >= %s)) ORDER BY k.hold_id LIMIT %s) h"""
_PLACE = f"""SELECT 'p', p.estate, {_NOBODY % "p.district"}, {_NOTHING}, CAST(NULL AS text)
FROM registrations_knownplace p WHERE p.estate = %s"""
_COUNT = f"""SELECT 'n', (SELECT CAST(n.asked AS text) FROM registrations_daycount n
WHERE n.employee_id = %s AND n.day = %s), {_NOBODY % "CAST(NULL AS text)"}, {_NOTHING},
  (SELECT max(c.revision) FROM registrations_communityentry c)"""
_DECIDED = f"""SELECT 'd', d.decision, {_NOBODY % "d.other"}, {_NOTHING}, CAST(NULL AS text)
FROM registrations_decidedpair d WHERE d.one = %s"""


@dataclass(frozen=True)
class Row:
    """A registration or hold as the driver gave it; most do not match in the end, so reading one waits."""

    columns: Sequence[Any]

    @property
    def reading(self) -> str:
        """The stored reading of its customer, as JSON text."""
        return str(self.columns[15])

    def entry(self) -> Entry | Held:
        """What the rules know of it."""
        return _held(self.columns) if self.columns[0] == "h" else _entry(self.columns)


@dataclass(frozen=True)
class Candidates:
    """What the look-up found: rows, places of the estate, the day's count, what was decided of which other side, and
    the revision of the table of communities."""

    rows: Sequence[Row]
    places: Mapping[str, frozenset[str]]
    counted: int
    decided: Mapping[str, str]
    revision: str | None


@cache
def statement(keys: int, estates: int, vendor: str) -> str:
    """The SQL for so many keys and estates on a store; PostgreSQL takes the keys as one array."""
    rest = [_PLACE] * estates + [_COUNT, _DECIDED]
    if vendor == "postgresql":
        return " UNION ALL ".join([_REGISTRATIONS, _HOLD.format(keys="= ANY(%s)"), *rest])
    holds = _HOLD.format(keys=f"IN ({', '.join(['%s'] * keys)})")
    # Django's SQLite driver parses what comes from a column of times; as an expression it stays text until it is read.
    return _TIME_COLUMN.sub(r"(\1 || '')\2", " UNION ALL ".join([_REGISTRATION] * keys + [holds, *rest]))


def question(
    keys: Sequence[str],
    *,
    estates: Sequence[str],
    by: UUID,
    at: datetime,
    day: date,
    following_since: datetime,
    held_since: datetime,
    limit: int,
    side: str,
) -> tuple[str, list[Any]]:
    """The statement, and its values, for registrations and holds under any of the keys that may still matter at ``at``.

    ``following_since`` and ``held_since`` are the earliest follow-up and hold of the asker that still count; ``limit``
    is the most rows for a key, the oldest first, on whose protection the others depend; ``side`` the customer's side of
    pairs that were decided.
    """
    vendor = connection.vendor
    if vendor == "postgresql":
        values = [list(keys), at, following_since, limit, list(keys), at, by, held_since, limit * len(keys)]
        values += [*estates, by, day]
    else:
        now, following, held = map(_text, (at, following_since, held_since))
        values = [value for key in keys for value in (key, now, following, limit)]
        values += [*keys, now, by.hex, held, limit * len(keys), *estates, by.hex, day.isoformat()]
    return statement(len(keys), len(estates), vendor), [*values, side]


def look_up(sql: str, values: Sequence[Any]) -> Candidates:
    """What a question finds."""
    return _gather(driver.execute(sql, values).fetchall())


def _gather(found: Sequence[Sequence[Any]]) -> Candidates:
    rows: dict[Any, Row] = {}
    places: dict[str, set[str]] = {}
    counted, decided, revision = 0, {}, None
    for columns in found:
        match columns[0]:
            case "r" | "h":
                rows.setdefault(columns[2], Row(columns))
            case "p":
                places.setdefault(columns[1], set()).add(columns[4])
            case "d":
                decided[columns[4]] = columns[1]
            case _:
                counted, revision = int(columns[1] or 0), columns[15]
    known_places = {estate: frozenset(known) for estate, known in places.items()}
    return Candidates(list(rows.values()), known_places, counted, decided, revision)


def _held(row: Sequence[Any]) -> Held:
    return Held(_id(row[2]), _id(row[3]), placed_at=_instant(row[6]), until=_instant(row[8]))  # type: ignore[arg-type]


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
        between=tuple(map(UUID, json.loads(row[14]))) if row[14] != "[]" else (),
    )


def _text(instant: datetime) -> str:
    """As SQLite's column holds it: UTC, in the ORM's way."""
    return str(instant.astimezone(UTC).replace(tzinfo=None))


def _instant(value: Any) -> datetime | None:
    if value is None:
        return None
    instant: datetime = datetime.fromisoformat(value) if isinstance(value, str) else value
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant


def _id(value: Any) -> UUID:
    return UUID(value) if isinstance(value, str) else value


def since(at: datetime, days: int) -> datetime:
    """An instant surely before the window of ``days`` civil days; the rule then decides to the day."""
    return at - timedelta(days=days + 2)
