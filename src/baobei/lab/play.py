"""Playing a story's events through the services, one after the other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from baobei.lab import falling_due
from baobei.lab.story import Event, Story
from baobei.lab.verbs import VERBS
from baobei.people import queries as people
from baobei.policy import Decision
from baobei.registrations import services as registrations
from baobei.usecase import COMPANY_TIME, StatedClock
from baobei.words import Text

Service = Callable[..., Decision]
SERVICES: Mapping[str, Service] = {
    "inquire": registrations.inquire,
    "register": registrations.register,
    "review": registrations.review,
    "follow_up": registrations.follow_up,
    "deposit": registrations.deposit,
    "sign": registrations.sign,
    "look": registrations.look,
}


@dataclass
class Play:
    """A story being played: names that events gave to what they created."""

    story: Story
    say: Callable[[Text], str]
    registrations: dict[str, UUID] = field(default_factory=dict)
    unnamed: int = 0

    def run(self) -> list[dict[str, Any]]:
        """The outcome of each event, in order."""
        last: datetime | None = None
        outcomes = []
        for number, event in enumerate(self.story.events):
            due = falling_due.between(last, event.at, self.names()) if last else []
            outcome = {"event": number, **self._outcome(event)}
            if due:
                outcome["due"] = plain(due, self.say)
            outcomes.append(outcome)
            last = event.at
        return outcomes

    def names(self) -> dict[UUID, str]:
        """What the story calls each registration."""
        return {key: name for name, key in self.registrations.items()}

    def _outcome(self, event: Event) -> dict[str, Any]:
        if event.do == "tick":
            return {"result": "ticked", "cites": []}
        if not VERBS[event.do].built:
            return {"result": "refused", "cites": [], "reason": "not built"}
        by = people.actor(str(event.by))
        assert by is not None
        given = dict(event.given)
        given.pop("case_ref", None)
        if "registration" in VERBS[event.do].takes:
            name = given.get("registration")
            given["registration"] = self.registrations.get(name) if isinstance(name, str) else None
        return self._told(event, SERVICES[event.do](by=by, at=StatedClock(event.at), **given))

    def _told(self, event: Event, decision: Decision) -> dict[str, Any]:
        answer = {**decision.answer, **decision.private}
        if isinstance(answer.get("registration"), UUID):
            self.unnamed += event.ref is None
            name = event.ref or f"registration-{self.unnamed}"
            self.registrations[name] = answer["registration"]
            answer["registration"] = name
        if "between" in answer:
            names = people.usernames(answer["between"])
            answer["between"] = [names[person] for person in answer["between"]]
        if decision.reason is not None:
            answer["reason"] = decision.reason
        return {"result": decision.result, "cites": list(decision.cites), **plain(answer, self.say)}


def plain(value: Any, words: Callable[[Text], str]) -> Any:
    """A decision's value as JSON has it: instants in company time, money with two places, sentences in words."""
    if isinstance(value, Text):
        return words(value)
    if isinstance(value, datetime):
        return value.astimezone(COMPANY_TIME).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {key: plain(one, words) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one, words) for one in value]
    return value
