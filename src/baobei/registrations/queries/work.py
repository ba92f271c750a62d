"""What one who sells has before them today: what runs out, what waits, what was begun, and the month so far."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from baobei.money import queries as money
from baobei.people.rules import Actor
from baobei.registrations.models import DayCount, Draft, FollowUp, Registration
from baobei.registrations.queries.lists import Listing, registrations
from baobei.usecase import COMPANY_TIME


@dataclass(frozen=True)
class KeptDraft:
    """A form that was not submitted yet, as it was typed."""

    id: UUID
    form: Mapping[str, Any]
    saved_at: datetime


@dataclass(frozen=True)
class Today:
    """What the day asks: registrations that end tonight, registrations that wait for somebody, drafts newest first."""

    ending: Listing
    waiting: Listing
    drafts: Sequence[KeptDraft]


@dataclass(frozen=True)
class Month:
    """What one person did since the first of the month; ``earned`` is commission in yuan."""

    registered: int
    followed: int
    signed: int
    earned: Decimal


def today(actor: Actor, at: datetime, *, limit: int = 20) -> Today:
    """What the actor should see to today; ``limit`` entries of each at most."""
    return Today(
        ending=registrations(actor, at, status="tonight", limit=limit),
        waiting=registrations(actor, at, status="waiting", limit=limit),
        drafts=drafts(actor)[:limit],
    )


def drafts(actor: Actor) -> list[KeptDraft]:
    """The actor's drafts, the latest first."""
    return [_kept(row) for row in Draft.objects.filter(owner=actor.id).order_by("-saved_at")]


def draft(actor: Actor, key: UUID | str) -> KeptDraft | None:
    """One draft of the actor's; None where there is none, and for another's."""
    try:
        key = key if isinstance(key, UUID) else UUID(key)
    except ValueError:
        return None
    row = Draft.objects.filter(owner=actor.id, id=key).first()
    return _kept(row) if row else None


def asked_on(actor: Actor, day: date) -> int:
    """How many answers the actor had that civil day (CR-5.1)."""
    return DayCount.objects.filter(employee=actor.id, day=day).values_list("asked", flat=True).first() or 0


def month(actor: Actor, at: datetime) -> Month:
    """The actor's month up to ``at``, in company time."""
    since = at.astimezone(COMPANY_TIME).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    until = at + timedelta(microseconds=1)
    own = Registration.objects.filter(holder=actor.id)
    return Month(
        registered=own.filter(registered_at__gte=since, registered_at__lt=until).count(),
        followed=FollowUp.objects.filter(by=actor.id, at__gte=since, at__lt=until).count(),
        signed=own.filter(signed_at__gte=since, signed_at__lt=until).count(),
        earned=money.earned(actor.id, since=since, until=until),
    )


def _kept(row: Draft) -> KeptDraft:
    return KeptDraft(row.id, json.loads(row.form), row.saved_at)
