"""``baobei bench batch``: a whole book matched by ``baobei match`` and by Splink, each in processes of its own."""

import csv
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from baobei.lab.benches.collisions.book import write
from baobei.lab.benches.collisions.books import Books, books
from baobei.lab.benches.collisions.scoring import Pair, accuracy, best

if TYPE_CHECKING:
    import psutil

_EVERY = 0.05


class _Spent(NamedTuple):
    """Seconds, processors' seconds, and the most bytes that the processes held together."""

    seconds: float
    cpu: float
    peak: int


class Failed(Exception):
    """A system ended with a fault; its text is what it said on standard error."""


@dataclass(frozen=True)
class Batch:
    """A system's work on the whole book: its seconds, and of which steps where it tells; rows are of both tables.

    ``cpu_s`` are the seconds of all its processes on a processor, which a busy machine does not stretch; ``peak_mib``
    is the largest sum of their resident memory, where what they share counts in each.
    """

    name: str
    seconds: float
    cpu_s: float
    steps: Mapping[str, float]
    rows_s: float
    peak_mib: float
    pairs: int
    f1: float


def run(
    register: int, queries: int, seed: int, engine: str, heard: Callable[[str, int], None] = lambda what, done: None
) -> list[Batch]:
    """Matches one made-up book with both. Raises Failed."""
    made = books(seed, register=register, queries=queries)
    with tempfile.TemporaryDirectory(prefix="baobei-bench-") as temporary:
        folder = Path(temporary)
        files = folder / "register.csv", folder / "queries.csv"
        for file, entries in zip(files, (made.register, made.queries), strict=True):
            write(file, entries)
        command = [str(Path(sys.executable).with_name("baobei")), "match", "--register", str(files[0])]
        ours = [*command, "--queries", str(files[1]), "--out", str(folder / "ours.csv"), "--engine", engine]
        theirs = [sys.executable, "-m", f"{__package__}.splinked", *map(str, files), str(folder / "theirs.csv")]
        heard("baobei match", 0)
        spent, _ = _measured(ours)
        found = _read(folder / "ours.csv")
        done = [_batch("baobei match", spent, {}, made, set(found))]
        heard("Splink", 1)
        spent, said = _measured(theirs)
        found = _read(folder / "theirs.csv")
        done.append(_batch("Splink", spent, json.loads(said), made, best(found, made.truth)))
        heard("", 1)
    return done


def _batch(name: str, spent: _Spent, steps: Mapping[str, float], made: Books, found: set[Pair]) -> Batch:
    rows = len(made.register) + len(made.queries)
    return Batch(
        name=name,
        seconds=round(spent.seconds, 2),
        cpu_s=round(spent.cpu, 2),
        steps=steps,
        rows_s=round(rows / spent.seconds),
        peak_mib=round(spent.peak / 2**20),
        pairs=len(found),
        f1=round(accuracy(found, made.truth, made.cases).pairs.f1, 4),
    )


def _read(file: Path) -> dict[Pair, float]:
    with open(file, encoding="utf-8", newline="") as source:
        return {(row["query_id"], row["register_id"]): float(row["score"]) for row in csv.DictReader(source)}


def _measured(command: Sequence[str]) -> tuple[_Spent, str]:
    """What a command took, and what it printed. Raises Failed."""
    import psutil

    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        begun = perf_counter()
        process = psutil.Popen(command, stdout=out, stderr=err)
        peak, cpu = 0, dict[int, float]()
        try:
            while process.poll() is None:
                running = list(_running(process))
                peak = max(peak, sum(resident for _, resident, _ in running))
                cpu |= {key: seconds for key, _, seconds in running}
                time.sleep(_EVERY)
        except BaseException:
            process.terminate()
            raise
        spent = _Spent(perf_counter() - begun, sum(cpu.values()), peak)
        out.seek(0)
        err.seek(0)
        if process.returncode:
            raise Failed(f"{command[0]}: {err.read().strip()}")
        return spent, out.read()


def _running(process: "psutil.Process") -> Iterator[tuple[int, int, float]]:
    """The processes that a command runs: number, bytes in memory, seconds on a processor so far."""
    import psutil

    with suppress(psutil.NoSuchProcess):
        for one in (process, *process.children(recursive=True)):
            with suppress(psutil.NoSuchProcess), one.oneshot():
                taken = one.cpu_times()
                yield one.pid, one.memory_info().rss, taken.user + taken.system


def ratios(done: Sequence[Batch]) -> dict[str, float]:
    """How many times as long as the product Splink takes: with all of its steps, and once its columns are cleaned."""
    ours, theirs = done
    return {
        "whole": round(theirs.seconds / ours.seconds, 2),
        "cleaned": round((theirs.seconds - theirs.steps["cleaning"]) / ours.seconds, 2),
    }
