"""Splink's estimate finds the shares that made-up pairs were drawn by; and what another table would change."""

import math
import random
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baobei.lab.weighing import effect, em, levels
from baobei.lab.weighing.effect import Tables, Weighed
from baobei.matching.evidence import Evidence
from baobei.policy import load

TABLE = load("zhaodu").on(date(2026, 3, 2))["match.weights"]
ONE: Mapping[str, Mapping[str, float]] = {
    "phone": {"equal": 0.5, "mask": 0.2, "": 0.3},
    "estate": {"equal": 0.5, "sound": 0.1, "": 0.4},
    "unit": {"equal": 0.6, "partial": 0.2, "": 0.18, "different": 0.02},
    "name": {"equal": 0.7, "sound": 0.15, "different": 0.07, "title": 0.08},
}
OTHERS: Mapping[str, Mapping[str, float]] = {
    "phone": {"equal": 0.002, "mask": 0.05, "": 0.948},
    "estate": {"equal": 0.7, "sound": 0.05, "": 0.25},
    "unit": {"equal": 0.005, "partial": 0.02, "": 0.1, "different": 0.875},
    "name": {"equal": 0.1, "sound": 0.13, "different": 0.7, "title": 0.07},
}
SAME = 0.1


def pairs(number: int, seed: int) -> list[tuple[Evidence, str]]:
    """Pairs of both kinds, which show each finding on its own."""
    random_ = random.Random(seed)
    found = []
    for _ in range(number):
        kind = ONE if random_.random() < SAME else OTHERS
        shown = {name: random_.choices(list(shares), list(shares.values()))[0] for name, shares in kind.items()}
        pair = Evidence(
            phone="13800001234" if shown["phone"] == "equal" else "",
            mask=("138****1234", "13800001234") if shown["phone"] == "mask" else None,
            digits=7 if shown["phone"] == "mask" else 0,
            estate=shown["estate"],
            place="equal" if shown["estate"] else "",
            unit=shown["unit"] if shown["estate"] else "",
            name=shown["name"],
        )
        found.append((pair, ""))
    return found


def told(name: str, level: str) -> float:
    return math.log(ONE[name][level] / OTHERS[name][level])


def test_the_shares_that_pairs_were_drawn_by_are_found() -> None:
    estimated = em.estimate(pairs(6000, 1), TABLE)
    wanted = {
        "prior": math.log(SAME / (1 - SAME)) + told("phone", "") + told("estate", ""),
        "phone.equal": told("phone", "equal") - told("phone", ""),
        "phone.mask": told("phone", "mask") - told("phone", ""),
        "estate.equal": told("estate", "equal") - told("estate", "") + told("unit", ""),
        "unit.partial": told("unit", "partial") - told("unit", ""),
        "name.equal": told("name", "equal"),
        "name.different": told("name", "different"),
    }
    assert estimated.same == pytest.approx(SAME, abs=0.02)
    assert {name: estimated.weights[name] for name in wanted} == pytest.approx(wanted, abs=0.6)
    assert estimated.weights["kin.phone"] == TABLE["kin.phone"] and estimated.pairs["name", "sound"] > 600


def test_the_same_pairs_give_the_same_table() -> None:
    drawn = pairs(300, 2)
    assert em.estimate(drawn, TABLE).weights == em.estimate(drawn[::-1], TABLE).weights


@pytest.mark.parametrize("few", [[], pairs(1, 3), [(Evidence(phone="1", name="equal"), em.SAME)] * 40, pairs(5, 4)])
def test_few_pairs_or_such_as_all_show_the_same_end_in_a_table_of_numbers(few: list[tuple[Evidence, str]]) -> None:
    estimated = em.estimate(few, TABLE)
    assert set(estimated.weights) == set(TABLE) and all(map(math.isfinite, estimated.weights.values()))
    assert len(few) > 1 or estimated.weights["phone.equal"] == TABLE["phone.equal"]


def test_what_a_rule_says_of_a_pair_counts_whatever_the_table_expects() -> None:
    masked = Evidence(mask=("138****1234", "13800001234"), digits=7, name="equal")
    at_home = Evidence(estate="equal", place="equal", name="equal")
    estimated = em.estimate([(masked, em.DIFFERENT), (at_home, em.SAME)] * 60, TABLE)
    assert estimated.weights["phone.mask"] < -1 < 1 < estimated.weights["estate.equal"]
    assert estimated.same == pytest.approx(0.5, abs=0.05) and estimated.weights["name.equal"] == TABLE["name.equal"]


@given(st.data())
def test_shares_that_stand_as_the_table_says_give_it_back(data: st.DataObject) -> None:
    shares: dict[tuple[str, str], tuple[float, float]] = {}
    for comparison in ("phone", "code", "estate", "name", "kin"):
        seen = [
            level for level in levels.COMPARISONS[comparison] if level == levels.NOTHING or data.draw(st.booleans())
        ]
        for level in seen:
            u = data.draw(st.floats(0.01, 1))
            shares[comparison, level] = u * math.exp(levels.in_table(TABLE, comparison, level, 0.5)), u
    found = levels.to_table(shares, TABLE["prior"] - levels.start(shares), TABLE, 0.5)
    assert found == pytest.approx(TABLE, abs=1e-9)


def test_what_finding_no_unit_tells_goes_to_the_estate_and_no_second_district_to_the_unit() -> None:
    shares = {
        ("unit", "partial"): (0.4, 0.1),
        ("unit", levels.NOTHING): (0.2, 0.4),
        ("district", "unknown"): (0.5, 0.25),
        ("district", levels.NOTHING): (0.5, 0.75),
        ("estate", "sound"): (0.1, 0.1),
    }
    found = levels.to_table(shares, 0.0, TABLE, 0.0)
    assert found["unit.partial"] == pytest.approx(math.log(4) - math.log(0.5) + math.log(2 / 3))
    assert found["district.unknown"] == pytest.approx(math.log(2) - math.log(2 / 3))
    assert found["estate.equal"] + found["estate.sound"] == pytest.approx(math.log(0.5))
    assert found["unit.ambiguous"] == TABLE["unit.ambiguous"] and found["prior"] == 0.0


def test_a_title_is_no_name_to_compare_and_a_unit_only_within_one_estate() -> None:
    assert levels.shown(Evidence(name="title", unit="equal")) == (*["nothing"] * 3, None, None, None, "nothing")
    common = Evidence(
        phone="1", common=True, kin_by="phone", kin_common=True, estate="sound", place="unknown", unit="equal"
    )
    assert levels.shown(common) == ("common", "nothing", "sound", "equal", "unknown", None, "common")


def weighed(number: int, level: str, **found: Any) -> Weighed:
    return Weighed(UUID(int=number), UUID(int=number + 1), level, Evidence(**found))


def test_what_another_table_changes_among_doubts() -> None:
    tables = Tables(TABLE, {**TABLE, "phone.mask": 0.5, "name.sound": 3.0}, 0.5)
    mask = {"mask": ("138****1234", "13800001234"), "digits": 7}
    masked = weighed(1, "doubtful", name="equal", **mask)
    alike = weighed(3, "doubtful", name="sound", estate="equal", place="equal")
    still = weighed(5, "doubtful", name="equal", estate="equal", place="equal", unit="partial")
    certain, nothing = weighed(7, "certain", phone="1", name="equal"), weighed(9, "", name="different")
    told = effect.on_pairs(tables, [masked, alike, still, certain, nothing])
    examples = told.pop("examples")
    assert told == {"doubts": 3, "asked_before": 2, "asked_after": 2, "newly_asked": 1, "no_longer_asked": 1}
    assert [(one["one"], one["other"]) for one in examples] == [
        (str(alike.one), str(alike.other)),
        (str(masked.one), str(masked.other)),
    ]
    assert all((one["before"] >= 0.5) != (one["after"] >= 0.5) for one in examples)
    decided = effect.on_decided(tables, [(masked, True), (still, False)])
    assert (decided["same"]["no_longer_asked"], decided["different"]["no_longer_asked"]) == (1, 0)
    waiting = effect.on_waiting(tables, [[masked], [masked, still], [masked, certain], []])
    assert (waiting["reviews"], waiting["not_asked"]) == (2, 1)
