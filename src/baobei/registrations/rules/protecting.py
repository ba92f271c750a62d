"""From when until when a registration protects (CR-4.1, CR-4.2, CR-4.3)."""

from datetime import datetime
from typing import Any

from baobei.policy import InForce, Policy
from baobei.policy.clocks import Clock, after_signing, protection, wait_for_choice
from baobei.registrations.rules.facts import FOREVER, Entry
from baobei.registrations.rules.values import BadValue
from baobei.words import say


def known_kind(p: InForce, kind: Any) -> None:
    """Raises BadValue for a kind that the policy has no period for."""
    if kind not in p.kinds:
        raise BadValue("kind", say("Unknown kind; known are {kinds}.", kinds=", ".join(p.kinds)))


def begin(policy: Policy, result: str, kind: str, at: datetime) -> dict[str, Any]:
    """The columns in which a new registration's protection stands, by what was decided.

    A registered one is protected from now, one that waits for the customer's choice from the end of the wait; one under
    review has no clock yet.
    """
    if result == "needs_review":
        return _columns("awaiting_review", at, None, None)
    if result == "awaiting_choice":
        waits = wait_for_choice(policy, at).end
        assert waits is not None
        return _columns("awaiting_choice", waits, protection(policy, kind, waits), waits)
    return _columns("valid", at, protection(policy, kind, at), None)


def with_deposit(policy: Policy, entry: Entry, paid_at: datetime) -> dict[str, Any]:
    """The columns that a deposit changes: it replaces its kind's period where it ends later (CR-4.2)."""
    clock = protection(policy, entry.kind, entry.counts_from, deposit_at=paid_at)
    return {
        "valid_until": clock.end,
        "clock": clock.name,
        "clause": clock.clause,
        "concerns_until": clock.end or FOREVER,
    }


def signed_until(policy: Policy, at: datetime) -> datetime:
    """Until when a signed customer stays protected; the end is not told."""
    return after_signing(policy, at).end or FOREVER


def _columns(status: str, counts_from: datetime, clock: Clock | None, waits: datetime | None) -> dict[str, Any]:
    end = clock.end if clock else None
    return {
        "status": status,
        "counts_from": counts_from,
        "valid_until": end,
        "clock": clock.name if clock else "",
        "clause": clock.clause if clock else "",
        "waits_until": waits,
        "concerns_until": end or FOREVER,
    }
