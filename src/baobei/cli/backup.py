"""Backup and restore."""

from pathlib import Path
from typing import Annotated

import typer

from baobei.cli import start
from baobei.cli.faults import WrongInput
from baobei.cli.files import reading, replacing
from baobei.cli.output import AsJson, answer, progress

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
        raise WrongInput(f"The passphrase needs at least {_SHORTEST_PASSPHRASE} characters.")
    with replacing(file) as target, progress("rows") as counted:
        totals = backups.dump(target, passphrase, at=MachineClock().now(), counted=counted)
    _tell(f"Backed up to {file}", file, totals, as_json)


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
                raise WrongInput(f"A book in the backup is broken, nothing was restored: {found[0]}.")

        try:
            with progress("rows") as counted:
                totals = backups.restore(source, passphrase, verify=books, counted=counted)
        except BrokenSeal as fault:
            raise WrongInput(f"{file}: {fault} Nothing was restored.") from None
    _tell(f"Restored from {file}", file, totals, as_json)


def _tell(done: str, file: Path, totals: dict[str, int], as_json: bool) -> None:
    count = totals["registrations.registration"]
    line = f"{done}: {count:,} registrations, {totals['book.page']:,} pages, {sum(totals.values()):,} rows in all."
    answer({"file": str(file), "bytes": file.stat().st_size, "rows": totals}, [line], as_json=as_json)


def _passphrase(from_stdin: bool, *, confirm: bool) -> str:
    if from_stdin:
        return typer.get_text_stream("stdin").readline().rstrip("\r\n")
    return str(typer.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True))
