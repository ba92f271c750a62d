"""Signing in, with a lock after wrong passwords in a row; on the machine's clock, whatever a demo states."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.contrib.auth.hashers import make_password
from django.db import transaction

from baobei.people import queries
from baobei.people.models import Employee, FailedSignIns
from baobei.store import locks
from baobei.usecase import Clock

ATTEMPTS = 5
WAIT_MINUTES = 15


@dataclass(frozen=True)
class Answer:
    """Who is signed in; or None, and until when no password is looked at under this name."""

    employee: Employee | None = None
    locked_until: datetime | None = None


def sign_in(*, at: Clock, day: date, username: str, password: str) -> Answer:
    """Whoever has this name and password and is employed on ``day`` (CR-2).

    A name that nobody has is counted and locked like any other, and costs as much time, so that answers tell nothing
    about it.
    """
    name = _digest(username)
    locked, may_try = _take_attempt(name, at.now())
    if not may_try:
        return Answer(locked_until=locked)
    employee = _proven(username, password, day)
    if employee is None:
        return Answer(locked_until=locked)
    FailedSignIns.objects.filter(name_digest=name).delete()
    return Answer(employee)


def unlock(username: str) -> None:
    """Ends the lock of a name, as when its person was given a temporary password."""
    FailedSignIns.objects.filter(name_digest=_digest(username)).delete()


def _digest(username: str) -> str:
    return sha256(username.encode()).hexdigest()


def _take_attempt(name: str, now: datetime) -> tuple[datetime | None, bool]:
    """Counts an attempt before the password is looked at, so that many at once are no way round the lock."""
    wait = timedelta(minutes=WAIT_MINUTES)
    with transaction.atomic():
        locks.lock(None, [f"sign-in:{name}"])
        FailedSignIns.objects.filter(last_at__lt=now - timedelta(days=1)).delete()
        failed = FailedSignIns.objects.filter(name_digest=name).first()
        if failed and failed.locked_until and now < failed.locked_until:
            return failed.locked_until, False
        stale = failed is None or failed.locked_until is not None or failed.last_at < now - wait
        count = 1 if stale or failed is None else failed.count + 1
        locked = now + wait if count >= ATTEMPTS else None
        FailedSignIns.objects.update_or_create(
            name_digest=name, defaults={"count": count, "last_at": now, "locked_until": locked}
        )
    return locked, True


def _proven(username: str, password: str, day: date) -> Employee | None:
    employee = Employee.objects.filter(username=username).first()
    if employee is None:
        make_password(password)
        return None
    actor = queries.actor_by_id(employee.id)
    return employee if employee.check_password(password) and actor is not None and actor.employed(day) else None
