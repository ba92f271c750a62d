"""What is certain, what a registrar must decide, and what is nothing (contract: Match)."""

import json
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baobei.matching import Reading, compare
from baobei.matching.pinyin import blurred
from baobei.matching.score import logistic
from baobei.matching.tests.readings import PLACES, READINGS, VOCABULARY, home, reading

OTHER_HOME = home("保利香雪", ("", "9", "1", "3", "2"))
BUILDING = home(unit=("", "3", "2", "18", "1"))


def level(one, other, vocabulary=VOCABULARY, **more):
    match, back = (compare(a, b, vocabulary, **more) for a, b in ((one, other), (other, one)))
    assert (match and match.level) == (back and back.level), "the order of the two decides nothing"
    return match and (match.level, match.kind)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (reading("陈建国", "13800001234"), reading("李梅", "138 0000 1234 / 13911112222", OTHER_HOME), "same_customer"),
        (reading("陈建国", "13800001234", home()), reading("李梅", "13911112222", home()), "same_unit"),
        (reading("陈建国", "13800001234", home()), reading("陈健国", "13911112222", home()), "same_customer"),
        (reading("陈建国", "", home("龙湖源著")), reading("李梅", "", home("源著")), "same_unit"),
        (reading("陈建国", "", home(district="")), reading("李梅", "", home()), "same_unit"),
        (reading("陈建国", "", home(city="", district="")), reading("李梅", "", home()), "same_unit"),
        (reading("陈建国", "", home()), reading("陈先生", "", home()), "same_unit"),
        (
            reading("陈建国", "13800001234", relatives=[("妻子", "李梅", ("13911112222",))]),
            reading("王芳", "13911112222"),
            "relative",
        ),
        (
            reading("陈建国", "13800001234", home(), relatives=[("妻子", "李梅", ("13911112222",))]),
            reading("李梅", "13911112222", home()),
            "relative",
        ),
    ],
)
def test_certain(one, other, kind):
    assert level(one, other) == ("certain", kind)


AMBIGUOUS = home("龙湖源著", ("", "3", "2", "18", "1"), ("2", "3", "", "18", "1"))


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (reading("陈建国", "138****1234"), reading("陈建国", "13800001234", OTHER_HOME), "same_customer"),
        (reading("陈建国", "138****1234"), reading("陳健國", "138xxxx1234"), "same_customer"),
        (reading("陈建国", "138****1234", home(unit=None)), reading("陈建国", "13800001234", home()), "same_customer"),
        (reading("陈国", "138****1234", home()), reading("陈建国", "13800001234"), "same_customer"),
        (reading("王芳", "138000012345"), reading("陈建国", "13800001234", home()), "same_customer"),
        (reading("陈建国", "13911112222", home(unit=None)), reading("陈建国", "13800001234", home()), "same_customer"),
        (reading("陈建国", "", home(unit=("", "3", "", "", ""))), reading("陈建国", "", home()), "same_customer"),
        (reading("陈建国", "", home("源著", None)), reading("陈建国", "", home()), "same_customer"),
        (reading("陈建国", "", home(unit=None)), reading("Chen Jianguo", "", home()), "same_customer"),
        (
            reading("陈建国", "", home(unit=("", "3", "2", "18", "1")), [("妻子", "李梅")]),
            reading("李梅", "", home(unit=("", "5", "1", "2", "2"))),
            "relative",
        ),
        (reading("陈建国", "", home(unit=None), [("妻子", "李梅")]), reading("李梅", "", home()), "relative"),
        (reading("陈建国", "", home(unit=("", "3", "", "18", "1"))), reading("李梅", "", home()), "same_unit"),
        (reading("陈建国", "", home(unit=("", "", "2", "18", "1"))), reading("李梅", "", home()), "same_unit"),
        (reading("陈建国", "", home(unit=("1", "3", "2", "18", "1"))), reading("李梅", "", home()), "same_unit"),
        (reading("陈建国", "", home(unit=("", "", "", "18", "1"))), reading("李梅", "", home()), "same_unit"),
        (reading("陈建国", "", AMBIGUOUS), reading("李梅", "", home()), "same_unit"),
        (reading("陈建国", "", home("源筑")), reading("李梅", "", home("源著")), "same_unit"),
    ],
)
def test_doubtful(one, other, kind):
    assert level(one, other) == ("doubtful", kind)


TWO = {blurred("龙湖源著"): frozenset({"重庆/渝北", "重庆/南岸"})}
ONE = {blurred("龙湖源著"): frozenset({"重庆/渝北"})}


@pytest.mark.parametrize(("places", "answer"), [(TWO, "doubtful"), (ONE, "certain"), ({}, "certain")])
def test_a_district_left_out_is_a_doubt_where_two_are_known(places, answer):
    one, other = reading("陈建国", "", home(district="")), reading("李梅", "", home())
    assert level(one, other, places=places) == (answer, "same_unit")


def test_a_district_left_out_by_both_is_a_doubt_where_two_are_known():
    one = reading("陈建国", "", home(district=""))
    assert level(one, one, places=TWO) == ("doubtful", "same_customer")
    assert level(one, one, places=ONE) == ("certain", "same_customer")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (reading("陈建国"), reading("陈建国")),
        (reading("陈建国", "13800001234"), reading("陈建国", "13800001235", OTHER_HOME)),
        (reading("陈建国", "13800001234"), reading("陈建国", "13899991234")),
        (reading("李梅", "138****1234"), reading("陈建国", "13800001234")),
        (reading("陈先生", "138****1234"), reading("陈建国", "13800001234")),
        (
            reading("陈建国", "138****1234", home()),
            reading("陈建国", "13800001234", home(unit=("", "3", "2", "18", "2"))),
        ),
        (reading("陈建国", "", home()), reading("陈建国", "", home(unit=("", "3", "2", "18", "2")))),
        (reading("陈建国", "", home()), reading("陈建国", "", home(unit=("", "3", "1", "18", "1")))),
        (reading("陈建国", "", home()), reading("陈建国", "", home(unit=("", "2", "3", "18", "1")))),
        (
            reading("陈建国", "", home(unit=("1", "3", "2", "18", "1"))),
            reading("陈建国", "", home(unit=("2", "3", "2", "18", "1"))),
        ),
        (reading("陈建国", "", home()), reading("陈建国", "", home("保利香雪"))),
        (reading("陈建国", "", home("万科城市花园")), reading("陈建国", "", home("保利城市花园"))),
        (reading("陈建国", "", home()), reading("陈建国", "", home(district="南岸"))),
        (reading("陈建国", "", home()), reading("陈建国", "", home(city="成都", district=""))),
        (reading("陈先生", "", home(unit=None)), reading("陈建国", "", home())),
        (reading("陈建国", "", home(unit=("", "5", "", "", ""))), reading("陈建国", "", home())),
        (
            reading("陈建国", "", home(unit=None), [("妻子", "李梅", ("13700000000",))]),
            reading("李梅", "13911112222", home()),
        ),
        (
            reading("陈建国", "", relatives=[("母亲", "王芳", ("13911112222",))]),
            reading("陈建军", "", relatives=[("母亲", "王芳", ("13911112222",))]),
        ),
        (reading("陈建国", "", home(), [("妻子", "李梅")]), reading("李梅", "", OTHER_HOME)),
        (reading("陈建国", relatives=[("弟弟", "陈建军", ("13911112222",))]), reading("陈建军", "13911112222")),
    ],
)
def test_nothing(one, other):
    assert level(one, other) is None


def test_a_common_phone_is_a_doubt():
    one, other = reading("陈建国", "13800001234"), reading("李梅", "13800001234")
    assert level(one, other, common={"13800001234"}) == ("doubtful", "same_customer")


def test_a_common_phone_beside_one_that_is_not_is_certain():
    one = reading("陈建国", ["13800001234", "13911112222"])
    other = reading("李梅", ["13911112222", "13800001234"])
    for common in ("13800001234", "13911112222"):
        assert level(one, other, common={common}) == ("certain", "same_customer")


def test_a_relatives_common_phone_is_a_doubt():
    wife = ("妻子", "李梅", ("13911112222", "13700003333"))
    one, other = reading("陈建国", "13800001234", relatives=[wife]), reading("王芳", ["13911112222", "13700003333"])
    assert level(one, other, common={"13911112222"}) == ("certain", "relative")
    assert level(one, other, common={"13911112222", "13700003333"}) == ("doubtful", "relative")


def test_a_name_of_many_is_no_doubt_without_a_unit():
    many = {"limei"}
    vague = reading("李梅", "13911112222", home(unit=None))
    assert level(vague, reading("李梅", "13800001234", home())) == ("doubtful", "same_customer")
    assert level(vague, reading("李梅", "13800001234", home()), common_names=many) is None
    husband = reading("陈建国", "", home(unit=None), [("妻子", "李梅")])
    assert level(husband, reading("李梅", "", home()), common_names=many) is None
    assert level(husband, reading("李梅", "", home()), common_names={"chenjianguo"}) == ("doubtful", "relative")
    at_home = reading("陈建国", "", home(), [("妻子", "李梅")])
    assert level(at_home, reading("李梅", "", home()), common_names=many) == ("certain", "relative")
    assert level(reading("李梅", "138****1234"), vague, common_names=many) is None
    masked = reading("李梅", "139****2222", OTHER_HOME)
    assert level(masked, vague, common_names=many) == ("doubtful", "same_customer")


def test_relatives_of_the_same_unit_only():
    narrow = replace(VOCABULARY, relative_scope="same_unit")
    wife = [("妻子", "李梅", ("13911112222",))]
    one, other = reading("陈建国", "13800001234", home(), wife), reading("王芳", "13911112222", OTHER_HOME)
    assert level(one, other) == ("certain", "relative")
    assert level(one, other, narrow) is None
    assert level(one, reading("王芳", "13911112222", home()), narrow) == ("certain", "relative")


def test_who_is_immediate_is_for_the_policy_to_say():
    one, other = reading(relatives=[("弟弟", "陈建军", ("13911112222",))]), reading("陈建军", "13911112222")
    assert level(one, other, replace(VOCABULARY, immediate_relatives=("sibling",))) == ("certain", "relative")
    assert level(one, other, replace(VOCABULARY, immediate_relatives=("spouse",))) is None


def test_a_doubt_under_the_threshold_is_nothing_a_certainty_never():
    strict = replace(VOCABULARY, review_threshold=0.99)
    assert level(reading("陈建国", "138****1234"), reading("陈建国", "13800001234"), strict) is None
    assert level(reading("陈建国", "13800001234"), reading("李梅", "13800001234"), strict) is not None


def test_same_person_and_by_phone():
    by_phone = compare(reading("陈建国", "13800001234"), reading("李梅", "13800001234"), VOCABULARY)
    assert (by_phone.by_phone, by_phone.same_person) == (True, True)
    by_unit = compare(reading("陈建国", "", home()), reading("李梅", "", home()), VOCABULARY)
    assert (by_unit.by_phone, by_unit.same_person) == (False, False)
    by_name = compare(reading("陈建国", "", home()), reading("陳建國", "", home()), VOCABULARY)
    assert (by_name.by_phone, by_name.same_person) == (False, True)


@given(READINGS, READINGS, PLACES)
def test_the_steps_are_the_computation(one, other, places):
    match = compare(one, other, VOCABULARY, places=places)
    if match is None:
        return
    assert logistic(sum(step.weight for step in match.steps)) == pytest.approx(match.score)
    assert (match.score >= 0.95) == (match.level == "certain")
    assert 0.5 <= match.score < 1
    assert all(str(step.text) and math.isfinite(step.weight) for step in match.steps)


@given(READINGS, READINGS, PLACES, st.sets(st.sampled_from(["13800001234", "13911112222"])))
def test_order_decides_neither_level_nor_score(one, other, places, common):
    match, back = (compare(a, b, VOCABULARY, places=places, common=common) for a, b in ((one, other), (other, one)))
    assert (match and (match.level, match.kind, match.score)) == (back and (back.level, back.kind, back.score))


@given(READINGS, READINGS, PLACES, st.sets(st.sampled_from(["13800001234", "13911112222"])))
def test_public_steps_quote_only_what_the_asker_wrote(one, other, places, common):
    match = compare(one, other, VOCABULARY, places=places, common=common)
    if match is None:
        return
    own = " ".join(told(one))
    public = " ".join(str(step.text) for step in match.steps if step.public)
    assert not [text for text in told(other) if text not in own and text in public]


def told(one):
    """Everything that a customer's texts give away."""
    kin = [(*(person.text for person in kin.name.persons), *kin.phones) for kin in one.relatives]
    units = ["-".join(filter(None, unit)) for unit in one.home.units]
    texts = [*one.phones, *one.masks, *(person.text for person in one.name.persons), *sum(kin, ()), one.home.estate]
    return [text for text in (*texts, *(unit for unit in units if len(unit) > 3)) if text]


@given(READINGS)
def test_a_reading_survives_its_json(one):
    assert Reading.from_json(json.loads(json.dumps(one.to_json()))) == one
