"""Matching whole books, and reading whole lists of addresses."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from baobei.cli import start
from baobei.cli.faults import WrongInput
from baobei.cli.files import reading, replacing_text
from baobei.cli.output import progress

if TYPE_CHECKING:
    from baobei.matching.batch import Prediction, Row

commands = typer.Typer()

Counted = Callable[[str, int], None]
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
    policy: PolicyOption = None,
) -> None:
    """Find the customers of a book that may be the same, of one housing unit, or relatives (CR-7.0).

    Rows that can't be read are named on standard error, with their line, and skipped.
    """
    if within == (queries is not None):
        raise WrongInput("Give either --queries or --within.")
    from baobei import environment
    from baobei.matching import batch
    from baobei.policy import load
    from baobei.registrations.rules.form import vocabulary

    p = load(policy or environment.current().policy).on(_today())
    common = {"common_phone": p["match.common_phone"]}
    with progress("rows", total=_line_count(register, queries)) as counted:
        book = _rows(register, counted)
        if queries is None:
            predictions = batch.within(book, vocabulary(p), **common)
        else:
            predictions = batch.match(book, _rows(queries, counted), vocabulary(p), **common)
        with replacing_text(out) as target:
            _write(target, predictions, explain)


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


def _rows(file: Path, counted: Counted) -> "Iterator[Row]":
    """The readable rows of a file; the others are named on standard error. Raises WrongInput where none is readable."""
    from baobei.matching.batch import Fault, read_rows

    faults, read = [], 0
    with reading(file) as lines:
        for one in read_rows(lines):
            counted(file.name, 1)
            if isinstance(one, Fault):
                faults.append(f"{file}:{one.line}: {one.text}")
                if read:
                    typer.echo(faults[-1], err=True)
                continue
            for fault in faults if not read else ():
                typer.echo(fault, err=True)
            read += 1
            yield one
    if faults and not read:
        raise WrongInput("\n".join(faults))


def _write(target: TextIO, predictions: "Iterator[Prediction]", explain: bool) -> None:
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(["query_id", "register_id", "kind", "score", *(["reasons"] if explain else [])])
    for one in predictions:
        reasons = ["; ".join(f"{step.text} ({step.weight:+.1f})" for step in one.match.steps)] if explain else []
        writer.writerow([one.query_id, one.register_id, one.kind, f"{one.score:.4f}", *reasons])
