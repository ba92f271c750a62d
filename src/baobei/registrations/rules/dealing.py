"""What a holder does with a registration: follow up, take a deposit, sign (CR-3.3, CR-4.2, CR-7.2)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from baobei.policy import Decision
from baobei.registrations.rules.facts import WRONG_STATE, Entry, Held, status_at
from baobei.registrations.rules.values import BadValue, blank, read_day, read_money, read_text
from baobei.words import Text, say

STATE_WORDS = {
    "awaiting_review": say("It waits for the registrar's review."),
    "awaiting_choice": say("It waits for the customer's choice."),
    "expired": say("Its protection period is over."),
    "invalid": say("It is invalid."),
    "signed": say("It is signed already."),
    "released": say("It was released."),
}


def unknown_registration() -> Decision:
    """The refusal of a registration that is not there."""
    return Decision("refused", reason=say("There is no such registration."), unknown=True)


def bad_value(fault: BadValue) -> Decision:
    """The refusal of a value that can't be used."""
    return Decision("refused", answer={"fields": {fault.field: fault.text}}, reason=fault.text)


def not_yours(clause: str) -> Decision:
    """The denial of what only the holder may do."""
    return Decision("denied", (clause,), reason=say("Only the holder may do this."))


def wrong_state(entry: Entry, at: datetime) -> Decision:
    """The refusal that cites the clause which makes the state wrong."""
    status = status_at(entry, at)
    return Decision("refused", (WRONG_STATE[status],), reason=STATE_WORDS[status])


def read_follow_up(given: dict[str, Any]) -> dict[str, Any]:
    """The fields of a follow-up, read. Raises BadValue; one field at least is needed."""
    read: dict[str, Any] = {}
    for name in ("expected_amount", "expected_unit_price"):
        if not blank(given.get(name)):
            read[name] = read_money(name, given[name])
    if not blank(given.get("expected_signing")):
        read["expected_signing"] = read_day("expected_signing", given["expected_signing"])
    if not blank(given.get("feedback")):
        read["feedback"] = read_text("feedback", given["feedback"])
    if not read:
        raise BadValue("feedback", say("A follow-up needs at least one of amount, unit price, signing date, feedback."))
    return read


def may_follow_up(entry: Entry, by: UUID, at: datetime) -> Decision | None:
    """None where the person may: the holder, and on a lapsed registration anybody who sells (CR-4.3, CR-7.2)."""
    if entry.holder != by and status_at(entry, at) != "expired":
        return not_yours("CR-7.2")
    return None


def follow_up(entry: Entry, by: UUID, at: datetime, *, protected_for_another: bool) -> Decision:
    """An entry of contact feedback; refused on what is invalid, released, or lapsed and another's by now (CR-4.3)."""
    status = status_at(entry, at)
    if status in ("invalid", "released"):
        return Decision("refused", ("CR-4.3",), reason=STATE_WORDS[status])
    if status == "expired" and protected_for_another:
        return Decision(
            "refused", ("CR-4.3",), reason=say("This customer is under protection by now; contact would be poaching.")
        )
    return Decision("logged", ("CR-7.2",))


def deposit(entry: Entry, at: datetime) -> Decision:
    """A deposit lengthens the protection of a live registration (CR-4.2)."""
    return _live_only(entry, at) or Decision("extended", ("CR-4.2",))


def sign(entry: Entry, at: datetime) -> Decision:
    """A signed deal's form is the basis of the commission; past the period it is not (CR-3.2, CR-3.3)."""
    return _live_only(entry, at) or Decision("signed", ("CR-3.3",))


def _live_only(entry: Entry, at: datetime) -> Decision | None:
    match status_at(entry, at):
        case "valid":
            return None
        case "expired":
            reason: Text = STATE_WORDS["expired"]
            return Decision("expired", ("CR-3.2",), reason=reason)
    return wrong_state(entry, at)


def protects_from(entry: Entry | Held, by: UUID, at: datetime) -> bool:
    """Whether contact by this person would be poaching: another's live protection, or a choice they are no
    candidate of."""
    if isinstance(entry, Held) or entry.holder == by:
        return False
    match status_at(entry, at):
        case "valid":
            return True
        case "signed":
            return at < entry.concerns_until
        case "awaiting_choice":
            return by not in entry.between
    return False
