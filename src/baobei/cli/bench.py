"""Benches: the product beside its baseline, each store in a process of its own."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from baobei.cli import start
from baobei.cli.faults import CheckFailed, WrongInput
from baobei.cli.matching import EngineName
from baobei.cli.output import AsJson, progress
from baobei.words import say

if TYPE_CHECKING:
    from rich.table import Table

commands = typer.Typer(help="Measure the product beside its baseline in one run.", epilog="Example: baobei bench check")

Stores = Annotated[
    list[str] | None,
    typer.Option("--store", metavar="URL", help="A database that is not there yet; default: one on each store."),
]


@commands.command(epilog="Example: baobei bench check --register 100000 --json")
def check(
    register: Annotated[int, typer.Option(min=1, help="Customers in the register.")] = 100_000,
    store: Stores = None,
    as_json: AsJson = False,
) -> None:
    """How long an inquiry takes, beside the driver alone, and as a call beside a call and an insert."""
    _everywhere("check", store, register, as_json)


@commands.command(epilog="Example: baobei bench claim --registrations 2400")
def claim(
    registrations: Annotated[int, typer.Option(min=60, help="Customers to register each way.")] = 2400,
    store: Stores = None,
    as_json: AsJson = False,
) -> None:
    """How many customers are registered in a second, beside the bare inserts of the same rows."""
    _everywhere("claim", store, registrations, as_json)


@commands.command(epilog="Example: baobei bench pages --register 20000 --json")
def pages(
    register: Annotated[int, typer.Option(min=1, help="Customers in the register.")] = 100_000,
    rounds: Annotated[int, typer.Option(min=10, help="How often each is opened.")] = 200,
    store: Stores = None,
    as_json: AsJson = False,
) -> None:
    """How long the pages that are opened most take until their first byte, beside a view that answers a constant."""
    _everywhere("pages", store, register, as_json, str(rounds))


@commands.command(epilog="Example: baobei bench races --rounds 50")
def races(
    rounds: Annotated[int, typer.Option(min=1, help="Rounds, each about one customer.")] = 50,
    store: Stores = None,
    as_json: AsJson = False,
) -> None:
    """Whether one of 200 simultaneous registrations by 32 clients wins, however the two customers are one."""
    _everywhere("races", store, rounds, as_json)


@commands.command(epilog="Example: baobei bench match --register 20000 --queries 2000 --seed 7 --json")
def match(
    register: Annotated[int, typer.Option(min=100, help="Rows in the register.")] = 100_000,
    queries: Annotated[int, typer.Option(min=1, help="Whom to look for in it.")] = 5_000,
    seed: Annotated[int, typer.Option(help="The same seed makes the same rows.")] = 1,
    as_json: AsJson = False,
) -> None:
    """How rightly and how fast collisions are found in a made-up book, beside what others use for it.

    A system whose scores have no threshold of their own gets the one that suits it best, truth in hand. Ends with 1
    where one of them is more right than baobei. Needs the extra baobei[bench].
    """
    _need_bench()
    from baobei import environment
    from baobei.lab.benches.collisions import report, run
    from baobei.policy import load
    from baobei.registrations.rules.form import vocabulary
    from baobei.store import cluster
    from baobei.usecase import COMPANY_TIME

    p = load(environment.current().policy).on(start.clock().now().astimezone(COMPANY_TIME).date())
    systems = run.every(vocabulary(p), p["match.common_phone"])
    try:
        with progress("systems", total=len(systems)) as heard:
            results = run.run(register, queries, seed, systems, heard)
    except cluster.NoServer as fault:
        raise WrongInput(str(fault)) from None
    if as_json:
        typer.echo(json.dumps({"seed": seed, "systems": run.data(results)}, ensure_ascii=False))
    else:
        _show(report.tables(results))
    if not run.held(results):
        raise CheckFailed


@commands.command(epilog="Example: baobei bench batch --register 1000000 --queries 100000")
def batch(
    register: Annotated[int, typer.Option(min=100, help="Rows in the register.")] = 200_000,
    queries: Annotated[int, typer.Option(min=1, help="Whom to look for in it.")] = 20_000,
    engine: Annotated[EngineName, typer.Option(help="What runs it; spark needs the extra baobei[spark].")] = "duckdb",
    seed: Annotated[int, typer.Option(help="The same seed makes the same rows.")] = 1,
    as_json: AsJson = False,
) -> None:
    """How long `baobei match` takes for a made-up book, and how much memory, beside Splink.

    Ends with 1 where Splink is quicker, cleaning and training included. Needs the extra baobei[bench].
    """
    _need_bench()
    from baobei.lab.benches.collisions import batch as whole
    from baobei.lab.benches.collisions import report

    try:
        with progress("systems", total=2) as heard:
            done = whole.run(register, queries, seed, engine, heard)
    except whole.Failed as fault:
        raise WrongInput(str(fault)) from None
    ratios = whole.ratios(done)
    if as_json:
        typer.echo(json.dumps({"seed": seed, "ratios": ratios, "systems": [asdict(one) for one in done]}))
    else:
        _show([report.of_batches(done, ratios)])
    if ratios["whole"] < 1:
        raise CheckFailed


def _need_bench() -> None:
    if any(find_spec(name) is None for name in ("psutil", "rapidfuzz", "splink")):
        raise WrongInput(say("What to measure beside is not installed: `pip install 'baobei[bench]'`."))


def _show(tables: "Iterable[Table]") -> None:
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else 120)
    for table in tables:
        console.print(table)


def _everywhere(what: str, stores: list[str] | None, size: int, as_json: bool, *more: str) -> None:
    answers = {}
    with _stores(stores) as urls:
        for name, url in urls.items():
            command = [sys.executable, "-m", "baobei.lab.benches", what, url, str(size), *more]
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
            if done.returncode:
                raise CheckFailed(f"{name}: the bench ended with {done.returncode}.")
            answers[name] = json.loads(done.stdout)
            for line in () if as_json else answers[name]["lines"]:
                typer.echo(f"{name}: {line}")
    if as_json:
        typer.echo(json.dumps(answers, ensure_ascii=False))
    if not all(answer["held"] for answer in answers.values()):
        raise CheckFailed


@contextmanager
def _stores(given: list[str] | None) -> Iterator[dict[str, str]]:
    """The stores to measure, by name: those given, or one of each kind that is thrown away afterwards."""
    if given:
        yield {url.split(":")[0]: url for url in given}
        return
    from baobei.store import cluster, databases

    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="baobei-bench-")))
        try:
            server = stack.enter_context(cluster.running(durable=True))
        except cluster.NoServer as fault:
            raise WrongInput(str(fault)) from None
        yield {"sqlite": databases.sqlite(folder), "postgresql": databases.postgresql(server)}
