"""The company's own table of communities."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import uuid4

import typer

from baobei.cli import start
from baobei.cli.faults import WrongInput
from baobei.cli.files import reading, replacing_text
from baobei.cli.output import AsJson, answer
from baobei.language import tell
from baobei.words import Text, say

if TYPE_CHECKING:
    from baobei.matching import Communities, Vocabulary

commands = typer.Typer(help="Keep the company's table of communities.", epilog="Example: baobei communities list")

AsUser = Annotated[str, typer.Option("--as", metavar="USER", help="Who does it: a registrar or general manager.")]
Sure = Annotated[bool, typer.Option("--sure", help="Also where the register knows an estate of that name elsewhere.")]


@commands.command("list", epilog="Example: baobei communities list --json")
def list_(as_json: AsJson = False) -> None:
    """List the entries that count."""
    start.installation()
    from baobei.registrations.queries import communities

    told = [{"id": str(one.id), **communities.told(one.stated)} for one in communities.standing()]
    answer({"entries": told}, (_line(one) for one in told), as_json=as_json)


@commands.command(epilog="Example: baobei communities add --as he --kind alias --name 云上人家 --estate 云栈山居")
def add(
    user: AsUser,
    kind: Annotated[str, typer.Option(help="alias, phase, prefix or district.")],
    name: Annotated[str, typer.Option(help="The other name, the developer's prefix, or the estate.")],
    estate: Annotated[str, typer.Option(help="Whose name it is, of an alias and a phase.")] = "",
    phase: Annotated[str, typer.Option(help="Which phase of it.")] = "",
    city: Annotated[str, typer.Option(help="Only in this city.")] = "",
    district: Annotated[str, typer.Option(help="Only in this district.")] = "",
    sure: Sure = False,
    as_json: AsJson = False,
) -> None:
    """Add an entry; it counts at once for everything that was registered before."""
    start.installation()
    given = {"kind": kind, "name": name, "estate": estate, "phase": phase, "city": city, "district": district}
    added = _add(user, given, sure)
    if isinstance(added, Text):
        raise WrongInput(added)
    answer({"result": "added", "id": added}, [say("It counts from now on.")], as_json=as_json)


@commands.command("import", epilog="Example: baobei communities import communities.csv --as he")
def import_(
    source: Annotated[Path, typer.Argument(metavar="FILE.csv", help="kind,name,estate,phase,city,district; UTF-8.")],
    user: AsUser,
    sure: Sure = False,
    as_json: AsJson = False,
) -> None:
    """Add the entries of a CSV file, each for itself; what can't be one is named with its line and left out.

    A second import of the same file changes nothing."""
    start.installation()
    added = 0
    faults = []
    for line, given in entries(source):
        done = _add(user, given, sure)
        if isinstance(done, Text):
            faults.append({"line": line, "fault": tell(done)})
            typer.echo(f"{source}:{line}: {faults[-1]['fault']}", err=True)
        else:
            added += done != ""
    answer({"added": added, "faults": faults}, [say("{count} entries added.", count=added)], as_json=as_json)
    if faults:
        raise typer.Exit(2)


@commands.command(epilog="Example: baobei communities export --out communities.csv")
def export(
    out: Annotated[Path, typer.Option(metavar="FILE.csv", help="Where to write them.")],
) -> None:
    """Write the entries that count into a CSV file.

    `communities import` and `match --communities` take it."""
    start.installation()
    from baobei.registrations.queries import communities
    from baobei.registrations.rules.communities import FIELDS

    standing = communities.standing()
    with replacing_text(out) as target:
        writer = csv.DictWriter(target, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(communities.told(one.stated) for one in standing)
    answer({}, [say("{count} entries are in {file}.", count=len(standing), file=str(out))], as_json=False)


def _add(user: str, given: Mapping[str, Any], sure: bool) -> Text | str:
    """The new entry's id, empty where it stands already; or what is wrong with it."""
    from baobei.people import queries
    from baobei.registrations.services import add_community

    actor = queries.actor(user)
    if actor is None:
        raise WrongInput(say("Nobody signs in as {who}. Look at the names on the page of people.", who=user))
    decision = add_community(by=actor, at=start.clock(), entry=given, sure=sure)
    if decision.result == "denied":
        raise WrongInput(decision.reason or say("This is not among the tasks of your roles."))
    if decision.answer.get("stands"):
        return ""
    if decision.result != "added":
        field, text = next(iter(decision.answer["fields"].items()))
        return say("{field}: {fault}", field=field, fault=text)
    return str(decision.answer["id"])


def table(source: Path, words: "Vocabulary") -> "Communities":
    """The table that a CSV file holds; what can't be an entry is named with its line on standard error and left out.

    Raises WrongInput for another kind of file.
    """
    from baobei.registrations.rules import communities as rules
    from baobei.registrations.rules.values import BadValue

    standing: list[rules.Standing] = []
    for line, given in entries(source):
        try:
            stated = rules.read_entry(given, words)
            rules.beside(stated, standing)
        except BadValue as fault:
            typer.echo(
                f"{source}:{line}: {tell(say('{field}: {fault}', field=fault.field, fault=fault.text))}", err=True
            )
        else:
            standing.append(rules.Standing(uuid4(), stated))
    return rules.table([one.stated for one in standing])


def entries(source: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of a CSV file of entries, with their lines. Raises WrongInput for another kind of file."""
    from baobei.registrations.rules.communities import FIELDS

    with reading(source) as file:
        try:
            text = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise WrongInput(say("{file} is not UTF-8. Save it as UTF-8.", file=str(source))) from None
    rows = csv.DictReader(text.splitlines())
    header = rows.fieldnames or []
    if set(header) - set(FIELDS) or not {"kind", "name"} <= set(header):
        raise WrongInput(
            say("{file}: the header is {columns}, in any order.", file=str(source), columns=",".join(FIELDS))
        )
    for row in rows:
        yield rows.line_num, {name: row.get(name) or "" for name in FIELDS}


def _line(entry: Mapping[str, str]) -> str:
    place = entry["city"] + entry["district"]
    parts = [entry["kind"], entry["name"], *(["=", entry["estate"]] if entry["estate"] else []), entry["phase"], place]
    return " ".join(filter(None, parts))
