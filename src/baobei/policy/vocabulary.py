"""Every parameter that a pack or a story may set: its type and the clauses it belongs to.

Names of rules that are not built yet are known too, so that a pack can be written and checked before they are.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from baobei.policy import value_types as t
from baobei.policy.value_types import Type


@dataclass(frozen=True)
class Known:
    """A parameter's type and the clauses that leave it open."""

    type: Type
    clauses: tuple[str, ...]


def _known(type_: Type, *clauses: str) -> Known:
    return Known(type_, clauses)


RELATIVES = ("spouse", "parent", "child", "sibling", "other")
AREAS = ("public", "personal", "gm")
FINDINGS = (
    *("prior", "phone.equal", "code.equal", "phone.common", "phone.mask", "phone.mask_more"),
    *("estate.equal", "estate.no_brand", "estate.longer", "estate.sound"),
    *("unit.equal", "unit.partial", "unit.ambiguous", "district.unknown"),
    *("name.equal", "name.sound", "name.latin", "name.dropped", "name.different"),
    *("kin.phone", "kin.common", "kin.name"),
)
PROJECT_FORM = ("site", "products", "contacts", "competitors")

KNOWN: Mapping[str, Known] = {
    "protection.deposit.days": _known(t.DAYS, "CR-4.2"),
    "protection.signed.days": _known(t.DAYS, "CR-3.3"),
    "protection.counting": _known(t.word("civil_days", "elapsed"), "CR-4.1"),
    "protection.deposit.counts_from": _known(t.word("registration", "deposit"), "CR-4.2"),
    "protection.roll_over_holiday": _known(t.FLAG, "CR-4.1"),
    "choice.still_following_days": _known(t.DAYS, "CR-4.3"),
    "choice.wait_days": _known(t.DAYS, "CR-4.3"),
    "inquiry.hold_hours": _known(t.HOURS, "CR-5.2"),
    "inquiry.hold_again_days": _known(t.DAYS, "CR-5.2"),
    "inquiry.per_day": _known(t.COUNT, "CR-5.1"),
    "match.common_phone": _known(t.COUNT, "CR-7.0"),
    "match.review_threshold": _known(t.FRACTION, "CR-5.2", "CR-7.0"),
    "match.weights": _known(t.map_of(FINDINGS, t.LOG_ODDS), "CR-7.0"),
    "form.fields": _known(t.FORM_FIELDS, "CR-3.1"),
    "collision.immediate_relatives": _known(t.list_of(t.word(*RELATIVES)), "CR-7.0"),
    "collision.relative_scope": _known(t.word("any", "same_unit"), "CR-7.0"),
    "collision.signed_days": _known(t.DAYS, "CR-7.0"),
    "address.single_buildings": _known(t.TEXTS, "CR-3.1", "CR-7.0"),
    "address.site_words": _known(t.TEXTS, "CR-3.1"),
    "look.denials": _known(t.COUNT_FROM_ONE, "CR-6.2"),
    "look.denial_days": _known(t.DAYS, "CR-6.2"),
    "penalty.false_registration": _known(t.ESCALATION, "CR-6.3"),
    "penalty.leak": _known(t.YUAN, "CR-6.5"),
    "penalty.quarrel": _known(t.YUAN, "CR-7.4"),
    "penalty.hygiene": _known(t.YUAN, "OH-5"),
    "ruling.weights": _known(t.map_of(("time", "detail", "follow_up"), t.FRACTION), "CR-7.2"),
    "ruling.time_scale_days": _known(t.whole("days", least=1), "CR-7.2"),
    "ruling.follow_up_entries": _known(t.COUNT_FROM_ONE, "CR-7.2"),
    "ruling.tie_margin": _known(t.FRACTION, "CR-7.3"),
    "ruling.simultaneous_minutes": _known(t.MINUTES, "CR-7.3"),
    "pay.deduction_cap": _known(t.FRACTION, "CR-3.3"),
    "pay.minimum_wage": _known(t.YUAN, "CR-3.3"),
    "hygiene.fine_per": _known(t.word("item", "inspection"), "OH-5"),
    "hygiene.fined_areas": _known(t.list_of(t.word(*AREAS)), "OH-5"),
    "hygiene.items": _known(t.HYGIENE_ITEMS, "OH-5"),
    "project.form_required": _known(t.list_of(t.word(*PROJECT_FORM)), "PR-2"),
    "project.sign_working_days": _known(t.WORKING_DAYS, "PR-3"),
    "project.counts_from": _known(t.word("application", "confirmation"), "PR-3"),
    "project.decide_working_days": _known(t.WORKING_DAYS, "PR-4"),
    "project.report_working_days": _known(t.WORKING_DAYS_OR_OFF, "PR-4"),
    "xr.new_customer_months": _known(t.MONTHS, "XR-2"),
    "xr.follow_up_days": _known(t.DAYS_OR_OFF, "XR-4.1.1"),
    "xr.revisit_days": _known(t.DAYS_OR_OFF, "XR-4.1.1"),
    "xr.incumbent_months": _known(t.MONTHS, "XR-4.2.3.1"),
}

# What the rules read on every day; a pack without it can't decide.
NEEDED = tuple(
    name
    for name in KNOWN
    if name.split(".")[0] in ("protection", "choice", "inquiry", "match", "form", "address", "look")
    or name in ("collision.immediate_relatives", "collision.relative_scope", "xr.follow_up_days", "xr.revisit_days")
)

KIND = "protection.<kind>.days"
_A_KIND = _known(t.DAYS, "CR-4.1")
_KIND = re.compile(r"protection\.([^\W\d_][\w-]{0,39})\.days")
_NOT_KINDS = ("deposit", "signed")


def known(name: str) -> Known | None:
    """What is known of a parameter, or None; ``protection.<kind>.days`` makes a kind of registration (XR-4)."""
    return KNOWN.get(name) or (_A_KIND if kind_of(name) else None)


def kind_of(name: str) -> str | None:
    """The kind of registration whose period the parameter is, or None."""
    found = _KIND.fullmatch(name)
    return found[1] if found and found[1] not in _NOT_KINDS else None
