"""The figures of a bench as tables for a reader."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.table import Table

from baobei.lab.benches.collisions.batch import Batch
from baobei.lab.benches.collisions.cases import CASES, NEGATIVE
from baobei.lab.benches.collisions.run import Result
from baobei.lab.benches.collisions.scoring import Tally

_SLOWER = "Splink takes {whole} times as long, {cleaned} times once its columns are cleaned"


def tables(results: Sequence[Result]) -> Iterator[Table]:
    """How right each system was, how fast, and what it missed or raised case by case."""
    right = Table("", "precision", "recall", "F1 pairs", "F1 queries", title="Accuracy")
    fast = Table("", "prepare s", "ask s", "one query p50 ms", "p99 ms", title="Time")
    for result in results:
        pairs, queries = result.accuracy.pairs, result.accuracy.queries
        right.add_row(result.name, f"{pairs.precision:.4f}", f"{pairs.recall:.4f}", _f1(pairs), _f1(queries))
        single = [str(result.single_ms.get(name, "")) for name in ("p50", "p99")]
        fast.add_row(result.name, f"{result.prepared_s:.2f}", f"{result.asked_s:.2f}", *single)
    yield right
    yield fast
    missed = [(result.name, result.accuracy.missed) for result in results]
    yield _by_case("Missed, % of those who collide", missed, CASES)
    raised = [(result.name, result.accuracy.false_alarms) for result in results]
    yield _by_case("False alarms, % of those who do not", raised, NEGATIVE)


def _by_case(title: str, shares: Sequence[tuple[str, Mapping[str, float]]], cases: Iterable[str]) -> Table:
    table = Table("", *(name for name, _ in shares), title=title)
    for case in cases:
        if case in shares[0][1]:
            table.add_row(case, *(f"{100 * share[case]:.1f}" for _, share in shares))
    return table


def _f1(tally: Tally) -> str:
    return f"{tally.f1:.4f}"


def of_batches(done: Sequence[Batch], ratios: Mapping[str, float]) -> Table:
    """Whole books: seconds and of what, rows a second, memory."""
    table = Table(
        "", "s", "CPU s", "of which s", "rows/s", "peak MiB", "pairs", "F1 pairs", caption=_SLOWER.format(**ratios)
    )
    for one in done:
        steps = ", ".join(f"{step} {seconds}" for step, seconds in one.steps.items())
        table.add_row(
            one.name,
            f"{one.seconds}",
            f"{one.cpu_s}",
            steps,
            f"{one.rows_s:,}",
            f"{one.peak_mib:,}",
            f"{one.pairs:,}",
            f"{one.f1}",
        )
    return table
