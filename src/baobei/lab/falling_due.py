"""What fell due between two instants: nothing happens then, it is only true from then on (time, not jobs)."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from baobei import usecase
from baobei.policy.days import end_of_period
from baobei.registrations.models import Hold, Registration
from baobei.usecase import COMPANY_TIME


def between(after: datetime, until: datetime, names: Mapping[UUID, str]) -> list[dict[str, Any]]:
    """What fell due after one instant and not after another, in order of time; ``names`` are the story's for
    registrations."""
    due = [*_registrations(after, until, names), *_holds(after, until)]
    order = {name: place for place, name in enumerate(names.values())}
    return sorted(due, key=lambda one: (one["at"], one["what"], order.get(one.get("registration", ""), 0), str(one)))


def _registrations(after: datetime, until: datetime, names: Mapping[UUID, str]) -> Iterator[dict[str, Any]]:
    for row in Registration.objects.filter(status__in=("valid", "awaiting_choice")):
        name = names[row.id]
        running = row.contested_since is None
        if row.status == "awaiting_choice" and row.waits_until and after < row.waits_until <= until:
            yield {"what": "wait_ended", "at": row.waits_until, "registration": name}
        if running and row.valid_until and after < row.valid_until <= until:
            yield {"what": "expired", "at": row.valid_until, "registration": name}
        if (stale := _stale(row)) and after < stale <= until and (row.valid_until is None or stale < row.valid_until):
            yield {"what": "stale", "at": stale, "registration": name}


def _stale(row: Registration) -> datetime | None:
    """When the next follow-up or revisit was owed (XR-4.1.1); None where the policy asks for none."""
    start, name = (row.followed_at, "xr.revisit_days") if row.followed_at else (row.counts_from, "xr.follow_up_days")
    days = usecase.in_force(start.astimezone(COMPANY_TIME).date())[name]
    return None if days is None else end_of_period(start, days)


def _holds(after: datetime, until: datetime) -> Iterator[dict[str, Any]]:
    for hold in Hold.objects.filter(until__gt=after, until__lte=until).select_related("holder"):
        yield {"what": "hold_ended", "at": hold.until, "employee": hold.holder.username}
