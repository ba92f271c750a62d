"""Whose customer is it: what an inquiry and a registration hear (CR-4.3, CR-5, CR-7.0)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from baobei.policy import Decision, InForce
from baobei.policy.days import within
from baobei.registrations.rules.facts import FOREVER, WRONG_STATE, Entry, Found, Held, status_at
from baobei.registrations.rules.form import Form, askable
from baobei.words import say

OWN_REFUSED = {**WRONG_STATE, "valid": "CR-4.1", "signed": "CR-4.1"}


@dataclass(frozen=True)
class Asked:
    """The facts of an inquiry or a registration: who asks when, the form, what it matches, and the day's count.

    ``places`` are the districts in which the register knows the estate, ``apart`` what the registrar said is another
    customer.
    """

    by: UUID
    at: datetime
    form: Form
    found: Sequence[Found]
    counted: int
    places: Mapping[str, frozenset[str]] = field(default_factory=dict)
    apart: Sequence[Found] = ()

    def own(self) -> Entry | None:
        """The asker's own live registration of certainly this customer."""
        return next(
            (
                one.entry
                for one in self.found
                if isinstance(one.entry, Entry)
                and one.entry.holder == self.by
                and one.certain
                and one.same_person
                and status_at(one.entry, self.at) not in ("expired", "invalid", "released")
                and one.entry.concerns_until > self.at
            ),
            None,
        )

    def blocking(self) -> list[Found]:
        """What certainly keeps the customer from the asker."""
        return [one for one in self._others() if one.certain and one.entry.blocks(self.by, self.at)]

    def doubtful(self) -> list[Found]:
        """What may keep the customer from the asker, which a person must judge; a hold is met by certain matches
        only."""
        return [
            one
            for one in self._others()
            if not one.certain and isinstance(one.entry, Entry) and one.entry.blocks(self.by, self.at)
        ]

    def keeping(self) -> set[UUID]:
        """Who keeps strong keys that the customer bears: of this customer, or of one who was told apart."""
        return {one.entry.holder for one in (*self.blocking(), *self.doubtful(), *self._kept_apart())}

    def _kept_apart(self) -> list[Found]:
        return [one for one in self.apart if one.entry.blocks(self.by, self.at)]

    def following(self, p: InForce) -> list[Found]:
        """Lapsed registrations of others whose holders are still following the customer (CR-4.3)."""
        return [
            one for one in self._others() if isinstance(one.entry, Entry) and still_following(p, one.entry, self.at)
        ]

    def _others(self) -> list[Found]:
        return [one for one in self.found if one.entry.holder != self.by]


def still_following(p: InForce, entry: Entry, at: datetime) -> bool:
    """Whether the former holder logged a follow-up within the civil days before ``at`` (CR-4.3)."""
    return (
        status_at(entry, at) == "expired"
        and entry.followed_at is not None
        and within(entry.followed_at, p["choice.still_following_days"], at)
    )


def over_limit(p: InForce, counted: int) -> Decision | None:
    """The refusal of one who has used up the day's answers (CR-5.1)."""
    if counted < p["inquiry.per_day"]:
        return None
    return Decision(
        "refused",
        ("CR-5.1",),
        {"limit": p["inquiry.per_day"]},
        reason=say(
            "You have asked {limit} times today, which is the limit; ask again tomorrow.", limit=p["inquiry.per_day"]
        ),
    )


def incomplete(form: Form, fields: Sequence[str] | None = None) -> Decision:
    """What is missing or malformed, field by field (CR-3.1)."""
    missing = [name for name in form.missing if fields is None or name in fields]
    problems = {name: form.problems[name] for name in missing}
    return Decision("incomplete", ("CR-3.1",), {"missing": missing, "problems": problems})


def inquire(p: InForce, asked: Asked) -> Decision:
    """Is the customer free (CR-5.1)? Free, protected until when, or for the registrar to see; never whose."""
    if refusal := over_limit(p, asked.counted):
        return refusal
    if not askable(asked.form):
        return incomplete(asked.form, ("name", "phones", "address"))
    blocking, doubtful, own = asked.blocking(), asked.doubtful(), asked.own()
    if own and (status_at(own, asked.at) in ("valid", "signed") or not blocking):
        return Decision("free", ("CR-5.1",), {"own": True})
    if blocking:
        return protected(blocking, asked.at, "CR-5.1")
    if doubtful:
        return _needs_review(doubtful)
    return Decision("free", ("CR-5.1",))


def register(p: InForce, asked: Asked, *, contest: bool) -> Decision:
    """May the customer be registered, and as what (CR-3.1, CR-4.1, CR-4.3, CR-5.2)?"""
    if refusal := over_limit(p, asked.counted):
        return refusal
    if asked.form.missing:
        return incomplete(asked.form)
    if own := asked.own():
        return Decision(
            "refused",
            (OWN_REFUSED[status_at(own, asked.at)],),
            {"own": True},
            reason=say("This customer is already yours; registering again can't renew the protection."),
        )
    blocking, doubtful = asked.blocking(), asked.doubtful()
    following = asked.following(p)
    if blocking:
        contestable = contest and not all(one.same for one in blocking)
        return _needs_review(blocking) if contestable else protected(blocking, asked.at, "CR-5.2")
    if doubtful or any(not one.certain for one in following):
        return _needs_review([*doubtful, *(one for one in following if not one.certain)])
    if following:
        return Decision("awaiting_choice", ("CR-4.3",))
    return Decision("registered", ("CR-3.1", "CR-4.1"))


def held(asked: Asked) -> Held | None:
    """The asker's own hold of this customer that is still running (CR-5.2)."""
    return next(
        (
            one.entry
            for one in asked.found
            if isinstance(one.entry, Held)
            and one.entry.holder == asked.by
            and one.certain
            and asked.at < one.entry.until
        ),
        None,
    )


def may_hold(p: InForce, asked: Asked) -> bool:
    """Whether a *free* answer holds the customer: asked by a full phone or a unit, and not held by the asker lately
    (CR-5.2)."""
    reading = asked.form.reading
    if p["inquiry.hold_hours"] <= 0 or not (reading.phones or reading.address.complete):
        return False
    return not any(
        isinstance(one.entry, Held)
        and one.entry.holder == asked.by
        and one.certain
        and within(one.entry.placed_at, p["inquiry.hold_again_days"], asked.at)
        for one in asked.found
    )


def resembled(p: InForce, asked: Asked) -> list[Entry | Held]:
    """What a registration awaiting review is compared with: its review does not bind their holders (CR-5.2)."""
    doubted = (one for one in asked.following(p) if not one.certain)
    return [one.entry for one in (*asked.blocking(), *asked.doubtful(), *doubted)]


def candidates(p: InForce, asked: Asked) -> list[UUID]:
    """Between whom the customer chooses: the former holders in order of registration, then the newcomer (CR-4.3)."""
    former = sorted((one.entry for one in asked.following(p)), key=lambda entry: (entry.registered_at, entry.id))  # type: ignore[union-attr]
    return [*dict.fromkeys(entry.holder for entry in former), asked.by]


def protected(blocking: Sequence[Found], at: datetime, clause: str) -> Decision:
    """The answer that others keep the customer, until the latest of their ends where all have one (CR-5.1, CR-5.2)."""
    ends = [one.entry.blocked_until(at) for one in blocking]
    until = None if None in ends else max(end for end in ends if end is not None)
    return Decision(
        "protected", _with_collision(clause, blocking), {} if until in (None, FOREVER) else {"until": until}
    )


def _needs_review(found: Sequence[Found]) -> Decision:
    return Decision("needs_review", _with_collision("CR-5.2", found))


def _with_collision(clause: str, found: Sequence[Found]) -> tuple[str, ...]:
    return (clause, "CR-7.0") if any(one.by_unit_or_kin_alone for one in found) else (clause,)
