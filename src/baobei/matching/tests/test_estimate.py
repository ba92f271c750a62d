"""Weights from decisions: they find the table that was decided by, and few decisions hardly move the one in force."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baobei.matching.compare import compare
from baobei.matching.estimate import DEVIATION, Features, features, from_decisions
from baobei.matching.score import counted, logistic
from baobei.matching.tests.readings import PLACES, READINGS, VOCABULARY
from baobei.policy.vocabulary import FINDINGS

TABLE = VOCABULARY.weights
OTHER = {
    **TABLE,
    "phone.mask": 5.0,
    "unit.partial": 1.9,
    "estate.sound": -1.6,
    "name.sound": 0.6,
    "name.different": -1.0,
}


def drawn(random_: random.Random) -> Features:
    """What a doubt may show."""
    shown = {"prior": 1.0}
    if random_.random() < 0.6:
        more = random_.choice((0, 0, 1, -1))
        shown |= {"phone.mask": 1.0} | ({"phone.mask_more": float(more)} if more else {})
    if random_.random() < 0.6:
        shown |= dict.fromkeys(("estate.equal", random_.choice(("estate.equal", "estate.sound"))), 1.0)
        shown |= dict.fromkeys(random_.choice(((), ("unit.partial",), ("unit.ambiguous",))), 1.0)
    shown |= dict.fromkeys(random_.choice(((), ("name.equal",), ("name.sound",), ("name.different",))), 1.0)
    shown |= dict.fromkeys(random_.choice(((), (), (), ("kin.name",))), 1.0)
    return tuple(sorted(shown.items()))


def score(table, shown: Features) -> float:
    return logistic(sum(table[entry] * times for entry, times in shown))


def decisions(number: int, seed: int) -> list[tuple[Features, bool]]:
    """Decisions by the other table; as in life only of what scored enough by this one to be asked about."""
    random_ = random.Random(seed)
    asked = (shown for shown in iter(lambda: drawn(random_), None) if score(TABLE, shown) >= 0.5)
    return [(shown, random_.random() < score(OTHER, shown)) for shown, _ in zip(asked, range(number), strict=False)]


@pytest.mark.parametrize("seed", range(3))
def test_what_was_decided_by_is_found_although_only_doubts_above_the_threshold_were_decided(seed):
    decided = decisions(8000, seed)
    found = from_decisions(decided, TABLE)
    assert {entry for entry in TABLE if abs(found[entry] - OTHER[entry]) > 0.45} == set()
    seen = {shown for shown, _ in decided}
    assert max(abs(score(found, shown) - score(OTHER, shown)) for shown in seen) < 0.1


def test_without_decisions_the_table_stays_and_so_does_what_none_showed():
    assert from_decisions([], TABLE) == TABLE
    found = from_decisions(decisions(50, 1), TABLE)
    assert all(found[entry] == TABLE[entry] for entry in ("phone.equal", "code.equal", "kin.phone", "district.unknown"))


@given(st.integers(0, 10_000), st.booleans())
def test_one_decision_moves_no_entry_far_and_in_its_direction(seed, same):
    shown = drawn(random.Random(seed))
    found = from_decisions([(shown, same)], TABLE)
    moved = score(found, shown) - score(TABLE, shown)
    assert moved >= -1e-9 if same else moved <= 1e-9
    assert all(abs(found[entry] - TABLE[entry]) <= DEVIATION**2 * max(abs(times), 1) + 1e-9 for entry, times in shown)


def test_the_order_of_the_decisions_does_not_count():
    decided = decisions(200, 3)
    assert from_decisions(decided, TABLE) == from_decisions(decided[::-1], TABLE)


@given(READINGS, READINGS, PLACES)
def test_the_entries_that_a_pair_takes_are_its_sum(one, other, places):
    match = compare(one, other, VOCABULARY, places=places)
    if match is None:
        return
    total = sum(weight for _, weight in match.findings)
    assert sum(TABLE[entry] * times for entry, times in features(match.evidence)) == pytest.approx(total)
    assert {entry for _, entries in counted(match.evidence) for entry, _ in entries} <= set(FINDINGS)
