"""Making stored readings and keys anew."""

from dataclasses import asdict

import typer

from baobei.cli import start
from baobei.cli.output import AsJson, answer, progress
from baobei.words import say

commands = typer.Typer()


@commands.command(epilog="Example: baobei rekey --json")
def rekey(as_json: AsJson = False) -> None:
    """Read every customer anew whose reading is not of today's rules, lists and table of communities.

    For after an update and after changes of the table; the server may go on serving. Interrupted, it goes on where
    it was when it is given again. What is found to collide then waits for the registrar."""
    start.installation()
    from baobei.registrations.queries import stale
    from baobei.registrations.services import rekey as run

    at = start.clock()
    with progress("customers", total=stale.to_rekey(at)) as heard:
        told = run(at=at, heard=heard)
    lines = [
        say("{count} customers read anew.", count=f"{told.done:,}"),
        say("{count} of them had changed.", count=f"{told.changed:,}"),
        say("{count} pairs collide now and wait for the registrar.", count=f"{told.colliding:,}"),
    ]
    answer(asdict(told), lines, as_json=as_json)
