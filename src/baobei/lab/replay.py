"""``baobei replay``: stories in, decisions out, against a fresh store and a clock that the story sets."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import OperationalError, connection, transaction
from django.utils import translation
from django.utils.translation import gettext

from baobei import environment
from baobei.environment import EnvironmentFault
from baobei.lab import compare
from baobei.lab.play import Play, plain
from baobei.lab.setting import set_up
from baobei.lab.state import state
from baobei.lab.story import Story
from baobei.store import template
from baobei.words import Text


def answers(stories: Sequence[Sequence[Story]]) -> Iterator[dict[str, Any]]:
    """The answer to each story; a story is given once, or twice with the two policies that are compared.

    Raises EnvironmentFault where the store that was named is not empty.
    """
    _empty_store()
    for number, versions in enumerate(stories):
        runs = []
        for place, story in enumerate(versions):
            if number or place:
                _clear()
            template.lay()
            runs.append(answer(story))
        yield runs[0] if len(runs) == 1 else {"runs": runs, "differences": compare.differences(runs)}


def answer(story: Story) -> dict[str, Any]:
    """Plays one story in the laid, empty store and says what was decided and how things stand."""
    with translation.override("zh-hans"):
        with transaction.atomic():
            set_up(story)
        play = Play(story, words())
        told: dict[str, Any] = {"policy": story.policy.name, "outcomes": play.run()}
        ended = story.events[-1].at if story.events else datetime.min.replace(tzinfo=UTC)
        told["state"] = plain(state(ended, play.names()), play.say)
    if story.expect is not None or story.expect_state is not None:
        faults = compare.faults(told, story.expect, story.expect_state)
        told |= {"held": not faults, "faults": faults}
    return told


def words() -> Callable[[Text], str]:
    """How a sentence of a rule is said in the language that is active."""

    def said(text: Text) -> str:
        values = {name: said(value) if isinstance(value, Text) else value for name, value in text.values.items()}
        return gettext(text.msgid).format(**values)

    return said


def line(told: dict[str, Any]) -> str:
    """The answer as one line of JSON."""
    return json.dumps(told, ensure_ascii=False)


def _empty_store() -> None:
    if _in_memory():
        return
    try:
        with connection.cursor() as cursor:
            tables = connection.introspection.table_names(cursor)
            filled = bool(tables)
            if "people_employee" in tables:
                cursor.execute("SELECT count(*) FROM people_employee")
                filled = bool(cursor.fetchone()[0])
    except OperationalError:
        return
    finally:
        connection.close()
    if filled:
        raise EnvironmentFault("The store that was named is not empty. Name an empty database; a replay fills it.")


def _clear() -> None:
    """Throws away what the story before has filled."""
    if _in_memory():
        connection.connection.close()
        connection.connection = None
    elif connection.vendor == "sqlite":
        connection.close()
        template.drop(environment.current().database_url)
    else:
        template.empty()


def _in_memory() -> bool:
    return connection.vendor == "sqlite" and connection.settings_dict["NAME"] == ":memory:"
