"""What happened to a registration, for its holder and for those who may look (CR-3.3, CR-6.2, CR-7.2)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from baobei.book import queries as book
from baobei.registrations.models import DecidedPair, FollowUp
from baobei.registrations.queries.lists import Seen


@dataclass(frozen=True)
class Event:
    """One thing that happened, or that will: ``what`` names it, ``by`` is a person's name, ``facts`` its particulars.

    ``what`` is registered, reviewed, followed, deposit, signed, looked, ends, ended or wait_ends.
    """

    at: datetime
    what: str
    cites: Sequence[str]
    by: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    ahead: bool = False


def timeline(seen: Seen, at: datetime) -> list[Event]:
    """The registration's events, what lies ahead first and then the newest first."""
    return sorted([*_own(seen, at), *_follow_ups(seen), *_looks(seen)], key=lambda event: event.at, reverse=True)


def _own(seen: Seen, at: datetime) -> Iterator[Event]:
    accepted = {"awaiting_choice": ("CR-4.3",), "awaiting_review": ("CR-5.2",)}.get(seen.status, ("CR-3.1", "CR-4.1"))
    yield Event(seen.registered_at, "registered", accepted, seen.holder_name, {"completeness": seen.completeness})
    if seen.reviewed_at:
        yield Event(seen.reviewed_at, "reviewed", ("CR-5.2",), facts=_judged(seen))
    if seen.deposit_at:
        yield Event(seen.deposit_at, "deposit", ("CR-4.2",), facts={"amount": seen.deposit})
    if seen.signed_at:
        yield Event(seen.signed_at, "signed", ("CR-3.3",), seen.holder_name, {"amount": seen.amount})
    if seen.waits_until:
        yield Event(seen.waits_until, "wait_ends", ("CR-4.3",), ahead=True)
    if seen.valid_until and not seen.contested:
        ahead = seen.valid_until > at
        yield Event(seen.valid_until, "ends" if ahead else "ended", ("CR-3.2",), ahead=ahead)


def _judged(seen: Seen) -> Mapping[str, Any]:
    """The registrar's word; why, only to another than the holder, since it may speak of the other side (CR-5.2)."""
    pair: Mapping[str, Any] = (
        DecidedPair.objects.filter(registration=seen.id).values("decision", "reason").first() or {}
    )
    return {**pair, "reason": "" if seen.own else pair.get("reason", "")}


def _follow_ups(seen: Seen) -> Iterator[Event]:
    for row in FollowUp.objects.filter(registration=seen.id).select_related("by", "note"):
        facts = {
            "feedback": row.note.text if hasattr(row, "note") else "",
            "expected_amount": row.expected_amount,
            "expected_unit_price": row.expected_unit_price,
            "expected_signing": row.expected_signing,
        }
        yield Event(row.at, "followed", ("CR-7.2",), row.by.name, facts)


def _looks(seen: Seen) -> Iterator[Event]:
    for look in book.looks(seen.id):
        yield Event(look.at, "looked", ("CR-6.2",), look.actor.name, {"reason": look.detail})
