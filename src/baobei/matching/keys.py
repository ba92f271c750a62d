"""Under which keys a customer is claimed, stored, looked up and locked (CR-7.0).

Estates and names go by sound, so that every spelling comes under one key.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from baobei.matching.communities import NO_COMMUNITIES, Communities
from baobei.matching.home import Home
from baobei.matching.names import Name
from baobei.matching.phones import mask_key
from baobei.matching.reading import Reading

LONGEST = 180
NOWHERE: Mapping[str, frozenset[str]] = {}


class Meeting(NamedTuple):
    """Kinds of key: the one that something is stored under, those under which it is met in others, the one locked."""

    stored: str
    met: tuple[str, ...]
    locked: str


MEETINGS = {
    "own phone": Meeting("phone", ("phone", "kin"), "phone"),
    "a relative's phone": Meeting("kin", ("phone",), "phone"),
    "credit code": Meeting("code", ("code",), "code"),
    "ends of a full phone": Meeting("seen", ("mask",), "mask"),
    "ends of a mask": Meeting("mask", ("mask", "seen"), "mask"),
    "own name at an estate": Meeting("name", ("name", "kin-name"), "name"),
    "a relative's name at an estate": Meeting("kin-name", ("name",), "name"),
    "room of a building": Meeting("home", ("home",), "home"),
    "room whose building is told": Meeting("room", ("open",), "room"),
    "room whose building is left out": Meeting("open", ("open", "room"), "room"),
}
AT_ESTATE = ("name:", "kin-name:", "home:", "room:", "open:")
"""How keys begin that only customers of one estate have in common."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of one customer.

    ``strong`` may have one live claim each: full phones, a credit code and the full unit. ``stored``: under these the
    customer is found. ``look``: under these others that could match it are stored. ``lock``: sorted; two customers
    that could match share one.
    """

    strong: tuple[str, ...]
    stored: tuple[str, ...]
    look: tuple[str, ...]
    lock: tuple[str, ...]


def keys(
    reading: Reading,
    communities: Communities = NO_COMMUNITIES,
    *,
    places: Mapping[str, frozenset[str]] = NOWHERE,
) -> Keys:
    """The keys of a reading.

    ``communities``: the company's table, by which a home is looked up, locked and claimed under its other names too.
    ``places``: estate (``reading.home.sound``) → districts (``home.place``) in which the register knows it.
    """
    strong = [f"phone:{phone}" for phone in reading.phones]
    strong += [f"code:{reading.name.code}"] if reading.name.code else []
    strong += _units(reading.home, communities, places)
    shown = [(MEETINGS[what], tuple(found)) for what, found in _shown(reading, reading.home.tails)]
    stored = dict.fromkeys(_key(meeting.stored, value) for meeting, found in shown for value in found)
    tails = communities.tails(reading.home)
    if len(tails) > len(reading.home.tails):
        shown = [(MEETINGS[what], tuple(found)) for what, found in _shown(reading, tails)]
    look: dict[str, None] = {}
    lock = set(strong)
    for meeting, found in shown:
        for value in found:
            lock.add(_key(meeting.locked, value))
            for kind in meeting.met:
                look[_key(kind, value)] = None
    return Keys(tuple(strong), tuple(stored), tuple(look), tuple(sorted(lock)))


def _shown(reading: Reading, tails: tuple[str, ...]) -> Iterator[tuple[str, Iterable[str]]]:
    """What a reading shows that another may meet, by the names of ``MEETINGS``; ``tails`` are its estate's."""
    yield "own phone", reading.phones
    yield "a relative's phone", (phone for kin in reading.relatives for phone in kin.phones)
    yield "credit code", (reading.name.code,) if reading.name.code else ()
    yield "ends of a full phone", filter(None, map(mask_key, reading.phones))
    yield "ends of a mask", filter(None, map(mask_key, reading.masks))
    if not tails:
        return
    yield "own name at an estate", _at(tails, reading.name)
    for kin in reading.relatives:
        yield "a relative's name at an estate", _at(tails, kin.name)
    for _, building, _, floor, room in reading.home.units:
        if room:
            yield "room of a building", (f"{tail}|{building}|{floor}|{room}" for tail in tails if building)
            told = "room whose building is told" if building else "room whose building is left out"
            yield told, (f"{tail}|{floor}|{room}" for tail in tails)


def _key(kind: str, value: str) -> str:
    """A key of bounded length: of what nobody's name or address is that long, the digest."""
    if len(value) > LONGEST:
        value = sha256(value.encode(errors="surrogatepass")).hexdigest()
    return f"{kind}:{value}"


def _at(tails: tuple[str, ...], name: Name) -> Iterator[str]:
    return (f"{way}|{tail}" for person in name.persons for way in person.sounds for tail in tails)


def _units(home: Home, communities: Communities, places: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """A unit's claims: under its district and, while no second district has such an estate, without one.

    Thus who writes the district and who leaves it out meet in one claim, and so do all names of an estate.
    """
    if not home.complete or not home.estate or not home.units:
        return
    anywhere = len(communities.known(home, places) | {home.place} - {""}) <= 1
    for estate, rooms in communities.same_units(home):
        unit = "-".join(rooms)
        if home.place:
            yield _key("unit", f"{home.place}|{estate}|{unit}")
        if anywhere:
            yield _key("unit", f"|{estate}|{unit}")
