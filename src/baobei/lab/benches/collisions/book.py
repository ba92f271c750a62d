"""Rows of a made-up book: what is written, and what it tells about whom, from which the truth follows."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from baobei.lab.benches.collisions import writing
from baobei.lab.benches.collisions.town import Person, Town, Unit
from baobei.matching.batch import COLUMNS

IMMEDIATE = ("spouse", "parent", "child")
UNDECIDED = "undecided"


@dataclass(frozen=True)
class Kin:
    """A relative whom a row declares: who, and by which of their phones, if any, and whether by name."""

    relation: str
    who: Person
    phone: str = ""
    named: bool = True


@dataclass(frozen=True)
class Entry:
    """A row, and what a careful clerk can tell from it.

    ``who`` it is and by which names, in which ``estate``, the full ``numbers`` that it shows, the ends of masked ones,
    the ``home`` where it shows a whole one, whether a name can be read, and which kin it declares.
    """

    id: str
    name: str
    phones: str
    address: str
    relatives: str
    who: Person
    names: frozenset[str]
    estate: int
    numbers: frozenset[str] = frozenset()
    masks: frozenset[str] = frozenset()
    home: Unit | None = None
    named: bool = True
    kin: tuple[Kin, ...] = field(default=())

    @property
    def cells(self) -> list[str]:
        return [self.id, self.name, self.phones, self.address, self.relatives]


def truth(asked: Entry, other: Entry) -> str:
    """How two rows collide (CR-7.0): ``same_customer``, ``same_unit``, ``relative`` or nothing.

    A full number in both makes them one customer, whose ever it is; so do name and home, or name and a mask that fits.
    ``UNDECIDED``: the two texts leave it open whether they are one person, or of one family.
    """
    named = asked.named and other.named
    one_home = asked.home is not None and asked.home == other.home
    perhaps_one_home = asked.estate == other.estate and None in (asked.home, other.home)
    if asked.numbers & other.numbers:
        return "same_customer"
    if asked.who is other.who and named and (one_home or _ends(asked) & _ends(other)):
        return "same_customer"
    if _declares(asked, other.numbers) or _declares(other, asked.numbers):
        return "relative"
    by_name = named and (_declares(asked, other.names) or _declares(other, asked.names))
    if one_home:
        return "relative" if by_name else "same_unit"
    if asked.who is other.who:
        return UNDECIDED
    return UNDECIDED if perhaps_one_home and (by_name or (named and asked.names & other.names)) else ""


def _declares(entry: Entry, told: frozenset[str]) -> bool:
    """Whether a row declares immediate kin by one of the numbers or names."""
    return any(
        kin.relation in IMMEDIATE and (kin.phone in told or (kin.named and kin.who.name in told)) for kin in entry.kin
    )


def _ends(entry: Entry) -> frozenset[str]:
    """First three and last four digits of what is masked, or could be meant by a mask."""
    return entry.masks | {f"{number[:3]}{number[7:]}" for number in entry.numbers if number.startswith("1")}


class Truth:
    """The truth about any row asked about, over a whole register."""

    def __init__(self, register: Sequence[Entry]) -> None:
        self._of: defaultdict[object, list[Entry]] = defaultdict(list)
        for entry in register:
            for key in _met_by(entry):
                self._of[key].append(entry)

    def about(self, asked: Entry) -> dict[str, str]:
        """The ids of what it collides with, each with how."""
        near = {other.id: other for key in _met_by(asked) for other in self._of[key]}
        return {key: how for key in sorted(near) if (how := truth(asked, near[key]))}


def _met_by(entry: Entry) -> Iterator[object]:
    yield id(entry.who)
    if entry.home:
        yield entry.home
    yield from entry.numbers
    yield from ((entry.estate, name) for name in entry.names)
    for kin in entry.kin:
        if kin.phone:
            yield kin.phone
        yield entry.estate, kin.who.name


def entry(
    town: Town,
    who: Person,
    *,
    plain: bool,
    numbers: Sequence[str] | None = None,
    kin: Sequence[Kin] = (),
    whole: bool = True,
    home: Unit | None = None,
    name: str | None = None,
    named: bool = True,
    spouse: Person | None = None,
    phones: str | None = None,
    masks: Iterable[str] = (),
) -> Entry:
    """A row about somebody; what is not given is theirs, written ``plain`` or as people like.

    ``name`` or ``phones`` given are written as they are: say with ``named``, ``numbers`` and ``masks`` what they tell,
    and with ``spouse`` who else is named.
    """
    random = town.random
    shown = who.phones if numbers is None else numbers
    lives = home or who.home
    return Entry(
        id="",
        name=writing.name(random, who, plain=plain) if name is None else name,
        phones=writing.phones(random, list(shown), plain=plain) if phones is None else phones,
        address=writing.address(random, town, lives, plain=plain, whole=whole),
        relatives="; ".join(_declared(random, one) for one in kin),
        who=who,
        names=frozenset(one.name for one in (who, spouse) if one),
        estate=lives.estate,
        numbers=frozenset(shown),
        masks=frozenset(f"{number[:3]}{number[7:]}" for number in masks),
        home=lives if whole else None,
        named=named,
        kin=tuple(kin),
    )


def _declared(random: Random, kin: Kin) -> str:
    return writing.declared(random, kin.who, kin.relation, phone=kin.phone, named=kin.named)


def write(file: Path, entries: Iterable[Entry]) -> None:
    """The rows as ``baobei match`` reads them."""
    with open(file, "w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(entry.cells for entry in entries)
