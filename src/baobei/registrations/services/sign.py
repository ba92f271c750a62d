"""A signed deal: the registration is the basis of its commission (CR-3.3)."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from baobei import usecase
from baobei.money.services import commissions
from baobei.people.rules import Actor, permitted
from baobei.policy import Decision
from baobei.registrations.queries import facts
from baobei.registrations.rules import dealing, protecting
from baobei.registrations.rules.values import BadValue, read_money
from baobei.registrations.services.writing import change, on_registration, registration_id
from baobei.usecase import Clock
from baobei.words import say


def sign(
    *, by: Actor, at: Clock, registration: Any, amount: Any = None, commission: Any = None, first: Any = False
) -> Decision:
    """Signs a deal of ``amount`` yuan with ``commission`` yuan; answers signed with ``commissions``, or expired.

    ``first`` signs before a dispute is settled; without an open dispute it changes nothing (CR-7.4).
    """
    day = usecase.moment(at).day
    key = registration_id(registration)
    known = facts.entry(key) if key else None
    if key is None or known is None:
        return dealing.unknown_registration()
    if denial := permitted(by, "sign", day) or (dealing.not_yours("CR-3.3") if known.holder != by.id else None):
        return denial
    try:
        deal = read_money("amount", amount, positive=True)
        paid = read_money("commission", commission)
        if not isinstance(first, bool):
            raise BadValue("first", say("This is yes or no."))
    except BadValue as fault:
        return dealing.bad_value(fault)
    with on_registration(at, key, facts.reading_of(key)) as (now, entry):
        decision = dealing.sign(entry, now.at)
        if decision.result != "signed":
            return decision
        shares = commissions(now, registration=key, commission=paid, shares=[(entry.holder, Fraction(1))])
        values = {
            "status": "signed",
            "signed_at": now.at,
            "amount": deal,
            "concerns_until": protecting.signed_until(usecase.policy(), now.at),
        }
        change(now, by=by, action="sign", decision=decision, entry=entry, values=values, also=shares)
        told = [
            {"employee": by.username, "share": share.values["share"], "amount": share.values["amount"]}
            for share in shares
        ]
        return replace(decision, answer={"commissions": told})
