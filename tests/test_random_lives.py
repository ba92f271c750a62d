"""Whatever several people do in whatever order: one winner, whole books, the same answers again."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baobei import matching
from baobei.book import rebuild, verify
from baobei.environment import COMPANY_TIME
from baobei.lab import replay
from baobei.lab.story import Event, Person, Story
from baobei.matching import Reading
from baobei.policy import load
from baobei.registrations.models import CustomerData, KeyClaim, Registration
from baobei.registrations.queries import facts
from baobei.registrations.rules.facts import status_at
from baobei.registrations.rules.form import vocabulary

POLICY = load({"extends": "zhaodu", "set": [{"name": "inquiry.per_day", "value": 12}]})
BEGIN = datetime(2023, 12, 20, 9, 30, tzinfo=COMPANY_TIME)
PEOPLE = (
    Person("wang", "王芳", ("salesperson",), "east", None),
    Person("li", "李强", ("salesperson",), "west", None),
    Person("wu", "吴刚", ("group_leader",), None, None),
    Person("cai", "蔡敏", ("finance",), None, None),
)
HOME, ROAD = "重庆市渝北区云栈山居3栋2单元18-1", "重庆市南岸区南坪西路55号"
CUSTOMERS: list[dict[str, Any]] = [
    {"name": "陈建国", "phones": ["13800001234"], "address": HOME},
    {"name": "李梅", "phones": ["13911112222"], "address": "渝北区云栈山居三栋二单元1801"},
    {"name": "陈建国", "phones": ["13800001234", "13700003456"], "address": ROAD},
    {"name": "陈建国", "phones": ["138****1234"], "address": ROAD},
    {"name": "卫强", "phones": ["13700003456"], "address": "重庆市渝北区云栈山居3栋18-1"},
    {"name": "卫强", "phones": ["13600004567"], "address": "云栈山居3栋2单元18-1"},
    {"name": "卫强", "phones": ["13600004568"], "address": "重庆市南岸区云栈山居1栋1单元2-1"},
    {
        "name": "陈小宝",
        "phones": ["13600004567"],
        "address": "重庆市江北区红星机械厂",
        "relatives": [{"relation": "父亲", "name": "陈建国", "phones": ["13800001234"]}],
    },
    {"name": "陈建国", "phones": ["13911112222"]},
]
PAUSES = st.sampled_from([timedelta(), timedelta(minutes=1), timedelta(hours=9), *map(timedelta, (1, 3, 8, 45))])
STEPS = st.lists(
    st.tuples(
        PAUSES,
        st.sampled_from([person.id for person in PEOPLE]),
        st.sampled_from("register register register inquire follow_up deposit sign look".split()),
        st.integers(0, len(CUSTOMERS) - 1),
        st.booleans(),
    ),
    min_size=2,
    max_size=14,
)


def story(steps: list[tuple[timedelta, str, str, int, bool]]) -> Story:
    """Steps as events; what is done to a registration is done to one that was asked for before."""
    events, at = [], BEGIN
    for number, (pause, by, do, which, more) in enumerate(steps):
        at += pause
        given: dict[str, Any] = {"registration": f"r{which % (number + 1)}"}
        if do in ("register", "inquire"):
            given = {"customer": CUSTOMERS[which]}
        match do:
            case "register" if more:
                given["contest"] = "我先接待"
            case "follow_up":
                given["feedback"] = "周末再看"
            case "deposit":
                given["amount"] = "100.50"
            case "sign":
                given |= {"amount": 900, "commission": "33.33"}
        events.append(Event(at, by, do, f"r{number}" if do == "register" else None, given))
    return Story("", POLICY, "zhaodu", PEOPLE, (), {"rest": [], "work": []}, tuple(events))


@pytest.fixture
def lived(db: None) -> Any:
    """Plays steps in an empty store, lets the test look, and takes all back."""

    def live(steps: list[Any], look: Any) -> dict[str, Any]:
        undo = transaction.savepoint()
        try:
            told = replay.answer(story(steps))
            look(told)
            return told
        finally:
            transaction.savepoint_rollback(undo)

    return live


def keeping(at: datetime) -> Iterator[tuple[Registration, Reading]]:
    """The registrations that keep their customers from all colleagues."""
    for row in Registration.objects.order_by("registered_at"):
        if status_at(row, at) in ("valid", "awaiting_choice", "signed") and row.concerns_until > at:
            reading = facts.reading_of(row.id)
            assert reading is not None
            yield row, reading


LIVES = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@LIVES
@given(STEPS)
def test_one_winner(lived: Any, steps: list[Any]) -> None:
    at = BEGIN + sum((step[0] for step in steps), timedelta())
    words = vocabulary(POLICY.on(at.date()))

    def look(told: dict[str, Any]) -> None:
        kept = list(keeping(at))
        for (row, reading), (other, others) in combinations(kept, 2):
            match = matching.compare(reading, others, words)
            assert row.holder_id == other.holder_id or match is None or match.level != "certain"
        for row, reading in kept:
            claimed = KeyClaim.objects.filter(released_at=None, key__in=[f"phone:{one}" for one in reading.phones])
            assert {claim.holder_id for claim in claimed} == ({row.holder_id} if reading.phones else set())
            assert claimed.count() == len(reading.phones)

    lived(steps, look)


@LIVES
@given(STEPS)
def test_the_pages_tell_the_whole_state(lived: Any, steps: list[Any]) -> None:
    def look(told: dict[str, Any]) -> None:
        assert rebuild.differences() == []
        assert {book: faults for book, faults in verify.verify().items() if faults} == {}
        changed = {"logged", "extended", "signed"}
        pages = sum(book["pages"] for book in told["state"]["books"].values())
        assert pages == sum("registration" in one or one["result"] in changed for one in told["outcomes"])
        assert CustomerData.objects.count() == len(told["state"]["registrations"])

    lived(steps, look)


@LIVES
@given(STEPS)
def test_the_same_again(lived: Any, steps: list[Any]) -> None:
    assert replay.line(lived(steps, lambda told: None)) == replay.line(lived(steps, lambda told: None))


CITED = {
    "free": {"CR-5.1"},
    "protected": {"CR-5.1", "CR-5.2", "CR-7.0"},
    "needs_review": {"CR-5.2", "CR-7.0"},
    "registered": {"CR-3.1", "CR-4.1"},
    "awaiting_choice": {"CR-4.3"},
    "incomplete": {"CR-3.1"},
    "logged": {"CR-7.2"},
    "extended": {"CR-4.2"},
    "signed": {"CR-3.3"},
    "expired": {"CR-3.2"},
    "shown": {"CR-6.2"},
    "denied": {"CR-3.1", "CR-3.3", "CR-4.2", "CR-5.1", "CR-6.2", "CR-7.2"},
    "refused": {"CR-3.2", "CR-3.3", "CR-4.1", "CR-4.3", "CR-5.1", "CR-5.2"},
}


@LIVES
@given(STEPS)
def test_an_answer_cites_its_clauses_and_never_says_whose(lived: Any, steps: list[Any]) -> None:
    told = lived(steps, lambda told: None)
    for outcome in told["outcomes"]:
        assert set(outcome["cites"]) <= CITED[outcome["result"]]
        assert outcome["cites"] or outcome["result"] == "refused"
        if outcome["result"] in ("protected", "needs_review", "free"):
            assert not outcome.keys() & {"holder", "between", "by", "employee", "customer"}
        if "until" in outcome:
            assert outcome["result"] == "protected"
            assert datetime.fromisoformat(outcome["until"]) > BEGIN
