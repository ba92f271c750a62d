"""Valid until = the earliest of the clocks that run, and the answer names the clock and its clause (CR-4).

A clock starts with an event and ends with a period. Another start event is another name in ``Facts.instants``; another
reason to lapse is another function in ``RUNNING``. No rule that reads an end needs to know which clock set it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from baobei.policy.days import END_OF_TIME, civil_day, end_of_period
from baobei.policy.policy import Policy


@dataclass(frozen=True)
class Clock:
    """A period that runs: from ``start`` to before ``end`` (None: it has none), by the authority of ``clause``."""

    name: str
    start: datetime
    end: datetime | None
    clause: str


@dataclass(frozen=True)
class Facts:
    """What protection depends on: the kind of registration, and when each event of it happened.

    ``registration`` is the instant from which protection counts: the submission, a review's decision, a choice, or the
    end of a wait. ``deposit`` is there once one is paid.
    """

    kind: str
    instants: Mapping[str, datetime]


def earliest(clocks: Iterable[Clock]) -> Clock:
    """The clock that ends first; of equal ones the first. At least one must run."""
    return min(clocks, key=_end)


def protection(policy: Policy, kind: str, counts_from: datetime, deposit_at: datetime | None = None) -> Clock:
    """The clock that ends a live registration's protection (CR-4.1, CR-4.2).

    ``counts_from`` and ``deposit_at`` are aware; each period takes the values of the day on which its event happened.
    """
    instants = {"registration": counts_from} | ({"deposit": deposit_at} if deposit_at else {})
    facts = Facts(kind, instants)
    return earliest(clock for runs in RUNNING if (clock := runs(policy, facts)))


def after_signing(policy: Policy, signed_at: datetime) -> Clock:
    """How long a signed customer stays protected (CR-3.3)."""
    return _period(policy, "signed", decided_at=signed_at, start=signed_at)


def wait_for_choice(policy: Policy, registered_at: datetime) -> Clock:
    """How long a newcomer waits for the customer's choice; then the customer is theirs (CR-4.3)."""
    return _civil(policy, "wait", "choice.wait_days", registered_at)


def _agreed(policy: Policy, facts: Facts) -> Clock:
    """The kind's period; a deposit replaces it where it ends later (CR-4.1, CR-4.2)."""
    counted = facts.instants["registration"]
    kind = _period(policy, facts.kind, decided_at=counted, start=counted)
    paid = facts.instants.get("deposit")
    if paid is None:
        return kind
    start = facts.instants[policy.on(civil_day(paid))["protection.deposit.counts_from"]]
    return max(kind, _period(policy, "deposit", decided_at=paid, start=start), key=_end)


RUNNING = (_agreed,)


def _period(policy: Policy, kind: str, *, decided_at: datetime, start: datetime) -> Clock:
    p = policy.on(civil_day(decided_at))
    name = f"protection.{kind}.days"
    end = end_of_period(
        start,
        p[name],
        counting=p["protection.counting"],
        roll_over_holiday=p["protection.roll_over_holiday"],
        calendar=policy.calendar,
    )
    return Clock(kind, start, end, p.clauses_of(name)[0])


def _civil(policy: Policy, clock: str, name: str, start: datetime) -> Clock:
    p = policy.on(civil_day(start))
    return Clock(clock, start, end_of_period(start, p[name]), p.clauses_of(name)[0])


def _end(clock: Clock) -> datetime:
    return clock.end or END_OF_TIME
