"""Facts that the rules need, loaded after the locks were taken."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from baobei import matching
from baobei.matching import Customer, Reading
from baobei.matching.keys import looked_under
from baobei.policy import InForce
from baobei.registrations.models import CustomerData, Hold, Registration
from baobei.registrations.queries import candidates, communities
from baobei.registrations.rules.asking import Asked
from baobei.registrations.rules.facts import Entry, Found
from baobei.registrations.rules.form import Form, vocabulary
from baobei.registrations.rules.reviewing import side
from baobei.usecase import Moment

_MOST_ROWS_A_KEY = 50


def asked(p: InForce, by: UUID, now: Moment, form: Form) -> Asked:
    """What the customer of a form certainly or possibly collides with, and how often the person asked today."""
    matched, apart, found = _found(p, by, now, form.reading)
    return Asked(by, now.at, form, matched, found.counted, found.places, apart)


def others(p: InForce, by: UUID, now: Moment, reading: Reading) -> list[Found]:
    """What a registered customer's reading matches."""
    return _found(p, by, now, reading)[0]


def asked_anew(p: InForce, holder: UUID, now: Moment, reading: Reading) -> Asked:
    """What a registered customer meets now, as if its holder asked."""
    return asked(p, holder, now, Form(Customer(), {}, reading, (), {}, frozenset()))


def resembled_ids(registration: UUID) -> list[UUID]:
    """The registrations and holds that a registration's review is about (CR-5.2)."""
    about = Registration.objects.values_list("resembles", flat=True).get(id=registration)
    return [UUID(key) for key, _ in json.loads(about)]


def resembled(registration: UUID) -> list[Reading]:
    """How the customers are read whom a registration's review is about (CR-5.2); of an erased one nothing is left."""
    ids = resembled_ids(registration)
    registered = CustomerData.objects.filter(registration_id__in=ids).values_list("reading", flat=True)
    held = Hold.objects.filter(id__in=ids).values_list("reading", flat=True)
    return [Reading.from_json(json.loads(text)) for text in (*registered, *held)]


def reading_of(registration: UUID) -> Reading | None:
    """The stored reading of a registration's customer; None where there is no such registration."""
    text = CustomerData.objects.filter(registration_id=registration).values_list("reading", flat=True).first()
    return Reading.from_json(json.loads(text)) if text else None


def held_reading(hold: UUID) -> Reading | None:
    """The stored reading of a hold's customer; None where there is no such hold."""
    text = Hold.objects.filter(id=hold).values_list("reading", flat=True).first()
    return Reading.from_json(json.loads(text)) if text else None


def entry(registration: UUID, *, lock: bool = False) -> Entry | None:
    """One registration as rules see it; with ``lock`` its row is the transaction's until the end."""
    rows = Registration.objects.filter(id=registration)
    if lock and connection.vendor == "postgresql":
        rows = rows.select_for_update()
    row = rows.first()
    return None if row is None else as_entry(row)


def as_entry(row: Registration) -> Entry:
    """The row as rules see it."""
    return Entry(
        id=row.id,
        holder=row.holder_id,
        status=row.status,
        kind=row.kind,
        registered_at=row.registered_at,
        counts_from=row.counts_from,
        valid_until=row.valid_until,
        waits_until=row.waits_until,
        concerns_until=row.concerns_until,
        followed_at=row.followed_at,
        contested_since=row.contested_since,
        between=tuple(UUID(person) for person in json.loads(row.between)),
        resembles=tuple(UUID(holder) for _, holder in json.loads(row.resembles)),
        department=row.department_id,
        deposit=row.deposit,
        deposit_at=row.deposit_at,
        signed_at=row.signed_at,
    )


def question(p: InForce, by: UUID, now: Moment, reading: Reading) -> tuple[str, list[Any]]:
    """The statement, and its values, for everything that a reading may collide with."""
    table = communities.current()
    return candidates.question(
        looked_under(reading, table),
        estates=table.sounds(reading.home),
        by=by,
        at=now.at,
        day=now.day,
        following_since=candidates.since(now.at, p["choice.still_following_days"]),
        held_since=candidates.since(now.at, p["inquiry.hold_again_days"]),
        limit=max(p["match.common_phone"], _MOST_ROWS_A_KEY) + 1,
        side=side(reading),
    )


def _found(
    p: InForce, by: UUID, now: Moment, reading: Reading
) -> tuple[list[Found], list[Found], candidates.Candidates]:
    """What matches, what would but was told apart by the registrar (CR-5.2), and all that was looked up.

    Raises TableChanged where the table of communities is no longer the one that the keys were made by.
    """
    found = candidates.look_up(*question(p, by, now, reading))
    communities.see_current(found.revision)
    if not found.rows:
        return [], [], found
    read = [(row, Reading.from_json(json.loads(row.reading))) for row in found.rows]
    common = _too_common(p, reading, read, now)
    words = vocabulary(p, communities.current())
    matched: list[Found] = []
    apart: list[Found] = []
    for row, other in read:
        match = matching.compare(reading, other, words, places=found.places, common=common)
        if match is not None:
            decision = found.decided.get(side(other)) if found.decided else None
            one = Found(row.entry(), match, same=decision == "same")
            (apart if decision == "different" else matched).append(one)
    return matched, apart, found


def _too_common(
    p: InForce, reading: Reading, read: Sequence[tuple[candidates.Row, Reading]], now: Moment
) -> frozenset[str]:
    """Phones, own and relatives', with more live holders than decide anything (match.common_phone)."""
    if len(read) <= p["match.common_phone"]:
        return frozenset()
    shown = (*reading.phones, *(phone for kin in reading.relatives for phone in kin.phones))
    bearers: dict[str, set[UUID]] = {phone: set() for phone in shown}
    for row, other in read:
        for phone in bearers.keys() & set(other.phones):
            entry = row.entry()
            if isinstance(entry, Entry) and entry.live(now.at):
                bearers[phone].add(entry.holder)
    return frozenset(phone for phone, holders in bearers.items() if len(holders) > p["match.common_phone"])
