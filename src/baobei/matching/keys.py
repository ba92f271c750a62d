"""Under which keys a customer is claimed, stored, looked up and locked (CR-7.0).

Estates and names go by sound, so that every spelling comes under one key.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from baobei.matching.communities import NO_COMMUNITIES, Communities
from baobei.matching.home import Home
from baobei.matching.phones import mask_key
from baobei.matching.reading import Reading

LONGEST = 180
NOWHERE: Mapping[str, frozenset[str]] = {}


class Meeting(NamedTuple):
    """Kinds of key: the one that something is stored under, those under which it is met in others, the one locked."""

    stored: str
    met: tuple[str, ...]
    locked: str


_OWN_PHONE = Meeting("phone", ("phone", "kin"), "phone")
_KIN_PHONE = Meeting("kin", ("phone",), "phone")
_CODE = Meeting("code", ("code",), "code")
_ENDS = Meeting("seen", ("mask",), "mask")
_MASK = Meeting("mask", ("mask", "seen"), "mask")
_OWN_NAME = Meeting("name", ("name", "kin-name"), "name")
_KIN_NAME = Meeting("kin-name", ("name",), "name")
_ROOM = Meeting("home", ("home",), "home")
_ROOM_TOLD = Meeting("room", ("open",), "room")
_ROOM_OPEN = Meeting("open", ("open", "room"), "room")
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
    look: dict[str, None] = {}
    lock = set(strong)
    for meeting, value in _shown(reading, communities.tails(reading.home)):
        lock.add(_key(meeting.locked, value))
        for kind in meeting.met:
            look[_key(kind, value)] = None
    return Keys(tuple(strong), stored_under(reading), tuple(look), tuple(sorted(lock)))


def stored_under(reading: Reading) -> tuple[str, ...]:
    """The keys under which a reading is found."""
    shown = _shown(reading, reading.home.tails)
    return tuple(dict.fromkeys([_key(meeting.stored, value) for meeting, value in shown]))


def looked_under(reading: Reading, communities: Communities = NO_COMMUNITIES) -> tuple[str, ...]:
    """The keys under which a reading finds others; ``communities`` as ``keys`` takes them."""
    shown = _shown(reading, communities.tails(reading.home))
    return tuple(dict.fromkeys([_key(kind, value) for meeting, value in shown for kind in meeting.met]))


def _shown(reading: Reading, tails: tuple[str, ...]) -> Iterator[tuple[Meeting, str]]:
    """What a reading shows that another may meet, and how they meet; ``tails`` are its estate's."""
    for phone in reading.phones:
        yield _OWN_PHONE, phone
    for kin in reading.relatives:
        for phone in kin.phones:
            yield _KIN_PHONE, phone
    if reading.name.code:
        yield _CODE, reading.name.code
    for meeting, numbers in ((_ENDS, reading.phones), (_MASK, reading.masks)):
        for number in numbers:
            if seen := mask_key(number):
                yield meeting, seen
    if not tails:
        return
    for meeting, name in ((_OWN_NAME, reading.name), *((_KIN_NAME, kin.name) for kin in reading.relatives)):
        for person in name.persons:
            for way in person.sounds:
                for tail in tails:
                    yield meeting, f"{way}|{tail}"
    for _, building, _, floor, room in reading.home.units:
        if room:
            for tail in tails:
                if building:
                    yield _ROOM, f"{tail}|{building}|{floor}|{room}"
                yield _ROOM_TOLD if building else _ROOM_OPEN, f"{tail}|{floor}|{room}"


def _key(kind: str, value: str) -> str:
    """A key of bounded length: of what nobody's name or address is that long, the digest."""
    if len(value) > LONGEST:
        value = sha256(value.encode(errors="surrogatepass")).hexdigest()
    return f"{kind}:{value}"


def _units(home: Home, communities: Communities, places: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """A unit's claims: under its district and, while no second district has such an estate, without one.

    Thus who writes the district and who leaves it out meet in one claim, and so do all names of an estate.
    """
    if not home.complete or not home.estate or not home.units:
        return
    anywhere = len(communities.possible(home, places) | {home.place} - {""}) <= 1
    for estate, rooms in communities.same_units(home):
        unit = "-".join(rooms)
        if home.place:
            yield _key("unit", f"{home.place}|{estate}|{unit}")
        if anywhere:
            yield _key("unit", f"|{estate}|{unit}")
