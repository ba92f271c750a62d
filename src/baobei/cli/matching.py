"""Matching whole books, and reading whole lists of addresses."""

import csv
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from baobei.cli import start
from baobei.cli.faults import WrongInput, reason
from baobei.cli.files import reading, replacing, replacing_text
from baobei.cli.output import progress
from baobei.language import of_terminal, tell
from baobei.words import say

if TYPE_CHECKING:
    from baobei.bulk.engines import Engine
    from baobei.matching.batch import Row

commands = typer.Typer()

EngineName = Literal["duckdb", "spark"]
Language = Literal["en", "zh-Hans", "zh-Hant"]
PolicyOption = Annotated[
    str | None, typer.Option(metavar="PACK", help="The policy whose values hold; default: the environment's.")
]


@commands.command(epilog="Example: baobei match --register book.csv --queries new.csv --out found.csv --explain")
def match(
    register: Annotated[Path, typer.Option(metavar="REGISTER.csv", help="id, name, phones, address, relatives.")],
    out: Annotated[Path, typer.Option(metavar="PREDICTIONS.csv", help="Where to write what collides.")],
    queries: Annotated[Path | None, typer.Option(metavar="QUERIES.csv", help="Whom to look for in it.")] = None,
    within: Annotated[bool, typer.Option("--within", help="Find the collisions inside the book.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Add the reasons.")] = False,
    language: Annotated[
        Language | None, typer.Option(help="The language of the reasons; default: the terminal's.")
    ] = None,
    engine: Annotated[EngineName, typer.Option(help="What runs it; spark needs the extra baobei[spark].")] = "duckdb",
    master: Annotated[
        str, typer.Option(metavar="URL", help="Where Spark runs; default: on this machine.")
    ] = "local[*]",
    policy: PolicyOption = None,
) -> None:
    """Find the customers of a book that may be the same, of one housing unit, or relatives (CR-7.0).

    Rows that can't be read are named on standard error, with their line, and skipped. Interrupted, the command goes
    on where it was when it is given again; until it is done, its work is kept beside the output.
    """
    if within == (queries is not None):
        raise WrongInput(say("Give either --queries or --within."))
    from baobei import environment
    from baobei.bulk import match as bulk
    from baobei.policy import load
    from baobei.registrations.rules.form import vocabulary

    loaded, day = load(policy or environment.current().policy), _today()
    p = loaded.on(day)
    books = [file for file in (register, queries) if file]
    spoken = language or of_terminal()
    with _unfinished(out, [loaded.version, str(day), str(explain), spoken, *map(_digest, books)]) as folder:
        total = _line_count(*books) + _line_count(books[-1])
        with progress("rows", total=total) as counted, replacing(out) as target:
            target.write(("query_id,register_id,kind,score" + ",reasons" * explain + "\n").encode())
            pieces = bulk.match(
                folder,
                _rows(register),
                _rows(queries) if queries else None,
                vocabulary(p),
                _engine(engine, folder, master),
                common_phone=p["match.common_phone"],
                explain=explain,
                language=spoken,
                heard=counted,
                told=lambda text: typer.echo(tell(text), err=True),
            )
            target.writelines(pieces)


@commands.command(epilog="Example: baobei address --in addresses.txt --out addresses.csv")
def address(
    source: Annotated[Path, typer.Option("--in", metavar="TEXT_FILE", help="One address a line, UTF-8 or GB18030.")],
    out: Annotated[Path, typer.Option(metavar="OUT.csv", help="Where to write what was read.")],
    policy: PolicyOption = None,
) -> None:
    """Read addresses into community, building, entrance, floor and room; ambiguous ones with all their readings."""
    from baobei import environment
    from baobei.matching.address import table
    from baobei.policy import load

    p = load(policy or environment.current().policy).on(_today())
    words = {"single_buildings": tuple(p["address.single_buildings"]), "site_words": tuple(p["address.site_words"])}
    total = _line_count(source)
    with reading(source) as lines, progress("addresses", total=total) as counted, replacing_text(out) as target:
        writer = csv.DictWriter(target, table.COLUMNS, lineterminator="\n")
        writer.writeheader()
        for row in table.table(map(_text, lines), **words):
            writer.writerow(row)
            counted("", 1)


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return line.decode("gb18030", errors="replace")


def _today() -> Any:
    from baobei.usecase import COMPANY_TIME

    return start.clock().now().astimezone(COMPANY_TIME).date()


def _line_count(*files: Path | None) -> int:
    count = 0
    for file in filter(None, files):
        with reading(file) as lines:
            count += sum(chunk.count(b"\n") for chunk in iter(lambda: lines.read(1 << 20), b""))
    return count


@contextmanager
def _unfinished(out: Path, made_of: list[str]) -> Iterator[Path]:
    """The folder beside ``out`` that keeps what is done, until all is; of another input or policy it is emptied."""
    folder = out.with_name(f"{out.name}.unfinished")
    key = sha256("\n".join([version("baobei"), *made_of]).encode()).hexdigest()
    kept = folder / "made-of"
    try:
        if not kept.exists() or kept.read_text() != key:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(mode=0o700)
            kept.write_text(key)
    except OSError as fault:
        raise WrongInput(say("{file} can't be written: {why}.", file=folder, why=reason(fault))) from None
    try:
        yield folder
    except WrongInput:
        shutil.rmtree(folder)
        raise
    shutil.rmtree(folder)


def _digest(file: Path) -> str:
    found = sha256()
    with reading(file) as source:
        for chunk in iter(lambda: source.read(1 << 20), b""):
            found.update(chunk)
    return found.hexdigest()


def _engine(name: EngineName, folder: Path, master: str) -> "AbstractContextManager[Engine]":
    from baobei.bulk import engines

    if name == "duckdb":
        return engines.duckdb(folder)
    if find_spec("pyspark") is None:
        raise WrongInput(say("Spark is not installed: `pip install 'baobei[spark]'`, and Java 17."))
    return engines.spark(master)


def _rows(file: Path) -> "Iterator[Row]":
    """The readable rows of a file; the others are named on standard error. Raises WrongInput where none is readable."""
    from baobei.matching.batch import Fault, read_rows

    faults, read = [], 0
    with reading(file) as lines:
        for one in read_rows(lines):
            if isinstance(one, Fault):
                faults.append(f"{file}:{one.line}: {tell(one.text)}")
                if read:
                    typer.echo(faults[-1], err=True)
                continue
            for fault in faults if not read else ():
                typer.echo(fault, err=True)
            read += 1
            yield one
    if faults and not read:
        raise WrongInput("\n".join(faults))
