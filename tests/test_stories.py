"""The stories hold on the store under test, and every parameter of the policy is moved by one of them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from baobei.lab import replay
from baobei.lab.story import Story, read_story
from baobei.policy import load

STORIES = Path(__file__).parent.parent / "stories"
PARAMETERS = STORIES / "parameters"


@pytest.fixture
def play(db) -> Callable[[Story], dict]:
    """Plays one story in the store of the test, which is as empty as a replay's own."""
    return replay.answer


@pytest.mark.parametrize("path", sorted(STORIES.rglob("*.yaml")), ids=lambda path: path.stem)
def test_story_holds(path: Path, play) -> None:
    answer = play(read_story(str(path)))
    assert answer.get("held", True), "\n".join(answer["faults"])


@pytest.mark.parametrize("path", sorted(STORIES.glob("*.yaml")), ids=lambda path: path.stem)
def test_clause_story_expects_something(path: Path) -> None:
    story = read_story(str(path))
    assert story.expect is not None and len(story.expect) == len(story.events)


@pytest.mark.parametrize("path", sorted(PARAMETERS.glob("*.yaml")), ids=lambda path: path.stem)
def test_parameter_moves_its_story(path: Path, play) -> None:
    moved = read_story(str(path))
    assert [entry["name"] for entry in moved.policy_source["set"]] == [path.stem]
    usual = play(read_story(str(path), policy="zhaodu"))
    assert usual["faults"], "with the usual value everything is answered as with the moved one"


def test_every_parameter_is_moved_by_a_story() -> None:
    named = {parameter["name"] for parameter in load("zhaodu").parameters()}
    assert named == {path.stem for path in PARAMETERS.glob("*.yaml")}


def test_same_story_gives_the_same_bytes_again(play, django_db_blocker) -> None:
    from django.db import transaction

    story = read_story(str(PARAMETERS / "choice.wait_days.yaml"))
    answers = []
    for _ in range(2):
        undo = transaction.savepoint()
        answers.append(json.dumps(play(story), ensure_ascii=False))
        transaction.savepoint_rollback(undo)
    assert answers[0] == answers[1]
