"""Values of any type and size are outcomes, never a fault of ours, and what is refused changes nothing."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baobei.environment import COMPANY_TIME
from baobei.lab import replay
from baobei.lab.story import Event, Person, Story
from baobei.policy import load

POLICY = load({"extends": "zhaodu", "set": [{"name": "inquiry.per_day", "value": 100}]})
AT = datetime(2023, 2, 1, 10, tzinfo=COMPANY_TIME)
WANG = Person("wang", "王芳", ("salesperson", "manager"), "east", None)
HE = Person("he", "何静", ("registrar",), None, None)
HOME = "重庆市渝北区云栈山居3栋2单元18-1"
CHEN = {"name": "陈建国", "phones": ["13800001234"], "address": HOME}


@pytest.fixture
def outcomes(db: None) -> Any:
    """Plays what 王芳 does, an event a minute, and takes it back."""

    def played(*events: dict[str, Any]) -> list[dict[str, Any]]:
        made = []
        for number, one in enumerate(events):
            given = {name: value for name, value in one.items() if name not in ("do", "ref", "by")}
            at = AT + timedelta(minutes=number)
            made.append(Event(at, one.get("by", "wang"), one["do"], one.get("ref"), given))
        undo = transaction.savepoint()
        try:
            story = Story("", POLICY, "zhaodu", (WANG, HE), (), {"rest": [], "work": []}, tuple(made))
            told: list[dict[str, Any]] = replay.answer(story)["outcomes"]
            return told
        finally:
            transaction.savepoint_rollback(undo)

    return played


def registered(customer: Any, **more: Any) -> dict[str, Any]:
    return {"do": "register", "customer": customer, **more}


TEXTS = [
    "", "　", "\x00", "陈\x07", "1" * 10_000, "重庆市" * 4_000, "NaN", "Infinity", "1e5", "１２", "-0", "0x1", "1_000",
    "2023-02-30", "0000-00-00", "138****1234", "'; DROP TABLE x; --", "<b>", "😀", "\u202e", "\ud800", "%s", "{x}",
]  # fmt: skip
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(TEXTS),
    lambda one: st.lists(one, max_size=3) | st.dictionaries(st.sampled_from("name phones relation x".split()), one),
    max_leaves=6,
)
FIELDS = "name phones address relatives form".split()
FORM = "source need area budget expected_amount expected_unit_price expected_signing".split()
ENTRY = "expected_amount expected_unit_price expected_signing feedback".split()
ASKED = {"incomplete", "free", "registered", "refused", "needs_review", "protected"}
LONG = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@LONG
@given(st.dictionaries(st.sampled_from(FIELDS), ODD), st.dictionaries(st.sampled_from(FORM), ODD), ODD, ODD)
def test_any_customer(outcomes: Any, customer: dict[str, Any], form: dict[str, Any], kind: Any, contest: Any) -> None:
    told = outcomes(
        {"do": "inquire", "customer": customer},
        registered({**CHEN, **customer}),
        registered({**CHEN, "form": form}),
        registered(CHEN, kind=kind),
        registered({**CHEN, "phones": ["13900001234"]}, contest=contest),
    )
    assert {one["result"] for one in told} <= ASKED
    for one in told:
        assert one["result"] != "incomplete" or (one["missing"] and set(one["missing"]) == set(one["problems"]))


@LONG
@given(
    st.dictionaries(st.sampled_from("expected_amount expected_unit_price expected_signing feedback".split()), ODD),
    ODD,
    ODD,
    ODD,
)
def test_any_deal(outcomes: Any, entry: dict[str, Any], amount: Any, commission: Any, first: Any) -> None:
    told = outcomes(
        registered(CHEN, ref="r1"),
        {"do": "follow_up", "registration": "r1", **entry},
        {"do": "deposit", "registration": "r1", "amount": amount},
        {"do": "look", "registration": amount, "reason": commission},
        {"do": "sign", "registration": "r1", "amount": amount, "commission": commission, "first": first},
    )
    assert {one["result"] for one in told[1:]} <= {"logged", "extended", "signed", "refused"}
    assert all(one["cites"] == [] and one["reason"] for one in told if one["result"] == "refused")


@pytest.mark.parametrize(
    "odd", ["\ud800", "陈\x00", "陈\x07建国", "\x7f", "陈\ufffd", "陈" * 10_000, 5, ["陈"], {"x": 1}, True]
)
@pytest.mark.parametrize("field", ["name", "address", "phones", "relatives", "form"])
def test_an_odd_field_is_incomplete(outcomes: Any, field: str, odd: Any) -> None:
    value = {"relatives": [{"name": odd}], "form": {"need": odd}, "phones": [odd]}.get(field, odd)
    (told,) = outcomes(registered({**CHEN, field: value}))
    may_be_a_number = field == "form" and odd == 5
    assert may_be_a_number or (told["result"], told["missing"]) == (
        "incomplete",
        ["need" if field == "form" else field],
    )


@pytest.mark.parametrize(
    ("length", "field", "result"),
    [
        (100, "name", "registered"),
        (101, "name", "incomplete"),
        (300, "address", "registered"),
        (301, "address", "incomplete"),
        (300, "estate", "registered"),
        (4000, "need", "registered"),
        (4001, "need", "incomplete"),
    ],
)
def test_lengths_of_a_form(outcomes: Any, length: int, field: str, result: str) -> None:
    value = HOME.rjust(length, "　") if field == "address" else "陈" * length
    customer = {**CHEN, "form": {"need": value}} if field == "need" else {**CHEN, field: value}
    if field == "estate":
        customer = {**CHEN, "address": f"重庆市渝北区{'云' * (length - 15)}3栋2单元18-1"}
    (told,) = outcomes(registered(customer))
    assert told["result"] == result


@pytest.mark.parametrize(("length", "result"), [(4000, "logged"), (4001, "refused")])
def test_length_of_feedback(outcomes: Any, length: int, result: str) -> None:
    told = outcomes(registered(CHEN, ref="r1"), {"do": "follow_up", "registration": "r1", "feedback": "好" * length})
    assert told[1]["result"] == result


@pytest.mark.parametrize("odd", [5, ["核对"], "核对\x00", "核" * 4001, "\ud800"])
def test_an_odd_reason(outcomes: Any, odd: Any) -> None:
    told = outcomes(
        registered(CHEN, ref="r1"),
        registered(CHEN, contest=odd),
        {"do": "look", "registration": "r1", "reason": odd, "by": "he"},
    )
    assert [(one["result"], one["cites"]) for one in told[1:]] == [("refused", [])] * 2


def test_deposits_too_large_in_all(outcomes: Any) -> None:
    paid = {"do": "deposit", "registration": "r1", "amount": "999999999999.99"}
    told = outcomes(registered(CHEN, ref="r1"), {**paid, "amount": 10**12}, paid, {**paid, "amount": "0.01"})
    assert [one["result"] for one in told] == ["registered", "refused", "extended", "refused"]
