"""Commands that set a company up."""

from typing import Annotated

import typer

from baobei.cli import start
from baobei.cli.faults import WrongInput
from baobei.cli.output import AsJson, answer
from baobei.language import tell
from baobei.words import say

commands = typer.Typer()

_SHORTEST_PASSWORD = 8


@commands.command(epilog="Example: echo 'a long password' | baobei init --company 朝渡 --user zhang --password-stdin")
def init(
    company: Annotated[str | None, typer.Option(help="The company's name.")] = None,
    user: Annotated[str | None, typer.Option(help="The name under which the first general manager signs in.")] = None,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from the first line of standard input.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make database, keys, company and first general manager; asks for what is not given.

    Safe to repeat: it brings an older database up to date and leaves what is there alone.
    """
    start.store()
    from django.db import connection

    from baobei.book.rules import OFFICE
    from baobei.book.services import open_book
    from baobei.people import company as companies
    from baobei.people import founding

    name = founding.founded()
    made = name is None
    if name is None:
        name = _line(company or typer.prompt(tell(say("Company"))), "company", 100)
        manager = _line(user or typer.prompt(tell(say("User name of the first general manager"))), "user", 64)
        if any(character.isspace() for character in manager):
            raise WrongInput(say("--user: a user name has no spaces."))
        companies.install()
        founding.found(name=name, username=manager, password=_password(password_stdin))
    open_book(OFFICE)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    done = say("{name} is set up. `baobei serve` serves it.", name=name)
    before = say("{name} was set up already; nothing changed.", name=name)
    answer({"company": name, "made": made}, [done if made else before], as_json=as_json)


def _line(text: str, option: str, longest: int) -> str:
    line = text.strip()
    if not line or len(line) > longest or not line.isprintable():
        raise WrongInput(
            say(
                "--{option}: 1 to {longest} characters, none of them a control character.",
                option=option,
                longest=longest,
            )
        )
    return line


def _password(from_stdin: bool) -> str:
    if from_stdin:
        password = typer.get_text_stream("stdin").readline().rstrip("\r\n")
    else:
        password = typer.prompt(tell(say("Password")), hide_input=True, confirmation_prompt=True)
    if len(password) < _SHORTEST_PASSWORD:
        raise WrongInput(say("The password needs at least {least} characters.", least=_SHORTEST_PASSWORD))
    return password
