"""Collisions over whole books: rows of two CSV files, or of one, in; pairs that collide out (``baobei match``)."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from baobei.matching.compare import Match, compare
from baobei.matching.keys import keys
from baobei.matching.reading import Customer, Reading, read
from baobei.matching.relatives import read_relatives
from baobei.matching.vocabulary import Vocabulary
from baobei.words import Text, say

COLUMNS = ("id", "name", "phones", "address", "relatives")
RECORD_LINES = 50
"""A quoted field that is still open after so many lines was never meant as one."""
RECORD_LENGTH = 100_000


@dataclass(frozen=True, slots=True)
class Row:
    """A customer of a book under their id there."""

    id: str
    customer: Customer


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row was skipped, with the number of its first line, the header being line 1."""

    line: int
    text: Text


@dataclass(frozen=True, slots=True)
class Prediction:
    """A pair that collides, ``score`` 0–1, with the match it comes from."""

    query_id: str
    register_id: str
    match: Match

    @property
    def kind(self) -> str:
        """``same_customer``, ``same_unit`` or ``relative``."""
        return self.match.kind

    @property
    def score(self) -> float:
        """How surely the pair is one, 0–1."""
        return self.match.score


def read_rows(lines: Iterable[bytes]) -> Iterator[Row | Fault]:
    """Rows of a CSV file, given as its lines in UTF-8 (with or without BOM) or GB18030, each line for itself.

    A row that can't be read comes as a ``Fault`` in its place; a header without the columns needed as the only one.
    """
    header: list[str] | None = None
    for line, record in _records(lines):
        if isinstance(record, Text):
            yield Fault(line, record)
        elif header is None:
            header = [name.strip().lower() for name in record]
            lacking = [name for name in COLUMNS if name not in header]
            if lacking:
                yield Fault(line, say("The header lacks {columns}", columns=", ".join(lacking)))
                return
        elif len(record) != len(header):
            yield Fault(line, say("Row has {have} columns, the header {want}", have=len(record), want=len(header)))
        else:
            yield _row(line, dict(zip(header, record, strict=True)))


def match(
    register: Iterable[Row], queries: Iterable[Row], vocabulary: Vocabulary, *, common_phone: int = 20
) -> Iterator[Prediction]:
    """Every query against every row of the register, in the order of the queries, best first.

    ``common_phone``: a number with more holders in the register decides nothing alone. Source: CR-7.0.
    """
    book = _Book(register, vocabulary, common_phone)
    for row in queries:
        reading = read(row.customer, vocabulary)
        found = ((book.ids[at], book.compare(reading, at)) for at in sorted(book.candidates(reading)))
        yield from _best_first(row.id, found)


def within(register: Iterable[Row], vocabulary: Vocabulary, *, common_phone: int = 20) -> Iterator[Prediction]:
    """The collisions inside one book, each pair once, the later row as the query."""
    book = _Book(register, vocabulary, common_phone)
    for at, reading in enumerate(book.readings):
        earlier = (other for other in sorted(book.candidates(reading)) if other < at)
        yield from _best_first(book.ids[at], ((book.ids[other], book.compare(reading, other)) for other in earlier))


class _Book:
    """A register in memory, its rows to be found under their keys."""

    def __init__(self, register: Iterable[Row], vocabulary: Vocabulary, common_phone: int) -> None:
        self.vocabulary = vocabulary
        self.ids: list[str] = []
        self.readings: list[Reading] = []
        self.under: Mapping[str, list[int]] = defaultdict(list)
        self.places: dict[str, frozenset[str]] = {}
        holders: Counter[str] = Counter()
        for row in register:
            reading = read(row.customer, vocabulary)
            for key in keys(reading).stored:
                self.under[key].append(len(self.ids))
            if reading.home.place:
                known = self.places.get(reading.home.sound, frozenset())
                self.places[reading.home.sound] = known | {reading.home.place}
            holders.update(reading.phones)
            self.ids.append(row.id)
            self.readings.append(reading)
        self.common = frozenset(phone for phone, count in holders.items() if count > common_phone)

    def candidates(self, reading: Reading) -> set[int]:
        return {at for key in keys(reading).look for at in self.under.get(key, ())}

    def compare(self, reading: Reading, at: int) -> Match | None:
        return compare(reading, self.readings[at], self.vocabulary, places=self.places, common=self.common)


def _best_first(query_id: str, found: Iterable[tuple[str, Match | None]]) -> list[Prediction]:
    pairs = [Prediction(query_id, register_id, match) for register_id, match in found if match is not None]
    return sorted(pairs, key=lambda pair: -pair.score)


def _row(line: int, fields: Mapping[str, str]) -> Row | Fault:
    if not fields["id"].strip():
        return Fault(line, say("Row has no id"))
    customer = Customer(fields["name"], (fields["phones"],), fields["address"], read_relatives(fields["relatives"]))
    return Row(fields["id"].strip(), customer)


def _records(lines: Iterable[bytes]) -> Iterator[tuple[int, list[str] | Text]]:
    """Records with the number of their first line; a quote that never closes spoils its own line only."""
    waiting: list[tuple[int, str]] = []
    for number, raw in enumerate(lines, start=1):
        text = _decode(raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw)
        if text is None:
            yield number, say("Line is neither UTF-8 nor GB18030")
            continue
        waiting.append((number, text))
        yield from _complete(waiting)
    while waiting:
        yield waiting.pop(0)[0], say("A quote is never closed")
        rest, waiting = waiting, []
        for line in rest:
            waiting.append(line)
            yield from _complete(waiting)


def _complete(waiting: list[tuple[int, str]]) -> Iterator[tuple[int, list[str] | Text]]:
    """What the lines that wait make up; they are taken from ``waiting``."""
    text = "".join(line for _, line in waiting)
    if text.count('"') % 2 == 0:
        first = waiting[0][0]
        waiting.clear()
        if not text.strip():
            return
        if len(text) > RECORD_LENGTH:
            yield first, say("Row has more than {most} characters", most=RECORD_LENGTH)
            return
        try:
            yield first, next(csv.reader([text]))
        except csv.Error as error:
            yield first, say("Row can't be read: {why}", why=str(error))
    elif len(waiting) > RECORD_LINES or len(text) > RECORD_LENGTH:
        yield waiting.pop(0)[0], say("A quote is never closed")
        rest = waiting.copy()
        waiting.clear()
        for line in rest:
            waiting.append(line)
            yield from _complete(waiting)


def _decode(raw: bytes) -> str | None:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
