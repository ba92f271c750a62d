"""Every parameter is known from the start, so that a story can set it before its rule is built."""

import pytest

from baobei.policy import check, load
from baobei.policy.value_types import WrongType
from baobei.policy.vocabulary import FINDINGS, KNOWN, kind_of, known

ACCEPTED = {
    "protection.walk_in.days": 0,
    "protection.project_visit2.days": 30,
    "protection.老客户介绍.days": 30,
    "protection.deposit.days": 60,
    "protection.signed.days": 1,
    "protection.counting": "elapsed",
    "protection.deposit.counts_from": "deposit",
    "protection.roll_over_holiday": True,
    "choice.still_following_days": 3,
    "choice.wait_days": 3,
    "inquiry.hold_hours": 48,
    "inquiry.hold_again_days": 0,
    "inquiry.per_day": 1_000_000,
    "match.common_phone": 2,
    "match.review_threshold": 1,
    "match.weights": {**dict.fromkeys(FINDINGS, 0), "prior": -30, "phone.equal": 9.75},
    "form.fields": ["source", {"name": "need", "type": "text", "required": True}],
    "collision.immediate_relatives": ["spouse", "sibling"],
    "collision.relative_scope": "same_unit",
    "collision.signed_days": 30,
    "address.single_buildings": [],
    "address.site_words": ["厂"],
    "look.denials": 1,
    "look.denial_days": 7,
    "penalty.false_registration": [100, "200.50", "dismissal"],
    "penalty.quarrel": 100,
    "penalty.leak": "99.90",
    "penalty.hygiene": 0,
    "ruling.weights": {"time": 0.5, "detail": 0.1, "follow_up": 0.4},
    "ruling.time_scale_days": 3,
    "ruling.follow_up_entries": 5,
    "ruling.tie_margin": 0.1,
    "ruling.simultaneous_minutes": 5,
    "pay.deduction_cap": 0.1,
    "pay.minimum_wage": 2100,
    "hygiene.fine_per": "inspection",
    "hygiene.fined_areas": ["public"],
    "hygiene.items": {"public": ["OH-1.1", "OH-3.*"], "gm": []},
    "project.form_required": ["site", "contacts"],
    "project.sign_working_days": 20,
    "project.counts_from": "confirmation",
    "project.decide_working_days": 3,
    "project.report_working_days": None,
    "xr.new_customer_months": 6,
    "xr.follow_up_days": 3,
    "xr.revisit_days": None,
    "xr.incumbent_months": 6,
}
WRONG = {
    "days": (-1, 1.5, True, "7", None, [], 36_501),
    "hours": (-1, "24h"),
    "minutes": (0.5,),
    "months": ("six",),
    "working_days": (-1, "15"),
    "count": (-1, 10**10, "30"),
    "fraction": (-0.1, 1.1, True, "0.5", float("inf"), float("nan")),
    "flag": (0, "no", None),
    "word": ("", 3, None, [], {}),
    "list": ("spouse", [""], [3], [[]], [{}], None, ["a", "a"]),
    "yuan": (-1, 1.5, "1.505", "", True, "1e3", None),
    "escalation": ([], "50", ["dismissal", 50], [1.5], [None]),
    "map": ([], {}, {"time": 1}, {"time": 1, "detail": 1, "follow_up": 1, "looks": 1}, {"time": 2}),
    "hygiene_items": ([], {"attic": []}, {"public": "OH-1.1"}),
    "form_fields": (
        "source",
        [3],
        [""],
        [{"type": "text"}],
        [{"name": "a", "typ": "x"}],
        [{"name": "a", "required": "no"}],
    ),
}


@pytest.mark.parametrize(("name", "value"), ACCEPTED.items(), ids=list(ACCEPTED))
def test_a_pack_may_set_every_parameter(name, value):
    policy = load({"extends": "zhaodu", "set": [{"name": name, "value": value}]})
    assert {"name": name, "value": value, "clauses": list(policy.parameter[name].clauses)} in policy.parameters()
    assert set(policy.parameter[name].clauses) <= set(policy.clauses)


def test_the_list_above_is_whole():
    assert {name for name in ACCEPTED if not kind_of(name)} == set(KNOWN)


@pytest.mark.parametrize("name", [*KNOWN, "protection.walk_in.days"])
def test_a_value_of_the_wrong_type_is_a_fault(name):
    type_ = known(name).type
    for value in WRONG[type_.name]:
        if value is None and type_.optional:
            continue
        with pytest.raises(WrongType):
            type_(value)
        assert len(check({"extends": "zhaodu", "set": [{"name": name, "value": value}]})) == 1


@pytest.mark.parametrize("weight", [30.5, -31, 10**400, float("inf"), float("nan"), True, "2", None, [], {}])
def test_a_weight_is_a_number_within_bounds(weight):
    (fault,) = check(
        {"extends": "zhaodu", "set": [{"name": "match.weights", "value": dict.fromkeys(FINDINGS, weight)}]}
    )
    assert "each a number from -30 to 30" in fault


@pytest.mark.parametrize(
    "name",
    ["protection.walk in.days", "protection..days", "protection.7.days", "protection.walk_in.day", "days", ""],
)
def test_what_makes_no_kind_is_unknown(name):
    assert known(name) is None
