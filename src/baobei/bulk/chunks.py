"""A chunk of a book: its rows read into readings and keys, its pairs scored; from files, to files."""

import base64
import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from baobei.language import ENGLISH, tell
from baobei.matching import Customer, Match, Reading, Relative, Vocabulary, compare, keys, read
from baobei.matching.batch import Row

SIZE = 2000
"""Rows in a chunk: seconds of work, which is what an interruption costs."""


@dataclass(frozen=True)
class Job:
    """What the work on every chunk has in common.

    ``folder`` holds the chunks; ``places`` and ``common`` as ``matching.compare`` takes them, known once the rows
    are read; ``explain``: write the reasons, in ``language``.
    """

    folder: Path
    vocabulary: Vocabulary
    explain: bool
    places: Mapping[str, frozenset[str]]
    common: frozenset[str]
    language: str = ENGLISH


def keep(folder: Path, rows: Iterable[Row]) -> Iterator[int]:
    """Writes a book's rows in chunks, those that are not there yet; gives the size of each."""
    chunk: list[Any] = []
    count = 0
    for row in rows:
        chunk.append([row.id, *astuple(row.customer)])
        if len(chunk) == SIZE:
            _keep(folder, count, chunk)
            yield SIZE
            chunk, count = [], count + 1
    if chunk:
        _keep(folder, count, chunk)
        yield len(chunk)


def _keep(folder: Path, chunk: int, rows: list[Any]) -> None:
    if not (file := folder / "given" / f"{chunk:06}.json").exists():
        _write(file, [json.dumps(rows, ensure_ascii=False)])


def normalise(job: Job, book: str, chunk: int) -> None:
    """Reads the rows of a chunk: what each says, where it is found (``keys``), where it looks (``looks``)."""
    folder, name = job.folder / book, f"{chunk:06}.csv"
    if (folder / "places" / name).exists():
        return
    rows, stored, looks = [], [], []
    places: dict[str, None] = {}
    given = json.loads((folder / "given" / f"{chunk:06}.json").read_text(encoding="utf-8"))
    for number, (key, *fields) in enumerate(given, chunk * SIZE):
        reading = read(_customer(*fields), job.vocabulary)
        found = keys(reading, job.vocabulary.communities)
        rows.append(f"{number},{chunk},{_packed([key, replace(reading, address_json=None, problems={}).to_json()])}\n")
        stored += [f"{digest(one)},{number},{_phone(one)}\n" for one in found.stored]
        looks += [f"{digest(one)},{number}\n" for one in found.look]
        if reading.home.place:
            places[f"{_packed([reading.home.sound, reading.home.place])}\n"] = None
    # The last of the four says that the others are there.
    for table, lines in {"rows": rows, "keys": stored, "looks": looks, "places": places}.items():
        _write(folder / table / name, lines)


def score(job: Job, chunk: int) -> None:
    """Compares the pairs of a chunk of those asked about; the best of each first, equals in the register's order."""
    if (file := job.folder / "found" / f"{chunk:06}.csv").exists():
        return
    pairs = sorted(
        (int(asked), int(other), mine, theirs)
        for part in (job.folder / "pairs" / f"chunk={chunk}").glob("*.csv")
        for asked, other, mine, theirs in csv.reader(part.read_text(encoding="ascii").splitlines())
    )
    found = []
    for asked, other, mine, theirs in pairs:
        (asked_id, one), (other_id, another) = unpacked(mine), unpacked(theirs)
        if match := compare(one, another, job.vocabulary, places=job.places, common=job.common):
            found.append((asked, -match.score, other, [asked_id, other_id, *_said(match, job)]))
    temporary = file.with_suffix(".unfinished")
    file.parent.mkdir(parents=True, exist_ok=True)
    with open(temporary, "w", encoding="utf-8", newline="") as target:
        csv.writer(target, lineterminator="\n").writerows(line for *_, line in sorted(found, key=lambda one: one[:3]))
    temporary.replace(file)


def digest(key: str) -> int:
    """A key as 64 bits. Two keys that share one only make a pair to compare, and comparing tells them apart."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), signed=True)


@lru_cache(maxsize=8192)
def unpacked(text: str) -> tuple[str, Reading]:
    """The id and the reading of a row."""
    key, reading = json.loads(base64.b64decode(text))
    return key, Reading.from_json(reading)


def unpacked_place(text: str) -> tuple[str, str]:
    """An estate by its sound, and a place where it lies."""
    sound, place = json.loads(base64.b64decode(text))
    return sound, place


def _packed(data: list[Any]) -> str:
    """Any data as one word, which every engine reads and writes alike."""
    return base64.b64encode(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()).decode("ascii")


def _phone(key: str) -> str:
    return key.removeprefix("phone:") if key.startswith("phone:") else ""


def _customer(name: str, phones: list[str], address: str, relatives: list[tuple[str, str, list[str]]]) -> Customer:
    kin = tuple(Relative(relation, called, tuple(numbers)) for relation, called, numbers in relatives)
    return Customer(name, tuple(phones), address, kin)


def _said(match: Match, job: Job) -> list[str]:
    if not job.explain:
        return [match.kind, f"{match.score:.4f}"]
    steps = (f"{tell(step.text, job.language)} ({step.weight:+.1f})" for step in match.steps)
    return [match.kind, f"{match.score:.4f}", "; ".join(steps)]


def _write(file: Path, lines: Iterable[str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_suffix(".unfinished")
    with open(temporary, "w", encoding="utf-8") as target:
        target.writelines(lines)
    temporary.replace(file)
