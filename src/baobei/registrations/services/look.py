"""Looking into a registration: the holder freely, the entitled with a reason that the holder reads (CR-6.2)."""

from typing import Any

from baobei import usecase
from baobei.book import queries as book
from baobei.book.services import notify, trace
from baobei.people.rules import Actor, permitted
from baobei.policy import Decision
from baobei.registrations.queries import facts
from baobei.registrations.rules import dealing, looking
from baobei.registrations.rules.values import BadValue, blank, read_text
from baobei.registrations.services.writing import registration_id
from baobei.usecase import Clock


def look(*, by: Actor, at: Clock, registration: Any, reason: Any = None) -> Decision:
    """Answers shown (own), shown_logged (entitled, with a reason) or denied; all but the first leave a trace.

    Denied looks beyond ``look.denials`` within ``look.denial_days`` leave the registrar a notice.
    """
    day = usecase.moment(at).day
    key = registration_id(registration)
    entry = facts.entry(key) if key else None
    if entry is None:
        return dealing.unknown_registration()
    if denial := permitted(by, "look", day):
        return denial
    fault: BadValue | None = None
    try:
        text = "" if blank(reason) else read_text("reason", reason)
    except BadValue as bad:
        fault, text = bad, ""
    with usecase.begin(at, person=by.id) as now:
        decision = looking.look(by, entry, by.roles(now.day), text)
        if decision.result == "refused" and fault:
            return dealing.bad_value(fault)
        if decision.result in ("shown_logged", "denied"):
            trace(now, by=by, action="look", result=decision.result, subject=entry.id, detail=text)
        if decision.result == "denied":
            p = usecase.in_force(now.day)
            if looking.too_many_denials(p, book.denied_looks(by.id, since_notice="looking"), now.at):
                notify(now, about=by, kind="looking", cites=decision.cites)
        return decision
