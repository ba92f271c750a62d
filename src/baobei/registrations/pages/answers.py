"""The last answers of a session, so that a page can show one after a redirect and a reload asks nothing (CR-5.1).

They are numbered within the session: the address of an answer says nothing of the customer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from baobei.people.request import Request
from baobei.policy import Decision
from baobei.words import Text

_KEPT = 6


@dataclass(frozen=True)
class Answer:
    """What was answered when, and the customer that was asked about, as typed."""

    number: int
    at: datetime
    result: str
    cites: tuple[str, ...]
    customer: Mapping[str, Any]
    until: datetime | None = None
    held_until: datetime | None = None
    own: bool = False
    reason: Text | None = None
    problems: Mapping[str, Text] = field(default_factory=dict)
    draft: str = ""


def keep(request: Request, decision: Decision, at: datetime, customer: Mapping[str, Any], *, draft: str = "") -> int:
    """Keeps the answer in the session and returns its number."""
    session = request.session
    number = session.get("answered", 0) + 1
    answers = {**session.get("answers", {}), str(number): _packed(decision, at, customer, draft)}
    session["answered"] = number
    session["answers"] = {key: answers[key] for key in sorted(answers, key=int)[-_KEPT:]}
    return int(number)


def kept(request: Request, number: str | None) -> Answer | None:
    """The answer of that number; None where the session has none."""
    packed = request.session.get("answers", {}).get(number or "")
    if not packed or number is None:
        return None
    return Answer(
        number=int(number),
        at=datetime.fromisoformat(packed["at"]),
        result=packed["result"],
        cites=tuple(packed["cites"]),
        customer=packed["customer"],
        until=_instant(packed["until"]),
        held_until=_instant(packed["held_until"]),
        own=packed["own"],
        reason=Text.from_json(packed["reason"]) if packed["reason"] else None,
        problems={name: Text.from_json(text) for name, text in packed["problems"].items()},
        draft=packed["draft"],
    )


def _packed(decision: Decision, at: datetime, customer: Mapping[str, Any], draft: str) -> dict[str, Any]:
    told = decision.answer
    return {
        "at": at.isoformat(),
        "result": decision.result,
        "cites": list(decision.cites),
        "customer": customer,
        "until": told["until"].isoformat() if told.get("until") else "",
        "held_until": told["held_until"].isoformat() if told.get("held_until") else "",
        "own": bool(told.get("own")),
        "reason": decision.reason.to_json() if decision.reason else None,
        "problems": {name: text.to_json() for name, text in told.get("problems", {}).items()},
        "draft": draft,
    }


def _instant(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
