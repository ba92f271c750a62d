"""The weights of matching, estimated anew; the command only tells, it never changes them."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from baobei.cli import start
from baobei.cli.faults import WrongInput
from baobei.cli.files import replacing_text
from baobei.cli.output import AsJson, answer, progress
from baobei.language import tell
from baobei.words import Text, say

_SUPPORT: Mapping[str, Mapping[str, Text | str]] = {
    "decisions": {"same": say("the same"), "different": say("different")},
    "splink": {"m": "m", "u": "u", "pairs": say("pairs")},
}

commands = typer.Typer(
    help="How much each finding of matching weighs.", epilog="Example: baobei weights estimate --out weights.yaml"
)


@commands.callback()
def _group() -> None:
    """Makes this a group although it has one command."""


@commands.command(epilog="Example: baobei weights estimate --from decisions --out weights.yaml --since 2027-01-01")
def estimate(
    source: Annotated[
        Literal["decisions", "splink"],
        typer.Option(
            "--from",
            help="The registrar's decisions, or Splink's EM over the register, which needs the extra baobei[estimate].",
        ),
    ] = "decisions",
    sample: Annotated[
        int, typer.Option(min=1, metavar="N", help="How many registrations show what would change.")
    ] = 2000,
    seed: Annotated[int, typer.Option(metavar="N", help="Which ones are drawn.")] = 1,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the table as a pack that can be signed.")
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="From when it would hold; default: tomorrow."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Estimate the weights of CR-7.0 anew and show what they would change; nothing changes by it.

    With --out the table becomes a pack of one dated entry, for somebody to judge, sign and take over.
    """
    if source == "splink" and find_spec("splink") is None:
        raise WrongInput(say("Splink is not installed: `pip install 'baobei[estimate]'`."))
    start.installation()
    from baobei import environment, usecase
    from baobei.lab.weighing.report import entry, report
    from baobei.registrations.queries import compared

    today = usecase.moment(start.clock()).day
    first = since.date() if since else today + timedelta(days=1)
    with progress("registrations", total=min(sample, compared.count())) as heard:
        told = report(usecase.in_force(today), source, sample=sample, seed=seed, heard=heard)
    if out:
        with replacing_text(out) as file:
            file.write(entry(told, since=first, extends=environment.current().policy))
    answer({"on": today.isoformat(), **told}, _lines(told), as_json=as_json)


def _lines(told: Mapping[str, Any]) -> Iterator[Text | str]:
    from baobei.telling.findings import CALLED

    yield from _rests_on(told["rests_on"])
    yield ""
    support = _SUPPORT[told["source"]]
    yield _row("", *map(tell, (say("in force"), say("estimated"), say("difference"), *support.values())))
    for row in told["weights"]:
        numbers = (f"{row['old']:.2f}", f"{row['new']:.2f}", f"{row['difference']:+.2f}")
        shown = (str(row.get(one, "")) for one in support)
        yield f"{_row(row['finding'], *numbers, *shown)}  {tell(CALLED[row['finding']])}"
    yield ""
    yield say("Doubts are asked about from a score of {score}. By the estimated table:", score=f"{told['threshold']:g}")
    parts = {
        say("of those decided to be the same"): told["decided"]["same"],
        say("of those decided to be different"): told["decided"]["different"],
        say(
            "of {pairs} pairs that share a key with {count} registrations drawn by seed {seed}",
            pairs=told["register"]["pairs"],
            count=told["register"]["registrations"],
            seed=told["register"]["seed"],
        ): told["register"],
    }
    for which, part in parts.items():
        yield say(
            "- {which}: {before} of {doubts} doubts asked about before, {after} after; {newly} newly, {gone} no longer",
            which=which,
            before=part["asked_before"],
            doubts=part["doubts"],
            after=part["asked_after"],
            newly=part["newly_asked"],
            gone=part["no_longer_asked"],
        )
        yield from _examples(part)
    waiting = told["waiting"]
    yield say(
        "- of {reviews} reviews that wait now for a doubt: {spared} would not be asked about",
        reviews=waiting["reviews"],
        spared=waiting["not_asked"],
    )
    yield from _examples(waiting)


def _rests_on(rests_on: Mapping[str, Any]) -> Iterator[Text]:
    if "pairs" in rests_on:
        yield say(
            "Estimated by Splink from {pairs} pairs that share a key: rules say of {certain_by_rule} that they are one "
            "and of {nothing_by_rule} that they are not; of the {doubts} doubts nobody said anything.",
            **rests_on,
        )
        yield say("It divides them by their likeness to the others. That is a guess; look at what it changes.")
        return
    yield say("Estimated from {decisions} decisions on doubts: {same} the same, {different} different.", **rests_on)
    if any(rests_on["left_out"].values()):
        yield say(
            "Left out: {no_longer_there} of which a side is no longer there as it was; {same_as_one_of_several} "
            "the same as one of several; {certain_by_rule} that a rule decides; {nothing_in_common} with nothing "
            "in common.",
            **rests_on["left_out"],
        )


def _examples(part: Mapping[str, Any]) -> Iterator[Text]:
    for one in part["examples"]:
        yield say("    {one} and {other}: {before} before, {after} after", **one)


def _row(first: str, *rest: str) -> str:
    """One line of a table; a Chinese character takes two columns."""
    from rich.cells import cell_len

    return f"{first:<17}" + "".join(" " * max(11 - cell_len(cell), 1) + cell for cell in rest)
