"""Backup and restore."""

from pathlib import Path
from typing import Annotated

import typer

from baobei.cli import start
from baobei.cli.faults import WrongInput
from baobei.cli.files import reading, replacing
from baobei.cli.output import AsJson, answer, progress
from baobei.language import tell
from baobei.words import Text, say

commands = typer.Typer()

_SHORTEST_PASSPHRASE = 8

PassphraseStdin = Annotated[
    bool, typer.Option("--passphrase-stdin", help="Read the passphrase from the first line of standard input.")
]


@commands.command(epilog="Example: baobei backup /backups/monday.baobei")
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write; one that is there is replaced.")],
    passphrase_stdin: PassphraseStdin = False,
    as_json: AsJson = False,
) -> None:
    """Write the whole company to one encrypted file, as of one instant, also while it is served.

    Without the passphrase nobody can read the file: keep it elsewhere. It restores on either store.
    """
    start.installation()
    from baobei.store import backup as backups
    from baobei.usecase import MachineClock

    passphrase = _passphrase(passphrase_stdin, confirm=True)
    if len(passphrase) < _SHORTEST_PASSPHRASE:
        raise WrongInput(say("The passphrase needs at least {least} characters.", least=_SHORTEST_PASSPHRASE))
    with replacing(file) as target, progress("rows") as counted:
        totals = backups.dump(target, passphrase, at=MachineClock().now(), counted=counted)
    _tell(say("Backed up to {file}", file=str(file)), file, totals, as_json)


@commands.command(epilog="Example: baobei restore /backups/monday.baobei")
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `baobei backup` wrote.")],
    passphrase_stdin: PassphraseStdin = False,
    as_json: AsJson = False,
) -> None:
    """Replace the whole company by the one in a backup. Nothing is replaced before all of it is verified, books too."""
    with reading(file) as source:
        passphrase = _passphrase(passphrase_stdin, confirm=False)
        start.store()
        from baobei.book import verify
        from baobei.store import backup as backups
        from baobei.store.sealing import BrokenSeal

        def books() -> None:
            if found := [fault for faults in verify.verify().values() for fault in faults]:
                raise WrongInput(say("A book in the backup is broken, nothing was restored: {fault}.", fault=found[0]))

        try:
            with progress("rows") as counted:
                totals = backups.restore(source, passphrase, verify=books, counted=counted)
        except BrokenSeal as fault:
            raise WrongInput(
                say("{file}: {fault} Nothing was restored.", file=str(file), fault=fault.args[0])
            ) from None
    _tell(say("Restored from {file}", file=str(file)), file, totals, as_json)


def _tell(done: Text, file: Path, totals: dict[str, int], as_json: bool) -> None:
    line = say(
        "{done}: {registrations:,} registrations, {pages:,} pages, {rows:,} rows in all.",
        done=done,
        registrations=totals["registrations.registration"],
        pages=totals["book.page"],
        rows=sum(totals.values()),
    )
    answer({"file": str(file), "bytes": file.stat().st_size, "rows": totals}, [line], as_json=as_json)


def _passphrase(from_stdin: bool, *, confirm: bool) -> str:
    if from_stdin:
        return typer.get_text_stream("stdin").readline().rstrip("\r\n")
    return str(typer.prompt(tell(say("Passphrase")), hide_input=True, confirmation_prompt=confirm, err=True))
