"""Commands about registrations."""

from typing import Annotated, Any

import typer

from baobei.cli import start
from baobei.cli.faults import WrongInput
from baobei.cli.output import AsJson, answer
from baobei.words import say

commands = typer.Typer()

_ANSWERED = frozenset({"free", "protected", "needs_review"})


@commands.command(
    epilog="Example: baobei check --as wang --name 陈建国 --phone 13800001234 --address 渝北区龙湖源著3栋2单元18-1"
)
def check(
    user: Annotated[str, typer.Option("--as", metavar="USER", help="Who asks.")],
    name: Annotated[str, typer.Option(help="The customer's name.")] = "",
    phone: Annotated[list[str] | None, typer.Option(help="A phone number; may be given several times.")] = None,
    address: Annotated[str, typer.Option(help="The customer's address.")] = "",
    as_json: AsJson = False,
) -> None:
    """Ask whether a customer is free. Like on the phone page it counts, and a free customer is held for who asks.

    Ends with 0 for an answer, protected among them, and with 2 where the question could not be put.
    """
    start.installation()
    from baobei.lab.play import plain
    from baobei.people import queries
    from baobei.registrations.services import inquire

    actor = queries.actor(user)
    if actor is None:
        raise WrongInput(say("Nobody signs in as {who}. Look at the names on the page of people.", who=user))
    customer = {"name": name, "phones": phone or [], "address": address}
    decision = inquire(by=actor, at=start.clock(), customer=customer)
    told: dict[str, Any] = plain(decision.answer, str)
    reason = {"reason": str(decision.reason)} if decision.reason else {}
    data = {"result": decision.result, "cites": list(decision.cites), **told, **reason}
    details = [f"  {key}: {value}" for key, value in data.items() if key not in ("result", "cites")]
    answer(data, [f"{decision.result} ({', '.join(decision.cites)})", *details], as_json=as_json)
    if decision.result not in _ANSWERED:
        raise typer.Exit(2)
