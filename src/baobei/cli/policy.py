"""Commands about the policy."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

import typer

from baobei.cli import start
from baobei.cli.output import AsJson, answer
from baobei.words import say

commands = typer.Typer(help="Show and check the policy.", epilog="Example: baobei policy show")


@commands.command(epilog="Example: baobei policy show --on 2023-02-01 --json")
def show(
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Only what holds on this day.")
    ] = None,
    pack: Annotated[
        str | None,
        typer.Option("--policy", metavar="PACK", help="A pack's name, folder or file; default: the company's."),
    ] = None,
    language: Annotated[Literal["zh", "en"], typer.Option(help="The language of the clauses.")] = "zh",
    as_json: AsJson = False,
) -> None:
    """Show every clause, and every value with the day from which it holds and the clauses it belongs to."""
    from baobei.policy.show import show as shown

    data = shown(start.policy(pack), on.date() if on else None, language=language)
    answer(data, _lines(data), as_json=as_json)


@commands.command(epilog="Example: baobei policy check ./our-policy")
def check(
    pack: Annotated[str, typer.Argument(metavar="PACK", help="A pack's name, folder or YAML file.")],
    as_json: AsJson = False,
) -> None:
    """Read a pack and tell all its faults, each with file and line; ends with 2 when there are any."""
    from baobei.policy import load
    from baobei.policy.show import check as checked

    if as_json and (faults := checked(pack)):
        answer({"faults": [str(fault) for fault in faults]}, [], as_json=True)
    read = load(pack)
    data = {"policy": read.name, "version": read.version, "clauses": len(read.clauses), "faults": []}
    answer(
        data,
        [
            say(
                "{policy}: {count} clauses, no fault; version {version}.",
                policy=read.name,
                count=len(read.clauses),
                version=read.version[:12],
            )
        ],
        as_json=as_json,
    )


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    for key, text in data["clauses"].items():
        yield f"{key}  {text}"
    yield ""
    for one in data["parameters"]:
        since = f", from {one['from']}" if one.get("from") else ""
        yield f"{one['name']} = {one['value']}  ({', '.join(one['clauses'])}{since})"
