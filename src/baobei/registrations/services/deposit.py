"""A paid deposit protects longer (CR-4.2)."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from baobei import usecase
from baobei.people.rules import Actor, permitted
from baobei.policy import Decision
from baobei.registrations.queries import facts
from baobei.registrations.rules import dealing, protecting
from baobei.registrations.rules.values import LARGEST, BadValue, read_money, too_large
from baobei.registrations.services.writing import change, on_registration, registration_id
from baobei.usecase import Clock


def deposit(*, by: Actor, at: Clock, registration: Any, amount: Any = None) -> Decision:
    """Takes a deposit in yuan on a live registration; answers extended with ``valid_until``, or expired (CR-4.2,
    CR-3.2)."""
    day = usecase.moment(at).day
    key = registration_id(registration)
    known = facts.entry(key) if key else None
    if key is None or known is None:
        return dealing.unknown_registration()
    if denial := permitted(by, "deposit", day) or (
        dealing.not_yours("CR-4.2") if known.holder != by.id and "finance" not in by.roles(day) else None
    ):
        return denial
    try:
        paid = read_money("amount", amount, positive=True)
    except BadValue as fault:
        return dealing.bad_value(fault)
    with on_registration(at, key, facts.reading_of(key)) as (now, entry):
        in_all = (entry.deposit or Decimal(0)) + paid
        if in_all >= LARGEST:
            return dealing.bad_value(too_large("amount"))
        decision = dealing.deposit(entry, now.at)
        if decision.result != "extended":
            return decision
        first_paid = entry.deposit_at or now.at
        values = {
            "deposit": in_all,
            "deposit_at": first_paid,
            **protecting.with_deposit(usecase.policy(), entry, first_paid),
        }
        change(now, by=by, action="deposit", decision=decision, entry=entry, values=values, also=[])
        return replace(decision, answer={"valid_until": values["valid_until"]})
