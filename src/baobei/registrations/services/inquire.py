"""Is this customer free? Answered at once, counted, and a free customer is held for the asker (CR-5.1, CR-5.2)."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from baobei import matching, usecase
from baobei.book.services import trace
from baobei.matching.keys import stored_under
from baobei.people.rules import Actor, permitted
from baobei.policy import Decision, InForce
from baobei.registrations.models import Hold, HoldKey
from baobei.registrations.queries import communities, facts
from baobei.registrations.queries.communities import by_the_table
from baobei.registrations.rules import asking
from baobei.registrations.rules.asking import Asked
from baobei.registrations.rules.form import read_form, vocabulary
from baobei.registrations.rules.keeping import columns, compact
from baobei.registrations.services.claiming import claim
from baobei.registrations.services.counting import count
from baobei.store import driver, rows
from baobei.usecase import Clock, Moment


@by_the_table
def inquire(*, by: Actor, at: Clock, customer: Mapping[str, Any]) -> Decision:
    """Answers free, protected (``until``), needs_review or incomplete (``missing``, ``problems``); never whose
    (CR-5.1).

    ``customer`` is ``{name, phones, address, relatives, form}`` as people write it.
    """
    day = usecase.moment(at).day
    if denial := permitted(by, "inquire", day):
        return denial
    p = usecase.in_force(day)
    form = read_form(p, customer)
    keys = matching.keys(form.reading, communities.current())
    with usecase.begin(at, person=by.id, keys=keys.lock, together=communities.LOCK) as now:
        asked = facts.asked(p, by.id, now, form)
        decision = asking.inquire(p, asked)
        if decision.result in ("refused", "incomplete"):
            return decision
        with driver.together():
            count(by, now)
            trace(now, by=by, action="inquiry", result=decision.result, detail=_subjects(asked))
        if decision.result != "free" or decision.answer.get("own"):
            return decision
        if running := asking.held(asked):
            return replace(decision, answer={**decision.answer, "held_until": running.until})
        return _hold(p, by, now, asked, decision) if asking.may_hold(p, asked) else decision


def _hold(p: InForce, by: Actor, now: Moment, asked: Asked, decision: Decision) -> Decision:
    reading = asked.form.reading
    until = now.at + timedelta(hours=p["inquiry.hold_hours"])
    hold = rows.new_id()
    kept = {"customer": compact(columns(asked.form.customer)), "reading": compact(reading.to_json())}
    kept["stamp"] = matching.stamp(vocabulary(p, communities.current()))
    with driver.together():
        rows.insert(Hold, [{"id": hold, "holder_id": by.id, "placed_at": now.at, "until": until, **kept}])
        rows.insert(HoldKey, [{"hold_id": hold, "key": key} for key in stored_under(reading)])
        stake = claim(by.id, reading, asked.places)
    stake.settle(now, keeping=asked.keeping())
    return replace(decision, answer={**decision.answer, "held_until": until})


def _subjects(asked: Asked) -> str:
    return json.dumps([str(one.entry.id) for one in asked.found])
