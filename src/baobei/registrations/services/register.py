"""Registering a customer: the same question is asked, and the first to ask has them (CR-3.1, CR-4.1, CR-5)."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from baobei import matching, usecase
from baobei.book.services import Change, record, trace
from baobei.matching.home import Home
from baobei.people.rules import Actor, permitted
from baobei.policy import Decision, InForce
from baobei.registrations.models import LONGEST_ESTATE, CustomerData, Hold, KnownPlace, Registration, RegistrationKey
from baobei.registrations.queries import communities, facts
from baobei.registrations.queries.communities import by_the_table
from baobei.registrations.rules import asking, dealing, protecting
from baobei.registrations.rules.asking import Asked
from baobei.registrations.rules.facts import Held
from baobei.registrations.rules.form import Form, read_form, vocabulary
from baobei.registrations.rules.keeping import columns, compact
from baobei.registrations.rules.values import BadValue, blank, read_text
from baobei.registrations.services.claiming import claim
from baobei.registrations.services.counting import count
from baobei.registrations.services.writing import books_of
from baobei.store import driver, rows
from baobei.usecase import Clock, Moment

KEPT = frozenset({"registered", "needs_review", "awaiting_choice"})
COUNTED = frozenset({"protected", "needs_review"})


@by_the_table
def register(
    *, by: Actor, at: Clock, customer: Mapping[str, Any], kind: str = "walk_in", contest: str | None = None
) -> Decision:
    """Registers a customer, or says why not.

    ``contest`` is the reason of one who thinks a *protected* answer wrong. Answers registered (``registration``,
    ``valid_until``), incomplete (``missing``, ``problems``), protected (``until``), needs_review or awaiting_choice
    (``registration``; ``between`` for those who may see).
    """
    day = usecase.moment(at).day
    if denial := permitted(by, "register", day):
        return denial
    p = usecase.in_force(day)
    try:
        protecting.known_kind(p, kind)
        contest = "" if blank(contest) else read_text("contest", contest)
    except BadValue as fault:
        return dealing.bad_value(fault)
    form = read_form(p, customer)
    keys = matching.keys(form.reading, communities.current())
    with usecase.begin(at, person=by.id, keys=keys.lock, together=communities.LOCK) as now:
        asked = facts.asked(p, by.id, now, form)
        decision = asking.register(p, asked, contest=bool(contest))
        if decision.result in COUNTED:
            count(by, now)
            trace(now, by=by, action="register", result=decision.result)
        if decision.result in KEPT:
            decision = _keep(p, by, now, asked, decision, kind=kind, contest=contest, keys=keys)
        return decision


def _keep(
    p: InForce,
    by: Actor,
    now: Moment,
    asked: Asked,
    decision: Decision,
    *,
    kind: str,
    contest: str,
    keys: matching.Keys,
) -> Decision:
    registration = rows.new_id()
    between = asking.candidates(p, asked) if decision.result == "awaiting_choice" else []
    clock = protecting.begin(usecase.policy(), decision.result, kind, now.at)
    row = {
        "scope": "",
        "holder_id": by.id,
        "department_id": by.department_id,
        "kind": kind,
        "registered_at": now.at,
        **clock,
        "completeness": asked.form.completeness,
        "between": json.dumps([str(person) for person in between]),
        "resembles": json.dumps([[str(one.id), str(one.holder)] for one in asking.resembled(p, asked)])
        if decision.result == "needs_review"
        else "[]",
        "contest": contest,
    }
    stamp = matching.stamp(vocabulary(p, communities.current()))
    changes = [
        Change(Registration, registration, row, new=True),
        Change(CustomerData, registration, _written(asked.form, stamp), new=True, personal=True),
    ]
    with driver.together():
        stake = claim(by.id, asked.form.reading, asked.places)
        rows.insert(RegistrationKey, [{"registration_id": registration, "key": key} for key in keys.stored])
        _end_holds(by, now, asked)
        know_place(asked.form.reading.home, asked.places)
        record(now, by=by, action="register", decision=decision, books=books_of(by.department), changes=changes)
    have_all = stake.settle(now, keeping=asked.keeping())
    assert have_all or asked.apart or decision.result == "needs_review", "a strong key is another's"
    answer = {"registration": registration, "completeness": asked.form.completeness}
    if decision.result == "registered":
        answer["valid_until"] = row["valid_until"]
    if decision.result == "awaiting_choice":
        answer["waits_until"] = row["waits_until"]
    private = {"between": between} if between else {}
    return replace(decision, answer={**decision.answer, **answer}, private=private)


def _written(form: Form, stamp: str) -> dict[str, Any]:
    kept = {"form": compact(dict(form.answers)), "reading": compact(form.reading.to_json()), "stamp": stamp}
    return {**columns(form.customer), **kept}


def _end_holds(by: Actor, now: Moment, asked: Asked) -> None:
    """A registration takes the place of the holder's own hold."""
    for one in asked.found:
        if isinstance(one.entry, Held) and one.entry.holder == by.id and one.certain and one.entry.until > now.at:
            rows.update(Hold, one.entry.id, {"until": now.at})


def know_place(home: Home, known: Mapping[str, frozenset[str]]) -> None:
    """Keeps in which district the register knows an estate; ``known`` are those that were looked up."""
    named = 0 < len(home.sound) <= LONGEST_ESTATE
    if named and home.place and home.place not in known.get(home.sound, ()):
        rows.insert(KnownPlace, [{"estate": home.sound, "district": home.place}], unless_there=True)
