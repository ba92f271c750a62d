"""Pairs of customers of the register, read: those decided, those that wait, and a sample that share a key (CR-7.0).

What an estimate of the weights rests on, and what its effect is seen on.
"""

import json
import random
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from baobei import matching
from baobei.matching import Reading
from baobei.registrations.models import (
    Collision,
    CustomerData,
    DecidedPair,
    Hold,
    KnownPlace,
    Registration,
    RegistrationKey,
    Status,
)
from baobei.registrations.queries import communities
from baobei.registrations.rules.keeping import read_again
from baobei.registrations.rules.reviewing import side

MOST_BESIDE_ONE = 500
"""Rows under the keys of one customer that a sample looks at."""
_AT_ONCE = 500


@dataclass(frozen=True)
class Pair:
    """Two customers as they are read; ``one`` is a registration, ``other`` a registration or a hold."""

    one: UUID
    other: UUID
    mine: Reading
    theirs: Reading


@dataclass(frozen=True)
class Decided:
    """The registrar's words on pairs (True: the same), and on how many nothing can be learnt.

    ``lost``: a side was erased or amended, or was a hold that is gone. ``unclear``: *same* was said of one beside
    several, which does not tell of which.
    """

    pairs: Sequence[tuple[Pair, bool]]
    lost: int
    unclear: int


def decided() -> Decided:
    """Every pair that the registrar decided, as far as both sides still stand as they were read (CR-5.2)."""
    words = DecidedPair.objects.values_list("one", "other", "decision")
    said = {frozenset((one, other)): word == "same" for one, other, word in words}
    reviewed = Registration.objects.filter(reviewed_at__isnull=False).values_list("id", flat=True)
    pairs: list[tuple[Pair, bool]] = []
    lost, unclear = 0, 0
    for sides, found in (*_about(reviewed), *_collisions(Collision.objects.exclude(decision=""))):
        read = [(pair, frozenset((side(pair.mine), side(pair.theirs)))) for pair in found]
        told = [(pair, said[both]) for pair, both in read if both in said]
        lost += sides - len(told)
        if len(told) > 1 and any(same for _, same in told):
            unclear += len(told)
        else:
            pairs += told
    return Decided(pairs, lost, unclear)


def waiting() -> list[list[Pair]]:
    """The pairs of each registration that waits for the registrar for a doubt, and those found to collide later.

    A contested registration waits whatever it scores.
    """
    doubts = Registration.objects.filter(status=Status.AWAITING_REVIEW, contest="").values_list("id", flat=True)
    found = (*_about(doubts), *_collisions(Collision.objects.filter(decision="")))
    return [pairs for _, pairs in found if pairs]


def count() -> int:
    """How many registered customers can be compared."""
    return CustomerData.objects.count()


def sample(size: int, seed: int) -> Iterator[list[Pair]]:
    """So many registrations, each with those of other holders that share a key with it; a pair comes once."""
    ids = list(CustomerData.objects.order_by("registration_id").values_list("registration_id", flat=True))
    table = communities.current()
    drawn = set(random.Random(seed).sample(ids, min(size, len(ids))))
    for part in _parts(sorted(drawn)):
        holders = dict(Registration.objects.filter(id__in=part).values_list("id", "holder_id"))
        for one, mine in sorted(_readings(part).items()):
            keys = RegistrationKey.objects.filter(key__in=matching.keys(mine, table).look).exclude(registration=one)
            beside = keys.exclude(registration__holder=holders[one]).values_list("registration_id", flat=True)
            others = sorted(set(beside.order_by("registration_id")[:MOST_BESIDE_ONE]))
            found = _readings([other for other in others if other > one or other not in drawn])
            yield [Pair(one, other, mine, theirs) for other, theirs in sorted(found.items())]


def places(pairs: Iterable[Pair]) -> Mapping[str, frozenset[str]]:
    """Estate (``reading.home.sound``) → districts in which the register knows it."""
    table = communities.current()
    sounds = {sound for pair in pairs for one in (pair.mine, pair.theirs) for sound in table.sounds(one.home)}
    found: dict[str, frozenset[str]] = {}
    for part in _parts(sorted(sounds)):
        for estate, district in KnownPlace.objects.filter(estate__in=part).values_list("estate", "district"):
            found[estate] = found.get(estate, frozenset()) | {district}
    return found


def common(pairs: Iterable[Pair], most: int) -> frozenset[str]:
    """Phones of both sides of a pair, or of a relative and a side, that more than ``most`` holders ever registered."""
    phones = sorted({phone for pair in pairs for phone in _phones(pair.mine) & _phones(pair.theirs)})
    found: set[str] = set()
    for part in _parts(phones):
        rows = RegistrationKey.objects.filter(key__in=[f"phone:{phone}" for phone in part]).values("key")
        held = rows.annotate(holders=Count("registration__holder", distinct=True)).filter(holders__gt=most)
        found |= {key.removeprefix("phone:") for key in held.values_list("key", flat=True)}
    return frozenset(found)


def _about(registrations: Iterable[UUID]) -> Iterator[tuple[int, list[Pair]]]:
    """Of each registration how many sides its review is about, and the pairs of which both still stand."""
    for part in _parts(sorted(registrations)):
        rows = Registration.objects.filter(id__in=part).values_list("id", "resembles")
        about = {one: [UUID(key) for key, _ in json.loads(resembles)] for one, resembles in rows}
        readings = _readings({*about, *(other for others in about.values() for other in others)})
        for one, others in sorted(about.items()):
            yield len(others), _standing(readings, one, others)


def _collisions(rows: QuerySet[Collision]) -> Iterator[tuple[int, list[Pair]]]:
    """The same of each pair that was found to collide after both were registered."""
    for part in _parts(sorted(rows.values_list("one_id", "other_id"))):
        readings = _readings({key for pair in part for key in pair})
        for one, other in part:
            yield 1, _standing(readings, one, [other])


def _standing(readings: Mapping[UUID, Reading], one: UUID, others: Iterable[UUID]) -> list[Pair]:
    mine = readings.get(one)
    return [Pair(one, other, mine, readings[other]) for other in others if other in readings] if mine else []


def _readings(ids: Collection[UUID]) -> dict[UUID, Reading]:
    """How registrations and holds are read; of what was erased or is gone nothing."""
    registered = CustomerData.objects.filter(registration_id__in=ids).values_list("registration_id", "reading")
    held = Hold.objects.filter(id__in=ids).values_list("id", "reading")
    return {key: read_again(text) for rows in (registered, held) for key, text in rows}


def _phones(reading: Reading) -> set[str]:
    return {*reading.phones, *(phone for kin in reading.relatives for phone in kin.phones)}


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """A few hundred at once: neither store takes a statement with any number of values."""
    return (values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE))
