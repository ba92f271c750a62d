"""The registrar keeps the company's own table of communities: each act one page in the office's book (CR-7.0)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID

from baobei import usecase
from baobei.book.rules import OFFICE
from baobei.book.services import Change, record
from baobei.people.rules import Actor, permitted
from baobei.policy import Decision
from baobei.registrations.models import CommunityEntry
from baobei.registrations.queries import communities as queries
from baobei.registrations.queries import facts
from baobei.registrations.rules import communities as rules
from baobei.registrations.rules import dealing, reviewing
from baobei.registrations.rules.communities import Stated
from baobei.registrations.rules.form import vocabulary
from baobei.registrations.rules.values import BadValue
from baobei.registrations.services.writing import registration_id
from baobei.store import rows
from baobei.usecase import Clock, Moment
from baobei.words import say

CITES = ("CR-7.0",)


def add_community(*, by: Actor, at: Clock, entry: Mapping[str, Any], sure: bool = False) -> Decision:
    """Adds an entry: ``{kind, name, estate, phase, city, district}`` as people write it. ``added``, with its ``id``.

    ``refused`` with ``fields`` where it can't be one, cannot stand beside another, or, unless ``sure``, would hold
    where the register knows another estate of that name.
    """
    with _act(by, at) as (moment, denial):
        if denial:
            return denial
        try:
            stated = _read(moment, entry, sure)
            rules.beside(stated, queries.standing())
        except BadValue as fault:
            refused = dealing.bad_value(fault)
            stands = {"stands": True} if isinstance(fault, rules.Stands) else {}
            return replace(refused, answer={**refused.answer, **stands})
        return _add(moment, by, stated)


def remember_estates(*, by: Actor, at: Clock, registration: Any, other: Any) -> Decision:
    """Remembers that two customers' estates are one, as a review has shown. ``added``, with its ``id``.

    ``registration`` is the one that was reviewed, where the entry says that it comes from; ``other`` is a registration
    or a hold that it resembles.
    """
    keys = registration_id(registration), registration_id(other)
    with _act(by, at) as (moment, denial):
        if denial:
            return denial
        mine, theirs = (facts.reading_of(key) or facts.held_reading(key) if key else None for key in keys)
        known = facts.entry(keys[0]) if keys[0] else None
        if known is None or mine is None or theirs is None or keys[1] not in facts.resembled_ids(known.id):
            return dealing.unknown_registration()
        if denial := reviewing.own_matter(by.id, (known.holder, *known.resembles)):
            return denial
        standing = queries.standing()
        stated = rules.remembered(theirs.home, mine.home, rules.table([one.stated for one in standing]))
        if stated is None:
            return Decision("refused", CITES, reason=say("Their estates are one already."))
        try:
            rules.beside(stated, standing)
        except BadValue as fault:
            return dealing.bad_value(fault)
        return _add(moment, by, stated, origin=known.id)


def change_community(*, by: Actor, at: Clock, key: Any, entry: Mapping[str, Any], sure: bool = False) -> Decision:
    """Changes what an entry says. ``changed``; ``refused`` as ``add_community`` does, and once it is withdrawn."""
    with _on(by, at, key) as (moment, row, refusal):
        if refusal or row is None:
            return refusal or _unknown()
        try:
            stated = _read(moment, entry, sure)
            rules.beside(stated, queries.standing(), row.id)
        except BadValue as fault:
            return dealing.bad_value(fault)
        if stated != queries.stated(row):
            _record(moment, by, "change_community", "changed", Change(CommunityEntry, row.id, _columns(stated)))
        return Decision("changed", CITES, {"id": row.id})


def withdraw_community(*, by: Actor, at: Clock, key: Any) -> Decision:
    """Lets an entry count no longer; it stays, with its history. ``withdrawn``."""
    with _on(by, at, key) as (moment, row, refusal):
        if refusal or row is None:
            return refusal or _unknown()
        values = {"withdrawn_at": moment.at, "revision": queries.next_revision()}
        _record(moment, by, "withdraw_community", "withdrawn", Change(CommunityEntry, row.id, values))
        return Decision("withdrawn", CITES, {"id": row.id})


@contextmanager
def _act(by: Actor, at: Clock) -> Iterator[tuple[Moment, Decision | None]]:
    with usecase.begin(at, keys=(queries.LOCK,)) as moment:
        yield moment, permitted(by, "communities.manage", moment.day)


@contextmanager
def _on(by: Actor, at: Clock, key: Any) -> Iterator[tuple[Moment, CommunityEntry | None, Decision | None]]:
    with _act(by, at) as (moment, denial):
        found = registration_id(key)
        row = queries.entry(found) if found else None
        if not denial and row is not None and row.withdrawn_at is not None:
            denial = Decision("refused", CITES, reason=say("This entry is withdrawn: add it anew."))
        yield moment, row, denial


def _unknown() -> Decision:
    return Decision("refused", reason=say("There is no such entry."), unknown=True)


def _read(moment: Moment, entry: Mapping[str, Any], sure: bool) -> Stated:
    stated = rules.read_entry(entry, vocabulary(usecase.in_force(moment.day)))
    doubt = None if sure else rules.doubt(stated, queries.known_in(stated.name), queries.known_in(stated.estate))
    if doubt is not None:
        raise BadValue("sure", doubt)
    return stated


def _add(moment: Moment, by: Actor, stated: Stated, origin: UUID | None = None) -> Decision:
    key = rows.new_id()
    values = {**_columns(stated), "origin": origin, "withdrawn_at": None}
    _record(moment, by, "add_community", "added", Change(CommunityEntry, key, values, new=True))
    return Decision("added", CITES, {"id": key})


def _columns(stated: Stated) -> dict[str, Any]:
    return {**{field: getattr(stated, field) for field in rules.FIELDS}, "revision": queries.next_revision()}


def _record(moment: Moment, by: Actor, action: str, result: str, change: Change) -> None:
    record(moment, by=by, action=action, decision=Decision(result, CITES), books=[OFFICE], changes=[change])
