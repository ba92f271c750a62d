"""The registrar judges two registrations that were found to collide afterwards (CR-5.2, CR-7.0)."""

from typing import Any

from baobei import matching, usecase
from baobei.book.rules import OFFICE
from baobei.book.services import Change, record
from baobei.people.rules import Actor, permitted
from baobei.policy import Decision
from baobei.registrations.models import Collision
from baobei.registrations.queries import communities, facts
from baobei.registrations.rules import dealing, reviewing
from baobei.registrations.rules.values import BadValue, blank, read_text
from baobei.registrations.services.review import remembered
from baobei.registrations.services.writing import registration_id
from baobei.usecase import Clock
from baobei.words import say

CITES = ("CR-5.2", "CR-7.0")


def judge(*, by: Actor, at: Clock, collision: Any, decision: Any = None, reason: Any = None) -> Decision:
    """Remembers whether two colliding registrations are of the ``same`` customer or ``different`` ones. ``judged``.

    It changes neither side's protection; the pair is never asked about again.
    """
    day = usecase.moment(at).day
    key = registration_id(collision)
    row = Collision.objects.select_related("one", "other").filter(id=key).first() if key else None
    if denial := permitted(by, "review", day):
        return denial
    if row is None:
        return Decision("refused", reason=say("There is no such collision."), unknown=True)
    if denial := reviewing.own_matter(by.id, (row.one.holder_id, row.other.holder_id)):
        return denial
    try:
        judgement = reviewing.read_decision(decision)
        why = "" if blank(reason) else read_text("reason", reason)
    except BadValue as fault:
        return dealing.bad_value(fault)
    sides = [reading for each in (row.one_id, row.other_id) if (reading := facts.reading_of(each))]
    locked = {key for reading in sides for key in matching.keys(reading, communities.current()).lock}
    with usecase.begin(at, keys=locked, together=communities.LOCK) as now:
        row = Collision.objects.select_for_update().get(id=row.id)
        if row.decision or len(sides) < 2:
            return Decision("refused", CITES, reason=say("It does not wait for a judgement."))
        word = {"registration_id": row.one_id, "decision": judgement, "reason": why}
        pairs = remembered(word, reviewing.side(sides[0]), {reviewing.side(sides[1])})
        judged = Decision("judged", CITES)
        changes = [Change(Collision, row.id, {"decision": judgement}), *pairs]
        record(now, by=by, action="judge", decision=judged, books=[OFFICE], changes=changes)
        return judged
