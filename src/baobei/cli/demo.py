"""Made-up companies."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from baobei import environment
from baobei.cli import start
from baobei.cli.faults import WrongInput
from baobei.cli.output import AsJson, answer, progress
from baobei.language import tell
from baobei.words import say

if TYPE_CHECKING:
    from baobei.lab.story import Story

commands = typer.Typer()

# Without the letters and digits that are taken for one another on a phone.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_AT_A_TIME = 50


@commands.command(epilog="Example: BAOBEI_DEMO=1 baobei demo --seed 7 --people 30 --registrations 200")
def demo(
    seed: Annotated[int, typer.Option(help="The same seed makes the same company.")] = 1,
    people: Annotated[int, typer.Option(min=2, max=2000, help="How many people work there.")] = 24,
    registrations: Annotated[int, typer.Option(min=0, max=100_000, help="How many customers were registered.")] = 120,
    story: Annotated[
        str | None,
        typer.Option(metavar="STORY.yaml", help="The people and policy of a story instead; nothing is played."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make a made-up company with people of every role and some weeks of work, and print the logins.

    A store that is filled already is replaced whole where BAOBEI_DEMO=1 is set, and else left alone.
    """
    start.store()
    from baobei.lab import setting
    from baobei.people import founding
    from baobei.store.renewing import analyze, renewed

    if not environment.current().demo and not founding.untouched():
        raise WrongInput(
            say("The database is filled. Set BAOBEI_DEMO=1 to replace it by a demo company, or name another one.")
        )
    made = _told(story) if story else _made_up(seed, people, registrations)
    password = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    with renewed():
        setting.set_up(made, company_name=_company_name(story))
        founding.give_everybody(password)
        logins = _logins(made, password)
    try:
        _play(made)
    except BaseException:
        with suppress(Exception), renewed():
            pass
        raise
    analyze()
    answer({"people": logins}, _lines(logins, every=bool(story)), as_json=as_json)


def _company_name(story: str | None) -> str:
    from baobei.lab import words_for_demo

    return "" if story else words_for_demo.COMPANY


def _told(path: str) -> "Story":
    from baobei.lab.story import read_story

    return replace(read_story(path), events=())


def _made_up(seed: int, people: int, registrations: int) -> "Story":
    from baobei.lab import made_up
    from baobei.policy import load

    source = environment.current().policy
    now = start.clock().now()
    return made_up.story(load(source), source, seed=seed, people=people, registrations=registrations, now=now)


def _play(made: "Story") -> None:
    from baobei.lab.play import Play

    play = Play(made, str)
    with progress("events", total=len(made.events)) as counted:
        for first in range(0, len(made.events), _AT_A_TIME):
            play.story = replace(made, events=made.events[first : first + _AT_A_TIME])
            play.run()
            counted("", len(play.story.events))


def _logins(made: "Story", password: str) -> list[dict[str, Any]]:
    from baobei.people import queries, tokens
    from baobei.usecase import MachineClock

    at = MachineClock().now()
    logins = []
    for person in made.people:
        actor = queries.actor(person.id)
        assert actor is not None
        logins.append(
            {
                "user": person.id,
                "password": password,
                "token": tokens.issue(actor, at=at, days=None),
                "name": person.name,
                "roles": list(person.roles),
                "department": person.department,
                "region": person.region,
            }
        )
    return logins


def _lines(logins: Sequence[Mapping[str, Any]], *, every: bool) -> Iterator[str]:
    """Everybody, or the first of each role."""
    shown: dict[str, Mapping[str, Any]] = {}
    for login in logins:
        for role in login["roles"]:
            shown.setdefault(login["user"] if every else role, login)
    listed = list({login["user"]: login for login in shown.values()}.values())
    rows = [(tell(say("role")), tell(say("user")), tell(say("password")), tell(say("name")))]
    rows += [(", ".join(one["roles"]), one["user"], one["password"], one["name"]) for one in listed]
    places = ["", *(f", {one['department']}" if one["department"] else "" for one in listed)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row, place in zip(rows, places, strict=True):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)) + f"  {row[3]}{place}"
    if len(listed) < len(logins):
        yield tell(say("{count} people work here; all have this password.", count=len(logins)))
