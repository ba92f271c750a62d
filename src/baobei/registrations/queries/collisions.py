"""Registrations that were found to collide after both were registered; for the registrar, never whose (CR-7.0)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from baobei import matching
from baobei.matching import Match
from baobei.policy import InForce
from baobei.registrations.models import Collision
from baobei.registrations.queries import communities, facts
from baobei.registrations.queries.communities import by_the_table
from baobei.registrations.queries.reviews import Side, side_of
from baobei.registrations.rules.facts import having
from baobei.registrations.rules.form import vocabulary
from baobei.registrations.rules.keeping import read_again
from baobei.usecase import Moment

_SEEN_AT_MOST = 1000


@dataclass(frozen=True)
class Open:
    """A pair that waits for the registrar's word: the two customers' names, and since when."""

    id: UUID
    registrations: tuple[UUID, UUID]
    one: str
    other: str
    since: datetime


@dataclass(frozen=True)
class Judged:
    """The two sides of a pair and how they compare; no match where they have nothing in common any more."""

    id: UUID
    since: datetime
    one: Side
    other: Side
    match: Match | None


def queue(viewer: UUID, at: datetime) -> list[Open]:
    """Pairs that wait for this registrar's word, what was found first first; none that is their own matter (CR-2)."""
    return [
        Open(row.id, (row.one_id, row.other_id), row.one.customer.name, row.other.customer.name, row.found_at)
        for row in _waiting(viewer, at)
    ]


@by_the_table
def collision(p: InForce, viewer: UUID, now: Moment, key: UUID) -> Judged | None:
    """The two sides of one pair; None where it does not wait for this registrar."""
    rows = _waiting(viewer, now.at, id=key)
    if not rows:
        return None
    row = rows[0]
    one, other = (read_again(registration.customer.reading) for registration in (row.one, row.other))
    places = facts.asked_anew(p, row.other.holder_id, now, other).places
    match = matching.compare(other, one, vocabulary(p, communities.current()), places=places)
    return Judged(row.id, row.found_at, side_of(row.one.customer), side_of(row.other.customer), match)


def _waiting(viewer: UUID, at: datetime, **only: Any) -> list[Collision]:
    rows = Collision.objects.filter(decision="", one__customer__isnull=False, other__customer__isnull=False, **only)
    rows = rows.exclude(one__holder=viewer).exclude(other__holder=viewer).order_by("found_at", "id")
    found = rows.select_related("one__customer", "other__customer")[:_SEEN_AT_MOST]
    return [row for row in found if all(having(facts.as_entry(side), at) for side in (row.one, row.other))]
