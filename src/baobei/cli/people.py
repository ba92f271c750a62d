"""Commands about people."""

from typing import Annotated

import typer

from baobei.cli import start
from baobei.cli.faults import WrongInput
from baobei.words import say

commands = typer.Typer()


@commands.command(epilog="Example: baobei token wang li --days 30")
def token(
    users: Annotated[list[str], typer.Argument(metavar="USER…", help="Names under which they sign in.")],
    days: Annotated[int | None, typer.Option(min=1, max=36500, help="Days until they end; default: never.")] = None,
) -> None:
    """Print a new API token for each user, one a line. A token is shown this once: only its digest is kept."""
    start.installation()
    from django.db import transaction

    from baobei.people import queries, tokens
    from baobei.usecase import MachineClock

    found = [(user, queries.actor(user)) for user in users]
    if unknown := [user for user, actor in found if actor is None]:
        raise WrongInput(say("Nobody signs in as {who}. Look at the names on the page of people.", who=list(unknown)))
    now = MachineClock().now()
    with transaction.atomic():
        issued = [tokens.issue(actor, at=now, days=days) for _, actor in found if actor]
    for one in issued:
        typer.echo(one)
