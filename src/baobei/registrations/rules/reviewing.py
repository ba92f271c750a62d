"""Is it the same customer: the registrar judges a doubtful or contested match, once for the pair (CR-5.2)."""

import json
from collections.abc import Collection
from hashlib import sha256
from typing import Any
from uuid import UUID

from baobei.matching import Reading
from baobei.policy import Decision
from baobei.registrations.rules import asking, dealing
from baobei.registrations.rules.asking import Asked
from baobei.registrations.rules.facts import Entry, status_at
from baobei.registrations.rules.values import BadValue
from baobei.words import say

DECISIONS = ("same", "different")
REGISTERED = ("CR-3.1", "CR-4.1", "CR-5.2")


def read_decision(given: Any) -> str:
    """The registrar's word. Raises BadValue."""
    if isinstance(given, str) and given in DECISIONS:
        return given
    raise BadValue("decision", say("The decision is same or different."))


def own_matter(by: UUID, holders: Collection[UUID]) -> Decision | None:
    """The denial of one who holds either side (CR-2)."""
    if by in holders:
        return Decision("denied", ("CR-2",), reason=say("Nobody decides in their own matter."))
    return None


def review(entry: Entry, asked: Asked, decision: str, judged: Collection[str]) -> Decision:
    """Registered, or protected for another (CR-5.2).

    ``asked`` is what the customer meets now; ``judged`` are the other sides that this decision is about. *Same* leaves
    the customer to whoever still has them, *different* to none but one who certainly has them and was not judged.
    """
    status = status_at(entry, asked.at)
    if status == "valid":
        return Decision("refused", ("CR-5.2",), reason=say("It does not wait for a review."))
    if status != "awaiting_review":
        return dealing.wrong_state(entry, asked.at)
    if decision == "same":
        having = [*asked.blocking(), *asked.doubtful()]
    else:
        having = [one for one in asked.blocking() if side(one.match.other) not in judged]
    return asking.protected(having, asked.at, "CR-5.2") if having else Decision("registered", REGISTERED)


def side(reading: Reading) -> str:
    """One side of a pair: the same for everything that is read alike, whoever wrote it."""
    name, phones, masks, home, relatives, *_ = reading.to_json()
    return sha256(json.dumps([name, phones, masks, home, relatives]).encode()).hexdigest()
