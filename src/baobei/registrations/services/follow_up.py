"""Contact feedback on a customer; on a lapsed one anybody who sells may log it (CR-4.3, CR-7.2)."""

from typing import Any

from baobei import usecase
from baobei.book.services import Change
from baobei.matching import Reading
from baobei.people.rules import Actor, permitted
from baobei.policy import Decision
from baobei.registrations.models import Feedback, FollowUp
from baobei.registrations.queries import facts
from baobei.registrations.queries.communities import by_the_table
from baobei.registrations.rules import dealing
from baobei.registrations.rules.facts import Entry, status_at
from baobei.registrations.rules.values import BadValue
from baobei.registrations.services.writing import change, on_registration, registration_id
from baobei.store import rows
from baobei.usecase import Clock, Moment


@by_the_table
def follow_up(
    *,
    by: Actor,
    at: Clock,
    registration: Any,
    expected_amount: Any = None,
    expected_unit_price: Any = None,
    expected_signing: Any = None,
    feedback: Any = None,
) -> Decision:
    """Logs a follow-up; one field at least. Amounts in yuan, the signing an ISO day. Answers logged (CR-7.2)."""
    now = usecase.moment(at)
    key = registration_id(registration)
    known = facts.entry(key) if key else None
    if key is None or known is None:
        return dealing.unknown_registration()
    if denial := permitted(by, "follow_up", now.day) or dealing.may_follow_up(known, by.id, now.at):
        return denial
    given = {
        "expected_amount": expected_amount,
        "expected_unit_price": expected_unit_price,
        "expected_signing": expected_signing,
        "feedback": feedback,
    }
    try:
        fields = dealing.read_follow_up(given)
    except BadValue as fault:
        return dealing.bad_value(fault)
    reading = facts.reading_of(key)
    with on_registration(at, key, reading) as (now, entry):
        if denial := dealing.may_follow_up(entry, by.id, now.at):
            return denial
        taken = status_at(entry, now.at) == "expired" and reading and _protected_for_another(by, now, entry, reading)
        decision = dealing.follow_up(entry, by.id, now.at, protected_for_another=bool(taken))
        if decision.result == "logged":
            _log(by, now, entry, decision, fields)
        return decision


def _protected_for_another(by: Actor, now: Moment, entry: Entry, reading: Reading) -> bool:
    found = facts.others(usecase.in_force(now.day), by.id, now, reading)
    return any(
        one.certain and dealing.protects_from(one.entry, by.id, now.at) for one in found if one.entry.id != entry.id
    )


def _log(by: Actor, now: Moment, entry: Entry, decision: Decision, fields: dict[str, Any]) -> None:
    follow_up_id = rows.new_id()
    feedback = fields.pop("feedback", None)
    blank = {"expected_amount": None, "expected_unit_price": None, "expected_signing": None}
    logged = {"registration_id": entry.id, "by_id": by.id, "at": now.at, **blank, **fields}
    also = [Change(FollowUp, follow_up_id, logged, new=True)]
    if feedback:
        also.append(Change(Feedback, follow_up_id, {"text": feedback}, new=True, personal=True))
    values = {"followed_at": now.at} if entry.holder == by.id else {}
    change(now, by=by, action="follow_up", decision=decision, entry=entry, values=values, also=also)
