"""Stored readings and keys made anew by today's rules, lists and table, while others work (CR-7.0)."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from baobei import matching, usecase
from baobei.book.rules import OFFICE
from baobei.book.services import Change, record
from baobei.matching import Communities, Reading
from baobei.policy import Decision, InForce
from baobei.registrations.models import (
    Collision,
    DecidedPair,
    Hold,
    HoldKey,
    KnownPlace,
    Registration,
    RegistrationKey,
)
from baobei.registrations.queries import communities, facts, stale
from baobei.registrations.queries.communities import by_the_table
from baobei.registrations.queries.stale import Kept
from baobei.registrations.rules.facts import Entry, having
from baobei.registrations.rules.form import vocabulary
from baobei.registrations.rules.keeping import compact
from baobei.registrations.rules.reviewing import side
from baobei.registrations.services.claiming import claim
from baobei.registrations.services.register import know_place
from baobei.registrations.services.writing import books_of
from baobei.store import rows
from baobei.usecase import Clock, Moment

SEEN_AT_ONCE, WRITTEN_AT_ONCE = 500, 100
LOCKED_AT_ONCE = 1500
"""Locks of one transaction: PostgreSQL has room for some thousands in all (max_locks_per_transaction)."""
CITES = ("CR-7.0",)


@dataclass
class Rekeyed:
    """How many registrations and holds were seen, how many of them changed, and how many pairs collide since."""

    done: int = 0
    changed: int = 0
    colliding: int = 0


def rekey(
    *, at: Clock, most: int | None = None, heard: Callable[[str, int], None] = lambda what, done: None
) -> Rekeyed:
    """Reads every customer anew whose reading is not of today's rules, lists and table; what collides then is kept.

    Each batch is a transaction of its own, so that an interrupted run goes on where it was, and others hardly wait.
    It ends after ``most`` customers, if a number is given. ``heard`` is called with how many more are done.
    """
    told = Rekeyed()
    while stale.due(stale.today(at)[1]):
        for model in stale.MODELS:
            for batch in stale.batches(model, stale.today(at)[1], SEEN_AT_ONCE):
                _see(model, at, batch, told)
                heard("", len(batch))
                if most is not None and told.done >= most:
                    return told
    return told


def _see(model: Any, at: Clock, batch: Sequence[Kept], told: Rekeyed) -> None:
    """Marks what the table says nothing of, and makes the rest anew."""
    p, stamp = stale.today(at)
    table = communities.current()
    same_rules = f"{matching.reading_stamp(vocabulary(p))}:"
    idle = [one for one in batch if one.stamp.startswith(same_rules) and not table.touches(one.reading.home)]
    ids = {one.id for one in idle}
    model.objects.filter(pk__in=ids, stamp__in={one.stamp for one in idle}).update(stamp=stamp)
    told.done += len(batch)
    others = [one for one in batch if one.id not in ids]
    for start in range(0, len(others), WRITTEN_AT_ONCE):
        _anew(model, at, others[start : start + WRITTEN_AT_ONCE], told)


@by_the_table
def _anew(model: Any, at: Clock, batch: Sequence[Kept], told: Rekeyed) -> None:
    """One transaction: the locks of every key that any of them has or gets, then the rows; for too many locks, two."""
    table = communities.current()
    p = usecase.in_force(usecase.moment(at).day)
    stamp = matching.stamp(vocabulary(p, table))
    read = {one.id: _read(p, one) for one in batch}
    locked = {key for one in batch for way in (one.reading, read[one.id]) for key in matching.keys(way, table).lock}
    if len(locked) > LOCKED_AT_ONCE and len(batch) > 1:
        for half in (batch[: len(batch) // 2], batch[len(batch) // 2 :]):
            _anew(model, at, half, told)
        return
    with usecase.begin(at, keys=locked, together=communities.LOCK) as now:
        communities.see_current(communities.table_revision())
        wanted = {one.id: one for one in batch}
        found = [one for one in stale.again(model, list(wanted), stamp) if one.customer == wanted[one.id].customer]
        changed = _keep(model, found, read, stamp)
        for one in found:
            if one.id in changed:
                _carry(now, one, read[one.id])
        concerned = [one.id for one in found if one.id in changed or _by_another_table(one, stamp, read[one.id])]
        if model is Hold:
            _claim_for_holds(now, concerned, read)
            pairs = 0
        else:
            pairs = _collide(p, now, concerned, read)
    told.changed += len(changed)
    told.colliding += pairs


def _by_another_table(one: Kept, stamp: str, reading: Reading) -> bool:
    """Whether a row bears the stamp of another table than the one that now has a say about it."""
    return one.stamp.partition(":")[2] != stamp.partition(":")[2] and communities.current().touches(reading.home)


def _read(p: InForce, one: Kept) -> Reading:
    return matching.read(one.customer, vocabulary(p)) if one.customer else one.reading


def _keep(model: Any, found: Sequence[Kept], read: Mapping[UUID, Reading], stamp: str) -> set[UUID]:
    """Writes readings, stamps and keys; returns the rows of which anything but the stamp changed."""
    key_model, column = (HoldKey, "hold_id") if model is Hold else (RegistrationKey, "registration_id")
    ids = [one.id for one in found]
    had: defaultdict[UUID, set[str]] = defaultdict(set)
    for owner, key in key_model.objects.filter(**{f"{column}__in": ids}).values_list(column, "key"):
        had[owner].add(key)
    changed = set()
    new = []
    for one in found:
        text, stored = compact(read[one.id].to_json()), set(matching.keys(read[one.id]).stored)
        rows.update(model, one.id, {"reading": text, "stamp": stamp})
        if gone := had[one.id] - stored:
            key_model.objects.filter(**{column: one.id}, key__in=gone).delete()
        new += [{column: one.id, "key": key} for key in sorted(stored - had[one.id])]
        if text != one.text or stored != had[one.id]:
            changed.add(one.id)
    for start in range(0, len(new), WRITTEN_AT_ONCE):
        rows.insert(key_model, new[start : start + WRITTEN_AT_ONCE])
    return changed


def _carry(now: Moment, one: Kept, reading: Reading) -> None:
    """The registrar's words on pairs hold for the customer as read now, too (CR-5.2)."""
    old, new = side(one.reading), side(reading)
    if old == new:
        return
    known = set(DecidedPair.objects.filter(one=new).values_list("other", flat=True))
    for pair in DecidedPair.objects.filter(one=old).exclude(other__in=known).select_related("registration__department"):
        word = {"registration_id": pair.registration_id, "decision": pair.decision, "reason": pair.reason}
        ways = sorted({(new, pair.other), (pair.other, new)})
        changes = [
            Change(DecidedPair, rows.new_id(), {**word, "one": mine, "other": theirs}, new=True, personal=True)
            for mine, theirs in ways
        ]
        department = pair.registration.department
        books = books_of(department.name if department else None)
        record(now, by=None, action="rekey", decision=Decision("kept", CITES), books=books, changes=changes)


def _claim_for_holds(now: Moment, ids: Collection[UUID], read: Mapping[UUID, Reading]) -> None:
    running = Hold.objects.filter(id__in=ids, until__gt=now.at)
    for hold, holder in running.values_list("id", "holder_id"):
        claim(holder, read[hold], _places(read[hold]))


def _collide(p: InForce, now: Moment, ids: Collection[UUID], read: Mapping[UUID, Reading]) -> int:
    """Claims for those who have a customer what is free by now, and keeps whom they collide with; how many pairs."""
    entries = [facts.as_entry(row) for row in Registration.objects.filter(id__in=ids).order_by("registered_at", "id")]
    found: dict[tuple[UUID, UUID], None] = {}
    for entry in (entry for entry in entries if having(entry, now.at)):
        reading = read[entry.id]
        asked = facts.asked_anew(p, entry.holder, now, reading)
        claim(entry.holder, reading, asked.places)
        know_place(reading.home, asked.places)
        for one in (*asked.blocking(), *asked.doubtful()):
            other = one.entry
            if isinstance(other, Entry) and not one.same and having(other, now.at) and not _reviewed(entry, other):
                found[_pair(entry, other)] = None
    sides = {key for pair in found for key in pair}
    known = set(Collision.objects.filter(one_id__in=sides, other_id__in=sides).values_list("one_id", "other_id"))
    changes = [
        Change(
            Collision, rows.new_id(), {"one_id": one, "other_id": other, "found_at": now.at, "decision": ""}, new=True
        )
        for one, other in found
        if (one, other) not in known
    ]
    if changes:
        record(now, by=None, action="rekey", decision=Decision("collide", CITES), books=[OFFICE], changes=changes)
    return len(changes)


def _reviewed(one: Entry, other: Entry) -> bool:
    """Whether one waits for a review that is about the other's holder and will see the other, too."""
    return any(
        side.status == "awaiting_review" and beside.holder in side.resembles
        for side, beside in ((one, other), (other, one))
    )


def _pair(one: Entry, other: Entry) -> tuple[UUID, UUID]:
    """The pair in the order of registration."""
    first, second = sorted((one, other), key=lambda entry: (entry.registered_at, entry.id))
    return first.id, second.id


def _places(reading: Reading) -> Mapping[str, frozenset[str]]:
    table: Communities = communities.current()
    known: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for estate, district in KnownPlace.objects.filter(estate__in=table.sounds(reading.home)).values_list(
        "estate", "district"
    ):
        known[estate] |= {district}
    return known
