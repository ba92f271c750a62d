"""The one transaction of a use case: who waits for whom, and which instant it is.

Every writing service takes its locks in one order: (0) a lock held together, then the person's day counter; (1) keys,
sorted; (2) the rows it changes, by id; (3) the heads of the books, by name, in the statement that writes the pages. The
instant is read after (1).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from baobei.policy import InForce, Policy
from baobei.store import locks

COMPANY_TIME = ZoneInfo("Asia/Shanghai")


class ClockBehind(Exception):
    """A stated instant lies before the last page of a book that the use case writes in."""


class Clock(Protocol):
    """Where a surface says what time it is."""

    @property
    def stated(self) -> bool:
        """Whether somebody says what time it is, instead of a machine."""
        ...

    def now(self) -> datetime:
        """An aware instant."""
        ...


@dataclass(frozen=True)
class StatedClock:
    """The instant of a story's event, of ``BAOBEI_NOW`` or of ``Baobei-Now``."""

    instant: datetime
    stated: bool = True

    def now(self) -> datetime:
        return self.instant


class MachineClock:
    """The machine's clock."""

    stated = False

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True)
class Moment:
    """When a use case happens; ``stated`` instants may not go back behind a book."""

    at: datetime
    stated: bool

    @property
    def day(self) -> date:
        """The civil day in company time."""
        return self.at.astimezone(COMPANY_TIME).date()


@contextmanager
def begin(
    clock: Clock, *, person: UUID | None = None, keys: Iterable[str] = (), together: str = ""
) -> Iterator[Moment]:
    """Opens the transaction, waits for the person's counter and the keys, then reads the instant.

    ``together`` is a key that several hold at once, see ``locks.lock``.
    """
    with transaction.atomic():
        locks.lock(person, keys, together=together)
        yield moment(clock)


def moment(clock: Clock) -> Moment:
    """The instant for a use case that only reads."""
    return Moment(clock.now(), clock.stated)


_policy: Policy | None = None


def install(policy: Policy) -> None:
    """Makes this the policy of the process: of the installation, or of the story that is played."""
    global _policy
    _policy = policy


def policy() -> Policy:
    """The policy of the process."""
    assert _policy is not None, "no policy was installed"
    return _policy


def in_force(day: date) -> InForce:
    """The policy's values of a day."""
    return policy().on(day)
