"""A story with anything anywhere is played or found fault with, never a fault of ours."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baobei.lab import replay
from baobei.lab.story import StoryFaults, read_story
from baobei.lab.verbs import VERBS

CHEN = {
    "name": "陈建国",
    "phones": ["13800001234"],
    "address": "重庆市渝北区云栈山居3栋2单元18-1",
    "relatives": [{"relation": "妻子", "name": "李梅", "phones": ["13911112222"]}],
    "form": {"source": "朋友", "expected_amount": 5},
}
STORY: dict[str, Any] = {
    "policy": {"extends": "zhaodu", "set": [{"name": "inquiry.per_day", "value": 3, "from": "2023-01-01"}]},
    "people": [
        {"id": "wang", "name": "王芳", "role": "salesperson", "department": "east"},
        {"id": "cai", "name": "蔡敏", "roles": ["finance", "registrar"], "region": "south"},
    ],
    "regions": ["south"],
    "calendar": {"rest": ["2023-10-09"], "work": ["2023-10-15"]},
    "areas": [{"id": "hall", "kind": "public", "responsible": "cai"}],
    "customers": {"chen": CHEN},
    "events": [
        {"at": "2023-02-01T10:00", "by": "wang", "do": "register", "ref": "r1", "customer": "chen", "kind": "walk_in"},
        {"at": "2023-02-01T10:00", "by": "wang", "do": "inquire", "customer": {"phones": ["13911112222"]}},
        {"at": "2023-02-02T10:00", "by": "wang", "do": "follow_up", "registration": "r1", "feedback": "好"},
        {"at": "2023-02-03T10:00", "by": "cai", "do": "deposit", "registration": "r1", "amount": "5.00"},
        {"at": "2023-02-04T10:00", "by": "cai", "do": "look", "registration": "r1", "reason": "核对"},
        {"at": "2023-02-05T10:00", "by": "wang", "do": "sign", "registration": "r1", "amount": 5, "commission": 1},
        {"at": "2023-02-06T10:00", "by": "cai", "do": "offence", "employee": "wang", "offence": "leak", "ref": "o1"},
        {"at": "2023-02-07T10:00", "do": "tick"},
    ],
    "expect": [{"result": "registered", "cites": ["CR-3.1", "CR-4.1"]}, {}, {}, {}, {}, {}, {}, {"cites": []}],
    "expect_state": {"registrations": {"r1": {"status": "signed"}}},
}
WORDS = ["wang", "chen", "r1", "2023-02-30", "2023-02-01T10:00+25:00", "x" * 70, "　", "\x00", "0", "clerk", *VERBS]
SHORT = st.text(max_size=5) | st.sampled_from(WORDS)
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | SHORT,
    lambda one: st.lists(one, max_size=2) | st.dictionaries(SHORT, one, max_size=2),
    max_leaves=4,
)


def places(data: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where something stands in nested data."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [place, *(found for key, value in inner for found in places(value, (*place, key)))]


def changed(data: Any, place: tuple[Any, ...], value: Any) -> Any:
    """The data with another value in one place."""
    if not place:
        return value
    data = copy.deepcopy(data)
    inner = data
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    return data


@pytest.fixture
def read_and_played(db: None, tmp_path: Path) -> Any:
    path = tmp_path / "story.yaml"

    def play(data: Any) -> dict[str, Any] | None:
        path.write_text(json.dumps(data, ensure_ascii=True, allow_nan=False))
        try:
            story = read_story(str(path))
        except StoryFaults as fault:
            assert fault.faults and all(line.startswith(f"{path}:") for line in fault.faults)
            return None
        undo = transaction.savepoint()
        try:
            return replay.answer(story)
        finally:
            transaction.savepoint_rollback(undo)

    return play


def test_the_story_itself(read_and_played: Any) -> None:
    assert read_and_played(STORY)["faults"] == []


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(places(STORY)), ODD)
def test_with_something_odd_somewhere(read_and_played: Any, place: tuple[Any, ...], odd: Any) -> None:
    told = read_and_played(changed(STORY, place, odd))
    if told is not None:
        assert len(told["outcomes"]) <= len(STORY["events"])
        json.loads(replay.line(told))


@pytest.mark.parametrize(
    "place", [("people", 0, "id"), ("people", 0, "name"), ("people", 0, "department"), ("regions", 0)]
)
@pytest.mark.parametrize("odd", ["x" * 70, "x" * 200, "\x00", "office", " east "])
def test_with_an_odd_name_somewhere(read_and_played: Any, place: tuple[Any, ...], odd: str) -> None:
    read_and_played(changed(STORY, place, odd))
