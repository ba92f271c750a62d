"""Playing stories."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import typer

from baobei import environment
from baobei.cli import start
from baobei.cli.faults import CheckFailed, WrongInput
from baobei.cli.output import AsJson
from baobei.environment import EnvironmentFault
from baobei.words import say

commands = typer.Typer()

_HEAD = ("event", "result", "cites", "due")


@commands.command(epilog="Example: baobei replay stories/CR-4.1-seven-days.yaml --policy zhaodu --policy ./ours --json")
def replay(
    stories: Annotated[list[str], typer.Argument(metavar="STORY.yaml…", help="Stories to play, in order.")],
    policy: Annotated[
        list[str] | None,
        typer.Option("--policy", metavar="PACK", help="A policy in place of the story's; twice: how they differ."),
    ] = None,
    store: Annotated[
        str, typer.Option(metavar="URL", help="An empty database to play in; default: in memory.")
    ] = "sqlite:///:memory:",
    as_json: AsJson = False,
) -> None:
    """Play dated stories through the services and print what was decided, and by which clause.

    Ends with 1 when a story expects something else, with 2 when one can't be read: then none is played.
    """
    if policy and len(policy) > 2:
        raise WrongInput(say("--policy: once or twice."))
    try:
        environment.read({"BAOBEI_DATABASE_URL": store})
    except EnvironmentFault:
        raise WrongInput(say("--store: sqlite:///PATH or postgresql://USER@HOST/NAME.")) from None
    environment.use(database_url=store)
    read = _read(stories, policy or [None])
    start.django()
    from baobei.lab import replay as lab

    failed = False
    for path, told in zip(stories, lab.answers(read), strict=True):
        for line in [lab.line(told)] if as_json else _lines(path, told):
            typer.echo(line)
        failed = failed or any(run.get("held") is False for run in told.get("runs", [told]))
    if failed:
        raise CheckFailed


def _read(paths: list[str], policies: list[Any]) -> list[list[Any]]:
    from baobei.lab.story import StoryFaults, read_story

    read, faults = [], dict[str, None]()
    for path in paths:
        try:
            read.append([read_story(path, policy=policy) for policy in policies])
        except StoryFaults as found:
            faults |= dict.fromkeys(map(str, found.faults))
    if faults:
        raise StoryFaults(list(faults))
    return read


def _lines(path: str, told: Mapping[str, Any]) -> Iterator[str]:
    for run in told.get("runs", [told]):
        yield f"{path}, policy {run['policy']}"
        for outcome in run["outcomes"]:
            for due in outcome.get("due", ()):
                yield "     due: " + _values(due)
            rest = {key: value for key, value in outcome.items() if key not in _HEAD}
            cites = ", ".join(outcome["cites"]) or "no clause"
            yield f"{outcome['event']:4} {outcome['result']} ({cites}) {_values(rest)}".rstrip()
        for fault in run.get("faults", ()):
            yield f"  differs: {fault}"
    for one in told.get("differences", ()):
        yield f"event {one['event']}: {one['key']} {' | '.join(map(str, one['values']))}"


def _values(values: Mapping[str, Any]) -> str:
    return " ".join(f"{key}={value}" for key, value in values.items())
