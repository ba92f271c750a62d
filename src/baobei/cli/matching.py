"""Matching whole books, and reading whole lists of addresses."""

import csv
import fcntl
import shutil
import signal
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TextIO

import typer

from baobei.cli.communities import table
from baobei.cli.faults import OUR_FAULT, WrongInput, reason
from baobei.cli.files import reading, replacing, replacing_text
from baobei.cli.output import progress
from baobei.language import of_terminal, tell
from baobei.words import say

if TYPE_CHECKING:
    from baobei.bulk.engines import Engine

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
    communities: Annotated[
        Path | None,
        typer.Option(metavar="FILE.csv", help="The table of communities that `communities export` writes."),
    ] = None,
    policy: PolicyOption = None,
) -> None:
    """Find the customers of a book that may be the same, of one housing unit, or relatives (CR-7.0).

    Rows that can't be read are named on standard error, with their line, and skipped. Interrupted, the command goes
    on where it was when it is given again; until it is done, its work is kept beside the output.
    """
    if within == (queries is not None):
        raise WrongInput(say("Give either --queries or --within."))
    books = [file for file in (register, queries) if file]
    if any(_same(out, file) for file in books):
        raise WrongInput(say("{file} is the input; give another file for the output.", file=out))
    from baobei import environment
    from baobei.bulk import match as bulk
    from baobei.bulk.books import Unusable, cut
    from baobei.bulk.engines import Ended
    from baobei.policy import load
    from baobei.registrations.rules.form import vocabulary

    loaded, day = load(policy or environment.current().policy), _today()
    p = loaded.on(day)
    spoken = language or of_terminal()
    words = vocabulary(p)
    if communities:
        words = replace(words, communities=table(communities, words))
    made_of = [loaded.version, str(day), str(explain), spoken, *map(_digest, books), words.communities.digest]
    with _interruptible(), _unfinished(out, made_of) as folder:
        try:
            pieces = [cut(file) for file in books]
            total = sum(piece.rows for piece in (*chain(*pieces), *pieces[-1]))
            with progress("rows", total=total) as counted, replacing(folder / "answer") as target:
                target.write(("query_id,register_id,kind,score" + ",reasons" * explain + "\n").encode())
                lines = bulk.match(
                    folder,
                    pieces[0],
                    None if within else pieces[1],
                    words,
                    _engine(engine, folder, master),
                    common_phone=p["match.common_phone"],
                    explain=explain,
                    language=spoken,
                    heard=counted,
                    told=lambda text: typer.echo(tell(text), err=True),
                )
                target.writelines(lines)
        except Unusable as fault:
            raise WrongInput("\n".join(map(tell, fault.faults))) from None
        except Ended:
            text = say(
                "The system ended a process of it, perhaps for want of memory. The same command goes on from here."
            )
            typer.echo(tell(text), err=True)
            raise typer.Exit(OUR_FAULT) from None
        (folder / "answer").replace(out)


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


def _today() -> date:
    """The company's day, without the store that other commands' clocks bring along."""
    from baobei import environment
    from baobei.policy import days

    return days.civil_day(environment.current().now or datetime.now(UTC))


def _line_count(file: Path) -> int:
    with reading(file) as lines:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: lines.read(1 << 20), b""))


@contextmanager
def _unfinished(out: Path, made_of: list[str]) -> Iterator[Path]:
    """The folder beside ``out`` that keeps what is done, until all is; of another input or policy it is emptied."""
    from importlib.metadata import version

    folder = out.with_name(f"{out.name}.unfinished")
    key = sha256("\n".join([version("baobei"), *made_of]).encode()).hexdigest()
    try:
        if out.is_dir():
            raise WrongInput(say("{file} is a folder; give a file for the output.", file=out))
        folder.mkdir(mode=0o700, exist_ok=True)
        with open(folder / "made-of", "a+") as kept:
            _lock(kept, out)
            kept.seek(0)
            if kept.read() != key:
                _empty(folder, but=folder / "made-of")
                kept.truncate(0)
                kept.write(key)
                kept.flush()
            try:
                yield folder
            except WrongInput:
                shutil.rmtree(folder)
                raise
            shutil.rmtree(folder)
    except OSError as fault:
        raise WrongInput(
            say("{file} can't be written: {why}.", file=fault.filename or folder, why=reason(fault))
        ) from None


def _lock(file: TextIO, out: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise WrongInput(say("Another baobei match is writing {file}.", file=out)) from None


def _empty(folder: Path, *, but: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path != but:
            path.unlink()


@contextmanager
def _interruptible() -> Iterator[None]:
    """Lets the signal that asks a process to end do what Ctrl-C does, and says how to go on."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    except KeyboardInterrupt:
        typer.echo(tell(say("Interrupted. The same command goes on from here.")), err=True)
        raise
    finally:
        signal.signal(signal.SIGTERM, before)


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


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
