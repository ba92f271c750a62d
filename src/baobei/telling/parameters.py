"""What the policy's parameters are called, and how their values are said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from baobei import usecase
from baobei.policy.policy import Value
from baobei.telling import findings, told
from baobei.words import Text, say

_LABELS: Mapping[str, Text] = {
    "address.single_buildings": say("words for one building"),
    "address.site_words": say("words that name a site"),
    "choice.still_following_days": say("counts as still following"),
    "choice.wait_days": say("wait for the customer's choice"),
    "collision.immediate_relatives": say("immediate relatives"),
    "collision.relative_scope": say("relatives collide"),
    "collision.signed_days": say("collides after signing"),
    "form.fields": say("fields of the form"),
    "hygiene.fine_per": say("fined per"),
    "hygiene.fined_areas": say("areas with fines"),
    "hygiene.items": say("items inspected"),
    "inquiry.hold_again_days": say("held again after"),
    "inquiry.hold_hours": say("held after an inquiry"),
    "inquiry.per_day": say("inquiries a person and day"),
    "look.denial_days": say("denied looks counted over"),
    "look.denials": say("denied looks before a notice"),
    "match.common_phone": say("a phone is too common above"),
    "match.review_threshold": say("reviewed from a score of"),
    "match.weights": say("how much each finding weighs"),
    "pay.deduction_cap": say("deducted at most"),
    "pay.minimum_wage": say("minimum wage"),
    "penalty.false_registration": say("false registration, each time"),
    "penalty.hygiene": say("hygiene, an item"),
    "penalty.leak": say("leak, a household"),
    "penalty.quarrel": say("quarrel, a person"),
    "project.counts_from": say("counted from"),
    "project.decide_working_days": say("decision within"),
    "project.form_required": say("also required on the form"),
    "project.sign_working_days": say("signing within"),
    "protection.counting": say("days are counted"),
    "protection.deposit.counts_from": say("the deposit's period counts from"),
    "protection.deposit.days": say("protection after a deposit"),
    "protection.roll_over_holiday": say("an end on a rest day moves"),
    "protection.signed.days": say("protection after signing"),
    "protection.walk_in.days": say("protection of a walk-in"),
    "ruling.follow_up_entries": say("follow-ups that count"),
    "ruling.simultaneous_minutes": say("counts as at the same time"),
    "ruling.tie_margin": say("leads from a margin of"),
    "ruling.time_scale_days": say("time counts down over"),
    "ruling.weights": say("weights"),
    "xr.follow_up_days": say("first follow-up within"),
    "xr.revisit_days": say("next follow-up within"),
}
_WORDS: Mapping[str, Text] = {
    "any": say("whatever they buy"),
    "application": say("the application"),
    "child": say("child"),
    "civil_days": say("by civil days, the first not counted"),
    "confirmation": say("the confirmation"),
    "deposit": say("the deposit"),
    "detail": say("detail"),
    "dismissal": say("dismissal proposed"),
    "elapsed": say("by the hour"),
    "follow_up": say("follow-up"),
    "gm": say("the general manager's office"),
    "inspection": say("inspection"),
    "item": say("item"),
    "parent": say("parent"),
    "personal": say("personal places"),
    "public": say("public areas"),
    "registration": say("the registration"),
    "same_unit": say("in the same housing unit"),
    "spouse": say("spouse"),
    "time": say("time"),
}
_FORM_FIELDS: Mapping[str, Text] = {
    "source": say("Source"),
    "need": say("What the customer wants"),
    "area": say("Floor area"),
    "budget": say("Budget"),
    "expected_amount": say("Expected amount"),
    "expected_unit_price": say("Expected unit price"),
    "expected_signing": say("Expected signing date"),
}
_UNITS = (
    ("working_days", say("{n} working days")),
    ("days", say("{n} days")),
    ("hours", say("{n} hours")),
    ("minutes", say("{n} minutes")),
    ("per_day", say("{n} times")),
    ("denials", say("{n} times")),
    ("minimum_wage", say("{n} yuan")),
)
_LONGEST_LIST = 12


@dataclass(frozen=True)
class Number:
    """A parameter as a page shows it: what it is called, its value, and the day since which it holds (None: always).

    A table has ``rows`` too, and ``help`` that says how to read it; ``value`` then only says how many there are.
    """

    name: str
    label: str
    value: str
    since: date | None
    rows: Sequence[tuple[str, str]] = ()
    help: str = ""


def of_clause(clause: str, day: date) -> list[Number]:
    """The numbers of a clause in force on that day."""
    policy = usecase.policy()
    names = sorted({parameter["name"] for parameter in policy.parameters() if clause in parameter["clauses"]})
    in_force = policy.on(day)
    held = [name for name in names if name in in_force]
    return [number(name, in_force.values[name]) for name in held]


def number(name: str, value: Value) -> Number:
    """A parameter with one of its values."""
    if name != "match.weights":
        return Number(name, label(name), shown(name, value.read), value.since)
    count = told(say("{n} findings", n=len(value.read) - 1))
    return Number(name, label(name), count, value.since, findings.rows(value.read), told(findings.HELP))


def label(name: str) -> str:
    """What a parameter is called; a pack's own kind of registration names its period, anything unknown itself."""
    if name in _LABELS:
        return told(_LABELS[name])
    if name.startswith("protection.") and name.endswith(".days"):
        return told(say("protection: {kind}", kind=name.split(".")[1]))
    return name


def shown(name: str, value: Any) -> str:
    """A parameter's value with its unit, in words."""
    if value is None:
        return told(say("not set"))
    if isinstance(value, bool):
        return told(say("yes")) if value else told(say("no"))
    if isinstance(value, str):
        return told(_WORDS[value]) if value in _WORDS else value
    if name == "form.fields":
        return _joined(told(_FORM_FIELDS.get(one["name"], one["name"])) for one in value)
    if isinstance(value, Mapping):
        return _joined(f"{shown(name, key)} {shown(name, part)}" for key, part in value.items())
    if isinstance(value, Iterable):
        return _joined(shown(name, part) for part in value)
    for end, unit in _UNITS:
        if name.endswith(end):
            return told(Text(unit.msgid, {"n": f"{value:,}"}))
    if name.startswith("penalty."):
        return told(say("{n} yuan", n=f"{value:,}"))
    return f"{value:.0%}" if name == "pay.deduction_cap" else str(value)


def _joined(parts: Iterable[str]) -> str:
    given = list(parts)
    if len(given) > _LONGEST_LIST:
        return told(
            say("{some} and {n} more", some=gettext(", ").join(given[:_LONGEST_LIST]), n=len(given) - _LONGEST_LIST)
        )
    return gettext(", ").join(given)
