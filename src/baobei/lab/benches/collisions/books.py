"""A register, queries and their truth, by seed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from baobei.lab.benches.collisions import writing
from baobei.lab.benches.collisions.book import Entry, Kin, Truth, entry
from baobei.lab.benches.collisions.cases import CASES, NEGATIVE, Case
from baobei.lab.benches.collisions.town import Person, Town

_TRIES = 200


@dataclass(frozen=True)
class Books:
    """``truth``: query → what of the register it collides with and how; ``cases``: query → what it was made as."""

    register: Sequence[Entry]
    queries: Sequence[Entry]
    truth: dict[str, dict[str, str]]
    cases: dict[str, str]


def books(seed: int, *, register: int, queries: int) -> Books:
    """So many rows of a register and so many asked about; the same seed and sizes make the same ones."""
    town = Town(Random(seed), register)
    rows = [replace(one, id=f"R{number:07d}") for number, one in zip(range(register), _register(town), strict=False)]
    truth = Truth(rows)
    every = {**CASES, **NEGATIVE}
    names, shares = [*every], [share for share, _ in every.values()]
    asked, cases = [], {}
    for number in range(queries):
        case = town.random.choices(names, shares)[0]
        made = _made(town, rows, every[case][1])
        if made is None:
            case, made = "stranger", entry(town, town.person(town.home()), plain=False)
        asked.append(replace(made, id=f"Q{number:07d}"))
        cases[asked[-1].id] = case
    return Books(rows, asked, {one.id: truth.about(one) for one in asked}, cases)


def _made(town: Town, rows: Sequence[Entry], case: Case) -> Entry | None:
    """A row of the case; None where nobody of the register lends themselves to it."""
    others = (town.random.choice(rows) for _ in range(_TRIES))
    return next((made for other in others if (made := case(town, other))), None)


def _register(town: Town) -> Iterator[Entry]:
    random = town.random
    while True:
        if random.random() < 0.02:
            yield entry(town, town.company(), plain=True)
            continue
        first, *others = town.household()
        yield _row(town, first)
        for other in others:
            if random.random() < 0.2:
                yield _row(town, other)
        if random.random() < 0.04:
            yield _row(town, first)


def _row(town: Town, who: Person) -> Entry:
    random = town.random
    plain = random.random() < 0.6
    kin = [_kin(town, relation, relative) for relation, relative in who.kin if random.random() < 0.35]
    way = random.random()
    if way < 0.04:
        hidden = who.phones[:1]
        text = writing.masked(random, hidden[0])
        return entry(town, who, plain=plain, kin=kin, numbers=(), masks=hidden, phones=text)
    if way < 0.07:
        return entry(town, who, plain=plain, kin=kin, name=writing.title(random, who), named=False)
    return entry(town, who, plain=plain, kin=kin, whole=way > 0.14)


def _kin(town: Town, relation: str, who: Person) -> Kin:
    by_phone = town.random.random() < 0.75
    return Kin(relation, who, who.phones[0] if by_phone else "", named=not by_phone or town.random.random() < 0.8)
