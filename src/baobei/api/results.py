"""The one table from a decision's result to the status of its answer."""

from collections.abc import Mapping

from baobei.policy import Decision

DONE = 200
_STATUS: Mapping[str, int] = {
    "registered": 201,
    "applied": 201,
    "added": 201,
    "needs_review": 202,
    "awaiting_choice": 202,
    "denied": 403,
    "protected": 409,
    "expired": 409,
    "claim_invalid": 409,
    "refused": 409,
    "incomplete": 422,
    "unsigned": 422,
}
# An inquiry asks, so that whatever it hears is the answer.
_ANSWERS_TO_AN_INQUIRY = frozenset({"protected", "needs_review"})
# A review judges what was submitted before, so that either way it is done.
_DECIDED = frozenset({"registered", "protected"})
NOT_THERE, UNUSABLE, TOO_OFTEN = 404, 422, 429


def status(action: str, decision: Decision) -> int:
    """The status of a decision on an action; what is denied on a thing one may not see is for the caller to hide."""
    if action == "inquire" and decision.result in _ANSWERS_TO_AN_INQUIRY:
        return DONE
    if action == "review" and decision.result in _DECIDED:
        return DONE
    if decision.result == "refused":
        if decision.unknown:
            return NOT_THERE
        if "fields" in decision.answer:
            return UNUSABLE
        if "limit" in decision.answer:
            return TOO_OFTEN
    return _STATUS.get(decision.result, DONE)
