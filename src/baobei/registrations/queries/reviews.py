"""What waits for the registrar, and the two sides of one review; never whose they are (CR-5.2)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from baobei import matching
from baobei.matching import Match, Reading
from baobei.policy import InForce
from baobei.registrations.models import CustomerData, Hold, Registration, Status
from baobei.registrations.queries import communities, facts
from baobei.registrations.queries.communities import by_the_table
from baobei.registrations.rules.asking import Asked
from baobei.registrations.rules.communities import Stated, remembered
from baobei.registrations.rules.facts import Entry
from baobei.registrations.rules.form import vocabulary
from baobei.usecase import Moment


@dataclass(frozen=True)
class Waiting:
    """One that waits for the registrar: since when, whom it is about, and why its holder thinks it another."""

    id: UUID
    name: str
    since: datetime
    contest: str


@dataclass(frozen=True)
class Side:
    """A customer as a registration or a hold has them; of a hold only what was read is left."""

    registration: UUID | None
    customer: Mapping[str, Any]
    since: datetime
    completeness: int | None = None
    hold: UUID | None = None


@dataclass(frozen=True)
class Pair:
    """Another side and how it compares; no match where they have nothing in common any more.

    ``estates`` is the entry that would make their estates one, where they are written otherwise.
    """

    other: Side
    match: Match | None
    estates: Stated | None = None


@dataclass(frozen=True)
class Review:
    """A registration that awaits review, what its customer meets now, and every side that it is about."""

    entry: Entry
    asked: Asked
    contest: str
    mine: Side
    pairs: Sequence[Pair]


def count(viewer: UUID) -> int:
    """How many wait for this registrar's word."""
    return _waiting(viewer).count()


def queue(viewer: UUID, *, limit: int = 50) -> list[Waiting]:
    """What waits for this registrar's word, what waits longest first; none that is their own matter (CR-2)."""
    rows = _waiting(viewer).values_list("id", "customer__name", "registered_at", "contest")
    return [Waiting(key, name or "", since, contest) for key, name, since, contest in rows[:limit]]


@by_the_table
def review(p: InForce, viewer: UUID, now: Moment, registration: UUID) -> Review | None:
    """The sides of one review; None where it does not wait for this registrar."""
    row = _waiting(viewer).filter(id=registration).first()
    reading = facts.reading_of(registration)
    if row is None or reading is None:
        return None
    asked = facts.asked_anew(p, row.holder_id, now, reading)
    words = vocabulary(p, communities.current())
    pairs = [
        Pair(
            side,
            matching.compare(reading, other, words, places=asked.places),
            remembered(other.home, reading.home, words.communities),
        )
        for side, other in _others(row)
    ]
    return Review(facts.as_entry(row), asked, row.contest, side_of(row.customer), pairs)


def estates(viewer: UUID, registration: UUID) -> list[tuple[UUID, Stated]]:
    """What a review that was just decided shows of estates: the other side's id, and the entry that would make its
    estate and the customer's one. Nothing of what is the viewer's own matter."""
    row = Registration.objects.exclude(holder=viewer).exclude(resembles__contains=str(viewer))
    about = row.select_related("customer").filter(id=registration, reviewed_at__isnull=False).first()
    reading = facts.reading_of(registration)
    if about is None or reading is None:
        return []
    found = [
        (side.registration or side.hold, remembered(other.home, reading.home, communities.current()))
        for side, other in _others(about)
    ]
    return [(key, stated) for key, stated in found if key and stated]


def side_of(data: CustomerData) -> Side:
    """A customer as its registration has them."""
    registered = data.registration
    return Side(registered.id, _customer(data), registered.registered_at, registered.completeness)


def _waiting(viewer: UUID) -> QuerySet[Registration]:
    rows = Registration.objects.filter(status=Status.AWAITING_REVIEW).select_related("customer")
    return rows.exclude(holder=viewer).exclude(resembles__contains=str(viewer)).order_by("registered_at", "id")


def _others(row: Registration) -> list[tuple[Side, Reading]]:
    ids = [key for key, _ in json.loads(row.resembles)]
    found = []
    for data in CustomerData.objects.filter(registration_id__in=ids).select_related("registration"):
        found.append((side_of(data), Reading.from_json(json.loads(data.reading))))
    for hold in Hold.objects.filter(id__in=ids):
        reading = Reading.from_json(json.loads(hold.reading))
        found.append((Side(None, _read(reading), hold.placed_at, hold=hold.id), reading))
    return sorted(found, key=lambda one: one[0].since)


def _customer(data: CustomerData) -> dict[str, Any]:
    return {
        "name": data.name,
        "phones": json.loads(data.phones),
        "address": data.address,
        "relatives": json.loads(data.relatives),
    }


def _read(reading: Reading) -> dict[str, Any]:
    unit = "-".join(filter(None, reading.home.units[0])) if reading.home.units else ""
    return {
        "name": "、".join(person.text for person in reading.name.persons),
        "phones": [*reading.phones, *reading.masks],
        "address": " ".join(filter(None, (reading.home.district, reading.home.estate, unit))),
        "relatives": [],
    }
