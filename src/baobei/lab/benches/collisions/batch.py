"""``baobei bench batch``: a whole book matched by ``baobei match`` and by Splink, each in processes of its own."""

import csv
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from baobei.lab.benches.collisions.book import write
from baobei.lab.benches.collisions.books import Books, books
from baobei.lab.benches.collisions.scoring import Pair, accuracy, best

if TYPE_CHECKING:
    import psutil

_EVERY = 0.05


class Failed(Exception):
    """A system ended with a fault; its text is what it said on standard error."""


@dataclass(frozen=True)
class Batch:
    """A system's work on the whole book: its seconds, and of which steps where it tells; rows are of both tables.

    ``peak_mib`` is the largest sum of the resident memory of all its processes; what they share counts in each.
    """

    name: str
    seconds: float
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
        seconds, peak, _ = _measured(ours)
        found = _read(folder / "ours.csv")
        done = [_batch("baobei match", seconds, {}, peak, made, set(found))]
        heard("Splink", 1)
        seconds, peak, said = _measured(theirs)
        found = _read(folder / "theirs.csv")
        done.append(_batch("Splink", seconds, json.loads(said), peak, made, best(found, made.truth)))
        heard("", 1)
    return done


def _batch(name: str, seconds: float, steps: Mapping[str, float], peak: int, made: Books, found: set[Pair]) -> Batch:
    rows = len(made.register) + len(made.queries)
    right = accuracy(found, made.truth, made.cases).pairs.f1
    return Batch(
        name, round(seconds, 2), steps, round(rows / seconds), round(peak / 2**20), len(found), round(right, 4)
    )


def _read(file: Path) -> dict[Pair, float]:
    with open(file, encoding="utf-8", newline="") as source:
        return {(row["query_id"], row["register_id"]): float(row["score"]) for row in csv.DictReader(source)}


def _measured(command: Sequence[str]) -> tuple[float, int, str]:
    """Seconds, the most bytes that the processes held together, and what the command printed."""
    import psutil

    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        begun = perf_counter()
        process = psutil.Popen(command, stdout=out, stderr=err)
        peak = 0
        try:
            while process.poll() is None:
                peak = max(peak, sum(_resident(process)))
                time.sleep(_EVERY)
        except BaseException:
            process.terminate()
            raise
        seconds = perf_counter() - begun
        out.seek(0)
        err.seek(0)
        if process.returncode:
            raise Failed(f"{command[0]}: {err.read().strip()}")
        return seconds, peak, out.read()


def _resident(process: "psutil.Process") -> Iterator[int]:
    import psutil

    try:
        for one in (process, *process.children(recursive=True)):
            yield one.memory_info().rss
    except psutil.NoSuchProcess:
        return


def ratios(done: Sequence[Batch]) -> dict[str, float]:
    """How many times as long as the product Splink takes: with all of its steps, and once its columns are cleaned."""
    ours, theirs = done
    return {
        "whole": round(theirs.seconds / ours.seconds, 2),
        "cleaned": round((theirs.seconds - theirs.steps["cleaning"]) / ours.seconds, 2),
    }
