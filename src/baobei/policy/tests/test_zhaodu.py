"""The pack that comes along: every clause, the values of the written rules, and how it is shown."""

from datetime import date
from decimal import Decimal

import pytest

from baobei.policy import load, packs, show
from baobei.policy.vocabulary import NEEDED, known

CLAUSES = """
CR-1 CR-2 CR-3.1 CR-3.2 CR-3.3 CR-4.1 CR-4.2 CR-4.3 CR-5.1 CR-5.2 CR-5.3 CR-6.1 CR-6.2 CR-6.3 CR-6.4 CR-6.5
CR-7.0 CR-7.1 CR-7.2 CR-7.3 CR-7.4 CR-8
OH-1.1 OH-1.2 OH-1.3 OH-1.4 OH-1.5 OH-1.6 OH-1.7 OH-2.1 OH-2.2 OH-2.3 OH-2.4 OH-2.5 OH-2.6 OH-2.7
OH-3.1 OH-3.2 OH-3.3 OH-3.4 OH-3.5 OH-4.1 OH-4.2 OH-4.3 OH-4.4 OH-5
PR-1 PR-2 PR-3 PR-4
XR-1 XR-2 XR-4 XR-4.1.1 XR-4.1.2 XR-4.1.3 XR-4.2.0 XR-4.2.1 XR-4.2.2 XR-4.2.3 XR-4.2.3.0 XR-4.2.3.1 XR-4.2.3.2
""".split()
VALUES = {
    "protection.walk_in.days": 7,
    "protection.deposit.days": 90,
    "protection.signed.days": 90,
    "protection.counting": "civil_days",
    "protection.deposit.counts_from": "registration",
    "protection.roll_over_holiday": False,
    "choice.still_following_days": 7,
    "choice.wait_days": 7,
    "inquiry.hold_hours": 24,
    "inquiry.hold_again_days": 7,
    "inquiry.per_day": 30,
    "match.common_phone": 20,
    "match.review_threshold": Decimal("0.5"),
    "collision.immediate_relatives": ("spouse", "parent", "child"),
    "collision.relative_scope": "any",
    "look.denials": 3,
    "look.denial_days": 30,
    "xr.follow_up_days": None,
    "xr.revisit_days": None,
}


@pytest.fixture
def zhaodu():
    return load("zhaodu")


def test_every_clause_is_there_once_in_both_languages(zhaodu):
    assert packs() == ["zhaodu"]
    assert sorted(zhaodu.clauses) == sorted(CLAUSES)
    for clause in zhaodu.clauses.values():
        assert set(clause.title) == set(clause.text) == {"zh", "en"}


def test_the_values_always_hold(zhaodu):
    for day in (date(1990, 1, 1), date(2023, 2, 1), date(2090, 1, 1)):
        p = zhaodu.on(day)
        assert {name: p[name] for name in VALUES} == VALUES
        assert p.kinds == ("walk_in",)
        assert [one["name"] for one in p["form.fields"]] == [
            "source",
            "need",
            "area",
            "budget",
            "expected_amount",
            "expected_unit_price",
            "expected_signing",
        ]
    assert p.since("inquiry.per_day") is None
    assert p.clauses_of("inquiry.per_day") == ("CR-5.1",)


def test_what_the_rules_need_is_what_the_pack_says(zhaodu):
    assert set(zhaodu.parameter) == {*NEEDED, "protection.walk_in.days"}


def test_the_pack_and_the_vocabulary_agree_on_clauses(zhaodu):
    for name, parameter in zhaodu.parameter.items():
        assert parameter.clauses == known(name).clauses, name


def test_a_name_without_a_value_on_that_day_is_an_error_of_ours(zhaodu):
    with pytest.raises(KeyError):
        zhaodu.on(date(2023, 1, 1))["penalty.quarrel"]


def test_show_tells_texts_and_values_and_of_one_day_only_what_holds_then(zhaodu):
    policy = load({"extends": "zhaodu", "set": [{"name": "inquiry.per_day", "value": 10, "from": "2023-05-01"}]})
    told = show(policy, language="en")
    assert told["clauses"]["CR-4.1"].startswith("An interested walk-in customer is protected for 7 days")
    assert show(policy)["clauses"]["CR-4.1"].startswith("到店")
    values = [one for one in told["parameters"] if one["name"] == "inquiry.per_day"]
    assert values == [
        {"name": "inquiry.per_day", "value": 30, "clauses": ["CR-5.1"]},
        {"name": "inquiry.per_day", "value": 10, "from": "2023-05-01", "clauses": ["CR-5.1"]},
    ]
    for day, value in ((date(2023, 4, 30), values[0]), (date(2023, 5, 1), values[1])):
        assert [one for one in show(policy, day)["parameters"] if one["name"] == "inquiry.per_day"] == [value]


def test_the_version_follows_what_decides(zhaodu):
    one_more = {"extends": "zhaodu", "set": [{"name": "inquiry.per_day", "value": 31}]}
    assert load({"extends": "zhaodu"}).version == zhaodu.version
    assert load({"extends": "zhaodu", "name": "ours"}).version == zhaodu.version
    assert load(one_more).version == load(one_more).version != zhaodu.version
    assert zhaodu.with_calendar(rest=["2023-10-09"]).version != zhaodu.version
    assert len(zhaodu.version) == 64
