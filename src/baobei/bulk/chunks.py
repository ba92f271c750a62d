"""A chunk of a book: its rows read into readings and keys, its pairs scored; from files, to files."""

import base64
import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from baobei.bulk.books import Piece
from baobei.language import ENGLISH, tell
from baobei.matching import Match, Reading, Vocabulary, compare, read
from baobei.matching.batch import Fault
from baobei.matching.keys import AT_ESTATE, looked_under, stored_under
from baobei.words import Text

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_PHONE = "phone:"


@dataclass(frozen=True)
class Job:
    """What the work on every chunk has in common.

    ``folder`` holds what is done; ``found`` and ``asked`` are the books (folders in it) in which and for which one
    looks; ``explain``: write the reasons, in ``language``.
    """

    folder: Path
    vocabulary: Vocabulary
    found: str
    asked: str
    explain: bool = False
    language: str = ENGLISH


@dataclass(frozen=True)
class Known:
    """What takes all rows to know: ``places``, ``common`` and ``common_names`` as ``matching.compare`` takes them."""

    places: Mapping[str, frozenset[str]]
    common: frozenset[str]
    common_names: frozenset[str]


def normalise(job: Job, book: str, chunk: int, piece: Piece) -> None:
    """Reads the rows of a piece: what each says, where it is found (``keys``), where it looks (``looks``)."""
    folder, name = job.folder / book, f"{chunk:06}.csv"
    if (folder / "told" / name).exists():
        return
    rows, stored, looks, names, faults = [], [], [], [], []
    places: dict[str, None] = {}
    communities = job.vocabulary.communities
    for row in piece.read():
        if isinstance(row, Fault):
            faults.append(f"{row.line},{_json(row.text.to_json())}\n")
            continue
        reading = read(row.customer, job.vocabulary)
        rows.append(f"{row.line},{row.id.encode().hex()},{packed(reading)}\n")
        lies = reading.home.district
        if book == job.found:
            stored += [f"{digest(one)},{row.line},{_phone(one)},{_lies(one, lies)}\n" for one in stored_under(reading)]
            names += [f"{way}\n" for one in reading.name.persons for way in one.sounds if way.isascii()]
            if reading.home.place:
                places[f"{_packed([reading.home.sound, reading.home.place])}\n"] = None
        if book == job.asked:
            looks += [
                f"{digest(one)},{row.line},{chunk},{_lies(one, lies)}\n" for one in looked_under(reading, communities)
            ]
    # The last says that the others are there.
    for table, lines in {
        "rows": rows,
        "keys": stored,
        "looks": looks,
        "names": names,
        "places": places,
        "told": faults,
    }.items():
        _write(folder / table / name, lines)


def score(job: Job, chunk: int) -> None:
    """Compares the pairs of a chunk of those asked about; the best of each first, equals in the register's order."""
    if (file := job.folder / "answers" / f"{chunk:06}.csv").exists():
        return
    known = _known(job.folder)
    asked = _rows(job.folder / job.asked / "rows" / f"{chunk:06}.csv")
    pairs = sorted(
        (int(mine), int(theirs), key, text)
        for part in (job.folder / "pairs" / f"chunk={chunk}").glob("*.csv")
        for mine, theirs, key, text in _fields(part)
    )
    answers = []
    for mine, theirs, key, text in pairs:
        asked_key, asked_text = asked[mine]
        one, another = unpacked(asked_text), unpacked(text)
        match = compare(
            one,
            another,
            job.vocabulary,
            places=known.places,
            common=known.common,
            common_names=known.common_names,
        )
        if match:
            answers.append((mine, -match.score, theirs, [id_of(asked_key), id_of(key), *_said(match, job)]))
    temporary = file.with_suffix(".unfinished")
    file.parent.mkdir(parents=True, exist_ok=True)
    with open(temporary, "w", encoding="utf-8", newline="") as target:
        csv.writer(target, lineterminator="\n").writerows(line for *_, line in sorted(answers, key=lambda one: one[:3]))
    temporary.replace(file)


def faults(folder: Path, chunk: int) -> list[Fault]:
    """What is wrong with rows of a chunk that was read; ``folder`` is the book's."""
    lines = (folder / "told" / f"{chunk:06}.csv").read_text(encoding="utf-8").split("\n")
    told = (line.partition(",") for line in lines if line)
    return [Fault(int(line), Text.from_json(json.loads(text))) for line, _, text in told]


def keep(folder: Path, places: Iterable[str], common: Iterable[str], common_names: Iterable[str]) -> None:
    """Writes what takes all rows to know; ``places`` as ``normalise`` wrote them."""
    found: dict[str, list[str]] = {}
    for sound, place in sorted(json.loads(base64.b64decode(one)) for one in places):
        found.setdefault(sound, []).append(place)
    _write(folder / "known.json", [_json([found, sorted(common), sorted(common_names)])])


@lru_cache(maxsize=1)
def _known(folder: Path) -> Known:
    places, common, names = json.loads((folder / "known.json").read_text(encoding="utf-8"))
    return Known({sound: frozenset(known) for sound, known in places.items()}, frozenset(common), frozenset(names))


def digest(key: str) -> int:
    """A key as 64 bits. Two keys that share one only make a pair to compare, and comparing tells them apart."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def packed(reading: Reading) -> str:
    """What of a reading is compared, as one word that every engine reads and writes alike."""
    return _packed(reading.to_json()[:COMPARED])


@lru_cache(maxsize=8192)
def unpacked(text: str) -> Reading:
    """The reading again."""
    return Reading.from_json([*json.loads(base64.b64decode(text)), None, None])


COMPARED = 5
"""Fields of a reading that comparing needs: all but what can't be read and why."""


def _packed(data: list[Any]) -> str:
    return base64.b64encode(_json(data).encode()).decode("ascii")


def _phone(key: str) -> str:
    return key[len(_PHONE) :] if key.startswith(_PHONE) else ""


def _lies(key: str, district: str) -> str:
    """The district where a key has an estate: in another one it is another estate."""
    return district if key.startswith(AT_ESTATE) else ""


def id_of(key: str) -> str:
    """The id of a row, as the tables have it, as it was written."""
    return bytes.fromhex(key).decode()


def _rows(file: Path) -> dict[int, tuple[str, str]]:
    return {int(line): (key, text) for line, key, text in _fields(file)}


def _fields(file: Path) -> Iterable[list[str]]:
    with open(file, encoding="ascii") as lines:
        yield from (line[:-1].split(",") for line in lines)


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
