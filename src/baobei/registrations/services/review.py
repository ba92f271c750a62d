"""The registrar judges whether it is the same customer; the pair is never asked about again (CR-5.2)."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from baobei import usecase
from baobei.book.services import Change
from baobei.people.rules import Actor, permitted
from baobei.policy import Decision
from baobei.registrations.models import DecidedPair
from baobei.registrations.queries import facts
from baobei.registrations.queries.communities import by_the_table
from baobei.registrations.rules import dealing, protecting, reviewing
from baobei.registrations.rules.values import BadValue, blank, read_text
from baobei.registrations.services.claiming import claim
from baobei.registrations.services.writing import change, on_registration, registration_id
from baobei.store import rows
from baobei.usecase import Clock


@by_the_table
def review(*, by: Actor, at: Clock, registration: Any, decision: Any = None, reason: Any = None) -> Decision:
    """Decides on a registration that awaits review: ``same`` or ``different``; ``reason`` is kept with the pair.

    Answers registered with ``valid_until``, counted from now while its place in time stays, or protected with ``until``
    where another still has the customer; then it is invalid (CR-3.1, CR-4.1, CR-5.2).
    """
    day = usecase.moment(at).day
    key = registration_id(registration)
    known = facts.entry(key) if key else None
    if key is None or known is None:
        return dealing.unknown_registration()
    if denial := permitted(by, "review", day) or reviewing.own_matter(by.id, (known.holder, *known.resembles)):
        return denial
    try:
        judgement = reviewing.read_decision(decision)
        why = "" if blank(reason) else read_text("reason", reason)
    except BadValue as fault:
        return dealing.bad_value(fault)
    reading = facts.reading_of(key)
    assert reading is not None, "what awaits review has its customer"
    with on_registration(at, key, reading) as (now, entry):
        asked = facts.asked_anew(usecase.in_force(now.day), entry.holder, now, reading)
        if denial := reviewing.own_matter(by.id, asked.keeping()):
            return denial
        others = {reviewing.side(other) for other in facts.resembled(key)}
        judged = reviewing.review(entry, asked, judgement, others)
        if judged.result == "refused":
            return judged
        word = {"registration_id": key, "decision": judgement, "reason": why}
        pairs = remembered(word, reviewing.side(reading), others)
        if judged.result == "protected":
            ended = {"status": "invalid", "concerns_until": now.at, "reviewed_at": now.at}
            change(now, by=by, action="review", decision=judged, entry=entry, values=ended, also=pairs)
            return judged
        clock = protecting.begin(usecase.policy(), "registered", entry.kind, now.at)
        claim(entry.holder, reading, asked.places).settle(now, keeping=asked.keeping())
        begun = {**clock, "reviewed_at": now.at}
        change(now, by=by, action="review", decision=judged, entry=entry, values=begun, also=pairs)
        return replace(judged, answer={"valid_until": clock["valid_until"]})


def remembered(word: Mapping[str, Any], mine: str, others: Collection[str]) -> list[Change]:
    """The word on each pair, kept both ways round; a later one takes the place of the earlier."""
    pairs = sorted({way for other in others for way in ((mine, other), (other, mine))})
    sides = {mine, *others}
    known = {(row.one, row.other): row.id for row in DecidedPair.objects.filter(one__in=sides, other__in=sides)}
    return [
        Change(DecidedPair, known[pair], word, personal=True)
        if pair in known
        else Change(DecidedPair, rows.new_id(), {**word, "one": pair[0], "other": pair[1]}, new=True, personal=True)
        for pair in pairs
    ]
