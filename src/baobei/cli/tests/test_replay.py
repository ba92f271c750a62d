"""``baobei replay``: one object a story, exit codes, two policies beside each other, a store that is named."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

COMMAND = str(Path(sys.executable).with_name("baobei"))
STORY = """\
people: [{id: wang, name: 王芳, role: salesperson, department: east}]
customers:
  chen: {name: 陈建国, phones: ["13800001234"], address: 重庆市渝北区云栈山居3栋2单元18-1}
events:
  - {at: "2023-02-01T10:00", by: wang, do: register, ref: r1, customer: chen}
  - {at: "2023-02-08T10:00", by: wang, do: deposit, registration: r1, amount: 1}
"""
HELD = STORY + "expect: [{result: registered, cites: [CR-4.1, CR-3.1]}, {}]\n"
Replay = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def replay(tmp_path: Path) -> Replay:
    """Plays stories in a process of its own: ``replay(text, …, options=[…])``."""

    def played(*texts: str, options: tuple[str, ...] = ("--json",)) -> subprocess.CompletedProcess[str]:
        paths = [tmp_path / f"story{number}.yaml" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text)
        return subprocess.run(
            [COMMAND, "replay", *map(str, paths), *options], cwd=tmp_path, capture_output=True, text=True
        )

    return played


def test_an_object_a_line_in_order(replay: Replay, tmp_path: Path) -> None:
    played = replay(HELD, "people: []\nevents: [{at: 2023-01-01T10:00, do: tick}]", HELD)
    assert (played.returncode, played.stderr) == (0, "")
    first, second, third = map(json.loads, played.stdout.splitlines())
    assert first == third and (first["held"], first["faults"]) == (True, [])
    assert [outcome["result"] for outcome in first["outcomes"]] == ["registered", "extended"]
    assert second["outcomes"] == [{"event": 0, "result": "ticked", "cites": []}] and "held" not in second
    assert sorted(path.name for path in tmp_path.iterdir()) == ["story0.yaml", "story1.yaml", "story2.yaml"]


@pytest.mark.parametrize(
    ("expected", "fault"),
    [
        ("expect: [{result: incomplete}, {}]", "events[0].result: expected incomplete, got registered"),
        ("expect: [{}, {cites: [CR-4.1]}]", "events[1].cites: expected ['CR-4.1'], got ['CR-4.2']"),
        ("expect: [{until: 5}, {}]", "events[0].until: expected 5, got nothing"),
        ("expect: [{}]", "expect: 1 entries for 2 events"),
        ("expect_state: {registrations: {r1: {status: signed}}}", "state.registrations.r1.status"),
        ("expect_state: {registrations: {r2: {}}}", "state.registrations.r2"),
        ("expect_state: {books: {east: {pages: 1}}}", "state.books.east.pages: expected 1, got 2"),
    ],
)
def test_something_else_than_expected(replay: Replay, expected: str, fault: str) -> None:
    played = replay(HELD, STORY + expected)
    assert (played.returncode, played.stderr) == (1, "")
    first, second = map(json.loads, played.stdout.splitlines())
    assert first["held"] is True and second["held"] is False
    (found,) = second["faults"]
    assert found.startswith(fault)


def test_what_is_not_named_is_not_compared(replay: Replay) -> None:
    expected = (
        'expect: [{valid_until: "2023-02-08T16:00Z", held: null}, {}]\n'
        'expect_state: {registrations: {r1: {valid_until: "2023-05-03T00:00:00+08:00"}}, cases: {}}\n'
    )
    played = replay(STORY + expected)
    assert json.loads(played.stdout)["faults"] == [] and played.returncode == 0


def test_one_fault_of_shape_and_none_is_played(replay: Replay, tmp_path: Path) -> None:
    played = replay(HELD, STORY.replace("do: deposit", "do: dance"), "events: 5\nwat: 1")
    assert (played.returncode, played.stdout) == (2, "")
    lines = played.stderr.splitlines()
    assert [line.split(": ")[:2] for line in lines] == [
        [f"{tmp_path}/story1.yaml:6", "events[1].do"],
        [f"{tmp_path}/story2.yaml:1", "events"],
        [f"{tmp_path}/story2.yaml:2", "wat"],
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--policy", "nowhere"), "--policy: there is no policy nowhere"),
        (("--policy", "zhaodu", "--policy", "zhaodu", "--policy", "zhaodu"), "--policy: once or twice"),
        (("--store", "mysql://here"), "--store: sqlite:///PATH or postgresql://"),
        (("--store", "sqlite:///story0.yaml"), "no database"),
        (("--quickly",), "--quickly"),
    ],
)
def test_a_wrong_option(replay: Replay, options: tuple[str, ...], said: str) -> None:
    played = replay(STORY, options=options)
    assert (played.returncode, played.stdout) == (2, "")
    assert said in played.stderr and "Traceback" not in played.stderr


def test_no_story_and_no_file(replay: Replay) -> None:
    assert replay(options=()).returncode == 2
    played = replay(STORY, options=("nowhere.yaml",))
    assert (played.returncode, played.stdout, played.stderr) == (2, "", "nowhere.yaml:1: file not found\n")


def test_two_policies_beside_each_other(replay: Replay, tmp_path: Path) -> None:
    (tmp_path / "longer.yaml").write_text("extends: zhaodu\nset: [{name: protection.walk_in.days, value: 5}]\n")
    own = STORY.replace(
        "people:", "policy: {extends: zhaodu, set: [{name: protection.walk_in.days, value: 9}]}\npeople:"
    )
    played = replay(HELD, own, options=("--policy", "zhaodu", "--policy", "longer.yaml", "--json"))
    first, second = map(json.loads, played.stdout.splitlines())
    assert first["differences"] == second["differences"]
    assert first["differences"] == [
        {"event": 0, "key": "valid_until", "values": ["2023-02-09T00:00:00+08:00", "2023-02-07T00:00:00+08:00"]},
        {"event": 1, "key": "result", "values": ["extended", "expired"]},
        {"event": 1, "key": "cites", "values": [["CR-4.2"], ["CR-3.2"]]},
        {"event": 1, "key": "valid_until", "values": ["2023-05-03T00:00:00+08:00", None]},
        {"event": 1, "key": "reason", "values": [None, first["runs"][1]["outcomes"][1]["reason"]]},
        {
            "event": 1,
            "key": "due",
            "values": [None, [{"what": "expired", "at": "2023-02-07T00:00:00+08:00", "registration": "r1"}]],
        },
    ]
    assert [run["policy"] for run in first["runs"]] == ["zhaodu", "longer"]
    assert [run["held"] for run in first["runs"]] == [True, True] and played.returncode == 0


def test_a_policy_in_place_of_the_storys(replay: Replay, tmp_path: Path) -> None:
    (tmp_path / "longer.yaml").write_text("extends: zhaodu\nset: [{name: protection.walk_in.days, value: 5}]\n")
    played = replay(
        STORY + 'expect: [{valid_until: "2023-02-07T00:00:00+08:00"}, {result: expired}]',
        options=("--policy", "longer.yaml", "--json"),
    )
    assert played.returncode == 0 and json.loads(played.stdout)["policy"] == "longer"
    one_fails = replay(
        HELD + "expect_state: {registrations: {r1: {status: valid}}}", options=("--policy", "longer.yaml")
    )
    assert one_fails.returncode == 1


def test_in_words(replay: Replay) -> None:
    played = replay(STORY + "expect: [{}, {result: expired}]", options=())
    assert played.returncode == 1
    assert "registered (CR-3.1, CR-4.1)" in played.stdout and "differs: events[1].result" in played.stdout


def test_a_store_is_filled_once(replay: Replay, another_store: str) -> None:
    options = ("--json", "--store", another_store)
    played = replay(HELD, HELD, options=options)
    assert played.returncode == 0 and len(set(played.stdout.splitlines())) == 1
    again = replay(HELD, options=options)
    assert (again.returncode, again.stdout) == (2, "")
    assert "is not empty" in again.stderr


def test_a_store_with_what_is_not_ours_is_left_alone(replay: Replay, another_store: str, tmp_path: Path) -> None:
    def statement(sql: str) -> list[tuple[int]]:
        if another_store.startswith("sqlite:"):
            with closing(sqlite3.connect(tmp_path / "others.sqlite3")) as others, others:
                return others.execute(sql).fetchall()
        with psycopg.connect(another_store, autocommit=True) as others:
            found = others.execute(sql)
            return found.fetchall() if found.description else []

    store = f"sqlite:///{tmp_path}/others.sqlite3" if another_store.startswith("sqlite:") else another_store
    if store == another_store:
        statement("DROP TABLE people_employee CASCADE")
    statement("CREATE TABLE others (number integer)")
    statement("INSERT INTO others VALUES (7)")
    played = replay(HELD, HELD, options=("--store", store))
    assert (played.returncode, played.stdout) == (2, "") and "is not empty" in played.stderr
    assert statement("SELECT number FROM others") == [(7,)]
