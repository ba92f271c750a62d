"""A story played through the API hears what it hears in a replay."""

import json
from collections.abc import Mapping, Set
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from baobei import environment
from baobei.api.unbuilt import CALLS
from baobei.lab import replay
from baobei.lab.setting import set_up
from baobei.lab.story import Event, Person, Story, read_story
from baobei.lab.verbs import VERBS
from baobei.people import company, queries, tokens
from baobei.usecase import MachineClock

STORIES = Path(__file__).parent.parent / "stories"
PATHS = {
    "inquire": "/inquiries",
    "register": "/registrations",
    "review": "/registrations/{registration}/review",
    "follow_up": "/registrations/{registration}/follow-ups",
    "deposit": "/registrations/{registration}/deposits",
    "sign": "/registrations/{registration}/signing",
}
COMPARED = (
    "result",
    "cites",
    "until",
    "valid_until",
    "waits_until",
    "held_until",
    "own",
    "missing",
    "completeness",
    "commissions",
)


class Player:
    """Plays a story's events over the API, each as the one who acts, at its instant."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.ids: dict[str, str] = {}
        self.heard: list[tuple[Any, ...]] = []
        self.client = Client()
        self.tokens: dict[str, str] = {}
        for person in story.people:
            actor = queries.actor(person.id)
            assert actor is not None
            self.tokens[person.id] = tokens.issue(actor, at=MachineClock().now(), days=None)

    def run(self) -> list[dict[str, Any] | None]:
        return [None if event.do == "tick" else self._call(event) for event in self.story.events]

    def _call(self, event: Event) -> dict[str, Any]:
        given = {key: value for key, value in event.given.items() if key not in ("registration", "case_ref")}
        key = self.ids.get(str(event.given.get("registration")), str(uuid4()))
        headers = {"Authorization": f"Bearer {self.tokens[str(event.by)]}", "Baobei-Now": event.at.isoformat()}
        with CaptureQueriesContext(connection) as asked:
            if event.do == "look":
                answer = self.client.get(f"/api/v1/registrations/{key}", given, headers=headers)
            else:
                path = f"/api/v1{_path(event.do)}".replace("{registration}", key)
                answer = self.client.post(path, json.dumps(given), content_type="application/json", headers=headers)
        told = answer.json()
        sent = {name: value for name, value in answer.headers.items() if name not in ("Date", "X-Request-Id")}
        content = answer.content.replace(told.get("id", "-").encode(), b"-")
        self.heard.append((event.by, answer.status_code, sent, content, len(asked)))
        if event.ref and "id" in told:
            self.ids[event.ref] = told["id"]
        return {**told, "status": answer.status_code}


def _path(verb: str) -> str:
    if VERBS[verb].built:
        return PATHS[verb]
    return next(path for path, name in CALLS.items() if name == verb).replace("{key}", str(uuid4()))


def compared(told: Mapping[str, Any]) -> dict[str, Any]:
    return {key: told[key] for key in COMPARED if key in told}


@pytest.fixture
def demo(db: None) -> Any:
    before = environment.current().demo
    environment.use(demo=True)
    yield
    environment.use(demo=before)


@pytest.mark.parametrize("path", sorted(STORIES.rglob("*.yaml")), ids=lambda path: path.stem)
def test_a_story_hears_the_same(path: Path, demo: None) -> None:
    story = read_story(str(path))
    undo = transaction.savepoint()
    expected = replay.answer(story)["outcomes"]
    transaction.savepoint_rollback(undo)
    set_up(story)
    company.install()
    for number, (outcome, told) in enumerate(zip(expected, Player(story).run(), strict=True)):
        if told is None:
            continue
        where = f"event {number}: {outcome} and {told}"
        if told["status"] == 404:
            assert outcome["result"] in ("refused", "denied"), where
            assert (told["result"], told["cites"]) == ("refused", []), where
        elif story.events[number].do == "look":
            assert (told["result"], told["cites"]) == (outcome["result"], outcome["cites"]), where
        else:
            assert compared(told) == compared(outcome), where


@pytest.mark.parametrize("path", sorted(STORIES.rglob("*.yaml")), ids=lambda path: path.stem)
def test_a_story_with_another_holder_tells_third_persons_the_same(path: Path, demo: None) -> None:
    """Somebody of another department does all that the first holder did; who only sells hears no difference."""
    told = read_story(str(path))
    holder = next((event.by for event in told.events if event.do in ("register", "inquire")), None)
    stranger = Person("stranger", "石坚", ("salesperson", "manager", "group_leader"), "elsewhere", None)
    story = replace(told, people=(*told.people, stranger), expect=None, expect_state=None)
    swapped = replace(
        story, events=tuple(replace(event, by="stranger") if event.by == holder else event for event in story.events)
    )
    third = {person.id for person in story.people if person.roles == ("salesperson",) and person.id != holder}
    assert _heard(story, third) == _heard(swapped, third)


def _heard(story: Story, third: Set[str]) -> list[tuple[Any, ...]]:
    undo = transaction.savepoint()
    set_up(story)
    company.install()
    player = Player(story)
    player.run()
    transaction.savepoint_rollback(undo)
    return [heard for heard in player.heard if heard[0] in third - {"stranger"}]


def test_every_verb_has_its_call() -> None:
    assert set(PATHS) | {"look", "tick"} == {name for name, verb in VERBS.items() if verb.built}
    assert set(CALLS.values()) == {name for name, verb in VERBS.items() if not verb.built}
