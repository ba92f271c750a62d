"""Commands about the books."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from baobei.cli import start
from baobei.cli.faults import CheckFailed, WrongInput
from baobei.cli.files import reading, replacing_text
from baobei.cli.output import AsJson, answer
from baobei.language import tell
from baobei.words import say

commands = typer.Typer(help="Verify the books.", epilog="Example: baobei audit verify")


@commands.command(epilog="Example: baobei audit verify --heads /elsewhere/heads.json")
def verify(
    heads: Annotated[Path | None, typer.Option(metavar="FILE", help="Heads that `audit heads` saved earlier.")] = None,
    as_json: AsJson = False,
) -> None:
    """Verify that no page of a book was changed, removed or put elsewhere; ends with 1 when one was."""
    start.installation()
    from baobei.book import verify as books

    saved = _saved(heads) if heads else None
    found = books.verify(saved)
    numbers = {book: head["number"] for book, head in books.saved_heads().items()}
    told = {
        book: {"pages": numbers.get(book, 0), "intact": not faults, "faults": faults}
        for book, faults in found.items()
        if book
    }
    faults = [fault for some in found.values() for fault in some]
    state = {True: say("intact"), False: say("BROKEN")}
    lines = [
        say("{book}: {count:,} pages, {state}", book=book, count=one["pages"], state=state[one["intact"]])
        for book, one in told.items()
    ]
    answer({"intact": not faults, "books": told, "faults": faults}, lines, as_json=as_json)
    if faults:
        raise CheckFailed("\n".join(faults))


@commands.command(epilog="Example: baobei audit heads --out /elsewhere/heads.json")
def heads(
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where to write them, best on another machine.")],
) -> None:
    """Save where each book stands, to hold the books against it later."""
    start.installation()
    from baobei.book import verify as books

    saved = books.saved_heads()
    with replacing_text(out) as target:
        target.write(json.dumps(saved, ensure_ascii=False, indent=1) + "\n")
    typer.echo(tell(say("The heads of {count} books are in {file}.", count=len(saved), file=str(out))))


@commands.command(epilog="Example: baobei audit rebuild --compare")
def rebuild(
    compare: Annotated[bool, typer.Option("--compare", help="Compare with the tables.")] = False,
    as_json: AsJson = False,
) -> None:
    """Rebuild the state from the pages of the books and compare it with the tables; ends with 1 when they differ."""
    if not compare:
        raise WrongInput(say("Say `--compare`: what is rebuilt is compared with the tables and never written."))
    start.installation()
    from baobei.book import rebuild as rebuilding

    found = rebuilding.differences()
    same = [] if found else [say("Pages and tables say the same.")]
    answer({"same": not found, "differences": found}, same, as_json=as_json)
    if found:
        raise CheckFailed("\n".join(found))


def _saved(file: Path) -> dict[str, Any]:
    wrong = WrongInput(say("{file} holds no heads. Give a file that `baobei audit heads --out` wrote.", file=str(file)))
    try:
        with reading(file) as source:
            saved = json.load(source)
    except ValueError:
        raise wrong from None
    heads = saved.values() if isinstance(saved, dict) else [None]
    if not all(isinstance(head, dict) and isinstance(head.get("number"), int) and "link" in head for head in heads):
        raise wrong
    return dict(saved)
