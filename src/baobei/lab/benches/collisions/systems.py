"""What is measured: each system takes a register and answers which of its rows the queries collide with."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product
from time import perf_counter

from baobei.lab.benches.collisions.book import Entry
from baobei.lab.benches.collisions.cleaned import Cleaned, cleaned
from baobei.lab.benches.collisions.scoring import Pair
from baobei.matching import Customer, Vocabulary, compare, keys, read, read_relatives


@dataclass(frozen=True)
class Answer:
    """What a system found: pairs of query and row with a score, and the seconds that it took.

    ``prepared``: to clean, index or train on the register; ``asked``: for all queries; ``single``: for one query at a
    time, where it can be asked so. ``own_threshold``: all the pairs are meant; otherwise the score awaits one.
    """

    scores: Mapping[Pair, float]
    prepared: float
    asked: float
    single: Sequence[float] = ()
    own_threshold: bool = False


def one_by_one(
    ask: Callable[[Entry], Iterable[tuple[str, float]]],
    queries: Sequence[Entry],
    prepared: float,
    *,
    own_threshold: bool = False,
) -> Answer:
    """The answer of a system that is asked about one after another."""
    scores: dict[Pair, float] = {}
    single = []
    for query in queries:
        begun = perf_counter()
        found = list(ask(query))
        single.append(perf_counter() - begun)
        scores |= {(query.id, row): score for row, score in found}
    return Answer(scores, prepared, sum(single), single, own_threshold)


def baobei(register: Sequence[Entry], queries: Sequence[Entry], vocabulary: Vocabulary, common_phone: int) -> Answer:
    """The product's own functions over an index in memory: read, look up by key, compare."""
    begun = perf_counter()
    readings = {entry.id: read(_customer(entry), vocabulary) for entry in register}
    index: defaultdict[str, list[str]] = defaultdict(list)
    places: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for key, reading in readings.items():
        for stored in keys(reading).stored:
            index[stored].append(key)
        if reading.home.place:
            places[reading.home.sound] |= {reading.home.place}
    common = frozenset(
        key.removeprefix("phone:")
        for key, rows in index.items()
        if key.startswith("phone:") and len(rows) > common_phone
    )

    def ask(query: Entry) -> Iterator[tuple[str, float]]:
        asked = read(_customer(query), vocabulary)
        for row in dict.fromkeys(chain.from_iterable(index.get(key, ()) for key in keys(asked).look)):
            if match := compare(asked, readings[row], vocabulary, places=places, common=common):
                yield row, match.score

    return one_by_one(ask, queries, perf_counter() - begun, own_threshold=True)


def _customer(entry: Entry) -> Customer:
    return Customer(entry.name, (entry.phones,), entry.address, read_relatives(entry.relatives))


def same_phone(register: Sequence[Entry], queries: Sequence[Entry]) -> Answer:
    """A full number in common, once spaces, prefixes and look-alike letters are gone."""
    begun = perf_counter()
    index: defaultdict[str, list[str]] = defaultdict(list)
    for entry in register:
        for phone in cleaned(*entry.cells).phones:
            index[phone].append(entry.id)

    def ask(query: Entry) -> Iterator[tuple[str, float]]:
        return ((row, 1.0) for phone in cleaned(*query.cells).phones for row in index.get(phone, ()))

    return one_by_one(ask, queries, perf_counter() - begun, own_threshold=True)


def fuzzy(register: Sequence[Entry], queries: Sequence[Entry]) -> Answer:
    """rapidfuzz: the mean likeness of phones, name and address, among rows that share a block."""
    from rapidfuzz import fuzz

    begun = perf_counter()
    columns = {entry.id: cleaned(*entry.cells) for entry in register}
    index: defaultdict[str, list[str]] = defaultdict(list)
    for key, row in columns.items():
        for block in _blocks(row):
            index[block].append(key)

    def ask(query: Entry) -> Iterator[tuple[str, float]]:
        one = cleaned(*query.cells)
        for key in dict.fromkeys(chain.from_iterable(index.get(block, ()) for block in _blocks(one))):
            other = columns[key]
            phones = max((fuzz.ratio(mine, theirs) for mine, theirs in _numbers(one, other)), default=50.0)
            yield key, (phones + fuzz.ratio(one.name, other.name) + fuzz.ratio(one.home, other.home)) / 300

    return one_by_one(ask, queries, perf_counter() - begun)


def _blocks(row: Cleaned) -> Iterator[str]:
    yield from (f"phone {phone[-4:]}" for phone in (*row.phones, *row.kin_phones))
    yield from (f"phone {ends[-4:]}" for ends in row.ends)
    yield f"name {row.pinyin}"
    yield f"home {row.estate} {row.floor} {row.room}"


def _numbers(one: Cleaned, other: Cleaned) -> Iterator[tuple[str, str]]:
    yield from product(one.phones, (*other.phones, *other.kin_phones))
    yield from product(one.kin_phones, other.phones)
    if not (one.phones and other.phones):
        yield from product(one.ends, other.ends)
